import { atomically, type Query } from '#base'
import { listOrders, type NewLine, type Order, type Payments, placeOrder } from '#payments'
import type { Interval } from './catalogue.ts'
import type { PlanLine } from './starting.ts'
import type { Subscription } from './subscription.ts'

/** How long an order for a change waits for its payment, which the provider makes at once. */
const MINUTES = 60

type Line = PlanLine & Partial<NewLine>

/**
 * The order for a change of a running plan, written before the provider is asked to charge. Pressed twice
 * it is one: the one that waits is used again, with all that it was made for.
 */
export async function orderChange(
  payments: Payments,
  subscription: Subscription,
  wanted: { versionId: string; interval: Interval },
  lineFor: () => Promise<Line>,
  now: Temporal.Instant,
): Promise<Order> {
  const before = await waiting(payments.db, subscription, wanted, now)
  if (before) return before
  const line = await lineFor()
  return atomically(payments.db, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`change:${subscription.id}`}, 4))`
    const meanwhile = await waiting(tx, subscription, wanted, now)
    if (meanwhile) return meanwhile
    const order = {
      buyer: { type: 'person', id: subscription.personId } as const,
      currency: subscription.currency,
      by: `person:${subscription.personId}`,
      expiresAt: now.add({ minutes: MINUTES }),
      returnTo: '/subscription',
      lines: [line],
    }
    return placeOrder(tx, order, now)
  })
}

async function waiting(
  q: Query,
  { id, personId }: Subscription,
  wanted: { versionId: string; interval: Interval },
  now: Temporal.Instant,
): Promise<Order | undefined> {
  const buyer = { type: 'person', id: personId } as const
  const orders = await listOrders(q, { buyer, state: 'waiting', limit: 100 })
  return orders.find(({ lines, expiresAt }) => {
    const { about, data } = lines[0]!
    const open = expiresAt && Temporal.Instant.compare(expiresAt, now) > 0
    const same = about.id === wanted.versionId && data.interval === wanted.interval
    return open && same && data.changes === id
  })
}
