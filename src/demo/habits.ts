import type { Chance } from './chance.ts'
import type { Educator, Learner } from './people.ts'
import type { Series } from './series.ts'

/** How people of the demo town choose; only choices, nothing is done here. */

const LEVELS = ['A1', 'A2', 'B1', 'B2', 'C1'] as const

/** How much a learner likes a session: 0 is not at all. */
export function liking(
  learner: Learner,
  series: Series,
  start: Temporal.Instant,
  timesBefore: number,
): number {
  const place = learner.learns.indexOf(series.language)
  if (place < 0) return 0
  const { hour } = start.toZonedDateTimeISO(learner.zone)
  if (hour < 7 || hour > 22) return 0
  const step = Math.abs(LEVELS.indexOf(series.level) - LEVELS.indexOf(learner.level))
  // The level that is given is that of the favourite language.
  const fits = place === 0 ? [4, 2, 0.5][step] : 1.5
  return (fits ?? 0) * (1 + Math.min(timesBefore, 3))
}

/** One of the things liked, the more liked the likelier. */
export function preferred<Item>(
  chance: Chance,
  items: readonly { item: Item; liking: number }[],
): Item | undefined {
  let left = chance.fraction() * items.reduce((sum, entry) => sum + entry.liking, 0)
  for (const { item, liking } of items) {
    left -= liking
    if (left < 0) return item
  }
  return undefined
}

/** Bookings wanted this week: 1.4 a week is one, and in four weeks of ten a second. */
export function wishes(chance: Chance, learner: Learner): number {
  const whole = Math.floor(learner.rhythm)
  return whole + (chance.happens(learner.rhythm - whole) ? 1 : 0)
}

/** Stars whose mean over many sessions is the educator's quality. */
export function stars(chance: Chance, educator: Educator): 3 | 4 | 5 {
  const short = 5 - educator.quality
  const three = short * 0.2
  const four = short - 2 * three
  const thrown = chance.fraction()
  return thrown < three ? 3 : thrown < three + four ? 4 : 5
}
