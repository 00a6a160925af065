import { problems } from '#base'
import { ofAsking } from './asking/problems.ts'
import { ofCases } from './cases/problems.ts'
import { ofFinding } from './finding/problems.ts'
import { ofNumbers } from './numbers/problems.ts'
import { ofBuying } from './problems-of-buying.ts'
import { ofVoices } from './problems-of-voices.ts'
import { ofQuality } from './quality/problems.ts'
import { ofSharing } from './sharing/problems.ts'

/** Refusals of live. */
export const refuse = problems('live', {
  ...ofQuality,
  unknown_session: { status: 404, title: 'There is no session with this id.', retry: 'never' },
  unknown_booking: { status: 404, title: 'There is no booking with this id.', retry: 'never' },
  session_not_yours: {
    status: 403,
    title: 'Only the educator of this session can do that.',
    retry: 'never',
  },
  session_not_open: {
    status: 409,
    title: 'This session cannot be booked: it is not published, was cancelled, or is over.',
    retry: 'never',
  },
  session_in_the_past: {
    status: 422,
    title: 'A session must begin in the future and end after it begins, within 12 hours.',
    retry: 'after-change',
  },
  session_not_changeable: {
    status: 409,
    title: 'This session has begun, is over or was cancelled, so it stays as it is.',
    retry: 'never',
  },
  session_has_bookings: {
    status: 409,
    title: 'Somebody has booked this session, so its time, price and kind of payment stay.',
    retry: 'never',
  },
  session_zone_unknown: {
    status: 422,
    title: 'This is no time zone we know.',
    retry: 'after-change',
  },
  price_not_allowed: {
    status: 422,
    title:
      'Choose one of the price levels: neither your tier nor your plan sets prices of its own.',
    retry: 'after-change',
  },
  price_out_of_bounds: {
    status: 422,
    title: 'This price is below or above what the operator allows.',
    retry: 'after-change',
  },
  money_price_needed: {
    status: 422,
    title: 'A session that is not sold for credits needs a price in money.',
    retry: 'after-change',
  },
  seats_below_taken: {
    status: 409,
    title: 'More seats than that are taken already, or the minimum is above the number of seats.',
    retry: 'after-change',
  },
  educator_busy: {
    status: 409,
    title: 'The educator has another session at that time.',
    retry: 'after-change',
  },
  learner_busy: {
    status: 409,
    title: 'You have another session at that time.',
    retry: 'after-change',
  },
  own_session: { status: 409, title: 'You cannot book a session of your own.', retry: 'never' },
  booking_closed: {
    status: 409,
    title: 'It is too close to the start to book this session.',
    retry: 'never',
  },
  booking_opens_later: {
    status: 409,
    title: 'This session can be booked later: until then it is for members who book before others.',
    retry: 'later',
  },
  already_booked: {
    status: 409,
    title: 'You have a seat in this session already.',
    retry: 'never',
  },
  session_full: {
    status: 409,
    title: 'The last seat has just been taken.',
    retry: 'later',
  },
  price_changed: {
    status: 409,
    title: 'The price has changed since you saw it.',
    retry: 'after-change',
  },
  payment_way_not_offered: {
    status: 409,
    title: 'This session cannot be paid in this way.',
    retry: 'after-change',
  },
  booking_not_cancellable: {
    status: 409,
    title: 'This booking cannot be cancelled any more.',
    retry: 'never',
  },
  booking_deed_not_allowed: {
    status: 409,
    title: 'This cannot be done with the booking as it is now.',
    retry: 'never',
  },
  outage_not_like: {
    status: 422,
    title: 'An outage ends after it began, and is not in the future.',
    retry: 'after-change',
  },
  size_not_asked: {
    status: 409,
    title:
      'Nobody is asked about this group: it is large enough, or the time for deciding is over.',
    retry: 'never',
  },
  undo_not_open: {
    status: 409,
    title:
      'This cannot be taken back: it was not called off for want of people, or its hour has come.',
    retry: 'never',
  },
  mark_unknown: { status: 404, title: 'Nothing of that kind counts here.', retry: 'never' },
  mark_decided: {
    status: 409,
    title: 'Staff have looked at this already.',
    retry: 'never',
  },
  move_not_open: {
    status: 409,
    title: 'This booking stands as it is: only a seat that is still to come can be moved.',
    retry: 'never',
  },
  move_not_like: {
    status: 409,
    title: 'A seat moves to another session of the same educator, kind, length and price.',
    retry: 'after-change',
  },
  move_needs_consent: {
    status: 409,
    title: 'That needs the other side to agree: propose it.',
    retry: 'after-change',
  },
  move_proposed_already: {
    status: 409,
    title: 'Another time is proposed already: that comes first.',
    retry: 'later',
  },
  move_over: { status: 409, title: 'This proposal is over.', retry: 'never' },
  move_unknown: { status: 404, title: 'There is no such proposal.', retry: 'never' },
  attendance_not_open: {
    status: 409,
    title: 'Attendance can be marked from the start of the session until it is completed.',
    retry: 'later',
  },
  review_not_open: {
    status: 409,
    title: 'Only those who attended can review a session, once it is over and for 60 days.',
    retry: 'never',
  },
  already_reviewed: {
    status: 409,
    title: 'You have reviewed this session already.',
    retry: 'never',
  },
  ...ofBuying,
  ...ofVoices,
  ...ofSharing,
  ...ofNumbers,
  ...ofAsking,
  ...ofCases,
  ...ofFinding,
})
