import type { Value } from '../api/types.ts'

/** Adds and compares amounts exactly, as whole numbers of the smallest unit. */

const places = (amount: string) => amount.split('.')[1]?.length ?? 0

function units(amount: string, scale: number): bigint {
  const [whole = '0', rest = ''] = amount.replace('-', '').split('.')
  const all = BigInt(whole + rest.padEnd(scale, '0'))
  return amount.startsWith('-') ? -all : all
}

function decimal(all: bigint, scale: number): string {
  const digits = (all < 0n ? -all : all).toString().padStart(scale + 1, '0')
  const text = scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits
  return all < 0n ? `-${text}` : text
}

/** The sum of amounts of one asset. */
export function sum(values: readonly Value[], asset: string): Value {
  const scale = Math.max(0, ...values.map(({ amount }) => places(amount)))
  const total = values.reduce((so, { amount }) => so + units(amount, scale), 0n)
  return { amount: decimal(total, scale), asset }
}

/** The same amount with the other sign. */
export const negated = ({ amount, asset }: Value): Value => ({
  amount: /^-|^0+(\.0+)?$/.test(amount) ? amount.replace('-', '') : `-${amount}`,
  asset,
})

/** `one − other`. */
export const difference = (one: Value, other: Value): Value => sum([one, negated(other)], one.asset)
