import { eachApart, type Fragment, type Query, sql } from '#base'
import { followBilling, followInvoice } from './billing.ts'
import { closeOrder, lookAtOrder, settleCheckout } from './checkout.ts'
import { workNotice } from './inbox.ts'
import type { Payments } from './payments.ts'
import { sendRefund } from './sending.ts'

/** A notice that has not come by then probably never will: we look ourselves. */
const IN_DOUBT_MINUTES = 15

/** Whoever could not be charged is looked up this often while the provider tries again and tells us of it. */
const PAST_DUE_HOURS = 6

/** Each piece is a deed of its own: one that fails holds up no other. */
const done = (piece: () => Promise<unknown>) => piece().then(() => true)

/**
 * Closes orders whose time to be paid has run out, at the provider first, so that none is paid after;
 * and the pages of orders that were ended here.
 */
export async function expireOrders(payments: Payments, now: Temporal.Instant): Promise<number> {
  const { db, provider } = payments
  const due = await db<{ id: string }>`
    select id from payments.orders where state = 'waiting' and expires_at <= ${now} order by expires_at, id`
  const pages = await db<{ ref: string }>`
    select c.ref from payments.checkout c join payments.orders o on o.id = c.order_id
     where c.closed_at is null and c.ref is not null and c.provider = ${provider.id}
       and o.state in ('expired', 'cancelled') order by c.opened_at, c.ref`
  return eachApart(
    [
      ...due.map(
        ({ id }) =>
          () =>
            closeOrder(payments, id, 'expired', now),
      ),
      ...pages.map(({ ref }) => async () => {
        await settleCheckout(payments, await provider.closeCheckout(ref), now)
      }),
    ],
    done,
  )
}

/** When the next order's time runs out, or ran out with its page still open. */
export const nextOrderExpiry = sql`
  select least(
    (select min(expires_at) from payments.orders where state = 'waiting'),
    (select min(o.closed_at) from payments.checkout c join payments.orders o on o.id = c.order_id
      where c.closed_at is null and c.ref is not null and o.state in ('expired', 'cancelled')))`

/**
 * Looks up at the provider what we have not heard of: open checkouts, subscriptions whose period is
 * over, refunds in doubt, notices that failed. What was lost on the way is found here within the hour;
 * whoever could not be charged is looked up every six hours, for the provider tries again by itself.
 */
export async function sweep(
  payments: Payments,
  now: Temporal.Instant,
): Promise<Record<string, number>> {
  const { db, provider } = payments
  const before = now.subtract({ minutes: IN_DOUBT_MINUTES })
  const triedBefore = now.subtract({ hours: PAST_DUE_HOURS })
  const waiting = await db<{ order_id: string }>`
    select c.order_id from payments.checkout c join payments.orders o on o.id = c.order_id
     where c.closed_at is null and c.ref is not null and c.provider = ${provider.id}
       and c.opened_at <= ${before} and o.state = 'waiting' order by c.opened_at, c.order_id`
  const periods = await db<{ ref: string }>`
    select ref from payments.billing
     where provider = ${provider.id} and status <> 'ended' 
       and case status when 'past_due' then seen_at <= ${triedBefore} else period_end <= ${before} end
     order by period_end, ref`
  const refunds = await db<{ id: string }>`
    select id from payments.refund where state = 'asked' and asked_at <= ${before} order by asked_at, id`
  const notices = await db<{ provider: string; event: string }>`
    select provider, event_id as event from payments.inbox
     where state in ('received', 'failed') and received_at <= ${before} and provider = ${provider.id}
     order by received_at, event_id`
  const work = {
    orders: waiting.map(
      ({ order_id }) =>
        () =>
          lookAtOrder(payments, order_id, now),
    ),
    subscriptions: periods.map(
      ({ ref }) =>
        () =>
          lookAtBilling(payments, ref, now),
    ),
    refunds: refunds.map(
      ({ id }) =>
        () =>
          sendRefund(payments, id, now),
    ),
    notices: notices.map((notice) => () => workNotice(payments, notice, now)),
  }
  await eachApart<() => Promise<unknown>>(Object.values(work).flat(), done)
  return Object.fromEntries(Object.entries(work).map(([name, pieces]) => [name, pieces.length]))
}

/** When the next thing has been in doubt for long enough to be looked up, if there is any. */
export const nextInDoubt = ({ provider }: Pick<Payments, 'provider'>): Fragment => sql`
  select least(
    make_interval(mins => ${IN_DOUBT_MINUTES}) + least(
      (select min(c.opened_at) from payments.checkout c join payments.orders o on o.id = c.order_id
        where c.closed_at is null and c.ref is not null and c.provider = ${provider.id} and o.state = 'waiting'),
      (select min(period_end) from payments.billing
        where provider = ${provider.id} and status not in ('ended', 'past_due')),
      (select min(asked_at) from payments.refund where state = 'asked'),
      (select min(received_at) from payments.inbox
        where state in ('received', 'failed') and provider = ${provider.id})),
    make_interval(hours => ${PAST_DUE_HOURS}) +
      (select min(seen_at) from payments.billing where provider = ${provider.id} and status = 'past_due'))`

async function lookAtBilling(
  payments: Payments,
  ref: string,
  now: Temporal.Instant,
): Promise<void> {
  const found = await followBilling(payments, ref, now)
  if (found?.latestInvoice) await followInvoice(payments, found.latestInvoice, now)
}

/** How many notices wait, for the page of today and the probes. */
export async function inboxState(q: Query): Promise<{ waiting: number; failed: number }> {
  const [row] = await q<{ waiting: number; failed: number }>`
    select count(*) filter (where state = 'received')::int as waiting,
           count(*) filter (where state = 'failed')::int as failed
      from payments.inbox where state in ('received', 'failed')`
  return row!
}

/** Lets the sandbox's own time pass, and brings its notices; true if there was anything to bring. */
export async function settleSandbox(payments: Payments): Promise<boolean> {
  return (await (payments.sandbox ?? payments.rupees)?.settled()) ?? false
}
