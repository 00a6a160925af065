import type { ToldOfBuying, Words } from '../../told.ts'

const NOW = '{until, date, moment}'

export const ofBuying: Words<ToldOfBuying> = {
  'package.bought': {
    title: 'Deine {lessons} Stunden mit {educator}',
    body: '{lessons} Stunden zu {minutes} Minuten gehören dir.{untilKnown, select, yes { Nimm sie bis {until, date, moment}.} other {}} Buche jede zu einer Zeit, die dir passt.',
  },
  'package.bought.educator': {
    title: '{learner} hat {lessons} Stunden bei dir gekauft',
    body: 'Stunden zu {minutes} Minuten. An jeder verdienst du, wenn sie gegeben ist.',
  },
  'package.not_opened': {
    title: 'Dein Paket wurde nicht eröffnet',
    body: 'Deine Zahlung ist da, aber ihre Credits waren nicht mehr frei, als sie für die Stunden zurückgelegt werden sollten. Sie gehören dir: Kaufe das Paket damit aus deinem Guthaben, sobald sie da sind.',
  },
  'package.ending': {
    title:
      '{lessons, plural, one {Eine Stunde} other {# Stunden}} mit {educator} {lessons, plural, one {läuft} other {laufen}} bald ab',
    body: 'Was du bis {until, date, moment} nicht genommen hast, verfällt.{extendable, select, yes { Auf der Seite des Pakets kannst du die Zeit einmal verlängern.} other {}}',
  },
  'package.extended': {
    title: 'Mehr Zeit für deine Stunden mit {educator}',
    body: `Du kannst sie jetzt bis ${NOW} nehmen.`,
  },
  'package.expired': {
    title:
      '{lessons, plural, one {Eine Stunde} other {# Stunden}} mit {educator} {lessons, plural, one {ist} other {sind}} verfallen',
    body: 'Die Zeit deines Pakets ist um. Was gebucht ist, bleibt gebucht.',
  },
  'package.ended': {
    title:
      '{byLearner, select, yes {Du hast dein Paket mit {educator} beendet} other {Dein Paket mit {educator} wurde beendet}}',
    body: '{lessons, plural, one {Eine Stunde war} other {# Stunden waren}} übrig. {back} sind wieder bei dir{byLearner, select, yes {: Was du genommen hattest, zählt zum Preis einzelner Stunden} other {}}.',
  },
  'package.ended.educator': {
    title: '{learner} hat ein Paket mit dir beendet',
    body: '{lessons, plural, one {Eine Stunde war} other {# Stunden waren}} übrig. Was gebucht ist, bleibt gebucht.',
  },
  'gift.received': {
    title: '{giver} hat ein Geschenk für dich',
    body: 'Hallo {name}, {giver} schenkt dir {what, select, package {ein Paket Stunden} seat {einen Platz in einer Stunde} other {{amount}}} bei Stoa.{wordsKnown, select, yes { „{words}“} other {}} Nimm es bis {until, date, moment} mit diesem Link: {url}',
  },
  'gift.sent': {
    title: 'Dein Geschenk für {name} ist unterwegs',
    body: `Der Brief ist verschickt. Es kann bis ${NOW} angenommen werden; danach kommt es zu dir zurück.`,
  },
  'gift.claimed': {
    title: '{name} hat dein Geschenk angenommen',
    body: 'Es liegt jetzt in dem anderen Konto.',
  },
  'gift.expired': {
    title: 'Dein Geschenk für {name} ist zurück',
    body: 'Niemand hat es rechtzeitig angenommen. Seine Credits sind wieder frei in deinem Guthaben.',
  },
  'gift.not_given': {
    title: 'Dein Geschenk für {name} wurde nicht verschenkt',
    body: 'Deine Zahlung ist da, aber ihre Credits waren nicht mehr frei, als sie zurückgelegt werden sollten. Sie gehören dir: Verschenke sie aus deinem Guthaben, sobald sie da sind.',
  },
}
