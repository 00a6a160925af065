import { atomically } from '#base'
import {
  forgetContents,
  forgetTallies,
  LANES,
  type Lane,
  leaveDue,
  mindRoutes,
  missAnswersOf,
  nextDeparture,
  nextMinding,
  nextMissedDeparture,
  nextOwed,
  nextSettling,
  payOwed,
  settleDue,
} from '#messaging'
import type { Scheduled, Work } from './work.ts'

const MINUTELY = '* * * * *'
const zone = 'UTC'

/** Messages that leave by themselves at their hour, and what becomes of them and of their money. */
export const scheduleOfSending: readonly Scheduled[] = [
  {
    name: 'messaging.leave',
    says: 'Lets messages leave whose hour has come, passwords first',
    cron: MINUTELY,
    zone,
    due: ({ messageProviders }) => (messageProviders ? nextDeparture : undefined),
    run: async (work) => {
      let left = 0
      for (const lane of LANES) left += await letLeave(work, lane)
      return { left }
    },
  },
  {
    name: 'messaging.missAnswers',
    says: 'Marks messages as unknown whose provider has not answered: they are never sent again',
    cron: MINUTELY,
    zone,
    due: () => nextMissedDeparture,
    run: async ({ db }, now) => ({ unknown: await missAnswersOf(db, now) }),
  },
  {
    name: 'messaging.settle',
    says: 'Decides the money of messages: taken, given back, or given back at our cost',
    cron: MINUTELY,
    zone,
    due: () => nextSettling,
    run: async ({ db }, now) => ({ settled: await settleDue(db, now) }),
  },
  {
    name: 'messaging.payOwed',
    says: 'Books what messages cost that were sent before their stock was received',
    cron: '25 * * * *',
    zone,
    due: () => nextOwed,
    run: async ({ db }, now) => ({ booked: await payOwed(db, now) }),
  },
  {
    name: 'messaging.mindRoutes',
    says: 'Shifts messages away from slow providers, and lets weights drift back',
    cron: MINUTELY,
    zone,
    due: () => nextMinding,
    run: async ({ db }, now) => ({ changed: await mindRoutes(db, now) }),
  },
  {
    name: 'messaging.forgetContents',
    says: 'Forgets what messages said after 90 days',
    cron: '55 3 * * *',
    zone,
    upkeep: true,
    run: ({ db }, now) =>
      atomically(db, async (tx) => ({
        forgotten: await forgetContents(tx, now),
        tallies: await forgetTallies(tx, now),
      })),
  },
]

/** Lets a lane leave until nothing of it is due. */
export async function letLeave({ db, clock, messageProviders }: Work, lane: Lane): Promise<number> {
  if (!messageProviders) return 0
  const sending = { db, providers: messageProviders, now: () => clock.now() }
  return (await leaveDue(sending, lane)).left
}
