import type { TextWords } from '../en/texts.ts'

export const german: TextWords = {
  'buyer.stopped':
    'Zahlungen von deinem Konto pausieren bis {until, date, brief}. Wenn du sie nicht versucht hast, ändere dein Passwort.',
  'payout.failed': 'Deine Auszahlung über {amount} kam zurück. Bitte prüfe deine Bankdaten.',
  'payout.stopped': 'Deine Auszahlung über {amount} geht nicht hinaus. In der App steht, warum.',
  'subscription.payment_failed':
    'Die Zahlung für {plan} ging nicht durch. Bitte prüfe deine Karte.',
  'booking.cancelled': '"{session}" am {start, date, brief} fällt aus. Das tut uns leid.',
  'booking.moved': '"{session}" wurde verschoben: jetzt am {start, date, brief}.',
  'booking.educator_changed': '"{session}" am {start, date, brief} ist jetzt mit {educator}.',
  'session.reminder': '"{session}" mit {educator} beginnt bald: {start, date, brief}.',
  'waitlist.offered':
    'In "{session}" am {start, date, brief} ist ein Platz für dich frei{untilKnown, select, yes {, bis {until, date, brief}} other {}}.',
  'session.cancelled':
    '"{session}" am {start, date, brief} fällt aus. Alle, die einen Platz hatten, wissen es.',
  'session.reminder.educator': 'Du unterrichtest bald "{session}": {start, date, brief}.',
  'booking.cancelled.educator': '{learner} hat "{session}" am {start, date, brief} abgesagt.',
  'booking.moved.educator':
    '"{session}" mit {learner} wurde verschoben: jetzt am {start, date, brief}.',
  'room.problem': 'Ein Problem im Raum von "{session}": {what}',
}
