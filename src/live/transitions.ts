import type { Policy } from './policy.ts'
import { compareInstants, type Deadlines, returnShare } from './windows.ts'

/** The states of a booking; docs/bookings.md draws them. */
export type BookingState =
  | 'held'
  | 'confirmed'
  | 'in_progress'
  | 'completed'
  | 'settled'
  | 'expired'
  | 'cancelled_by_learner'
  | 'late_cancelled'
  | 'cancelled_by_educator'
  | 'cancelled_by_platform'
  | 'no_show_learner'
  | 'no_show_educator'

/** Who can do something with a booking. */
export type Role = 'learner' | 'educator' | 'staff' | 'schedule' | 'provider'

/** What can be done with a booking. */
export type Deed =
  | 'book'
  | 'pay'
  | 'run out'
  | 'cancel'
  | 'call off'
  | 'start'
  | 'complete'
  | 'miss'
  | 'settle'

/** What a transition does with what was paid. Each is one function in money.ts. */
export type MoneyEffect =
  | 'reserve'
  | 'order'
  | 'none'
  | 'drop order'
  | 'return all'
  | 'return share'
  | 'earn'

/** What a transition knows of the booking when its precondition is asked. */
export type Circumstances = {
  now: Temporal.Instant
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  method: 'included' | 'credits' | 'cash'
  seatUntil: Temporal.Instant | null
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
const when = {
  bookable: {
    says: 'a seat is free, the learner is free, and the way of paying is open',
    holds: () => true,
  },
  paid: { says: 'the order is paid', holds: () => true },
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

export type Transition = {
  deed: Deed
  from: BookingState | 'new'
  to: BookingState
  by: readonly Role[]
  when: keyof typeof when
  money: MoneyEffect
  /** What becomes of the educator's commission. */
  commission: 'opened' | 'none' | 'cancelled' | 'lowered; earned at the scheduled end' | 'earned'
  /** Whether the platform gives goodwill credits when it is close to the start. */
  goodwill: boolean
  /** The fact that is recorded: the notice that goes out follows from it. */
  notice: 'booking.confirmed' | 'booking.cancelled' | 'booking.completed' | 'booking.no_show' | null
}

const row = (
  deed: Deed,
  from: Transition['from'],
  to: BookingState,
  by: readonly Role[],
  condition: keyof typeof when,
  money: MoneyEffect,
  commission: Transition['commission'],
  notice: Transition['notice'],
  goodwill = false,
): Transition => ({ deed, from, to, by, when: condition, money, commission, notice, goodwill })

const OPEN = 'lowered; earned at the scheduled end' as const

/**
 * Every way in which a booking can change. Nothing else changes one: verbs name a deed, the first row
 * that fits the state, the actor and the circumstances is what happens, and the database refuses a
 * change that is not here (live.booking_transition).
 */
export const TRANSITIONS: readonly Transition[] = [
  row(
    'book',
    'new',
    'confirmed',
    ['learner'],
    'bookable',
    'reserve',
    'opened',
    'booking.confirmed',
  ),
  row('book', 'new', 'held', ['learner'], 'bookable', 'order', 'opened', null),
  row('pay', 'held', 'confirmed', ['provider'], 'paid', 'none', 'none', 'booking.confirmed'),
  row('run out', 'held', 'expired', ['schedule'], 'seatRanOut', 'drop order', 'cancelled', null),
  row(
    'cancel',
    'held',
    'cancelled_by_learner',
    ['learner'],
    'unpaid',
    'drop order',
    'cancelled',
    null,
  ),
  row(
    'cancel',
    'confirmed',
    'cancelled_by_learner',
    ['learner'],
    'inTime',
    'return all',
    'cancelled',
    'booking.cancelled',
  ),
  row(
    'cancel',
    'confirmed',
    'late_cancelled',
    ['learner'],
    'late',
    'return share',
    OPEN,
    'booking.cancelled',
  ),
  row(
    'call off',
    'held',
    'cancelled_by_educator',
    ['educator'],
    'unbegun',
    'drop order',
    'cancelled',
    'booking.cancelled',
  ),
  row(
    'call off',
    'confirmed',
    'cancelled_by_educator',
    ['educator'],
    'unbegun',
    'return all',
    'cancelled',
    'booking.cancelled',
    true,
  ),
  row(
    'call off',
    'late_cancelled',
    'cancelled_by_educator',
    ['educator'],
    'notEarned',
    'return all',
    'cancelled',
    'booking.cancelled',
  ),
  row(
    'call off',
    'held',
    'cancelled_by_platform',
    ['staff', 'schedule'],
    'unbegun',
    'drop order',
    'cancelled',
    'booking.cancelled',
  ),
  row(
    'call off',
    'confirmed',
    'cancelled_by_platform',
    ['staff', 'schedule'],
    'unbegun',
    'return all',
    'cancelled',
    'booking.cancelled',
  ),
  row(
    'call off',
    'late_cancelled',
    'cancelled_by_platform',
    ['staff', 'schedule'],
    'notEarned',
    'return all',
    'cancelled',
    'booking.cancelled',
  ),
  row(
    'call off',
    'in_progress',
    'cancelled_by_platform',
    ['staff'],
    'running',
    'return all',
    'cancelled',
    'booking.cancelled',
  ),
  row('start', 'confirmed', 'in_progress', ['schedule'], 'begun', 'none', 'none', null),
  row(
    'complete',
    'in_progress',
    'completed',
    ['schedule'],
    'attended',
    'earn',
    'earned',
    'booking.completed',
  ),
  row(
    'complete',
    'in_progress',
    'no_show_learner',
    ['schedule'],
    'absent',
    'earn',
    'earned',
    'booking.no_show',
  ),
  row(
    'miss',
    'in_progress',
    'no_show_educator',
    ['staff'],
    'running',
    'return all',
    'cancelled',
    'booking.no_show',
    true,
  ),
  row('settle', 'completed', 'settled', ['schedule'], 'contestOver', 'none', 'none', null),
]

/** The row that applies, or undefined where this cannot be done now. */
export function transitionFor(
  deed: Deed,
  from: Transition['from'],
  by: Role,
  at: Circumstances,
): Transition | undefined {
  return TRANSITIONS.find(
    (one) =>
      one.deed === deed && one.from === from && one.by.includes(by) && when[one.when].holds(at),
  )
}

/** The table as it stands in docs/bookings.md. */
export function transitionTable(): string {
  const words = (text: string) => text.replaceAll('_', ' ')
  const lines = TRANSITIONS.map((one) =>
    [
      words(one.from),
      words(one.to),
      one.deed,
      one.by.join(', '),
      when[one.when].says,
      one.money,
      one.commission,
      one.goodwill ? 'under 24 h' : '',
      one.notice ?? '',
    ].join(' | '),
  )
  return [
    '| From | To | Deed | By | When | What was paid | Commission | Goodwill | Notice |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n')
}
