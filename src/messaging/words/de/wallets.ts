import type { ToldOfWallets, Words } from '../../told.ts'

const credits = '{asset, select, SMS {SMS} WHATSAPP {WhatsApp} other {E-Mail}}-Guthaben'

export const ofWallets: Words<ToldOfWallets> = {
  'messages.bought': {
    title: 'Sie können senden: {what}',
    body: '{total} sind bezahlt. Das Guthaben liegt bis {until, date, day} bei {organization}.',
  },
  'messages.given': {
    title: '{organization} hat Guthaben bekommen: {what}',
    body: 'Es gilt bis {until, date, day} und wird zuerst verbraucht.',
  },
  'messages.delayed': {
    title: 'Nachrichtenguthaben von {organization} wartet',
    body: 'Wir sehen uns die Zahlung an. Danach kann es verbraucht werden, spätestens am {until, date, day}.',
  },
  'messages.suspended': {
    title: '{organization} darf vorerst keine Nachrichten senden',
    body: 'Der Grund: {reason} Das Guthaben bleibt, wo es ist. Antworten Sie uns, falls das ein Irrtum ist.',
  },
  'messages.resumed': {
    title: '{organization} darf wieder Nachrichten senden',
    body: 'Dazu sagen wir: {reason}',
  },
  'messages.low': {
    title: `${credits} von {organization} wird knapp`,
    body: 'Es sind noch {left, number}, weniger als die {below, number}, ab denen Sie es wissen wollten.',
  },
  'messages.short': {
    title: `${credits} von {organization} ist bald verbraucht`,
    body: 'Es sind noch {left, number}. So wie zuletzt gesendet wurde, reicht das {days, plural, =0 {keinen Tag mehr} one {noch einen Tag} other {noch # Tage}}.',
  },
  'messages.expiring': {
    title:
      'Nachrichtenguthaben von {organization} verfällt {days, plural, one {morgen} other {innerhalb von # Tagen}}',
    body: '{what} hat niemand verbraucht; nach dem {until, date, day} ist es weg.',
  },
  'messages.to_pay': {
    title: `${credits} von {organization} wartet auf Zahlung`,
    body: 'Es fiel unter Ihre Grenze, und eine Bestellung über {total} wurde angelegt. {asks, select, yes {So viel lassen Banken nicht abbuchen, wenn niemand dabei ist:} other {Es ist kein Zahlungsmittel hinterlegt:}} Bezahlen Sie sie binnen einer Woche auf ihrer Seite.',
  },
  'messages.refill_failed': {
    title: `${credits} von {organization} konnte nicht gekauft werden`,
    body: '{why, select, asks {Die Bank will erst nachfragen, bevor sie {total} zahlt.} late {Niemand hat die Bestellung über {total} binnen einer Woche bezahlt.} other {Die Bank hat {total} abgelehnt.}} {why, select, late {Morgen wird eine neue angelegt, wenn es dann noch zu wenig ist.} other {Sie können die Bestellung auf ihrer Seite selbst bezahlen; sonst wird es morgen wieder versucht, höchstens dreimal.}}',
  },
  'messages.refill_stopped': {
    title: `${credits} von {organization} wird nicht mehr von selbst gekauft`,
    body: '{because, select, not_on_sale {Was gekauft wurde, gibt es nicht mehr. Wählen Sie etwas anderes.} other {Es ist dreimal hintereinander gescheitert. Sehen Sie nach dem Zahlungsmittel und schalten Sie es wieder ein.}}',
  },
  'messages.refill_held_back': {
    title: `${credits} von {organization} ist knapp und wurde nicht gekauft`,
    body: '{full, select, yes {Was Sie im Monat erlauben, ist verbraucht.} other {Etwas steht dagegen: In den Einstellungen steht, was.}}',
  },
  'bonus.asked': {
    title: '{colleague} möchte {organization} Guthaben geben: {what}',
    body: 'Der Grund: {reason} Das ist mehr, als jemand allein gibt. Stimmen Sie zu oder lehnen Sie ab.',
  },
}
