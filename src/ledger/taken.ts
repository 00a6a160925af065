import { type Query, split } from '#base'
import { type LotSource, PROMOTIONAL } from './posting.ts'

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

/** What the capture of a hold took, in the order in which it was chosen, and when. */
export async function takenFrom(
  q: Query,
  journal: bigint,
): Promise<{ pieces: TakenPiece[]; at: Temporal.Instant }> {
  const rows = await q<TakenPiece & { at: Temporal.Instant }>`
    select m.lot_id as lot, l.source, -m.units as units, -m.basis as basis, -m.fee as fee, c.code as "basisAsset",
      l.priority, l.scope, nullif(l.expires_at, 'infinity') as "expiresAt", m.happened_at as at
    from ledger.lot_move m join ledger.lot l on l.id = m.lot_id
    left join ledger.asset c on c.id = l.basis_asset_id
    join ledger.hold_lot h on h.hold_id = m.hold_id and h.lot_id = m.lot_id
    where m.journal_id = ${journal} and m.kind = 'capture' order by h.ord`
  if (rows.length === 0) throw new Error(`Journal ${journal} took nothing`)
  return { pieces: rows.map(({ at: _, ...piece }) => piece), at: rows[0]!.at }
}

/**
 * Parts the last `units` of what was taken from the rest: a piece that is cut carries its part of the cost,
 * rounded down, into what comes last.
 */
export function cutLast(
  pieces: readonly TakenPiece[],
  units: bigint,
): { first: TakenPiece[]; last: TakenPiece[] } {
  const first: TakenPiece[] = []
  const last: TakenPiece[] = []
  let left = units
  for (const piece of pieces.toReversed()) {
    const part = piece.units < left ? piece.units : left
    const share = (of: bigint) => (of * part) / piece.units
    const cut = { ...piece, units: part, basis: share(piece.basis), fee: share(piece.fee) }
    if (part > 0n) last.push(cut)
    if (part < piece.units) {
      const [basis, fee] = [piece.basis - cut.basis, piece.fee - cut.fee]
      first.unshift({ ...piece, units: piece.units - part, basis, fee })
    }
    left -= part
  }
  if (left > 0n) throw new Error(`Only ${units - left} of ${units} units were taken`)
  return { first, last }
}

/** Whether nobody paid for this: a gift of the operator's. */
export const promotional = ({ basis, source }: { basis: bigint; source: LotSource }): boolean =>
  basis === 0n && PROMOTIONAL.has(source)

/** What promotions bear of what is earned on these units: the part of it that nobody paid for. */
export function borneBy(pieces: readonly TakenPiece[], earned: bigint): bigint {
  const all = pieces.reduce((sum, { units }) => sum + units, 0n)
  const free = pieces.filter(promotional).reduce((sum, { units }) => sum + units, 0n)
  return all === 0n ? 0n : split(earned, [free, all - free])[0]!
}
