import { type Query, queueWork, sql, type Tx } from '#base'
import { postRule, value } from '#ledger'
import { END_BILLING } from './billing.ts'
import { giveUp, type Part, partsFor } from './giving.ts'
import { refuseAlone } from './guard/alone.ts'
import type { Keepers } from './keepers.ts'
import { type Order, orderById } from './order.ts'
import type { Payments } from './payments.ts'
import { refuse } from './problems.ts'
import {
  askedBefore,
  type RefundCause,
  type RefundState,
  refundable,
  refundableNow,
  SEND_REFUND,
  writeRefund,
} from './refunds.ts'
import { type Asked, move, withdraw } from './sending.ts'
import { stepOf } from './tax/reckoning.ts'
import { type LineNow, unspentOf } from './unspent.ts'

/** What staff want to give back of an order. */
export type RefundWish = {
  orderId: string
  /** Smallest units; all that is unspent where none is given. */
  amount?: bigint | undefined
  /** What goes beyond the unspent is borne by the platform; without it, that is refused. */
  platformBears: boolean
}

/** What a refund would do, before it is done. */
export type RefundPlan = {
  order: Order
  lines: LineNow[]
  /** What may still go back of what was paid. */
  left: bigint
  /** All that is unspent, with its tax. */
  unspent: bigint
  /** What the person gets; zero: nothing can be given for the wish as it is. */
  amount: bigint
  parts: Part[]
  /** Why it cannot be done as it is. */
  why:
    | 'refund_disputed'
    | 'refund_seat_stands'
    | 'refund_beyond_unspent'
    | 'refund_too_large'
    | 'refund_nothing_left'
    | undefined
  /** The subscription there that goes on renewing unless it is ended too. */
  billing: string | undefined
}

function least(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}

const sum = (parts: readonly Part[]) => parts.reduce((all, part) => all + part.net + part.tax, 0n)

/**
 * What a refund of an order would give back and what for, and why not if it cannot be: nothing is
 * changed. Refusals: order_unknown, order_not_waiting (was never paid).
 */
export async function previewRefund(
  q: Query,
  wish: RefundWish,
  keepers: Keepers,
  now: Temporal.Instant,
): Promise<RefundPlan> {
  const { order, left, disputed } = await refundableNow(q, wish.orderId)
  const lines = await unspentOf(q, order, keepers, now)
  const all = partsFor(lines, undefined).parts
  const unspent = least(sum(all), left)
  const [paid] = await q<{ billing: string | null }>`
    select billing from payments.payment where order_id = ${order.id}`
  const shared = { order, lines, left, unspent, billing: paid?.billing ?? undefined }
  const no = (why: RefundPlan['why']): RefundPlan => ({ ...shared, amount: 0n, parts: [], why })
  if (disputed) return no('refund_disputed')
  if (lines.some(({ seat }) => seat === 'stands')) return no('refund_seat_stands')
  // Card networks give back no less than the step in which they charge.
  const wanted = wish.amount ?? unspent
  const amount = wanted - (wanted % stepOf(order.currency))
  if (amount > left) return no('refund_too_large')
  if (amount <= 0n) return no('refund_nothing_left')
  const { parts, rest, crumbs } = partsFor(lines, amount)
  if (rest > 0n) {
    if (!crumbs && !wish.platformBears) return no('refund_beyond_unspent')
    parts.push({ line: undefined, gives: 'platform', net: rest, tax: 0n })
  }
  return { ...shared, amount, parts, why: undefined }
}

export type RefundOrder = RefundWish & {
  /** The caller's own name for it; the same id twice is one refund. */
  id: string
  cause: RefundCause
  reason: string
  /** A plan is also ended at the provider, at once. */
  endPlan: boolean
  by: string
}

/**
 * Gives an order back, in whole or in part: unspent credits at what was paid for them with their tax,
 * access that is not earned yet, seats whose money is free; more only if the platform bears it. The
 * credits leave the wallet now, the money leaves by a job (fact `order.refunded`). Refusals in order:
 * order_unknown, order_not_waiting (was never paid), refund_disputed, refund_seat_stands,
 * refund_too_large, refund_nothing_left, refund_beyond_unspent, refund_needs_second.
 */
export async function refundOrder(
  tx: Tx,
  given: RefundOrder,
  keepers: Keepers,
  now: Temporal.Instant,
): Promise<{ id: string; amount: bigint }> {
  const before = await askedBefore(tx, given)
  if (before) return { id: given.id, amount: before.amount }
  const { order, provider } = await refundable(tx, given.orderId)
  const plan = await previewRefund(tx, given, keepers, now)
  if (plan.why) {
    const { left, unspent } = plan
    const facts = { left: value(left, order.currency), unspent: value(unspent, order.currency) }
    throw refuse(plan.why, facts)
  }
  const { amount, parts } = plan
  await refuseAlone(tx, { id: given.id, by: given.by, amount, currency: order.currency })
  await writeRefund(tx, { ...given, amount, provider, state: 'asked' }, order, now)
  await giveUp(tx, { refundId: given.id, order, by: given.by, at: now }, parts, keepers)
  await queueWork(tx, SEND_REFUND, { refund: given.id }, `refund:${given.id}`)
  if (given.endPlan && plan.billing) {
    await queueWork(tx, END_BILLING, { billing: plan.billing }, `end:${plan.billing}`)
  }
  return { id: given.id, amount }
}

async function owed(tx: Tx, id: string): Promise<Asked> {
  const [found] = await tx<Asked>`
    select id, order_id, amount, currency, attempt, provider, ref, state from payments.refund
     where id = ${id} for update`
  if (!found) throw refuse('refund_unknown')
  if (found.state !== 'refused' && found.state !== 'failed') throw refuse('refund_settled')
  return found
}

/** Asks again for a refund that was refused or came back. Refusals: refund_unknown, refund_settled. */
export async function retryRefund(
  tx: Tx,
  { id, by, byHand }: { id: string; by: string; byHand: boolean },
  now: Temporal.Instant,
): Promise<void> {
  const refund = await owed(tx, id)
  await move(tx, refund, ['refused', 'failed'], 'asked', { by }, now)
  // By bank transfer or in cash: the money leaves the account that staff keep by hand.
  if (byHand) await tx`update payments.refund set provider = 'manual' where id = ${id}`
  await queueWork(tx, SEND_REFUND, { refund: id }, `refund:${id}`)
}

/**
 * Gives up on a refund that was refused or came back: credits lie in the wallet again, access is earned
 * after all (fact `refund.withdrawn`). Refusals: refund_unknown, refund_settled.
 */
export async function withdrawRefund(
  payments: Pick<Payments, 'keepers'>,
  tx: Tx,
  { id, by }: { id: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  await owed(tx, id)
  await withdraw(payments, tx, id, by, now)
}

/**
 * The platform bears what a refund made at the provider leaves unexplained: suspense is empty of it.
 * Refusals: refund_unknown, refund_settled.
 */
export async function bearRefund(
  tx: Tx,
  { id, by }: { id: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const [open] = await tx<{ order_id: string; currency: string; amount: bigint }>`
    select r.order_id, r.currency, p.net as amount from payments.refund r
      join payments.refund_part p on p.refund_id = r.id and p.gives = 'suspense'
     where r.id = ${id} for update of r`
  if (!open) throw refuse((await refundById(tx, id)) ? 'refund_settled' : 'refund_unknown')
  const fresh = await tx`
    insert into payments.refund_borne (refund_id, by, at) values (${id}, ${by}, ${now})
    on conflict do nothing returning refund_id`
  if (fresh.length === 0) throw refuse('refund_settled')
  await postRule(
    tx,
    'refund.borne',
    { currency: open.currency, amount: open.amount },
    {
      key: `refund:${id}:borne`,
      about: { type: 'order', id: open.order_id },
      by,
      at: now,
      metadata: { refund: id },
    },
  )
}

/** A refund as staff see it. */
export type RefundCard = {
  id: string
  orderId: string
  orderYear: number
  orderNumber: number
  buyerType: 'person' | 'organization'
  buyerId: string
  amount: bigint
  currency: string
  cause: RefundCause
  reason: string
  askedBy: string
  askedAt: Temporal.Instant
  provider: string
  ref: string | null
  state: RefundState
  code: string | null
  endedAt: Temporal.Instant | null
  /** The credit note, once the money has left. */
  creditNote: { id: string; name: string } | null
  /** What of it waits in suspense for somebody to explain it. */
  unexplained: bigint
}

const CARD = sql`
  r.id, r.order_id as "orderId", o.year as "orderYear", o.number as "orderNumber", o.buyer_type as "buyerType",
  o.buyer_id as "buyerId", r.amount, r.currency, r.cause, r.reason, r.asked_by as "askedBy", r.asked_at as "askedAt",
  r.provider, r.ref, r.state, r.code, r.ended_at as "endedAt", 
  (select json_build_object('id', d.id, 'name', d.name) from payments.document d where d.refund_id = r.id) as "creditNote",
  coalesce((select p.net from payments.refund_part p where p.refund_id = r.id and p.gives = 'suspense'
      and r.cause = 'at_provider'
      and not exists (select from payments.refund_borne b where b.refund_id = r.id)), 0)::bigint as unexplained
  from payments.refund r join payments.orders o on o.id = r.order_id`

/** Refunds that wait for somebody: refused, come back, or not explained. */
const WAITS = sql`(r.state in ('refused', 'failed') or (r.cause = 'at_provider' and exists (
  select from payments.refund_part p where p.refund_id = r.id and p.gives = 'suspense'
    and not exists (select from payments.refund_borne b where b.refund_id = r.id))))`

/** Refunds, latest first. */
export function listRefunds(
  q: Query,
  filter: {
    waits?: boolean | undefined
    orderId?: string | undefined
    before?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
): Promise<RefundCard[]> {
  const { waits, orderId, before, limit } = filter
  return q<RefundCard>`
    select ${CARD} where true
       ${waits ? sql`and ${WAITS}` : sql``}
       ${orderId ? sql`and r.order_id = ${orderId}` : sql``}
       ${before ? sql`and (r.asked_at, r.id) < (${before.at}, ${before.id})` : sql``}
     order by r.asked_at desc, r.id desc limit ${limit}`
}

async function refundById(q: Query, id: string): Promise<RefundCard | undefined> {
  const [card] = await q<RefundCard>`select ${CARD} where r.id = ${id}`
  return card
}

export type RefundDetail = {
  refund: RefundCard
  order: Order
  parts: (Omit<Part, 'line' | 'asset'> & {
    position: number
    line: number | null
    asset: string | null
    journal: bigint
  })[]
  steps: {
    number: number
    from: RefundState | 'new'
    to: RefundState
    by: string
    at: Temporal.Instant
    code: string | null
  }[]
}

/** One refund with what was given up for it and how it went. Refusal: refund_unknown. */
export async function refundDetail(q: Query, id: string): Promise<RefundDetail> {
  const refund = await refundById(q, id)
  if (!refund) throw refuse('refund_unknown')
  return {
    refund,
    order: await orderById(q, refund.orderId),
    parts: await q<RefundDetail['parts'][number]>`
      select position, line, gives, net, tax, credits, lot, asset, journal from payments.refund_part
       where refund_id = ${id} order by position`,
    steps: await q<RefundDetail['steps'][number]>`
      select number, from_state as "from", to_state as "to", by, at, code from payments.refund_step
       where refund_id = ${id} order by number`,
  }
}
