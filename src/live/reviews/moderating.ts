import type { Tx } from '#base'
import { rateAgain } from './ranking.ts'

/**
 * Takes a review, a reply or a rating of a learner from view, and a review out of every mean. It stays in the
 * history. Answers whose it was; null where it was hidden before.
 */
export async function hideReview(
  tx: Tx,
  what: string,
  id: string,
  by: string,
  now: Temporal.Instant,
): Promise<string | null> {
  if (what === 'reply') {
    const [reply] = await tx<{ educator: string }>`
      update live.review_reply set state = 'hidden', moved_by = ${by}, moved_at = ${now}
      where review_id = ${id} and state = 'published' returning educator_id as educator`
    return reply?.educator ?? null
  }
  if (what === 'learner_rating') {
    const [rating] = await tx<{ educator: string }>`
      update live.learner_rating set state = 'hidden', publish_due_at = null, moved_by = ${by}, moved_at = ${now}
      where id = ${id} and state <> 'hidden' returning educator_id as educator`
    return rating?.educator ?? null
  }
  const [review] = await tx<{ educator: string; learner: string; stars: number; state: string }>`
    select educator_id as educator, learner_id as learner, stars, state from live.review
    where id = ${id} for update`
  if (!review || review.state === 'hidden') return null
  await tx`
    update live.review set state = 'hidden', publish_due_at = null, moved_by = ${by}, moved_at = ${now}
    where id = ${id}`
  if (review.state === 'published') {
    await rateAgain(tx, review.educator, now)
  }
  return review.learner
}

/** Takes the words of a review away and leaves its stars. Answers whose they were. */
export async function removeWords(
  tx: Tx,
  id: string,
  by: string,
  now: Temporal.Instant,
): Promise<string | null> {
  const [review] = await tx<{ learner: string }>`
    update live.review set words = '', words_removed_at = ${now}, moved_by = ${by}, moved_at = ${now}
    where id = ${id} and words <> '' returning learner_id as learner`
  return review?.learner ?? null
}
