import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId, Problem, type Tx } from '#base'
import { balance, expireLots, hold, PLATFORM, postRule, verify } from '#ledger'
import {
  addTaxRule,
  approveReceipt,
  creditsOf,
  listDocuments,
  lookAtRefill,
  makeCode,
  type Order,
  openCheckout,
  previewRefund,
  reconcile,
  recordReceipt,
  refillOf,
  setTaxHome,
} from '#payments'
import { addMember, createOrganization } from '#people'
import {
  booksAgree,
  chargeOf,
  giveBack,
  payOrder,
  rupeeWorld,
  type World,
} from '../../../test/worlds.ts'
import type { MessageAsset } from '../message.ts'
import { offersFor } from '../retail/index.ts'
import * as wallets from './index.ts'

const refused = (code: string) => (error: unknown) =>
  error instanceof Problem && error.code === code
const START = Temporal.Instant.from('2026-11-02T06:00:00Z')
const GATEWAY = 'test-gateway'
const FINANCE = 'person:019a0000-0000-7000-8000-0000000000f1'
const SECOND = 'person:019a0000-0000-7000-8000-0000000000f2'

/** Real rupees in a sandbox of Razorpay's shape, with 18 % GST on top: what an organization goes through. */
suite('Wallets of message credits', () => {
  let world: World
  const now = () => world.till.clock.now()
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(world.till.db, work)

  before(async () => {
    world = await rupeeWorld()
    const gst = { country: 'IN', goods: 'messages', name: 'GST', rate: 180_000 } as const
    await inTx(async (tx) => {
      await setTaxHome(tx, { country: 'IN', by: FINANCE }, now())
      await addTaxRule(tx, { ...gst, included: false, due: 'sale', by: FINANCE }, now())
      for (const [asset, unitCost] of [
        ['SMS', 15n],
        ['WHATSAPP', 10n],
        ['EMAIL', 2n],
      ] as const) {
        const facts = { provider: GATEWAY, currency: 'INR', asset, quantity: 200_000n } as const
        await postRule(
          tx,
          'wholesale.purchased',
          { ...facts, cost: 200_000n * unitCost, paidFrom: 'bank' },
          { key: `stock:${asset}`, about: { type: 'stock', id: asset }, by: FINANCE, at: now() },
        )
      }
    })
  })
  after(async () => {
    await booksAgree(world)
    const { findings } = await verify(world.till.db)
    assert.deepEqual(findings, [])
    await world[Symbol.asyncDispose]()
  })

  /** A study library with an owner. */
  async function library(): Promise<string> {
    const person = await world.till.person()
    return inTx(async (tx) => {
      const { id } = await createOrganization(tx, { name: `Library ${newId().slice(-6)}` }, now())
      await addMember(tx, { organization: id, person, role: 'owner' }, now())
      return id
    })
  }
  const offer = async (name: string, organization: string) => {
    const all = await offersFor(world.till.db, { type: 'organization', id: organization }, now())
    return all.find((one) => one.name === name)!.id
  }
  const order = async (organization: string, name = 'Starter', more: object = {}) => {
    const buy = { organization, offer: await offer(name, organization), by: FINANCE, ...more }
    return inTx((tx) => wallets.buyOffer(tx, buy, now()))
  }
  async function bought(organization: string, name = 'Starter'): Promise<Order> {
    const placed = await order(organization, name)
    assert.equal((await payOrder(world, placed.id)).outcome, 'paid')
    await world.settle()
    return placed
  }
  const has = async (organization: string) => {
    const { balances } = await wallets.walletOf(world.till.db, organization, now())
    return Object.fromEntries(balances.map((one) => [one.asset, one.spendable]))
  }
  async function send(organization: string, asset: MessageAsset, units: bigint) {
    const owner = { type: 'organization', id: organization } as const
    const shared = { about: { type: 'test', id: organization }, by: FINANCE, at: now() }
    await inTx(async (tx) => {
      const held = await hold(tx, { ...shared, key: newId(), owner, asset, units })
      const facts = { hold: held.id, provider: GATEWAY, quantity: units }
      await postRule(tx, 'message.delivered', facts, { ...shared, key: newId() })
    })
  }
  const ours = (purpose: 'deferred_messages' | 'message_sales' | 'breakage' | 'refunds_payable') =>
    balance(world.till.db, { owner: PLATFORM, purpose, asset: 'INR' })
  const facts = async (organization: string, like: string) =>
    (
      await world.till.db<{ kind: string; data: Record<string, unknown> }>`
        select kind, data from base.fact
         where kind like ${like} and data ->> 'organizationId' = ${organization} order by recorded_at, id`
    ).map(({ kind, data }) => ({ kind, ...data }))

  test('a package is paid with GST, and its three lots can be spent at once, until their day', async () => {
    const id = await library()
    const before = await ours('deferred_messages')
    const mine = newId()
    const placed = await order(id, 'Starter', { id: mine })
    assert.equal(
      (await order(id, 'Starter', { id: mine })).id,
      placed.id,
      'the same name is one order',
    )
    assert.deepEqual([placed.net, placed.tax, placed.total], [44900n, 8082n, 52982n])
    assert.equal(
      placed.lines[0]!.description,
      'Starter: 1,000 SMS, 500 WhatsApp, 2,000 e-mail, valid 90 days',
    )
    assert.deepEqual(await has(id), { SMS: 0n, WHATSAPP: 0n, EMAIL: 0n })
    assert.equal((await payOrder(world, placed.id)).outcome, 'paid')
    await world.settle()
    assert.deepEqual(await has(id), { SMS: 1000n, WHATSAPP: 500n, EMAIL: 2000n })
    const { balances } = await wallets.walletOf(world.till.db, id, now())
    const lots = balances.flatMap((one) => one.lots)
    assert.equal(
      lots.reduce((sum, lot) => sum + lot.basis, 0n),
      44900n,
    )
    // By value alone: 250 : 75 : 100 of 425.
    assert.deepEqual(
      lots.map(({ basis }) => basis),
      [26412n, 7923n, 10565n],
    )
    assert.equal((await ours('deferred_messages')) - before, 44900n)
    const days = lots.map((lot) => lot.expiresAt!.since(lot.issuedAt).total('hours') / 24)
    assert.deepEqual(days, [90, 90, 90])
    const papers = await listDocuments(world.till.db, { buyer: placed.buyer, limit: 10 })
    assert.deepEqual(papers.map(({ kind }) => kind).sort(), ['invoice', 'receipt'])
    assert.equal((await facts(id, 'messages.purchased')).length, 1)
    await world.resendAll()
    await world.settle()
    assert.equal((await has(id)).SMS, 1000n, 'news told again brings nothing')
  })

  test('a code lowers what is paid, never what comes; money that staff saw arrive buys the same', async () => {
    const id = await library()
    const code = { code: 'LIBRARY10', off: { percent: 1000 }, goods: ['messages'] as const }
    await inTx((tx) => makeCode(tx, { ...code, lasts: 'first month', by: FINANCE }, now()))
    const placed = await order(id, 'Starter', { code: 'library10' })
    assert.deepEqual([placed.net, placed.tax], [40410n, 7274n])
    await assert.rejects(order(id, 'Starter', { code: 'NOSUCH' }), refused('discount_unknown'))
    const seen = {
      orderId: placed.id,
      way: 'bank_transfer',
      amount: placed.total,
      currency: 'INR',
    } as const
    const receipt = {
      ...seen,
      receivedOn: now().toZonedDateTimeISO('UTC').toPlainDate(),
      reference: 'UTR 1',
    }
    const recorded = await inTx((tx) => recordReceipt(tx, { ...receipt, by: FINANCE }, now()))
    assert.ok(recorded)
    const [row] = await world.till.db<{ id: string; state: string }>`
      select id, state from payments.receipt where order_id = ${placed.id}`
    assert.equal(row!.state, 'waiting', 'INR has no limit set: two persons')
    await inTx((tx) => approveReceipt(tx, { id: row!.id, by: SECOND }, now()))
    assert.deepEqual(await has(id), { SMS: 1000n, WHATSAPP: 500n, EMAIL: 2000n })
  })

  test('what is unspent goes back with its tax, at what was paid for it, and the credit note says so', async () => {
    const id = await library()
    const placed = await bought(id)
    await send(id, 'SMS', 400n)
    const wish = { orderId: placed.id, platformBears: false }
    const plan = await previewRefund(world.till.db, wish, world.till.payments.keepers, now())
    // 600 of 1,000 SMS at 264.12, and the other two whole.
    const unspent = 26412n - (26412n * 400n) / 1000n + 7923n + 10565n
    assert.equal(
      plan.parts.reduce((sum, part) => sum + part.net, 0n),
      unspent,
    )
    assert.deepEqual(
      plan.parts.map(({ gives, asset, credits }) => [gives, asset, credits]),
      [
        ['messages', 'SMS', 600n],
        ['messages', 'WHATSAPP', 500n],
        ['messages', 'EMAIL', 2000n],
      ],
    )
    await giveBack(world, placed.id)
    assert.deepEqual(await has(id), { SMS: 0n, WHATSAPP: 0n, EMAIL: 0n })
    assert.equal(await ours('refunds_payable'), 0n)
    const papers = await listDocuments(world.till.db, { buyer: placed.buyer, limit: 10 })
    const note = papers.find(({ kind }) => kind === 'credit_note')!
    const [content] = await world.till.db<{ texts: string[] }>`
      select array(select l ->> 'text' from jsonb_array_elements(content -> 'lines') l) as texts
        from payments.document where id = ${note.id}`
    assert.match(content!.texts[0]!, /: 600 SMS credits not used$/)
  })

  test('a bonus is given by two persons, costs nothing until it is used, and is spent first', async () => {
    const id = await library()
    await bought(id)
    const wish = {
      organization: id,
      asset: 'SMS',
      quantity: 50n,
      validDays: 30,
      reason: 'outage',
    } as const
    const deferred = await ours('deferred_messages')
    const bonusId = newId()
    const asked = await inTx((tx) =>
      wallets.giveBonus(tx, { ...wish, id: bonusId, by: FINANCE }, now()),
    )
    assert.deepEqual([asked.state, asked.worth], ['waiting', 1250n])
    assert.equal((await has(id)).SMS, 1000n)
    await assert.rejects(
      inTx((tx) => wallets.agreeToBonus(tx, { id: bonusId, by: FINANCE }, now())),
      refused('bonus_own'),
    )
    await inTx((tx) => wallets.agreeToBonus(tx, { id: bonusId, by: SECOND }, now()))
    await assert.rejects(
      inTx((tx) => wallets.declineBonus(tx, { id: bonusId, by: SECOND }, now())),
      refused('bonus_decided'),
    )
    assert.equal((await has(id)).SMS, 1050n)
    assert.equal(await ours('deferred_messages'), deferred)
    await send(id, 'SMS', 50n)
    assert.equal(await ours('deferred_messages'), deferred, 'nothing was paid for what was sent')
    await assert.rejects(
      inTx((tx) =>
        wallets.giveBonus(tx, { ...wish, quantity: 10_000_000n, id: newId(), by: FINANCE }, now()),
      ),
      refused('stock_oversold'),
    )
  })

  test('who is suspended is refused with the reason, keeps its credits, and goes on when resumed', async () => {
    const id = await library()
    await bought(id)
    const deed = { organization: id, reason: 'spam', by: FINANCE }
    await wallets.refuseSuspended(world.till.db, id)
    await inTx((tx) => wallets.suspendMessages(tx, deed, now()))
    await assert.rejects(wallets.refuseSuspended(world.till.db, id), (error: Problem) => {
      assert.equal(error.code, 'messages_suspended')
      assert.equal(error.facts.reason, 'spam')
      return true
    })
    await assert.rejects(
      inTx((tx) => wallets.suspendMessages(tx, deed, now())),
      refused('messages_suspended_already'),
    )
    assert.equal((await has(id)).SMS, 1000n)
    await inTx((tx) => wallets.resumeMessages(tx, { ...deed, reason: 'explained' }, now()))
    await wallets.refuseSuspended(world.till.db, id)
    const [once] = await wallets.suspensionsOf(world.till.db, id)
    assert.equal(once!.resumed!.reason, 'explained')
  })

  test('little left is told once a fall; the end of a lot 30, 7 and 1 days before, and then it is breakage', async () => {
    const id = await library()
    await bought(id)
    const watch = {
      organization: id,
      asset: 'SMS',
      below: 200n,
      days: undefined,
      by: FINANCE,
    } as const
    await inTx((tx) => wallets.setWatch(tx, watch, now()))
    const look = () => wallets.watchWallets(world.till.db, now())
    const due = async () => {
      const [row] = await world.till.db<{ at: Temporal.Instant }>`${wallets.nextWatch}`
      return now()
        .until(Object.values(row!)[0] as Temporal.Instant)
        .total('hours')
    }
    await look()
    assert.equal(await due(), 24, 'nobody has spent since')
    await send(id, 'SMS', 850n)
    assert.equal(await due(), 24)
    await world.till.db`insert into messaging.settlement
      (id, at, organization_id, way, category, outcome, policy, messages, captured, released, stock)
      values (${newId()}, ${now().add({ seconds: 1 })}, ${id}, 'sms', 'utility', 'released', 1, 1, 0, 0, 0)`
    assert.equal(await due(), 1)
    await look()
    await look()
    assert.deepEqual(
      (await facts(id, 'messages.low')).map((one) => (one as unknown as { left: object }).left),
      [{ amount: '150', asset: 'SMS' }],
    )
    await bought(id)
    await look()
    await send(id, 'SMS', 1000n)
    await look()
    assert.equal((await facts(id, 'messages.low')).length, 2, 'another fall')

    const warn = () => inTx((tx) => wallets.warnOfExpiry(tx, now()))
    for (const day of [59, 60, 61, 83, 84, 89, 89.5]) {
      const to = START.add({ hours: Math.round(day * 24) + 1 })
      if (Temporal.Instant.compare(to, now()) > 0) world.till.clock.moveTo(to)
      await warn()
    }
    const told = (await facts(id, 'messages.expiring')) as unknown as { days: number }[]
    assert.deepEqual([...new Set(told.map(({ days }) => days))], [30, 7, 1])
    const breakage = await ours('breakage')
    world.till.clock.moveTo(START.add({ hours: 24 * 91 }))
    await inTx((tx) => expireLots(tx, now()))
    assert.deepEqual(await has(id), { SMS: 0n, WHATSAPP: 0n, EMAIL: 0n })
    assert.ok((await ours('breakage')) > breakage)
    const entries = await wallets.walletStatement(world.till.db, id, 'SMS', { limit: 20 })
    assert.equal(entries[0]!.what, 'Ran out')
    assert.equal(entries[0]!.balance, 0n)
    assert.ok(entries.some(({ what }) => what === 'Bought'))
  })

  test('three top-ups in 60 days: the package that would have cost less is named', async () => {
    const id = await library()
    for (let times = 0; times < 3; times += 1) {
      assert.equal(await wallets.upsellFor(world.till.db, id, now()), undefined)
      await bought(id, 'Quick top-up')
    }
    const hint = await wallets.upsellFor(world.till.db, id, now())
    // 3 × 199 for 637.50 at unit prices; Growth gives 2,125 for 1,599, but holds more than twice as much.
    assert.equal(hint, undefined)
    for (let times = 0; times < 2; times += 1) await bought(id, 'Quick top-up')
    const later = await wallets.upsellFor(world.till.db, id, now())
    assert.deepEqual(
      [later!.topUps, later!.paid, later!.offer.name, later!.wouldHave, later!.saved],
      [5, 99500n, 'Growth', 79950n, 19550n],
    )
  })

  test('a refill without a kept card is an order to pay: one in flight, once a fall, at most so much a month', async () => {
    const id = await library()
    await bought(id)
    const purse = { owner: { type: 'organization', id }, asset: 'SMS' } as const
    const mini = await offer('Mini top-up', id)
    const rule = {
      organization: id,
      asset: 'SMS',
      below: 200n,
      offer: mini,
      quantity: 1,
      by: FINANCE,
    } as const
    await assert.rejects(
      inTx((tx) => wallets.setAutoRefill(tx, { ...rule, below: 250n, most: 50_000n }, now())),
      refused('refill_brings_too_little'),
    )
    await assert.rejects(
      inTx((tx) => wallets.setAutoRefill(tx, { ...rule, most: 9_900n }, now())),
      refused('refill_above_month'),
    )
    await inTx((tx) => wallets.setAutoRefill(tx, { ...rule, most: 12_000n }, now()))
    const look = () => lookAtRefill(world.till.payments, purse, now())
    await look()
    assert.equal((await refillOf(world.till.db, purse, now()))!.waiting, null)
    await send(id, 'SMS', 850n)
    await Promise.allSettled(Array.from({ length: 6 }, look))
    const { waiting } = (await refillOf(world.till.db, purse, now()))!
    const [told, ...more] = await facts(id, 'refill.to_pay')
    assert.deepEqual([(told as unknown as { order: string }).order, more], [waiting, []])
    await openCheckout(world.till.payments, waiting!, now())
    assert.equal((await payOrder(world, waiting!)).outcome, 'paid')
    await world.settle()
    assert.equal((await has(id)).SMS, 400n)
    const after = (await refillOf(world.till.db, purse, now()))!
    // 99.00 and 18 %.
    assert.deepEqual([after.waiting, after.bought, after.state], [null, 11_682n, 'on'])
    await send(id, 'SMS', 300n)
    await look()
    assert.equal((await refillOf(world.till.db, purse, now()))!.heldBack, 'refill_month_full')
    assert.equal(await refillOf(world.till.db, creditsOf(id), now()), undefined)
  })

  test('a dispute stops what is left; lost, it is taken back and the rest is a loss', async () => {
    // What a bank decided is told of in a report, days later.
    const settled = async () => {
      await world.settle()
      await world.advance(24 * 5)
      await reconcile(world.till.payments, now())
    }
    const id = await library()
    const placed = await bought(id)
    await send(id, 'EMAIL', 500n)
    const dispute = await world.dispute(await chargeOf(world, placed.id))
    await world.settle()
    assert.deepEqual(await has(id), { SMS: 0n, WHATSAPP: 0n, EMAIL: 0n })
    await world.closeDispute(dispute, false)
    await settled()
    const { balances } = await wallets.walletOf(world.till.db, id, now())
    assert.deepEqual(
      balances.map(({ posted }) => posted),
      [0n, 0n, 0n],
    )

    const kept = await library()
    const second = await bought(kept)
    const won = await world.dispute(await chargeOf(world, second.id))
    await world.settle()
    await world.closeDispute(won, true)
    await settled()
    assert.equal((await has(kept)).SMS, 1000n, 'won: it can be spent again')
  })
})
