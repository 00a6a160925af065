import type { Query } from '#base'
import { type Address, PLATFORM } from './accounts.ts'
import { type AsOf, balance } from './balances.ts'

/** Stock that came in together and is not used up. */
export type StockLot = {
  lot: bigint
  /** Whose stock: it is kept by the provider that it was bought from. */
  account: Address
  asset: string
  issued: bigint
  left: bigint
  /** What was paid for all of it, and for what is left, in the currency asked for. */
  paid: bigint
  cost: bigint
  issuedAt: Temporal.Instant
  expiresAt: Temporal.Instant | null
  /** The purchase. */
  journalId: bigint
}

export type Inventory = {
  asset: string
  /** In the order in which they are used: first in, first out. */
  lots: StockLot[]
  total: bigint
  /** The inventory account, which must say the same. */
  account: bigint
}

/** What the stock bought in one currency is worth at cost, first in, first out, as of a date. */
export async function inventory(q: Query, currency: string, asOf: AsOf = {}): Promise<Inventory> {
  const lots =
    await q<StockLot>`select l.id as lot, a.address as account, s.code as asset, l.issued, m.units as left,
      l.basis as paid, m.basis as cost, l.issued_at as "issuedAt", nullif(l.expires_at, 'infinity') as "expiresAt",
      l.journal_id as "journalId"
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    join ledger.lot l on l.account_id = a.id join ledger.asset c on c.id = l.basis_asset_id
    join lateral (
      select sum(v.units)::bigint as units, sum(v.basis)::bigint as basis
      from ledger.lot_move v left join ledger.journal j on j.id = v.journal_id
      where v.lot_id = l.id and (${asOf.at ?? null}::timestamptz is null or v.happened_at <= ${asOf.at ?? null})
        and (${asOf.written ?? null}::timestamptz is null or coalesce(j.written_at, v.happened_at) <= ${asOf.written ?? null})
    ) m on m.units > 0
    where a.purpose = 'stock' and c.code = ${currency}
    order by a.address, s.code, l.id`
  return {
    asset: currency,
    lots,
    total: lots.reduce((sum, lot) => sum + lot.cost, 0n),
    account: await balance(q, { owner: PLATFORM, purpose: 'inventory', asset: currency }, asOf),
  }
}
