import { type Query, sql } from '#base'
import type { Audience, Interval } from './catalogue.ts'
import { refuse } from './problems.ts'

/** How long a plan stays open after a renewal failed, while the provider tries again. */
export const GRACE_DAYS = 7

/** Life of a subscription, read off who did what when. The database generates it by that. */
export type SubscriptionState = 'trial' | 'active' | 'past_due' | 'paused' | 'leaving' | 'ended'

/**
 * From where to where a subscription may go. The provider may know of several changes before we hear of
 * one, so every live state leads to every other, except that what was paid for is no trial again; what
 * is over stays over. The database has the same list and refuses the rest.
 */
export const TRANSITIONS: Record<'new' | SubscriptionState, readonly SubscriptionState[]> = {
  new: ['trial', 'active'],
  trial: ['active', 'past_due', 'paused', 'leaving', 'ended'],
  active: ['past_due', 'paused', 'leaving', 'ended'],
  past_due: ['active', 'paused', 'leaving', 'ended'],
  paused: ['trial', 'active', 'past_due', 'leaving', 'ended'],
  leaving: ['trial', 'active', 'past_due', 'paused', 'ended'],
  ended: [],
}

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
  trialEndsAt: Temporal.Instant | null
  paidSince: Temporal.Instant | null
  /** The period that was paid last, or the trial. */
  periodStart: Temporal.Instant
  periodEnd: Temporal.Instant
  /** What it becomes with its next period. */
  next: { versionId: string; plan: string; name: string; interval: Interval; amount: bigint } | null
  pastDueSince: Temporal.Instant | null
  pausedSince: Temporal.Instant | null
  resumesAt: Temporal.Instant | null
  leavingSince: Temporal.Instant | null
  frozenSince: Temporal.Instant | null
  endedAt: Temporal.Instant | null
  state: SubscriptionState
}

type Row = Omit<Subscription, 'next'> & {
  next: { versionId: string; plan: string; name: string; interval: Interval; amount: string } | null
}

const SUBSCRIPTION = sql`
  s.id, s.person_id as "personId", s.audience, s.version_id as "versionId", v.plan_code as plan, v.name, s.currency,
  s.interval, p.amount, v.monthly_credits as "monthlyCredits", s.provider, s.billing, s.order_id as "orderId",
  s.started_at as "startedAt", s.trial_ends_at as "trialEndsAt", s.paid_since as "paidSince",
  s.period_start as "periodStart", s.period_end as "periodEnd", s.past_due_since as "pastDueSince",
  s.paused_since as "pausedSince", s.resumes_at as "resumesAt", s.leaving_since as "leavingSince",
  s.frozen_since as "frozenSince", s.ended_at as "endedAt", s.state,
  case when n.id is not null then json_build_object('versionId', n.id, 'plan', n.plan_code, 'name', n.name,
    'interval', s.next_interval, 'amount', np.amount::text) end as next
  from plans.subscription s join plans.version v on v.id = s.version_id
  join plans.price p on p.version_id = v.id and p.interval = s.interval and p.currency = s.currency
  left join plans.version n on n.id = s.next_version_id
  left join plans.price np on np.version_id = n.id and np.interval = s.next_interval and np.currency = s.currency`

const subscriptionIn = (row: Row): Subscription => ({
  ...row,
  next: row.next && { ...row.next, amount: BigInt(row.next.amount) },
})

/** All subscriptions of a person, latest first. */
export async function subscriptionsOf(q: Query, personId: string): Promise<Subscription[]> {
  const rows = await q<Row>`
    select ${SUBSCRIPTION} where s.person_id = ${personId} order by s.started_at desc, s.id desc`
  return rows.map(subscriptionIn)
}

/** Those that have not ended. */
export async function liveSubscriptions(q: Query, personId: string): Promise<Subscription[]> {
  const rows = await q<Row>`
    select ${SUBSCRIPTION} where s.person_id = ${personId} and s.ended_at is null order by s.audience`
  return rows.map(subscriptionIn)
}

/** One of this person's. Refusal: subscription_unknown, also for somebody else's. */
export async function subscriptionOf(
  q: Query,
  personId: string,
  id: string,
): Promise<Subscription> {
  const [found] =
    await q<Row>`select ${SUBSCRIPTION} where s.id = ${id} and s.person_id = ${personId}`
  if (!found) throw refuse('subscription_unknown')
  return subscriptionIn(found)
}

/** By the provider's own name for it, locked for change. */
export async function subscriptionBilled(
  q: Query,
  provider: string,
  billing: string,
): Promise<Subscription | undefined> {
  await q`select from plans.subscription where provider = ${provider} and billing = ${billing} for update`
  const [found] =
    await q<Row>`select ${SUBSCRIPTION} where s.provider = ${provider} and s.billing = ${billing}`
  return found && subscriptionIn(found)
}

/**
 * Until when a live subscription opens what it opens, as far as is known now. Nothing is open for longer
 * than the grace beyond what was paid, whatever the provider leaves unsaid; at rest it is open for what
 * was paid.
 */
export function openUntil(one: Subscription): Temporal.Instant {
  if (one.endedAt) return one.endedAt
  if (one.pausedSince && !one.pastDueSince) return one.periodEnd
  return (one.pastDueSince ?? one.periodEnd).add({ hours: 24 * GRACE_DAYS })
}

/** The same of a row `s`, for use inside statements. */
export const OPEN = `(case when s.paused_since is not null and s.past_due_since is null then s.period_end
  else coalesce(s.past_due_since, s.period_end) + interval '${24 * GRACE_DAYS} hours' end)`

/** Whether a subscription opens anything at `now`. */
export function isOpen(subscription: Subscription, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, openUntil(subscription)) < 0
}
