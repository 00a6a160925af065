import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId } from '#base'
import { orderById, refundOrder } from '#payments'
import { type Subscribers, subscribers } from '../../test/subscriber.ts'
import { type Till, testTill } from '../../test/till.ts'
import { allowanceOf, changePlan, creditMoves, earnAccess, grantDue } from './index.ts'

const at = (text: string) => Temporal.Instant.from(text)

/**
 * Who began what when, living where, and what came of it until 1 June 2030: how many renewals were paid,
 * how often credits came, and some of the days on which they did (in UTC, as the provider reckons).
 * Clocks change in New York on 8 March and 1 November 2026, in London on 29 March, on Lord Howe Island by
 * half an hour on 5 April; a day of their own that has 23 or 25 hours moves nothing.
 */
const LIVES = [
  {
    who: 'on the 31st, by the month',
    start: '2026-01-31T15:00:00Z',
    plan: 'learner-premium',
    interval: 'month',
    zone: 'America/New_York',
    paid: 53,
    grants: 53,
    days: ['2026-02-28', '2026-03-31', '2026-04-30', '2028-02-29', '2028-03-31', '2030-05-31'],
    hour: 15,
  },
  {
    who: 'on the 31st, by the year',
    start: '2026-01-31T15:30:00Z',
    plan: 'learner-premium',
    interval: 'year',
    zone: 'Europe/London',
    paid: 5,
    grants: 53,
    days: ['2026-02-28', '2026-03-31', '2027-01-31', '2027-02-28', '2028-02-29', '2030-05-31'],
    hour: 15,
  },
  {
    who: 'in the hour that New York skips',
    start: '2026-03-08T07:30:00Z',
    plan: 'learner-pro',
    interval: 'month',
    zone: 'America/New_York',
    paid: 51,
    grants: 51,
    days: ['2026-04-08', '2026-11-08', '2027-03-08', '2030-05-08'],
    hour: 7,
  },
  {
    who: 'in the hour that Lord Howe has twice',
    start: '2026-04-04T15:15:00Z',
    plan: 'learner-pro',
    interval: 'year',
    zone: 'Australia/Lord_Howe',
    paid: 5,
    grants: 50,
    days: ['2026-05-04', '2026-10-04', '2027-04-04', '2030-05-04'],
    hour: 15,
  },
  {
    who: 'on the last second of a year',
    start: '2026-12-31T23:59:59Z',
    plan: 'learner-premium',
    interval: 'month',
    zone: 'Pacific/Kiritimati',
    paid: 42,
    grants: 42,
    days: ['2027-01-31', '2027-02-28', '2027-12-31', '2028-02-29', '2030-05-31'],
    hour: 23,
  },
  {
    who: 'on 29 February, by the year',
    start: '2028-02-29T00:00:00Z',
    plan: 'learner-premium',
    interval: 'year',
    zone: 'Asia/Kolkata',
    paid: 3,
    grants: 28,
    days: ['2028-03-29', '2029-01-29', '2029-02-28', '2029-03-28', '2030-02-28', '2030-05-28'],
    hour: 0,
  },
] as const

suite('Years go by', () => {
  let till: Till
  let people: Subscribers
  const ids = new Map<string, string>()

  before(async () => {
    till = await testTill({ start: LIVES[0].start })
    people = subscribers(till)
    for (const { who, start, plan, interval, zone } of LIVES) {
      await till.advance(start)
      ids.set(who, await people.with(plan, { interval, zone }))
    }
    await till.advance('2030-06-01T00:00:00Z')
  })
  after(() => till[Symbol.asyncDispose]())

  for (const { who, paid, grants, days, hour, start } of LIVES) {
    test(`${who}: ${paid} times paid, ${grants} times credits`, async () => {
      const person = ids.get(who)!
      const moves = await creditMoves(till.db, person, { type: 'ALLOCATION', limit: 500 })
      const came = moves.map(({ createdAt }) => createdAt.toString()).reverse()
      const orders = await till.db<{ count: number }>`
        select count(*)::int as count from payments.orders where buyer_id = ${person} and state = 'paid'`
      assert.deepEqual([orders[0]!.count, came.length], [paid, grants])
      assert.equal(came[0]!.slice(0, 16), start.slice(0, 16))
      const dates = came.map((one) => one.slice(0, 10))
      assert.deepEqual(
        days.filter((day) => !dates.includes(day)),
        [],
      )
      assert.equal(new Set(dates).size, dates.length, 'never twice on a day')
      for (const one of came) assert.equal(at(one).toZonedDateTimeISO('UTC').hour, hour, one)
      const [amount] = new Set(moves.map((move) => move.amount))
      assert.ok(moves.every((move) => move.amount === amount))
      // All but the last have run out unused: one lot is left.
      assert.equal((await people.wallet(person)).posted, amount)
    })
  }

  test('the books are right to the cent after all of it', () => people.prove())

  test('a month that the schedule slept through is made up once, and lives as long as it should have', async () => {
    const person = await people.with('learner-premium', { interval: 'year' })
    const begun = till.clock.now()
    till.clock.moveTo(begun.add({ hours: 24 * 33 }))
    await till.sandbox.advanceTo(till.clock.now())
    await Promise.all([grantDue(till.db, till.clock.now()), grantDue(till.db, till.clock.now())])
    const { lots } = await people.wallet(person)
    const second = lots.find(
      ({ expiresAt }) => expiresAt && Temporal.Instant.compare(expiresAt, till.clock.now()) > 0,
    )!
    assert.equal(second.remaining, 12_000n)
    assert.equal(
      second.expiresAt!.toString(),
      begun.toZonedDateTimeISO('UTC').add({ months: 2 }).add({ days: 3 }).toInstant().toString(),
    )
    await till.settle()
    await people.prove()
  })

  test('a year given back after three months: what was not used or earned goes, and what would have come does not', async () => {
    const person = await people.with('learner-premium', { interval: 'year' })
    const { orderId, startedAt } = await people.current(person)
    await till.advance(startedAt.toZonedDateTimeISO('UTC').add({ months: 3 }).toInstant())
    await earnAccess(till.db, till.clock.now())
    await atomically(till.db, (tx) =>
      refundOrder(
        tx,
        {
          id: newId(),
          orderId,
          platformBears: false,
          cause: 'unused',
          reason: 'moved away',
          endPlan: false,
          by: 'schedule',
        },
        till.payments.keepers,
        till.clock.now(),
      ),
    )
    await till.settle()
    // Three of twelve months of credits (200.00) ran out, and their days of access were earned.
    const { refunded } = await orderById(till.db, orderId)
    assert.ok(refunded > 73_500n && refunded < 74_500n, `${refunded}`)
    assert.equal((await people.wallet(person)).posted, 0n)
    await till.advance(startedAt.toZonedDateTimeISO('UTC').add({ months: 6 }).toInstant())
    assert.equal((await people.wallet(person)).posted, 0n)
    await people.prove()
  })

  test('a year that is changed in its middle brings the difference month by month, to the end of the year', async () => {
    const start = at('2031-01-10T00:00:00Z')
    await till.advance(start)
    const person = await people.with('learner-premium', { interval: 'year' })
    await till.advance('2031-07-25T12:00:00Z')
    const { id } = await people.current(person)
    await changePlan(till.payments, { personId: person, id, plan: 'learner-pro' }, till.clock.now())
    await till.settle()
    // 15.5 of the 31 days of this month are left: half of 180.
    assert.deepEqual(
      (await people.lots(person)).map((lot) => lot.split(',')[0]),
      ['120 until 2031-08-10', '90 until 2031-08-10'],
    )
    await till.advance('2031-12-20T00:00:00Z')
    assert.equal((await people.wallet(person)).posted, 30_000n)
    assert.equal((await allowanceOf(till.db, person, 'class', till.clock.now())).limit, 20)
    await till.advance('2032-01-09T23:59:00Z')
    const moves = await creditMoves(till.db, person, { type: 'ALLOCATION', limit: 500 })
    const sum = moves.reduce((total, { amount }) => total + amount, 0n)
    assert.equal(sum, 12n * 12_000n + 9_000n + 5n * 18_000n)
    await till.advance(start.add({ hours: 24 * 365 }))
    assert.deepEqual(await people.lots(person), ['300 until 2032-02-10, basis 166.67'])
    await people.prove()
  })
})
