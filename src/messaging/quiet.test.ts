import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { afterNight, isUrgent, type QuietHours } from './quiet.ts'

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Santiago',
  'Africa/Casablanca',
  'UTC',
]

/** The same, minute by minute: the first one whose clock does not stand in the night. */
function byCounting(now: Temporal.Instant, zone: string, night: QuietHours): Temporal.Instant {
  const quiet = (at: Temporal.Instant) => {
    const { hour, minute } = at.toZonedDateTimeISO(zone)
    const clock = hour * 60 + minute
    const { from, until } = night
    return from < until ? clock >= from && clock < until : clock >= from || clock < until
  }
  if (!night.kept || !quiet(now)) return now
  // Minutes begin together everywhere: no zone is off by seconds in these years.
  let at = Temporal.Instant.fromEpochMilliseconds(
    Math.floor(now.epochMilliseconds / 60_000) * 60_000,
  )
  while (quiet(at)) at = at.add({ minutes: 1 })
  return at
}

test('after a night is the first minute that is not of it, in every zone, also where clocks change', () => {
  const begin = Temporal.Instant.from('2026-01-01T00:00:00Z')
  // Half of the tries are around the changes of the clock.
  const changes = ZONES.flatMap((zone) => {
    const out: number[] = []
    for (let at = begin.toZonedDateTimeISO(zone); out.length < 4; ) {
      const next = at.getTimeZoneTransition('next')
      if (!next) break
      out.push(Math.floor((next.epochMilliseconds - begin.epochMilliseconds) / 60_000))
      at = next
    }
    return out
  })
  const minute = fc.oneof(
    fc.integer({ min: 0, max: 2 * 525_600 }),
    fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -600, max: 600 }))
      .map(([at, by]) => at + by),
  )
  const clock = fc.integer({ min: 0, max: 1439 })
  fc.assert(
    fc.property(minute, fc.constantFrom(...ZONES), clock, clock, (at, zone, from, until) => {
      fc.pre(from !== until)
      const now = begin.add({ minutes: Math.max(at, 0), seconds: 20 })
      const night = { kept: true, from, until }
      const found = afterNight(now, zone, night)
      const right = byCounting(now, zone, night)
      assert.equal(found.toString(), right.toString(), `${now} ${zone}`)
    }),
    { numRuns: 400 },
  )
  // A clock that is set back shows an end twice; one that is set forward over the only minute by day, not at all.
  const odd = [
    ['2026-04-05T03:00:20Z', 'America/Santiago', 0, 1381, '2026-04-05T03:01:00Z'],
    ['2027-09-05T03:30:00Z', 'America/Santiago', 1, 0, '2027-09-06T03:00:00Z'],
    ['2026-03-08T06:59:20Z', 'America/New_York', 121, 120, '2026-03-09T06:00:00Z'],
  ] as const
  for (const [now, zone, from, until, end] of odd) {
    const night = { kept: true, from, until }
    assert.equal(afterNight(Temporal.Instant.from(now), zone, night).toString(), end)
  }
  const never = { kept: false, from: 0, until: 1439 }
  assert.equal(afterNight(begin, 'UTC', never), begin)
})

test('urgent is what begins or ends within twelve hours, what proves a payment, what was just asked for', () => {
  const now = Temporal.Instant.from('2026-11-21T23:30:00Z')
  const near = now.add({ hours: 12 })
  assert.ok(isUrgent('booking.moved', { start: near }, now))
  assert.ok(isUrgent('waitlist.offered', { start: now.add({ hours: 30 }), until: near }, now))
  assert.ok(isUrgent('order.paid', {}, now))
  assert.ok(isUrgent('booking.confirmed', { start: now.add({ hours: 90 }) }, now))
  assert.ok(!isUrgent('booking.moved', { start: near.add({ seconds: 1 }) }, now))
  assert.ok(!isUrgent('booking.completed', { start: now.subtract({ hours: 1 }) }, now))
  assert.ok(!isUrgent('message.received', { from: 'Ivan' }, now))
})
