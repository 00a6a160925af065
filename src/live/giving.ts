import { idFrom, type Tx } from '#base'
import { earnCommission } from '#earnings'
import { releaseHold } from '#ledger'
import { askRefund, orderById } from '#payments'
import { returnAllowance } from '#plans'
import type { Method } from './booking.ts'
import type { MovingBooking } from './moving.ts'
import { returnLesson } from './packages/lessons.ts'

/** What of the amount is kept for good, and what went back. */
export type Outcome = { kept: bigint; returned: bigint }

/** Ways in which the learner gave nothing that could come back in parts. */
export const isWhole = (method: Method) => method === 'included' || method === 'free'

const REFUNDED = {
  all: 'the booking was cancelled',
  share: 'the booking was cancelled late',
  split: 'it was decided so',
  appeal: 'it was decided so on appeal',
}

/** Gives a part back where it came from: to the same lots, to the allowance, to the card. */
export async function giveBack(
  tx: Tx,
  booking: MovingBooking,
  amount: bigint,
  what: keyof typeof REFUNDED,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { id } = booking
  if (booking.method === 'package' && what === 'all') {
    const { packageId, hold } = booking as { packageId: string; hold: bigint }
    await returnLesson(tx, { id, packageId, hold, whole: amount === booking.amount }, by, now)
  } else if (booking.hold !== null) {
    await releaseHold(tx, {
      hold: booking.hold,
      key: `booking:${id}:return:${what}`,
      by,
      at: now,
      ...(what === 'all' ? {} : { units: amount }),
    })
  } else if (booking.method === 'free') {
    // Nothing was given for it; that it was a trial is kept by its state.
    return
  } else if (booking.method === 'included') {
    await returnAllowance(tx, { person: booking.learnerId, kind: booking.kind, key: id }, now)
  } else {
    // The card gets back what was paid for that part, tax included.
    const order = await orderById(tx, booking.orderId!)
    const total = (amount * order.total) / order.net
    const reason = REFUNDED[what]
    const refund = { id: idFrom('refund', id, what), orderId: order.id, reason, by }
    // What the provider gave back by itself, or the buyer's bank holds, is not given twice.
    await askRefund(tx, { ...refund, amount: total, upTo: true }, now)
  }
}

/** The educator has earned on what is kept of it. */
export async function earn(
  tx: Tx,
  booking: Pick<MovingBooking, 'id' | 'hold' | 'fee'>,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { id, hold: held, fee } = booking
  await earnCommission(tx, { bookingId: id, hold: held ?? undefined, fee, by }, now)
}
