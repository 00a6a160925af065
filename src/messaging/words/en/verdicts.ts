import type { ToldOfVerdicts, Words } from '../../told.ts'

export const ofVerdicts: Words<ToldOfVerdicts> = {
  'booking.unclear': {
    title: 'Did “{session}” take place?',
    body: 'We could not see whether you and {educator} met on {start, date, moment}. Please say so by {until, date, moment}; if nobody does, it counts as taught.',
  },
  'booking.unclear.educator': {
    title: 'Did “{session}” take place?',
    body: 'We could not see whether you and {learner} met on {start, date, moment}. Please say so by {until, date, moment}; if nobody does, it counts as taught.',
  },
  'booking.disputed': {
    title: 'We are looking into “{session}”',
    body: 'What became of your seat on {start, date, moment} is contested. Until somebody has looked, nobody is paid for it. You will hear from us.',
  },
  'booking.disputed.educator': {
    title: '“{session}” with {learner} is contested',
    body: 'Somebody of us looks into what happened on {start, date, moment}. Until it is decided, what you earn with it waits. You will hear from us.',
  },
  'booking.resolved': {
    title: 'It is decided about “{session}”',
    body: '{backKnown, select, yes {For {start, date, moment} you get {back} back.} other {What was found about {start, date, moment} stands.}} The reason is on the page of the case.',
  },
  'booking.resolved.educator': {
    title: 'It is decided about “{session}” with {learner}',
    body: 'What was contested about {start, date, moment} is settled. What it means for your earnings is on the page of the booking.',
  },
  'booking.educator_missed': {
    title: '{educator} did not come to “{session}”',
    body: 'We are sorry. {backKnown, select, yes {{back} went back to you} other {All that you paid went back to you}} for {start, date, moment}.',
  },
  'booking.educator_missed.educator': {
    title: 'You were missed in “{session}”',
    body: '{learner} waited for you on {start, date, moment}, and got everything back. If that is not how it was, say so on the page of the booking.',
  },
  'session.too_few': {
    title: 'Too few have booked “{session}” so far',
    body: '{booked, plural, =0 {Nobody has booked} one {# seat is booked} other {# seats are booked}} for {start, date, moment}; you wanted at least {minimum, plural, one {#} other {#}}. Say by {until, date, moment} whether it takes place all the same. Otherwise it is called off then, and everybody gets back what they paid.',
  },
  'session.empty': {
    title: 'Nobody booked “{session}”, so it is called off',
    body: 'The hour of {start, date, moment} is yours again. If you want to keep it open, you can take this back on its page until {until, date, moment}.',
  },
  'session.reopened': {
    title: '“{session}” can be booked again',
    body: 'It is on the calendar for {start, date, moment}, as before.',
  },
  'educator.marked': {
    title: 'A session that you let go counts against you',
    body: 'You have {marks, plural, one {# such mark} other {# such marks}} now. With {most, plural, one {#} other {#}} of them in 90 days you are hidden from search for a while. If it was not your doing, tell us: it can be taken off.',
  },
  'educator.hidden': {
    title: 'You are hidden from search for a while',
    body: '{untilKnown, select, yes {Until {until, date, moment} new learners do not find you} other {New learners do not find you until we have talked}}, because {marks, plural, one {# session} other {# sessions}} did not take place as booked. Learners who know you can book you as before.',
  },
  'educator.shown': {
    title: 'You can be found again',
    body: 'Search and suggestions show you as before.',
  },
}
