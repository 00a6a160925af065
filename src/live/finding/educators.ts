import type { Db } from '#base'
import type { Kind } from '#earnings'
import { type Board, boardOf } from './board/board.ts'
import { bitsOf } from './board/educators.ts'
import { clearDesk, counted, type Facet, Hits } from './board/hits.ts'
import { spread, TURNS, turnOf } from './board/turns.ts'
import { type Near, nearest, ofSets } from './counting.ts'
import { freeFrom, quartersIn, type WeeklyHours } from './hours.ts'
import { RANKING, SCORE_STEP, WEIGHTS } from './ranking.ts'
import { type FoundAt, TITLE } from './searched.ts'
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

/** Filters that are counted: each is left out of its own count. */
const COUNTED = ['kind', 'language', 'speaks', 'level', 'rating'] as const
type Counted = (typeof COUNTED)[number]
const STEPS = [4.8, 4.5, 4] as const
/** The bit of each counted filter that is not met. */
const MISSES = { kind: 1, language: 2, speaks: 4, level: 8, rating: 16 } as const

const dayNumber = (now: Temporal.Instant) => Math.floor(now.epochMilliseconds / 86_400_000)

/** How many openings an educator has in the wanted hours of so many days. */
function openings(
  { educators }: Board,
  search: EducatorSearch,
  days: number,
  now: Temporal.Instant,
): (at: number) => number {
  const wanted = bitsOf(quartersIn(search.hours, search.zone, days, now))
  const today = dayNumber(now)
  return (at) => educators.openings(at, wanted, today)
}

/** Educators who fit all filters but those that are counted. */
function widely(board: Board, search: EducatorSearch, now: Temporal.Instant): Hits {
  clearDesk()
  const { educators, hidden } = board
  const { all } = educators
  const hits = new Hits(educators.size)
  for (let at = 0; at < educators.size; at++) if (all[at]!.here) hits.places[hits.count++] = at
  if (!search.hidden && hidden.size > 0) hits.keep((at) => !hidden.has(at))
  const { words, topic, priceMin, priceMax, organization, joined } = search
  if (words) hits.keep(educators.said.saying(words, false))
  if (topic) {
    const holding = educators.topics.holding(topic)
    hits.keep((at) => holding[all[at]!.of.topic] === 1)
  }
  if (priceMin !== undefined) hits.keep((at) => (all[at]!.priceMax ?? -1) >= Number(priceMin))
  if (priceMax !== undefined)
    hits.keep((at) => (all[at]!.priceMin ?? Number.POSITIVE_INFINITY) <= Number(priceMax))
  if (organization) {
    const wanted = educators.organizations.asked(organization)
    hits.keep((at) => all[at]!.organization === wanted)
  }
  if (joined) {
    const { since, until } = joined
    hits.keep((at) => {
      const when = all[at]!.joined
      return when > since.epochMilliseconds && when <= until.epochMilliseconds
    })
  }
  if (search.hours || search.within !== undefined) {
    const count = openings(board, search, (search.within ?? 24 * 14) / 24, now)
    hits.keep((at) => count(at) > 0)
  }
  return hits
}

/** Which of the counted filters an educator does not fit, as bits. */
function missing({ educators }: Board, search: EducatorSearch): (at: number) => number {
  const { all } = educators
  const kind = search.kind && educators.kinds.holding(search.kind)
  const language = search.language && educators.languages.holding(search.language)
  const speaks = search.speaks && educators.speaks.holding(search.speaks)
  const level = search.level && educators.levels.holding(search.level)
  const { stars } = educators
  const asked = search.rating === undefined ? Number.NEGATIVE_INFINITY : Math.fround(search.rating)
  return (at) => {
    const { of } = all[at]!
    return (
      (!kind || kind[of.kind] === 1 ? 0 : MISSES.kind) |
      (!language || language[of.language] === 1 ? 0 : MISSES.language) |
      (!speaks || speaks[of.speaks] === 1 ? 0 : MISSES.speaks) |
      (!level || level[of.level] === 1 ? 0 : MISSES.level) |
      (stars[at]! >= asked ? 0 : MISSES.rating)
    )
  }
}

function fitting(shown: Board, search: EducatorSearch, now: Temporal.Instant): Hits {
  const hits = widely(shown, search, now)
  const missed = missing(shown, search)
  hits.keep((at) => missed(at) === 0)
  return hits
}

export type FoundEducator = {
  id: string
  name: string
  /** Openings of the coming seven days in the searcher's hours. */
  openings: number
  /** The whole score in millionths. */
  score: number
  key: number | string
}

/** What stands for "no price" where the cheapest come first. */
const NO_PRICE = 9_000_000_000_000_000

/** One page of educators, made on the board. The id decides ties; among equals of the best, the day does first. */
export async function findEducators(
  db: Db,
  search: EducatorSearch,
  by: { sort: EducatorSort; after?: FoundAt | undefined; limit: number; day: string },
  now: Temporal.Instant,
): Promise<{ items: FoundEducator[]; next: FoundAt | null }> {
  const shown = await boardOf(db, now)
  const { all, said, base, rated } = shown.educators
  const day = by.after?.day ?? by.day
  const hits = fitting(shown, search, now)
  const count = openings(shown, search, RANKING.openingDays, now)
  const score = (at: number) =>
    base[at]! +
    ((WEIGHTS.free * 10_000) / RANKING.openingsEnough) * Math.min(count(at), RANKING.openingsEnough)
  const today = spread(day)
  const inTitle = search.words && said.saying(search.words, true)
  const keyOf: Record<EducatorSort, (at: number) => number | string> = {
    name: (at) => all[at]!.name,
    price: (at) => all[at]!.priceMin ?? NO_PRICE,
    rating: (at) => Math.round(rated[at]! * 1_000_000),
    best: (at) =>
      ((inTitle?.(at) ? TITLE : 0) + Math.trunc(score(at) / SCORE_STEP)) * TURNS +
      turnOf(all[at]!.turn, today),
  }
  const down = by.sort === 'best' || by.sort === 'rating'
  const keys: (number | string)[] = new Array(all.length)
  for (const at of hits.places.subarray(0, hits.count)) keys[at] = keyOf[by.sort](at)
  const before = (a: number | string, aId: string, b: number | string, bId: string) =>
    a === b ? aId < bId !== down : a < b !== down
  if (by.after) {
    const { id } = by.after
    const key = by.sort === 'name' ? by.after.key : Number(by.after.key)
    hits.keep((at) => all[at]!.id !== id && before(key, id, keys[at]!, all[at]!.id))
  }
  const first = hits.first(by.limit + 1, (a, b) =>
    before(keys[a]!, all[a]!.id, keys[b]!, all[b]!.id),
  )
  const items = first.slice(0, by.limit).map((at) => ({
    id: all[at]!.id,
    name: all[at]!.name,
    openings: count(at),
    score: score(at),
    key: keys[at]!,
  }))
  const last = items.at(-1)
  const more = first.length > items.length && last !== undefined
  return { items, next: more ? { key: `${last.key}`, id: last.id, day } : null }
}

/**
 * Educators of a search whose plan has a labelled slot above the list. They stand in the list as well,
 * where their score puts them: a plan moves nobody. Another one each day.
 */
export async function promotedEducators(
  db: Db,
  search: EducatorSearch,
  limit: number,
  now: Temporal.Instant,
): Promise<string[]> {
  const [shown, paying] = await Promise.all([
    boardOf(db, now),
    db<{ id: string }>`
      select distinct o.person_id as id from plans.opened_view o
      where o.feature = 'teaching.visibility' and o.open_until > ${now}`,
  ])
  if (paying.length === 0) return []
  const { educators } = shown
  const there = new Set(paying.map(({ id }) => educators.asked(id)))
  const hits = fitting(shown, search, now)
  hits.keep((at) => there.has(at))
  const today = spread(freeFrom(now))
  const turn = (at: number) => turnOf(educators.all[at]!.turn, today)
  const idOf = (at: number) => educators.all[at]!.id
  return hits
    .first(limit, (a, b) => turn(a) < turn(b) || (turn(a) === turn(b) && idOf(a) < idOf(b)))
    .map(idOf)
}

export type EducatorFacets = Record<Counted, Facet>

/** How many there are of each kind, language, level and rating under all other filters. */
export async function educatorFacets(
  db: Db,
  search: EducatorSearch,
  now: Temporal.Instant,
): Promise<EducatorFacets> {
  const shown = await boardOf(db, now)
  const { educators } = shown
  const hits = widely(shown, search, now)
  const missed = missing(shown, search)
  const kinds = new Uint32Array(educators.kinds.size)
  const languages = new Uint32Array(educators.languages.size)
  const speaks = new Uint32Array(educators.speaks.size)
  const levels = new Uint32Array(educators.levels.size)
  const steps = STEPS.map(() => 0)
  const { stars } = educators
  for (let i = 0; i < hits.count; i++) {
    const at = hits.places[i]!
    const misses = missed(at)
    const one = educators.all[at]!
    if ((misses & ~MISSES.kind) === 0) kinds[one.of.kind]!++
    if ((misses & ~MISSES.language) === 0) languages[one.of.language]!++
    if ((misses & ~MISSES.speaks) === 0) speaks[one.of.speaks]!++
    if ((misses & ~MISSES.level) === 0) levels[one.of.level]!++
    if ((misses & ~MISSES.rating) === 0)
      for (const [index, step] of STEPS.entries())
        if (stars[at]! >= Math.fround(step)) steps[index]! += 1
  }
  return {
    kind: ofSets(kinds, (set) => educators.kinds.members(set)),
    language: ofSets(languages, (set) => educators.languages.members(set)),
    speaks: ofSets(speaks, (set) => educators.speaks.members(set)),
    level: ofSets(levels, (set) => educators.levels.members(set)),
    rating: counted(STEPS.map((step, index) => [String(step), steps[index]!])),
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

/** For a search that finds nobody: which of its filters stands in the way, alone. */
export async function nearEducators(
  db: Db,
  search: EducatorSearch,
  now: Temporal.Instant,
): Promise<Near[]> {
  const given = LOOSENED.filter((name) => search[name] !== undefined)
  if (given.length === 0) return []
  const shown = await boardOf(db, now)
  return nearest(
    given.map((without) => ({
      without,
      count: fitting(shown, { ...search, [without]: undefined }, now).count,
    })),
  )
}
