import { atomically, type Db, eachApart, record, sql, type Tx } from '#base'
import { rateAgain } from './ranking.ts'

/** One turn for each pair of learner and educator: what they write of each other is taken in order. */
export async function pairTurn(tx: Tx, educator: string, learner: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`live.pair:${educator}:${learner}`}, 0))`
}

/** Shows a review that waited, and lets it count. */
export async function publishReview(
  tx: Tx,
  id: string,
  by: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const [shown] = await tx<{
    educator: string
    learner: string
    session: string
    booking: string
    stars: number
  }>`
    update live.review set state = 'published', publish_due_at = null, published_at = ${now}, moved_by = ${by},
      moved_at = ${now}
    where id = ${id} and state = 'waiting'
    returning educator_id as educator, learner_id as learner, session_id as session, booking_id as booking, stars`
  if (!shown) return false
  await rateAgain(tx, shown.educator, now)
  await record(tx, {
    kind: 'review.published',
    about: { type: 'review', id },
    at: now,
    data: {
      educatorId: shown.educator,
      learnerId: shown.learner,
      sessionId: shown.session,
      bookingId: shown.booking,
      stars: shown.stars,
    },
  })
  return true
}

/** Shows a learner what their educator thought of them. */
export async function publishLearnerRating(
  tx: Tx,
  booking: string,
  by: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const [shown] = await tx<{ id: string; educator: string; learner: string; session: string }>`
    update live.learner_rating set state = 'published', publish_due_at = null, published_at = ${now},
      moved_by = ${by}, moved_at = ${now}
    where booking_id = ${booking} and state = 'waiting'
    returning id, educator_id as educator, learner_id as learner, session_id as session`
  if (!shown) return false
  await record(tx, {
    kind: 'learner_rating.published',
    about: { type: 'learner_rating', id: shown.id },
    at: now,
    data: {
      educatorId: shown.educator,
      learnerId: shown.learner,
      sessionId: shown.session,
      bookingId: booking,
    },
  })
  return true
}

/** Shows what waited a week for the other side to write too. However many run it, each is shown once. */
export async function publishDue(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{
    booking: string
    review: string | null
    educator: string
    learner: string
  }>`
    select booking_id as booking, id as review, educator_id as educator, learner_id as learner from live.review
      where state = 'waiting' and publish_due_at <= ${now}
    union all
    select booking_id, null, educator_id, learner_id from live.learner_rating
      where state = 'waiting' and publish_due_at <= ${now}
    order by booking`
  return eachApart(due, ({ booking, review, educator, learner }) =>
    atomically(db, async (tx) => {
      await pairTurn(tx, educator, learner)
      return review
        ? publishReview(tx, review, 'schedule', now)
        : publishLearnerRating(tx, booking, 'schedule', now)
    }),
  )
}

/** The next review or rating that is shown without the other side. */
export const nextPublication = sql`
  select least((select min(publish_due_at) from live.review where state = 'waiting'),
    (select min(publish_due_at) from live.learner_rating where state = 'waiting'))`
