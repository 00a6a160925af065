import { type Query, record, type Tx } from '#base'
import { policyNow } from '../policy.ts'
import { refuse } from '../problems.ts'
import type { MarkedFor } from './marking.ts'

export type Mark = {
  sessionId: string
  title: string
  start: Temporal.Instant
  educatorId: string
  educatorName: string
  why: MarkedFor
  at: Temporal.Instant
  /** Until then it counts. */
  until: Temporal.Instant
  appeal: string | null
  appealedAt: Temporal.Instant | null
  lifted: boolean
  decidedAt: Temporal.Instant | null
  note: string | null
}

export type Standing = {
  marks: Mark[]
  /** How many count now, and how many hide. */
  counting: number
  most: number
  days: number
  /** Not to be found in search: until then, or until staff decide (null). */
  hidden: { until: Temporal.Instant | null } | null
}

/** What counts against an educator, the latest first; what counted long ago is not shown. */
export async function marksOf(
  q: Query,
  educator: string,
  now: Temporal.Instant,
): Promise<Standing> {
  const { markDays: days, marksMost: most } = await policyNow(q)
  const rows = await listMarks(q, { educator, limit: 100 }, days)
  const counts = (mark: Mark) => !mark.lifted && Temporal.Instant.compare(mark.until, now) > 0
  const [hiding] = await q<{ until: Temporal.Instant | null }>`
    select until_at as until from live.hiding
    where educator_id = ${educator} and lifted_at is null and (until_at is null or until_at > ${now})
    order by until_at desc nulls first limit 1`
  const counting = rows.filter(counts).length
  return { marks: rows, counting, most, days, hidden: hiding ?? null }
}

/** Marks of all educators whose appeal waits, or of one educator. */
export async function listMarks(
  q: Query,
  filter: { educator?: string | undefined; appealed?: boolean | undefined; limit: number },
  days: number,
): Promise<Mark[]> {
  return await q<Mark>`
    select m.session_id as "sessionId", s.title, s.starts_at as start, m.educator_id as "educatorId",
      s.educator_name as "educatorName", m.why, m.at, m.at + make_interval(hours => ${24 * days}::integer) as until,
      m.appeal, m.appealed_at as "appealedAt", m.lifted, m.decided_at as "decidedAt", m.note
    from live.mark m join live.session s on s.id = m.session_id
    where (${filter.educator ?? null}::uuid is null or m.educator_id = ${filter.educator ?? null})
      and (not ${filter.appealed ?? false} or (m.appealed_at is not null and m.decided_at is null))
    order by m.at desc, m.session_id limit ${filter.limit}`
}

/**
 * An educator asks staff to look at a mark, once. Refusals, in order: mark_unknown (also for somebody else's),
 * mark_decided.
 */
export async function appealMark(
  tx: Tx,
  session: string,
  educator: string,
  words: string,
  now: Temporal.Instant,
): Promise<void> {
  const mark = await lockMark(tx, session)
  if (!mark || mark.educator !== educator) throw refuse('mark_unknown')
  if (mark.decided) throw refuse('mark_decided')
  await tx`
    update live.mark set appeal = ${words}, appealed_at = ${now}
    where session_id = ${session} and appealed_at is null`
}

/**
 * Staff say whether a mark stays. Lifted, it counts no more, and neither does the hiding it brought.
 * Refusals, in order: mark_unknown, mark_decided.
 */
export async function decideMark(
  tx: Tx,
  session: string,
  { lifts, note, by }: { lifts: boolean; note: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const mark = await lockMark(tx, session)
  if (!mark) throw refuse('mark_unknown')
  if (mark.decided) throw refuse('mark_decided')
  if (lifts) return liftMark(tx, session, { by, note }, now)
  await tx`
    update live.mark set decided_by = ${by}, decided_at = ${now}, note = ${note} where session_id = ${session}`
  await tell(tx, mark.educator, session, { lifted: false, note }, now)
}

/** A mark counts no more; a hiding that stands on it ends. Nothing happens where there is none. */
export async function liftMark(
  tx: Tx,
  session: string,
  { by, note }: { by: string; note: string },
  now: Temporal.Instant,
): Promise<void> {
  const mark = await lockMark(tx, session)
  if (!mark || mark.lifted) return
  await tx`
    update live.mark set lifted = true, decided_by = ${by}, decided_at = ${now}, note = ${note}
    where session_id = ${session}`
  const shown = await tx`
    update live.hiding set lifted_at = ${now}, lifted_by = ${by}, note = ${note}
    where session_id = ${session} and lifted_at is null returning 1 as one`
  if (shown.length > 0) await tellShown(tx, mark.educator, note, now)
  await tell(tx, mark.educator, session, { lifted: true, note }, now)
}

/** Staff let an educator be found again, whatever counts against them. Refusal: mark_unknown (is not hidden). */
export async function showAgain(
  tx: Tx,
  educator: string,
  { by, note }: { by: string; note: string },
  now: Temporal.Instant,
): Promise<void> {
  const shown = await tx`
    update live.hiding set lifted_at = ${now}, lifted_by = ${by}, note = ${note}
    where educator_id = ${educator} and lifted_at is null and (until_at is null or until_at > ${now})
    returning 1 as one`
  if (shown.length === 0) throw refuse('mark_unknown')
  await tellShown(tx, educator, note, now)
}

async function tellShown(
  tx: Tx,
  educator: string,
  note: string,
  at: Temporal.Instant,
): Promise<void> {
  await record(tx, {
    kind: 'educator.shown',
    about: { type: 'educator', id: educator },
    at,
    data: { educatorId: educator, note },
  })
}

async function lockMark(tx: Tx, session: string) {
  const [mark] = await tx<{ educator: string; lifted: boolean; decided: boolean }>`
    select educator_id as educator, lifted, decided_at is not null as decided from live.mark
    where session_id = ${session} for update`
  return mark
}

async function tell(
  tx: Tx,
  educator: string,
  session: string,
  more: { lifted: boolean; note: string },
  at: Temporal.Instant,
): Promise<void> {
  await record(tx, {
    kind: 'educator.mark_decided',
    about: { type: 'educator', id: educator },
    at,
    data: { educatorId: educator, sessionId: session, ...more },
  })
}
