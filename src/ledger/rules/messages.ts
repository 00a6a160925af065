import { split } from '#base'
import { type Address, address, type Owner } from '../accounts.ts'
import {
  bank,
  type Currency,
  type Expiry,
  type Line,
  type LotDeed,
  money,
  ours,
  type Posting,
  type Received,
  received,
  units,
  wallet,
} from '../entry.ts'
import type { HeldPiece } from '../holds.ts'
import type { HeldNow, HoldRules, Rules, StockRules } from '../rules.ts'
import { basisBy } from './earning.ts'
import type { ReturnedPiece } from './returning.ts'

type MessageAsset = 'SMS' | 'WHATSAPP' | 'EMAIL'

export type MessageFacts = {
  /**
   * Stock is kept by the provider it was bought from. `cost` without `tax`, which the tax office gives back; tax
   * that it keeps is cost.
   */
  'wholesale.purchased': Currency &
    Expiry & {
      provider: string
      asset: MessageAsset
      quantity: bigint
      cost: bigint
      tax?: bigint
      paidFrom: 'bank' | 'supplier_payable'
    }
  /** `worth` is each part's price when bought alone: the package's price is split by it. */
  'package.sold': Received &
    Expiry & {
      organization: Owner
      net: bigint
      parts: { asset: MessageAsset; quantity: bigint; worth: bigint }[]
    }
  /** Given for nothing: no money moves, and what it costs us shows when it is used. */
  'messages.granted': Expiry & { organization: Owner; asset: MessageAsset; quantity: bigint }
  /** Owed until it is sent, as every refund is. */
  'package.refunded': Currency & {
    organization: Owner
    asset: MessageAsset
    lot: bigint
    quantity: bigint
    basis: bigint
    tax: bigint
  }
  /**
   * Messages that were counted as delivered have failed after all: their units come back as they were, and
   * where the provider takes nothing for them, its stock does, too.
   */
  'message.returned': {
    organization: Owner
    provider: string
    asset: MessageAsset
    pieces: readonly ReturnedPiece[]
    stock: readonly ReturnedPiece[]
  }
}

const stock = (provider: string): Address => address({ type: 'provider', id: provider }, 'stock')
const supply = (provider: string): Address =>
  address({ type: 'provider', id: provider }, 'provider_supply')

/** Message credits: bought wholesale, sold in packages. */
export const messages: Rules<MessageFacts> = {
  'wholesale.purchased': (f) => [
    ...money(
      f.currency,
      [ours('inventory'), f.cost],
      [ours('tax_recoverable'), f.tax ?? 0n],
      [f.paidFrom === 'bank' ? bank() : ours('supplier_payable'), -f.cost - (f.tax ?? 0n)],
    ),
    ...units(
      f.asset,
      [
        [stock(f.provider), f.quantity],
        [supply(f.provider), -f.quantity],
      ],
      {
        do: 'issue',
        source: 'wholesale',
        basisAsset: f.currency,
        basis: f.cost,
        expiresAt: f.expiresAt,
      },
    ),
  ],

  'package.sold': (f) => {
    const worth = f.parts.map((part) => part.worth)
    const basis = split(f.net, worth)
    const fee = split(f.fee, worth)
    return [
      ...money(f.currency, ...received(f, f.net), [ours('deferred_messages'), -f.net]),
      ...f.parts.flatMap((part, index) =>
        units(
          part.asset,
          [
            [wallet(f.organization), part.quantity],
            [ours('issued_sale'), -part.quantity],
          ],
          {
            do: 'issue',
            source: 'sale',
            basisAsset: f.currency,
            basis: basis[index],
            fee: fee[index],
            expiresAt: f.expiresAt,
          },
        ),
      ),
    ]
  },

  'messages.granted': (f) =>
    units(
      f.asset,
      [
        [wallet(f.organization), f.quantity],
        [ours('issued_promotion'), -f.quantity],
      ],
      { do: 'issue', source: 'promotion', expiresAt: f.expiresAt },
    ),

  'package.refunded': (f) => [
    ...money(
      f.currency,
      [ours('deferred_messages'), f.basis],
      [ours('tax_payable'), f.tax],
      [ours('refunds_payable'), -f.basis - f.tax],
    ),
    ...units(
      f.asset,
      [
        [ours('revoked'), f.quantity],
        [wallet(f.organization), -f.quantity],
      ],
      { do: 'remove', lot: f.lot, units: f.quantity, kind: 'revoke', basis: f.basis },
    ),
  ],

  'message.returned': (f) => [
    ...basisIn(f.pieces).flatMap(([currency, basis]) =>
      money(currency, [ours('message_sales'), basis], [ours('deferred_messages'), -basis]),
    ),
    ...basisIn(f.stock).flatMap(([currency, cost]) =>
      money(currency, [ours('inventory'), cost], [ours('message_costs'), -cost]),
    ),
    ...comeBack(f.asset, wallet(f.organization), ours('spent'), f.pieces),
    ...comeBack(f.asset, stock(f.provider), ours('used'), f.stock),
  ],
}

function basisIn(pieces: readonly ReturnedPiece[]): [string, bigint][] {
  const found = new Map<string, bigint>()
  for (const { basisAsset, basis } of pieces)
    if (basisAsset) found.set(basisAsset, (found.get(basisAsset) ?? 0n) + basis)
  return [...found]
}

/** Units as lots with the same source, cost and expiry as those that they had left. */
function comeBack(
  asset: string,
  to: Address,
  from: Address,
  pieces: readonly ReturnedPiece[],
): Posting {
  if (pieces.length === 0) return []
  return units(
    asset,
    [
      ...pieces.map((piece): Line => [to, piece.units]),
      [from, -pieces.reduce((sum, piece) => sum + piece.units, 0n)],
    ],
    ...pieces.map(({ units: _, ...piece }, index) => ({
      do: 'issue' as const,
      leg: index + 1,
      ...piece,
    })),
  )
}

export type MessageHoldFacts = {
  /** `quantity` of the provider's stock is used up; `units` of the hold, all of it where left out. */
  'message.delivered': { hold: bigint; provider: string; quantity: bigint; units?: bigint }
  /** The same where no stock is used: the provider takes nothing, or our books have none and its cost follows. */
  'message.delivered.alone': { hold: bigint; units?: bigint }
}

export type StockFacts = {
  /** The provider charges us for a message that failed, and the organization gets its own back. */
  'message.failed.charged': { provider: string; asset: MessageAsset; quantity: bigint }
  /** The house's own messages: from stock, at cost. */
  'message.used.own': { provider: string; asset: MessageAsset; quantity: bigint }
  /** Messages were sold and sent before our books had stock for them: what they cost follows. */
  'message.cost.followed': { provider: string; asset: MessageAsset; quantity: bigint }
}

/** What stock costs, oldest first, as it leaves. */
export function stockUsed(
  provider: string,
  asset: string,
  pieces: readonly HeldPiece[],
  expense: 'message_costs' | 'refund_costs',
): Posting {
  const quantity = pieces.reduce((sum, piece) => sum + piece.units, 0n)
  const costs = Map.groupBy(pieces, (piece) => piece.basisAsset)
  const lots = pieces.map(
    (piece): LotDeed => ({
      do: 'remove',
      lot: piece.lotId,
      units: piece.units,
      kind: 'use',
      basis: piece.basis,
    }),
  )
  return [
    ...[...costs].flatMap(([currency, own]) => {
      const cost = own.reduce((sum, piece) => sum + piece.basis, 0n)
      return currency ? money(currency, [ours(expense), cost], [ours('inventory'), -cost]) : []
    }),
    ...units(
      asset,
      [
        [ours('used'), quantity],
        [stock(provider), -quantity],
      ],
      ...lots,
    ),
  ]
}

/** Rules over a provider's stock alone. */
export const messagesFromStock: StockRules<StockFacts> = {
  'message.failed.charged': (f, pieces) => stockUsed(f.provider, f.asset, pieces, 'refund_costs'),
  'message.used.own': (f, pieces) => stockUsed(f.provider, f.asset, pieces, 'message_costs'),
  'message.cost.followed': (f, pieces) => stockUsed(f.provider, f.asset, pieces, 'message_costs'),
}

/** A sale out of what a hold has reserved. */
const sold = (hold: bigint, now: HeldNow): Posting => [
  ...[...basisBy(now)].flatMap(([currency, basis]) =>
    money(currency, [ours('deferred_messages'), basis], [ours('message_sales'), -basis]),
  ),
  ...units(
    now.asset,
    [
      [ours('spent'), now.units],
      [now.wallet, -now.units],
    ],
    { do: 'capture', hold, units: now.units },
  ),
]

export const messagesFromHolds: HoldRules<MessageHoldFacts> = {
  'message.delivered': (f, now) => [
    ...sold(f.hold, now),
    ...stockUsed(f.provider, now.asset, now.stock, 'message_costs'),
  ],
  'message.delivered.alone': (f, now) => sold(f.hold, now),
}
