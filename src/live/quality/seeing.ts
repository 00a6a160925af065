import type { Query } from '#base'
import type { Figures, Finding } from './figures.ts'
import { type QualityPolicy, qualityPolicy } from './policy.ts'
import { reckonQuality, type Scorecard } from './reckoning.ts'

/** An educator's scorecard as it is this moment; undefined: no educator. */
export async function scorecardOf(
  q: Query,
  educator: string,
  now: Temporal.Instant,
): Promise<(Scorecard & { policy: QualityPolicy }) | undefined> {
  const policy = await qualityPolicy(q)
  const [card] = await reckonQuality(q, policy, now, [educator])
  return card && { ...card, policy }
}

export type ScorecardLine = {
  educator: string
  name: string
  figures: Figures
  findings: Finding[]
  reckonedAt: Temporal.Instant
}

/** Scorecards as last reckoned, by name: of everybody, or of those below a threshold. */
export async function listScorecards(
  q: Query,
  filter: { found?: boolean; finding?: string | undefined; after?: string | undefined },
  limit: number,
): Promise<ScorecardLine[]> {
  return await q<ScorecardLine>`
    select s.educator_id as educator, p.name, s.figures, s.findings, s.reckoned_at as "reckonedAt"
    from live.scorecard s join earnings.profile_view p on p.educator_id = s.educator_id
    where (not ${filter.found ?? false} or s.findings <> '{}')
      and (${filter.finding ?? null}::text is null or ${filter.finding ?? null} = any (s.findings))
      and (${filter.after ?? null}::uuid is null or (p.name, s.educator_id) >
        ((select o.name from earnings.profile_view o where o.educator_id = ${filter.after ?? null}), ${filter.after ?? null}::uuid))
    order by p.name, s.educator_id limit ${limit}`
}

export type QualityDay = { day: string; figures: Figures; reckonedAt: Temporal.Instant }

/** The platform day by day, the newest last; a year at most. */
export async function qualityDays(q: Query, days = 366): Promise<QualityDay[]> {
  const rows = await q<QualityDay>`
    select day::text as day, figures, reckoned_at as "reckonedAt" from live.quality_day
    order by day desc limit ${days}`
  return rows.reverse()
}

/** How many stand below each threshold, as last reckoned. */
export async function findingCounts(q: Query): Promise<{ finding: Finding; count: number }[]> {
  return await q<{ finding: Finding; count: number }>`
    select finding, count(*)::int as count from live.scorecard, unnest(findings) finding
    group by finding order by count desc, finding`
}
