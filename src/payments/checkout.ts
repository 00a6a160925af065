import { atomically, type Query } from '#base'
import { followInvoice } from './billing.ts'
import { codeOnOrder } from './discounts/codes.ts'
import { refuseStopped } from './guard/tries.ts'
import { refuseUntaken } from './keys/settings.ts'
import { endOrder, type Order, type OrderLine, orderById } from './order.ts'
import { payerFor } from './payer.ts'
import { forPeople, type Payments } from './payments.ts'
import { refuse } from './problems.ts'
import {
  type Checkout,
  type CheckoutNow,
  type OpenCheckout,
  type PlanDiscount,
  type PlanOnSale,
  type PlanTax,
  Refused,
} from './provider.ts'
import { settle } from './settling.ts'

/** A provider's page lives at least half an hour; an order whose time ends sooner is closed by the sweep. */
const PAGE_MINUTES = 35
const PAGE_HOURS_AT_MOST = 23

type Try = {
  attempt: number
  ref: string | null
  url: string | null
  expires_at: Temporal.Instant | null
}

/**
 * The page where an order is paid: the one that is open, or a new one. The try is written down before
 * the provider is called, and named by order and attempt, so two clicks open one page.
 * Refusals in order: order_unknown, order_not_waiting, order_expired, provider_off,
 * currency_not_taken, payment_paused, payment_busy, payment_unsure, payment_refused.
 */
export async function openCheckout(
  payments: Payments,
  orderId: string,
  now: Temporal.Instant,
): Promise<{ url: string }> {
  const order = await orderById(payments.db, orderId)
  if (order.state !== 'waiting') throw refuse('order_not_waiting', { state: order.state })
  if (order.expiresAt && Temporal.Instant.compare(order.expiresAt, now) <= 0)
    throw refuse('order_expired')
  await refuseUntaken(payments.db, payments.provider.id, order.currency)
  await refuseStopped(payments.db, order.buyer, now)

  const open = await openTry(payments, order, now)
  if (open.url && open.expires_at && Temporal.Instant.compare(open.expires_at, now) > 0) {
    return { url: open.url }
  }
  if (open.url) {
    // It ran out on the provider's side and nobody told us yet.
    await closeTry(payments, order, open, now)
    return openCheckout(payments, orderId, now)
  }
  const command = await commandFor(payments, order, open)
  let page: Checkout
  try {
    page = await payments.provider.openCheckout(command)
  } catch (error) {
    if (error instanceof Refused) await giveUp(payments, order, open.attempt, now)
    return forPeople(Promise.reject(error))
  }
  await atomically(payments.db, async (tx) => {
    await tx`
      update payments.checkout set ref = ${page.ref}, url = ${page.url}, expires_at = ${page.expiresAt}
       where order_id = ${order.id} and attempt = ${open.attempt}`
    await tx`
      insert into payments.customer (owner_type, owner_id, provider, ref)
      values (${order.buyer.type}, ${order.buyer.id}, ${payments.provider.id}, ${page.payerRef})
      on conflict (owner_type, owner_id, provider) do nothing`
  })
  return { url: page.url }
}

async function openTry(
  { db, provider }: Payments,
  order: Order,
  now: Temporal.Instant,
): Promise<Try> {
  return atomically(db, async (tx) => {
    await tx`select from payments.orders where id = ${order.id} for update`
    const [open] = await tx<Try>`
      select attempt, ref, url, expires_at from payments.checkout
       where order_id = ${order.id} and closed_at is null`
    if (open) return open
    // When its page closes is settled here and now: asking again must be the very same question.
    const [made] = await tx<Try>`
      insert into payments.checkout (order_id, attempt, provider, opened_at, expires_at)
      select ${order.id}, coalesce(max(attempt), 0) + 1, ${provider.id}, ${now}, ${pageEnd(order, now)}
        from payments.checkout where order_id = ${order.id}
      returning attempt, ref, url, expires_at`
    return made!
  })
}

function pageEnd(order: Order, now: Temporal.Instant): Temporal.Instant {
  const earliest = now.add({ minutes: PAGE_MINUTES })
  const latest = now.add({ hours: PAGE_HOURS_AT_MOST })
  return [earliest, order.expiresAt ?? latest, latest].sort(Temporal.Instant.compare)[1]!
}

async function giveUp({ db }: Payments, order: Order, attempt: number, now: Temporal.Instant) {
  await db`
    update payments.checkout set closed_at = ${now}, outcome = 'refused'
     where order_id = ${order.id} and attempt = ${attempt} and closed_at is null`
}

async function closeTry(payments: Payments, order: Order, open: Try, now: Temporal.Instant) {
  const found = await forPeople(payments.provider.closeCheckout(open.ref!))
  if (await settleCheckout(payments, found, now)) return
  await payments.db`
    update payments.checkout set closed_at = ${now}, outcome = 'expired'
     where order_id = ${order.id} and attempt = ${open.attempt} and closed_at is null`
}

async function commandFor(
  { db, provider, url }: Payments,
  order: Order,
  open: Try,
): Promise<OpenCheckout> {
  const plan = order.lines.find((line) => line.kind === 'plan')
  const shared = {
    // The order stays the same however often it is asked; only a new attempt is another deed.
    key: `checkout:${order.id}:${open.attempt}`,
    orderId: order.id,
    orderName: order.name,
    currency: order.currency,
    payer: await payerFor(db, provider.id, order.buyer),
    paidAt: `${url}/api/orders/${order.id}/return`,
    leftAt: `${url}${order.returnTo}`,
    expiresAt: open.expires_at!,
  }
  if (plan) {
    const { trialDays = 0 } = plan.data as { trialDays?: number }
    const discount = await discountOf(db, order)
    const tax = planTax(order, plan)
    return { ...shared, pays: 'plan', plan: planOnSale(plan), trialDays, discount, tax }
  }
  const lines = order.lines.map(({ description, net, tax }) => ({
    description,
    quantity: 1,
    amount: net + tax,
  }))
  return { ...shared, pays: 'once', lines }
}

/** The code that an order of a plan was placed with. */
async function discountOf(q: Query, { id }: Order): Promise<PlanDiscount | undefined> {
  const code = await codeOnOrder(q, id)
  return code && { key: code.id, code: code.code, lasts: code.lasts, ...code.off }
}

/** The tax that a line of a plan was placed with, for the provider to reckon on every invoice. */
export function planTax({ taxPlace }: Order, line: OrderLine): PlanTax | undefined {
  if (!line.taxRate || !line.taxName || !taxPlace) return undefined
  const place = [taxPlace.country, taxPlace.zone].filter(Boolean).join('-')
  return { name: line.taxName, rate: line.taxRate, included: line.taxIncluded, place }
}

/** A plan as its line says it; `data.price` is the list price of a whole period. */
export function planOnSale({ about, description, data }: OrderLine): PlanOnSale {
  const { code, interval, price } = data as {
    code: string
    interval: 'month' | 'year'
    price: string
  }
  return { code, about: about.id, interval, name: description, amount: BigInt(price) }
}

/**
 * Does what a checkout has come to: a payment once is settled here, a plan by its first invoice.
 * Called for notices, for the page that the buyer comes back to, and by the sweep alike.
 * True if the order is paid now.
 */
export async function settleCheckout(
  payments: Payments,
  found: CheckoutNow,
  now: Temporal.Instant,
): Promise<boolean> {
  const { db, provider } = payments
  if (found.state === 'paid' && found.payment) {
    const arrived = { ...found.payment, provider: provider.id }
    await atomically(db, (tx) => settle(tx, found.orderId, arrived, now))
    return true
  }
  if (found.state === 'paid' && found.invoice) {
    await followInvoice(payments, found.invoice, now)
    return true
  }
  if (found.state === 'expired') {
    await db`
      update payments.checkout set closed_at = ${now}, outcome = 'expired'
       where provider = ${provider.id} and ref = ${found.ref} and closed_at is null`
  }
  return false
}

/** Looks up whether an order's open checkout was paid, and settles it if so. Answers the order. */
export async function lookAtOrder(
  payments: Payments,
  orderId: string,
  now: Temporal.Instant,
): Promise<Order> {
  const { db, provider } = payments
  const [open] = await db<{ ref: string }>`
    select c.ref from payments.checkout c join payments.orders o on o.id = c.order_id
     where c.order_id = ${orderId} and c.ref is not null and c.provider = ${provider.id}
       and o.state = 'waiting' order by c.attempt desc limit 1`
  const found = open && (await provider.lookUp('checkout', open.ref))
  if (found) await settleCheckout(payments, found, now)
  return orderById(db, orderId)
}

/** The buyer does not want the order any more, or its time is over: nobody can pay it from now on. */
export async function closeOrder(
  payments: Payments,
  orderId: string,
  how: 'expired' | 'cancelled',
  now: Temporal.Instant,
): Promise<Order> {
  const { db, provider } = payments
  const order = await orderById(db, orderId)
  if (order.state !== 'waiting') return order
  const [open] = await db<Try & { provider: string }>`
    select attempt, ref, url, expires_at from payments.checkout
     where order_id = ${orderId} and closed_at is null and ref is not null`
  if (open) {
    const found = await forPeople(provider.closeCheckout(open.ref!))
    if (found.state === 'paid' || found.state === 'waiting for the bank') {
      await settleCheckout(payments, found, now)
      return orderById(db, orderId)
    }
  }
  await atomically(db, async (tx) => {
    await tx`
      update payments.checkout set closed_at = ${now}, outcome = 'expired'
       where order_id = ${orderId} and closed_at is null`
    await endOrder(tx, order, how, now)
  })
  return orderById(db, orderId)
}
