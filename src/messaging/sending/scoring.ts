import type { Query } from '#base'
import type { Lane, Way } from '../message.ts'

/** What a unit through a way costs on our books: so much for so many. */
export type UnitCost = { currency: string; smallest: bigint; units: bigint }

/** How a way did of late. */
export type Measured = {
  delivered: number
  failed: number
  /** From leaving to being delivered, all of them together. */
  deliverySeconds: number
  calls: number
  tookMs: number
}

/** As much of a way as its score is reckoned from. */
export type Scored = {
  way: Way
  provider: string
  weight: number
  manual: 'on' | 'off' | null
  unitCost?: UnitCost | undefined
  measured?: Measured | undefined
}

const HOURS = 3
/** Fewer say nothing of how long it takes. */
const ENOUGH = 10
/** As if so many had been delivered before: the first failure is not a way's ruin. */
const BEFORE = 20
/** A wait of so many seconds is as bad as twice the price: who waits for a password waits at the door. */
const PATIENCE_SECONDS: Record<Lane, number> = { otp: 15, transactional: 120, bulk: 1_800 }
/** However bad a score, so much of its weight a way keeps: without traffic nobody would know that it is better by now. */
const LEAST = 0.05

/** What happened on each way within the last three hours, by `way provider`. */
export async function measuredNow(q: Query, now: Temporal.Instant): Promise<Map<string, Measured>> {
  const rows = await q<Measured & { way: Way; provider: string }>`
    select way, provider_id as provider, sum(delivered)::integer as delivered, sum(failed)::integer as failed,
      sum(delivery_seconds)::float8 as "deliverySeconds", sum(taken + refused)::integer as calls,
      sum(took_ms)::float8 as "tookMs"
    from messaging.route_tally where since > ${now.subtract({ hours: HOURS })} group by way, provider_id`
  return new Map(rows.map(({ way, provider, ...own }) => [`${way} ${provider}`, own]))
}

const costOf = ({ unitCost }: Scored): number | undefined =>
  unitCost && unitCost.units > 0n ? Number(unitCost.smallest) / Number(unitCost.units) : undefined

const deliveredOf = ({ measured }: Scored): number =>
  measured ? (measured.delivered + BEFORE) / (measured.delivered + measured.failed + BEFORE) : 1

function secondsOf({ measured }: Scored): number | undefined {
  if (measured && measured.delivered >= ENOUGH) return measured.deliverySeconds / measured.delivered
  if (measured && measured.calls >= ENOUGH) return measured.tookMs / 1_000 / measured.calls
  return undefined
}

const mean = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((one) => one !== undefined)
  return known.length > 0 ? known.reduce((sum, one) => sum + one, 0) / known.length : undefined
}

/**
 * What a delivered unit costs through each of these ways of one kind, its wait reckoned in: the less the better. What is
 * not known of one counts as the mean of the others. Segments are the same everywhere, and so do not count; nor do costs
 * while they are in several currencies.
 */
function scoresOf(ways: readonly Scored[], lane: Lane): number[] {
  const currencies = new Set(ways.flatMap(({ unitCost }) => unitCost?.currency ?? []))
  const costs = ways.map((one) => (currencies.size === 1 ? costOf(one) : undefined))
  const seconds = ways.map(secondsOf)
  const [cost, wait] = [mean(costs) ?? 1, mean(seconds) ?? 0]
  return ways.map((one, index) => {
    const slowness = 1 + (seconds[index] ?? wait) / PATIENCE_SECONDS[lane]
    return ((costs[index] ?? cost) / deliveredOf(one)) * slowness
  })
}

/**
 * How much of the traffic each of these ways of one kind draws now, in hundredths of a point of weight: its weight, and
 * of that the less the worse its score is than the best one, by the square: twice as bad draws a quarter. What is switched
 * on by hand draws its whole weight, whatever it costs.
 */
export function sharesOf<Way extends Scored>(ways: readonly Way[], lane: Lane): Map<Way, number> {
  const scores = scoresOf(ways, lane)
  const best = Math.min(...scores)
  return new Map(
    ways.map((way, index) => {
      const score = scores[index]!
      const part = way.manual === 'on' || score === best ? 1 : (best / score) ** 2
      return [way, Math.round(way.weight * 100 * Math.max(LEAST, part))] as const
    }),
  )
}
