import type { Policy } from './policy.ts'

type When = Pick<Policy, 'payoutWeekday' | 'payoutZone'>

/** The operator's calendar day. */
export function dayOf(policy: When, now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO(policy.payoutZone).toPlainDate()
}

/** The payout day on or after a day. */
export function payoutDayFrom(policy: When, day: Temporal.PlainDate): Temporal.PlainDate {
  return day.add({ days: (policy.payoutWeekday - day.dayOfWeek + 7) % 7 })
}

/**
 * The day of the next payout run: today where it is the day and has not run yet,
 * else the next one.
 */
export function nextPayoutDay(
  policy: When,
  now: Temporal.Instant,
  ranToday: boolean,
): Temporal.PlainDate {
  const today = dayOf(policy, now)
  return payoutDayFrom(policy, ranToday ? today.add({ days: 1 }) : today)
}

/** The first instant of a day where the operator is. */
export function startOf(policy: When, day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime(policy.payoutZone).toInstant()
}
