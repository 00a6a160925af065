import { newId, type Query, record, sql, type Tx } from '#base'
import { value } from '#ledger'
import { needsSecond } from './guard/alone.ts'
import { limitsNow } from './guard/limits.ts'
import { refuseUntaken } from './keys/settings.ts'
import { orderById, orderName, whatOf } from './order.ts'
import { refuse } from './problems.ts'
import { settle } from './settling.ts'

/** A bank transfer or cash that staff saw arrive: the provider `manual`. */
export type Receipt = {
  id: string
  orderId: string
  way: 'bank_transfer' | 'cash'
  amount: bigint
  currency: string
  receivedOn: string
  /** The bank's words for it, or the number of the slip in the cash box. */
  reference: string
  recordedBy: string
  recordedAt: Temporal.Instant
  needsSecond: boolean
  state: 'waiting' | 'counted' | 'declined'
  decidedBy: string | null
  decidedAt: Temporal.Instant | null
  note: string | null
}

/**
 * Records that an order's money arrived outside any provider. Up to the limit that staff set (the one of
 * refunds, by currency; a currency without one: nothing) the order is paid with it; above, once somebody
 * else has approved (fact `receipt.recorded`). The amount must be the order's.
 * Refusals in order: order_unknown, order_not_waiting, provider_off, currency_not_taken,
 * receipt_exists, receipt_amount_differs, receipt_too_early.
 */
export async function recordReceipt(
  tx: Tx,
  given: {
    orderId: string
    way: Receipt['way']
    amount: bigint
    receivedOn: Temporal.PlainDate
    reference: string
    by: string
  },
  now: Temporal.Instant,
): Promise<Receipt> {
  const { orderId, way, amount, receivedOn, reference, by } = given
  await tx`select from payments.orders where id = ${orderId} for update`
  const order = await orderById(tx, orderId)
  if (order.state === 'paid') throw refuse('order_not_waiting', { state: order.state })
  const before = await tx`
    select from payments.receipt where order_id = ${orderId} and state <> 'declined'`
  await refuseUntaken(tx, 'manual', order.currency)
  if (before.length > 0) throw refuse('receipt_exists')
  const total = value(order.total, order.currency)
  if (amount !== order.total || amount === 0n) throw refuse('receipt_amount_differs', { total })
  // A day ahead of UTC somewhere is today there; an order of today can be paid on its eve somewhere else.
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO('UTC').toPlainDate()
  const [first, last] = [day(order.placedAt).subtract({ days: 1 }), day(now).add({ days: 1 })]
  const { compare } = Temporal.PlainDate
  if (compare(receivedOn, first) < 0 || compare(receivedOn, last) > 0)
    throw refuse('receipt_too_early')
  const second = needsSecond(await limitsNow(tx), amount, order.currency)
  const id = newId()
  await tx`
    insert into payments.receipt
      (id, order_id, way, amount, currency, received_on, reference, recorded_by, recorded_at, needs_second, state)
    values (${id}, ${orderId}, ${way}, ${amount}, ${order.currency}, ${receivedOn.toString()}, ${reference}, ${by}, ${now},
            ${second}, ${second ? 'waiting' : 'counted'})`
  if (second) {
    await record(tx, {
      kind: 'receipt.recorded',
      about: { type: 'receipt', id },
      at: now,
      data: { orderId, name: order.name, what: whatOf(order), total, by },
    })
  }
  const receipt = await receiptById(tx, id)
  if (!second) await count(tx, receipt, now)
  return receipt
}

type Deciding = { id: string; by: string }

/**
 * A second person has looked, and it counts. Refusals in order: receipt_unknown, receipt_done,
 * receipt_needs_another (whoever recorded it).
 */
export async function approveReceipt(
  tx: Tx,
  given: Deciding,
  now: Temporal.Instant,
): Promise<Receipt> {
  const receipt = await waiting(tx, given.id)
  if (receipt.recordedBy === given.by) throw refuse('receipt_needs_another')
  await decide(tx, receipt, { ...given, state: 'counted', note: null }, now)
  await count(tx, receipt, now)
  return receiptById(tx, given.id)
}

/**
 * It does not count: the money is not there, or it was recorded wrongly. Whoever recorded it may take it
 * back so. Another may be recorded then. Refusals in order: receipt_unknown, receipt_done.
 */
export async function declineReceipt(
  tx: Tx,
  given: Deciding & { note: string },
  now: Temporal.Instant,
): Promise<Receipt> {
  const receipt = await waiting(tx, given.id)
  await decide(tx, receipt, { ...given, state: 'declined' }, now)
  return receiptById(tx, given.id)
}

async function waiting(tx: Tx, id: string): Promise<Receipt> {
  await tx`select from payments.receipt where id = ${id} for update`
  const receipt = await receiptById(tx, id)
  if (receipt.state !== 'waiting') throw refuse('receipt_done')
  return receipt
}

async function decide(
  tx: Tx,
  receipt: Receipt,
  { by, state, note }: { by: string; state: 'counted' | 'declined'; note: string | null },
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update payments.receipt set state = ${state}, decided_by = ${by}, decided_at = ${now}, note = ${note}
     where id = ${receipt.id}`
  if (by === receipt.recordedBy) return
  const order = await orderById(tx, receipt.orderId)
  await record(tx, {
    kind: 'receipt.decided',
    about: { type: 'receipt', id: receipt.id },
    at: now,
    data: {
      orderId: order.id,
      name: order.name,
      what: whatOf(order),
      total: value(receipt.amount, receipt.currency),
      recordedBy: receipt.recordedBy,
      counted: state === 'counted',
      note,
    },
  })
}

/** Money for an order that was paid otherwise meanwhile is explained by staff, as any second payment. */
async function count(tx: Tx, receipt: Receipt, now: Temporal.Instant): Promise<void> {
  const { id, orderId, amount, currency } = receipt
  const paid = { ref: id, charge: undefined, amount, fee: 0n, currency, paidAt: now }
  await settle(tx, orderId, { provider: 'manual', ...paid }, now)
}

const COLUMNS = sql`
  r.id, r.order_id as "orderId", r.way, r.amount, r.currency, r.received_on::text as "receivedOn", r.reference,
  r.recorded_by as "recordedBy", r.recorded_at as "recordedAt", r.needs_second as "needsSecond", r.state,
  r.decided_by as "decidedBy", r.decided_at as "decidedAt", r.note`

async function receiptById(q: Query, id: string): Promise<Receipt> {
  const [receipt] = await q<Receipt>`
    select ${COLUMNS} from payments.receipt r where r.id = ${id}`
  if (!receipt) throw refuse('receipt_unknown')
  return receipt
}

/** A receipt with the order it is for. */
export type ReceiptCard = Receipt & {
  order: string
  buyerType: 'person' | 'organization'
  buyerId: string
}

type Row = Receipt & { year: number; number: number } & Omit<ReceiptCard, 'order'>

/** Receipts, latest first, by state or by order. */
export async function listReceipts(
  q: Query,
  filter: {
    state?: Receipt['state'] | undefined
    id?: string | undefined
    before?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
): Promise<ReceiptCard[]> {
  const { state, id, before, limit } = filter
  const rows = await q<Row>`
    select ${COLUMNS}, o.year, o.number, o.buyer_type as "buyerType", o.buyer_id as "buyerId"
      from payments.receipt r join payments.orders o on o.id = r.order_id
     where true ${state ? sql`and r.state = ${state}` : sql``} ${id ? sql`and r.id = ${id}` : sql``}
       ${before ? sql`and (r.recorded_at, r.id) < (${before.at}, ${before.id}::uuid)` : sql``}
     order by r.recorded_at desc, r.id desc limit ${limit}`
  return rows.map(({ year, number, ...row }) => ({ ...row, order: orderName(year, number) }))
}

/** One of them. Refusal: receipt_unknown. */
export async function receiptCard(q: Query, id: string): Promise<ReceiptCard> {
  const [card] = await listReceipts(q, { id, limit: 1 })
  if (!card) throw refuse('receipt_unknown')
  return card
}

/** How many wait for a second person. */
export async function receiptsWaiting(q: Query): Promise<number> {
  const [row] = await q<{ count: number }>`
    select count(*)::int as count from payments.receipt where state = 'waiting'`
  return row!.count
}
