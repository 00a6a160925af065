import type { Query, Tx } from '#base'
import { refuse } from './problems.ts'

/** The operator's numbers of applying. */
export type ApplyingPolicy = {
  version: number
  /** An application is to be decided so many days after it was sent. */
  reviewDays: number
  /** Who is asked for more has so many days. */
  answerDays: number
  /** Who was rejected may apply again after so many days. */
  reapplyDays: number
  filesMost: number
  fileMegabytes: number
  interviewMinutes: number
  /** What was handed in with an application that came to nothing is kept so many days. */
  keepDays: number
}

/** The numbers that count now: the newest version. */
export async function applyingPolicy(q: Query): Promise<ApplyingPolicy> {
  const [row] = await q<ApplyingPolicy>`
    select version, review_days as "reviewDays", answer_days as "answerDays", reapply_days as "reapplyDays",
      files_most as "filesMost", file_megabytes as "fileMegabytes", interview_minutes as "interviewMinutes",
      keep_days as "keepDays"
    from earnings.applying_policy order by version desc limit 1`
  return row!
}

/**
 * Sets numbers as the next version; deadlines that were given stand. `seen`: the version that was looked at.
 * Refusal: applying_numbers_changed.
 */
export async function setApplyingPolicy(
  tx: Tx,
  seen: number,
  changes: Partial<Omit<ApplyingPolicy, 'version'>>,
  by: string,
  now: Temporal.Instant,
): Promise<ApplyingPolicy> {
  await tx`select pg_advisory_xact_lock(hashtextextended('earnings.applying_policy', 0))`
  const before = await applyingPolicy(tx)
  if (before.version !== seen) {
    throw refuse('applying_numbers_changed', { version: before.version })
  }
  const next = { ...before, ...changes, version: before.version + 1 }
  await tx`
    insert into earnings.applying_policy (version, review_days, answer_days, reapply_days, files_most,
      file_megabytes, interview_minutes, keep_days, set_by, set_at)
    values (${next.version}, ${next.reviewDays}, ${next.answerDays}, ${next.reapplyDays}, ${next.filesMost},
      ${next.fileMegabytes}, ${next.interviewMinutes}, ${next.keepDays}, ${by}, ${now})`
  return next
}
