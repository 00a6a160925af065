import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId, Problem, type Tx } from '#base'
import { startPlan } from '#plans'
import { booksAgree, booksOf, bought, chargeOf, movedBetween, spend } from '../../test/purse.ts'
import { CARD, type Till, testTill } from '../../test/till.ts'
import {
  balancesNow,
  explainDay,
  listDays,
  listDisputes,
  previewRefund,
  reconcile,
  refundOrder,
  replayNotice,
  sweep,
  unmatchedOn,
} from './index.ts'

const refused = (code: string) => (error: unknown) =>
  error instanceof Problem && error.code === code

/** Numbers of chance that come again from their seed. */
function diceOf(seed: number): () => number {
  let at = seed
  return () => {
    at = (at * 16807) % 2147483647
    return at / 2147483647
  }
}

suite('The books against the provider', () => {
  let till: Till
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
  const now = () => till.clock.now()
  const give = (orderId: string, amount?: bigint) =>
    inTx((tx) =>
      refundOrder(
        tx,
        {
          id: newId(),
          orderId,
          amount,
          platformBears: false,
          cause: 'unused',
          reason: 'asked for it',
          endPlan: false,
          by: 'person:staff',
        },
        till.payments.keepers,
        now(),
      ),
    )

  before(async () => {
    till = await testTill()
  })
  after(() => till[Symbol.asyncDispose]())

  test('a day of sales, refunds and disputes: not a cent of difference', async () => {
    const mei = await till.person()
    await bought(till, mei)
    const order = await bought(till, mei, { net: 4000n, tax: 320n, credits: 4000n })
    await give(order, 1080n)
    await till.settle()
    await bought(till, await till.person(), { card: '4000000000000259' })
    await bought(till, await till.person(), { card: '4000000000005126' }).then((id) => give(id))
    await till.settle()
    await till.advance(now().add({ hours: 40 }))
    assert.deepEqual(await reconcile(till.payments, now()), { days: 15, differ: 0 })
    const days = await listDays(till.db, { limit: 20 })
    assert.deepEqual(
      days.map(({ day, theirs, ours }) => [day, theirs === ours]),
      [
        ['2026-11-22', true],
        ['2026-11-21', true],
      ],
    )
    await booksAgree(till)
  })

  test('all news lost for a day, for good: the sweep and the reconciliation find it', async () => {
    const mei = await till.person()
    const order = await bought(till, mei)
    const other = await bought(till, await till.person())
    till.sandbox.chaos.drop = 1
    await till.sandbox.dashboardRefund(await chargeOf(till, order), 2000)
    const charge = await chargeOf(till, other)
    const { id } = await till.sandbox.bank.dispute({ charge, reason: 'fraudulent' })
    await till.settle()
    await till.advance(now().add({ hours: 24 }))
    till.sandbox.chaos.drop = 0
    await sweep(till.payments, now())
    await reconcile(till.payments, now())
    await till.settle()
    assert.equal((await listDisputes(till.db, { orderId: other, limit: 1 }))[0]?.ref, id)
    assert.deepEqual(await listDays(till.db, { differ: true, limit: 20 }), [])
    await booksAgree(till)

    // How it ended is lost too: no money moves when a dispute is lost, so it is looked up as one that runs.
    till.sandbox.chaos.drop = 1
    await till.sandbox.bank.close(id, false)
    await till.settle()
    till.sandbox.chaos.drop = 0
    await reconcile(till.payments, now())
    assert.equal((await listDisputes(till.db, { orderId: other, limit: 1 }))[0]?.state, 'lost')
    await booksAgree(till)
  })

  test('a movement that is none of ours is a difference, with what it is made of, until it is explained', async () => {
    await till.sandbox.bank.moveByHand(-1234)
    const { differ } = await reconcile(till.payments, now())
    assert.equal(differ, 1)
    const [day] = await listDays(till.db, { differ: true, limit: 5 })
    assert.equal(day!.theirs - day!.ours, -1234n)
    const made = await unmatchedOn(till.db, [day!.day])
    assert.deepEqual(
      made.map(({ type, net, source }) => [type, net, source]),
      [['payout', -1234n, 'po_by_hand']],
    )
    const [usd] = await balancesNow(till.payments)
    assert.equal(usd!.theirs - usd!.ours, -1234n)
    const explain = {
      provider: 'sandbox',
      currency: 'USD',
      by: 'person:staff',
      note: 'paid out by hand',
    }
    await inTx((tx) => explainDay(tx, { ...explain, day: day!.day }, now()))
    await assert.rejects(
      inTx((tx) => explainDay(tx, { ...explain, day: '2020-01-01' }, now())),
      refused('difference_unknown'),
    )
    await reconcile(till.payments, now())
    assert.equal((await listDays(till.db, { differ: true, limit: 5 }))[0]!.note, 'paid out by hand')
    await till.sandbox.bank.moveByHand(1234)
    assert.equal((await reconcile(till.payments, now())).differ, 0)
  })

  test('a notice is worked once more when staff say so; one of nothing of ours is not', async () => {
    const [one] = await till.db<{ event: string }>`
      select event_id as event from payments.inbox where state = 'done' limit 1`
    await inTx((tx) => replayNotice(tx, { provider: 'sandbox', event: one!.event }))
    const [again] = await till.db<{ state: string }>`
      select state from payments.inbox where event_id = ${one!.event}`
    assert.equal(again!.state, 'received')
    await till.settle()
    await assert.rejects(
      inTx((tx) => replayNotice(tx, { provider: 'sandbox', event: 'evt_none' })),
      refused('event_unknown'),
    )
  })
})

/** A history with all that can happen to money; how the news of it comes is up to the dice. */
async function busyHistory(till: Till): Promise<void> {
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
  const now = () => till.clock.now()
  const people = []
  for (let i = 0; i < 6; i += 1) people.push(await till.person())
  const [mei, ana, bo, cy, di, eve] = people as [string, string, string, string, string, string]
  const start = { personId: mei, plan: 'learner-premium' }
  const plan = await inTx((tx) => startPlan(tx, start, now()))
  await till.pay(plan.id, CARD.once)
  await till.settle()
  const pack = await bought(till, ana, { net: 5000n, tax: 400n })
  await spend(till, ana, 2000n)
  const second = await bought(till, bo)
  const disputed = await bought(till, cy, { card: '4000000000000259' })
  await bought(till, di, { card: '4000000000005423' })
  const gone = await bought(till, eve, { card: '4000000000005126' })
  await till.sandbox.dashboardRefund(await chargeOf(till, pack), 1080)
  await till.sandbox.dashboardRefund(await chargeOf(till, second), 700)
  await till.settle()
  const wish = {
    cause: 'unused',
    reason: 'x',
    endPlan: false,
    platformBears: false,
    by: 'person:staff',
  } as const
  const give = (orderId: string, amount?: bigint) =>
    inTx((tx) =>
      refundOrder(tx, { ...wish, id: newId(), orderId, amount }, till.payments.keepers, now()),
    )
  await give(second, 1300n)
  await give(gone, 2500n)
  await till.settle()
  await till.advance(now().add({ hours: 30 }))
  const [{ ref } = { ref: '' }] = await listDisputes(till.db, { orderId: disputed, limit: 1 })
  await till.sandbox.bank.close(ref, true)
  const charge = await chargeOf(till, pack)
  const { id } = await till.sandbox.bank.dispute({ charge, reason: 'general' })
  await till.settle()
  await till.sandbox.bank.close(id, false)
  await till.settle()
  await till.advance(now().add({ hours: 24 * 45 }))
  assert.equal(
    (
      await previewRefund(
        till.db,
        { orderId: second, platformBears: false },
        till.payments.keepers,
        now(),
      )
    ).unspent,
    3000n,
  )
}

test('the same busy history, its news in any order, twice, and replayed by chance: identical books', async (t) => {
  const seed = Math.ceil(Math.random() * 1e6)
  t.diagnostic(`news in the order of seed ${seed}`)
  const books: string[] = []
  for (const chance of [undefined, diceOf(seed), diceOf(seed + 1)]) {
    await using till = await testTill()
    if (chance) Object.assign(till.sandbox.chaos, { chance, duplicate: true, shuffle: true })
    await busyHistory(till)
    await booksAgree(till)
    const before = await booksOf(till)
    if (chance) {
      // Everything that was ever told comes once more, one by one, in another order.
      const events = await till.db<{ event: string }>`
        select event_id as event from payments.inbox where state = 'done' order by event_id`
      events.sort(() => chance() - 0.5)
      for (const { event } of events) {
        await inTxOf(till, (tx) => replayNotice(tx, { provider: 'sandbox', event }))
        await till.work()
      }
      await till.sandbox.resendAll()
      await till.settle()
      assert.equal(movedBetween(before, await booksOf(till)), '', `seed ${seed}`)
    }
    const { differ } = await reconcile(till.payments, till.clock.now())
    assert.equal(differ, 0)
    books.push([...(await booksOf(till))].map(([name, at]) => `${name} ${at}`).join('\n'))
  }
  assert.equal(books[1], books[0], `seed ${seed}`)
  assert.equal(books[2], books[0], `seed ${seed}`)
})

const inTxOf = <Result>(till: Till, work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
