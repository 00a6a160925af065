import {
  closeWaitlists,
  endGifts,
  expirePackages,
  nextFreeSeat,
  nextGiftEnd,
  nextGiftSending,
  nextPackageEnd,
  nextPackageReminder,
  nextWaiting,
  nextWaitlistClosing,
  offerFreeSeats,
  remindOfPackages,
  seatDue,
  sendGifts,
} from '#live'
import type { Scheduled } from './work.ts'

const often = { cron: '* * * * *', zone: 'UTC' } as const

/** What happens by itself around queues, packages and gifts. */
export const ofBuying: readonly Scheduled[] = [
  {
    name: 'live.seatDue',
    says: 'Books those who waited for a seat and asked for it, and hands on seats that nobody answered for',
    ...often,
    due: () => nextWaiting,
    run: async ({ db }, now) => ({ seats: await seatDue(db, now) }),
  },
  {
    name: 'live.offerFreeSeats',
    says: 'Keeps seats that an educator added for those who wait',
    ...often,
    due: () => nextFreeSeat,
    run: async ({ db }, now) => ({ sessions: await offerFreeSeats(db, now) }),
  },
  {
    name: 'live.closeWaitlists',
    says: 'Ends the queues of sessions that are about to begin',
    ...often,
    due: () => nextWaitlistClosing,
    run: async ({ db }, now) => ({ told: await closeWaitlists(db, now) }),
  },
  {
    name: 'live.expirePackages',
    says: 'Ends packages whose time is over, and books what their lessons were worth',
    ...often,
    due: () => nextPackageEnd,
    run: async ({ db }, now) => ({ ended: await expirePackages(db, now) }),
  },
  {
    name: 'live.remindOfPackages',
    says: 'Tells learners a month and a week before that lessons of a package run out',
    ...often,
    due: () => nextPackageReminder,
    run: async ({ db }, now) => ({ told: await remindOfPackages(db, now) }),
  },
  {
    name: 'live.sendGifts',
    says: 'Sends the letters of gifts on their day',
    ...often,
    due: () => nextGiftSending,
    run: async ({ db }, now) => ({ sent: await sendGifts(db, now) }),
  },
  {
    name: 'live.endGifts',
    says: 'Gives gifts back that nobody claimed, and lets their seats go when it is too late to book',
    ...often,
    due: () => nextGiftEnd,
    run: async ({ db }, now) => ({ ended: await endGifts(db, now) }),
  },
]
