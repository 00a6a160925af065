import type { MessageAsset } from '../message.ts'
import { dividedBy, minus, plus, type Ratio, ratio, roundedUp, times } from './ratio.ts'

/** So many units of one asset. */
export type Part = { asset: MessageAsset; quantity: bigint }

/** What a sale is reckoned with. Rates of units in millionths of a whole unit of the currency, shares in millionths. */
export type ReckonedWith = {
  /** Decimal places of the currency. */
  scale: number
  prices: Readonly<Record<MessageAsset, bigint>>
  costs: Readonly<Record<MessageAsset, bigint>>
  fee: { rate: number; fixed: bigint; taxRate: number }
  tax: { rate: number; included: boolean }
}

/** What one sale comes to. Money in smallest units of the currency, exact; rounded only where it is shown. */
export type Reckoned = {
  /** What the contents are worth at unit prices, and what they cost us. */
  worth: Ratio
  wholesale: Ratio
  profit: Ratio
  /** Profit over price, and profit over cost; the latter of what costs nothing is undefined. */
  margin: Ratio
  markup: Ratio | undefined
  perCredit: Ratio
  /** What is taken off the worth; below zero where the price lies above it. */
  discount: Ratio
  /** With the tax and the payment's fee: what remains of the price without tax, what the payment costs, and both left out. */
  net: Ratio
  tax: Ratio
  fee: Ratio
  profitAfter: Ratio
  marginAfter: Ratio
}

const MILLION = 1_000_000n
const share = (millionths: number) => ratio(BigInt(millionths), MILLION)
const ONE = ratio(1n)

/** What units come to at rates, in smallest units of a currency with so many decimal places. */
export function worthAt(
  parts: readonly Part[],
  rates: Readonly<Record<MessageAsset, bigint>>,
  scale: number,
): Ratio {
  const millionths = parts.reduce((sum, { asset, quantity }) => sum + quantity * rates[asset], 0n)
  return ratio(millionths * 10n ** BigInt(scale), MILLION)
}

/** The price of one after so much was taken off, in basis points: rounded up, so that no more is given than was said. */
export const lessRate = (price: bigint, offRate: number): bigint =>
  roundedUp(ratio(price * BigInt(10_000 - offRate), 10_000n))

/** What remains of a price for us when tax and fee have gone, in parts: `price × slope − fixed`. */
function leftOf(terms: ReckonedWith): { slope: Ratio; fixed: Ratio; net: Ratio; paid: Ratio } {
  const taxed = plus(ONE, share(terms.tax.rate))
  const net = terms.tax.included ? dividedBy(ONE, taxed) : ONE
  const paid = terms.tax.included ? ONE : taxed
  const feeTaxed = plus(ONE, share(terms.fee.taxRate))
  const slope = minus(net, times(times(paid, share(terms.fee.rate)), feeTaxed))
  return { slope, fixed: times(ratio(terms.fee.fixed), feeTaxed), net, paid }
}

/** Reckons one sale of some contents at a price above zero. */
export function reckon(price: bigint, parts: readonly Part[], terms: ReckonedWith): Reckoned {
  const whole = ratio(price)
  const worth = worthAt(parts, terms.prices, terms.scale)
  const wholesale = worthAt(parts, terms.costs, terms.scale)
  const profit = minus(whole, wholesale)
  const credits = parts.reduce((sum, { quantity }) => sum + quantity, 0n)
  const left = leftOf(terms)
  const net = times(whole, left.net)
  const remains = minus(times(whole, left.slope), left.fixed)
  const profitAfter = minus(remains, wholesale)
  return {
    worth,
    wholesale,
    profit,
    margin: dividedBy(profit, whole),
    markup: wholesale.over === 0n ? undefined : dividedBy(profit, wholesale),
    perCredit: ratio(price, credits),
    discount: dividedBy(minus(worth, whole), worth),
    net,
    tax: minus(times(whole, left.paid), net),
    fee: minus(net, remains),
    profitAfter,
    marginAfter: dividedBy(profitAfter, whole),
  }
}

/** The lowest price at which nothing is lost: before tax and fee, and after both. Undefined: no price pays for it. */
export function breakEven(parts: readonly Part[], terms: ReckonedWith) {
  return priceFor(0, parts, terms)
}

/**
 * The lowest price that leaves a margin on price, in millionths: before tax and fee, and after both.
 * Undefined: tax, fee and margin together leave nothing of any price.
 */
export function priceFor(
  margin: number,
  parts: readonly Part[],
  terms: ReckonedWith,
): { before: bigint | undefined; after: bigint | undefined } {
  const cost = worthAt(parts, terms.costs, terms.scale)
  const left = leftOf(terms)
  const lowest = (of: Ratio, slope: Ratio) => {
    const remains = minus(slope, share(margin))
    return remains.over > 0n ? roundedUp(dividedBy(of, remains)) : undefined
  }
  return { before: lowest(cost, ONE), after: lowest(plus(cost, left.fixed), left.slope) }
}
