import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, newId } from '#base'
import { expireLots, hold, postRule, verify } from '#ledger'
import { placeOrder } from '#payments'
import { testDatabase } from '../../../test/database.ts'
import type { MessageAsset } from '../message.ts'
import { noteSale, offerFor, salesOf, salesReport } from './index.ts'

const start = Temporal.Instant.from('2026-11-01T06:00:00Z')
const day = (days: number) => start.add({ hours: 24 * days })
const [MICRO, STARTER] = [
  '01900000-0000-7000-8000-000000000001',
  '01900000-0000-7000-8000-000000000004',
] as const

test('how a package does: planned and real cost, what is unspent and what ran out, by buyer and by day', async () => {
  await using db = await testDatabase()
  const library = async (name: string) => {
    const id = newId()
    await db`insert into people.organization (id, name, slug, created_at) values (${id}, ${name}, ${id}, ${start})`
    return { type: 'organization', id } as const
  }
  type Library = Awaited<ReturnType<typeof library>>
  const deed = (key: string, at: Temporal.Instant) => ({
    key,
    about: { type: 'test', id: key },
    by: 'test',
    at,
  })
  const stock = (asset: MessageAsset, quantity: bigint, cost: bigint) =>
    atomically(db, (tx) =>
      postRule(
        tx,
        'wholesale.purchased',
        { provider: 'msg', asset, quantity, cost, currency: 'INR', paidFrom: 'bank' },
        deed(`stock:${newId()}`, start),
      ),
    )
  const buy = async (organization: Library, id: string, quantity: number, at: Temporal.Instant) => {
    const chosen = await offerFor(db, id, organization, quantity, at)
    await atomically(db, async (tx) => {
      const line = {
        kind: 'credits',
        about: organization,
        description: chosen.name,
        net: chosen.total.price,
      } as const
      const wish = { buyer: organization, currency: 'INR', by: 'test', lines: [line] }
      const order = await placeOrder(tx, wish, at)
      await noteSale(tx, { order: order.id, organization, chosen }, at)
      await tx`update payments.orders set state = 'paid', paid_at = ${at}, paid_through = 'card' where id = ${order.id}`
      const sold = {
        organization,
        provider: 'card',
        currency: 'INR',
        net: chosen.total.price,
        tax: 0n,
        fee: 1000n,
        parts: chosen.total.parts,
        expiresAt: at.add({ hours: 24 * chosen.validDays }),
      }
      await postRule(tx, 'package.sold', sold, deed(`order:${order.id}:1`, at))
    })
  }
  const send = (owner: Library, asset: MessageAsset, units: bigint, at: Temporal.Instant) =>
    atomically(db, async (tx) => {
      const held = await hold(tx, { ...deed(`hold:${newId()}`, at), owner, asset, units })
      const facts = { hold: held.id, provider: 'msg', quantity: units }
      await postRule(tx, 'message.delivered', facts, deed(`sent:${newId()}`, at))
    })

  await stock('SMS', 150n, 1500n) // 0.10 each
  await stock('SMS', 5000n, 100_000n) // then 0.20 each
  await stock('EMAIL', 10_000n, 20_000n)
  const [one, other] = [await library('Reading room'), await library('Quiet corner')]
  await buy(one, MICRO, 1, start)
  await buy(other, STARTER, 2, day(1))
  // The first 150 at 0.10; of the 200 sent by the other then 150 at 0.20.
  await send(one, 'SMS', 100n, day(2))
  await send(other, 'SMS', 200n, day(3))
  await send(other, 'EMAIL', 7n, day(3))
  await buy(one, STARTER, 1, day(4))
  // The Micro's 50 WhatsApp and 200 e-mails run out after 90 days, the Starters' all after theirs but what was sent.
  await atomically(db, (tx) => expireLots(tx, day(90)))

  const zone = 'Asia/Kolkata'
  const report = await salesReport(db, { currency: 'INR', zone })
  const [starter, micro] = report.offers
  assert.deepEqual(
    [
      starter!.name,
      starter!.sold,
      starter!.revenue,
      starter!.planned,
      starter!.buyers,
      starter!.fee,
    ],
    ['Starter', 3, 134_700n, 72_000n, 2, 2000n],
  )
  // 50 of the first lot at 0.10, 150 at 0.20, 7 e-mails at 0.02.
  assert.equal(starter!.cost, 500n + 3000n + 14n)
  assert.equal(micro!.cost, 1000n)
  assert.deepEqual(
    [micro!.units.SMS, micro!.units.EMAIL],
    [
      { sold: 100n, used: 100n, expired: 0n, left: 0n },
      { sold: 200n, used: 0n, expired: 200n, left: 0n },
    ],
  )
  // 49.00 by worth 25.00, 7.50 and 10.00: 28.82 was earned with the SMS, the rest ran out.
  assert.deepEqual([micro!.earned, micro!.breakage, micro!.owed], [2882n, 2018n, 0n])
  assert.deepEqual(starter!.units.SMS, { sold: 3000n, used: 200n, expired: 0n, left: 2800n })
  for (const some of [report.all, ...report.offers])
    assert.equal(some.earned + some.breakage + some.owed, some.net)
  assert.deepEqual(
    report.buyers.map(({ organization, sold, revenue }) => [organization.name, sold, revenue]),
    [
      ['Quiet corner', 2, 89_800n],
      ['Reading room', 2, 49_800n],
    ],
  )
  assert.deepEqual(
    report.days.map(({ day: at, name, sold }) => [at, name, sold]),
    [
      ['2026-11-01', 'Micro top-up', 1],
      ['2026-11-02', 'Starter', 2],
      ['2026-11-05', 'Starter', 1],
    ],
  )
  const only = { currency: 'INR', organization: one.id, from: day(1), kind: 'package' } as const
  assert.deepEqual(
    (await salesOf(db, only)).map(({ name, organization }) => [name, organization.name]),
    [['Starter', 'Reading room']],
  )
  assert.equal((await salesReport(db, { ...only, currency: 'EUR', zone })).all.revenue, 0n)
  assert.deepEqual((await verify(db)).findings, [])
})
