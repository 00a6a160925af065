import { type Fragment, join, type Query, sql, type Tx } from '#base'
import type { Category, Content, Lane, Sender, Way } from '../message.ts'
import type { MessageState } from './asked.ts'
import { endUnsent } from './claiming.ts'
import { refuse } from './problems.ts'

/** A message as its sender and staff see it in the log. */
export type Message = {
  id: string
  organization: string | null
  key: string
  way: Way
  category: Category
  lane: Lane
  to: string
  country: string | null
  about: { type: string; id: string }
  contact: string | null
  state: MessageState
  stateAt: Temporal.Instant
  reason: string | null
  said: string | null
  units: bigint
  segments: number
  acceptedAt: Temporal.Instant
  dueAt: Temporal.Instant
  waitsFor: string | null
  expiresAt: Temporal.Instant
  provider: { id: string; name: string } | null
  attempts: number
  /** What became of its units; undefined: not decided yet. */
  settled:
    | {
        outcome: 'captured' | 'released' | 'refunded' | 'returned'
        captured: bigint
        at: Temporal.Instant
      }
    | undefined
}

type Row = Omit<Message, 'about' | 'provider' | 'settled'> & {
  about_type: string
  about_id: string
  provider_id: string | null
  provider_name: string | null
  outcome: 'captured' | 'released' | 'refunded' | null
  captured: bigint | null
  settled_at: Temporal.Instant | null
  back: boolean
}

const COLUMNS = sql`m.id, m.organization_id as organization, m.key, m.way, m.category, m.lane, m.to_address as "to", m.country,
  m.about_type, m.about_id, m.contact_id as contact, m.state, m.state_at as "stateAt", m.reason, m.said, m.units, m.segments,
  m.accepted_at as "acceptedAt", m.due_at as "dueAt", m.waits_for as "waitsFor", m.expires_at as "expiresAt",
  m.provider_id, p.name as provider_name, m.attempts, s.outcome, d.captured, m.settled_at, b.message_id is not null as back`
const FROM = sql`messaging.message m left join messaging.provider p on p.id = m.provider_id
  left join messaging.settled d on d.message_id = m.id left join messaging.settlement s on s.id = d.settlement_id
  left join messaging.settled_back b on b.message_id = m.id`

function messageFrom(row: Row): Message {
  const {
    about_type,
    about_id,
    provider_id,
    provider_name,
    outcome,
    captured,
    settled_at,
    back,
    ...rest
  } = row
  return {
    ...rest,
    about: { type: about_type, id: about_id },
    provider: provider_id ? { id: provider_id, name: provider_name! } : null,
    settled: settled_at
      ? { outcome: back ? 'returned' : outcome!, captured: back ? 0n : captured!, at: settled_at }
      : undefined,
  }
}

export type MessageFilter = {
  state?: MessageState | undefined
  way?: Way | undefined
  category?: Category | undefined
  provider?: string | undefined
  about?: { type: string; id: string } | undefined
  contact?: string | undefined
  to?: string | undefined
  from?: Temporal.Instant | undefined
  until?: Temporal.Instant | undefined
  /** A message's id: those that were accepted before it. */
  before?: string | undefined
  limit?: number | undefined
}

/** The log of a sender, or of all (`null`), the newest first. */
export async function messagesOf(
  q: Query,
  sender: Sender | null,
  filter: MessageFilter = {},
): Promise<{ items: Message[]; next: string | null }> {
  const { limit = 50, about, from, until } = filter
  const where: Fragment[] = [sql`true`]
  if (sender?.type === 'organization') where.push(sql`m.organization_id = ${sender.id}`)
  if (sender?.type === 'platform') where.push(sql`m.organization_id is null`)
  if (filter.state) where.push(sql`m.state = ${filter.state}`)
  if (filter.way) where.push(sql`m.way = ${filter.way}`)
  if (filter.category) where.push(sql`m.category = ${filter.category}`)
  if (filter.provider) where.push(sql`m.provider_id = ${filter.provider}`)
  if (about) where.push(sql`m.about_id = ${about.id} and m.about_type = ${about.type}`)
  if (filter.contact) where.push(sql`m.contact_id = ${filter.contact}`)
  if (filter.to) where.push(sql`m.to_address = ${filter.to}`)
  if (from) where.push(sql`m.accepted_at >= ${from}`)
  if (until) where.push(sql`m.accepted_at < ${until}`)
  if (filter.before) where.push(sql`m.id < ${filter.before}`)
  const rows = await q<Row>`
    select ${COLUMNS} from ${FROM} where ${join(where, ' and ')} order by m.id desc limit ${limit + 1}`
  const items = rows.slice(0, limit).map(messageFrom)
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}

/** One attempt of a message, as its life tells it. */
export type Attempt = {
  id: string
  number: number
  provider: { id: string; name: string }
  state: 'leaving' | 'accepted' | 'refused' | 'unknown'
  leftAt: Temporal.Instant
  answeredAt: Temporal.Instant | null
  tookMs: number | null
  ref: string | null
  code: string | null
  class: string | null
  said: string | null
  segments: number | null
  reports: {
    state: string
    code: string | null
    said: string | null
    at: Temporal.Instant
    takenAt: Temporal.Instant
    category: string | null
    segments: number | null
    billable: boolean | null
  }[]
}

export type MessageLife = Message & {
  /** Null: its words are forgotten, or were a password. */
  content: Content | null
  terms: number | null
  hold: bigint | null
  tries: Attempt[]
  /** What was booked for it, together with others of its kind. */
  settlements: {
    id: string
    outcome: string
    policy: number
    messages: number
    captured: bigint
    released: bigint
    stock: bigint
    journal: bigint | null
    at: Temporal.Instant
  }[]
}

/** One message with its whole life. Refuses message_unknown, also where it is another sender's. */
export async function messageOf(q: Query, sender: Sender | null, id: string): Promise<MessageLife> {
  const [row] = await q<
    Row & { content: Content | null; terms: number | null; hold: bigint | null }
  >`
    select ${COLUMNS}, m.content, m.terms, m.hold_id as hold from ${FROM} where m.id = ${id}`
  if (!row || (sender && row.organization !== (sender.type === 'organization' ? sender.id : null)))
    throw refuse('message_unknown')
  const { content, terms, hold, ...rest } = row
  const secret =
    (content as { secret?: boolean } | null)?.secret === true || row.category === 'authentication'
  return {
    ...messageFrom(rest),
    content: secret ? null : content,
    terms,
    hold,
    tries: await triesOf(q, id),
    settlements: await q<MessageLife['settlements'][number]>`
      select s.id, s.outcome, s.policy, s.messages, s.captured, s.released, s.stock, s.journal_id as journal, s.at
      from messaging.settlement s where s.id in (
        select settlement_id from messaging.settled where message_id = ${id}
        union all select settlement_id from messaging.settled_back where message_id = ${id})
      order by s.at, s.id`,
  }
}

async function triesOf(q: Query, message: string): Promise<Attempt[]> {
  const tries = await q<
    Omit<Attempt, 'provider' | 'reports'> & { provider_id: string; name: string }
  >`
    select a.id, a.number, a.provider_id, p.name, a.state, a.left_at as "leftAt", a.answered_at as "answeredAt",
      a.took_ms as "tookMs", a.ref, a.code, a.class, a.said, a.segments
    from messaging.attempt a join messaging.provider p on p.id = a.provider_id
    where a.message_id = ${message} order by a.number`
  const reports = await q<Attempt['reports'][number] & { attempt_id: string }>`
    select attempt_id, state, code, said, at, taken_at as "takenAt", category, segments, billable from messaging.report
    where attempt_id = any(${tries.map(({ id }) => id)}::uuid[]) order by taken_at, at, event`
  return tries.map(({ provider_id, name, ...one }) => ({
    ...one,
    provider: { id: provider_id, name },
    reports: reports
      .filter(({ attempt_id }) => attempt_id === one.id)
      .map(({ attempt_id: _, ...report }) => report),
  }))
}

/**
 * Calls a message back that waits; what was held for it is given back by the next settling.
 * Refuses message_unknown, message_gone.
 */
export async function callBack(
  tx: Tx,
  sender: Sender,
  id: string,
  now: Temporal.Instant,
): Promise<void> {
  const [row] = await tx<Waiting>`
    select id, state from messaging.message
    where id = ${id} and organization_id is not distinct from ${ownId(sender)} for update`
  if (!row) throw refuse('message_unknown')
  if ((await endCalledBack(tx, [row], now)).length === 0) throw refuse('message_gone')
}

/** Calls back all about something that still waits. What is on its way or over stays. Gives their ids. */
export async function callBackAbout(
  tx: Tx,
  sender: Sender,
  about: { type: string; id: string },
  now: Temporal.Instant,
): Promise<string[]> {
  const rows = await tx<Waiting>`
    select id, state from messaging.message
    where about_id = ${about.id} and about_type = ${about.type} and state = 'waiting'
      and organization_id is not distinct from ${ownId(sender)}
    order by id for update`
  return endCalledBack(tx, rows, now)
}

type Waiting = { id: string; state: MessageState }

const ownId = (sender: Sender) => (sender.type === 'organization' ? sender.id : null)

async function endCalledBack(
  tx: Tx,
  rows: readonly Waiting[],
  now: Temporal.Instant,
): Promise<string[]> {
  const waiting = rows.filter(({ state }) => state === 'waiting').map(({ id }) => id)
  await endUnsent(
    tx,
    waiting.map((id) => ({ id, reason: 'message_called_back' })),
    now,
  )
  return waiting
}

/** Forgets what messages said, 90 days after they were accepted. Gives how many, up to ten thousand a call. */
export async function forgetContents(tx: Tx, now: Temporal.Instant): Promise<number> {
  const gone = await tx`
    update messaging.message set content = null where id in (
      select id from messaging.message where content is not null and settled_at is not null
        and accepted_at < ${now.subtract({ hours: 24 * 90 })} order by id limit 10000) returning 1 as one`
  return gone.length
}
