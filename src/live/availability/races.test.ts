import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dose } from '../../../test/doses.ts'
import {
  hourOfOneEducator,
  hourOfOneLearner,
  overlappingHours,
} from '../../../test/lesson-races.ts'

const ROUNDS = dose(20)

for (const [says, race] of [
  ['one hour of one educator, 50 learners at once', hourOfOneEducator],
  ['overlapping hours of one educator, 50 learners at once', overlappingHours],
  ['one hour of one learner, 50 educators at once', hourOfOneLearner],
] as const) {
  test(`${says}, ${ROUNDS} times: one of them each time`, async () => {
    assert.equal(await race(ROUNDS), ROUNDS)
  })
}
