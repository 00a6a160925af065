import {
  drawAudits,
  endMeasures,
  giveBadges,
  lookAtQuality,
  nextMeasureEnd,
  pickFeatured,
} from '#live'
import type { Scheduled } from './work.ts'

const zone = 'UTC'

/** What happens by itself so that teaching stays good. */
export const scheduleOfQuality: readonly Scheduled[] = [
  {
    name: 'live.endMeasures',
    says: 'Ends measures whose time is over',
    cron: '* * * * *',
    zone,
    due: () => nextMeasureEnd,
    run: async ({ db }, now) => ({ ended: await endMeasures(db, now) }),
  },
  {
    name: 'live.lookAtQuality',
    says: 'Reckons every educator’s scorecard, and takes the measures that are taken by themselves',
    cron: '50 3 * * *',
    zone,
    upkeep: true,
    run: ({ db }, now) => lookAtQuality(db, now),
  },
  {
    name: 'live.giveBadges',
    says: 'Gives and takes educators’ badges by rule',
    cron: '0 4 * * *',
    zone,
    upkeep: true,
    run: async ({ db }, now) => ({ changed: await giveBadges(db, now) }),
  },
  {
    name: 'live.pickFeatured',
    says: 'Picks by rule who is featured this week, with their bonus',
    cron: '20 4 * * 1',
    zone,
    upkeep: true,
    run: async ({ db }, now) => ({ picked: await pickFeatured(db, now) }),
  },
  {
    name: 'live.drawAudits',
    says: 'Draws last week’s sample of sessions for a reviewer',
    cron: '10 4 * * 1',
    zone,
    upkeep: true,
    run: async ({ db }, now) => ({ drawn: await drawAudits(db, now) }),
  },
]
