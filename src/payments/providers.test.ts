import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId, Problem } from '#base'
import { postRule, verify, wallet } from '#ledger'
import {
  booksAgree,
  bought,
  chargeOf,
  creditsOf,
  dollarWorld,
  giveBack,
  order,
  payeeWith,
  payOrder,
  rupeeWorld,
  spendableOf,
  type World,
} from '../../test/worlds.ts'
import {
  closeOrder,
  listDays,
  listDisputes,
  lookAtOrder,
  openCheckout,
  orderById,
  pay,
  reconcile,
  refundDetail,
  retryRefund,
  sweep,
} from './index.ts'
import { Unknown } from './provider.ts'

/** One list of what has to hold, run over every provider through its production adapter. */
for (const [name, open] of [
  ['Stripe', dollarWorld],
  ['Razorpay', rupeeWorld],
] as const) {
  suite(`Any provider: ${name}`, () => {
    let world: World
    const now = () => world.till.clock.now()
    before(async () => {
      world = await open()
    })
    after(async () => {
      Object.assign(world.chaos, { duplicate: false, shuffle: false, drop: 0 })
      await world.settle()
      const books = await verify(world.till.db)
      await world[Symbol.asyncDispose]()
      assert.deepEqual(books.findings, [])
    })

    test('bought: credits come once, as a lot with what was paid and what the provider kept', async () => {
      const { person, orderId } = await bought(world, { net: 500_00n, tax: 90_00n })
      const { lots } = await wallet(world.till.db, { type: 'person', id: person }, 'CREDIT')
      const fee = world.feeOf(590_00n)
      assert.deepEqual(
        lots.map(({ source, basis, fee }) => [source, basis, fee]),
        [['purchase', 500_00n, fee]],
      )
      assert.equal((await orderById(world.till.db, orderId)).paidThrough, world.provider.id)
      await booksAgree(world)
    })

    test('declined: nothing changes, and the same page takes another way to pay', async () => {
      const person = await world.till.person()
      const { id } = await order(world, person)
      assert.equal((await payOrder(world, id, 'declined')).outcome, 'declined')
      await world.settle()
      assert.equal((await orderById(world.till.db, id)).state, 'waiting')
      assert.equal((await payOrder(world, id)).outcome, 'paid')
      await world.settle()
      assert.equal(await creditsOf(world, person), 5000n)
    })

    test('two clicks are one page; so is one whose answer was lost', async () => {
      const { id } = await order(world, await world.till.person())
      world.cutAnswers(1)
      const lost = await openCheckout(world.till.payments, id, now()).catch((error) => error)
      world.cutAnswers(0)
      assert.ok(lost instanceof Problem && lost.code === 'payment_unsure')
      const first = await openCheckout(world.till.payments, id, now())
      assert.deepEqual(await openCheckout(world.till.payments, id, now()), first)
      const pages = await world.till.db`
        select from payments.checkout where order_id = ${id}`
      assert.equal(pages.length, 1)
    })

    test('a closed order cannot be paid; one that was paid meanwhile is paid', async () => {
      const person = await world.till.person()
      const left = await order(world, person)
      const { url } = await openCheckout(world.till.payments, left.id, now())
      const closed = await closeOrder(world.till.payments, left.id, 'cancelled', now())
      assert.equal(closed.state, 'cancelled')
      assert.equal((await world.complete(url.split('/').at(-1)!, 'works')).outcome, 'closed')
      const paid = await order(world, person)
      await payOrder(world, paid.id)
      const ended = await closeOrder(world.till.payments, paid.id, 'cancelled', now())
      assert.equal(ended.state, 'paid')
      await world.settle()
      assert.equal(await creditsOf(world, person), 5000n)
      await booksAgree(world)
    })

    test('no news at all: the page that the buyer comes back to, and the sweep, settle by themselves', async () => {
      world.chaos.drop = 1
      const [one, other] = [await world.till.person(), await world.till.person()]
      const first = await order(world, one)
      await payOrder(world, first.id)
      assert.equal((await lookAtOrder(world.till.payments, first.id, now())).state, 'paid')
      const second = await order(world, other)
      await payOrder(world, second.id)
      await world.settle()
      assert.equal(await creditsOf(world, other), 0n)
      world.till.clock.moveTo(now().add({ minutes: 20 }))
      await sweep(world.till.payments, now())
      world.chaos.drop = 0
      assert.equal(await creditsOf(world, other), 5000n)
      assert.equal(await creditsOf(world, one), 5000n)
      await booksAgree(world)
    })

    test('news twice and in any order, and all of it sent again: once', async () => {
      Object.assign(world.chaos, { duplicate: true, shuffle: true })
      const { person, orderId } = await bought(world)
      await giveBack(world, orderId, 1000n)
      await world.dashboardRefund(await chargeOf(world, orderId), 1500n)
      await world.settle()
      assert.equal(await creditsOf(world, person), 2500n)
      await world.resendAll()
      await world.settle()
      Object.assign(world.chaos, { duplicate: false, shuffle: false })
      assert.equal(await creditsOf(world, person), 2500n)
      assert.equal((await orderById(world.till.db, orderId)).refunded, 2500n)
      await booksAgree(world)
    })

    test('a refund whose answer was lost is made once', async () => {
      const { orderId } = await bought(world)
      world.cutAnswers(1)
      await assert.rejects(giveBack(world, orderId, 2000n), Unknown)
      world.cutAnswers(0)
      await world.settle()
      const refunds = await world.till.db<{ state: string }>`
        select state from payments.refund where order_id = ${orderId}`
      assert.deepEqual(
        refunds.map(({ state }) => state),
        ['done'],
      )
      await booksAgree(world)
    })

    test('a refund that did not arrive is owed again, and made anew when staff say so', async () => {
      const { orderId } = await bought(world, { means: 'refund fails' })
      const id = await giveBack(world, orderId)
      await world.advance(25)
      assert.equal((await refundDetail(world.till.db, id)).refund.state, 'failed')
      await booksAgree(world)
      await atomically(world.till.db, (tx) =>
        retryRefund(tx, { id, by: 'person:staff', byHand: false }, now()),
      )
      await world.settle()
      assert.equal((await refundDetail(world.till.db, id)).refund.state, 'done')
      await booksAgree(world)
    })

    test('a dispute: what is unspent is frozen; won it is free, lost it is gone', async () => {
      for (const won of [true, false]) {
        const { person, orderId } = await bought(world)
        // Something to take a loss from.
        await bought(world, { net: 20_000n })
        const dispute = await world.dispute(await chargeOf(world, orderId))
        await world.settle()
        assert.equal(await spendableOf(world, person), 0n)
        await world.closeDispute(dispute, won)
        await world.settle()
        // Where a deduction is told of in a report only, it is found there.
        await world.advance(24 * 5)
        await reconcile(world.till.payments, now())
        const [row] = await listDisputes(world.till.db, { orderId, limit: 1 })
        assert.equal(row!.state, won ? 'won' : 'lost')
        assert.equal(await spendableOf(world, person), won ? 5000n : 0n)
        await booksAgree(world)
      }
    })

    test('a payout: not from an unknown bank, once, found after a lost answer, told when it arrived', async () => {
      await bought(world, { net: 40_000n })
      await world.advance(24 * 5)
      const owner = await payeeWith(world, 30_00n)
      const payout = { id: newId(), payee: owner, amount: 30_00n, currency: world.currency }
      world.cutAnswers(1)
      assert.equal((await pay(world.till.payments, payout, now())).outcome, 'unknown')
      world.cutAnswers(0)
      const sent = await pay(world.till.payments, payout, now())
      assert.equal(sent.outcome, 'sent')
      assert.deepEqual(await pay(world.till.payments, payout, now()), sent)
      await book('payout.sent', owner, payout)
      await world.advance(24 * 4)
      assert.equal(await toldOf(payout.id), 'bank.paid')
      await reconcile(world.till.payments, now())
      await booksAgree(world)
    })

    test('a payout that the bank sends back is ours again', async () => {
      await bought(world, { net: 40_000n })
      await world.advance(24 * 5)
      const owner = await payeeWith(world, 25_00n, { refuses: true })
      const payout = { id: newId(), payee: owner, amount: 25_00n, currency: world.currency }
      assert.equal((await pay(world.till.payments, payout, now())).outcome, 'sent')
      await book('payout.sent', owner, payout)
      await world.advance(24 * 4)
      assert.equal(await toldOf(payout.id), 'bank.failed')
      await book('payout.returned', owner, payout)
      const again = await pay(world.till.payments, payout, now())
      assert.deepEqual(
        [again.outcome, again.outcome === 'refused' && again.code],
        ['refused', 'taken_back'],
      )
      await booksAgree(world)
    })

    test('day by day, the provider’s movements are the books’, also where all news was lost', async () => {
      const { orderId } = await bought(world)
      world.chaos.drop = 1
      await world.dashboardRefund(await chargeOf(world, orderId), 700n)
      await world.advance(24)
      world.chaos.drop = 0
      const { differ } = await reconcile(world.till.payments, now())
      const days = await listDays(world.till.db, { differ: true, limit: 20 })
      assert.deepEqual([differ, days], [0, []])
      assert.equal((await orderById(world.till.db, orderId)).refunded, 700n)
      await booksAgree(world)
    })

    async function book(
      rule: 'payout.sent' | 'payout.returned',
      owner: { type: 'person' | 'organization'; id: string },
      { id, amount, currency }: { id: string; amount: bigint; currency: string },
    ) {
      const facts = { educator: owner, provider: world.provider.id, currency, amount }
      const about = { type: 'payout', id }
      const [fact] = await world.till.db<{ at: Temporal.Instant }>`
        select at from base.fact where kind = 'bank.failed' and about_id = ${id}`
      const at = rule === 'payout.returned' ? fact!.at : now()
      const deed = { key: `${rule}:${id}`, about, by: 'schedule', at }
      await atomically(world.till.db, (tx) => postRule(tx, rule, facts, deed))
    }

    async function toldOf(payout: string): Promise<string | undefined> {
      const [fact] = await world.till.db<{ kind: string }>`
        select kind from base.fact where about_id = ${payout} order by recorded_at desc limit 1`
      return fact?.kind
    }
  })
}
