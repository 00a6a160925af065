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

/** The hour of the day, where the operator is, at which payouts are set aside and sent (jobs/schedule.ts). */
export const PAYOUT_HOUR = 5

/** The day of the next payout run: today where it is the day and its hour has not come, else the next one. */
export function nextPayoutDay(policy: When, now: Temporal.Instant): Temporal.PlainDate {
  const local = now.toZonedDateTimeISO(policy.payoutZone)
  const today = local.toPlainDate()
  return payoutDayFrom(policy, local.hour < PAYOUT_HOUR ? today : today.add({ days: 1 }))
}

/** The moment at which payouts of a day are set aside. */
export function payoutHourOf(policy: When, day: Temporal.PlainDate): Temporal.Instant {
  const plainTime = Temporal.PlainTime.from({ hour: PAYOUT_HOUR })
  return day.toZonedDateTime({ timeZone: policy.payoutZone, plainTime }).toInstant()
}
