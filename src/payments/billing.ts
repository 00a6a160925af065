import { atomically, idFrom, type Query, record, type Tx } from '#base'
import { nextNumber, orderById, writeLines } from './order.ts'
import { forPeople, type Payments } from './payments.ts'
import type { Billing, ChangePlan, Invoice } from './provider.ts'
import { Puzzle, settle } from './settling.ts'

/** A subscription at a provider, as we last saw it. */
export type BillingSeen = Billing & { provider: string }

/**
 * The data of the fact `billing.changed`: what a subscription at the provider is now. Plans follows it.
 */
export type BillingChanged = {
  provider: string
  billing: string
  orderId: string
  status: Billing['status']
  periodStart: string
  periodEnd: string
  endsAtPeriodEnd: boolean
  endedAt: string | null
}

/**
 * Does what an invoice has come to. Its first one pays the order that started the plan; a renewal
 * makes an order of its own, named by the invoice, so whoever hears of it first, and however often,
 * there is one.
 */
export async function followInvoice(
  payments: Payments,
  ref: string,
  now: Temporal.Instant,
): Promise<void> {
  const invoice = await payments.provider.lookUp('invoice', ref)
  if (!invoice?.orderId) return
  const { orderId } = invoice
  if (invoice.reason === 'change' || invoice.reason === 'other') {
    throw new Puzzle(
      `Invoice ${ref} is neither a first one nor a renewal; nothing was granted for it`,
    )
  }
  if (invoice.state === 'paid' && invoice.payment) {
    await atomically(payments.db, (tx) =>
      settleInvoice(tx, payments.provider.id, orderId, invoice, now),
    )
  }
  await followBilling(payments, invoice.billing, now)
}

async function settleInvoice(
  tx: Tx,
  provider: string,
  started: string,
  invoice: Invoice,
  now: Temporal.Instant,
): Promise<void> {
  const first = invoice.reason === 'first'
  const orderId = first ? started : await renewalOrder(tx, provider, started, invoice, now)
  await settle(
    tx,
    orderId,
    {
      ...invoice.payment!,
      provider,
      // The invoice names what was paid; the charge within it is kept beside.
      ref: invoice.ref,
      period: {
        billing: invoice.billing,
        start: invoice.periodStart,
        end: invoice.periodEnd,
        first,
      },
    },
    now,
  )
}

/** The order that a renewal's invoice makes: the lines of the one that started the plan. */
async function renewalOrder(
  tx: Tx,
  provider: string,
  started: string,
  invoice: Invoice,
  now: Temporal.Instant,
): Promise<string> {
  const id = idFrom('renewal', provider, invoice.ref)
  await tx`select pg_advisory_xact_lock(hashtextextended(${id}, 4))`
  if ((await tx`select from payments.orders where id = ${id}`).length > 0) return id
  const first = await orderById(tx, started)
  const lines = first.lines.filter((line) => line.kind === 'plan')
  if (lines.length !== 1 || lines[0]!.net !== invoice.net || lines[0]!.tax !== invoice.tax) {
    throw new Puzzle(
      `Renewal ${invoice.ref} is ${invoice.net} + ${invoice.tax} tax, not what order ${first.name} cost`,
    )
  }
  const year = now.toZonedDateTimeISO('UTC').year
  const number = await nextNumber(tx, 'order', year)
  await tx`
    insert into payments.orders
      (id, year, number, buyer_type, buyer_id, currency, net, tax, state, placed_at, placed_by, return_to)
    values (${id}, ${year}, ${number}, ${first.buyer.type}, ${first.buyer.id}, ${invoice.currency}, ${invoice.net},
            ${invoice.tax}, 'waiting', ${now}, ${`provider:${provider}`}, ${first.returnTo})`
  await writeLines(tx, id, lines)
  return id
}

/** Mirrors a subscription as the provider has it now, and tells plans if anything is different. */
export async function followBilling(
  payments: Payments,
  ref: string,
  now: Temporal.Instant,
): Promise<Billing | undefined> {
  const found = await payments.provider.lookUp('billing', ref)
  if (found?.orderId)
    await atomically(payments.db, (tx) => see(tx, payments.provider.id, found, now))
  return found
}

async function see(tx: Tx, provider: string, found: Billing, now: Temporal.Instant): Promise<void> {
  const changed = await tx`
    insert into payments.billing as b
      (provider, ref, order_id, status, period_start, period_end, ends_at_period_end, ended_at, seen_at)
    values (${provider}, ${found.ref}, ${found.orderId}, ${found.status}, ${found.periodStart}, ${found.periodEnd},
            ${found.endsAtPeriodEnd}, ${found.endedAt}, ${now})
    on conflict (provider, ref) do update
      set status = excluded.status, period_start = excluded.period_start, period_end = excluded.period_end,
          ends_at_period_end = excluded.ends_at_period_end, ended_at = excluded.ended_at, seen_at = excluded.seen_at
      -- What was looked up before something we know already changes nothing.
      where b.seen_at <= excluded.seen_at and b.status <> 'ended'
        and (b.status, b.period_start, b.period_end, b.ends_at_period_end)
          is distinct from (excluded.status, excluded.period_start, excluded.period_end, excluded.ends_at_period_end)
    returning b.ref`
  if (changed.length === 0) {
    await tx`
      update payments.billing set seen_at = ${now}
       where provider = ${provider} and ref = ${found.ref} and seen_at < ${now} and status <> 'ended'`
    return
  }
  const data: BillingChanged = {
    provider,
    billing: found.ref,
    orderId: found.orderId!,
    status: found.status,
    periodStart: found.periodStart.toString(),
    periodEnd: found.periodEnd.toString(),
    endsAtPeriodEnd: found.endsAtPeriodEnd,
    endedAt: found.endedAt?.toString() ?? null,
  }
  await record(tx, {
    kind: 'billing.changed',
    about: { type: 'order', id: found.orderId! },
    at: now,
    data,
  })
}

/** A subscription as we last saw it; undefined: never. */
export async function billingSeen(
  q: Query,
  provider: string,
  ref: string,
): Promise<BillingSeen | undefined> {
  const [row] = await q<BillingSeen>`
    select provider, ref, order_id as "orderId", status, period_start as "periodStart", period_end as "periodEnd",
           ends_at_period_end as "endsAtPeriodEnd", ended_at as "endedAt"
      from payments.billing where provider = ${provider} and ref = ${ref}`
  return row
}

/**
 * Changes a subscription at the provider and mirrors what it is then. `key` names the wish, so that
 * asking twice is asking once. Refusals: payment_busy, payment_unsure, payment_refused.
 */
export async function changeBilling(
  payments: Payments,
  command: ChangePlan,
  now: Temporal.Instant,
): Promise<Billing> {
  const changed = await forPeople(payments.provider.changePlan(command))
  if (changed.orderId)
    await atomically(payments.db, (tx) => see(tx, payments.provider.id, changed, now))
  return changed
}

/** The queue's name for ending a subscription at the provider that should never have begun. */
export const END_BILLING = 'end-billing'

/** Ends a subscription at the provider at once; one that is over already is fine. */
export async function endBilling(
  payments: Payments,
  billing: string,
  now: Temporal.Instant,
): Promise<void> {
  const found = await followBilling(payments, billing, now)
  if (!found || found.status === 'ended') return
  await changeBilling(payments, { key: `end:${billing}`, billing, to: 'end-now' }, now)
}
