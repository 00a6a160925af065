import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { dose } from '../../../test/doses.ts'
import { type Busy, capOf, outsideOf, type Rules, slotsIn, type Window } from './slots.ts'

const at = (text: string) => Temporal.Instant.from(text)
const PLAIN: Rules = {
  zone: 'Europe/Madrid',
  weekly: [],
  dated: [],
  away: [],
  stepMinutes: 30,
  beforeMinutes: 0,
  afterMinutes: 0,
  noticeHours: 12,
  horizonDays: 60,
  dayMost: null,
  weekMost: null,
}
const FREE: Busy = { taken: [], lessons: [] }
const day = (weekday: number, from: number, until: number) => ({
  weekday,
  from: from * 60,
  until: until * 60,
})
const everyDay = (from: number, until: number) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => day(weekday, from, until))

/** Starts as the clock in a zone shows them. */
const shown = (rules: Partial<Rules>, window: Omit<Window, 'now'>, busy = FREE, zone?: string) => {
  const now = window.from.subtract({ hours: 24 * 10 })
  const all = { ...PLAIN, ...rules }
  return slotsIn(all, busy, { ...window, now }).map(({ start }) =>
    start
      .toZonedDateTimeISO(zone ?? all.zone)
      .toString({ timeZoneName: 'never', smallestUnit: 'minute' }),
  )
}

/**
 * What anybody with a clock and much patience would find: walks every minute of the window, looks at the
 * wall, and asks of each minute whether a lesson could begin there and whether each of its minutes is open.
 */
function byPatience(rules: Rules, busy: Busy, { from, until, minutes, now }: Window): string[] {
  const wall = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(rules.zone)
  const dates = new Map<number, { date: string; before: string; minute: number }>()
  const lookAt = (ms: number) => {
    let seen = dates.get(ms)
    if (!seen) {
      const here = wall(Temporal.Instant.fromEpochMilliseconds(ms))
      const date = here.toPlainDate()
      seen = {
        date: date.toString(),
        before: date.subtract({ days: 1 }).toString(),
        minute: here.hour * 60 + here.minute,
      }
      dates.set(ms, seen)
    }
    return seen
  }
  const weekdayOf = (date: string) => Temporal.PlainDate.from(date).dayOfWeek
  /** The intervals that hold a minute of the wall: how far it is into each, and on which date that began. */
  const holding = (
    ms: number,
    of: (date: string) => readonly { from: number; until: number }[],
  ) => {
    const { date, before, minute } = lookAt(ms)
    const into = (on: string, m: number) =>
      of(on).flatMap((one) => (one.from <= m && m < one.until ? [{ into: m - one.from, on }] : []))
    return [...into(date, minute), ...into(before, minute + 1440)]
  }
  const awayOn = (date: string) => rules.away.some((one) => one.from <= date && date <= one.until)
  const shutOn = (date: string) =>
    rules.dated.some((one) => one.date === date && !one.open && one.from === 0 && one.until >= 1440)
  const steps = (ms: number): number[] => {
    const { date } = lookAt(ms)
    const dated = (open: boolean) =>
      holding(ms, (on) => rules.dated.filter((one) => one.date === on && one.open === open))
    if (dated(false).length > 0) return []
    const weekly = holding(ms, (on) => rules.weekly.filter((one) => one.weekday === weekdayOf(on)))
    return [
      ...(awayOn(date) ? [] : weekly).filter(({ on }) => !awayOn(on) && !shutOn(on)),
      ...dated(true).filter(({ on }) => !shutOn(on)),
    ].map(({ into }) => into)
  }
  const lessonsOn = (
    same: (a: Temporal.PlainDate, b: Temporal.PlainDate) => boolean,
    ms: number,
  ) => {
    const date = Temporal.PlainDate.from(lookAt(ms).date)
    return busy.lessons.filter((one) => same(wall(one).toPlainDate(), date)).length
  }
  const monday = (date: Temporal.PlainDate) =>
    date.subtract({ days: date.dayOfWeek - 1 }).toString()
  const out: string[] = []
  const minute = 60_000
  const begin = Math.ceil(from.epochMilliseconds / minute) * minute
  for (let ms = begin; ms < until.epochMilliseconds; ms += minute) {
    if (!steps(ms).some((into) => into % rules.stepMinutes === 0)) continue
    if (ms < now.epochMilliseconds + rules.noticeHours * 60 * minute) continue
    if (ms > now.epochMilliseconds + rules.horizonDays * 1440 * minute) continue
    let open = true
    for (let m = 0; open && m < minutes; m++) open = steps(ms + m * minute).length > 0
    if (!open) continue
    const first = ms - rules.beforeMinutes * minute
    const last = ms + (minutes + rules.afterMinutes) * minute
    if (
      busy.taken.some(
        (one) => one.from.epochMilliseconds < last && one.until.epochMilliseconds > first,
      )
    ) {
      continue
    }
    if (rules.dayMost !== null && lessonsOn((a, b) => a.equals(b), ms) >= rules.dayMost) continue
    if (
      rules.weekMost !== null &&
      lessonsOn((a, b) => monday(a) === monday(b), ms) >= rules.weekMost
    ) {
      continue
    }
    out.push(Temporal.Instant.fromEpochMilliseconds(ms).toString())
  }
  return out
}

/** Zones whose clocks do odd things, and days around which they do them. */
const ODD: [zone: string, around: string[]][] = [
  ['Europe/Madrid', ['2027-03-28T01:00Z', '2026-10-25T01:00Z']],
  ['America/New_York', ['2027-03-14T07:00Z', '2026-11-01T06:00Z']],
  ['Australia/Lord_Howe', ['2026-10-03T15:30Z', '2027-04-03T15:00Z']],
  ['Pacific/Apia', ['2011-12-30T10:00Z', '2012-03-31T14:00Z']],
  ['Africa/Casablanca', ['2027-02-07T02:00Z', '2027-03-14T02:00Z']],
  ['Europe/Dublin', ['2027-03-28T01:00Z', '2026-10-25T01:00Z']],
  ['America/Santiago', ['2026-09-06T04:00Z', '2027-04-04T03:00Z']],
  ['Asia/Kathmandu', ['2026-05-01T00:00Z', '1985-12-31T18:30Z']],
  ['America/Sao_Paulo', ['2018-11-04T03:00Z', '2018-02-18T02:00Z']],
]

const interval = fc
  .tuple(fc.integer({ min: 0, max: 143 }), fc.integer({ min: 1, max: 144 }))
  .map(([from, length]) => ({ from: from * 10, until: (from + length) * 10 }))

const cases = fc
  .constantFrom(...ODD.flatMap(([zone, days]) => days.map((on) => ({ zone, on }))))
  .chain(({ zone, on }) => {
    const middle = at(on)
    const date = (shift: number) =>
      middle.toZonedDateTimeISO(zone).toPlainDate().add({ days: shift }).toString()
    const shift = fc.integer({ min: -2, max: 3 })
    const moment = fc.integer({ min: -2000, max: 2500 }).map((minutes) => middle.add({ minutes }))
    return fc.record({
      rules: fc.record({
        zone: fc.constant(zone),
        weekly: fc.array(
          fc
            .tuple(fc.integer({ min: 1, max: 7 }), interval)
            .map(([weekday, one]) => ({ weekday, ...one })),
          { maxLength: 12 },
        ),
        dated: fc.array(
          fc
            .tuple(shift, fc.oneof(interval, fc.constant({ from: 0, until: 1440 })), fc.boolean())
            .map(([days, one, open]) => ({ date: date(days), ...one, open })),
          { maxLength: 4 },
        ),
        away: fc.array(
          fc
            .tuple(shift, fc.integer({ min: 0, max: 2 }))
            .map(([days, more]) => ({ from: date(days), until: date(days + more) })),
          { maxLength: 1 },
        ),
        stepMinutes: fc.constantFrom(10, 15, 20, 30, 60),
        beforeMinutes: fc.constantFrom(0, 0, 5, 15),
        afterMinutes: fc.constantFrom(0, 0, 10, 30),
        noticeHours: fc.integer({ min: 1, max: 72 }),
        horizonDays: fc.constantFrom(1, 3, 60),
        dayMost: fc.constantFrom(null, 1, 2),
        weekMost: fc.constantFrom(null, 1, 3),
      }),
      busy: fc.record({
        taken: fc.array(
          fc
            .tuple(moment, fc.integer({ min: 1, max: 300 }))
            .map(([from, minutes]) => ({ from, until: from.add({ minutes }) })),
          { maxLength: 5 },
        ),
        lessons: fc.array(moment, { maxLength: 3 }),
      }),
      window: fc
        .tuple(
          fc.integer({ min: -1500, max: 300 }),
          fc.integer({ min: 60, max: 2200 }),
          fc.constantFrom(25, 30, 45, 50, 60, 90),
          fc.constantFrom(-5000, -3000, -1600, -800),
        )
        .map(([begin, length, minutes, before]) => ({
          from: middle.add({ minutes: begin }),
          until: middle.add({ minutes: begin + length }),
          minutes,
          now: middle.add({ seconds: before * 60 + 7 }),
        })),
    })
  })

describe('Slots', () => {
  test('are those that a patient walk over every minute finds, on the odd days of odd zones', () => {
    let found = 0
    fc.assert(
      fc.property(cases, ({ rules, busy, window }) => {
        const slots = slotsIn(rules, busy, window)
        found += slots.length
        assert.deepEqual(
          slots.map(({ start }) => start.toString()),
          byPatience(rules, busy, window),
        )
        for (const { start, end } of slots) {
          assert.equal(start.until(end).total('minutes'), window.minutes)
          assert.equal(outsideOf(rules, { start, end }, window.now), undefined)
          assert.equal(capOf(rules, busy.lessons, start), undefined)
        }
      }),
      { numRuns: dose(400) },
    )
    assert.ok(found > 300, `only ${found} slots were compared`)
  })

  test('an hour that the clock skips is not there, and one that it shows twice is there twice', () => {
    const night = { weekly: everyDay(1, 4), stepMinutes: 60 }
    const spring = { from: at('2027-03-27T12:00Z'), until: at('2027-03-28T12:00Z'), minutes: 60 }
    assert.deepEqual(shown(night, spring), ['2027-03-28T01:00+01:00', '2027-03-28T03:00+02:00'])
    const autumn = { from: at('2026-10-24T12:00Z'), until: at('2026-10-25T12:00Z'), minutes: 60 }
    assert.deepEqual(shown(night, autumn), [
      '2026-10-25T01:00+02:00',
      '2026-10-25T02:00+02:00',
      '2026-10-25T02:00+01:00',
      '2026-10-25T03:00+01:00',
    ])
  })

  test('18:00 in Madrid is 12:00 in New York, and 13:00 in the weeks in which the zones change apart', () => {
    const hours = { weekly: [day(3, 18, 19)], stepMinutes: 60, horizonDays: 365 }
    const spring = { from: at('2027-03-01T00:00Z'), until: at('2027-04-05T00:00Z'), minutes: 60 }
    assert.deepEqual(shown(hours, spring, FREE, 'America/New_York'), [
      '2027-03-03T12:00-05:00',
      '2027-03-10T12:00-05:00',
      '2027-03-17T13:00-04:00',
      '2027-03-24T13:00-04:00',
      '2027-03-31T12:00-04:00',
    ])
    const autumn = { from: at('2027-10-18T00:00Z'), until: at('2027-11-15T00:00Z'), minutes: 60 }
    assert.deepEqual(shown(hours, autumn, FREE, 'America/New_York'), [
      '2027-10-20T12:00-04:00',
      '2027-10-27T12:00-04:00',
      '2027-11-03T13:00-04:00',
      '2027-11-10T12:00-05:00',
    ])
  })

  test('Samoa went from Thursday to Saturday: the Friday that never was has no hours', () => {
    const rules = { zone: 'Pacific/Apia', weekly: everyDay(9, 10), stepMinutes: 60 }
    const window = { from: at('2011-12-29T12:00Z'), until: at('2012-01-01T00:00Z'), minutes: 60 }
    assert.deepEqual(shown(rules, window), [
      '2011-12-29T09:00-10:00',
      '2011-12-31T09:00+14:00',
      '2012-01-01T09:00+14:00',
    ])
  })

  test('hours after midnight belong to the evening before; a closed date cuts them at midnight', () => {
    const late = { weekly: [{ weekday: 5, from: 22 * 60, until: 26 * 60 }], stepMinutes: 60 }
    const window = { from: at('2026-11-27T12:00Z'), until: at('2026-11-28T12:00Z'), minutes: 60 }
    const [one, two, three, four] = [
      '2026-11-27T22:00+01:00',
      '2026-11-27T23:00+01:00',
      '2026-11-28T00:00+01:00',
      '2026-11-28T01:00+01:00',
    ]
    assert.deepEqual(shown(late, window), [one, two, three, four])
    const closed = [{ date: '2026-11-28', from: 0, until: 1440, open: false }]
    assert.deepEqual(shown({ ...late, dated: closed }, window), [one, two])
  })

  test('closed wins over open, open over being away, away over the week', () => {
    const window = { from: at('2026-12-23T00:00Z'), until: at('2026-12-26T00:00Z'), minutes: 60 }
    const rules = {
      weekly: everyDay(10, 12),
      stepMinutes: 60,
      away: [{ from: '2026-12-24', until: '2026-12-25' }],
      dated: [
        { date: '2026-12-24', from: 600, until: 780, open: true },
        { date: '2026-12-24', from: 660, until: 720, open: false },
      ],
    }
    assert.deepEqual(shown(rules, window), [
      '2026-12-23T10:00+01:00',
      '2026-12-23T11:00+01:00',
      '2026-12-24T10:00+01:00',
      '2026-12-24T12:00+01:00',
    ])
  })

  test('buffers of neighbours add up', () => {
    const rules = { weekly: [day(1, 9, 13)], stepMinutes: 30, beforeMinutes: 15, afterMinutes: 15 }
    const window = { from: at('2026-11-30T00:00Z'), until: at('2026-12-01T00:00Z'), minutes: 60 }
    // A lesson from 10:30 to 11:30 in Madrid, its own quarters of an hour around it already.
    const taken = [{ from: at('2026-11-30T09:15Z'), until: at('2026-11-30T10:45Z') }]
    assert.deepEqual(shown(rules, window, { taken, lessons: [] }), [
      '2026-11-30T09:00+01:00',
      '2026-11-30T12:00+01:00',
    ])
  })

  test('a step is counted from the beginning of the hours, so none of a morning is lost', () => {
    const rules = { weekly: [{ weekday: 1, from: 550, until: 680 }], stepMinutes: 60 }
    const window = { from: at('2026-11-30T00:00Z'), until: at('2026-12-01T00:00Z'), minutes: 50 }
    assert.deepEqual(shown(rules, window), ['2026-11-30T09:10+01:00', '2026-11-30T10:10+01:00'])
  })

  test('the caps of a date and of a week from Monday', () => {
    const window = { from: at('2026-11-30T00:00Z'), until: at('2026-12-08T00:00Z'), minutes: 60 }
    const lessons = [at('2026-12-01T08:00Z'), at('2026-12-02T08:00Z')]
    const days = (rules: Partial<Rules>) => [
      ...new Set(
        shown({ weekly: everyDay(15, 16), ...rules }, window, { taken: [], lessons }).map((one) =>
          one.slice(0, 10),
        ),
      ),
    ]
    assert.equal(days({}).length, 8)
    assert.deepEqual(days({ dayMost: 1 }).slice(0, 2), ['2026-11-30', '2026-12-03'])
    assert.deepEqual(days({ weekMost: 2 }), ['2026-12-07'])
  })

  test('notice and horizon are absolute hours, to the second', () => {
    const rules = { ...PLAIN, weekly: everyDay(0, 24) }
    const now = at('2027-03-27T20:00:00Z')
    const window = { from: now, until: now.add({ hours: 24 * 70 }), minutes: 60 }
    const slots = slotsIn(rules, FREE, { ...window, now })
    assert.equal(slots[0]!.start.toString(), '2027-03-28T08:00:00Z')
    assert.equal(slots.at(-1)!.start.toString(), '2027-05-26T20:00:00Z')
    const later = slotsIn(rules, FREE, { ...window, now: now.add({ seconds: 1 }) })
    assert.equal(later[0]!.start.toString(), '2027-03-28T08:30:00Z')
    const hour = (text: string) => ({ start: at(text), end: at(text).add({ hours: 1 }) })
    assert.equal(outsideOf(rules, hour('2027-03-28T07:59Z'), now), 'notice_too_short')
    assert.equal(outsideOf(rules, hour('2027-05-26T20:01Z'), now), 'beyond_horizon')
    assert.equal(
      outsideOf({ ...rules, weekly: [] }, hour('2027-04-01T08:00Z'), now),
      'outside_availability',
    )
  })
})
