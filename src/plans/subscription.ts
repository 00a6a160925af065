import { type Query, sql } from '#base'
import type { Audience, Interval } from './catalogue.ts'
import { refuse } from './problems.ts'

/** How long a plan stays open after a renewal failed, while the provider tries again. */
export const GRACE_DAYS = 7

/** Life of a subscription, read off who did what when. */
export type SubscriptionState = 'active' | 'past_due' | 'leaving' | 'ended'

export type Subscription = {
  id: string
  personId: string
  audience: Audience
  versionId: string
  plan: string
  name: string
  currency: string
  interval: Interval
  amount: bigint
  /** Hundredths of a credit, each month. */
  monthlyCredits: bigint
  provider: string
  billing: string
  orderId: string
  startedAt: Temporal.Instant
  periodStart: Temporal.Instant
  periodEnd: Temporal.Instant
  pastDueSince: Temporal.Instant | null
  leavingSince: Temporal.Instant | null
  endedAt: Temporal.Instant | null
}

const SUBSCRIPTION = sql`
  s.id, s.person_id as "personId", s.audience, s.version_id as "versionId", v.plan_code as plan, v.name, s.currency,
  s.interval, p.amount, v.monthly_credits as "monthlyCredits", s.provider, s.billing, s.order_id as "orderId", s.started_at as "startedAt",
  s.period_start as "periodStart", s.period_end as "periodEnd", s.past_due_since as "pastDueSince",
  s.leaving_since as "leavingSince", s.ended_at as "endedAt"
  from plans.subscription s join plans.version v on v.id = s.version_id
  join plans.price p on p.version_id = v.id and p.interval = s.interval and p.currency = s.currency`

/** All subscriptions of a person, latest first. */
export const subscriptionsOf = (q: Query, personId: string) =>
  q<Subscription>`select ${SUBSCRIPTION} where s.person_id = ${personId} order by s.started_at desc, s.id desc`

/** Those that have not ended. */
export const liveSubscriptions = (q: Query, personId: string) =>
  q<Subscription>`select ${SUBSCRIPTION} where s.person_id = ${personId} and s.ended_at is null order by s.audience`

/** One of this person's. Refusal: subscription_unknown, also for somebody else's. */
export async function subscriptionOf(
  q: Query,
  personId: string,
  id: string,
): Promise<Subscription> {
  const [found] =
    await q<Subscription>`select ${SUBSCRIPTION} where s.id = ${id} and s.person_id = ${personId}`
  if (!found) throw refuse('subscription_unknown')
  return found
}

/** By the provider's own name for it, locked for change. */
export async function subscriptionBilled(
  q: Query,
  provider: string,
  billing: string,
): Promise<Subscription | undefined> {
  await q`select from plans.subscription where provider = ${provider} and billing = ${billing} for update`
  const [found] =
    await q<Subscription>`select ${SUBSCRIPTION} where s.provider = ${provider} and s.billing = ${billing}`
  return found
}

export function stateOf(subscription: Subscription): SubscriptionState {
  if (subscription.endedAt) return 'ended'
  if (subscription.pastDueSince) return 'past_due'
  return subscription.leavingSince ? 'leaving' : 'active'
}

/** Until when a live subscription opens what it opens; undefined: no end in sight. */
export function openUntil(subscription: Subscription): Temporal.Instant | undefined {
  if (subscription.endedAt) return subscription.endedAt
  return subscription.pastDueSince?.add({ hours: 24 * GRACE_DAYS })
}

/** Whether a subscription opens anything at `now`: past due, for a few days more. */
export function isOpen(subscription: Subscription, now: Temporal.Instant): boolean {
  const until = openUntil(subscription)
  return !until || Temporal.Instant.compare(now, until) < 0
}
