import { atomically, type Db, idFrom, type Tx } from '#base'
import { askRefund, orderById } from '#payments'
import { startAnswerClock } from './asking/clock.ts'
import { lockBooking, moveBooking } from './moving.ts'
import type { BookingState } from './transitions.ts'
import { lapseOffersOf } from './waitlist/handing.ts'

/** Ends what keeps seats of a locked session too long: ten minutes unpaid, an offer not answered. Answers how many. */
export async function expireSeatsOf(
  tx: Tx,
  session: string,
  now: Temporal.Instant,
): Promise<number> {
  const due = await tx<{ id: string }>`
    select id from live.booking where session_id = ${session} and state = 'held' and seat_until <= ${now} order by id`
  let freed = await lapseOffersOf(tx, session, now)
  for (const { id } of due) if (await runOut(tx, id, now)) freed += 1
  return freed
}

/** A seat whose order is paid is not let go: the news of it is on its way to `confirmPaid`. */
async function runOut(tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  const booking = await lockBooking(tx, id)
  if (booking.state !== 'held') return false
  if ((await orderById(tx, booking.orderId!)).state === 'paid') return false
  await moveBooking(tx, booking, { deed: 'run out', role: 'schedule', by: 'schedule' }, now)
  return true
}

/** Frees every seat that waited too long for its payment. One transaction each; answers how many it freed. */
export async function expireHeldSeats(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.booking where state = 'held' and seat_until <= ${now} order by seat_until, id`
  let freed = 0
  for (const { id } of due) if (await atomically(db, (tx) => runOut(tx, id, now))) freed += 1
  return freed
}

/**
 * The order of a held seat is paid: the seat is confirmed, or asked for where the educator answers first. Money that came too late, for a seat that was
 * let go meanwhile, is sent back in full. Told twice is told once.
 */
export async function confirmPaid(
  tx: Tx,
  paid: {
    booking: string
    order: string
    /** The card fee on it, in the order's smallest units. */
    fee: bigint
    provider: string
  },
  now: Temporal.Instant,
): Promise<'confirmed' | 'refunded' | 'known'> {
  const booking = await lockBooking(tx, paid.booking)
  const by = `provider:${paid.provider}`
  if (booking.state === 'held') {
    await tx`update live.booking set fee = ${paid.fee} where id = ${paid.booking}`
    if (booking.asksFirst) await startAnswerClock(tx, booking.id, now)
    await moveBooking(tx, booking, { deed: 'pay', role: 'provider', by }, now)
    return 'confirmed'
  }
  // What was paid before it ended has gone back, or is kept, by the deed that ended it.
  if (!UNPAID.has(booking.state) || (await wasPaid(tx, paid.booking))) return 'known'
  await askRefund(
    tx,
    {
      id: idFrom('refund', paid.booking, 'too late'),
      orderId: paid.order,
      reason: 'the seat was let go before the money came',
      by,
    },
    now,
  )
  return 'refunded'
}

/** How a seat can end that nothing was paid for. */
const UNPAID = new Set<BookingState>([
  'expired',
  'cancelled_by_learner',
  'cancelled_by_educator',
  'cancelled_by_platform',
])

async function wasPaid(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx<{ was: boolean }>`
    select exists (select from live.booking_step
      where booking_id = ${id} and to_state in ('confirmed', 'requested')) as was`
  return row!.was
}
