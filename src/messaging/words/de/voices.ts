import type { ToldOfVoices, Words } from '../../told.ts'

export const ofVoices: Words<ToldOfVoices> = {
  'review.replied': {
    title: '{educator} hat auf deine Bewertung geantwortet',
    body: 'Die Antwort steht unter deinen Worten auf der Seite.',
  },
  'learner_rating.published': {
    title: '{educator} hat gesagt, wie es war, mit dir zu arbeiten',
    body: 'Nach „{session}“. Nur du und unser Team können es lesen.',
  },
  'report.made': {
    title: '{urgent, select, yes {Läuft gerade: } other {}}eine Meldung wartet auf die Moderation',
    body: 'Es geht um {about, select, review {eine Bewertung} reply {eine Antwort auf eine Bewertung} learner_rating {die Einschätzung einer lernenden Person} message {eine Nachricht} session {einen Termin} room {einen Raum} other {eine Person}}. Zu entscheiden bis {until, date, moment}.',
  },
  'report.decided': {
    title: 'Wir haben über deine Meldung entschieden',
    body: '{decision, select, hidden {Es war gegen die Regeln und ist weg.} words_removed {Die Worte waren gegen die Regeln und sind weg; die Sterne bleiben.} acted {Wir haben gehandelt.} other {Es entspricht den Regeln und bleibt.}} {note}',
  },
  'room.decided': {
    title:
      '{outcome, select, removed {Du wurdest aus dem Raum von „{session}“ entfernt} other {Die Moderation hat dich im Raum von „{session}“ verwarnt}}',
    body: '{outcome, select, removed {So wurde nach einer Meldung entschieden; in diese Stunde kannst du nicht zurück. Wenn das falsch war, schreib dem Support.} other {Bitte halte dich an die Regeln des Raums.}} {note}',
  },
  'words.taken_away': {
    title: 'Die Moderation hat Worte von dir entfernt',
    body: '{decision, select, words_removed {Deine Sterne bleiben, deine Worte sind weg.} other {Niemand kann sie mehr lesen.}} Der Grund: {note}',
  },
}
