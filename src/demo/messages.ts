import { chanceIn, idOf, type Town, weekStart } from './town.ts'
import type { Member, TownTemplate } from './writing.ts'

/** How a study library writes to its members: stock, a package, members, templates, weeks of messages. */

const LIBRARY = 'dnyanada'
const ITEMS = {
  starter: '01900000-0000-7000-8000-000000000004',
  growth: '01900000-0000-7000-8000-000000000005',
} as const

/** So many weeks before the end the library begins to write. */
const WEEKS_OF_WRITING = 4

const FIRST = [
  'Asha',
  'Kiran',
  'Meera',
  'Tanvi',
  'Rahul',
  'Sanjay',
  'Pooja',
  'Omkar',
  'Isha',
  'Yash',
  'Neha',
  'Gauri',
]
const LAST = ['Kulkarni', 'Pawar', 'Shinde', 'Bhosale', 'Gokhale', 'Mane']

/** Numbers that the sandbox delivers to, but for three that show what else happens: read, unreachable, do not disturb. */
const ODD: Record<number, string> = { 2: '24', 5: '13', 9: '14' }

const MEMBERS: readonly Member[] = Array.from({ length: 12 }, (_, index) => {
  const name = `${FIRST[index % FIRST.length]} ${LAST[(index * 5) % LAST.length]}`
  return {
    name,
    number: ODD[index] ? `+9198000000${ODD[index]}` : `+91980001${String(1000 + index)}`,
    email: `${name.toLowerCase().replace(' ', '.')}.${index + 1}@demo.example`,
    language: index % 3 === 0 ? 'hi' : 'en',
    seat: `B${index + 1}`,
    wantsNews: index % 4 !== 3,
  }
})

const seat = { name: 'seat', sample: 'B12' }
const SEAT: TownTemplate = {
  name: 'seat_booked',
  way: 'sms',
  category: 'utility',
  variables: [seat, { name: 'day', sample: 'Monday' }],
  words: {
    en: { text: 'Dnyanada: seat {{seat}} is yours on {{day}} from 7:00.' },
    hi: { text: 'ज्ञानदा: {{day}} को सुबह 7 बजे से सीट {{seat}} आपकी है।' },
  },
}
const FEE: TownTemplate = {
  name: 'fee_due',
  way: 'whatsapp',
  category: 'utility',
  variables: [seat],
  words: {
    en: { text: 'Your monthly fee of ₹500 for seat {{seat}} is due on Friday.' },
    hi: { text: 'सीट {{seat}} का ₹500 मासिक शुल्क शुक्रवार को देय है।' },
  },
}
const NEWS: TownTemplate = {
  name: 'longer_hours',
  way: 'email',
  category: 'marketing',
  variables: [],
  words: {
    en: {
      subject: 'Open until eleven in exam month',
      text: 'From Monday the reading room is open until 23:00, and tea is free after nine.',
    },
  },
}

/** Finance buys stock, the library a package; then it writes each week, and once to everybody. */
export function writeToMembers(town: Town): void {
  const first = Math.max(town.weeks - WEEKS_OF_WRITING, 0)
  const at = (week: number, day: number, hour: number) =>
    weekStart(town, first + week).add({ hours: day * 24 + hour })
  const own = { group: '', seat: '', fee: '', news: '' }
  const library = () => idOf(town, LIBRARY)
  const sunita = () => idOf(town, 'sunita')

  town.agenda.note(at(0, 0, 5), () => town.does.buyStock(idOf(town, 'tomasz'), idOf(town, 'helen')))
  town.agenda.note(at(0, 1, 5), () => town.does.buyPackage(library(), ITEMS.starter, sunita()))
  town.agenda.note(at(0, 1, 6), async () => {
    const { does } = town
    own.group = (await does.addMembers(library(), 'Reading room', MEMBERS, sunita())).group
    own.seat = await does.addTemplate(library(), SEAT, sunita())
    own.fee = await does.addTemplate(library(), FEE, sunita())
    own.news = await does.addTemplate(library(), NEWS, sunita())
  })
  for (let week = 0; week < WEEKS_OF_WRITING; week++) {
    const some = chanceIn(town, 'messages', week).shuffled(MEMBERS).slice(0, 5)
    town.agenda.note(at(week, 2, 7), async () => {
      const to = some.map(({ number, language, seat }) => ({
        key: `seat ${week} ${seat}`,
        address: number,
        language,
        values: { seat, day: language === 'hi' ? 'गुरुवार' : 'Thursday' },
      }))
      await town.does.sendTemplate(library(), own.seat, to)
    })
    town.agenda.note(at(week, 3, 8), async () => {
      const to = some.slice(0, 2).map(({ number, language, seat }) => ({
        key: `fee ${week} ${seat}`,
        address: number,
        language,
        values: { seat },
      }))
      await town.does.sendTemplate(library(), own.fee, to)
    })
  }
  town.agenda.note(at(2, 1, 7), () => {
    const wish = { name: 'Longer hours', group: own.group, template: own.news }
    return town.does.announce(library(), wish, sunita())
  })
  town.agenda.note(at(2, 3, 9), () =>
    town.does.buyPackage(idOf(town, 'puente'), ITEMS.growth, idOf(town, 'carmen')),
  )
}
