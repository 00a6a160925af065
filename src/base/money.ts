/**
 * Value is counted in the smallest unit of its asset, as a bigint; never a float.
 * `Units<'USD'>` and `Units<'CREDIT'>` are not interchangeable.
 */
export type Units<Asset extends string = string> = bigint & { readonly asset?: Asset }

/** An amount as the API writes it: a decimal string in whole units, and the asset's code. */
export type Value = { amount: string; asset: string }

/** Writes units as a decimal: `formatUnits(1312n, 2)` is `'13.12'`. */
export function formatUnits(units: bigint, scale: number): string {
  const sign = units < 0n ? '-' : ''
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  if (scale === 0) return sign + digits
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/**
 * Reads a decimal as units: `parseUnits('13.12', 2)` is `1312n`.
 * Undefined where it is no decimal, or has more places than the asset.
 */
export function parseUnits(text: string, scale: number): bigint | undefined {
  const match = /^(-?)(\d{1,18})(?:\.(\d+))?$/.exec(text)
  if (!match) return undefined
  const places = match[3] ?? ''
  if (places.length > scale) return undefined
  const units = BigInt(match[2]! + places.padEnd(scale, '0'))
  return match[1] ? -units : units
}

/**
 * Splits a total by weights so that the parts always add up to it: the largest-remainder
 * method, ties to the earlier part. Weights of zero get nothing; all-zero weights are refused.
 */
export function split(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0n)
  if (sum <= 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError('split needs weights of zero or more, and at least one above zero')
  }
  const negative = total < 0n
  const whole = negative ? -total : total
  const parts = weights.map((weight) => (whole * weight) / sum)
  const rests = weights.map((weight, index) => ({ index, rest: (whole * weight) % sum }))
  rests.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  let left = whole - parts.reduce((a, b) => a + b, 0n)
  for (const { index } of rests) {
    if (left === 0n) break
    parts[index]! += 1n
    left -= 1n
  }
  return negative ? parts.map((part) => -part) : parts
}

/** A share in basis points (7000 = 70 %), rounded half to even; the rest is the other side's. */
export function shareOf(total: bigint, basisPoints: bigint): bigint {
  const product = total * basisPoints
  const whole = product / 10_000n
  const rest = product % 10_000n
  const twice = (rest < 0n ? -rest : rest) * 2n
  if (twice < 10_000n || (twice === 10_000n && whole % 2n === 0n)) return whole
  return whole + (product < 0n ? -1n : 1n)
}
