import type Stripe from 'stripe'
import { drawn, keepBalance } from './balances.ts'
import { type Card, type Charged, cardOf, chargeCard, checkCard } from './cards.ts'
import { shown, tell } from './events.ts'
import {
  draftInvoice,
  itemOf,
  openInvoice,
  settleInvoice,
  voidInvoice,
  wholePeriod,
} from './invoicing.ts'
import type { Priced } from './reducing.ts'
import { priceOfNext } from './schedules.ts'
import { listOf } from './shapes.ts'
import * as shape from './shapes-of-plans.ts'
import { change, instantOf, keep, newRef, seconds, type Till, take } from './till.ts'

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

export const intervalOf = (price: Stripe.Price) => price.recurring!.interval as 'month' | 'year'

type FirstInvoice = {
  customer: Stripe.Customer
  price: Stripe.Price
  card: Card
  metadata: Stripe.Metadata
  trialDays: number
  buyer: 'present' | 'confirmed'
  coupon: Stripe.Coupon | undefined
  taxRate: Stripe.TaxRate | undefined
}

/** Starts a subscription by charging its first period; keeps nothing of it where the card is refused. */
export async function startSubscription(
  till: Till,
  wanted: FirstInvoice,
): Promise<
  | { outcome: 'paid'; subscription: Stripe.Subscription; invoice: Stripe.Invoice }
  | { outcome: 'asks' }
  | { outcome: 'declined'; code: string; message: string }
> {
  const { customer, card, buyer, trialDays } = wanted
  const subscription = newSubscription(till, wanted)
  const asks = wholePeriod(subscription, trialDays > 0 ? 0 : undefined)
  const draft = draftInvoice(till, subscription, 'subscription_create', [asks])
  const invoice = await drawn(till, draft)
  let charged: Extract<Charged, { outcome: 'paid' }> | undefined
  if (invoice.amount_due === 0) {
    const refused = await checkCard(till, { card, buyer })
    if (refused) return refused
  } else {
    const tried = await chargeCard(till, {
      amount: invoice.amount_due,
      currency: invoice.currency,
      customer: customer.id,
      card,
      description: 'Subscription creation',
      metadata: {},
      transferGroup: null,
      buyer,
    })
    if (tried.outcome !== 'paid') return tried
    charged = tried
  }
  await keepBalance(till, invoice)
  subscription.latest_invoice = invoice.id
  await keep(till, subscription, { due: nextOf(subscription) })
  await tell(till, 'customer.subscription.created', subscription)
  await openInvoice(till, invoice)
  return { outcome: 'paid', subscription, invoice: await settleInvoice(till, invoice, charged) }
}

function newSubscription(till: Till, wanted: FirstInvoice): Priced {
  const { price, customer, trialDays, coupon, taxRate } = wanted
  const id = newRef('sub')
  const trialEnd = trialDays > 0 ? till.now.add({ hours: 24 * trialDays }) : null
  const item = shape.subscriptionItem({
    id: newRef('si'),
    created: seconds(till.now),
    subscription: id,
    price,
    current_period_start: seconds(till.now),
    current_period_end: seconds(trialEnd ?? periodEnd(till.now, till.now, intervalOf(price))),
  })
  const made = shape.subscription({
    id,
    created: seconds(till.now),
    currency: price.currency,
    customer: customer.id,
    items: listOf(`/v1/subscription_items?subscription=${id}`, [item]),
    metadata: wanted.metadata,
    status: trialEnd ? 'trialing' : 'active',
    default_payment_method: wanted.card.id,
    latest_invoice: null,
    // Periods are counted from the end of the trial.
    billing_cycle_anchor: seconds(trialEnd ?? till.now),
    trial_start: trialEnd ? seconds(till.now) : null,
    trial_end: trialEnd && seconds(trialEnd),
    default_tax_rates: taxRate ? [taxRate] : [],
    discounts: coupon ? [newRef('di')] : [],
  })
  if (!coupon) return made
  // What a first period's coupon takes off is not given back as unused time.
  const amount = coupon.percent_off
    ? Math.round((price.unit_amount! * coupon.percent_off) / 100)
    : Math.min(coupon.amount_off!, price.unit_amount!)
  const $taken = { start: item.current_period_start, amount }
  return { ...made, $coupon: coupon, ...(coupon.duration === 'once' ? { $taken } : {}) }
}

/** When something of a subscription happens next by itself: its period's end, or the end of a pause. */
export function nextOf(subscription: Stripe.Subscription): Temporal.Instant {
  const resumes = subscription.pause_collection?.resumes_at
  return instantOf(Math.min(itemOf(subscription).current_period_end, resumes ?? Infinity))
}

/** What is due of a subscription: its end, its renewal, the end of a pause, or another try at one that failed. */
export async function subscriptionDue(
  till: Till,
  subscription: Stripe.Subscription,
): Promise<void> {
  if (subscription.status === 'past_due') return tryAgain(till, subscription)
  const pause = subscription.pause_collection
  if (pause?.resumes_at && pause.resumes_at <= seconds(till.now)) {
    const resumed: Stripe.Subscription = { ...subscription, pause_collection: null }
    await change(till, resumed, { due: nextOf(resumed) })
    await tell(till, 'customer.subscription.updated', resumed)
    return
  }
  if (subscription.cancel_at_period_end) {
    await endSubscription(till, subscription)
    return
  }
  const next = await priceOfNext(till, subscription)
  await renew(till, nextPeriod(next.subscription, next.price))
}

/** The subscription in the period after the one that it is in; another interval is counted from then on. */
function nextPeriod(before: Stripe.Subscription, price: Stripe.Price): Stripe.Subscription {
  const item = itemOf(before)
  const start = instantOf(item.current_period_end)
  const same = intervalOf(price) === intervalOf(item.price)
  const anchor = same ? instantOf(before.billing_cycle_anchor) : start
  const end = periodEnd(anchor, start, intervalOf(price))
  const subscription = { ...before, billing_cycle_anchor: seconds(anchor) }
  return withItem(subscription, {
    ...item,
    price,
    plan: shape.planOf(price),
    current_period_start: seconds(start),
    current_period_end: seconds(end),
  })
}

export const withItem = (
  subscription: Stripe.Subscription,
  item: Stripe.SubscriptionItem,
): Stripe.Subscription => ({
  ...subscription,
  items: { ...subscription.items, data: [item] },
})

/** The first invoice of a new period, and the try to collect it. */
async function renew(till: Till, renewed: Stripe.Subscription): Promise<void> {
  const draft = draftInvoice(till, renewed, 'subscription_cycle', [wholePeriod(renewed)])
  // What is made void takes nothing from anybody's balance.
  const invoice = renewed.pause_collection ? draft : await drawn(till, draft)
  await keepBalance(till, invoice)
  renewed.latest_invoice = invoice.id
  await openInvoice(till, invoice)
  if (!renewed.pause_collection) return attempt(till, renewed, invoice)
  await voidInvoice(till, invoice)
  const active: Stripe.Subscription = { ...renewed, status: 'active' }
  await change(till, active, { due: nextOf(active) })
  await tell(till, 'customer.subscription.updated', active)
}

async function tryAgain(till: Till, subscription: Stripe.Subscription): Promise<void> {
  const invoice = await take<Stripe.Invoice>(till, 'invoice', subscription.latest_invoice as string)
  await attempt(till, subscription, invoice)
}

/** Charges what an invoice asks for; the card that the subscription has now pays. */
export async function chargeInvoice(
  till: Till,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice,
): Promise<Exclude<Charged, { outcome: 'asks' }>> {
  const charged = await chargeCard(till, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: subscription.customer as string,
    card: await cardOf(till, subscription.default_payment_method as string),
    description: 'Subscription update',
    metadata: {},
    transferGroup: null,
    buyer: 'absent',
  })
  if (charged.outcome === 'asks') throw new Error('A card asked somebody who is not there')
  return charged
}

async function attempt(
  till: Till,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice,
): Promise<void> {
  if (invoice.amount_due === 0) return collected(till, subscription, invoice, undefined)
  const charged = await chargeInvoice(till, subscription, invoice)
  if (charged.outcome === 'paid') return collected(till, subscription, invoice, charged)
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

/** A period's invoice was paid: the subscription is active again. */
export async function collected(
  till: Till,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice,
  charged: Extract<Charged, { outcome: 'paid' }> | undefined,
): Promise<void> {
  const active: Stripe.Subscription = { ...subscription, status: 'active' }
  await change(till, active, { due: nextOf(active) })
  await tell(till, 'customer.subscription.updated', active)
  await settleInvoice(till, invoice, charged)
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
