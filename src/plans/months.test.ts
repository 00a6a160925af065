import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { monthOf, monthsWithin, monthWithin } from './months.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const at = (text: string) => Temporal.Instant.from(text)
const here = (instant: Temporal.Instant, zone: string) =>
  instant.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' })

suite('The month of one’s own', () => {
  // Joined on, zone, now: the month's number, its first moment there and the next one's.
  for (const [joined, zone, now, index, start, end] of [
    [
      '2026-01-31',
      'UTC',
      '2026-02-27T23:59:59Z',
      0,
      '2026-01-31T00:00:00+00:00',
      '2026-02-28T00:00:00+00:00',
    ],
    [
      '2026-01-31',
      'UTC',
      '2026-02-28T00:00:00Z',
      1,
      '2026-02-28T00:00:00+00:00',
      '2026-03-31T00:00:00+00:00',
    ],
    [
      '2026-01-31',
      'UTC',
      '2026-03-30T12:00:00Z',
      1,
      '2026-02-28T00:00:00+00:00',
      '2026-03-31T00:00:00+00:00',
    ],
    [
      '2026-01-31',
      'UTC',
      '2026-03-31T00:00:00Z',
      2,
      '2026-03-31T00:00:00+00:00',
      '2026-04-30T00:00:00+00:00',
    ],
    [
      '2024-01-31',
      'UTC',
      '2024-02-29T00:00:00Z',
      1,
      '2024-02-29T00:00:00+00:00',
      '2024-03-31T00:00:00+00:00',
    ],
    [
      '2024-02-29',
      'UTC',
      '2025-02-28T00:00:00Z',
      12,
      '2025-02-28T00:00:00+00:00',
      '2025-03-29T00:00:00+00:00',
    ],
    // Summer time begins in New York on 8 March 2026: the day has 23 hours, midnight stays midnight.
    [
      '2026-02-08',
      'America/New_York',
      '2026-03-08T12:00:00Z',
      1,
      '2026-03-08T00:00:00-05:00',
      '2026-04-08T00:00:00-04:00',
    ],
    [
      '2026-02-08',
      'America/New_York',
      '2026-03-08T04:59:59Z',
      0,
      '2026-02-08T00:00:00-05:00',
      '2026-03-08T00:00:00-05:00',
    ],
    // In Beirut and Cairo midnight itself is skipped: the day's first moment counts.
    [
      '2026-03-29',
      'Asia/Beirut',
      '2026-03-29T12:00:00Z',
      0,
      '2026-03-29T01:00:00+03:00',
      '2026-04-29T00:00:00+03:00',
    ],
    // The same instant is another day elsewhere.
    [
      '2026-01-01',
      'Pacific/Kiritimati',
      '2026-01-31T11:00:00Z',
      1,
      '2026-02-01T00:00:00+14:00',
      '2026-03-01T00:00:00+14:00',
    ],
    [
      '2026-01-01',
      'Pacific/Pago_Pago',
      '2026-02-01T10:00:00Z',
      0,
      '2026-01-01T00:00:00-11:00',
      '2026-02-01T00:00:00-11:00',
    ],
    [
      '2026-11-21',
      'Asia/Kolkata',
      '2028-11-21T00:00:00Z',
      24,
      '2028-11-21T00:00:00+05:30',
      '2028-12-21T00:00:00+05:30',
    ],
  ] as const) {
    test(`joined ${joined} in ${zone}, at ${now}: month ${index}`, () => {
      const month = monthOf(day(joined), zone, at(now))
      assert.deepEqual(
        [month.index, here(month.start, zone), here(month.end, zone)],
        [index, start, end],
      )
    })
  }

  test('every instant of ten years lies in exactly one month, and months follow each other without a gap', () => {
    for (const zone of [
      'America/New_York',
      'Europe/London',
      'Asia/Beirut',
      'Australia/Lord_Howe',
    ]) {
      let last = monthOf(day('2026-01-31'), zone, at('2026-02-01T00:00:00Z'))
      for (let hour = 0; hour < 24 * 3653; hour += 11) {
        const now = at('2026-02-01T00:00:00Z').add({ hours: hour })
        const month = monthOf(day('2026-01-31'), zone, now)
        assert.ok(
          Temporal.Instant.compare(month.start, now) <= 0 &&
            Temporal.Instant.compare(now, month.end) < 0,
        )
        if (month.index !== last.index) {
          assert.equal(month.index, last.index + 1)
          assert.equal(month.start.toString(), last.end.toString())
        }
        last = month
      }
    }
  })

  test('a yearly period has months of its own; the last one ends with it', () => {
    const interval = 'year' as const
    const period = { start: at('2026-01-31T10:00:00Z'), end: at('2027-01-31T10:00:00Z'), interval }
    for (const [now, index, start, end] of [
      ['2026-01-31T10:00:00Z', 0, '2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z'],
      ['2026-02-28T10:00:00Z', 1, '2026-02-28T10:00:00Z', '2026-03-31T10:00:00Z'],
      ['2026-12-31T09:59:59Z', 10, '2026-11-30T10:00:00Z', '2026-12-31T10:00:00Z'],
      ['2027-01-31T09:59:59Z', 11, '2026-12-31T10:00:00Z', '2027-01-31T10:00:00Z'],
      ['2027-02-02T00:00:00Z', 11, '2026-12-31T10:00:00Z', '2027-01-31T10:00:00Z'],
    ] as const) {
      const month = monthWithin(period, at(now))
      assert.deepEqual(
        [month.index, month.start.toString(), month.end.toString()],
        [index, start, end],
        now,
      )
    }
  })

  test('a monthly period is one month, also where the month before was shorter; a year has twelve, also from 28 February to 29', () => {
    const march = {
      start: at('2026-02-28T15:00:00Z'),
      end: at('2026-03-31T15:00:00Z'),
      interval: 'month' as const,
    }
    assert.deepEqual(
      [monthWithin(march, at('2026-03-29T00:00:00Z')).index, monthsWithin(march).length],
      [0, 1],
    )
    const leap = {
      start: at('2027-02-28T00:00:00Z'),
      end: at('2028-02-29T00:00:00Z'),
      interval: 'year' as const,
    }
    const months = monthsWithin(leap)
    assert.equal(months.length, 12)
    assert.deepEqual(
      [months[11]!.start.toString(), months[11]!.end.toString()],
      ['2028-01-28T00:00:00Z', '2028-02-29T00:00:00Z'],
    )
  })
})
