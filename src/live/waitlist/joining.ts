import { newId, type Query, raw, type Tx } from '#base'
import type { Kind } from '#earnings'
import { termsOf } from '#plans'
import type { Method } from '../booking.ts'
import { buyingPolicy } from '../buying-policy.ts'
import { refuseUnlessOpened } from '../opened.ts'
import { refuse } from '../problems.ts'
import { expireSeatsOf } from '../seats.ts'
import { type By, lockSession, SESSION, type SessionRow } from '../session.ts'
import { teachesToo } from '../sharing/teaching.ts'
import { compareInstants } from '../windows.ts'
import { handOn, tellOf } from './handing.ts'

export type WaitingState = 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'

/** How a seat is paid that is booked without asking again: money asks for a card, so it cannot. */
export type AutoWay = Exclude<Method, 'cash'>

/** A place in the queue of a session, as its owner sees it. */
export type Place = {
  id: string
  sessionId: string
  kind: Kind
  title: string
  start: Temporal.Instant
  end: Temporal.Instant
  zone: string
  educatorId: string
  educatorName: string
  personId: string
  personName: string
  /** 1 is first; null once it is over. */
  place: number | null
  /** Paid plans that book before others come first. */
  priority: boolean
  way: AutoWay | null
  /** Hundredths of a credit. */
  seenPrice: bigint | null
  joinedAt: Temporal.Instant
  closesAt: Temporal.Instant
  state: WaitingState
  offerUntil: Temporal.Instant | null
  /** Why they were passed over last: the code of the refusal. */
  passedWhy: string | null
  bookingId: string | null
  reason: string | null
}

export type JoinWaitlist = {
  session: string
  kind?: Kind | undefined
  person: string
  /** Book a freed seat at once, paid in this way, at the price seen; left out: only offer it. */
  auto?: { way: AutoWay; seenPrice: bigint } | undefined
}

/**
 * Joins the queue of a full session, or changes the wish of a place that is held already (which keeps it).
 * Refusals, in order: unknown_session, session_not_open, own_session, waitlist_closed, already_booked,
 * feature_locked, booking_opens_later, price_changed, seats_are_free.
 */
export async function joinWaitlist(
  tx: Tx,
  { session: id, kind, person, auto }: JoinWaitlist,
  now: Temporal.Instant,
): Promise<string> {
  const read = () => tx<SessionRow>`
    select ${raw(SESSION)} from live.session s where s.id = ${id} for update`
  let [session] = await read()
  if (!session || (kind && kind !== session.kind)) throw refuse('unknown_session', { id })
  if (session.state !== 'published') throw refuse('session_not_open', { state: session.state })
  if (session.educatorId === person || (await teachesToo(tx, session.id, person))) {
    throw refuse('own_session')
  }
  const policy = await buyingPolicy(tx)
  const closesAt = session.startsAt.subtract({ minutes: policy.closeMinutes })
  if (compareInstants(now, closesAt) >= 0) {
    throw refuse('waitlist_closed', { closedAt: closesAt.toString() })
  }
  const [mine] = await tx<{ id: string }>`
    select id from live.booking where session_id = ${id} and learner_id = ${person} and seated`
  if (mine) throw refuse('already_booked', { booking: mine.id })
  await refuseUnlessOpened(tx, session, person, now)
  if (auto && auto.seenPrice !== session.price) {
    throw refuse('price_changed', { price: session.price, seen: auto.seenPrice })
  }
  const [there] = await tx<{ id: string }>`
    update live.waiting set way = ${auto?.way}, seen_price = ${auto?.seenPrice}
    where session_id = ${id} and person_id = ${person} and state = 'waiting' returning id`
  if (there) return there.id
  const [offered] = await tx<{ id: string }>`
    select id from live.waiting where session_id = ${id} and person_id = ${person} and state = 'offered'`
  if (offered) return offered.id
  if (session.seatsHeld > 0 && (await expireSeatsOf(tx, id, now)) > 0) session = (await read())[0]!
  if (session.seatsTaken < session.capacity) throw refuse('seats_are_free')

  const { features } = await termsOf(tx, person, 'learner', now)
  const place = { id: newId(), sessionId: id, personId: person }
  await tx`
    insert into live.waiting (id, session_id, person_id, class, joined_at, way, seen_price, closes_at, state, state_at)
    values (${place.id}, ${id}, ${person}, ${features.includes('sessions.priority') ? 0 : 1}, ${now}, ${auto?.way},
      ${auto?.seenPrice}, ${closesAt}, 'waiting', ${now})`
  await tellOf(tx, 'waitlist.joined', place, now, { educatorId: session.educatorId })
  return place.id
}

/**
 * Gives a place up; a seat that was kept for it goes to the next. Leaving twice is leaving once.
 * Refusals: unknown_waiting (also for somebody else's), waiting_over.
 */
export async function leaveWaitlist(
  tx: Tx,
  id: string,
  person: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    select 1 as one from live.session
    where id = (select session_id from live.waiting where id = ${id}) for update`
  const [place] = await tx<{ sessionId: string; state: WaitingState; chain: bigint | null }>`
    select session_id as "sessionId", state, chain from live.waiting
    where id = ${id} and person_id = ${person} for update`
  if (!place) throw refuse('unknown_waiting', { id })
  if (place.state === 'left') return
  if (place.state !== 'waiting' && place.state !== 'offered') {
    throw refuse('waiting_over', { state: place.state })
  }
  const { sessionId, state, chain } = place
  await tx`
    update live.waiting set state = 'left', state_at = ${now}, reason = 'left' where id = ${id}`
  await tellOf(tx, 'waitlist.left', { id, sessionId, personId: person }, now)
  if (state === 'offered') await handOn(tx, sessionId, chain, now)
}

const PLACE = `
  w.id, w.session_id as "sessionId", s.kind, s.title, s.starts_at as start, s.ends_at as "end", s.zone,
  s.educator_id as "educatorId", s.educator_name as "educatorName", w.person_id as "personId",
  p.name as "personName",
  case when w.state = 'offered' then 1 when w.state = 'waiting' then (
    select count(*)::int + 1 from live.waiting o
    where o.session_id = w.session_id and o.state in ('waiting', 'offered') and o.id <> w.id
      and (o.state = 'offered' or (o.class, o.number) < (w.class, w.number))) end as place,
  w.class = 0 as priority, w.way, w.seen_price as "seenPrice", w.joined_at as "joinedAt",
  w.closes_at as "closesAt", w.state, w.offer_until as "offerUntil", w.passed_why as "passedWhy",
  w.booking_id as "bookingId", w.reason`

const FROM = `live.waiting w join live.session s on s.id = w.session_id join people.person p on p.id = w.person_id`

/** My places: those that still count first, soonest session first; with `past`, those that are over. */
export async function myPlaces(
  q: Query,
  person: string,
  { past = false, limit }: { past?: boolean; limit: number },
): Promise<Place[]> {
  const states = past ? ['booked', 'left', 'lapsed', 'closed'] : ['waiting', 'offered']
  return q<Place>`
    select ${raw(PLACE)} from ${raw(FROM)}
    where w.person_id = ${person} and w.state = any(${states}::text[])
    order by case when ${past} then null else s.starts_at end, w.number desc limit ${limit}`
}

/** One place, whoever's it is. */
export async function onePlace(q: Query, id: string): Promise<Place | undefined> {
  const [place] = await q<Place>`select ${raw(PLACE)} from ${raw(FROM)} where w.id = ${id}`
  return place
}

/** Somebody's place in the queue of a session, while it counts. */
export async function placeIn(
  q: Query,
  session: string,
  person: string,
): Promise<Place | undefined> {
  const [place] = await q<Place>`
    select ${raw(PLACE)} from ${raw(FROM)}
    where w.session_id = ${session} and w.person_id = ${person} and w.state in ('waiting', 'offered')`
  return place
}

/** The queue of a session in its order, for those who teach it and staff. Refusals: unknown_session, session_not_yours. */
export async function queueOf(tx: Query, session: string, by: By): Promise<Place[]> {
  const teaches = by.staff || (await teachesToo(tx, session, by.person))
  await lockSession(tx, session, { person: by.person, staff: teaches })
  return tx<Place>`
    select ${raw(PLACE)} from ${raw(FROM)}
    where w.session_id = ${session} and w.state in ('waiting', 'offered')
    order by w.state = 'waiting', w.class, w.number`
}

/** How many wait for a seat in a session. */
export async function waitingIn(q: Query, session: string): Promise<number> {
  const [row] = await q<{ count: number }>`
    select count(*)::int as count from live.waiting
    where session_id = ${session} and state in ('waiting', 'offered')`
  return row!.count
}
