import { atomically, newId, type Tx } from '#base'
import {
  changeBilling,
  endOrder,
  listOrders,
  type Order,
  type Payments,
  placeOrder,
} from '#payments'
import { type Interval, versionOnSale } from './catalogue.ts'
import { followBilling } from './following.ts'
import { refuse } from './problems.ts'
import { isOpen, liveSubscriptions, type Subscription, subscriptionOf } from './subscription.ts'

export type StartPlan = {
  personId: string
  /** For example `learner-premium`. */
  plan: string
  interval?: Interval
  currency?: string
  returnTo?: string
}

/**
 * Orders a plan: nothing runs before it is paid. Clicked twice it is one order; ordering another plan
 * drops the one that still waits.
 * Refusals in order: plan_unknown, plan_not_for_sale, plan_running.
 */
export async function startPlan(tx: Tx, start: StartPlan, now: Temporal.Instant): Promise<Order> {
  const { personId, interval = 'month', currency = 'USD' } = start
  const version = await versionOnSale(tx, start.plan, now)
  if (!version) throw refuse('plan_unknown')
  const price = version.prices.find((one) => one.interval === interval && one.currency === currency)
  if (!price) throw refuse('plan_not_for_sale')
  await tx`select pg_advisory_xact_lock(hashtextextended(${`plan:${personId}:${version.audience}`}, 4))`
  const live = (await liveSubscriptions(tx, personId)).find(
    (one) => one.audience === version.audience,
  )
  if (live)
    throw refuse('plan_running', {
      plan: live.plan,
      until: live.periodEnd.toString(),
      open: isOpen(live, now),
    })

  const buyer = { type: 'person', id: personId } as const
  const waiting = await listOrders(tx, { buyer, state: 'waiting', limit: 100 })
  for (const order of waiting) {
    const line = order.lines.find(
      (one) => one.kind === 'plan' && one.data.audience === version.audience,
    )
    if (!line) continue
    const over = order.expiresAt && Temporal.Instant.compare(order.expiresAt, now) <= 0
    if (line.about.id === version.id && !over) return order
    await endOrder(tx, order, over ? 'expired' : 'cancelled', now)
  }
  return placeOrder(
    tx,
    {
      buyer,
      currency,
      by: `person:${personId}`,
      ...(start.returnTo ? { returnTo: start.returnTo } : {}),
      lines: [
        {
          kind: 'plan',
          about: { type: 'plan_version', id: version.id },
          description: `${version.name}, monthly`,
          net: price.amount,
          data: {
            audience: version.audience,
            interval,
            code: `${version.plan}-${version.version}`,
          },
        },
      ],
    },
    now,
  )
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
  const { db } = payments
  const subscription = await subscriptionOf(db, wish.personId, wish.id)
  if (subscription.endedAt) throw refuse('subscription_over')
  const to = wish.leave ? 'end-at-renewal' : 'keep'
  // The wish is absolute: setting it twice is setting it once. A name of its own for each, or a wish
  // that returns to an earlier one would only get that one's remembered answer.
  const key = `subscription:${subscription.id}:${newId()}`
  await changeBilling(payments, { key, billing: subscription.billing, to }, now)
  await atomically(db, (tx) => followBilling(tx, subscription, now))
  return subscriptionOf(db, wish.personId, wish.id)
}
