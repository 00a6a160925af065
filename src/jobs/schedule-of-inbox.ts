import { atomically, type Db } from '#base'
import {
  fallBack,
  forgetOtp,
  forgetUnknown,
  nextFallback,
  nextInboundOwed,
  owing,
  settleOwed,
} from '#messaging'
import type { Scheduled } from './work.ts'

const MINUTELY = '* * * * *'
const zone = 'UTC'

/** What inboxes and codes do by the clock. */
export const scheduleOfInbox: readonly Scheduled[] = [
  {
    name: 'messaging.fallBack',
    says: 'Sends codes a second way that the first has not delivered',
    cron: MINUTELY,
    zone,
    due: ({ otp }) => (otp ? nextFallback : undefined),
    run: async ({ db, otp }, now) => ({ sent: otp ? await fallBack(db, otp, now) : 0 }),
  },
  {
    name: 'messaging.settleOwed',
    says: 'Takes what messages that came in cost from wallets that were empty then, where stock came only now',
    cron: '23 * * * *',
    zone,
    due: () => nextInboundOwed,
    run: async ({ db }, now) => ({ taken: await settleAllOwed(db, now) }),
  },
  {
    name: 'messaging.forgetUnowned',
    says: 'Forgets what was sent to numbers of nobody after 30 days, codes that were asked for after 90',
    cron: '55 3 * * *',
    zone,
    upkeep: true,
    run: ({ db }, now) =>
      atomically(db, async (tx) => ({
        messages: await forgetUnknown(tx, now),
        codes: await forgetOtp(tx, now),
      })),
  },
]

async function settleAllOwed(db: Db, now: Temporal.Instant): Promise<number> {
  let taken = 0n
  for (const { organization, asset } of await owing(db))
    taken += await atomically(db, (tx) => settleOwed(tx, organization, asset, now))
  return Number(taken)
}
