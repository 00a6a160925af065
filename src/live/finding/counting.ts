import type { Db, Query } from '#base'
import { type Board, boardOf } from './board/board.ts'
import { clearDesk, counted, type Facet, Hits } from './board/hits.ts'
import { micros } from './board/sessions.ts'
import type { SessionSearch } from './searched.ts'

/** Filters that are counted: each is left out of its own count. */
const COUNTED = ['kind', 'language', 'level', 'priceLevel', 'topic'] as const
type Counted = (typeof COUNTED)[number]
export type SessionFacets = Record<Counted, Facet>

/** Seats whose time to pay is over although nobody has come by yet, by session. */
export type Lapsed = ReadonlyMap<string, number>

/** Such seats; asked only where seats are counted. */
export async function lapsedSeats(
  q: Query,
  search: SessionSearch,
  now: Temporal.Instant,
): Promise<Lapsed> {
  if (!search.seats) return new Map()
  const rows = await q<{ id: string; count: number }>`
    select session_id as id, count(*)::int as count from live.booking
    where state = 'held' and seat_until <= ${now} group by 1`
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** Where sessions stand that fit all filters but those that are counted. */
export function widely(
  board: Board,
  search: SessionSearch,
  lapsed: Lapsed,
  now: Temporal.Instant,
): Hits {
  const { sessions, educators, hidden } = board
  const { here, start, end, price, left, held, ids, educator } = sessions
  const hits = new Hits(sessions.size)
  const moment = micros(now)
  const from = search.from ? micros(search.from) : Number.NEGATIVE_INFINITY
  const to = search.to ? micros(search.to) : Number.POSITIVE_INFINITY
  for (let at = 0; at < sessions.size; at++)
    if (here[at] && start[at]! > moment && start[at]! >= from && start[at]! < to)
      hits.places[hits.count++] = at
  if (hidden.size > 0) hits.keep((at) => !hidden.has(educator[at]!))
  const { priceMin, priceMax, seats, days, hours, rating, speaks } = search
  if (search.educator) hits.keepEqual(educator, educators.asked(search.educator))
  if (rating !== undefined) {
    const asked = Math.fround(rating)
    hits.keepChosen(
      educator,
      Uint8Array.from(educators.stars, (stars) => (stars >= asked ? 1 : 0)),
    )
  }
  if (speaks) {
    const holding = educators.speaks.holding(speaks)
    hits.keepChosen(
      educator,
      Uint8Array.from(educators.all, ({ of }) => holding[of.speaks]!),
    )
  }
  if (priceMin !== undefined || priceMax !== undefined)
    hits.keepBetween(price, Number(priceMin ?? 0), Number(priceMax ?? Number.MAX_SAFE_INTEGER))
  if (search.words) hits.keep(sessions.said.saying(search.words, false))
  if (seats)
    hits.keep((at) => left[at]! + (held[at]! > 0 ? (lapsed.get(ids[at]!) ?? 0) : 0) >= seats)
  if (days) hits.keep((at) => days.holds(start[at]! / 1_000, start[at]! / 1_000))
  if (hours) hits.keep((at) => hours.holds(start[at]! / 1_000, end[at]! / 1_000))
  return hits
}

/** Where sessions stand that fit every filter; `but`: that counted one is left aside. */
function fittingBut(
  board: Board,
  search: SessionSearch,
  wide: Hits,
  but: Counted | undefined,
): Hits {
  const { sessions } = board
  const hits = wide.copy()
  const asked: SessionSearch = but ? { ...search, [but]: undefined } : search
  const { kind, language, level, priceLevel, topic } = asked
  if (kind) hits.keepEqual(sessions.kind, sessions.kinds.asked(kind))
  if (language) hits.keepEqual(sessions.language, sessions.languages.asked(language))
  if (level) hits.keepEqual(sessions.level, sessions.levels.asked(level))
  if (priceLevel) hits.keepEqual(sessions.priceLevel, sessions.priceLevels.asked(priceLevel))
  if (topic) hits.keepChosen(sessions.topics, sessions.topicSets.holding(topic))
  return hits
}

/** Where sessions stand that fit every filter. */
export const fitting = (
  board: Board,
  search: SessionSearch,
  lapsed: Lapsed,
  now: Temporal.Instant,
): Hits => fittingBut(board, search, widely(board, search, lapsed, now), undefined)

const MOST_TOPICS = 30

/**
 * How many there are of each kind, language, level, price level and topic under all other filters.
 */
export async function sessionFacets(
  db: Db,
  search: SessionSearch,
  now: Temporal.Instant,
): Promise<SessionFacets> {
  const [board, lapsed] = await Promise.all([boardOf(db, now), lapsedSeats(db, search, now)])
  clearDesk()
  const { sessions } = board
  const wide = widely(board, search, lapsed, now)
  const all = fittingBut(board, search, wide, undefined)
  const count = (of: Counted, column: Uint32Array, numbers: number): Uint32Array => {
    const hits = search[of] === undefined ? all : fittingBut(board, search, wide, of)
    return hits.tally(column, numbers)
  }
  const kinds = count('kind', sessions.kind, sessions.kinds.size)
  const languages = count('language', sessions.language, sessions.languages.size)
  const levels = count('level', sessions.level, sessions.levels.size)
  const priceLevels = count('priceLevel', sessions.priceLevel, sessions.priceLevels.size)
  const topicSets = count('topic', sessions.topics, sessions.topicSets.size)
  return {
    kind: counted(Array.from(kinds, (count, at) => [sessions.kinds.name(at), count])),
    language: counted(Array.from(languages, (count, at) => [sessions.languages.name(at), count])),
    level: counted(Array.from(levels, (count, at) => [sessions.levels.name(at), count])),
    priceLevel: counted(
      Array.from(priceLevels, (count, at) => [sessions.priceLevels.name(at), count]),
    ),
    topic: ofSets(topicSets, (set) => sessions.topicSets.members(set)).slice(0, MOST_TOPICS),
  }
}

/** Counts of sets, for each of their members. */
export const ofSets = (counts: Uint32Array, members: (set: number) => readonly string[]): Facet =>
  counted([...counts].flatMap((count, set) => members(set).map((value) => [value, count] as const)))

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

/** Counting stops here: "100 or more" says enough. */
export const NEAR_MOST = 100

/** For a search that finds nothing: which of its filters stands in the way, alone. */
export async function nearSessions(
  db: Db,
  search: SessionSearch,
  now: Temporal.Instant,
): Promise<Near[]> {
  const given = LOOSENED.filter((name) => search[name] !== undefined)
  if (given.length === 0) return []
  const [board, lapsed] = await Promise.all([boardOf(db, now), lapsedSeats(db, search, now)])
  return nearest(
    given.map((without) => {
      clearDesk()
      const { count } = fitting(board, { ...search, [without]: undefined }, lapsed, now)
      return { without, count }
    }),
  )
}

/** Those that would help, the most first. */
export const nearest = (found: readonly Near[]): Near[] =>
  found
    .filter(({ count }) => count > 0)
    .map(({ without, count }) => ({ without, count: Math.min(count, NEAR_MOST) }))
    .toSorted((a, b) => b.count - a.count || (a.without < b.without ? -1 : 1))
