import type { Value } from './types.ts'

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

export type TrialLine = { purpose: string; class: string; balance: Value }

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

export type TrialBalance = { lines: TrialLine[] }

export type SheetPart = { lines: { purpose: string; balance: Value }[]; total: Value }
export type BalanceSheet = { assets: SheetPart; liabilities: SheetPart; equity: SheetPart }
export type ProfitAndLoss = { income: SheetPart; expenses: SheetPart; result: Value }

export type RollForward = {
  purpose: string
  opening: Value
  changes: { kind: string; amount: Value }[]
  closing: Value
}

export type Payable = {
  owner: About
  name: string | null
  held: Value
  available: Value
  receivable: Value
}

export type JournalRow = {
  id: string
  kind: string
  about: About
  aboutName: string | null
  by: string
  byName: string | null
  at: string
  money: Value | null
  units: Value | null
}

export type AccountRow = {
  owner: string
  name: string | null
  purpose: string
  balance: Value
}

export type StatementLine = {
  transfer: string
  journalId: string
  kind: string
  about: About
  aboutName: string | null
  by: string
  byName: string | null
  amount: Value
  balance: Value
  other: string
  otherName: string | null
  at: string
}

export type Statement = {
  name: string | null
  balance: Value
  held: Value | null
  items: StatementLine[]
  next: string | null
}

export type Journal = {
  id: string
  kind: string
  key: string
  about: About
  aboutName: string | null
  by: string
  byName: string | null
  at: string
  writtenAt: string
  metadata: Record<string, unknown> | null
  transfers: {
    id: string
    debit: string
    debitName: string | null
    credit: string
    creditName: string | null
    amount: Value
  }[]
  lots: {
    id: string
    source: string
    kind: string
    units: Value
    basis: Value | null
    expiresAt: string | null
  }[]
}

/** A payout as staff see it. */
export type StaffPayout = {
  id: string
  payee: { type: string; id: string; name: string | null }
  amount: Value
  status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED'
  state: string
  scheduledFor: string
  reservedAt: string
  sentAt: string | null
  completedAt: string | null
  failedAt: string | null
  providerRef: string | null
  reason: string | null
  commissions: number
}

/** Today at a glance, each figure opening to what it is made of. */
export type Dashboard = {
  /** Sessions of the operator's day. */
  sessions: { today: number; going: number; seatsTaken: number; seats: number }
  bookings: { today: number; cancelled: number }
  people: { today: number; all: number }
  money: { takenToday: Value; takenThisMonth: Value; revenueThisMonth: Value; revenueLastMonth: Value }
  owed: { held: Value; available: Value; nextPayout: { date: string; amount: Value } }
  credits: { deferred: Value }
  suspense: Value
}
