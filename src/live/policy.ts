import type { Query } from '#base'
import type { Kind } from '#earnings'
import { versionsIn } from './numbers/versions.ts'

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

export const RULES = versionsIn<Policy>('policy', [
  'version',
  'freeHours',
  'halfHours',
  'halfShare',
  'graceMinutes',
  'graceStartHours',
  'goodwillHours',
  'goodwillShare',
  'goodwillDays',
  'seatHoldMinutes',
  'privateNoticeMinutes',
  'groupNoticeMinutes',
  'educatorBufferMinutes',
  'completeAfterMinutes',
  'settleDays',
  'minimumHours',
  'reviewDays',
  'priorityHours',
  'priorityLeadDays',
  'ownPriceMin',
  'ownPriceMax',
  'noShowMinutes',
  'noShowShortMinutes',
  'shortSessionMinutes',
  'educatorAbsentMinutes',
  'educatorPresentMinutes',
  'presenceShare',
  'silenceHours',
  'caseDays',
  'answerDays',
  'evidenceDays',
  'decideDays',
  'appealDays',
  'remindHours',
  'moveHours',
  'movesMost',
  'proposalDays',
  'decideHours',
  'markDays',
  'marksMost',
  'hideDays',
])

/** The columns of live.policy under the names of `Policy`, for use inside other statements. */
export const POLICY = RULES.columns
/** The rules that count now: the newest version. */
export const policyNow = RULES.now
/**
 * Sets rules as a new version. Bookings made before keep the version, and the deadlines,
 * that their learner was shown.
 */
export const setPolicy = RULES.set

export type PriceLevel = 'basic' | 'standard' | 'premium' | 'private' | 'own'
export type Level = { level: Exclude<PriceLevel, 'own'>; credits: bigint; preselected: boolean }

/** The price levels of a kind, cheapest first. Hundredths of a credit. */
export async function priceLevels(q: Query, kind: Kind): Promise<Level[]> {
  return await q<Level>`
    select level, credits, preselected from live.price_level where kind = ${kind} order by credits`
}
