import type { RazorpayDispute, RazorpayPayment } from '../../razorpay/wire.ts'
import { tell } from './events.ts'
import { line } from './lines.ts'
import { change, type Desk, Fault, instantOf, keep, newRef, seconds, take } from './store.ts'

const DAYS_TO_ANSWER = 7
const DAYS_TO_DECIDE = 5

export type Disputed = RazorpayDispute & { $answered: boolean; $paper: string | undefined }

/** A buyer asks their bank for their money. Nothing moves until it is decided. */
export async function openDispute(
  desk: Desk,
  payment: string,
  { amount, phase = 'chargeback' }: { amount?: number; phase?: string },
): Promise<Disputed> {
  const paid = await take<RazorpayPayment>(desk, 'payment', payment)
  const until = desk.now.add({ hours: 24 * DAYS_TO_ANSWER })
  const dispute = await keep<Disputed>(
    desk,
    'dispute',
    {
      id: newRef('disp'),
      entity: 'dispute',
      payment_id: payment,
      amount: amount ?? paid.amount,
      currency: paid.currency,
      amount_deducted: 0,
      reason_code: 'goods_or_services_not_received_or_partially_received',
      respond_by: seconds(until),
      status: 'open',
      phase,
      created_at: seconds(desk.now),
      $answered: false,
      $paper: undefined,
    },
    until,
  )
  await tell(desk, 'payment.dispute.created', { payment: paid, dispute })
  return dispute
}

/** Takes an answer to the bank. */
export async function contest(
  desk: Desk,
  id: string,
  given: { amount: number; access_activity_log?: string[] | undefined },
): Promise<Disputed> {
  const dispute = await take<Disputed>(desk, 'dispute', id)
  if (dispute.status !== 'open') {
    throw new Fault(`The contest is not allowed: it is ${dispute.status}`)
  }
  const paper = given.access_activity_log?.[0]
  if (paper) await take(desk, 'document', paper)
  const answered: Disputed = {
    ...dispute,
    status: 'under_review',
    $answered: true,
    $paper: paper,
  }
  await change(desk, answered, desk.now.add({ hours: 24 * DAYS_TO_DECIDE }))
  await tell(desk, 'payment.dispute.under_review', { dispute: answered })
  return answered
}

/** The bank decides: only what is lost is taken from the balance. */
export async function closeDispute(desk: Desk, id: string, won: boolean): Promise<Disputed> {
  const dispute = await take<Disputed>(desk, 'dispute', id)
  const over: Disputed = {
    ...dispute,
    status: won ? 'won' : 'lost',
    amount_deducted: won ? 0 : dispute.amount,
  }
  await change(desk, over, null)
  if (!won) {
    await line(desk, {
      pocket: 'gateway',
      type: 'adjustment',
      debit: dispute.amount,
      about: dispute.id,
      payment: dispute.payment_id,
      dispute: dispute.id,
    })
  }
  await tell(desk, `payment.dispute.${won ? 'won' : 'lost'}`, { dispute: over })
  return over
}

/** Nobody answered in time: lost. Answered with a log of what was used: won. */
export async function disputeDue(desk: Desk, dispute: Disputed): Promise<void> {
  const at = dispute.respond_by ? instantOf(dispute.respond_by) : desk.now
  if (dispute.status === 'open' && Temporal.Instant.compare(desk.now, at) < 0) return
  await closeDispute(desk, dispute.id, dispute.$answered && dispute.$paper !== undefined)
}
