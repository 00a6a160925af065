import { idFrom, record, type Tx } from '#base'
import { type Deed, postRule, value } from '#ledger'
import type { Buyer, Order, OrderLine } from './order.ts'
import { type Quote, quote, type Sale, sell } from './prices/pricing.ts'

type MessageAsset = 'SMS' | 'WHATSAPP' | 'EMAIL'

/** What a package of message credits holds. `worth`: what the part costs when it is bought alone. */
export type MessagePart = { asset: MessageAsset; quantity: bigint; worth: bigint }

/** A package of message credits for an organization, at its price, as whoever sells it reckons it. */
export type SellMessages = {
  /** The caller's own name for the order: the same again is one order. */
  id?: string | undefined
  organization: string
  /** As the buyer reads it, on the page and on the receipt. */
  description: string
  /** How often the package is bought; `parts` is what all of them hold. */
  quantity: number
  unitPrice: bigint
  currency: string
  parts: readonly MessagePart[]
  validDays: number
  /** What the seller wants to find again: which offer it was. */
  data?: Record<string, unknown> | undefined
  code?: string | undefined
  by: string
  returnTo: string
  expiresAt?: Temporal.Instant | undefined
}

const saleOf = (sold: SellMessages): Sale => ({
  ...(sold.id ? { id: sold.id } : {}),
  buyer: { type: 'organization', id: sold.organization } satisfies Buyer,
  currency: sold.currency,
  by: sold.by,
  returnTo: sold.returnTo,
  ...(sold.expiresAt ? { expiresAt: sold.expiresAt } : {}),
  items: [
    {
      kind: 'messages',
      about: { type: 'organization', id: sold.organization },
      description: sold.description,
      quantity: sold.quantity,
      unitPrice: sold.unitPrice,
      data: { ...sold.data, parts: sold.parts, validDays: sold.validDays },
    },
  ],
  code: sold.code,
  what: { goods: 'messages' },
})

/** Orders a package; it is in the wallet as soon as it is paid. Refusals: those of `sell`. */
export const sellMessages = (tx: Tx, sold: SellMessages, now: Temporal.Instant): Promise<Order> =>
  sell(tx, saleOf(sold), now)

/** What it would cost this organization, with tax and a code; nothing is ordered. Refusals: those of the code. */
export const quoteMessages = (tx: Tx, sold: SellMessages, now: Temporal.Instant): Promise<Quote> =>
  quote(tx, saleOf(sold), now)

type Kept = { parts: { asset: MessageAsset; quantity: string; worth: string }[]; validDays: number }

/** What a line of message credits holds, as it was sold. */
export function messagesOf({ data }: Pick<OrderLine, 'data'>): {
  parts: MessagePart[]
  validDays: number
} {
  const { parts, validDays } = data as Kept
  const whole = parts.map(({ asset, quantity, worth }) => ({
    asset,
    quantity: BigInt(quantity),
    worth: BigInt(worth),
  }))
  return { parts: whole, validDays }
}

type Money = { provider: string; currency: string; net: bigint; tax: bigint; fee: bigint }

/** Message credits that were paid for: one lot of each part, usable at once. Fact `messages.purchased`. */
export async function postMessages(
  tx: Tx,
  order: Order,
  line: OrderLine,
  money: Money,
  deed: Deed,
): Promise<void> {
  const { parts, validDays } = messagesOf(line)
  const expiresAt = deed.at.add({ hours: 24 * validDays })
  await postRule(
    tx,
    'package.sold',
    { ...money, organization: order.buyer, parts, expiresAt },
    deed,
  )
  await record(tx, {
    id: idFrom('messages.purchased', order.id, String(line.position)),
    kind: 'messages.purchased',
    about: { type: 'order', id: order.id },
    at: deed.at,
    data: {
      organizationId: order.buyer.id,
      what: line.description,
      parts: parts.map(({ asset, quantity }) => value(quantity, asset)),
      total: value(line.gross, money.currency),
      expiresAt: expiresAt.toString(),
    },
  })
}
