import type { ToldOfApplying, Words } from '../../told.ts'

export const ofApplying: Words<ToldOfApplying> = {
  'application.sent': {
    title: 'Your application is with us',
    body: 'We look at it and answer by {until, date, day}. You can see where it stands at any time.',
  },
  'application.more_asked': {
    title: 'We would like to know more about you',
    body: '{words} Please answer by {until, date, moment}; after that the application ends, and you can begin another one.',
  },
  'application.times_offered': {
    title: 'Let us talk',
    body: 'We would like to meet you. {count, plural, one {# time is offered} other {# times are offered}}: please choose one, or say when it would suit you.',
  },
  'application.interview_set': {
    title: 'We talk on {start, date, moment}',
    body: 'Where: {place}. You need nothing but a quiet place; we would like to get to know you and how you teach.',
  },
  'application.interview_called_off': {
    title: 'Our talk is called off',
    body: 'The talk of {start, date, moment} does not take place. What happens next stands on the page of your application.',
  },
  'application.approved': {
    title: 'Welcome: you can teach with us',
    body: 'Your application is approved. {wordsKnown, select, yes {{words} } other {}}A short list shows what is left to do before your first session: the agreement comes first.',
  },
  'application.rejected': {
    title: 'We cannot take your application further',
    body: '{words} You can apply again from {again, date, day} on.',
  },
  'application.lapsed': {
    title: 'Your application has ended',
    body: 'We had asked you for more and heard nothing, so it is closed. You can begin another one at any time.',
  },
  'application.waiting': {
    title: '{name} would like to teach with us',
    body: 'Their application waits for a reviewer. Decide by {until, date, day}.',
  },
  'application.answered': {
    title: '{name} has answered',
    body: '“{words}” The application is with you again.',
  },
  'application.interview_set.reviewer': {
    title: 'You talk with {name} on {start, date, moment}',
    body: 'Where: {place}. Their application holds all that they sent.',
  },
  'application.interview_called_off.reviewer': {
    title: 'The talk with {name} is called off',
    body: 'The hour of {start, date, moment} is yours again.',
  },
  'application.none_fits': {
    title: 'No time fits {name}',
    body: '“{words}” Offer other times for a talk.',
  },
  'application.withdrawn': {
    title: '{name} no longer applies',
    body: '{lapsed, select, yes {They did not answer in time, so the application ended.} other {They took their application back.}}',
  },
  'application.late': {
    title: 'The application of {name} is past its day',
    body: 'It was sent on {sent, date, day}. {taken, select, yes {It is with you.} other {Nobody has taken it yet.}}',
  },
  'contract.asked': {
    title: 'Please read the new agreement',
    body: '“{title}” is in force from now on. Please accept it by {until, date, moment}; after that you can publish nothing new until you have. What is booked goes on as it was.',
  },
  'contract.accepted': {
    title: 'You accepted “{title}”',
    body: 'Version {version}, accepted on {at, date, moment}. Its text stays on your pages.',
  },
}
