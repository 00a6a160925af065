import { type Query, sql, type Tx } from '#base'
import { type DisputeState, followDispute, type Row } from './disputes.ts'
import { bookLoss } from './losing.ts'
import { type Order, orderById } from './order.ts'
import { forPeople, type Payments } from './payments.ts'
import { refuse } from './problems.ts'
import type { DisputeEvidence } from './provider.ts'

export type Fault = 'educator' | 'platform'

/**
 * Staff say whose fault a dispute is: it decides who bears a loss on a session that was taught. Said
 * before the bank decides, it counts then; said after, the loss is booked now. Refusals: dispute_unknown,
 * dispute_booked, dispute_closed (nothing was lost).
 */
export async function decideFault(
  payments: Pick<Payments, 'keepers'>,
  tx: Tx,
  given: { id: string; fault: Fault; note: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const { id, fault, note, by } = given
  const [order] = await tx<{ order_id: string }>`
    select order_id from payments.dispute where id = ${id}`
  if (!order) throw refuse('dispute_unknown')
  await tx`select from payments.orders where id = ${order.order_id} for update`
  const [row] = await tx<Row>`
    select id, provider, order_id, amount, currency, reason, state, fault, booked_at from payments.dispute where id = ${id}`
  if (row!.booked_at) throw refuse('dispute_booked')
  if (row!.state === 'won' || row!.state === 'closed') throw refuse('dispute_closed')
  await tx`
    update payments.dispute set fault = ${fault}, fault_by = ${by}, fault_at = ${now}, fault_note = ${note}
     where id = ${id}`
  if (row!.state === 'lost') await bookLoss(payments, tx, { ...row!, fault }, now)
}

/**
 * Sends evidence to the buyer's bank. What is sent is written first: a bank takes one answer, so asked
 * again after a lost connection, the same goes out under the same key. Refusals: dispute_unknown,
 * dispute_answered, dispute_closed, payment_busy, payment_unsure, payment_refused.
 */
export async function answerDispute(
  payments: Payments,
  given: { id: string; evidence: DisputeEvidence; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const { db, provider } = payments
  const { id, evidence, by } = given
  const [dispute] = await db<{ ref: string; state: DisputeState; sent: Temporal.Instant | null }>`
    select d.ref, d.state, a.sent_at as sent from payments.dispute d
      left join payments.dispute_answer a on a.dispute_id = d.id where d.id = ${id}`
  if (!dispute) throw refuse('dispute_unknown')
  if (dispute.sent) throw refuse('dispute_answered')
  if (dispute.state !== 'open' && dispute.state !== 'warning') throw refuse('dispute_closed')
  await db`
    insert into payments.dispute_answer (dispute_id, evidence, by, at)
    values (${id}, ${evidence}, ${by}, ${now}) on conflict do nothing`
  const [kept] = await db<{ evidence: DisputeEvidence }>`
    select evidence from payments.dispute_answer where dispute_id = ${id}`
  const answered = await forPeople(
    provider.answerDispute({
      key: `dispute:${id}:answer`,
      dispute: dispute.ref,
      evidence: kept!.evidence,
    }),
  )
  await db`update payments.dispute_answer set sent_at = ${now} where dispute_id = ${id}`
  await followDispute(payments, answered, now)
}

/** A dispute as staff see it. */
export type DisputeCard = {
  id: string
  provider: string
  ref: string
  orderId: string
  orderYear: number
  orderNumber: number
  buyerType: 'person' | 'organization'
  buyerId: string
  amount: bigint
  currency: string
  reason: string
  state: DisputeState
  openedAt: Temporal.Instant
  answerBy: Temporal.Instant | null
  endedAt: Temporal.Instant | null
  answeredAt: Temporal.Instant | null
  fault: Fault | null
  bookedAt: Temporal.Instant | null
  /** What the provider took for it, and has not given back. */
  fee: bigint
}

const CARD = sql`
  d.id, d.provider, d.ref, d.order_id as "orderId", o.year as "orderYear", o.number as "orderNumber",
  o.buyer_type as "buyerType", o.buyer_id as "buyerId", d.amount, d.currency, d.reason, d.state,
  d.opened_at as "openedAt", d.answer_by as "answerBy", d.ended_at as "endedAt", a.sent_at as "answeredAt", d.fault,
  d.booked_at as "bookedAt",
  coalesce((select sum(m.fee) from payments.dispute_move m where m.dispute_id = d.id), 0)::bigint as fee
  from payments.dispute d join payments.orders o on o.id = d.order_id
  left join payments.dispute_answer a on a.dispute_id = d.id`

/** Disputes that wait for somebody here: for an answer, or for whose fault it was. */
const WAITS = sql`((d.state in ('open', 'warning') and a.sent_at is null) or (d.state = 'lost' and d.booked_at is null))`

/** Disputes, latest first. */
export function listDisputes(
  q: Query,
  filter: {
    waits?: boolean | undefined
    orderId?: string | undefined
    before?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
): Promise<DisputeCard[]> {
  const { waits, orderId, before, limit } = filter
  return q<DisputeCard>`
    select ${CARD} where true
       ${waits ? sql`and ${WAITS}` : sql``}
       ${orderId ? sql`and d.order_id = ${orderId}` : sql``}
       ${before ? sql`and (d.opened_at, d.id) < (${before.at}, ${before.id})` : sql``}
     order by d.opened_at desc, d.id desc limit ${limit}`
}

export type DisputeDetail = {
  dispute: DisputeCard & { faultBy: string | null; faultNote: string | null }
  order: Order
  evidence: DisputeEvidence | undefined
  moves: { ref: string; amount: bigint; fee: bigint; at: Temporal.Instant }[]
  steps: {
    number: number
    from: DisputeState | 'new'
    to: DisputeState
    by: string
    at: Temporal.Instant
  }[]
  frozen: { lot: bigint; frozenAt: Temporal.Instant; thawedAt: Temporal.Instant | null }[]
}

/** One dispute with all that is known of it. Refusal: dispute_unknown. */
export async function disputeDetail(q: Query, id: string): Promise<DisputeDetail> {
  const [dispute] = await q<DisputeCard>`select ${CARD} where d.id = ${id}`
  if (!dispute) throw refuse('dispute_unknown')
  const [said] = await q<{ faultBy: string | null; faultNote: string | null }>`
    select fault_by as "faultBy", fault_note as "faultNote" from payments.dispute where id = ${id}`
  const [answer] = await q<{ evidence: DisputeEvidence }>`
    select evidence from payments.dispute_answer where dispute_id = ${id} and sent_at is not null`
  return {
    dispute: { ...dispute, ...said! },
    order: await orderById(q, dispute.orderId),
    evidence: answer?.evidence,
    moves: await q<DisputeDetail['moves'][number]>`
      select ref, amount, fee, at from payments.dispute_move where dispute_id = ${id} order by at, ref`,
    steps: await q<DisputeDetail['steps'][number]>`
      select number, from_state as "from", to_state as "to", by, at from payments.dispute_step
       where dispute_id = ${id} order by number`,
    frozen: await q<DisputeDetail['frozen'][number]>`
      select lot, from_at as "frozenAt", let_go_at as "thawedAt" from payments.lot_stop
       where cause = 'dispute' and cause_id = ${id} order by lot`,
  }
}

/** Early fraud warnings of an order. */
export function warningsOf(q: Query, orderId: string) {
  return q<{ kind: string; at: Temporal.Instant; refundId: string | null }>`
    select kind, at, refund_id as "refundId" from payments.fraud_warning
     where order_id = ${orderId} order by at, ref`
}

/** What money back waits for somebody: for the page of today and the probes. */
export async function moneyBackState(q: Query): Promise<{ refunds: number; disputes: number }> {
  const [row] = await q<{ refunds: number; disputes: number }>`
    select (select count(*)::int from payments.refund r
             where r.state in ('refused', 'failed') or (r.cause = 'at_provider' and exists (
               select from payments.refund_part p where p.refund_id = r.id and p.gives = 'suspense'
                  and not exists (select from payments.refund_borne b where b.refund_id = r.id)))) as refunds,
           (select count(*)::int from payments.dispute d
              left join payments.dispute_answer a on a.dispute_id = d.id where ${WAITS}) as disputes`
  return row!
}
