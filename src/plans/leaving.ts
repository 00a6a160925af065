import { atomically, newId, type Query } from '#base'
import { wallet } from '#ledger'
import { changeBilling, type Payments } from '#payments'
import { followBilling } from './following.ts'
import { nextGrantOf } from './granting.ts'
import { refuse } from './problems.ts'
import { type Subscription, subscriptionOf } from './subscription.ts'

/** What happens to somebody's credits when their plan ends. */
export type LeavePreview = {
  /** Until when the plan stays open. */
  endsAt: Temporal.Instant
  /** Credits (free ones) that run out at or before that moment if they are not used. */
  expiring: bigint
  /** Credits that stay after it, until their own dates. */
  staying: bigint
  /** Credits that are kept for bookings; bookings stay. */
  held: bigint
  /** Credits that what is paid for still brings before it ends. */
  coming: { at: Temporal.Instant; credits: bigint } | undefined
}

/** Says, before anything is done, what ending a plan does to the person's credits. Refusal: subscription_unknown. */
export async function previewLeaving(
  q: Query,
  wish: { personId: string; id: string },
  now: Temporal.Instant,
): Promise<LeavePreview> {
  const one = await subscriptionOf(q, wish.personId, wish.id)
  const endsAt = one.periodEnd
  const { lots } = await wallet(q, { type: 'person', id: wish.personId }, 'CREDIT', { now })
  const free = (lot: (typeof lots)[number]) => lot.remaining - lot.held
  const ends = (lot: (typeof lots)[number]) =>
    lot.expiresAt !== undefined && Temporal.Instant.compare(lot.expiresAt, endsAt) <= 0
  const sum = (of: readonly bigint[]) => of.reduce((total, one) => total + one, 0n)
  return {
    endsAt,
    expiring: sum(lots.filter(ends).map(free)),
    staying: sum(lots.filter((lot) => !ends(lot)).map(free)),
    held: sum(lots.map((lot) => lot.held)),
    coming: await nextGrantOf(q, one.id),
  }
}

/**
 * Ends a plan with its period, or takes that back; what it opened stays open till then. The provider
 * is asked first, and what it answers is what is true.
 * Refusals in order: subscription_unknown, subscription_over, payment_busy, payment_unsure, payment_refused.
 */
export async function leavePlan(
  payments: Payments,
  wish: { personId: string; id: string; leave: boolean },
  now: Temporal.Instant,
): Promise<Subscription> {
  const subscription = await runningOf(payments.db, wish)
  const to = wish.leave ? 'end-at-renewal' : 'keep'
  return wished(payments, subscription, { to }, now)
}

/** A person's own subscription that is not over. Refusals in order: subscription_unknown, subscription_over. */
export async function runningOf(
  q: Query,
  wish: { personId: string; id: string },
): Promise<Subscription> {
  const subscription = await subscriptionOf(q, wish.personId, wish.id)
  if (subscription.endedAt) throw refuse('subscription_over')
  return subscription
}

type Wish = Parameters<typeof changeBilling>[1] extends infer Command
  ? Command extends { key: string; billing: string }
    ? Omit<Command, 'key' | 'billing'>
    : never
  : never

/**
 * Asks the provider for something that costs nothing now, and follows what it answers. The wish is
 * absolute: setting it twice is setting it once. A name of its own for each, or a wish that returns to
 * an earlier one would only get that one's remembered answer.
 */
export async function wished(
  payments: Payments,
  subscription: Subscription,
  wish: Wish,
  now: Temporal.Instant,
  key = newId(),
): Promise<Subscription> {
  const { id, personId, billing } = subscription
  const command = { ...wish, key: `subscription:${id}:${key}`, billing }
  await changeBilling(payments, command as Parameters<typeof changeBilling>[1], now)
  await atomically(payments.db, async (tx) =>
    followBilling(tx, await subscriptionOf(tx, personId, id), now, `person:${personId}`),
  )
  return subscriptionOf(payments.db, personId, id)
}
