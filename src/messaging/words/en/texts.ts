import type { Told } from '../../told.ts'

/** Kinds that go to phones too, for those who want it; a new one is a line here and in every language. */
const TEXTS = [
  'buyer.stopped',
  'payout.failed',
  'payout.stopped',
  'subscription.payment_failed',
  'booking.cancelled',
  'booking.moved',
  'booking.educator_changed',
  'session.reminder',
  'waitlist.offered',
  'session.cancelled',
  'session.reminder.educator',
  'booking.cancelled.educator',
  'booking.moved.educator',
  'room.problem',
] as const satisfies readonly (keyof Told)[]

export type TextKind = (typeof TEXTS)[number]

/** One sentence or two, without a link and without typography: a text of letters of the GSM alphabet is half as dear. */
export type TextWords = Record<TextKind, string>

export const english: TextWords = {
  'buyer.stopped':
    'Payments from your account pause until {until, date, brief}. If it was not you who tried them, change your password.',
  'payout.failed': 'Your payout of {amount} came back. Please check your bank details.',
  'payout.stopped': 'Your payout of {amount} is not sent. The app says why.',
  'subscription.payment_failed':
    'The payment for {plan} did not go through. Please check your card.',
  'booking.cancelled': '"{session}" on {start, date, brief} is called off. We are sorry.',
  'booking.moved': '"{session}" has moved: it is now on {start, date, brief}.',
  'booking.educator_changed': '"{session}" on {start, date, brief} is now with {educator}.',
  'session.reminder': '"{session}" with {educator} begins soon: {start, date, brief}.',
  'waitlist.offered':
    'A seat in "{session}" on {start, date, brief} is free for you{untilKnown, select, yes {, until {until, date, brief}} other {}}.',
  'session.cancelled':
    '"{session}" on {start, date, brief} is called off. All who had a seat know.',
  'session.reminder.educator': 'You teach "{session}" soon: {start, date, brief}.',
  'booking.cancelled.educator': '{learner} cancelled "{session}" on {start, date, brief}.',
  'booking.moved.educator':
    '"{session}" with {learner} has moved: it is now on {start, date, brief}.',
  'room.problem': 'A problem in the room of "{session}": {what}',
}
