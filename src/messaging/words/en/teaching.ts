import type { ToldOfEarnings, ToldOfTeaching, Words } from '../../told.ts'

export const ofTeaching: Words<ToldOfTeaching> = {
  'session.published': {
    title: '“{session}” can be booked',
    body: 'It is on the calendar for {start, date, moment}.',
  },
  'session.cancelled': {
    title: '“{session}” is called off',
    body: 'The session of {start, date, moment} does not take place. Everybody who had a seat has been told and gets back what they paid.',
  },
  'session.reminder.educator': {
    title:
      '{hours, plural, =1 {You teach “{session}” in an hour} =24 {You teach “{session}” tomorrow} other {You teach “{session}” in # hours}}',
    body: '{start, date, moment}. {seats, plural, one {# seat is} other {# seats are}} taken.',
  },
  'series.date_left_out': {
    title: '“{session}” leaves out {day, date, day}',
    body: '{why} The other dates are planned. On the page of the series you can take the date in again once the way is free.',
  },
  'instant.switched_off': {
    title: 'You are no longer shown as available now',
    body: '{silent, select, yes {{times} learners in a row had no answer within their time.} other {You declined {times} learners in a row.} } So that nobody waits in vain, we switched it off. Switch it on again whenever you like.',
  },
  'booking.requested.educator': {
    title: '{learner} asks for a seat in “{session}”',
    body: 'For {start, date, moment}. {answerByKnown, select, yes {Please accept or decline by {answerBy, date, moment}; after that the request ends by itself.} other {Please accept or decline it soon.}}',
  },
  'booking.expired.educator': {
    title: 'The request of {learner} has ended unanswered',
    body: 'It was for “{session}” on {start, date, moment}. {learner} has got everything back. Requests that are not answered lower your response rate.',
  },
  'booking.confirmed.educator': {
    title: '{learner} booked “{session}”',
    body: 'For {start, date, moment}.',
  },
  'booking.cancelled.educator': {
    title: '{learner} cancelled “{session}”',
    body: 'The seat for {start, date, moment} is free again.',
  },
  'booking.move_proposed.educator': {
    title: '{by} asks to move “{session}”',
    body: 'From {start, date, moment} to {newStart, date, moment}. Until you say yes, it stays where it is.',
  },
  'booking.move_declined.educator': {
    title: '“{session}” stays where it is',
    body: '{by} did not agree to another time. It takes place on {start, date, moment}, as booked.',
  },
  'booking.moved.educator': {
    title: '“{session}” with {learner} has moved',
    body: '{beforeKnown, select, yes {It was to be on {before, date, moment}; it is now on {start, date, moment}.} other {It is now on {start, date, moment}.}}',
  },
  'review.published': {
    title: 'A new review: {stars, plural, one {# star} other {# stars}}',
    body: 'Somebody wrote about “{session}”.',
  },
}

export const ofEarnings: Words<ToldOfEarnings> = {
  'commission.available': {
    title: '{amount} can be paid out now',
    body: '{sessionKnown, select, yes {You earned it with “{session}”. } other {}}It goes out with your next payout.',
  },
  'commission.frozen': {
    title: '{amount} waits for a bank',
    body: 'A learner asked their bank for the money of “{session}” back. Your part stays held until the bank decides; you need to do nothing.',
  },
  'commission.taken_back': {
    title: '{amount} was taken back',
    body: 'The learner of “{session}” got their money back from their bank. {held, select, yes {Your part of it was still held, and is gone.} other {You have been paid your part of it: your next earnings pay it off first.}}',
  },
  'tier.changed': {
    title: 'You are now {tier} as {kind, select, host {a host} other {an instructor}}',
    body: '{rateKnown, select, yes {From now on you keep {rate} of what a seat costs.} other {Your new rate applies to every seat that is booked from now on.}}',
  },
  'payout.sent': {
    title: 'Your payout of {amount} is on its way',
    body: 'It arrives in your bank account within a few days.',
  },
  'payout.paid': {
    title: 'Your payout of {amount} has arrived',
    body: 'Your bank has taken it in. The statement shows every lesson in it.',
  },
  'payout.failed': {
    title: 'Your payout of {amount} came back',
    body: '{whyKnown, select, yes {The bank said: {why}. } other {}}The money is safe in your balance and goes out again once your bank details are right.',
  },
  'payout.parked': {
    title: '{amount} wait for your bank account',
    body: 'Say at the payment provider who you are and where your bank account is: your payout is sent as soon as you have. Nothing is lost until then.',
  },
  'payout.stopped': {
    title: 'Your payout of {amount} is not sent',
    body: 'It had been set aside. Since then a dispute was lost, and what you earned pays what you owe from it first. What is left of it goes out with a later payout.',
  },
}
