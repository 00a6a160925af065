import type { Answer, Value } from './types.ts'

/** What the HTTP API answers to staff, as far as the pages read it. */

export type Run = {
  id: string
  name: string
  plannedAt: string
  attempt: number
  askedBy: string
  startedAt: string
  finishedAt: string | null
  tookMs: number | null
  outcome: 'running' | 'done' | 'failed' | 'lost'
  counts: Record<string, unknown> | null
  error: string | null
}

export type Job = {
  name: string
  says: string
  cron: string
  zone: string
  nextAt: string
  lastRun: Run | null
}

/** What follows from facts: work that waits, runs, or failed and is tried again. */
export type Queue = {
  waiting: number
  running: number
  failing: { task: string; attempts: number; nextAt: string; error: string }[]
  reactions: {
    factId: string
    kind: string
    name: string
    attempts: number
    error: string
    lastAt: string
  }[]
}

export type Schedule = { items: Job[]; next: null; queue: Queue }

export type Clock = { now: string; movable: boolean }
export type Jump = { from: string; now: string; runs: number; failed: number }

export type Letter = {
  id: string
  kind: string
  to: string
  subject: string
  body: string
  at: string
  state: 'kept' | 'waiting' | 'sent' | 'failed'
  attempts: number
  error: string | null
  sentAt: string | null
}

export type About = { type: string; id: string }

export type TrialLine = { purpose: string; class: string; asset: string; balance: Value }

export type AuditEntry = {
  id: string
  at: string
  by: string
  byName: string | null
  deed: string
  about: About
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  from: string | null
}

export type PersonRow = {
  id: string
  name: string
  email: string
  emailVerified: boolean
  zone: string
  locale: string
  joinedAt: string
  staffRoles: string[]
  memberships: { organizationId: string; organization: string; role: string }[]
}

export type SheetPart = { lines: { purpose: string; balance: Value }[]; total: Value }
export type BalanceSheet = { assets: SheetPart; liabilities: SheetPart; equity: SheetPart }
export type ProfitAndLoss = { income: SheetPart; expenses: SheetPart; result: Value }

export type RollForward = {
  purpose: string
  opening: Value
  changes: { kind: string; amount: Value }[]
  closing: Value
}

export type Payable = { owner: About; held: Value; available: Value; receivable: Value }

export type AgedPayable = Answer<'/api/ledger/payables/aged'>['items'][number]
export type Outstanding = Answer<'/api/ledger/payables/entries'>['items'][number]
export type Inventory = Answer<'/api/ledger/inventory'>
export type JournalDetail = Answer<'/api/ledger/journals/{id}'>
export type LotMove = JournalDetail['lots'][number]
export type LotDetail = Answer<'/api/ledger/lots/{id}'>
export type Months = Answer<'/api/ledger/profit-and-loss/months'>
export type DeferredBalances = Answer<'/api/ledger/deferred/balances'>
export type Sealing = Answer<'/api/ledger/sealing'>

export type Weeks = { items: { week: string; sold: Value; used: Value }[] }

export type Transfer = { id: string; debit: string; credit: string; amount: Value }

export type Journal = {
  id: string
  kind: string
  about: About
  by: string
  key: string
  at: string
  writtenAt: string
  reverses: string | null
  reversedBy: string | null
  metadata: Record<string, unknown> | null
  transfers: Transfer[]
}

export type Account = {
  id: string
  address: string
  owner: About
  purpose: string
  asset: string
  balance: Value
  held: Value | null
  frozenWhy: string | null
}

export type Entry = {
  transfer: string
  journalId: string
  kind: string
  about: About
  by: string
  amount: Value
  balance: Value
  other: string
  at: string
}

/** The house's figures of a time. */
export type House = {
  sessions: number
  completed: number
  calledOff: number
  bookings: number
  cancellations: number
  seats: number
  capacity: number
  heldSeats: number
  reviews: number
}

export type StaffOrder = {
  id: string
  number: string
  kind: string
  state: 'waiting' | 'paid' | 'expired' | 'cancelled'
  total: Value
  tax: Value
  refunded: Value
  lines: { label: string; kind: string; about: About; amount: Value }[]
  buyer: About
  placedAt: string
  expiresAt: string | null
  paidAt: string | null
  paidThrough: string | null
}

export type TierStep = {
  kind: string
  change: string
  from: string | null
  to: string
  rate: number
  by: string
  at: string
}
