import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId, Problem } from '#base'
import { wallet } from '#ledger'
import { startPlan } from '#plans'
import { booksAgree, bought, spend } from '../../test/purse.ts'
import { type Till, testTill } from '../../test/till.ts'
import {
  addMethod,
  creditsOf,
  endRefill,
  forgetMethod,
  listDocuments,
  lookAtRefill,
  lookAtRefills,
  makeDefault,
  methodsOf,
  refillOf,
  setRefill,
} from './index.ts'
import { Refused } from './provider.ts'

const CARDS = {
  works: '4242424242424242',
  asks: '4000002500003155',
  asksAlways: '4000002760003184',
  declinedLater: '4000000000000341',
}
const refused = (code: string) => (error: unknown) =>
  error instanceof Problem && error.code === code
const RULE = { below: 1000n, buy: 3000n, most: 6000n }

suite('Kept methods and refills', () => {
  let till: Till
  const now = () => till.clock.now()
  const person = (id: string) => ({ type: 'person', id }) as const
  const available = async (id: string) =>
    (await wallet(till.db, person(id), 'CREDIT', { now: now() })).available
  const runs = (id: string) =>
    till.db<{ fall: number; attempt: number; state: string; code: string | null }>`
      select fall, attempt, state, code from payments.refill_run where owner_id = ${id} order by fall, attempt`
  const facts = async (id: string) =>
    (
      await till.db<{ kind: string }>`
        select kind from base.fact where kind like 'refill.%' and data ->> 'personId' = ${id} order by recorded_at, id`
    ).map(({ kind }) => kind)

  before(async () => {
    till = await testTill()
  })
  after(() => till[Symbol.asyncDispose]())

  async function keep(id: string, card = CARDS.works) {
    const { url } = await addMethod(till.payments, person(id), { returnTo: '/billing' }, now())
    const done = await till.sandbox.completeCheckout(url.split('/').at(-1)!, card, true)
    assert.equal(done.outcome, 'paid')
    await till.settle()
    return (await methodsOf(till.payments, person(id)))[0]!
  }

  /** Somebody with a kept card, a rule, and 12 credits of 50 left. */
  async function learner(card = CARDS.works, rule = RULE) {
    const id = await till.person()
    await keep(id, card)
    await bought(till, id)
    await spend(till, id, 3800n)
    await setRefill(till.payments, id, rule, now())
    return id
  }

  test('a card is kept without charging it, made the default, and taken away', async () => {
    const id = await till.person()
    assert.deepEqual(await methodsOf(till.payments, person(id)), [])
    const first = await keep(id)
    assert.deepEqual(
      { ...first, ref: '' },
      {
        ref: '',
        kind: 'visa',
        last4: '4242',
        expires: '12/2040',
        default: true,
        renews: false,
      },
    )
    const second = await keep(id, CARDS.asks)
    await makeDefault(till.payments, person(id), first.ref, now())
    const both = await methodsOf(till.payments, person(id))
    assert.deepEqual(
      both.map(({ last4, default: d }) => [last4, d]),
      [
        ['3155', false],
        ['4242', true],
      ],
    )
    const other = await till.person()
    await assert.rejects(
      forgetMethod(till.payments, person(other), first.ref),
      refused('method_unknown'),
    )
    await assert.rejects(
      makeDefault(till.payments, person(other), first.ref, now()),
      refused('method_unknown'),
    )
    await forgetMethod(till.payments, person(id), first.ref)
    await forgetMethod(till.payments, person(id), second.ref)
    assert.deepEqual(await methodsOf(till.payments, person(id)), [])
    await booksAgree(till)
  })

  test('the card of a plan is not taken away before another one pays for it', async () => {
    const id = await till.person()
    const start = { personId: id, plan: 'learner-premium' }
    const order = await atomically(till.db, (tx) => startPlan(tx, start, now()))
    await till.pay(order.id)
    await till.settle()
    const [planCard] = await methodsOf(till.payments, person(id))
    assert.equal(planCard!.renews, true)
    await assert.rejects(
      forgetMethod(till.payments, person(id), planCard!.ref),
      refused('method_renews'),
    )
    const other = await keep(id, CARDS.asks)
    await makeDefault(till.payments, person(id), other.ref, now())
    const [billing] = await till.db<{ card: { last4: string } }>`
      select card from payments.billing where order_id = ${order.id}`
    assert.equal(billing!.card.last4, '3155')
    const list = await methodsOf(till.payments, person(id))
    assert.deepEqual(
      list.map(({ last4, renews }) => [last4, renews]),
      [['3155', true]],
    )
  })

  test('a fall below buys once, however many look at once, with documents and books', async () => {
    const id = await learner()
    await lookAtRefill(till.payments, creditsOf(id), now())
    assert.deepEqual(await runs(id), [], 'nothing before it falls')
    await spend(till, id, 500n)
    await Promise.allSettled(
      Array.from({ length: 12 }, () => lookAtRefill(till.payments, creditsOf(id), now())),
    )
    await lookAtRefill(till.payments, creditsOf(id), now())
    assert.deepEqual(await runs(id), [{ fall: 1, attempt: 1, state: 'done', code: null }])
    assert.equal(await available(id), 3700n)
    const documents = await listDocuments(till.db, { buyer: person(id), limit: 10 })
    assert.equal(documents.filter(({ kind }) => kind === 'receipt').length, 2)
    await spend(till, id, 3000n)
    await lookAtRefill(till.payments, creditsOf(id), now())
    assert.equal(await available(id), 3700n, 'another fall, another refill')
    assert.equal((await refillOf(till.db, creditsOf(id), now()))!.bought, 6000n)
    await booksAgree(till)
  })

  test('no second try for one fall can be written, whatever code asks', async () => {
    const id = await learner()
    await spend(till, id, 500n)
    await lookAtRefill(till.payments, creditsOf(id), now())
    for (const state of ['charging', 'done']) {
      await assert.rejects(
        till.db`
          insert into payments.refill_run
            (id, owner_type, owner_id, fall, attempt, order_id, counts, provider, payer, method, started_at, ended_at, state)
          select ${newId()}, 'person', owner_id, fall, 9, (select id from payments.orders where id not in
              (select order_id from payments.refill_run) limit 1), counts, provider, payer, method, ${now()},
              ${state === 'done' ? now() : null}, ${state} from payments.refill_run where owner_id = ${id}`,
        /refill_once_a_fall/,
      )
    }
  })

  test('a month’s limit and the caps of the shop hold it back, said once, and it goes on when they are free', async () => {
    const id = await learner(CARDS.works, { ...RULE, most: 3000n })
    await spend(till, id, 500n)
    await lookAtRefill(till.payments, creditsOf(id), now())
    await spend(till, id, 3000n)
    await lookAtRefill(till.payments, creditsOf(id), now())
    await lookAtRefill(till.payments, creditsOf(id), now())
    assert.equal((await refillOf(till.db, creditsOf(id), now()))!.heldBack, 'refill_month_full')
    assert.deepEqual(await facts(id), ['refill.held_back'])
    assert.equal((await runs(id)).length, 1)
    await till.advance('2026-12-01T00:30:00Z')
    await lookAtRefills(till.payments, now())
    assert.equal(await available(id), 3700n)
    assert.equal((await refillOf(till.db, creditsOf(id), now()))!.heldBack, null)
    await booksAgree(till)
  })

  for (const [says, card, code] of [
    ['the bank asks for its owner', CARDS.asksAlways, 'authentication_required'],
    ['the bank declines', CARDS.declinedLater, 'card_declined'],
  ] as const) {
    test(`${says}: told, tried again a day later, and off after the third time`, async () => {
      const id = await learner(card)
      await spend(till, id, 500n)
      await lookAtRefill(till.payments, creditsOf(id), now())
      await lookAtRefill(till.payments, creditsOf(id), now())
      assert.deepEqual(await runs(id), [{ fall: 1, attempt: 1, state: 'failed', code }])
      for (let day = 0; day < 2; day += 1) {
        await till.advance(now().add({ hours: 24 }))
        await lookAtRefills(till.payments, now())
      }
      assert.equal((await runs(id)).length, 3)
      const rule = (await refillOf(till.db, creditsOf(id), now()))!
      assert.deepEqual([rule.state, rule.offBecause, rule.bought], ['off', 'failures', 0n])
      assert.deepEqual(await facts(id), ['refill.failed', 'refill.failed', 'refill.stopped'])
      assert.equal(await available(id), 700n)
      const open = await till.db`
        select from payments.orders where buyer_id = ${id} and state = 'waiting'`
      assert.equal(open.length, 1, 'the orders of earlier tries are closed')
      await booksAgree(till)
    })
  }

  test('what was refused can be paid by hand, which ends the trying', async () => {
    const id = await learner(CARDS.asksAlways)
    await spend(till, id, 500n)
    await lookAtRefill(till.payments, creditsOf(id), now())
    const [order] = await till.db<{ id: string }>`
      select id from payments.orders where buyer_id = ${id} and state = 'waiting'`
    await till.pay(order!.id)
    await till.settle()
    assert.equal(await available(id), 3700n)
    await till.advance(now().add({ hours: 25 }))
    await lookAtRefills(till.payments, now())
    assert.deepEqual(await runs(id), [{ fall: 1, attempt: 1, state: 'done', code: null }])
    assert.equal((await refillOf(till.db, creditsOf(id), now()))!.failures, 0)
    await booksAgree(till)
  })

  test('an answer that is lost charges once: asked again under the same name', async () => {
    const id = await learner()
    await spend(till, id, 500n)
    const { saved } = till.payments.provider
    const { charge } = saved!
    const asked: string[] = []
    saved!.charge = async (command) => {
      asked.push(command.key)
      const paid = await charge(command)
      if (asked.length === 1) throw new Error('the connection broke')
      return paid
    }
    await assert.rejects(lookAtRefill(till.payments, creditsOf(id), now()), /broke/)
    assert.equal((await runs(id))[0]!.state, 'charging')
    await till.advance(now().add({ minutes: 16 }))
    await lookAtRefills(till.payments, now())
    saved!.charge = charge
    assert.equal(new Set(asked).size, 1)
    assert.equal(await available(id), 3700n)
    await booksAgree(till)
  })

  test('an answer lost for more than a day is found by the order instead', async () => {
    const id = await learner()
    await spend(till, id, 500n)
    const { saved } = till.payments.provider
    const { charge } = saved!
    saved!.charge = async (command) => {
      await charge(command)
      throw new Error('the connection broke')
    }
    await assert.rejects(lookAtRefill(till.payments, creditsOf(id), now()), /broke/)
    saved!.charge = () => Promise.reject(new Refused('asked_again', 'it must not be', false))
    await till.advance(now().add({ hours: 30 }))
    await lookAtRefills(till.payments, now())
    saved!.charge = charge
    assert.deepEqual(await runs(id), [{ fall: 1, attempt: 1, state: 'done', code: null }])
    assert.equal(await available(id), 3700n)
    await booksAgree(till)
  })

  test('switched off it buys nothing; without a card it switches itself off and says so', async () => {
    const id = await learner()
    await atomically(till.db, (tx) => endRefill(tx, creditsOf(id)))
    await spend(till, id, 500n)
    await lookAtRefill(till.payments, creditsOf(id), now())
    assert.deepEqual(await runs(id), [])
    await setRefill(till.payments, id, RULE, now())
    for (const { ref } of await methodsOf(till.payments, person(id))) {
      await forgetMethod(till.payments, person(id), ref)
    }
    await lookAtRefill(till.payments, creditsOf(id), now())
    assert.deepEqual(await facts(id), ['refill.stopped'])
    assert.equal((await refillOf(till.db, creditsOf(id), now()))!.offBecause, 'no_method')
    await assert.rejects(setRefill(till.payments, id, RULE, now()), refused('refill_needs_method'))
    for (const wrong of [
      { ...RULE, below: 0n },
      { ...RULE, buy: 3050n },
      { ...RULE, most: 2000n },
    ]) {
      await assert.rejects(setRefill(till.payments, id, wrong, now()), refused('refill_wrong'))
    }
    await assert.rejects(
      setRefill(till.payments, id, { ...RULE, buy: 100n }, now()),
      refused('credits_out_of_bounds'),
    )
  })
})
