/** Who an account belongs to. The platform's id is `stoa`; a provider's is its name. */
export type Owner = {
  type: 'person' | 'organization' | 'platform' | 'provider'
  id: string
}

export const PLATFORM: Owner = { type: 'platform', id: 'stoa' }

/** The chart of accounts: what accounts are for. `ledger.purpose` holds the same with side and class. */
export const PURPOSES = [
  'provider_clearing',
  'bank',
  'suspense',
  'inventory',
  'open_disputes',
  'educator_receivable',
  'exchange',
  'deferred_credits',
  'deferred_bookings',
  'deferred_access',
  'deferred_courses',
  'deferred_seats',
  'deferred_certificates',
  'deferred_licences',
  'deferred_sponsorship',
  'deferred_messages',
  'tax_payable',
  'withholding_payable',
  'supplier_payable',
  'rewards_payable',
  'unclaimed_property',
  'educator_held',
  'educator_available',
  'platform_fee',
  'subscriptions',
  'breakage',
  'message_sales',
  'certificates',
  'sponsorship',
  'licences',
  'payout_fees',
  'fx',
  'rounding',
  'processing_fees',
  'dispute_fees',
  'dispute_losses',
  'promotions',
  'included_sessions',
  'refunds',
  'guarantees',
  'message_costs',
  'refund_costs',
  'equity',
  'wallet',
  'stock',
  'educator_tokens',
  'issued_purchase',
  'issued_plan',
  'issued_promotion',
  'issued_goodwill',
  'issued_reward',
  'issued_refund',
  'issued_sale',
  'provider_supply',
  'redeemed',
  'expired',
  'revoked',
  'spent',
  'used',
  'converted',
  'retired',
] as const

export type Purpose = (typeof PURPOSES)[number]

/** An account by its address: `person:<id>/wallet`. With an asset it names one account. */
export type Address = `${Owner['type']}:${string}/${Purpose}`

/** The address of an owner's account for a purpose of the chart of accounts. */
export function address(owner: Owner, purpose: Purpose): Address {
  return `${owner.type}:${owner.id}/${purpose}`
}
