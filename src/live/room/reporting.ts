import { type Query, raw, record, type Tx } from '#base'
import { audit } from '#people'
import { endRoom, type HostBy, removeFromRoom, warnInRoom } from './hosting.ts'
import { roomSeat } from './joining.ts'
import { refuse } from './problems.ts'
import { talkOf } from './talk.ts'

export type ReportKind = 'technical' | 'behaviour'
/** What staff can do about a report. */
export type ReportDeed = 'dismiss' | 'warn' | 'remove' | 'end' | 'answer'
export type Outcome = 'dismissed' | 'warned' | 'removed' | 'ended' | 'answered'

const OUTCOMES: Record<ReportDeed, Outcome> = {
  dismiss: 'dismissed',
  warn: 'warned',
  remove: 'removed',
  end: 'ended',
  answer: 'answered',
}

/** So many of the last words in the room go along with a report about behaviour. */
const TALK_WITH_REPORT = 50

/**
 * Somebody in a room says what is wrong. The same id again is the same report.
 * Refusals, in order: those of `roomSeat`, room_person_unknown.
 */
export async function reportFromRoom(
  tx: Tx,
  report: {
    id: string
    session: string
    person: string
    moderates: boolean
    kind: ReportKind
    what: string
    about: string | null
    words: string
  },
  now: Temporal.Instant,
): Promise<void> {
  const { id, session, person, kind, what, words } = report
  const seat = await roomSeat(tx, session, report)
  const about = kind === 'behaviour' ? report.about : null
  if (about && about !== seat.educator.id) {
    const [known] = await tx`
      select 1 as one from live.presence where session_id = ${session} and person_id = ${about}
      union all select 1 from live.booking where session_id = ${session} and learner_id = ${about} limit 1`
    if (!known) throw refuse('room_person_unknown')
  }
  const talk =
    kind === 'behaviour'
      ? (await talkOf(tx, session, TALK_WITH_REPORT)).map((said) => ({
          ...said,
          at: said.at.toString(),
        }))
      : []
  const written = await tx`
    insert into live.room_report (id, session_id, person_id, kind, what, about_id, words, talk, at)
    values (${id}, ${session}, ${person}, ${kind}, ${what}, ${about}, ${words}, ${JSON.stringify(talk)}, ${now})
    on conflict (id) do nothing returning id`
  if (written.length === 0) return
  await record(tx, {
    kind: 'room.reported',
    about: { type: 'session', id: session },
    at: now,
    data: { reportId: id, kind, what, title: seat.title },
  })
}

export type Report = {
  id: string
  session: { id: string; title: string; start: Temporal.Instant; end: Temporal.Instant }
  kind: ReportKind
  what: string
  words: string
  by: { id: string; name: string }
  about: { id: string; name: string } | null
  at: Temporal.Instant
  closedAt: Temporal.Instant | null
  closedBy: string | null
  outcome: Outcome | null
  /** Whether the session is still running, so that acting in the room helps. */
  running: boolean
}

const REPORT = `
  r.id, json_build_object('id', s.id, 'title', s.title) as session, s.starts_at as start, s.ends_at as end,
  r.kind, r.what, r.words, json_build_object('id', r.person_id, 'name', b.name) as by,
  case when r.about_id is not null then json_build_object('id', r.about_id, 'name', a.name) end as about,
  r.at, r.closed_at as "closedAt", c.name as "closedBy", r.outcome`
const FROM_REPORT = `
  live.room_report r join live.session s on s.id = r.session_id join people.person b on b.id = r.person_id
  left join people.person a on a.id = r.about_id
  left join people.person c on 'person:' || c.id::text = r.closed_by`

type Row = Omit<Report, 'session' | 'running'> & {
  session: { id: string; title: string }
  start: Temporal.Instant
  end: Temporal.Instant
}

const reportOf = ({ session, start, end, ...rest }: Row, now: Temporal.Instant): Report => ({
  ...rest,
  session: { ...session, start, end },
  running:
    Temporal.Instant.compare(start.subtract({ minutes: 10 }), now) <= 0 &&
    Temporal.Instant.compare(now, end.add({ minutes: 15 })) < 0,
})

/** Reports from rooms: the open ones, oldest first, or those closed, latest first. */
export async function listReports(
  q: Query,
  filter: { open: boolean; kinds: readonly ReportKind[]; limit: number },
  now: Temporal.Instant,
): Promise<Report[]> {
  const order = filter.open
    ? 'and r.closed_at is null order by r.at, r.id'
    : 'and r.closed_at is not null order by r.closed_at desc, r.id'
  const rows = await q<Row>`
    select ${raw(REPORT)} from ${raw(FROM_REPORT)} where r.kind = any(${filter.kinds}::text[])
    ${raw(order)} limit ${filter.limit}`
  return rows.map((row) => reportOf(row, now))
}

export type ReportDetail = Report & {
  talk: { id: string; person: string; name: string; words: string; at: string }[]
  log: { kind: string; name: string | null; by: string; at: Temporal.Instant; note: string }[]
  quality: { at: Temporal.Instant; word: string; roundTrip: number | null; lost: number | null }[]
}

/** One report with what was said before it, what was done in the room, and how the reporter's connection was. */
export async function oneReport(
  q: Query,
  id: string,
  kinds: readonly ReportKind[],
  now: Temporal.Instant,
): Promise<ReportDetail> {
  const [row] = await q<Row & { talk: ReportDetail['talk'] }>`
    select ${raw(REPORT)}, r.talk from ${raw(FROM_REPORT)} where r.id = ${id}`
  if (!row || !kinds.includes(row.kind)) throw refuse('room_report_unknown')
  const { talk, ...rest } = row
  const report = reportOf(rest, now)
  const log = await q<ReportDetail['log'][number]>`
    select l.kind, p.name, coalesce(b.name, l.by) as by, l.at, l.note from live.room_log l
    left join people.person p on p.id = l.person_id
    left join people.person b on 'person:' || b.id::text = l.by
    where l.session_id = ${report.session.id} order by l.at, l.id`
  const quality = await q<ReportDetail['quality'][number]>`
    select at, word, round_trip as "roundTrip", lost from live.room_quality
    where session_id = ${report.session.id} and person_id = ${report.by.id} order by at desc limit 40`
  return { ...report, talk, log, quality: quality.toReversed() }
}

type Open = {
  session: string
  about: string | null
  person: string
  kind: ReportKind
  closed: boolean
}

/**
 * A moderator decides about a report; it is written to the audit log. Answers whom it concerns, for the room
 * to carry out at once. Refusals, in order: room_report_unknown, room_report_closed, room_report_about_nobody,
 * and those of removing.
 */
export async function actOnReport(
  tx: Tx,
  decision: { id: string; kinds: readonly ReportKind[]; deed: ReportDeed; note: string },
  by: HostBy,
  now: Temporal.Instant,
): Promise<{ session: string; about: string | null }> {
  const { id, kinds, deed, note } = decision
  const [report] = await tx<Open>`
    select session_id as session, about_id as about, person_id as person, kind, closed_at is not null as closed
    from live.room_report where id = ${id} for update`
  if (!report || !kinds.includes(report.kind)) throw refuse('room_report_unknown')
  if (report.closed) throw refuse('room_report_closed')
  const { session, about } = report
  if (!about && (deed === 'warn' || deed === 'remove')) throw refuse('room_report_about_nobody')
  if (deed === 'warn') await warnInRoom(tx, session, about!, by, note, now)
  if (deed === 'remove') await removeFromRoom(tx, session, about!, by, note, now)
  if (deed === 'end') await endRoom(tx, session, by, note, now)

  const outcome = OUTCOMES[deed]
  await tx`
    update live.room_report set closed_at = ${now}, closed_by = ${`person:${by.person}`}, outcome = ${outcome}
    where id = ${id}`
  await audit(
    tx,
    {
      by: `person:${by.person}`,
      deed: `room_report.${outcome}`,
      about: { type: 'session', id: session },
      after: { report: id, ...(about ? { person: about } : {}), ...(note ? { note } : {}) },
    },
    now,
  )
  await record(tx, {
    kind: 'room.report_decided',
    about: { type: 'session', id: session },
    at: now,
    data: { reportId: id, outcome, personId: about, reporterId: report.person, note },
  })
  return { session, about }
}
