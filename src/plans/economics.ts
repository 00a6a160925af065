import { shareOf } from '#base'
import type { Interval, Price, SessionKind, Version } from './catalogue.ts'

/** What the platform pays for what a plan gives. */
export type Costs = {
  /** What educators earn of a session, in basis points. */
  rate: bigint
  /** The highest price that is included in plans, by kind, in hundredths of a credit: one credit is worth one unit. */
  prices: Record<SessionKind, bigint>
}

export type UsePoint = {
  /** How much of credits and included sessions is used, in per cent. */
  use: number
  /** Smallest units of the currency, a month. */
  credits: bigint
  included: bigint
  cost: bigint
  margin: bigint
}

export type Economics = {
  interval: Interval
  currency: string
  /** What comes in each month; a year's price by twelve. */
  revenue: bigint
  points: UsePoint[]
  /** The use at which cost reaches revenue, in basis points; null: full use still pays. */
  breakEven: number | null
  losesAtFull: boolean
}

const STEP = 10

/**
 * What a plan costs the platform at 0 to 100 % use of its credits and included sessions (unlimited ones up
 * to their fair-use cap), at one price of it. Card fees and taxes are left out: they are the same for all.
 */
export function economicsOf(version: Version, price: Price, costs: Costs): Economics {
  const revenue = price.interval === 'year' ? price.amount / 12n : price.amount
  const credits = shareOf(version.monthlyCredits, costs.rate)
  const included = version.included.reduce(
    (sum, { kind, sessions }) => sum + shareOf(costs.prices[kind] * BigInt(sessions), costs.rate),
    0n,
  )
  const full = credits + included
  const points: UsePoint[] = []
  for (let use = 0; use <= 100; use += STEP) {
    const part = (of: bigint) => (of * BigInt(use)) / 100n
    const cost = part(credits) + part(included)
    points.push({
      use,
      credits: part(credits),
      included: part(included),
      cost,
      margin: revenue - cost,
    })
  }
  const losesAtFull = full > revenue
  const breakEven = losesAtFull ? Number((revenue * 10_000n) / full) : null
  const { interval, currency } = price
  return { interval, currency, revenue, points, breakEven, losesAtFull }
}
