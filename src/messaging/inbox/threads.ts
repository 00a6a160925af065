import { type Fragment, isId, type Query, sql, type Tx } from '#base'
import { refuse } from './problems.ts'

/** A conversation as a list shows it. */
export type ThreadCard = {
  id: string
  way: 'sms' | 'whatsapp'
  /** Theirs, and ours that they wrote to. */
  address: string
  number: string
  contact: { id: string; name: string } | null
  openedAt: Temporal.Instant
  last: { at: Temporal.Instant; text: string; is: 'inbound' | 'reply' | 'automatic' }
  lastInboundAt: Temporal.Instant
  unread: number
  /** Since when nobody has answered, and until when somebody is to. */
  waitingSince: Temporal.Instant | null
  answerDueAt: Temporal.Instant | null
  assignedTo: { id: string; name: string } | null
  closedAt: Temporal.Instant | null
}

/** Something that was said, noted, or happened in it. */
export type Entry = {
  id: string
  is: 'inbound' | 'reply' | 'automatic' | 'note'
  text: string
  media: { kind: string; url: string; name?: string }[]
  quickReplies: string[]
  at: Temporal.Instant
  by: string
  byName: string | null
  /** Of what went out: what became of it. */
  state: string | null
  reason: string | null
}

export type ThreadStep = {
  what: string
  at: Temporal.Instant
  by: string
  byName: string | null
  person: string | null
}

export type ThreadFilter = {
  state?: 'open' | 'closed' | undefined
  /** A person's id, or `nobody`. */
  assigned?: string | undefined
  way?: 'sms' | 'whatsapp' | undefined
  unread?: boolean | undefined
  /** Those that wait for an answer longer than they should. */
  late?: boolean | undefined
  search?: string | undefined
}

type Row = Omit<ThreadCard, 'contact' | 'last' | 'assignedTo'> & {
  contact_id: string | null
  contact_name: string | null
  last_at: Temporal.Instant
  last_text: string
  last_is: ThreadCard['last']['is']
  assigned_to: string | null
  assigned_name: string | null
}

const columns = sql`t.id, t.way, t.address, n.address as number, c.id as contact_id, c.name as contact_name,
  t.opened_at as "openedAt", t.last_at, t.last_text, t.last_is,
  t.last_inbound_at as "lastInboundAt", t.unread, t.waiting_since as "waitingSince",
  t.answer_due_at as "answerDueAt", t.assigned_to, p.name as assigned_name, t.closed_at as "closedAt"`
const tables = sql`messaging.thread t join messaging.sender_number n on n.id = t.number_id
  left join messaging.contact c on c.id = t.contact_id
  left join people.person_view p on p.id = t.assigned_to`

const cardOf = (row: Row): ThreadCard => ({
  id: row.id,
  way: row.way,
  address: row.address,
  number: row.number,
  contact: row.contact_id ? { id: row.contact_id, name: row.contact_name! } : null,
  openedAt: row.openedAt,
  last: { at: row.last_at, text: row.last_text, is: row.last_is },
  lastInboundAt: row.lastInboundAt,
  unread: row.unread,
  waitingSince: row.waitingSince,
  answerDueAt: row.answerDueAt,
  assignedTo: row.assigned_to ? { id: row.assigned_to, name: row.assigned_name! } : null,
  closedAt: row.closedAt,
})

/** What a filter leaves, as SQL over the thread `t` and its contact `c`. */
function fits(organization: string, filter: ThreadFilter, now: Temporal.Instant): Fragment {
  const { state, assigned, way, unread, late, search } = filter
  const words = search?.trim().toLowerCase()
  const like = words ? `%${words.replace(/[\\%_]/g, '\\$&')}%` : undefined
  return sql`t.organization_id = ${organization}
    ${state === 'open' ? sql`and t.closed_at is null` : state === 'closed' ? sql`and t.closed_at is not null` : sql``}
    ${assigned === 'nobody' ? sql`and t.assigned_to is null` : assigned ? sql`and t.assigned_to = ${assigned}::uuid` : sql``}
    ${way ? sql`and t.way = ${way}` : sql``} ${unread ? sql`and t.unread > 0` : sql``}
    ${late ? sql`and t.answer_due_at < ${now} and t.closed_at is null` : sql``}
    ${
      like
        ? sql`and (t.address like ${like} or lower(c.name) like ${like}
            or exists (select from messaging.thread_entry e where e.thread_id = t.id and lower(e.text) like ${like}))`
        : sql``
    }`
}

/** Conversations of one organization, the latest first. */
export async function threadsOf(
  q: Query,
  organization: string,
  filter: ThreadFilter,
  page: { before?: { at: Temporal.Instant; id: string } | undefined; limit: number },
  now: Temporal.Instant,
): Promise<ThreadCard[]> {
  const rows = await q<Row>`select ${columns} from ${tables}
    where ${fits(organization, filter, now)}
      ${page.before ? sql`and (t.last_at, t.id) < (${page.before.at}, ${page.before.id}::uuid)` : sql``}
    order by t.last_at desc, t.id desc limit ${page.limit}`
  return rows.map(cardOf)
}

/** One of an organization's. Refusal: thread_unknown. */
export async function threadOf(q: Query, organization: string, id: string): Promise<ThreadCard> {
  const [row] = isId(id)
    ? await q<Row>`select ${columns} from ${tables} where t.organization_id = ${organization} and t.id = ${id}`
    : []
  if (!row) throw refuse('thread_unknown')
  return cardOf(row)
}

/** What was said in it, the latest first, with what became of what went out. */
export function entriesOf(
  q: Query,
  thread: string,
  page: { before?: { at: Temporal.Instant; id: string } | undefined; limit: number },
): Promise<Entry[]> {
  return q<Entry>`select e.id, e.is_a as is, e.text, e.media, e.quick_replies as "quickReplies", e.at, e.by,
      p.name as "byName", m.state, m.reason
    from messaging.thread_entry e
    left join people.person_view p on e.by = 'person:' || p.id
    left join messaging.message m on m.id = e.message_id
    where e.thread_id = ${thread}
      ${page.before ? sql`and (e.at, e.id) < (${page.before.at}, ${page.before.id}::uuid)` : sql``}
    order by e.at desc, e.id desc limit ${page.limit}`
}

/** What happened to it. */
export function stepsOf(q: Query, thread: string): Promise<ThreadStep[]> {
  return q<ThreadStep>`select s.what, s.at, s.by, p.name as "byName", a.name as person from messaging.thread_step s
    left join people.person_view p on s.by = 'person:' || p.id
    left join people.person_view a on a.id = s.person_id
    where s.thread_id = ${thread} order by s.at, s.id limit 500`
}

/** How an inbox stands, and how quickly first answers came in the last 30 days. */
export type InboxFigures = {
  open: number
  unread: number
  mine: number
  nobodys: number
  waiting: number
  late: number
  answered: number
  inTime: number
  /** Half of the first answers came within so many seconds. */
  medianSeconds: number | null
}

export async function inboxFigures(
  q: Query,
  organization: string,
  person: string,
  now: Temporal.Instant,
): Promise<InboxFigures> {
  const [standing] = await q<Omit<InboxFigures, 'answered' | 'inTime' | 'medianSeconds'>>`
    select count(*)::int as open, count(*) filter (where unread > 0)::int as unread,
      count(*) filter (where assigned_to = ${person})::int as mine,
      count(*) filter (where assigned_to is null)::int as nobodys,
      count(*) filter (where waiting_since is not null)::int as waiting,
      count(*) filter (where answer_due_at < ${now})::int as late
    from messaging.thread where organization_id = ${organization} and closed_at is null`
  const [answers] = await q<Pick<InboxFigures, 'answered' | 'inTime' | 'medianSeconds'>>`
    select count(*)::int as answered, count(*) filter (where e.in_time)::int as "inTime",
      percentile_disc(0.5) within group (order by e.waited_seconds) as "medianSeconds"
    from messaging.thread_entry e join messaging.thread t on t.id = e.thread_id
    where t.organization_id = ${organization} and e.waited_seconds is not null
      and e.at > ${now.subtract({ hours: 24 * 30 })}`
  return { ...standing!, ...answers! }
}

/** One line of the file of a filter's conversations. */
export type ExportLine = {
  thread: string
  way: string
  address: string
  contact: string | null
  at: Temporal.Instant
  is: string
  by: string
  text: string
}

/** All that was said in the conversations of a filter, oldest first; at most 20,000 lines. */
export function exportThreads(
  q: Query,
  organization: string,
  filter: ThreadFilter,
  now: Temporal.Instant,
): Promise<ExportLine[]> {
  return q<ExportLine>`select t.id as thread, t.way, t.address, c.name as contact, e.at, e.is_a as is,
      coalesce(p.name, e.by) as by, e.text
    from ${threadsAndContacts} join messaging.thread_entry e on e.thread_id = t.id
    left join people.person_view p on e.by = 'person:' || p.id
    where ${fits(organization, filter, now)} order by t.last_at desc, t.id, e.at, e.id limit 20000`
}
const threadsAndContacts = sql`messaging.thread t left join messaging.contact c on c.id = t.contact_id`

/** A thread as whoever works it needs it, locked. Refusal: thread_unknown. */
export async function lockThread(tx: Tx, organization: string, id: string): Promise<LockedThread> {
  const [row] = isId(id)
    ? await tx<LockedThread>`select t.id, t.way, t.address, t.contact_id, t.last_inbound_at, t.waiting_since,
          t.answer_due_at, t.assigned_to, t.closed_at, n.provider_id, n.address as number, n.ended_at
        from messaging.thread t join messaging.sender_number n on n.id = t.number_id
        where t.organization_id = ${organization} and t.id = ${id} for update of t`
    : []
  if (!row) throw refuse('thread_unknown')
  return row
}

export type LockedThread = {
  id: string
  way: 'sms' | 'whatsapp'
  address: string
  contact_id: string | null
  last_inbound_at: Temporal.Instant
  waiting_since: Temporal.Instant | null
  answer_due_at: Temporal.Instant | null
  assigned_to: string | null
  closed_at: Temporal.Instant | null
  provider_id: string
  number: string
  ended_at: Temporal.Instant | null
}
