import { type Circumstances, when } from './preconditions.ts'

/** The states of a booking; docs/bookings.md draws them. */
export type BookingState =
  | 'held'
  | 'requested'
  | 'confirmed'
  | 'in_progress'
  | 'completed'
  | 'settled'
  | 'expired'
  | 'declined'
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
  | 'accept'
  | 'decline'
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
  notice: BookingFact | null
}

/** The facts that are recorded of a booking. */
export type BookingFact =
  | 'booking.requested'
  | 'booking.confirmed'
  | 'booking.declined'
  | 'booking.expired'
  | 'booking.cancelled'
  | 'booking.completed'
  | 'booking.no_show'

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
  row('book', 'new', 'requested', ['learner'], 'askable', 'reserve', 'opened', 'booking.requested'),
  row('pay', 'held', 'confirmed', ['provider'], 'paid', 'none', 'none', 'booking.confirmed'),
  row('pay', 'held', 'requested', ['provider'], 'paidAsking', 'none', 'none', 'booking.requested'),
  row(
    'accept',
    'requested',
    'confirmed',
    ['educator'],
    'answerable',
    'none',
    'none',
    'booking.confirmed',
  ),
  row(
    'decline',
    'requested',
    'declined',
    ['educator'],
    'unanswered',
    'return all',
    'cancelled',
    'booking.declined',
  ),
  row(
    'run out',
    'requested',
    'expired',
    ['schedule'],
    'answerRanOut',
    'return all',
    'cancelled',
    'booking.expired',
  ),
  row(
    'cancel',
    'requested',
    'cancelled_by_learner',
    ['learner'],
    'unanswered',
    'return all',
    'cancelled',
    'booking.cancelled',
  ),
  row(
    'call off',
    'requested',
    'cancelled_by_educator',
    ['educator'],
    'unbegun',
    'return all',
    'cancelled',
    'booking.cancelled',
  ),
  row(
    'call off',
    'requested',
    'cancelled_by_platform',
    ['staff', 'schedule'],
    'unbegun',
    'return all',
    'cancelled',
    'booking.cancelled',
  ),
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
