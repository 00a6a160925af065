import type { ToldOfQuality, Words } from '../../told.ts'

export const ofQuality: Words<ToldOfQuality> = {
  'tier.warned': {
    title:
      'Deine Stufe {kind, select, host {beim Moderieren} other {beim Unterrichten}} ist in Gefahr',
    body: 'Was sie verlangt, ist gerade nicht erfüllt. Bleibt das so, fällt sie am {until, date, moment} auf {tier}. Was fehlt, steht bei deinen Einnahmen; was vorher gebucht wurde, behält seinen Anteil.',
  },
  'quality.measure_taken': {
    title:
      '{measure, select, notice {Bitte sieh dir deinen Unterricht an} coaching {Wir möchten mit dir über deinen Unterricht sprechen} limits {Du kannst vorerst weniger Stunden veröffentlichen} suspension {Du nimmst vorerst keine neuen Buchungen an} other {Wir haben über deinen Unterricht entschieden}}',
    body: 'Der Grund: {reason, select, completion {zu wenige zugesagte Stunden fanden statt} cancelled {zu viele Stunden wurden abgesagt} absent {Stunden wurden versäumt} rating {die Bewertung} answers {erste Nachrichten warten zu lange} punctual {Stunden beginnen zu spät} technical {technische Probleme} reports {Meldungen, die zutrafen} other {was wir bei einer Durchsicht gesehen haben}}{others, plural, =0 {} one {, und eines mehr} other {, und # mehr}}. {measure, select, notice {Wird es besser, folgt nichts weiter.} coaching {Jemand von uns wird dir schreiben.} limits {Höchstens {most, plural, one {# Stunde} other {# Stunden}} können veröffentlicht sein und noch bevorstehen.} suspension {Was gebucht ist, findet statt, und du wirst dafür bezahlt.} other {Neue Lernende können dich nicht buchen. Was gebucht ist, findet statt, und du wirst dafür bezahlt.}} {untilKnown, select, yes {Es endet am {until, date, moment}.} other {Es endet, wenn deine Zahlen wieder stimmen oder wir es sagen.}} Deine Zahlen siehst du auf deiner Seite; dort kannst du uns auch bitten, noch einmal hinzusehen.',
  },
  'quality.measure_ended': {
    title:
      '{measure, select, notice {Der Hinweis zu deinem Unterricht ist erledigt} coaching {Dein Coaching ist vorbei} limits {Du kannst wieder veröffentlichen wie zuvor} other {Du kannst wieder gebucht werden}}',
    body: '{how, select, recovered {Deine Zahlen stimmen wieder. Danke.} over {Die Zeit ist um.} appeal {Wir haben noch einmal hingesehen, wie du wolltest.} other {Wir haben es beendet.}}',
  },
  'quality.appeal_decided': {
    title: 'Wir haben noch einmal hingesehen, wie du wolltest',
    body: '{granted, select, true {Die Maßnahme gilt nicht mehr.} other {Es bleibt dabei.}} „{words}“',
  },
  'quality.appealed': {
    title: '{educator} bittet uns, noch einmal hinzusehen',
    body: 'Es geht um: {measure}. Wer die Maßnahme nicht selbst getroffen hat, entscheidet bis {until, date, moment}.',
  },
  'educator.featured': {
    title: 'Diese Woche stellen wir dich vor',
    body: 'Deine Bewertungen und deine gehaltenen Stunden bringen dich bis Sonntag auf unsere Startseite. {bonusKnown, select, yes {Dafür bekommst du {bonus}.} other {Danke, dass du so gut unterrichtest.}}',
  },
  'quality.audits_drawn': {
    title: 'Stunden der letzten Woche warten auf einen Blick',
    body: '{sessions, plural, one {# Stunde wurde} other {# Stunden wurden}} gezogen.',
  },
}
