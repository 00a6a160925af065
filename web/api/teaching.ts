import type { SessionKind, Value } from './types.ts'

/** What the HTTP API answers to educators, as far as the pages read it. Shares are between 0 and 1. */

export type Standing = {
  kind: SessionKind
  tier: string
  rate: number
  since: string
  sessions: number
  next: {
    tier: string
    rate: number
    sessions: number
    rating: string | null
    reviews: number
  } | null
  goal: { sessions: number; rating: number | null } | null
  rating: number | null
  ratings: number
  completion: number | null
  completionNeeded: number
  warning: { to: string; at: string } | null
}

export type Overview = {
  lifetime: Value
  period: Value
  pending: Value
  held: Value
  available: Value
  inPayout: Value
  paid: Value
  nextPayout: { date: string; amount: Value; minimum: Value; waits: boolean; scheduled: boolean }
  standings: Standing[]
}

export type Commission = {
  id: string
  bookingId: string
  sessionId: string
  kind: SessionKind
  title: string
  sessionAt: string
  paidBy: string
  gross: Value
  rate: number
  feeBorne: Value
  net: Value
  state: 'pending' | 'held' | 'available' | 'in_payout' | 'paid' | 'cancelled' | 'taken_back'
  heldUntil: string | null
  payoutId: string | null
}

export type Payout = {
  id: string
  payee: { type: string; id: string; name: string | null }
  amount: Value
  status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED'
  state: string
  scheduledFor: string
  sentAt: string | null
  completedAt: string | null
  failedAt: string | null
  providerRef: string | null
  reason: string | null
  commissions: number
}

export type PayoutItem = {
  commissionId: string
  bookingId: string
  title: string
  sessionAt: string
  gross: Value
  rate: number
  feeBorne: Value
  net: Value
}

export type PayoutDetail = Payout & { items: PayoutItem[] }

export type Earned = { start: string; earned: Value; bookings: number }

export type PriceLevel = { level: string; credits: Value; preselected: boolean }

/** What calling a session off would do. */
export type CancelSession = {
  /** Learners who get everything back. */
  bookings: number
  /** Credits given to them on top, by the platform. */
  goodwill: Value
  /** What the educator would have earned. */
  lost: Value
  /** Whether it counts against the educator. */
  counts: boolean
}

/** The educator's account at the payment provider. */
export type Payee = {
  state: 'none' | 'opening' | 'restricted' | 'ready'
  country: string | null
  url: string | null
}
