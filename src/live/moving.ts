import { type Query, raw, record, type Tx } from '#base'
import type { Kind } from '#earnings'
import type { Method } from './booking.ts'
import { EFFECTS, giveGoodwill } from './money.ts'
import { POLICY, type Policy } from './policy.ts'
import { refuse } from './problems.ts'
import {
  type BookingState,
  type Deed,
  type Role,
  type Transition,
  transitionFor,
} from './transitions.ts'
import { seatFreed } from './waitlist/handing.ts'

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
  /** Whoever books this session asks first. */
  asksFirst: boolean
  settleDueAt: Temporal.Instant | null
  forfeitDueAt: Temporal.Instant | null
  attended: boolean | null
  policy: Policy
}

const BOOKING = `
  b.id, b.session_id as "sessionId", b.learner_id as "learnerId", s.educator_id as "educatorId", s.kind, s.title,
  b.method, b.price, b.asset, b.amount, b.kept, b.ledger_hold as hold, b.allowance, b.order_id as "orderId", b.package_id as "packageId", b.fee,
  b.state, b.booked_at as "bookedAt", b.starts_at as "startsAt", b.ends_at as "endsAt",
  b.free_until as "freeUntil", b.half_until as "halfUntil", b.grace_until as "graceUntil",
  b.seat_until as "seatUntil", b.answer_until as "answerUntil", s.asks_first as "asksFirst", b.settle_due_at as "settleDueAt", b.forfeit_due_at as "forfeitDueAt", b.attended,
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
  const forfeitDue = to === 'late_cancelled' && kept > 0n ? booking.endsAt : null
  await tx`
    update live.booking set state = ${to}, state_by = ${move.by}, state_at = ${now}, kept = ${kept},
      goodwill = ${goodwill}, reason = coalesce(${move.reason}, reason), settle_due_at = ${settleDue},
      forfeit_due_at = ${forfeitDue}
    where id = ${booking.id}`
  if (SEATED.has(booking.state) && !SEATED.has(to)) await seatFreed(tx, booking.sessionId, now)
  if (transition.notice) {
    await record(tx, {
      kind: transition.notice,
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
        returned: booking.method === 'included' ? '0' : returned.toString(),
        kept: kept.toString(),
        goodwill: goodwill.toString(),
        reason: move.reason ?? null,
      },
    })
  }
  return { transition, kept, returned, goodwill }
}
