import type { Interval } from './catalogue.ts'

/** One month of somebody's own: from the reset day's first moment to the next one's. */
export type Month = {
  /** Months since the anchor. */
  index: number
  start: Temporal.Instant
  end: Temporal.Instant
}

/**
 * The month that `now` falls into, of months that begin on the anchor's day, at midnight in the zone.
 * Counted from the anchor each time, so a short month shortens nothing after it: 31 January,
 * 28 February, 31 March. Where midnight does not exist (a clock change), the day's first moment counts.
 */
export function monthOf(anchor: Temporal.PlainDate, zone: string, now: Temporal.Instant): Month {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const startOf = (index: number) => anchor.add({ months: index })
  let index = (today.year - anchor.year) * 12 + today.month - anchor.month
  if (Temporal.PlainDate.compare(startOf(index), today) > 0) index -= 1
  const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant()
  return { index, start: midnight(startOf(index)), end: midnight(startOf(index + 1)) }
}

/** A period that was paid at once: its months are counted from its start. */
export type Paid = { start: Temporal.Instant; end: Temporal.Instant; interval: Interval }

/**
 * The months of a paid period: the period itself for a monthly plan, twelve for a yearly one, counted
 * from its start at the same hour, in UTC as the provider reckons. Each begins on the day on which the
 * period began or, where a month is shorter, on that month's last day; the last one ends with the period.
 */
export function monthsWithin({ start, end, interval }: Paid): Month[] {
  const from = start.toZonedDateTimeISO('UTC')
  const count = interval === 'year' ? 12 : 1
  const startOf = (index: number) => (index < count ? from.add({ months: index }).toInstant() : end)
  return Array.from({ length: count }, (_, index) => ({
    index,
    start: startOf(index),
    end: startOf(index + 1),
  }))
}

/** The month within a paid period that `now` falls into; after its end, the last one. */
export function monthWithin(paid: Paid, now: Temporal.Instant): Month {
  const months = monthsWithin(paid)
  return months.findLast(({ start }) => Temporal.Instant.compare(start, now) <= 0) ?? months[0]!
}
