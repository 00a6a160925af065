import type { Query, Tx } from '#base'
import { refuse } from '../problems.ts'

export const TROUBLES = ['sound', 'picture', 'connection', 'room', 'other'] as const
export type Trouble = (typeof TROUBLES)[number]

/** It can be said so many days after the end. */
const SAY_DAYS = 7

/** What somebody said of a session already; null: nothing. */
export async function technicalOf(
  q: Query,
  session: string,
  person: string,
): Promise<{ what: Trouble; words: string; at: Temporal.Instant } | null> {
  const [row] = await q<{ what: Trouble; words: string; at: Temporal.Instant }>`
    select what, words, at from live.technical_report where session_id = ${session} and person_id = ${person}`
  return row ?? null
}

/**
 * Says, when a session is over, that something did not work: its educator, or a learner with a seat in it. Once
 * for each; again is the same. Refusals, in order: unknown_session (also for whoever was not in it),
 * technical_not_over, technical_too_late.
 */
export async function sayTechnical(
  tx: Tx,
  said: { session: string; person: string; what: Trouble; words: string },
  now: Temporal.Instant,
): Promise<void> {
  const [session] = await tx<{ role: 'educator' | 'learner' | null; end: Temporal.Instant }>`
    select s.ends_at as end, case when s.educator_id = ${said.person} then 'educator'
      when exists (select from live.booking b where b.session_id = s.id and b.learner_id = ${said.person} and b.seated)
        then 'learner' end as role
    from live.session s where s.id = ${said.session}`
  if (!session?.role) throw refuse('unknown_session', { id: said.session })
  if (Temporal.Instant.compare(now, session.end) < 0) throw refuse('technical_not_over')
  if (Temporal.Instant.compare(now, session.end.add({ hours: 24 * SAY_DAYS })) > 0) {
    throw refuse('technical_too_late', { days: SAY_DAYS })
  }
  await tx`
    insert into live.technical_report (session_id, person_id, role, what, words, at)
    values (${said.session}, ${said.person}, ${session.role}, ${said.what}, ${said.words}, ${now})
    on conflict do nothing`
}
