import type { Query } from '#base'
import type { AccountClass } from './accounts.ts'
import type { AsOf } from './balances.ts'

/** One line of the trial balance: a purpose of the chart of accounts, all its owners together. */
export type TrialLine = {
  purpose: string
  class: AccountClass
  asset: string
  /** + debit, − credit. The lines of one asset add up to nothing. */
  balance: bigint
}

/** Every purpose with a balance, as of a date; + debit, − credit; each asset adds up to zero. */
export async function trialBalance(
  q: Query,
  { asset, ...asOf }: AsOf & { asset?: string | undefined } = {},
): Promise<TrialLine[]> {
  return q<TrialLine>`select p.name as purpose, p.class, s.code as asset, sum(t.debits - t.credits)::bigint as balance
    from ledger.totals(${asOf.at}, ${asOf.written}) t
    join ledger.account a on a.id = t.account_id
    join ledger.purpose p on p.name = a.purpose join ledger.asset s on s.id = a.asset_id
    where ${asset ?? null}::text is null or s.code = ${asset ?? null}::text
    group by p.name, p.class, s.code having sum(t.debits - t.credits) <> 0
    order by s.code, array_position(array['asset','liability','equity','income','expense','unit'], p.class), p.name`
}

export type Sheet = { lines: { purpose: string; balance: bigint }[]; total: bigint }
export type BalanceSheet = {
  asset: string
  assets: Sheet
  liabilities: Sheet
  /** Equity with the result of all years so far. */
  equity: Sheet
}

/** What the operator owns and owes in one currency, as of a date. Assets = liabilities + equity. */
export async function balanceSheet(
  q: Query,
  currency: string,
  asOf: AsOf = {},
): Promise<BalanceSheet> {
  const lines = await trialBalance(q, { ...asOf, asset: currency })
  const result = -lines
    .filter((line) => line.class === 'income' || line.class === 'expense')
    .reduce((sum, line) => sum + line.balance, 0n)
  const equity = sheetOf(lines, 'equity', -1n)
  equity.lines.push({ purpose: 'result', balance: result })
  equity.total += result
  return {
    asset: currency,
    assets: sheetOf(lines, 'asset', 1n),
    liabilities: sheetOf(lines, 'liability', -1n),
    equity,
  }
}

function sheetOf(lines: readonly TrialLine[], of: AccountClass, sign: bigint): Sheet {
  const own = lines
    .filter((line) => line.class === of)
    .map(({ purpose, balance }) => ({ purpose, balance: sign * balance }))
  return { lines: own, total: own.reduce((sum, line) => sum + line.balance, 0n) }
}

export type ProfitAndLoss = { asset: string; income: Sheet; expenses: Sheet; result: bigint }

/** Income and expenses of one currency that happened in [from, to). */
export async function profitAndLoss(
  q: Query,
  currency: string,
  { from, to }: { from?: Temporal.Instant | undefined; to?: Temporal.Instant | undefined } = {},
): Promise<ProfitAndLoss> {
  const before = (at: Temporal.Instant) => at.subtract({ nanoseconds: 1000 })
  const end = await trialBalance(q, { asset: currency, at: to && before(to) })
  const start = from ? await trialBalance(q, { asset: currency, at: before(from) }) : []
  const opening = new Map(start.map((line) => [line.purpose, line.balance]))
  const seen = new Set(end.map((line) => line.purpose))
  const all = [
    ...end,
    ...start.filter((line) => !seen.has(line.purpose)).map((line) => ({ ...line, balance: 0n })),
  ]
  const change = all
    .map((line) => ({ ...line, balance: line.balance - (opening.get(line.purpose) ?? 0n) }))
    .filter((line) => line.balance !== 0n)
  const income = sheetOf(change, 'income', -1n)
  const expenses = sheetOf(change, 'expense', 1n)
  return { asset: currency, income, expenses, result: income.total - expenses.total }
}

export type RollForward = {
  purpose: string
  asset: string
  opening: bigint
  /** What changed it, by kind of event. */
  changes: { kind: string; amount: bigint }[]
  closing: bigint
}

/** Deferred revenue over [from, to): opening, what each kind of event added or took, closing. */
export async function deferredRollForward(
  q: Query,
  currency: string,
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<RollForward[]> {
  const rows = await q<{ purpose: string; kind: string | null; amount: bigint }>`
    select a.purpose, case when j.happened_at >= ${from} then j.kind end as kind,
      sum(case when t.credit_id = a.id then t.amount else -t.amount end)::bigint as amount
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    join ledger.transfer t on a.id in (t.debit_id, t.credit_id)
    join ledger.journal j on j.id = t.journal_id and j.happened_at < ${to}
    where a.owner_type = 'platform' and a.purpose like 'deferred\\_%' and s.code = ${currency}
    group by 1, 2 order by 1, 2`
  const byPurpose = Map.groupBy(rows, (row) => row.purpose)
  return [...byPurpose].map(([purpose, own]) => {
    const opening = own.find((row) => row.kind === null)?.amount ?? 0n
    const changes = own
      .filter((row): row is typeof row & { kind: string } => row.kind !== null && row.amount !== 0n)
      .map(({ kind, amount }) => ({ kind, amount }))
    const closing = changes.reduce((sum, change) => sum + change.amount, opening)
    return { purpose, asset: currency, opening, changes, closing }
  })
}

export type Payable = {
  owner: { type: string; id: string }
  held: bigint
  available: bigint
  /** What the educator owes the platform; later earnings pay it first. */
  receivable: bigint
}

/** What is owed to each educator in one currency, as of a date. */
export async function payables(q: Query, currency: string, asOf: AsOf = {}): Promise<Payable[]> {
  const rows = await q<{ type: string; id: string } & Omit<Payable, 'owner'>>`
    select a.owner_type as type, a.owner_id as id,
      coalesce(sum(t.credits - t.debits) filter (where a.purpose = 'educator_held'), 0)::bigint as held,
      coalesce(sum(t.credits - t.debits) filter (where a.purpose = 'educator_available'), 0)::bigint as available,
      coalesce(sum(t.debits - t.credits) filter (where a.purpose = 'educator_receivable'), 0)::bigint as receivable
    from ledger.totals(${asOf.at}, ${asOf.written}) t
    join ledger.account a on a.id = t.account_id join ledger.asset s on s.id = a.asset_id
    where a.purpose in ('educator_held', 'educator_available', 'educator_receivable') and s.code = ${currency}
    group by 1, 2 having bool_or(t.debits <> t.credits) order by 1, 2`
  return rows.map(({ type, id, ...amounts }) => ({ owner: { type, id }, ...amounts }))
}

export type SoldAndUsed = {
  /** First day of the week, a Monday in UTC. */
  week: string
  sold: bigint
  used: bigint
}

/** Credits sold and credits used or expired, in money, week by week over [from, to), oldest first. */
export async function soldAndUsedByWeek(
  q: Query,
  currency: string,
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<SoldAndUsed[]> {
  return q<SoldAndUsed>`
    select to_char(date_trunc('week', j.happened_at at time zone 'UTC'), 'YYYY-MM-DD') as week,
      coalesce(sum(t.amount) filter (where t.credit_id = a.id), 0)::bigint as sold,
      coalesce(sum(t.amount) filter (where t.debit_id = a.id), 0)::bigint as used
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    join ledger.transfer t on a.id in (t.debit_id, t.credit_id)
    join ledger.journal j on j.id = t.journal_id
    where a.address = 'platform:stoa/deferred_credits' and s.code = ${currency}
      and j.happened_at >= ${from} and j.happened_at < ${to}
    group by 1 order by 1`
}
