import type { ToldOfEarnings, ToldOfTeaching, Words } from '../../told.ts'

export const ofTeaching: Words<ToldOfTeaching> = {
  'session.published': {
    title: '„{session}“ kann gebucht werden',
    body: 'Im Kalender steht: {start, date, moment}.',
  },
  'session.cancelled': {
    title: '„{session}“ fällt aus',
    body: 'Der Termin am {start, date, moment} findet nicht statt. Alle, die einen Platz hatten, wissen es und bekommen zurück, was sie bezahlt haben.',
  },
  'session.reminder.educator': {
    title:
      '{hours, plural, =1 {In einer Stunde unterrichtest du „{session}“} =24 {Morgen unterrichtest du „{session}“} other {In # Stunden unterrichtest du „{session}“}}',
    body: '{start, date, moment}. {seats, plural, one {# Platz ist} other {# Plätze sind}} vergeben.',
  },
  'series.date_left_out': {
    title: '„{session}“ fällt am {day, date, day} aus',
    body: '{why} Die anderen Termine sind geplant. Auf der Seite der Reihe kannst du den Termin wieder aufnehmen, sobald nichts mehr im Weg ist.',
  },
  'instant.switched_off': {
    title: 'Du wirst nicht mehr als jetzt verfügbar gezeigt',
    body: '{silent, select, yes {{times} Lernende nacheinander bekamen in ihrer Zeit keine Antwort.} other {Du hast {times} Lernende nacheinander abgelehnt.} } Damit niemand vergeblich wartet, haben wir es ausgeschaltet. Du kannst es jederzeit wieder einschalten.',
  },
  'booking.requested.educator': {
    title: '{learner} fragt nach einem Platz in „{session}“',
    body: 'Für {start, date, moment}. {answerByKnown, select, yes {Bitte sag bis {answerBy, date, moment} zu oder ab; danach endet die Anfrage von selbst.} other {Bitte sag bald zu oder ab.}}',
  },
  'booking.expired.educator': {
    title: 'Die Anfrage von {learner} endete ohne Antwort',
    body: 'Es ging um „{session}“ am {start, date, moment}. {learner} hat alles zurückbekommen. Anfragen ohne Antwort senken deine Antwortquote.',
  },
  'booking.confirmed.educator': {
    title: '{learner} hat „{session}“ gebucht',
    body: 'Für {start, date, moment}.',
  },
  'booking.cancelled.educator': {
    title: '{learner} hat „{session}“ abgesagt',
    body: 'Der Platz am {start, date, moment} ist wieder frei.',
  },
  'booking.move_proposed.educator': {
    title: '{by} möchte „{session}“ verschieben',
    body: 'Statt {start, date, moment} nun {newStart, date, moment}. Bis du zusagst, bleibt alles, wie es ist.',
  },
  'booking.move_declined.educator': {
    title: '„{session}“ bleibt, wo es war',
    body: '{by} war mit einer anderen Zeit nicht einverstanden. Es findet wie gebucht am {start, date, moment} statt.',
  },
  'booking.moved.educator': {
    title: '„{session}“ mit {learner} wurde verschoben',
    body: '{beforeKnown, select, yes {Geplant war {before, date, moment}; jetzt ist es {start, date, moment}.} other {Jetzt ist es {start, date, moment}.}}',
  },
  'review.published': {
    title: 'Eine neue Bewertung: {stars, plural, one {# Stern} other {# Sterne}}',
    body: 'Jemand hat über „{session}“ geschrieben.',
  },
}

export const ofEarnings: Words<ToldOfEarnings> = {
  'commission.available': {
    title: '{amount} können jetzt ausgezahlt werden',
    body: '{sessionKnown, select, yes {Verdient hast du sie mit „{session}“. } other {}}Sie gehen mit deiner nächsten Auszahlung hinaus.',
  },
  'commission.frozen': {
    title: '{amount} warten auf eine Bank',
    body: 'Jemand hat die eigene Bank um das Geld für „{session}“ gebeten. Dein Teil bleibt stehen, bis die Bank entscheidet; du musst nichts tun.',
  },
  'commission.taken_back': {
    title: '{amount} wurden zurückgenommen',
    body: 'Das Geld für „{session}“ ging über die Bank zurück. {held, select, yes {Dein Teil stand noch und ist weg.} other {Deinen Teil hattest du schon bekommen: Deine nächsten Einnahmen gleichen ihn zuerst aus.}}',
  },
  'tier.changed': {
    title: '{kind, select, host {Beim Moderieren} other {Beim Unterrichten}} bist du jetzt {tier}',
    body: '{rateKnown, select, yes {Von jetzt an behältst du {rate} von dem, was ein Platz kostet.} other {Dein neuer Satz gilt für jeden Platz, der von jetzt an gebucht wird.}}',
  },
  'payout.sent': {
    title: 'Deine Auszahlung über {amount} ist unterwegs',
    body: 'Sie kommt in ein paar Tagen auf deinem Bankkonto an.',
  },
  'payout.paid': {
    title: 'Deine Auszahlung über {amount} ist angekommen',
    body: 'Deine Bank hat sie verbucht. Die Abrechnung zeigt jede Stunde darin.',
  },
  'payout.failed': {
    title: 'Deine Auszahlung über {amount} kam zurück',
    body: '{whyKnown, select, yes {Die Bank sagt: {why}. } other {}}Das Geld liegt sicher bei uns und geht wieder hinaus, sobald deine Bankdaten stimmen.',
  },
  'payout.parked': {
    title: '{amount} warten auf dein Bankkonto',
    body: 'Sag beim Zahlungsdienst, wer du bist und wo dein Bankkonto ist: Dann geht deine Auszahlung sofort hinaus. Bis dahin geht nichts verloren.',
  },
  'payout.stopped': {
    title: 'Deine Auszahlung über {amount} geht nicht hinaus',
    body: 'Sie war schon zurückgelegt. Seitdem ging ein Streit mit einer Bank verloren, und deine Einnahmen gleichen zuerst aus, was du dadurch schuldest. Was übrig bleibt, kommt mit einer späteren Auszahlung.',
  },
}
