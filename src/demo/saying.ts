import { newId, type Query, type Tx } from '#base'
import {
  decideReport,
  learnersToRate,
  markThreadRead,
  openThread,
  rateLearner,
  replyToReview,
  reportMessage,
  reportReview,
  reviewsOf,
  sendMessage,
} from '#live'

type Act = <Result>(verb: (tx: Tx, now: Temporal.Instant) => Promise<Result>) => Promise<Result>

type Pair = { learner: string; educator: string }

/** What people of the town can say to each other and of each other. */
export function sayings(act: Act, db: Query) {
  const reviews = (educator: string) => reviewsOf(db, { educator }, { limit: 40 })
  return {
    /** Writes to the other one, who has then been read. Answers the message. */
    write: (by: string, pair: Pair, words: string) =>
      act(async (tx, at) => {
        const thread = await openThread(tx, { by, ...pair }, at)
        return (await sendMessage(tx, { id: newId(), thread, sender: by, words }, at)).message
      }),

    readMessages: (by: string, pair: Pair) =>
      act(async (tx, at) => {
        const thread = await openThread(tx, { by, ...pair }, at)
        await markThreadRead(tx, thread, by, 1_000_000, at)
      }),

    /** Says of all learners of the last week how it was to work with them. */
    rateLearners: (educator: string, stars: number, words: string) =>
      act(async (tx, at) => {
        for (const { bookingId } of await learnersToRate(tx, educator, at))
          await rateLearner(tx, bookingId, educator, { stars, words }, at)
      }),

    /** Answers the newest review that has words and no answer yet. */
    answerReview: async (educator: string, words: string) => {
      const review = (await reviews(educator)).find((one) => one.words && !one.reply)
      if (review) await act((tx, at) => replyToReview(tx, review.id, educator, words, at))
    },

    /** Brings the worst review of somebody before the moderators. */
    reportWorst: async (educator: string, words: string) => {
      const [worst] = (await reviews(educator))
        .filter((one) => one.words)
        .toSorted((a, b) => a.stars - b.stars)
      if (!worst) return undefined
      const it = { id: worst.id, what: 'review', reason: 'off_topic', words, by: educator } as const
      return act((tx, at) => reportReview(tx, it, at))
    },

    reportMessage: (by: string, message: string, words: string) =>
      act((tx, at) => reportMessage(tx, { message, reason: 'off_platform', words, by }, at)),

    keepReported: (moderator: string, report: string, note: string) =>
      act((tx, at) => decideReport(tx, report, { decision: 'keep', note }, moderator, at)),
  }
}
