import { atomically } from '#base'
import { sumStock } from '#ledger'
import {
  forgetPromises,
  forgetReadings,
  listProviders,
  lookAtStock,
  nextBalancePoll,
  pollBalances,
} from '#messaging'
import type { Scheduled } from './work.ts'

/** What happens by itself about the stock of message credits. */
export const scheduleOfStock: readonly Scheduled[] = [
  {
    name: 'messaging.watchStock',
    says: 'Asks providers of messages what they have, tells of stock that drifts or runs low, and buys more by rule',
    cron: '* * * * *',
    zone: 'UTC',
    upkeep: true,
    due: () => nextBalancePoll,
    run: async ({ db, messageProviders }, now) => {
      const read = await pollBalances(
        db,
        async (id) => {
          // Stock can be kept for somebody who is no provider here any more: nobody is there to be asked.
          const known = (await listProviders(db)).some((one) => one.id === id)
          return known ? messageProviders?.of(id) : undefined
        },
        now,
      )
      return { read, raised: await lookAtStock(db, now) }
    },
  },
  {
    name: 'ledger.sumStock',
    says: 'Sums up what became of stock that was bought, so that what it brought is known as quickly as history grows',
    cron: '10 3 * * *',
    zone: 'UTC',
    upkeep: true,
    run: ({ db }) => atomically(db, async (tx) => ({ lots: await sumStock(tx) })),
  },
  {
    name: 'messaging.forgetReadings',
    says: 'Forgets what providers had more than 400 days ago, and promises of stock that are over',
    cron: '25 3 * * *',
    zone: 'UTC',
    upkeep: true,
    run: ({ db }, now) =>
      atomically(db, async (tx) => ({
        readings: await forgetReadings(tx, now),
        promises: await forgetPromises(tx, now),
      })),
  },
]
