import { atomically } from '#base'
import {
  forgetEvents,
  nextAutomation,
  nextCampaign,
  runAutomations,
  runCampaigns,
} from '#messaging'
import type { Scheduled, Work } from './work.ts'

const MINUTELY = '* * * * *'
const zone = 'UTC'

/** Messages to many, and messages because something happened. */
export const scheduleOfCampaigns: readonly Scheduled[] = [
  {
    name: 'messaging.runAutomations',
    says: 'Says what automations have to say, and hears what became of it',
    cron: MINUTELY,
    zone,
    due: () => nextAutomation,
    run: async (work, now) => ({ runs: await runDueAutomations(work, now) }),
  },
  {
    name: 'messaging.runCampaigns',
    says: 'Begins campaigns at their hour, hands their messages over as they are due, and ends them',
    cron: MINUTELY,
    zone,
    due: () => nextCampaign,
    run: async (work, now) => ({ campaigns: await runDueCampaigns(work, now) }),
  },
  {
    name: 'messaging.forgetEvents',
    says: 'Forgets what events said, and their pictures and papers, after 90 days',
    cron: '20 3 * * *',
    zone,
    upkeep: true,
    run: ({ db }, now) =>
      atomically(db, async (tx) => ({ forgotten: await forgetEvents(tx, now) })),
  },
]

export const runDueCampaigns = ({ db, payments }: Work, now: Temporal.Instant) =>
  runCampaigns(db, payments.url, now)

export const runDueAutomations = ({ db, payments }: Work, now: Temporal.Instant) =>
  runAutomations(db, payments.url, now)
