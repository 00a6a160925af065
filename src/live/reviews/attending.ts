import { type Query, sql } from '#base'
import { refuse } from '../problems.ts'
import { presenceOf } from '../room/presence.ts'
import type { VoicesPolicy } from '../voices-policy.ts'

export type Visit = {
  bookingId: string
  sessionId: string
  title: string
  educatorId: string
  learnerId: string
  state: string
  start: Temporal.Instant
  end: Temporal.Instant
  attended: boolean | null
}

const VISIT = sql`
  b.id as "bookingId", b.session_id as "sessionId", s.title, s.educator_id as "educatorId",
  b.learner_id as "learnerId", case when b.disputed_from like 'cancelled%' then b.disputed_from else b.state end as state,
  b.starts_at as start, b.ends_at as "end", b.attended`

export async function visitOf(q: Query, booking: string): Promise<Visit | undefined> {
  const [visit] = await q<Visit>`
    select ${VISIT} from live.booking b join live.session s on s.id = b.session_id where b.id = ${booking}`
  return visit
}

/**
 * How much of a session a learner was there, in basis points of its length; null where nobody measured it
 * (it took place elsewhere, or the room was never entered by anyone).
 */
export async function presenceShare(q: Query, visit: Visit): Promise<number | null> {
  const presences = await presenceOf(q, visit.sessionId)
  if (presences.length === 0) return null
  const there = presences.find(
    ({ person, role }) => person === visit.learnerId && role === 'learner',
  )
  const seconds = visit.end.since(visit.start).total('seconds')
  return Math.min(10_000, Math.floor(((there?.seconds ?? 0) * 10_000) / seconds))
}

/** Whether a seat that ended so was used: half the session, or marked as attended where nobody measured. */
export function attendedEnough(
  { state, attended }: Visit,
  share: number | null,
  { presenceNeeded }: Pick<VoicesPolicy, 'presenceNeeded'>,
): boolean {
  if (!['completed', 'settled', 'disputed', 'resolved'].includes(state)) return false
  if (share !== null) return share >= presenceNeeded
  if (state === 'completed' || state === 'settled') return attended !== false
  return attended === true
}

/**
 * The booking by which somebody reviews a session. Refusals, in order: unknown_session (also of another
 * kind), review_not_open (no seat of theirs).
 */
export async function bookingToReview(
  q: Query,
  session: string,
  learner: string,
  kind: 'class' | 'conversation' | undefined,
): Promise<string> {
  const [found] = await q<{ kind: string; booking: string | null }>`
    select s.kind, (select id from live.booking b where b.session_id = s.id and b.learner_id = ${learner}
      order by b.seated desc, b.id desc limit 1) as booking
    from live.session s where s.id = ${session} and s.state <> 'draft'`
  if (!found || (kind && found.kind !== kind)) throw refuse('unknown_session', { id: session })
  if (!found.booking) throw refuse('review_not_open')
  return found.booking
}
