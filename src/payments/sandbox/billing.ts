import type Stripe from 'stripe'
import { type Card, type Charged, cardOf, chargeCard } from './cards.ts'
import { shown, tell } from './events.ts'
import { listOf } from './shapes.ts'
import * as shape from './shapes-of-plans.ts'
import { change, instantOf, invalid, keep, newRef, seconds, type Till, take } from './till.ts'

/** When a renewal that failed is tried again; after the last one the subscription ends. */
const TRIED_AGAIN_AFTER_DAYS = [3, 5, 7]

/**
 * The end of the period that begins at `start`: the same day of the month as the anchor, or the last
 * day of a shorter month; never drifting. In UTC, as the provider reckons.
 */
export function periodEnd(
  anchor: Temporal.Instant,
  start: Temporal.Instant,
  interval: 'month' | 'year',
): Temporal.Instant {
  const from = anchor.toZonedDateTimeISO('UTC')
  const unit = interval === 'month' ? 'months' : 'years'
  let count = from.until(start.toZonedDateTimeISO('UTC'), { largestUnit: unit })[unit]
  let end = from.add({ [unit]: count })
  while (Temporal.Instant.compare(end.toInstant(), start) <= 0) {
    count += 1
    end = from.add({ [unit]: count })
  }
  return end.toInstant()
}

const itemOf = (subscription: Stripe.Subscription) => subscription.items.data[0]!

type FirstInvoice = {
  customer: Stripe.Customer
  price: Stripe.Price
  card: Card
  metadata: Stripe.Metadata
  buyer: 'present' | 'confirmed'
}

/** Starts a subscription by charging its first period; keeps nothing of it where the card is refused. */
export async function startSubscription(
  till: Till,
  wanted: FirstInvoice,
): Promise<
  | { outcome: 'paid'; subscription: Stripe.Subscription; invoice: Stripe.Invoice }
  | Exclude<Charged, { outcome: 'paid' }>
> {
  const { price, customer } = wanted
  const id = newRef('sub')
  const end = periodEnd(till.now, till.now, price.recurring!.interval as 'month' | 'year')
  const item = shape.subscriptionItem({
    id: newRef('si'),
    created: seconds(till.now),
    subscription: id,
    price,
    current_period_start: seconds(till.now),
    current_period_end: seconds(end),
  })
  const subscription = shape.subscription({
    id,
    created: seconds(till.now),
    currency: price.currency,
    customer: customer.id,
    items: listOf(`/v1/subscription_items?subscription=${id}`, [item]),
    metadata: wanted.metadata,
    status: 'active',
    default_payment_method: wanted.card.id,
    latest_invoice: null,
  })
  const charged = await chargeCard(till, {
    amount: price.unit_amount!,
    currency: price.currency,
    customer: customer.id,
    card: wanted.card,
    description: 'Subscription creation',
    metadata: {},
    transferGroup: null,
    buyer: wanted.buyer,
  })
  if (charged.outcome !== 'paid') return charged
  const invoice = await newInvoice(till, subscription, 'subscription_create')
  subscription.latest_invoice = invoice.id
  await keep(till, subscription, { due: end })
  await tell(till, 'customer.subscription.created', subscription)
  await tell(till, 'invoice.created', invoice)
  return { outcome: 'paid', subscription, invoice: await settleInvoice(till, invoice, charged) }
}

async function newInvoice(
  till: Till,
  subscription: Stripe.Subscription,
  reason: 'subscription_create' | 'subscription_cycle',
): Promise<Stripe.Invoice> {
  const id = newRef('in')
  const item = itemOf(subscription)
  const amount = item.price.unit_amount!
  const period = { start: item.current_period_start, end: item.current_period_end }
  const line = shape.invoiceLine({
    id: newRef('il'),
    amount,
    currency: subscription.currency,
    description: '1 × subscription',
    invoice: id,
    item: item.id,
    period,
    price: item.price,
    subscription: subscription.id,
  })
  return keep(
    till,
    shape.invoice({
      id,
      created: seconds(till.now),
      currency: subscription.currency,
      customer: subscription.customer as string,
      total: amount,
      billing_reason: reason,
      lines: listOf(`/v1/invoices/${id}/lines`, [line]),
      number: id.slice(-12).toUpperCase(),
      parent: {
        quote_details: null,
        subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
        type: 'subscription_details',
      },
      // A provider's invoice covers the period that went by; what it sells lies on its lines.
      period_start: reason === 'subscription_create' ? seconds(till.now) : period.start,
      period_end: reason === 'subscription_create' ? seconds(till.now) : period.start,
      status: 'open',
    }),
  )
}

async function settleInvoice(
  till: Till,
  open: Stripe.Invoice,
  charged: Extract<Charged, { outcome: 'paid' }>,
): Promise<Stripe.Invoice> {
  const payment = shape.invoicePayment({
    id: newRef('inpay'),
    amount_requested: open.total,
    created: seconds(till.now),
    currency: open.currency,
    invoice: open.id,
    payment: { payment_intent: charged.intent.id, type: 'payment_intent' },
    status: 'paid',
  })
  const paid: Stripe.Invoice = {
    ...open,
    amount_paid: open.total,
    amount_remaining: 0,
    attempt_count: open.attempt_count + 1,
    attempted: true,
    next_payment_attempt: null,
    payments: listOf('/v1/invoice_payments', [payment]),
    status: 'paid',
    status_transitions: { ...open.status_transitions, paid_at: seconds(till.now) },
  }
  await change(till, paid)
  await tell(till, 'invoice.payment_succeeded', paid)
  await tell(till, 'invoice.paid', paid)
  return paid
}

/** What is due of a subscription: its end, its renewal, or another try at one that failed. */
export async function subscriptionDue(
  till: Till,
  subscription: Stripe.Subscription,
): Promise<void> {
  if (subscription.status === 'past_due') return tryAgain(till, subscription)
  if (subscription.cancel_at_period_end) {
    await endSubscription(till, subscription)
    return
  }
  const item = itemOf(subscription)
  const start = instantOf(item.current_period_end)
  const end = periodEnd(
    instantOf(subscription.billing_cycle_anchor),
    start,
    item.price.recurring!.interval as 'month' | 'year',
  )
  const renewed: Stripe.Subscription = {
    ...subscription,
    items: {
      ...subscription.items,
      data: [
        {
          ...item,
          current_period_start: item.current_period_end,
          current_period_end: seconds(end),
        },
      ],
    },
  }
  const invoice = await newInvoice(till, renewed, 'subscription_cycle')
  renewed.latest_invoice = invoice.id
  await tell(till, 'invoice.created', invoice)
  await attempt(till, renewed, invoice)
}

async function tryAgain(till: Till, subscription: Stripe.Subscription): Promise<void> {
  const invoice = await take<Stripe.Invoice>(till, 'invoice', subscription.latest_invoice as string)
  await attempt(till, subscription, invoice)
}

async function attempt(
  till: Till,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice,
): Promise<void> {
  const charged = await chargeCard(till, {
    amount: invoice.total,
    currency: invoice.currency,
    customer: subscription.customer as string,
    card: await cardOf(till, subscription.default_payment_method as string),
    description: 'Subscription update',
    metadata: {},
    transferGroup: null,
    buyer: 'absent',
  })
  if (charged.outcome === 'paid') {
    const active: Stripe.Subscription = { ...subscription, status: 'active' }
    await change(till, active, { due: instantOf(itemOf(active).current_period_end) })
    await tell(till, 'customer.subscription.updated', active)
    await settleInvoice(till, invoice, charged)
    return
  }
  const wait = TRIED_AGAIN_AFTER_DAYS[invoice.attempt_count]
  const next = wait === undefined ? null : till.now.add({ hours: 24 * wait })
  const failed: Stripe.Invoice = {
    ...invoice,
    attempt_count: invoice.attempt_count + 1,
    attempted: true,
    next_payment_attempt: next && seconds(next),
  }
  await change(till, failed)
  await tell(till, 'invoice.payment_failed', failed)
  if (!next) {
    await endSubscription(till, subscription)
    return
  }
  const pastDue: Stripe.Subscription = { ...subscription, status: 'past_due' }
  await change(till, pastDue, { due: next })
  await tell(till, 'customer.subscription.updated', pastDue)
}

export async function endSubscription(
  till: Till,
  subscription: Stripe.Subscription,
): Promise<Stripe.Subscription> {
  const ended: Stripe.Subscription = {
    ...subscription,
    status: 'canceled',
    canceled_at: subscription.canceled_at ?? seconds(till.now),
    ended_at: seconds(till.now),
  }
  await change(till, ended, { due: null })
  await tell(till, 'customer.subscription.deleted', ended)
  return shown(ended)
}

/** Cancels at the period's end, or takes that back. */
export async function updateSubscription(
  till: Till,
  id: string,
  wanted: { cancel_at_period_end?: boolean | undefined },
): Promise<Stripe.Subscription> {
  const subscription = await take<Stripe.Subscription>(till, 'subscription', id)
  if (subscription.status === 'canceled') {
    throw invalid(
      'resource_missing',
      'A canceled subscription can only update its cancellation_details and metadata.',
    )
  }
  const ends = wanted.cancel_at_period_end ?? subscription.cancel_at_period_end
  const changed: Stripe.Subscription = {
    ...subscription,
    cancel_at_period_end: ends,
    cancel_at: ends ? itemOf(subscription).current_period_end : null,
    canceled_at: ends ? seconds(till.now) : null,
  }
  await change(till, changed)
  await tell(till, 'customer.subscription.updated', changed)
  return changed
}
