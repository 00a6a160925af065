import type { Query } from '#base'

/** A stretch of time, [from, to). */
type Stretch = { from: Temporal.Instant; to: Temporal.Instant }

export type ResultOf = Stretch & { income: bigint; expenses: bigint; result: bigint }

/**
 * Income, expenses and result of one currency between each two neighbours of `edges` (oldest first), by
 * when things happened: the profit and loss of each month, week or day, in one look.
 */
export async function resultOverTime(
  q: Query,
  currency: string,
  edges: readonly Temporal.Instant[],
): Promise<ResultOf[]> {
  const rows = await q<{ part: number; income: bigint; expenses: bigint }>`
    select width_bucket(j.happened_at, ${edges.map(String)}::timestamptz[]) as part,
      coalesce(sum(e.credit) filter (where p.class = 'income'), 0)::bigint as income,
      coalesce(-sum(e.credit) filter (where p.class = 'expense'), 0)::bigint as expenses
    from ledger.account a join ledger.asset s on s.id = a.asset_id join ledger.purpose p on p.name = a.purpose
    cross join lateral (
      select journal_id, amount as credit from ledger.transfer where credit_id = a.id
      union all select journal_id, -amount from ledger.transfer where debit_id = a.id
    ) e
    join ledger.journal j on j.id = e.journal_id
    where p.class in ('income', 'expense') and s.code = ${currency}
      and j.happened_at >= ${edges[0]!} and j.happened_at < ${edges.at(-1)!}
    group by 1`
  return edges.slice(0, -1).map((from, index) => {
    const { income = 0n, expenses = 0n } = rows.find(({ part }) => part === index + 1) ?? {}
    return { from, to: edges[index + 1]!, income, expenses, result: income - expenses }
  })
}

export type DeferredAt = Stretch & {
  /** What each deferred account holds when the stretch ends. */
  closing: { purpose: string; balance: bigint }[]
}

/** What deferred revenue stood at when each stretch between two neighbours of `edges` ended. */
export async function deferredOverTime(
  q: Query,
  currency: string,
  edges: readonly Temporal.Instant[],
): Promise<DeferredAt[]> {
  const rows = await q<{ purpose: string; part: number; change: bigint }>`
    select a.purpose, width_bucket(j.happened_at, ${edges.map(String)}::timestamptz[]) as part,
      sum(e.credit)::bigint as change
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    cross join lateral (
      select journal_id, amount as credit from ledger.transfer where credit_id = a.id
      union all select journal_id, -amount from ledger.transfer where debit_id = a.id
    ) e
    join ledger.journal j on j.id = e.journal_id
    where a.owner_type = 'platform' and a.purpose like 'deferred\\_%' and s.code = ${currency}
      and j.happened_at < ${edges.at(-1)!}
    group by 1, 2 order by 1, 2`
  const byPurpose = [...Map.groupBy(rows, (row) => row.purpose)]
  return edges.slice(0, -1).map((from, index) => ({
    from,
    to: edges[index + 1]!,
    closing: byPurpose.map(([purpose, own]) => ({
      purpose,
      balance: own
        .filter(({ part }) => part <= index + 1)
        .reduce((sum, { change }) => sum + change, 0n),
    })),
  }))
}
