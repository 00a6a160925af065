/**
 * The provider's objects, as far as Stoa reads them (Razorpay API v1, checked November 2026 against its
 * documentation and the types of its own SDK, 2.9.8). Amounts in paise, times in seconds of Unix.
 */

/** Free text of ours on a thing there; an empty one comes back as a list. */
export type Notes = Record<string, string> | []

export type PaymentLink = {
  id: string
  amount: number
  currency: string
  status: 'created' | 'partially_paid' | 'expired' | 'cancelled' | 'paid' | (string & {})
  reference_id: string
  short_url: string
  expire_by: number
  notes: Notes | null
  /** Tries that came to something; none: null. */
  payments: LinkPayment[] | LinkPayment | null
  created_at: number
}
export type LinkPayment = { payment_id: string; status: string; amount: number | string }

export type RazorpayPayment = {
  id: string
  entity: 'payment'
  amount: number
  currency: string
  status: 'created' | 'authorized' | 'captured' | 'refunded' | 'failed' | (string & {})
  captured: boolean
  order_id: string | null
  /** What the provider keeps, the tax on it included; null until it is captured. */
  fee: number | null
  tax: number | null
  created_at: number
}

export type RazorpayRefund = {
  id: string
  entity: 'refund'
  amount: number
  currency: string
  payment_id: string
  notes: Notes | null
  receipt: string | null
  status: 'pending' | 'processed' | 'failed' | (string & {})
  created_at: number
}

export type RazorpayDispute = {
  id: string
  entity: 'dispute'
  payment_id: string
  amount: number
  currency: string
  amount_deducted: number
  reason_code: string
  respond_by: number | null
  status: 'open' | 'under_review' | 'won' | 'lost' | 'closed' | (string & {})
  phase: string
  created_at: number
}

export type RazorpaySettlement = {
  id: string
  entity: 'settlement'
  amount: number
  status: 'created' | 'processed' | 'failed' | (string & {})
  fees: number
  tax: number
  utr: string | null
  created_at: number
}

/** One line of the settlement report: what was settled, and what it moved. */
export type ReconItem = {
  entity_id: string
  type: 'payment' | 'refund' | 'transfer' | 'adjustment' | (string & {})
  debit: number
  credit: number
  amount: number
  currency: string
  fee: number
  tax: number
  created_at: number
  settled_at: number | null
  settlement_id: string | null
  settlement_utr: string | null
  payment_id: string | null
  dispute_id: string | null
  description: string | null
}

export type Contact = {
  id: string
  entity: 'contact'
  name: string
  email: string | null
  reference_id: string | null
  active: boolean
  created_at: number
}

export type FundAccount = {
  id: string
  entity: 'fund_account'
  contact_id: string
  account_type: 'bank_account' | 'vpa' | (string & {})
  active: boolean
  created_at: number
}

export type RazorpayPayout = {
  id: string
  entity: 'payout'
  fund_account_id: string
  amount: number
  currency: string
  notes: Notes | null
  /** With the tax on them; known once it is being worked on. */
  fees: number | null
  tax: number | null
  status: string
  reference_id: string | null
  status_details?: { reason: string | null; description: string | null } | null
  created_at: number
}

/** One line of the payout account's statement. */
export type AccountLine = {
  id: string
  entity: 'transaction'
  amount: number
  currency: string
  credit: number
  debit: number
  source: {
    id: string
    entity: string
    amount: number
    fees?: number | null
    tax?: number | null
    utr?: string | null
    payout_id?: string
  } | null
  created_at: number
}

export type Collection<Item> = { entity: 'collection'; count: number; items: Item[] }
