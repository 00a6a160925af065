import { atomically, type Db, idFrom, record, sql } from '#base'
import { value } from '#ledger'

/** How long before a trial ends its person is told. */
const DAYS_BEFORE = 3

const TELL_AT = sql`s.trial_ends_at - ${`${DAYS_BEFORE} days`}::interval`
const WAITING = sql`
  plans.subscription s where s.state = 'trial' and s.trial_told_at is null`

/** When the next trial is near enough to its end to be told of. */
export const nextTrialEnding = sql`select min(${TELL_AT}) from ${WAITING}`

type Row = {
  id: string
  person_id: string
  name: string
  plan: string
  price: bigint
  currency: string
  ends_at: Temporal.Instant
}

/** Tells people that their trial is about to end and what is charged then; each once. Answers how many. */
export async function remindOfTrials(db: Db, now: Temporal.Instant): Promise<number> {
  return atomically(db, async (tx) => {
    const due = await tx<Row>`
      update plans.subscription s set trial_told_at = ${now}
        from plans.version v, plans.price p
       where s.id in (select s.id from ${WAITING} and ${TELL_AT} <= ${now} for update skip locked)
         and v.id = coalesce(s.next_version_id, s.version_id)
         and p.version_id = v.id and p.interval = s.interval and p.currency = s.currency
      returning s.id, s.person_id, v.name, v.plan_code as plan, p.amount as price, s.currency, s.trial_ends_at as ends_at`
    for (const one of due) {
      await record(tx, {
        id: idFrom('trial ending', one.id),
        kind: 'subscription.trial_ending',
        about: { type: 'subscription', id: one.id },
        at: now,
        data: {
          personId: one.person_id,
          plan: one.name,
          code: one.plan,
          price: value(one.price, one.currency),
          endsAt: one.ends_at.toString(),
        },
      })
    }
    return due.length
  })
}
