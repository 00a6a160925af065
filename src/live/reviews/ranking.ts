import { atomically, type Db, eachApart, type Query, raw, sql, type Tx } from '#base'
import { setRatings } from '#earnings'

/** A newcomer ranks as if so many people had given the mean of the house. */
export const PRIOR = { mean: 4.5, weight: 10 }
/** What a review weighs halves in so many days. */
export const HALF_LIFE_DAYS = 180
/** Reviews of so many months make the mean that is shown. */
export const MEAN_MONTHS = 12
/** The house's own mean takes the place of 4.5 once so many reviews stand behind it. */
const HOUSE_FROM = 100

/** What one review weighs: its age, and how much of the session its writer was there (0.5 to 1). */
export function weightOf(ageDays: number, engagement: number): number {
  return 0.5 ** (Math.max(0, ageDays) / HALF_LIFE_DAYS) * Math.min(1, Math.max(0.5, engagement))
}

/** B = (C·m + Σw·r) / (C + Σw): the mean that ranks (marketplaces.md §4.21). */
export function bayesianMean(
  ratings: readonly { stars: number; weight: number }[],
  prior: { mean: number; weight: number } = PRIOR,
): number {
  let sum = prior.weight * prior.mean
  let weight = prior.weight
  for (const rating of ratings) {
    sum += rating.weight * rating.stars
    weight += rating.weight
  }
  return sum / weight
}

/** The same in SQL, over one educator's reviews `r` and the prior `p`. */
const WEIGHT = `(power(0.5, greatest(0, extract(epoch from now.at - r.changed_at)) / 86400.0 / ${HALF_LIFE_DAYS})
  * r.weight / 10000.0)`

/**
 * Computes what the reviews of these educators come to (of all whose reviews have aged: no ids).
 * Answers how many educators were computed.
 */
export async function rateEducators(
  q: Query,
  educators: readonly string[] | null,
  now: Temporal.Instant,
): Promise<number> {
  const whose = educators ? sql`and r.educator_id = any(${educators}::uuid[])` : raw('')
  const all = educators
    ? sql`select unnest(${educators}::uuid[]) as educator_id`
    : sql`select educator_id from live.educator_rating union select distinct educator_id from live.review where state = 'published'`
  const rows = await q<{ one: number }>`
    with now as (select ${now}::timestamptz as at), p as (select mean, weight from live.rating_prior),
    r as (
      select r.educator_id, count(*)::int as count, sum(r.stars)::int as sum,
        array[count(*) filter (where r.stars = 1), count(*) filter (where r.stars = 2),
          count(*) filter (where r.stars = 3), count(*) filter (where r.stars = 4),
          count(*) filter (where r.stars = 5)]::int[] as stars,
        avg(r.clarity) as clarity, avg(r.progress) as progress, avg(r.preparation) as preparation,
        avg(r.encouragement) as encouragement, sum(${raw(WEIGHT)}) as weight,
        sum(${raw(WEIGHT)} * r.stars) as weighted
      from live.review r, now
      where r.state = 'published' and r.changed_at > now.at - make_interval(months => ${MEAN_MONTHS}) ${whose}
      group by r.educator_id)
    insert into live.educator_rating (educator_id, count, sum, stars, clarity, progress, preparation, encouragement,
      weight, bayes, updated_at)
    select e.educator_id, coalesce(r.count, 0), coalesce(r.sum, 0), coalesce(r.stars, '{0,0,0,0,0}'), r.clarity,
      r.progress, r.preparation, r.encouragement, coalesce(r.weight, 0),
      (p.weight * p.mean + coalesce(r.weighted, 0)) / (p.weight + coalesce(r.weight, 0)), now.at
    from (${all}) e cross join p cross join now left join r using (educator_id)
    order by e.educator_id
    on conflict (educator_id) do update set count = excluded.count, sum = excluded.sum, stars = excluded.stars,
      clarity = excluded.clarity, progress = excluded.progress, preparation = excluded.preparation,
      encouragement = excluded.encouragement, weight = excluded.weight, bayes = excluded.bayes,
      updated_at = excluded.updated_at
    returning 1 as one`
  return rows.length
}

/**
 * Once a day: the mean of the house, every educator's figures as their reviews grow older, and what of them
 * counts for tiers.
 */
export async function refreshRatings(db: Db, now: Temporal.Instant): Promise<number> {
  await db`
    update live.rating_prior set updated_at = ${now}, mean = coalesce((
      select avg(stars) from live.review
      where state = 'published' and changed_at > ${now}::timestamptz - make_interval(months => ${MEAN_MONTHS})
      having count(*) >= ${HOUSE_FROM}), ${PRIOR.mean})`
  const rated = await rateEducators(db, null, now)
  const moved = await db<{ educator: string }>`
    select distinct r.educator_id as educator from live.educator_rating r join earnings.educator_view e using (educator_id)
    where (r.sum, r.count) is distinct from (e.ratings_sum, e.ratings_count) order by 1`
  await eachApart(moved, ({ educator }) =>
    atomically(db, async (tx) => {
      await countForTiers(tx, educator, now)
      return true
    }),
  )
  return rated
}

async function countForTiers(tx: Tx, educator: string, now: Temporal.Instant): Promise<void> {
  const [rating] = await tx<{ sum: number; count: number }>`
    select sum, count from live.educator_rating where educator_id = ${educator} for update`
  if (rating) await setRatings(tx, educator, rating, now)
}

export type Rank = {
  educator: string
  /** Reviews of the last twelve months, and how many gave one star, two, … five. */
  count: number
  sum: number
  stars: number[]
  /** Sub-scores: plain means, null where nobody gave one. */
  clarity: number | null
  progress: number | null
  preparation: number | null
  encouragement: number | null
  /** What ranks, and what it is made of: the weight of the reviews, and the prior beside it. */
  bayes: number
  weight: number
  prior: { mean: number; weight: number }
}

/** What ranks these educators; also for those of whom nobody has written. */
export async function ranksOf(q: Query, ids: readonly string[]): Promise<Map<string, Rank>> {
  if (ids.length === 0) return new Map()
  const rows = await q<Rank>`
    select e.id as educator, coalesce(r.count, 0) as count, coalesce(r.sum, 0) as sum,
      coalesce(r.stars, '{0,0,0,0,0}') as stars, r.clarity::float8, r.progress::float8,
      r.preparation::float8, r.encouragement::float8, coalesce(r.bayes, p.mean)::float8 as bayes,
      coalesce(r.weight, 0)::float8 as weight,
      json_build_object('mean', p.mean::float8, 'weight', p.weight) as prior
    from (select distinct unnest(${ids}::uuid[]) as id) e
    cross join live.rating_prior p left join live.educator_rating r on r.educator_id = e.id`
  return new Map(rows.map((row) => [row.educator, row]))
}

/** Keeps an educator's figures up to date with a review that appeared, changed or went. */
export async function rateAgain(tx: Tx, educator: string, now: Temporal.Instant): Promise<void> {
  // One at a time: the later of two computes with what the earlier has written.
  await tx`select pg_advisory_xact_lock(hashtextextended(${`live.rates:${educator}`}, 0))`
  await rateEducators(tx, [educator], now)
  await countForTiers(tx, educator, now)
}
