import { hourOfOneEducator, hourOfOneLearner, overlappingHours } from '../lesson-races.ts'
import { globalSetup, globalTeardown } from '../setup.ts'
import type { Attack } from './attack.ts'

const RACES = {
  'one hour of one educator': hourOfOneEducator,
  'overlapping hours of one educator': overlappingHours,
  'one hour of one learner': hourOfOneLearner,
}

/**
 * Fifty clients at once for the same hour of one educator, for hours of one educator that meet, and for one
 * learner's hour at fifty educators: in each round one is booked, and the others hear why not.
 */
export const hours: Attack = async ({ dose, say }) => {
  const rounds = dose === 'full' ? 1_000 : 10
  await globalSetup()
  try {
    for (const [name, race] of Object.entries(RACES)) {
      await race(rounds)
      say(`${name}: ${rounds} rounds, one lesson in each`)
    }
  } finally {
    await globalTeardown()
  }
  return `${rounds} rounds of each, 50 clients in a round, 0 wrong`
}
