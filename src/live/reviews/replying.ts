import { record, type Tx } from '#base'
import { refuse } from '../problems.ts'
import { voicesPolicy } from '../voices-policy.ts'
import { refuseContacts } from './reviewing.ts'

type Found = {
  educator: string
  learner: string
  state: string
  replyState: 'published' | 'hidden' | null
  repliedAt: Temporal.Instant | null
}

/**
 * The educator answers a review in public: once, and changes it within a day. Deleting a review is nobody's
 * right but the moderators'. Refusals, in order: unknown_review (also for somebody else's, or one that is not
 * published), contact_details_in_public, reply_stands.
 */
export async function replyToReview(
  tx: Tx,
  id: string,
  educator: string,
  words: string,
  now: Temporal.Instant,
): Promise<void> {
  // Locked first, and read after: a reply that was written meanwhile is seen.
  await tx`select from live.review where id = ${id} for update`
  const [review] = await tx<Found>`
    select r.educator_id as educator, r.learner_id as learner, r.state, a.state as "replyState",
      a.replied_at as "repliedAt"
    from live.review r left join live.review_reply a on a.review_id = r.id where r.id = ${id}`
  if (!review || review.educator !== educator || review.state !== 'published') {
    throw refuse('unknown_review', { id })
  }
  refuseContacts(words)
  const by = `person:${educator}`
  const { repliedAt } = review
  if (repliedAt) {
    const { replyHours } = await voicesPolicy(tx)
    const until = repliedAt.add({ hours: replyHours })
    if (review.replyState === 'hidden' || Temporal.Instant.compare(now, until) > 0) {
      throw refuse('reply_stands', { changeableUntil: until.toString() })
    }
    await tx`
      update live.review_reply set words = ${words.trim()}, changed_at = ${now}, moved_by = ${by}, moved_at = ${now}
      where review_id = ${id}`
    return
  }
  await tx`
    insert into live.review_reply (review_id, educator_id, words, replied_at, changed_at, moved_by, moved_at)
    values (${id}, ${educator}, ${words.trim()}, ${now}, ${now}, ${by}, ${now})`
  await record(tx, {
    kind: 'review.replied',
    about: { type: 'review', id },
    at: now,
    data: { educatorId: educator, learnerId: review.learner },
  })
}
