import type Stripe from 'stripe'
import { startSubscription } from './billing.ts'
import { chargeCard, newCard, TEST_CARDS } from './cards.ts'
import { tell } from './events.ts'
import { completeSetup, openSetup } from './methods.ts'
import { totalsOf } from './reducing.ts'
import { checkoutSession } from './shapes-of-plans.ts'
import { change, instantOf, invalid, keep, newRef, seconds, type Till, take } from './till.ts'

/** A checkout with what its page shows and needs, which the provider's own answer leaves out. */
export type Session = Stripe.Checkout.Session & {
  $lines: { description: string; quantity: number; amount: number; every?: 'month' | 'year' }[]
  $price: string | null
  $payment: { metadata: Stripe.Metadata; transferGroup: string | null }
  $declined: string | null
  /** Days before a plan is charged for the first time. */
  $trialDays: number
  $coupon?: Stripe.Coupon
  $taxRate?: Stripe.TaxRate
}

export type NewSession = {
  mode: 'payment' | 'subscription' | 'setup'
  /** What a page that only keeps a card goes by. */
  currency?: string | undefined
  customer?: string | undefined
  client_reference_id?: string | undefined
  success_url: string
  cancel_url?: string | undefined
  expires_at?: number | undefined
  metadata?: Record<string, string> | undefined
  line_items?:
    | {
        price?: string | undefined
        price_data?:
          | { currency: string; unit_amount: number; product_data: { name: string } }
          | undefined
        quantity: number
      }[]
    | undefined
  payment_intent_data?:
    | {
        metadata?: Record<string, string> | undefined
        transfer_group?: string | undefined
        description?: string | undefined
      }
    | undefined
  discounts?: { coupon: string }[] | undefined
  subscription_data?:
    | {
        metadata?: Record<string, string> | undefined
        trial_period_days?: number | undefined
        default_tax_rates?: string[] | undefined
      }
    | undefined
}

const MINUTES_AT_LEAST = 30
const HOURS_AT_MOST = 24

export async function openSession(
  till: Till,
  wanted: NewSession,
  pageUrl: string,
): Promise<Stripe.Checkout.Session> {
  if (wanted.mode === 'setup') return openSetup(till, wanted, pageUrl)
  const expires = wanted.expires_at ? instantOf(wanted.expires_at) : till.now.add({ hours: 24 })
  const minutes = till.now.until(expires).total('minutes')
  // A few seconds are lost between the caller's clock and ours.
  if (minutes < MINUTES_AT_LEAST - 0.5 || minutes > HOURS_AT_MOST * 60 + 0.5) {
    throw invalid(
      'parameter_invalid_integer',
      'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
      'expires_at',
    )
  }
  const { lines, currency, priced } = await soldOn(till, wanted)
  const id = newRef('cs_test')
  const trialDays = wanted.subscription_data?.trial_period_days ?? 0
  const [coupon, taxRate] = await reductions(till, wanted)
  const list = lines.reduce((sum, line) => sum + line.amount, 0)
  const { discount, tax, total: asked } = totalsOf(list, coupon, taxRate)
  const total = trialDays > 0 ? 0 : asked
  if (discount > 0) lines.push({ description: coupon!.name!, quantity: 1, amount: -discount })
  if (tax > 0) {
    const { display_name, percentage, inclusive } = taxRate!
    const words = `${display_name} ${percentage} %${inclusive ? ', included' : ''}`
    lines.push({ description: words, quantity: 1, amount: tax })
  }
  const session: Session = {
    ...checkoutSession({
      id,
      created: seconds(till.now),
      mode: wanted.mode,
      status: 'open',
      payment_status: 'unpaid',
      expires_at: seconds(expires),
      amount_total: total,
      currency,
      url: `${pageUrl}/${id}`,
      success_url: wanted.success_url,
      cancel_url: wanted.cancel_url ?? null,
      client_reference_id: wanted.client_reference_id ?? null,
      customer: wanted.customer
        ? (await take<Stripe.Customer>(till, 'customer', wanted.customer, 'customer')).id
        : null,
      metadata: wanted.metadata ?? {},
    }),
    $lines: lines,
    $price: priced?.id ?? null,
    $payment: {
      metadata:
        (wanted.mode === 'payment'
          ? wanted.payment_intent_data?.metadata
          : wanted.subscription_data?.metadata) ?? {},
      transferGroup: wanted.payment_intent_data?.transfer_group ?? null,
    },
    $declined: null,
    $trialDays: trialDays,
    ...(coupon ? { $coupon: coupon } : {}),
    ...(taxRate ? { $taxRate: taxRate } : {}),
  }
  return keep(till, session, { due: expires })
}

/** What a page sells: its lines, and the price of the plan if one is on it. */
async function soldOn(
  till: Till,
  wanted: NewSession,
): Promise<{ lines: Session['$lines']; currency: string; priced: Stripe.Price | null }> {
  const lines: Session['$lines'] = []
  let currency = ''
  let priced: Stripe.Price | null = null
  for (const item of wanted.line_items ?? []) {
    if (item.price_data) {
      const { unit_amount, product_data } = item.price_data
      currency ||= item.price_data.currency
      lines.push({
        description: product_data.name,
        quantity: item.quantity,
        amount: unit_amount * item.quantity,
      })
    } else {
      priced = await take<Stripe.Price>(till, 'price', item.price ?? '', 'line_items[0][price]')
      const sold = await take<Stripe.Product>(till, 'product', priced.product as string)
      currency ||= priced.currency
      lines.push({
        description: sold.name,
        quantity: item.quantity,
        amount: priced.unit_amount! * item.quantity,
        ...(priced.recurring ? { every: priced.recurring.interval as 'month' | 'year' } : {}),
      })
    }
  }
  if ((wanted.mode === 'subscription') !== Boolean(priced?.recurring)) {
    throw invalid(
      'parameter_invalid',
      'A subscription needs one recurring price, a payment none.',
      'mode',
    )
  }
  return { lines, currency, priced }
}

/** The coupon and the tax rate that a plan is begun with. */
async function reductions(till: Till, { discounts, subscription_data: plan }: NewSession) {
  const coupon = discounts?.[0]?.coupon
  const rate = plan?.default_tax_rates?.[0]
  return [
    coupon ? await take<Stripe.Coupon>(till, 'coupon', coupon, 'discounts[0][coupon]') : undefined,
    rate ? await take<Stripe.TaxRate>(till, 'tax_rate', rate, 'default_tax_rates[0]') : undefined,
  ] as const
}

/** Ends an open checkout, by time or by call. */
export async function expireSession(till: Till, session: Session): Promise<Session> {
  if (session.status !== 'open') {
    throw invalid(
      'checkout_session_not_open',
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
    )
  }
  const expired = await change(
    till,
    { ...session, status: 'expired' as const, url: null },
    { due: null },
  )
  await tell(till, 'checkout.session.expired', expired)
  return expired
}

export type Paid =
  | { outcome: 'paid'; goTo: string }
  | { outcome: 'declined'; message: string }
  | { outcome: 'asks' }
  | { outcome: 'closed'; status: string; goTo: string }

/** The buyer presses "Pay" on the hosted page. `confirmed`: the bank's question was answered yes. */
export async function completeSession(
  till: Till,
  id: string,
  number: string,
  confirmed: boolean,
): Promise<Paid> {
  const session = await take<Session>(till, 'checkout.session', id)
  if (session.status !== 'open') {
    return { outcome: 'closed', status: session.status!, goTo: session.success_url! }
  }
  if (session.mode === 'setup') return completeSetup(till, session, number, confirmed)
  const test = TEST_CARDS[number]
  if (!test) {
    return {
      outcome: 'declined',
      message: 'That is no test card. This is a sandbox: use one of the cards listed.',
    }
  }
  const customer = session.customer
    ? await take<Stripe.Customer>(till, 'customer', session.customer as string)
    : null
  const card = await newCard(till, number, customer?.id ?? null)
  const buyer = confirmed ? 'confirmed' : 'present'
  if (session.mode === 'subscription') {
    const started = await startSubscription(till, {
      customer: customer!,
      price: await take<Stripe.Price>(till, 'price', session.$price!),
      card,
      metadata: session.$payment.metadata,
      trialDays: session.$trialDays,
      buyer,
      coupon: session.$coupon,
      taxRate: session.$taxRate,
    })
    if (started.outcome === 'asks') return started
    if (started.outcome === 'declined') return declined(till, session, started.message)
    return complete(till, session, {
      subscription: started.subscription.id,
      invoice: started.invoice.id,
    })
  }
  const charged = await chargeCard(till, {
    amount: session.amount_total!,
    currency: session.currency!,
    customer: customer?.id ?? null,
    card,
    description: session.$lines.map((line) => line.description).join(', '),
    metadata: session.$payment.metadata,
    transferGroup: session.$payment.transferGroup,
    buyer,
  })
  if (charged.outcome === 'asks') return charged
  if (charged.outcome === 'declined') return declined(till, session, charged.message)
  return complete(till, session, { payment_intent: charged.intent.id })
}

async function declined(till: Till, session: Session, message: string): Promise<Paid> {
  await change(till, { ...session, $declined: message })
  return { outcome: 'declined', message }
}

async function complete(
  till: Till,
  session: Session,
  made: { payment_intent?: string; subscription?: string; invoice?: string },
): Promise<Paid> {
  const done = await change<Session>(
    till,
    {
      ...session,
      ...made,
      status: 'complete' as const,
      payment_status: session.amount_total === 0 ? 'no_payment_required' : 'paid',
      url: null,
      $declined: null,
    },
    { due: null },
  )
  await tell(till, 'checkout.session.completed', done)
  return { outcome: 'paid', goTo: session.success_url! }
}
