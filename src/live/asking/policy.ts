import type { Query } from '#base'

/** The operator's numbers for asking first, talking at once, and series. */
export type AskingPolicy = {
  version: number
  /** An educator who is asked answers within so many hours, and before it is too late to book. */
  answerHours: number
  /** Whoever wants to be found for talking at once has held so many sessions. */
  instantSessions: number
  /** And answers within so many minutes. */
  instantMinutes: number
  /** So many unanswered in a row, or so many declined in a row, and they are found no more. */
  instantSilences: number
  instantDeclines: number
  /** A series is planned so many weeks ahead. */
  seriesWeeks: number
  /** Who learns elsewhere is told so many days before the hour on their own clock shifts. */
  shiftDays: number
}

export async function askingPolicy(q: Query): Promise<AskingPolicy> {
  const [policy] = await q<AskingPolicy>`
    select version, answer_hours as "answerHours", instant_sessions as "instantSessions",
      instant_minutes as "instantMinutes", instant_silences as "instantSilences",
      instant_declines as "instantDeclines", series_weeks as "seriesWeeks", shift_days as "shiftDays"
    from live.asking_policy order by version desc limit 1`
  return policy!
}

/** Writes the next version of these rules; what is under way keeps the times it was told. */
export async function setAskingPolicy(
  q: Query,
  changes: Partial<Omit<AskingPolicy, 'version'>>,
  by: string,
  now: Temporal.Instant,
): Promise<AskingPolicy> {
  await q`select pg_advisory_xact_lock(hashtextextended('live.asking_policy', 0))`
  const next = { ...(await askingPolicy(q)), ...changes }
  next.version += 1
  await q`
    insert into live.asking_policy values (${next.version}, ${next.answerHours}, ${next.instantSessions},
      ${next.instantMinutes}, ${next.instantSilences}, ${next.instantDeclines}, ${next.seriesWeeks},
      ${next.shiftDays}, ${by}, ${now})`
  return next
}
