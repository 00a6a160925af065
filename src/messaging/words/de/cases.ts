import type { ToldOfCases, Words } from '../../told.ts'

export const ofCases: Words<ToldOfCases> = {
  'case.answered': {
    title: 'Zu „{session}“ gibt es eine Antwort',
    body: '{name} hat zu dem, was am {start, date, moment} war, geantwortet. Lies es im Fall; bis entschieden ist, kannst du weiter schreiben und Dateien einreichen.',
  },
  'case.asked': {
    title: 'Wir haben eine Frage zu „{session}“',
    body: 'Um über den {start, date, moment} zu entscheiden, möchten wir etwas von dir wissen. Bitte antworte bis {until, date, moment}; ohne Antwort ist dieser Punkt verloren.',
  },
  'case.message': {
    title: 'Eine Nachricht im Fall „{session}“',
    body: '{name} hat etwas zum {start, date, moment} geschrieben.',
  },
  'case.reminder': {
    title: 'Deine Antwort zu „{session}“ fehlt noch',
    body: 'Bitte antworte bis {until, date, moment}. Wer nicht rechtzeitig antwortet, verliert diesen Punkt.',
  },
  'case.lost': {
    title: 'Zu „{session}“ kam keine Antwort',
    body: '{own, select, yes {Du hast nicht rechtzeitig geantwortet, deshalb ist dieser Punkt für dich verloren.} other {Die andere Seite hat nicht rechtzeitig geantwortet, deshalb ist dieser Punkt für sie verloren.}} {ends, select, yes {Der Fall endet wie verlangt.} other {Jemand von uns entscheidet jetzt.}}',
  },
  'case.appealed': {
    title: 'Gegen die Entscheidung über „{session}“ gibt es Einspruch',
    body: 'Jemand anderes von uns sieht es sich noch einmal an, und diese Entscheidung gilt dann. Bis dahin kannst du schreiben und Dateien einreichen.',
  },
  'case.overdue': {
    title: 'Ein Fall wartet zu lange: „{session}“',
    body: 'Die Zeit für die Entscheidung war am {until, date, moment} vorbei.',
  },
  'tax.form_needed': {
    title: 'Bevor wir auszahlen, brauchen wir deine Steuerangaben',
    body: 'Was du verdient hast, wartet, bis du das Steuerformular ausgefüllt hast. Es dauert ein paar Minuten, und nur unsere Finanzabteilung kann es sehen.',
  },
  'tax.statement': {
    title:
      '{corrected, select, yes {Deine berichtigte Aufstellung für {year}} other {Deine Aufstellung für {year}}}',
    body: 'Darin steht, was du {year} verdient hast, was ausgezahlt und was einbehalten wurde. Du findest sie bei deinen Einnahmen, auch als PDF.',
  },
}
