import type { Query } from '#base'
import type { LotSource } from './posting.ts'

/** Units of one lot that a journal took, with what they had cost. */
export type TakenPiece = {
  lot: bigint
  source: LotSource
  units: bigint
  basis: bigint
  fee: bigint
  basisAsset: string | undefined
  priority: number
  scope: string | undefined
  expiresAt: Temporal.Instant | undefined
}

/** What the capture of a hold took, in the order in which it was chosen. */
export async function takenFrom(q: Query, journal: bigint): Promise<TakenPiece[]> {
  return await q<TakenPiece>`
    select m.lot_id as lot, l.source, -m.units as units, -m.basis as basis, -m.fee as fee, c.code as "basisAsset",
      l.priority, l.scope, nullif(l.expires_at, 'infinity') as "expiresAt"
    from ledger.lot_move m join ledger.lot l on l.id = m.lot_id
    left join ledger.asset c on c.id = l.basis_asset_id
    join ledger.hold_lot h on h.hold_id = m.hold_id and h.lot_id = m.lot_id
    where m.journal_id = ${journal} and m.kind = 'capture' order by h.ord`
}

/** The last `units` of what was taken: a part of a piece carries its part of the cost, rounded down. */
export function takenLast(pieces: readonly TakenPiece[], units: bigint): TakenPiece[] {
  const out: TakenPiece[] = []
  let left = units
  for (const piece of pieces.toReversed()) {
    if (left === 0n) break
    const part = piece.units < left ? piece.units : left
    const share = (of: bigint) => (of * part) / piece.units
    out.push({ ...piece, units: part, basis: share(piece.basis), fee: share(piece.fee) })
    left -= part
  }
  if (left > 0n) throw new Error(`Only ${units - left} of ${units} units were taken`)
  return out
}
