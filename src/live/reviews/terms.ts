/** The rules of reviews (marketplaces.md §4.20). */

/** While neither has heard of the other: from the end of the session, or until both have written. */
export const BLIND_DAYS = 7
/** A review can be changed freely for so long after it was first written, … */
export const EDIT_DAYS = 30
/** … and after that once in so many months. */
export const EDIT_AGAIN_MONTHS = 3
/** An educator can change their reply for so long. */
export const REPLY_HOURS = 24
/** Whoever was there for less of a session than this share (basis points) has not seen enough of it. */
export const PRESENCE_NEEDED = 5000

const later = (a: Temporal.Instant, b: Temporal.Instant) =>
  Temporal.Instant.compare(a, b) >= 0 ? a : b

/**
 * When what two people wrote of each other is shown, if only one of them did: a week after the session's
 * end, at the next full hour, so that the minute tells nobody who wrote.
 */
export function opensAt(end: Temporal.Instant): Temporal.Instant {
  const due = end.add({ hours: 24 * BLIND_DAYS })
  return due.round({ smallestUnit: 'hour', roundingMode: 'ceil' })
}

/** From when a review can be changed (now or before: it can); it was first written and last changed then. */
export function changeableFrom(
  { writtenAt, changedAt }: { writtenAt: Temporal.Instant; changedAt: Temporal.Instant },
  now: Temporal.Instant,
): Temporal.Instant {
  if (Temporal.Instant.compare(now, writtenAt.add({ hours: 24 * EDIT_DAYS })) <= 0) return now
  const again = changedAt.toZonedDateTimeISO('UTC').add({ months: EDIT_AGAIN_MONTHS }).toInstant()
  return later(again, now)
}
