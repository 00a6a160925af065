import { type Query, record, sql, type Tx } from '#base'
import { noteRating } from '#earnings'
import { policyNow } from './policy.ts'
import { refuse } from './problems.ts'

export type ReviewOf = {
  stars: number
  clarity?: number | undefined
  progress?: number | undefined
  preparation?: number | undefined
  encouragement?: number | undefined
  words?: string | undefined
  /** For staff only. */
  privateNote?: string | undefined
}

type Seat = {
  learner_id: string
  session_id: string
  educator_id: string
  state: string
  ends_at: Temporal.Instant
  reviewed: boolean
}

/**
 * What somebody who attended thought of a session: once per booking, public, and at once part of the
 * educator's mean. Refusals, in order: unknown_booking (also for somebody else's), already_reviewed,
 * review_not_open.
 */
export async function reviewBooking(
  tx: Tx,
  booking: string,
  learner: string,
  review: ReviewOf,
  now: Temporal.Instant,
): Promise<void> {
  const [seat] = await tx<Seat>`
    select b.learner_id, b.session_id, s.educator_id, b.state, b.ends_at,
      exists (select from live.review r where r.booking_id = b.id) as reviewed
    from live.booking b join live.session s on s.id = b.session_id where b.id = ${booking} for update of b`
  if (!seat || seat.learner_id !== learner) throw refuse('unknown_booking', { id: booking })
  if (seat.reviewed) throw refuse('already_reviewed')
  const { reviewDays } = await policyNow(tx)
  const lastDay = seat.ends_at.add({ hours: 24 * reviewDays })
  const attended = seat.state === 'completed' || seat.state === 'settled'
  if (!attended || Temporal.Instant.compare(now, lastDay) > 0) throw refuse('review_not_open')

  const written = await tx`
    insert into live.review (booking_id, session_id, educator_id, learner_id, stars, clarity, progress, preparation,
      encouragement, words, private_note, published_at)
    values (${booking}, ${seat.session_id}, ${seat.educator_id}, ${learner}, ${review.stars}, ${review.clarity},
      ${review.progress}, ${review.preparation}, ${review.encouragement}, ${review.words ?? ''},
      ${review.privateNote ?? ''}, ${now})
    on conflict (booking_id) do nothing returning 1 as one`
  if (written.length === 0) throw refuse('already_reviewed')
  await noteRating(tx, seat.educator_id, review.stars, now)
  await record(tx, {
    kind: 'review.published',
    about: { type: 'booking', id: booking },
    at: now,
    data: { educatorId: seat.educator_id, sessionId: seat.session_id, stars: review.stars },
  })
}

export type Review = {
  bookingId: string
  sessionId: string
  title: string
  learnerId: string
  learnerName: string
  stars: number
  clarity: number | null
  progress: number | null
  preparation: number | null
  encouragement: number | null
  words: string
  publishedAt: Temporal.Instant
}

/** Public reviews of an educator or of one session, newest first. */
export async function reviewsOf(
  q: Query,
  of: { educator?: string; session?: string },
  options: { before?: Temporal.Instant | undefined; limit: number },
): Promise<Review[]> {
  const whose = of.session ? sql`r.session_id = ${of.session}` : sql`r.educator_id = ${of.educator}`
  return await q<Review>`
    select r.booking_id as "bookingId", r.session_id as "sessionId", s.title, r.learner_id as "learnerId", p.name as "learnerName", r.stars,
      r.clarity, r.progress, r.preparation, r.encouragement, r.words, r.published_at as "publishedAt"
    from live.review r join live.session s on s.id = r.session_id join people.person p on p.id = r.learner_id
    where ${whose} and r.published_at < coalesce(${options.before}::timestamptz, 'infinity')
    order by r.published_at desc limit ${options.limit}`
}

/** How many reviews gave one star, two, … five: for the histogram. */
export async function starsOf(q: Query, educator: string): Promise<number[]> {
  const rows = await q<{ stars: number; count: number }>`
    select stars, count(*)::int as count from live.review where educator_id = ${educator} group by stars`
  return [1, 2, 3, 4, 5].map((star) => rows.find((row) => row.stars === star)?.count ?? 0)
}

/** A mean is shown from this many reviews on; below it an educator is new. */
export const SHOWN_FROM = 3

/** The plain mean with one decimal place, as it is shown; null while the educator is new. */
export function meanShown(sum: bigint, count: bigint): string | null {
  if (count < BigInt(SHOWN_FROM)) return null
  const tenths = (sum * 20n + count) / (count * 2n)
  return `${tenths / 10n}.${tenths % 10n}`
}
