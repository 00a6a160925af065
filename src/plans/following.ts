import { idFrom, newId, queueWork, record, type Tx } from '#base'
import { postRule, value } from '#ledger'
import {
  askRefund,
  type BillingChanged,
  billingSeen,
  END_BILLING,
  type OrderPaid,
  type PaidLine,
} from '#payments'
import { type Interval, type Version, versionById } from './catalogue.ts'
import { liveSubscriptions, type Subscription, subscriptionBilled } from './subscription.ts'

/**
 * An order with a plan on it was paid (fact `order.paid`): its first period or a renewal. Books what
 * was paid and grants the credits, once per invoice, and begins or prolongs the subscription.
 * Orders without a plan are none of its business.
 */
export async function planPaid(tx: Tx, paid: OrderPaid, now: Temporal.Instant): Promise<void> {
  const line = paid.lines.find((one) => one.kind === 'plan')
  if (!line || !paid.period) return
  const personId = paid.buyer.id
  const version = await versionById(tx, line.about.id)
  await tx`select pg_advisory_xact_lock(hashtextextended(${`plan:${personId}:${version.audience}`}, 4))`
  const { billing } = paid.period
  const running = (await liveSubscriptions(tx, personId)).find(
    (one) => one.audience === version.audience,
  )
  const known = await subscriptionBilled(tx, paid.provider, billing)
  if (!known && running && running.billing !== billing) return giveBack(tx, paid, line, now)

  const subscription = await prolong(tx, paid, line, version, known)
  await book(tx, paid, line, version, subscription)
  await followBilling(tx, subscription, now)
}

/** The provider's subscription has changed (fact `billing.changed`): looked at as it is now. */
export async function billingChanged(
  tx: Tx,
  change: BillingChanged,
  now: Temporal.Instant,
): Promise<void> {
  const subscription = await subscriptionBilled(tx, change.provider, change.billing)
  // Not begun here yet: the order that it belongs to is on its way, and looks again.
  if (subscription) await followBilling(tx, subscription, now)
}

async function prolong(
  tx: Tx,
  paid: OrderPaid,
  line: PaidLine,
  version: Version,
  known: Subscription | undefined,
): Promise<Subscription> {
  const { billing, start, end } = paid.period!
  if (known) {
    await tx`
      update plans.subscription
         set period_start = greatest(period_start, ${start}), period_end = greatest(period_end, ${end}),
             started_at = least(started_at, ${start})
       where id = ${known.id}`
  } else {
    await tx`
      insert into plans.subscription
        (id, person_id, audience, version_id, currency, interval, provider, billing, order_id, started_at, period_start, period_end)
      values (${newId()}, ${paid.buyer.id}, ${version.audience}, ${version.id}, ${paid.currency},
              ${line.data.interval as Interval}, ${paid.provider}, ${billing}, ${paid.orderId}, ${start}, ${start}, ${end})`
  }
  return (await subscriptionBilled(tx, paid.provider, billing))!
}

async function book(
  tx: Tx,
  paid: OrderPaid,
  line: PaidLine,
  version: Version,
  subscription: Subscription,
): Promise<void> {
  const { invoice, start, end, first } = paid.period!
  const at = Temporal.Instant.from(paid.paidAt)
  const net = BigInt(line.net)
  const price = version.prices.find(
    (one) => one.currency === paid.currency && one.interval === line.data.interval,
  )!
  // Credits have what access leaves of what was really paid, not of the list price.
  const access = version.monthlyCredits === 0n || price.access > net ? net : price.access
  const expiresAt = expiryOf(version, Temporal.Instant.from(end))
  await postRule(
    tx,
    'subscription.paid',
    {
      subscriber: paid.buyer,
      provider: paid.provider,
      currency: paid.currency,
      access,
      creditsValue: net - access,
      tax: BigInt(line.tax),
      fee: BigInt(line.fee),
      credits: version.monthlyCredits,
      expiresAt,
    },
    {
      key: `invoice:${paid.provider}:${invoice}`,
      about: { type: 'subscription', id: subscription.id },
      by: `provider:${paid.provider}`,
      at,
      metadata: { order: paid.name, plan: version.name, invoice },
    },
  )
  await tx`
    insert into plans.access (order_id, subscription_id, currency, total, starts_at, ends_at)
    values (${paid.orderId}, ${subscription.id}, ${paid.currency}, ${access}, ${start}, ${end})
    on conflict (order_id) do nothing`
  const about = { type: 'subscription', id: subscription.id }
  const data = { personId: paid.buyer.id, plan: version.name, code: version.plan, renewsAt: end }
  const kind = first ? 'subscription.started' : 'subscription.renewed'
  await record(tx, { id: idFrom(kind, paid.orderId), kind, about, at, data })
  if (version.monthlyCredits > 0n) {
    await record(tx, {
      id: idFrom('credits.granted', paid.orderId),
      kind: 'credits.granted',
      about,
      at,
      data: {
        personId: paid.buyer.id,
        credits: value(version.monthlyCredits, 'CREDIT'),
        expiresAt: expiresAt?.toString() ?? null,
        reason: 'plan',
      },
    })
  }
}

function expiryOf(version: Version, periodEnd: Temporal.Instant): Temporal.Instant | undefined {
  if (version.unused === 'keep') return undefined
  const months = version.unused === 'roll' ? version.rollMonths! : 0
  return periodEnd.toZonedDateTimeISO('UTC').add({ months }).toInstant()
}

/**
 * A second plan was paid while one runs (two checkout pages open at once): the money goes back whole,
 * and the second subscription ends at the provider. Until then it waits in suspense.
 */
async function giveBack(
  tx: Tx,
  paid: OrderPaid,
  line: PaidLine,
  now: Temporal.Instant,
): Promise<void> {
  const total = BigInt(line.net) + BigInt(line.tax)
  await postRule(
    tx,
    'payment.unexplained',
    { provider: paid.provider, currency: paid.currency, amount: total, fee: BigInt(line.fee) },
    {
      key: `invoice:${paid.provider}:${paid.period!.invoice}`,
      about: { type: 'order', id: paid.orderId },
      by: `provider:${paid.provider}`,
      at: Temporal.Instant.from(paid.paidAt),
      metadata: { order: paid.name, why: 'another plan was running' },
    },
  )
  const refund = {
    id: idFrom('second plan', paid.orderId),
    orderId: paid.orderId,
    reason: 'another plan was running',
    by: 'schedule',
  }
  await askRefund(tx, refund, now)
  await queueWork(tx, END_BILLING, { billing: paid.period!.billing }, `end:${paid.period!.billing}`)
}

/** Sets a subscription to what the provider has now, and tells what is new of it. */
export async function followBilling(
  tx: Tx,
  known: Subscription,
  now: Temporal.Instant,
): Promise<void> {
  const seen = await billingSeen(tx, known.provider, known.billing)
  if (!seen || known.endedAt) return
  const pastDueSince = seen.status === 'past_due' ? (known.pastDueSince ?? now) : null
  const leavingSince = seen.endsAtPeriodEnd ? (known.leavingSince ?? now) : null
  const endedAt = seen.status === 'ended' ? (seen.endedAt ?? now) : null
  const changed = await tx`
    update plans.subscription
       set past_due_since = ${pastDueSince}, leaving_since = ${leavingSince}, ended_at = ${endedAt}
     where id = ${known.id} and (past_due_since, leaving_since, ended_at)
       is distinct from (${pastDueSince}::timestamptz, ${leavingSince}::timestamptz, ${endedAt}::timestamptz)
    returning id`
  if (changed.length === 0) return
  const tell = (kind: string, data: Record<string, unknown> = {}) =>
    record(tx, {
      kind,
      about: { type: 'subscription', id: known.id },
      at: now,
      data: { personId: known.personId, plan: known.name, code: known.plan, ...data },
    })
  if (endedAt) await tell('subscription.ended', { endsAt: endedAt.toString() })
  else if (pastDueSince && !known.pastDueSince) await tell('subscription.payment_failed')
  else if (leavingSince && !known.leavingSince) {
    await tell('subscription.leaving', { endsAt: known.periodEnd.toString() })
  }
}
