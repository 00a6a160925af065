import type { ToldOfQuality, Words } from '../../told.ts'

export const ofQuality: Words<ToldOfQuality> = {
  'tier.warned': {
    title: 'Your tier as {kind, select, host {a host} other {an instructor}} is in danger',
    body: 'You do not meet what it asks for now. If that stays so, it falls to {tier} on {until, date, moment}. What is missing stands beside your earnings; what was booked before keeps its share.',
  },
  'quality.measure_taken': {
    title:
      '{measure, select, notice {Please have a look at your teaching} coaching {We would like to talk with you about your teaching} limits {You can publish fewer sessions for now} suspension {You take no new bookings for now} other {We have decided about your teaching}}',
    body: 'The reason: {reason, select, completion {too few promised sessions took place} cancelled {too many sessions were called off} absent {sessions were missed} rating {the rating} answers {first messages wait too long} punctual {sessions begin late} technical {technical problems} reports {reports that were found right} other {what our reviewers saw}}{others, plural, =0 {} one {, and one more} other {, and # more}}. {measure, select, notice {Nothing else follows if it gets better.} coaching {Somebody of us will write to you.} limits {At most {most, plural, one {# session} other {# sessions}} can be published and still to come.} suspension {What is booked takes place, and you are paid for it.} other {New learners cannot book you. What is booked takes place, and you are paid for it.}} {untilKnown, select, yes {It ends on {until, date, moment}.} other {It ends when your numbers are right again, or when we say so.}} You see your numbers on your page, and can ask us there to look again.',
  },
  'quality.measure_ended': {
    title:
      '{measure, select, notice {The notice about your teaching is over} coaching {Your coaching is over} limits {You can publish as before} other {You can be booked again}}',
    body: '{how, select, recovered {Your numbers are right again. Thank you.} over {Its time is over.} appeal {We have looked again, as you asked.} other {Our staff have ended it.}}',
  },
  'quality.appeal_decided': {
    title: 'We have looked again, as you asked',
    body: '{granted, select, true {The measure does not hold any more.} other {It stays as it was.}} “{words}”',
  },
  'quality.appealed': {
    title: '{educator} asks us to look again',
    body: 'It is about a {measure}. Somebody who did not take it decides by {until, date, moment}.',
  },
  'educator.featured': {
    title: 'You are featured this week',
    body: 'Your ratings and the sessions you held put you on our front page until Sunday. {bonusKnown, select, yes {It brings you {bonus}.} other {Thank you for teaching so well.}}',
  },
  'quality.audits_drawn': {
    title: 'Sessions of last week wait for a look',
    body: '{sessions, plural, one {# session was} other {# sessions were}} drawn.',
  },
}
