import { atomically } from '#base'
import {
  forgetImports,
  nextGuarantee,
  nextReferral,
  nextTransitionEnd,
  rewardReferrals,
  tellTransitionEnds,
  topUpGuarantees,
} from '#earnings'
import type { Scheduled } from './work.ts'

const MINUTELY = '* * * * *'
const zone = 'UTC'

/** What happens by itself about guaranteed minimums, educators who were brought, and files of instructors. */
export const ofJoining: readonly Scheduled[] = [
  {
    name: 'earnings.topUpGuarantees',
    says: 'Tops up what commissions of the month that is over fall short of a guaranteed minimum',
    cron: MINUTELY,
    zone,
    due: () => nextGuarantee,
    run: async ({ db }, now) => ({ months: await topUpGuarantees(db, now) }),
  },
  {
    name: 'earnings.tellTransitionEnds',
    says: 'Tells that a transition agreement ends soon, and that it has',
    cron: MINUTELY,
    zone,
    due: () => nextTransitionEnd,
    run: async ({ db }, now) => ({ told: await tellTransitionEnds(db, now) }),
  },
  {
    name: 'earnings.rewardReferrals',
    says: 'Rewards educators for those whom they brought and who have held enough sessions',
    cron: MINUTELY,
    zone,
    due: () => nextReferral,
    run: async ({ db }, now) => ({ decided: await rewardReferrals(db, now) }),
  },
  {
    name: 'earnings.forgetImports',
    says: 'Forgets files of instructors after 30 days',
    cron: '35 3 * * *',
    zone,
    upkeep: true,
    run: ({ db }, now) =>
      atomically(db, async (tx) => ({ forgotten: await forgetImports(tx, now) })),
  },
]
