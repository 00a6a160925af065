/** Exact fractions of integers, for shares and prices that no decimal holds. Runs on the server and on pages. */
export type Ratio = { over: bigint; under: bigint }

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : divisor(b, a % b))

/** A fraction in its lowest terms, the sign above. A zero below is a fault of the caller. */
export function ratio(over: bigint, under = 1n): Ratio {
  if (under === 0n) throw new RangeError('nothing is divided by zero')
  const sign = under < 0n ? -1n : 1n
  const shared = divisor(over, under) || 1n
  return { over: (sign * over) / shared, under: (sign * under) / shared }
}

export const plus = (a: Ratio, b: Ratio): Ratio =>
  ratio(a.over * b.under + b.over * a.under, a.under * b.under)
export const minus = (a: Ratio, b: Ratio): Ratio => plus(a, { over: -b.over, under: b.under })
export const times = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.over, a.under * b.under)
export const dividedBy = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.under, a.under * b.over)
/** Below zero where `a` is the smaller. */
export const compared = (a: Ratio, b: Ratio): bigint => a.over * b.under - b.over * a.under

const floor = ({ over, under }: Ratio): bigint =>
  over >= 0n ? over / under : -((-over + under - 1n) / under)

/** The next whole number, never below. */
export const roundedUp = (a: Ratio): bigint => -floor({ over: -a.over, under: a.under })

/** The nearest whole number; half of one goes away from zero, as people round prices. */
export function rounded(a: Ratio): bigint {
  const whole = (2n * (a.over < 0n ? -a.over : a.over) + a.under) / (2n * a.under)
  return a.over < 0n ? -whole : whole
}

/** A share in thousandths, rounded: 209 / 449 is 465. */
export const perMille = (a: Ratio): bigint => rounded(times(a, ratio(1000n)))
