import { type Fragment, type Query, sql } from '#base'
import { ladder, type TierNumbers, tierNumbers } from './ladders/rules.ts'
import { type Facts, type Kind, type Missing, type Tier, toNext } from './tiers.ts'

export type StandingRow = {
  educator: string
  kind: Kind
  tier: Tier
  since: Temporal.Instant
  firstTier: Tier
  sessions: number
  dropAt: Temporal.Instant | null
  dropTo: Tier | null
  pinnedUntil: Temporal.Instant | null
  ratingsSum: bigint
  ratings: bigint
  recentHeld: number
  recentFailed: number
}

/** Standings with the facts that decide them, as far as `which` holds: the first `most` of them. */
export async function standings(
  q: Query,
  { completionDays }: Pick<TierNumbers, 'completionDays'>,
  which: Fragment,
  now: Temporal.Instant,
  most: number | null = null,
): Promise<StandingRow[]> {
  const since = now.subtract({ hours: 24 * completionDays })
  return await q<StandingRow>`
    select s.educator_id as educator, s.kind, s.tier, s.since, s.first_tier as "firstTier",
      s.sessions_held as sessions, s.drop_at as "dropAt", s.drop_to as "dropTo", s.pinned_until as "pinnedUntil",
      e.ratings_sum as "ratingsSum", e.ratings_count as ratings,
      recent.held as "recentHeld", recent.failed as "recentFailed"
    from (select * from earnings.standing s where ${which} order by educator_id, kind limit ${most}) s
    join earnings.educator e on e.person_id = s.educator_id
    cross join lateral (
      select (count(*) filter (where outcome = 'held'))::int as held,
        (count(*) filter (where outcome <> 'held'))::int as failed
      from earnings.delivery d
      where d.educator_id = s.educator_id and d.kind = s.kind and d.at > ${since}
    ) recent
    order by s.educator_id, s.kind`
}

export const factsOf = (row: StandingRow): Facts => ({
  sessions: row.sessions,
  ratingsSum: Number(row.ratingsSum),
  ratings: Number(row.ratings),
  recentHeld: row.recentHeld,
  recentFailed: row.recentFailed,
})

export type StandingFacts = Pick<
  StandingRow,
  'educator' | 'kind' | 'tier' | 'firstTier' | 'dropAt' | 'pinnedUntil'
> & { facts: Facts }

/** Everybody's standing with its facts, completion counted over so many days: for a look ahead (ladders/). */
export async function standingFacts(
  q: Query,
  completionDays: number,
  now: Temporal.Instant,
): Promise<StandingFacts[]> {
  const rows = await standings(q, { completionDays }, sql`true`, now)
  return rows.map((row) => ({ ...row, facts: factsOf(row) }))
}

export type Standing = {
  kind: Kind
  tier: Tier
  rate: number
  since: Temporal.Instant
  sessions: number
  /** What is missing to the next rung; null at the top. */
  next: Missing | null
  /** What the next rung asks in all; its rating in hundredths of a star. Null at the top. */
  goal: { sessions: number; rating: number | null } | null
  /** Mean of all published ratings in hundredths of a star, and how many they are. */
  rating: number | null
  ratings: number
  /** Basis points of the last 90 days' promised sessions that took place; null while too few to judge. */
  completion: number | null
  completionNeeded: number
  /** A drop that comes unless things get better. */
  warning: { to: Tier; at: Temporal.Instant } | null
  pinnedUntil: Temporal.Instant | null
  /** What the rung opens beside the educator's plan, by name. */
  opens: string[]
}

/** Where an educator stands on each of their ladders. */
export async function standingsOf(
  q: Query,
  educator: string,
  now: Temporal.Instant,
): Promise<Standing[]> {
  const numbers = await tierNumbers(q)
  const out: Standing[] = []
  for (const row of await standings(q, numbers, sql`s.educator_id = ${educator}`, now)) {
    const rungs = await ladder(q, row.kind)
    const above = rungs[rungs.findIndex((rung) => rung.tier === row.tier) + 1]
    const promised = row.recentHeld + row.recentFailed
    const ratings = Number(row.ratings)
    out.push({
      kind: row.kind,
      tier: row.tier,
      rate: rungs.find((rung) => rung.tier === row.tier)!.rate,
      since: row.since,
      sessions: row.sessions,
      next: toNext(rungs, row.tier, factsOf(row), numbers) ?? null,
      goal: above ? { sessions: above.sessionsNeeded, rating: above.ratingNeeded } : null,
      rating: ratings > 0 ? Math.floor((Number(row.ratingsSum) * 100) / ratings) : null,
      ratings,
      completion:
        promised >= numbers.completionSessions
          ? Math.floor((row.recentHeld * 10_000) / promised)
          : null,
      completionNeeded: numbers.completionNeeded,
      warning: row.dropAt ? { to: row.dropTo!, at: row.dropAt } : null,
      pinnedUntil: row.pinnedUntil,
      opens: rungs.find((rung) => rung.tier === row.tier)!.opens,
    })
  }
  return out
}

export type TierStep = {
  kind: Kind
  change: string
  from: Tier | null
  to: Tier
  rate: number
  facts: Record<string, unknown>
  by: string
  at: Temporal.Instant
}

/** How an educator came to their tiers, newest first, with the facts that decided. */
export async function tierHistory(q: Query, educator: string): Promise<TierStep[]> {
  return await q<TierStep>`
    select kind, change, from_tier as "from", to_tier as "to", rate, facts, by, at
    from earnings.tier_step where educator_id = ${educator} order by at desc, id desc limit 200`
}
