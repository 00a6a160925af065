import { newId, type Query, queueWork, type Tx } from '#base'
import { value } from '#ledger'
import { disputedOf } from './disputed.ts'
import { giveUp, type Part, partsFor } from './giving.ts'
import type { Keepers } from './keepers.ts'
import { type Order, orderById } from './order.ts'
import { refuse } from './problems.ts'
import { stepOf } from './tax/reckoning.ts'
import { unspentOf } from './unspent.ts'

/** The queue's name for sending one refund. */
export const SEND_REFUND = 'refund'

/** Why money goes back, for the books and for figures; `reason` says it in words. */
export type RefundCause =
  | 'cancelled'
  | 'unused'
  | 'goodwill'
  | 'mistake'
  | 'duplicate'
  | 'fraud'
  | 'at_provider'

/**
 * asked → done, or refused; done → failed (it did not reach its receiver). What is refused or failed is
 * owed still: it is asked for again, or withdrawn, which gives back what was given up for it.
 */
export type RefundState = 'asked' | 'done' | 'refused' | 'failed' | 'withdrawn'

export type AskRefund = {
  /** The caller's own name for it; the same id twice is one refund. */
  id?: string
  orderId: string
  /** Smallest units; all that is left where none is given. */
  amount?: bigint
  /** Less where less is left, and nothing where nothing is or the buyer's bank holds it. */
  upTo?: boolean
  reason: string
  /** `person:<id>`, `schedule`, … */
  by: string
}

/** Every seat's money is free: the rule that asks has settled what becomes of the seat. */
const RULES: Keepers = {
  access: { unearnedOf: async () => 0n, giveUp: async () => {}, takeAgain: async () => {} },
  seat: { moneyOf: async () => 'free' },
  commission: { freeze: async () => {}, thaw: async () => {}, takeBack: async () => [] },
}

/**
 * Asks, by a rule of ours, for money to go back to whoever paid an order: a seat that was cancelled, or
 * money that waits in suspense. Written and owed now, in the caller's transaction; the provider is asked
 * by a job afterwards (fact `order.refunded` when it has done it). Refusals in order: order_unknown,
 * order_not_waiting (was never paid), refund_disputed, refund_too_large.
 */
export async function askRefund(
  tx: Tx,
  ask: AskRefund,
  now: Temporal.Instant,
): Promise<{ id: string; amount: bigint }> {
  const id = ask.id ?? newId()
  const before = await askedBefore(tx, { id, orderId: ask.orderId })
  if (before) return { id, amount: before.amount }
  if (ask.upTo && (await refundableNow(tx, ask.orderId)).disputed) return { id, amount: 0n }
  const { order, left, provider } = await refundable(tx, ask.orderId)
  const wanted = ask.upTo && ask.amount! > left ? left : (ask.amount ?? left)
  const amount = wanted - (wanted % stepOf(order.currency))
  if (ask.upTo && amount === 0n) return { id, amount }
  if (amount <= 0n || amount > left) {
    throw refuse('refund_too_large', { left: value(left, order.currency) })
  }
  const seats = order.lines.every((line) => line.kind === 'booking')
  const parts: Part[] = seats
    ? partsFor(await unspentOf(tx, order, RULES, now), amount).parts
    : [{ line: undefined, gives: 'suspense', net: amount, tax: 0n }]
  const cause = seats ? 'cancelled' : 'duplicate'
  await writeRefund(tx, { ...ask, id, amount, cause, provider, state: 'asked' }, order, now)
  await giveUp(tx, { refundId: id, order, by: ask.by, at: now }, parts, undefined)
  await queueWork(tx, SEND_REFUND, { refund: id }, `refund:${id}`)
  return { id, amount }
}

/** The refund of this name, where there is one: asked for under the order's lock, so that two at once are one. */
export async function askedBefore(
  tx: Tx,
  { id, orderId }: { id: string; orderId: string },
): Promise<{ amount: bigint } | undefined> {
  await tx`select from payments.orders where id = ${orderId} for update`
  const [before] = await tx<{ amount: bigint }>`select amount from payments.refund where id = ${id}`
  return before
}

/** A paid order, locked, and how much of it may still go back. */
export async function refundable(
  tx: Tx,
  orderId: string,
): Promise<{ order: Order; left: bigint; provider: string }> {
  await tx`select from payments.orders where id = ${orderId} for update`
  const now = await refundableNow(tx, orderId)
  if (now.disputed) throw refuse('refund_disputed')
  return now
}

/** The same without locking, for looking only; `disputed`: the buyer has asked their bank for it. */
export async function refundableNow(
  q: Query,
  orderId: string,
): Promise<{ order: Order; left: bigint; provider: string; disputed: boolean }> {
  const order = await orderById(q, orderId)
  const [paid] = await q<{ amount: bigint; provider: string; back: bigint }>`
    select p.amount, p.provider, coalesce((select sum(r.amount) from payments.refund r
        where r.order_id = p.order_id and r.state <> 'withdrawn'), 0)::bigint as back
      from payments.payment p where p.order_id = ${orderId}`
  if (!paid) throw refuse('order_not_waiting', { state: order.state })
  const { open, lost } = await disputedOf(q, orderId)
  const left = paid.amount - paid.back - lost
  return { order, left: left > 0n ? left : 0n, provider: paid.provider, disputed: open }
}

export type NewRefund = {
  id: string
  amount: bigint
  cause: RefundCause
  reason: string
  by: string
  provider: string
  state: 'asked' | 'done'
  ref?: string
}

/** Writes a refund down; its parts follow in the same transaction. */
export async function writeRefund(
  tx: Tx,
  given: NewRefund,
  order: Order,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    insert into payments.refund
      (id, order_id, amount, currency, cause, reason, asked_by, asked_at, provider, ref, state, state_by, state_at,
       ended_at)
    values (${given.id}, ${order.id}, ${given.amount}, ${order.currency}, ${given.cause}, ${given.reason}, ${given.by},
            ${now}, ${given.provider}, ${given.ref}, ${given.state}, ${given.by}, ${now},
            ${given.state === 'asked' ? null : now})`
}

/** Refunds of an order, oldest first. */
export function refundsOf(q: Query, orderId: string) {
  return q<{
    id: string
    amount: bigint
    currency: string
    state: RefundState
    reason: string
    asked_at: Temporal.Instant
  }>`
    select id, amount, currency, state, reason, asked_at from payments.refund
     where order_id = ${orderId} order by asked_at, id`
}
