import { join, type Query, raw, sql } from '#base'
import { freeFrom, QUARTERS, quartersIn, readHours, readZone } from './hours.ts'
import { dayOf } from './ranking.ts'
import { RATED_FROM } from './searched.ts'
import { notHidden } from './sessions.ts'
import { wishesOf } from './wishes.ts'
import { readWords } from './words.ts'

/** Why an educator is suggested, with what it stands on. Words of each are the pages'. */
export type WhyMatched =
  | { why: 'goal'; goals: string[] }
  | { why: 'level'; level: string }
  | { why: 'speaks'; language: string }
  | { why: 'hours'; openings: number }
  | { why: 'known'; sessions: number }
  | { why: 'liked'; others: number }
  | { why: 'rated'; rating: number; reviews: number }
  | { why: 'new' }

export type Match = { id: string; reasons: WhyMatched[]; points: number }

/**
 * What each reason weighs, in points beside the score of the ranking (0 to 100). Teaching the language is
 * no reason: it is the condition.
 */
export const MATCH = {
  /** Each goal that is among their topics or in their words, and the most that goals bring together. */
  goal: 12,
  goalsMost: 30,
  level: 12,
  speaks: 8,
  /** Something can be booked in the learner's hours. */
  hours: 20,
  /** The learner was with them before and did not rate them badly. */
  known: 15,
  /** People who learn with the same educators come to them, too: each counts, up to the most. */
  liked: 2,
  likedMost: 10,
  /** Half of the score of the ranking. */
  score: 0.5,
} as const

type Row = {
  id: string
  base: number
  openings: number
  level: boolean
  speaks: string | null
  goals: boolean[]
  known: number
  disliked: boolean
  liked: number
  rating: number | null
  reviews: number
}

/** So many who learn where I learn are asked where else they do. */
const OTHERS = 200

/** So many come into the closer choice, by the score of the ranking. */
const CLOSER = 300

/**
 * Educators for a learner, best first, each with the reasons: from what the learner has said that they
 * look for, when they have time, and with whom they were before. The same question gets the same answer.
 * Somebody whom the learner rated with one or two stars is not suggested.
 */
export async function matchEducators(
  q: Query,
  person: string,
  limit: number,
  now: Temporal.Instant,
): Promise<Match[]> {
  const wishes = await wishesOf(q, person)
  const [own] = await q<{ zone: string }>`select zone from people.person where id = ${person}`
  const hours = wishes.hours ? readHours(wishes.hours) : undefined
  const zone = hours ? readZone(own?.zone ?? 'UTC') : 'UTC'
  const mask = quartersIn(hours, zone, 14, now)
  const goals = await Promise.all(
    wishes.goals.map((goal) => readWords(q, goal, wishes.language ?? undefined)),
  )
  const asked = goals.flatMap((words) => (words ? [words.query] : []))
  // In what they say of themselves, or in what they offer.
  const hit = (query: string) => sql`(c.words @@ ${query}::tsquery or exists (
    select from live.findable f join live.findable_words w on w.session_id = f.session_id
    where f.educator_id = c.educator_id and f.starts_at > ${now} and w.words @@ ${query}::tsquery))`
  const goalHits = asked.length ? sql`array[${join(asked.map(hit))}]` : raw("'{}'::boolean[]")
  const rows = await q<Row>`
    with mine as (
      select s.educator_id, count(*)::int as sessions from live.booking b
      join live.session s on s.id = b.session_id
      where b.learner_id = ${person} and b.state in ('completed', 'settled') group by 1),
    -- Who learns where I learn, and where else they learn.
    others as (
      select distinct b.learner_id from mine m join live.session s on s.educator_id = m.educator_id
      join live.booking b on b.session_id = s.id
      where b.state in ('completed', 'settled') and b.learner_id <> ${person}
        and s.starts_at > ${now.subtract({ hours: 24 * 180 })} order by 1 limit ${OTHERS}),
    liked as (
      select s.educator_id, count(distinct b.learner_id)::int as others from others o
      join live.booking b on b.learner_id = o.learner_id and b.state in ('completed', 'settled')
      join live.session s on s.id = b.session_id group by 1),
    bad as (
      select r.educator_id from live.review r where r.learner_id = ${person} and r.stars <= 2),
    closer as (
      select st.* from live.educator_standing st
      where st.educator_id <> ${person} and ${notHidden(sql`st.educator_id`, now)}
        and (${wishes.language}::text is null or st.teaches @> array[${wishes.language}::text])
      order by st.educator_id in (select m.educator_id from mine m) desc, st.base desc, st.educator_id limit ${CLOSER})
    select c.educator_id as id, c.base,
      bit_count((c.free << (96 * (${freeFrom(now)}::date - c.free_from))) & ${mask}::bit(${raw(`${QUARTERS}`)}))::int
        as openings,
      coalesce(c.levels @> array[${wishes.level}::text], false) as level,
      (select l from unnest(${wishes.speaks}::text[]) with ordinality w(l, n) where l = any(c.speaks) order by n limit 1)
        as speaks,
      ${goalHits} as goals, coalesce(m.sessions, 0) as known, b.educator_id is not null as disliked,
      coalesce(l.others, 0) as liked, c.rating::float8 as rating, c.reviews
    from closer c
    left join mine m on m.educator_id = c.educator_id
    left join liked l on l.educator_id = c.educator_id
    left join (select distinct educator_id from bad) b on b.educator_id = c.educator_id`
  const named = wishes.goals.filter((_, index) => goals[index])
  return rows
    .filter(({ disliked }) => !disliked)
    .map((row) => weighed(row, named, wishes.level, hours !== undefined))
    .toSorted((a, b) => b.points - a.points || (turnOf(a.id, now) < turnOf(b.id, now) ? -1 : 1))
    .slice(0, limit)
}

/** Equals take turns by the day, as in the ranking. */
const turnOf = (id: string, now: Temporal.Instant) => {
  const day = Number(dayOf(now).replaceAll('-', '')) % 12
  return id.slice(-12 + day) + id
}

function weighed(row: Row, goals: string[], level: string | null, withHours: boolean): Match {
  const reasons: WhyMatched[] = []
  let points = (row.base / 10_000) * MATCH.score
  const because = (reason: WhyMatched, worth: number) => {
    reasons.push(reason)
    points += worth
  }
  if (row.known > 0) because({ why: 'known', sessions: row.known }, MATCH.known)
  const met = goals.filter((_, index) => row.goals[index])
  if (met.length > 0)
    because({ why: 'goal', goals: met }, Math.min(MATCH.goalsMost, met.length * MATCH.goal))
  if (withHours && row.openings > 0) because({ why: 'hours', openings: row.openings }, MATCH.hours)
  if (level && row.level) because({ why: 'level', level }, MATCH.level)
  if (row.speaks) because({ why: 'speaks', language: row.speaks }, MATCH.speaks)
  if (row.liked > 0 && row.known === 0)
    because({ why: 'liked', others: row.liked }, Math.min(MATCH.likedMost, row.liked * MATCH.liked))
  if (row.rating !== null && row.reviews >= RATED_FROM && row.rating >= 4)
    because({ why: 'rated', rating: row.rating, reviews: row.reviews }, 0)
  if (reasons.length === 0) because({ why: 'new' }, 0)
  return { id: row.id, reasons, points: Math.round(points * 1_000) / 1_000 }
}
