/** The books in words: what accounts are for, what happened, who did it, and where a thing can be opened. */

const PURPOSES: Record<string, string> = {
  provider_clearing: 'At the payment provider',
  bank: 'Bank',
  suspense: 'Unexplained money',
  inventory: 'Message stock',
  tax_recoverable: 'Tax to be given back',
  open_disputes: 'Open disputes',
  educator_receivable: 'Owed by educators',
  exchange: 'Currency exchange',
  deferred_credits: 'Deferred credits',
  deferred_bookings: 'Deferred bookings',
  deferred_access: 'Deferred access',
  deferred_courses: 'Deferred courses',
  deferred_seats: 'Deferred seats',
  deferred_certificates: 'Deferred certificates',
  deferred_licences: 'Deferred licences',
  deferred_sponsorship: 'Deferred sponsorship',
  deferred_messages: 'Deferred messages',
  tax_payable: 'Tax payable',
  withholding_payable: 'Withheld tax payable',
  supplier_payable: 'Suppliers',
  rewards_payable: 'Rewards payable',
  refunds_payable: 'Refunds on their way',
  unclaimed_property: 'Unclaimed property',
  educator_held: 'Educators, held',
  educator_available: 'Educators, available',
  platform_fee: 'Platform fee',
  subscriptions: 'Subscriptions',
  breakage: 'Expired credits',
  message_sales: 'Message sales',
  certificates: 'Certificates',
  sponsorship: 'Sponsorship',
  licences: 'Licences',
  payout_fees: 'Payout fees',
  fx: 'Exchange differences',
  rounding: 'Rounding',
  processing_fees: 'Processing fees',
  dispute_fees: 'Dispute fees',
  dispute_losses: 'Dispute losses',
  promotions: 'Promotions',
  included_sessions: 'Included sessions',
  refunds: 'Refunds by the platform',
  guarantees: 'Guaranteed minimums',
  recruiting: 'Educators brought by educators',
  message_costs: 'Cost of messages',
  refund_costs: 'Cost of refunds',
  equity: 'Equity',
  result: 'Result so far',
  wallet: 'Wallets',
  stock: 'Stock',
  educator_tokens: 'Educators’ tokens',
  issued_purchase: 'Issued by purchase',
  issued_plan: 'Issued by plan',
  issued_promotion: 'Issued as promotion',
  issued_bonus: 'Issued as a pack’s bonus',
  issued_goodwill: 'Issued as goodwill',
  issued_reward: 'Issued as reward',
  issued_refund: 'Issued as refund',
  issued_sale: 'Issued by sale',
  provider_supply: 'Supplied by provider',
  redeemed: 'Redeemed',
  expired: 'Expired',
  revoked: 'Revoked',
  spent: 'Spent',
  used: 'Used',
  converted: 'Converted',
  retired: 'Retired',
}

/** `deferred_credits` → `Deferred credits`. */
export const purposeName = (purpose: string) => PURPOSES[purpose] ?? plain(purpose)

/** Purposes of which each owner has an account; the others have one account each. */
export const OWNED = new Set([
  'provider_clearing',
  'educator_held',
  'educator_available',
  'educator_receivable',
  'wallet',
  'stock',
  'educator_tokens',
])

const CLASSES: Record<string, string> = {
  asset: 'What we have',
  liability: 'What we owe',
  equity: 'Equity',
  income: 'Income',
  expense: 'Expenses',
  unit: 'Credits and other units',
}

export const className = (name: string) => CLASSES[name] ?? plain(name)

const KINDS: Record<string, string> = {
  'credits.purchased': 'Credits bought',
  'subscription.paid': 'Subscription paid',
  'access.earned': 'Access earned',
  'credits.granted': 'Credits granted',
  'booking.paid': 'Booking paid with money',
  'booking.refunded': 'Booking refunded',
  'session.completed.credits': 'Session completed, paid with credits',
  'session.completed.money': 'Session completed, paid with money',
  'session.completed.included': 'Session completed, included in a plan',
  'earnings.released': 'Hold over',
  'payout.sent': 'Payout sent',
  'payout.returned': 'Payout returned',
  'credits.refunded': 'Credits refunded',
  'access.refunded': 'Access refunded',
  'refund.funded': 'Refund borne by the platform',
  'refund.unexplained': 'Refund that nobody has explained',
  'refund.borne': 'Unexplained refund taken over',
  'refund.sent': 'Refund sent',
  'refund.returned': 'Refund that came back',
  'dispute.opened': 'Dispute opened',
  'dispute.won': 'Dispute won',
  'dispute.lost.pack': 'Dispute lost: credits revoked',
  'dispute.lost.deferred': 'Dispute lost: not earned yet',
  'dispute.lost.held': 'Dispute lost: held share taken back',
  'dispute.lost.paid_out': 'Dispute lost: owed by the educator',
  'dispute.lost.platform': 'Dispute lost: borne by the platform',
  'earnings.set_off': 'Debt paid from earnings',
  'guarantee.topped_up': 'Guaranteed minimum topped up',
  'referral.rewarded': 'Educator brought by another',
  'lot.expired': 'Credits expired',
  'lots.expired': 'Credits expired',
}

/** `session.completed.credits` → `Session completed, paid with credits`. */
export const kindName = (kind: string) => KINDS[kind] ?? plain(kind)

export const JOURNAL_KINDS = Object.keys(KINDS).filter((kind) => kind !== 'lots.expired')

/** `payout_sent` or `payout.sent` → `Payout sent`. */
export function plain(words: string): string {
  const text = words.replaceAll(/[._-]+/g, ' ').trim()
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Who did it: a person's name where one is known, else the machinery in a word. */
export function byWords(by: string, name?: string | null): string {
  if (name) return name
  const [type = '', id = ''] = by.split(':')
  if (type === 'schedule') return 'the schedule'
  if (type === 'provider') return `${plain(id)} (provider)`
  if (type === 'person') return 'a person'
  return by
}

export type About = { type: string; id: string }

const PAGES: Record<string, string> = {
  booking: '/operate/bookings',
  order: '/operate/orders',
  payout: '/operate/payouts',
  session: '/operate/sessions',
  person: '/operate/people',
  educator: '/operate/educators',
  journal: '/operate/books/journals',
}

/** The page of the staff where a thing can be opened, or nothing. */
export function aboutAddress({ type, id }: About): string | undefined {
  const page = PAGES[type]
  return page && `${page}/${encodeURIComponent(id)}`
}

/** `Order 7e3c`, where nothing better is known: the end of an id tells neighbours apart. */
export const aboutName = ({ type, id }: About) => `${plain(type)} ${id.slice(-6)}`

/** `person:0199…` as owner → type and id. */
export function ownerOf(address: string): About {
  const [type = '', ...id] = address.split(':')
  return { type, id: id.join(':') }
}

/** `Educators, held` and a name → `Educators, held: Lucía Ortega`. */
export const accountName = (purpose: string, owner: string | null) =>
  owner ? `${purposeName(purpose)}: ${owner}` : purposeName(purpose)

/** An account by its address; the platform's own by what they are for alone. */
export function addressWords(address: string, name?: string | null): string {
  const [owner = '', purpose = ''] = address.split('/')
  const { type, id } = ownerOf(owner)
  return accountName(purpose, type === 'platform' ? null : (name ?? plain(id)))
}
