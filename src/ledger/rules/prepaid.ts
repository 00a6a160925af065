import type { Owner } from '../accounts.ts'
import { type Line, type LotDeed, money, ours, units, wallet } from '../entry.ts'
import type { HeldPiece } from '../holds.ts'
import type { HoldRules } from '../rules.ts'

export type PrepaidHoldFacts = {
  /** Lessons that nobody took before the package's time ran out. */
  'lessons.expired': { hold: bigint }
  /** Credits that one person gives another: what was paid for them, and until when they live, goes along. */
  'credits.given': { hold: bigint; to: Owner }
}

/**
 * What was bought bears no income when it runs out: it may be the state's (unclaimed property); what a plan
 * or a promotion brought is breakage, as where a lot runs out by itself.
 */
const gainOf = ({ source }: HeldPiece) =>
  source === 'purchase' ? 'unclaimed_property' : 'breakage'

/** Rules over credits that were set aside for somebody: a package's lessons, a gift. */
export const prepaidFromHolds: HoldRules<PrepaidHoldFacts> = {
  'lessons.expired': (f, now) => {
    const currencies = Map.groupBy(
      now.pieces.filter((piece) => piece.basis > 0n),
      (piece) => piece.basisAsset!,
    )
    return [
      ...[...currencies].flatMap(([currency, pieces]) =>
        money(
          currency,
          ...pieces.flatMap((piece): Line[] => [
            [ours('deferred_credits'), piece.basis],
            [ours(gainOf(piece)), -piece.basis],
          ]),
        ),
      ),
      ...units(
        now.asset,
        [
          [ours('expired'), now.units],
          [now.wallet, -now.units],
        ],
        { do: 'capture', hold: f.hold, units: now.units },
      ),
    ]
  },

  'credits.given': (f, now) =>
    units(
      now.asset,
      [...now.pieces.map((piece): Line => [wallet(f.to), piece.units]), [now.wallet, -now.units]],
      ...now.pieces.flatMap((piece, index): LotDeed[] => [
        { do: 'capture', hold: f.hold, units: piece.units, leg: index + 1 },
        {
          do: 'issue',
          leg: index + 1,
          source: piece.source,
          basisAsset: piece.basisAsset,
          basis: piece.basis,
          fee: piece.fee,
          expiresAt: piece.expiresAt,
        },
      ]),
    ),
}
