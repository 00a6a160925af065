import { type Inversion, inversions, type Step } from '../../src/messaging/retail/ladder.ts'
import { perMille, type Ratio, rounded, times } from '../../src/messaging/retail/ratio.ts'
import {
  breakEven,
  type Part,
  priceFor,
  type Reckoned,
  type ReckonedWith,
  reckon,
} from '../../src/messaging/retail/reckoning.ts'
import type { Value } from '../api/types.ts'

export type { ReckonedWith, Step }
/** What the server reckons with, read from what is typed: the same code, so that both say the same. */
export { breakEven, type Inversion, inversions, type Part, priceFor, type Reckoned, reckon }

/** A decimal as whole units of so many places: `0,15` with 6 is 150000n. Undefined: it is none. */
export function unitsFrom(text: string, places: number): bigint | undefined {
  const match = /^(\d{1,12})(?:[.,](\d*))?$/.exec(text.trim())
  if (!match || (match[2]?.length ?? 0) > places) return undefined
  return BigInt(match[1]! + (match[2] ?? '').padEnd(places, '0'))
}

/** `15000` as 15000n; groups of digits are read too. */
export const wholeFrom = (text: string) => unitsFrom(text.replace(/[\s,_]/g, ''), 0)

/** Whole units as a decimal of so many places. */
export function decimalOf(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
  const text = places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits
  return units < 0n ? `-${text}` : text
}

/** Decimal places of a currency. */
export const placesOf = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2

/** Exact money, rounded to what can be paid. */
export const moneyOf = (exact: Ratio, currency: string): Value => ({
  amount: decimalOf(rounded(exact), placesOf(currency)),
  asset: currency,
})

/** With two places more than can be paid: what one credit costs. */
export const finerMoneyOf = (exact: Ratio, currency: string): Value => ({
  amount: decimalOf(rounded(times(exact, { over: 100n, under: 1n })), placesOf(currency) + 2),
  asset: currency,
})

/** A share as a number between 0 and 1, to the thousandth: only to be shown. */
export const shareOf = (exact: Ratio) => Number(perMille(exact)) / 1000
