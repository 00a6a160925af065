import type { ToldOfBookings, Words } from '../../told.ts'

export const ofBookings: Words<ToldOfBookings> = {
  'booking.requested': {
    title: 'Deine Anfrage für „{session}“ ist bei {educator}',
    body: '{answerByKnown, select, yes {Die Antwort kommt bis {answerBy, date, moment}. } other {}}Dein Platz am {start, date, moment} gehört dir, sobald {educator} zusagt; sonst bekommst du alles zurück, was du bezahlt hast.',
  },
  'booking.confirmed': {
    title: 'Dein Platz in „{session}“ ist gebucht',
    body: '{start, date, moment}, mit {educator}. Bis dann.',
  },
  'booking.declined': {
    title: '{educator} kann deine Anfrage nicht annehmen',
    body: '„{session}“ am {start, date, moment} passt {educator} nicht. Alles, was du bezahlt hast, ist zurück.{noteKnown, select, yes { {educator} schreibt: „{note}“} other {}}',
  },
  'booking.expired': {
    title: 'Deine Anfrage für „{session}“ blieb ohne Antwort',
    body: '{educator} hat nicht rechtzeitig geantwortet. Für {start, date, moment} ist also nichts gebucht, und alles, was du bezahlt hast, ist zurück.',
  },
  'booking.cancelled': {
    title:
      '{byLearner, select, yes {Dein Platz in „{session}“ ist abgesagt} other {„{session}“ fällt aus}}',
    body: '{byLearner, select, yes {Am {start, date, moment} wirst du nicht erwartet.} other {Der Termin am {start, date, moment} findet nicht statt. Das tut uns leid.}}{backKnown, select, yes { {back} hast du zurückbekommen.} other {}}',
  },
  'booking.move_proposed': {
    title: '{by} schlägt für „{session}“ eine andere Zeit vor',
    body: 'Statt {start, date, moment} nun {newStart, date, moment}. Bis du zusagst, bleibt alles, wie es ist.',
  },
  'booking.moved': {
    title: '„{session}“ wurde verschoben',
    body: '{beforeKnown, select, yes {Geplant war {before, date, moment}; jetzt ist es {start, date, moment}} other {Jetzt ist es {start, date, moment}}}, mit {educator}. Der Preis bleibt.',
  },
  'booking.move_declined': {
    title: '„{session}“ bleibt, wo es war',
    body: '{by} war mit einer anderen Zeit nicht einverstanden. Es findet wie gebucht am {start, date, moment} statt.',
  },
  'booking.educator_changed': {
    title: '„{session}“ ist jetzt mit {educator}',
    body: '{before} ist verhindert. Es bleibt bei {start, date, moment}. Wenn du lieber nicht kommst, kannst du auf der Seite deiner Buchung absagen.',
  },
  'booking.completed': {
    title: 'Wie war „{session}“?',
    body: 'Sag es {educator} und anderen Lernenden mit einer kurzen Bewertung.',
  },
  'booking.no_show': {
    title: 'Wir haben dich in „{session}“ vermisst',
    body: 'Es fand am {start, date, moment} statt. Ein Platz, der nicht rechtzeitig abgesagt wird, wird bezahlt.',
  },
  'series.hour_shifts': {
    title: '„{session}“ ist am {start, date, day} für dich um {time}',
    body: 'Sonst ist es auf deiner Uhr um {usual}. Dort, wo unterrichtet wird, werden die Uhren an einem anderen Tag umgestellt als bei dir; darum ist es am {start, date, moment} für dich um {time}. Sonst hat sich nichts geändert.',
  },
  'session.reminder': {
    title:
      '{hours, plural, =1 {„{session}“ beginnt in einer Stunde} =24 {„{session}“ ist morgen} other {„{session}“ beginnt in # Stunden}}',
    body: '{start, date, moment}, mit {educator}. Ab zehn Minuten vorher kannst du beitreten.',
  },
  'waitlist.offered': {
    title: 'In „{session}“ ist ein Platz für dich frei',
    body: 'Am {start, date, moment}. {untilKnown, select, yes {Bis {until, date, moment} ist er für dich reserviert; danach bekommt ihn, wer als Nächstes wartet.} other {Nimm ihn, solange er da ist.}}',
  },
  'waitlist.booked': {
    title: 'Du bist dabei: „{session}“',
    body: 'Ein Platz wurde frei, und wie gewünscht haben wir ihn für dich gebucht: {start, date, moment}. Auf der Seite deiner Buchung kannst du absagen.',
  },
  'waitlist.passed': {
    title: 'Ein Platz in „{session}“ ließ sich nicht für dich buchen',
    body: 'Für {start, date, moment} wurde einer frei, und wie gewünscht wollten wir ihn buchen. Das ging nicht: {why} Jetzt hat ihn, wer als Nächstes wartete.',
  },
  'waitlist.lapsed': {
    title: 'Der Platz in „{session}“ ging an die Nächsten',
    body: 'Er war eine Weile für dich reserviert. Du wartest nicht mehr auf {start, date, moment}; du kannst dich wieder eintragen.',
  },
  'search.found': {
    title:
      '{count, plural, one {Etwas Neues passt} other {# neue Treffer passen}} zu deiner Suche „{search}“',
    body: 'Neu seit dem letzten Mal: {named}{more, select, yes { und mehr} other {}}.',
  },
  'waitlist.closed': {
    title: 'In „{session}“ wurde kein Platz frei',
    body: 'Die Liste für {start, date, moment} ist geschlossen. Schade, dass es diesmal nicht geklappt hat.',
  },
  'message.received': {
    title: 'Eine Nachricht von {from}',
    body: '„{words}“',
  },
}
