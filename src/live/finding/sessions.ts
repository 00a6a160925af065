import { type Fragment, join, type Query, raw, sql } from '#base'
import type { Kind } from '#earnings'
import { CARD, type Card, seatsLeft } from '../catalogue.ts'
import { SCORE_STEP } from './ranking.ts'
import type { Words } from './words.ts'

export const SESSION_SORTS = ['start', '-start', 'price', '-price', 'rating', 'best'] as const
export type SessionSort = (typeof SESSION_SORTS)[number]

/** Where a list goes on; `day` names the turn of equals that it began with. */
export type FoundAt = { key: string; id: string; day: string }

export type SessionSearch = {
  words?: Words | undefined
  kind?: Kind | undefined
  /** Taught in it. */
  language?: string | undefined
  level?: string | undefined
  topic?: string | undefined
  priceLevel?: string | undefined
  educator?: string | undefined
  /** A language that the educator speaks. */
  speaks?: string | undefined
  /** Hundredths of a credit. */
  priceMin?: bigint | undefined
  priceMax?: bigint | undefined
  from?: Temporal.Instant | undefined
  to?: Temporal.Instant | undefined
  /** The whole session lies in these stretches (a multirange). */
  hours?: string | undefined
  /** It begins in these stretches. */
  days?: string | undefined
  /** Stars that the educator has at least, of three reviews or more. */
  rating?: number | undefined
  /** So many seats are left. */
  seats?: number | undefined
  /** Published after the one moment, and up to the other. */
  listed?: { since: Temporal.Instant; until: Temporal.Instant } | undefined
}

/** Filters that are counted: each is left out of its own count. */
const COUNTED = ['kind', 'language', 'level', 'priceLevel', 'topic'] as const
type Counted = (typeof COUNTED)[number]

/** From how many reviews on a rating is one. */
export const RATED_FROM = 3

type Condition = { of?: Counted; is: Fragment }

function conditions(search: SessionSearch, now: Temporal.Instant): Condition[] {
  const out: Condition[] = []
  const add = (is: Fragment) => out.push({ is })
  const counted = (of: Counted, is: Fragment) => out.push({ of, is })
  const { words } = search
  // What has begun is left out within the minute by the schedule; a search looks at the clock itself.
  const from =
    search.from && Temporal.Instant.compare(search.from, now) > 0 ? search.from : undefined
  add(from ? sql`f.starts_at >= ${from}` : sql`f.starts_at > ${now}`)
  if (search.to) add(sql`f.starts_at < ${search.to}`)
  if (search.kind) counted('kind', sql`f.kind = ${search.kind}`)
  if (search.language) counted('language', sql`f.language = ${search.language}`)
  if (search.level) counted('level', sql`f.level = ${search.level}`)
  if (search.priceLevel) counted('priceLevel', sql`f.price_level = ${search.priceLevel}`)
  if (search.topic) counted('topic', sql`f.topics @> array[${search.topic}::text]`)
  if (search.educator) add(sql`f.educator_id = ${search.educator}`)
  if (search.priceMin !== undefined) add(sql`f.price >= ${search.priceMin}`)
  if (search.priceMax !== undefined) add(sql`f.price <= ${search.priceMax}`)
  if (search.listed)
    add(sql`f.listed_at > ${search.listed.since} and f.listed_at <= ${search.listed.until}`)
  if (search.seats) add(seatsAtLeast(search.seats, now))
  if (search.days) add(sql`f.starts_at <@ ${search.days}::tstzmultirange`)
  if (search.hours) add(sql`tstzrange(f.starts_at, f.ends_at) <@ ${search.hours}::tstzmultirange`)
  if (search.rating !== undefined || search.speaks) add(byEducator(search))
  if (words)
    add(
      sql`f.session_id in (select w.session_id from live.findable_words w where w.words @@ ${words.query}::tsquery)`,
    )
  add(notHidden(sql`f.educator_id`, now))
  return out
}

/** Educators whom their marks hide are left out for as long. */
export const notHidden = (educator: Fragment, now: Temporal.Instant): Fragment => sql`
  ${educator} not in (select h.educator_id from live.hidden_educator_view h where h.until_at > ${now})`

/** Seats whose time to pay is over count as free, although nobody has come by yet. */
const seatsAtLeast = (seats: number, now: Temporal.Instant): Fragment => sql`
  (f.seats_left >= ${seats} or (f.seats_held > 0 and f.seats_left + (
    select count(*) from live.booking b
    where b.session_id = f.session_id and b.state = 'held' and b.seat_until <= ${now}) >= ${seats}))`

function byEducator({ rating, speaks }: SessionSearch): Fragment {
  const is = [sql`true`]
  if (rating !== undefined) is.push(sql`st.rating >= ${rating} and st.reviews >= ${RATED_FROM}`)
  if (speaks) is.push(sql`st.speaks @> array[${speaks}::text]`)
  return sql`f.educator_id in (select st.educator_id from live.educator_standing st where ${join(is, ' and ')})`
}

type SortBy = { key: Fragment; type: string; down: boolean; standing: boolean }

/** What a sort goes by. The id decides ties; among equals of the best, the day does first. */
function sorted(sort: SessionSort, words: Words | undefined, day: string): SortBy {
  const down = sort.startsWith('-') || sort === 'rating' || sort === 'best'
  if (sort === 'best') {
    const title = words
      ? sql`(select (w.words @@ ${words.inTitle}::tsquery)::int from live.findable_words w where w.session_id = f.session_id)`
      : raw('0')
    return {
      key: sql`((${title} * 10000 + coalesce(st.base, 0) / ${raw(`${SCORE_STEP}`)})::bigint * 1048576
        + (hashtextextended(f.session_id::text || ${day}, 0) & 1048575))`,
      type: 'bigint',
      down,
      standing: true,
    }
  }
  if (sort === 'rating')
    return {
      key: sql`coalesce((st.rated * 1000000)::bigint, 0)`,
      type: 'bigint',
      down,
      standing: true,
    }
  return sort.endsWith('price')
    ? { key: raw('f.price'), type: 'bigint', down, standing: false }
    : { key: raw('f.starts_at'), type: 'timestamptz', down, standing: false }
}

export type FoundSession = Card & { key: bigint | Temporal.Instant }

/** One page of open sessions. One statement, however many are on it. */
export async function findSessions(
  q: Query,
  search: SessionSearch,
  by: { sort: SessionSort; after?: FoundAt | undefined; limit: number; day: string },
  now: Temporal.Instant,
): Promise<{ items: FoundSession[]; next: FoundAt | null }> {
  const day = by.after?.day ?? by.day
  const { key, type, down, standing } = sorted(by.sort, search.words, day)
  const where = conditions(search, now).map(({ is }) => is)
  const way = raw(down ? 'desc' : 'asc')
  if (by.after)
    where.push(
      sql`(${key}, f.session_id) ${raw(down ? '<' : '>')} (${by.after.key}::text::${raw(type)}, ${by.after.id}::uuid)`,
    )
  const rows = await q<FoundSession>`
    select ${raw(CARD)}, (${seatsLeft(now)})::int as "seatsLeft", hit.key
    from (
      select f.session_id, ${key} as key from live.findable f
      ${standing ? raw('left join live.educator_standing st on st.educator_id = f.educator_id') : raw('')}
      where ${join(where, ' and ')}
      order by key ${way}, f.session_id ${way} limit ${by.limit + 1}) hit
    join live.session s on s.id = hit.session_id
    join earnings.educator_view e on e.educator_id = s.educator_id and e.kind = s.kind
    order by hit.key ${way}, hit.session_id ${way}`
  const items = rows.slice(0, by.limit)
  const last = items.at(-1)
  const more = rows.length > items.length && last !== undefined
  return { items, next: more ? { key: `${last.key}`, id: last.id, day } : null }
}

export type Facet = { value: string; count: number }[]
export type SessionFacets = Record<Counted, Facet>

const MOST_TOPICS = 30
type Cell = {
  kind: string
  language: string
  level: string | null
  priceLevel: string
  count: number
}

/**
 * How many there are of each kind, language, level, price level and topic under all other filters. Two
 * statements: one counts all that is found without those filters by what they tell apart, and the sums
 * are made of its few rows; the other counts topics.
 */
export async function sessionFacets(
  q: Query,
  search: SessionSearch,
  now: Temporal.Instant,
): Promise<SessionFacets> {
  const all = conditions(search, now)
  const wide = all.filter(({ of }) => of === undefined || of === 'topic').map(({ is }) => is)
  const [cells, topic] = await Promise.all([
    q<Cell>`
      select f.kind, f.language, f.level, f.price_level as "priceLevel", count(*)::int as count
      from live.findable f where ${join(wide, ' and ')} group by 1, 2, 3, 4`,
    q<{ value: string; count: number }>`
      select topic as value, count(*)::int as count from live.findable f, unnest(f.topics) topic
      where ${join(
        all.filter(({ of }) => of !== 'topic').map(({ is }) => is),
        ' and ',
      )}
      group by 1 order by 2 desc, topic collate "C" limit ${MOST_TOPICS}`,
  ])
  const count = (own: keyof Omit<Cell, 'count'>): Facet => {
    const chosen = { ...search, [own]: undefined }
    const fits = (cell: Cell) =>
      (!chosen.kind || cell.kind === chosen.kind) &&
      (!chosen.language || cell.language === chosen.language) &&
      (!chosen.level || cell.level === chosen.level) &&
      (!chosen.priceLevel || cell.priceLevel === chosen.priceLevel)
    return tallied(cells.filter(fits).map((cell) => ({ value: cell[own], count: cell.count })))
  }
  return {
    kind: count('kind'),
    language: count('language'),
    level: count('level'),
    priceLevel: count('priceLevel'),
    topic,
  }
}

/** Counts of equal values added up, the largest first. */
export function tallied(parts: readonly { value: string | null; count: number }[]): Facet {
  const sums = new Map<string, number>()
  for (const { value, count } of parts)
    if (value !== null) sums.set(value, (sums.get(value) ?? 0) + count)
  return [...sums]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

const LOOSENED = [
  'words',
  'hours',
  'days',
  'seats',
  'rating',
  'priceMax',
  'priceMin',
  'topic',
  'level',
  'priceLevel',
  'speaks',
  'to',
  'kind',
  'language',
] as const satisfies (keyof SessionSearch)[]

/** What is there if one filter is left out: the filter, and how many sessions there would be. */
export type Near = { without: string; count: number }

/** For a search that finds nothing: which of its filters stands in the way, alone. One statement. */
export async function nearSessions(
  q: Query,
  search: SessionSearch,
  now: Temporal.Instant,
): Promise<Near[]> {
  const given = LOOSENED.filter((name) => search[name] !== undefined)
  if (given.length === 0) return []
  const parts = given.map((name) => {
    const where = conditions({ ...search, [name]: undefined }, now).map(({ is }) => is)
    return sql`select ${name}::text as without, (select count(*)::int from (
      select from live.findable f where ${join(where, ' and ')} limit ${NEAR_MOST}) found) as count`
  })
  const found = await q<Near>`${join(parts, ' union all ')}`
  return found
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.without < b.without ? -1 : 1))
}

/** Counting stops here: "100 or more" says enough. */
export const NEAR_MOST = 100
