import { type Query, raw, record, type Tx } from '#base'
import type { Kind } from '#earnings'
import type { Method } from './booking.ts'
import { isWhole } from './giving.ts'
import { EFFECTS, giveGoodwill } from './money.ts'
import { POLICY, type Policy } from './policy.ts'
import { refuse } from './problems.ts'
import type { Origin } from './session.ts'
import {
  type BookingState,
  type Deed,
  factOf,
  type Role,
  type Transition,
  transitionFor,
} from './transitions.ts'
import type { Outcome } from './verdicts/verdict.ts'
import { seatFreed } from './waitlist/handing.ts'
import { compareInstants } from './windows.ts'

/** A booking with its session, both locked (the session first, always), as a transition needs them. */
export type MovingBooking = {
  id: string
  sessionId: string
  learnerId: string
  educatorId: string
  kind: Kind
  title: string
  method: Method
  price: bigint
  asset: string
  amount: bigint
  kept: bigint
  hold: bigint | null
  allowance: string | null
  orderId: string | null
  /** The package that its lesson is of. */
  packageId: string | null
  fee: bigint
  state: BookingState
  bookedAt: Temporal.Instant
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  freeUntil: Temporal.Instant
  halfUntil: Temporal.Instant
  graceUntil: Temporal.Instant | null
  seatUntil: Temporal.Instant | null
  answerUntil: Temporal.Instant | null
  /** How its session came to be. */
  origin: Origin
  /** A trial lesson. */
  trial: boolean
  /** Its learner was told that the educator answers first. */
  asksFirst: boolean
  settleDueAt: Temporal.Instant | null
  forfeitDueAt: Temporal.Instant | null
  attended: boolean | null
  confirmUntil: Temporal.Instant | null
  /** It was confirmed once: the hour was the learner's. */
  promised: boolean
  /** What is contested, or was: the state it was in. */
  disputedFrom: BookingState | null
  /** How often its learner moved it. */
  moves: number
  /** What was found when its session was over; only while that is worked on. */
  found?: Outcome | undefined
  /** What comes back by the decision of a case, in basis points; only while that is worked on. */
  share?: number | undefined
  /** On how much of what was paid the educator earns by it; on what is kept, unless it says so. */
  earns?: number | undefined
  /** It stays as it was: the case was withdrawn. */
  stands?: boolean | undefined
  /** The first decision, or the one on appeal. */
  round?: 1 | 2 | undefined
  /** Until when a decision can be appealed; only while that is asked. */
  appealUntil?: Temporal.Instant | undefined
  policy: Policy
}

const BOOKING = `
  b.id, b.session_id as "sessionId", b.learner_id as "learnerId", s.educator_id as "educatorId", s.kind, s.title,
  s.origin, b.method, b.price, b.asset, b.amount, b.kept, b.ledger_hold as hold, b.allowance, b.order_id as "orderId", b.package_id as "packageId", b.fee,
  b.state, b.booked_at as "bookedAt", b.starts_at as "startsAt", b.ends_at as "endsAt",
  b.free_until as "freeUntil", b.half_until as "halfUntil", b.grace_until as "graceUntil",
  b.seat_until as "seatUntil", b.answer_until as "answerUntil", b.answer_until is not null as "asksFirst", b.settle_due_at as "settleDueAt", b.forfeit_due_at as "forfeitDueAt", b.attended,
  b.confirm_until as "confirmUntil", b.disputed_from as "disputedFrom", b.moves, b.trial_with is not null as trial,
  exists (select from live.booking_step t where t.booking_id = b.id and t.to_state = 'confirmed') as promised,
  (select to_jsonb(policy) from (select ${POLICY} from live.policy p where p.version = b.policy_version) policy)
    as policy`

/** One booking, its session locked before it. Refusals: unknown_booking. */
export async function lockBooking(tx: Tx, id: string): Promise<MovingBooking> {
  await tx`
    select 1 as one from live.session
    where id = (select session_id from live.booking where id = ${id}) for update`
  const [booking] = await tx<MovingBooking>`
    select ${raw(BOOKING)} from live.booking b join live.session s on s.id = b.session_id
    where b.id = ${id} for update of b`
  if (!booking) throw refuse('unknown_booking', { id })
  return booking
}

/** One booking as it is now, not locked. Refusals: unknown_booking. */
export async function bookingNow(q: Query, id: string): Promise<MovingBooking> {
  const [booking] = await q<MovingBooking>`
    select ${raw(BOOKING)} from live.booking b join live.session s on s.id = b.session_id where b.id = ${id}`
  if (!booking) throw refuse('unknown_booking', { id })
  return booking
}

/**
 * The bookings of a locked session that are in one of these states, by learner: so that two sessions
 * with the same learners take the wallets in the same order.
 */
export async function lockBookingsOf(
  tx: Tx,
  session: string,
  states: readonly BookingState[],
): Promise<MovingBooking[]> {
  return await tx<MovingBooking>`
    select ${raw(BOOKING)} from live.booking b join live.session s on s.id = b.session_id
    where b.session_id = ${session} and b.state = any(${states}::text[]) order by b.learner_id for update of b`
}

export type Move = {
  deed: Deed
  role: Role
  /** `person:<id>`, `schedule`, `provider:sandbox`. */
  by: string
  /** A word for the notice: why a session was called off. */
  reason?: string | undefined
}

/** States in which a seat is taken, as `live.booking.seated` has them. */
const SEATED: ReadonlySet<BookingState> = new Set([
  'held',
  'requested',
  'confirmed',
  'in_progress',
  'completed',
  'settled',
  'no_show_learner',
  'no_show_educator',
  'disputed',
  'resolved',
])

export type Moved = { transition: Transition; kept: bigint; returned: bigint; goodwill: bigint }

/** The transition that would be made, without making it; undefined where the deed cannot be done now. */
export function foresee(
  booking: MovingBooking,
  move: Pick<Move, 'deed' | 'role'>,
  now: Temporal.Instant,
): Transition | undefined {
  return transitionFor(move.deed, booking.state, move.role, { ...booking, now, deadlines: booking })
}

/**
 * Makes the one transition that fits: its money effect, what becomes of the commission, the new state
 * and the fact that notices follow from. Refuses booking_deed_not_allowed where none fits.
 */
export async function moveBooking(
  tx: Tx,
  booking: MovingBooking,
  move: Move,
  now: Temporal.Instant,
): Promise<Moved> {
  const transition = foresee(booking, move, now)
  if (!transition) {
    throw refuse('booking_deed_not_allowed', { state: booking.state, deed: move.deed })
  }
  const { kept, returned } = await EFFECTS[transition.money](tx, booking, move.by, now)
  const goodwill = transition.goodwill ? await giveGoodwill(tx, booking, move.by, now) : 0n
  const { to } = transition
  const settleDue = to === 'completed' ? now.add({ hours: 24 * booking.policy.settleDays }) : null
  // What is kept before the session would have been over is earned on then.
  const early =
    to === 'resolved' && booking.disputedFrom === 'late_cancelled' && !over(booking, now)
  const forfeitDue = (to === 'late_cancelled' || early) && kept > 0n ? booking.endsAt : null
  await tx`
    update live.booking set state = ${to}, state_by = ${move.by}, state_at = ${now}, kept = ${kept},
      goodwill = ${goodwill}, reason = coalesce(${move.reason}, reason), settle_due_at = ${settleDue},
      forfeit_due_at = ${forfeitDue}, confirm_until = null,
      disputed_from = ${disputedFrom(booking, to)}
    where id = ${booking.id}`
  if (leavesNobody(booking, transition)) {
    await tx`
      update live.session set state = 'cancelled', state_by = ${move.by}, state_at = ${now},
        cancel_reason = ${move.reason} where id = ${booking.sessionId} and state = 'published'`
  }
  if (SEATED.has(booking.state) && !SEATED.has(to)) await seatFreed(tx, booking.sessionId, now)
  await record(tx, {
    kind: factOf(transition),
    about: { type: 'booking', id: booking.id },
    at: now,
    data: {
      sessionId: booking.sessionId,
      learnerId: booking.learnerId,
      educatorId: booking.educatorId,
      state: to,
      method: booking.method,
      asset: booking.asset,
      // An included session comes back as one of the month's, not as credits.
      returned: isWhole(booking.method) ? '0' : returned.toString(),
      kept: kept.toString(),
      goodwill: goodwill.toString(),
      deed: move.deed,
      reason: move.reason ?? null,
    },
  })
  return { transition, kept, returned, goodwill }
}

/** What is contested, or was: an appeal is about the same. */
function disputedFrom({ state, disputedFrom: before }: MovingBooking, to: BookingState) {
  if (to === 'disputed' && state !== 'resolved') return state
  return to === 'disputed' || to === 'resolved' ? before : null
}

const over = ({ endsAt }: MovingBooking, now: Temporal.Instant) => compareInstants(endsAt, now) <= 0

/** A lesson that was made for one learner ends with their booking, and both have their hour again. */
function leavesNobody({ origin, state }: MovingBooking, { money, deed }: Transition): boolean {
  if (origin !== 'slot' && origin !== 'instant') return false
  const gone = money === 'return all' || money === 'return share' || money === 'drop order'
  return gone && deed !== 'call off' && ['held', 'requested', 'confirmed'].includes(state)
}
