import { type Query, raw, sql } from '#base'
import { type Kind, policyNow } from '#earnings'

export type Span = { from: Temporal.Instant; to: Temporal.Instant }

/** How an educator's sessions of a period went. Counts; occupancy is seats over capacity. */
export type TeachingFigures = {
  held: number
  /** Called off by the educator, or missed. */
  failed: number
  calledOffOtherwise: number
  upcoming: number
  seats: number
  capacity: number
  learners: number
  /** Of those, seen by this educator in more than one session ever. */
  returning: number
  lateCancellations: number
  noShows: number
  byType: ({ kind: Kind; priceLevel: string } & Slice)[]
  /** By weekday (1 is Monday) and hour where the educator is. */
  byTime: ({ weekday: number; hour: number } & Slice)[]
  /** Published reviews by month where the educator is, oldest first: how many, and the sum of their stars. */
  ratings: { start: string; reviews: number; stars: number }[]
}

/** Held sessions of one sort. `earned`: the educator's own part, in the smallest unit of the platform's currency. */
type Slice = { sessions: number; seats: number; capacity: number; earned: bigint }

/** Sessions that begin in the span, as their educator sees them. */
export async function teachingFigures(
  q: Query,
  educator: string,
  span: Span,
  zone: string,
  now: Temporal.Instant,
  kind?: Kind,
): Promise<TeachingFigures> {
  const which = sql`s.educator_id = ${educator} and s.starts_at >= ${span.from} and s.starts_at < ${span.to}
    ${kind ? sql`and s.kind = ${kind}` : raw('')}`
  const [sums] = await q<Omit<TeachingFigures, 'byType' | 'byTime' | 'ratings'>>`
    select
      count(*) filter (where s.state = 'completed')::int as held,
      count(*) filter (where s.state = 'cancelled' and exists (
        select from earnings.delivery_view d where d.session_id = s.id and d.outcome <> 'held'))::int as failed,
      count(*) filter (where s.state = 'cancelled' and not exists (
        select from earnings.delivery_view d where d.session_id = s.id))::int as "calledOffOtherwise",
      count(*) filter (where s.state = 'published' and s.starts_at > ${now})::int as upcoming,
      coalesce(sum(s.seats_taken) filter (where s.state = 'completed'), 0)::int as seats,
      coalesce(sum(s.capacity) filter (where s.state = 'completed'), 0)::int as capacity,
      coalesce(sum(b.late), 0)::int as "lateCancellations", coalesce(sum(b.missed), 0)::int as "noShows",
      (select count(distinct b.learner_id) from live.booking b join live.session s on s.id = b.session_id
        where ${which} and b.state in ('completed', 'settled'))::int as learners,
      (select count(*) from (
        select b.learner_id from live.booking b join live.session s on s.id = b.session_id
        where s.educator_id = ${educator} and b.state in ('completed', 'settled')
        group by b.learner_id
        having count(*) > 1 and max(b.starts_at) >= ${span.from} and max(b.starts_at) < ${span.to}) again)::int
        as returning
    from live.session s
    left join lateral (
      select count(*) filter (where state = 'late_cancelled') as late,
        count(*) filter (where state = 'no_show_learner') as missed
      from live.booking where session_id = s.id) b on true
    where ${which}`
  const { currency } = await policyNow(q, now)
  const slice = sql`count(*)::int as sessions, sum(s.seats_taken)::int as seats, sum(s.capacity)::int as capacity,
    coalesce(sum(c.net), 0)::bigint as earned`
  const earned = sql`left join (
      select session_id, sum(net) as net from earnings.commission_view where educator_id = ${educator}
        and part = 'educator' and earned_at is not null and currency = ${currency} group by 1
    ) c on c.session_id = s.id`
  const byType = await q<TeachingFigures['byType'][number]>`
    select s.kind, s.price_level as "priceLevel", ${slice}
    from live.session s ${earned} where ${which} and s.state = 'completed' group by 1, 2 order by seats desc, 1, 2`
  const byTime = await q<TeachingFigures['byTime'][number]>`
    select extract(isodow from s.starts_at at time zone ${zone})::int as weekday,
      extract(hour from s.starts_at at time zone ${zone})::int as hour, ${slice}
    from live.session s ${earned} where ${which} and s.state = 'completed' group by 1, 2 order by 1, 2`
  const ratings = await q<TeachingFigures['ratings'][number]>`
    select to_char(date_trunc('month', r.published_at at time zone ${zone}), 'YYYY-MM-DD') as start,
      count(*)::int as reviews, sum(r.stars)::int as stars
    from live.review r join live.session s on s.id = r.session_id
    where r.educator_id = ${educator} and r.state = 'published' and r.published_at >= ${span.from}
      and r.published_at < ${span.to} ${kind ? sql`and s.kind = ${kind}` : raw('')}
    group by 1 order by 1`
  return { ...sums!, byType, byTime, ratings }
}

/** What happened in the house in a span of time, for staff. */
export type HouseFigures = {
  sessions: number
  completed: number
  calledOff: number
  bookings: number
  cancellations: number
  seats: number
  capacity: number
  /** Seats that wait for their payment now. */
  heldSeats: number
  reviews: number
}

/** Sessions that begin, and bookings that are made, in the span. One statement. */
export async function houseFigures(q: Query, { from, to }: Span): Promise<HouseFigures> {
  const [row] = await q<HouseFigures>`
    select count(*)::int as sessions, count(*) filter (where state = 'completed')::int as completed,
      count(*) filter (where state = 'cancelled')::int as "calledOff",
      coalesce(sum(seats_taken) filter (where state <> 'cancelled'), 0)::int as seats,
      coalesce(sum(capacity) filter (where state <> 'cancelled'), 0)::int as capacity,
      (select count(*) from live.booking where booked_at >= ${from} and booked_at < ${to})::int as bookings,
      (select count(*) from live.booking where state_at >= ${from} and state_at < ${to}
        and state in ('cancelled_by_learner', 'late_cancelled', 'cancelled_by_educator', 'cancelled_by_platform'))::int
        as cancellations,
      (select count(*) from live.booking where state = 'held')::int as "heldSeats",
      (select count(*) from live.review where published_at >= ${from} and published_at < ${to})::int as reviews
    from live.session where starts_at >= ${from} and starts_at < ${to} and state <> 'draft'`
  return row!
}
