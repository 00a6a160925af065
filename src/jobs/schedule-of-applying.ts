import {
  forgetPapers,
  lapseApplications,
  nextLateApplication,
  nextUnansweredApplication,
  tellLateApplications,
} from '#earnings'
import type { Scheduled } from './work.ts'

const MINUTELY = '* * * * *'
const zone = 'UTC'

/** What becomes of applications by itself. */
export const scheduleOfApplying: readonly Scheduled[] = [
  {
    name: 'earnings.lapseApplications',
    says: 'Ends applications whose applicant was asked for more and has not answered in time',
    cron: MINUTELY,
    zone,
    due: () => nextUnansweredApplication,
    run: async ({ db }, now) => ({ ended: await lapseApplications(db, now) }),
  },
  {
    name: 'earnings.tellLateApplications',
    says: 'Tells reviewers of applications that are past their day',
    cron: MINUTELY,
    zone,
    due: () => nextLateApplication,
    run: async ({ db }, now) => ({ told: await tellLateApplications(db, now) }),
  },
  {
    name: 'earnings.forgetPapers',
    says: 'Forgets the papers of applications that came to nothing',
    cron: '40 3 * * *',
    zone,
    upkeep: true,
    run: async ({ db }, now) => ({ forgotten: await forgetPapers(db, now) }),
  },
]
