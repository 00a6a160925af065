import { join, type Query, sql } from '#base'
import type { Kind } from '#earnings'
import type { Method } from './booking.ts'
import type { Origin } from './session.ts'
import type { BookingState } from './transitions.ts'

/** A booking as its learner and its educator see it. */
export type BookingView = {
  id: string
  sessionId: string
  learnerId: string
  learnerName: string
  educatorId: string
  educatorName: string
  kind: Kind
  title: string
  start: Temporal.Instant
  end: Temporal.Instant
  zone: string
  /** Only for those who booked. */
  materials: string
  method: Method
  /** List price in hundredths of a credit. */
  price: bigint
  asset: string
  amount: bigint
  kept: bigint
  goodwill: bigint
  orderId: string | null
  /** The package that its lesson is of. */
  packageId: string | null
  state: BookingState
  reason: string | null
  bookedAt: Temporal.Instant
  freeUntil: Temporal.Instant
  halfUntil: Temporal.Instant
  graceUntil: Temporal.Instant | null
  seatUntil: Temporal.Instant | null
  /** How its session came to be. */
  origin: Origin
  /** Until when the educator may answer, or could have. */
  answerUntil: Temporal.Instant | null
  /** A trial lesson. */
  trial: boolean
  attended: boolean | null
  stars: number | null
}

export type BookingFilter = {
  learner?: string | undefined
  educator?: string | undefined
  session?: string | undefined
  states?: readonly BookingState[] | undefined
  /** `upcoming`: not over yet, soonest first; `past`: over, latest first. */
  when?: 'upcoming' | 'past' | undefined
  /** Only those that have a seat: not what was cancelled, declined or never paid. */
  seated?: boolean | undefined
  id?: string | undefined
  /** The id of the last one on the page before. */
  after?: string | undefined
  limit: number
}

/** The longest that a session can be: `session_has_length`. */
const LONGEST_HOURS = 12

/** Bookings of a learner, of an educator's sessions, or of one session. One statement. */
export async function listBookings(
  q: Query,
  filter: BookingFilter,
  now: Temporal.Instant,
): Promise<{ items: BookingView[]; next: string | null }> {
  const where = [sql`true`]
  if (filter.id) where.push(sql`b.id = ${filter.id}`)
  if (filter.learner) where.push(sql`b.learner_id = ${filter.learner}`)
  if (filter.educator) where.push(sql`s.educator_id = ${filter.educator}`)
  if (filter.session) where.push(sql`b.session_id = ${filter.session}`)
  if (filter.states) where.push(sql`b.state = any(${filter.states}::text[])`)
  if (filter.seated) where.push(sql`b.seated`)
  const upcoming = filter.when === 'upcoming'
  // A session lasts twelve hours at most: said with its start, too, an index by starts leads to what is wanted.
  if (upcoming)
    where.push(sql`b.ends_at > ${now} and b.starts_at > ${now.subtract({ hours: LONGEST_HOURS })}`)
  if (filter.when === 'past') where.push(sql`b.ends_at <= ${now} and b.starts_at < ${now}`)
  if (filter.after) {
    const last = sql`(select starts_at, id from live.booking where id = ${filter.after})`
    where.push(upcoming ? sql`(b.starts_at, b.id) > ${last}` : sql`(b.starts_at, b.id) < ${last}`)
  }
  const order = upcoming ? sql`b.starts_at, b.id` : sql`b.starts_at desc, b.id desc`
  const rows = await q<BookingView>`
    select b.id, b.session_id as "sessionId", b.learner_id as "learnerId", p.name as "learnerName",
      s.educator_id as "educatorId", s.educator_name as "educatorName", s.kind, s.title, b.starts_at as start,
      b.ends_at as "end", s.zone, s.materials, b.method, b.price, b.asset, b.amount, b.kept, b.goodwill,
      b.order_id as "orderId", b.package_id as "packageId", b.state, coalesce(b.reason, s.cancel_reason) as reason, b.booked_at as "bookedAt",
      b.free_until as "freeUntil", b.half_until as "halfUntil", b.grace_until as "graceUntil",
      b.seat_until as "seatUntil", b.answer_until as "answerUntil", s.origin, b.trial_with is not null as trial, b.attended, r.stars
    from live.booking b
    join live.session s on s.id = b.session_id
    join people.person p on p.id = b.learner_id
    left join live.rating r on r.booking_id = b.id
    where ${join(where, ' and ')} order by ${order} limit ${filter.limit + 1}`
  const items = rows.slice(0, filter.limit)
  return { items, next: rows.length > items.length ? items.at(-1)!.id : null }
}

/** One booking, or undefined. */
export async function oneBooking(
  q: Query,
  id: string,
  now: Temporal.Instant,
): Promise<BookingView | undefined> {
  return (await listBookings(q, { id, limit: 1 }, now)).items[0]
}

export type Step = { from: string; to: string; by: string; at: Temporal.Instant }

/** How a booking came to be what it is. */
export async function stepsOf(q: Query, booking: string): Promise<Step[]> {
  return await q<Step>`
    select from_state as "from", to_state as "to", by, at from live.booking_step
    where booking_id = ${booking} order by number`
}
