import type { Query } from '#base'
import { address } from './accounts.ts'

/** What a provider's stock of an asset is now. */
export type StockNow = {
  provider: string
  asset: string
  /** All of it, as the account says. */
  owned: bigint
  /** What can be used: without lots that are frozen or have run out. */
  free: bigint
  /** What left it and did not come back: for messages, or because it ran out. */
  used: bigint
  /** What was paid for what is left, by currency. */
  cost: Record<string, bigint>
}

type Row = Omit<StockNow, 'cost'> & { cost: Record<string, string | number> | null }

/** Every stock, by provider and asset; also those that are empty. */
export async function stocks(
  q: Query,
  {
    provider,
    asset,
    now,
  }: {
    provider?: string | undefined
    asset?: string | undefined
    now?: Temporal.Instant | undefined
  } = {},
): Promise<StockNow[]> {
  const rows = await q<Row>`
    select a.owner_id as provider, s.code as asset, b.posted as owned, l.free, coalesce(ledger.balance_of(u.id, null, null), 0)::bigint - b.posted as used,
      c.cost
    from ledger.account a join ledger.asset s on s.id = a.asset_id join ledger.balance b on b.account_id = a.id
    left join ledger.account u on u.address = 'provider:' || a.owner_id || '/provider_supply' and u.asset_id = a.asset_id
    cross join lateral (
      select coalesce(sum(x.remaining - x.held) filter (where x.frozen_at is null
          and (${now ?? null}::timestamptz is null or x.expires_at > ${now ?? null})), 0)::bigint as free
      from ledger.lot x where x.account_id = a.id and x.open
    ) l
    cross join lateral (
      select jsonb_object_agg(c.code, c.cost) as cost from (
        select c.code, sum(y.basis_left)::text as cost from ledger.lot y join ledger.asset c on c.id = y.basis_asset_id
        where y.account_id = a.id and y.open group by c.code) c
    ) c
    where a.purpose = 'stock' and a.owner_type = 'provider'
      and (${provider ?? null}::text is null or a.owner_id = ${provider ?? null})
      and (${asset ?? null}::text is null or s.code = ${asset ?? null})
    order by a.owner_id, s.id`
  return rows.map(({ cost, ...row }) => ({
    ...row,
    cost: Object.fromEntries(
      Object.entries(cost ?? {}).map(([currency, amount]) => [currency, BigInt(amount)]),
    ),
  }))
}

/** Units of one stock that can be used now: one look at its open lots. */
export async function stockFree(
  q: Query,
  provider: string,
  asset: string,
  now?: Temporal.Instant | undefined,
): Promise<bigint> {
  const [row] = await q<{ free: bigint }>`
    select coalesce(sum(l.remaining - l.held), 0)::bigint as free
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    join ledger.lot l on l.account_id = a.id and l.open and l.frozen_at is null
    where a.address = ${address({ type: 'provider', id: provider }, 'stock')} and s.code = ${asset}
      and (${now ?? null}::timestamptz is null or l.expires_at > ${now ?? null})`
  return row!.free
}

/** Units of a message asset in all wallets: sold and not spent, held ones too. */
export async function unspentMessages(q: Query): Promise<Map<string, bigint>> {
  const rows = await q<{ asset: string; units: bigint }>`
    select s.code as asset, coalesce(sum(b.posted), 0)::bigint as units
    from ledger.asset s left join ledger.account a on a.asset_id = s.id and a.purpose = 'wallet'
    left join ledger.balance b on b.account_id = a.id
    where s.kind = 'message' group by s.id, s.code order by s.id`
  return new Map(rows.map(({ asset, units }) => [asset, units]))
}

/** Units that left stock for messages in [from, to), by provider, asset and day of a zone. */
export function stockUsed(
  q: Query,
  {
    from,
    to,
    zone,
    provider,
  }: {
    from: Temporal.Instant
    to: Temporal.Instant
    zone: string
    provider?: string | undefined
  },
): Promise<{ provider: string; asset: string; day: string; units: bigint }[]> {
  return q`
    select a.owner_id as provider, s.code as asset, (j.happened_at at time zone ${zone})::date as day,
      sum(t.amount)::bigint as units
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    join ledger.transfer t on t.credit_id = a.id join ledger.journal j on j.id = t.journal_id
    join ledger.account u on u.id = t.debit_id and u.purpose = 'used'
    where a.purpose = 'stock' and j.happened_at >= ${from} and j.happened_at < ${to}
      and t.journal_id > coalesce((select max(x.journal_id) from ledger.snapshot x
        where x.account_id = a.id and x.to_happened < ${from}), 0)
      and (${provider ?? null}::text is null or a.owner_id = ${provider ?? null})
    group by a.owner_id, s.id, s.code, 3 order by a.owner_id, s.id, 3`
}

/** A purchase of stock and what it brought so far. */
export type LotReturn = {
  lot: bigint
  provider: string
  asset: string
  issued: bigint
  left: bigint
  /** Used for messages; and what ran out unused. */
  used: bigint
  lost: bigint
  currency: string | null
  /** What was paid for all of it, and for what of it was used. */
  paid: bigint
  usedCost: bigint
  /** What the messages earned that its units were used for, in `currency`. */
  revenue: bigint
  issuedAt: Temporal.Instant
  expiresAt: Temporal.Instant | null
  /** The key of the deed that brought it in. */
  key: string
}

/**
 * What lots of stock were bought for and brought in, newest first. Each journal that used stock may have
 * captured wallets too: what that released as sales belongs to the units of stock in the same journal, shared
 * among their lots by units in the order of use, to the smallest unit of money. Use without sales (our own
 * notices, failures that a provider charges) is cost alone, and sales without use belong to no lot. What was used
 * and came back is stock of its own, without a purchase, and in no lot here. What `sumStock` has summed up is not
 * looked at again.
 */
export function lotReturns(
  q: Query,
  filter: {
    provider?: string | undefined
    asset?: string | undefined
    after?: bigint | undefined
    limit: number
  },
): Promise<LotReturn[]> {
  return q<LotReturn>`
    with own as (
      select l.*, a.owner_id as provider, s.code as asset, c.code as currency, j.key
      from ledger.account a join ledger.asset s on s.id = a.asset_id
      join ledger.lot l on l.account_id = a.id and l.source = 'wholesale'
      join ledger.journal j on j.id = l.journal_id left join ledger.asset c on c.id = l.basis_asset_id
      where a.purpose = 'stock' and j.kind = 'wholesale.purchased'
        and (${filter.provider ?? null}::text is null or a.owner_id = ${filter.provider ?? null})
        and (${filter.asset ?? null}::text is null or s.code = ${filter.asset ?? null})
        and (${filter.after ?? null}::bigint is null or l.id < ${filter.after ?? null})
      order by l.id desc limit ${filter.limit}
    ), since as (
      select * from ledger.stock_since(array(select id from own), null)
    )
    select o.id as lot, o.provider, o.asset, o.issued, o.remaining as left, o.currency, o.basis as paid,
      (coalesce(b.used, 0) + coalesce(n.used, 0))::bigint as used, (coalesce(b.lost, 0) + coalesce(n.lost, 0))::bigint as lost,
      (coalesce(b.cost, 0) + coalesce(n.cost, 0))::bigint as "usedCost",
      (coalesce(b.earned, 0) + coalesce(n.earned, 0))::bigint as revenue,
      o.issued_at as "issuedAt", nullif(o.expires_at, 'infinity') as "expiresAt", o.key
    from own o left join ledger.stock_sum b on b.lot_id = o.id left join since n on n.lot_id = o.id
    order by o.id desc`
}

/** Sums up what became of lots, so that what they brought is known as quickly however much they were used. Answers how many. */
export async function sumStock(tx: Query): Promise<number> {
  const [row] = await tx<{ n: number }>`select ledger.sum_stock() as n`
  return row!.n
}

/** What messages earned and cost in one currency between each two neighbours of `edges`. */
export async function messageResult(
  q: Query,
  currency: string,
  edges: readonly Temporal.Instant[],
): Promise<
  {
    from: Temporal.Instant
    to: Temporal.Instant
    sales: bigint
    costs: bigint
    refundCosts: bigint
  }[]
> {
  const rows = await q<{ part: number; sales: bigint; costs: bigint; refundCosts: bigint }>`
    select width_bucket(j.happened_at, ${edges.map(String)}::timestamptz[]) as part,
      coalesce(sum(e.credit) filter (where a.purpose = 'message_sales'), 0)::bigint as sales,
      coalesce(-sum(e.credit) filter (where a.purpose = 'message_costs'), 0)::bigint as costs,
      coalesce(-sum(e.credit) filter (where a.purpose = 'refund_costs'), 0)::bigint as "refundCosts"
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    cross join lateral (
      select journal_id, amount as credit from ledger.transfer where credit_id = a.id
      union all select journal_id, -amount from ledger.transfer where debit_id = a.id
    ) e
    join ledger.journal j on j.id = e.journal_id
      and j.id > coalesce((select max(x.journal_id) from ledger.snapshot x
        where x.account_id = a.id and x.to_happened < ${edges[0]!}), 0)
    where a.purpose in ('message_sales', 'message_costs', 'refund_costs') and s.code = ${currency}
      and j.happened_at >= ${edges[0]!} and j.happened_at < ${edges.at(-1)!}
    group by 1`
  return edges.slice(0, -1).map((from, index) => {
    const row = rows.find(({ part }) => part === index + 1)
    const { sales = 0n, costs = 0n, refundCosts = 0n } = row ?? {}
    return { from, to: edges[index + 1]!, sales, costs, refundCosts }
  })
}
