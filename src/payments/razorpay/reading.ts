import {
  type BankPayout,
  type CheckoutNow,
  type Dispute,
  type Payment,
  type Refund,
  type Transfer,
  Unknown,
} from '../provider.ts'
import type {
  LinkPayment,
  Notes,
  PaymentLink,
  RazorpayDispute,
  RazorpayPayment,
  RazorpayPayout,
  RazorpayRefund,
} from './wire.ts'

/** From the provider's objects to ours. Its lists of words are open, so an unknown word is an Unknown. */

export const instant = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)

export function word<Ours extends string>(
  what: string,
  said: string,
  words: Record<string, Ours>,
): Ours {
  const ours = Object.hasOwn(words, said) ? words[said] : undefined
  if (!ours) throw new Unknown(`Razorpay says ${what} is "${said}", which Stoa does not know.`)
  return ours
}

const note = (notes: Notes | null, name: string) =>
  notes && !Array.isArray(notes) ? notes[name] : undefined

/** Names of our notes on their things. */
export const NOTE = { order: 'stoa_order', number: 'stoa_order_number', refund: 'stoa_refund' }

export const paymentsOf = ({ payments }: PaymentLink): LinkPayment[] =>
  Array.isArray(payments) ? payments : payments ? [payments] : []

/** A captured payment. What is authorized only is not ours yet. */
export function paymentOf(payment: RazorpayPayment): Payment | undefined {
  if (!payment.captured) return undefined
  // Worked out a moment after the capture.
  if (payment.fee === null) throw new Unknown('Razorpay has not said yet what this payment costs.')
  return {
    ref: payment.id,
    charge: payment.id,
    amount: BigInt(payment.amount),
    fee: BigInt(payment.fee),
    feeTax: BigInt(payment.tax ?? 0),
    currency: payment.currency,
    paidAt: instant(payment.created_at),
  }
}

export function checkoutOf(link: PaymentLink, payment: Payment | undefined): CheckoutNow {
  const state = word('a payment link', link.status, {
    created: 'open',
    expired: 'expired',
    cancelled: 'expired',
    paid: 'paid',
  })
  return {
    ref: link.id,
    orderId: note(link.notes, NOTE.order) ?? '',
    // Paid, and not captured yet: the money is the buyer's still.
    state: state === 'paid' && !payment ? 'waiting for the bank' : payment ? 'paid' : state,
    invoice: undefined,
    billing: undefined,
    payment,
  }
}

/**
 * A refund leaves the balance when it is made, whether it is pending or processed. When a failed one
 * came back is not said: both ways count at the time of the refund, so that they cancel out on one day.
 */
export function refundOf(refund: RazorpayRefund): Refund {
  const state = word('a refund', refund.status, {
    pending: 'waiting',
    processed: 'done',
    failed: 'failed',
  })
  return {
    ref: refund.id,
    charge: refund.payment_id,
    refundId: note(refund.notes, NOTE.refund),
    amount: BigInt(refund.amount),
    currency: refund.currency,
    state,
    code: state === 'failed' ? 'refund_failed' : undefined,
    failedAt: state === 'failed' ? instant(refund.created_at) : undefined,
    at: instant(refund.created_at),
  }
}

/**
 * A lost one is lost for us once its deduction stands in the settlement report, days later: until then
 * the bank has decided and the money has not moved, and it is looked up again every day.
 */
export function disputeOf(dispute: RazorpayDispute, moves: Dispute['moves']): Dispute {
  const state = word('a dispute', dispute.status, {
    open: 'open',
    under_review: 'answered',
    won: 'won',
    lost: 'lost',
    closed: 'closed',
  })
  const told = moves.reduce((sum, { amount }) => sum - amount, 0n)
  const waits = state === 'lost' && told < BigInt(dispute.amount_deducted)
  return {
    ref: dispute.id,
    charge: dispute.payment_id,
    amount: BigInt(dispute.amount),
    currency: dispute.currency,
    reason: dispute.reason_code,
    // In these phases the bank only asks.
    state: waits
      ? 'answered'
      : state === 'open' && /^(fraud|retrieval)$/.test(dispute.phase)
        ? 'warning'
        : state,
    openedAt: instant(dispute.created_at),
    answerBy: dispute.respond_by ? instant(dispute.respond_by) : undefined,
    moves,
  }
}

/** States in which the money of a payout is the payer's again. */
const CAME_BACK = new Set(['reversed', 'failed', 'rejected', 'cancelled'])

export const cameBack = (payout: RazorpayPayout) => CAME_BACK.has(payout.status)

/** Our ids stand without dashes in the provider's short fields. */
export const shortId = (id: string) => id.replaceAll('-', '')
const wholeId = (short: string | null) =>
  short && /^[0-9a-f]{32}$/.test(short)
    ? short.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : undefined

export function transferOf(payout: RazorpayPayout): Transfer {
  return {
    ref: payout.id,
    payoutId: wholeId(payout.reference_id),
    payee: payout.fund_account_id,
    amount: BigInt(payout.amount),
    takenBack: cameBack(payout) ? BigInt(payout.amount) : 0n,
    currency: payout.currency,
    arrivedAs: payout.id,
    at: instant(payout.created_at),
  }
}

/** A payout there is both: what we sent, and what the payee's bank did with it. */
export function bankPayoutOf(payout: RazorpayPayout): BankPayout {
  return {
    ref: payout.id,
    amount: BigInt(payout.amount),
    currency: payout.currency,
    state: word('a payout', payout.status, {
      queued: 'pending',
      pending: 'pending',
      scheduled: 'pending',
      processing: 'in_transit',
      processed: 'paid',
      reversed: 'failed',
      failed: 'failed',
      rejected: 'failed',
      cancelled: 'failed',
    }),
    code: payout.status_details?.reason ?? undefined,
    carried: [payout.id],
    account: payout.fund_account_id,
    fee: BigInt(payout.fees ?? 0),
    at: instant(payout.created_at),
  }
}
