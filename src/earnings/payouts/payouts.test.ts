import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, newId } from '#base'
import { balance, postRule, verify } from '#ledger'
import { educator, NOON, owed } from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import {
  commissionKeeper,
  commissionsOf,
  earnCommission,
  listPayouts,
  openCommission,
  payoutArrived,
  payoutItems,
  payoutReturned,
  processPayouts,
  releaseHeld,
  runPayouts,
  type Sender,
  type Sent,
  schedulePayouts,
  type ToSend,
  unparkPayouts,
} from '../index.ts'

const MONDAY = Temporal.Instant.from('2026-11-30T05:00:00Z')
const later = (minutes: number) => MONDAY.add({ minutes })

/** An included booking that was earned on a fortnight before: 70 % of the list price. */
async function earned(db: Db, educatorId: string, credits: bigint, kind = 'class' as const) {
  const bookingId = newId()
  const at = NOON.subtract({ hours: 24 })
  await atomically(db, async (tx) => {
    await openCommission(
      tx,
      {
        bookingId,
        sessionId: newId(),
        educator: educatorId,
        kind,
        title: 'Spanish',
        sessionAt: at,
        paidBy: 'included',
        price: { credits },
        agreedRate: null,
      },
      at,
    )
    await earnCommission(tx, { bookingId, by: 'schedule' }, at)
  })
  return bookingId
}

/** Asks for each by itself; one that fails leaves the others alone. */
const each =
  (send: (payout: ToSend) => Promise<Sent>): Sender['send'] =>
  (payouts) =>
    Promise.all(payouts.map((payout) => send(payout).catch((error: Error) => error)))

/** A provider in memory that keeps every transfer by the payout's id, as a real one does. */
function provider(behave: { before?: () => void; after?: () => void } = {}) {
  const transfers = new Map<string, { ref: string; amount: bigint }>()
  const sender: Sender = {
    provider: 'sandbox',
    send: each(async ({ id, amount }) => {
      behave.before?.()
      const made = transfers.get(id) ?? { ref: `tr_${id}`, amount }
      transfers.set(id, made)
      behave.after?.()
      return { outcome: 'sent', ref: made.ref }
    }),
  }
  const paid = () => [...transfers.values()].reduce((sum, { amount }) => sum + amount, 0n)
  return { sender, transfers, paid }
}

const clearing = (db: Db) =>
  balance(db, {
    owner: { type: 'provider', id: 'sandbox' },
    purpose: 'provider_clearing',
    asset: 'USD',
  })

test('the Monday run pays what is due from 25.00 on, once; what is below waits', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const ana = await educator(db, { name: 'Ana' })
  const booking = await earned(db, ivan, 5000n)
  await earned(db, ana, 3500n)
  const { sender, paid } = provider()
  assert.deepEqual(await runPayouts(db, sender, MONDAY), { released: 2, scheduled: 1, sent: 1 })
  assert.deepEqual(await runPayouts(db, sender, MONDAY), { released: 0, scheduled: 0, sent: 0 })
  assert.equal(paid(), 3500n)
  assert.equal(await owed(db, ivan, 'educator_available'), 0n)
  assert.equal(await owed(db, ana, 'educator_available'), 2450n)
  assert.equal(await clearing(db), -3500n)
  const [payout] = (await listPayouts(db, { limit: 5 })).items
  assert.deepEqual([payout?.state, payout?.scheduledFor], ['sent', '2026-11-30'])
  await atomically(db, (tx) => payoutArrived(tx, payout!.id, later(60)))
  await atomically(db, (tx) => payoutArrived(tx, payout!.id, later(61)))
  assert.equal((await commissionsOf(db, booking))[0]?.state, 'paid')
  // 24.50 and 24.50 are enough together.
  await earned(db, ana, 3500n)
  const next = MONDAY.add({ hours: 24 * 7 })
  assert.deepEqual(await runPayouts(db, sender, next), { released: 1, scheduled: 1, sent: 1 })
  assert.equal(paid(), 3500n + 4900n)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

/** The moments at which the process dies, each once; then it is started again. */
const deaths: { at: string; die: Parameters<typeof provider>[0] | 'reserved' | 'settling' }[] = [
  { at: 'after reserving, before anything is sent', die: 'reserved' },
  { at: 'before the provider hears of it', die: { before: once('died before') } },
  { at: 'after the provider has paid, before we know', die: { after: once('died after') } },
  { at: 'while the outcome is written', die: 'settling' },
]

function once(message: string) {
  let first = true
  return () => {
    if (!first) return
    first = false
    throw new Error(message)
  }
}

for (const { at, die } of deaths) {
  test(`killed ${at}: paid once all the same`, async () => {
    await using db = await testDatabase()
    const ivan = await educator(db)
    await earned(db, ivan, 5000n)
    await releaseHeld(db, MONDAY)
    await schedulePayouts(db, MONDAY)
    const { sender, transfers, paid } = provider(typeof die === 'object' ? die : {})
    if (die === 'settling') await dieWhileSettling(db, sender)
    else if (die !== 'reserved') await assert.rejects(processPayouts(db, sender, MONDAY), /died/)
    // Another process at the same moment leaves it alone; after the lease it is taken over.
    const others = die === 'reserved' ? 1 : 0
    assert.equal(await processPayouts(db, sender, MONDAY), others)
    await schedulePayouts(db, later(1))
    assert.equal(await processPayouts(db, sender, later(6)), 1 - others)
    assert.equal(await processPayouts(db, sender, later(60)), 0)
    assert.deepEqual([transfers.size, paid()], [1, 3500n])
    assert.equal(await clearing(db), -3500n)
    assert.equal(await owed(db, ivan, 'educator_available'), 0n)
    assert.deepEqual(await verify(db), { ok: true, findings: [] })
  })
}

/** The provider has paid, and the transaction that writes it down is rolled back. */
async function dieWhileSettling(db: Db, sender: Sender): Promise<void> {
  const pool = Object.create(db.pool) as typeof db.pool
  const broken = Object.assign(db.bind(null), db, {
    pool: Object.assign(pool, {
      connect: async () => {
        throw new Error('died while settling')
      },
    }),
  }) as Db
  await assert.rejects(processPayouts(broken, sender, MONDAY), /died while settling/)
}

test('an outcome that nobody knows is asked for again under the same name', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  await earned(db, ivan, 5000n)
  const { sender: real, paid } = provider()
  let answers = 0
  const sender: Sender = {
    provider: 'sandbox',
    async send(payouts, now) {
      const sent = await real.send(payouts, now)
      answers += 1
      return answers < 3 ? [{ outcome: 'unknown' }] : sent
    },
  }
  assert.equal((await runPayouts(db, sender, MONDAY)).sent, 0)
  assert.equal(await clearing(db), 0n)
  assert.equal(await processPayouts(db, sender, later(4)), 0)
  assert.equal(await processPayouts(db, sender, later(6)), 0)
  assert.equal(await processPayouts(db, sender, later(12)), 1)
  assert.deepEqual([answers, paid(), await clearing(db)], [3, 3500n, -3500n])
})

test('refused or sent back, it is available again and part of the next payout', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  await earned(db, ivan, 5000n)
  const no: Sender = {
    provider: 'sandbox',
    send: each(async () => ({ outcome: 'refused', code: 'account_closed', reason: 'closed' })),
  }
  assert.equal((await runPayouts(db, no, MONDAY)).sent, 0)
  assert.equal(await owed(db, ivan, 'educator_available'), 3500n)
  const { sender } = provider()
  const next = MONDAY.add({ hours: 24 * 7 })
  assert.equal((await runPayouts(db, sender, next)).sent, 1)
  const [sent] = (await listPayouts(db, { limit: 5 })).items
  const why = { code: 'no_account', reason: 'the bank sent it back' }
  for (let twice = 0; twice < 2; twice++) {
    await atomically(db, (tx) => payoutReturned(tx, sent!.id, 'sandbox', why, next))
  }
  assert.equal(await owed(db, ivan, 'educator_available'), 3500n)
  assert.equal(await clearing(db), 0n)
  assert.equal((await runPayouts(db, sender, next.add({ hours: 24 * 7 }))).sent, 1)
  const all = (await listPayouts(db, { limit: 5 })).items
  assert.deepEqual(
    all.map(({ state }) => state),
    ['sent', 'returned', 'refused'],
  )
  for (const payout of all) assert.equal((await payoutItems(db, payout.id)).length, 1)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('many runs at the same moment pay each payee once', async () => {
  await using db = await testDatabase({ size: 20 })
  const payees: string[] = []
  for (let i = 0; i < 6; i++) {
    const one = await educator(db, { name: `Educator ${i}` })
    payees.push(one)
    for (let n = 0; n < 3; n++) await earned(db, one, 5000n)
  }
  const { sender, transfers, paid } = provider()
  await Promise.all(Array.from({ length: 6 }, () => runPayouts(db, sender, MONDAY)))
  await runPayouts(db, sender, later(10))
  assert.deepEqual([transfers.size, paid()], [6, 6n * 10_500n])
  assert.equal(await clearing(db), -6n * 10_500n)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('a payee without a bank account waits, is told once a month, and is paid as soon as they have one', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  await earned(db, ivan, 5000n)
  const { sender, paid } = provider()
  let account = false
  const choosy: Sender = { ...sender, waits: async (all) => (account ? [] : [...all]) }
  const told = async () => (await db`select from base.fact where kind = 'payout.parked'`).length
  const week = (n: number) => MONDAY.add({ hours: 24 * 7 * n })
  for (const n of [0, 1, 2, 3, 4]) assert.equal((await runPayouts(db, choosy, week(n))).sent, 0)
  const { items } = await listPayouts(db, { limit: 5 })
  assert.equal(items.length, 1, 'one payout, not one each Monday')
  assert.deepEqual([items[0]!.state, items[0]!.parkedSince], ['reserved', MONDAY])
  assert.equal(await told(), 1)
  assert.equal((await runPayouts(db, choosy, week(5))).sent, 0)
  assert.equal(await told(), 2, 'again after thirty days')
  await earned(db, ivan, 1000n)
  account = true
  assert.equal(await atomically(db, (tx) => unparkPayouts(tx, { type: 'person', id: ivan })), 1)
  assert.equal((await runPayouts(db, choosy, week(5).add({ hours: 1 }))).sent, 1)
  assert.equal(paid(), 4200n, 'with what was earned meanwhile')
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

/** What was set aside when a commission is taken back after it had been let go. */
for (const [says, earnings, taken, state, amount, setOff] of [
  ['is set off', [5000n, 6000n], 5000n, 'sent', 4200n, 3500n],
  ['is stopped where less than the minimum is left', [5000n], 5000n, 'refused', 3500n, 0n],
] as const) {
  test(`a payout that waits ${says} before it leaves`, async () => {
    await using db = await testDatabase()
    const ivan = await educator(db)
    const bookings: string[] = []
    for (const credits of earnings) bookings.push(await earned(db, ivan, credits))
    await releaseHeld(db, MONDAY.subtract({ hours: 48 }))
    await schedulePayouts(db, MONDAY.subtract({ hours: 48 }))
    assert.equal(taken, earnings[0])
    await atomically(db, async (tx) => {
      const [back] = await commissionKeeper.takeBack(tx, bookings[0]!, MONDAY)
      assert.deepEqual([back!.credited, back!.held], [3500n, false])
      const facts = { educator: back!.payee, currency: 'USD', credited: 3500n, amount: 3500n }
      const about = { type: 'order', id: newId() }
      await postRule(tx, 'dispute.lost.paid_out', facts, {
        key: `test:${about.id}`,
        about,
        by: 'test',
        at: MONDAY,
      })
    })
    const { sender, paid } = provider()
    await processPayouts(db, sender, MONDAY)
    const [payout] = (await listPayouts(db, { limit: 5 })).items
    assert.deepEqual([payout!.state, payout!.amount, payout!.setOff], [state, amount, setOff])
    assert.equal(paid(), state === 'sent' ? amount : 0n)
    if (state === 'refused') {
      assert.equal(payout!.reasonCode, 'set_off')
      await earned(db, ivan, 10_000n)
      await runPayouts(db, sender, MONDAY.add({ hours: 24 * 7 }))
      assert.equal(paid(), 7000n, 'later earnings pay what is owed, and the rest goes out')
    }
    assert.equal(await owed(db, ivan, 'educator_available'), 0n)
    const receivable = { owner: { type: 'person', id: ivan }, purpose: 'educator_receivable' }
    assert.equal(await balance(db, { ...receivable, asset: 'USD' } as never), 0n)
    assert.deepEqual((await verify(db)).findings, [])
  })
}
