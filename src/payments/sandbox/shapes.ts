import type Stripe from 'stripe'

/**
 * The objects that the sandbox answers with, written out field by field against the types of the
 * installed SDK: a field that Stripe adds, renames or removes is a compile error here.
 * Instants are Unix seconds, amounts are in the smallest unit, as on the wire.
 */
const list = <Item>(url: string, data: Item[]): Stripe.ApiList<Item> => ({
  object: 'list',
  data,
  has_more: false,
  url,
})

export { list as listOf }

export type Given<Whole, Keys extends keyof Whole> = Pick<Whole, Keys> & Partial<Whole>

export const customer = (
  given: Given<Stripe.Customer, 'id' | 'created' | 'email' | 'metadata'>,
): Stripe.Customer => ({
  object: 'customer',
  address: null,
  balance: 0,
  currency: null,
  customer_account: null,
  default_source: null,
  delinquent: false,
  description: null,
  discount: null,
  invoice_prefix: given.id.slice(-8).toUpperCase(),
  invoice_settings: {
    custom_fields: null,
    default_payment_method: null,
    footer: null,
    rendering_options: null,
  },
  livemode: false,
  name: null,
  next_invoice_sequence: 1,
  phone: null,
  preferred_locales: [],
  shipping: null,
  tax_exempt: 'none',
  test_clock: null,
  ...given,
})

export const product = (
  given: Given<Stripe.Product, 'id' | 'created' | 'name' | 'metadata'>,
): Stripe.Product => ({
  object: 'product',
  active: true,
  default_price: null,
  description: null,
  images: [],
  livemode: false,
  marketing_features: [],
  package_dimensions: null,
  shippable: null,
  statement_descriptor: null,
  tax_code: null,
  tax_details: null,
  type: 'service',
  unit_label: null,
  updated: given.created,
  url: null,
  ...given,
})

/** `unit_amount_decimal` goes over the wire as text; the SDK makes it a Decimal. */
export const price = (
  given: Given<
    Stripe.Price,
    'id' | 'created' | 'currency' | 'unit_amount' | 'product' | 'metadata'
  >,
): Stripe.Price => ({
  object: 'price',
  active: true,
  billing_scheme: 'per_unit',
  custom_unit_amount: null,
  livemode: false,
  lookup_key: null,
  nickname: null,
  recurring: null,
  tax_behavior: 'unspecified',
  tiers_mode: null,
  transform_quantity: null,
  type: given.recurring ? 'recurring' : 'one_time',
  unit_amount_decimal: String(given.unit_amount) as unknown as Stripe.Decimal,
  ...given,
})

export const recurring = (interval: 'month' | 'year'): Stripe.Price.Recurring => ({
  interval,
  interval_count: 1,
  meter: null,
  trial_period_days: null,
  usage_type: 'licensed',
})

export const paymentMethod = (
  given: Given<Stripe.PaymentMethod, 'id' | 'created' | 'customer' | 'metadata'> & {
    last4: string
    fingerprint: string
  },
): Stripe.PaymentMethod => {
  const { last4, fingerprint, ...rest } = given
  return {
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: noBillingDetails(),
    card: {
      brand: 'visa',
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      display_brand: 'visa',
      exp_month: 12,
      exp_year: 2040,
      fingerprint,
      funding: 'credit',
      generated_from: null,
      last4,
      networks: { available: ['visa'], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    customer_account: null,
    livemode: false,
    type: 'card',
    ...rest,
  }
}

export const noBillingDetails = () => ({
  address: null,
  email: null,
  name: null,
  phone: null,
  tax_id: null,
})

export const paymentIntent = (
  given: Given<
    Stripe.PaymentIntent,
    'id' | 'created' | 'amount' | 'currency' | 'status' | 'metadata'
  >,
): Stripe.PaymentIntent => ({
  object: 'payment_intent',
  allowed_payment_method_types: null,
  amount_capturable: 0,
  amount_received: 0,
  application: null,
  application_fee_amount: null,
  automatic_payment_methods: { allow_redirects: 'always', enabled: true },
  canceled_at: null,
  cancellation_reason: null,
  capture_method: 'automatic_async',
  client_secret: `${given.id}_secret_sandbox`,
  confirmation_method: 'automatic',
  customer: null,
  customer_account: null,
  description: null,
  excluded_payment_method_types: null,
  last_payment_error: null,
  latest_charge: null,
  livemode: false,
  managed_payments: null,
  next_action: null,
  on_behalf_of: null,
  payment_method: null,
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ['card'],
  payment_record: null,
  processing: null,
  receipt_email: null,
  review: null,
  setup_future_usage: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
  ...given,
})

export const refund = (
  given: Given<Stripe.Refund, 'id' | 'created' | 'amount' | 'currency' | 'charge' | 'metadata'>,
): Stripe.Refund => ({
  object: 'refund',
  balance_transaction: null,
  customer: null,
  customer_account: null,
  destination_details: { card: { reference_status: 'pending', type: 'refund' }, type: 'card' },
  payment_intent: null,
  payment_method: null,
  reason: null,
  receipt_number: null,
  source_transfer_reversal: null,
  status: 'succeeded',
  transfer_reversal: null,
  ...given,
})

export const balanceTransaction = (
  given: Given<
    Stripe.BalanceTransaction,
    | 'id'
    | 'amount'
    | 'fee'
    | 'net'
    | 'currency'
    | 'created'
    | 'available_on'
    | 'type'
    | 'source'
    | 'status'
  >,
): Stripe.BalanceTransaction => ({
  object: 'balance_transaction',
  balance_type: 'payments',
  description: null,
  exchange_rate: null,
  fee_details: given.fee
    ? [
        {
          amount: given.fee,
          application: null,
          currency: given.currency,
          description: 'Card processing fee',
          type: 'stripe_fee',
        },
      ]
    : [],
  reporting_category: given.type,
  ...given,
})

export const transfer = (
  given: Given<
    Stripe.Transfer,
    'id' | 'created' | 'amount' | 'currency' | 'destination' | 'transfer_group' | 'metadata'
  >,
): Stripe.Transfer => ({
  object: 'transfer',
  amount_reversed: 0,
  balance_transaction: null,
  description: null,
  livemode: false,
  reversals: list(`/v1/transfers/${given.id}/reversals`, []),
  reversed: false,
  source_transaction: null,
  source_type: 'card',
  ...given,
})

export const transferReversal = (
  given: Given<
    Stripe.TransferReversal,
    'id' | 'created' | 'amount' | 'currency' | 'transfer' | 'metadata'
  >,
): Stripe.TransferReversal => ({
  object: 'transfer_reversal',
  balance_transaction: null,
  destination_payment_refund: null,
  source_refund: null,
  ...given,
})

export const payout = (
  given: Given<Stripe.Payout, 'id' | 'created' | 'amount' | 'currency' | 'arrival_date' | 'status'>,
): Stripe.Payout => ({
  object: 'payout',
  application_fee: null,
  application_fee_amount: null,
  automatic: true,
  balance_transaction: null,
  description: 'Automatic payout',
  destination: null,
  failure_balance_transaction: null,
  failure_code: null,
  failure_message: null,
  livemode: false,
  metadata: {},
  method: 'standard',
  original_payout: null,
  payout_method: null,
  reconciliation_status: 'completed',
  reversed_by: null,
  source_type: 'card',
  statement_descriptor: null,
  trace_id: null,
  type: 'bank_account',
  ...given,
})

export const event = (
  given: Given<Stripe.EventBase, 'id' | 'created' | 'api_version' | 'data' | 'type'>,
): Stripe.EventBase => ({
  object: 'event',
  livemode: false,
  pending_webhooks: 1,
  request: { id: null, idempotency_key: null },
  ...given,
})
