import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { quartersIn, readHours, stretches, type WeeklyHours, writeHours } from './hours.ts'

const ZONES = [
  'UTC',
  'Europe/Madrid',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Apia',
]

/** Whether the wall clock of the zone shows one of the hours at this instant: asked of Temporal, minute by minute. */
function shows(hours: WeeklyHours, zone: string, at: Temporal.Instant): boolean {
  const there = at.toZonedDateTimeISO(zone)
  const minute = there.hour * 60 + there.minute
  return hours.some(({ day, from, to }) => day === there.dayOfWeek && minute >= from && minute < to)
}

const anyHours = fc.array(
  fc
    .record({
      day: fc.integer({ min: 1, max: 7 }),
      a: fc.integer({ min: 0, max: 95 }),
      b: fc.integer({ min: 1, max: 96 }),
    })
    .filter(({ a, b }) => a < b)
    .map(({ day, a, b }) => ({ day, from: a * 15, to: b * 15 })),
  { minLength: 1, maxLength: 6 },
)

test('hours of a week are the instants at which the clock there shows them, over every change of clocks', () => {
  const changes = ['2027-03-28T00:00:00Z', '2027-10-31T00:00:00Z', '2027-03-14T06:00:00Z']
  fc.assert(
    fc.property(
      anyHours,
      fc.constantFrom(...ZONES),
      fc.oneof(
        fc.constantFrom(...changes),
        fc.constantFrom('2027-04-03T14:00:00Z', '2027-10-02T15:00:00Z', '2027-11-07T05:00:00Z'),
        fc.constant('2026-11-21T12:00:00Z'),
      ),
      (hours, zone, near) => {
        const from = Temporal.Instant.from(near).subtract({ hours: 30 })
        const until = from.add({ hours: 96 })
        const parts = stretches(hours, zone, from, until)
        for (let at = from; Temporal.Instant.compare(at, until) < 0; at = at.add({ minutes: 5 })) {
          const there = parts.some(
            (part) => part.from <= at.epochMilliseconds && at.epochMilliseconds < part.to,
          )
          assert.equal(there, shows(hours, zone, at), `${zone} ${at} ${JSON.stringify(hours)}`)
        }
      },
    ),
    { numRuns: 120 },
  )
})

test('an hour that the clocks skip is not there, one that they repeat is there twice', () => {
  const sunday = (from: number, to: number) => [{ day: 7, from, to }]
  const on = (day: string, hours: WeeklyHours) => {
    const from = Temporal.Instant.from(`${day}T00:00:00Z`).subtract({ hours: 3 })
    return stretches(hours, 'Europe/Madrid', from, from.add({ hours: 30 })).map(({ from, to }) =>
      [from, to].map((at) => new Date(at).toISOString().slice(11, 16)).join('-'),
    )
  }
  assert.deepEqual(on('2027-03-28', sunday(120, 180)), [])
  assert.deepEqual(on('2027-03-28', sunday(90, 210)), ['00:30-01:30'])
  assert.deepEqual(on('2027-10-31', sunday(120, 150)), ['00:00-00:30', '01:00-01:30'])
  assert.deepEqual(on('2027-10-31', sunday(60, 180)), ['23:00-02:00'])
})

test('hours are read as they are written, and nothing else is taken for hours', () => {
  const text = '12345@18:00-22:00,67@09:00-13:00'
  assert.equal(writeHours(readHours(text)), text)
  assert.deepEqual(readHours('7@00:00-24:00'), [{ day: 7, from: 0, to: 1_440 }])
  for (const wrong of ['8@10:00-11:00', '1@11:00-10:00', '1@10:00', 'evenings', '1@10:00-24:30'])
    assert.throws(() => readHours(wrong), { code: 'hours_unreadable' })
})

test('quarters begin from now on, in the hours, for so many days', () => {
  const now = Temporal.Instant.from('2026-11-23T10:20:00Z')
  const bits = quartersIn(readHours('1@10:00-12:00'), 'UTC', 7, now)
  const at = [...bits].flatMap((bit, index) => (bit === '1' ? [index] : []))
  // Monday 10:30 to 12:00; the Monday after only until 10:20, seven days from now.
  assert.deepEqual(at, [42, 43, 44, 45, 46, 47, 712, 713])
})
