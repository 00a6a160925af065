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

/**
 * The month within a paid period that `now` falls into: the period itself for a monthly plan, for a
 * yearly one the months counted from its start, at the same hour, in UTC as the provider reckons.
 */
export function monthWithin(
  period: { start: Temporal.Instant; end: Temporal.Instant },
  now: Temporal.Instant,
): Month {
  const from = period.start.toZonedDateTimeISO('UTC')
  const startOf = (index: number) => from.add({ months: index }).toInstant()
  let index = 0
  while (
    Temporal.Instant.compare(startOf(index + 1), now) <= 0 &&
    Temporal.Instant.compare(startOf(index + 1), period.end) < 0
  ) {
    index += 1
  }
  const next = startOf(index + 1)
  const end = Temporal.Instant.compare(next, period.end) > 0 ? period.end : next
  return { index, start: startOf(index), end }
}
