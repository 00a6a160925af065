import { atomically, newId, record, type Tx } from '#base'
import { postRule, value } from '#ledger'
import { cancelCreditNote, issueForRefund } from './documents/issuing.ts'
import { freezeFor } from './freezing.ts'
import { giveUp, type Part, partsFor, takeBack } from './giving.ts'
import { type Order, orderById, whatOf } from './order.ts'
import type { Payments } from './payments.ts'
import { type Refund, Refused } from './provider.ts'
import { type RefundState, refundableNow, writeRefund } from './refunds.ts'
import { Puzzle } from './settling.ts'
import { type LineNow, unspentOf } from './unspent.ts'

export type Asked = {
  id: string
  order_id: string
  amount: bigint
  currency: string
  attempt: number
  provider: string
  ref: string | null
  state: RefundState
  reason: string
}

/** The provider has no more of that charge: it went back in its own dashboard, or to the buyer's bank. */
const GONE = new Set(['charge_already_refunded', 'amount_too_large', 'charge_disputed'])

/** Sends one refund that was asked for. A second call finds it done, or asks under the same key. */
export async function sendRefund(
  payments: Payments,
  id: string,
  now: Temporal.Instant,
): Promise<void> {
  const { db, provider } = payments
  const [asked] = await db<Asked>`
    select id, order_id, amount, currency, attempt, provider, ref, state, reason from payments.refund where id = ${id}`
  if (asked?.state !== 'asked') return
  const [paid] = await db<{ charge: string | null }>`
    select charge from payments.payment where order_id = ${asked.order_id}`
  // Money that staff saw arrive in the bank goes back by hand, and is booked the same way.
  if (asked.provider === 'manual' || !paid?.charge) {
    const made = { ref: `manual_${id}_${asked.attempt}`, at: now }
    await atomically(db, (tx) => done(tx, asked, made, now))
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
    await followRefund(payments, made, now)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await atomically(db, (tx) => refused(tx, asked, error.code, now))
    if (GONE.has(error.code))
      await atomically(db, (tx) => withdraw(payments, tx, id, 'provider', now))
  }
}

async function refused(tx: Tx, asked: Asked, code: string, now: Temporal.Instant): Promise<void> {
  const ended = await move(tx, asked, ['asked'], 'refused', { code }, now)
  if (ended) await tellOf(tx, 'refund.failed', asked, { code }, now)
}

type Moved = { ref?: string | undefined; code?: string; by?: string }

/** Moves a refund to another state; false: it was not where it would have to be. */
export async function move(
  tx: Tx,
  refund: Pick<Asked, 'id' | 'provider'>,
  from: RefundState[],
  to: RefundState,
  { ref, code, by = `provider:${refund.provider}` }: Moved,
  now: Temporal.Instant,
): Promise<boolean> {
  const moved = await tx`
    update payments.refund
       set state = ${to}, state_by = ${by}, state_at = ${now}, code = ${code ?? null},
           ref = coalesce(${ref ?? null}, ref), ended_at = ${to === 'asked' ? null : now},
           attempt = attempt + ${to === 'asked' ? 1 : 0}
     where id = ${refund.id} and state = any(${from}::text[]) returning id`
  return moved.length > 0
}

/** The money has left the provider's balance: it is owed no more, and has its credit note. */
async function done(
  tx: Tx,
  asked: Asked,
  made: { ref: string; at: Temporal.Instant },
  now: Temporal.Instant,
): Promise<void> {
  await tx`select from payments.orders where id = ${asked.order_id} for update`
  if (!(await move(tx, asked, ['asked'], 'done', { ref: made.ref }, now))) return
  await sent(tx, asked, made)
  const { id, order_id: orderId, reason } = asked
  await issueForRefund(tx, { id, orderId, reason }, now)
  await tellOf(tx, 'order.refunded', asked, {}, now)
}

/** Books that a refund left the provider's balance: each by its own name, never by a running total. */
async function sent(
  tx: Tx,
  {
    provider,
    currency,
    amount,
    order_id: id,
  }: Omit<Asked, 'id' | 'attempt' | 'ref' | 'state' | 'reason'>,
  { ref, at }: { ref: string; at: Temporal.Instant },
): Promise<void> {
  await postRule(
    tx,
    'refund.sent',
    { provider, currency, amount },
    {
      key: `refund:${provider}:${ref}`,
      about: { type: 'order', id },
      by: `provider:${provider}`,
      at,
      metadata: { refund: ref },
    },
  )
}

/** It did not reach its receiver: the provider has it again, and we owe it until staff decide. */
async function failed(tx: Tx, asked: Asked, found: Refund, now: Temporal.Instant): Promise<void> {
  const code = found.code ?? 'failed'
  if (!(await move(tx, asked, ['done'], 'failed', { code }, now))) return
  const { provider, currency, amount } = asked
  await postRule(
    tx,
    'refund.returned',
    { provider, currency, amount },
    {
      key: `refund:${provider}:${found.ref}:returned`,
      about: { type: 'order', id: asked.order_id },
      by: `provider:${provider}`,
      at: found.failedAt ?? now,
      metadata: { refund: found.ref, code },
    },
  )
  await tellOf(tx, 'refund.failed', asked, { code }, now)
}

/** Gives back what was given up for a refund that is not made after all. */
export async function withdraw(
  { keepers }: Pick<Payments, 'keepers'>,
  tx: Tx,
  id: string,
  by: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const [asked] = await tx<Asked>`
    select id, order_id, amount, currency, attempt, provider, ref, state, reason from payments.refund where id = ${id}`
  if (!asked) return false
  await tx`select from payments.orders where id = ${asked.order_id} for update`
  const who = by === 'provider' ? `provider:${asked.provider}` : by
  if (!(await move(tx, asked, ['refused', 'failed'], 'withdrawn', { by: who }, now))) return false
  const order = await orderById(tx, asked.order_id)
  await takeBack(tx, { refundId: id, order, by: who, at: now }, keepers)
  await cancelCreditNote(tx, id, now)
  const disputes = await tx<{ id: string; order_id: string; provider: string }>`
    select id, order_id, provider from payments.dispute
     where order_id = ${order.id} and state in ('open', 'answered')`
  for (const dispute of disputes) await freezeFor({ keepers }, tx, dispute, now)
  await tellOf(tx, 'refund.withdrawn', asked, {}, now)
  return true
}

async function tellOf(
  tx: Tx,
  kind: 'order.refunded' | 'refund.failed' | 'refund.withdrawn',
  refund: Pick<Asked, 'id' | 'order_id' | 'amount' | 'currency'>,
  more: Record<string, unknown>,
  now: Temporal.Instant,
): Promise<void> {
  const { order, left } = await refundableNow(tx, refund.order_id)
  const [taken] = await tx<{ credits: bigint }>`
    select coalesce(sum(credits), 0)::bigint as credits from payments.refund_part
     where refund_id = ${refund.id} and gives = 'credits'`
  await record(tx, {
    kind,
    about: { type: 'order', id: order.id },
    at: now,
    data: {
      orderId: order.id,
      refundId: refund.id,
      name: order.name,
      buyer: order.buyer,
      what: whatOf(order),
      total: value(refund.amount, refund.currency),
      amount: refund.amount.toString(),
      ...(taken!.credits > 0n ? { credits: value(taken!.credits, 'CREDIT') } : {}),
      lines: order.lines.map(({ kind, about }) => ({ kind, about })),
      // Nothing of what was paid is left here.
      whole: left === 0n,
      ...more,
    },
  })
}

/**
 * A refund as the provider has it now: ours, or one made in its own dashboard, which is booked too and
 * explained from what the order still holds. What that does not explain waits in suspense for staff.
 */
export async function followRefund(
  payments: Payments,
  found: Refund,
  now: Temporal.Instant,
): Promise<void> {
  const { db, provider } = payments
  await atomically(db, async (tx) => {
    const known = await ours(tx, provider.id, found)
    if (known) return followOurs(tx, known, found, now)
    if (found.state === 'failed') return
    const [paid] = await tx<{ order_id: string }>`
      select order_id from payments.payment where provider = ${provider.id} and charge = ${found.charge}`
    if (!paid) {
      throw new Puzzle(
        `Refund ${found.ref} is of charge ${found.charge}, which paid no order of ours`,
      )
    }
    await tx`select from payments.orders where id = ${paid.order_id} for update`
    if (await ours(tx, provider.id, found)) return
    await explain(payments, tx, paid.order_id, found, now)
  })
}

async function ours(tx: Tx, provider: string, found: Refund): Promise<Asked | undefined> {
  const [row] = await tx<Asked>`
    select id, order_id, amount, currency, attempt, provider, ref, state, reason from payments.refund
     where id::text = ${found.refundId ?? null} or (provider = ${provider} and ref = ${found.ref})`
  return row
}

async function followOurs(
  tx: Tx,
  known: Asked,
  found: Refund,
  now: Temporal.Instant,
): Promise<void> {
  const old = await tx`
    select from payments.refund_step where refund_id = ${known.id} and to_state = 'failed' and ref = ${found.ref}`
  if (old.length > 0) return
  if (found.state !== 'failed') return done(tx, known, found, now)
  if (known.state === 'asked') return refused(tx, known, found.code ?? 'failed', now)
  if (known.ref === found.ref) await failed(tx, known, found, now)
}

async function explain(
  payments: Payments,
  tx: Tx,
  orderId: string,
  found: Refund,
  now: Temporal.Instant,
): Promise<void> {
  const { order, left } = await refundableNow(tx, orderId)
  if (found.amount > left) {
    throw new Puzzle(
      `Refund ${found.ref} is more than is left of order ${order.name}: another one is on its way`,
    )
  }
  const lines = await unspentOf(tx, order, payments.keepers, now)
  const { parts, rest, crumbs } = partsFor(
    lines.map((line) => freed(line, found.amount)),
    found.amount,
  )
  if (rest > 0n) {
    const gives = crumbs || stands(order) ? 'platform' : 'suspense'
    parts.push({ line: undefined, gives, net: rest, tax: 0n } satisfies Part)
  }
  const { id: provider } = payments.provider
  const by = `provider:${provider}`
  const { amount, ref, currency } = found
  const reason = 'made at the provider'
  const refund = { id: newId(), amount, cause: 'at_provider' as const, reason, by, provider, ref }
  await writeRefund(tx, { ...refund, state: 'done' }, order, now)
  await giveUp(tx, { refundId: refund.id, order, by, at: found.at }, parts, payments.keepers)
  await sent(tx, { provider, currency, amount, order_id: orderId }, found)
  await issueForRefund(tx, { id: refund.id, orderId, reason }, now)
  await tellOf(tx, 'order.refunded', { ...refund, order_id: orderId, currency }, {}, now)
}

/**
 * Who gives a part of a seat's or a plan's price back at the provider grants a reduction: what was sold
 * stands, whoever earns on it earns the same, and the platform bears it. Of credits that were spent nobody
 * can say so: that waits for staff.
 */
const stands = ({ lines }: Order) =>
  lines.every(({ kind }) => kind !== 'credits' && kind !== 'messages')

/** Who gives the whole price of a seat back at the provider has let the seat go: it follows. */
function freed(line: LineNow, amount: bigint): LineNow {
  const net = line.net - line.netBack
  const tax = line.tax - line.taxBack
  if (line.seat !== 'stands' || amount < net + tax) return line
  return { ...line, holdings: [{ gives: 'booking', line: line.line.position, net }] }
}
