import type { ToldOfMoney, Words } from '../../told.ts'

export const ofMoney: Words<ToldOfMoney> = {
  'order.paid': {
    title: 'Deine Zahlung über {total} ist da',
    body: 'Danke. Du hast gekauft: {what}. Rechnung und Quittung findest du bei der Bestellung.',
  },
  'order.expired': {
    title: 'Deine Bestellung wurde nicht rechtzeitig bezahlt',
    body: 'Die Bestellung ({what}) wurde geschlossen, und nichts wurde abgebucht. Du kannst jederzeit neu bestellen.',
  },
  'order.refunded': {
    title: '{total} sind auf dem Weg zurück zu dir',
    body: 'Wir haben {what} erstattet.{creditsKnown, select, yes { Dafür haben {credits} dein Guthaben verlassen.} other {}} Je nach Bank kommt das Geld in fünf bis zehn Tagen an.',
  },
  'order.turned_down': {
    title: 'Wir konnten eine Zahlung nicht annehmen',
    body: 'Die Zahlung über {total} für {what} erschien dem Zahlungsdienst zu riskant. Es wurde nichts geliefert, und alles geht dorthin zurück, woher es kam. Wenn du selbst bezahlt hast, nimm bitte eine andere Karte oder schreib uns.',
  },
  'refund.failed': {
    title: 'Deine Bank hat {total} nicht zurückgenommen',
    body: 'Wir wollten {what} erstatten, und es ist nicht bei dir angekommen. Das Geld gehört weiter dir: Wir melden uns wegen eines anderen Weges.',
  },
  'refund.withdrawn': {
    title: 'Eine Erstattung wurde zurückgenommen',
    body: 'Die Erstattung von {what} war nicht möglich{creditsKnown, select, yes {. {credits} liegen wieder in deinem Guthaben.} other {, und alles ist wie zuvor.}}',
  },
  'credits.granted': {
    title: '{credits} für dich',
    body: 'Sie liegen jetzt in deinem Guthaben{expiresAtKnown, select, yes { und gelten bis zum {expiresAt, date, day}.} other {.}}',
  },
  'credits.purchased': {
    title: '{credits} liegen in deinem Guthaben',
    body: '{totalKnown, select, yes {{bonusKnown, select, yes {Davon gab es {bonus} obendrauf. } other {}}Du hast {total} bezahlt. Rechnung und Quittung findest du bei der Bestellung. Viel Freude damit.} other {Viel Freude damit.}}',
  },
  'credits.delayed': {
    title: '{credits} kannst du etwas später nutzen',
    body: 'Deine Zahlung ist da. Wie bei manchen Zahlungen sehen wir sie uns an, bevor du die Credits nutzen kannst; spätestens ab {until, date, moment} sind sie frei. Du musst nichts tun.',
  },
  'credits.released': {
    title: 'Deine Credits sind frei',
    body: 'Wir haben uns deine Zahlung angesehen. Du kannst die Credits jetzt nutzen; danke fürs Warten.',
  },
  'buyer.stopped': {
    title: 'Zahlungen pausieren eine Weile',
    body: '{declined, select, yes {Karten wurden zu oft abgelehnt} other {Es wurden zu viele Zahlungen versucht}}; die nächste ist erst ab {until, date, moment} möglich. Wenn du das nicht warst, ändere dein Passwort und schreib uns.',
  },
  'refill.failed': {
    title:
      '{code, select, authentication_required {Deine Bank möchte, dass du {total} bestätigst} other {Deine Karte wurde für {credits} nicht belastet}}',
    body: '{code, select, authentication_required {Dein Guthaben ging zur Neige, und deine Bank möchte von dir hören, bevor sie {credits} bezahlt. Öffne die Bestellung, um zu zahlen und zu bestätigen; sonst versuchen wir es morgen noch einmal.} other {Dein Guthaben ging zur Neige, und deine Karte wurde abgelehnt, als wir {credits} kaufen wollten. Du kannst die Bestellung mit einer anderen Karte bezahlen; sonst versuchen wir es morgen noch einmal.}}',
  },
  'refill.stopped': {
    title: 'Dein automatisches Aufladen ist ausgeschaltet',
    body: '{because, select, no_method {Dein Guthaben ging zur Neige, und es ist keine Karte hinterlegt. Füge eine hinzu und schalte das Aufladen wieder ein.} other {Deine Karte wurde dreimal hintereinander abgelehnt, deshalb versuchen wir es nicht weiter. Füge eine andere Karte hinzu und schalte das Aufladen wieder ein.}}',
  },
  'refill.held_back': {
    title: '{credits} wurden diesmal nicht gekauft',
    body: 'Dein Guthaben ging zur Neige, aber {code, select, refill_month_full {dein Aufladen hat in diesem Monat so viel gekauft, wie du erlaubst} purchase_cap_reached {heute kann nichts mehr gekauft werden} wallet_cap_reached {dein Guthaben ist voll} other {etwas steht dem entgegen}}. Sobald sich das ändert, geht das Aufladen von selbst weiter.',
  },
}
