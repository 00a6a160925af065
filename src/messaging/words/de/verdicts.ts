import type { ToldOfVerdicts, Words } from '../../told.ts'

export const ofVerdicts: Words<ToldOfVerdicts> = {
  'booking.unclear': {
    title: 'Hat „{session}“ stattgefunden?',
    body: 'Wir konnten nicht sehen, ob {educator} und du euch am {start, date, moment} getroffen habt. Bitte sag es uns bis {until, date, moment}; wenn niemand etwas sagt, gilt es als gehalten.',
  },
  'booking.unclear.educator': {
    title: 'Hat „{session}“ stattgefunden?',
    body: 'Wir konnten nicht sehen, ob {learner} und du euch am {start, date, moment} getroffen habt. Bitte sag es uns bis {until, date, moment}; wenn niemand etwas sagt, gilt es als gehalten.',
  },
  'booking.disputed': {
    title: 'Wir gehen „{session}“ nach',
    body: 'Was am {start, date, moment} aus deinem Platz wurde, ist strittig. Bis sich jemand darum gekümmert hat, wird niemand dafür bezahlt. Du hörst von uns.',
  },
  'booking.disputed.educator': {
    title: '„{session}“ mit {learner} ist strittig',
    body: 'Jemand von uns sieht nach, was am {start, date, moment} geschah. Bis entschieden ist, wartet, was du damit verdienst. Du hörst von uns.',
  },
  'booking.resolved': {
    title: 'Über „{session}“ ist entschieden',
    body: '{backKnown, select, yes {Für {start, date, moment} bekommst du {back} zurück.} other {Was über {start, date, moment} festgestellt wurde, bleibt.}} Den Grund findest du auf der Seite des Falls.',
  },
  'booking.resolved.educator': {
    title: 'Über „{session}“ mit {learner} ist entschieden',
    body: 'Der Streit um {start, date, moment} ist beigelegt. Was das für deine Einnahmen heißt, steht auf der Seite der Buchung.',
  },
  'booking.educator_missed': {
    title: '{educator} kam nicht zu „{session}“',
    body: 'Das tut uns leid. {backKnown, select, yes {{back} hast du zurückbekommen} other {Alles, was du bezahlt hast, ist zurück}}, für {start, date, moment}.',
  },
  'booking.educator_missed.educator': {
    title: 'Du wurdest in „{session}“ vermisst',
    body: '{learner} hat am {start, date, moment} auf dich gewartet und alles zurückbekommen. Wenn es anders war, sag es auf der Seite der Buchung.',
  },
  'session.too_few': {
    title: 'Für „{session}“ gibt es bisher zu wenige Buchungen',
    body: '{booked, plural, =0 {Niemand hat gebucht} one {# Platz ist gebucht} other {# Plätze sind gebucht}}, für {start, date, moment}; mindestens {minimum, plural, one {#} other {#}} sollten es sein. Sag bis {until, date, moment}, ob es trotzdem stattfindet. Sonst fällt es dann aus, und alle bekommen zurück, was sie bezahlt haben.',
  },
  'session.empty': {
    title: 'Niemand hat „{session}“ gebucht, deshalb fällt es aus',
    body: 'Die Zeit am {start, date, moment} gehört wieder dir. Wenn du sie offen halten möchtest, kannst du das bis {until, date, moment} auf der Seite des Termins zurücknehmen.',
  },
  'session.reopened': {
    title: '„{session}“ kann wieder gebucht werden',
    body: 'Im Kalender steht wie zuvor: {start, date, moment}.',
  },
  'educator.marked': {
    title: 'Ein Termin, den du abgesagt hast, zählt gegen dich',
    body: 'Du hast jetzt {marks, plural, one {# solchen Eintrag} other {# solche Einträge}}. Bei {most, plural, one {#} other {#}} in 90 Tagen bist du eine Weile in der Suche nicht zu finden. Wenn du nichts dafür konntest, sag es uns: Er kann gestrichen werden.',
  },
  'educator.hidden': {
    title: 'Du bist eine Weile in der Suche nicht zu finden',
    body: '{untilKnown, select, yes {Bis {until, date, moment} finden dich neue Lernende nicht} other {Neue Lernende finden dich nicht, bis wir gesprochen haben}}, weil {marks, plural, one {# Termin nicht wie gebucht stattfand} other {# Termine nicht wie gebucht stattfanden}}. Wer dich kennt, kann dich weiter buchen.',
  },
  'educator.shown': {
    title: 'Du bist wieder zu finden',
    body: 'Suche und Vorschläge zeigen dich wie zuvor.',
  },
}
