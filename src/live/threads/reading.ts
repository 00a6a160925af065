import { join, type Query, sql, type Tx } from '#base'
import { refuse } from '../problems.ts'
import type { Contact } from './masking.ts'
import { PAID } from './paid.ts'

export type ThreadRow = {
  id: string
  learner: { id: string; name: string }
  educator: { id: string; name: string }
  /** Which of the two the reader is. */
  as: 'learner' | 'educator'
  unread: number
  lastAt: Temporal.Instant
  /** The last message as its reader sees it; null where a moderator removed it. */
  last: { mine: boolean; words: string | null } | null
  /** Until when the educator is expected to answer; null: nobody waits. */
  answerDueAt: Temporal.Instant | null
  blockedByMe: boolean
  /** Contact details are shown: the two have had a paid booking. */
  open: boolean
}

type Found = Omit<ThreadRow, 'last'> & {
  lastMine: boolean | null
  lastWords: string | null
  lastNumber: number
}

const thread = (reader: string) => sql`
  t.id, json_build_object('id', t.learner_id, 'name', l.name) as learner,
  json_build_object('id', t.educator_id, 'name', e.name) as educator,
  case when t.learner_id = ${reader} then 'learner' else 'educator' end as "as", d.unread, t.last_at as "lastAt",
  t.last_number as "lastNumber", m.sender_id = ${reader} as "lastMine",
  case when m.removed_at is null then case when x.paid then m.words else coalesce(m.masked, m.words) end end as "lastWords",
  (select due_at from live.question q where q.thread_id = t.id and q.state in ('open', 'missed')) as "answerDueAt",
  d.blocked_at is not null as "blockedByMe", x.paid as open`
const from = (reader: string) => sql`
  live.thread t join live.thread_side d on d.thread_id = t.id and d.person_id = ${reader}
  join people.person l on l.id = t.learner_id join people.person e on e.id = t.educator_id
  left join live.message m on m.thread_id = t.id and m.number = t.last_number
  cross join lateral (select ${PAID} as paid) x`

const rowOf = ({ lastMine, lastWords, lastNumber, ...rest }: Found): ThreadRow => ({
  ...rest,
  last: lastNumber > 0 ? { mine: lastMine === true, words: lastWords } : null,
})

/** A person's conversations, as learner or as educator, latest first. Empty ones are nobody's. */
export async function listThreads(
  q: Query,
  reader: string,
  filter: {
    as?: 'learner' | 'educator' | undefined
    unread?: boolean | undefined
    after?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
): Promise<ThreadRow[]> {
  const learner = sql`t.learner_id = ${reader}`
  const educator = sql`t.educator_id = ${reader}`
  const where = [
    sql`t.last_number > 0`,
    filter.as === 'learner'
      ? learner
      : filter.as === 'educator'
        ? educator
        : sql`(${learner} or ${educator})`,
  ]
  if (filter.unread) where.push(sql`d.unread > 0`)
  if (filter.after)
    where.push(sql`(t.last_at, t.id) < (${filter.after.at}, ${filter.after.id}::uuid)`)
  const rows = await q<Found>`
    select ${thread(reader)} from ${from(reader)} where ${join(where, ' and ')}
    order by t.last_at desc, t.id desc limit ${filter.limit}`
  return rows.map(rowOf)
}

export type MessageRow = {
  id: string
  number: number
  mine: boolean
  /** Null: a moderator removed it. */
  words: string | null
  /** What is hidden in it until the first paid booking. */
  hidden: Contact[]
  sentAt: Temporal.Instant
  /** The other one has read it. */
  seen: boolean
}

/**
 * A conversation with its messages, oldest first: the last ones, those before a number, or those after one.
 * Refusal: unknown_thread (also for somebody else's).
 */
export async function readThread(
  q: Query,
  id: string,
  reader: string,
  page: { before?: number | undefined; after?: number | undefined; limit: number },
): Promise<{ thread: ThreadRow; messages: MessageRow[]; more: boolean }> {
  const [found] = await q<Found>`select ${thread(reader)} from ${from(reader)} where t.id = ${id}`
  if (!found) throw refuse('unknown_thread', { id })
  const forward = page.after !== undefined
  const rows = await q<MessageRow>`
    select m.id, m.number, m.sender_id = ${reader} as mine,
      case when m.removed_at is not null then null when ${found.open} then m.words else coalesce(m.masked, m.words) end as words,
      case when ${found.open} or m.removed_at is not null then '{}' else m.hidden end as hidden, m.sent_at as "sentAt",
      m.number <= o.read_number and o.read_at is not null as seen
    from live.message m join live.thread_side o on o.thread_id = m.thread_id and o.person_id <> ${reader}
    where m.thread_id = ${id}
      ${page.before === undefined ? sql`` : sql`and m.number < ${page.before}`}
      ${forward ? sql`and m.number > ${page.after} order by m.number` : sql`order by m.number desc`}
    limit ${page.limit + 1}`
  const shown = rows.slice(0, page.limit)
  return {
    thread: rowOf(found),
    messages: forward ? shown : shown.toReversed(),
    more: rows.length > page.limit,
  }
}

/** The reader has read up to this message. Never backwards. Refusal: unknown_thread. */
export async function markThreadRead(
  tx: Tx,
  id: string,
  reader: string,
  upTo: number,
  now: Temporal.Instant,
): Promise<void> {
  const [turn] = await tx<{ last: number }>`
    select last_number as last from live.thread
    where id = ${id} and ${reader} in (learner_id, educator_id) for update`
  if (!turn) throw refuse('unknown_thread', { id })
  const read = Math.min(upTo, turn.last)
  await tx`
    update live.thread_side d set read_number = ${read}, read_at = ${now}, unread = x.left,
      tell_due_at = case when x.left = 0 then null else tell_due_at end
    from (select count(*)::int as left from live.message
      where thread_id = ${id} and sender_id <> ${reader} and number > ${read}) x
    where d.thread_id = ${id} and d.person_id = ${reader} and d.read_number < ${read}`
}

/** How many messages somebody has not read, as learner and as educator. */
export async function unreadMessages(
  q: Query,
  reader: string,
): Promise<{ learner: number; educator: number }> {
  const [row] = await q<{ learner: number; educator: number }>`
    select coalesce(sum(d.unread) filter (where t.learner_id = ${reader}), 0)::int as learner,
      coalesce(sum(d.unread) filter (where t.educator_id = ${reader}), 0)::int as educator
    from live.thread_side d join live.thread t on t.id = d.thread_id where d.person_id = ${reader} and d.unread > 0`
  return row!
}
