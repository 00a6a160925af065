import { join, type Query, sql } from '#base'
import { presenceOf } from './room/presence.ts'
import type { BookingState } from './transitions.ts'
import type { Outcome } from './verdicts/verdict.ts'

/** A booking in the explorer. */
export type ExploredBooking = {
  id: string
  state: BookingState
  stateAt: Temporal.Instant
  stateBy: string
  method: string
  asset: string
  amount: bigint
  kept: bigint
  sessionId: string
  title: string
  start: Temporal.Instant
  learnerId: string
  learner: string
  educatorId: string
  educator: string
}

export type Exploring = {
  states?: readonly BookingState[] | undefined
  /** A learner or an educator: their id, or words of their name. */
  person?: string | undefined
  session?: string | undefined
  id?: string | undefined
  /** Sessions that begin in this time. */
  from?: Temporal.Instant | undefined
  until?: Temporal.Instant | undefined
  /** The id of the last one on the page before. */
  after?: string | undefined
  limit: number
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Bookings of the whole house by state, person, session and time; the latest start first. */
export async function exploreBookings(
  q: Query,
  filter: Exploring,
): Promise<{ items: ExploredBooking[]; next: string | null }> {
  const where = [sql`true`]
  if (filter.states) where.push(sql`b.state = any(${[...filter.states]}::text[])`)
  if (filter.session) where.push(sql`b.session_id = ${filter.session}`)
  if (filter.id) where.push(sql`b.id = ${filter.id}`)
  if (filter.from) where.push(sql`b.starts_at >= ${filter.from}`)
  if (filter.until) where.push(sql`b.starts_at < ${filter.until}`)
  const { person } = filter
  if (person && UUID.test(person)) {
    where.push(sql`(b.learner_id = ${person} or s.educator_id = ${person} or b.id = ${person})`)
  } else if (person) {
    const like = `%${person.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
    where.push(sql`(lower(p.name) like ${like} or lower(s.educator_name) like ${like})`)
  }
  if (filter.after) {
    where.push(
      sql`(b.starts_at, b.id) < (select starts_at, id from live.booking where id = ${filter.after})`,
    )
  }
  const rows = await q<ExploredBooking>`
    select b.id, b.state, b.state_at as "stateAt", b.state_by as "stateBy", b.method, b.asset, b.amount, b.kept,
      s.id as "sessionId", s.title, b.starts_at as start, b.learner_id as "learnerId", p.name as learner,
      s.educator_id as "educatorId", s.educator_name as educator
    from live.booking b join live.session s on s.id = b.session_id join people.person p on p.id = b.learner_id
    where ${join(where, ' and ')} order by b.starts_at desc, b.id desc limit ${filter.limit + 1}`
  const items = rows.slice(0, filter.limit)
  return { items, next: rows.length > items.length ? items.at(-1)!.id : null }
}

/** Somebody on a session's roster: when they were measured in the room, and what was found about their seat. */
export type Measured = {
  person: string
  role: 'educator' | 'learner'
  intervals: { from: Temporal.Instant; to: Temporal.Instant }[]
  seconds: number
}
export type SeatFound = { bookingId: string; learnerId: string; outcome: Outcome }

export type MeasuredSession = {
  presence: Measured[]
  found: SeatFound[]
  /** A group that is too small: until then its educator decides. */
  decideUntil: Temporal.Instant | null
  /** Called off because nobody had booked, and its hour has not come. */
  reopenable: boolean
}

/** Who was measured in a session's room, what was found about each seat, and what is asked of its educator. */
export async function measuredIn(
  q: Query,
  session: string,
  now: Temporal.Instant,
): Promise<MeasuredSession> {
  const presence = await presenceOf(q, session)
  const [asks] = await q<{ decideUntil: Temporal.Instant | null; reopenable: boolean }>`
    select case when state = 'published' and asked_educator_at is not null then minimum_due_at end as "decideUntil",
      state = 'cancelled' and undo_token is not null and starts_at > ${now} as reopenable
    from live.session where id = ${session}`
  const found = await q<SeatFound>`
    select distinct on (b.id) b.id as "bookingId", b.learner_id as "learnerId", v.outcome
    from live.booking b join live.verdict v on v.booking_id = b.id
    where b.session_id = ${session} order by b.id, v.number desc`
  return { presence, found, decideUntil: asks!.decideUntil, reopenable: asks!.reopenable }
}
