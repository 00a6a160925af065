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
  | 'disputed'
  | 'resolved'

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
  | 'move'
  | 'call off'
  | 'start'
  | 'complete'
  | 'confirm'
  | 'miss'
  | 'contest'
  | 'appeal'
  | 'resolve'
  | 'void'
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
  | 'return earned'
  | 'split'

export type Transition = {
  deed: Deed
  from: BookingState | 'new'
  to: BookingState
  by: readonly Role[]
  when: keyof typeof when
  /** The same in words. */
  says: string
  money: MoneyEffect
  /** What becomes of the educator's commission. */
  commission:
    | 'opened'
    | 'none'
    | 'cancelled'
    | 'lowered; earned at the scheduled end'
    | 'earned'
    | 'frozen'
    | 'as decided'
    | 'taken back'
  /** Whether the platform gives goodwill credits when it is close to the start. */
  goodwill: boolean
  /** The fact that is recorded: the notice that goes out follows from it. */
  notice: BookingFact | null
}

/** The facts of transitions that no notice follows from. */
export type QuietFact =
  | 'booking.held'
  | 'booking.lapsed'
  | 'booking.dropped'
  | 'booking.started'
  | 'booking.settled'

/** The facts that are recorded of a booking, and told. */
export type BookingFact =
  | 'booking.requested'
  | 'booking.confirmed'
  | 'booking.declined'
  | 'booking.expired'
  | 'booking.cancelled'
  | 'booking.completed'
  | 'booking.no_show'
  | 'booking.moved'
  | 'booking.disputed'
  | 'booking.resolved'

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
): Transition => ({
  deed,
  from,
  to,
  by,
  when: condition,
  says: when[condition].says,
  money,
  commission,
  notice,
  goodwill,
})

type Start = [
  deed: Deed,
  from: Transition['from'],
  to: BookingState,
  by: readonly Role[],
  condition: keyof typeof when,
]
/** Everything goes back. */
const letGo = (...start: Start) => row(...start, 'return all', 'cancelled', 'booking.cancelled')
/** Nothing was paid yet. */
const unpaid = (...start: Start) => row(...start, 'drop order', 'cancelled', null)
const disputed = (from: BookingState, by: readonly Role[], condition: keyof typeof when) =>
  row('contest', from, 'disputed', by, condition, 'none', 'frozen', 'booking.disputed')

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
  letGo('cancel', 'requested', 'cancelled_by_learner', ['learner'], 'unanswered'),
  letGo('call off', 'requested', 'cancelled_by_educator', ['educator'], 'unbegun'),
  letGo('call off', 'requested', 'cancelled_by_platform', ['staff', 'schedule'], 'unbegun'),
  unpaid('run out', 'held', 'expired', ['schedule'], 'seatRanOut'),
  unpaid('cancel', 'held', 'cancelled_by_learner', ['learner'], 'unpaid'),
  letGo('cancel', 'confirmed', 'cancelled_by_learner', ['learner'], 'inTime'),
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
    'move',
    'confirmed',
    'confirmed',
    ['learner', 'educator'],
    'unbegun',
    'none',
    'none',
    'booking.moved',
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
  letGo('call off', 'late_cancelled', 'cancelled_by_educator', ['educator'], 'notEarned'),
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
  letGo('call off', 'confirmed', 'cancelled_by_platform', ['staff', 'schedule'], 'unbegun'),
  letGo('call off', 'late_cancelled', 'cancelled_by_platform', ['staff', 'schedule'], 'notEarned'),
  letGo('call off', 'in_progress', 'cancelled_by_platform', ['staff'], 'running'),
  row('start', 'confirmed', 'in_progress', ['schedule'], 'begun', 'none', 'none', null),
  row(
    'complete',
    'in_progress',
    'completed',
    ['schedule'],
    'tookPlace',
    'earn',
    'earned',
    'booking.completed',
  ),
  row(
    'complete',
    'in_progress',
    'no_show_learner',
    ['schedule'],
    'learnerAbsent',
    'earn',
    'earned',
    'booking.no_show',
  ),
  row(
    'complete',
    'in_progress',
    'no_show_educator',
    ['schedule'],
    'educatorAbsent',
    'return all',
    'cancelled',
    'booking.no_show',
    true,
  ),
  letGo('complete', 'in_progress', 'cancelled_by_platform', ['schedule'], 'nobodyToBlame'),
  row(
    'confirm',
    'in_progress',
    'completed',
    ['learner', 'staff'],
    'waiting',
    'earn',
    'earned',
    'booking.completed',
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
  disputed('in_progress', ['learner'], 'waiting'),
  ...(['completed', 'settled', 'no_show_learner', 'late_cancelled'] as const).map((from) =>
    disputed(from, ['learner', 'educator'], 'contestable'),
  ),
  disputed('no_show_educator', ['educator'], 'contestable'),
  // An own cancellation is not contested; its mark is, if anything.
  ...(['cancelled_by_learner', 'cancelled_by_platform'] as const).map((from) =>
    disputed(from, ['educator'], 'wasPromised'),
  ),
  row(
    'appeal',
    'resolved',
    'disputed',
    ['learner', 'educator'],
    'appealable',
    'none',
    'frozen',
    'booking.disputed',
  ),
  row(
    'resolve',
    'disputed',
    'resolved',
    ['staff', 'learner', 'educator', 'schedule'],
    'decided',
    'split',
    'as decided',
    'booking.resolved',
  ),
  row(
    'void',
    'completed',
    'cancelled_by_platform',
    ['staff'],
    'unsettled',
    'return earned',
    'taken back',
    'booking.cancelled',
  ),
  row(
    'void',
    'no_show_learner',
    'cancelled_by_platform',
    ['staff'],
    'unsettled',
    'return earned',
    'taken back',
    'booking.cancelled',
  ),
  row(
    'void',
    'no_show_educator',
    'cancelled_by_platform',
    ['staff'],
    'unsettled',
    'none',
    'none',
    'booking.cancelled',
  ),
  row('settle', 'completed', 'settled', ['schedule'], 'contestOver', 'none', 'none', null),
]

/** What nobody in the house is told, and machines outside may want to know. */
const QUIET: Partial<Record<BookingState, QuietFact>> = {
  held: 'booking.held',
  expired: 'booking.lapsed',
  cancelled_by_learner: 'booking.dropped',
  in_progress: 'booking.started',
  settled: 'booking.settled',
}

/** The fact that a transition records: every one does, so that the outside hears of all of them. */
export function factOf({ notice, to }: Transition): BookingFact | QuietFact {
  const fact = notice ?? QUIET[to]
  if (!fact) throw new Error(`A booking that becomes ${to} records nothing`)
  return fact
}

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
