import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextPayoutDay, startOf } from './calendar.ts'

type Case = [why: string, now: string, zone: string, ranToday: boolean, day: string]

const cases: Case[] = [
  ['Saturday', '2026-11-21T12:00:00Z', 'UTC', false, '2026-11-23'],
  ['Monday before the run', '2026-11-23T00:00:00Z', 'UTC', false, '2026-11-23'],
  ['Monday after the run', '2026-11-23T09:00:00Z', 'UTC', true, '2026-11-30'],
  ['Tuesday', '2026-11-24T00:00:00Z', 'UTC', false, '2026-11-30'],
  ['Sunday in UTC, Monday in Kolkata', '2026-11-22T19:00:00Z', 'Asia/Kolkata', false, '2026-11-23'],
  [
    'Monday in UTC, Sunday in New York',
    '2026-11-23T04:00:00Z',
    'America/New_York',
    false,
    '2026-11-23',
  ],
  ['and after its run there', '2026-11-23T14:00:00Z', 'America/New_York', true, '2026-11-30'],
]

for (const [why, now, zone, ran, day] of cases) {
  test(`next payout: ${why}`, () => {
    const policy = { payoutWeekday: 1, payoutZone: zone }
    assert.equal(nextPayoutDay(policy, Temporal.Instant.from(now), ran).toString(), day)
  })
}

test('a day begins where the operator is', () => {
  const policy = { payoutWeekday: 1, payoutZone: 'Asia/Kolkata' }
  const day = Temporal.PlainDate.from('2026-11-23')
  assert.equal(startOf(policy, day).toString(), '2026-11-22T18:30:00Z')
})
