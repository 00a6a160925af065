import { newId, type Query, record, type Tx } from '#base'
import { policyNow } from '../policy.ts'
import { refuse } from '../problems.ts'
import { contactsIn } from '../threads/masking.ts'
import { type VoicesPolicy, voicesPolicy } from '../voices-policy.ts'
import { attendedEnough, presenceShare, type Visit, visitOf } from './attending.ts'
import { pairTurn, publishLearnerRating, publishReview } from './publishing.ts'
import { rateAgain } from './ranking.ts'
import { changeableFrom, opensAt } from './terms.ts'

export type Stars = {
  stars: number
  clarity?: number | null | undefined
  progress?: number | null | undefined
  preparation?: number | null | undefined
  encouragement?: number | null | undefined
}

export type ReviewOf = Stars & {
  words?: string | undefined
  /** For staff only. */
  privateNote?: string | undefined
  /**
   * Whether it is also what one says of the educator in public: one review for each pair, so the first is
   * (unless they say no), and a later one is when they want to change it.
   */
  public?: boolean | undefined
}

export type Reviewed = {
  /** The public review of the pair, if there is one. */
  reviewId: string | null
  state: 'waiting' | 'published' | 'hidden' | 'none'
  publishDueAt: Temporal.Instant | null
}

type Own = {
  id: string
  state: 'waiting' | 'published' | 'hidden'
  stars: number
  writtenAt: Temporal.Instant
  changedAt: Temporal.Instant
  publishDueAt: Temporal.Instant | null
}

/**
 * What somebody who was there thought of a session: its stars are private, for the educator's figures and
 * staff; the first is public too, as their review of the educator, and a later one when they say so. A public
 * review waits until the educator has rated the learner, or a week after the session.
 * Refusals, in order: unknown_booking (also for somebody else's), already_reviewed, review_not_open,
 * contact_details_in_public, review_hidden, review_stands.
 */
export async function reviewBooking(
  tx: Tx,
  booking: string,
  learner: string,
  review: ReviewOf,
  now: Temporal.Instant,
): Promise<Reviewed> {
  const found = await visitOf(tx, booking)
  if (!found || found.learnerId !== learner) throw refuse('unknown_booking', { id: booking })
  await pairTurn(tx, found.educatorId, learner)
  const visit = (await visitOf(tx, booking))!
  const [rated] = await tx`select from live.rating where booking_id = ${booking}`
  if (rated) throw refuse('already_reviewed')
  const share = await refuseUnlessThere(tx, visit, now)
  refuseContacts(review.words)
  const own = await ownReview(tx, visit.educatorId, learner)
  const wanted = review.public ?? !own
  if (wanted && own) refuseUnlessChangeable(own, await voicesPolicy(tx), now)

  await tx`
    insert into live.rating (booking_id, session_id, educator_id, learner_id, stars, clarity, progress, preparation,
      encouragement, private_note, presence, rated_at)
    values (${booking}, ${visit.sessionId}, ${visit.educatorId}, ${learner}, ${review.stars}, ${review.clarity},
      ${review.progress}, ${review.preparation}, ${review.encouragement}, ${review.privateNote ?? ''}, ${share}, ${now})`
  if (wanted && own) await change(tx, own, visit, review, share, now)
  else if (wanted) await write(tx, visit, review, share, now)
  await openBoth(tx, visit, now)
  return reviewedOf(await ownReview(tx, visit.educatorId, learner))
}

/**
 * A learner changes what they say in public: freely for 30 days, then once in three months.
 * Refusals, in order: unknown_review (also for somebody else's), contact_details_in_public, review_hidden,
 * review_stands (with the day from which it can be changed).
 */
export async function changeReview(
  tx: Tx,
  id: string,
  learner: string,
  review: Stars & { words?: string | undefined },
  now: Temporal.Instant,
): Promise<void> {
  const [pair] = await tx<{ educator: string; booking: string }>`
    select educator_id as educator, booking_id as booking from live.review
    where id = ${id} and learner_id = ${learner}`
  if (!pair) throw refuse('unknown_review', { id })
  await pairTurn(tx, pair.educator, learner)
  const own = (await ownReview(tx, pair.educator, learner))!
  refuseContacts(review.words)
  refuseUnlessChangeable(own, await voicesPolicy(tx), now)
  await change(tx, own, null, review, null, now)
}

/** Whether contact details stand in what everybody can read. */
export function refuseContacts(words: string | undefined): void {
  const found = contactsIn(words ?? '')
  if (found.length === 0) return
  throw refuse('contact_details_in_public', {
    found: found.map(({ kind, from, to }) => ({ kind, text: words!.slice(from, to) })),
  })
}

async function refuseUnlessThere(q: Query, visit: Visit, now: Temporal.Instant) {
  const { reviewDays } = await policyNow(q)
  const { presenceNeeded } = await voicesPolicy(q)
  const lastDay = visit.end.add({ hours: 24 * reviewDays })
  const open = Temporal.Instant.compare(now, lastDay) <= 0
  const share = open ? await presenceShare(q, visit) : null
  if (!open || !attendedEnough(visit, share, { presenceNeeded })) {
    throw refuse('review_not_open', { presence: share, presenceNeeded })
  }
  return share
}

function refuseUnlessChangeable(own: Own, policy: VoicesPolicy, now: Temporal.Instant): void {
  if (own.state === 'hidden') throw refuse('review_hidden')
  const from = changeableFrom(own, policy, now)
  if (Temporal.Instant.compare(from, now) > 0) {
    throw refuse('review_stands', { changeableFrom: from.toString() })
  }
}

async function ownReview(q: Query, educator: string, learner: string): Promise<Own | undefined> {
  const [own] = await q<Own>`
    select id, state, stars, written_at as "writtenAt", changed_at as "changedAt", publish_due_at as "publishDueAt"
    from live.review where educator_id = ${educator} and learner_id = ${learner}`
  return own
}

const reviewedOf = (own: Own | undefined): Reviewed => ({
  reviewId: own?.id ?? null,
  state: own?.state ?? 'none',
  publishDueAt: own?.publishDueAt ?? null,
})

const weightOfPresence = (share: number | null) => Math.max(5000, share ?? 10_000)

async function write(
  tx: Tx,
  visit: Visit,
  review: ReviewOf,
  share: number | null,
  now: Temporal.Instant,
): Promise<void> {
  const by = `person:${visit.learnerId}`
  const opens = opensAt(visit.end, await voicesPolicy(tx))
  await tx`
    insert into live.review (id, booking_id, session_id, educator_id, learner_id, stars, clarity, progress,
      preparation, encouragement, words, weight, state, publish_due_at, written_at, changed_at, moved_by, moved_at)
    values (${newId()}, ${visit.bookingId}, ${visit.sessionId}, ${visit.educatorId}, ${visit.learnerId},
      ${review.stars}, ${review.clarity}, ${review.progress}, ${review.preparation}, ${review.encouragement},
      ${review.words?.trim() ?? ''}, ${weightOfPresence(share)}, 'waiting', ${opens}, ${now}, ${now},
      ${by}, ${now})`
}

async function change(
  tx: Tx,
  own: Own,
  visit: Visit | null,
  review: Stars & { words?: string | undefined },
  share: number | null,
  now: Temporal.Instant,
): Promise<void> {
  const [changed] = await tx<{ educator: string; learner: string }>`
    update live.review set stars = ${review.stars}, clarity = ${review.clarity}, progress = ${review.progress},
      preparation = ${review.preparation}, encouragement = ${review.encouragement},
      words = ${review.words?.trim() ?? ''}, changed_at = ${now}, moved_at = ${now},
      moved_by = 'person:' || learner_id, words_removed_at = null,
      booking_id = coalesce(${visit?.bookingId}, booking_id), session_id = coalesce(${visit?.sessionId}, session_id),
      weight = coalesce(${visit ? weightOfPresence(share) : null}::integer, weight)
    where id = ${own.id} returning educator_id as educator, learner_id as learner`
  if (own.state !== 'published') return
  const { educator, learner } = changed!
  await rateAgain(tx, educator, now)
  await record(tx, {
    kind: 'review.changed',
    about: { type: 'review', id: own.id },
    at: now,
    data: { educatorId: educator, learnerId: learner, stars: review.stars },
  })
}

/** Both have written, or the week is over: then both read what the other wrote. */
async function openBoth(tx: Tx, visit: Visit, now: Temporal.Instant): Promise<void> {
  const [both] = await tx<{ review: string | null; rated: boolean }>`
    select (select id from live.review where booking_id = ${visit.bookingId} and state = 'waiting') as review,
      exists (select from live.learner_rating where booking_id = ${visit.bookingId}) as rated`
  const opens = opensAt(visit.end, await voicesPolicy(tx))
  if (!both!.rated && Temporal.Instant.compare(now, opens) < 0) return
  const by = `person:${visit.learnerId}`
  if (both!.review) await publishReview(tx, both!.review, by, now)
  await publishLearnerRating(tx, visit.bookingId, by, now)
}
