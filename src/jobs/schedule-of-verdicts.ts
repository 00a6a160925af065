import {
  completeSilent,
  endProposals,
  nextCaseWork,
  nextOutage,
  nextProposalEnd,
  nextSilence,
  workCases,
  workOutages,
} from '#live'
import type { Scheduled } from './work.ts'

const MINUTELY = '* * * * *'
const zone = 'UTC'

/** What becomes of seats by itself after they were taken: silence, claims, proposals, outages. */
export const scheduleOfVerdicts: readonly Scheduled[] = [
  {
    name: 'live.completeSilent',
    says: 'Completes what nobody could tell about and nobody has said anything against',
    cron: MINUTELY,
    zone,
    due: () => nextSilence,
    run: async ({ db }, now) => ({ completed: await completeSilent(db, now) }),
  },
  {
    name: 'live.workOutages',
    says: 'Gives back what was found in sessions while the room could not be reached',
    cron: MINUTELY,
    zone,
    due: () => nextOutage,
    run: async ({ db }, now) => ({ givenBack: await workOutages(db, now) }),
  },
  {
    name: 'live.workCases',
    says: 'Cases: reminds who has not answered, ends what silence ends, and tells staff whose time is over',
    cron: MINUTELY,
    zone,
    due: () => nextCaseWork,
    run: async ({ db }, now) => ({ wentOn: await workCases(db, now) }),
  },
  {
    name: 'live.endProposals',
    says: 'Ends proposals of another time that were not answered',
    cron: MINUTELY,
    zone,
    due: () => nextProposalEnd,
    run: async ({ db }, now) => ({ ended: await endProposals(db, now) }),
  },
]
