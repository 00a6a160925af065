import { newId, type Query, record, type Tx } from '#base'
import { moveCommission } from '#earnings'
import { bookingNow, foresee, lockBooking, type MovingBooking } from '../moving.ts'
import { refuse } from '../problems.ts'
import { expireSeatsOf } from '../seats.ts'
import { type Clash, clashOf, refuseIfBusy, takeTurn } from '../session.ts'
import { takeAlong } from '../sharing/inviting.ts'
import { othersOf } from '../sharing/teaching.ts'
import { seatFreed } from '../waitlist/handing.ts'
import { compareInstants, deadlines } from '../windows.ts'

export type Side = 'learner' | 'educator'

/** Where a seat is to go: another session of the educator, or another hour with them alone; as long as before. */
export type Target = { session: string } | { start: Temporal.Instant }

/** A session, as far as moving in and out of it goes. */
export type Place = {
  id: string
  educatorId: string
  kind: string
  title: string
  state: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  capacity: number
  seatsTaken: number
  price: bigint
  origin: string
  /** Who teaches it too, for what of the price: a seat goes only where the same do. */
  others: string
}

/** The sessions, locked in one order for everybody. */
export async function lockPlaces(tx: Tx, ids: readonly string[]): Promise<Map<string, Place>> {
  const rows = await tx<Place>`
    select id, educator_id as "educatorId", kind, title, state, starts_at as "startsAt", ends_at as "endsAt", capacity,
      seats_taken as "seatsTaken", price, origin, ${othersOf('s')} as others
    from live.session s where id = any(${[...ids]}::uuid[]) order by id for update`
  return new Map(rows.map((row) => [row.id, row]))
}

export type Locked = { booking: MovingBooking; from: Place; to: Place | undefined }

/**
 * Takes the turns of both, then locks the sessions and the booking: the order of the whole house.
 * Refusals, in order: unknown_booking, unknown_session (the other one).
 */
export async function lockMove(tx: Tx, id: string, target: Target): Promise<Locked> {
  const before = await bookingNow(tx, id)
  for (const person of [before.educatorId, before.learnerId].toSorted()) await takeTurn(tx, person)
  const other = 'session' in target ? [target.session] : []
  const places = await lockPlaces(tx, [before.sessionId, ...other])
  const booking = await lockBooking(tx, id)
  const to = 'session' in target ? places.get(target.session) : undefined
  if ('session' in target && !to) throw refuse('unknown_session', { id: target.session })
  return { booking, from: places.get(booking.sessionId)!, to }
}

/**
 * Whether a seat can go there at all, whoever agrees.
 * Refusals, in order: move_not_open, move_not_like, session_not_open, session_full, learner_busy, educator_busy.
 */
export async function refuseUnlessFits(
  tx: Tx,
  { booking, from, to }: Locked,
  target: Target,
  side: Side,
  now: Temporal.Instant,
): Promise<void> {
  if (!foresee(booking, { deed: 'move', role: side }, now)) {
    throw refuse('move_not_open', { state: booking.state })
  }
  const span = spanOf(booking, to, target)
  if (to) {
    const alike =
      to.educatorId === from.educatorId &&
      to.kind === from.kind &&
      to.price === from.price &&
      to.others === from.others &&
      to.id !== from.id &&
      !booking.trial
    if (!alike) throw refuse('move_not_like')
    if (to.state !== 'published') throw refuse('session_not_open', { state: to.state })
    if (to.seatsTaken >= to.capacity && (await expireSeatsOf(tx, to.id, now)) === 0) {
      throw refuse('session_full', { next: null })
    }
  } else if (from.capacity > 1 || from.others !== '') throw refuse('move_not_like')
  if (compareInstants(span.start, now) <= 0) throw refuse('session_in_the_past')
  const clash = await clashFor(tx, booking.learnerId, span, [from.id, ...(to ? [to.id] : [])])
  if (clash) throw refuse('learner_busy', { clash: clashOf(clash) })
  if (!to) {
    const { educatorId, policy } = booking
    await refuseIfBusy(tx, educatorId, from.id, span.start, span.end, policy)
  }
}

export function spanOf(
  { startsAt, endsAt }: Pick<MovingBooking, 'startsAt' | 'endsAt'>,
  to: Place | undefined,
  target: Target,
): { start: Temporal.Instant; end: Temporal.Instant } {
  if (to) return { start: to.startsAt, end: to.endsAt }
  const { start } = target as { start: Temporal.Instant }
  return { start, end: start.add(startsAt.until(endsAt)) }
}

/** What somebody is engaged in at that time, apart from these sessions. */
export async function clashFor(
  q: Query,
  person: string,
  { start, end }: { start: Temporal.Instant; end: Temporal.Instant },
  except: readonly string[],
): Promise<Clash | undefined> {
  const [clash] = await q<Clash>`
    select s.id, s.title, s.starts_at as "startsAt", s.ends_at as "endsAt"
    from live.engagement g join live.session s on s.id = g.session_id
    where g.person_id = ${person} and g.busy && tstzrange(${start}, ${end})
      and g.session_id <> all(${[...except]}::uuid[]) order by s.starts_at limit 1`
  return clash
}

/** The same session at another hour: all else about it stays. Answers its id. */
export async function copySession(
  tx: Tx,
  from: string,
  { start, end }: { start: Temporal.Instant; end: Temporal.Instant },
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  const id = newId()
  await tx`
    insert into live.session select (jsonb_populate_record(s, jsonb_build_object(
      'id', ${id}::uuid, 'starts_at', ${start}::timestamptz, 'ends_at', ${end}::timestamptz,
      'busy', tstzrange(${start}::timestamptz - (s.starts_at - lower(s.busy)), ${end}::timestamptz + (upper(s.busy) - s.ends_at)),
      'complete_due_at', ${end}::timestamptz + (s.complete_due_at - s.ends_at), 'minimum_due_at', null, 'opens_at', null,
      'asked_educator_at', null, 'undo_token', null, 'seats_taken', 0, 'seats_held', 0, 'state', 'published',
      'state_by', ${by}::text, 'state_at', ${now}::timestamptz, 'cancel_reason', null,
      'made_by', ${by}::text, 'made_at', ${now}::timestamptz))).*
    from live.session s where s.id = ${from}`
  await takeAlong(tx, from, id, by, now)
  return id
}

/** The hour that nobody is in any more is free again; nobody is told that anything was called off. */
export async function closeSession(
  tx: Tx,
  id: string,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update live.session set state = 'cancelled', state_by = ${by}, state_at = ${now}, cancel_reason = 'moved'
    where id = ${id}`
}

export type Taken = {
  booking: MovingBooking
  to: { id: string; title: string; start: Temporal.Instant; end: Temporal.Instant }
  side: Side
  by: string
}

/**
 * The seat goes over, with all that was paid and what it will earn. Both sessions are locked; nothing refuses any
 * more but the walls of the database. Deadlines are those of the new hour; where cancelling was no longer free,
 * it does not become so again.
 */
export async function takeOver(
  tx: Tx,
  { booking, to, side, by }: Taken,
  now: Temporal.Instant,
): Promise<void> {
  const { id, sessionId, policy } = booking
  const [was] = await tx<{ late: boolean }>`
    select moved_late as late from live.booking where id = ${id}`
  const inside = compareInstants(now, booking.startsAt.subtract({ hours: policy.freeHours })) > 0
  const late = was!.late || (inside && side === 'learner')
  const until = deadlines(to.start, booking.bookedAt, policy)
  const sooner = compareInstants(now, until.freeUntil) < 0 ? now : until.freeUntil
  await tx`
    update live.booking set session_id = ${to.id}, starts_at = ${to.start}, ends_at = ${to.end},
      free_until = ${late ? sooner : until.freeUntil}, half_until = ${until.halfUntil},
      grace_until = ${late ? null : until.graceUntil}, moved_late = ${late},
      moves = moves + ${side === 'learner' ? 1 : 0}
    where id = ${id}`
  await tx`
    insert into live.booking_step (booking_id, number, from_state, to_state, by, at)
    select ${id}, count(*) + 1, ${booking.state}, ${booking.state}, ${by}, ${now}
    from live.booking_step where booking_id = ${id}`
  await tx`
    insert into live.booking_move (booking_id, number, from_session, to_session, from_start, to_start, side, late, by, at)
    select ${id}, count(*) + 1, ${sessionId}, ${to.id}, ${booking.startsAt}, ${to.start}, ${side}, ${late}, ${by}, ${now}
    from live.booking_move where booking_id = ${id}`
  await moveCommission(tx, id, { sessionId: to.id, title: to.title, sessionAt: to.start })
  await record(tx, {
    kind: 'booking.moved',
    about: { type: 'booking', id },
    at: now,
    data: {
      sessionId: to.id,
      fromSession: sessionId,
      learnerId: booking.learnerId,
      educatorId: booking.educatorId,
      from: booking.startsAt.toString(),
      to: to.start.toString(),
      by: side,
      late,
    },
  })
  await seatFreed(tx, sessionId, now)
}

/** Makes one move, to a session that is there or to an hour that is made for it. Answers the session's id. */
export async function makeMove(
  tx: Tx,
  { booking, from, to }: Locked,
  target: Target,
  { side, by }: { side: Side; by: string },
  now: Temporal.Instant,
): Promise<string> {
  const span = spanOf(booking, to, target)
  if (!to) await closeSession(tx, from.id, by, now)
  const id = to?.id ?? (await copySession(tx, from.id, span, by, now))
  const title = to?.title ?? from.title
  await takeOver(tx, { booking, to: { id, title, ...span }, side, by }, now)
  return id
}
