import type { Tx } from '#base'
import { refuse } from '../problems.ts'
import { type Reason, report } from '../reports/reporting.ts'

/**
 * Brings a review, its reply, or what an educator said of a learner before the moderators. Only what its
 * reporter can read. Refusals, in order: unknown_review, and those of `report`.
 */
export async function reportReview(
  tx: Tx,
  it: {
    id: string
    what: 'review' | 'reply' | 'learner_rating'
    reason: Reason
    words?: string | undefined
    by: string
  },
  now: Temporal.Instant,
): Promise<string> {
  const { id, what, by } = it
  const [found] = await tx<{ author: string; session: string }>`
    select learner_id as author, session_id as session from live.review
      where id = ${id} and ${what} = 'review' and state = 'published'
    union all
    select r.educator_id, r.session_id from live.review_reply a join live.review r on r.id = a.review_id
      where a.review_id = ${id} and ${what} = 'reply' and a.state = 'published' and r.state = 'published'
    union all
    select educator_id, session_id from live.learner_rating
      where id = ${id} and ${what} = 'learner_rating' and state = 'published' and learner_id = ${by}`
  if (!found) throw refuse('unknown_review', { id })
  const { reason, words } = it
  return report(
    tx,
    { about: { type: what, id }, person: found.author, session: found.session, reason, words, by },
    now,
  )
}
