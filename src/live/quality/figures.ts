import type { QualityPolicy } from './policy.ts'

/** What was counted of an educator, or of all of them, within the window. */
export type Figures = {
  /** Promised sessions and how they ended. */
  held: number
  cancelled: number
  absent: number
  /** Reviews of the window, and the sum of their stars. */
  reviews: number
  stars: number
  /** First messages of learners that waited for an answer, those answered in time, and the middle time. */
  asked: number
  answered: number
  answerSeconds: number | null
  /** Sessions with presence measured, and those at which the educator was there on time. */
  measured: number
  punctual: number
  earlyEnds: number
  disconnects: number
  /** Held sessions in which something did not work, by either side or by the measure of the room. */
  technical: number
  /** Reports about them that moderators found right. */
  reports: number
  audits: number
  /** Sum of the scores of audits, basis points. */
  auditScore: number
}

export const FINDINGS = [
  'completion',
  'cancelled',
  'absent',
  'rating',
  'answers',
  'punctual',
  'technical',
  'reports',
  'audit',
] as const
export type Finding = (typeof FINDINGS)[number]

export type Rates = {
  completion: number | null
  cancelled: number | null
  rating: number | null
  answers: number | null
  punctual: number | null
  technical: number | null
  audit: number | null
}

/** A share in basis points, rounded down; null of nothing. */
const share = (part: number, whole: number) =>
  whole === 0 ? null : Math.floor((part * 10_000) / whole)

/** What the counts come to: shares in basis points, the rating in hundredths; null where nothing was counted. */
export function ratesOf(figures: Figures): Rates {
  const promised = figures.held + figures.cancelled + figures.absent
  return {
    completion: share(figures.held, promised),
    cancelled: share(figures.cancelled, promised),
    rating: figures.reviews === 0 ? null : Math.floor((figures.stars * 100) / figures.reviews),
    answers: share(figures.answered, figures.asked),
    punctual: share(figures.punctual, figures.measured),
    technical: share(figures.technical, figures.held),
    audit: figures.audits === 0 ? null : Math.floor(figures.auditScore / figures.audits),
  }
}

/** `part / whole` against a share in basis points, as whole numbers: nothing is rounded in anybody's favour. */
const below = (part: number, whole: number, least: number) => part * 10_000 < least * whole
const above = (part: number, whole: number, most: number) => part * 10_000 > most * whole

/** What does not meet its threshold. Of too little nothing is said; counts (absences, reports) always are. */
export function findingsOf(figures: Figures, policy: QualityPolicy): Finding[] {
  const promised = figures.held + figures.cancelled + figures.absent
  const judged = promised >= policy.sessionsLeast
  const found: Record<Finding, boolean> = {
    completion: judged && below(figures.held, promised, policy.completionLeast),
    cancelled: judged && above(figures.cancelled, promised, policy.cancelledMost),
    absent: figures.absent > policy.absentMost,
    rating:
      figures.reviews >= policy.reviewsLeast &&
      figures.stars * 100 < policy.ratingLeast * figures.reviews,
    answers:
      figures.asked >= policy.sessionsLeast &&
      below(figures.answered, figures.asked, policy.answersLeast),
    punctual:
      figures.measured >= policy.sessionsLeast &&
      below(figures.punctual, figures.measured, policy.punctualLeast),
    technical:
      figures.held >= policy.sessionsLeast &&
      above(figures.technical, figures.held, policy.technicalMost),
    reports: figures.reports > policy.reportsMost,
    audit: figures.audits > 0 && figures.auditScore < policy.auditLeast * figures.audits,
  }
  return FINDINGS.filter((name) => found[name])
}

export type QualityTarget = 'rating' | 'completion' | 'cancelled' | 'technical' | 'answers'

/** The platform beside what it aims at; null: nothing was counted. */
export function targetsMet(
  figures: Figures,
  policy: QualityPolicy,
): Record<QualityTarget, boolean | null> {
  const promised = figures.held + figures.cancelled + figures.absent
  const met = (counted: number, is: boolean) => (counted === 0 ? null : is)
  return {
    rating: met(figures.reviews, figures.stars * 100 >= policy.targetRating * figures.reviews),
    completion: met(promised, !below(figures.held, promised, policy.targetCompletion)),
    // "Under" leaves the target itself out.
    cancelled: met(promised, figures.cancelled * 10_000 < policy.targetCancelled * promised),
    technical: met(
      figures.held,
      figures.technical * 10_000 < policy.targetTechnical * figures.held,
    ),
    answers:
      figures.answerSeconds === null
        ? null
        : figures.answerSeconds < policy.targetAnswerHours * 3600,
  }
}
