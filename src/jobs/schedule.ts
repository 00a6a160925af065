import { atomically, type Tx } from '#base'
import { beginLadders, evaluateTiers, nextLadder } from '#earnings'
import { forgetAnswers } from '#http'
import {
  expireHolds,
  expireLots,
  nextHoldExpiry,
  nextLotExpiry,
  nextSealing,
  seal,
  takeSnapshots,
  verify,
} from '#ledger'
import {
  cancelUnderfilled,
  completeDue,
  countAnswers,
  earnForfeits,
  expireHeldSeats,
  expireRequests,
  missAnswers,
  nextAnswerEnd,
  nextCompletion,
  nextForfeit,
  nextMinimumCheck,
  nextMissedAnswer,
  nextPublication,
  nextSeatExpiry,
  nextSeriesDate,
  nextSettlement,
  nextStart,
  nextTelling,
  planSeries,
  publishDue,
  refreshRatings,
  settleDue,
  startSessions,
  tellShifts,
  tellUnread,
} from '#live'
import {
  expireOrders,
  followTaxes,
  lookAtRefills,
  nextAtRazorpay,
  nextCaseRelease,
  nextHappening,
  nextInDoubt,
  nextOrderExpiry,
  nextRefill,
  reconcile,
  releaseDue,
  sweep,
} from '#payments'
import { forgetExpired } from '#people'
import {
  earnAccess,
  freezeShut,
  grantDue,
  nextFreezing,
  nextGrant,
  nextTrialEnding,
  remindOfTrials,
} from '#plans'
import { forgetOldRuns } from './runs.ts'
import { scheduleOfApplying } from './schedule-of-applying.ts'
import { ofBuying } from './schedule-of-buying.ts'
import { scheduleOfCampaigns } from './schedule-of-campaigns.ts'
import { scheduleOfContacts } from './schedule-of-contacts.ts'
import { scheduleOfDashboards } from './schedule-of-dashboards.ts'
import { ofFinding } from './schedule-of-finding.ts'
import { scheduleOfInbox } from './schedule-of-inbox.ts'
import { scheduleOfLessons } from './schedule-of-lessons.ts'
import { scheduleOfMessageProviders } from './schedule-of-message-providers.ts'
import { scheduleOfPayouts } from './schedule-of-payouts.ts'
import { scheduleOfQuality } from './schedule-of-quality.ts'
import { scheduleOfRooms } from './schedule-of-rooms.ts'
import { scheduleOfSending } from './schedule-of-sending.ts'
import { scheduleOfStock } from './schedule-of-stock.ts'
import { scheduleOfTelling } from './schedule-of-telling.ts'
import { scheduleOfVerdicts } from './schedule-of-verdicts.ts'
import { scheduleOfWallets } from './schedule-of-wallets.ts'
import type { Scheduled } from './work.ts'

const MINUTELY = '* * * * *'
const zone = 'UTC'

/** Everything that happens by itself. Where two are due at one instant, the upper one goes first. */
export const schedule: readonly Scheduled[] = [
  {
    name: 'sandbox.live',
    says: 'Lets time pass at the sandbox’s payment provider: renewals, unpaid pages, payouts to banks',
    cron: MINUTELY,
    zone,
    due: ({ payments }) =>
      payments.sandbox ? nextHappening : payments.rupees ? nextAtRazorpay : undefined,
    run: async ({ payments }, now) => ({
      happened: await (payments.sandbox ?? payments.rupees)?.advanceTo(now),
    }),
  },
  {
    name: 'payments.expireOrders',
    says: 'Closes orders that were not paid in time, at the provider first',
    cron: MINUTELY,
    zone,
    due: () => nextOrderExpiry,
    run: async ({ payments }, now) => ({ closed: await expireOrders(payments, now) }),
  },
  {
    name: 'payments.releaseDelayed',
    says: 'Lets credits be spent that were delayed because their payment looked risky',
    cron: MINUTELY,
    zone,
    due: () => nextCaseRelease,
    run: async ({ payments }, now) => ({ released: await releaseDue(payments, now) }),
  },
  {
    name: 'live.expireHeldSeats',
    says: 'Frees seats that waited too long for their payment',
    cron: MINUTELY,
    zone,
    due: () => nextSeatExpiry,
    run: async ({ db }, now) => ({ freed: await expireHeldSeats(db, now) }),
  },
  {
    name: 'live.expireRequests',
    says: 'Ends requests that the educator has not answered in time, and gives everything back',
    cron: MINUTELY,
    zone,
    due: () => nextAnswerEnd,
    run: async ({ db }, now) => ({ ranOut: await expireRequests(db, now) }),
  },
  ...ofBuying,
  {
    name: 'live.cancelUnderfilled',
    says: 'Calls off groups that too few have booked',
    cron: MINUTELY,
    zone,
    due: () => nextMinimumCheck,
    run: async ({ db }, now) => ({ calledOff: await cancelUnderfilled(db, now) }),
  },
  {
    name: 'live.planSeries',
    says: 'Plans the dates of series that have come into sight, eight weeks ahead',
    cron: MINUTELY,
    zone,
    due: () => nextSeriesDate,
    run: async ({ db }, now) => ({ dates: await planSeries(db, now) }),
  },
  {
    name: 'live.tellShifts',
    says: 'Tells learners of series whose hour shifts on their own clock in the coming week',
    cron: '10 6 * * *',
    zone,
    run: async ({ db }, now) => ({ told: await tellShifts(db, now) }),
  },
  {
    name: 'live.startSessions',
    says: 'Begins sessions at their hour',
    cron: MINUTELY,
    zone,
    due: () => nextStart,
    run: async ({ db }, now) => ({ begun: await startSessions(db, now) }),
  },
  {
    name: 'live.completeDue',
    says: 'Completes sessions that are over: who came, who did not, and what is earned on each seat',
    cron: MINUTELY,
    zone,
    due: () => nextCompletion,
    run: async ({ db }, now) => ({ completed: await completeDue(db, now) }),
  },
  ...scheduleOfVerdicts,
  {
    name: 'live.earnForfeits',
    says: 'Earns on seats that were cancelled late, once the session would have been over',
    cron: MINUTELY,
    zone,
    due: () => nextForfeit,
    run: async ({ db }, now) => ({ earned: await earnForfeits(db, now) }),
  },
  {
    name: 'live.settleDue',
    says: 'Settles bookings when the days for contesting them are over',
    cron: MINUTELY,
    zone,
    due: () => nextSettlement,
    run: async ({ db }, now) => ({ settled: await settleDue(db, now) }),
  },
  {
    name: 'live.publishReviews',
    says: 'Shows what learners and educators wrote of each other a week after the session, if only one did',
    cron: MINUTELY,
    zone,
    due: () => nextPublication,
    run: async ({ db }, now) => ({ published: await publishDue(db, now) }),
  },
  {
    name: 'live.missAnswers',
    says: 'Counts the messages of learners that no educator answered within a day',
    cron: MINUTELY,
    zone,
    due: () => nextMissedAnswer,
    run: async ({ db }, now) => ({ missed: await missAnswers(db, now) }),
  },
  {
    name: 'live.tellUnread',
    says: 'Writes to people whose messages wait unread, at most once an hour for one conversation',
    cron: '*/5 * * * *',
    zone,
    due: () => nextTelling,
    run: async ({ db }, now) => ({ told: await tellUnread(db, now) }),
  },
  {
    name: 'live.refreshRatings',
    says: 'Computes ratings and answers anew as reviews and questions grow older',
    cron: '10 2 * * *',
    zone,
    run: async ({ db }, now) => ({
      rated: await refreshRatings(db, now),
      answering: await countAnswers(db, null, now),
    }),
  },
  ...ofFinding,
  {
    name: 'ledger.expireHolds',
    says: 'Gives back what was reserved and never used',
    cron: MINUTELY,
    zone,
    due: () => nextHoldExpiry,
    run: inOneTransaction(async (tx, now) => ({ released: await expireHolds(tx, now) })),
  },
  {
    name: 'plans.freezeShut',
    says: 'Keeps the credits of plans from being spent that are unpaid after the grace, or at rest',
    cron: MINUTELY,
    zone,
    due: () => nextFreezing,
    run: async ({ db }, now) => ({ frozen: await freezeShut(db, now) }),
  },
  {
    name: 'ledger.expireLots',
    says: 'Ends credits and tokens whose time is over, and books what that means',
    cron: MINUTELY,
    zone,
    due: () => nextLotExpiry,
    run: inOneTransaction(async (tx, now) => ({ expired: await expireLots(tx, now) })),
  },
  {
    name: 'plans.grantDue',
    says: 'Grants the credits of the next month to those who paid for a year',
    cron: MINUTELY,
    zone,
    due: () => nextGrant,
    run: async ({ db }, now) => ({ granted: await grantDue(db, now) }),
  },
  {
    name: 'plans.remindOfTrials',
    says: 'Tells people three days before their trial ends and the plan is charged for',
    cron: MINUTELY,
    zone,
    due: () => nextTrialEnding,
    run: async ({ db }, now) => ({ told: await remindOfTrials(db, now) }),
  },
  {
    name: 'payments.refill',
    says: 'Looks at wallets that are to be refilled by themselves, and tries again what was refused',
    cron: MINUTELY,
    zone,
    due: () => nextRefill,
    run: async ({ payments }, now) => ({ looked: await lookAtRefills(payments, now) }),
  },
  {
    name: 'payments.sweep',
    says: 'Looks up at the provider what we should have heard of and have not',
    cron: '17 * * * *',
    zone,
    due: ({ payments }) => nextInDoubt(payments),
    run: ({ payments }, now) => sweep(payments, now),
  },
  {
    name: 'payments.reconcile',
    says: 'Compares the payment provider’s movements with the books, to the cent, and makes up lost news',
    cron: '15 4 * * *',
    zone,
    upkeep: true,
    run: ({ payments }, now) => reconcile(payments, now),
  },
  {
    name: 'payments.followTaxes',
    says: 'Tells the payment provider how the plans that renew in two days are taxed by then',
    cron: '30 3 * * *',
    zone,
    run: ({ payments }, now) => followTaxes(payments, now),
  },
  {
    name: 'plans.earnAccess',
    says: 'Books a day’s access of every paid plan as earned',
    cron: '0 1 * * *',
    zone,
    run: async ({ db }, now) => ({ periods: await earnAccess(db, now) }),
  },
  {
    name: 'earnings.beginLadders',
    says: 'Begins a change of the ladders on its day, and looks at everybody under it',
    cron: MINUTELY,
    zone,
    due: () => nextLadder,
    run: async ({ db }, now) => await beginLadders(db, now),
  },
  {
    name: 'earnings.evaluateTiers',
    says: 'Looks at every educator’s tier',
    cron: '30 2 * * *',
    zone,
    run: async ({ db }, now) => ({ changed: await evaluateTiers(db, now) }),
  },
  ...scheduleOfPayouts,
  {
    name: 'ledger.seal',
    says: 'Seals what was booked, so that nobody can change it unseen',
    cron: MINUTELY,
    zone,
    upkeep: true,
    due: ({ signer }) => signer && nextSealing,
    run: async ({ db, signer }, now) => ({ sealed: signer ? await seal(db, signer, now) : 0 }),
  },
  {
    name: 'ledger.takeSnapshots',
    says: 'Keeps sums of the books so far, so that balances stay quick as history grows',
    cron: '20 3 * * *',
    zone,
    upkeep: true,
    run: inOneTransaction(async (tx) => ({ accounts: await takeSnapshots(tx) })),
  },
  {
    name: 'ledger.verify',
    says: 'Proves that the books are right',
    cron: '30 3 * * *',
    zone,
    upkeep: true,
    run: async ({ db }) => provenRight(await verify(db)),
  },
  ...scheduleOfApplying,
  ...scheduleOfLessons,
  ...scheduleOfRooms,
  ...scheduleOfQuality,
  ...scheduleOfDashboards,
  ...scheduleOfTelling,
  ...scheduleOfCampaigns,
  ...scheduleOfSending,
  ...scheduleOfMessageProviders,
  ...scheduleOfStock,
  ...scheduleOfContacts,
  ...scheduleOfWallets,
  ...scheduleOfInbox,
  {
    name: 'http.forgetAnswers',
    says: 'Forgets the answers kept for requests that are sent twice, after a day',
    cron: '40 3 * * *',
    zone,
    upkeep: true,
    run: inOneTransaction(async (tx, now) => ({ forgotten: await forgetAnswers(tx, now) })),
  },
  {
    name: 'people.forgetExpired',
    says: 'Forgets sign-ins and links that have run out',
    cron: '45 3 * * *',
    zone,
    upkeep: true,
    run: inOneTransaction(async (tx) => ({ forgotten: await forgetExpired(tx) })),
  },
  {
    name: 'jobs.forgetOldRuns',
    says: 'Forgets runs of this schedule after 90 days',
    cron: '50 3 * * *',
    zone,
    upkeep: true,
    run: inOneTransaction((tx, now) => forgetOldRuns(tx, now)),
  },
]

function inOneTransaction(
  verb: (tx: Tx, now: Temporal.Instant) => Promise<unknown>,
): Scheduled['run'] {
  return ({ db }, now) => atomically(db, (tx) => verb(tx, now))
}

/** Books that are not right are a failed run, which staff see and are alarmed by. */
function provenRight({ ok, findings }: Awaited<ReturnType<typeof verify>>): { findings: number } {
  if (ok) return { findings: 0 }
  const words = findings.slice(0, 20).map(({ what, where }) => `${what}: ${where}`)
  throw new Error(`The books are not right (${findings.length} findings):\n${words.join('\n')}`)
}
