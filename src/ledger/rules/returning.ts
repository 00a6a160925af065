import type { Owner } from '../accounts.ts'
import { type Currency, held, type Line, money, ours, receivable, units, wallet } from '../entry.ts'
import type { LotSource } from '../posting.ts'
import type { Rules } from '../rules.ts'

/** What one payee gives back of what completion credited: what is held of it, or what they owe from now on. */
export type GivenBack = { payee: Owner; amount: bigint; held: boolean }

/** Units that come back as they were: the same source, cost and expiry. */
export type ReturnedPiece = {
  units: bigint
  source: LotSource
  basis: bigint
  fee: bigint
  basisAsset?: string | undefined
  priority?: number | undefined
  scope?: string | undefined
  expiresAt?: Temporal.Instant | undefined
}

type Returned = Currency & { payees: readonly GivenBack[] }

export type ReturnFacts = {
  /** The money of a booking waits again for what becomes of it; `net` is what goes back, before tax. */
  'session.returned.money': Returned & { net: bigint }
  'session.returned.included': Returned
  'session.returned.credits': Returned & {
    owner: Owner
    pieces: readonly ReturnedPiece[]
    /** What promotions had borne of what is taken back. */
    borne: bigint
    /** Tax that had fallen due with it, by currency. */
    taxes: Record<string, bigint>
    /** What the basis of other currencies, less its tax, had been worth in this one. */
    valued: Record<string, bigint>
  }
  /** A case decided for the educator beyond what the learner pays: the platform does. `held` false: they owe less. */
  'session.made_good': Returned
  /** A case decided against the educator, and the learner gets nothing of it: the platform keeps it. */
  'session.lowered': Returned
}

const back = (payees: readonly GivenBack[]): Line[] =>
  payees.map(({ payee, amount, held: there }) => [there ? held(payee) : receivable(payee), amount])
const sumOf = (payees: readonly GivenBack[]) => payees.reduce((sum, { amount }) => sum + amount, 0n)

/** A session that was earned on is given back, or a part of it: the mirror image of its completion. + debit, − credit. */
export const returning: Rules<ReturnFacts> = {
  'session.returned.money': (f) =>
    money(
      f.currency,
      ...back(f.payees),
      [ours('platform_fee'), f.net - sumOf(f.payees)],
      [ours('deferred_bookings'), -f.net],
    ),
  'session.returned.included': (f) =>
    money(f.currency, ...back(f.payees), [ours('included_sessions'), -sumOf(f.payees)]),
  'session.made_good': (f) =>
    money(
      f.currency,
      [ours('dispute_losses'), sumOf(f.payees)],
      ...back(f.payees).map(([account, amount]): Line => [account, -amount]),
    ),
  'session.lowered': (f) =>
    money(f.currency, ...back(f.payees), [ours('platform_fee'), -sumOf(f.payees)]),
  'session.returned.credits': (f) => {
    const basis = new Map<string, bigint>()
    for (const piece of f.pieces) {
      if (!piece.basisAsset || piece.basis === 0n) continue
      basis.set(piece.basisAsset, (basis.get(piece.basisAsset) ?? 0n) + piece.basis)
    }
    const own = basis.get(f.currency) ?? 0n
    basis.delete(f.currency)
    const taxIn = (currency: string) => f.taxes[currency] ?? 0n
    const valuedIn = (currency: string) => f.valued[currency] ?? 0n
    const exchanged = [...basis.keys()].reduce((sum, currency) => sum + valuedIn(currency), 0n)
    const abroad = [...basis].flatMap(([currency, amount]) =>
      money(
        currency,
        [ours('exchange'), amount - taxIn(currency)],
        [ours('tax_payable'), taxIn(currency)],
        [ours('deferred_credits'), -amount],
      ),
    )
    const fee = own + exchanged + f.borne - taxIn(f.currency) - sumOf(f.payees)
    return [
      ...abroad,
      ...money(
        f.currency,
        ...back(f.payees),
        [ours('tax_payable'), taxIn(f.currency)],
        [ours('platform_fee'), fee],
        [ours('promotions'), -f.borne],
        [ours('exchange'), -exchanged],
        [ours('deferred_credits'), -own],
      ),
      ...units(
        'CREDIT',
        [
          ...f.pieces.map((piece): Line => [wallet(f.owner), piece.units]),
          [ours('redeemed'), -f.pieces.reduce((sum, piece) => sum + piece.units, 0n)],
        ],
        ...f.pieces.map((piece, index) => ({
          do: 'issue' as const,
          leg: index + 1,
          source: piece.source,
          basisAsset: piece.basisAsset,
          basis: piece.basis,
          fee: piece.fee,
          priority: piece.priority,
          scope: piece.scope,
          expiresAt: piece.expiresAt,
        })),
      ),
    ]
  },
}
