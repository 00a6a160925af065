import { atomically } from '#base'
import { lookForSaved, nextSavedLook, reckonStandings, tidyLexicon } from '#live'
import type { Scheduled } from './work.ts'

/** What happens by itself so that what is there is found. */
export const ofFinding: readonly Scheduled[] = [
  {
    name: 'live.reckonStandings',
    says: 'Reckons where educators stand in searches: every factor of the published ranking',
    cron: '20 * * * *',
    zone: 'UTC',
    upkeep: true,
    run: async ({ db }, now) => ({ reckoned: await reckonStandings(db, now) }),
  },
  {
    name: 'live.tidyLexicon',
    says: 'Forgets words of searches that stand nowhere any more',
    cron: '40 3 * * *',
    zone: 'UTC',
    upkeep: true,
    run: async ({ db }, now) => ({
      forgotten: await atomically(db, (tx) => tidyLexicon(tx, now)),
    }),
  },
  {
    name: 'live.lookForSaved',
    says: 'Looks once a day whether something new fits a saved search, and tells whoever saved it',
    cron: '*/10 * * * *',
    zone: 'UTC',
    due: () => nextSavedLook,
    run: async ({ db }, now) => ({ told: await lookForSaved(db, now) }),
  },
]
