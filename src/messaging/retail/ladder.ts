import type { MessageAsset } from '../message.ts'
import type { Part } from './reckoning.ts'

/** One step of the ladder: what it holds, and what it costs. */
export type Step = {
  id: string
  price: bigint
  parts: readonly Part[]
  /**
   * No step itself, but another way to buy what stands on the ladder: a promotion or a price for many, as often as one
   * likes, or a bundle, once.
   */
  deal?: 'often' | 'once' | undefined
}

/** Cheaper things that hold at least what a dearer one does, for less. */
export type Inversion = {
  id: string
  price: bigint
  instead: { id: string; times: number }[]
  /** What those cost together. */
  cost: bigint
}

export type Ladder = {
  inversions: Inversion[]
  /** Steps of which not every combination could be looked at: none was found for them, but there may be one. */
  unsure: string[]
}

/** How many combinations are looked at for one step, at most. */
export const MOST_LOOKED_AT = 200_000

const ASSETS = ['SMS', 'WHATSAPP', 'EMAIL'] as const satisfies MessageAsset[]
type Holding = readonly bigint[]
type Item = { id: string; price: bigint; holds: Holding; deal: Step['deal'] }

const itemFrom = ({ id, price, parts, deal }: Step): Item => ({
  id,
  price,
  deal,
  holds: ASSETS.map((asset) =>
    parts.reduce((sum, part) => (part.asset === asset ? sum + part.quantity : sum), 0n),
  ),
})

const divided = (a: bigint, b: bigint) => (a + b - 1n) / b
const met = (needs: Holding) => needs.every((need) => need <= 0n)
const less = (needs: Holding, holds: Holding, times: bigint) =>
  needs.map((need, index) => need - times * holds[index]!)

/**
 * Where the ladder stands on its head. For each step: every single cheaper thing that, bought several times, holds at
 * least as much for less; and the cheapest combination of cheaper things, where that is a mix. The search is exact up to
 * `most` combinations for a step.
 */
export function inversions(steps: readonly Step[], most = MOST_LOOKED_AT): Ladder {
  const items = steps.map(itemFrom)
  const found: Inversion[] = []
  const unsure: string[] = []
  for (const target of items) {
    if (target.deal) continue
    const cheaper = items.filter((item) => item.price < target.price && useful(item, target.holds))
    const alone = cheaper.flatMap((item) => severalOf(item, target) ?? [])
    const { best, complete } = cheapest(cheaper, target, most)
    const mixed = best && best.instead.length > 1 ? [best] : []
    found.push(...[...mixed, ...alone].sort((a, b) => Number(a.cost - b.cost)))
    if (!complete && !best) unsure.push(target.id)
  }
  return { inversions: found, unsure }
}

const useful = (item: Item, needs: Holding) =>
  item.holds.some((units, index) => units > 0n && needs[index]! > 0n)

/** How often one thing must be bought to hold enough, where that is cheaper. */
function severalOf(item: Item, target: Item): Inversion | undefined {
  let times = 1n
  for (const [index, need] of target.holds.entries()) {
    if (need <= 0n) continue
    const units = item.holds[index]!
    if (units === 0n) return undefined
    const needed = divided(need, units)
    if (needed > times) times = needed
  }
  const cost = times * item.price
  if (cost >= target.price || (item.deal === 'once' && times > 1n)) return undefined
  return {
    id: target.id,
    price: target.price,
    instead: [{ id: item.id, times: Number(times) }],
    cost,
  }
}

/** The cheapest combination that holds enough for less than the target, by branch and bound. */
function cheapest(
  items: readonly Item[],
  target: Item,
  most: number,
): { best: Inversion | undefined; complete: boolean } {
  // What gives most for its price first: a good combination is found early, and most others need not be looked at.
  const dearness = (a: Item, b: Item) => a.price * weight(b, target) - b.price * weight(a, target)
  const order = [...items].sort((a, b) => Number(dearness(a, b)))
  let limit = target.price
  let best: Inversion['instead'] | undefined
  let looked = 0
  const taken: bigint[] = []
  const look = (at: number, needs: Holding, cost: bigint): void => {
    if (looked++ >= most) return
    if (met(needs)) {
      limit = cost
      best = order
        .map((item, index) => ({ id: item.id, times: Number(taken[index] ?? 0n) }))
        .filter(({ times }) => times > 0)
      return
    }
    const item = order[at]
    if (!item || cost + atLeast(order, at, needs) >= limit) return
    const enough = needs.reduce((times, need, index) => {
      const units = item.holds[index]!
      if (need <= 0n || units === 0n) return times
      const needed = divided(need, units)
      return needed > times ? needed : times
    }, 0n)
    const allowed = item.deal === 'once' && enough > 1n ? 1n : enough
    for (let times = allowed; times >= 0n; times--) {
      if (cost + times * item.price >= limit) continue
      taken[at] = times
      look(at + 1, less(needs, item.holds, times), cost + times * item.price)
    }
    taken[at] = 0n
  }
  look(0, target.holds, 0n)
  return {
    best: best && { id: target.id, price: target.price, instead: best, cost: limit },
    complete: looked <= most,
  }
}

/** How much of what is needed a thing holds, in millionths of it. */
const weight = (item: Item, { holds }: Item) =>
  holds.reduce(
    (sum, need, index) => (need > 0n ? sum + (item.holds[index]! * 1_000_000n) / need : sum),
    0n,
  )

/** No combination of the things from here on costs less than this: what the asset that is dearest to fill costs alone. */
function atLeast(order: readonly Item[], at: number, needs: Holding): bigint {
  let bound = 0n
  for (const [index, need] of needs.entries()) {
    if (need <= 0n) continue
    let lowest: bigint | undefined
    for (let other = at; other < order.length; other++) {
      const { holds, price } = order[other]!
      if (holds[index]! === 0n) continue
      const cost = divided(need * price, holds[index]!)
      if (lowest === undefined || cost < lowest) lowest = cost
    }
    // Nothing from here on holds it: no combination does.
    if (lowest === undefined) return 1n << 62n
    if (lowest > bound) bound = lowest
  }
  return bound
}
