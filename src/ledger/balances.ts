import { join, type Query, sql } from '#base'
import { type Address, address, type Owner, type Purpose } from './accounts.ts'
import { refuse } from './problems.ts'

/** A moment on one of the two clocks: when things happened (`at`), or when they were written. */
export type AsOf = { at?: Temporal.Instant | undefined; written?: Temporal.Instant | undefined }

/** An account: its owner, what it is for, and the asset. */
export type AccountRef = { owner: Owner; purpose: Purpose; asset: string }

/** An account's balance in its own direction (a liability of 5.00 is 500n), now or at a past moment. */
export async function balance(q: Query, ref: AccountRef, asOf: AsOf = {}): Promise<bigint> {
  const [row] = await q<{
    balance: bigint
  }>`select ledger.balance_of(a.id, ${asOf.at}, ${asOf.written}) as balance
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    where a.address = ${address(ref.owner, ref.purpose)} and s.code = ${ref.asset}`
  return row?.balance ?? 0n
}

const STRETCH = 1_000

/**
 * Closes stretches of transfers whose sums later questions can start from: for balances of unbounded
 * accounts, and of the past. A cache: cost depends on it, answers never do. Run daily, or more often.
 * Returns how many accounts got one.
 */
export async function takeSnapshots(tx: Query, every = STRETCH): Promise<number> {
  const [row] = await tx<{ n: number }>`select ledger.take_snapshots(${every}) as n`
  return row!.n
}

export type StatementEntry = {
  /** Journal and leg: `1251.2`. */
  transfer: string
  journalId: bigint
  kind: string
  about: { type: string; id: string }
  by: string
  /** In the account's direction: what came is above zero. */
  amount: bigint
  /** The account's balance after it. */
  balance: bigint
  other: Address
  at: Temporal.Instant
  writtenAt: Temporal.Instant
  metadata: Record<string, unknown> | null
}

export type StatementOptions = {
  purpose?: Purpose
  /** Entries older than this one (a `transfer` of an earlier page). */
  before?: string | undefined
  limit?: number
  asOf?: AsOf
}

/** A page of an account's entries, newest written first, each with the balance after it. */
export async function statement(
  q: Query,
  owner: Owner,
  asset: string,
  { purpose = 'wallet', before, limit = 50, asOf = {} }: StatementOptions = {},
): Promise<StatementEntry[]> {
  const [journal, leg] = entryOf(before)
  const conditions = [sql`true`]
  if (before) conditions.push(sql`(e.journal_id, e.leg) < (${journal}::bigint, ${leg}::smallint)`)
  if (asOf.at) conditions.push(sql`j.happened_at <= ${asOf.at}`)
  if (asOf.written) conditions.push(sql`j.written_at <= ${asOf.written}`)
  const rows = await q<
    Omit<StatementEntry, 'about' | 'transfer' | 'balance'> & {
      leg: number
      about_type: string
      about_id: string
      after: bigint | null
    }
  >`select e.journal_id as "journalId", e.leg, j.kind, j.about_type, j.about_id, j.by,
      case when (e.debit_id = a.id) = (a.side = 'debit') then e.amount else -e.amount end as amount,
      case when e.debit_id = a.id then e.debit_after else e.credit_after end as after,
      o.address as other, j.happened_at as at, j.written_at as "writtenAt", j.metadata
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    join lateral (
      select * from ledger.transfer where debit_id = a.id union all
      select * from ledger.transfer where credit_id = a.id
    ) e on true
    join ledger.journal j on j.id = e.journal_id
    join ledger.account o on o.id = case when e.debit_id = a.id then e.credit_id else e.debit_id end
    where a.address = ${address(owner, purpose)} and s.code = ${asset} and ${join(conditions, ' and ')}
    order by e.journal_id desc, e.leg desc limit ${limit}`
  const entries = rows.map(({ leg, about_type, about_id, after, ...row }) => ({
    ...row,
    transfer: `${row.journalId}.${leg}`,
    about: { type: about_type, id: about_id },
    balance: after,
  }))
  if (entries.some((entry) => entry.balance === null)) {
    // An unbounded account keeps no running balance: count back from the newest entry shown.
    let running = await balanceUpTo(q, { owner, purpose, asset }, entries[0]!.transfer)
    for (const entry of entries) {
      entry.balance = running
      running -= entry.amount
    }
  }
  return entries as StatementEntry[]
}

function entryOf(transfer: string | undefined): [bigint, number] {
  const match = /^(\d{1,18})\.(\d{1,5})$/.exec(transfer ?? '0.0')
  if (!match) throw refuse('unknown_transfer', { transfer })
  return [BigInt(match[1]!), Number(match[2])]
}

async function balanceUpTo(q: Query, ref: AccountRef, transfer: string): Promise<bigint> {
  const [journal, leg] = entryOf(transfer)
  const [row] = await q<{ balance: bigint }>`select (case a.side when 'debit' then 1 else -1 end * (
      (select coalesce(sum(amount), 0) from ledger.transfer
        where debit_id = a.id and (journal_id, leg) <= (${journal}::bigint, ${leg}::smallint)) -
      (select coalesce(sum(amount), 0) from ledger.transfer
        where credit_id = a.id and (journal_id, leg) <= (${journal}::bigint, ${leg}::smallint))))::bigint as balance
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    where a.address = ${address(ref.owner, ref.purpose)} and s.code = ${ref.asset}`
  return row!.balance
}
