import type { Query } from '#base'
import type { Address } from './accounts.ts'
import type { LotSource } from './posting.ts'

/** A lot by the deed that brought it in: what of it is still free to be taken back. */
export type LotFrom = {
  id: bigint
  wallet: Address
  asset: string
  source: LotSource
  issued: bigint
  /** What was paid for all of it. */
  basis: bigint
  remaining: bigint
  held: bigint
  /** Units that nobody holds, and the basis that they carry. */
  free: bigint
  freeBasis: bigint
  basisAsset: string | null
  frozen: boolean
  expiresAt: Temporal.Instant | undefined
}

/**
 * The lots that deeds with these keys issued, and those that came from them since (what was returned
 * late, or rolled over). Emptied ones too. In the order in which they came in.
 */
export function lotsFrom(q: Query, keys: readonly string[]): Promise<LotFrom[]> {
  return q<LotFrom>`
    with recursive own as (
      select l.* from ledger.journal j
        join ledger.lot_move m on m.journal_id = j.id and m.kind = 'issue'
        join ledger.lot l on l.id = m.lot_id
       where j.key = any(${keys}::text[])
      union
      select l.* from own o join ledger.lot l on l.from_lot = o.id
    )
    select l.id, a.address as wallet, own_asset.code as asset, l.source, l.issued, l.basis, l.remaining, l.held,
      l.remaining - l.held as free, l.basis_left - l.basis_held as "freeBasis", s.code as "basisAsset",
      l.frozen_at is not null as frozen, nullif(l.expires_at, 'infinity') as "expiresAt"
    from own l join ledger.account a on a.id = l.account_id join ledger.asset own_asset on own_asset.id = a.asset_id
      left join ledger.asset s on s.id = l.basis_asset_id
    order by l.id`
}

/**
 * The key of the deed that first brought in each lot, also where units were returned late or rolled over since.
 * By the id of the lot as text.
 */
export async function keysOfLots(q: Query, lots: readonly bigint[]): Promise<Map<string, string>> {
  const rows = await q<{ lot: bigint; key: string }>`
    with recursive chain as (
      select l.id as lot, l.id, l.from_lot, l.journal_id from ledger.lot l where l.id = any(${lots.map(String)}::bigint[])
      union all
      select c.lot, l.id, l.from_lot, l.journal_id from chain c join ledger.lot l on l.id = c.from_lot
    )
    select c.lot, j.key from chain c join ledger.journal j on j.id = c.journal_id where c.from_lot is null`
  return new Map(rows.map(({ lot, key }) => [`${lot}`, key]))
}
