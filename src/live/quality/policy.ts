import { versionsIn } from '../numbers/versions.ts'

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

export const QUALITY = versionsIn<QualityPolicy>('quality_policy', [
  'version',
  'windowDays',
  'sessionsLeast',
  'reviewsLeast',
  'completionLeast',
  'ratingLeast',
  'answersLeast',
  'punctualLeast',
  'technicalMost',
  'cancelledMost',
  'absentMost',
  'reportsMost',
  'auditLeast',
  'lateMinutes',
  'earlyMinutes',
  'connectionsMost',
  'targetRating',
  'targetCompletion',
  'targetCancelled',
  'targetTechnical',
  'targetAnswerHours',
  'appealHours',
  'firstAppealHours',
  'auditsWeekly',
])

/** The thresholds that count now: the newest version. */
export const qualityPolicy = QUALITY.now
/** Sets thresholds as a new version; measures that were taken keep the one they were taken under. */
export const setQualityPolicy = QUALITY.set
