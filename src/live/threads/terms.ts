/** The rules of messages (marketplaces.md §4.25, and what the text leaves open). */

/** An educator answers a learner's first unanswered message in so many hours. */
export const ANSWER_HOURS = 24
/** How an educator answers is looked at over so many days. */
export const RESPONSE_DAYS = 90
/** A message has at most so many characters. */
export const WORDS = 4000
/** Messages of one person in one thread within an hour, at most. */
export const MESSAGES_AN_HOUR = 60
/** Conversations that one person begins within a day, at most. */
export const THREADS_A_DAY = 20
/** Messages to somebody who has not answered yet, at most. */
export const UNANSWERED_AT_MOST = 10
/** Whoever reads along needs no e-mail: it waits so long, … */
export const TELL_AFTER_MINUTES = 5
/** … and goes out at most once in so many minutes for one thread. */
export const TELL_EVERY_MINUTES = 60
