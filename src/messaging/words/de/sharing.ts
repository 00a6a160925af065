import type { ToldOfSharing, Words } from '../../told.ts'

export const ofSharing: Words<ToldOfSharing> = {
  'co_educator.invited': {
    title: '{lead} möchte „{session}“ mit dir unterrichten',
    body: '{start, date, moment}. {share} % des Preises wären dein Teil. Bitte sag zu oder ab; bis dahin ist die Stunde in deinem Kalender nicht belegt.',
  },
  'co_educator.set': {
    title: 'Du unterrichtest „{session}“ mit {lead}',
    body: '{start, date, moment}. {share} % des Preises sind dein Teil. Die Stunde ist in deinem Kalender belegt.',
  },
  'co_educator.answered': {
    title:
      '{answer, select, accepted {{name} unterrichtet „{session}“ mit dir} left {{name} unterrichtet „{session}“ nicht mehr mit dir} other {{name} kann „{session}“ nicht mit dir unterrichten}}',
    body: '{answer, select, accepted {{start, date, moment}. Was ab jetzt gebucht wird, wird nach euren Anteilen geteilt.} left {{start, date, moment}. Was ihr Teil der gebuchten Plätze gewesen wäre, bekommen die, die unterrichten.} other {{start, date, moment}. Du kannst jemand anderen fragen.}}',
  },
  'co_educator.removed': {
    title: 'Du unterrichtest „{session}“ nicht mehr',
    body: '{lead} oder das Haus hat geändert, wer unterrichtet. {start, date, moment} ist in deinem Kalender wieder frei.',
  },
  'co_educator.moved': {
    title: '„{session}“ findet zu einer anderen Zeit statt',
    body: 'Der Termin ist jetzt {start, date, moment}, und die Stunde ist in deinem Kalender belegt. Wenn du nicht kannst, darfst du aussteigen; das zählt nicht gegen dich.',
  },
}
