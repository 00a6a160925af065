import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId, Problem, type Tx } from '#base'
import { wallet } from '#ledger'
import { startPlan } from '#plans'
import {
  booksAgree,
  booksOf,
  bought,
  chargeOf,
  movedBetween,
  seatPaid,
  spend,
} from '../../test/purse.ts'
import { type Till, testTill } from '../../test/till.ts'
import {
  askRefund,
  bearRefund,
  listRefunds,
  orderById,
  previewRefund,
  type RefundOrder,
  refundDetail,
  refundOrder,
  retryRefund,
  withdrawRefund,
} from './index.ts'

/** A card whose refunds come back after a day. */
const GONE_CARD = '4000000000005126'
const refused = (code: string) => (error: unknown) =>
  error instanceof Problem && error.code === code

suite('Money back', () => {
  let till: Till
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
  const now = () => till.clock.now()
  const give = (orderId: string, wish: Partial<RefundOrder> = {}) =>
    inTx((tx) =>
      refundOrder(
        tx,
        {
          id: newId(),
          orderId,
          platformBears: false,
          cause: 'unused',
          reason: 'asked for it',
          endPlan: false,
          by: 'person:staff',
          ...wish,
        },
        till.payments.keepers,
        now(),
      ),
    )
  const credits = async (id: string) =>
    (await wallet(till.db, { type: 'person', id }, 'CREDIT')).posted
  const stateOf = async (id: string) => (await refundDetail(till.db, id)).refund.state

  before(async () => {
    till = await testTill()
  })
  after(() => till[Symbol.asyncDispose]())

  /** Bought, spent; what is wished; what the books move, and the credits that are left. */
  for (const [says, given, spent, wish, moves, left] of [
    [
      'all of 50 credits',
      {},
      0n,
      {},
      'deferred_credits +5000, provider_clearing -5000, revoked +5000, wallet -5000',
      0n,
    ],
    [
      'what is unspent of 50, with its tax',
      { net: 5000n, tax: 400n },
      2000n,
      {},
      'deferred_credits +3000, provider_clearing -3240, revoked +3000, tax_payable +240, wallet -3000',
      0n,
    ],
    [
      '10.80 of it: 10 credits and their tax',
      { net: 5000n, tax: 400n },
      0n,
      { amount: 1080n },
      'deferred_credits +1000, provider_clearing -1080, revoked +1000, tax_payable +80, wallet -1000',
      4000n,
    ],
    [
      'credits that cost two thirds of a cent each',
      { net: 8000n, credits: 12000n },
      0n,
      { amount: 1000n },
      'deferred_credits +1000, provider_clearing -1000, revoked +1501, wallet -1501',
      10499n,
    ],
    [
      'more than is unspent, where the platform bears the rest',
      {},
      4000n,
      { amount: 2500n, platformBears: true },
      'deferred_credits +1000, provider_clearing -2500, refunds +1500, revoked +1000, wallet -1000',
      0n,
    ],
  ] as const) {
    test(`${says}`, async () => {
      const mei = await till.person()
      const order = await bought(till, mei, given)
      if (spent > 0n) await spend(till, mei, spent)
      const before = await booksOf(till)
      const preview = await previewRefund(
        till.db,
        { orderId: order, platformBears: false, ...wish },
        till.payments.keepers,
        now(),
      )
      const { id, amount } = await give(order, wish)
      assert.equal(preview.amount, amount, 'the preview said so')
      assert.equal(await credits(mei), left, 'gone from the wallet at once, not when the money is')
      await till.settle()
      assert.equal(movedBetween(before, await booksOf(till)), moves)
      assert.equal((await orderById(till.db, order)).refunded, amount)
      const { refund, parts } = await refundDetail(till.db, id)
      assert.equal(refund.state, 'done')
      assert.equal(
        parts.reduce((sum, part) => sum + part.net + part.tax, 0n),
        amount,
      )
      await booksAgree(till)
    })
  }

  for (const [says, spent, wish, code] of [
    ['more than was paid', 0n, { amount: 5001n, platformBears: true }, 'refund_too_large'],
    ['more than is unspent, which nobody bears', 2000n, { amount: 3001n }, 'refund_beyond_unspent'],
    ['what is spent to the last', 5000n, {}, 'refund_nothing_left'],
  ] as const) {
    test(`refused: ${says}`, async () => {
      const mei = await till.person()
      const order = await bought(till, mei)
      if (spent > 0n) await spend(till, mei, spent)
      const before = await booksOf(till)
      await assert.rejects(give(order, wish), refused(code))
      assert.equal(movedBetween(before, await booksOf(till)), '')
    })
  }

  test('in several parts, to the last cent of tax, and once by its id, however many ask at once', async () => {
    const mei = await till.person()
    const order = await bought(till, mei, { net: 3333n, tax: 267n, credits: 3333n })
    const id = newId()
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, () => give(order, { id, amount: 700n })),
    )
    assert.ok(all.every(({ status }) => status === 'fulfilled'))
    for (let part = 0; part < 3; part += 1) await give(order, { amount: 701n })
    await give(order)
    await till.settle()
    assert.equal((await orderById(till.db, order)).refunded, 3600n)
    assert.equal(await credits(mei), 0n)
    await assert.rejects(give(order), refused('refund_nothing_left'))
    await booksAgree(till)
    const numbers = await till.db<{ note: number }>`
      select number as note from payments.document where kind = 'credit_note' order by number`
    assert.deepEqual(
      numbers.map(({ note }) => note),
      numbers.map((_, index) => index + 1),
      'no gaps',
    )
  })

  test('a plan: its unspent credits and the access of the days that are left, ended with it', async () => {
    const mei = await till.person()
    const start = { personId: mei, plan: 'learner-premium' }
    const { id } = await inTx((tx) => startPlan(tx, start, now()))
    await till.pay(id)
    await till.settle()
    await spend(till, mei, 3000n)
    const before = await booksOf(till)
    const preview = await previewRefund(
      till.db,
      { orderId: id, platformBears: false },
      till.payments.keepers,
      now(),
    )
    assert.equal(preview.amount, 7900n)
    assert.ok(preview.billing)
    await give(id, { endPlan: true })
    await till.settle()
    assert.equal(
      movedBetween(before, await booksOf(till)),
      'deferred_access +1900, deferred_credits +6000, provider_clearing -7900, revoked +9000, wallet -9000',
    )
    assert.equal(await credits(mei), 0n)
    await booksAgree(till)
  })

  test('a refund made in the provider’s dashboard explains itself: credits leave the wallet', async () => {
    const mei = await till.person()
    const order = await bought(till, mei, { net: 5000n, tax: 400n })
    await spend(till, mei, 2000n)
    const before = await booksOf(till)
    await till.sandbox.dashboardRefund(await chargeOf(till, order), 1620)
    await till.settle()
    assert.equal(
      movedBetween(before, await booksOf(till)),
      'deferred_credits +1500, provider_clearing -1620, revoked +1500, tax_payable +120, wallet -1500',
    )
    await booksAgree(till)
  })

  test('what a dashboard’s refund leaves unexplained waits for staff, who take it over', async () => {
    const mei = await till.person()
    const order = await bought(till, mei)
    await spend(till, mei, 2000n)
    await till.sandbox.dashboardRefund(await chargeOf(till, order))
    await till.settle()
    await booksAgree(till, { suspense: 2000n })
    const waiting = await listRefunds(till.db, { waits: true, limit: 10 })
    assert.deepEqual(
      waiting.map(({ orderId, unexplained }) => [orderId, unexplained]),
      [[order, 2000n]],
    )
    await inTx((tx) => bearRefund(tx, { id: waiting[0]!.id, by: 'person:staff' }, now()))
    await assert.rejects(
      inTx((tx) => bearRefund(tx, { id: waiting[0]!.id, by: 'person:staff' }, now())),
      refused('refund_settled'),
    )
    assert.deepEqual(await listRefunds(till.db, { waits: true, limit: 10 }), [])
    await booksAgree(till)
  })

  test('a refund that comes back is owed, and is sent again by hand, or given up', async () => {
    const mei = await till.person()
    const order = await bought(till, mei, { card: GONE_CARD })
    const { id } = await give(order)
    await till.settle()
    assert.equal(await stateOf(id), 'done')
    await till.advance(now().add({ hours: 30 }))
    assert.equal(await stateOf(id), 'failed')
    assert.equal((await booksOf(till)).get('refunds_payable USD'), -5000n, 'it is owed')
    await booksAgree(till)
    assert.equal((await orderById(till.db, order)).refunded, 0n)

    await inTx((tx) => retryRefund(tx, { id, by: 'person:staff', byHand: false }, now()))
    await till.settle()
    assert.equal(await stateOf(id), 'done')
    await till.advance(now().add({ hours: 30 }))
    assert.equal(await stateOf(id), 'failed', 'the card is still gone')
    await till.sandbox.resendAll()
    await till.settle()

    await inTx((tx) => withdrawRefund(till.payments, tx, { id, by: 'person:staff' }, now()))
    assert.equal(await credits(mei), 5000n, 'the credits lie in the wallet again')
    await booksAgree(till)

    const again = await give(order, { amount: 2000n })
    await till.settle()
    await till.advance(now().add({ hours: 30 }))
    await inTx((tx) => retryRefund(tx, { id: again.id, by: 'person:staff', byHand: true }, now()))
    await till.settle()
    const { refund, steps } = await refundDetail(till.db, again.id)
    assert.deepEqual([refund.state, refund.provider], ['done', 'manual'])
    assert.deepEqual(
      steps.map(({ to }) => to),
      ['asked', 'done', 'failed', 'asked', 'done'],
    )
    assert.equal((await booksOf(till)).get('refunds_payable USD'), undefined, 'nothing is owed')
    assert.equal(await credits(mei), 3000n)
    await assert.rejects(
      inTx((tx) => withdrawRefund(till.payments, tx, { id: again.id, by: 'x' }, now())),
      refused('refund_settled'),
    )
  })

  test('a refund that was failed before we heard that it was made', async () => {
    const mei = await till.person()
    const order = await bought(till, mei, { card: GONE_CARD })
    till.sandbox.chaos.drop = 1
    const ref = await till.sandbox.dashboardRefund(await chargeOf(till, order), 1000)
    await till.sandbox.bank.sendBack(ref)
    await till.settle()
    till.sandbox.chaos.drop = 0
    await till.sandbox.resendAll()
    await till.settle()
    assert.equal(await credits(mei), 5000n)
    await booksAgree(till)
  })

  test('asked for here and made in the dashboard at the same time: paid once', async () => {
    const mei = await till.person()
    const order = await bought(till, mei)
    const { id } = await give(order)
    await till.sandbox.dashboardRefund(await chargeOf(till, order))
    // The news of the other one waits until ours has ended.
    await till.sandbox.settled()
    await assert.rejects(till.work(), /another one is on its way/)
    await till.follow()
    await till.settle()
    assert.equal(await stateOf(id), 'withdrawn')
    assert.equal((await orderById(till.db, order)).refunded, 5000n)
    assert.equal(await credits(mei), 0n)
    await booksAgree(till)
  })

  test('a seat’s money goes back by the rules of booking; what the provider gave back is not given twice', async () => {
    const order = await seatPaid(till, await till.person())
    await till.sandbox.dashboardRefund(await chargeOf(till, order), 2500)
    await till.settle()
    const ask = { orderId: order, amount: 3000n, upTo: true, reason: 'cancelled', by: 'schedule' }
    assert.equal((await inTx((tx) => askRefund(tx, ask, now()))).amount, 500n)
    assert.equal((await inTx((tx) => askRefund(tx, ask, now()))).amount, 0n)
    await till.settle()
    await booksAgree(till)
  })

  test('the database keeps the states, the sums and the histories', async () => {
    const order = await bought(till, await till.person())
    const { id } = await give(order, { amount: 1000n })
    const set = (state: string) =>
      till.db`update payments.refund set state = ${state}, code = 'x', ended_at = now() where id = ${id}`
    await assert.rejects(set('failed'), /refund_transition_exists|refund_check/)
    await assert.rejects(
      inTx((tx) => tx`update payments.refund set amount = 99999 where id = ${id}`),
      /refund_within_payment|exceeds/,
    )
    await assert.rejects(till.db`delete from payments.refund_part`, /permission denied/)
    await till.settle()
    await booksAgree(till)
  })
})
