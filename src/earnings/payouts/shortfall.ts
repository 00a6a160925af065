import { atomically, type Db, type Query, record } from '#base'
import { policyNow } from '../policy.ts'
import { nextPayoutDay, payoutHourOf } from './dates.ts'
import { minimumsNow } from './minimums.ts'
import { waitForBalance } from './outcomes.ts'
import type { PayoutRow, Sender } from './payout.ts'
import { nameOf, whoOwe } from './setting-aside.ts'

/**
 * How far the platform's balance at the provider reaches, the oldest first: once one is not covered, nothing
 * younger in that currency overtakes it. Undefined: the provider cannot be asked, and decides by itself.
 */
export async function coverage(sender: Sender) {
  const balance = await sender.balance?.().catch(() => undefined)
  if (!balance) return undefined
  const left = new Map(balance)
  return {
    /** Those that are covered; the others wait. What was asked for before is asked for again in any case. */
    async reach(
      db: Db,
      payouts: readonly PayoutRow[],
      now: Temporal.Instant,
    ): Promise<PayoutRow[]> {
      const short: string[] = []
      const reached = payouts.filter(({ id, state, currency, amount }) => {
        const has = left.get(currency) ?? 0n
        if (state !== 'reserved') return true
        if (has >= amount) {
          left.set(currency, has - amount)
          return true
        }
        left.set(currency, -1n)
        short.push(id)
        return false
      })
      if (short.length > 0)
        await atomically(db, (tx) => waitForBalance(tx, short, ['reserved'], now))
      return reached
    },
  }
}

/** Finance is told of a run that the balance does not reach for, once for each time that it falls short. */
export async function tellOfShortfall(db: Db, now: Temporal.Instant): Promise<void> {
  await atomically(db, async (tx) => {
    await tx`
      update earnings.payout_run r set short_at = null where short_at is not null and not exists (
        select from earnings.payout p where p.run_id = r.id and p.short_since is not null)`
    const runs = await tx<{ id: string; day: string }>`
      update earnings.payout_run r set short_at = ${now} where short_at is null and exists (
        select from earnings.payout p where p.run_id = r.id and p.short_since is not null)
      returning id, day::text`
    for (const { id, day } of runs) {
      const lacking = await tx<{ currency: string; amount: bigint; payouts: number }>`
        select currency, sum(amount)::bigint as amount, count(*)::int as payouts from earnings.payout
        where run_id = ${id} and short_since is not null group by 1 order by 1`
      for (const { currency, amount, payouts } of lacking) {
        await record(tx, {
          kind: 'payouts.short',
          about: { type: 'payout_run', id },
          at: now,
          data: { day, currency, amount: amount.toString(), payouts, foreseen: false },
        })
      }
    }
  })
}

/** What a run would send in one currency, and what the platform has for it. */
export type DryRun = {
  currency: string
  payouts: number
  amount: bigint
  /** At the provider, now; undefined: it could not be asked. */
  balance: bigint | undefined
  lacks: bigint
  /** Payees below the smallest amount, and what they have together. */
  below: { payees: number; amount: bigint }
  /** Set aside, but their payees have no bank account. */
  parked: { payouts: number; amount: bigint }
}

type Waiting = {
  payee_type: 'person' | 'organization'
  payee_id: string
  currency: string
  amount: bigint
  set_off: bigint
  parked: boolean
  open: boolean
}

/**
 * What the next run would send as things stand, with what its payees owe set off, against what the platform has
 * at the provider. Changes nothing.
 */
export async function dryRun(
  q: Query,
  sender: Sender,
  now: Temporal.Instant,
): Promise<{ day: Temporal.PlainDate; parts: DryRun[] }> {
  const policy = await policyNow(q, now)
  const day = nextPayoutDay(policy, now)
  const minimums = await minimumsNow(q, policy)
  const balance = await sender.balance?.().catch(() => undefined)
  const owing = await whoOwe(q)
  const rows = await q<Waiting>`
    with waiting as (
      select payee_type, payee_id, currency, sum(net)::bigint as amount from earnings.commission
      where currency <> 'TOKEN' and (state = 'available'
        or (state = 'held' and frozen_at is null and held_until <= ${payoutHourOf(policy, day)}))
      group by 1, 2, 3
    ), open as (
      select payee_type, payee_id, currency, sum(amount)::bigint as amount, sum(set_off)::bigint as set_off, bool_or(parked_since is not null) as parked
      from earnings.payout where state in ('reserved', 'unknown', 'sending') group by 1, 2, 3
    )
    select coalesce(o.payee_type, w.payee_type) as payee_type, coalesce(o.payee_id, w.payee_id) as payee_id,
      coalesce(o.currency, w.currency) as currency, coalesce(o.set_off, 0)::bigint as set_off,
      (coalesce(o.amount, 0) + coalesce(w.amount, 0))::bigint as amount,
      coalesce(o.parked, false) as parked, o.currency is not null as open
    from waiting w full join open o
      on o.payee_type = w.payee_type and o.payee_id = w.payee_id and o.currency = w.currency`
  const parts = new Map<string, DryRun>()
  for (const { set_off: setOff, ...found } of rows) {
    const owed = (owing.get(nameOf(found)) ?? 0n) - setOff
    const row = { ...found, amount: found.amount > owed ? found.amount - owed : 0n }
    const none = {
      payouts: 0,
      amount: 0n,
      lacks: 0n,
      below: { payees: 0, amount: 0n },
      parked: { payouts: 0, amount: 0n },
    }
    const part = parts.get(row.currency) ?? {
      currency: row.currency,
      balance: balance && (balance.get(row.currency) ?? 0n),
      ...none,
    }
    parts.set(row.currency, part)
    if (row.parked)
      part.parked = { payouts: part.parked.payouts + 1, amount: part.parked.amount + row.amount }
    else if (!row.open && row.amount < minimums.of(row.currency))
      part.below = { payees: part.below.payees + 1, amount: part.below.amount + row.amount }
    else {
      part.payouts += 1
      part.amount += row.amount
    }
  }
  for (const part of parts.values()) {
    const has = part.balance ?? part.amount
    part.lacks = part.amount > has ? part.amount - has : 0n
  }
  return { day, parts: [...parts.values()].toSorted((a, b) => (a.currency < b.currency ? -1 : 1)) }
}

/** So long before a run finance is told what it will lack. */
const FORESEEN_DAYS = 2

/**
 * Looks ahead before each run: where the platform's balance will not reach, finance is told while there is time
 * to fill it. Answers in how many currencies it lacks.
 */
export async function foreseeShortfall(
  db: Db,
  sender: Sender,
  now: Temporal.Instant,
): Promise<number> {
  const { day, parts } = await dryRun(db, sender, now)
  const policy = await policyNow(db, now)
  if (now.until(payoutHourOf(policy, day)).total('hours') > 24 * FORESEEN_DAYS) return 0
  const lacking = parts.filter(({ lacks }) => lacks > 0n)
  for (const { currency, lacks, payouts } of lacking) {
    await atomically(db, (tx) =>
      record(tx, {
        kind: 'payouts.short',
        about: { type: 'payout_day', id: `${day}` },
        at: now,
        data: { day: `${day}`, currency, amount: lacks.toString(), payouts, foreseen: true },
      }),
    )
  }
  return lacking.length
}
