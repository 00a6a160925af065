import type { VoicesPolicy } from '../voices-policy.ts'

/** The rules of reviews (marketplaces.md §4.20); their numbers are the operator's. */

const later = (a: Temporal.Instant, b: Temporal.Instant) =>
  Temporal.Instant.compare(a, b) >= 0 ? a : b

/**
 * When what two people wrote of each other is shown, if only one of them did: a week (`blindDays`) after the session's
 * end, at the next full hour, so that the minute tells nobody who wrote.
 */
export function opensAt(
  end: Temporal.Instant,
  { blindDays }: Pick<VoicesPolicy, 'blindDays'>,
): Temporal.Instant {
  const due = end.add({ hours: 24 * blindDays })
  return due.round({ smallestUnit: 'hour', roundingMode: 'ceil' })
}

/** From when a review can be changed (now or before: it can); it was first written and last changed then. */
export function changeableFrom(
  { writtenAt, changedAt }: { writtenAt: Temporal.Instant; changedAt: Temporal.Instant },
  { editDays, editAgainMonths }: Pick<VoicesPolicy, 'editDays' | 'editAgainMonths'>,
  now: Temporal.Instant,
): Temporal.Instant {
  if (Temporal.Instant.compare(now, writtenAt.add({ hours: 24 * editDays })) <= 0) return now
  const again = changedAt.toZonedDateTimeISO('UTC').add({ months: editAgainMonths }).toInstant()
  return later(again, now)
}
