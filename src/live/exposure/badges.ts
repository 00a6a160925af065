import { atomically, type Db, type Query } from '#base'
import type { Figures } from '../quality/figures.ts'
import { qualityPolicy } from '../quality/policy.ts'
import { reckonQuality, type Scorecard } from '../quality/reckoning.ts'
import { type ExposurePolicy, exposurePolicy } from './policy.ts'

export const BADGES = ['top_rated', 'dependable', 'quick'] as const
export type Badge = (typeof BADGES)[number]

/** The badges that figures earn, by rule. Compared as whole numbers: nothing is rounded up into one. */
export function badgesFor(figures: Figures, policy: ExposurePolicy): Badge[] {
  const promised = figures.held + figures.cancelled + figures.absent
  const earned: Record<Badge, boolean> = {
    top_rated:
      figures.reviews >= policy.topReviews &&
      figures.stars * 100 >= policy.topRating * figures.reviews,
    dependable:
      figures.held >= policy.dependableHeld &&
      figures.held * 10_000 >= policy.dependableCompletion * promised,
    quick:
      figures.asked >= policy.quickAsked &&
      figures.answered * 10_000 >= policy.quickAnswers * figures.asked,
  }
  return BADGES.filter((badge) => earned[badge])
}

/** Gives and takes badges by rule, for everybody; each with the figures that decided. Answers how many changed. */
export async function giveBadges(db: Db, now: Temporal.Instant): Promise<number> {
  const cards = await reckonQuality(db, await qualityPolicy(db), now)
  return badgesOfCards(db, cards, now)
}

async function badgesOfCards(
  db: Db,
  cards: readonly Scorecard[],
  now: Temporal.Instant,
): Promise<number> {
  const policy = await exposurePolicy(db)
  const earned = cards.flatMap(({ educator, figures }) =>
    badgesFor(figures, policy).map((badge) => ({ educator, badge, figures })),
  )
  return atomically(db, async (tx) => {
    const [row] = await tx<{ count: number }>`
      with earned as (
        select * from jsonb_to_recordset(${JSON.stringify(earned)}::jsonb) as e(educator uuid, badge text, figures jsonb)),
      lost as (
        update live.badge b set until_at = ${now} where b.until_at is null and b.from_at < ${now}
          and not exists (select from earned e where e.educator = b.educator_id and e.badge = b.badge) returning 1),
      given as (
        insert into live.badge (educator_id, badge, from_at, figures, policy_version)
        select educator, badge, ${now}, figures, ${policy.version} from earned order by 1, 2
        on conflict (educator_id, badge) where until_at is null do nothing returning 1)
      select ((select count(*) from lost) + (select count(*) from given))::int as count`
    return row!.count
  })
}

/** The badges that an educator has now. */
export async function badgesOf(q: Query, educator: string): Promise<Badge[]> {
  const rows = await q<{ badge: Badge }>`
    select badge from live.badge where educator_id = ${educator} and until_at is null`
  return BADGES.filter((badge) => rows.some((row) => row.badge === badge))
}
