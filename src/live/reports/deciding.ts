import { record, type Tx } from '#base'
import { audit } from '#people'
import { refuse } from '../problems.ts'
import { hideReview, removeWords } from '../reviews/moderating.ts'
import { removeMessage } from '../threads/moderating.ts'
import type { Reportable } from './reporting.ts'

/** What a moderator can do: leave it, hide it whole, take only its words away, or act elsewhere. */
export type Decision = 'keep' | 'hide' | 'remove_words' | 'act'
const DONE = {
  keep: 'kept',
  hide: 'hidden',
  remove_words: 'words_removed',
  act: 'acted',
} as const

/** Which decisions make sense about what. */
export const DECISIONS: Record<Reportable, readonly Decision[]> = {
  review: ['keep', 'hide', 'remove_words'],
  reply: ['keep', 'hide'],
  learner_rating: ['keep', 'hide'],
  message: ['keep', 'hide'],
  session: ['keep', 'act'],
  person: ['keep', 'act'],
}

/**
 * A moderator decides about what was reported; all open reports of the same thing are decided with it, the
 * author is told when something was taken away, and the log keeps the note. Nobody decides about their own
 * words. Refusals, in order: unknown_report, report_decided, decision_not_possible, report_of_oneself.
 */
export async function decideReport(
  tx: Tx,
  id: string,
  { decision, note }: { decision: Decision; note: string },
  moderator: string,
  now: Temporal.Instant,
): Promise<void> {
  const [found] = await tx<{ type: Reportable; about: string }>`
    select about_type as type, about_id as about from live.report where id = ${id}`
  if (!found) throw refuse('unknown_report', { id })
  const { type, about } = found
  await tx`select pg_advisory_xact_lock(hashtextextended(${`live.report:${type}:${about}`}, 0))`
  const [{ state, person }] = (await tx<{ state: string; person: string | null }>`
    select state, person_id as person from live.report where id = ${id}`) as [
    { state: string; person: string | null },
  ]
  if (state !== 'open') throw refuse('report_decided')
  if (!DECISIONS[type].includes(decision)) throw refuse('decision_not_possible', { type })
  if (person === moderator) throw refuse('report_of_oneself')

  const by = `person:${moderator}`
  const author = await carryOut(tx, type, about, decision, by, now)
  const decided = await tx<{ id: string; reporter: string }>`
    update live.report set state = 'decided', decision = ${DONE[decision]}, note = ${note.trim()},
      decided_by = ${moderator}, decided_at = ${now}
    where about_type = ${type} and about_id = ${about} and state = 'open'
    returning id, reported_by as reporter`
  await audit(
    tx,
    {
      by,
      deed: 'report.decided',
      about: { type, id: about },
      after: { decision: DONE[decision], note: note.trim(), reports: decided.map((one) => one.id) },
    },
    now,
  )
  await record(tx, {
    kind: 'report.decided',
    about: { type: 'report', id },
    at: now,
    data: {
      aboutType: type,
      aboutId: about,
      decision: DONE[decision],
      note: note.trim(),
      authorId: author ?? person,
      reporters: decided.map((one) => one.reporter),
    },
  })
}

/** Takes away what is taken away. Answers whose it was, where something was. */
async function carryOut(
  tx: Tx,
  type: Reportable,
  about: string,
  decision: Decision,
  by: string,
  now: Temporal.Instant,
): Promise<string | null> {
  if (decision === 'keep' || decision === 'act') return null
  if (type === 'message') return removeMessage(tx, about, by, now)
  if (type === 'review' && decision === 'remove_words') return removeWords(tx, about, by, now)
  return hideReview(tx, type, about, by, now)
}
