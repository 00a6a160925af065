import { type Query, raw } from '#base'
import { freeFrom, QUARTERS, readHours, stretches } from '../finding/hours.ts'

/** Hours of a week, Monday 0:00 first. */
const CELLS = 168
/** So many weeks of bookings say what is asked for. */
const WEEKS = 8

/** One language: what is asked for in each hour of the week, and who could teach then. */
export type LanguageCoverage = {
  language: string
  /** Seats booked a week, on average of eight; people on waitlists; people who have said that they look for it. */
  booked: number
  waiting: number
  looking: number
  /** Educators who teach it, and of them those who have any hour free in the coming two weeks. */
  educators: number
  free: number
  /** By hour of the week: who asks (a week), and how many educators have something free then. */
  demand: number[]
  supply: number[]
}

export type Coverage = {
  /** The zone that the hours are read in. */
  zone: string
  /** When it was reckoned. */
  asOf: Temporal.Instant
  languages: LanguageCoverage[]
}

/**
 * Languages by hours of the week: demand against supply. Demand is what was booked in the last eight weeks, who waits
 * for a seat, and who has written down that they look for a language, with the hours where they said them. Supply is
 * the hours of the coming two weeks in which something can be booked.
 */
export async function coverageOf(q: Query, zone: string, now: Temporal.Instant): Promise<Coverage> {
  const all = new Map<string, LanguageCoverage>()
  const of = (language: string) => {
    const known = all.get(language)
    if (known) return known
    const none = () => Array.from({ length: CELLS }, () => 0)
    const made = {
      language,
      booked: 0,
      waiting: 0,
      looking: 0,
      educators: 0,
      free: 0,
      demand: none(),
      supply: none(),
    }
    all.set(language, made)
    return made
  }
  for (const { language, cell, booked, waiting } of await asked(q, zone, now)) {
    const one = of(language)
    one.booked += booked / WEEKS
    one.waiting += waiting
    one.demand[cell]! += booked / WEEKS + waiting
  }
  for (const wish of await wishes(q)) {
    const one = of(wish.language)
    one.looking += 1
    for (const cell of cellsOf(wish.hours, wish.zone, zone, now)) one.demand[cell]! += 1
  }
  for (const row of await offered(q, zone, now)) {
    const one = of(row.language)
    one.educators = row.educators
    one.free = row.free
    one.supply = row.supply.map(Number)
  }
  const languages = [...all.values()].toSorted(
    (a, b) => weight(b) - weight(a) || a.language.localeCompare(b.language),
  )
  return { zone, asOf: now, languages }
}

const weight = ({ booked, waiting, looking }: LanguageCoverage) => booked + waiting + looking

/** Seats by language and hour of the week: those booked of the last weeks, and those that people wait for. */
const asked = (q: Query, zone: string, now: Temporal.Instant) =>
  q<{ language: string; cell: number; booked: number; waiting: number }>`
    with hours as (
      select s.language, s.starts_at, 1 as booked, 0 as waiting
      from live.booking b join live.session s on s.id = b.session_id
      where b.booked_at >= ${now.subtract({ hours: 24 * 7 * WEEKS })} and b.booked_at <= ${now}
      union all
      select s.language, s.starts_at, 0, 1
      from live.waiting w join live.session s on s.id = w.session_id where w.state in ('waiting', 'offered')
    )
    select language, ((extract(isodow from starts_at at time zone ${zone}) - 1) * 24
      + extract(hour from starts_at at time zone ${zone}))::int as cell, sum(booked)::int as booked,
      sum(waiting)::int as waiting
    from hours group by 1, 2`

/** Who has said what they look for: their wish, and the searches that they keep, once for each person and language. */
const wishes = (q: Query) =>
  q<{ language: string; hours: string; zone: string }>`
    select distinct on (person_id, language) language, hours, coalesce(p.zone, 'UTC') as zone from (
      select person_id, language, hours from live.wish where language is not null
      union all
      select person_id, l.language, coalesce(query ->> 'hours', '') from live.saved_search,
        regexp_split_to_table(query ->> 'language', ',') l(language)
      where l.language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$') one
    join people.person_view p on p.id = one.person_id
    order by person_id, language, hours desc`

/** The hours of the week of somebody's own clock, on the clock of the map. None said: none in particular. */
function cellsOf(hours: string, own: string, zone: string, now: Temporal.Instant): Set<number> {
  const cells = new Set<number>()
  let said: ReturnType<typeof readHours>
  try {
    said = readHours(hours)
  } catch {
    return cells
  }
  for (const { from, to } of stretches(said, own, now, now.add({ hours: CELLS }))) {
    for (let at = from; at < to; at += 3_600_000) cells.add(cellAt(at, zone))
  }
  return cells
}

function cellAt(milliseconds: number, zone: string): number {
  const at = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone)
  return (at.dayOfWeek - 1) * 24 + at.hour
}

/** Educators by language, and how many of them have something free in each hour of the week. One statement. */
async function offered(q: Query, zone: string, now: Temporal.Instant) {
  const today = freeFrom(now)
  const first = Temporal.Instant.from(`${today}T00:00:00Z`).epochMilliseconds
  const masks = Array.from({ length: CELLS }, () => new Array<string>(QUARTERS).fill('0'))
  for (let quarter = 0; quarter < QUARTERS; quarter++)
    masks[cellAt(first + quarter * 900_000, zone)]![quarter] = '1'
  const bits = raw(`bit(${QUARTERS})`)
  return await q<{ language: string; educators: number; free: number; supply: number[] }>`
    with here as (
      select l.language, st.free << (96 * (${today}::date - st.free_from)) as free
      from live.educator_standing st, unnest(st.teaches) l(language)
      where st.educator_id not in (select educator_id from live.hidden_educator_view where until_at > ${now})
    ), cells as (
      select n, mask::${bits} as mask from unnest(${masks.map((mask) => mask.join(''))}::text[]) with ordinality m(mask, n)
    ), counted as (
      select h.language, c.n, count(*) filter (where bit_count(h.free & c.mask) > 0)::int as count
      from here h cross join cells c group by 1, 2
    )
    select h.language, h.educators, h.free,
      (select array_agg(c.count order by c.n) from counted c where c.language = h.language) as supply
    from (select language, count(*)::int as educators, count(*) filter (where bit_count(free) > 0)::int as free
      from here group by 1) h`
}
