import type { Answer, ItemOf } from './types.ts'

/** What the HTTP API answers to staff, by the names that pages use. */

export type Schedule = Answer<'/api/jobs'>
export type Job = Schedule['items'][number]
/** What follows from facts: work that waits, runs, or failed and is tried again. */
export type Queue = Schedule['queue']
export type Run = ItemOf<Answer<'/api/jobs/runs'>>

export type Clock = Answer<'/api/sandbox/clock'>
export type Jump = Answer<'/api/sandbox/clock', 'post'>
export type Letter = ItemOf<Answer<'/api/outbox'>>
export type AuditEntry = ItemOf<Answer<'/api/audit'>>
export type PersonRow = ItemOf<Answer<'/api/people'>>

export type TrialLine = ItemOf<Answer<'/api/ledger/trial-balance'>>
export type BalanceSheet = Answer<'/api/ledger/balance-sheet'>
export type SheetPart = BalanceSheet['assets']
export type ProfitAndLoss = Answer<'/api/ledger/profit-and-loss'>
export type RollForward = ItemOf<Answer<'/api/ledger/deferred'>>
export type Payable = ItemOf<Answer<'/api/ledger/payables'>>
export type AgedPayable = ItemOf<Answer<'/api/ledger/payables/aged'>>
export type Outstanding = ItemOf<Answer<'/api/ledger/payables/entries'>>
export type Inventory = Answer<'/api/ledger/inventory'>
export type Journal = ItemOf<Answer<'/api/ledger/journals'>>
export type JournalDetail = Answer<'/api/ledger/journals/{id}'>
export type Transfer = Journal['transfers'][number]
export type About = Journal['about']
export type LotMove = JournalDetail['lots'][number]
export type LotDetail = Answer<'/api/ledger/lots/{id}'>
export type Account = ItemOf<Answer<'/api/ledger/accounts'>>
export type Entry = ItemOf<Answer<'/api/ledger/statement'>>
export type Months = Answer<'/api/ledger/profit-and-loss/months'>
export type DeferredBalances = Answer<'/api/ledger/deferred/balances'>
export type Weeks = Answer<'/api/ledger/deferred/weeks'>
export type Sealing = Answer<'/api/ledger/sealing'>

/** The house's figures of a time. */
export type House = Answer<'/api/dashboard'>
export type StaffOrder = Answer<'/api/orders/{id}'>
export type TierStep = ItemOf<Answer<'/api/educators/{id}/tiers'>>

export type PlanVersions = Answer<'/api/plans/{code}/versions'>
export type PlanTerms = PlanVersions['items'][number]['terms']
