import type { Method } from './booking.ts'
import type { Policy } from './policy.ts'
import type { Outcome } from './verdicts/verdict.ts'
import { compareInstants, type Deadlines, returnShare } from './windows.ts'

/** What a transition knows of the booking when its precondition is asked. */
export type Circumstances = {
  now: Temporal.Instant
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  method: Method
  /** Its learner was told that the educator answers first. */
  asksFirst: boolean
  seatUntil: Temporal.Instant | null
  answerUntil: Temporal.Instant | null
  settleDueAt: Temporal.Instant | null
  /** A late cancellation that has not been earned on yet. */
  forfeitDueAt: Temporal.Instant | null
  attended: boolean | null
  /** It was confirmed once; not of one that is being made. */
  promised?: boolean | undefined
  /** What was found when it was over; undefined before. */
  found?: Outcome | undefined
  /** Nobody could tell: until then people say whether it took place. */
  confirmUntil: Temporal.Instant | null
  /** What comes back by the decision of a case, in basis points. */
  share?: number | undefined
  /** Until when a decision can be appealed. */
  appealUntil?: Temporal.Instant | undefined
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
  tookPlace: {
    says: 'from 15 minutes after the end, both there half of the time; where nobody was measured, not marked absent; else after 72 h of silence',
    holds: ({ endsAt, now, found }) => passed(endsAt, now) && found === 'took_place',
  },
  learnerAbsent: {
    says: 'the learner was not there for 15 minutes (10 where it is short) and the educator was for 10; where nobody was measured, marked absent',
    holds: ({ endsAt, now, found }) => passed(endsAt, now) && found === 'learner_absent',
  },
  educatorAbsent: {
    says: 'the educator was not there for 10 minutes',
    holds: ({ endsAt, now, found }) => passed(endsAt, now) && found === 'educator_absent',
  },
  nobodyToBlame: {
    says: 'the room was out, or neither was there',
    holds: ({ endsAt, now, found }) =>
      passed(endsAt, now) && (found === 'outage' || found === 'neither_stayed'),
  },
  waiting: {
    says: 'nobody could tell whether it took place, within 72 h of the end',
    holds: ({ confirmUntil, now }) => confirmUntil !== null && !passed(confirmUntil, now),
  },
  contestable: {
    says: 'until 30 days after the session’s end',
    holds: ({ endsAt, policy, now }) =>
      compareInstants(now, endsAt.add({ hours: 24 * policy.caseDays })) <= 0,
  },
  wasPromised: {
    says: 'a seat that had been confirmed, until 30 days after the session’s end',
    holds: ({ promised, endsAt, policy, now }) =>
      promised === true && compareInstants(now, endsAt.add({ hours: 24 * policy.caseDays })) <= 0,
  },
  appealable: {
    says: 'once, within 7 days of the decision',
    holds: ({ appealUntil, now }) => appealUntil !== undefined && !passed(appealUntil, now),
  },
  decided: {
    says: 'staff decide, on appeal another of them; or the other side agrees, whoever contests withdraws, or a learner’s claim is not answered in 7 days',
    holds: ({ share }) => share !== undefined,
  },
  unsettled: { says: 'an outage was found afterwards, and it is not settled', holds: () => true },
  running: { says: 'the session has begun and is not completed', holds: () => true },
  contestOver: {
    says: '7 days after completion',
    holds: ({ settleDueAt, now }) => passed(settleDueAt, now),
  },
} as const satisfies Record<string, Precondition>
