import type { Policy } from './policy.ts'

type Windows = Pick<
  Policy,
  'freeHours' | 'halfHours' | 'halfShare' | 'graceMinutes' | 'graceStartHours'
>

/** The moments until which a learner may cancel, as they are shown before paying and kept on the booking. */
export type Deadlines = {
  /** Until then (inclusive) all comes back. */
  freeUntil: Temporal.Instant
  /** Until then (inclusive) the half share comes back. */
  halfUntil: Temporal.Instant
  /** Second thoughts: until then all comes back even after `freeUntil`; null where that helps nobody. */
  graceUntil: Temporal.Instant | null
}

export const compareInstants = Temporal.Instant.compare
const compare = compareInstants

/** Absolute hours before the start, whatever clocks are put forward or back on the way. */
export function deadlines(
  startsAt: Temporal.Instant,
  bookedAt: Temporal.Instant,
  policy: Windows,
): Deadlines {
  const freeUntil = startsAt.subtract({ hours: policy.freeHours })
  const halfUntil = startsAt.subtract({ hours: policy.halfHours })
  const soon = bookedAt.add({ minutes: policy.graceMinutes })
  // "More than 3 h away": the last moment that still counts is one second before.
  const near = startsAt.subtract({ hours: policy.graceStartHours, seconds: 1 })
  const graceUntil = compare(soon, near) < 0 ? soon : near
  const helps = compare(graceUntil, freeUntil) > 0 && compare(graceUntil, bookedAt) > 0
  return { freeUntil, halfUntil, graceUntil: helps ? graceUntil : null }
}

/** What a learner who cancels now gets back, in basis points. */
export function returnShare(at: Deadlines, policy: Windows, now: Temporal.Instant): number {
  if (compare(now, at.freeUntil) <= 0) return 10_000
  if (at.graceUntil && compare(now, at.graceUntil) <= 0) return 10_000
  return compare(now, at.halfUntil) <= 0 ? policy.halfShare : 0
}

/** The last moment at which cancelling is still free. */
export function freeAtLatest(at: Deadlines): Temporal.Instant {
  return at.graceUntil && compare(at.graceUntil, at.freeUntil) > 0 ? at.graceUntil : at.freeUntil
}
