import { idFrom, isId, newId, queueWork, record, type Tx } from '#base'
import { postRule, value } from '#ledger'
import {
  askRefund,
  type BillingChanged,
  type BillingSeen,
  billingSeen,
  END_BILLING,
  type OrderPaid,
  type PaidLine,
} from '#payments'
import { type Interval, priceOf, type Version, versionById } from './catalogue.ts'
import { thaw } from './freezing.ts'
import { dropGrants } from './granting.ts'
import { bookPeriod, type Part } from './periods.ts'
import { liveSubscriptions, type Subscription, subscriptionBilled } from './subscription.ts'

/**
 * An order with a plan on it was paid (fact `order.paid`): a first period or a trial, a renewal, a change.
 * Books what was paid and grants the credits, once per invoice, and begins, prolongs or changes the
 * subscription. Orders without a plan are none of its business.
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
  const subscription = known ?? (await begin(tx, paid, line, version))
  // What it was before counts: an upgrade brings the difference.
  const credits = isTrial(paid, line)
    ? undefined
    : await bookPeriod(tx, paid, line, version, subscription)
  if (known) await prolong(tx, paid, line, version, known)
  await tellOfPeriod(tx, paid, line, version, subscription, credits)
  await followBilling(tx, (await subscriptionBilled(tx, paid.provider, billing))!, now)
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

/** Whether what was paid (with nothing) is a trial. */
const isTrial = (paid: OrderPaid, line: PaidLine) =>
  Boolean(paid.period!.first && line.data.trialDays)

async function begin(
  tx: Tx,
  paid: OrderPaid,
  line: PaidLine,
  version: Version,
): Promise<Subscription> {
  const { billing, start, end } = paid.period!
  const trial = isTrial(paid, line)
  await tx`
    insert into plans.subscription
      (id, person_id, audience, version_id, currency, interval, provider, billing, order_id, started_at, trial_ends_at,
       paid_since, period_start, period_end, state_at, state_by)
    values (${newId()}, ${paid.buyer.id}, ${version.audience}, ${version.id}, ${paid.currency},
            ${line.data.interval as Interval}, ${paid.provider}, ${billing}, ${paid.orderId}, ${start},
            ${trial ? end : null}, ${trial ? null : start}, ${start}, ${end}, ${paid.paidAt},
            ${`provider:${paid.provider}`})`
  return (await subscriptionBilled(tx, paid.provider, billing))!
}

/** A later period, or a change within one. What happened before what we know already sets nothing back. */
async function prolong(
  tx: Tx,
  paid: OrderPaid,
  line: PaidLine,
  version: Version,
  known: Subscription,
): Promise<void> {
  const { start, end, part } = paid.period!
  if (isTrial(paid, line)) {
    await tx`
      update plans.subscription set started_at = least(started_at, ${start}), trial_ends_at = ${end}
       where id = ${known.id}`
    return
  }
  const late = Temporal.Instant.compare(Temporal.Instant.from(start), known.periodStart) < 0
  await tx`
    update plans.subscription s
       set started_at = least(started_at, ${start}), paid_since = least(coalesce(paid_since, ${start}), ${start}),
           period_start = case when ${part || late} then period_start else ${start}::timestamptz end,
           period_end = greatest(period_end, ${end}),
           version_id = case when ${late} then version_id else ${version.id}::uuid end,
           interval = case when ${late} then interval else ${line.data.interval as string} end,
           next_version_id = case when ${late} then next_version_id end,
           next_interval = case when ${late} then next_interval end,
           state_at = ${paid.paidAt}, state_by = ${`provider:${paid.provider}`}
     where id = ${known.id}`
}

async function tellOfPeriod(
  tx: Tx,
  paid: OrderPaid,
  line: PaidLine,
  version: Version,
  subscription: Subscription,
  credits: Part | undefined,
): Promise<void> {
  const { end, first, part } = paid.period!
  const at = Temporal.Instant.from(paid.paidAt)
  const about = { type: 'subscription', id: subscription.id }
  const kind = first
    ? 'subscription.started'
    : part || version.id !== subscription.versionId
      ? 'subscription.changed'
      : 'subscription.renewed'
  await record(tx, {
    id: idFrom(kind, paid.orderId),
    kind,
    about,
    at,
    data: {
      personId: paid.buyer.id,
      plan: version.name,
      code: version.plan,
      before: subscription.name,
      renewsAt: end,
      trial: isTrial(paid, line),
    },
  })
  if (!credits) return
  await record(tx, {
    id: idFrom('credits.granted', paid.orderId),
    kind: 'credits.granted',
    about,
    at,
    data: {
      personId: paid.buyer.id,
      credits: value(credits.credits, 'CREDIT'),
      expiresAt: credits.expiresAt?.toString() ?? null,
      reason: 'plan',
    },
  })
}

/**
 * A second plan was paid while one runs (two pages open at once): the money goes back whole, and the
 * second subscription ends at the provider. Until then it waits in suspense.
 */
async function giveBack(
  tx: Tx,
  paid: OrderPaid,
  line: PaidLine,
  now: Temporal.Instant,
): Promise<void> {
  const total = BigInt(line.net) + BigInt(line.tax)
  await queueWork(tx, END_BILLING, { billing: paid.period!.billing }, `end:${paid.period!.billing}`)
  if (total === 0n) return
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
}

type Since = Temporal.Instant | null

/**
 * Sets a subscription to what the provider has now, whoever changed it there (our pages, the provider's
 * own, staff in its dashboard), and tells what is new of it.
 */
export async function followBilling(
  tx: Tx,
  known: Subscription,
  now: Temporal.Instant,
  by = `provider:${known.provider}`,
): Promise<void> {
  const seen = await billingSeen(tx, known.provider, known.billing)
  if (!seen || known.endedAt) return
  const since = (is: boolean, before: Since): Since => (is ? (before ?? now) : null)
  const endedAt = seen.status === 'ended' ? (seen.endedAt ?? now) : null
  const becomes = {
    pastDueSince: since(seen.status === 'past_due', known.pastDueSince),
    pausedSince: since(seen.paused, known.pausedSince),
    resumesAt: seen.paused ? (seen.resumesAt ?? null) : null,
    leavingSince: since(seen.endsAtPeriodEnd, known.leavingSince),
    next: endedAt ? null : await nextOf(tx, known, seen),
  }
  // Frozen credits thaw with what froze them; a plan that is over gives back what was paid for.
  const shut = (becomes.pastDueSince || becomes.pausedSince) && !endedAt
  const changed = await tx`
    update plans.subscription
       set past_due_since = ${becomes.pastDueSince}, paused_since = ${becomes.pausedSince},
           resumes_at = ${becomes.resumesAt}, leaving_since = ${becomes.leavingSince}, ended_at = ${endedAt},
           next_version_id = ${becomes.next?.version.id ?? null}, next_interval = ${becomes.next?.interval ?? null},
           frozen_since = case when ${Boolean(shut)} then frozen_since end,
           state_at = ${now}, state_by = ${by}
     where id = ${known.id} and (past_due_since, paused_since, resumes_at, leaving_since, ended_at, next_version_id, next_interval)
       is distinct from (${becomes.pastDueSince}::timestamptz, ${becomes.pausedSince}::timestamptz,
         ${becomes.resumesAt}::timestamptz, ${becomes.leavingSince}::timestamptz, ${endedAt}::timestamptz,
         ${becomes.next?.version.id ?? null}::uuid, ${becomes.next?.interval ?? null}::text)
    returning id`
  if (changed.length === 0) return
  if (known.frozenSince && !shut) await thaw(tx, known, now)
  if (endedAt) await dropGrants(tx, known.id, now)
  const news = newsOf(known, { ...becomes, endedAt, periodEnd: seen.periodEnd })
  if (!news) return
  await record(tx, {
    kind: news.kind,
    about: { type: 'subscription', id: known.id },
    at: now,
    data: { personId: known.personId, plan: known.name, code: known.plan, ...news.data },
  })
}

type Becomes = {
  pastDueSince: Since
  pausedSince: Since
  resumesAt: Since
  leavingSince: Since
  endedAt: Since
  next: Next | null
  periodEnd: Temporal.Instant
}

type Next = { version: Version; interval: Interval }

/** What is worth telling a person of a change; the first that applies. */
function newsOf(
  known: Subscription,
  now: Becomes,
): { kind: string; data?: Record<string, unknown> } | undefined {
  const endsAt = known.periodEnd.toString()
  if (now.endedAt) return { kind: 'subscription.ended', data: { endsAt: now.endedAt.toString() } }
  if (now.pastDueSince && !known.pastDueSince) return { kind: 'subscription.payment_failed' }
  if (now.pausedSince && !known.pausedSince) {
    const until = now.resumesAt?.toString() ?? null
    return { kind: 'subscription.paused', data: { endsAt, resumesAt: until } }
  }
  if (now.leavingSince && !known.leavingSince)
    return { kind: 'subscription.leaving', data: { endsAt } }
  if (known.pausedSince && !now.pausedSince) return { kind: 'subscription.resumed' }
  if (known.leavingSince && !now.leavingSince)
    return { kind: 'subscription.kept', data: { endsAt } }
  const next = now.next
  // What begins now is on its way to be paid for, and is told of then; in a trial none costs anything yet.
  const waits =
    next?.interval === known.interval
      ? priceAt(next, known) < known.amount
      : Temporal.Instant.compare(now.periodEnd, known.periodEnd) <= 0
  const later =
    next &&
    (known.state === 'trial' || waits) &&
    (next.version.id !== known.next?.versionId || next.interval !== known.next.interval)
  if (later) {
    const data = { next: next.version.name, every: next.interval, changesAt: endsAt }
    return { kind: 'subscription.change_planned', data }
  }
  if (known.next && !next && !known.pastDueSince)
    return { kind: 'subscription.kept', data: { endsAt } }
  return undefined
}

/** What it costs each of its own periods. */
const priceAt = ({ version, interval }: Next, { currency }: Subscription) =>
  priceOf(version, interval, currency)?.amount ?? 0n

/** What the provider will renew it as, where that is another version of a plan of ours, or another interval. */
async function nextOf(
  tx: Tx,
  known: Subscription,
  { about, interval }: Pick<BillingSeen, 'about' | 'interval'>,
): Promise<Next | null> {
  if (!about || !isId(about)) return null
  if (about === known.versionId && interval === known.interval) return null
  const [ours] = await tx`
    select from plans.version v join plans.plan p on p.code = v.plan_code
     where v.id = ${about} and p.audience = ${known.audience}`
  return ours ? { version: await versionById(tx, about), interval } : null
}
