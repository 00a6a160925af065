import type { Query } from '#base'

/** What became of units that one deed brought into a wallet, and what it cost to deliver them. */
export type SoldReturn = {
  /** The key of the deed that sold them. */
  key: string
  asset: string
  issued: bigint
  /** Used for messages, run out, taken back, and still there. */
  used: bigint
  expired: bigint
  revoked: bigint
  left: bigint
  currency: string | null
  /** What was paid for all of it without tax, and for each of those parts. */
  basis: bigint
  usedBasis: bigint
  expiredBasis: bigint
  revokedBasis: bigint
  leftBasis: bigint
  /** The card fee on all of it. */
  fee: bigint
  /** What the stock cost, first in first out, that its messages used, in `currency`. */
  cost: bigint
}

/**
 * What became of what was sold, by deed and asset. A journal that captured wallets used stock too: the cost of that stock
 * belongs to the captured units of the same journal, shared among their lots by units, to the smallest unit of money.
 */
export function soldReturns(q: Query, keys: readonly string[]): Promise<SoldReturn[]> {
  return q<SoldReturn>`
    with recursive own as (
      select j.key::text as key, l.*
      from unnest(${keys}::text[]) k(key) join ledger.journal j on j.key = k.key
      join ledger.lot_move m on m.journal_id = j.id and m.kind = 'issue' join ledger.lot l on l.id = m.lot_id
      union all
      select own.key, l.* from own join ledger.lot l on l.from_lot = own.id
    ), cost as (
      select s.lot_id, sum(s.amount) as cost
      from ledger.shares(array(select distinct m.journal_id
        from own join ledger.lot_move m on m.lot_id = own.id and m.kind = 'capture'), 'use', 'capture') s
      group by s.lot_id
    )
    select o.key, s.code as asset, c.code as currency,
      coalesce(sum(o.issued) filter (where o.from_lot is null), 0)::bigint as issued,
      coalesce(sum(m.used), 0)::bigint as used, coalesce(sum(m.expired), 0)::bigint as expired,
      coalesce(sum(m.revoked), 0)::bigint as revoked, sum(o.remaining)::bigint as left,
      coalesce(sum(o.basis) filter (where o.from_lot is null), 0)::bigint as basis,
      coalesce(sum(m.used_basis), 0)::bigint as "usedBasis", coalesce(sum(m.expired_basis), 0)::bigint as "expiredBasis",
      coalesce(sum(m.revoked_basis), 0)::bigint as "revokedBasis", sum(o.basis_left)::bigint as "leftBasis",
      coalesce(sum(o.fee) filter (where o.from_lot is null), 0)::bigint as fee,
      coalesce(sum(cost.cost), 0)::bigint as cost
    from own o join ledger.account a on a.id = o.account_id join ledger.asset s on s.id = a.asset_id
    left join ledger.asset c on c.id = o.basis_asset_id left join cost on cost.lot_id = o.id
    left join lateral (
      select -sum(v.units) filter (where v.kind = 'capture') as used, -sum(v.basis) filter (where v.kind = 'capture') as used_basis,
        -sum(v.units) filter (where v.kind = 'expire') as expired, -sum(v.basis) filter (where v.kind = 'expire') as expired_basis,
        -sum(v.units) filter (where v.kind = 'revoke') as revoked, -sum(v.basis) filter (where v.kind = 'revoke') as revoked_basis
      from ledger.lot_move v where v.lot_id = o.id) m on true
    group by o.key, s.id, s.code, c.code order by o.key, s.id`
}
