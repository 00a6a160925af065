import assert from 'node:assert/strict'
import { hourOfOneEducator, hourOfOneLearner, lastSeat, overlappingHours } from '../lesson-races.ts'
import { globalSetup, globalTeardown } from '../setup.ts'
import type { Attack } from './attack.ts'

const RACES = {
  'the last seat of a session': lastSeat,
  'one hour of one educator': hourOfOneEducator,
  'overlapping hours of one educator': overlappingHours,
  'one hour of one learner': hourOfOneLearner,
}

/**
 * Fifty clients at once for the last seat of a session, for the same hour of one educator, for hours of one
 * educator that meet, and for one learner's hour at fifty educators: in each round one is booked, and the
 * others hear why not.
 */
export const hours: Attack = async ({ dose, say }) => {
  const rounds = dose === 'full' ? 1_000 : 10
  await globalSetup()
  try {
    for (const [name, race] of Object.entries(RACES)) {
      const began = performance.now()
      assert.equal(await race(rounds), rounds)
      const seconds = ((performance.now() - began) / 1_000).toFixed(0)
      say(`${name}: ${rounds} rounds in ${seconds} s, one booking in each`)
    }
  } finally {
    await globalTeardown()
  }
  return `${rounds} rounds of each, 50 clients in a round, 0 wrong`
}
