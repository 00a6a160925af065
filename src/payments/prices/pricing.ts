import { split, type Tx } from '#base'
import { value } from '#ledger'
import {
  type Discountable,
  noteUse,
  type Off,
  type Usable,
  usableCode,
} from '../discounts/codes.ts'
import { type Buyer, type NewLine, type NewOrder, type Order, placeOrder } from '../order.ts'
import { refuse } from '../problems.ts'
import { reckon, rounded, stepOf, type TaxTerms } from '../tax/reckoning.ts'
import { placeOf, taxTerms } from '../tax/rules.ts'

/** Something for sale, at its list price. */
export type Item = Pick<NewLine, 'kind' | 'about' | 'description' | 'data'> & {
  quantity?: number
  unitPrice: bigint
}

export type Sale = Omit<NewOrder, 'lines' | 'taxPlace'> & {
  items: readonly Item[]
  /** As the buyer typed it. */
  code?: string | undefined
  /** What the code must be for. */
  what: Discountable
}

/** What a sale comes to, before it is one. */
export type Quote = {
  lines: NewLine[]
  place: Awaited<ReturnType<typeof placeOf>>
  terms: TaxTerms | undefined
  discount: (Usable & { amount: bigint }) | undefined
  net: bigint
  tax: bigint
  total: bigint
}

/** What a code takes off some prices: each its part, together never more than they are. */
export function takenOff(off: Off, prices: readonly bigint[], currency: string): bigint[] {
  const all = prices.reduce((sum, price) => sum + price, 0n)
  if (all === 0n) return prices.map(() => 0n)
  const wanted =
    'percent' in off ? rounded(all * BigInt(off.percent), 10_000n, stepOf(currency)) : off.amount
  return split(wanted > all ? all : wanted, prices)
}

/**
 * What a buyer pays for some items: their prices, less what a code takes off, with the tax of the place
 * where the buyer is taxed. Refusals: those of the code (`usableCode`).
 */
export async function quote(
  tx: Tx,
  sale: Pick<Sale, 'buyer' | 'currency' | 'items' | 'code' | 'what'>,
  now: Temporal.Instant,
): Promise<Quote> {
  const { buyer, currency, items, what } = sale
  const wish = { buyer, what, currency }
  const code = sale.code ? await usableCode(tx, { ...wish, code: sale.code }, now) : undefined
  const place = await placeOf(tx, buyer, now)
  const terms = await taxTerms(tx, place.place, what.goods, now)
  const prices = items.map(({ unitPrice, quantity = 1 }) => unitPrice * BigInt(quantity))
  const off = code ? takenOff(code.off, prices, currency) : prices.map(() => 0n)
  const untaxed = items.map(({ unitPrice, quantity = 1 }, index) => ({
    unitPrice,
    quantity,
    discount: off[index]!,
    terms,
  }))
  const reckoned = reckon(untaxed, currency)
  const lines = items.map((item, index): NewLine => {
    const { net, tax } = reckoned[index]!
    const { quantity, unitPrice, discount } = untaxed[index]!
    const data = { ...item.data, ...(code && discount > 0n ? { discount: code.code } : {}) }
    return { ...item, quantity, unitPrice, discount, net, tax, ...taxed(terms), data }
  })
  const sum = (of: (line: NewLine) => bigint) => lines.reduce((all, line) => all + of(line), 0n)
  const [net, tax] = [sum((line) => line.net), sum((line) => line.tax!)]
  const amount = sum((line) => line.discount!)
  const discount = code && amount > 0n ? { ...code, amount } : undefined
  return { lines, place, terms, discount, net, tax, total: net + tax }
}

/** How a line says what it was taxed by. */
export const taxed = (
  terms: TaxTerms | undefined,
): Pick<NewLine, 'taxRate' | 'taxName' | 'taxIncluded' | 'taxDue'> =>
  terms
    ? {
        taxRate: terms.rate,
        taxName: terms.name,
        taxIncluded: terms.included,
        taxDue: terms.due,
      }
    : { taxRate: 0, taxIncluded: false, taxDue: 'sale' }

/**
 * Places the order for a sale and counts its code. Refusals in order: those of the code,
 * discount_leaves_nothing, amount_too_small, order_empty.
 */
export async function sell(tx: Tx, sale: Sale, now: Temporal.Instant): Promise<Order> {
  const { items: _items, code: _code, what, ...order } = sale
  const quoted = await quote(tx, sale, now)
  // A plan's first month may be free: its subscription begins all the same.
  if (quoted.total === 0n && quoted.discount && what.goods !== 'plan')
    throw refuse('discount_leaves_nothing')
  await refuseTooLittle(tx, quoted.total, order.currency)
  const { lines, discount, place } = quoted
  const taxPlace = place.place
  const placed = await placeOrder(tx, { ...order, lines, ...(taxPlace ? { taxPlace } : {}) }, now)
  if (discount) await use(tx, placed, order.buyer, discount, now)
  return placed
}

const use = (
  tx: Tx,
  { id: orderId, currency }: Order,
  buyer: Buyer,
  { id: codeId, amount }: { id: string; amount: bigint },
  now: Temporal.Instant,
) => noteUse(tx, { orderId, codeId, buyer, amount, currency }, now)

/** Card networks charge nothing below an amount of each currency. Refusal: amount_too_small. */
async function refuseTooLittle(tx: Tx, total: bigint, currency: string): Promise<void> {
  if (total === 0n) return
  const [row] = await tx<{ amount: bigint }>`
    select amount from payments.least_charge where currency = ${currency}`
  if (row && total < row.amount)
    throw refuse('amount_too_small', { least: value(row.amount, currency) })
}
