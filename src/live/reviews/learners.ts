import { newId, type Query, type Tx } from '#base'
import { refuse } from '../problems.ts'
import { voicesPolicy } from '../voices-policy.ts'
import { visitOf } from './attending.ts'
import { pairTurn, publishLearnerRating, publishReview } from './publishing.ts'
import { refuseContacts } from './reviewing.ts'
import { opensAt } from './terms.ts'

/** How an educator found a learner to work with. */
export type LearnerRatingOf = {
  stars: number
  /** For the learner. */
  words?: string | undefined
  /** For staff only. */
  privateNote?: string | undefined
}

/**
 * The educator says how a learner of a session was to work with: for that learner and staff, never in public.
 * Neither reads what the other wrote before both have written, or the week is over; after it nothing can be
 * said in answer any more. Refusals, in order: unknown_booking (also of somebody else's session),
 * learner_already_rated, learner_rating_not_open, contact_details_in_public.
 */
export async function rateLearner(
  tx: Tx,
  booking: string,
  educator: string,
  rating: LearnerRatingOf,
  now: Temporal.Instant,
): Promise<{ state: 'waiting' | 'published'; publishDueAt: Temporal.Instant | null }> {
  const found = await visitOf(tx, booking)
  if (!found || found.educatorId !== educator) throw refuse('unknown_booking', { id: booking })
  await pairTurn(tx, educator, found.learnerId)
  const visit = (await visitOf(tx, booking))!
  const [before] = await tx`select from live.learner_rating where booking_id = ${booking}`
  if (before) throw refuse('learner_already_rated')
  const opens = opensAt(visit.end, await voicesPolicy(tx))
  const over = Temporal.Instant.compare(now, opens) >= 0
  if (over || !RATABLE.includes(visit.state)) throw refuse('learner_rating_not_open')
  refuseContacts(rating.words)

  const by = `person:${educator}`
  await tx`
    insert into live.learner_rating (id, booking_id, session_id, educator_id, learner_id, stars, words, private_note,
      state, publish_due_at, rated_at, moved_by, moved_at)
    values (${newId()}, ${booking}, ${visit.sessionId}, ${educator}, ${visit.learnerId}, ${rating.stars},
      ${rating.words?.trim() ?? ''}, ${rating.privateNote?.trim() ?? ''}, 'waiting', ${opens}, ${now}, ${by}, ${now})`
  const [written] = await tx<{ review: string | null }>`
    select (select id from live.review where booking_id = r.booking_id and state = 'waiting') as review
    from live.rating r where r.booking_id = ${booking}`
  if (!written) return { state: 'waiting', publishDueAt: opens }
  if (written.review) await publishReview(tx, written.review, by, now)
  await publishLearnerRating(tx, booking, by, now)
  return { state: 'published', publishDueAt: null }
}

const RATABLE = ['completed', 'settled', 'disputed', 'resolved']

export type LearnerRating = {
  id: string
  bookingId: string
  sessionTitle: string
  educatorId: string
  educatorName: string
  learnerId: string
  learnerName: string
  stars: number
  words: string
  state: 'waiting' | 'published' | 'hidden'
  publishDueAt: Temporal.Instant | null
  ratedAt: Temporal.Instant
}

/** What an educator said of the learner of this booking, as far as its reader may see it. */
export async function learnerRatingOf(
  q: Query,
  booking: string,
  reader: string,
): Promise<LearnerRating | undefined> {
  const [row] = await q<LearnerRating>`
    select r.id, r.booking_id as "bookingId", s.title as "sessionTitle", r.educator_id as "educatorId",
      s.educator_name as "educatorName", r.learner_id as "learnerId", p.name as "learnerName", r.stars, r.words,
      r.state, r.publish_due_at as "publishDueAt", r.rated_at as "ratedAt"
    from live.learner_rating r join live.session s on s.id = r.session_id join people.person p on p.id = r.learner_id
    where r.booking_id = ${booking}
      and (r.educator_id = ${reader} or (r.learner_id = ${reader} and r.state = 'published'))`
  return row
}
