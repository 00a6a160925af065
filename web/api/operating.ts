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
