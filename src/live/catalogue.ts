import { type Fragment, join, type Query, raw, sql } from '#base'
import type { Kind, Tier } from '#earnings'
import type { PriceLevel } from './policy.ts'
import type { Origin, SessionState } from './session.ts'
import { taughtBy } from './sharing/teaching.ts'

/** A session as lists show it. */
export type Card = {
  id: string
  kind: Kind
  title: string
  description: string
  language: string
  level: string | null
  topics: string[]
  priceLevel: PriceLevel
  start: Temporal.Instant
  end: Temporal.Instant
  zone: string
  /** Hundredths of a credit. */
  price: bigint
  creditBased: boolean
  moneyPrice: bigint | null
  moneyCurrency: string | null
  capacity: number
  minimum: number
  seatsLeft: number
  state: SessionState
  /** From when everybody may book it; null: at once. */
  opensAt: Temporal.Instant | null
  /** Whoever books asks, and the educator answers. */
  asksFirst: boolean
  origin: Origin
  educatorId: string
  educatorName: string
  educatorZone: string
  tier: Tier
  ratingsSum: bigint
  ratingsCount: bigint
  sessionsHeld: number
}

/** Where a list goes on: the sort key and id of its last item. */
export type Position = { key: string; id: string }
export type Sort = 'start' | '-start' | 'price' | '-price' | 'rating'

export type Search = {
  words?: string | undefined
  kind?: Kind | undefined
  language?: string | undefined
  level?: string | undefined
  topic?: string | undefined
  educator?: string | undefined
  /** It is the educator who looks: then also lessons of one learner, which are nobody else's business. */
  mine?: boolean | undefined
  /** Hundredths of a credit. */
  priceMin?: bigint | undefined
  priceMax?: bigint | undefined
  from?: Temporal.Instant | undefined
  to?: Temporal.Instant | undefined
  /** Only sessions with a seat left. */
  free?: boolean | undefined
  /** Published ones where nothing is said. */
  states?: readonly SessionState[] | undefined
  sort?: Sort | undefined
  after?: Position | undefined
  limit: number
}

/**
 * Seats left, without counting bookings: the database keeps the count on the session. Seats whose time
 * to pay is over count as free although the schedule has not come by; only sessions with unpaid seats look.
 */
export const seatsLeft = (now: Temporal.Instant): Fragment => sql`
  s.capacity - s.seats_taken + case when s.seats_held = 0 then 0 else (
    select count(*)::int from live.booking b
    where b.session_id = s.id and b.state = 'held' and b.seat_until <= ${now}) end`

export const CARD = `
  s.id, s.kind, s.title, s.description, s.language, s.level, s.topics, s.price_level as "priceLevel",
  s.starts_at as start, s.ends_at as "end", s.zone, s.price, s.credit_based as "creditBased",
  s.money_price as "moneyPrice", s.money_currency as "moneyCurrency", s.capacity, s.minimum, s.state,
  s.opens_at as "opensAt", s.asks_first as "asksFirst", s.origin,
  s.educator_id as "educatorId", e.name as "educatorName", e.zone as "educatorZone", e.tier,
  e.ratings_sum as "ratingsSum", e.ratings_count as "ratingsCount", e.sessions_held as "sessionsHeld"`

type SortBy = { key: string; type: string; down: boolean; of: (card: Card) => string }

/** What a sort goes by: in SQL, and of a card for its cursor. The id decides ties. */
const SORTS: Record<Sort, SortBy> = {
  start: { key: 's.starts_at', type: 'timestamptz', down: false, of: (card) => `${card.start}` },
  '-start': { key: 's.starts_at', type: 'timestamptz', down: true, of: (card) => `${card.start}` },
  price: { key: 's.price', type: 'bigint', down: false, of: (card) => `${card.price}` },
  '-price': { key: 's.price', type: 'bigint', down: true, of: (card) => `${card.price}` },
  // Ranked by a Bayesian mean (ten reviews of 4.5 are given beforehand), so that one review of five
  // stars does not beat forty of 4.9.
  rating: {
    key: '((45 + e.ratings_sum) * 10000 / (10 + e.ratings_count))',
    type: 'bigint',
    down: true,
    of: (card) => `${((45n + card.ratingsSum) * 10_000n) / (10n + card.ratingsCount)}`,
  },
}

/** How alike a word must be to be meant: `bakry` is `bakery`. */
const TYPO = 0.45

function conditions(search: Search, now: Temporal.Instant): Fragment[] {
  const out: Fragment[] = []
  const states = search.states ?? ['published']
  // Written out, so that the partial index of published sessions is seen to fit.
  if (states.length === 1) out.push(raw(`s.state = '${states[0]}'`))
  else out.push(sql`s.state = any(${states}::text[])`)
  if (!search.mine) out.push(raw("s.origin in ('made', 'series')"))
  if (search.kind) out.push(sql`s.kind = ${search.kind}`)
  if (search.language) out.push(sql`s.language = ${search.language}`)
  if (search.level) out.push(sql`s.level = ${search.level}`)
  if (search.topic) out.push(sql`${search.topic} = any(s.topics)`)
  if (search.educator) {
    out.push(search.mine ? taughtBy(search.educator) : sql`s.educator_id = ${search.educator}`)
  }
  if (search.priceMin !== undefined) out.push(sql`s.price >= ${search.priceMin}`)
  if (search.priceMax !== undefined) out.push(sql`s.price <= ${search.priceMax}`)
  if (search.from) out.push(sql`s.starts_at >= ${search.from}`)
  if (search.to) out.push(sql`s.starts_at < ${search.to}`)
  if (search.free) out.push(sql`${seatsLeft(now)} > 0`)
  // Words are found with a slip of the pen in them: trigram similarity beside plain containment.
  for (const word of search.words?.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6) ?? []) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    out.push(sql`(s.search like ${like} or word_similarity(${word}, s.search) >= ${TYPO})`)
  }
  return out
}

/** One page of sessions: one statement, however many are on it. `next` goes into `after`. */
export async function searchSessions(
  q: Query,
  search: Search,
  now: Temporal.Instant,
): Promise<{ items: Card[]; next: Position | null }> {
  const { key, type, down, of } = SORTS[search.sort ?? 'start']
  const where = conditions(search, now)
  if (search.after) {
    const { after } = search
    where.push(
      sql`(${raw(key)}, s.id) ${raw(down ? '<' : '>')} (${after.key}::text::${raw(type)}, ${after.id}::uuid)`,
    )
  }
  const way = down ? 'desc' : 'asc'
  const rows = await q<Card>`
    select ${raw(CARD)}, (${seatsLeft(now)})::int as "seatsLeft"
    from live.session s
    join earnings.educator_view e on e.educator_id = s.educator_id and e.kind = s.kind
    where ${join(where, ' and ')}
    order by ${raw(`${key} ${way}, s.id ${way}`)} limit ${search.limit + 1}`
  const items = rows.slice(0, search.limit)
  const last = items.at(-1)
  const more = rows.length > items.length && last !== undefined
  return { items, next: more ? { key: of(last), id: last.id } : null }
}

/** One session as a card, whatever its state; undefined where there is none. */
export async function sessionCard(
  q: Query,
  id: string,
  now: Temporal.Instant,
): Promise<Card | undefined> {
  const [card] = await q<Card>`
    select ${raw(CARD)}, (${seatsLeft(now)})::int as "seatsLeft"
    from live.session s
    join earnings.educator_view e on e.educator_id = s.educator_id and e.kind = s.kind
    where s.id = ${id}`
  return card
}

/** The next published session of each educator that still has a seat. */
export async function nextOf(
  q: Query,
  educators: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, { id: string; title: string; start: Temporal.Instant }>> {
  const rows = await q<{ educator: string; id: string; title: string; start: Temporal.Instant }>`
    select distinct on (s.educator_id) s.educator_id as educator, s.id, s.title, s.starts_at as start
    from live.session s
    where s.educator_id = any(${educators}::uuid[]) and s.state = 'published' and s.starts_at > ${now}
      and s.seats_taken < s.capacity
    order by s.educator_id, s.starts_at, s.id`
  return new Map(rows.map(({ educator, ...next }) => [educator, next]))
}
