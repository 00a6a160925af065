import { type Query, sql } from '#base'
import type { AsOf } from './balances.ts'

/** How long money has been available and not paid out, in days; the last has no end. */
export const AGES = ['0-7', '8-30', '31-90', '91-'] as const
export type Age = (typeof AGES)[number]

export type AgedPayable = {
  owner: { type: string; id: string }
  /** Earned, and not yet available. */
  held: bigint
  /** Available, by how long it has been so. Payouts pay the oldest first. */
  available: Record<Age, bigint>
  /** What the educator owes the platform; later earnings pay it first. */
  receivable: bigint
}

/** An amount that became available and of which something is still unpaid. */
export type Outstanding = {
  owner: { type: string; id: string }
  /** `1251.2`: the entry that made it available. */
  transfer: string
  kind: string
  about: { type: string; id: string }
  at: Temporal.Instant
  amount: bigint
  left: bigint
  days: number
  age: Age
}

type Question = AsOf & {
  /** One educator or organization: `person:<id>`. */
  owner?: string | undefined
  /** The moment that ages are counted to. */
  now: Temporal.Instant
}

/**
 * What is owed to each educator in one currency and for how long it could have been paid. The ages of
 * one owner add up to their available balance; one that was brought below zero stands in the youngest.
 */
export async function agedPayables(
  q: Query,
  currency: string,
  question: Question,
): Promise<AgedPayable[]> {
  const balances = await q<Row>`with ${entries(currency, question)}
    select e.type, e.id,
      coalesce(sum(e.change) filter (where e.purpose = 'educator_held'), 0)::bigint as held,
      coalesce(sum(e.change) filter (where e.purpose = 'educator_available'), 0)::bigint as available,
      coalesce(-sum(e.change) filter (where e.purpose = 'educator_receivable'), 0)::bigint as receivable
    from entry e group by 1, 2 order by 1, 2`
  const open = await outstanding(q, currency, question)
  const byOwner = Map.groupBy(open, ({ owner }) => `${owner.type}:${owner.id}`)
  return balances
    .map(({ type, id, held, available, receivable }) => ({
      owner: { type, id },
      held,
      available: agesOf(byOwner.get(`${type}:${id}`) ?? [], available),
      receivable,
    }))
    .filter(
      (row) =>
        row.held !== 0n ||
        row.receivable !== 0n ||
        Object.values(row.available).some((part) => part !== 0n),
    )
}

type Row = { type: string; id: string; held: bigint; available: bigint; receivable: bigint }

function agesOf(open: readonly Outstanding[], available: bigint): Record<Age, bigint> {
  const ages = Object.fromEntries(AGES.map((age) => [age, 0n])) as Record<Age, bigint>
  for (const { age, left } of open) ages[age] += left
  if (available < 0n) ages['0-7'] = available
  return ages
}

/**
 * The entries that an available balance still consists of, oldest first: what was paid out went against
 * the oldest, so what is left are the newest that add up to the balance. What a bank sent back counts
 * from the day it came back.
 */
export async function outstanding(
  q: Query,
  currency: string,
  question: Question,
): Promise<Outstanding[]> {
  const rows = await q<OutstandingRow>`with ${entries(currency, question)},
    came as (
      select e.*, least(e.change, e.balance - e.newer) as left
      from (
        select e.*, sum(e.change) over (partition by e.account_id) as balance,
          coalesce(sum(greatest(e.change, 0)) over (partition by e.account_id
            order by e.happened_at desc, e.journal_id desc, e.leg desc
            rows between unbounded preceding and 1 preceding), 0) as newer
        from entry e where e.purpose = 'educator_available'
      ) e where e.change > 0 and e.balance > e.newer
    )
    select c.type, c.id, c.journal_id || '.' || c.leg as transfer, c.kind, c.about_type, c.about_id,
      c.happened_at as at, c.change::bigint as amount, c.left::bigint as left,
      greatest(0, floor(extract(epoch from ${question.now}::timestamptz - c.happened_at) / 86400))::int as days
    from came c order by c.type, c.id, c.happened_at, c.journal_id, c.leg`
  return rows.map(({ type, id, about_type, about_id, ...row }) => ({
    ...row,
    owner: { type, id },
    about: { type: about_type, id: about_id },
    age: ageOf(row.days),
  }))
}

type OutstandingRow = Omit<Outstanding, 'owner' | 'about' | 'age'> & {
  type: string
  id: string
  about_type: string
  about_id: string
}

const ageOf = (days: number): Age =>
  days <= 7 ? '0-7' : days <= 30 ? '8-30' : days <= 90 ? '31-90' : '91-'

/** Every entry of educators' accounts, what is owed to them above zero. */
function entries(currency: string, { at, written, owner }: Question) {
  return sql`entry as (
    select a.id as account_id, a.owner_type as type, a.owner_id as id, a.purpose, t.journal_id, t.leg, t.change,
      j.kind, j.about_type, j.about_id, j.happened_at
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    cross join lateral (
      select journal_id, leg, amount as change from ledger.transfer where credit_id = a.id
      union all select journal_id, leg, -amount from ledger.transfer where debit_id = a.id
    ) t
    join ledger.journal j on j.id = t.journal_id
    where a.purpose in ('educator_held', 'educator_available', 'educator_receivable') and s.code = ${currency}
      and (${owner ?? null}::text is null or a.owner_type || ':' || a.owner_id = ${owner ?? null})
      and (${at ?? null}::timestamptz is null or j.happened_at <= ${at ?? null})
      and (${written ?? null}::timestamptz is null or j.written_at <= ${written ?? null}))`
}
