import type Stripe from 'stripe'
import { type Given, noBillingDetails } from './shapes.ts'

/** A charge, how a card paid it, and what was said of it; see shapes.ts. */
export const charge = (
  given: Given<
    Stripe.Charge,
    'id' | 'created' | 'amount' | 'currency' | 'paid' | 'status' | 'metadata'
  > & { risk: 'normal' | 'elevated' | 'highest' },
): Stripe.Charge => {
  const { risk, ...rest } = given
  return { ...plainCharge(rest), outcome: outcomeOf(rest, risk), ...rest }
}

/** What the card's network, and the provider's own rules, said of a charge. */
function outcomeOf(
  { paid, failure_code }: { paid: boolean; failure_code?: string | null | undefined },
  risk: 'normal' | 'elevated' | 'highest',
): Stripe.Charge.Outcome {
  const shared = {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    risk_level: risk,
  }
  if (paid) {
    return {
      ...shared,
      network_status: 'approved_by_network',
      reason: risk === 'elevated' ? 'elevated_risk_level' : null,
      seller_message: 'Payment complete.',
      type: 'authorized',
    }
  }
  if (failure_code === 'fraudulent') {
    return {
      ...shared,
      network_status: 'not_sent_to_network',
      reason: 'highest_risk_level',
      seller_message: 'Stripe blocked this payment as too risky.',
      type: 'blocked',
    }
  }
  return {
    ...shared,
    advice_code: 'try_again_later',
    network_status: 'declined_by_network',
    reason: failure_code ?? 'generic_decline',
    seller_message: 'The bank returned a decline.',
    type: 'issuer_declined',
  }
}

/** How a card paid, as a charge tells it. */
export const paidWith = ({ card }: Stripe.PaymentMethod): Stripe.Charge.PaymentMethodDetails => ({
  type: 'card',
  card: {
    amount_authorized: null,
    authorization_code: null,
    brand: card!.brand,
    checks: card!.checks,
    country: card!.country,
    electronic_commerce_indicator: null,
    exp_month: card!.exp_month,
    exp_year: card!.exp_year,
    fingerprint: card!.fingerprint ?? null,
    funding: card!.funding,
    installments: null,
    last4: card!.last4,
    mandate: null,
    network: card!.brand,
    network_transaction_id: null,
    regulated_status: 'unregulated',
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  },
})

const plainCharge = (
  given: Given<
    Stripe.Charge,
    'id' | 'created' | 'amount' | 'currency' | 'paid' | 'status' | 'metadata'
  >,
): Stripe.Charge => ({
  object: 'charge',
  amount_captured: given.paid ? given.amount : 0,
  amount_refunded: 0,
  application: null,
  application_fee: null,
  application_fee_amount: null,
  balance_transaction: null,
  billing_details: noBillingDetails(),
  calculated_statement_descriptor: 'STOA SANDBOX',
  captured: given.paid,
  customer: null,
  description: null,
  disputed: false,
  failure_balance_transaction: null,
  failure_code: null,
  failure_message: null,
  fraud_details: {},
  livemode: false,
  on_behalf_of: null,
  outcome: null,
  payment_intent: null,
  payment_method: null,
  payment_method_details: null,
  receipt_email: null,
  receipt_number: null,
  receipt_url: null,
  refunded: false,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
  ...given,
})
