import type { Policy } from '../policy.ts'

type When = Pick<Policy, 'payoutWeekday' | 'payoutZone' | 'payoutEvery'>

/** The operator's calendar day. */
export function dayOf(policy: Pick<When, 'payoutZone'>, now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO(policy.payoutZone).toPlainDate()
}

/** A Monday that two-weekly payouts are counted from, so that weeks at the turn of a year keep their turn. */
const FIRST_MONDAY = Temporal.PlainDate.from('2026-01-05')

/** The payout day on or after a day: the weekday of each week, of every other week, or the first of each month. */
export function payoutDayFrom(policy: When, day: Temporal.PlainDate): Temporal.PlainDate {
  const next = day.add({ days: (policy.payoutWeekday - day.dayOfWeek + 7) % 7 })
  switch (policy.payoutEvery) {
    case 'week':
      return next
    case 'two weeks': {
      const first = FIRST_MONDAY.add({ days: policy.payoutWeekday - 1 })
      const odd = first.until(next, { largestUnit: 'days' }).days % 14 !== 0
      return odd ? next.add({ days: 7 }) : next
    }
    case 'month':
      return next.day <= 7 ? next : payoutDayFrom(policy, next.with({ day: 1 }).add({ months: 1 }))
  }
}

/** The hour of the day, where the operator is, at which payouts are set aside (jobs/schedule.ts). */
export const PAYOUT_HOUR = 5

/** The hour of a payout day at which its payouts go out, where the operator is. */
const SENDING_HOUR = 6

/** The day of the next payout run: today where it is the day and its hour has not come, else the next one. */
export function nextPayoutDay(policy: When, now: Temporal.Instant): Temporal.PlainDate {
  const local = now.toZonedDateTimeISO(policy.payoutZone)
  const today = local.toPlainDate()
  return payoutDayFrom(policy, local.hour < PAYOUT_HOUR ? today : today.add({ days: 1 }))
}

/** The moment at which payouts of a day are set aside. */
export const payoutHourOf = (policy: When, day: Temporal.PlainDate) =>
  hourOf(policy, day, PAYOUT_HOUR)

/** The moment at which payouts of a day go out. */
export const sendingHourOf = (policy: When, day: Temporal.PlainDate) =>
  hourOf(policy, day, SENDING_HOUR)

function hourOf(policy: When, day: Temporal.PlainDate, hour: number): Temporal.Instant {
  const plainTime = Temporal.PlainTime.from({ hour })
  return day.toZonedDateTime({ timeZone: policy.payoutZone, plainTime }).toInstant()
}
