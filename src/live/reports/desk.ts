import { join, type Query, raw, sql } from '#base'
import { refuse } from '../problems.ts'
import { DECISIONS, type Decision } from './deciding.ts'
import type { OnDesk, Reason } from './reporting.ts'

export type ReportRow = {
  id: string
  aboutType: OnDesk
  aboutId: string
  /** Whose words or deeds. */
  person: { id: string; name: string } | null
  reporter: { id: string; name: string }
  session: { id: string; title: string } | null
  reason: Reason
  words: string
  reportedAt: Temporal.Instant
  dueAt: Temporal.Instant
  urgent: boolean
  overdue: boolean
  /** Open reports of the same thing, this one counted. */
  together: number
  /** What was said, where it is words. */
  said: string | null
  stars: number | null
  state: 'open' | 'decided'
  decision: 'kept' | 'hidden' | 'words_removed' | 'acted' | null
  note: string | null
  decidedBy: string | null
  decidedAt: Temporal.Instant | null
  /** What can be decided here; what comes from a room is decided with the room in view (`actOnReport`). */
  possible: readonly Decision[]
}

const ROW = `
  r.id, r.about_type as "aboutType", r.about_id as "aboutId",
  case when r.person_id is not null then json_build_object('id', r.person_id, 'name', coalesce(w.name, '?')) end as person,
  json_build_object('id', r.reported_by, 'name', b.name) as reporter,
  case when s.id is not null then json_build_object('id', s.id, 'title', s.title) end as session,
  r.reason, r.words, r.reported_at as "reportedAt", r.due_at as "dueAt", r.urgent, r.state, r.decision, r.note,
  d.name as "decidedBy", r.decided_at as "decidedAt",
  (select count(*)::int from live.desk_report o where o.about_type = r.about_type and o.about_id = r.about_id
    and o.state = 'open') as together,
  coalesce(v.words, a.words, l.words, m.words) as said, coalesce(v.stars, l.stars) as stars`
const FROM = `
  live.desk_report r join people.person b on b.id = r.reported_by
  left join people.person w on w.id = r.person_id
  left join people.person d on d.id = r.decided_by
  left join live.session s on s.id = r.session_id
  left join live.review v on r.about_type = 'review' and v.id = r.about_id
  left join live.review_reply a on r.about_type = 'reply' and a.review_id = r.about_id
  left join live.learner_rating l on r.about_type = 'learner_rating' and l.id = r.about_id
  left join live.message m on r.about_type = 'message' and m.id = r.about_id`

type Row = Omit<ReportRow, 'overdue' | 'possible'>

const rowOf = (row: Row, now: Temporal.Instant): ReportRow => ({
  ...row,
  overdue: row.state === 'open' && Temporal.Instant.compare(row.dueAt, now) < 0,
  possible: row.state === 'open' && row.aboutType !== 'room' ? DECISIONS[row.aboutType] : [],
})

/** What waits for a moderator, the urgent and the oldest first; or what was decided, latest first. */
export async function listOfReports(
  q: Query,
  filter: {
    state: 'open' | 'decided'
    type?: OnDesk | undefined
    after?: string | undefined
    limit: number
  },
  now: Temporal.Instant,
): Promise<ReportRow[]> {
  const open = filter.state === 'open'
  const where = [sql`r.state = ${filter.state}`]
  if (filter.type) where.push(sql`r.about_type = ${filter.type}`)
  if (filter.after) {
    where.push(
      open
        ? sql`(not r.urgent, r.due_at, r.id) > (select not urgent, due_at, id from live.desk_report where id = ${filter.after})`
        : sql`(r.decided_at, r.id) < (select decided_at, id from live.desk_report where id = ${filter.after})`,
    )
  }
  const order = open ? 'not r.urgent, r.due_at, r.id' : 'r.decided_at desc, r.id desc'
  const rows = await q<Row>`
    select ${raw(ROW)} from ${raw(FROM)} where ${join(where, ' and ')} order by ${raw(order)} limit ${filter.limit}`
  return rows.map((row) => rowOf(row, now))
}

/** One report. Refusal: unknown_report. */
export async function reportById(q: Query, id: string, now: Temporal.Instant): Promise<ReportRow> {
  const [row] = await q<Row>`select ${raw(ROW)} from ${raw(FROM)} where r.id = ${id}`
  if (!row) throw refuse('unknown_report', { id })
  return rowOf(row, now)
}

/** How many wait, and how many of them for longer than promised. */
export async function waitingReports(
  q: Query,
  now: Temporal.Instant,
): Promise<{ open: number; overdue: number }> {
  const [row] = await q<{ open: number; overdue: number }>`
    select count(*)::int as open, count(*) filter (where due_at < ${now})::int as overdue
    from live.desk_report where state = 'open'`
  return row!
}
