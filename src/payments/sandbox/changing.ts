import type Stripe from 'stripe'
import { drawn, keepBalance } from './balances.ts'
import { chargeInvoice, collected, intervalOf, nextOf, periodEnd, withItem } from './billing.ts'
import { tell } from './events.ts'
import {
  type Asks,
  draftInvoice,
  itemOf,
  openInvoice,
  settleInvoice,
  wholePeriod,
} from './invoicing.ts'
import type { Priced } from './reducing.ts'
import { planOf } from './shapes-of-plans.ts'
import { change, Fault, instantOf, invalid, seconds, type Till, take } from './till.ts'

/** What may be asked of a running subscription. An empty text takes a setting away. */
export type Update = {
  cancel_at_period_end?: boolean | undefined
  items?: { id: string; price: string }[] | undefined
  proration_behavior?: 'none' | 'always_invoice' | undefined
  proration_date?: number | undefined
  billing_cycle_anchor?: { type: 'now' | 'unchanged' } | undefined
  trial_end?: 'now' | undefined
  pause_collection?: '' | { behavior: 'void'; resumes_at?: number | undefined } | undefined
  payment_behavior?: 'error_if_incomplete' | undefined
  metadata?: Record<string, string> | undefined
  default_payment_method?: string | undefined
  default_tax_rates?: '' | string[] | undefined
}

type Changed = {
  subscription: Stripe.Subscription
  /** What has to be paid for it now; empty: nothing. */
  asks: Asks[]
}

/**
 * A subscription as an update makes it, and what is asked for that at once: with another interval,
 * with `billing_cycle_anchor: now` and with `trial_end: now` a new period begins today; else only the
 * difference over what is left of this one, by the second, if prorations are asked for.
 */
async function changed(till: Till, before: Stripe.Subscription, wanted: Update): Promise<Changed> {
  const item = itemOf(before)
  const named = wanted.items?.[0]
  if (named && named.id !== item.id) {
    throw invalid('resource_missing', `No such subscription item: '${named.id}'`, 'items[0][id]')
  }
  const price = named
    ? await take<Stripe.Price>(till, 'price', named.price, 'items[0][price]')
    : item.price
  if (price.currency !== before.currency) {
    throw invalid('currency_mismatch', 'A subscription keeps its currency.', 'items[0][price]')
  }
  const trial = before.status === 'trialing' && wanted.trial_end !== 'now'
  const anew =
    wanted.billing_cycle_anchor?.type === 'now' ||
    (before.status === 'trialing' && wanted.trial_end === 'now') ||
    intervalOf(price) !== intervalOf(item.price)
  const priced = withItem(settings(till, before, wanted), { ...item, price, plan: planOf(price) })
  if (price.id !== item.price.id) delete (priced as Priced).$taken
  if (trial || !(anew || price.id !== item.price.id)) return { subscription: priced, asks: [] }

  const prorated = wanted.proration_behavior === 'always_invoice' && before.status !== 'trialing'
  const at = wanted.proration_date ?? seconds(till.now)
  const { current_period_start: start, current_period_end: end } = item
  if (at < start || at > seconds(till.now) || at > end) {
    throw invalid(
      'invalid_proration_date',
      'The date lies outside of the period.',
      'proration_date',
    )
  }
  const taken = (before as Priced).$taken
  const never = taken?.start === start ? taken.amount : 0
  const part = (of: Stripe.Price, sign: 1 | -1): Asks => ({
    price: of,
    amount:
      sign * Math.round(((of.unit_amount! - (sign < 0 ? never : 0)) * (end - at)) / (end - start)),
    start: at,
    end,
    proration: true,
  })
  const back = prorated ? [part(item.price, -1)] : []
  if (!anew) {
    return { subscription: priced, asks: prorated ? [...back, part(price, 1)] : [] }
  }
  const next: Stripe.Subscription = {
    ...withItem(priced, {
      ...itemOf(priced),
      current_period_start: seconds(till.now),
      current_period_end: seconds(periodEnd(till.now, till.now, intervalOf(price))),
    }),
    status: 'active',
    billing_cycle_anchor: seconds(till.now),
    trial_end: before.status === 'trialing' ? seconds(till.now) : before.trial_end,
  }
  return { subscription: next, asks: [...back, wholePeriod(next)] }
}

/** What an update sets that costs nothing. */
function settings(till: Till, before: Stripe.Subscription, wanted: Update): Stripe.Subscription {
  const ends = wanted.cancel_at_period_end ?? before.cancel_at_period_end
  const pause = wanted.pause_collection
  return {
    ...before,
    cancel_at_period_end: ends,
    cancel_at: ends ? itemOf(before).current_period_end : null,
    canceled_at: ends ? (before.canceled_at ?? seconds(till.now)) : null,
    pause_collection:
      pause === undefined
        ? before.pause_collection
        : pause === ''
          ? null
          : { behavior: pause.behavior, resumes_at: pause.resumes_at ?? null },
    metadata: { ...before.metadata, ...wanted.metadata },
    default_payment_method: wanted.default_payment_method ?? before.default_payment_method,
  }
}

async function running(till: Till, id: string): Promise<Stripe.Subscription> {
  const subscription = await take<Stripe.Subscription>(till, 'subscription', id)
  if (subscription.status === 'canceled') {
    throw invalid(
      'resource_missing',
      'A canceled subscription can only update its cancellation_details and metadata.',
    )
  }
  return subscription
}

/** What a schedule says, only the schedule changes. */
function refuseIfScheduled(before: Stripe.Subscription, wanted: Update): void {
  if (!before.schedule || !(wanted.items || wanted.cancel_at_period_end !== undefined)) return
  throw invalid(
    'invalid_request',
    `The subscription is managed by the subscription schedule \`${before.schedule}\`; update the schedule instead.`,
  )
}

/** Changes a subscription; where that costs something at once and the card is refused, nothing changes. */
export async function updateSubscription(
  till: Till,
  id: string,
  wanted: Update,
): Promise<Stripe.Subscription> {
  const before = await running(till, id)
  if (wanted.default_payment_method) {
    await take(till, 'payment_method', wanted.default_payment_method, 'default_payment_method')
  }
  if (wanted.default_tax_rates !== undefined) {
    const rates = [...wanted.default_tax_rates].map((rate) =>
      take<Stripe.TaxRate>(till, 'tax_rate', rate),
    )
    before.default_tax_rates = await Promise.all(rates)
  }
  refuseIfScheduled(before, wanted)
  const { subscription, asks } = await changed(till, before, wanted)
  const due = before.status === 'past_due' ? {} : { due: nextOf(subscription) }
  if (asks.length === 0) {
    await change(till, subscription, due)
    await tell(till, 'customer.subscription.updated', subscription)
    return subscription
  }
  const draft = draftInvoice(till, subscription, 'subscription_update', asks)
  const invoice = await drawn(till, draft)
  subscription.latest_invoice = invoice.id
  const charged =
    invoice.amount_due > 0 ? await chargeInvoice(till, subscription, invoice) : undefined
  if (charged?.outcome === 'declined') {
    throw new Fault(402, {
      type: 'card_error',
      code: charged.code === 'authentication_required' ? charged.code : 'card_declined',
      decline_code: charged.code,
      message: charged.message,
    })
  }
  await keepBalance(till, invoice)
  await change(till, subscription, due)
  await tell(till, 'customer.subscription.updated', subscription)
  await settleInvoice(till, await openInvoice(till, invoice), charged)
  return subscription
}

/** What an update would ask for; changes nothing. */
export async function previewInvoice(
  till: Till,
  id: string,
  wanted: Update,
): Promise<Stripe.Invoice> {
  const { subscription, asks } = await changed(till, await running(till, id), wanted)
  const ref = `upcoming_in_${id}`
  if (asks.length > 0) return draftInvoice(till, subscription, 'subscription_update', asks, ref)
  // Nothing is due at once: the preview is of the next renewal.
  const { current_period_end: start } = itemOf(subscription)
  const { price } = itemOf(subscription)
  const anchor = instantOf(subscription.billing_cycle_anchor)
  const end = seconds(periodEnd(anchor, instantOf(start), intervalOf(price)))
  const whole = { price, amount: price.unit_amount!, start, end, proration: false }
  return draftInvoice(till, subscription, 'subscription_cycle', [whole], ref)
}

/** Tries an open invoice again now, with the card that the subscription has by now. */
export async function payInvoice(till: Till, id: string): Promise<Stripe.Invoice> {
  const invoice = await take<Stripe.Invoice>(till, 'invoice', id)
  if (invoice.status !== 'open') {
    throw invalid('invoice_payment_intent_requires_action', `Invoice is already ${invoice.status}`)
  }
  const of = invoice.parent!.subscription_details!.subscription as string
  const subscription = await running(till, of)
  const charged = await chargeInvoice(till, subscription, invoice)
  if (charged.outcome === 'declined') {
    throw new Fault(402, {
      type: 'card_error',
      code: 'card_declined',
      decline_code: charged.code,
      message: charged.message,
    })
  }
  await collected(till, subscription, invoice, charged)
  return take<Stripe.Invoice>(till, 'invoice', id)
}
