import { emailOf } from './deeds.ts'
import { idOf, type Town } from './town.ts'

/** Who would like to teach here, days before the end of the history, and how far the reviewer has come with them. */
const APPLICANTS = [
  {
    key: 'hana',
    name: 'Hana Kovářová',
    zone: 'Europe/Prague',
    country: 'CZ',
    kinds: ['class'],
    teaches: 'cs',
    years: 6,
    days: 2,
    introduction: 'I have taught Czech to newcomers for six years, with songs and shopping lists.',
    stands: 'sent',
  },
  {
    key: 'kwame',
    name: 'Kwame Mensah',
    zone: 'Africa/Accra',
    country: 'GH',
    kinds: ['conversation'],
    teaches: 'en',
    years: 1,
    days: 6,
    introduction: 'I host a book circle on Sundays, and would like to do the same online.',
    stands: 'asked',
  },
  {
    key: 'sofia',
    name: 'Sofia Rinaldi',
    zone: 'Europe/Rome',
    country: 'IT',
    kinds: ['class', 'conversation'],
    teaches: 'it',
    years: 11,
    days: 5,
    introduction: 'Eleven years at a school in Bologna; my learners read Calvino by spring.',
    stands: 'invited',
  },
  {
    key: 'tom',
    name: 'Tom Brandt',
    zone: 'Europe/Berlin',
    country: 'DE',
    kinds: ['class'],
    teaches: 'de',
    years: 0,
    days: 9,
    introduction: 'I speak German and have time in the evenings.',
    stands: 'turned down',
  },
] as const

const QUESTION = 'How many people come to the circle, and may we see an invitation to it?'
const NO = 'We look for two years of teaching, or a certificate. Please come back with either.'

/** The paperwork of the last weeks: applications, what is agreed with institutions, what is contested. */
export function keepTheDesk(town: Town): void {
  applyToTeachHere(town)
  const { agenda, until, does } = town
  const staff = (days: number, deed: (by: string) => Promise<unknown>) =>
    agenda.note(until.subtract({ hours: 24 * days }), async () => {
      if (town.ids.has('tomasz')) await deed(idOf(town, 'tomasz'))
    })
  staff(12, (by) =>
    does.agreeWith(idOf(town, 'puente'), { educatorRate: 6000, institutionRate: 2500 }, by),
  )
  // The end of a month lies within these days, so that what was promised is topped up once.
  staff(33, async (by) => {
    if (town.ids.has('aarav')) await does.guarantee(idOf(town, 'aarav'), 15_000n, by)
  })
  contest(town)
}

function applyToTeachHere(town: Town): void {
  const { agenda, until, does } = town
  for (const one of APPLICANTS) {
    const { key, name, zone, country, kinds, teaches, years, introduction, stands } = one
    const came = until.subtract({ hours: 24 * one.days })
    agenda.note(came, async () => {
      const id = await does.join({ key, name, zone, locale: 'en' })
      town.ids.set(key, id)
      const application = await does.apply(
        { id, name, email: emailOf(key), zone },
        {
          kinds: [...kinds],
          phone: '+4930123456',
          country,
          nativeLanguages: [teaches],
          teachingLanguages: [{ language: teaches, level: 'C2' }],
          yearsTeaching: years,
          preferredTimes: [{ day: 2, part: 'evening' }],
          weeklyHours: 6,
          introduction,
        },
      )
      if (stands === 'sent' || !town.ids.has('noor')) return
      const noor = idOf(town, 'noor')
      agenda.note(came.add({ hours: 20 }), async () => {
        await does.takeApplication(application, noor)
        if (stands === 'asked') await does.askApplicant(application, QUESTION, noor)
        if (stands === 'invited') await does.inviteToTalk(application, noor)
        if (stands === 'turned down') await does.turnDown(application, NO, noor)
      })
    })
  }
}

/** Two learners want money back for an hour that was not as it should be; to one of them the educator has answered. */
function contest(town: Town): void {
  const { agenda, until, does } = town
  agenda.note(until.subtract({ hours: 40 }), async () => {
    const seats = town.meetings
      .filter(({ calledOff, end }) => !calledOff && isLately(end, until))
      .flatMap(({ educator, seated }) =>
        [...seated.values()].map(({ learner, booking, comes }) => ({
          educator: idOf(town, educator.key),
          learner: idOf(town, learner.key),
          booking,
          comes,
        })),
      )
      .toSorted((a, b) => Number(a.comes) - Number(b.comes))
    for (const [index, { educator, learner, booking, comes }] of seats.slice(0, 2).entries()) {
      await does.contest(booking, learner, comes ? SHORT : THERE)
      if (index > 0) continue
      agenda.note(until.subtract({ hours: 16 }), () =>
        does.answerCase(booking, educator, comes ? WHOLE : WAITED),
      )
    }
  })
}

const THERE = 'I was in the room from the first minute, and nobody else was there.'
const WAITED = 'I opened the room on time and waited. The list of who was there shows it.'
const SHORT = 'It began a quarter of an hour late, and what the page promised was not touched on.'
const WHOLE =
  'We began when all were there, and stayed longer at the end. The exercises were sent after.'

/** Over, and within the thirty days in which it can be contested. */
const isLately = (end: Temporal.Instant, until: Temporal.Instant): boolean => {
  const hours = until.since(end).total('hours')
  return hours > 60 && hours < 24 * 20
}
