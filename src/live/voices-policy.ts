import { versionsIn } from './numbers/versions.ts'

/** The operator's numbers of reviews, messages and reports (marketplaces.md §4.20 and §4.25). Shares are basis points. */
export type VoicesPolicy = {
  version: number
  /** While neither has heard of the other: from the end of the session, or until both have written. */
  blindDays: number
  /** A review can be changed freely for so long after it was first written, … */
  editDays: number
  /** … and after that once in so many months. */
  editAgainMonths: number
  /** An educator can change their reply for so long. */
  replyHours: number
  /** Whoever was there for less of a session than this share has not seen enough of it. */
  presenceNeeded: number
  /** An educator answers a learner's first unanswered message in so many hours. */
  answerHours: number
  /** How an educator answers is looked at over so many days. */
  responseDays: number
  /** Messages of one person in one thread within an hour, at most. */
  messagesAnHour: number
  /** Conversations that one person begins within a day, at most. */
  threadsADay: number
  /** Messages to somebody who has not answered yet, at most. */
  unansweredMost: number
  /** Whoever reads along needs no e-mail: it waits so long, … */
  tellAfterMinutes: number
  /** … and goes out at most once in so many minutes for one thread. */
  tellEveryMinutes: number
  /** Moderators decide in so many hours. */
  reportHours: number
  /** More reports a day are no longer one person's. */
  reportsADay: number
}

export const VOICES = versionsIn<VoicesPolicy>('voices_policy', [
  'version',
  'blindDays',
  'editDays',
  'editAgainMonths',
  'replyHours',
  'presenceNeeded',
  'answerHours',
  'responseDays',
  'messagesAnHour',
  'threadsADay',
  'unansweredMost',
  'tellAfterMinutes',
  'tellEveryMinutes',
  'reportHours',
  'reportsADay',
])

/** The numbers that count now. */
export const voicesPolicy = VOICES.now
