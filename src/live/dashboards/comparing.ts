import { atomically, type Db, type Fragment, type Query, raw, sql } from '#base'
import { type Kind, policyNow, type Tier } from '#earnings'

/** What is compared looks back so far. */
export const COMPARED_DAYS = 90
/** Fewer held sessions than this say too little of anybody. */
const SESSIONS_LEAST = 3
/** Fewer of them than this, and the middle of them could be read as one of them. */
const EDUCATORS_LEAST = 5

/**
 * How teaching of one kind goes. Shares in basis points, the rating in hundredths of a star, the middle
 * answering time in seconds, what a held session brings in the smallest unit of the platform's currency.
 * Null: nothing was counted.
 */
export type Going = {
  sessions: number
  occupancy: number | null
  completion: number | null
  rating: number | null
  returning: number | null
  answerSeconds: number | null
  perSession: number | null
}

export type Compared = {
  kind: Kind
  tier: Tier
  own: Going
  /** The middle of the tier, oneself among them; null while they are too few, or not reckoned yet. */
  middle: { educators: number; figures: Going; reckonedAt: Temporal.Instant } | null
}

/** The middle of a column; of two in the middle, their mean. */
const middleOf = (column: string) =>
  raw(`round(percentile_cont(0.5) within group (order by ${column}))::bigint`)
const MIDDLE = {
  sessions: middleOf('sessions'),
  occupancy: middleOf('occupancy'),
  completion: middleOf('completion'),
  rating: middleOf('rating'),
  returning: middleOf('again'),
  answering: middleOf('answering'),
  per_session: middleOf('per_session'),
}

/** A row for each standing asked for: what is counted of its kind in the span. */
const goings = (which: Fragment, currency: string, now: Temporal.Instant) => {
  const from = now.subtract({ hours: 24 * COMPARED_DAYS })
  return sql`
  standing as (
    select v.educator_id, v.kind, v.tier from earnings.educator_view v where ${which}
  ), held as (
    select s.educator_id, s.kind, count(*)::int as sessions, sum(s.seats_taken) as seats, sum(s.capacity) as capacity
    from live.session s join standing t on t.educator_id = s.educator_id and t.kind = s.kind
    where s.state = 'completed' and s.starts_at > ${from} and s.starts_at <= ${now} group by 1, 2
  ), promised as (
    select d.educator_id, d.kind, count(*) filter (where d.outcome = 'held') as held, count(*) as promised
    from earnings.delivery_view d join standing t on t.educator_id = d.educator_id and t.kind = d.kind
    where d.at > ${from} and d.at <= ${now} group by 1, 2
  ), rated as (
    select r.educator_id, s.kind, count(*) as reviews, sum(r.stars) as stars
    from live.review r join live.session s on s.id = r.session_id
    join standing t on t.educator_id = r.educator_id and t.kind = s.kind
    where r.state = 'published' and r.published_at > ${from} and r.published_at <= ${now} group by 1, 2
  ), seen as (
    select s.educator_id, s.kind, b.learner_id, count(*) as seats,
      count(*) filter (where b.starts_at > ${from} and b.starts_at <= ${now}) as recent
    from live.booking b join live.session s on s.id = b.session_id
    join standing t on t.educator_id = s.educator_id and t.kind = s.kind
    where b.state in ('completed', 'settled') and b.starts_at <= ${now} group by 1, 2, 3
  ), learned as (
    select educator_id, kind, count(*) as learners, count(*) filter (where seats > 1) as again
    from seen where recent > 0 group by 1, 2
  ), answered as (
    select a.educator_id, percentile_cont(0.5) within group (order by extract(epoch from a.answered_at - a.asked_at)) as seconds
    from live.question a where a.asked_at > ${from} and a.answered_at <= ${now}
      and a.educator_id in (select educator_id from standing) group by 1
  ), earned as (
    select c.educator_id, c.kind, sum(c.net) as net
    from earnings.commission_view c join standing t on t.educator_id = c.educator_id and t.kind = c.kind
    where c.part = 'educator' and c.earned_at > ${from} and c.earned_at <= ${now}
      and c.currency = ${currency} group by 1, 2
  ), going as (
    select t.educator_id, t.kind, t.tier, coalesce(h.sessions, 0) as sessions,
      floor(h.seats * 10000.0 / nullif(h.capacity, 0))::int as occupancy,
      floor(p.held * 10000.0 / nullif(p.promised, 0))::int as completion,
      floor(r.stars * 100.0 / nullif(r.reviews, 0))::int as rating,
      floor(l.again * 10000.0 / nullif(l.learners, 0))::int as again,
      round(a.seconds)::int as answering,
      floor(e.net / nullif(h.sessions, 0))::bigint as per_session
    from standing t
    left join held h on h.educator_id = t.educator_id and h.kind = t.kind
    left join promised p on p.educator_id = t.educator_id and p.kind = t.kind
    left join rated r on r.educator_id = t.educator_id and r.kind = t.kind
    left join learned l on l.educator_id = t.educator_id and l.kind = t.kind
    left join answered a on a.educator_id = t.educator_id
    left join earned e on e.educator_id = t.educator_id and e.kind = t.kind
  )`
}

const OF_ONE = sql`jsonb_build_object('sessions', sessions, 'occupancy', occupancy, 'completion', completion,
  'rating', rating, 'returning', again, 'answerSeconds', answering, 'perSession', per_session)`

/** An educator's last ninety days, kind by kind, beside the middle of their tier. */
export async function comparedWithTier(
  q: Query,
  educator: string,
  now: Temporal.Instant,
  kind?: Kind,
): Promise<Compared[]> {
  const { currency } = await policyNow(q, now)
  const rows = await q<{
    kind: Kind
    tier: Tier
    own: Going
    educators: number | null
    figures: Going | null
    reckonedAt: Temporal.Instant | null
  }>`
    with ${goings(sql`v.educator_id = ${educator}`, currency, now)}
    select g.kind, g.tier, ${OF_ONE} as own, m.educators, m.figures, m.reckoned_at as "reckonedAt"
    from going g left join live.tier_middle m on m.kind = g.kind and m.tier = g.tier
    where ${kind ? sql`g.kind = ${kind}` : sql`true`} order by g.kind`
  return rows.map(({ educators, figures, reckonedAt, ...row }) => ({
    ...row,
    middle: figures ? { educators: educators!, figures, reckonedAt: reckonedAt! } : null,
  }))
}

/**
 * Reckons the middle of every tier anew, in one transaction; answers of how many. The middle is of those
 * with three held sessions at least, figure by figure: nobody has to be in the middle of them all.
 */
export async function reckonTiers(db: Db, now: Temporal.Instant): Promise<number> {
  const { currency } = await policyNow(db, now)
  return await atomically(db, async (tx) => {
    await tx`delete from live.tier_middle`
    const kept = await tx`
      with ${goings(sql`true`, currency, now)}, counted as (
        select * from going where sessions >= ${SESSIONS_LEAST}
      )
      insert into live.tier_middle (kind, tier, educators, figures, reckoned_at)
      select kind, tier, count(*)::int, jsonb_build_object(
          'sessions', ${MIDDLE.sessions}, 'occupancy', ${MIDDLE.occupancy}, 'completion', ${MIDDLE.completion},
          'rating', ${MIDDLE.rating}, 'returning', ${MIDDLE.returning}, 'answerSeconds', ${MIDDLE.answering},
          'perSession', ${MIDDLE.per_session}), ${now}
      from counted group by kind, tier having count(*) >= ${EDUCATORS_LEAST}
      returning 1 as one`
    return kept.length
  })
}
