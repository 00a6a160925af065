import { type Query, sql } from '#base'
import type { Address } from './accounts.ts'

/** A change of a lot. */
export type LotMoveLine = {
  lot: bigint
  account: Address
  asset: string
  source: string
  kind: 'issue' | 'capture' | 'expire' | 'revoke' | 'use' | 'grace' | 'rollover'
  /** What came is above zero, what left is below. */
  units: bigint
  /** Money paid for these units, and the card fee on it; in the basis asset. */
  basis: bigint
  fee: bigint
  basisAsset: string | null
  /** `1251.2`; null where units only went from one lot to another. */
  transfer: string | null
  hold: bigint | null
  at: Temporal.Instant
}

/** What a journal did to lots, or what happened to one lot, oldest first. */
export function lotMoves(
  q: Query,
  of: { journal: bigint } | { lot: bigint },
): Promise<LotMoveLine[]> {
  const which = 'lot' in of ? sql`m.lot_id = ${of.lot}` : sql`m.journal_id = ${of.journal}`
  return q<LotMoveLine>`select m.lot_id as lot, a.address as account, s.code as asset, l.source, m.kind,
      m.units, m.basis, m.fee, c.code as "basisAsset", m.journal_id || '.' || m.leg as transfer,
      m.hold_id as hold, m.happened_at as at
    from ledger.lot_move m join ledger.lot l on l.id = m.lot_id
    join ledger.account a on a.id = l.account_id join ledger.asset s on s.id = a.asset_id
    left join ledger.asset c on c.id = l.basis_asset_id
    where ${which} order by m.happened_at, m.journal_id nulls last, m.leg, m.lot_id`
}
