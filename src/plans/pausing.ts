import { type Order, orderById, type Payments, payOverdue, selfService } from '#payments'
import { priceOf, versionById } from './catalogue.ts'
import { runningOf, wished } from './leaving.ts'
import { orderChange } from './ordering.ts'
import { refuse } from './problems.ts'
import { planLine } from './starting.ts'
import { type Subscription, subscriptionOf } from './subscription.ts'

/** Renewals that a pause may leave out. */
export const PAUSE_AT_MOST = 3

type Own = { personId: string; id: string }

/**
 * Pauses a plan: what is paid for stays open to its end, then the plan is at rest for one to three
 * renewals, uncharged and shut, its credits kept. It goes on by itself after that.
 * Refusals in order: subscription_unknown, subscription_over, pause_too_long, plan_unpaid, plan_in_trial,
 * plan_leaving, plan_change_planned, payment_busy, payment_unsure, payment_refused.
 */
export async function pausePlan(
  payments: Payments,
  wish: Own & { renewals: number },
  now: Temporal.Instant,
): Promise<Subscription> {
  const subscription = await runningOf(payments.db, wish)
  const { renewals } = wish
  if (!Number.isInteger(renewals) || renewals < 1 || renewals > PAUSE_AT_MOST)
    throw refuse('pause_too_long')
  if (subscription.pastDueSince) throw refuse('plan_unpaid')
  if (!subscription.paidSince) throw refuse('plan_in_trial')
  if (subscription.leavingSince) throw refuse('plan_leaving')
  // Another interval is a timetable at the provider, which a pause would only upset.
  if (subscription.next && subscription.next.interval !== subscription.interval)
    throw refuse('plan_change_planned')
  const until = resumesAt(subscription, renewals)
  return wished(payments, subscription, { to: 'pause', until }, now)
}

/**
 * When a pause of so many renewals ends: a moment before the renewal after them, which is then charged.
 * Counted from the day on which the plan's periods begin, so the 31st stays the 31st.
 */
function resumesAt(subscription: Subscription, renewals: number): Temporal.Instant {
  const unit = subscription.interval === 'year' ? 'years' : 'months'
  const anchor = (subscription.paidSince ?? subscription.periodEnd).toZonedDateTimeISO('UTC')
  const end = subscription.periodEnd.toZonedDateTimeISO('UTC')
  // Rounded up: the last day of a short month is one month after the 31st.
  let count = anchor.until(end, { largestUnit: unit })[unit]
  if (Temporal.ZonedDateTime.compare(anchor.add({ [unit]: count }), end) < 0) count += 1
  return anchor
    .add({ [unit]: count + renewals })
    .toInstant()
    .subtract({ minutes: 1 })
}

/**
 * Ends a pause. While what was paid for still runs, it simply goes on; after that a new period begins,
 * and is charged for, now. Refusals in order: subscription_unknown, subscription_over, plan_not_paused,
 * payment_busy, payment_unsure, payment_refused.
 */
export async function resumePlan(
  payments: Payments,
  wish: Own,
  now: Temporal.Instant,
): Promise<{ subscription: Subscription; order: Order | undefined }> {
  const subscription = await runningOf(payments.db, wish)
  if (!subscription.pausedSince) throw refuse('plan_not_paused')
  if (Temporal.Instant.compare(now, subscription.periodEnd) < 0) {
    const resumed = await wished(payments, subscription, { to: 'resume' }, now)
    return { subscription: resumed, order: undefined }
  }
  return beginNow(payments, subscription, now)
}

/**
 * Ends a trial: the first whole period begins, and is charged for, now, and its credits come with it.
 * Refusals in order: subscription_unknown, subscription_over, plan_not_in_trial, payment_busy, payment_unsure,
 * payment_refused.
 */
export async function endTrial(
  payments: Payments,
  wish: Own,
  now: Temporal.Instant,
): Promise<{ subscription: Subscription; order: Order }> {
  const subscription = await runningOf(payments.db, wish)
  if (subscription.paidSince || subscription.pastDueSince) throw refuse('plan_not_in_trial')
  return beginNow(payments, subscription, now)
}

/** Begins a whole period at once, against its order. Pressed twice it is charged once. */
async function beginNow(
  payments: Payments,
  subscription: Subscription,
  now: Temporal.Instant,
): Promise<{ subscription: Subscription; order: Order }> {
  const { currency } = subscription
  const { versionId, interval } = subscription.next ?? subscription
  const version = await versionById(payments.db, versionId)
  const price = priceOf(version, interval, currency)!
  const lineFor = async () => planLine(version, price, price.amount, { changes: subscription.id })
  const order = await orderChange(payments, subscription, { versionId, interval }, lineFor, now)
  const asked = { to: 'begin-now', order: order.id } as const
  const changed = await wished(payments, subscription, asked, now, order.id)
  return { subscription: changed, order: await orderById(payments.db, order.id) }
}

/**
 * Tries an unpaid renewal again now, with the card that the provider has by now.
 * Refusals in order: subscription_unknown, subscription_over, plan_not_unpaid, payment_busy, payment_unsure,
 * payment_refused.
 */
export async function payPlan(
  payments: Payments,
  wish: Own,
  now: Temporal.Instant,
): Promise<Subscription> {
  const subscription = await runningOf(payments.db, wish)
  if (!subscription.pastDueSince) throw refuse('plan_not_unpaid')
  await payOverdue(payments, subscription.billing, now)
  return subscriptionOf(payments.db, wish.personId, wish.id)
}

/** The provider's own page, where a person changes their card. Refusals: payer_unknown, payment_busy, payment_unsure. */
export const cardPage = (payments: Payments, personId: string, returnTo: string) =>
  selfService(payments, { type: 'person', id: personId }, returnTo)
