import { atomically, type Db, eachApart, type Query, sql, type Tx } from '#base'
import { balance } from '#ledger'
import { followDispute } from './disputes.ts'
import { forPeople, type Payments } from './payments.ts'
import { refuse } from './problems.ts'
import type { Movement, Things } from './provider.ts'
import { followRefund } from './sending.ts'
import { followSettlement } from './settlements.ts'
import { followBankPayout } from './transfers.ts'

/** A difference is looked at again for so many days: late news may explain it. */
const DAYS_AGAIN = 14

/** One day of one currency: what the provider's balance moved, and our account of it. */
export type DayNow = {
  provider: string
  currency: string
  day: string
  theirs: bigint
  ours: bigint
  /** How many movements the provider had. */
  movements: number
  lookedAt: Temporal.Instant
  seenBy: string | null
  seenAt: Temporal.Instant | null
  note: string | null
}

/**
 * Compares the provider's movements with the books, to the cent: each day from the first that differs
 * (14 days back at most) to yesterday, and today so far. Refunds and disputes of which we never heard
 * are followed first, so that news which was lost for good is made up here. Answers how many days differ.
 */
export async function reconcile(
  payments: Payments,
  now: Temporal.Instant,
): Promise<{ days: number; differ: number }> {
  const { db, provider } = payments
  const today = dayOf(now)
  const from = await firstDay(db, provider.id, today)
  const all: Movement[] = []
  for await (const moved of provider.movements(startOf(from))) all.push(moved)
  const news = await unmatched(db, provider.id, all)
  await catchUp(payments, [...news, ...(await payoutsUnderWay(db, provider.id, all))], now)
  await lookAtDisputes(payments, now)
  let differ = 0
  let days = 0
  for (let day = from; Temporal.PlainDate.compare(day, today) <= 0; day = day.add({ days: 1 })) {
    differ += await atomically(db, (tx) => lookAt(tx, provider.id, day, all, now))
    days += 1
  }
  return { days, differ }
}

const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO('UTC').toPlainDate()
const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime('UTC').toInstant()

async function firstDay(
  q: Query,
  provider: string,
  today: Temporal.PlainDate,
): Promise<Temporal.PlainDate> {
  const earliest = today.subtract({ days: DAYS_AGAIN })
  const [row] = await q<{ day: string | null }>`
    select least(
      (select min(day) from payments.reconciliation
        where provider = ${provider} and theirs <> ours and day >= ${earliest.toString()}),
      (select max(day) from payments.reconciliation where provider = ${provider}))::text as day`
  if (!row?.day) return earliest
  const found = Temporal.PlainDate.from(row.day)
  return Temporal.PlainDate.compare(found, earliest) < 0 ? earliest : found
}

/** Movements that no row of ours accounts for. */
async function unmatched(q: Query, provider: string, all: Movement[]): Promise<Movement[]> {
  const sources = [...new Set(all.map(({ source }) => source).filter((one) => one !== undefined))]
  const known = await q<{ ref: string }>`
    select charge as ref from payments.payment where provider = ${provider} and charge = any(${sources}::text[])
    union select ref from payments.refund_step where ref = any(${sources}::text[])
    union select ref from payments.transfer where provider = ${provider} and ref = any(${sources}::text[])
    union select ref from payments.settlement where provider = ${provider} and ref = any(${sources}::text[])`
  const moves = await q<{ ref: string }>`
    select ref from payments.dispute_move
     where provider = ${provider} and ref = any(${all.map(({ ref }) => ref)}::text[])`
  const refs = new Set([...known, ...moves].map(({ ref }) => ref))
  // A failed refund's second movement needs its own news.
  const failed = new Set(
    (
      await q<{ ref: string }>`
        select ref from payments.refund_step where to_state = 'failed' and ref = any(${sources}::text[])`
    ).map(({ ref }) => ref),
  )
  return all.filter(({ ref, source, type }) => {
    if (type === 'refund_failure') return !failed.has(source ?? '')
    return !refs.has(ref) && !refs.has(source ?? '')
  })
}

/** Payouts that we know, and of which we have not heard how they ended: what they cost is told with that. */
async function payoutsUnderWay(q: Query, provider: string, all: Movement[]): Promise<Movement[]> {
  const moved = all.filter(({ about }) => about?.kind === 'bankPayout')
  const over = await q<{ ref: string }>`
    select ref from payments.bank_payout
     where provider = ${provider} and state in ('paid', 'failed') and ref = any(${moved.map(({ about }) => about!.ref)}::text[])`
  const known = new Set(over.map(({ ref }) => ref))
  return moved.filter(({ about }) => !known.has(about!.ref))
}

/** What a movement is about: as the provider says it, or by how Stripe names its things. */
function aboutOf({ about, source = '' }: Movement): Movement['about'] {
  if (about) return about
  const kind = source.startsWith('re_') ? 'refund' : /^(dp|du)_/.test(source) && 'dispute'
  return kind ? { kind, ref: source } : undefined
}

/** Looks up what we were never told of, by the names that the provider's own book gives it. */
async function catchUp(payments: Payments, news: Movement[], now: Temporal.Instant): Promise<void> {
  const wanted = new Map<string, keyof Things>()
  for (const about of news.map(aboutOf)) if (about) wanted.set(about.ref, about.kind)
  await eachApart([...wanted], async ([ref, kind]) => {
    // What cannot be followed stays a difference, which a person looks at.
    await followOne(payments, kind, ref, now).catch(() => {})
    return true
  })
}

async function followOne(
  payments: Payments,
  kind: keyof Things,
  ref: string,
  now: Temporal.Instant,
): Promise<void> {
  const { provider } = payments
  if (kind === 'refund') {
    const refund = await provider.lookUp(kind, ref)
    if (refund) await followRefund(payments, refund, now)
  } else if (kind === 'dispute') {
    const dispute = await provider.lookUp(kind, ref)
    if (dispute) await followDispute(payments, dispute, now)
  } else if (kind === 'settlement') {
    const settled = await provider.lookUp(kind, ref)
    if (settled) await followSettlement(payments, settled)
  } else if (kind === 'bankPayout') {
    const payout = await provider.lookUp(kind, ref)
    if (payout?.account) await followBankPayout(payments, payout, payout.account, now)
  }
}

/** Disputes that run: how one was lost moves no money, so no movement tells of it. */
async function lookAtDisputes(payments: Payments, now: Temporal.Instant): Promise<void> {
  const { db, provider } = payments
  const running = await db<{ ref: string }>`
    select ref from payments.dispute
     where provider = ${provider.id} and state in ('warning', 'open', 'answered') order by opened_at, id`
  await eachApart(running, async ({ ref }) => {
    const found = await provider.lookUp('dispute', ref)
    if (found) await followDispute(payments, found, now)
    return true
  })
}

async function lookAt(
  tx: Tx,
  provider: string,
  day: Temporal.PlainDate,
  all: Movement[],
  now: Temporal.Instant,
): Promise<number> {
  const [start, end] = [startOf(day), startOf(day.add({ days: 1 }))]
  const on = all.filter(
    ({ at }) => Temporal.Instant.compare(at, start) >= 0 && Temporal.Instant.compare(at, end) < 0,
  )
  await tx`delete from payments.unmatched where provider = ${provider} and day = ${day.toString()}`
  const seen = await tx<{ currency: string }>`
    select currency from payments.reconciliation where provider = ${provider} and day = ${day.toString()}
    union select s.code from ledger.account a join ledger.asset s on s.id = a.asset_id
     where a.address = ${`provider:${provider}/provider_clearing`}`
  let differ = 0
  for (const currency of new Set([...on, ...seen].map((one) => one.currency))) {
    const own = on.filter((one) => one.currency === currency)
    const theirs = own.reduce((sum, { net }) => sum + net, 0n)
    const ours = await movedHere(tx, provider, currency, start, end)
    if (own.length === 0 && ours === 0n && theirs === 0n) continue
    await tx`
      insert into payments.reconciliation as r (provider, currency, day, theirs, ours, movements, looked_at)
      values (${provider}, ${currency}, ${day.toString()}, ${theirs}, ${ours}, ${own.length}, ${now})
      on conflict (provider, currency, day) do update
        set theirs = excluded.theirs, ours = excluded.ours, movements = excluded.movements, looked_at = excluded.looked_at,
            -- What somebody found out is about the difference as it was.
            seen_by = case when (r.theirs, r.ours) = (excluded.theirs, excluded.ours) then r.seen_by end,
            seen_at = case when (r.theirs, r.ours) = (excluded.theirs, excluded.ours) then r.seen_at end,
            note = case when (r.theirs, r.ours) = (excluded.theirs, excluded.ours) then r.note end`
    if (theirs === ours) continue
    differ += 1
    for (const moved of await unmatched(tx, provider, own)) {
      await tx`
        insert into payments.unmatched (provider, ref, day, type, net, currency, source, at)
        values (${provider}, ${moved.ref}, ${day.toString()}, ${moved.type}, ${moved.net}, ${currency}, ${moved.source},
                ${moved.at}) on conflict do nothing`
    }
  }
  return differ
}

/** What the account at the provider moved between two instants, by when things happened. */
async function movedHere(
  q: Query,
  provider: string,
  asset: string,
  start: Temporal.Instant,
  end: Temporal.Instant,
): Promise<bigint> {
  const owner = { type: 'provider', id: provider } as const
  const account = { owner, purpose: 'provider_clearing', asset } as const
  const until = (at: Temporal.Instant) =>
    balance(q, account, { at: at.subtract({ microseconds: 1 }) })
  return (await until(end)) - (await until(start))
}

/** Days that were compared, latest first; with `differ`, those with a difference only. */
export function listDays(
  q: Query,
  filter: { differ?: boolean | undefined; limit: number },
): Promise<DayNow[]> {
  return q<DayNow>`
    select provider, currency, day::text as day, theirs, ours, movements, looked_at as "lookedAt",
           seen_by as "seenBy", seen_at as "seenAt", note
      from payments.reconciliation
     where true ${filter.differ ? sql`and theirs <> ours` : sql``}
     order by day desc, provider, currency limit ${filter.limit}`
}

/** What a difference is made of, as far as the provider's movements tell. */
export function unmatchedOn(q: Query, days: readonly string[]) {
  return q<{
    provider: string
    ref: string
    day: string
    type: string
    net: bigint
    currency: string
    source: string | null
    at: Temporal.Instant
  }>`
    select provider, ref, day::text as day, type, net, currency, source, at from payments.unmatched
     where day = any(${days}::date[]) order by at, ref`
}

/** Somebody has looked at a difference and says what it is. Refusal: difference_unknown. */
export async function explainDay(
  tx: Tx,
  given: { provider: string; currency: string; day: string; note: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const seen = await tx`
    update payments.reconciliation set seen_by = ${given.by}, seen_at = ${now}, note = ${given.note}
     where provider = ${given.provider} and currency = ${given.currency} and day = ${given.day} and theirs <> ours
     returning day`
  if (seen.length === 0) throw refuse('difference_unknown')
}

/**
 * The provider's balance and the books' account of it, now, by currency. Refusals: payment_busy,
 * payment_unsure, payment_refused.
 */
export async function balancesNow(payments: Payments) {
  const { db, provider } = payments
  const owner = { type: 'provider', id: provider.id } as const
  const theirs = await forPeople(provider.balance())
  return Promise.all(
    theirs.map(async ({ currency, available, pending }) => ({
      provider: provider.id,
      currency,
      theirs: available + pending,
      ours: await balance(db, { owner, purpose: 'provider_clearing', asset: currency }),
    })),
  )
}

/** Days that differ and that nobody has explained: for the page of today and the probes. */
export async function daysThatDiffer(q: Query | Db): Promise<number> {
  const [row] = await q<{ days: number }>`
    select count(*)::int as days from payments.reconciliation where theirs <> ours and seen_at is null`
  return row!.days
}
