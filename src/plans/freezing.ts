import { atomically, type Db, record, sql, type Tx } from '#base'
import { freezeLots, thawLots, wallet } from '#ledger'
import { GRACE_DAYS, type Subscription, subscriptionBilled } from './subscription.ts'

/** When a subscription that is past due or at rest opens nothing any more: as `openUntil`. */
const SHUT_AT = sql`
  case when s.past_due_since is not null then s.past_due_since + ${`${GRACE_DAYS} days`}::interval else s.period_end end`

/** When the next plan shuts for want of payment, or comes to rest. */
export const nextFreezing = sql`
  select min(${SHUT_AT}) from plans.subscription s
   where s.ended_at is null and s.frozen_since is null and (s.past_due_since is not null or s.paused_since is not null)`

/**
 * Freezes the credits of plans that have shut: unpaid when the grace is over, or at rest once what was
 * paid is over. They are neither spent nor lost meanwhile. Answers how many plans that were.
 */
export async function freezeShut(db: Db, now: Temporal.Instant): Promise<number> {
  const shut = await db<{ provider: string; billing: string }>`
    select s.provider, s.billing from plans.subscription s
     where s.ended_at is null and s.frozen_since is null and (s.past_due_since is not null or s.paused_since is not null)
       and ${SHUT_AT} <= ${now} order by s.id`
  for (const { provider, billing } of shut) {
    await atomically(db, async (tx) => {
      const one = await subscriptionBilled(tx, provider, billing)
      if (!one || one.endedAt || one.frozenSince || !(one.pastDueSince || one.pausedSince)) return
      await tx`update plans.subscription set frozen_since = ${now} where id = ${one.id}`
      const why = one.pastDueSince ? 'the plan is unpaid' : 'the plan is at rest'
      // What runs out with its period does so at rest too.
      for (const lot of await openLotsOf(tx, one, now))
        await freezeLots(tx, { ...walletOf(one), lot }, { at: now, by: 'schedule', why })
      if (!one.pastDueSince) return
      await record(tx, {
        kind: 'subscription.lapsed',
        about: { type: 'subscription', id: one.id },
        at: now,
        data: { personId: one.personId, plan: one.name, code: one.plan },
      })
    })
  }
  return shut.length
}

/** Lets credits be spent again; the time for which they were frozen is added to their life. */
export async function thaw(tx: Tx, one: Subscription, now: Temporal.Instant): Promise<void> {
  for (const lot of await openLotsOf(tx, one))
    await thawLots(tx, { ...walletOf(one), lot }, { at: now, by: 'schedule' })
}

const walletOf = ({ personId }: Subscription) =>
  ({ owner: { type: 'person', id: personId }, purpose: 'wallet', asset: 'CREDIT' }) as const

/** What is left of the credits that this subscription brought; those of others are not its business. */
async function openLotsOf(tx: Tx, one: Subscription, beyond?: Temporal.Instant): Promise<bigint[]> {
  const own = await tx<{ lot: bigint }>`
    select lot_id as lot from plans.monthly_grant where subscription_id = ${one.id} and lot_id is not null`
  const ids = new Set(own.map(({ lot }) => lot))
  const { lots } = await wallet(tx, walletOf(one).owner, 'CREDIT')
  const lives = (until: Temporal.Instant | undefined) =>
    !until || !beyond || Temporal.Instant.compare(until, beyond) > 0
  return lots.filter(({ id, expiresAt }) => ids.has(id) && lives(expiresAt)).map(({ id }) => id)
}
