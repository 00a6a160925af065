import { configFromEnvironment } from '#base'
import { openStoa } from '../src/main.ts'

/**
 * The server of a bench: `stoa serve` with no limits per minute, because all clients come from one
 * address. It answers only, until it is told to take up the queue and the schedule, too.
 */
const config = configFromEnvironment()
const unlimited = 1_000_000_000
const stoa = await openStoa(
  config,
  { answers: true, works: false },
  {
    limits: {
      address: unlimited,
      person: unlimited,
      'sign-in': unlimited,
      account: unlimited,
      checkout: unlimited,
    },
  },
)
process.on('message', async (word) => {
  if (word === 'work') await stoa.deps.jobs.start()
  process.send!(word)
})
process.once('disconnect', () => process.exit())
process.once('SIGTERM', async () => {
  await stoa.stop()
  process.exit(0)
})
process.send!('open')
