import type { Method } from './booking.ts'
import type { Policy } from './policy.ts'
import { compareInstants, type Deadlines, returnShare } from './windows.ts'

/** What a transition knows of the booking when its precondition is asked. */
export type Circumstances = {
  now: Temporal.Instant
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  method: Method
  /** Whoever books this session asks first. */
  asksFirst: boolean
  seatUntil: Temporal.Instant | null
  answerUntil: Temporal.Instant | null
  settleDueAt: Temporal.Instant | null
  /** A late cancellation that has not been earned on yet. */
  forfeitDueAt: Temporal.Instant | null
  attended: boolean | null
  deadlines: Deadlines
  policy: Policy
}

type Precondition = { says: string; holds: (at: Circumstances) => boolean }

const passed = (at: Temporal.Instant | null, now: Temporal.Instant) =>
  at !== null && compareInstants(at, now) <= 0

/** When a transition may happen: a sentence for people, and its proof. */
export const when = {
  bookable: {
    says: 'a seat is free, the learner is free, and the way of paying is open',
    holds: () => true,
  },
  askable: {
    says: 'the same, where the educator wants to be asked',
    holds: ({ asksFirst }) => asksFirst,
  },
  paid: { says: 'the order is paid', holds: ({ asksFirst }) => !asksFirst },
  paidAsking: {
    says: 'the order is paid, and the educator wants to be asked',
    holds: ({ asksFirst }) => asksFirst,
  },
  answerable: {
    says: 'within 48 h, and before it is too late to book',
    holds: ({ answerUntil, now }) => !passed(answerUntil, now),
  },
  unanswered: { says: 'not answered yet', holds: () => true },
  answerRanOut: {
    says: 'the time for answering is over',
    holds: ({ answerUntil, now }) => passed(answerUntil, now),
  },
  seatRanOut: {
    says: 'the ten minutes for paying are over',
    holds: ({ seatUntil, now }) => passed(seatUntil, now),
  },
  unpaid: { says: 'not paid yet', holds: () => true },
  inTime: {
    says: 'at least 24 h before the start, or within 1 h of booking with more than 3 h to go',
    holds: (at) => returnShare(at.deadlines, at.policy, at.now) === 10_000,
  },
  late: {
    says: 'later than that, and before the start',
    holds: ({ startsAt, now }) => !passed(startsAt, now),
  },
  notEarned: {
    says: 'nothing has been earned on it yet',
    holds: ({ forfeitDueAt }) => forfeitDueAt !== null,
  },
  unbegun: {
    says: 'the session has not begun',
    holds: ({ startsAt, now }) => !passed(startsAt, now),
  },
  begun: { says: 'the start has come', holds: ({ startsAt, now }) => passed(startsAt, now) },
  attended: {
    says: '15 minutes after the end, not marked absent',
    holds: ({ endsAt, now, attended }) => passed(endsAt, now) && attended !== false,
  },
  absent: {
    says: '15 minutes after the end, marked absent',
    holds: ({ endsAt, now, attended }) => passed(endsAt, now) && attended === false,
  },
  running: { says: 'the session has begun and is not completed', holds: () => true },
  contestOver: {
    says: '7 days after completion',
    holds: ({ settleDueAt, now }) => passed(settleDueAt, now),
  },
} as const satisfies Record<string, Precondition>
