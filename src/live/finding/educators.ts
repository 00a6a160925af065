import { type Fragment, join, type Query, raw, sql } from '#base'
import type { Kind } from '#earnings'
import { freeFrom, quartersIn, type WeeklyHours } from './hours.ts'
import { RANKING, SCORE_STEP, WEIGHTS } from './ranking.ts'
import {
  type Facet,
  type FoundAt,
  NEAR_MOST,
  type Near,
  notHidden,
  RATED_FROM,
} from './sessions.ts'
import type { Words } from './words.ts'

export const EDUCATOR_SORTS = ['best', 'rating', 'price', 'name'] as const
export type EducatorSort = (typeof EDUCATOR_SORTS)[number]

export type EducatorSearch = {
  words?: Words | undefined
  kind?: Kind | undefined
  /** What they teach. */
  language?: string | undefined
  level?: string | undefined
  topic?: string | undefined
  speaks?: string | undefined
  organization?: string | undefined
  /** Hundredths of a credit: something of theirs is open in this range. */
  priceMin?: bigint | undefined
  priceMax?: bigint | undefined
  rating?: number | undefined
  /** Something of theirs can be booked that begins in these hours of the coming 14 days. */
  hours?: WeeklyHours | undefined
  /** Something of theirs begins within so many hours. */
  within?: number | undefined
  /** Became an educator after the one moment, and up to the other. */
  joined?: { since: Temporal.Instant; until: Temporal.Instant } | undefined
  /** For staff: those whom their marks hide, too. */
  hidden?: boolean | undefined
  /** Where hours are meant. */
  zone: string
}

const COUNTED = ['kind', 'language', 'speaks', 'level', 'rating'] as const
type Counted = (typeof COUNTED)[number]
const STEPS = [4.8, 4.5, 4] as const

type Condition = { of?: Counted; is: Fragment }

/** Their openings as bits that begin today, whatever day they were reckoned on. */
const free = (now: Temporal.Instant): Fragment => sql`
  (st.free << (96 * (${freeFrom(now)}::date - st.free_from)))`

const openings = (search: EducatorSearch, days: number, now: Temporal.Instant): Fragment => sql`
  bit_count(${free(now)} & ${quartersIn(search.hours, search.zone, days, now)}::bit(1344))`

function conditions(search: EducatorSearch, now: Temporal.Instant): Condition[] {
  const out: Condition[] = search.hidden
    ? [{ is: sql`true` }]
    : [{ is: notHidden(sql`st.educator_id`, now) }]
  const add = (is: Fragment) => out.push({ is })
  const counted = (of: Counted, is: Fragment) => out.push({ of, is })
  if (search.kind) counted('kind', sql`st.kinds @> array[${search.kind}::text]`)
  if (search.language) counted('language', sql`st.teaches @> array[${search.language}::text]`)
  if (search.speaks) counted('speaks', sql`st.speaks @> array[${search.speaks}::text]`)
  if (search.level) counted('level', sql`st.levels @> array[${search.level}::text]`)
  if (search.rating !== undefined)
    counted('rating', sql`st.rating >= ${search.rating}::real and st.reviews >= ${RATED_FROM}`)
  if (search.topic) add(sql`st.topics @> array[${search.topic}::text]`)
  if (search.priceMin !== undefined) add(sql`st.price_max >= ${search.priceMin}`)
  if (search.priceMax !== undefined) add(sql`st.price_min <= ${search.priceMax}`)
  if (search.organization)
    add(
      sql`st.educator_id in (select e.educator_id from earnings.educator_view e where e.organization_id = ${search.organization})`,
    )
  if (search.hours || search.within !== undefined)
    add(sql`${openings(search, (search.within ?? 24 * 14) / 24, now)} > 0`)
  if (search.joined)
    add(
      sql`st.educator_id in (select p.educator_id from earnings.profile_view p
        where p.enrolled_at > ${search.joined.since} and p.enrolled_at <= ${search.joined.until})`,
    )
  if (search.words) add(sql`st.words @@ ${search.words.query}::tsquery`)
  return out
}

export type FoundEducator = {
  id: string
  name: string
  /** Openings of the coming seven days in the searcher's hours. */
  openings: number
  /** The whole score in millionths. */
  score: number
  key: bigint | string
}

/** The score for this search: what is reckoned, and how many of the openings lie in the searcher's hours. */
const score = (count: Fragment): Fragment => sql`
  (st.base + ${raw(`${(WEIGHTS.free * 10_000) / RANKING.openingsEnough}`)} * least(${count}, ${raw(`${RANKING.openingsEnough}`)}))`

const turn = (day: string): Fragment =>
  sql`(hashtextextended(st.educator_id::text || ${day}, 0) & 1048575)`

function sorted(
  sort: EducatorSort,
  search: EducatorSearch,
  day: string,
  now: Temporal.Instant,
): { key: Fragment; type: string; down: boolean } {
  if (sort === 'name') return { key: sql`st.name collate "C"`, type: 'text', down: false }
  if (sort === 'price')
    return { key: sql`coalesce(st.price_min, 9000000000000000)`, type: 'bigint', down: false }
  if (sort === 'rating')
    return { key: sql`(st.rated * 1000000)::bigint`, type: 'bigint', down: true }
  const hit = search.words ? sql`(st.words @@ ${search.words.inTitle}::tsquery)::int` : raw('0')
  const all = score(openings(search, RANKING.openingDays, now))
  return {
    key: sql`((${hit} * 10000 + ${all} / ${raw(`${SCORE_STEP}`)})::bigint * 1048576 + ${turn(day)})`,
    type: 'bigint',
    down: true,
  }
}

/** One page of educators. One statement. */
export async function findEducators(
  q: Query,
  search: EducatorSearch,
  by: { sort: EducatorSort; after?: FoundAt | undefined; limit: number; day: string },
  now: Temporal.Instant,
): Promise<{ items: FoundEducator[]; next: FoundAt | null }> {
  const day = by.after?.day ?? by.day
  const { key, type, down } = sorted(by.sort, search, day, now)
  const where = conditions(search, now).map(({ is }) => is)
  if (by.after)
    where.push(
      sql`(${key}, st.educator_id) ${raw(down ? '<' : '>')} (${by.after.key}::text::${raw(type)}, ${by.after.id}::uuid)`,
    )
  const way = raw(down ? 'desc' : 'asc')
  const count = openings(search, RANKING.openingDays, now)
  const rows = await q<FoundEducator>`
    select st.educator_id as id, st.name, ${count}::int as openings, ${score(count)}::int as score, ${key} as key
    from live.educator_standing st where ${join(where, ' and ')}
    order by key ${way}, st.educator_id ${way} limit ${by.limit + 1}`
  const items = rows.slice(0, by.limit)
  const last = items.at(-1)
  const more = rows.length > items.length && last !== undefined
  return { items, next: more ? { key: `${last.key}`, id: last.id, day } : null }
}

/**
 * Educators of a search whose plan has a labelled slot above the list. They stand in the list as well,
 * where their score puts them: a plan moves nobody. Another one each day.
 */
export async function promotedEducators(
  q: Query,
  search: EducatorSearch,
  limit: number,
  now: Temporal.Instant,
): Promise<string[]> {
  const where = conditions(search, now).map(({ is }) => is)
  const rows = await q<{ id: string }>`
    select st.educator_id as id from live.educator_standing st
    where ${join(where, ' and ')} and st.educator_id in (select o.person_id from plans.opened_view o
      where o.feature = 'teaching.visibility' and o.open_until > ${now})
    order by ${turn(freeFrom(now))}, st.educator_id limit ${limit}`
  return rows.map(({ id }) => id)
}

export type EducatorFacets = Record<Counted, Facet>

/** How many there are of each kind, language, level and rating under all other filters. One statement. */
export async function educatorFacets(
  q: Query,
  search: EducatorSearch,
  now: Temporal.Instant,
): Promise<EducatorFacets> {
  const all = conditions(search, now)
  const wide = all.filter(({ of }) => of === undefined).map(({ is }) => is)
  const fits = COUNTED.map((name) => {
    const own = all.find(({ of }) => of === name)
    return sql`(${own?.is ?? raw('true')}) as ${raw(`fits_${name}`)}`
  })
  const others = (name: Counted) =>
    raw(
      COUNTED.filter((other) => other !== name)
        .map((other) => `fits_${other}`)
        .join(' and '),
    )
  const part = (name: Counted, column: string) => sql`
    select ${name}::text as of, v as value, count(*)::int as count from wide, unnest(${raw(column)}) v
    where ${others(name)} group by v`
  const rows = await q<{ of: Counted; value: string; count: number }>`
    with wide as materialized (
      select st.kinds, st.teaches, st.speaks, st.levels, st.rating, st.reviews, ${join(fits)}
      from live.educator_standing st where ${join(wide, ' and ')})
    ${part('kind', 'kinds')} union all ${part('language', 'teaches')} union all ${part('speaks', 'speaks')}
    union all ${part('level', 'levels')}
    union all select 'rating', step::text, count(*)::int from wide, unnest(${STEPS}::real[]) step
      where ${others('rating')} and rating >= step and reviews >= ${RATED_FROM} group by step`
  const of = (name: Counted): Facet =>
    rows
      .filter((row) => row.of === name)
      .map(({ value, count }) => ({ value, count }))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return {
    kind: of('kind'),
    language: of('language'),
    speaks: of('speaks'),
    level: of('level'),
    rating: of('rating'),
  }
}

const LOOSENED = [
  'words',
  'hours',
  'within',
  'rating',
  'priceMax',
  'priceMin',
  'topic',
  'level',
  'speaks',
  'kind',
  'language',
] as const satisfies (keyof EducatorSearch)[]

/** For a search that finds nobody: which of its filters stands in the way, alone. One statement. */
export async function nearEducators(
  q: Query,
  search: EducatorSearch,
  now: Temporal.Instant,
): Promise<Near[]> {
  const given = LOOSENED.filter((name) => search[name] !== undefined)
  if (given.length === 0) return []
  const parts = given.map((name) => {
    const where = conditions({ ...search, [name]: undefined }, now).map(({ is }) => is)
    return sql`select ${name}::text as without, (select count(*)::int from (
      select from live.educator_standing st where ${join(where, ' and ')} limit ${NEAR_MOST}) found) as count`
  })
  const found = await q<Near>`${join(parts, ' union all ')}`
  return found
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.without < b.without ? -1 : 1))
}
