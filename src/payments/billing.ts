import { atomically, idFrom, newId, type Query, record, type Tx } from '#base'
import { giveToBalance, halvesOf, payFromBalance } from './balances.ts'
import { endOrder, nextNumber, orderById, writeLines } from './order.ts'
import { forPeople, type Payments } from './payments.ts'
import { refuse } from './problems.ts'
import {
  type Billing,
  type ChangePlan,
  type Invoice,
  type PlanPreview,
  type PreviewPlan,
  Refused,
} from './provider.ts'
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
 * Does what an invoice has come to. Its first one pays the order that started the plan; one of a
 * change that we asked for pays that change's order; every other (a renewal, a change made at the
 * provider) makes an order of its own, named by the invoice, so whoever hears of it first, and however
 * often, there is one.
 */
export async function followInvoice(
  payments: Payments,
  ref: string,
  now: Temporal.Instant,
): Promise<void> {
  const invoice = await payments.provider.lookUp('invoice', ref)
  if (!invoice?.orderId) return
  const { orderId } = invoice
  if (invoice.reason === 'other') {
    throw new Puzzle(`Invoice ${ref} is neither a first one nor a renewal nor a change of a plan`)
  }
  const total = invoice.net + invoice.tax
  const { fromBalance } = invoice
  const came = (invoice.payment?.amount ?? 0n) + (fromBalance > 0n ? fromBalance : 0n)
  if (total > 0n && invoice.state === 'paid' && came !== total) {
    throw new Puzzle(
      `Invoice ${ref} of ${total} was settled with ${came}; nothing was granted for it`,
    )
  }
  const billing = await payments.provider.lookUp('billing', invoice.billing)
  await atomically(payments.db, async (tx) => {
    if (invoice.state === 'paid' && total < 0n)
      await settleSmaller(payments, tx, orderId, invoice, now)
    else if (invoice.state === 'paid')
      await settleInvoice(tx, payments.provider.id, orderId, invoice, now)
    if (billing?.orderId) await see(tx, payments.provider.id, billing, now)
  })
}

/**
 * An invoice that gives back more than it sells: what it gives back goes to the customer's balance, and
 * what it sells is paid from that.
 */
async function settleSmaller(
  payments: Payments,
  tx: Tx,
  started: string,
  invoice: Invoice,
  now: Temporal.Instant,
): Promise<void> {
  const { sold, back } = halvesOf(invoice)
  await giveToBalance(payments, tx, invoice, back.net + back.tax, now)
  const paid = { ...invoice, ...sold, discount: 0n, fromBalance: sold.net + sold.tax }
  await settleInvoice(tx, payments.provider.id, started, paid, now)
}

async function settleInvoice(
  tx: Tx,
  provider: string,
  started: string,
  invoice: Invoice,
  now: Temporal.Instant,
): Promise<void> {
  const first = invoice.reason === 'first'
  const orderId = first
    ? started
    : ((await changeOrder(tx, provider, invoice)) ??
      (await invoiceOrder(tx, provider, started, invoice, now)))
  const { currency, payment, paidAt } = invoice
  // A trial, or a change within the last moment of a period, asks for nothing and is paid all the same.
  const free = { charge: undefined, amount: 0n, fee: 0n, currency, paidAt: paidAt ?? now }
  const used = invoice.fromBalance > 0n ? invoice.fromBalance : 0n
  const settled = await settle(
    tx,
    orderId,
    {
      ...(payment ?? free),
      amount: (payment ?? free).amount + used,
      provider,
      // The invoice names what was paid; the charge within it is kept beside.
      ref: invoice.ref,
      period: {
        billing: invoice.billing,
        start: invoice.periodStart,
        end: invoice.periodEnd,
        first,
        part: invoice.part,
      },
    },
    now,
  )
  if (settled) await payFromBalance(tx, { provider, invoice, orderId, amount: used })
}

/**
 * The order that a change of ours was asked for with. The provider says its name on all later invoices
 * too, so it counts only while that order is unpaid (or paid by this very invoice) and costs the same.
 */
async function changeOrder(
  tx: Tx,
  provider: string,
  invoice: Invoice,
): Promise<string | undefined> {
  if (!invoice.changeOrder) return undefined
  const [order] = await tx<{ id: string; provider: string | null; ref: string | null }>`
    select o.id, p.provider, p.ref from payments.orders o left join payments.payment p on p.order_id = o.id
     where o.id = ${invoice.changeOrder} and o.net = ${invoice.net} and o.tax = ${invoice.tax}
       and o.currency = ${invoice.currency}`
  const others = order?.ref && (order.ref !== invoice.ref || order.provider !== provider)
  return others ? undefined : order?.id
}

/** What an invoice asks for, as a line says it. */
export function invoiced({
  net,
  tax,
  discount,
  terms,
}: Pick<Invoice, 'net' | 'tax' | 'discount' | 'terms'>) {
  const told = terms && {
    taxRate: terms.rate,
    taxName: terms.name,
    taxIncluded: terms.included,
  }
  // A tax that we told the provider of has its rate; what it reckoned by itself has none that we know.
  if (told || tax === 0n) return { net, tax, discount, ...(told ?? { taxRate: 0 }) }
  return { net, tax, discount }
}

/** The order that an invoice makes by itself: one line, of what it sells. */
async function invoiceOrder(
  tx: Tx,
  provider: string,
  started: string,
  invoice: Invoice,
  now: Temporal.Instant,
): Promise<string> {
  const id = idFrom('renewal', provider, invoice.ref)
  await tx`select pg_advisory_xact_lock(hashtextextended(${id}, 4))`
  if ((await tx`select from payments.orders where id = ${id}`).length > 0) return id
  const { sells } = invoice
  if (!sells.about) throw new Puzzle(`Invoice ${invoice.ref} sells ${sells.name}, no plan of ours`)
  const first = await orderById(tx, started)
  const { discount, terms } = invoice
  const [country, zone] = terms?.place.split('-') ?? [first.taxPlace?.country, first.taxPlace?.zone]
  const year = now.toZonedDateTimeISO('UTC').year
  const number = await nextNumber(tx, 'order', year)
  await tx`
    insert into payments.orders
      (id, year, number, buyer_type, buyer_id, currency, net, tax, state, placed_at, placed_by, return_to,
       tax_country, tax_zone)
    values (${id}, ${year}, ${number}, ${first.buyer.type}, ${first.buyer.id}, ${invoice.currency}, ${invoice.net},
            ${invoice.tax}, 'waiting', ${now}, ${`provider:${provider}`}, ${first.returnTo}, ${country}, ${zone})`
  await writeLines(tx, id, [
    {
      kind: 'plan',
      about: { type: 'plan_version', id: sells.about },
      description: sells.name,
      ...invoiced(invoice),
      data: {
        interval: sells.interval,
        code: sells.code,
        from: invoice.replaces,
        ...(discount > 0n ? { discount: invoice.code } : {}),
      },
    },
  ])
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
      (provider, ref, order_id, status, period_start, period_end, ends_at_period_end, ended_at, paused, resumes_at,
       about, interval, card, latest_invoice, seen_at)
    values (${provider}, ${found.ref}, ${found.orderId}, ${found.status}, ${found.periodStart}, ${found.periodEnd},
            ${found.endsAtPeriodEnd}, ${found.endedAt}, ${found.paused}, ${found.resumesAt}, ${found.about},
            ${found.interval}, ${found.card ?? null}, ${found.latestInvoice}, ${now})
    on conflict (provider, ref) do update
      set status = excluded.status, period_start = excluded.period_start, period_end = excluded.period_end,
          ends_at_period_end = excluded.ends_at_period_end, ended_at = excluded.ended_at, paused = excluded.paused,
          resumes_at = excluded.resumes_at, about = excluded.about, interval = excluded.interval, card = coalesce(excluded.card, b.card),
          latest_invoice = excluded.latest_invoice, seen_at = excluded.seen_at
      -- What was looked up before something we know already changes nothing.
      where b.seen_at <= excluded.seen_at and b.status <> 'ended'
        and (b.status, b.period_start, b.period_end, b.ends_at_period_end, b.paused, b.resumes_at, b.about,
             b.interval, b.latest_invoice, b.card)
          is distinct from (excluded.status, excluded.period_start, excluded.period_end, excluded.ends_at_period_end,
             excluded.paused, excluded.resumes_at, excluded.about, excluded.interval, excluded.latest_invoice, coalesce(excluded.card, b.card))
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
           ends_at_period_end as "endsAtPeriodEnd", ended_at as "endedAt", paused, resumes_at as "resumesAt", about, interval, card,
           latest_invoice as "latestInvoice"
      from payments.billing where provider = ${provider} and ref = ${ref}`
  return row
}

/**
 * Changes a subscription at the provider and mirrors what it is then. `key` names the wish, so that
 * asking twice is asking once. A change that is paid for at once has its order written before; where the
 * card is refused that order is cancelled, and nothing has changed.
 * Refusals: payment_busy, payment_unsure, payment_refused.
 */
export async function changeBilling(
  payments: Payments,
  command: ChangePlan,
  now: Temporal.Instant,
): Promise<Billing> {
  const order = 'order' in command ? command.order : undefined
  const changed = await forPeople(
    payments.provider.changePlan(command).catch(async (error) => {
      if (order && error instanceof Refused) {
        await atomically(payments.db, async (tx) =>
          endOrder(tx, await orderById(tx, order), 'cancelled', now),
        )
      }
      throw error
    }),
  )
  if (changed.orderId)
    await atomically(payments.db, (tx) => see(tx, payments.provider.id, changed, now))
  // Paid for already: settled here, rather than when the provider's notice comes.
  if (order && changed.latestInvoice) await followInvoice(payments, changed.latestInvoice, now)
  return changed
}

/** What another plan, taken now, would cost at once. Refusals as `changeBilling`. */
export const previewBilling = (payments: Payments, command: PreviewPlan): Promise<PlanPreview> =>
  forPeople(payments.provider.previewPlan(command))

/**
 * Tries what is unpaid of a subscription again now, with the card that it has by now. True: it was paid.
 * Refusals as `changeBilling`.
 */
export async function payOverdue(
  payments: Payments,
  billing: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const found = await followBilling(payments, billing, now)
  if (found?.status !== 'past_due' || !found.latestInvoice) return false
  // An invoice is paid once, whoever asks how often; a try with another card is another question.
  const key = `pay:${found.latestInvoice}:${newId()}`
  await forPeople(payments.provider.payInvoice({ key, invoice: found.latestInvoice }))
  await followInvoice(payments, found.latestInvoice, now)
  return true
}

/** The provider's own page for somebody's cards and plans. Refusal: payer_unknown. */
export async function selfService(
  payments: Payments,
  owner: { type: 'person' | 'organization'; id: string },
  returnTo: string,
): Promise<{ url: string }> {
  const [payer] = await payments.db<{ ref: string }>`
    select ref from payments.customer
     where owner_type = ${owner.type} and owner_id = ${owner.id} and provider = ${payments.provider.id}`
  if (!payer) throw refuse('payer_unknown')
  const page = { payer: payer.ref, returnTo: `${payments.url}${returnTo}` }
  return forPeople(payments.provider.selfService(page))
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
