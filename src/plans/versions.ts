import { atomically, idFrom, newId, type Query, queueWork, record, type Tx } from '#base'
import { value } from '#ledger'
import type { Payments } from '#payments'
import { audit } from '#people'
import {
  everythingNamed,
  type Included,
  type Price,
  priceOf,
  type Version,
  versionOnSale,
  versionsOf,
} from './catalogue.ts'
import { onSale } from './changing.ts'
import { wished } from './leaving.ts'
import { refuse } from './problems.ts'
import { liveSubscriptions } from './subscription.ts'

/** Editing plans: what was sold is never changed; a new version is sold instead. */

/** What the operator says of a plan; the rest is as it was. */
export type Terms = {
  name: string
  says: string
  monthlyCredits: bigint
  unused: Version['unused']
  rollMonths: number | undefined
  trialDays: number
  prices: Price[]
  included: Included[]
  features: string[]
  limits: Record<string, number>
}

/** A version with those who have it. */
export type Sold = Version & {
  onSaleFrom: Temporal.Instant
  onSaleUntil: Temporal.Instant | null
  /** Live subscriptions on it, and those of them that are to move to another with their next period. */
  subscribers: number
  moving: number
}

/** Every version of a plan, the newest first. Refusal: plan_unknown. */
export async function soldVersions(q: Query, plan: string): Promise<Sold[]> {
  const versions = await versionsOf(q, plan)
  if (versions.length === 0) throw refuse('plan_unknown')
  const counts = await q<{
    id: string
    from: Temporal.Instant
    until: Temporal.Instant | null
    subscribers: number
    moving: number
  }>`
    select v.id, v.on_sale_from as "from", v.on_sale_until as until,
      count(s.id)::int as subscribers, count(s.next_version_id)::int as moving
      from plans.version v left join plans.subscription s on s.version_id = v.id and s.ended_at is null
     where v.plan_code = ${plan} group by v.id`
  return versions
    .map((version) => {
      const { from, until, subscribers, moving } = counts.find(({ id }) => id === version.id)!
      return { ...version, onSaleFrom: from, onSaleUntil: until, subscribers, moving }
    })
    .reverse()
}

/**
 * Sells a plan on other terms from now on. Whoever has the version before keeps it until they are moved;
 * what a free plan opens changes at once for all who pay nothing.
 * Refusals in order: plan_unknown, version_invalid (with what is wrong), version_same.
 */
export async function sellVersion(
  tx: Tx,
  given: { plan: string; terms: Terms; by: string; from?: string },
  now: Temporal.Instant,
): Promise<string> {
  const { plan, terms, by, from } = given
  await tx`select pg_advisory_xact_lock(hashtextextended(${`plan version:${plan}`}, 4))`
  const before = await versionOnSale(tx, plan, now)
  if (!before) throw refuse('plan_unknown')
  const wrong = await wrongIn(tx, before, terms)
  if (wrong) throw refuse('version_invalid', { detail: wrong })
  if (same(before, terms)) throw refuse('version_same')
  const id = newId()
  await tx`update plans.version set on_sale_until = ${now} where id = ${before.id}`
  await tx`
    insert into plans.version
      (id, plan_code, version, name, says, monthly_credits, unused, roll_months, trial_days, on_sale_from)
    values (${id}, ${plan}, ${before.version + 1}, ${terms.name}, ${terms.says}, ${terms.monthlyCredits},
            ${terms.unused}, ${terms.rollMonths}, ${terms.trialDays}, ${now})`
  for (const { interval, currency, amount, access } of terms.prices) {
    await tx`insert into plans.price values (${id}, ${interval}, ${currency}, ${amount}, ${access})`
  }
  for (const { kind, sessions, unlimited } of terms.included) {
    await tx`insert into plans.included values (${id}, ${kind}, ${sessions}, ${unlimited})`
  }
  await tx`insert into plans.version_feature select ${id}, unnest(${terms.features}::text[])`
  // What is not built yet is not edited, and stays as it was.
  await tx`
    insert into plans.version_feature select ${id}, feature from plans.version_feature vf
      join plans.feature f on f.name = vf.feature where vf.version_id = ${before.id} and f.kept_by is null`
  for (const [name, most] of Object.entries(terms.limits)) {
    await tx`insert into plans.version_limit values (${id}, ${name}, ${most})`
  }
  await tx`
    insert into plans.version_limit select ${id}, l.name, l.most from plans.version_limit l
      join plans.limit_kind k on k.name = l.name where l.version_id = ${before.id} and k.kept_by is null`
  await tx`select pg_notify('plans_changed', '*')`
  const about = { type: 'plan', id: plan }
  const [was, is] = [said(before), said(terms)]
  await audit(
    tx,
    { by, deed: 'plan.version_sold', about, before: was, after: { ...is, version: id }, from },
    now,
  )
  return id
}

/** The terms as the audit shows them. */
const said = (terms: Terms | Version) => ({
  name: terms.name,
  says: terms.says,
  credits: value(terms.monthlyCredits, 'CREDIT'),
  unused: terms.unused,
  rollMonths: terms.rollMonths ?? null,
  trialDays: terms.trialDays,
  prices: terms.prices
    .map(({ interval, currency, amount, access }) => ({
      every: interval,
      price: value(amount, currency),
      access: value(access, currency),
    }))
    .sort((a, b) => `${a.every}${a.price.asset}`.localeCompare(`${b.every}${b.price.asset}`)),
  included: [...terms.included].sort((a, b) => a.kind.localeCompare(b.kind)),
  features: [...terms.features].sort(),
  limits: Object.fromEntries(Object.entries(terms.limits).sort()),
})

const same = (one: Version, other: Terms) =>
  JSON.stringify(said(one)) === JSON.stringify(said(other))

/** What is wrong with terms, in words; undefined: nothing. */
async function wrongIn(q: Query, before: Version, terms: Terms): Promise<string | undefined> {
  const free = before.prices.length === 0
  const { prices, monthlyCredits, features, limits } = terms
  if (free && prices.length > 0)
    return 'A plan that costs nothing is what remains without one: it has no price.'
  if (free && (monthlyCredits > 0n || terms.trialDays > 0))
    return 'A plan that costs nothing brings no credits and has no trial.'
  if (!free && !prices.some(({ interval }) => interval === 'month'))
    return 'A plan is sold by the month in one currency at least.'
  const doubles = new Set(prices.map(({ interval, currency }) => `${interval} ${currency}`))
  if (doubles.size < prices.length) return 'Each currency has one price a month and one a year.'
  if (prices.some(({ access, amount }) => access > amount))
    return 'Access alone cannot be worth more than the plan costs.'
  if (monthlyCredits === 0n && prices.some(({ access, amount }) => access !== amount))
    return 'Without credits all of the price is for access.'
  if ((terms.unused === 'roll') !== (terms.rollMonths !== undefined))
    return 'Credits that roll over say for how many months; others do not.'
  const named = await everythingNamed(q)
  const unknown = features.find((one) => !named.features.some((f) => f.keptBy && f.name === one))
  if (unknown) return `There is no feature ${unknown} that is built.`
  const limit = Object.keys(limits).find(
    (one) =>
      !named.limits.some((l) => l.keptBy && l.name === one && l.audience === before.audience),
  )
  return limit ? `There is no limit ${limit} for ${before.audience}s.` : undefined
}

/** The queue's name for moving one subscription to the version that is sold now. */
export const MOVE_PLAN = 'move-plan'

/**
 * Moves all who have a version to the one that is sold now, each with their next period: nothing is
 * charged before, and each is told. Those on another currency or interval than it is sold in, and those
 * with a change of their own planned, stay. Answers how many are asked to move.
 * Refusals in order: plan_unknown, version_sold (it is the one on sale).
 */
export async function moveSubscribers(
  tx: Tx,
  given: { version: string; by: string; from?: string },
  now: Temporal.Instant,
): Promise<{ asked: number; staying: number }> {
  const { version, by, from } = given
  const [known] = await tx<{ plan: string }>`
    select plan_code as plan from plans.version where id = ${version}`
  const to = known && (await versionOnSale(tx, known.plan, now))
  if (!known || !to) throw refuse('plan_unknown')
  if (to.id === version) throw refuse('version_sold')
  const rows = await tx<{
    id: string
    person: string
    interval: 'month' | 'year'
    currency: string
    own: boolean
  }>`
    select id, person_id as person, interval, currency,
           leaving_since is not null or next_version_id is not null as own
      from plans.subscription where version_id = ${version} and ended_at is null order by id`
  const moves = rows.filter(
    ({ own, interval, currency }) => !own && priceOf(to, interval, currency),
  )
  for (const { id, person } of moves) {
    await queueWork(tx, MOVE_PLAN, { person, subscription: id, by }, `move:${id}:${to.id}`)
  }
  const about = { type: 'plan', id: known.plan }
  const after = {
    from: version,
    to: to.id,
    asked: moves.length,
    staying: rows.length - moves.length,
  }
  await audit(tx, { by, deed: 'plan.subscribers_moved', about, after, from }, now)
  return { asked: moves.length, staying: rows.length - moves.length }
}

/** Moves one subscription, as `moveSubscribers` asked. Done twice it is done once. */
export async function movePlan(
  payments: Payments,
  asked: { person: string; subscription: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const live = await liveSubscriptions(payments.db, asked.person)
  const one = live.find(({ id }) => id === asked.subscription)
  if (!one || one.leavingSince || one.next) return
  const to = await versionOnSale(payments.db, one.plan, now)
  const price = to && priceOf(to, one.interval, one.currency)
  if (!to || !price || to.id === one.versionId) return
  const wish = {
    to: 'plan-at-renewal',
    plan: onSale({ to, price }),
    currency: price.currency,
  } as const
  const moved = await wished(payments, one, wish, now, `move:${to.id}`)
  if (moved.next?.versionId !== to.id) return
  // A cheaper one was told of as it was followed; whoever will pay more, or the same, hears of it too.
  if (price.amount < one.amount) return
  await atomically(payments.db, (tx) =>
    record(tx, {
      id: idFrom('plan moved', one.id, to.id),
      kind: 'subscription.change_planned',
      about: { type: 'subscription', id: one.id },
      at: now,
      data: {
        personId: one.personId,
        plan: one.name,
        code: one.plan,
        next: to.name,
        price: value(price.amount, price.currency),
        changesAt: one.periodEnd.toString(),
      },
    }),
  )
}
