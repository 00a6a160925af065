import { join, type Query, sql, type Tx } from '#base'
import type { Kind } from '#earnings'
import { refuse } from '../problems.ts'
import {
  type Case,
  caseOf,
  type Decided,
  decisionsOf,
  lockHeard,
  type Point,
  pointsOf,
  type Side,
  type Stage,
} from './case.ts'
import { type CaseFile, type CaseMessage, filesOf, messagesOf } from './hearing.ts'

/** A case in a list. */
export type CaseCard = {
  bookingId: string
  about: Case['about']
  side: Side
  stage: Stage
  openedAt: Temporal.Instant
  until: Temporal.Instant | null
  title: string
  kind: Kind
  start: Temporal.Instant
  learner: { id: string; name: string }
  educator: { id: string; name: string }
  assignedTo: { id: string; name: string } | null
  /** Staff are late, or a side is: its time is over and nothing has happened. */
  overdue: boolean
}

export type CaseFilter = {
  /** Those of whom this person is a side. */
  of?: string | undefined
  /** Those that wait for staff. */
  waiting?: boolean | undefined
  assignedTo?: string | undefined
  after?: string | undefined
  limit: number
}

/** Cases: of one person the latest first; of the house, whose clock runs out first. */
export async function listCases(
  q: Query,
  filter: CaseFilter,
): Promise<{ items: CaseCard[]; next: string | null }> {
  const where = [sql`true`]
  if (filter.of) where.push(sql`(b.learner_id = ${filter.of} or s.educator_id = ${filter.of})`)
  if (filter.waiting) where.push(sql`c.stage in ('deciding', 'appealed')`)
  if (filter.assignedTo) where.push(sql`c.assigned_to = ${filter.assignedTo}`)
  if (filter.after)
    where.push(
      sql`(c.stage = 'final', coalesce(c.until_at, c.opened_at), c.booking_id) > (select stage = 'final', coalesce(until_at, opened_at), booking_id
        from live.booking_case where booking_id = ${filter.after})`,
    )
  const rows = await q<CaseCard>`
    select c.booking_id as "bookingId", c.about, c.side, c.stage, c.opened_at as "openedAt", c.until_at as until,
      s.title, s.kind, b.starts_at as start, jsonb_build_object('id', l.id, 'name', l.name) as learner,
      jsonb_build_object('id', s.educator_id, 'name', s.educator_name) as educator,
      case when a.id is not null then jsonb_build_object('id', a.id, 'name', a.name) end as "assignedTo",
      c.overdue_at is not null as overdue
    from live.booking_case c join live.booking b on b.id = c.booking_id join live.session s on s.id = b.session_id
    join people.person l on l.id = b.learner_id left join people.person a on a.id = c.assigned_to
    where ${join(where, ' and ')}
    order by c.stage = 'final', coalesce(c.until_at, c.opened_at), c.booking_id limit ${filter.limit + 1}`
  const items = rows.slice(0, filter.limit)
  return { items, next: rows.length > items.length ? items.at(-1)!.bookingId : null }
}

/** Somebody of staff takes a case, hands it on, or lays it back. Refusals, in order: unknown_booking, case_over. */
export async function assignCase(
  tx: Tx,
  id: string,
  to: string | null,
  now: Temporal.Instant,
): Promise<void> {
  await lockHeard(tx, id)
  await tx`
    update live.booking_case set assigned_to = ${to}, assigned_at = ${to === null ? null : now}
    where booking_id = ${id}`
}

/** All that is on the page of a case. */
export type CasePage = Case & {
  points: Point[]
  decisions: Decided[]
  appeal: { side: Side; words: string; at: Temporal.Instant } | null
  messages: CaseMessage[]
  files: CaseFile[]
}

/** A case with all that was said in it; notes of staff only for staff. Refusal: unknown_booking. */
export async function casePage(
  q: Query,
  id: string,
  { staff }: { staff: boolean },
): Promise<CasePage> {
  const found = await caseOf(q, id)
  if (!found) throw refuse('unknown_booking', { id })
  const [appeal] = await q<NonNullable<CasePage['appeal']>>`
    select side, words, at from live.case_appeal where booking_id = ${id}`
  const messages = await messagesOf(q, id)
  return {
    ...found,
    points: await pointsOf(q, id),
    decisions: await decisionsOf(q, id),
    appeal: appeal ?? null,
    messages: staff ? messages : messages.filter(({ staffOnly }) => !staffOnly),
    files: await filesOf(q, id),
  }
}

/** What follows where a side does not answer a point by its deadline. */
export type SilenceRule = {
  point: 'claim' | 'question'
  side: Side
  follows: 'claim_holds' | 'point_lost'
}

export async function silenceRules(q: Query): Promise<SilenceRule[]> {
  return await q<SilenceRule>`select point, side, follows from live.silence_rule order by point, side`
}

/** The operator says what follows on silence about a claim. */
export async function setSilenceRule(
  tx: Tx,
  { side, follows }: Pick<SilenceRule, 'side' | 'follows'>,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update live.silence_rule set follows = ${follows}, set_by = ${by}, set_at = ${now}
    where point = 'claim' and side = ${side}`
}
