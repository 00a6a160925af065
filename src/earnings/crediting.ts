import type { Tx } from '#base'
import { type HeldPiece, heldNow, promotional, scaleOf } from '#ledger'
import { type Dues, duesOf } from '#payments'

/** What the hold of a booking paid with credits comes to, before it is captured. */
export type Credited = {
  /** What falls due with it, as the posting rule is told. */
  dues: { tax: bigint; taxAbroad: Record<string, bigint>; valued: Record<string, bigint> }
  pieces: readonly HeldPiece[]
}

/** Looks once at what will be captured: its dues are written down with it. Refusal: rate_unknown. */
export async function lookAtHold(
  tx: Tx,
  held: { hold: bigint; currency: string },
  now: Temporal.Instant,
): Promise<Credited> {
  const { taxes, valued }: Dues = await duesOf(tx, held, now)
  const { [held.currency]: tax = 0n, ...taxAbroad } = taxes
  return { dues: { tax, taxAbroad, valued }, pieces: await heldNow(tx, held.hold, now) }
}

/**
 * What credits count as on a cash basis: what was really paid for them, before tax, in the booking's currency;
 * promotional ones count at face, for they are the operator's cost and not the educator's.
 */
export function cashOf(
  { dues, pieces }: Credited,
  currency: string,
): { paid: bigint; promotional: bigint } {
  const free = pieces.filter(promotional).reduce((sum, { units }) => sum + units, 0n)
  const own = pieces.reduce(
    (sum, piece) => (piece.basisAsset === currency ? sum + piece.basis : sum),
    0n,
  )
  const abroad = Object.values(dues.valued).reduce((sum, amount) => sum + amount, 0n)
  const face = 10n ** BigInt(scaleOf(currency))
  return {
    paid: own - dues.tax + abroad,
    promotional: (free * face) / 10n ** BigInt(scaleOf('CREDIT')),
  }
}
