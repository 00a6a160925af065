import { atomically, type Db, type Query } from '#base'
import { postSet } from '#ledger'

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

/** Periods booked in one transaction. */
const AT_ONCE = 500

/**
 * Books what the access of paid plans has earned by now, by whole days since each period began; the
 * last day takes the rest. Missed days are made up. Answers how many periods earned something.
 */
export async function earnAccess(db: Db, now: Temporal.Instant): Promise<number> {
  const open = await db<{ order_id: string }>`
    select order_id from plans.access where earned < total and starts_at <= ${now} order by order_id`
  let count = 0
  for (let at = 0; at < open.length; at += AT_ONCE) {
    const ids = open.slice(at, at + AT_ONCE).map(({ order_id }) => order_id)
    count += await earnAll(db, ids, now)
  }
  return count
}

async function earnAll(db: Db, ids: readonly string[], now: Temporal.Instant): Promise<number> {
  return atomically(db, async (tx) => {
    const found = await tx<Open>`
      select order_id, subscription_id, currency, total, earned, starts_at, ends_at
        from plans.access where order_id = any(${ids}::uuid[]) order by order_id for update`
    const gained = found
      .map((access) => ({ access, ...earnedBy(access, now) }))
      .filter(({ access, earned }) => earned > access.earned)
    if (gained.length === 0) return 0
    await tx`
      update plans.access a set earned = g.earned
        from unnest(${gained.map(({ access }) => access.order_id)}::uuid[], ${gained.map(({ earned }) => earned)}::bigint[])
          as g (order_id, earned)
       where a.order_id = g.order_id`
    const outcomes = await postSet(
      tx,
      gained.map(({ access, earned, days }) => ({
        rule: 'access.earned',
        facts: { currency: access.currency, amount: earned - access.earned },
        deed: {
          key: `access:${access.order_id}:${days}`,
          about: { type: 'subscription', id: access.subscription_id },
          by: 'schedule',
          at: now,
        },
      })),
    )
    for (const outcome of outcomes) if ('refusal' in outcome) throw outcome.refusal
    return gained.length
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

/**
 * What is still to be earned, by currency: equals the account `deferred_access`. The money of credits that
 * a year is still to bring waits there too.
 */
export function unearned(q: Query): Promise<{ currency: string; amount: bigint }[]> {
  return q`
    select currency, sum(amount)::bigint as amount from (
      select currency, total - earned as amount from plans.access
      union all
      select currency, value from plans.monthly_grant where granted_at is null and dropped_at is null) waiting
     group by currency order by currency`
}
