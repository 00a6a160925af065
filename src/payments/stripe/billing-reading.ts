import type Stripe from 'stripe'
import {
  type Billing,
  type BillingCard,
  type Invoice,
  type Payment,
  type PlanTax,
  Unknown,
} from '../provider.ts'
import { capitals, idOf, instant, word } from './reading.ts'

/** From the provider's subscriptions and invoices to ours. */

/** The words of a price that we made, as its metadata keep them. */
export const PRICE = { about: 'stoa_about', code: 'stoa_plan', name: 'stoa_name' } as const
/** The words of a subscription: the order that began it, and the one that asked for its last change. */
export const ORDER = { began: 'stoa_order', number: 'stoa_number', change: 'stoa_change' } as const

/** The code and the tax that a subscription was told of, as its metadata keep them: an invoice says ids. */
export const TERMS = { code: 'stoa_code', tax: 'stoa_tax' } as const

/** `190000 included DE VAT` */
export const taxWords = ({ name, rate, included, place }: PlanTax) =>
  `${rate} ${included ? 'included' : 'added'} ${place} ${name}`

export function taxOfWords(words: string | undefined): PlanTax | undefined {
  const match = /^(\d+) (included|added) (\S+) (.+)$/.exec(words ?? '')
  if (!match) return undefined
  const [, rate, how, place, name] = match as unknown as [string, string, string, string, string]
  return { name, rate: Number(rate), included: how === 'included', place }
}

/** `next`: the price that a schedule names for the period after this one. */
export function billingOf(subscription: Stripe.Subscription, next?: Stripe.Price): Billing {
  const item = subscription.items.data[0]
  if (!item) throw new Unknown('The subscription has no item.')
  const pause = subscription.pause_collection
  return {
    ref: subscription.id,
    orderId: subscription.metadata[ORDER.began],
    status: word('a subscription', subscription.status, {
      incomplete: 'waiting',
      incomplete_expired: 'ended',
      trialing: 'trial',
      active: 'active',
      past_due: 'past_due',
      unpaid: 'past_due',
      // A trial that ended without a card: nothing is charged until there is one.
      paused: 'past_due',
      canceled: 'ended',
    }),
    periodStart: instant(item.current_period_start),
    periodEnd: instant(item.current_period_end),
    endsAtPeriodEnd: subscription.cancel_at_period_end,
    endedAt: subscription.ended_at === null ? undefined : instant(subscription.ended_at),
    paused: pause !== null,
    resumesAt: pause?.resumes_at ? instant(pause.resumes_at) : undefined,
    about: (next ?? item.price).metadata[PRICE.about],
    interval: (next ?? item.price).recurring?.interval === 'year' ? 'year' : 'month',
    card: cardOf(subscription.default_payment_method),
    terms: taxOfWords(subscription.metadata[TERMS.tax]),
    latestInvoice: idOf(subscription.latest_invoice),
  }
}

function cardOf(method: Stripe.Subscription['default_payment_method']): BillingCard | undefined {
  if (!method || typeof method === 'string' || !method.card) return undefined
  const { brand, last4, exp_month, exp_year } = method.card
  return { brand, last4, expires: `${exp_year}-${String(exp_month).padStart(2, '0')}` }
}

const REASONS: Record<string, Invoice['reason']> = {
  subscription_create: 'first',
  subscription_cycle: 'renewal',
  subscription_update: 'change',
}

/** The intent that an invoice was paid with. */
export function intentOf(invoice: Stripe.Invoice): string | undefined {
  const paid = invoice.payments?.data.find((one) => one.status === 'paid')
  return idOf(paid?.payment.payment_intent)
}

const isPart = ({ parent }: Stripe.InvoiceLineItem) =>
  parent?.subscription_item_details?.proration ?? parent?.invoice_item_details?.proration ?? false

/**
 * The line that says what an invoice sells: a whole period if there is one, else the rest of one at
 * the new price. What lies below zero is given back of the old one.
 */
export function mainLine(invoice: Stripe.Invoice): Stripe.InvoiceLineItem | undefined {
  const lines = invoice.lines.data
  return lines.find((line) => !isPart(line)) ?? lines.findLast(({ amount }) => amount >= 0)
}

/** The line that gives back unused time of what was sold before. */
export const givenBack = (invoice: Stripe.Invoice) =>
  invoice.lines.data.find(({ amount }) => amount < 0)

/** The price that a line is of. */
export const priceRefOf = (line: Stripe.InvoiceLineItem | undefined) =>
  idOf(line?.pricing?.price_details?.price)

export const whatPart = (line: Stripe.InvoiceLineItem) => ({
  part: isPart(line),
  periodStart: instant(line.period.start),
  periodEnd: instant(line.period.end),
})

/** What coupons take off an invoice. */
export const discountOf = ({ total_discount_amounts: amounts }: Stripe.Invoice): bigint =>
  (amounts ?? []).reduce((all, { amount }) => all + BigInt(amount), 0n)

function linesOf({ lines }: Stripe.Invoice): Pick<Invoice, 'sold' | 'givenBack'> {
  const sum = (sign: 1 | -1) =>
    lines.data.reduce((all, { amount }) => all + BigInt(Math.max(0, sign * amount)), 0n)
  return { sold: sum(1), givenBack: sum(-1) }
}

/** Undefined for an invoice that is of no subscription: none of ours. */
export function invoiceOf(
  invoice: Stripe.Invoice,
  { price, old }: Record<'price' | 'old', Stripe.Price | undefined>,
  payment: Payment | undefined,
): Invoice | undefined {
  const details = invoice.parent?.subscription_details
  const billing = idOf(details?.subscription)
  // What an invoice sells lies on its lines; its own period is the one that went by.
  const line = mainLine(invoice)
  if (!details || !billing || !line) return undefined
  const net = invoice.total_excluding_tax ?? invoice.total
  const paidAt = invoice.status_transitions.paid_at
  return {
    ref: invoice.id,
    billing,
    orderId: details.metadata?.[ORDER.began],
    changeOrder: details.metadata?.[ORDER.change],
    reason: REASONS[invoice.billing_reason ?? ''] ?? 'other',
    state: word('an invoice', invoice.status, {
      draft: 'open',
      open: 'open',
      paid: 'paid',
      uncollectible: 'void',
      void: 'void',
    }),
    sells: {
      about: price?.metadata[PRICE.about],
      code: price?.metadata[PRICE.code] ?? '',
      name: price?.metadata[PRICE.name] ?? line.description ?? 'Plan',
      interval: price?.recurring?.interval === 'year' ? 'year' : 'month',
    },
    replaces: old?.metadata[PRICE.about],
    discount: discountOf(invoice),
    code: details.metadata?.[TERMS.code],
    terms: taxOfWords(details.metadata?.[TERMS.tax]),
    ...whatPart(line),
    net: BigInt(net),
    tax: BigInt(invoice.total - net),
    currency: capitals(invoice.currency),
    ...linesOf(invoice),
    // A balance below zero is the customer's: it rises as it pays.
    fromBalance: BigInt(
      (invoice.ending_balance ?? invoice.starting_balance) - invoice.starting_balance,
    ),
    paidAt: paidAt === null ? undefined : instant(paidAt),
    payment,
  }
}
