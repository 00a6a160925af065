import { idFrom, type Query, type Tx } from '#base'
import { value } from '#ledger'
import { orderById } from './order.ts'
import { refuse } from './problems.ts'
import { settle } from './settling.ts'

/** Above this (smallest units of the order's currency) a second person looks: 500.00. */
export const RECEIPT_LIMIT = 50_000n

/** A bank transfer or cash that staff saw arrive: the provider `manual`. */
export type Receipt = {
  id: string
  orderId: string
  amount: bigint
  currency: string
  receivedOn: string
  reference: string
  recordedBy: string
  recordedAt: Temporal.Instant
  needsSecond: boolean
  approvedBy: string | null
  approvedAt: Temporal.Instant | null
}

/**
 * Records that an order's money arrived outside any provider. Up to the limit the order is paid with
 * it; above, when somebody else has approved. The amount must be the order's.
 * Refusals in order: order_unknown, order_not_waiting, receipt_exists, receipt_amount_differs.
 */
export async function recordReceipt(
  tx: Tx,
  given: {
    orderId: string
    amount: bigint
    receivedOn: Temporal.PlainDate
    reference: string
    by: string
  },
  now: Temporal.Instant,
): Promise<Receipt> {
  await tx`select from payments.orders where id = ${given.orderId} for update`
  const order = await orderById(tx, given.orderId)
  const id = idFrom('receipt', given.orderId)
  if (order.state !== 'waiting' && order.state !== 'expired') {
    throw refuse('order_not_waiting', { state: order.state })
  }
  if ((await tx`select from payments.receipt where id = ${id}`).length > 0)
    throw refuse('receipt_exists')
  if (given.amount !== order.total) {
    throw refuse('receipt_amount_differs', { total: value(order.total, order.currency) })
  }
  const needsSecond = given.amount > RECEIPT_LIMIT
  await tx`
    insert into payments.receipt
      (id, order_id, amount, currency, received_on, reference, recorded_by, recorded_at, needs_second)
    values (${id}, ${given.orderId}, ${given.amount}, ${order.currency}, ${given.receivedOn}, ${given.reference},
            ${given.by}, ${now}, ${needsSecond})`
  const receipt = await receiptById(tx, id)
  if (!needsSecond) await pay(tx, receipt, now)
  return receipt
}

/** A second person has looked. Refusals in order: receipt_unknown, receipt_done, receipt_needs_another. */
export async function approveReceipt(
  tx: Tx,
  given: { id: string; by: string },
  now: Temporal.Instant,
): Promise<Receipt> {
  await tx`select from payments.receipt where id = ${given.id} for update`
  const receipt = await receiptById(tx, given.id)
  if (!receipt.needsSecond || receipt.approvedBy) throw refuse('receipt_done')
  if (receipt.recordedBy === given.by) throw refuse('receipt_needs_another')
  await tx`update payments.receipt set approved_by = ${given.by}, approved_at = ${now} where id = ${given.id}`
  await pay(tx, receipt, now)
  return receiptById(tx, given.id)
}

async function pay(tx: Tx, receipt: Receipt, now: Temporal.Instant): Promise<void> {
  await settle(
    tx,
    receipt.orderId,
    {
      provider: 'manual',
      ref: receipt.id,
      charge: undefined,
      amount: receipt.amount,
      fee: 0n,
      currency: receipt.currency,
      paidAt: now,
    },
    now,
  )
}

async function receiptById(q: Query, id: string): Promise<Receipt> {
  const [receipt] = await listed(q, id, 1)
  if (!receipt) throw refuse('receipt_unknown')
  return receipt
}

/** Receipts, those that wait for a second person first. */
export const listReceipts = (q: Query, limit: number) => listed(q, null, limit)

function listed(q: Query, id: string | null, limit: number): Promise<Receipt[]> {
  return q<Receipt>`
    select id, order_id as "orderId", amount, currency, received_on::text as "receivedOn", reference,
           recorded_by as "recordedBy", recorded_at as "recordedAt", needs_second as "needsSecond",
           approved_by as "approvedBy", approved_at as "approvedAt"
      from payments.receipt where ${id}::uuid is null or id = ${id}
     order by needs_second and approved_by is null desc, recorded_at desc limit ${limit}`
}
