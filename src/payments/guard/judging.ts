import { idFrom, newId, queueWork, record, type Tx } from '#base'
import { postRule, value } from '#ledger'
import { issueForPayment } from '../documents/issuing.ts'
import { freezeFresh } from '../freezing.ts'
import { giveUp } from '../giving.ts'
import { type Order, whatOf } from '../order.ts'
import { SEND_REFUND, writeRefund } from '../refunds.ts'
import { limitsNow } from './limits.ts'
import { type Risk, tooManyWith, writeTry } from './tries.ts'

/** What is known of a payment besides its amount. */
export type Seen = {
  provider: string
  ref: string
  charge: string | undefined
  amount: bigint
  fee: bigint
  currency: string
  paidAt: Temporal.Instant
  card?: string | undefined
  risk?: Risk | undefined
  period?: { billing: string; first: boolean }
}

/** fine; delayed: what it buys cannot be spent for a while; turned down: it goes back at once. */
export type Verdict = 'fine' | 'delayed' | 'turned down'

/**
 * What a payment looks like: by the provider's own reckoning, and by what its card was used for. A
 * renewal is judged by nobody again: its card was when the plan began. Opens a case for what staff should
 * know of.
 */
export async function judge(
  tx: Tx,
  order: Order,
  paid: Seen,
  now: Temporal.Instant,
): Promise<Verdict> {
  const { charge, risk = 'normal', card, provider } = paid
  if (!charge || (paid.period && !paid.period.first)) return 'fine'
  const { id: orderId, buyer } = order
  const tried = { provider, ref: charge, orderId, buyer, card, paid: true, code: undefined, risk }
  await writeTry(tx, { ...tried, at: paid.paidAt })
  if (risk === 'highest') return 'turned down'
  const hot = card ? await tooManyWith(tx, card, paid.paidAt) : undefined
  if (risk === 'normal' && !hot) return 'fine'
  const { delayHours } = await limitsNow(tx)
  const kind = risk === 'elevated' ? 'elevated' : 'card'
  const said = risk === 'elevated' ? 'the provider reckons its risk elevated' : hot!.says
  await openCase(tx, { orderId, kind, said, until: now.add({ hours: delayHours }) }, now)
  return 'delayed'
}

export type NewCase = {
  orderId: string
  kind: 'elevated' | 'card' | 'highest' | 'warning'
  said: string
  until?: Temporal.Instant | undefined
  refundId?: string | undefined
}

/** Opens a case of risk, once for an order and a kind; one with a refund is closed with it. */
export async function openCase(
  tx: Tx,
  { orderId, kind, said, until, refundId }: NewCase,
  now: Temporal.Instant,
): Promise<string> {
  const id = newId()
  await tx`
    insert into payments.risk_case
      (id, order_id, kind, said, opened_at, until, state, state_by, state_at, refund_id)
    values (${id}, ${orderId}, ${kind}, ${said}, ${now}, ${until}, ${refundId ? 'refunded' : 'open'}, 'schedule', ${now},
      ${refundId})`
  return id
}

/**
 * Keeps what a risky payment bought from being spent, until its case is decided or its time is over
 * (fact `credits.delayed`). Once for what is posted with the payment, and once more for what a plan grants.
 */
export async function delayFresh(tx: Tx, order: Order, now: Temporal.Instant): Promise<void> {
  const [open] = await tx<{ id: string; until: Temporal.Instant }>`
    select id, until from payments.risk_case
     where order_id = ${order.id} and state = 'open' and kind in ('elevated', 'card')`
  if (!open) return
  const cause = {
    cause: 'risk',
    id: open.id,
    by: 'schedule',
    why: 'the payment is looked at',
  } as const
  const frozen = await freezeFresh(tx, order, cause, now)
  const about = { type: 'order', id: order.id }
  if (frozen.size > 0 && order.lines.some(({ kind }) => kind === 'messages')) {
    const data = { organizationId: order.buyer.id, name: order.name, until: open.until.toString() }
    await record(tx, { kind: 'messages.delayed', about, at: now, data })
  }
  const credits = frozen.get('CREDIT') ?? 0n
  if (credits === 0n) return
  await record(tx, {
    id: idFrom('credits.delayed', open.id),
    kind: 'credits.delayed',
    about,
    at: now,
    data: {
      buyer: order.buyer,
      name: order.name,
      credits: value(credits, 'CREDIT'),
      until: open.until.toString(),
    },
  })
}

/**
 * Turns a payment down that is almost surely fraud: nothing that it was for is delivered, and all of it
 * goes back. The money is here, so it is booked: through suspense, to `refunds_payable`. Fact
 * `order.turned_down`, from which seats are let go and a plan ends.
 */
export async function turnDown(
  tx: Tx,
  order: Order,
  paid: Seen,
  now: Temporal.Instant,
): Promise<void> {
  const { provider, currency, amount, fee, ref, paidAt: at } = paid
  const by = `provider:${provider}`
  const about = { type: 'order', id: order.id }
  const metadata = { order: order.name, payment: ref }
  await postRule(
    tx,
    'payment.unexplained',
    { provider, currency, amount, fee },
    { key: `turned_down:${provider}:${ref}`, about, by, at, metadata },
  )
  // What came in and goes back has its papers all the same: an invoice, a receipt, and then a credit note.
  await issueForPayment(tx, order, { provider, ref, paidAt: at }, now)
  const id = idFrom('turned down', provider, ref)
  const reason = 'the provider reckons its risk highest'
  const refund = {
    id,
    amount,
    cause: 'fraud' as const,
    reason,
    by,
    provider,
    state: 'asked' as const,
  }
  await writeRefund(tx, refund, order, now)
  const parts = order.lines
    .filter(({ gross }) => gross > 0n)
    .map(({ position: line, net, tax }) => ({ line, gives: 'suspense' as const, net, tax }))
  await giveUp(tx, { refundId: id, order, by, at: now }, parts, undefined)
  await queueWork(tx, SEND_REFUND, { refund: id }, `refund:${id}`)
  await openCase(tx, { orderId: order.id, kind: 'highest', said: reason, refundId: id }, now)
  await record(tx, {
    id: idFrom('order.turned_down', order.id),
    kind: 'order.turned_down',
    about,
    at,
    data: {
      orderId: order.id,
      name: order.name,
      buyer: order.buyer,
      what: whatOf(order),
      total: value(amount, currency),
      whole: true,
      lines: order.lines.map(({ kind, about }) => ({ kind, about })),
      ...(paid.period ? { billing: paid.period.billing } : {}),
    },
  })
}
