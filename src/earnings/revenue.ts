import { join, type Query, raw, sql } from '#base'
import { nextPayoutDay, payoutHourOf } from './calendar.ts'
import type { Commission, CommissionState } from './commission.ts'
import { OF_BOOKING } from './extra.ts'
import type { PayoutState } from './payout.ts'
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
  standings: Standing[]
}

export type NextPayout = {
  /** The operator's calendar day. */
  date: Temporal.PlainDate
  /** What it will bring as things stand: what is available by then. */
  amount: bigint
  minimum: bigint
  /** Below the minimum it waits for the one after. */
  waits: boolean
  /** Nothing more will be added: it has been set aside already. */
  scheduled: boolean
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
    nextPayout: await nextPayout(q, payee, now),
    standings: payee.type === 'person' ? await standingsOf(q, payee.id, now) : [],
  }
}

/** The date and the amount of the payee's next payout, as things stand. */
export async function nextPayout(
  q: Query,
  payee: Payee,
  now: Temporal.Instant,
): Promise<NextPayout> {
  const policy = await policyNow(q, now)
  const minimum = policy.payoutMinimum
  const [waiting] = await q<{ amount: bigint; day: string }>`
    select amount, scheduled_for::text as day from earnings.payout
    where payee_type = ${payee.type} and payee_id = ${payee.id} and currency = ${policy.currency}
      and state = 'reserved'`
  if (waiting) {
    const date = Temporal.PlainDate.from(waiting.day)
    return { date, amount: waiting.amount, minimum, waits: false, scheduled: true }
  }
  const date = nextPayoutDay(policy, now)
  const [due] = await q<{ amount: bigint }>`
    select coalesce(sum(net), 0)::bigint as amount from earnings.commission
    where payee_type = ${payee.type} and payee_id = ${payee.id} and currency = ${policy.currency}
      and (state = 'available' or (state = 'held' and held_until <= ${payoutHourOf(policy, date)}))`
  const { amount } = due!
  return { date, amount, minimum, waits: amount < minimum, scheduled: false }
}

export type CommissionFilter = Period & {
  payee?: Payee
  educator?: string
  kind?: Kind | undefined
  states?: CommissionState[] | undefined
  session?: string | undefined
  payoutId?: string | undefined
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
  if (filter.payoutId) wanted.push(sql`payout_id = ${filter.payoutId}`)
  if (filter.from) wanted.push(sql`session_at >= ${filter.from}`)
  if (filter.to) wanted.push(sql`session_at < ${filter.to}`)
  if (filter.after) {
    wanted.push(
      sql`(made_at, id) < (select made_at, id from earnings.commission where id = ${filter.after})`,
    )
  }
  const rows = await q<Commission>`
    select id, source_type as source, ${raw(OF_BOOKING)} as "bookingId", session_id as "sessionId", educator_id as "educatorId", part, share, kind, title,
      session_at as "sessionAt", paid_by as "paidBy", currency, gross, rate, rate_from as "rateFrom", tier,
      fee_borne as "feeBorne", net, state, journal_id as "journalId", payout_id as "payoutId", made_at as "madeAt",
      earned_at as "earnedAt", held_until as "heldUntil", available_at as "availableAt", paid_at as "paidAt",
      cancelled_at as "cancelledAt"
    from earnings.commission where ${join(wanted, ' and ')}
    order by made_at desc, id desc limit ${filter.limit + 1}`
  const items = rows.slice(0, filter.limit)
  return { items, next: rows.length > items.length ? items.at(-1)!.id : null }
}

export type Payout = {
  id: string
  payeeType: 'person' | 'organization'
  payeeId: string
  /** The educator's name, where the payee is one. */
  name: string | null
  currency: string
  amount: bigint
  /** What of its commissions paid what the payee owed. */
  setOff: bigint
  /** It waits for its payee's bank account. */
  parkedSince: Temporal.Instant | null
  state: PayoutState
  scheduledFor: string
  reservedAt: Temporal.Instant
  sentAt: Temporal.Instant | null
  completedAt: Temporal.Instant | null
  failedAt: Temporal.Instant | null
  providerRef: string | null
  reasonCode: string | null
  reason: string | null
  commissions: number
}

export type PayoutFilter = {
  id?: string
  payee?: Payee | undefined
  states?: PayoutState[] | undefined
  after?: string | undefined
  limit: number
}

/** Payouts, newest first. */
export async function listPayouts(
  q: Query,
  filter: PayoutFilter,
): Promise<{ items: Payout[]; next: string | null }> {
  const wanted = [sql`true`]
  if (filter.id) wanted.push(sql`p.id = ${filter.id}`)
  if (filter.payee) {
    wanted.push(sql`p.payee_type = ${filter.payee.type} and p.payee_id = ${filter.payee.id}`)
  }
  if (filter.states) wanted.push(sql`p.state = any(${filter.states}::text[])`)
  if (filter.after) {
    wanted.push(
      sql`(p.reserved_at, p.id) < (select reserved_at, id from earnings.payout where id = ${filter.after})`,
    )
  }
  const rows = await q<Payout>`
    select p.id, p.payee_type as "payeeType", p.payee_id as "payeeId", e.name, p.currency, p.amount, p.set_off as "setOff",
      p.parked_since as "parkedSince", p.state,
      p.scheduled_for::text as "scheduledFor", p.reserved_at as "reservedAt", p.sent_at as "sentAt",
      p.completed_at as "completedAt", p.failed_at as "failedAt", p.provider_ref as "providerRef",
      p.reason_code as "reasonCode", p.reason,
      (select count(*) from earnings.payout_item i where i.payout_id = p.id)::int as commissions
    from earnings.payout p left join earnings.educator e on e.person_id::text = p.payee_id
    where ${join(wanted, ' and ')}
    order by p.reserved_at desc, p.id desc limit ${filter.limit + 1}`
  const items = rows.slice(0, filter.limit)
  return { items, next: rows.length > items.length ? items.at(-1)!.id : null }
}

/** One payout, or undefined. */
export async function onePayout(q: Query, id: string): Promise<Payout | undefined> {
  return (await listPayouts(q, { id, limit: 1 })).items[0]
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
