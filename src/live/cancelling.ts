import { type Query, record, shareOf, type Tx } from '#base'
import { commissionsOf, policyNow as earningsPolicy, noteDelivery } from '#earnings'
import { isWhole } from './giving.ts'
import { markEducator } from './marks/marking.ts'
import { goodwillOf } from './money.ts'
import {
  bookingNow,
  foresee,
  lockBooking,
  lockBookingsOf,
  type Moved,
  type MovingBooking,
  moveBooking,
} from './moving.ts'
import { refuse } from './problems.ts'
import { type By, lockSession, nameOf, type Origin } from './session.ts'
import type { BookingState } from './transitions.ts'
import { closeWaiting } from './waitlist/handing.ts'
import { freeAtLatest, returnShare } from './windows.ts'

/**
 * A learner gives their seat back. In time all returns to where it came from; later half, or nothing:
 * what is forfeited is earned on at the scheduled end. Cancelling twice answers with the first outcome.
 * Refusals, in order: unknown_booking (also for somebody else's), booking_not_cancellable.
 */
export async function cancelBooking(
  tx: Tx,
  id: string,
  learner: string,
  now: Temporal.Instant,
): Promise<{ state: BookingState; kept: bigint; returned: bigint }> {
  const booking = await lockBooking(tx, id)
  if (booking.learnerId !== learner) throw refuse('unknown_booking', { id })
  if (booking.state === 'cancelled_by_learner' || booking.state === 'late_cancelled') {
    return { state: booking.state, kept: booking.kept, returned: booking.amount - booking.kept }
  }
  const move = { deed: 'cancel', role: 'learner', by: `person:${learner}` } as const
  if (!foresee(booking, move, now)) {
    throw refuse('booking_not_cancellable', { state: booking.state })
  }
  const moved = await moveBooking(tx, booking, move, now)
  return { state: moved.transition.to, kept: moved.kept, returned: moved.returned }
}

/** What cancelling now would bring, and until when it would bring more. */
export type CancelPreview = {
  possible: boolean
  asset: string
  returned: bigint
  kept: bigint
  freeUntil: Temporal.Instant
  halfUntil: Temporal.Instant
}

/** Refusals: unknown_booking (also for somebody else's). */
export async function previewCancel(
  q: Query,
  id: string,
  learner: string,
  now: Temporal.Instant,
): Promise<CancelPreview> {
  const booking = await bookingNow(q, id)
  if (booking.learnerId !== learner) throw refuse('unknown_booking', { id })
  const { asset, amount } = booking
  const until = { freeUntil: freeAtLatest(booking), halfUntil: booking.halfUntil }
  const transition = foresee(booking, { deed: 'cancel', role: 'learner' }, now)
  if (!transition) return { possible: false, asset, returned: 0n, kept: amount, ...until }
  if (transition.money === 'drop order') {
    return { possible: true, asset, returned: 0n, kept: 0n, ...until }
  }
  // A free trial: nothing was paid.
  if (booking.method === 'free') {
    return { possible: true, asset, returned: 0n, kept: 0n, ...until }
  }
  const whole = transition.money === 'return all'
  const late = isWhole(booking.method) ? 0 : returnShare(booking, booking.policy, now)
  const share = whole ? 10_000 : late
  const returned = shareOf(amount, BigInt(share))
  return { possible: true, asset, returned, kept: amount - returned, ...until }
}

/** Whose doing it was that a session does not take place. */
export type CalledOffBy = 'educator' | 'staff' | 'schedule'

/** Bookings that something is still to be given back for. */
const OPEN: BookingState[] = ['held', 'requested', 'confirmed', 'in_progress', 'late_cancelled']

/**
 * Calls a session off: everybody gets everything back, with goodwill credits when the educator does it
 * late; nobody earns. It counts against the educator only when it was their doing.
 * Cancelling twice is cancelling once. Refusals, in order: unknown_session, session_not_yours,
 * session_not_changeable.
 */
export async function cancelSession(
  tx: Tx,
  id: string,
  by: By,
  reason: string,
  now: Temporal.Instant,
): Promise<void> {
  const session = await lockSession(tx, id, by)
  if (session.state === 'cancelled') return
  const own = session.educatorId === by.person
  const begun = Temporal.Instant.compare(session.startsAt, now) <= 0
  if (session.state === 'completed' || (begun && session.state !== 'draft' && !by.staff)) {
    throw refuse('session_not_changeable')
  }
  await callOff(tx, session, own ? 'educator' : 'staff', nameOf(by), reason, now)
}

/** The session is locked by the caller. */
export async function callOff(
  tx: Tx,
  session: {
    id: string
    state: string
    educatorId: string
    kind: MovingBooking['kind']
    origin: Origin
  },
  who: CalledOffBy,
  by: string,
  reason: string,
  now: Temporal.Instant,
): Promise<Moved[]> {
  const { id } = session
  const moved: Moved[] = []
  await closeWaiting(tx, id, 'called off', now)
  for (const booking of await lockBookingsOf(tx, id, OPEN)) {
    const move = { deed: 'call off', role: who, by, reason } as const
    // A late cancellation that was earned on already stays as it is.
    if (booking.state === 'late_cancelled' && !foresee(booking, move, now)) continue
    moved.push(await moveBooking(tx, booking, move, now))
  }
  await tx`
    update live.session set state = 'cancelled', state_by = ${by}, state_at = ${now}, cancel_reason = ${reason}
    where id = ${id}`
  if (who === 'educator' && moved.length > 0) {
    const { educatorId: educator, kind } = session
    await noteDelivery(tx, { id, educator, kind, outcome: 'cancelled' }, now)
    await markEducator(tx, { session: id, educator, why: 'cancelled' }, now)
  }
  if (session.state !== 'draft') {
    await record(tx, {
      kind: 'session.cancelled',
      about: { type: 'session', id },
      at: now,
      data: {
        educatorId: session.educatorId,
        by: who,
        reason,
        bookings: moved.length,
        origin: session.origin,
      },
    })
  }
  return moved
}

/** What calling a session off would do, before it is done. */
export type CallOffPreview = {
  /** Learners who get everything back. */
  bookings: number
  /** Hundredths of a credit that the platform gives on top. */
  goodwill: bigint
  /** What the educator would have earned, in the smallest unit of `currency`. */
  lost: { amount: bigint; currency: string }
  /** Whether it counts against the educator. */
  counts: boolean
}

/** Refusals, in order: unknown_session, session_not_yours. */
export async function previewCallOff(
  q: Query,
  id: string,
  by: By,
  now: Temporal.Instant,
): Promise<CallOffPreview> {
  const session = await lockSession(q, id, by)
  const own = session.educatorId === by.person
  const rows = await q<{ id: string }>`
    select id from live.booking where session_id = ${id} and state = any(${OPEN}::text[]) order by id`
  let goodwill = 0n
  let lost = 0n
  let bookings = 0
  const { currency } = await earningsPolicy(q, now)
  for (const row of rows) {
    const booking = await bookingNow(q, row.id)
    const role = own ? 'educator' : 'staff'
    const transition = foresee(booking, { deed: 'call off', role }, now)
    if (!transition) continue
    bookings += 1
    if (transition.goodwill) goodwill += goodwillOf(booking, now)
    for (const commission of await commissionsOf(q, row.id)) {
      const theirs = !own || commission.educatorId === by.person
      if (theirs && commission.part === 'educator' && commission.currency === currency) {
        lost += commission.net
      }
    }
  }
  return { bookings, goodwill, lost: { amount: lost, currency }, counts: own && bookings > 0 }
}
