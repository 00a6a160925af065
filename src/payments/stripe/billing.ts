import type Stripe from 'stripe'
import type {
  Billing,
  ChangePlan,
  Invoice,
  OpenCheckout,
  Payment,
  PlanDiscount,
  PlanOnSale,
  PlanPreview,
  PlanTax,
  PreviewPlan,
} from '../provider.ts'
import {
  billingOf,
  discountOf,
  givenBack,
  intentOf,
  invoiceOf,
  mainLine,
  ORDER,
  PRICE,
  priceRefOf,
  TERMS,
  taxOfWords,
  taxWords,
  whatPart,
} from './billing-reading.ts'
import { asked, asking, sure } from './faults.ts'
import { capitals, idOf, paymentOf } from './reading.ts'

/** Plans at the provider: its Billing. */

export const small = (currency: string) => currency.toLowerCase()
const withCharge = { expand: ['latest_charge.balance_transaction'] }
const withCard = { expand: ['default_payment_method'] }

/** The provider's price for a plan, found by the plan's own code, made where it is not there yet. */
export async function priceOf(stripe: Stripe, plan: PlanOnSale, currency: string): Promise<string> {
  const code = `${plan.code}-${plan.interval}-${currency}-${plan.amount}`
  const found = await stripe.prices.list({ lookup_keys: [code], limit: 1 })
  if (found.data[0]) return sure(found.data[0], 'price', 'price_').id
  const product = sure(
    await stripe.products.create(
      { name: plan.name, metadata: { stoa_plan: plan.code } },
      { idempotencyKey: `product:${code}` },
    ),
    'product',
  )
  const price = await stripe.prices.create(
    {
      product: product.id,
      currency,
      unit_amount: Number(plan.amount),
      recurring: { interval: plan.interval },
      lookup_key: code,
      // Whatever it is sold by (we, a portal, staff in the dashboard), invoices lead back to our plan.
      metadata: { [PRICE.about]: plan.about, [PRICE.code]: plan.code, [PRICE.name]: plan.name },
    },
    { idempotencyKey: `price:${code}` },
  )
  return sure(price, 'price', 'price_').id
}

/** The provider's coupon for a discount, by a name that we give it; made where it is not there yet. */
async function couponOf(stripe: Stripe, discount: PlanDiscount): Promise<string> {
  const id = `stoa_${discount.key}`
  const found = await asked(() => stripe.coupons.retrieve(id))
  if (found) return sure(found, 'coupon').id
  const off =
    'percent' in discount
      ? { percent_off: discount.percent / 100 }
      : { amount_off: Number(discount.amount), currency: small(discount.currency) }
  const made = await stripe.coupons.create(
    {
      id,
      name: discount.code,
      duration: discount.lasts === 'always' ? 'forever' : 'once',
      metadata: { [TERMS.code]: discount.code },
      ...off,
    },
    { idempotencyKey: `coupon:${id}` },
  )
  return sure(made, 'coupon').id
}

/** The provider's tax rate for a tax of ours, found by its words. */
async function taxRateOf(stripe: Stripe, tax: PlanTax): Promise<string> {
  const words = taxWords(tax)
  const wanted = { active: true, inclusive: tax.included, limit: 100 }
  for await (const one of stripe.taxRates.list(wanted)) {
    if (one.metadata?.[TERMS.tax] === words) return sure(one, 'tax_rate', 'txr_').id
  }
  const [country, state] = tax.place.split('-') as [string, string | undefined]
  const made = await stripe.taxRates.create(
    {
      display_name: tax.name,
      percentage: tax.rate / 10_000,
      inclusive: tax.included,
      country,
      ...(state ? { state } : {}),
      metadata: { [TERMS.tax]: words },
    },
    { idempotencyKey: `tax:${words}` },
  )
  return sure(made, 'tax_rate', 'txr_').id
}

/** What a checkout must say so that a plan is sold with its discount and its tax. */
export async function termsOf(
  stripe: Stripe,
  { discount, tax, trialDays }: Extract<OpenCheckout, { pays: 'plan' }>,
  metadata: Record<string, string>,
): Promise<Pick<Stripe.Checkout.SessionCreateParams, 'discounts' | 'subscription_data'>> {
  const coupon = discount && (await couponOf(stripe, discount))
  const rate = tax && (await taxRateOf(stripe, tax))
  return {
    ...(coupon ? { discounts: [{ coupon }] } : {}),
    subscription_data: {
      metadata: {
        ...metadata,
        ...(discount ? { [TERMS.code]: discount.code } : {}),
        ...(tax ? { [TERMS.tax]: taxWords(tax) } : {}),
      },
      ...(rate ? { default_tax_rates: [rate] } : {}),
      ...(trialDays > 0 ? { trial_period_days: trialDays } : {}),
    },
  }
}

export async function lookUpPayment(
  stripe: Stripe,
  ref: string | undefined,
): Promise<Payment | undefined> {
  if (!ref) return undefined
  const intent = await stripe.paymentIntents.retrieve(ref, withCharge)
  return paymentOf(sure(intent, 'payment_intent', 'pi_'))
}

/** Prices never change, so each is asked for once. */
const prices = new WeakMap<Stripe, Map<string, Stripe.Price>>()

async function lookUpPrice(
  stripe: Stripe,
  ref: string | undefined,
): Promise<Stripe.Price | undefined> {
  if (!ref) return undefined
  const known = prices.get(stripe) ?? new Map<string, Stripe.Price>()
  prices.set(stripe, known)
  const price = known.get(ref) ?? sure(await stripe.prices.retrieve(ref), 'price', 'price_')
  known.set(ref, price)
  return price
}

export function lookUpBilling(stripe: Stripe, ref: string): Promise<Billing | undefined> {
  return asked(async () => seen(stripe, await running(stripe, ref)))
}

/** With what its schedule says for the next period, where it has one. */
async function seen(stripe: Stripe, subscription: Stripe.Subscription): Promise<Billing> {
  const ref = idOf(subscription.schedule)
  if (!ref) return billingOf(subscription)
  const { phases } = sure(
    await stripe.subscriptionSchedules.retrieve(ref),
    'subscription_schedule',
    'sub_sched_',
  )
  const ends = subscription.items.data[0]?.current_period_end ?? 0
  const next = phases.find(({ start_date: start }) => start >= ends)
  return billingOf(subscription, await lookUpPrice(stripe, idOf(next?.items[0]?.price)))
}

const running = async (stripe: Stripe, ref: string) =>
  sure(await stripe.subscriptions.retrieve(ref, withCard), 'subscription', 'sub_')

export function lookUpInvoice(stripe: Stripe, ref: string): Promise<Invoice | undefined> {
  return asked(async () => {
    const invoice = await stripe.invoices.retrieve(ref, { expand: ['payments'] })
    sure(invoice, 'invoice', 'in_')
    const price = await lookUpPrice(stripe, priceRefOf(mainLine(invoice)))
    const old = await lookUpPrice(stripe, priceRefOf(givenBack(invoice)))
    return invoiceOf(invoice, { price, old }, await lookUpPayment(stripe, intentOf(invoice)))
  })
}

/** Changes a subscription. Where that charges something and the card is refused, nothing changes. */
export async function changePlan(stripe: Stripe, command: ChangePlan): Promise<Billing> {
  return asking(async () => {
    const options = { idempotencyKey: command.key }
    if (command.to === 'end-now') {
      return seen(stripe, await stripe.subscriptions.cancel(command.billing, withCard, options))
    }
    const before = await running(stripe, command.billing)
    if (await scheduled(stripe, before, command))
      return seen(stripe, await running(stripe, before.id))
    const changed = await stripe.subscriptions.update(
      command.billing,
      { ...(await paramsOf(stripe, command)), ...withCard },
      options,
    )
    return seen(stripe, sure(changed, 'subscription', 'sub_'))
  })
}

/** A change that charges is made as a whole or not at all. */
const whole = { payment_behavior: 'error_if_incomplete' } as const

async function paramsOf(
  stripe: Stripe,
  command: ChangePlan,
): Promise<Stripe.SubscriptionUpdateParams> {
  switch (command.to) {
    case 'plan-now':
      return {
        ...(await prorated(stripe, command)),
        ...whole,
        cancel_at_period_end: false,
        metadata: { [ORDER.change]: command.order },
      }
    case 'plan-at-renewal': {
      const items = await itemsOf(stripe, command)
      return { items, proration_behavior: 'none', cancel_at_period_end: false }
    }
    case 'tax': {
      const { tax } = command
      const rates = tax && [await taxRateOf(stripe, tax)]
      const metadata = { [TERMS.tax]: tax ? taxWords(tax) : '' }
      return { default_tax_rates: rates ?? '', metadata }
    }
    case 'pause':
      return { pause_collection: { behavior: 'void', resumes_at: secondsOf(command.until) } }
    case 'resume':
      return { pause_collection: '' }
    case 'begin-now': {
      const { status } = await running(stripe, command.billing)
      const now: Stripe.SubscriptionUpdateParams = {
        ...whole,
        proration_behavior: 'none',
        metadata: { [ORDER.change]: command.order },
      }
      return status === 'trialing'
        ? { ...now, trial_end: 'now' }
        : { ...now, pause_collection: '', billing_cycle_anchor: { type: 'now' } }
    }
    default:
      return { cancel_at_period_end: command.to === 'end-at-renewal' }
  }
}

const secondsOf = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / 1000)

async function itemsOf(
  stripe: Stripe,
  { billing, plan, currency }: { billing: string; plan: PlanOnSale; currency: string },
): Promise<{ id: string; price: string }[]> {
  const subscription = await running(stripe, billing)
  const price = await priceOf(stripe, plan, small(currency))
  return [{ id: subscription.items.data[0]!.id, price }]
}

/** What is left of the old price is given back and what is left at the new one charged, at once, to the second. */
const prorated = async (stripe: Stripe, command: PreviewPlan) => ({
  items: await itemsOf(stripe, command),
  proration_behavior: 'always_invoice' as const,
  proration_date: secondsOf(command.at),
})

export async function previewPlan(stripe: Stripe, command: PreviewPlan): Promise<PlanPreview> {
  return asking(async () => {
    const preview = await stripe.invoices.createPreview({
      subscription: command.billing,
      subscription_details: await prorated(stripe, command),
    })
    const line = mainLine(sure(preview, 'invoice'))!
    const net = preview.total_excluding_tax ?? preview.total
    return {
      net: BigInt(net),
      tax: BigInt(preview.total - net),
      discount: discountOf(preview),
      terms: taxOfWords(preview.parent?.subscription_details?.metadata?.[TERMS.tax]),
      currency: capitals(preview.currency),
      ...whatPart(line),
    }
  })
}
const RESETS = new Set<ChangePlan['to']>(['plan-now', 'plan-at-renewal', 'end-at-renewal', 'keep'])

/**
 * Another interval from the next period on needs a schedule: a price of another interval set at once would
 * begin its period at once. True: done so. Wishes about the next period let a schedule go that is in the way.
 */
async function scheduled(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  command: ChangePlan,
): Promise<boolean> {
  const { key } = command
  const old = idOf(subscription.schedule)
  if (old && RESETS.has(command.to)) {
    await stripe.subscriptionSchedules.release(old, {}, { idempotencyKey: `${key}:release` })
  }
  const { current_period_start, current_period_end, price } = subscription.items.data[0]!
  const stays =
    command.to !== 'plan-at-renewal' ||
    subscription.status === 'trialing' ||
    price.recurring?.interval === command.plan.interval
  if (stays) return false
  const next = await priceOf(stripe, command.plan, small(command.currency))
  const schedule = await stripe.subscriptionSchedules.create(
    { from_subscription: subscription.id },
    { idempotencyKey: `${key}:schedule` },
  )
  const started = schedule.current_phase?.start_date ?? current_period_start
  await stripe.subscriptionSchedules.update(
    schedule.id,
    {
      end_behavior: 'release',
      proration_behavior: 'none',
      phases: [
        {
          items: [{ price: price.id, quantity: 1 }],
          start_date: started,
          end_date: current_period_end,
          proration_behavior: 'none',
        },
        {
          items: [{ price: next, quantity: 1 }],
          duration: { interval: command.plan.interval, interval_count: 1 },
          proration_behavior: 'none',
        },
      ],
    },
    { idempotencyKey: `${key}:phases` },
  )
  return true
}

export async function payInvoice(
  stripe: Stripe,
  command: { key: string; invoice: string },
): Promise<Invoice | undefined> {
  await asking(async () =>
    sure(
      await stripe.invoices.pay(command.invoice, {}, { idempotencyKey: command.key }),
      'invoice',
      'in_',
    ),
  )
  return lookUpInvoice(stripe, command.invoice)
}

export async function selfService(
  stripe: Stripe,
  command: { payer: string; returnTo: string },
): Promise<{ url: string }> {
  return asking(async () => {
    const page = await stripe.billingPortal.sessions.create({
      customer: command.payer,
      return_url: command.returnTo,
    })
    return { url: sure(page, 'billing_portal.session').url }
  })
}
