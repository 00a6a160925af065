import { atomically } from '#base'
import { forgetContactFiles, forgetSoftBounces } from '#messaging'
import type { Scheduled } from './work.ts'

/** What happens by itself about contacts. Files of them are read by the queue, on from where they stand. */
export const scheduleOfContacts: readonly Scheduled[] = [
  {
    name: 'messaging.forgetContactFiles',
    says: 'Forgets files of contacts that nobody had read, what was wrong with the others, and bounces of long ago',
    cron: '40 3 * * *',
    zone: 'UTC',
    upkeep: true,
    run: ({ db }, now) =>
      atomically(db, async (tx) => ({
        files: await forgetContactFiles(tx, now),
        bounces: await forgetSoftBounces(tx, now),
      })),
  },
]
