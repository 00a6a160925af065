import { join, type Query, raw, sql, type Tx } from '#base'
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
  /** A learner who is not there so long after the start was absent; in a short session, sooner. */
  noShowMinutes: number
  noShowShortMinutes: number
  shortSessionMinutes: number
  educatorAbsentMinutes: number
  /** An absent learner's seat is earned on if the educator was there so long. */
  educatorPresentMinutes: number
  /** Both there for this share of the time: it took place. */
  presenceShare: number
  /** Where nobody can tell, people may say so long; then silence completes. */
  silenceHours: number
  /** So many days after its end a session can be contested. */
  caseDays: number
  /** The other side of a case answers within; then both bring what they have; then staff decide. */
  answerDays: number
  evidenceDays: number
  decideDays: number
  /** Whoever does not accept a decision says so within. */
  appealDays: number
  /** So long before a deadline of a case, whoever has not answered is reminded. */
  remindHours: number
  /** A learner moves a seat freely until so long before the start, so often. */
  moveHours: number
  movesMost: number
  proposalDays: number
  /** The educator of a group that is too small decides until so long before the start. */
  decideHours: number
  /** So many marks within so many days hide an educator from search for so many days, the first time and each after. */
  markDays: number
  marksMost: number
  hideDays: number[]
}

/** Where each rule stands in live.policy. */
const COLUMNS: Record<keyof Policy, string> = {
  version: 'version',
  freeHours: 'free_hours',
  halfHours: 'half_hours',
  halfShare: 'half_share',
  graceMinutes: 'grace_minutes',
  graceStartHours: 'grace_start_hours',
  goodwillHours: 'goodwill_hours',
  goodwillShare: 'goodwill_share',
  goodwillDays: 'goodwill_days',
  seatHoldMinutes: 'seat_hold_minutes',
  privateNoticeMinutes: 'private_notice_minutes',
  groupNoticeMinutes: 'group_notice_minutes',
  educatorBufferMinutes: 'educator_buffer_minutes',
  completeAfterMinutes: 'complete_after_minutes',
  settleDays: 'settle_days',
  minimumHours: 'minimum_hours',
  reviewDays: 'review_days',
  priorityHours: 'priority_hours',
  priorityLeadDays: 'priority_lead_days',
  ownPriceMin: 'own_price_min',
  ownPriceMax: 'own_price_max',
  noShowMinutes: 'no_show_minutes',
  noShowShortMinutes: 'no_show_short_minutes',
  shortSessionMinutes: 'short_session_minutes',
  educatorAbsentMinutes: 'educator_absent_minutes',
  educatorPresentMinutes: 'educator_present_minutes',
  presenceShare: 'presence_share',
  silenceHours: 'silence_hours',
  caseDays: 'case_days',
  answerDays: 'answer_days',
  evidenceDays: 'evidence_days',
  decideDays: 'decide_days',
  appealDays: 'appeal_days',
  remindHours: 'remind_hours',
  moveHours: 'move_hours',
  movesMost: 'moves_most',
  proposalDays: 'proposal_days',
  decideHours: 'decide_hours',
  markDays: 'mark_days',
  marksMost: 'marks_most',
  hideDays: 'hide_days',
}

/** The columns of live.policy under the names of `Policy`, for use inside other statements. */
export const POLICY = Object.entries(COLUMNS)
  .map(([rule, column]) => `p.${column} as "${rule}"`)
  .join(', ')

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
  const n: Policy = { ...before, ...changes, version: before.version + 1 }
  const rules = Object.keys(COLUMNS) as (keyof Policy)[]
  await tx`
    insert into live.policy (${raw(rules.map((rule) => COLUMNS[rule]).join(', '))}, set_by, set_at)
    values (${join(rules.map((rule) => sql`${n[rule]}`))}, ${by}, ${now})`
  return n
}

export type PriceLevel = 'basic' | 'standard' | 'premium' | 'private' | 'own'
export type Level = { level: Exclude<PriceLevel, 'own'>; credits: bigint; preselected: boolean }

/** The price levels of a kind, cheapest first. Hundredths of a credit. */
export async function priceLevels(q: Query, kind: Kind): Promise<Level[]> {
  return await q<Level>`
    select level, credits, preselected from live.price_level where kind = ${kind} order by credits`
}
