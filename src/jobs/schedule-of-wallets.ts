import { atomically } from '#base'
import { nextExpiryWarning, nextWatch, warnOfExpiry, watchWallets } from '#messaging'
import type { Scheduled } from './work.ts'

const zone = 'UTC'

/** What organizations are told of their message credits by the clock. */
export const scheduleOfWallets: readonly Scheduled[] = [
  {
    name: 'messaging.watchWallets',
    says: 'Tells organizations whose message credits fall below what they said, or will not last',
    cron: '35 * * * *',
    zone,
    due: () => nextWatch,
    run: async ({ db }, now) => ({ told: await watchWallets(db, now) }),
  },
  {
    name: 'messaging.warnOfExpiry',
    says: 'Tells organizations 30, 7 and 1 days before message credits run out that nobody has used',
    cron: '*/10 * * * *',
    zone,
    due: () => nextExpiryWarning,
    run: ({ db }, now) => atomically(db, async (tx) => ({ told: await warnOfExpiry(tx, now) })),
  },
]
