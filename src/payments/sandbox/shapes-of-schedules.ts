import type Stripe from 'stripe'

/** Schedules of subscriptions, written out against the SDK's types; see shapes.ts. */

export const schedulePhase = (given: {
  price: string
  currency: string
  start: number
  end: number
}): Stripe.SubscriptionSchedule.Phase => ({
  add_invoice_items: [],
  application_fee_percent: null,
  billing_cycle_anchor: null,
  billing_thresholds: null,
  collection_method: null,
  currency: given.currency,
  default_payment_method: null,
  description: null,
  discounts: [],
  end_date: given.end,
  invoice_settings: null,
  items: [
    {
      billing_thresholds: null,
      discounts: [],
      metadata: {},
      plan: given.price,
      price: given.price,
      quantity: 1,
    },
  ],
  metadata: {},
  on_behalf_of: null,
  proration_behavior: 'none',
  start_date: given.start,
  transfer_data: null,
  trial_end: null,
})

type Given = 'id' | 'created' | 'customer' | 'current_phase' | 'phases' | 'subscription'

export const schedule = (
  given: Pick<Stripe.SubscriptionSchedule, Given>,
): Stripe.SubscriptionSchedule => ({
  object: 'subscription_schedule',
  application: null,
  billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
  canceled_at: null,
  completed_at: null,
  customer_account: null,
  default_settings: {
    application_fee_percent: null,
    billing_cycle_anchor: 'automatic',
    billing_thresholds: null,
    collection_method: 'charge_automatically',
    default_payment_method: null,
    description: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      days_until_due: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    on_behalf_of: null,
    transfer_data: null,
  },
  end_behavior: 'release',
  livemode: false,
  metadata: {},
  pause_schedules: [],
  released_at: null,
  released_subscription: null,
  status: 'active',
  test_clock: null,
  ...given,
})
