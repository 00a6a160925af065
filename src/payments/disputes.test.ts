import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId, Problem, type Tx } from '#base'
import { hold, wallet } from '#ledger'
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
  answerDispute,
  askRefund,
  decideFault,
  disputeDetail,
  listDisputes,
  previewRefund,
  refundOrder,
  warningsOf,
} from './index.ts'

const FRAUD = '4000000000000259'
const ASKED_ABOUT = '4000000000001976'
const WARNED = '4000000000005423'
const refused = (code: string) => (error: unknown) =>
  error instanceof Problem && error.code === code

const EVIDENCE = {
  customerName: 'Mei',
  customerEmail: 'mei@example.org',
  productDescription: '50 credits',
  serviceDate: '2026-11-21',
  accessActivityLog: '2026-11-21 12:00 joined the class',
  refundPolicy: 'Unspent credits are refunded.',
  words: '',
}

suite('Disputes', () => {
  let till: Till
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
  const now = () => till.clock.now()
  const spendable = async (id: string) =>
    (await wallet(till.db, { type: 'person', id }, 'CREDIT', { now: now() })).spendable
  const disputeOf = async (orderId: string) =>
    (await listDisputes(till.db, { orderId, limit: 1 }))[0]!
  const refOf = async (orderId: string) => (await disputeOf(orderId)).ref
  const close = async (orderId: string, won: boolean) => {
    const ref = await refOf(orderId)
    await till.sandbox.bank.close(ref, won)
    await till.settle()
  }
  const dispute = async (orderId: string, amount?: number) => {
    const charge = await chargeOf(till, orderId)
    await till.sandbox.bank.dispute({ charge, reason: 'fraudulent', amount })
    await till.settle()
  }

  before(async () => {
    till = await testTill()
  })
  after(() => till[Symbol.asyncDispose]())

  const OPENED = 'dispute_fees +1500, open_disputes +5400, provider_clearing -6900'
  /** Credits spent before; how it ends; what that moves, and what can be spent then. */
  for (const [says, spent, won, moves, left] of [
    [
      'won: the money is back, and the lot thawed',
      2000n,
      true,
      'open_disputes -5400, provider_clearing +5400',
      3000n,
    ],
    [
      'lost on a pack of 50.00 + 4.00 tax, 20 of 50 spent',
      2000n,
      false,
      'deferred_credits +3000, dispute_losses +2400, open_disputes -5400, revoked +3000, wallet -3000',
      0n,
    ],
    ['lost with all of it spent', 5000n, false, 'dispute_losses +5400, open_disputes -5400', 0n],
    [
      'lost with nothing spent',
      0n,
      false,
      'deferred_credits +5000, dispute_losses +400, open_disputes -5400, revoked +5000, wallet -5000',
      0n,
    ],
  ] as const) {
    test(says, async () => {
      const mei = await till.person()
      const order = await bought(till, mei, { net: 5000n, tax: 400n })
      if (spent > 0n) await spend(till, mei, spent)
      const before = await booksOf(till)
      await dispute(order)
      assert.equal(movedBetween(before, await booksOf(till)), OPENED)
      assert.equal(await spendable(mei), 0n, 'nothing can be spent while the bank has the money')
      await booksAgree(till)
      const open = await booksOf(till)
      await close(order, won)
      assert.equal(movedBetween(open, await booksOf(till)), moves)
      assert.equal(await spendable(mei), left)
      assert.equal((await disputeOf(order)).state, won ? 'won' : 'lost')
      await booksAgree(till)
    })
  }

  test('the published test card is disputed as it pays, and the news may come before the order’s own', async () => {
    const mei = await till.person()
    const order = await bought(till, mei, { card: FRAUD })
    const { state, reason, amount, fee, answerBy } = await disputeOf(order)
    assert.deepEqual([state, reason, amount, fee], ['open', 'fraudulent', 5000n, 1500n])
    assert.ok(answerBy)
    assert.equal(await spendable(mei), 0n)
    await booksAgree(till)
  })

  test('answered once with evidence, and won; unanswered it is lost when its time is over', async () => {
    const [mei, ana] = [await till.person(), await till.person()]
    const [answered, left] = [
      await bought(till, mei, { card: FRAUD }),
      await bought(till, ana, { card: FRAUD }),
    ]
    const { id } = await disputeOf(answered)
    const answer = () =>
      answerDispute(till.payments, { id, evidence: EVIDENCE, by: 'person:staff' }, now())
    till.sandbox.cutAnswers(3)
    await assert.rejects(answer(), refused('payment_unsure'))
    till.sandbox.cutAnswers(0)
    await answer()
    await assert.rejects(answer(), refused('dispute_answered'))
    assert.equal((await disputeOf(answered)).state, 'answered')
    await till.advance(now().add({ hours: 24 * 10 }))
    assert.deepEqual(
      [(await disputeOf(answered)).state, (await disputeOf(left)).state],
      ['won', 'lost'],
    )
    assert.deepEqual([await spendable(mei), await spendable(ana)], [5000n, 0n])
    const { steps, evidence } = await disputeDetail(till.db, id)
    assert.deepEqual(
      steps.map(({ to }) => to),
      ['open', 'answered', 'won'],
    )
    assert.equal(evidence?.accessActivityLog, EVIDENCE.accessActivityLog)
    await booksAgree(till)
  })

  test('a bank that only asks takes no money; when it becomes a dispute, it does', async () => {
    const mei = await till.person()
    const order = await bought(till, mei, { card: ASKED_ABOUT })
    const before = await booksOf(till)
    assert.equal((await disputeOf(order)).state, 'warning')
    assert.equal(await spendable(mei), 5000n)
    const ref = await refOf(order)
    await till.sandbox.bank.escalate(ref)
    await till.settle()
    assert.equal((await disputeOf(order)).state, 'open')
    assert.equal(
      movedBetween(before, await booksOf(till)),
      'dispute_fees +1500, open_disputes +5000, provider_clearing -6500',
    )
    await close(order, true)
    await booksAgree(till)
  })

  test('an early fraud warning gives back what is unspent; a dispute that comes first leaves nothing to give', async () => {
    const mei = await till.person()
    const before = await booksOf(till)
    const order = await bought(till, mei, { card: WARNED })
    assert.equal(await spendable(mei), 0n)
    assert.equal(
      movedBetween(before, await booksOf(till)),
      'issued_purchase -5000, processing_fees +175, provider_clearing -175, revoked +5000',
    )
    const [warning] = await warningsOf(till.db, order)
    assert.ok(warning!.refundId)
    await till.sandbox.resendAll()
    await till.settle()
    assert.equal((await warningsOf(till.db, order)).length, 1)
    await booksAgree(till)
  })

  test('a plan: its unspent credits and unearned access go, the rest is a loss', async () => {
    const mei = await till.person()
    const { id } = await inTx((tx) =>
      startPlan(tx, { personId: mei, plan: 'learner-premium' }, now()),
    )
    await till.pay(id)
    await till.settle()
    await spend(till, mei, 6000n)
    await dispute(id)
    const before = await booksOf(till)
    await close(id, false)
    assert.equal(
      movedBetween(before, await booksOf(till)),
      'deferred_access +1900, deferred_credits +4000, dispute_losses +4000, open_disputes -9900, revoked +6000, wallet -6000',
    )
    await booksAgree(till)
  })

  test('a seat that was not taught yet: its money is earned no more', async () => {
    const order = await seatPaid(till, await till.person(), { card: FRAUD })
    const before = await booksOf(till)
    await close(order, false)
    assert.equal(
      movedBetween(before, await booksOf(till)),
      'deferred_bookings +3000, open_disputes -3000',
    )
    await booksAgree(till)
  })

  test('credits reserved for a class stay with it; a part of the money disputed takes a part', async () => {
    const mei = await till.person()
    const order = await bought(till, mei)
    const owner = { type: 'person', id: mei } as const
    const about = { type: 'booking', id: newId() }
    await inTx((tx) =>
      hold(tx, {
        key: about.id,
        owner,
        asset: 'CREDIT',
        units: 4000n,
        about,
        by: 'test',
        at: now(),
      }),
    )
    await dispute(order, 3000)
    const before = await booksOf(till)
    await close(order, false)
    assert.equal(
      movedBetween(before, await booksOf(till)),
      'deferred_credits +1000, dispute_losses +2000, open_disputes -3000, revoked +1000, wallet -1000',
    )
    await booksAgree(till)
  })

  test('disputed money is not refunded too, and a refund that was on its way is taken back', async () => {
    const mei = await till.person()
    const order = await bought(till, mei)
    const wish = {
      id: newId(),
      orderId: order,
      platformBears: false,
      cause: 'unused',
      reason: 'x',
      endPlan: false,
      by: 'person:staff',
    } as const
    const { keepers } = till.payments
    await inTx((tx) => refundOrder(tx, wish, keepers, now()))
    await dispute(order)
    assert.equal((await previewRefund(till.db, wish, keepers, now())).why, 'refund_disputed')
    await assert.rejects(
      inTx((tx) => refundOrder(tx, { ...wish, id: newId() }, keepers, now())),
      refused('refund_disputed'),
    )
    await assert.rejects(
      inTx((tx) => askRefund(tx, { orderId: order, reason: 'x', by: 'schedule' }, now())),
      refused('refund_disputed'),
    )
    assert.equal(await spendable(mei), 0n, 'the credits are back, and frozen')
    await close(order, false)
    assert.equal((await booksOf(till)).get('refunds_payable USD'), undefined)
    await booksAgree(till)
  })

  test('all news in any order, twice, and some of it lost: the same books', async () => {
    const seed = Math.ceil(Math.random() * 1e6)
    const mei = await till.person()
    let dice = seed
    till.sandbox.chaos.chance = () => {
      dice = (dice * 16807) % 2147483647
      return dice / 2147483647
    }
    Object.assign(till.sandbox.chaos, { duplicate: true, shuffle: true })
    const orders = []
    for (const won of [true, false, true]) {
      const order = await bought(till, mei, { net: 1000n, credits: 1000n, card: FRAUD })
      await close(order, won)
      orders.push(order)
    }
    Object.assign(till.sandbox.chaos, { duplicate: false, shuffle: false })
    const before = await booksOf(till)
    await till.db`update payments.inbox set state = 'received' where state = 'done'`
    await till.sandbox.resendAll()
    await till.settle()
    assert.equal(movedBetween(before, await booksOf(till)), '', `seed ${seed}`)
    assert.equal(await spendable(mei), 2000n, `seed ${seed}`)
    await booksAgree(till)
  })

  test('what is decided cannot be decided again, and the database keeps the states', async () => {
    const order = await bought(till, await till.person(), { card: FRAUD })
    const { id } = await disputeOf(order)
    const decide = () =>
      inTx((tx) =>
        decideFault(
          till.payments,
          tx,
          { id, fault: 'platform', note: 'x', by: 'person:staff' },
          now(),
        ),
      )
    await decide()
    await close(order, false)
    await assert.rejects(decide(), refused('dispute_booked'))
    await assert.rejects(
      till.db`update payments.dispute set state = 'won' where id = ${id}`,
      /dispute_transition_exists|violates check/,
    )
    await booksAgree(till)
  })
})
