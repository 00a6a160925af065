import { type Fragment, join, type Query, raw, sql } from '#base'
import type { SourceType } from '../commission.ts'
import { OF_BOOKING } from '../extra.ts'
import type { Payee } from '../revenue.ts'
import type { PayoutState } from './payout.ts'

export type Payout = {
  id: string
  /** Without one it was asked for at once. */
  runId: string | null
  instant: boolean
  payeeType: 'person' | 'organization'
  payeeId: string
  /** The educator's or the institution's name. */
  name: string | null
  currency: string
  amount: bigint
  /** What of its commissions paid what the payee owed. */
  setOff: bigint
  /** What being paid at once cost. */
  fee: bigint
  /** It waits for its payee's bank account. */
  parkedSince: Temporal.Instant | null
  /** It waits for the platform's balance at the provider. */
  shortSince: Temporal.Instant | null
  state: PayoutState
  scheduledFor: string
  dueAt: Temporal.Instant
  reservedAt: Temporal.Instant
  sentAt: Temporal.Instant | null
  completedAt: Temporal.Instant | null
  failedAt: Temporal.Instant | null
  attempts: number
  providerRef: string | null
  reasonCode: string | null
  reason: string | null
  commissions: number
  /** The number of its statement, once it was sent. */
  statement: string | null
}

export type PayoutFilter = {
  id?: string
  payee?: Payee | undefined
  states?: PayoutState[] | undefined
  currency?: string | undefined
  run?: string | undefined
  instant?: boolean | undefined
  /** By the day they are of, the last one in it. */
  from?: Temporal.PlainDate | undefined
  to?: Temporal.PlainDate | undefined
  after?: string | undefined
  limit: number
}

/** Payouts, newest first. */
export async function listPayouts(
  q: Query,
  filter: PayoutFilter,
): Promise<{ items: Payout[]; next: string | null }> {
  const rows = await q<Payout>`
    select p.id, p.run_id as "runId", p.instant_by is not null as instant, p.payee_type as "payeeType",
      p.payee_id as "payeeId", coalesce(e.name, o.name) as name, p.currency, p.amount, p.set_off as "setOff", p.fee,
      p.parked_since as "parkedSince", p.short_since as "shortSince", p.state, p.scheduled_for::text as "scheduledFor",
      p.due_at as "dueAt", p.reserved_at as "reservedAt", p.sent_at as "sentAt", p.completed_at as "completedAt",
      p.failed_at as "failedAt", p.attempts, p.provider_ref as "providerRef", p.reason_code as "reasonCode", p.reason,
      (select count(*) from earnings.payout_item i where i.payout_id = p.id)::int as commissions,
      s.name as statement
    from earnings.payout p
    left join earnings.educator e on p.payee_type = 'person' and e.person_id::text = p.payee_id
    left join people.organization_view o on p.payee_type = 'organization' and o.id::text = p.payee_id
    left join earnings.statement s on s.payout_id = p.id
    where ${join(wantedOf(filter), ' and ')}
    order by p.reserved_at desc, p.id desc limit ${filter.limit + 1}`
  const items = rows.slice(0, filter.limit)
  return { items, next: rows.length > items.length ? items.at(-1)!.id : null }
}

function wantedOf(filter: PayoutFilter): Fragment[] {
  const { payee, states, currency, run, instant, from, to, after } = filter
  const wanted = [sql`true`]
  if (filter.id) wanted.push(sql`p.id = ${filter.id}`)
  if (payee) wanted.push(sql`p.payee_type = ${payee.type} and p.payee_id = ${payee.id}`)
  if (states) wanted.push(sql`p.state = any(${states}::text[])`)
  if (currency) wanted.push(sql`p.currency = ${currency}`)
  if (run) wanted.push(sql`p.run_id = ${run}`)
  if (instant !== undefined) wanted.push(sql`(p.instant_by is not null) = ${instant}`)
  if (from) wanted.push(sql`p.scheduled_for >= ${from}`)
  if (to) wanted.push(sql`p.scheduled_for <= ${to}`)
  if (after)
    wanted.push(
      sql`(p.reserved_at, p.id) < (select reserved_at, id from earnings.payout where id = ${after})`,
    )
  return wanted
}

/** One payout, or undefined. */
export async function onePayout(q: Query, id: string): Promise<Payout | undefined> {
  return (await listPayouts(q, { id, limit: 1 })).items[0]
}

export type PayoutItem = {
  commissionId: string
  /** What it is of. */
  source: SourceType
  /** Null where it is of no booking: a guaranteed minimum, somebody who was brought, a sale. */
  bookingId: string | null
  title: string
  sessionAt: Temporal.Instant
  gross: bigint
  rate: number
  feeBorne: bigint
  net: bigint
}

/** The lines of a payout's statement: each session or sale with its price, rate, fee and net. */
export async function payoutItems(q: Query, payoutId: string): Promise<PayoutItem[]> {
  return (await itemsOf(q, [payoutId])).map(({ payoutId: _, ...item }) => item)
}

/** The lines of many payouts, in the order of their sessions. */
export async function itemsOf(
  q: Query,
  payouts: readonly string[],
): Promise<(PayoutItem & { payoutId: string })[]> {
  return await q`
    select i.payout_id as "payoutId", c.id as "commissionId", ${raw(OF_BOOKING)} as "bookingId",
      c.source_type as source, c.title, c.session_at as "sessionAt",
      c.gross, c.rate, c.fee_borne as "feeBorne", i.amount as net
    from earnings.payout_item i join earnings.commission c on c.id = i.commission_id
    where i.payout_id = any(${payouts as string[]}::uuid[]) order by i.payout_id, c.session_at, c.id`
}
