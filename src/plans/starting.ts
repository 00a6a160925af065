import type { Query, Tx } from '#base'
import { endOrder, listOrders, type Order, type Quote, quote, sell } from '#payments'
import {
  type Audience,
  type Interval,
  type Price,
  priceOf,
  type Version,
  versionOnSale,
} from './catalogue.ts'
import { refuse } from './problems.ts'
import { isOpen, liveSubscriptions } from './subscription.ts'

export type StartPlan = {
  personId: string
  /** For example `learner-premium`. */
  plan: string
  interval?: Interval
  currency?: string
  /** Try it first, for the days that the plan allows; nothing is charged before they are over. */
  trial?: boolean
  returnTo?: string
  /** A discount code, as it was typed. */
  code?: string | undefined
}

export type PlanLine = {
  kind: 'plan'
  about: { type: 'plan_version'; id: string }
  description: string
  net: bigint
  data: { audience: Audience; interval: Interval; code: string; price: bigint }
}

/** The line of an order for a plan; `net` is what is charged now, the plan's price is in its data. */
export function planLine(
  version: Version,
  price: Price,
  net: bigint,
  more: Record<string, unknown> = {},
): PlanLine {
  return {
    kind: 'plan',
    about: { type: 'plan_version', id: version.id },
    description: `${version.name}, ${price.interval === 'year' ? 'yearly' : 'monthly'}`,
    net,
    data: {
      audience: version.audience,
      interval: price.interval,
      code: `${version.plan}-${version.version}`,
      price: price.amount,
      ...more,
    },
  }
}

/** Whether a person has tried a plan of this audience before. */
export async function hasTried(
  q: Query,
  personId: string,
  audience: Version['audience'],
): Promise<boolean> {
  const tried = await q`
    select from plans.subscription
     where person_id = ${personId} and audience = ${audience} and trial_ends_at is not null`
  return tried.length > 0
}

/**
 * Orders a plan: nothing runs before it is paid. Clicked twice it is one order; ordering another plan
 * drops the one that still waits.
 * Refusals in order: plan_unknown, plan_not_for_sale, trial_none, plan_running, trial_used.
 */
export async function startPlan(tx: Tx, start: StartPlan, now: Temporal.Instant): Promise<Order> {
  const { personId, interval = 'month', currency = 'USD' } = start
  const version = await versionOnSale(tx, start.plan, now)
  if (!version) throw refuse('plan_unknown')
  const price = priceOf(version, interval, currency)
  if (!price) throw refuse('plan_not_for_sale')
  const trialDays = start.trial ? version.trialDays : 0
  if (start.trial && trialDays === 0) throw refuse('trial_none')
  await tx`select pg_advisory_xact_lock(hashtextextended(${`plan:${personId}:${version.audience}`}, 4))`
  const live = (await liveSubscriptions(tx, personId)).find(
    (one) => one.audience === version.audience,
  )
  if (live)
    throw refuse('plan_running', {
      plan: live.plan,
      until: live.periodEnd.toString(),
      open: isOpen(live, now),
    })
  if (trialDays > 0 && (await hasTried(tx, personId, version.audience))) throw refuse('trial_used')

  const buyer = { type: 'person', id: personId } as const
  const waiting = await listOrders(tx, { buyer, state: 'waiting', limit: 100 })
  for (const order of waiting) {
    const line = order.lines.find(
      (one) => one.kind === 'plan' && one.data.audience === version.audience,
    )
    if (!line) continue
    const over = order.expiresAt && Temporal.Instant.compare(order.expiresAt, now) <= 0
    const same = (of: Record<string, unknown>) =>
      of.interval === interval &&
      (of.trialDays ?? 0) === trialDays &&
      !of.changes &&
      of.typed === start.code &&
      order.currency === currency
    if (line.about.id === version.id && same(line.data) && !over) return order
    await endOrder(tx, order, over ? 'expired' : 'cancelled', now)
  }
  return order(tx, start, { version, price, trialDays, buyer }, now)
}

type Wanted = {
  version: Version
  price: Price
  trialDays: number
  buyer: { type: 'person'; id: string }
}

/**
 * A trial is charged nothing, and taxed when it is paid for; everything else at its price, less a code's
 * part, with tax. What was typed is kept, so that the same wish is the same order.
 */
async function order(
  tx: Tx,
  start: StartPlan,
  { version, price, trialDays, buyer }: Wanted,
  now: Temporal.Instant,
): Promise<Order> {
  const { currency } = price
  const shared = {
    currency,
    by: `person:${buyer.id}`,
    ...(start.returnTo ? { returnTo: start.returnTo } : {}),
  }
  const typed = start.code ? { typed: start.code } : {}
  const trial = trialDays > 0 ? { trialDays } : {}
  const sale = saleOf({ version, price, trialDays, buyer }, { ...typed, ...trial })
  return sell(tx, { ...shared, ...sale, code: start.code }, now)
}

function saleOf({ version, price, trialDays, buyer }: Wanted, more: Record<string, unknown>) {
  const { net, ...item } = planLine(version, price, price.amount, more)
  const what = {
    goods: 'plan',
    audience: version.audience,
    trial: trialDays > 0,
    yearly: price.interval === 'year',
  } as const
  return { buyer, items: [{ ...item, unitPrice: trialDays > 0 ? 0n : net }], what }
}

/** What a plan's first period and those after it come to; nothing is ordered. */
export type PlanQuote = {
  name: string
  interval: Interval
  currency: string
  first: Quote
  /** With the code only where it is for as long as the plan runs. */
  renewal: Quote
}

/** Refusals in order: plan_unknown, plan_not_for_sale, and those of the code. */
export async function quotePlan(
  tx: Tx,
  start: Omit<StartPlan, 'trial' | 'returnTo'>,
  now: Temporal.Instant,
): Promise<PlanQuote> {
  const { personId, interval = 'month', currency = 'USD', code } = start
  const version = await versionOnSale(tx, start.plan, now)
  if (!version) throw refuse('plan_unknown')
  const price = priceOf(version, interval, currency)
  if (!price) throw refuse('plan_not_for_sale')
  const buyer = { type: 'person', id: personId } as const
  const sale = { ...saleOf({ version, price, trialDays: 0, buyer }, {}), currency }
  const first = await quote(tx, { ...sale, code }, now)
  const lasts = first.discount?.lasts === 'always'
  const renewal = lasts ? first : await quote(tx, sale, now)
  return { name: version.name, interval, currency, first, renewal }
}
