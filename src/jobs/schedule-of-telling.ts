import { atomically, wallClock } from '#base'
import {
  deliver,
  followReturns,
  forgetDeliveries,
  forgetPhones,
  forgetReturns,
  forgetTold,
  nextDelivery,
  nextEvent,
  nextReminder,
  nextReturn,
  remindDue,
  sendEvents,
} from '#messaging'
import type { Scheduled, Work } from './work.ts'

const MINUTELY = '* * * * *'
const zone = 'UTC'

/** What tells people by the clock. The demo town's half year is played without it: nobody reads it there. */
export const scheduleOfTelling: readonly Scheduled[] = [
  {
    name: 'messaging.remind',
    says: 'Reminds learners and educators a day and an hour before a session',
    cron: MINUTELY,
    zone,
    upkeep: true,
    due: () => nextReminder,
    run: async ({ db }, now) => ({ reminded: await remindDue(db, now) }),
  },
  {
    name: 'messaging.deliver',
    says: 'Tries e-mails again that the mail server did not take',
    cron: MINUTELY,
    zone,
    upkeep: true,
    due: ({ mail }) => (mail ? nextDelivery : undefined),
    run: async ({ db, mail, clock }) => ({
      sent: mail ? await deliver(db, mail, () => clock.now()) : 0,
    }),
  },
  {
    name: 'messaging.followReturns',
    says: 'Shows letters that came back after they had left, and says by e-mail what did not get to a phone',
    cron: MINUTELY,
    zone,
    due: () => nextReturn,
    run: ({ db, mail }, now) => followReturns(db, mail, now),
  },
  {
    name: 'messaging.sendEvents',
    says: 'Sends events again that their receivers outside did not take',
    cron: MINUTELY,
    zone,
    upkeep: true,
    due: ({ webhooks }) => (webhooks ? nextEvent : undefined),
    run: async (work) => ({ delivered: await sendOutside(work) }),
  },
  {
    name: 'messaging.forgetTold',
    says: 'Forgets the words of e-mails and old phone numbers after 90 days, notices after a year, events sent after 30 days',
    cron: '35 3 * * *',
    zone,
    upkeep: true,
    run: ({ db }, now) =>
      atomically(db, async (tx) => ({
        ...(await forgetTold(tx, now)),
        events: await forgetDeliveries(tx, now),
        texts: await forgetReturns(tx, now),
        phones: await forgetPhones(tx, now),
      })),
  },
]

/** Sends what is due to machines outside. */
export async function sendOutside({ db, webhooks, clock }: Work): Promise<number> {
  if (!webhooks) return 0
  return sendEvents(db, webhooks, { now: () => clock.now(), wall: () => wallClock.now() })
}
