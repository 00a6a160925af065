import { type Api, ApiProblem } from '../../api/client.ts'
import type { Booking, Page } from '../../api/types.ts'
import type { LearnerRating, OwnReview } from '../../api/voices.ts'

/** What learner and educator of an attended seat said of each other, as far as the learner may read it. */
export async function voicesOf(api: Api, booking: Booking) {
  const [own, theirs] = await Promise.all([
    api.get<Page<OwnReview>>('/api/reviews/mine', { educatorId: booking.session.educator.id }),
    api.get<LearnerRating>(`/api/bookings/${booking.id}/learner-rating`).catch((error) => {
      if (error instanceof ApiProblem && error.data.status === 404) return null
      throw error
    }),
  ])
  return { own: own.items[0] ?? null, theirs }
}
