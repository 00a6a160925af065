/** Who an account belongs to. The platform's id is `stoa`; a provider's is its name. */
export type Owner = {
  type: 'person' | 'organization' | 'platform' | 'provider'
  id: string
}

export const PLATFORM: Owner = { type: 'platform', id: 'stoa' }

export type AccountClass = 'asset' | 'liability' | 'income' | 'expense' | 'equity' | 'unit'
type Chart = readonly [AccountClass, 'debit' | 'credit', 'bounded'?]

/**
 * The chart of accounts: what accounts are for, their class and the side on which they grow.
 * `ledger.purpose` holds the same, with floors and lots; a test proves them equal.
 */
export const CHART = {
  provider_clearing: ['asset', 'debit', 'bounded'],
  bank: ['asset', 'debit', 'bounded'],
  suspense: ['asset', 'debit'],
  inventory: ['asset', 'debit'],
  tax_recoverable: ['asset', 'debit'],
  open_disputes: ['asset', 'debit'],
  educator_receivable: ['asset', 'debit', 'bounded'],
  exchange: ['asset', 'debit'],
  deferred_credits: ['liability', 'credit'],
  deferred_bookings: ['liability', 'credit'],
  deferred_access: ['liability', 'credit'],
  deferred_courses: ['liability', 'credit'],
  deferred_seats: ['liability', 'credit'],
  deferred_certificates: ['liability', 'credit'],
  deferred_licences: ['liability', 'credit'],
  deferred_sponsorship: ['liability', 'credit'],
  deferred_messages: ['liability', 'credit'],
  tax_payable: ['liability', 'credit'],
  withholding_payable: ['liability', 'credit'],
  supplier_payable: ['liability', 'credit'],
  rewards_payable: ['liability', 'credit'],
  refunds_payable: ['liability', 'credit'],
  unclaimed_property: ['liability', 'credit'],
  educator_held: ['liability', 'credit', 'bounded'],
  educator_available: ['liability', 'credit', 'bounded'],
  platform_fee: ['income', 'credit'],
  subscriptions: ['income', 'credit'],
  breakage: ['income', 'credit'],
  message_sales: ['income', 'credit'],
  certificates: ['income', 'credit'],
  sponsorship: ['income', 'credit'],
  licences: ['income', 'credit'],
  payout_fees: ['income', 'credit'],
  fx: ['income', 'credit'],
  rounding: ['income', 'credit'],
  processing_fees: ['expense', 'debit'],
  dispute_fees: ['expense', 'debit'],
  dispute_losses: ['expense', 'debit'],
  promotions: ['expense', 'debit'],
  included_sessions: ['expense', 'debit'],
  refunds: ['expense', 'debit'],
  guarantees: ['expense', 'debit'],
  recruiting: ['expense', 'debit'],
  message_costs: ['expense', 'debit'],
  refund_costs: ['expense', 'debit'],
  equity: ['equity', 'credit'],
  wallet: ['unit', 'debit', 'bounded'],
  stock: ['unit', 'debit', 'bounded'],
  educator_tokens: ['unit', 'debit', 'bounded'],
  issued_purchase: ['unit', 'credit'],
  issued_plan: ['unit', 'credit'],
  issued_promotion: ['unit', 'credit'],
  issued_bonus: ['unit', 'credit'],
  issued_goodwill: ['unit', 'credit'],
  issued_reward: ['unit', 'credit'],
  issued_refund: ['unit', 'credit'],
  issued_sale: ['unit', 'credit'],
  provider_supply: ['unit', 'credit'],
  redeemed: ['unit', 'debit'],
  expired: ['unit', 'debit'],
  revoked: ['unit', 'debit'],
  spent: ['unit', 'debit'],
  used: ['unit', 'debit'],
  converted: ['unit', 'debit'],
  retired: ['unit', 'debit'],
} as const satisfies Record<string, Chart>

export type Purpose = keyof typeof CHART

export const PURPOSES = Object.keys(CHART) as Purpose[]

/** An account by its address: `person:<id>/wallet`. With an asset it names one account. */
export type Address = `${Owner['type']}:${string}/${Purpose}`

/** The address of an owner's account for a purpose of the chart of accounts. */
export function address(owner: Owner, purpose: Purpose): Address {
  return `${owner.type}:${owner.id}/${purpose}`
}

/** What an address is for. */
export function purposeOf(account: Address): Purpose {
  return account.slice(account.lastIndexOf('/') + 1) as Purpose
}
