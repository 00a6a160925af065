import type { ToldOfSending, Words } from '../../told.ts'

const messages =
  '{asset, select, SMS {SMS} WHATSAPP {WhatsApp-Nachrichten} EMAIL {E-Mails} other {Nachrichten}}'

export const ofSending: Words<ToldOfSending> = {
  'message_route.broken': {
    title: `${messages} gehen nicht mehr über {provider}`,
    body: 'Es ist mehrmals fehlgeschlagen, deshalb wird auf diesem Weg vorerst nichts mehr gesendet. Zuletzt hieß es: {why}. Alle halbe Minute versucht es eine Nachricht; wird sie angenommen, wird der Weg wieder benutzt.',
  },
  'message_route.mended': {
    title: `${messages} gehen wieder über {provider}`,
    body: 'Eine Nachricht, die es versucht hat, wurde angenommen.',
  },
  'house_texts.closed': {
    title:
      'Unsere eigenen Mitteilungen gehen nicht per {way, select, sms {SMS} other {WhatsApp}} hinaus',
    body: '{why, select, no_stock {Es gibt dafür keinen Bestand mehr: Kaufen Sie welchen.} no_template {Dafür ist keine Vorlage benannt: Benennen Sie sie unter Texte des Hauses.} other {Kein Anbieter trägt sie zurzeit.}} Was an Telefone gehen sollte, geht solange per E-Mail. Sie hören davon höchstens einmal am Tag.',
  },
  'message_stock.lacking': {
    title: `Für ${messages} über {provider} fehlt Bestand in unseren Büchern`,
    body: '{quantity, number} wurden verbraucht, die unsere Bücher nicht haben. Was Kunden dafür zahlen, ist gebucht; die Kosten folgen, wenn der Bestand eingeht. Tragen Sie den Einkauf ein.',
  },
}
