import { LEARNERS } from './learners.ts'
import { OFFICE, ORGANIZATIONS } from './organizations.ts'
import { STAFF } from './people.ts'
import { chanceIn, idOf, type Town, weekStart } from './town.ts'

/** What is there before anybody teaches, and what the operator's own people do now and then. */

export function openOffice(town: Town): void {
  const first = weekStart(town, 0)
  town.agenda.note(first, async () => {
    for (const person of [...STAFF, ...OFFICE]) {
      town.ids.set(person.key, await town.does.join(person))
    }
    for (const organization of ORGANIZATIONS) {
      town.ids.set(organization.key, await town.does.found(organization.name))
    }
    const helen = idOf(town, 'helen')
    await town.does.putInForce('independent', ON_THEIR_OWN, helen)
    await town.does.putInForce('institution', FOR_AN_INSTITUTION, helen)
  })
  noteMemberships(town)
  noteGoodwill(town)
  noteBankThatRefuses(town)
}

/** People are taken into an organization as soon as they live in the town. */
function noteMemberships(town: Town): void {
  const open = ORGANIZATIONS.flatMap(({ key, members }) =>
    members.map((member) => ({ organization: key, ...member })),
  )
  for (let week = 0; week <= town.weeks; week++) {
    town.agenda.note(weekStart(town, week).add({ minutes: 20 }), async () => {
      for (const member of open.splice(0)) {
        const person = town.ids.get(member.person)
        if (!person) open.push(member)
        else await town.does.addMember(idOf(town, member.organization), person, member.role)
      }
    })
  }
}

const ON_THEIR_OWN = [
  'You teach on your own account, at the hours and in the way that you choose.',
  'Of each seat you earn the share of your tier on the day it was booked; it is held for seven days and paid out on Mondays.',
  'What learners tell you stays with you. What goes wrong is said here, and decided by people.',
].join('\n\n')
const FOR_AN_INSTITUTION = [
  'You teach for the institution that employs you; it and you share each seat as it has agreed with us.',
  'What learners tell you stays with you. What goes wrong is said here, and decided by people.',
].join('\n\n')

const APOLOGIES = [
  'The room would not open for ten minutes; with our apologies',
  'The materials came a day late; with our apologies',
  'Two sessions were announced at one hour by mistake',
]

/** Every few weeks the support desk makes good what went wrong for somebody. */
function noteGoodwill(town: Town): void {
  const chance = chanceIn(town, 'goodwill')
  for (let week = 3; week < town.weeks; week += chance.between(2, 4)) {
    const learner = chance.pick(LEARNERS.filter(({ joins }) => joins < week - 1))
    const hours = chance.between(80, 120)
    const credits = chance.pick([5, 10, 15])
    town.agenda.note(weekStart(town, week).add({ hours }), async () => {
      const by = `person:${idOf(town, 'amara')}`
      const to = idOf(town, learner.key)
      await town.does.giveCredits({ by, to, credits, note: chance.pick(APOLOGIES), days: 90 })
    })
  }
}

/** One payout does not arrive: the bank sends it back, and it is paid the week after. */
function noteBankThatRefuses(town: Town): void {
  const week = town.weeks - 3
  if (week < 2) return
  town.agenda.note(weekStart(town, week).subtract({ hours: 12 }), async () => {
    const educator = town.ids.get('sinead')
    if (educator) await town.does.bankRefuses(educator)
  })
}
