import { atomically, type Tx } from '#base'
import { forgetAnswers } from '#http'
import { expireHolds, expireLots, nextHoldExpiry, nextLotExpiry, verify } from '#ledger'
import { forgetExpired } from '#people'
import { forgetOldRuns } from './runs.ts'
import type { Scheduled } from './work.ts'

const MINUTELY = '* * * * *'

/** Everything that happens by itself. Where two are due at one instant, the upper one goes first. */
export const schedule: readonly Scheduled[] = [
  {
    name: 'ledger.expireHolds',
    says: 'Gives back what was reserved and never used',
    cron: MINUTELY,
    zone: 'UTC',
    due: nextHoldExpiry,
    run: inOneTransaction((tx, now) => expireHolds(tx, now)),
  },
  {
    name: 'ledger.expireLots',
    says: 'Ends credits and tokens whose time is over, and books what that means',
    cron: MINUTELY,
    zone: 'UTC',
    due: nextLotExpiry,
    run: inOneTransaction((tx, now) => expireLots(tx, now)),
  },
  {
    name: 'ledger.verify',
    says: 'Proves that the books are right',
    cron: '30 3 * * *',
    zone: 'UTC',
    run: async ({ db }) => provenRight(await verify(db)),
  },
  {
    name: 'http.forgetAnswers',
    says: 'Forgets the answers kept for requests that are sent twice, after a day',
    cron: '40 3 * * *',
    zone: 'UTC',
    run: inOneTransaction((tx, now) => forgetAnswers(tx, now)),
  },
  {
    name: 'people.forgetExpired',
    says: 'Forgets sign-ins and links that have run out',
    cron: '45 3 * * *',
    zone: 'UTC',
    run: inOneTransaction((tx) => forgetExpired(tx)),
  },
  {
    name: 'jobs.forgetOldRuns',
    says: 'Forgets runs of this schedule after 90 days',
    cron: '50 3 * * *',
    zone: 'UTC',
    run: inOneTransaction((tx, now) => forgetOldRuns(tx, now)),
  },
]

function inOneTransaction(
  verb: (tx: Tx, now: Temporal.Instant) => Promise<unknown>,
): Scheduled['run'] {
  return async ({ db }, now) => {
    const result = await atomically(db, (tx) => verb(tx, now))
    return typeof result === 'number' ? { done: result } : result
  }
}

/** Books that are not right are a failed run, which staff see and are alarmed by. */
function provenRight({ ok, findings }: Awaited<ReturnType<typeof verify>>): { findings: number } {
  if (ok) return { findings: 0 }
  const words = findings.slice(0, 20).map((finding) => JSON.stringify(finding))
  throw new Error(`The books are not right (${findings.length} findings):\n${words.join('\n')}`)
}
