import type { ToldOfPlans, Words } from '../../told.ts'

export const ofPlans: Words<ToldOfPlans> = {
  'subscription.started': {
    title: '{trial, select, yes {Du probierst {plan} aus} other {Du hast jetzt {plan}}}',
    body: '{renewsAtKnown, select, yes {{trial, select, yes {Vor dem {renewsAt, date, day} wird nichts abgebucht, und gar nichts, wenn du bis dahin kündigst; das sind zwei Klicks.} other {Verlängert wird am {renewsAt, date, day}. Bis dahin kannst du mit zwei Klicks kündigen.}}} other {Du kannst jederzeit mit zwei Klicks kündigen.}}',
  },
  'subscription.trial_ending': {
    title: 'Deine Probezeit mit {plan} endet bald',
    body: '{endsAtKnown, select, yes {Am {endsAt, date, day}} other {Dann}} geht es von selbst für {price} weiter. Wenn du das nicht möchtest, kündige vorher mit zwei Klicks, und nichts wird abgebucht.',
  },
  'subscription.renewed': {
    title: '{plan} wurde verlängert',
    body: '{renewsAtKnown, select, yes {Die nächste Verlängerung ist am {renewsAt, date, day}.} other {Dein neuer Monat beginnt.}}',
  },
  'subscription.changed': {
    title: '{same, select, yes {Dein Plan {plan} hat sich geändert} other {Du hast jetzt {plan}}}',
    body: '{same, select, yes {} other {Vorher hattest du {before}. }}{renewsAtKnown, select, yes {Verlängert wird am {renewsAt, date, day}.} other {Alles, was dazugehört, steht dir jetzt offen.}}',
  },
  'subscription.change_planned': {
    title: '{same, select, yes {Dein Plan {plan} ändert sich} other {Aus {plan} wird {next}}}',
    body: '{changesAtKnown, select, yes {Das geschieht am {changesAt, date, day}} other {Das geschieht mit der nächsten Verlängerung}}{priceKnown, select, yes {, und ab dann kostet es {price}} other {}}. Bis dahin bleibt alles, wie du es bezahlt hast, und du kannst die Änderung zurücknehmen.',
  },
  'subscription.paused': {
    title: '{plan} macht Pause',
    body: '{endsAtKnown, select, yes {Was du bezahlt hast, bleibt bis zum {endsAt, date, day} offen. } other {}}Während der Pause wird nichts abgebucht.{resumesAtKnown, select, yes { Am {resumesAt, date, day} geht es von selbst weiter.} other {}}',
  },
  'subscription.resumed': {
    title: '{plan} geht weiter',
    body: 'Die Pause ist vorbei. Credits, die mit ihr ruhten, kannst du wieder nutzen.',
  },
  'subscription.kept': {
    title: '{plan} geht weiter wie bisher',
    body: 'Verlängert wird {endsAtKnown, select, yes {am {endsAt, date, day}} other {wie bisher}}.',
  },
  'subscription.payment_failed': {
    title: 'Die Zahlung für {plan} hat nicht geklappt',
    body: 'Wir versuchen es in den nächsten Tagen noch einmal; dein Plan läuft solange weiter. Bitte prüfe deine Karte.',
  },
  'subscription.lapsed': {
    title: '{plan} ist geschlossen, bis bezahlt ist',
    body: 'Die Zahlung kam eine Woche lang nicht an. Deine Credits sind aufgehoben, und du kannst sie wieder nutzen, sobald bezahlt ist: Bitte prüfe deine Karte.',
  },
  'subscription.leaving': {
    title: '{plan} ist gekündigt',
    body: '{endsAtKnown, select, yes {Es bleibt bis zum {endsAt, date, day} offen und wird nicht mehr abgebucht.} other {Es wird nicht mehr abgebucht.}}',
  },
  'subscription.ended': {
    title: '{plan} ist zu Ende',
    body: '{endsAtKnown, select, yes {Es endete am {endsAt, date, day}. } other {}}Credits, die du gekauft hast, bleiben dir. Du bist jederzeit wieder willkommen.',
  },
}
