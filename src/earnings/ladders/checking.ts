import type { Query } from '#base'
import { refuse } from '../problems.ts'
import { type Kind, type Rung, stars } from '../tiers.ts'
import { benefitsThere, type Ladders, type TierNumbers } from './rules.ts'

const TIERS = ['beginner', 'intermediate', 'expert', 'master'] as const
const KINDS: readonly Kind[] = ['class', 'conversation']

/** How far each number may go. */
export const NUMBER_BOUNDS: Record<keyof TierNumbers, [least: number, most: number]> = {
  ratingsNeeded: [1, 1000],
  completionNeeded: [0, 10_000],
  completionDays: [7, 730],
  completionSessions: [1, 1000],
  warningDays: [0, 365],
  experiencedYears: [0, 80],
}

/** The highest count of sessions that a rung may ask for. */
const SESSIONS_MOST = 1_000_000

/**
 * Whether ladders and numbers can be rules. Refusals, in order, for the first rung that breaks one:
 * ladder_empty, ladder_order, share_out_of_bounds, need_out_of_bounds, lowest_rung_needs, needs_not_rising,
 * rating_kept_wrong, share_falls, unknown_benefit, ladder_loses_tier, tier_number_out_of_bounds.
 */
export async function refuseUnlessRules(
  q: Query,
  { ladders, numbers }: { ladders: Ladders; numbers: TierNumbers },
  now: Ladders,
): Promise<void> {
  const benefits = new Set((await benefitsThere(q)).map(({ name }) => name))
  for (const kind of KINDS) {
    const rungs = ladders[kind]
    if (rungs.length === 0) throw refuse('ladder_empty', { kind })
    for (const [at, rung] of rungs.entries()) {
      refuseUnlessRung(kind, rung, rungs[at - 1], benefits)
    }
    const lost = now[kind].find(({ tier }) => !rungs.some((rung) => rung.tier === tier))
    if (lost) throw refuse('ladder_loses_tier', { kind, tier: lost.tier })
  }
  for (const [name, [least, most]] of Object.entries(NUMBER_BOUNDS)) {
    const value = numbers[name as keyof TierNumbers]
    if (!within(value, least, most)) {
      const detail = `${name} is ${value}; it can be ${least} to ${most}.`
      throw refuse('tier_number_out_of_bounds', { detail, name, value, least, most })
    }
  }
}

function refuseUnlessRung(
  kind: Kind,
  rung: Rung,
  below: Rung | undefined,
  benefits: ReadonlySet<string>,
): void {
  const { tier } = rung
  const of = `${kind === 'class' ? 'Instructors' : 'Hosts'}, ${tier}`
  if (below ? TIERS.indexOf(tier) <= TIERS.indexOf(below.tier) : tier !== 'beginner') {
    throw refuse('ladder_order', { kind, tier })
  }
  if (!within(rung.rate, 0, 10_000)) {
    throw refuse('share_out_of_bounds', { detail: `${of}: ${rung.rate / 100} %.`, kind, tier })
  }
  const ratings = [rung.ratingNeeded, rung.ratingKept]
  if (
    !within(rung.sessionsNeeded, 0, SESSIONS_MOST) ||
    ratings.some((rating) => rating !== null && !within(rating, 100, 500))
  ) {
    throw refuse('need_out_of_bounds', { kind, tier })
  }
  if (!below && (rung.sessionsNeeded > 0 || rung.ratingNeeded !== null)) {
    throw refuse('lowest_rung_needs', { kind, tier })
  }
  if (below && rung.sessionsNeeded <= below.sessionsNeeded) {
    const detail = `${of} asks for ${rung.sessionsNeeded} sessions, ${below.tier} for ${below.sessionsNeeded} already.`
    throw refuse('needs_not_rising', { detail, kind, tier })
  }
  if (below && (rung.ratingNeeded ?? 0) < (below.ratingNeeded ?? 0)) {
    const detail = `${of} asks for a lower rating than ${below.tier}, which asks for ${stars(below.ratingNeeded!)}.`
    throw refuse('needs_not_rising', { detail, kind, tier })
  }
  const paired = (rung.ratingNeeded === null) === (rung.ratingKept === null)
  if (!paired || (rung.ratingKept ?? 0) > (rung.ratingNeeded ?? 0)) {
    throw refuse('rating_kept_wrong', { kind, tier })
  }
  if (below && rung.rate < below.rate) {
    const detail = `${of} keeps ${rung.rate / 100} %, ${below.tier} ${below.rate / 100} %.`
    throw refuse('share_falls', { detail, kind, tier })
  }
  const unknown = rung.opens.find((name) => !benefits.has(name))
  if (unknown) throw refuse('unknown_benefit', { benefit: unknown, kind, tier })
}

const within = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most
