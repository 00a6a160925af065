import { idOf, type Town } from './town.ts'

/**
 * The last weeks of the town: a series that is booked whole, learners who wait for an answer, and hosts
 * who can be talked to now. Whoever has not joined by then does nothing.
 */
export function liveByAsking(town: Town): void {
  const { until, agenda, does } = town
  const before = (hours: number) => until.subtract({ minutes: Math.round(hours * 60) })
  const here = (...keys: string[]) => keys.every((key) => town.ids.has(key))
  let series = ''
  agenda.note(before(8 * 24), async () => {
    if (here('elena')) series = await does.makeSeries(idOf(town, 'elena'), LETTERS)
  })
  // Everybody may book it two days later.
  agenda.note(before(5 * 24), async () => {
    if (!series || !here('lukas')) return
    await does.buyCredits(idOf(town, 'lukas'), 250)
    await does.bookSeries(idOf(town, 'lukas'), series)
  })
  let walk = ''
  agenda.note(before(30), async () => {
    if (!here('diego')) return
    walk = await does.publishAsking(idOf(town, 'diego'), until.add({ hours: 24 * 5 + 2 }))
  })
  for (const [hours, key] of [
    [26, 'maya'],
    [9, 'chiara'],
  ] as const) {
    agenda.note(before(hours), async () => {
      if (walk && here(key)) await does.book(idOf(town, key), walk, false)
    })
  }
  for (const [key, language] of [
    ['diego', 'es'],
    ['sinead', 'en'],
    ['leyla', 'fr'],
  ] as const) {
    agenda.note(before(0.2), async () => {
      if (here(key)) await does.switchOn(idOf(town, key), language, until.add({ hours: 8 }))
    })
  }
}

/** Before breakfast, so that nothing of the week stands in its way. */
const LETTERS = {
  kind: 'class',
  title: 'Letters before breakfast',
  description:
    'Twice a week we read one letter aloud and answer it in five sentences. Come to all of it: the letters belong together.',
  language: 'es',
  level: 'B1',
  topics: ['reading', 'writing'],
  capacity: 6,
  priceLevel: 'basic',
} as const
