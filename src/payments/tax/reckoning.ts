import { split } from '#base'
import type { TaxDue } from '../order.ts'

/** How something is taxed: the rule that holds where the buyer is, on that day. Rates in millionths. */
export type TaxTerms = { name: string; rate: number; included: boolean; due: TaxDue }

/** What a line costs before tax is reckoned: the price of one, and what is taken off the whole line. */
export type Untaxed = {
  quantity: number
  unitPrice: bigint
  discount: bigint
  terms: TaxTerms | undefined
}

export type Reckoned = { net: bigint; tax: bigint }

const MILLION = 1_000_000n

/** Currencies of three decimals are charged in tens (docs.stripe.com/currencies, three-decimal currencies). */
const IN_TENS = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND'])

/** The smallest step in which a currency is charged, in its smallest units. */
export const stepOf = (currency: string): bigint => (IN_TENS.has(currency) ? 10n : 1n)

/** A fraction of value as a whole number of steps, half away from zero: as tax offices round. */
export function rounded(dividend: bigint, divisor: bigint, step = 1n): bigint {
  const by = divisor * step
  return ((2n * dividend + by) / (2n * by)) * step
}

/**
 * The net and the tax of each line. The tax is reckoned on the sum of the lines of one rate and then
 * split over them by largest remainder, so that the lines add up to what the whole order owes.
 * Included tax is taken out of the price; other tax comes on top.
 */
export function reckon(lines: readonly Untaxed[], currency: string): Reckoned[] {
  const bases = lines.map((line) => line.unitPrice * BigInt(line.quantity) - line.discount)
  const result: Reckoned[] = bases.map((net) => ({ net, tax: 0n }))
  const groups = Map.groupBy(lines.keys(), (index) => {
    const terms = lines[index]!.terms
    return terms && terms.rate > 0 ? `${terms.rate} ${terms.included}` : ''
  })
  for (const [group, members] of groups) {
    const base = members.reduce((sum, index) => sum + bases[index]!, 0n)
    if (group === '' || base === 0n) continue
    const { rate, included } = lines[members[0]!]!.terms!
    const part = BigInt(rate)
    const tax = included
      ? rounded(base * part, MILLION + part)
      : rounded(base * part, MILLION, stepOf(currency))
    const taxes = split(
      tax,
      members.map((index) => bases[index]!),
    )
    for (const [at, index] of members.entries()) {
      const own = taxes[at]!
      result[index] = { net: bases[index]! - (included ? own : 0n), tax: own }
    }
  }
  return result
}

/** The tax that lies in an amount. */
export const taxWithin = (gross: bigint, rate: number): bigint =>
  rounded(gross * BigInt(rate), MILLION + BigInt(rate))
