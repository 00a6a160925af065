import { atomically, type Db, newId, type Query, queueWork, record, type Tx } from '#base'
import { postRule, value } from '#ledger'
import { type Order, orderById, whatOf } from './order.ts'
import type { Payments } from './payments.ts'
import { refuse } from './problems.ts'
import { type Refund, Refused } from './provider.ts'
import { Puzzle } from './settling.ts'

/** The queue's name for sending one refund. */
export const SEND_REFUND = 'refund'

export type AskRefund = {
  /** The caller's own name for it; the same id twice is one refund. */
  id?: string
  orderId: string
  /** Smallest units; all that is left where none is given. */
  amount?: bigint
  reason: string
  /** `person:<id>`, `schedule`, … */
  by: string
}

/**
 * Asks for money to go back to whoever paid an order. Written now, in the caller's transaction; the
 * provider is asked by a job afterwards, and the ledger follows when it has done it (facts
 * `order.refunded`). Refusals in order: order_unknown, order_not_waiting (was never paid), refund_too_large.
 */
export async function askRefund(
  tx: Tx,
  ask: AskRefund,
  now: Temporal.Instant,
): Promise<{ id: string; amount: bigint }> {
  const id = ask.id ?? newId()
  const [before] = await tx<{ amount: bigint }>`select amount from payments.refund where id = ${id}`
  if (before) return { id, amount: before.amount }
  await tx`select from payments.orders where id = ${ask.orderId} for update`
  const order = await orderById(tx, ask.orderId)
  const [paid] = await tx<{ amount: bigint; provider: string; back: bigint }>`
    select p.amount, p.provider, coalesce((select sum(r.amount) from payments.refund r
        where r.order_id = p.order_id and r.state <> 'refused'), 0)::bigint as back
      from payments.payment p where p.order_id = ${ask.orderId}`
  if (!paid) throw refuse('order_not_waiting', { state: order.state })
  const left = paid.amount - paid.back
  const amount = ask.amount ?? left
  if (amount <= 0n || amount > left)
    throw refuse('refund_too_large', { left: value(left, order.currency) })
  await tx`
    insert into payments.refund (id, order_id, amount, currency, reason, asked_by, asked_at, provider, state)
    values (${id}, ${ask.orderId}, ${amount}, ${order.currency}, ${ask.reason}, ${ask.by}, ${now}, ${paid.provider}, 'asked')`
  await queueWork(tx, SEND_REFUND, { refund: id }, `refund:${id}`)
  return { id, amount }
}

type Asked = {
  id: string
  order_id: string
  amount: bigint
  currency: string
  attempt: number
  provider: string
  state: string
}

/** Sends one refund that was asked for. A second call finds it done, or asks under the same key. */
export async function sendRefund(
  payments: Payments,
  id: string,
  now: Temporal.Instant,
): Promise<void> {
  const { db, provider } = payments
  const [asked] = await db<Asked>`
    select id, order_id, amount, currency, attempt, provider, state from payments.refund where id = ${id}`
  if (asked?.state !== 'asked') return
  const [paid] = await db<{ charge: string | null }>`
    select charge from payments.payment where order_id = ${asked.order_id}`
  // Money that staff saw arrive in the bank goes back by hand, and is booked the same way.
  if (asked.provider === 'manual' || !paid?.charge) {
    await atomically(db, (tx) => done(tx, asked, `manual_${id}`, now))
    return
  }
  try {
    const made = await provider.refund({
      key: `refund:${id}:${asked.attempt}`,
      refundId: id,
      charge: paid.charge,
      amount: asked.amount,
      currency: asked.currency,
    })
    if (made.state !== 'failed') await atomically(db, (tx) => done(tx, asked, made.ref, now))
    else await refusedBy(db, id, 'failed', now)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await refusedBy(db, id, error.code, now)
  }
}

async function refusedBy(db: Db, id: string, code: string, now: Temporal.Instant): Promise<void> {
  await db`
    update payments.refund set state = 'refused', code = ${code}, ended_at = ${now}
     where id = ${id} and state = 'asked'`
}

async function done(tx: Tx, asked: Asked, ref: string, now: Temporal.Instant): Promise<void> {
  const ended = await tx`
    update payments.refund set state = 'done', ref = ${ref}, ended_at = ${now}
     where id = ${asked.id} and state = 'asked' returning id`
  if (ended.length === 0) return
  await book(tx, await orderById(tx, asked.order_id), { ...asked, ref }, now)
}

/** Books money that went back. Each refund by its own name, never by a running total. */
async function book(
  tx: Tx,
  order: Order,
  refund: { amount: bigint; currency: string; provider: string; ref: string },
  now: Temporal.Instant,
): Promise<void> {
  const { provider, currency, amount } = refund
  const deed = {
    key: `refund:${provider}:${refund.ref}`,
    about: { type: 'order', id: order.id },
    by: `provider:${provider}`,
    at: now,
    metadata: { order: order.name },
  }
  if (order.lines.every((line) => line.kind === 'booking')) {
    const tax = (amount * order.tax) / order.total
    await postRule(tx, 'booking.refunded', { provider, currency, amount: amount - tax, tax }, deed)
  } else {
    // What credits and plans give up for it depends on what was spent of them: it waits in suspense,
    // where staff see it, and the provider's account is right meanwhile.
    await postRule(tx, 'refund.unexplained', { provider, currency, amount }, deed)
  }
  await record(tx, {
    kind: 'order.refunded',
    about: { type: 'order', id: order.id },
    at: now,
    data: {
      orderId: order.id,
      name: order.name,
      buyer: order.buyer,
      what: whatOf(order),
      total: value(refund.amount, refund.currency),
      amount: refund.amount.toString(),
      lines: order.lines.map(({ kind, about }) => ({ kind, about })),
    },
  })
}

/** A refund that the provider tells of: ours, or one made in its own dashboard, which is booked too. */
export async function followRefund(
  payments: Payments,
  found: Refund,
  now: Temporal.Instant,
): Promise<void> {
  const { db, provider } = payments
  if (found.state !== 'done') return
  await atomically(db, async (tx) => {
    if (found.refundId) {
      const [asked] = await tx<Asked>`
        select id, order_id, amount, currency, attempt, provider, state from payments.refund where id = ${found.refundId}`
      if (asked) return done(tx, asked, found.ref, now)
    }
    const [paid] = await tx<{ order_id: string }>`
      select order_id from payments.payment where provider = ${provider.id} and charge = ${found.charge}`
    if (!paid)
      throw new Puzzle(
        `Refund ${found.ref} is of charge ${found.charge}, which paid no order of ours`,
      )
    const made = await tx`
      insert into payments.refund
        (id, order_id, amount, currency, reason, asked_by, asked_at, provider, ref, state, ended_at)
      values (${newId()}, ${paid.order_id}, ${found.amount}, ${found.currency}, 'made at the provider',
              ${`provider:${provider.id}`}, ${found.at}, ${provider.id}, ${found.ref}, 'done', ${now})
      on conflict (provider, ref) do nothing returning id`
    if (made.length === 0) return
    const { amount, currency, ref } = found
    await book(
      tx,
      await orderById(tx, paid.order_id),
      { amount, currency, ref, provider: provider.id },
      now,
    )
  })
}

/** Refunds of an order, oldest first. */
export function refundsOf(q: Query, orderId: string) {
  return q<{
    id: string
    amount: bigint
    currency: string
    state: string
    reason: string
    asked_at: Temporal.Instant
  }>`
    select id, amount, currency, state, reason, asked_at from payments.refund
     where order_id = ${orderId} order by asked_at, id`
}
