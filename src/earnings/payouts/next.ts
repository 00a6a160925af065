import type { Query } from '#base'
import { TOKEN } from '../commission.ts'
import { owedBy } from '../disputed.ts'
import { policyNow } from '../policy.ts'
import type { Payee } from '../revenue.ts'
import { nextPayoutDay, payoutHourOf } from './dates.ts'
import { minimumsNow } from './minimums.ts'

export type NextPayout = {
  currency: string
  /** The operator's calendar day. */
  date: Temporal.PlainDate
  /** What it will bring as things stand: what is available by then, less what they owe. */
  amount: bigint
  minimum: bigint
  /** Below the minimum it waits for the one after. */
  waits: boolean
  /** It has been set aside already. */
  scheduled: boolean
}

/** The date and the amount of the payee's next payout in each currency that something is due in; the base one first. */
export async function nextPayouts(
  q: Query,
  payee: Payee,
  now: Temporal.Instant,
): Promise<NextPayout[]> {
  const policy = await policyNow(q, now)
  const minimums = await minimumsNow(q, policy)
  const next = nextPayoutDay(policy, now)
  const rows = await q<{
    currency: string
    open: bigint | null
    day: string | null
    due: bigint
    set_off: bigint
  }>`
    with open as (
      select currency, sum(amount)::bigint as amount, sum(set_off)::bigint as set_off, min(scheduled_for)::text as day
      from earnings.payout
      where payee_type = ${payee.type} and payee_id = ${payee.id} and state = 'reserved' group by 1
    ), due as (
      select currency, sum(net)::bigint as amount from earnings.commission
      where payee_type = ${payee.type} and payee_id = ${payee.id} and currency <> ${TOKEN}
        and (state = 'available'
          or (state = 'held' and frozen_at is null and held_until <= ${payoutHourOf(policy, next)}))
      group by 1
    )
    select c.currency, o.amount as open, o.day, coalesce(d.amount, 0)::bigint as due,
      coalesce(o.set_off, 0)::bigint as set_off
    from (select currency from open union select currency from due union select ${policy.currency}) c
    left join open o using (currency) left join due d using (currency)
    order by c.currency <> ${policy.currency}, c.currency`
  const all: NextPayout[] = []
  for (const { currency, open, day, due, set_off: setOff } of rows) {
    const minimum = minimums.of(currency)
    const owed = (await owedBy(q, payee, currency)) - setOff
    const earned = (open ?? 0n) + due
    const amount = earned > owed ? earned - owed : 0n
    all.push({
      currency,
      date: day === null ? next : Temporal.PlainDate.from(day),
      amount,
      minimum,
      waits: open === null && amount < minimum,
      scheduled: open !== null,
    })
  }
  return all
}

/** The next payout in the operator's base currency. */
export async function nextPayout(
  q: Query,
  payee: Payee,
  now: Temporal.Instant,
): Promise<NextPayout> {
  return (await nextPayouts(q, payee, now))[0]!
}
