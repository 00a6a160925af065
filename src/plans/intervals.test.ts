import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { type Subscribers, subscribers } from '../../test/subscriber.ts'
import { type Till, testTill } from '../../test/till.ts'
import { changePlan, leavePlan, pausePlan, previewChange } from './index.ts'

suite('Months and years of a plan', () => {
  let till: Till
  let people: Subscribers
  before(async () => {
    till = await testTill({ start: '2026-01-10T00:00:00Z' })
    people = subscribers(till)
  })
  after(() => till[Symbol.asyncDispose]())

  const now = () => till.clock.now()
  const own = async (personId: string) => ({ personId, id: (await people.current(personId)).id })
  const change = async (person: string, plan: string, interval: 'month' | 'year') =>
    changePlan(till.payments, { ...(await own(person)), plan, interval }, now())
  const stands = async (person: string) => {
    const { plan, interval, periodEnd, amount, next } = await people.current(person)
    return [plan, interval, `${periodEnd}`.slice(0, 10), Number(amount) / 100, next?.interval]
  }

  const WAYS = [
    [
      'a year of Premium to its months',
      ['learner-premium', 'year'],
      ['learner-premium', 'month'],
      99,
    ],
    [
      'a year of Pro to months of Premium',
      ['learner-pro', 'year'],
      ['learner-premium', 'month'],
      99,
    ],
    [
      'a year of Premium to months of Pro',
      ['learner-premium', 'year'],
      ['learner-pro', 'month'],
      249,
    ],
    [
      'months of Pro to a year of Premium',
      ['learner-pro', 'month'],
      ['learner-premium', 'year'],
      990,
    ],
    [
      'an educator’s year of Enterprise to months of Pro',
      ['educator-enterprise', 'year'],
      ['educator-pro', 'month'],
      9.99,
    ],
  ] as const

  for (const [says, from, to, price] of WAYS) {
    test(`${says}: said, planned, taken back, planned again, and so with the next period`, async () => {
      const person = await people.with(from[0], { interval: from[1] })
      const begun = await stands(person)
      const said = await previewChange(
        till.payments,
        { ...(await own(person)), plan: to[0], interval: to[1] },
        now(),
      )
      assert.deepEqual([said.when, said.due, said.credits], ['renewal', 0n, 0n])
      assert.deepEqual(`${said.next.at}`.slice(0, 10), begun[2])
      assert.equal(Number(said.next.amount) / 100, price)

      const planned = (await change(person, to[0], to[1])).subscription
      assert.deepEqual(
        [planned.next?.plan, planned.next?.interval, Number(planned.next?.amount) / 100],
        [to[0], to[1], price],
      )
      assert.deepEqual((await stands(person)).slice(0, 4), begun.slice(0, 4), 'nothing yet')
      const back = (await change(person, from[0], from[1])).subscription
      assert.equal(back.next, null)
      await change(person, to[0], to[1])
      await till.settle()

      const end = (await people.current(person)).periodEnd
      await till.advance(end)
      await till.settle()
      const after = end
        .toZonedDateTimeISO('UTC')
        .add(to[1] === 'year' ? { years: 1 } : { months: 1 })
      assert.deepEqual(await stands(person), [
        to[0],
        to[1],
        `${after.toPlainDate()}`,
        price,
        undefined,
      ])
      assert.deepEqual((await people.told(person)).slice(1, 4), [
        'change_planned',
        'kept',
        'change_planned',
      ])
      // And it renews as what it became.
      await till.advance(after.toInstant())
      await till.settle()
      assert.deepEqual((await stands(person)).slice(0, 2), [to[0], to[1]])
      await people.prove()
    })
  }

  test('a trial may be changed to a year: nothing is charged before it is over, then the year', async () => {
    const person = await people.with('learner-premium', { trial: true })
    await change(person, 'learner-premium', 'year')
    const { trialEndsAt, next } = await people.current(person)
    assert.equal(next?.interval, 'year')
    await till.advance(trialEndsAt!)
    await till.settle()
    assert.deepEqual((await stands(person)).slice(0, 2), ['learner-premium', 'year'])
    await people.prove()
  })

  test('leaving lets a planned change go; a pause waits until it is taken back', async () => {
    const person = await people.with('learner-pro', { interval: 'year' })
    await change(person, 'learner-pro', 'month')
    await assert.rejects(pausePlan(till.payments, { ...(await own(person)), renewals: 1 }, now()), {
      code: 'plan_change_planned',
    })
    const left = await leavePlan(till.payments, { ...(await own(person)), leave: true }, now())
    assert.deepEqual([left.state, left.next], ['leaving', null])
    const kept = await leavePlan(till.payments, { ...(await own(person)), leave: false }, now())
    assert.deepEqual([kept.state, kept.next], ['active', null])
  })
})
