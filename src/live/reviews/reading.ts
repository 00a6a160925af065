import { join, type Query, sql } from '#base'
import { voicesPolicy } from '../voices-policy.ts'
import { changeableFrom, opensAt } from './terms.ts'

export type Review = {
  id: string
  bookingId: string
  sessionId: string
  title: string
  educatorId: string
  educatorName: string
  learnerId: string
  learnerName: string
  stars: number
  clarity: number | null
  progress: number | null
  preparation: number | null
  encouragement: number | null
  words: string
  /** A moderator took the words away; the stars stand. */
  wordsRemoved: boolean
  publishedAt: Temporal.Instant
  /** Null where it stands as it was first written. */
  changedAt: Temporal.Instant | null
  reply: { words: string; at: Temporal.Instant; changeableUntil: Temporal.Instant } | null
}

type Row = Omit<Review, 'reply'> & {
  replyWords: string | null
  repliedAt: Temporal.Instant | null
}

const REVIEW = sql`
  r.id, r.booking_id as "bookingId", r.session_id as "sessionId", s.title, r.educator_id as "educatorId",
  s.educator_name as "educatorName", r.learner_id as "learnerId", p.name as "learnerName", r.stars, r.clarity,
  r.progress, r.preparation, r.encouragement, r.words, r.words_removed_at is not null as "wordsRemoved",
  r.published_at as "publishedAt", nullif(r.changed_at, r.written_at) as "changedAt",
  a.words as "replyWords", a.replied_at as "repliedAt"`
const FROM = sql`
  live.review r join live.session s on s.id = r.session_id join people.person p on p.id = r.learner_id
  left join live.review_reply a on a.review_id = r.id and a.state = 'published'`

const reviewOf = ({ replyWords, repliedAt, ...rest }: Row): Review => ({
  ...rest,
  reply:
    replyWords !== null && repliedAt
      ? { words: replyWords, at: repliedAt, changeableUntil: repliedAt.add({ hours: 24 }) }
      : null,
})

/** Public reviews of an educator or of one session, newest first. */
export async function reviewsOf(
  q: Query,
  of: { educator?: string; session?: string; stars?: number | undefined; unanswered?: boolean },
  options: {
    after?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
): Promise<Review[]> {
  const where = [sql`r.state = 'published'`]
  where.push(of.session ? sql`r.session_id = ${of.session}` : sql`r.educator_id = ${of.educator}`)
  if (of.stars) where.push(sql`r.stars = ${of.stars}`)
  if (of.unanswered) where.push(sql`a.review_id is null and r.words <> ''`)
  const { after } = options
  if (after) where.push(sql`(r.published_at, r.id) < (${after.at}, ${after.id}::uuid)`)
  const rows = await q<Row>`
    select ${REVIEW} from ${FROM} where ${join(where, ' and ')}
    order by r.published_at desc, r.id desc limit ${options.limit}`
  return rows.map(reviewOf)
}

/** One published review, or undefined. */
export async function oneReview(q: Query, id: string): Promise<Review | undefined> {
  const [row] = await q<Row>`
    select ${REVIEW} from ${FROM} where r.id = ${id} and r.state = 'published'`
  return row && reviewOf(row)
}

/** How many reviews of the last twelve months gave one star, two, … five: for the histogram. */
export async function starsOf(q: Query, educator: string): Promise<number[]> {
  const [row] = await q<{ stars: number[] }>`
    select stars from live.educator_rating where educator_id = ${educator}`
  return row?.stars ?? [0, 0, 0, 0, 0]
}

export type OwnReview = {
  id: string
  educatorId: string
  educatorName: string
  stars: number
  clarity: number | null
  progress: number | null
  preparation: number | null
  encouragement: number | null
  words: string
  state: 'waiting' | 'published' | 'hidden'
  publishDueAt: Temporal.Instant | null
  writtenAt: Temporal.Instant
  /** From when it can be changed; null: never again. */
  changeableFrom: Temporal.Instant | null
}

type OwnRow = Omit<OwnReview, 'changeableFrom'> & { changedAt: Temporal.Instant }

/** What a learner says of educators in public: of one, or of all, last changed first. */
export async function ownReviews(
  q: Query,
  learner: string,
  of: { educator?: string; id?: string },
  now: Temporal.Instant,
): Promise<OwnReview[]> {
  const rows = await q<OwnRow>`
    select r.id, r.educator_id as "educatorId", s.educator_name as "educatorName", r.stars, r.clarity, r.progress,
      r.preparation, r.encouragement, r.words, r.state, r.publish_due_at as "publishDueAt",
      r.written_at as "writtenAt", r.changed_at as "changedAt"
    from live.review r join live.session s on s.id = r.session_id
    where r.learner_id = ${learner} and (${of.educator}::uuid is null or r.educator_id = ${of.educator})
      and (${of.id}::uuid is null or r.id = ${of.id})
    order by r.changed_at desc, r.id limit 200`
  const policy = await voicesPolicy(q)
  return rows.map(({ changedAt, ...row }) => ({
    ...row,
    changeableFrom:
      row.state === 'hidden'
        ? null
        : changeableFrom({ writtenAt: row.writtenAt, changedAt }, policy, now),
  }))
}

export type ToWrite = {
  bookingId: string
  sessionId: string
  title: string
  kind: 'class' | 'conversation'
  /** The other one: the educator to a learner, the learner to an educator. */
  personId: string
  name: string
  end: Temporal.Instant
  /** The last moment to write. */
  until: Temporal.Instant
}

/** Sessions that a learner attended and has not rated yet, latest first. */
export async function reviewsToWrite(
  q: Query,
  learner: string,
  now: Temporal.Instant,
  limit = 50,
): Promise<ToWrite[]> {
  return await q<ToWrite>`
    select b.id as "bookingId", b.session_id as "sessionId", s.title, s.kind, s.educator_id as "personId",
      s.educator_name as name, b.ends_at as "end", b.ends_at + make_interval(days => p.review_days) as until
    from live.booking b join live.session s on s.id = b.session_id
    cross join (select review_days from live.policy order by version desc limit 1) p
    where b.learner_id = ${learner} and b.state in ('completed', 'settled') and b.attended is distinct from false
      and b.ends_at + make_interval(days => p.review_days) >= ${now}
      and not exists (select from live.rating r where r.booking_id = b.id)
    order by b.ends_at desc, b.id limit ${limit}`
}

/** Learners of an educator's sessions whom they can still rate and have not, latest first. */
export async function learnersToRate(
  q: Query,
  educator: string,
  now: Temporal.Instant,
  limit = 100,
): Promise<ToWrite[]> {
  const policy = await voicesPolicy(q)
  const rows = await q<Omit<ToWrite, 'until'>>`
    select b.id as "bookingId", b.session_id as "sessionId", s.title, s.kind, b.learner_id as "personId", p.name,
      b.ends_at as "end"
    from live.session s join live.booking b on b.session_id = s.id join people.person p on p.id = b.learner_id
    where s.educator_id = ${educator} and s.ends_at > ${now.subtract({ hours: 24 * (policy.blindDays + 1) })} and s.ends_at <= ${now}
      and b.state in ('completed', 'settled')
      and not exists (select from live.learner_rating r where r.booking_id = b.id)
    order by b.ends_at desc, p.name, b.id limit ${limit}`
  return rows
    .map((row) => ({ ...row, until: opensAt(row.end, policy) }))
    .filter(({ until }) => Temporal.Instant.compare(now, until) < 0)
}

/**
 * What learners gave privately after sessions of the last 90 days: only sums, so that nobody is recognised,
 * and only where both have written or the week is over, so that nobody reads ahead.
 */
export async function privateRatings(
  q: Query,
  educator: string,
  now: Temporal.Instant,
): Promise<{ count: number; mean: number | null }> {
  const { blindDays } = await voicesPolicy(q)
  const [row] = await q<{ count: number; mean: number | null }>`
    select count(*)::int as count, avg(r.stars)::float8 as mean
    from live.rating r join live.booking b on b.id = r.booking_id
    where r.educator_id = ${educator} and r.rated_at > ${now.subtract({ hours: 24 * 90 })}
      and (b.ends_at <= ${now.subtract({ hours: 24 * blindDays + 1 })}
        or exists (select from live.learner_rating l where l.booking_id = r.booking_id))`
  const { count, mean } = row!
  return count < SHOWN_FROM ? { count, mean: null } : { count, mean }
}

/** A mean is shown from this many reviews on; below it an educator is new. */
export const SHOWN_FROM = 3

/** The plain mean with one decimal place, as it is shown; null while the educator is new. */
export function meanShown(sum: bigint, count: bigint): string | null {
  if (count < BigInt(SHOWN_FROM)) return null
  const tenths = (sum * 20n + count) / (count * 2n)
  return `${tenths / 10n}.${tenths % 10n}`
}
