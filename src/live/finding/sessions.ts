import { type Db, type Fragment, join, type Query, raw, sql } from '#base'
import { CARD, type Card, seatsLeft } from '../catalogue.ts'
import { type Board, boardOf } from './board/board.ts'
import { clearDesk, type Hits, keyed } from './board/hits.ts'
import { micros, momentOf } from './board/sessions.ts'
import { spread, TURNS, turnOf } from './board/turns.ts'
import { fitting, type Lapsed, lapsedSeats } from './counting.ts'
import { SCORE_STEP } from './ranking.ts'
import {
  type FoundAt,
  RATED_FROM,
  type SessionSearch,
  type SessionSort,
  TITLE,
} from './searched.ts'

/** The filters for PostgreSQL; `fitting` is the same on the board. */
function conditions(search: SessionSearch, now: Temporal.Instant): Fragment[] {
  const out: Fragment[] = []
  const add = (is: Fragment) => out.push(is)
  const { words } = search
  // What has begun is left out within the minute by the schedule; a search looks at the clock itself.
  const from =
    search.from && Temporal.Instant.compare(search.from, now) > 0 ? search.from : undefined
  add(from ? sql`f.starts_at >= ${from}` : sql`f.starts_at > ${now}`)
  if (search.to) add(sql`f.starts_at < ${search.to}`)
  if (search.kind) add(sql`f.kind = ${search.kind}`)
  if (search.language) add(sql`f.language = ${search.language}`)
  if (search.level) add(sql`f.level = ${search.level}`)
  if (search.priceLevel) add(sql`f.price_level = ${search.priceLevel}`)
  if (search.topic) add(sql`f.topics @> array[${search.topic}::text]`)
  if (search.educator) add(sql`f.educator_id = ${search.educator}`)
  if (search.priceMin !== undefined) add(sql`f.price >= ${search.priceMin}`)
  if (search.priceMax !== undefined) add(sql`f.price <= ${search.priceMax}`)
  if (search.seats) add(seatsAtLeast(search.seats, now))
  if (search.days) add(sql`f.starts_at <@ ${search.days.multirange}::tstzmultirange`)
  if (search.hours)
    add(sql`tstzrange(f.starts_at, f.ends_at) <@ ${search.hours.multirange}::tstzmultirange`)
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
  if (rating !== undefined)
    is.push(sql`st.rating >= ${rating}::real and st.reviews >= ${RATED_FROM}`)
  if (speaks) is.push(sql`st.speaks @> array[${speaks}::text]`)
  return sql`f.educator_id in (select st.educator_id from live.educator_standing st where ${join(is, ' and ')})`
}

export type FoundSession = Card & { key: bigint | Temporal.Instant | number }
type Found = { items: FoundSession[]; next: FoundAt | null }
type By = { sort: SessionSort; after?: FoundAt | undefined; limit: number; day: string }

/** Filters beside which the soonest are found by an index: all others would have PostgreSQL walk far. */
const BY_INDEX: ReadonlySet<string> = new Set([
  'kind',
  'language',
  'level',
  'educator',
  'from',
  'to',
])

/**
 * One page of open sessions. By time, with few filters, it is one statement; every other order and mix is found
 * on the board, and PostgreSQL shows who stands there.
 */
export function findSessions(
  db: Db,
  search: SessionSearch,
  by: By,
  now: Temporal.Instant,
): Promise<Found> {
  const plain = Object.entries(search).every(
    ([name, value]) => value === undefined || value === null || BY_INDEX.has(name),
  )
  return plain && by.sort.endsWith('start')
    ? byIndex(db, search, by, now)
    : onBoard(db, search, by, now)
}

async function byIndex(
  q: Query,
  search: SessionSearch,
  by: By,
  now: Temporal.Instant,
): Promise<Found> {
  const down = by.sort.startsWith('-')
  const where = conditions(search, now)
  const way = raw(down ? 'desc' : 'asc')
  if (by.after)
    where.push(
      sql`(f.starts_at, f.session_id) ${raw(down ? '<' : '>')} (${by.after.key}::timestamptz, ${by.after.id}::uuid)`,
    )
  const rows = await q<FoundSession>`
    select ${raw(CARD)}, (${seatsLeft(now)})::int as "seatsLeft", hit.key
    from (
      select f.session_id, f.starts_at as key from live.findable f where ${join(where, ' and ')}
      order by key ${way}, f.session_id ${way} limit ${by.limit + 1}) hit
    ${CARDS_OF_HITS}
    order by hit.key ${way}, hit.session_id ${way}`
  const items = rows.slice(0, by.limit)
  const last = items.at(-1)
  const more = rows.length > items.length && last !== undefined
  const day = by.after?.day ?? by.day
  return { items, next: more ? { key: `${last.key}`, id: last.id, day } : null }
}

const CARDS_OF_HITS = sql`
  join live.session s on s.id = hit.session_id
  join earnings.educator_view e on e.educator_id = s.educator_id and e.kind = s.kind`

async function onBoard(
  db: Db,
  search: SessionSearch,
  by: By,
  now: Temporal.Instant,
): Promise<Found> {
  const [board, lapsed] = await Promise.all([boardOf(db, now), lapsedSeats(db, search, now)])
  const { hits, next } = first(board, search, lapsed, by, now)
  if (hits.length === 0) return { items: [], next }
  const rows = await db<Card>`
    select ${raw(CARD)}, (${seatsLeft(now)})::int as "seatsLeft"
    from unnest(${hits.map(({ id }) => id)}::uuid[]) with ordinality hit(session_id, place) ${CARDS_OF_HITS}
    where s.state = 'published' order by hit.place`
  const keys = new Map(hits.map(({ id, key }) => [id, key]))
  return { items: rows.map((row) => ({ ...row, key: keys.get(row.id)! })), next }
}

/** The first of an order; the id decides ties. */
function first(
  board: Board,
  search: SessionSearch,
  lapsed: Lapsed,
  by: By,
  now: Temporal.Instant,
): { hits: { id: string; key: number }[]; next: FoundAt | null } {
  const { ids } = board.sessions
  const day = by.after?.day ?? by.day
  const down = by.sort.startsWith('-') || by.sort === 'best' || by.sort === 'rating'
  clearDesk()
  const hits = fitting(board, search, lapsed, now)
  const keys = keysOf(board, search, by.sort, day, hits)
  const ahead = (key: number, id: string, other: number, otherId: string) =>
    key === other ? id < otherId !== down : key < other !== down
  const inTime = by.sort.endsWith('start')
  if (by.after) {
    const { id } = by.after
    const key = inTime ? micros(Temporal.Instant.from(by.after.key)) : Number(by.after.key)
    hits.keep((at) => ids[at] !== id && ahead(key, id, keys[at]!, ids[at]!))
  }
  const found = hits
    .first(by.limit + 1, (a, b) => ahead(keys[a]!, ids[a]!, keys[b]!, ids[b]!))
    .map((at) => ({ id: ids[at]!, key: keys[at]! }))
  const shown = found.slice(0, by.limit)
  const last = shown.at(-1)
  if (found.length === shown.length || !last) return { hits: shown, next: null }
  return {
    hits: shown,
    next: { key: inTime ? `${momentOf(last.key)}` : `${last.key}`, id: last.id, day },
  }
}

/** What an order goes by, for those that fit. */
function keysOf(
  { sessions, educators }: Board,
  search: SessionSearch,
  sort: SessionSort,
  day: string,
  hits: Hits,
): Float64Array {
  const { start, price, educator, turn } = sessions
  if (sort.endsWith('start')) return start
  if (sort.endsWith('price')) return price
  const { base, rated } = educators
  const keys = keyed(sessions.size)
  const today = spread(day)
  const inTitle = search.words && sessions.said.saying(search.words, true)
  for (let i = 0; i < hits.count; i++) {
    const at = hits.places[i]!
    keys[at] =
      sort === 'rating'
        ? Math.round(rated[educator[at]!]! * 1_000_000)
        : ((inTitle?.(at) ? TITLE : 0) + Math.trunc(base[educator[at]!]! / SCORE_STEP)) * TURNS +
          turnOf(turn[at]!, today)
  }
  return keys
}

/** Published after the one moment and up to the other, the soonest first. One statement. */
export async function newlyListed(
  q: Query,
  search: SessionSearch,
  { since, until }: { since: Temporal.Instant; until: Temporal.Instant },
  limit: number,
  now: Temporal.Instant,
): Promise<{ title: string; educatorId: string }[]> {
  const where = [
    ...conditions(search, now),
    sql`f.listed_at > ${since} and f.listed_at <= ${until}`,
  ]
  return await q<{ title: string; educatorId: string }>`
    select s.title, s.educator_id as "educatorId" from live.findable f join live.session s on s.id = f.session_id
    where ${join(where, ' and ')} order by f.starts_at, f.session_id limit ${limit}`
}
