import type { Kind } from '#earnings'
import type { Level, Policy, PriceLevel } from './policy.ts'
import { refuse } from './problems.ts'

/** What something imported or created by API costs when nobody says: 30 and 20 credits. */
export const UNPRICED: Record<Kind, bigint> = { class: 3000n, conversation: 2000n }

export type Asked = {
  level?: Exclude<PriceLevel, 'own'> | undefined
  /** Hundredths of a credit. */
  credits?: bigint | undefined
}

/**
 * The price of a session: its level's, or one of its own for a tier that sets its own prices (and for
 * staff), within the operator's bounds. With neither it is 30 credits for a class, 20 for a conversation.
 * Refusals, in order: price_not_allowed, price_out_of_bounds.
 */
export function priceOf(
  kind: Kind,
  asked: Asked,
  levels: readonly Level[],
  may: { ownPrices: boolean },
  bounds: Pick<Policy, 'ownPriceMin' | 'ownPriceMax'>,
): { level: PriceLevel; credits: bigint } {
  const byLevel = asked.level && levels.find((one) => one.level === asked.level)
  if (asked.level && !byLevel) throw refuse('price_not_allowed', { kind, level: asked.level })
  if (byLevel && (asked.credits === undefined || asked.credits === byLevel.credits)) {
    return { level: byLevel.level, credits: byLevel.credits }
  }
  if (asked.credits === undefined) {
    const credits = UNPRICED[kind]
    return { level: levelAt(credits, levels), credits }
  }
  const level = levelAt(asked.credits, levels)
  if (level !== 'own' && !byLevel) return { level, credits: asked.credits }
  if (!may.ownPrices && asked.credits !== UNPRICED[kind]) {
    throw refuse('price_not_allowed', { levels: levels.map((one) => one.credits.toString()) })
  }
  if (asked.credits < bounds.ownPriceMin || asked.credits > bounds.ownPriceMax) {
    throw refuse('price_out_of_bounds', { least: bounds.ownPriceMin, most: bounds.ownPriceMax })
  }
  return { level: 'own', credits: asked.credits }
}

function levelAt(credits: bigint, levels: readonly Level[]): PriceLevel {
  return levels.find((one) => one.credits === credits)?.level ?? 'own'
}

/** Whether a plan's included sessions cover this one: a group session up to the Standard level. */
export function includable(
  session: { capacity: number; price: bigint },
  levels: readonly Level[],
): boolean {
  const standard = levels.find((one) => one.level === 'standard')
  return session.capacity > 1 && standard !== undefined && session.price <= standard.credits
}
