import { reckonTiers } from '#live'
import type { Scheduled } from './work.ts'

/** What educators compare themselves with. */
export const scheduleOfDashboards: readonly Scheduled[] = [
  {
    name: 'live.reckonTiers',
    says: 'Reckons the middle educator of every tier, for others to compare themselves with',
    cron: '20 4 * * *',
    zone: 'UTC',
    upkeep: true,
    run: async ({ db }, now) => ({ tiers: await reckonTiers(db, now) }),
  },
]
