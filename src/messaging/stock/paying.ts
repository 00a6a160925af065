import { newId, type Query, type Tx } from '#base'
import { postRule, value } from '#ledger'
import { refuse } from './problems.ts'
import { lockPurchase } from './purchases.ts'

export type PurchasePayment = {
  id: string
  kind: 'paid' | 'refunded'
  amount: bigint
  paidOn: string
  reference: string
  by: string
  at: Temporal.Instant
}

type Paying = {
  id: string
  /** With tax; what is open where it is left out. */
  amount?: bigint | undefined
  /** The day on the bank's statement. */
  paidOn: string
  reference: string
}

/**
 * Money left the bank for an order: before it is here, or for what is owed. Refusals in order:
 * purchase_unknown, purchase_not_in_state, purchase_paid_too_much.
 */
export async function payPurchase(
  tx: Tx,
  given: Paying,
  by: string,
  now: Temporal.Instant,
): Promise<PurchasePayment> {
  const order = await lockPurchase(tx, given.id, ['approved', 'received'])
  // Closed with less than was ordered: only what arrived is owed.
  const whole = order.state === 'received' ? order.received : order.net + order.tax
  const open = whole - order.paid
  const amount = given.amount ?? open
  if (amount <= 0n || amount > open)
    throw refuse('purchase_paid_too_much', { open: value(open > 0n ? open : 0n, order.currency) })
  return move(tx, { ...given, kind: 'paid', amount, currency: order.currency }, by, now)
}

/**
 * The supplier gave back what was paid and never arrived. Refusals in order: purchase_unknown,
 * purchase_not_in_state, purchase_paid_too_much.
 */
export async function refundPurchase(
  tx: Tx,
  given: Paying,
  by: string,
  now: Temporal.Instant,
): Promise<PurchasePayment> {
  const order = await lockPurchase(tx, given.id, ['approved', 'received'])
  const open = order.paid - order.received
  const amount = given.amount ?? open
  if (amount <= 0n || amount > open)
    throw refuse('purchase_paid_too_much', { open: value(open > 0n ? open : 0n, order.currency) })
  return move(tx, { ...given, kind: 'refunded', amount, currency: order.currency }, by, now)
}

async function move(
  tx: Tx,
  given: Paying & { kind: PurchasePayment['kind']; amount: bigint; currency: string },
  by: string,
  now: Temporal.Instant,
): Promise<PurchasePayment> {
  const { id: purchase, kind, amount, currency, paidOn, reference } = given
  const id = newId()
  const { journalId } = await postRule(
    tx,
    kind === 'paid' ? 'supplier.paid' : 'supplier.refunded',
    { currency, amount },
    { key: `purchase.${kind}:${id}`, about: { type: 'purchase', id: purchase }, by, at: now },
  )
  await tx`
    insert into messaging.purchase_payment (id, purchase_id, kind, amount, paid_on, reference, journal_id, by, at)
    values (${id}, ${purchase}, ${kind}, ${amount}, ${paidOn}, ${reference}, ${journalId}, ${by}, ${now})`
  await tx`
    update messaging.purchase set paid = paid + ${kind === 'paid' ? amount : -amount} where id = ${purchase}`
  return { id, kind, amount, paidOn, reference, by, at: now }
}

/** What was paid for an order, oldest first. */
export function paymentsOf(q: Query, purchase: string): Promise<PurchasePayment[]> {
  return q<PurchasePayment>`
    select id, kind, amount, paid_on::text as "paidOn", reference, by, at from messaging.purchase_payment
    where purchase_id = ${purchase} order by at, id`
}
