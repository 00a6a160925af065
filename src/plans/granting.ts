import { atomically, type Db, idFrom, type Query, record, sql, type Tx } from '#base'
import { postSet, value } from '#ledger'

/** Grants posted in one transaction. */
const AT_ONCE = 500

type Due = {
  order_id: string
  number: number
  subscription_id: string
  person_id: string
  plan: string
  credits: bigint
  value: bigint
  currency: string
  due_at: Temporal.Instant
  expires_at: Temporal.Instant | null
}

/** From then on a grant counts as late. */
const LATE_HOURS = 24

/** Credits that came late live as much longer: nobody loses days because our schedule stood still. */
function expiryAt(due: Due, now: Temporal.Instant): Temporal.Instant | undefined {
  if (!due.expires_at) return undefined
  const late = due.due_at.until(now)
  return late.total('hours') < LATE_HOURS ? due.expires_at : due.expires_at.add(late)
}

/** When the next month of a year that was paid at once begins. */
export const nextGrant = sql`
  select min(due_at) from plans.monthly_grant where granted_at is null and dropped_at is null`

/**
 * Grants the credits of the months that have begun by now, each once (key `grant:<order>:<number>`).
 * Months that were missed are made up. Answers how many there were.
 */
export async function grantDue(db: Db, now: Temporal.Instant): Promise<number> {
  let count = 0
  for (;;) {
    const granted = await atomically(db, (tx) => grantSome(tx, now))
    count += granted
    if (granted < AT_ONCE) return count
  }
}

async function grantSome(tx: Tx, now: Temporal.Instant): Promise<number> {
  const due = await tx<Due>`
    select g.order_id, g.number, g.subscription_id, s.person_id, v.name as plan, g.credits, g.value, g.currency,
           g.due_at, g.expires_at
      from plans.monthly_grant g join plans.subscription s on s.id = g.subscription_id
      join plans.version v on v.id = s.version_id
     where g.granted_at is null and g.dropped_at is null and g.due_at <= ${now}
     order by g.due_at, g.order_id limit ${AT_ONCE} for update of g skip locked`
  if (due.length === 0) return 0
  const outcomes = await postSet(
    tx,
    due.map((one) => ({
      rule: 'subscription.granted' as const,
      facts: {
        subscriber: { type: 'person' as const, id: one.person_id },
        currency: one.currency,
        creditsValue: one.value,
        credits: one.credits,
        expiresAt: expiryAt(one, now),
      },
      deed: {
        key: `grant:${one.order_id}:${one.number}`,
        about: { type: 'subscription', id: one.subscription_id },
        by: 'schedule',
        at: now,
        metadata: { plan: one.plan },
      },
    })),
  )
  for (const [index, outcome] of outcomes.entries()) {
    if ('refusal' in outcome) throw outcome.refusal
    const one = due[index]!
    await tx`
      update plans.monthly_grant set granted_at = ${now}, lot_id = ${outcome.receipt.lots[0]!.id}
       where order_id = ${one.order_id} and number = ${one.number}`
    await record(tx, {
      id: idFrom('credits.granted', one.order_id, String(one.number)),
      kind: 'credits.granted',
      about: { type: 'subscription', id: one.subscription_id },
      at: now,
      data: {
        personId: one.person_id,
        credits: value(one.credits, 'CREDIT'),
        expiresAt: expiryAt(one, now)?.toString() ?? null,
        reason: 'plan',
      },
    })
  }
  return due.length
}

/**
 * A subscription ended before all that was paid for had come: what is still to come is not granted any
 * more, and its money is earned with the access of its period.
 */
export async function dropGrants(
  tx: Tx,
  subscriptionId: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    with dropped as (
      update plans.monthly_grant set dropped_at = ${now}
       where subscription_id = ${subscriptionId} and granted_at is null and dropped_at is null and due_at > ${now}
      returning order_id, value),
    sums as (select order_id, sum(value)::bigint as value from dropped group by order_id)
    update plans.access a set total = a.total + s.value from sums s where a.order_id = s.order_id`
}

/** The next credits that a subscription brings within what is paid; undefined: none before it renews. */
export async function nextGrantOf(
  q: Query,
  subscriptionId: string,
): Promise<{ at: Temporal.Instant; credits: bigint } | undefined> {
  const [row] = await q<{ at: Temporal.Instant; credits: bigint }>`
    select due_at as at, sum(credits)::bigint as credits from plans.monthly_grant
     where subscription_id = ${subscriptionId} and granted_at is null and dropped_at is null
     group by due_at order by due_at limit 1`
  return row
}
