import { newId, record, type Tx } from '#base'
import { refuse } from '../problems.ts'
import { voicesPolicy } from '../voices-policy.ts'

/** Why somebody reports something. That stars are few is no reason. */
export const REASONS = [
  'abuse',
  'hate',
  'sexual',
  'off_topic',
  'spam',
  'personal_details',
  'paid_for',
  'conflict_of_interest',
  'off_platform',
  'safety',
  'impersonation',
  'other',
] as const
export type Reason = (typeof REASONS)[number]

export const REPORTABLE = [
  'review',
  'reply',
  'learner_rating',
  'message',
  'session',
  'person',
] as const
export type Reportable = (typeof REPORTABLE)[number]

/** What stands on the moderators' desk: also what was reported from rooms (`reportFromRoom`), decided there. */
export const ON_DESK = [...REPORTABLE, 'room'] as const
export type OnDesk = (typeof ON_DESK)[number]

export type ReportOf = {
  about: { type: Reportable; id: string }
  /** Whose words or deeds they are, where that is known. */
  person?: string | undefined
  /** The session in which it happened. */
  session?: string | undefined
  reason: Reason
  words?: string | undefined
  by: string
  /** It happens while the session runs: moderators see it first. */
  urgent?: boolean
}

/**
 * Brings something before the moderators. Whether its reporter may see the thing at all is the caller's
 * to know. Answers the report's id. Refusals, in order: report_of_oneself, report_words_needed (other
 * and safety are nothing without words), already_reported, too_many_reports.
 */
export async function report(tx: Tx, it: ReportOf, now: Temporal.Instant): Promise<string> {
  const words = it.words?.trim() ?? ''
  const { reportHours, reportsADay } = await voicesPolicy(tx)
  if (it.person === it.by) throw refuse('report_of_oneself')
  if (words === '' && it.reason === 'other') throw refuse('report_words_needed')
  await tx`select pg_advisory_xact_lock(hashtextextended(${`live.report:${it.by}`}, 0))`
  const [before] = await tx<{ same: boolean; today: number }>`
    select coalesce(bool_or(about_type = ${it.about.type} and about_id = ${it.about.id}), false) as same,
      count(*) filter (where reported_at > ${now.subtract({ hours: 24 })})::int as today
    from live.report where reported_by = ${it.by}`
  if (before!.same) throw refuse('already_reported')
  if (before!.today >= reportsADay && !it.urgent) throw refuse('too_many_reports')

  const id = newId()
  const dueAt = now.add({ hours: reportHours })
  await tx`
    insert into live.report (id, about_type, about_id, person_id, session_id, reason, words, reported_by, reported_at,
      urgent, due_at)
    values (${id}, ${it.about.type}, ${it.about.id}, ${it.person}, ${it.session}, ${it.reason}, ${words}, ${it.by},
      ${now}, ${it.urgent ?? false}, ${dueAt})`
  await record(tx, {
    kind: 'report.made',
    about: { type: 'report', id },
    at: now,
    data: {
      aboutType: it.about.type,
      reason: it.reason,
      urgent: it.urgent ?? false,
      dueAt: dueAt.toString(),
    },
  })
  return id
}
