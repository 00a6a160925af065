import { atomically } from '#base'
import {
  forgetProviderNotices,
  type Hearing,
  nextProviderNotice,
  nextSandboxReport,
  playSandbox,
  suppress,
  takeInbound,
  takeReports,
  workProviderNotices,
} from '#messaging'
import type { Scheduled, Work } from './work.ts'

const MINUTELY = '* * * * *'
const zone = 'UTC'

/** Who hears what providers of messages tell. */
const HEARING: Hearing = { takeReports, takeInbound, suppress }

/** What providers of messages tell, and when it is heard. */
export const scheduleOfMessageProviders: readonly Scheduled[] = [
  {
    name: 'messaging.playSandbox',
    says: 'Lets the sandbox tell what became of its messages',
    cron: MINUTELY,
    zone,
    due: () => nextSandboxReport,
    run: async ({ db }, now) => ({ told: await atomically(db, (tx) => playSandbox(tx, now)) }),
  },
  {
    name: 'messaging.workProviderNotices',
    says: 'Hears what providers of messages told, and tries again what could not be heard',
    cron: MINUTELY,
    zone,
    due: ({ messageProviders }) => (messageProviders ? nextProviderNotice : undefined),
    run: async (work, now) => ({ worked: await hearProviders(work, now) }),
  },
  {
    name: 'messaging.forgetProviderNotices',
    says: 'Forgets what notices of providers said after 90 days',
    cron: '25 3 * * *',
    zone,
    upkeep: true,
    run: ({ db }, now) => atomically(db, (tx) => forgetProviderNotices(tx, now)),
  },
]

/** Hears what has come in by now. */
export async function hearProviders(
  { db, messageProviders }: Work,
  now: Temporal.Instant,
): Promise<number> {
  return messageProviders ? workProviderNotices(db, messageProviders, HEARING, now) : 0
}
