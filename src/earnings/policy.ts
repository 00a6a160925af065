import { type Query, sql, type Tx } from '#base'
import { scaleOf } from '#ledger'
import { refuse } from './problems.ts'

/** The operator's rules of earning. Shares are basis points: 7000 is 70 %. */
export type Policy = {
  version: number
  /** The operator's base currency, in which credits are worth their number. */
  currency: string
  defaultRate: number
  /** Who bears the card fee of a booking paid with money. */
  feeBearer: 'educator' | 'platform'
  /** What credits count as: their face, or what was really paid for them. */
  creditBase: 'face' | 'cash'
  holdDays: number
  /** The hold of courses, cohort seats and certificates. */
  courseHoldDays: number
  /** In the currency's smallest unit. */
  payoutMinimum: bigint
  payoutEvery: 'week' | 'two weeks' | 'month'
  /** ISO weekday: 1 is Monday. */
  payoutWeekday: number
  payoutZone: string
  /** What a payout asked for at once costs: this share of it, and this at least. */
  instantFeeRate: number
  instantFeeLeast: bigint
}

/** One version of the rules, with when it counts and who set it. */
export type PolicyVersion = Policy & {
  countsFrom: Temporal.Instant | null
  note: string | null
  setBy: string
  setAt: Temporal.Instant
}

const columns = sql`
  version, currency, default_rate as "defaultRate", fee_bearer as "feeBearer", credit_base as "creditBase",
  hold_days as "holdDays", course_hold_days as "courseHoldDays", payout_minimum as "payoutMinimum",
  payout_every as "payoutEvery", payout_weekday as "payoutWeekday", payout_zone as "payoutZone",
  instant_fee_rate as "instantFeeRate", instant_fee_least as "instantFeeLeast"`

/** The rules that count then: of the versions that have begun, the one that began last, and of those the newest. */
export async function policyNow(q: Query, now: Temporal.Instant): Promise<Policy> {
  const [row] = await q<Policy>`
    select ${columns} from earnings.policy where counts_from <= ${now}
    order by counts_from desc, version desc limit 1`
  return row!
}

/** Every version ever set, newest first, those that are still to come among them. */
export async function policies(q: Query): Promise<PolicyVersion[]> {
  return await q<PolicyVersion>`
    select ${columns}, nullif(counts_from, '-infinity') as "countsFrom", note, set_by as "setBy", set_at as "setAt"
    from earnings.policy order by version desc`
}

export type PolicyChange = Partial<Omit<Policy, 'version'>> & {
  /** Now, unless said. */
  countsFrom?: Temporal.Instant | undefined
  note?: string | undefined
}

/**
 * Sets rules as a new version, which counts from now or from a moment to come. What was booked before keeps the
 * version it was booked under: its rate, who bears its fee, what credits count as and its hold are frozen on the
 * commission. Refusal: policy_in_the_past.
 */
export async function setPolicy(
  tx: Tx,
  { countsFrom, note, ...changes }: PolicyChange,
  by: string,
  now: Temporal.Instant,
): Promise<Policy> {
  const from = countsFrom ?? now
  if (Temporal.Instant.compare(from, now) < 0) throw refuse('policy_in_the_past')
  await tx`select pg_advisory_xact_lock(hashtextextended('earnings.policy', 0))`
  const before = await policyNow(tx, from)
  const [last] = await tx<{ version: number }>`select max(version) as version from earnings.policy`
  const next = { ...before, ...changes, version: last!.version + 1 }
  await tx`
    insert into earnings.policy (version, currency, currency_scale, default_rate, fee_bearer, credit_base, hold_days,
      course_hold_days, payout_minimum, payout_every, payout_weekday, payout_zone, instant_fee_rate, instant_fee_least,
      counts_from, note, set_by, set_at)
    values (${next.version}, ${next.currency}, ${scaleOf(next.currency)}, ${next.defaultRate}, ${next.feeBearer},
      ${next.creditBase}, ${next.holdDays}, ${next.courseHoldDays}, ${next.payoutMinimum}, ${next.payoutEvery},
      ${next.payoutWeekday}, ${next.payoutZone},
      ${next.instantFeeRate}, ${next.instantFeeLeast}, ${from}, ${note ?? null}, ${by}, ${now})`
  return next
}
