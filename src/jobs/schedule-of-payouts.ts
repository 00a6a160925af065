import {
  foreseeShortfall,
  nextRelease,
  nextSending,
  processPayouts,
  releaseHeld,
  schedulePayouts,
} from '#earnings'
import { payoutSender } from '#payments'
import { ofJoining } from './schedule-of-joining.ts'
import { scheduleOfTax } from './schedule-of-tax.ts'
import type { Scheduled } from './work.ts'

const zone = 'UTC'

/** From what is earned to the bank: holds that end, what tops earnings up, what is set aside and sent. */
export const scheduleOfPayouts: readonly Scheduled[] = [
  {
    name: 'earnings.releaseHeld',
    says: 'Lets go of commissions whose hold is over, so that they can be paid out',
    cron: '5 * * * *',
    zone,
    due: () => nextRelease,
    run: async ({ db }, now) => ({ released: await releaseHeld(db, now) }),
  },
  ...ofJoining,
  {
    name: 'earnings.schedulePayouts',
    says: 'Sets aside what is to be paid out on the coming payout day (Mondays, unless set otherwise)',
    cron: '0 5 * * *',
    zone,
    run: async ({ db }, now) => ({ touched: await schedulePayouts(db, now) }),
  },
  ...scheduleOfTax,
  {
    name: 'earnings.sendPayouts',
    says: 'Sends the payouts of the day, and looks after those in doubt',
    cron: '*/5 * * * *',
    zone,
    due: () => nextSending,
    run: async ({ db, payments }, now) => ({
      sent: await processPayouts(db, payoutSender(payments), now),
    }),
  },
  {
    name: 'earnings.foreseeShortfall',
    says: 'Tells finance two days ahead where the balance at the payment provider will not reach for the payouts',
    cron: '0 9 * * *',
    zone,
    run: async ({ db, payments }, now) => ({
      lacking: await foreseeShortfall(db, payoutSender(payments), now),
    }),
  },
]
