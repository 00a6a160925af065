import type { ToldOfApplying, Words } from '../../told.ts'

export const ofApplying: Words<ToldOfApplying> = {
  'application.sent': {
    title: 'Deine Bewerbung ist bei uns',
    body: 'Wir sehen sie uns an und antworten bis {until, date, day}. Wie es steht, siehst du jederzeit.',
  },
  'application.more_asked': {
    title: 'Wir möchten mehr über dich wissen',
    body: '{words} Bitte antworte bis {until, date, moment}; danach endet die Bewerbung, und du kannst eine neue beginnen.',
  },
  'application.times_offered': {
    title: 'Lass uns sprechen',
    body: 'Wir möchten dich kennenlernen. {count, plural, one {# Zeit steht} other {# Zeiten stehen}} zur Wahl: Bitte such dir eine aus, oder sag, wann es dir passt.',
  },
  'application.interview_set': {
    title: 'Wir sprechen am {start, date, moment}',
    body: 'Wo: {place}. Du brauchst nur einen ruhigen Ort; wir möchten dich und deinen Unterricht kennenlernen.',
  },
  'application.interview_called_off': {
    title: 'Unser Gespräch ist abgesagt',
    body: 'Das Gespräch am {start, date, moment} findet nicht statt. Wie es weitergeht, steht auf der Seite deiner Bewerbung.',
  },
  'application.approved': {
    title: 'Willkommen: Du kannst bei uns unterrichten',
    body: 'Deine Bewerbung ist angenommen. {wordsKnown, select, yes {{words} } other {}}Eine kurze Liste zeigt, was bis zur ersten Stunde zu tun bleibt: Zuerst kommt die Vereinbarung.',
  },
  'application.rejected': {
    title: 'Wir können deine Bewerbung nicht annehmen',
    body: '{words} Ab {again, date, day} kannst du dich wieder bewerben.',
  },
  'application.lapsed': {
    title: 'Deine Bewerbung ist beendet',
    body: 'Wir hatten dich um mehr gebeten und nichts gehört, deshalb ist sie geschlossen. Du kannst jederzeit eine neue beginnen.',
  },
  'application.waiting': {
    title: '{name} möchte bei uns unterrichten',
    body: 'Die Bewerbung wartet auf eine Prüfung. Zu entscheiden bis {until, date, day}.',
  },
  'application.answered': {
    title: '{name} hat geantwortet',
    body: '„{words}“ Die Bewerbung liegt wieder bei dir.',
  },
  'application.interview_set.reviewer': {
    title: 'Du sprichst mit {name} am {start, date, moment}',
    body: 'Wo: {place}. In der Bewerbung steht alles, was geschickt wurde.',
  },
  'application.interview_called_off.reviewer': {
    title: 'Das Gespräch mit {name} ist abgesagt',
    body: 'Die Stunde am {start, date, moment} gehört wieder dir.',
  },
  'application.none_fits': {
    title: 'Keine der Zeiten passt für {name}',
    body: '„{words}“ Biete andere Zeiten für ein Gespräch an.',
  },
  'application.withdrawn': {
    title: '{name} bewirbt sich nicht mehr',
    body: '{lapsed, select, yes {Es kam keine Antwort in der Zeit, deshalb ist die Bewerbung beendet.} other {Die Bewerbung wurde zurückgezogen.}}',
  },
  'application.late': {
    title: 'Die Bewerbung von {name} ist überfällig',
    body: 'Sie kam am {sent, date, day}. {taken, select, yes {Sie liegt bei dir.} other {Noch hat sie niemand genommen.}}',
  },
  'contract.asked': {
    title: 'Bitte lies die neue Vereinbarung',
    body: '„{title}“ gilt ab jetzt. Bitte nimm sie bis {until, date, moment} an; danach kannst du nichts Neues veröffentlichen, bis du es getan hast. Was gebucht ist, geht weiter wie bisher.',
  },
  'contract.accepted': {
    title: 'Du hast „{title}“ angenommen',
    body: 'Version {version}, angenommen am {at, date, moment}. Der Text bleibt auf deinen Seiten.',
  },
}
