/** The part of the front door that is about what people say: reviews, messages, reports to moderators. */

export { DECISIONS, type Decision, decideReport } from './reports/deciding.ts'
export {
  listOfReports,
  type ReportRow,
  reportById,
  waitingReports,
} from './reports/desk.ts'
export {
  ON_DESK,
  type OnDesk,
  REASONS,
  type Reason,
  type Reportable,
  type ReportOf,
  report,
} from './reports/reporting.ts'
export { bookingToReview } from './reviews/attending.ts'
export {
  type LearnerRating,
  type LearnerRatingOf,
  learnerRatingOf,
  rateLearner,
} from './reviews/learners.ts'
export { nextPublication, publishDue } from './reviews/publishing.ts'
export {
  bayesianMean,
  PRIOR,
  type Rank,
  ranksOf,
  refreshRatings,
  weightOf,
} from './reviews/ranking.ts'
export {
  learnersToRate,
  meanShown,
  type OwnReview,
  oneReview,
  ownReviews,
  privateRatings,
  type Review,
  reviewsOf,
  reviewsToWrite,
  SHOWN_FROM,
  starsOf,
  type ToWrite,
} from './reviews/reading.ts'
export { replyToReview } from './reviews/replying.ts'
export { reportReview } from './reviews/reporting.ts'
export {
  changeReview,
  type Reviewed,
  type ReviewOf,
  reviewBooking,
  type Stars,
} from './reviews/reviewing.ts'
export {
  countAnswers,
  missAnswers,
  nextMissedAnswer,
  type Response,
  responsesOf,
} from './threads/answering.ts'
export { blockInThread, reportMessage } from './threads/blocking.ts'
export { type Contact, contactsIn, maskContacts } from './threads/masking.ts'
export { type Original, readAround } from './threads/moderating.ts'
export {
  listThreads,
  type MessageRow,
  markThreadRead,
  readThread,
  type ThreadRow,
  unreadMessages,
} from './threads/reading.ts'
export { nextTelling, tellUnread } from './threads/telling.ts'
export { openThread, type Sent, sendMessage } from './threads/writing.ts'
// The operator's numbers of them
export { type VoicesPolicy, voicesPolicy } from './voices-policy.ts'
