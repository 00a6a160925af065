import type { ToldOfSharing, Words } from '../../told.ts'

export const ofSharing: Words<ToldOfSharing> = {
  'co_educator.invited': {
    title: '{lead} asks you to teach “{session}” too',
    body: '{start, date, moment}. {share} % of the price would be your part. Please say whether you will; until then the hour is not kept in your calendar.',
  },
  'co_educator.set': {
    title: 'You teach “{session}” with {lead}',
    body: '{start, date, moment}. {share} % of the price is your part. The hour is kept in your calendar.',
  },
  'co_educator.answered': {
    title:
      '{answer, select, accepted {{name} teaches “{session}” with you} left {{name} no longer teaches “{session}” with you} other {{name} cannot teach “{session}” with you}}',
    body: '{answer, select, accepted {{start, date, moment}. What is booked from now on is divided by your shares.} left {{start, date, moment}. What would have been their part of the seats booked is for those who teach it.} other {{start, date, moment}. You can ask somebody else.}}',
  },
  'co_educator.removed': {
    title: 'You no longer teach “{session}”',
    body: '{lead} or the house has changed who teaches it. {start, date, moment} is free in your calendar again.',
  },
  'co_educator.moved': {
    title: '“{session}” takes place at another time',
    body: 'It is at {start, date, moment} now, and the hour is kept in your calendar. If you cannot be there you may leave it; that does not count against you.',
  },
}
