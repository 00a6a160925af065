import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextPayoutDay, payoutDayFrom, payoutHourOf } from './dates.ts'

type Case = [why: string, now: string, zone: string, day: string]

const cases: Case[] = [
  ['Saturday', '2026-11-21T12:00:00Z', 'UTC', '2026-11-23'],
  ['Monday before the hour', '2026-11-23T04:59:59Z', 'UTC', '2026-11-23'],
  ['Monday at the hour', '2026-11-23T05:00:00Z', 'UTC', '2026-11-30'],
  ['Tuesday', '2026-11-24T00:00:00Z', 'UTC', '2026-11-30'],
  ['Sunday in UTC, Monday in Kolkata', '2026-11-22T19:00:00Z', 'Asia/Kolkata', '2026-11-23'],
  ['Monday in UTC, Sunday in New York', '2026-11-23T04:00:00Z', 'America/New_York', '2026-11-23'],
  ['and after the hour there', '2026-11-23T14:00:00Z', 'America/New_York', '2026-11-30'],
]

for (const [why, now, zone, day] of cases) {
  test(`next payout: ${why}`, () => {
    const policy = { payoutEvery: 'week' as const, payoutWeekday: 1, payoutZone: zone }
    assert.equal(nextPayoutDay(policy, Temporal.Instant.from(now)).toString(), day)
  })
}

test('payouts are set aside at the hour of the operator, on both sides of a clock change', () => {
  const at = (zone: string, day: string) =>
    payoutHourOf(
      { payoutEvery: 'week' as const, payoutWeekday: 1, payoutZone: zone },
      Temporal.PlainDate.from(day),
    ).toString()
  assert.equal(at('Asia/Kolkata', '2026-11-23'), '2026-11-22T23:30:00Z')
  assert.equal(at('America/New_York', '2026-10-26'), '2026-10-26T09:00:00Z')
  assert.equal(at('America/New_York', '2026-11-02'), '2026-11-02T10:00:00Z')
})

const daysOf = (payoutEvery: 'two weeks' | 'month', payoutWeekday: number) => {
  const policy = { payoutEvery, payoutWeekday, payoutZone: 'UTC' }
  const days: Temporal.PlainDate[] = []
  let day = Temporal.PlainDate.from('2026-11-21')
  while (day.year < 2033) {
    const next = payoutDayFrom(policy, day)
    days.push(next)
    assert.equal(next.dayOfWeek, payoutWeekday)
    assert.ok(payoutDayFrom(policy, next).equals(next), 'a payout day is its own')
    day = next.add({ days: 1 })
  }
  return days
}

test('two-weekly: fourteen days apart on every weekday, over the turns of six years', () => {
  for (let weekday = 1; weekday <= 7; weekday++) {
    const days = daysOf('two weeks', weekday)
    assert.ok(days.length > 150)
    for (const [index, day] of days.slice(1).entries()) {
      assert.equal(days[index]!.until(day, { largestUnit: 'days' }).days, 14, day.toString())
    }
  }
})

test('monthly: the first such weekday of each month, none left out', () => {
  for (let weekday = 1; weekday <= 7; weekday++) {
    const days = daysOf('month', weekday)
    assert.ok(days.every(({ day }) => day <= 7))
    const months = days.map((day) => day.toPlainYearMonth())
    for (const [index, month] of months.slice(1).entries()) {
      assert.ok(months[index]!.add({ months: 1 }).equals(month), month.toString())
    }
  }
})
