import type { ToldOfVoices, Words } from '../../told.ts'

export const ofVoices: Words<ToldOfVoices> = {
  'review.replied': {
    title: '{educator} answered your review',
    body: 'The answer stands below your words on their page.',
  },
  'learner_rating.published': {
    title: '{educator} said how it was to work with you',
    body: 'After “{session}”. Only you and our staff can read it.',
  },
  'report.made': {
    title: '{urgent, select, yes {Now running: } other {}}a report waits for a moderator',
    body: 'About {about, select, review {a review} reply {an answer to a review} learner_rating {a rating of a learner} message {a message} session {a session} room {a room} other {a person}}. Decide until {until, date, moment}.',
  },
  'report.decided': {
    title: 'We have decided about what you reported',
    body: '{decision, select, hidden {It was against the rules and is gone.} words_removed {The words were against the rules and are gone; the stars stand.} acted {We have acted on it.} other {It is within the rules, so it stays.}} {note}',
  },
  'room.decided': {
    title:
      '{outcome, select, removed {You were removed from the room of “{session}”} other {A moderator warned you in the room of “{session}”}}',
    body: '{outcome, select, removed {A moderator decided so after a report; you cannot come back to this session. If you think that was wrong, write to support.} other {Please keep to the rules of the room.}} {note}',
  },
  'words.taken_away': {
    title: 'A moderator took words of yours away',
    body: '{decision, select, words_removed {Your stars stand, your words are gone.} other {Nobody can read them any more.}} The reason: {note}',
  },
}
