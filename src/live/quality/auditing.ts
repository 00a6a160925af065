import { atomically, type Db, idFrom, newId, type Query, record, sql, type Tx } from '#base'
import { refuse } from '../problems.ts'
import { qualityPolicy } from './policy.ts'

export type ChecklistItem = { position: number; says: string; weight: number }
export type Checklist = { version: number; items: ChecklistItem[] }

/** The checklist of a version, or the newest. */
export async function checklist(q: Query, version?: number): Promise<Checklist> {
  const rows = await q<ChecklistItem & { version: number }>`
    select version, position, says, weight from live.checklist_item
    where version = coalesce(${version ?? null}::int, (select max(version) from live.checklist_item))
    order by position`
  return {
    version: rows[0]!.version,
    items: rows.map(({ position, says, weight }) => ({ position, says, weight })),
  }
}

/** Sets the checklist as a new version; audits that were drawn keep theirs. Refusal: numbers_changed. */
export async function setChecklist(
  tx: Tx,
  { seen, items }: { seen: number; items: { says: string; weight: number }[] },
  by: string,
  now: Temporal.Instant,
): Promise<Checklist> {
  await tx`select pg_advisory_xact_lock(hashtextextended('live.checklist_item', 0))`
  const before = await checklist(tx)
  if (before.version !== seen) throw refuse('numbers_changed', { version: before.version })
  for (const [at, { says, weight }] of items.entries()) {
    await tx`
      insert into live.checklist_item values (${seen + 1}, ${at + 1}, ${says}, ${weight}, ${by}, ${now})`
  }
  return checklist(tx)
}

/**
 * Which sessions of a week a seed draws: those whose hash with it is smallest, so that the same seed draws the same
 * sessions, and nobody can know them before. Only sessions that somebody came to with a seat.
 */
export async function drawFrom(
  q: Query,
  week: Temporal.PlainDate,
  seed: string,
  most: number,
): Promise<{ among: number; drawn: { id: string; educator: string }[] }> {
  const from = week.toZonedDateTime('UTC').toInstant()
  const until = from.add({ hours: 24 * 7 })
  const rows = await q<{ id: string; educator: string; among: number }>`
    select s.id, s.educator_id as educator, (count(*) over ())::int as among from live.session s
    where s.state = 'completed' and s.seats_taken > 0 and s.ends_at >= ${from} and s.ends_at < ${until}
    order by sha256(convert_to(${seed} || s.id::text, 'UTF8')), s.id limit ${Math.max(most, 1)}`
  return {
    among: rows[0]?.among ?? 0,
    drawn: rows.slice(0, most).map(({ id, educator }) => ({ id, educator })),
  }
}

const weekOf = (now: Temporal.Instant): Temporal.PlainDate => {
  const day = now.toZonedDateTimeISO('UTC').toPlainDate()
  return day.subtract({ days: day.dayOfWeek - 1 + 7 })
}

/** Draws last week's sample, once; answers how many sessions were put before a reviewer. */
export async function drawAudits(db: Db, now: Temporal.Instant): Promise<number> {
  const week = weekOf(now)
  return atomically(db, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended('live.audit_draw', 0))`
    const [there] = await tx`select 1 as one from live.audit_draw where week = ${week.toString()}`
    if (there) return 0
    const { auditsWeekly } = await qualityPolicy(tx)
    const { version } = await checklist(tx)
    const seed = newId()
    const { among, drawn } = await drawFrom(tx, week, seed, auditsWeekly)
    await tx`
      insert into live.audit_draw (week, seed, among, drawn, at)
      values (${week.toString()}, ${seed}, ${among}, ${drawn.length}, ${now})`
    for (const { id, educator } of drawn) {
      await tx`
        insert into live.audit (id, week, session_id, educator_id, checklist_version)
        values (${idFrom('audit', id)}, ${week.toString()}, ${id}, ${educator}, ${version})
        on conflict (session_id) do nothing`
    }
    await record(tx, {
      kind: 'quality.audits_drawn',
      about: { type: 'audit_draw', id: week.toString() },
      at: now,
      data: { week: week.toString(), drawn: drawn.length, among },
    })
    return drawn.length
  })
}

export type Answer = 'yes' | 'no' | 'unseen'

/** The weighed share of yes among what could be seen, basis points rounded down; null: nothing could be seen. */
export function scoreOf(
  items: readonly ChecklistItem[],
  answers: readonly Answer[],
): number | null {
  let yes = 0
  let seen = 0
  for (const [at, { weight }] of items.entries()) {
    if (answers[at] === 'unseen') continue
    seen += weight
    if (answers[at] === 'yes') yes += weight
  }
  return seen === 0 ? null : Math.floor((yes * 10_000) / seen)
}

/**
 * A reviewer's answers to the checklist of a drawn session. Refusals, in order: audit_unknown, audit_done, audit_own,
 * audit_answers_wrong.
 */
export async function writeAudit(
  tx: Tx,
  id: string,
  result: { answers: Answer[]; note: string; reviewer: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${id}, 26))`
  const [audit] = await tx<{ version: number; educator: string; done: boolean; own: boolean }>`
    select a.checklist_version as version, a.educator_id as educator,
      exists (select from live.audit_result r where r.audit_id = a.id) as done,
      a.educator_id = ${result.reviewer} or exists (select from live.booking b
        where b.session_id = a.session_id and b.learner_id = ${result.reviewer}) as own
    from live.audit a where a.id = ${id}`
  if (!audit) throw refuse('audit_unknown')
  if (audit.done) throw refuse('audit_done')
  if (audit.own) throw refuse('audit_own')
  const { items } = await checklist(tx, audit.version)
  if (result.answers.length !== items.length) {
    throw refuse('audit_answers_wrong', { points: items.length })
  }
  const score = scoreOf(items, result.answers)
  await tx`
    insert into live.audit_result (audit_id, answers, score, note, by, at)
    values (${id}, ${JSON.stringify(result.answers)}::jsonb, ${score}, ${result.note}, ${`person:${result.reviewer}`}, ${now})`
  await record(tx, {
    kind: 'quality.audited',
    about: { type: 'audit', id },
    at: now,
    data: { educatorId: audit.educator, score },
  })
}

export type Audit = {
  id: string
  week: string
  session: string
  title: string
  kind: 'class' | 'conversation'
  start: Temporal.Instant
  end: Temporal.Instant
  educator: string
  name: string
  version: number
  result: { answers: Answer[]; score: number | null; note: string; by: string; at: string } | null
}

const AUDIT = sql`
  a.id, a.week::text as week, a.session_id as session, s.title, s.kind, s.starts_at as start, s.ends_at as end,
  a.educator_id as educator, s.educator_name as name, a.checklist_version as version,
  (select jsonb_build_object('answers', r.answers, 'score', r.score, 'note', r.note, 'by', r.by, 'at', r.at)
    from live.audit_result r where r.audit_id = a.id) as result`

/** Sessions drawn for a look: those that wait, oldest first, or those that were looked at. */
export async function listAudits(
  q: Query,
  filter: { done: boolean; educator?: string | undefined },
  limit = 100,
): Promise<Audit[]> {
  return await q<Audit>`
    select ${AUDIT} from live.audit a join live.session s on s.id = a.session_id
    where exists (select from live.audit_result r where r.audit_id = a.id) = ${filter.done}
      and (${filter.educator ?? null}::uuid is null or a.educator_id = ${filter.educator ?? null})
    order by a.week ${filter.done ? sql`desc` : sql`asc`}, s.starts_at, a.id limit ${limit}`
}

/** One drawn session. Refusal: audit_unknown. */
export async function oneAudit(q: Query, id: string): Promise<Audit> {
  const [audit] = await q<Audit>`
    select ${AUDIT} from live.audit a join live.session s on s.id = a.session_id where a.id = ${id}`
  if (!audit) throw refuse('audit_unknown')
  return audit
}

export type Draw = { week: string; seed: string; among: number; drawn: number; done: number }

/** The draws of the last weeks, with their seeds. */
export async function draws(q: Query): Promise<Draw[]> {
  return await q<Draw>`
    select d.week::text as week, d.seed, d.among, d.drawn,
      (select count(*)::int from live.audit a join live.audit_result r on r.audit_id = a.id where a.week = d.week) as done
    from live.audit_draw d order by d.week desc limit 26`
}
