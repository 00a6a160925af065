import type { ToldOfJoining, Words } from '../../told.ts'

export const ofJoining: Words<ToldOfJoining> = {
  'educator.invited': {
    title: '{organization} invites you to teach',
    body: 'Look at what is offered and answer until {until, date, day}. Sign in, or make an account, with the address that this was sent to.',
  },
  'educator.moved': {
    title: 'You belong to {to} now',
    body: '{letGo, select, yes {{from} has let you go.} other {You belonged to {from} before.}} What was booked until now is shared as before; later bookings by what is agreed where you are now.',
  },
  'institution.joined': {
    title: '{educator} teaches for {organization} now',
    body: 'Seats that are booked from now on are shared by your agreement.',
  },
  'institution.left': {
    title: '{educator} does not teach for {organization} any more',
    body: 'Seats that were booked until now are still shared by your agreement; later ones are not.',
  },
  'agreement.made': {
    title: 'The shares of {organization} change',
    body: 'Of every seat that is booked from {from, date, day} on, the educator gets {educatorShare} and {organization} {institutionShare}. What was booked before keeps its shares.',
  },
  'agreement.ended': {
    title: 'The agreement with {organization} ends',
    body: 'Seats that are booked from {end, date, day} on are not shared with it. What was booked before keeps its shares.',
  },
  'transition.agreed': {
    title: 'You are guaranteed {amount} a month',
    body: 'From {startsOn, date, day} until {endsOn, date, day}: what your commissions of a month fall short of it is topped up when the month is over, and goes out with your next payout.',
  },
  'guarantee.topped_up': {
    title: '{amount} was topped up',
    body: 'Your commissions of the month were {earned}; {minimum} was guaranteed for it. The rest is a line of your next payout.',
  },
  'transition.ending': {
    title: 'Your guaranteed minimum ends soon',
    body: 'Until {endsOn, date, day} you are guaranteed {amount} a month. After that you earn your commissions alone.',
  },
  'transition.ending.staff': {
    title: 'The guaranteed minimum of {educator} ends soon',
    body: '{amount} a month, until {endsOn, date, day}. After that they earn their commissions alone.',
  },
  'transition.ended': {
    title: 'Your guaranteed minimum has ended',
    body: '{early, select, yes {It was ended before its time: {reason} } other {}}The days up to {endsOn, date, day} still count for their month. From then on you earn your commissions alone.',
  },
  'referral.rewarded': {
    title: '{amount} for bringing {name}',
    body: 'They have held the sessions that were needed. It goes out with your next payout.',
  },
  'referral.held_back': {
    title: 'A bonus waits for a decision',
    body: '{amount} for bringing {name}: {reason}',
  },
}
