import type { Query } from '#base'
import {
  invoiced,
  type Order,
  orderById,
  type Payments,
  type PlanOnSale,
  planOnSale,
  previewBilling,
  renewalPrice,
} from '#payments'
import {
  type Interval,
  type Price,
  priceOf,
  type Version,
  versionById,
  versionOnSale,
} from './catalogue.ts'
import { runningOf, wished } from './leaving.ts'
import { orderChange } from './ordering.ts'
import { type Part, upgradeShares, wholeShares } from './periods.ts'
import { refuse } from './problems.ts'
import { planLine } from './starting.ts'
import type { Subscription } from './subscription.ts'

export type ChangeWish = { personId: string; id: string; plan: string; interval?: Interval }

/** What a change would do; nothing is done yet. */
export type ChangePreview = {
  plan: string
  name: string
  interval: Interval
  /** Now, against the difference; or with the next period, at no cost now. `keep` takes a planned change back. */
  when: 'now' | 'renewal' | 'keep'
  currency: string
  /** Charged at once. */
  due: bigint
  /** Credits that come at once, in hundredths. */
  credits: bigint
  creditsExpireAt: Temporal.Instant | undefined
  /** Credits a month from then on. */
  monthlyCredits: bigint
  /** The next charge after that. */
  next: { at: Temporal.Instant; amount: bigint }
}

type Way = {
  when: ChangePreview['when']
  subscription: Subscription
  from: Version
  to: Version
  price: Price
}

/**
 * What another plan would cost and bring, and when.
 * Refusals in order: subscription_unknown, subscription_over, plan_unknown, plan_not_for_sale, plan_unpaid,
 * plan_paused, plan_same, plan_change_planned, payment_busy, payment_unsure, payment_refused.
 */
export async function previewChange(
  payments: Payments,
  wish: ChangeWish,
  now: Temporal.Instant,
): Promise<ChangePreview> {
  const way = await wayOf(payments.db, wish, now)
  const { subscription, to, price, when } = way
  const shared = {
    plan: to.plan,
    name: to.name,
    interval: price.interval,
    when,
    currency: price.currency,
    monthlyCredits: to.monthlyCredits,
  }
  if (when !== 'now') {
    const next = await chargedAt(payments, way, subscription.periodEnd)
    return { ...shared, due: 0n, credits: 0n, creditsExpireAt: undefined, next }
  }
  const asked = await previewNow(payments, way, now)
  const part = creditsOf(way, asked)
  return {
    ...shared,
    due: asked.net + asked.tax,
    credits: part?.credits ?? 0n,
    creditsExpireAt: part?.expiresAt,
    next: await chargedAt(payments, way, asked.periodEnd),
  }
}

/** The charge after it: the plan's price with the code and the tax that the subscription has. */
async function chargedAt(
  { db }: Payments,
  { subscription, price }: Way,
  at: Temporal.Instant,
): Promise<ChangePreview['next']> {
  return { at, amount: await renewalPrice(db, subscription, price.amount, at) }
}

/** What the provider would charge for it at this moment. */
const previewNow = (payments: Payments, way: Way, at: Temporal.Instant) =>
  previewBilling(payments, {
    billing: way.subscription.billing,
    plan: onSale(way),
    currency: way.price.currency,
    at,
  })

/** A plan as the provider must know it. */
export const onSale = ({ to, price }: Pick<Way, 'to' | 'price'>): PlanOnSale => {
  const { about, description, data } = planLine(to, price, 0n)
  return {
    code: data.code,
    about: about.id,
    interval: price.interval,
    name: description,
    amount: price.amount,
  }
}

/** The credits that a change brings at once, by the same rule that books it. */
function creditsOf(
  { subscription, from, to, price }: Way,
  asked: { part: boolean; periodStart: Temporal.Instant; periodEnd: Temporal.Instant; net: bigint },
): Part | undefined {
  const { periodStart: start, periodEnd: end, net } = asked
  const { interval, currency } = price
  if (!asked.part) return wholeShares(to, { start, end, interval }, currency, net).parts[0]
  const whole = { start: subscription.periodStart, end, interval }
  return upgradeShares({ from, to }, whole, start, currency, net).parts[0]
}

/**
 * Changes a plan. To a dearer one (and from months to a year) now: the difference for what is left is
 * charged at once and its credits come at once; where the card is refused nothing changes. To a cheaper
 * one, and from a year to months, with the next period. Back to the plan that one has: a planned change is taken back.
 * Answers the subscription, and for a change now its order, whose payment may take a moment to be followed.
 * Refusals as `previewChange`.
 */
export async function changePlan(
  payments: Payments,
  wish: ChangeWish,
  now: Temporal.Instant,
): Promise<{ subscription: Subscription; order: Order | undefined }> {
  const way = await wayOf(payments.db, wish, now)
  const { subscription, price } = way
  if (way.when !== 'now') {
    const asked = { to: 'plan-at-renewal', plan: onSale(way), currency: price.currency } as const
    return { subscription: await wished(payments, subscription, asked, now), order: undefined }
  }
  const { to, from } = way
  const wanted = { versionId: to.id, interval: price.interval }
  const lineFor = async () => {
    const { net, tax, discount, terms } = await previewNow(payments, way, now)
    const more = { changes: subscription.id, from: from.id, at: now.toString() }
    const line = planLine(to, price, net, more)
    const asked = invoiced({ net, tax, discount, terms })
    return { ...line, ...asked, description: `Change to ${line.description}` }
  }
  const order = await orderChange(payments, subscription, wanted, lineFor, now)
  const line = order.lines[0]!
  const asked = {
    to: 'plan-now',
    plan: { ...planOnSale(line), name: onSale(way).name },
    currency: order.currency,
    order: order.id,
    at: Temporal.Instant.from(line.data.at as string),
  } as const
  const changed = await wished(payments, subscription, asked, now, order.id)
  return { subscription: changed, order: await orderById(payments.db, order.id) }
}

/** Which way leads to the plan that is wished for; refusals in the order that `previewChange` names. */
async function wayOf(q: Query, wish: ChangeWish, now: Temporal.Instant): Promise<Way> {
  const subscription = await runningOf(q, wish)
  const interval = wish.interval ?? subscription.interval
  const from = await versionById(q, subscription.versionId)
  // Whoever has an older version of the plan keeps it; only another plan is bought as it is sold now.
  const own = wish.plan === from.plan || wish.plan === from.id
  const to = own ? from : await versionOnSale(q, wish.plan, now)
  if (!to || to.audience !== subscription.audience) throw refuse('plan_unknown')
  const price = priceOf(to, interval, subscription.currency)
  if (!price) throw refuse('plan_not_for_sale')
  if (subscription.pastDueSince) throw refuse('plan_unpaid')
  if (subscription.pausedSince) throw refuse('plan_paused')
  const when = whenOf(subscription, from, to, price)
  if (when === 'now' && subscription.next) throw refuse('plan_change_planned')
  return { when, subscription, from, to, price }
}

function whenOf(
  subscription: Subscription,
  from: Version,
  to: Version,
  price: Price,
): ChangePreview['when'] {
  const same = price.interval === subscription.interval
  if (same && to.id === from.id) {
    if (subscription.next) return 'keep'
    throw refuse('plan_same')
  }
  if (subscription.state === 'trial' || !subscription.paidSince) return 'renewal'
  if (same) return price.amount <= subscription.amount ? 'renewal' : 'now'
  // From months to a year at once, on the same rung or up; what a year was paid for is used first.
  return price.interval === 'year' && to.position >= from.position ? 'now' : 'renewal'
}
