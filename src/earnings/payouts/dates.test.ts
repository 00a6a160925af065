import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextPayoutDay, payoutHourOf } from './dates.ts'

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
