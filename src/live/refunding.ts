import type { Query, Tx } from '#base'
import { foresee, lockBooking, moveBooking } from './moving.ts'

/** What a seat's money is to a refund: see `seatKeeper`. */
type SeatMoney = 'stands' | 'earned' | 'free'

/**
 * What has become of a seat that was paid with money: it `stands` (whoever wants the money back cancels
 * it first), its money is `earned` or is to be (kept after a late cancellation), or it is `free`: the
 * seat is gone, or was never known here, and what is left is the buyer's.
 */
async function moneyOf(q: Query, bookingId: string): Promise<SeatMoney> {
  const [row] = await q<{ state: string; from: string | null; kept: bigint }>`
    select state, disputed_from as "from", kept from live.booking where id::text = ${bookingId}`
  if (!row) return 'free'
  if (['held', 'requested', 'confirmed', 'in_progress'].includes(row.state)) return 'stands'
  if (row.state === 'late_cancelled') return row.kept > 0n ? 'earned' : 'free'
  if (row.state === 'resolved') return row.kept > 0n ? 'earned' : 'free'
  // A seat that had been given back is contested: its money has gone back, whatever is decided.
  if (row.state === 'disputed' && row.from?.startsWith('cancelled_')) return 'free'
  const earned = ['completed', 'settled', 'no_show_learner', 'disputed']
  return earned.includes(row.state) ? 'earned' : 'free'
}

/** Who answers for seats when money goes back. */
export const seatKeeper = { moneyOf }

/**
 * The money of a seat went back another way than by cancelling it (in the provider's dashboard, by a
 * dispute that was lost): the seat is let go, nobody earns on it, and nothing more goes back. A seat
 * that has been taught, or let go before, stays as it is.
 */
export async function letSeatGo(
  tx: Tx,
  bookingId: string,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  if ((await moneyOf(tx, bookingId)) !== 'stands') return
  const booking = await lockBooking(tx, bookingId)
  const move = { deed: 'call off', role: 'staff', by, reason: 'the payment went back' } as const
  if (foresee(booking, move, now)) await moveBooking(tx, booking, move, now)
}
