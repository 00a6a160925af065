import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { atomically, newId, type Tx } from '#base'
import { wallet } from '#ledger'
import { startPlan } from '#plans'
import { booksAgree, booksOf, movedBetween } from '../../../test/purse.ts'
import { subscribers } from '../../../test/subscriber.ts'
import { testTill } from '../../../test/till.ts'
import {
  addTaxRule,
  buyCredits,
  closeOrder,
  codeById,
  followTaxes,
  listOrders,
  makeCode,
  type NewCode,
  orderById,
  pauseCode,
  renewalPrice,
  sayPlace,
} from '../index.ts'

const by = 'person:finance'

async function town() {
  const till = await testTill()
  const now = () => till.clock.now()
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
  const inside = {
    till,
    now,
    inTx,
    code: (wish: Partial<NewCode> = {}) =>
      inTx((tx) =>
        makeCode(
          tx,
          {
            code: 'SPRING-25',
            off: { percent: 2_500 },
            goods: ['credits'],
            lasts: 'always',
            by,
            ...wish,
          },
          now(),
        ),
      ),
    buy: (personId: string, more: { credits?: bigint; code?: string } = {}) =>
      inTx((tx) =>
        buyCredits(tx, { personId, credits: 5_000n, code: 'spring-25 ', ...more }, now()),
      ),
    plan: (personId: string, code: string, more: Partial<Parameters<typeof startPlan>[1]> = {}) =>
      inTx((tx) => startPlan(tx, { personId, plan: 'learner-premium', code, ...more }, now())),
    paid: async (order: { id: string }) => {
      assert.equal((await till.pay(order.id)).outcome, 'paid')
      await till.settle()
      return orderById(till.db, order.id)
    },
    ordersOf: (id: string) =>
      listOrders(till.db, { buyer: { type: 'person', id }, state: 'paid', limit: 20 }),
    async [Symbol.asyncDispose]() {
      await till[Symbol.asyncDispose]()
    },
  }
  return inside
}

describe('A discount code for credits', () => {
  test('lowers what is paid, and so the basis of the lot, never how many credits come', async () => {
    await using at = await town()
    const { id } = await at.code()
    const personId = await at.till.person()
    const order = await at.paid(await at.buy(personId))
    const [line] = order.lines
    assert.deepEqual(
      [line!.unitPrice, line!.discount, line!.net, order.total],
      [100n, 1_250n, 3_750n, 3_750n],
    )
    const { lots } = await wallet(at.till.db, { type: 'person', id: personId }, 'CREDIT')
    assert.deepEqual([lots[0]!.remaining, lots[0]!.basis], [5_000n, 3_750n])
    const { figures, used } = await codeById(at.till.db, id, at.now())
    assert.deepEqual(
      { used, ...figures },
      { used: 1, orders: 1, people: 1, money: [{ currency: 'USD', given: 1_250n, paid: 3_750n }] },
    )
    await booksAgree(at.till)
  })

  test('with a limit in all is used by exactly so many of twenty who ask at once', async () => {
    await using at = await town()
    const { id } = await at.code({ mostUses: 3 })
    const people = await Promise.all(Array.from({ length: 20 }, () => at.till.person()))
    const tries = await Promise.allSettled(people.map((person) => at.buy(person)))
    const won = tries.filter((one) => one.status === 'fulfilled')
    assert.equal(won.length, 3)
    for (const one of tries.filter((one) => one.status === 'rejected'))
      assert.equal(one.reason.code, 'discount_used_up')
    assert.equal((await codeById(at.till.db, id, at.now())).state, 'used up')
    // An order that ends unpaid lets somebody else have it.
    const left = won[0]!.status === 'fulfilled' ? won[0]!.value : undefined
    await closeOrder(at.till.payments, left!.id, 'cancelled', at.now())
    assert.equal((await codeById(at.till.db, id, at.now())).used, 2)
    await at.buy(await at.till.person())
  })

  test('with a limit per person is used by one person at ten doors once', async () => {
    await using at = await town()
    await at.code({ mostPerPerson: 1 })
    const person = await at.till.person()
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => at.buy(person)))
    assert.equal(tries.filter((one) => one.status === 'fulfilled').length, 1)
    await at.buy(await at.till.person())
  })

  test('cannot be used beyond its limits in the database either', async () => {
    await using at = await town()
    const { id } = await at.code({ mostUses: 1, mostPerPerson: 1 })
    const person = await at.till.person()
    await at.buy(person)
    const other = await at.inTx((tx) =>
      buyCredits(tx, { personId: person, credits: 5_000n }, at.now()),
    )
    await assert.rejects(
      at.till
        .db`insert into payments.discount_use (order_id, code_id, owner_type, owner_id, amount, currency, at)
        values (${other.id}, ${id}, 'person', ${newId()}, 1, 'USD', ${at.now()})`,
      { constraint: 'discount_used_within_limit' },
    )
  })

  test('is refused where it is not for that, paused, over, unknown, or leaves nothing', async () => {
    await using at = await town()
    const { till, inTx, now } = at
    const person = await till.person()
    const { id } = await at.code()
    await at.code({ code: 'ALL', off: { amount: 6_000n, currency: 'USD' } })
    await at.code({ code: 'EURO', off: { amount: 600n, currency: 'EUR' } })
    await at.code({ code: 'TEACH', goods: ['plan'], audience: 'educator' })
    await at.code({ code: 'LATER', from: now().add({ hours: 1 }) })
    const refusal = (code: string) =>
      at.buy(person, { code }).then(
        () => 'taken',
        (error) => error.code,
      )
    assert.equal(await refusal('NONE'), 'discount_unknown')
    assert.equal(await refusal('ALL'), 'discount_leaves_nothing')
    assert.equal(await refusal('EURO'), 'discount_not_for_this')
    assert.equal(await refusal('TEACH'), 'discount_not_for_this')
    assert.equal(await refusal('LATER'), 'discount_not_running')
    await inTx((tx) => pauseCode(tx, { id, paused: true, by }, now()))
    assert.equal(await refusal('SPRING-25'), 'discount_not_running')
    await inTx((tx) => pauseCode(tx, { id, paused: false, by }, now()))
    assert.equal(await refusal('SPRING-25'), 'taken')
    await assert.rejects(at.code(), { code: 'discount_taken' })
    await assert.rejects(at.code({ code: 'x' }), { code: 'discount_wrong' })
  })
})

describe('A discount code for a plan', () => {
  test('for the first month is taken off once; the renewal costs the list price', async () => {
    await using at = await town()
    const { id } = await at.code({
      goods: ['plan'],
      audience: 'learner',
      lasts: 'first month',
      off: { percent: 5_000 },
    })
    const person = await at.till.person()
    const learners = subscribers(at.till)
    const first = await at.paid(await at.plan(person, 'SPRING-25'))
    assert.equal(first.total, 4_950n)
    assert.deepEqual(await learners.lots(person), ['120 until 2026-12-21, basis 30.5'])
    await at.till.advance('2026-12-22T00:00:00Z')
    const orders = await at.ordersOf(person)
    assert.deepEqual(
      orders.map(({ total }) => total),
      [9_900n, 4_950n],
    )
    const { figures } = await codeById(at.till.db, id, at.now())
    assert.deepEqual(figures.money, [{ currency: 'USD', given: 4_950n, paid: 4_950n }])
    await learners.prove()
  })

  test('for as long as it runs is on every renewal, and counted in its figures', async () => {
    await using at = await town()
    const { id } = await at.code({ goods: ['plan'], off: { percent: 1_000 } })
    const person = await at.till.person()
    await at.paid(await at.plan(person, 'SPRING-25'))
    await at.till.advance('2027-01-22T00:00:00Z')
    const orders = await at.ordersOf(person)
    assert.deepEqual(
      orders.map(({ total }) => total),
      [8_910n, 8_910n, 8_910n],
    )
    assert.equal(orders[0]!.lines[0]!.discount, 990n)
    const { figures, used } = await codeById(at.till.db, id, at.now())
    assert.deepEqual(
      { used, money: figures.money },
      { used: 1, money: [{ currency: 'USD', given: 2_970n, paid: 26_730n }] },
    )
    await subscribers(at.till).prove()
  })

  test('that takes all off begins it with nothing paid', async () => {
    await using at = await town()
    await at.code({ goods: ['plan'], lasts: 'first month', off: { percent: 10_000 } })
    const person = await at.till.person()
    const order = await at.paid(await at.plan(person, 'SPRING-25'))
    assert.deepEqual([order.state, order.total], ['paid', 0n])
    assert.equal((await subscribers(at.till).current(person)).state, 'active')
    await at.till.advance('2026-12-22T00:00:00Z')
    assert.equal((await at.ordersOf(person))[0]!.total, 9_900n)
    await subscribers(at.till).prove()
  })

  test('is not for trials, nor a first month’s for years', async () => {
    await using at = await town()
    await at.code({ goods: ['plan'], lasts: 'first month' })
    const person = await at.till.person()
    const refused = { code: 'discount_not_for_this' }
    await assert.rejects(at.plan(person, 'SPRING-25', { interval: 'year' }), refused)
    await assert.rejects(at.plan(person, 'SPRING-25', { trial: true }), refused)
  })
})

describe('Tax on a plan', () => {
  for (const included of [false, true]) {
    test(`is ${included ? 'in its price' : 'on top'}, on each renewal and on a change, with a discount before it`, async () => {
      await using at = await town()
      const { till, inTx, now } = at
      const rule = {
        country: 'DE',
        name: 'VAT',
        rate: 190_000,
        included,
        due: 'sale',
        goods: 'plan',
        by,
      } as const
      await inTx((tx) => addTaxRule(tx, rule, now()))
      await at.code({ goods: ['plan'], off: { percent: 1_000 } })
      const person = await till.person()
      await inTx((tx) => sayPlace(tx, { type: 'person', id: person }, { country: 'DE' }, now()))
      const before = await booksOf(till)
      const first = await at.paid(await at.plan(person, 'SPRING-25'))
      const [net, tax] = included ? [7_487n, 1_423n] : [8_910n, 1_693n]
      assert.deepEqual([first.net, first.tax], [net, tax])
      assert.match(movedBetween(before, await booksOf(till)), new RegExp(`tax_payable -${tax}`))
      await till.advance('2026-12-22T00:00:00Z')
      const [renewal] = await at.ordersOf(person)
      const [line] = renewal!.lines
      assert.deepEqual([renewal!.net, renewal!.tax], [net, tax])
      assert.deepEqual(
        [line!.taxRate, line!.taxName, line!.taxIncluded, line!.discount],
        [190_000, 'VAT', included, 990n],
      )
      assert.deepEqual(renewal!.taxPlace, { country: 'DE', zone: undefined })
      await subscribers(till).prove()
    })
  }

  test('changes with its rule before the next renewal, which is told of beforehand', async () => {
    await using at = await town()
    const { till, inTx, now } = at
    const rule = {
      country: 'DE',
      name: 'VAT',
      included: false,
      due: 'sale',
      goods: 'plan',
      by,
    } as const
    await inTx((tx) => addTaxRule(tx, { ...rule, rate: 190_000 }, now()))
    const person = await till.person()
    await inTx((tx) => sayPlace(tx, { type: 'person', id: person }, { country: 'DE' }, now()))
    const { id } = await inTx((tx) =>
      startPlan(tx, { personId: person, plan: 'learner-premium' }, now()),
    )
    await at.paid({ id })
    const from = Temporal.Instant.from('2026-12-01T00:00:00Z')
    await inTx((tx) => addTaxRule(tx, { ...rule, rate: 160_000, from }, now()))
    const { provider, billing } = await subscribers(till).current(person)
    const end = Temporal.Instant.from('2026-12-21T12:00:00Z')
    assert.equal(await renewalPrice(till.db, { provider, billing }, 9_900n, end), 11_484n)
    await till.advance('2026-12-20T12:00:00Z')
    assert.deepEqual(await followTaxes(till.payments, now()), { plans: 1 })
    assert.deepEqual(await followTaxes(till.payments, now()), { plans: 0 })
    await till.advance('2026-12-22T00:00:00Z')
    const [renewal] = await at.ordersOf(person)
    assert.deepEqual([renewal!.net, renewal!.tax], [9_900n, 1_584n])
    assert.equal(renewal!.lines[0]!.taxRate, 160_000)
    await subscribers(till).prove()
  })
})
