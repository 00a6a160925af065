import type Stripe from 'stripe'
import { listOf } from './shapes.ts'

/** Checkout and Billing objects, written out against the SDK's types; see shapes.ts. */
type Given<Whole, Keys extends keyof Whole> = Pick<Whole, Keys> & Partial<Whole>

const noTax = () => ({
  disabled_reason: null,
  enabled: false,
  liability: null,
  provider: null,
  status: null,
})

export const checkoutSession = (
  given: Given<
    Stripe.Checkout.Session,
    | 'id'
    | 'created'
    | 'mode'
    | 'status'
    | 'payment_status'
    | 'expires_at'
    | 'amount_total'
    | 'currency'
    | 'url'
    | 'success_url'
    | 'cancel_url'
  >,
): Stripe.Checkout.Session => ({
  object: 'checkout.session',
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  amount_subtotal: given.amount_total,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: null,
  client_reference_id: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer: null,
  customer_account: null,
  customer_creation: null,
  customer_details: null,
  customer_email: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  livemode: false,
  locale: null,
  managed_payments: null,
  metadata: {},
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_collection: 'if_required',
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ['card'],
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  submit_type: null,
  subscription: null,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  ui_mode: 'hosted_page',
  wallet_options: null,
  ...given,
})

/** The old Plan object that a subscription item still carries beside its price. */
export const planOf = (price: Stripe.Price): Stripe.Plan => ({
  id: price.id,
  object: 'plan',
  active: true,
  amount: price.unit_amount,
  amount_decimal: price.unit_amount_decimal,
  billing_scheme: price.billing_scheme,
  created: price.created,
  currency: price.currency,
  interval: price.recurring!.interval,
  interval_count: 1,
  livemode: false,
  metadata: {},
  meter: null,
  nickname: null,
  product: price.product,
  tiers_mode: null,
  transform_usage: null,
  trial_period_days: null,
  usage_type: 'licensed',
})

export const subscriptionItem = (
  given: Given<
    Stripe.SubscriptionItem,
    'id' | 'created' | 'subscription' | 'price' | 'current_period_start' | 'current_period_end'
  >,
): Stripe.SubscriptionItem => ({
  object: 'subscription_item',
  billing_thresholds: null,
  current_trial: null,
  discounts: [],
  metadata: {},
  plan: planOf(given.price),
  quantity: 1,
  tax_rates: [],
  ...given,
})

export const subscription = (
  given: Given<
    Stripe.Subscription,
    | 'id'
    | 'created'
    | 'currency'
    | 'customer'
    | 'items'
    | 'metadata'
    | 'status'
    | 'default_payment_method'
    | 'latest_invoice'
  >,
): Stripe.Subscription => ({
  object: 'subscription',
  application: null,
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor: given.created,
  billing_cycle_anchor_config: null,
  billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
  billing_schedules: [],
  billing_thresholds: null,
  cancel_at: null,
  cancel_at_period_end: false,
  canceled_at: null,
  cancellation_details: null,
  collection_method: 'charge_automatically',
  customer_account: null,
  days_until_due: null,
  default_source: null,
  default_tax_rates: [],
  description: null,
  discounts: [],
  ended_at: null,
  invoice_settings: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: { type: 'self' },
  },
  livemode: false,
  managed_payments: null,
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pause_collection: null,
  payment_settings: null,
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  pending_update: null,
  schedule: null,
  start_date: given.created,
  test_clock: null,
  transfer_data: null,
  trial_end: null,
  trial_settings: null,
  trial_start: null,
  ...given,
})

export const invoiceLine = (
  given: Given<
    Stripe.InvoiceLineItem,
    'id' | 'amount' | 'currency' | 'description' | 'invoice' | 'period' | 'subscription'
  > & { item: string; price: Stripe.Price; proration: boolean },
): Stripe.InvoiceLineItem => {
  const { item, price, proration, ...rest } = given
  return {
    object: 'line_item',
    discount_amounts: [],
    discountable: true,
    discounts: [],
    livemode: false,
    metadata: {},
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration,
        proration_details: null,
        subscription: rest.subscription as string,
        subscription_item: item,
      },
      type: 'subscription_item_details',
    },
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: price.id, product: price.product as string },
      type: 'price_details',
      unit_amount_decimal: price.unit_amount_decimal,
    },
    quantity: 1,
    quantity_decimal: '1' as unknown as Stripe.Decimal,
    subtotal: rest.amount,
    taxes: [],
    ...rest,
  }
}

export const invoicePayment = (
  given: Given<
    Stripe.InvoicePayment,
    'id' | 'amount_requested' | 'created' | 'currency' | 'invoice' | 'payment' | 'status'
  >,
): Stripe.InvoicePayment => ({
  object: 'invoice_payment',
  amount_paid: given.status === 'paid' ? given.amount_requested : null,
  is_default: true,
  livemode: false,
  status_transitions: {
    canceled_at: null,
    paid_at: given.status === 'paid' ? given.created : null,
  },
  ...given,
})

export const invoice = (
  given: Given<
    Stripe.Invoice,
    | 'id'
    | 'created'
    | 'currency'
    | 'customer'
    | 'total'
    | 'billing_reason'
    | 'lines'
    | 'parent'
    | 'status'
    | 'number'
    | 'period_start'
    | 'period_end'
  >,
): Stripe.Invoice => ({
  object: 'invoice',
  account_country: 'US',
  account_name: 'Stoa sandbox',
  account_tax_ids: null,
  amount_due: given.total,
  amount_overpaid: 0,
  amount_paid: 0,
  amount_remaining: given.total,
  amount_shipping: 0,
  application: null,
  attempt_count: 0,
  attempted: false,
  auto_advance: true,
  automatic_tax: noTax(),
  automatically_finalizes_at: null,
  collection_method: 'charge_automatically',
  custom_fields: null,
  customer_account: null,
  customer_address: null,
  customer_email: null,
  customer_name: null,
  customer_phone: null,
  customer_shipping: null,
  customer_tax_exempt: 'none',
  customer_tax_ids: [],
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  description: null,
  discounts: [],
  due_date: null,
  effective_at: given.created,
  ending_balance: 0,
  footer: null,
  from_invoice: null,
  hosted_invoice_url: null,
  invoice_pdf: null,
  issuer: { type: 'self' },
  last_finalization_error: null,
  latest_revision: null,
  livemode: false,
  metadata: {},
  next_payment_attempt: null,
  on_behalf_of: null,
  payment_settings: {
    default_mandate: null,
    payment_method_options: null,
    payment_method_types: null,
  },
  payments: listOf('/v1/invoice_payments', []),
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  starting_balance: 0,
  statement_descriptor: null,
  status_transitions: {
    finalized_at: given.created,
    marked_uncollectible_at: null,
    paid_at: null,
    voided_at: null,
  },
  subtotal: given.total,
  subtotal_excluding_tax: given.total,
  test_clock: null,
  total_discount_amounts: [],
  total_excluding_tax: given.total,
  total_pretax_credit_amounts: [],
  total_taxes: [],
  webhooks_delivered_at: null,
  ...given,
})

/** A recipient account (version 2): it is paid, it never charges anybody. */
export const account = (given: {
  id: string
  created: string
  email: string
  name: string
  country: string
  entity: 'individual' | 'company'
  metadata: Record<string, string>
  ready: boolean
}): Stripe.V2.Core.Account => ({
  id: given.id,
  object: 'v2.core.account',
  applied_configurations: ['recipient'],
  closed: false,
  configuration: {
    recipient: {
      applied: true,
      capabilities: {
        stripe_balance: {
          stripe_transfers: given.ready
            ? { status: 'active', status_details: [] }
            : {
                status: 'restricted',
                status_details: [{ code: 'requirements_past_due', resolution: 'provide_info' }],
              },
        },
      },
    },
  },
  contact_email: given.email,
  created: given.created,
  dashboard: 'express',
  defaults: {
    responsibilities: {
      fees_collector: 'application',
      losses_collector: 'application',
      requirements_collector: 'stripe',
    },
  },
  display_name: given.name,
  identity: { country: given.country, entity_type: given.entity },
  livemode: false,
  metadata: given.metadata,
})
