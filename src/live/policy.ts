import { type Query, raw, type Tx } from '#base'
import type { Kind } from '#earnings'

/** The operator's rules of booking and cancelling. Shares are basis points. */
export type Policy = {
  version: number
  freeHours: number
  halfHours: number
  /** What comes back between the two deadlines. */
  halfShare: number
  graceMinutes: number
  graceStartHours: number
  goodwillHours: number
  goodwillShare: number
  goodwillDays: number
  seatHoldMinutes: number
  privateNoticeMinutes: number
  groupNoticeMinutes: number
  educatorBufferMinutes: number
  completeAfterMinutes: number
  settleDays: number
  minimumHours: number
  reviewDays: number
  /** Published this many days ahead, a session is for so many hours for those who may book before others. */
  priorityHours: number
  priorityLeadDays: number
  /** Hundredths of a credit. */
  ownPriceMin: bigint
  ownPriceMax: bigint
}

/** The columns of live.policy under the names of `Policy`, for use inside other statements. */
export const POLICY = `
  p.version, p.free_hours as "freeHours", p.half_hours as "halfHours", p.half_share as "halfShare",
  p.grace_minutes as "graceMinutes", p.grace_start_hours as "graceStartHours",
  p.goodwill_hours as "goodwillHours", p.goodwill_share as "goodwillShare", p.goodwill_days as "goodwillDays",
  p.seat_hold_minutes as "seatHoldMinutes", p.private_notice_minutes as "privateNoticeMinutes",
  p.group_notice_minutes as "groupNoticeMinutes", p.educator_buffer_minutes as "educatorBufferMinutes",
  p.complete_after_minutes as "completeAfterMinutes", p.settle_days as "settleDays",
  p.minimum_hours as "minimumHours", p.review_days as "reviewDays",
  p.priority_hours as "priorityHours", p.priority_lead_days as "priorityLeadDays",
  p.own_price_min as "ownPriceMin", p.own_price_max as "ownPriceMax"`

/** The rules that count now: the newest version. */
export async function policyNow(q: Query): Promise<Policy> {
  const [row] = await q<Policy>`
    select ${raw(POLICY)} from live.policy p order by p.version desc limit 1`
  return row!
}

/**
 * Sets rules as a new version. Bookings made before keep the version, and the deadlines,
 * that their learner was shown.
 */
export async function setPolicy(
  tx: Tx,
  changes: Partial<Omit<Policy, 'version'>>,
  by: string,
  now: Temporal.Instant,
): Promise<Policy> {
  await tx`select pg_advisory_xact_lock(hashtextextended('live.policy', 0))`
  const before = await policyNow(tx)
  const n = { ...before, ...changes, version: before.version + 1 }
  await tx`
    insert into live.policy values (${n.version}, ${n.freeHours}, ${n.halfHours}, ${n.halfShare}, ${n.graceMinutes},
      ${n.graceStartHours}, ${n.goodwillHours}, ${n.goodwillShare}, ${n.goodwillDays}, ${n.seatHoldMinutes},
      ${n.privateNoticeMinutes}, ${n.groupNoticeMinutes}, ${n.educatorBufferMinutes}, ${n.completeAfterMinutes},
      ${n.settleDays}, ${n.minimumHours}, ${n.reviewDays}, ${n.priorityHours},
      ${n.priorityLeadDays}, ${n.ownPriceMin}, ${n.ownPriceMax}, ${by}, ${now})`
  return n
}

export type PriceLevel = 'basic' | 'standard' | 'premium' | 'private' | 'own'
export type Level = { level: Exclude<PriceLevel, 'own'>; credits: bigint; preselected: boolean }

/** The price levels of a kind, cheapest first. Hundredths of a credit. */
export async function priceLevels(q: Query, kind: Kind): Promise<Level[]> {
  return await q<Level>`
    select level, credits, preselected from live.price_level where kind = ${kind} order by credits`
}
