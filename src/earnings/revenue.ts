import { join, type Query, raw, sql } from '#base'
import {
  type Commission,
  type CommissionState,
  commissionColumns,
  type SourceType,
} from './commission.ts'
import { type NextPayout, nextPayouts } from './payouts/next.ts'
import { policyNow } from './policy.ts'
import { type Standing, standingsOf } from './standing.ts'
import type { Kind } from './tiers.ts'

/** Who is paid: an educator, or an institution. */
export type Payee = { type: 'person' | 'organization'; id: string }

export type Period = { from?: Temporal.Instant | undefined; to?: Temporal.Instant | undefined }

/** All amounts in the smallest unit of `currency`, net of what the educator bears. */
export type Overview = {
  currency: string
  /** Earned ever: held, available, on its way and paid. */
  lifetime: bigint
  /** Earned in the period asked for. */
  period: bigint
  /** Booked, not held yet. */
  pending: bigint
  /** Finished; waits out its seven days. */
  held: bigint
  available: bigint
  inPayout: bigint
  paid: bigint
  nextPayout: NextPayout
  /** What is earned in other currencies, each for itself. */
  others: Other[]
  standings: Standing[]
}

/** What an educator sees of their earnings at a glance. */
export async function overview(
  q: Query,
  payee: Payee,
  period: Period,
  now: Temporal.Instant,
  kind?: Kind,
): Promise<Overview> {
  const policy = await policyNow(q, now)
  const next = await nextPayouts(q, payee, now)
  const ofKind = kind ? sql`and kind = ${kind}` : raw('')
  const [sums] = await q<
    Record<'lifetime' | 'period' | 'pending' | 'held' | 'available' | 'inPayout' | 'paid', bigint>
  >`
    select
      coalesce(sum(net) filter (where earned_at is not null), 0)::bigint as lifetime,
      coalesce(sum(net) filter (where earned_at >= coalesce(${period.from}::timestamptz, '-infinity')
        and earned_at < coalesce(${period.to}::timestamptz, 'infinity')), 0)::bigint as period,
      coalesce(sum(net) filter (where state = 'pending'), 0)::bigint as pending,
      coalesce(sum(net) filter (where state = 'held'), 0)::bigint as held,
      coalesce(sum(net) filter (where state = 'available'), 0)::bigint as available,
      coalesce(sum(net) filter (where state = 'in_payout'), 0)::bigint as "inPayout",
      coalesce(sum(net) filter (where state = 'paid'), 0)::bigint as paid
    from earnings.commission
    where payee_type = ${payee.type} and payee_id = ${payee.id} and currency = ${policy.currency} ${ofKind}`
  return {
    currency: policy.currency,
    ...sums!,
    nextPayout: next[0]!,
    others: await others(q, payee, policy.currency, next),
    standings: payee.type === 'person' ? await standingsOf(q, payee.id, now) : [],
  }
}

export type Other = {
  currency: string
  lifetime: bigint
  pending: bigint
  held: bigint
  available: bigint
  inPayout: bigint
  paid: bigint
  nextPayout: NextPayout | null
}

/** The same figures for what is earned in other currencies than the operator's. */
async function others(
  q: Query,
  payee: Payee,
  base: string,
  next: readonly NextPayout[],
): Promise<Other[]> {
  const rows = await q<Omit<Other, 'nextPayout'>>`
    select currency, coalesce(sum(net) filter (where earned_at is not null), 0)::bigint as lifetime,
      coalesce(sum(net) filter (where state = 'pending'), 0)::bigint as pending,
      coalesce(sum(net) filter (where state = 'held'), 0)::bigint as held,
      coalesce(sum(net) filter (where state = 'available'), 0)::bigint as available,
      coalesce(sum(net) filter (where state = 'in_payout'), 0)::bigint as "inPayout",
      coalesce(sum(net) filter (where state = 'paid'), 0)::bigint as paid
    from earnings.commission
    where payee_type = ${payee.type} and payee_id = ${payee.id} and currency not in (${base}, 'TOKEN')
    group by 1 order by 1`
  return rows.map((row) => ({
    ...row,
    nextPayout: next.find(({ currency }) => currency === row.currency) ?? null,
  }))
}

export type CommissionFilter = Period & {
  payee?: Payee
  educator?: string
  kind?: Kind | undefined
  states?: CommissionState[] | undefined
  session?: string | undefined
  payoutId?: string | undefined
  paidBy?: string | undefined
  sources?: SourceType[] | undefined
  currency?: string | undefined
  frozen?: boolean | undefined
  /** The id of the last one on the page before. */
  after?: string | undefined
  limit: number
}

/** Commissions, newest booking first. */
export async function listCommissions(
  q: Query,
  filter: CommissionFilter,
): Promise<{ items: Commission[]; next: string | null }> {
  const wanted = [sql`true`]
  if (filter.payee) {
    wanted.push(sql`payee_type = ${filter.payee.type} and payee_id = ${filter.payee.id}`)
  }
  if (filter.educator) wanted.push(sql`educator_id = ${filter.educator}`)
  if (filter.kind) wanted.push(sql`kind = ${filter.kind}`)
  if (filter.states) wanted.push(sql`state = any(${filter.states}::text[])`)
  if (filter.session) wanted.push(sql`session_id = ${filter.session}`)
  if (filter.paidBy) wanted.push(sql`paid_by = ${filter.paidBy}`)
  if (filter.sources) wanted.push(sql`source_type = any(${filter.sources}::text[])`)
  if (filter.currency) wanted.push(sql`currency = ${filter.currency}`)
  if (filter.frozen) wanted.push(sql`frozen_at is not null`)
  if (filter.payoutId) wanted.push(sql`payout_id = ${filter.payoutId}`)
  if (filter.from) wanted.push(sql`session_at >= ${filter.from}`)
  if (filter.to) wanted.push(sql`session_at < ${filter.to}`)
  if (filter.after) {
    wanted.push(
      sql`(made_at, id) < (select made_at, id from earnings.commission where id = ${filter.after})`,
    )
  }
  const rows = await q<Commission>`
    select ${commissionColumns}
    from earnings.commission where ${join(wanted, ' and ')}
    order by made_at desc, id desc limit ${filter.limit + 1}`
  const items = rows.slice(0, filter.limit)
  return { items, next: rows.length > items.length ? items.at(-1)!.id : null }
}

/** One commission, or undefined. */
export async function oneCommission(q: Query, id: string): Promise<Commission | undefined> {
  const [row] =
    await q<Commission>`select ${commissionColumns} from earnings.commission where id = ${id}`
  return row
}

export type EarnedIn = { start: string; earned: bigint; bookings: number }

/**
 * What was earned in each week (from Monday) or month of the educator's zone, oldest first; late
 * cancellations count where they were earned.
 */
export async function earnedBy(
  q: Query,
  payee: Payee,
  step: 'week' | 'month',
  zone: string,
  period: { from: Temporal.Instant; to: Temporal.Instant },
  kind?: Kind,
): Promise<EarnedIn[]> {
  const ofKind = kind ? sql`and kind = ${kind}` : raw('')
  return await q<EarnedIn>`
    select to_char(date_trunc(${step}, earned_at at time zone ${zone}), 'YYYY-MM-DD') as start,
      sum(net)::bigint as earned, count(*)::int as bookings
    from earnings.commission
    where payee_type = ${payee.type} and payee_id = ${payee.id} and earned_at >= ${period.from}
      and earned_at < ${period.to} ${ofKind}
    group by 1 order by 1`
}
