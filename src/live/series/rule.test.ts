import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayAfter, daysBetween, daysOf, occurrenceOn, type Rule } from './rule.ts'
import { shiftsFor } from './shifts.ts'

const MADRID: Rule = {
  zone: 'Europe/Madrid',
  weekdays: [3],
  everyWeeks: 1,
  time: '18:00',
  minutes: 60,
  fromDay: '2027-03-01',
  untilDay: '2027-04-10',
  times: null,
}

test('18:00 in Madrid, on the clock of New York: 12:00, but 13:00 on 17 and 24 March', () => {
  const starts = daysBetween(MADRID, null, '2027-04-10').map(
    (day) => occurrenceOn(MADRID, day).start,
  )
  assert.deepEqual(shiftsFor(starts, 'America/New_York'), {
    usual: '12:00',
    others: [{ time: '13:00', days: ['2027-03-17', '2027-03-24'], lasting: false }],
  })
  assert.equal(shiftsFor(starts, 'Europe/Madrid'), null)
  assert.equal(shiftsFor(starts, 'Europe/Berlin'), null)
  // Where the clocks are never changed it is another hour from then on.
  assert.deepEqual(shiftsFor(starts, 'Asia/Kolkata')?.others, [
    { time: '21:30', days: ['2027-03-31', '2027-04-07'], lasting: true },
  ])
})

test('the hour that is skipped moves forward; of the one that comes twice the first counts', () => {
  const rule = { ...MADRID, weekdays: [7], time: '02:30' }
  const skipped = occurrenceOn(rule, '2027-03-28')
  assert.deepEqual([skipped.oddity, skipped.start.toString()], ['skipped', '2027-03-28T01:30:00Z'])
  assert.equal(
    skipped.start.toZonedDateTimeISO('Europe/Madrid').toPlainTime().toString(),
    '03:30:00',
  )
  const twice = occurrenceOn(rule, '2027-10-31')
  assert.deepEqual([twice.oddity, twice.start.toString()], ['twice', '2027-10-31T00:30:00Z'])
  assert.equal(occurrenceOn(rule, '2027-03-21').oddity, null)
})

test('every second week on two days, five times; and from a day in the middle of a week', () => {
  const rule: Rule = {
    ...MADRID,
    weekdays: [4, 2],
    everyWeeks: 2,
    fromDay: '2026-11-25',
    untilDay: null,
    times: 5,
  }
  assert.deepEqual([...daysOf(rule)].map(String), [
    '2026-11-26',
    '2026-12-08',
    '2026-12-10',
    '2026-12-22',
    '2026-12-24',
  ])
  assert.equal(dayAfter(rule, '2026-12-10'), '2026-12-22')
  assert.equal(dayAfter(rule, '2026-12-24'), undefined)
})

const ZONES = [
  'Europe/Madrid',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Santiago',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Atlantic/Azores',
]
const two = (n: number) => String(n).padStart(2, '0')
const rules = fc.record({
  zone: fc.constantFrom(...ZONES),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  everyWeeks: fc.integer({ min: 1, max: 6 }),
  time: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
    .map(([hour, minute]) => `${two(hour)}:${two(minute)}`),
  minutes: fc.integer({ min: 15, max: 180 }),
  fromDay: fc
    .integer({ min: 0, max: 1500 })
    .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }).toString()),
  untilDay: fc.constant(null),
  times: fc.integer({ min: 1, max: 60 }),
})

test('the days of a rule are those that a walk over the calendar finds', () => {
  fc.assert(
    fc.property(rules, (rule) => {
      const first = Temporal.PlainDate.from(rule.fromDay)
      const monday = first.subtract({ days: first.dayOfWeek - 1 })
      const walked: string[] = []
      for (let day = first; walked.length < rule.times; day = day.add({ days: 1 })) {
        const week = Math.floor(monday.until(day, { largestUnit: 'days' }).days / 7)
        if (week % rule.everyWeeks === 0 && rule.weekdays.includes(day.dayOfWeek)) {
          walked.push(day.toString())
        }
      }
      assert.deepEqual([...daysOf(rule)].map(String), walked)
    }),
    { numRuns: 300 },
  )
})

test('at every change of the clocks: the wall shows the hour of the rule, or the hour is odd and says so', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: 2020, max: 2035 }),
      fc.integer({ min: -3 * 60, max: 3 * 60 }),
      (zone, year, around) => {
        // A wall time around a change of the clocks, where there is one that year.
        const change = Temporal.ZonedDateTime.from(
          `${year}-01-01T00:00[${zone}]`,
        ).getTimeZoneTransition('next')
        if (!change) return
        const near = change
          .toInstant()
          .add({ minutes: around - (around % 15) })
          .toZonedDateTimeISO(zone)
        const day = near.toPlainDate().toString()
        const time = near.toPlainTime().toString().slice(0, 5)
        const rule = { zone, time, minutes: 60 }
        const { start, end, oddity } = occurrenceOn(rule, day)
        // The oracle: every instant of three days on which the wall shows this day and hour.
        const shows: string[] = []
        const from = change.toInstant().subtract({ hours: 36 })
        for (let minute = 0; minute <= 72 * 60; minute += 15) {
          const at = from.add({ minutes: minute }).toZonedDateTimeISO(zone)
          if (
            at.toPlainDate().toString() === day &&
            at.toPlainTime().toString().slice(0, 5) === time
          ) {
            shows.push(at.toInstant().toString())
          }
        }
        assert.equal(oddity, shows.length === 0 ? 'skipped' : shows.length > 1 ? 'twice' : null)
        if (shows.length > 0) assert.equal(start.toString(), shows[0])
        else {
          // Moved forward by what is skipped: after the change, at a later hour of the wall.
          assert.ok(Temporal.Instant.compare(start, change.toInstant()) >= 0)
          const wall = start.toZonedDateTimeISO(zone).toPlainDateTime()
          assert.ok(Temporal.PlainDateTime.compare(wall, `${day}T${time}`) > 0)
        }
        assert.equal(start.until(end).total('minutes'), 60)
      },
    ),
    { numRuns: 400 },
  )
})
