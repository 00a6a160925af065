import type { ToldOfBookings, Words } from '../../told.ts'

export const ofBookings: Words<ToldOfBookings> = {
  'booking.requested': {
    title: '{educator} has your request for “{session}”',
    body: '{answerByKnown, select, yes {The answer comes by {answerBy, date, moment}. } other {}}Your seat on {start, date, moment} is yours once {educator} accepts; otherwise all that you paid comes back.',
  },
  'booking.confirmed': {
    title: 'Your seat in “{session}” is booked',
    body: '{start, date, moment}, with {educator}. See you there.',
  },
  'booking.declined': {
    title: '{educator} cannot take your request',
    body: '“{session}” on {start, date, moment} does not suit {educator}. All that you paid has come back.{noteKnown, select, yes { {educator} wrote: “{note}”} other {}}',
  },
  'booking.expired': {
    title: 'Your request for “{session}” was not answered',
    body: '{educator} did not answer in time, so nothing is booked for {start, date, moment}, and all that you paid has come back.',
  },
  'booking.cancelled': {
    title:
      '{byLearner, select, yes {Your seat in “{session}” is cancelled} other {“{session}” is called off}}',
    body: '{byLearner, select, yes {You will not be expected on {start, date, moment}.} other {The session of {start, date, moment} does not take place. We are sorry.}}{backKnown, select, yes { {back} went back to you.} other {}}',
  },
  'booking.move_proposed': {
    title: '{by} proposes another time for “{session}”',
    body: 'From {start, date, moment} to {newStart, date, moment}. Until you say yes, it stays where it is.',
  },
  'booking.moved': {
    title: '“{session}” has moved',
    body: '{beforeKnown, select, yes {It was to be on {before, date, moment}; it is now on {start, date, moment}} other {It is now on {start, date, moment}}}, with {educator}. The price stays.',
  },
  'booking.move_declined': {
    title: '“{session}” stays where it is',
    body: '{by} did not agree to another time. It takes place on {start, date, moment}, as booked.',
  },
  'booking.educator_changed': {
    title: '“{session}” is now with {educator}',
    body: '{before} cannot give it. {start, date, moment} stays. If you would rather not come, you can cancel on the page of your booking.',
  },
  'booking.completed': {
    title: 'How was “{session}”?',
    body: 'Tell {educator} and other learners with a short review.',
  },
  'booking.no_show': {
    title: 'We missed you in “{session}”',
    body: 'It took place on {start, date, moment}. A seat that is not cancelled in time is paid for.',
  },
  'series.hour_shifts': {
    title: '“{session}” is at {time} for you on {start, date, day}',
    body: 'Usually it is at {usual} on your clock. The clocks where it is taught change on another day than yours, so on {start, date, moment} it is at {time} for you. Nothing else has changed.',
  },
  'session.reminder': {
    title:
      '{hours, plural, =1 {“{session}” begins in an hour} =24 {“{session}” is tomorrow} other {“{session}” begins in # hours}}',
    body: '{start, date, moment}, with {educator}. You can join from ten minutes before.',
  },
  'waitlist.offered': {
    title: 'A seat in “{session}” is free for you',
    body: 'On {start, date, moment}. {untilKnown, select, yes {It is kept for you until {until, date, moment}; after that the next in line may have it.} other {Take it while it is there.}}',
  },
  'waitlist.booked': {
    title: 'You are in: “{session}”',
    body: 'A seat became free, and as you asked we booked it for you: {start, date, moment}. You can cancel it on the page of your booking.',
  },
  'waitlist.passed': {
    title: 'A seat in “{session}” could not be booked for you',
    body: 'One became free for {start, date, moment}, and as you asked we tried to book it. It did not work: {why} The next in line has it now.',
  },
  'waitlist.lapsed': {
    title: 'The seat in “{session}” went to the next in line',
    body: 'It was kept for you for a while. You are no longer waiting for {start, date, moment}; you can put yourself on the list again.',
  },
  'search.found': {
    title:
      '{count, plural, one {Something new fits} other {# new things fit}} your search “{search}”',
    body: 'New since the last time: {named}{more, select, yes {, and more} other {}}.',
  },
  'waitlist.closed': {
    title: 'No seat became free in “{session}”',
    body: 'The list for {start, date, moment} is closed. We are sorry that it did not work out this time.',
  },
  'message.received': {
    title: 'A message from {from}',
    body: '“{words}”',
  },
}
