import type Stripe from 'stripe'
import { type Card, chargeCard, checkCard, newCard, TEST_CARDS } from './cards.ts'
import type { Session } from './checkout.ts'
import { tell } from './events.ts'
import { checkoutSession } from './shapes-of-plans.ts'
import {
  change,
  Fault,
  instantOf,
  invalid,
  keep,
  newRef,
  seconds,
  type Till,
  take,
} from './till.ts'

/** Cards that a customer keeps: added on a page of the provider's, charged while nobody is there. */
type Kept = Card & { $kept?: boolean }

const HOURS = 24

export type NewSetup = {
  customer?: string | undefined
  client_reference_id?: string | undefined
  success_url: string
  cancel_url?: string | undefined
  expires_at?: number | undefined
  metadata?: Record<string, string> | undefined
  currency?: string | undefined
}

/** A page where a card is kept and nothing is charged. */
export async function openSetup(
  till: Till,
  wanted: NewSetup,
  pageUrl: string,
): Promise<Stripe.Checkout.Session> {
  if (!wanted.currency) {
    throw invalid('parameter_missing', 'A page for keeping a card needs a currency.', 'currency')
  }
  const customer = await take<Stripe.Customer>(till, 'customer', wanted.customer ?? '', 'customer')
  const expires = wanted.expires_at ? instantOf(wanted.expires_at) : till.now.add({ hours: HOURS })
  const id = newRef('cs_test')
  const intent = await keep(
    till,
    setupIntent({
      id: newRef('seti'),
      created: seconds(till.now),
      customer: customer.id,
      status: 'requires_payment_method',
    }),
  )
  const session: Session = {
    ...checkoutSession({
      id,
      created: seconds(till.now),
      mode: 'setup',
      status: 'open',
      payment_status: 'no_payment_required',
      expires_at: seconds(expires),
      amount_total: null,
      currency: wanted.currency,
      url: `${pageUrl}/${id}`,
      success_url: wanted.success_url,
      cancel_url: wanted.cancel_url ?? null,
      client_reference_id: wanted.client_reference_id ?? null,
      customer: customer.id,
      setup_intent: intent.id,
      metadata: wanted.metadata ?? {},
    }),
    $lines: [],
    $price: null,
    $payment: { metadata: {}, transferGroup: null },
    $declined: null,
    $trialDays: 0,
  }
  return keep(till, session, { due: expires })
}

/** The customer gives a card on that page. */
export async function completeSetup(
  till: Till,
  session: Session,
  number: string,
  confirmed: boolean,
): Promise<
  { outcome: 'paid'; goTo: string } | { outcome: 'declined'; message: string } | { outcome: 'asks' }
> {
  if (!TEST_CARDS[number]) {
    return {
      outcome: 'declined',
      message: 'That is no test card. This is a sandbox: use one of the cards listed.',
    }
  }
  const customer = session.customer as string
  const card = await newCard(till, number, customer)
  const buyer = confirmed ? 'confirmed' : 'present'
  const refused = await checkCard(till, { card, buyer })
  if (refused) return refused
  await change<Kept>(till, { ...card, $used: true, $kept: true })
  const intent = await take<Stripe.SetupIntent>(
    till,
    'setup_intent',
    session.setup_intent as string,
  )
  await change(till, { ...intent, payment_method: card.id, status: 'succeeded' as const })
  const done = await change<Session>(
    till,
    { ...session, status: 'complete' as const, url: null },
    { due: null },
  )
  await tell(till, 'checkout.session.completed', done)
  return { outcome: 'paid', goTo: session.success_url! }
}

/** The customer keeps a card on their own page, and it is charged from then on. */
export async function keepCard(
  till: Till,
  customer: string,
  number: string,
): Promise<{ trouble: string | undefined }> {
  const card = await newCard(till, number, customer)
  const refused = await checkCard(till, { card, buyer: 'confirmed' })
  if (refused) return { trouble: 'message' in refused ? refused.message : 'Your bank asks.' }
  await change<Kept>(till, { ...card, $used: true, $kept: true })
  await updateCustomer(till, customer, { invoice_settings: { default_payment_method: card.id } })
  return { trouble: undefined }
}

/** The cards that a customer keeps: added by themselves, or those that plans renew with. */
export async function keptCards(till: Till, customer: string): Promise<Card[]> {
  await take(till, 'customer', customer)
  const rows = await till.tx<{ body: Card }>`
    select body from sandbox.thing c
     where object = 'payment_method' and account = ${till.account} and body @> ${{ customer }}
       and (body @> '{"$kept":true}' or exists (
             select from sandbox.thing s
              where s.object = 'subscription' and s.body ->> 'default_payment_method' = c.id
                and s.body ->> 'status' <> 'canceled'))
     order by seq desc`
  return rows.map(({ body }) => body)
}

/** Takes a card away from its customer, for good. */
export async function detachCard(till: Till, id: string): Promise<Card> {
  const card = await take<Card>(till, 'payment_method', id)
  if (!card.customer) {
    throw invalid(
      'payment_method_unexpected_state',
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    )
  }
  const customer = await take<Stripe.Customer>(till, 'customer', card.customer as string)
  if (customer.invoice_settings.default_payment_method === id) {
    await change(till, withDefault(customer, null))
  }
  const detached = await change(till, { ...card, customer: null })
  await tell(till, 'payment_method.detached', detached)
  return detached
}

const withDefault = (customer: Stripe.Customer, method: string | null): Stripe.Customer => ({
  ...customer,
  invoice_settings: { ...customer.invoice_settings, default_payment_method: method },
})

export async function updateCustomer(
  till: Till,
  id: string,
  wanted: { invoice_settings?: { default_payment_method?: string | undefined } | undefined },
): Promise<Stripe.Customer> {
  const customer = await take<Stripe.Customer>(till, 'customer', id)
  const method = wanted.invoice_settings?.default_payment_method
  if (!method) return customer
  await own(till, customer.id, method)
  const changed = await change(till, withDefault(customer, method))
  await tell(till, 'customer.updated', changed)
  return changed
}

async function own(till: Till, customer: string, method: string): Promise<Card> {
  const card = await take<Card>(till, 'payment_method', method, 'payment_method')
  if (card.customer !== customer) {
    throw invalid(
      'payment_method_unexpected_state',
      'The payment method does not belong to the customer.',
      'payment_method',
    )
  }
  return card
}

/** Charges a kept card while its owner is not there. A refusal is an error, as at the provider. */
export async function chargeKept(
  till: Till,
  wanted: {
    amount: number
    currency: string
    customer: string
    payment_method: string
    description?: string | undefined
    metadata?: Record<string, string> | undefined
    transfer_group?: string | undefined
  },
): Promise<Stripe.PaymentIntent> {
  const card = await own(till, wanted.customer, wanted.payment_method)
  const charged = await chargeCard(till, {
    amount: wanted.amount,
    currency: wanted.currency,
    customer: wanted.customer,
    card,
    description: wanted.description ?? '',
    metadata: wanted.metadata ?? {},
    transferGroup: wanted.transfer_group ?? null,
    buyer: 'absent',
  })
  if (charged.outcome === 'paid') return charged.intent
  const code = charged.outcome === 'declined' ? charged.code : 'authentication_required'
  throw new Fault(402, {
    type: 'card_error',
    code: code === 'authentication_required' ? code : 'card_declined',
    decline_code: code,
    message: charged.outcome === 'declined' ? charged.message : 'This payment needs confirming.',
  })
}

/** Written out against the SDK's type; see shapes.ts. */
const setupIntent = (
  given: Pick<Stripe.SetupIntent, 'id' | 'created' | 'customer' | 'status'>,
): Stripe.SetupIntent => ({
  object: 'setup_intent',
  allowed_payment_method_types: null,
  application: null,
  automatic_payment_methods: { allow_redirects: 'always', enabled: true },
  cancellation_reason: null,
  client_secret: `${given.id}_secret_sandbox`,
  customer_account: null,
  description: null,
  excluded_payment_method_types: null,
  flow_directions: null,
  last_setup_error: null,
  latest_attempt: null,
  livemode: false,
  managed_payments: null,
  mandate: null,
  metadata: {},
  next_action: null,
  on_behalf_of: null,
  payment_method: null,
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ['card'],
  single_use_mandate: null,
  usage: 'off_session',
  ...given,
})
