import type { ToldOfWork, Words } from '../../told.ts'

export const ofWork: Words<ToldOfWork> = {
  'payouts.short': {
    title:
      '{foreseen, select, yes {Den Auszahlungen vom {day} werden {lacking} fehlen} other {Den Auszahlungen vom {day} fehlen {lacking}}}',
    body: '{foreseen, select, yes {Das Guthaben beim Zahlungsdienst reicht nach heutigem Stand nicht für {payouts, plural, one {die eine Auszahlung} other {alle # Auszahlungen}} dieses Tages. Fülle es vorher auf.} other {Das Guthaben beim Zahlungsdienst reicht für {payouts, plural, one {eine Auszahlung} other {# Auszahlungen}} nicht: Sie warten und gehen von selbst hinaus, sobald es reicht. Die ältesten wurden zuerst gesendet.}}',
  },
  'receipt.recorded': {
    title: 'Eine Zahlung über {total} von Hand wartet auf eine zweite Person',
    body: '{colleague} hat eingetragen, dass die Bestellung {order} ({what}) von Hand bezahlt wurde. Jemand anderes als {colleague} muss das Geld sehen und freigeben; bis dahin wird nichts geliefert.',
  },
  'receipt.decided': {
    title:
      '{counted, select, yes {Die Zahlung von Hand für Bestellung {order} gilt} other {Die Zahlung von Hand für Bestellung {order} wurde abgelehnt}}',
    body: '{counted, select, yes {Die {total} für {what} wurden freigegeben. Die Bestellung ist bezahlt und geliefert.} other {Die {total} für {what} wurden abgelehnt; die Bestellung ist nicht bezahlt.{noteKnown, select, yes { Dazu steht: {note}} other {}}}}',
  },
  'refund.wished': {
    title: 'Eine Erstattung über {total} wartet auf eine zweite Person',
    body: '{colleague} möchte die Bestellung {order} ({what}) erstatten. Jemand anderes als {colleague} muss zustimmen.',
  },
  'refund.wish_decided': {
    title:
      '{agreed, select, yes {Die Erstattung der Bestellung {order} ist unterwegs} other {Die Erstattung der Bestellung {order} wurde abgelehnt}}',
    body: '{agreed, select, yes {Der Erstattung von {what} wurde zugestimmt.} other {Die Erstattung von {what} wurde abgelehnt.{noteKnown, select, yes { Dazu steht: {note}} other {}}}}',
  },
  'room.problem': {
    title: 'Ein Problem im Raum von „{session}“',
    body: '{kind, select, behaviour {Jemand meldet das Verhalten einer anderen Person: {what}.} other {Etwas funktioniert nicht: {what}.}} Vielleicht läuft es noch.',
  },
  'webhook.disabled': {
    title: 'An {address} gehen keine Ereignisse mehr',
    body: '{days, plural, one {Seit # Tag} other {Seit # Tagen}} nimmt die Adresse keine an; deshalb ist sie abgeschaltet. Was nicht ankam, ist aufgehoben: Bring sie in Ordnung, schalte sie wieder ein und schick noch einmal, was fehlschlug.',
  },
}
