import { atomically } from '#base'
import { deliver, forgetTold, nextDelivery, nextReminder, remindDue } from '#messaging'
import type { Scheduled } from './work.ts'

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
    name: 'messaging.forgetTold',
    says: 'Forgets the words of e-mails after 90 days, and notices after a year',
    cron: '35 3 * * *',
    zone,
    upkeep: true,
    run: ({ db }, now) => atomically(db, (tx) => forgetTold(tx, now)),
  },
]
