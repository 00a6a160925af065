import { atomically, type Db, type Query, raw, sql, type Tx } from '#base'
import { type NextSlots, nextSlots } from '../availability/free.ts'
import { freeFrom, QUARTERS, quartersIn } from './hours.ts'
import {
  baseOf,
  type Factors,
  type Facts,
  factorsOf,
  free,
  RANKING,
  type Raise,
  raises,
  scoreOf,
} from './ranking.ts'

/** What is known of one educator before it is reckoned. */
type Known = {
  id: string
  bayes: number | null
  rating: number | null
  reviews: number
  headline: boolean
  aboutLetters: number
  languages: string[]
  enrolledAt: Temporal.Instant
  held: number
  cancelled: number
  absent: number
  heldEver: number
  asked: number
  answered: number
  learners: number
  returning: number
  taught: string[] | null
  levels: string[] | null
  topics: string[] | null
  priceMin: bigint | null
  priceMax: bigint | null
  prices: Record<string, number> | null
  free: string | null
  /** Whether hours of theirs can be booked as lessons. */
  lessons?: true
}

const DAY_HOURS = 24
/** What somebody has taught in these days is what they teach. */
const TAUGHT_DAYS = 90
const MEAN_BEFORE = 4.5
const TOPICS_SHOWN = 20
const AT_ONCE = 1_000

/**
 * Reckons where educators stand: all of them, or those named. Everything is read in a few statements
 * over whole tables, the factors are the pure functions of ranking.ts, and rows are written a thousand
 * at a time, each of them only where something has changed. Gives how many were reckoned.
 */
export async function reckonStandings(
  db: Db,
  now: Temporal.Instant,
  only?: readonly string[],
): Promise<number> {
  const [known, usual] = await Promise.all([knownOf(db, now, only), usualPrices(db, now)])
  for (let at = 0; at < known.length; at += AT_ONCE) {
    const some = known.slice(at, at + AT_ONCE)
    const lessons = await nextSlots(
      db,
      some.map(({ id }) => id),
      now,
      QUARTERS,
    )
    const rows = some.map((one) => reckoned(withLessons(one, lessons.get(one.id), now), usual, now))
    await atomically(db, (tx) => write(tx, rows, now))
  }
  return known.length
}

async function knownOf(
  q: Query,
  now: Temporal.Instant,
  only: readonly string[] | undefined,
): Promise<Known[]> {
  const ago = (days: number) => now.subtract({ hours: days * DAY_HOURS })
  const of = (column: string) => (only ? sql`and ${raw(column)} = any(${only}::uuid[])` : raw(''))
  const until = Temporal.Instant.from(`${freeFrom(now)}T00:00:00Z`).add({ hours: 14 * DAY_HOURS })
  return await q<Known>`
    with promised as (
      select d.educator_id, count(*) filter (where d.outcome = 'held' and d.at > ${ago(RANKING.completionDays)})::int as held,
        count(*) filter (where d.outcome = 'cancelled' and d.at > ${ago(RANKING.completionDays)})::int as cancelled,
        count(*) filter (where d.outcome = 'absent' and d.at > ${ago(RANKING.completionDays)})::int as absent,
        count(*) filter (where d.outcome = 'held')::int as held_ever
      from earnings.delivery_view d where true ${of('d.educator_id')} group by 1),
    came as (
      select educator_id, count(*)::int as learners, count(*) filter (where times > 1)::int as returning
      from (
        select s.educator_id, b.learner_id, count(*) as times from live.booking b
        join live.session s on s.id = b.session_id
        where b.state in ('completed', 'settled') and b.starts_at > ${ago(RANKING.repeatDays)} ${of('s.educator_id')}
        group by 1, 2) pairs
      group by 1),
    about as (
      select f.educator_id, f.language, f.level, f.topics from live.findable f where true ${of('f.educator_id')}
      union all
      select s.educator_id, s.language, s.level, s.topics from live.session s
      where s.state = 'completed' and s.starts_at > ${ago(TAUGHT_DAYS)} ${of('s.educator_id')}),
    taught as (
      select educator_id, array_agg(distinct language) as languages,
        array_agg(distinct level) filter (where level is not null) as levels
      from about group by 1),
    topical as (
      select educator_id, array_agg(topic order by count desc, topic) as topics from (
        select educator_id, topic, count(*) as count, row_number() over (
          partition by educator_id order by count(*) desc, topic) as place
        from about, unnest(topics) topic group by 1, 2) counted
      where place <= ${TOPICS_SHOWN} group by 1),
    opened as (
      select f.educator_id, min(f.price) as price_min, max(f.price) as price_max,
        jsonb_strip_nulls(jsonb_build_object('class', min(f.price) filter (where f.kind = 'class'),
          'conversation', min(f.price) filter (where f.kind = 'conversation'))) as prices,
        bit_or(set_bit(repeat('0', ${raw(`${QUARTERS}`)})::bit(${raw(`${QUARTERS}`)}),
          floor(extract(epoch from f.starts_at - ${freeFrom(now)}::date::timestamp at time zone 'UTC') / 900)::int, 1))
          filter (where f.starts_at < ${until}) as free
      from live.findable f where f.starts_at > ${now} and f.seats_left > 0 ${of('f.educator_id')} group by 1)
    select p.educator_id as id, r.bayes::float8 as bayes, r.mean::float8 as rating, coalesce(r.count, 0)::int as reviews,
      p.headline <> '' as headline, length(p.about) as "aboutLetters", p.languages, p.enrolled_at as "enrolledAt",
      coalesce(d.held, 0) as held, coalesce(d.cancelled, 0) as cancelled, coalesce(d.absent, 0) as absent,
      coalesce(d.held_ever, 0) as "heldEver", coalesce(m.asked, 0)::int as asked,
      coalesce(m.answered_in_time, 0)::int as answered, coalesce(c.learners, 0) as learners,
      coalesce(c.returning, 0) as returning, t.languages as taught, t.levels, tp.topics, o.price_min as "priceMin",
      o.price_max as "priceMax", o.prices, o.free::text as free
    from earnings.profile_view p
    left join live.educator_rating_view r on r.educator_id = p.educator_id
    left join live.educator_response_view m on m.educator_id = p.educator_id
    left join promised d on d.educator_id = p.educator_id
    left join came c on c.educator_id = p.educator_id
    left join taught t on t.educator_id = p.educator_id
    left join topical tp on tp.educator_id = p.educator_id
    left join opened o on o.educator_id = p.educator_id
    where true ${of('p.educator_id')} order by p.educator_id`
}

/** Hours that can be booked as lessons are open as sessions are: they begin in a quarter, and have a price. */
function withLessons(known: Known, lessons: NextSlots | undefined, now: Temporal.Instant): Known {
  if (!lessons) return known
  const today = Temporal.Instant.from(`${freeFrom(now)}T00:00:00Z`).epochMilliseconds
  const bits = Uint8Array.from(known.free ?? NOTHING_FREE, Number)
  for (const { start } of lessons.slots) {
    const quarter = Math.floor((start.epochMilliseconds - today) / 900_000)
    if (quarter >= 0 && quarter < QUARTERS) bits[quarter] = 1
  }
  const { price } = lessons
  const least = (a: bigint | null) => (a === null || price < a ? price : a)
  const most = (a: bigint | null) => (a === null || price > a ? price : a)
  return {
    ...known,
    free: bits.join(''),
    priceMin: least(known.priceMin),
    priceMax: most(known.priceMax),
    lessons: true,
  }
}

/** The middle price of what is open, by kind; hundredths of a credit. */
async function usualPrices(q: Query, now: Temporal.Instant): Promise<Record<string, number>> {
  const rows = await q<{ kind: string; price: number }>`
    select kind, percentile_disc(0.5) within group (order by price)::float8 as price
    from live.findable where starts_at > ${now} group by kind`
  return Object.fromEntries(rows.map(({ kind, price }) => [kind, price]))
}

type Row = {
  id: string
  factors: Factors
  facts: Facts
  known: Known
}

function reckoned(known: Known, usual: Record<string, number>, now: Temporal.Instant): Row {
  const offers = Object.entries(known.prices ?? {})
    .map(([kind, price]) => ({ price, usual: usual[kind] ?? null }))
    .toSorted((a, b) => a.price / (a.usual ?? a.price) - b.price / (b.usual ?? b.price))
  const facts: Facts = {
    bayes: known.bayes ?? MEAN_BEFORE,
    held: known.held,
    cancelled: known.cancelled,
    absent: known.absent,
    asked: known.asked,
    answeredInTime: known.answered,
    learners: known.learners,
    returning: known.returning,
    headline: known.headline,
    aboutLetters: known.aboutLetters,
    languages: known.languages.length,
    open: offers.length > 0 || known.lessons === true,
    price: offers[0]?.price ?? null,
    usualPrice: offers[0]?.usual ?? null,
    daysHere: Math.max(0, Math.floor(known.enrolledAt.until(now).total('hours') / DAY_HOURS)),
    sessionsEver: known.heldEver,
  }
  return { id: known.id, facts, factors: factorsOf(facts), known }
}

const NOTHING_FREE = '0'.repeat(QUARTERS)

async function write(tx: Tx, rows: readonly Row[], now: Temporal.Instant): Promise<void> {
  const given = rows.map(({ id, factors, facts, known }) => ({
    id,
    speaks: known.languages,
    teaches: known.taught?.length ? known.taught : known.languages,
    levels: known.levels ?? [],
    topics: known.topics ?? [],
    price_min: known.priceMin,
    price_max: known.priceMax,
    rating: known.rating,
    reviews: known.reviews,
    ...factors,
    price_fit: factors.priceFit,
    facts,
    base: baseOf(factors),
    free: known.free ?? NOTHING_FREE,
  }))
  const names =
    'speaks, teaches, levels, topics, price_min, price_max, rating, reviews, rated, completion, response, repeats, completeness, price_fit, newcomer, penalty, facts, base, free, free_from, words'
  await tx`
    with given as (
      select g.*, ${freeFrom(now)}::date as free_from, p.name, p.kinds, p.organization_id, p.enrolled_at,
        -- What somebody says of themselves is in the words already: a trigger sees to that.
        case when (st.topics, st.teaches) = (g.topics, g.teaches) then st.words else
        live.words_of(p.name, 'en', 'A') || live.words_of(p.headline, 'en', 'B') || live.words_of(p.about, 'en', 'D')
        || live.words_of(array_to_string(g.topics, ' '), 'en', 'B')
        || (select array_to_tsvector(coalesce(array_agg(distinct 'language:' || l), '{}'))
            from unnest(g.speaks || g.teaches) l) end as words
      from jsonb_to_recordset(${JSON.stringify(given, (_, value) => (typeof value === 'bigint' ? `${value}` : value))}::jsonb)
        as g(id uuid, speaks text[], teaches text[], levels text[], topics text[], price_min bigint, price_max bigint,
          rating real, reviews int, rated real, completion real, response real, repeats real, completeness real,
          price_fit real, newcomer real, penalty real, facts jsonb, base int, free bit(${raw(`${QUARTERS}`)}))
      join earnings.profile_view p on p.educator_id = g.id
      left join live.educator_standing st on st.educator_id = g.id)
    insert into live.educator_standing as st (educator_id, name, kinds, ${raw(names)}, reckoned_at, organization_id, joined_at)
      select id, name, kinds, ${raw(names)}, ${now}, organization_id, enrolled_at from given order by id
    on conflict (educator_id) do update set (name, kinds, ${raw(names)}, reckoned_at) =
      row(excluded.name, excluded.kinds, ${raw(names.replace(/\w+/g, 'excluded.$&'))}, excluded.reckoned_at)
      where (${raw(names.replace(/\w+/g, 'st.$&'))}) is distinct from (${raw(names.replace(/\w+/g, 'excluded.$&'))})`
}

export type OwnStanding = {
  factors: Factors & { free: number }
  facts: Facts
  openings: number
  /** Millionths of the whole. */
  score: number
  raises: Raise[]
  reckonedAt: Temporal.Instant
}

/** An educator's own factors, and what would raise them; undefined before the first reckoning. */
export async function standingOf(
  q: Query,
  educator: string,
  now: Temporal.Instant,
): Promise<OwnStanding | undefined> {
  const [row] = await q<{ facts: Facts; openings: number; reckonedAt: Temporal.Instant }>`
    select facts, bit_count((free << (96 * (${freeFrom(now)}::date - free_from)))
        & ${quartersIn(undefined, 'UTC', RANKING.openingDays, now)}::bit(${raw(`${QUARTERS}`)}))::int as openings,
      reckoned_at as "reckonedAt"
    from live.educator_standing where educator_id = ${educator} and facts ? 'bayes'`
  if (!row) return undefined
  const factors = factorsOf(row.facts)
  return {
    factors: { ...factors, free: free(row.openings) },
    facts: row.facts,
    openings: row.openings,
    score: scoreOf(factors, row.openings),
    raises: raises(row.facts, row.openings),
    reckonedAt: row.reckonedAt,
  }
}

/**
 * Forgets words that stand nowhere any more, those that stand twice, and sessions that left the board before an
 * hour that is over by now. Gives how many words went.
 */
export async function tidyLexicon(tx: Tx, now: Temporal.Instant): Promise<number> {
  await tx`delete from live.findable_gone where starts_at < ${now.subtract({ hours: 48 })}`
  const [row] = await tx<{ count: number }>`
    with used as (
      select word from ts_stat('select words from live.findable_words')
      union select word from ts_stat('select words from live.educator_standing')),
    gone as (
      delete from live.lexicon l where not exists (select from used u where u.word = l.word)
        or exists (select from live.lexicon other where other.word = l.word and other.ctid < l.ctid)
      returning 1)
    select count(*)::int as count from gone`
  return row!.count
}
