import { atomically, type Db, type Query } from '#base'
import { postRule } from '#ledger'

const DAY_HOURS = 24

type Open = {
  order_id: string
  subscription_id: string
  currency: string
  total: bigint
  earned: bigint
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
}

/**
 * Books what the access of paid plans has earned by now, by whole days since each period began; the
 * last day takes the rest. Missed days are made up. Answers how many periods earned something.
 */
export async function earnAccess(db: Db, now: Temporal.Instant): Promise<number> {
  const open = await db<{ order_id: string }>`
    select order_id from plans.access where earned < total and starts_at <= ${now} order by starts_at, order_id`
  let count = 0
  for (const { order_id } of open) if (await earnOne(db, order_id, now)) count += 1
  return count
}

async function earnOne(db: Db, orderId: string, now: Temporal.Instant): Promise<boolean> {
  return atomically(db, async (tx) => {
    const [access] = await tx<Open>`
      select order_id, subscription_id, currency, total, earned, starts_at, ends_at
        from plans.access where order_id = ${orderId} for update`
    const { earned, days } = earnedBy(access!, now)
    const amount = earned - access!.earned
    if (amount <= 0n) return false
    await tx`update plans.access set earned = ${earned} where order_id = ${orderId}`
    await postRule(
      tx,
      'access.earned',
      { currency: access!.currency, amount },
      {
        key: `access:${orderId}:${days}`,
        about: { type: 'subscription', id: access!.subscription_id },
        by: 'schedule',
        at: now,
      },
    )
    return true
  })
}

/** What a period has earned by `now`, and after how many of its days. */
export function earnedBy(
  access: Pick<Open, 'total' | 'starts_at' | 'ends_at'>,
  now: Temporal.Instant,
): { earned: bigint; days: number } {
  const length = access.starts_at.until(access.ends_at).total('hours') / DAY_HOURS
  const all = Math.max(1, Math.round(length))
  if (Temporal.Instant.compare(now, access.ends_at) >= 0) return { earned: access.total, days: all }
  const passed = Math.max(0, Math.floor(access.starts_at.until(now).total('hours') / DAY_HOURS))
  const days = Math.min(passed, all)
  return { earned: (access.total * BigInt(days)) / BigInt(all), days }
}

/** What is still to be earned, by currency: equals the account `deferred_access`. */
export function unearned(q: Query): Promise<{ currency: string; amount: bigint }[]> {
  return q`
    select currency, sum(total - earned)::bigint as amount from plans.access group by currency order by currency`
}
