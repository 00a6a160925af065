import { type Query, sql, type Tx } from '#base'

/** The operator's thresholds of quality. Shares in basis points, ratings in hundredths of a star. */
export type QualityPolicy = {
  version: number
  windowDays: number
  sessionsLeast: number
  reviewsLeast: number
  completionLeast: number
  ratingLeast: number
  answersLeast: number
  punctualLeast: number
  technicalMost: number
  cancelledMost: number
  absentMost: number
  reportsMost: number
  auditLeast: number
  lateMinutes: number
  earlyMinutes: number
  connectionsMost: number
  targetRating: number
  targetCompletion: number
  targetCancelled: number
  targetTechnical: number
  targetAnswerHours: number
  appealHours: number
  firstAppealHours: number
  auditsWeekly: number
}

const COLUMNS = sql`
  version, window_days as "windowDays", sessions_least as "sessionsLeast", reviews_least as "reviewsLeast",
  completion_least as "completionLeast", rating_least as "ratingLeast", answers_least as "answersLeast",
  punctual_least as "punctualLeast", technical_most as "technicalMost", cancelled_most as "cancelledMost",
  absent_most as "absentMost", reports_most as "reportsMost", audit_least as "auditLeast",
  late_minutes as "lateMinutes", early_minutes as "earlyMinutes", connections_most as "connectionsMost",
  target_rating as "targetRating", target_completion as "targetCompletion", target_cancelled as "targetCancelled",
  target_technical as "targetTechnical", target_answer_hours as "targetAnswerHours", appeal_hours as "appealHours",
  first_appeal_hours as "firstAppealHours", audits_weekly as "auditsWeekly"`

/** The thresholds that count now: the newest version. */
export async function qualityPolicy(q: Query): Promise<QualityPolicy> {
  const [row] = await q<QualityPolicy>`
    select ${COLUMNS} from live.quality_policy order by version desc limit 1`
  return row!
}

/** Sets thresholds as a new version; measures that were taken keep the one they were taken under. */
export async function setQualityPolicy(
  tx: Tx,
  changes: Partial<Omit<QualityPolicy, 'version'>>,
  by: string,
  now: Temporal.Instant,
): Promise<QualityPolicy> {
  await tx`select pg_advisory_xact_lock(hashtextextended('live.quality_policy', 0))`
  const before = await qualityPolicy(tx)
  const n = { ...before, ...changes, version: before.version + 1 }
  await tx`
    insert into live.quality_policy values (${n.version}, ${n.windowDays}, ${n.sessionsLeast}, ${n.reviewsLeast},
      ${n.completionLeast}, ${n.ratingLeast}, ${n.answersLeast}, ${n.punctualLeast}, ${n.technicalMost},
      ${n.cancelledMost}, ${n.absentMost}, ${n.reportsMost}, ${n.auditLeast}, ${n.lateMinutes}, ${n.earlyMinutes},
      ${n.connectionsMost}, ${n.targetRating}, ${n.targetCompletion}, ${n.targetCancelled}, ${n.targetTechnical},
      ${n.targetAnswerHours}, ${n.appealHours}, ${n.firstAppealHours}, ${n.auditsWeekly}, ${by}, ${now})`
  return n
}
