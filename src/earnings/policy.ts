import type { Query, Tx } from '#base'
import { scaleOf } from '#ledger'
import type { Kind, Rung } from './tiers.ts'

/** The operator's rules of earning. Shares are basis points: 7000 is 70 %. */
export type Policy = {
  version: number
  /** The operator's base currency, in which credits are worth their number. */
  currency: string
  defaultRate: number
  /** Who bears the card fee of a booking paid with money. */
  feeBearer: 'educator' | 'platform'
  holdDays: number
  /** In the currency's smallest unit. */
  payoutMinimum: bigint
  /** ISO weekday: 1 is Monday. */
  payoutWeekday: number
  payoutZone: string
  ratingsNeeded: number
  completionNeeded: number
  completionDays: number
  completionSessions: number
  warningDays: number
  experiencedYears: number
}

/** The rules that count now: the newest version. */
export async function policyNow(q: Query): Promise<Policy> {
  const [row] = await q<Policy>`
    select version, currency, default_rate as "defaultRate", fee_bearer as "feeBearer", hold_days as "holdDays",
      payout_minimum as "payoutMinimum", payout_weekday as "payoutWeekday", payout_zone as "payoutZone",
      ratings_needed as "ratingsNeeded", completion_needed as "completionNeeded",
      completion_days as "completionDays", completion_sessions as "completionSessions",
      warning_days as "warningDays", experienced_years as "experiencedYears"
    from earnings.policy order by version desc limit 1`
  return row!
}

/**
 * Sets rules as a new version. What was booked before keeps the version it was booked under:
 * its rate, who bears its fee and its hold are frozen on the commission.
 */
export async function setPolicy(
  tx: Tx,
  changes: Partial<Omit<Policy, 'version'>>,
  by: string,
  now: Temporal.Instant,
): Promise<Policy> {
  await tx`select pg_advisory_xact_lock(hashtextextended('earnings.policy', 0))`
  const before = await policyNow(tx)
  const next = { ...before, ...changes, version: before.version + 1 }
  await tx`
    insert into earnings.policy (version, currency, currency_scale, default_rate, fee_bearer, hold_days, payout_minimum,
      payout_weekday, payout_zone, ratings_needed, completion_needed, completion_days, completion_sessions,
      warning_days, experienced_years, set_by, set_at)
    values (${next.version}, ${next.currency}, ${scaleOf(next.currency)}, ${next.defaultRate}, ${next.feeBearer}, ${next.holdDays},
      ${next.payoutMinimum}, ${next.payoutWeekday}, ${next.payoutZone}, ${next.ratingsNeeded},
      ${next.completionNeeded}, ${next.completionDays}, ${next.completionSessions}, ${next.warningDays},
      ${next.experiencedYears}, ${by}, ${now})`
  return next
}

/** A ladder, lowest rung first. */
export async function ladder(q: Query, kind: Kind): Promise<Rung[]> {
  return await q<Rung>`
    select tier, rate, sessions_needed as "sessionsNeeded", rating_needed as "ratingNeeded",
      rating_kept as "ratingKept", own_prices as "ownPrices"
    from earnings.rung where kind = ${kind} order by position`
}
