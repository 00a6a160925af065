import type Stripe from 'stripe'
import {
  type BankPayout,
  type CheckoutNow,
  type Movement,
  type Payee,
  type Payment,
  type Refund,
  type RiskLevel,
  type Transfer,
  Unknown,
} from '../provider.ts'
import { sure } from './faults.ts'

/** From the provider's objects to ours. Its lists of words are open, so an unknown word is an Unknown. */

export const instant = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
export const capitals = (currency: string) => currency.toUpperCase()
export const idOf = (ref: string | { id: string } | null | undefined): string | undefined =>
  typeof ref === 'string' ? ref : ref?.id

export function word<Ours extends string>(
  what: string,
  said: string | null,
  words: Record<string, Ours>,
): Ours {
  const ours = said === null ? undefined : words[said]
  if (!ours) throw new Unknown(`The provider says ${what} is "${said}", which Stoa does not know.`)
  return ours
}

/** A paid intent, with its latest charge and that charge's movement expanded. */
export function paymentOf(intent: Stripe.PaymentIntent): Payment | undefined {
  if (intent.status !== 'succeeded') return undefined
  const charge = intent.latest_charge
  if (!charge || typeof charge === 'string')
    throw new Unknown('The payment came without its charge.')
  const moved = sure(charge, 'charge', 'ch_').balance_transaction
  // Asynchronous capture: the movement may come a moment after the charge.
  if (!moved || typeof moved === 'string')
    throw new Unknown('The payment has no balance transaction yet.')
  return {
    ref: intent.id,
    charge: charge.id,
    amount: BigInt(intent.amount_received),
    fee: BigInt(moved.fee),
    currency: capitals(intent.currency),
    paidAt: instant(charge.created),
    card: cardIn(charge),
    risk: riskOf(charge),
  }
}

export const cardIn = (charge: Stripe.Charge): string | undefined =>
  charge.payment_method_details?.card?.fingerprint ?? undefined

/** A level that we do not know is none to be afraid of: the provider adds words, and says so beforehand. */
export function riskOf(charge: Stripe.Charge): RiskLevel {
  const level = charge.outcome?.risk_level
  if (level === 'elevated' || level === 'highest') return level
  return 'normal'
}

export function checkoutOf(
  session: Stripe.Checkout.Session,
  payment: Payment | undefined,
): CheckoutNow {
  const state =
    session.payment_status === 'paid' || session.payment_status === 'no_payment_required'
      ? 'paid'
      : word('a checkout', session.status, {
          open: 'open',
          expired: 'expired',
          complete: 'waiting for the bank',
        })
  return {
    ref: session.id,
    orderId: session.client_reference_id ?? '',
    state,
    invoice: idOf(session.invoice),
    billing: idOf(session.subscription),
    payment,
  }
}

/** A refund; the movement of its failure expanded, where it has failed. */
export function refundOf(refund: Stripe.Refund): Refund {
  const moved = refund.failure_balance_transaction
  return {
    ref: refund.id,
    charge: idOf(refund.charge) ?? '',
    refundId: refund.metadata?.stoa_refund,
    amount: BigInt(refund.amount),
    currency: capitals(refund.currency),
    state: word('a refund', refund.status, {
      pending: 'waiting',
      requires_action: 'waiting',
      succeeded: 'done',
      failed: 'failed',
      canceled: 'failed',
    }),
    code: refund.failure_reason ?? undefined,
    failedAt: typeof moved === 'object' && moved ? instant(moved.created) : undefined,
    at: instant(refund.created),
  }
}

export function payeeOf(account: Stripe.V2.Core.Account): Payee {
  const transfers = account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers
  return { ref: account.id, canReceive: transfers?.status === 'active' && !account.closed }
}

export function transferOf(transfer: Stripe.Transfer): Transfer {
  return {
    ref: transfer.id,
    payoutId: transfer.metadata.stoa_payout,
    payee: idOf(transfer.destination) ?? '',
    amount: BigInt(transfer.amount),
    takenBack: BigInt(transfer.amount_reversed),
    currency: capitals(transfer.currency),
    arrivedAs: idOf(transfer.destination_payment),
    at: instant(transfer.created),
  }
}

export function bankPayoutOf(payout: Stripe.Payout, carried: string[]): BankPayout {
  return {
    ref: payout.id,
    amount: BigInt(payout.amount),
    currency: capitals(payout.currency),
    state: word('a payout', payout.status, {
      pending: 'pending',
      in_transit: 'in_transit',
      paid: 'paid',
      failed: 'failed',
      canceled: 'canceled',
    }),
    code: payout.failure_code ?? undefined,
    carried,
  }
}

export function movementOf(moved: Stripe.BalanceTransaction): Movement {
  return {
    ref: moved.id,
    type: moved.type,
    amount: BigInt(moved.amount),
    fee: BigInt(moved.fee),
    net: BigInt(moved.net),
    currency: capitals(moved.currency),
    source: idOf(moved.source),
    at: instant(moved.created),
    availableAt: instant(moved.available_on),
  }
}
