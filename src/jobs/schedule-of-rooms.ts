import { atomically } from '#base'
import { forgetTalk } from '#live'
import type { Scheduled } from './work.ts'

/** What becomes of rooms by itself. */
export const scheduleOfRooms: readonly Scheduled[] = [
  {
    name: 'live.forgetTalk',
    says: 'Removes what was written in rooms, thirty days after',
    cron: '20 3 * * *',
    zone: 'UTC',
    upkeep: true,
    run: async ({ db }, now) => ({ forgotten: await atomically(db, (tx) => forgetTalk(tx, now)) }),
  },
]
