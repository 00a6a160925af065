import type Stripe from 'stripe'
import type { Charged } from './cards.ts'
import { tell } from './events.ts'
import { couponFor, type Priced, totalsOf } from './reducing.ts'
import { listOf } from './shapes.ts'
import * as shape from './shapes-of-plans.ts'
import { change, keep, newRef, seconds, type Till } from './till.ts'

/** Why an invoice was made, in the provider's words. */
export type Reason = 'subscription_create' | 'subscription_cycle' | 'subscription_update'

/** What an invoice asks for one price over one stretch of time; below zero: what is given back of it. */
export type Asks = {
  price: Stripe.Price
  amount: number
  start: number
  end: number
  /** A part of a period, rather than a whole one. */
  proration: boolean
}

export const itemOf = (subscription: Stripe.Subscription) => subscription.items.data[0]!

/** A whole period of what the subscription's item is now; in a trial it costs nothing. */
export function wholePeriod(subscription: Stripe.Subscription, amount?: number): Asks {
  const { price, current_period_start: start, current_period_end: end } = itemOf(subscription)
  return { price, amount: amount ?? price.unit_amount!, start, end, proration: false }
}

/** An invoice as it would be made; not kept. */
export function draftInvoice(
  till: Till,
  subscription: Priced,
  reason: Reason,
  asks: readonly Asks[],
  id = newRef('in'),
): Stripe.Invoice {
  const lines = asks.map((one) =>
    shape.invoiceLine({
      id: newRef('il'),
      amount: one.amount,
      currency: subscription.currency,
      description: one.amount < 0 ? 'Unused time' : one.proration ? 'Remaining time' : '1 × plan',
      invoice: id,
      item: itemOf(subscription).id,
      period: { start: one.start, end: one.end },
      price: one.price,
      proration: one.proration,
      subscription: subscription.id,
    }),
  )
  const subtotal = asks.reduce((sum, one) => sum + one.amount, 0)
  const rate = subscription.default_tax_rates?.[0]
  const coupon = couponFor(subscription, reason)
  const { discount, excluding, tax, total } = totalsOf(subtotal, coupon, rate)
  // A provider's invoice covers the period that went by; what it sells lies on its lines.
  const start = reason === 'subscription_cycle' ? asks[0]!.start : seconds(till.now)
  return shape.invoice({
    id,
    created: seconds(till.now),
    currency: subscription.currency,
    customer: subscription.customer as string,
    total,
    subtotal,
    subtotal_excluding_tax: subtotal - (rate?.inclusive ? tax : 0),
    total_excluding_tax: excluding,
    total_discount_amounts:
      discount > 0 ? [{ amount: discount, discount: subscription.discounts[0]! }] : [],
    total_taxes:
      rate && tax !== 0
        ? [
            {
              amount: tax,
              tax_behavior: rate.inclusive ? 'inclusive' : 'exclusive',
              tax_rate_details: { tax_rate: rate.id },
              taxability_reason: 'not_available',
              taxable_amount: excluding,
              type: 'tax_rate_details',
            },
          ]
        : [],
    default_tax_rates: rate ? [rate] : [],
    discounts: discount > 0 ? subscription.discounts.map((one) => one as string) : [],
    amount_due: Math.max(0, total),
    amount_remaining: Math.max(0, total),
    billing_reason: reason,
    lines: listOf(`/v1/invoices/${id}/lines`, lines),
    number: id.slice(-12).toUpperCase(),
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    period_start: start,
    period_end: start,
    status: 'open',
  })
}

/** Keeps a new invoice and tells of it. */
export async function openInvoice(till: Till, invoice: Stripe.Invoice): Promise<Stripe.Invoice> {
  await keep(till, invoice)
  await tell(till, 'invoice.created', invoice)
  return invoice
}

/** An invoice is paid: by a charge, or because it asks for nothing. */
export async function settleInvoice(
  till: Till,
  open: Stripe.Invoice,
  charged: Extract<Charged, { outcome: 'paid' }> | undefined,
): Promise<Stripe.Invoice> {
  const payments = charged
    ? [
        shape.invoicePayment({
          id: newRef('inpay'),
          amount_requested: open.amount_due,
          created: seconds(till.now),
          currency: open.currency,
          invoice: open.id,
          payment: { payment_intent: charged.intent.id, type: 'payment_intent' },
          status: 'paid',
        }),
      ]
    : []
  const paid: Stripe.Invoice = {
    ...open,
    amount_paid: open.amount_due,
    amount_remaining: 0,
    attempt_count: open.attempt_count + (charged ? 1 : 0),
    attempted: true,
    next_payment_attempt: null,
    payments: listOf('/v1/invoice_payments', payments),
    status: 'paid',
    status_transitions: { ...open.status_transitions, paid_at: seconds(till.now) },
  }
  await change(till, paid)
  await tell(till, 'invoice.payment_succeeded', paid)
  await tell(till, 'invoice.paid', paid)
  return paid
}

/** While collection is paused a period's invoice is made all the same, and made void at once. */
export async function voidInvoice(till: Till, open: Stripe.Invoice): Promise<Stripe.Invoice> {
  const voided: Stripe.Invoice = {
    ...open,
    amount_remaining: 0,
    auto_advance: false,
    status: 'void',
    status_transitions: { ...open.status_transitions, voided_at: seconds(till.now) },
  }
  await change(till, voided)
  await tell(till, 'invoice.voided', voided)
  return voided
}
