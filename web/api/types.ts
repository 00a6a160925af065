/** What the HTTP API answers, as far as the pages read it. */

export type Value = { amount: string; asset: string }
export type Page<Item> = { items: Item[]; next: string | null }

export type ProblemBody = {
  type: string
  title: string
  status: number
  code: string
  detail?: string
  retry: 'never' | 'later' | 'after-change'
  facts?: Record<string, unknown>
  requestId: string
  errors?: { field: string; message: string }[]
}

export type Me = {
  person: {
    id: string
    name: string
    email: string
    zone: string
    locale: string
    staffRoles: string[]
    educator: { id: string; kinds: string[]; tier: string } | null
    memberships: { organizationId: string; role: string }[]
  } | null
  wallet: { posted: Value; held: Value; available: Value } | null
  sandbox: boolean
  now: string
}

export type SessionKind = 'class' | 'conversation'

export type SessionCard = {
  id: string
  kind: SessionKind
  title: string
  description: string
  language: string
  level: string | null
  topics: string[]
  priceLevel: string
  start: string
  end: string
  zone: string
  price: Value
  creditBased: boolean
  priceMoney: Value | null
  capacity: number
  minParticipants: number
  seatsLeft: number
  state: string
  educator: EducatorBrief
}

export type EducatorBrief = {
  id: string
  name: string
  tier: string
  rating: string | null
  reviewCount: number
  sessionsHeld: number
  zone: string
}

export type Way = {
  method: 'INCLUDED' | 'CREDITS' | 'CASH'
  available: boolean
  /** Why it is not open, as a word. */
  why?: string
  price: Value
  /** Credits, or included sessions, there now. */
  before?: string
  after?: string
  expiring?: { amount: Value; at: string }
}

export type Review = {
  sessionId: string
  title: string
  learner: { id: string; name: string }
  stars: number
  words: string
  publishedAt: string
}

export type SessionDetail = SessionCard & {
  ways: Way[]
  cancellation: { freeUntil: string; halfUntil: string }
  closesAt: string
  myBooking: { id: string; state: string } | null
  materials: string | null
  reviews: Review[]
}

export type Booking = {
  id: string
  session: {
    id: string
    kind: SessionKind
    title: string
    start: string
    end: string
    zone: string
    materials: string
    educator: { id: string; name: string }
  }
  learner: { id: string; name: string }
  method: 'INCLUDED' | 'CREDITS' | 'CASH'
  price: Value
  paid: Value
  kept: Value
  returned: Value
  goodwill: Value
  orderId: string | null
  state: string
  reason: string | null
  bookedAt: string
  freeUntil: string
  halfUntil: string
  seatUntil: string | null
  attended: boolean | null
  /** The learner's own review. */
  stars: number | null
}

export type EducatorCard = EducatorBrief & {
  headline: string
  about: string
  languages: string[]
  kinds: SessionKind[]
  next: { id: string; title: string; start: string } | null
}

export type EducatorDetail = EducatorCard & {
  /** How many reviews have one star, two, … five. */
  stars: number[]
  sessions: SessionCard[]
  reviews: Review[]
}

export type Lot = {
  id: string
  source: string
  remaining: Value
  held: Value
  expiresAt: string | null
  issuedAt: string
}

export type Balance = {
  posted: Value
  held: Value
  available: Value
  monthlyAllocation: Value | null
  resetDate: string | null
  lots: Lot[]
}

export type Transaction = {
  id: string
  transactionType: 'ALLOCATION' | 'PURCHASE' | 'USAGE' | 'REFUND' | 'EXPIRY' | 'ADJUSTMENT'
  sessionId: string | null
  amount: Value
  balanceAfter: Value
  description: string
  createdAt: string
}

export type Plan = {
  id: string
  code: string
  says: string
  audience: 'learner' | 'educator' | 'organization'
  name: string
  monthly: Value
  yearly: Value | null
  credits: Value
  includedClasses: number | null
  includedConversations: number | null
  unlimited: boolean
  fairUse: number | null
  features: string[]
  unused: string
}

export type Subscription = {
  id: string
  audience: Plan['audience']
  plan: { id: string; code: string; name: string }
  state: 'active' | 'past_due' | 'ended'
  price: Value
  every: 'month' | 'year'
  credits: Value
  periodEnd: string
  cancelAtPeriodEnd: boolean
}

export type Order = {
  id: string
  number: string | null
  kind: string
  state: string
  total: Value
  tax: Value
  lines: { label: string; amount: Value; about: { type: string; id: string } }[]
  placedAt: string
}

export type Notice = {
  id: string
  title: string
  body: string
  at: string
  readAt: string | null
  link: string | null
  kind: string
}

export type CancelPreview = {
  possible: boolean
  returned: Value
  kept: Value
  freeUntil: string
  halfUntil: string
}
