import { type Query, record, sql, type Tx } from '#base'
import { value } from '#ledger'
import type { Keepers } from '../keepers.ts'
import { orderById, whatOf } from '../order.ts'
import { refuse } from '../problems.ts'
import { previewRefund, type RefundOrder, refundOrder } from '../refunding.ts'
import type { RefundCause } from '../refunds.ts'

/**
 * Asks for a refund that another person must agree to (fact `refund.wished`). Nothing is given up yet: the
 * buyer may still spend what it is for. Refusals in order: order_unknown, order_not_waiting (was never paid),
 * refund_wish_waits, and those that a preview of `refundOrder` names.
 */
export async function wishRefund(
  tx: Tx,
  wish: RefundOrder,
  keepers: Keepers,
  now: Temporal.Instant,
): Promise<{ id: string }> {
  const { id, orderId, cause, reason, platformBears, endPlan, by } = wish
  await tx`select from payments.orders where id = ${orderId} for update`
  const plan = await previewRefund(tx, wish, keepers, now)
  const { order } = plan
  const waits = await tx<{ id: string }>`
    select id from payments.refund_wish where order_id = ${orderId} and state = 'waiting'`
  if (waits.length > 0) throw refuse('refund_wish_waits', { wish: waits[0]!.id })
  if (plan.why) {
    const money = (units: bigint) => value(units, order.currency)
    throw refuse(plan.why, { left: money(plan.left), unspent: money(plan.unspent) })
  }
  await tx`
    insert into payments.refund_wish
      (id, order_id, amount, cause, reason, platform_bears, end_plan, asked_by, asked_at, state)
    values (${id}, ${orderId}, ${wish.amount}, ${cause}, ${reason}, ${platformBears}, ${endPlan}, ${by}, ${now}, 'waiting')`
  await record(tx, {
    kind: 'refund.wished',
    about: { type: 'refund_wish', id },
    at: now,
    data: {
      orderId,
      name: order.name,
      what: whatOf(order),
      total: value(plan.amount, order.currency),
      by,
    },
  })
  return { id }
}

/** A wish for a refund, as staff see it. */
export type RefundWishCard = {
  id: string
  orderId: string
  orderYear: number
  orderNumber: number
  buyerType: 'person' | 'organization'
  buyerId: string
  amount: bigint | null
  currency: string
  cause: RefundCause
  reason: string
  platformBears: boolean
  endPlan: boolean
  askedBy: string
  askedAt: Temporal.Instant
  state: 'waiting' | 'agreed' | 'declined'
  decidedBy: string | null
  decidedAt: Temporal.Instant | null
  note: string | null
}

const CARD = sql`
  w.id, w.order_id as "orderId", o.year as "orderYear", o.number as "orderNumber", o.buyer_type as "buyerType",
  o.buyer_id as "buyerId", w.amount, o.currency, w.cause, w.reason, w.platform_bears as "platformBears",
  w.end_plan as "endPlan", w.asked_by as "askedBy", w.asked_at as "askedAt", w.state, w.decided_by as "decidedBy",
  w.decided_at as "decidedAt", w.note
  from payments.refund_wish w join payments.orders o on o.id = w.order_id`

/** Wishes, latest first; `waits`: those that nobody has decided. */
export function listWishes(
  q: Query,
  { waits, limit }: { waits?: boolean | undefined; limit: number },
): Promise<RefundWishCard[]> {
  return q<RefundWishCard>`
    select ${CARD} ${waits ? sql`where w.state = 'waiting'` : sql``}
     order by w.asked_at desc, w.id desc limit ${limit}`
}

/** One wish. Refusal: refund_wish_unknown. */
export async function wishById(q: Query, id: string): Promise<RefundWishCard> {
  const [found] = await q<RefundWishCard>`select ${CARD} where w.id = ${id}`
  if (!found) throw refuse('refund_wish_unknown')
  return found
}

async function waiting(tx: Tx, id: string): Promise<RefundWishCard> {
  const { orderId } = await wishById(tx, id)
  await tx`select from payments.orders where id = ${orderId} for update`
  const found = await wishById(tx, id)
  if (found.state !== 'waiting') throw refuse('refund_wish_decided', { state: found.state })
  return found
}

async function decide(
  tx: Tx,
  wish: RefundWishCard,
  { to, by, note }: { to: 'agreed' | 'declined'; by: string; note?: string | undefined },
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update payments.refund_wish set state = ${to}, decided_by = ${by}, decided_at = ${now}, note = ${note}
     where id = ${wish.id}`
  if (by === wish.askedBy) return
  const order = await orderById(tx, wish.orderId)
  await record(tx, {
    kind: 'refund.wish_decided',
    about: { type: 'refund_wish', id: wish.id },
    at: now,
    data: {
      orderId: order.id,
      name: order.name,
      what: whatOf(order),
      agreed: to === 'agreed',
      note,
      askedBy: wish.askedBy,
    },
  })
}

/**
 * A second person agrees: the refund is made now, of what is there now, under the name of who asked.
 * Refusals in order: refund_wish_unknown, refund_wish_decided, refund_same_person, and those of `refundOrder`.
 */
export async function agreeToRefund(
  tx: Tx,
  { id, by }: { id: string; by: string },
  keepers: Keepers,
  now: Temporal.Instant,
): Promise<{ id: string; amount: bigint }> {
  const wish = await waiting(tx, id)
  if (wish.askedBy === by) throw refuse('refund_same_person')
  await decide(tx, wish, { to: 'agreed', by }, now)
  const { orderId, cause, reason, platformBears, endPlan, askedBy } = wish
  const amount = wish.amount ?? undefined
  const asked = { id, orderId, amount, cause, reason, platformBears, endPlan, by: askedBy }
  return refundOrder(tx, asked, keepers, now)
}

/** Nobody gives it back: by who asked, or by another. Refusals: refund_wish_unknown, refund_wish_decided. */
export async function declineRefund(
  tx: Tx,
  { id, by, note }: { id: string; by: string; note: string },
  now: Temporal.Instant,
): Promise<void> {
  await decide(tx, await waiting(tx, id), { to: 'declined', by, note }, now)
}
