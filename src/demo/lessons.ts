import { Problem } from '#base'
import { EDUCATORS } from './educators.ts'
import { noteRefusal } from './learning.ts'
import type { Town } from './town.ts'

type Hours = { weekday: number; from: number; until: number }

const days = (weekdays: readonly number[], from: number, until: number): Hours[] =>
  weekdays.map((weekday) => ({ weekday, from: from * 60, until: until * 60 }))

/** Who of the town can be booked one to one, in which hours of their own clock. */
const OFFERS: readonly { educator: string; title: string; week: Hours[]; lengths: number[] }[] = [
  {
    educator: 'elena',
    title: 'Spanish, one to one',
    week: [...days([1, 3], 9, 12), ...days([1, 2, 4], 16, 20)],
    lengths: [30, 60],
  },
  {
    educator: 'jonas',
    title: 'German for the job, one to one',
    week: days([2, 3, 4, 5], 8, 11),
    lengths: [45, 90],
  },
  {
    educator: 'priya',
    title: 'English, one to one',
    week: days([1, 2, 3, 4, 5, 6], 18, 22),
    lengths: [25, 50],
  },
]

/** Who has booked whom, for the first free hour of a length so many days ahead. */
const LESSONS = [
  { learner: 'maya', educator: 'elena', minutes: 30, ahead: 2 },
  { learner: 'maya', educator: 'jonas', minutes: 45, ahead: 4 },
  { learner: 'maya', educator: 'elena', minutes: 30, ahead: 9 },
] as const

/** On the last day of the history some educators open their hours, and the first of them are taken. */
export async function openHours(town: Town): Promise<void> {
  const { does, ids } = town
  for (const { educator, ...offer } of OFFERS) {
    const one = EDUCATORS.find(({ key }) => key === educator)
    const id = ids.get(educator)
    if (one && id)
      await does.offerHours(id, { ...offer, zone: one.zone, language: one.teaches[0]! })
  }
  for (const { learner, educator, minutes, ahead } of LESSONS) {
    const [from, to] = [ids.get(learner), ids.get(educator)]
    if (!from || !to) continue
    try {
      await does.bookHour({ learner: from, educator: to, minutes, ahead })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      noteRefusal(town, error)
    }
  }
}
