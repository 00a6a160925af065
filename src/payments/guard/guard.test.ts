import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId, Problem, type Tx } from '#base'
import { hold, releaseHold, wallet } from '#ledger'
import { startPlan } from '#plans'
import {
  booksAgree,
  booksOf,
  bought,
  chargeOf,
  movedBetween,
  seatPaid,
} from '../../../test/purse.ts'
import { type Till, testTill } from '../../../test/till.ts'
import {
  buyCredits,
  caseById,
  liftStop,
  limitsNow,
  listCases,
  listStops,
  orderById,
  refundCase,
  refundFreed,
  refundOrder,
  refundsOf,
  releaseCase,
  releaseDue,
  setLimits,
  stopsOf,
} from '../index.ts'

const RISKY = '4000000000009235'
const FRAUD = '4000000000004954'
const BLOCKED = '4100000000000019'
const SHARED = '4000056655665556'
const WARNED = '4000000000005423'
const refused = (code: string) => (error: unknown) =>
  error instanceof Problem && error.code === code

suite('What guards against fraud', () => {
  let till: Till
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
  const now = () => till.clock.now()
  const house = () => ({ keepers: till.payments.keepers, db: till.db })
  const purse = async (id: string) => {
    const { posted, spendable, lots } = await wallet(till.db, { type: 'person', id }, 'CREDIT', {
      now: now(),
    })
    return { posted, spendable, lots: lots.map((lot) => lot.id) }
  }
  const buy = (personId: string, credits: bigint) =>
    inTx((tx) => buyCredits(tx, { personId, credits }, now()))
  const caseOf = async (orderId: string) => (await listCases(till.db, { orderId, limit: 1 }))[0]!
  const reserve = (id: string, units: bigint) =>
    inTx((tx) =>
      hold(tx, {
        key: `test:${newId()}`,
        owner: { type: 'person', id },
        asset: 'CREDIT',
        units,
        about: { type: 'booking', id: newId() },
        by: 'test',
        at: now(),
      }),
    )

  before(async () => {
    till = await testTill()
  })
  after(() => till[Symbol.asyncDispose]())

  test('fifty clients at once cannot pass the cap of a day', async () => {
    const mei = await till.person()
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => buy(mei, 10_000n)))
    const no = tries.filter((one) => one.status === 'rejected')
    assert.equal(tries.length - no.length, 20, '2,000.00 in twenties of 100.00')
    for (const { reason } of no) assert.ok(refused('purchase_cap_reached')(reason), String(reason))
  })

  test('the cap holds for code that does not ask', async () => {
    const mei = await till.person()
    await bought(till, mei, { net: 150_000n, credits: 150_000n })
    const more = bought(till, mei, { net: 60_000n, credits: 60_000n })
    await assert.rejects(more, { constraint: 'credits_within_daily_cap' })
  })

  test('a wallet is not filled above its cap, and both caps are data', async () => {
    const mei = await till.person()
    await bought(till, mei, { net: 150_000n, credits: 150_000n })
    await till.advance(now().add({ hours: 25 }))
    await assert.rejects(buy(mei, 50_100n - 100n + 100n), refused('credits_out_of_bounds'))
    await buy(mei, 50_000n)
    await assert.rejects(buy(mei, 500n), refused('wallet_cap_reached'))
    const { after: wider } = await inTx((tx) =>
      setLimits(tx, { walletCap: 300_000n, dailyCap: 60_000n }, 'person:staff', now()),
    )
    assert.equal(wider.version, 2)
    await buy(mei, 500n)
    await assert.rejects(buy(mei, 10_000n), refused('purchase_cap_reached'))
    const old = { walletCap: 200_000n, dailyCap: 200_000n }
    await inTx((tx) => setLimits(tx, old, 'person:staff', now()))
    assert.equal((await limitsNow(till.db)).version, 3)
    await assert.rejects(till.db`update payments.limits set daily_cap = 1`)
  })

  test('credits of a risky payment cannot be spent until the delay is over', async () => {
    const mei = await till.person()
    const order = await bought(till, mei, { card: RISKY })
    const found = await caseOf(order)
    assert.deepEqual([found.kind, found.state, found.stopped], ['elevated', 'open', 1])
    const { posted, spendable, lots } = await purse(mei)
    assert.deepEqual([posted, spendable], [5000n, 0n])
    const [stop] = await stopsOf(till.db, lots)
    assert.equal(stop!.until!.toString(), now().add({ hours: 72 }).toString())
    await assert.rejects(reserve(mei, 100n), refused('insufficient_funds'))
    await till.advance(now().add({ hours: 71 }))
    assert.equal(await releaseDue(house(), now()), 0)
    await till.advance(now().add({ hours: 1 }))
    assert.equal(await releaseDue(house(), now()), 1)
    assert.equal((await purse(mei)).spendable, 5000n)
    assert.deepEqual(
      [(await caseById(till.db, found.id)).state, (await stopsOf(till.db, lots)).length],
      ['released', 0],
    )
  })

  test('staff let a delay go, once, or give the money back', async () => {
    const [mei, tom] = [await till.person(), await till.person()]
    const first = await caseOf(await bought(till, mei, { card: RISKY }))
    const said = { id: first.id, note: 'known since years', by: 'person:staff' }
    await inTx((tx) => releaseCase(house(), tx, said, now()))
    assert.equal((await purse(mei)).spendable, 5000n)
    await assert.rejects(
      inTx((tx) => releaseCase(house(), tx, said, now())),
      refused('case_decided'),
    )
    const order = await bought(till, tom, { card: RISKY })
    const second = await caseOf(order)
    await inTx((tx) => refundCase(house(), tx, { ...said, id: second.id }, now()))
    await till.settle()
    assert.equal((await purse(tom)).posted, 0n)
    assert.equal((await refundsOf(till.db, order))[0]!.state, 'done')
    await booksAgree(till)
  })

  test('a dispute keeps what a delay lets go', async () => {
    const mei = await till.person()
    const order = await bought(till, mei, { card: RISKY })
    const found = await caseOf(order)
    const charge = await chargeOf(till, order)
    const dispute = await till.sandbox.bank.dispute({ charge, reason: 'fraudulent' })
    await till.settle()
    await inTx((tx) =>
      releaseCase(house(), tx, { id: found.id, note: undefined, by: 'person:staff' }, now()),
    )
    assert.equal((await purse(mei)).spendable, 0n, 'the bank has the money')
    await till.sandbox.bank.close(dispute.id, true)
    await till.settle()
    assert.equal((await purse(mei)).spendable, 5000n)
  })

  test('credits of a plan are delayed too', async () => {
    const mei = await till.person()
    const order = await inTx((tx) =>
      startPlan(tx, { personId: mei, plan: 'learner-premium' }, now()),
    )
    assert.equal((await till.pay(order.id, RISKY)).outcome, 'paid')
    await till.settle()
    assert.deepEqual([(await purse(mei)).posted, (await purse(mei)).spendable], [12_000n, 0n])
    assert.equal((await caseOf(order.id)).state, 'open')
  })

  for (const what of ['credits', 'a seat'] as const) {
    test(`a payment at the highest risk brings nothing and goes back: ${what}`, async () => {
      const mei = await till.person()
      const books = await booksOf(till)
      const order =
        what === 'credits'
          ? await bought(till, mei, { card: FRAUD })
          : await seatPaid(till, mei, { net: 5000n, card: FRAUD })
      assert.equal((await purse(mei)).posted, 0n)
      assert.equal((await orderById(till.db, order)).refunded, 5000n)
      assert.deepEqual(
        [(await caseOf(order)).kind, (await caseOf(order)).state],
        ['highest', 'refunded'],
      )
      assert.equal(
        movedBetween(books, await booksOf(till)),
        'processing_fees +175, provider_clearing -175',
      )
      const facts = await till.db<{ kind: string }>`
        select kind from base.fact where about_id = ${order} and kind in ('order.paid', 'order.turned_down')`
      assert.deepEqual(
        facts.map(({ kind }) => kind),
        ['order.turned_down'],
      )
      await booksAgree(till)
    })
  }

  test('whoever is declined too often is stopped, and let go by staff or by time', async () => {
    const mei = await till.person()
    const order = await buy(mei, 1000n)
    for (let tried = 0; tried < 6; tried += 1)
      await till.pay(order.id, tried % 2 ? BLOCKED : '4000000000000002')
    await till.settle()
    const [stop] = await listStops(till.db, { running: now(), limit: 10 })
    assert.deepEqual([stop!.buyerId, stop!.why, stop!.seen, stop!.most], [mei, 'declines', 6, 5])
    await assert.rejects(till.pay(order.id), refused('payment_paused'))
    await inTx((tx) => liftStop(tx, { id: stop!.id, note: 'called us', by: 'person:staff' }, now()))
    assert.equal(
      (await till.pay(order.id)).outcome,
      'paid',
      'on a new page: the old one was closed',
    )
    await till.settle()
    assert.equal((await listStops(till.db, { running: now(), limit: 10 })).length, 0)
    await assert.rejects(
      inTx((tx) => liftStop(tx, { id: stop!.id, note: '', by: 'person:staff' }, now())),
      refused('stop_over'),
    )
  })

  test('a card that many use delays what the last of them buys', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => till.person()))
    const orders: string[] = []
    for (const one of people) orders.push(await bought(till, one, { card: SHARED }))
    const cases = await Promise.all(
      orders.map((orderId) => listCases(till.db, { orderId, limit: 1 })),
    )
    assert.deepEqual(
      cases.map(([found]) => found?.kind),
      [undefined, undefined, undefined, 'card'],
    )
  })

  test('a warning refunds what is free and stops what is reserved, which goes back when it comes free', async () => {
    const mei = await till.person()
    const order = await inTx((tx) => buyCredits(tx, { personId: mei, credits: 5000n }, now()))
    assert.equal((await till.pay(order.id, WARNED)).outcome, 'paid')
    // The payment is here before the warning is worked: somebody books at once.
    const notices = await till.db<{ event: string }>`
      select event_id as event from payments.inbox where about_kind = 'warning' and state = 'received'`
    assert.deepEqual(notices, [])
    await till.sandbox.settled()
    await till.db`update payments.inbox set received_at = received_at + interval '1 hour' where about_kind = 'warning'`
    await till.db`update payments.inbox set state = 'done' where about_kind = 'warning'`
    await till.settle()
    const seat = await reserve(mei, 2000n)
    await till.db`update payments.inbox set state = 'received' where about_kind = 'warning'`
    await till.settle()
    const found = await caseOf(order.id)
    assert.deepEqual([found.kind, found.state, found.stopped], ['warning', 'refunded', 1])
    assert.deepEqual(
      [(await purse(mei)).posted, (await orderById(till.db, order.id)).refunded],
      [2000n, 3000n],
    )
    await inTx((tx) => releaseHold(tx, { hold: seat.id, key: newId(), by: 'test', at: now() }))
    assert.equal((await purse(mei)).spendable, 0n, 'it came free, and cannot be spent')
    assert.equal(await inTx((tx) => refundFreed(house(), tx, mei, now())), 1)
    await till.settle()
    assert.deepEqual(
      [(await purse(mei)).posted, (await orderById(till.db, order.id)).refunded],
      [0n, 5000n],
    )
    await booksAgree(till)
  })

  test('a large refund by one person is refused, also by the table', async () => {
    const mei = await till.person()
    const order = await bought(till, mei, { net: 60_000n, credits: 60_000n })
    const ask = {
      id: newId(),
      orderId: order,
      platformBears: false,
      cause: 'unused' as const,
      reason: 'asked',
      endPlan: false,
      by: 'person:staff',
    }
    await assert.rejects(
      inTx((tx) => refundOrder(tx, ask, till.payments.keepers, now())),
      refused('refund_needs_second'),
    )
    await inTx((tx) => refundOrder(tx, { ...ask, amount: 50_000n }, till.payments.keepers, now()))
  })
})
