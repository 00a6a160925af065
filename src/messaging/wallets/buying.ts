import type { Query, Tx } from '#base'
import {
  type Order,
  orderById,
  type Quote,
  quoteMessages,
  type SellMessages,
  sellMessages,
} from '#payments'
import type { MessageAsset } from '../message.ts'
import { type Chosen, noteSale, offerFor } from '../retail/index.ts'
import { dropPromise, promiseStock } from '../stock/index.ts'

/** What an organization wants to buy. */
export type BuyOffer = {
  /** The caller's own name for the order: the same again is one order. */
  id?: string | undefined
  organization: string
  offer: string
  quantity?: number | undefined
  /** A discount code, as it was typed. */
  code?: string | undefined
  /** `person:<id>`, or `schedule`. */
  by: string
  returnTo?: string | undefined
  /** Until when it can be paid; a day where none is given. */
  expiresAt?: Temporal.Instant | undefined
}

const NAMES: Record<MessageAsset, string> = {
  SMS: 'SMS',
  WHATSAPP: 'WhatsApp',
  EMAIL: 'e-mail',
}

/** As it stands on the order and on its documents: "Starter: 1,000 SMS, 500 WhatsApp, 2,000 e-mail". */
function described({ name, parts, quantity, validDays }: Chosen): string {
  const each = parts.map((part) => `${part.quantity.toLocaleString('en')} ${NAMES[part.asset]}`)
  const often = quantity > 1 ? ' each' : ''
  return `${name}: ${each.join(', ')}${often}, valid ${validDays} days`
}

const ownerOf = (organization: string) => ({ type: 'organization', id: organization }) as const
const promiseOf = (order: string) => `order:${order}`

function soldAs(buy: BuyOffer, chosen: Chosen): SellMessages {
  const { organization, code, by, id, expiresAt } = buy
  return {
    id,
    organization,
    description: described(chosen),
    quantity: chosen.quantity,
    unitPrice: chosen.price,
    currency: chosen.currency,
    parts: chosen.total.parts,
    validDays: chosen.validDays,
    data: { offer: chosen.id, name: chosen.name, worth: chosen.total.worth },
    code,
    by,
    returnTo: buy.returnTo ?? `/institution/${organization}/messaging/wallet`,
    expiresAt,
  }
}

/** What it would come to, with tax and a code; nothing is ordered. Refusals: those of `offerFor` and of the code. */
export async function quoteOffer(
  tx: Tx,
  buy: BuyOffer,
  now: Temporal.Instant,
): Promise<Quote & { chosen: Chosen }> {
  const { organization, offer, quantity = 1 } = buy
  const chosen = await offerFor(tx, offer, ownerOf(organization), quantity, now)
  return { ...(await quoteMessages(tx, soldAs(buy, chosen), now)), chosen }
}

/**
 * Orders an offer for an organization. Stock is kept for it while it waits to be paid; it is in the wallet,
 * and usable, as soon as it is paid, whichever way. A suspended organization may buy, and not send.
 * Refusals in order: those of `offerFor`, stock_oversold, those of `sell`, and those of `noteSale`.
 */
export async function buyOffer(tx: Tx, buy: BuyOffer, now: Temporal.Instant): Promise<Order> {
  if (buy.id && (await isOrdered(tx, buy.id))) return orderById(tx, buy.id)
  const { organization, offer, quantity = 1 } = buy
  const owner = ownerOf(organization)
  const chosen = await offerFor(tx, offer, owner, quantity, now)
  const order = await sellMessages(tx, soldAs(buy, chosen), now)
  const until = order.expiresAt ?? now.add({ hours: 24 })
  await promiseStock(tx, { key: promiseOf(order.id), parts: chosen.total.parts, until }, now)
  await noteSale(tx, { order: order.id, organization: owner, chosen }, now)
  return order
}

const isOrdered = async (q: Query, id: string) =>
  (await q`select from payments.orders where id = ${id}`).length > 0

/** An order is paid, or over: no stock is kept for it any more. Of orders of other things it knows nothing. */
export const keepNoStock = (tx: Tx, order: string): Promise<void> =>
  dropPromise(tx, promiseOf(order))
