import { realScene, whyNot } from '../test/stripe/real.ts'
import { SCENARIOS } from '../test/stripe/scenarios.ts'

/**
 * `npm run test:stripe`: what has to hold of Stripe, asked of Stripe itself with a test key from
 * STRIPE_TEST_KEY. Ends with 0 where all holds, or where there is no key and nothing was asked; with 1
 * where something does not hold, or the key is none for tests.
 */
const key = process.env.STRIPE_TEST_KEY?.trim()
const not = whyNot(key)
if (not) {
  console.log(not.says)
  process.exit(not.refused ? 1 : 0)
}
const scene = realScene(key!)
let failed = 0
for (const [says, run] of SCENARIOS) {
  try {
    await run(scene)
    console.log(`  ✓ ${says}`)
  } catch (error) {
    failed += 1
    console.error(`  ✗ ${says}\n`, error)
  }
}
console.log(`${SCENARIOS.length - failed} of ${SCENARIOS.length} hold at Stripe, in test mode.`)
process.exitCode = failed > 0 ? 1 : 0
