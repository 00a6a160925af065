import { atomically, type Db, eachApart, newId, type Query, record, sql, type Tx } from '#base'
import { ASSETS } from '#ledger'
import { dayOf } from '../payouts/dates.ts'
import { policyNow } from '../policy.ts'
import { refuse as refuseEducator } from '../problems.ts'
import { refuse } from './problems.ts'
import { joiningRules } from './rules.ts'

/** A transition agreement. Days of the operator's calendar; an end is the first day that is left out. */
export type Transition = {
  id: string
  educatorId: string
  educator: string
  organizationId: string
  /** A whole month's guaranteed minimum, in the smallest unit. */
  minimum: bigint
  currency: string
  zone: string
  startsOn: string
  endsOn: string
  agreedUntil: string
  state: 'planned' | 'running' | 'over'
  endReason: string | null
  endedAt: Temporal.Instant | null
  madeAt: Temporal.Instant
}

/** The operator's calendar day. */
export async function todayAt(q: Query, now: Temporal.Instant): Promise<Temporal.PlainDate> {
  return dayOf(await policyNow(q, now), now)
}

/**
 * For so many months (six, unless the operator has set another length) an educator gets so much a month at least.
 * Refusals in order: guarantee_unfit, unknown_educator, transition_begins_too_early, transition_overlaps.
 */
export async function makeTransition(
  tx: Tx,
  given: {
    educator: string
    minimum: bigint
    currency: string
    months?: number | undefined
    /** Today, unless said. */
    startsOn?: Temporal.PlainDate | undefined
  },
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  const { educator, minimum, currency } = given
  if (minimum <= 0n || ASSETS.get(currency)?.kind !== 'currency')
    throw refuse('guarantee_unfit', { currency })
  const [known] =
    await tx`select 1 as one from earnings.educator where person_id = ${educator} for update`
  if (!known) throw refuseEducator('unknown_educator', { educator })
  const policy = await policyNow(tx, now)
  const today = dayOf(policy, now)
  const starts = given.startsOn ?? today
  if (Temporal.PlainDate.compare(starts, today.with({ day: 1 })) < 0)
    throw refuse('transition_begins_too_early', { earliest: today.with({ day: 1 }).toString() })
  const months = given.months ?? (await joiningRules(tx)).transitionMonths
  const ends = starts.add({ months })
  const clash = await tx`
    select 1 as one from earnings.transition where educator_id = ${educator}
      and daterange(starts_on, ends_on) && daterange(${starts}::date, ${ends}::date)`
  if (clash.length > 0) throw refuse('transition_overlaps', { educator })

  const id = newId()
  await tx`
    insert into earnings.transition (id, educator_id, minimum, currency, zone, starts_on, ends_on, agreed_until,
      made_by, made_at)
    values (${id}, ${educator}, ${minimum}, ${currency}, ${policy.payoutZone}, ${starts}, ${ends}, ${ends}, ${by}, ${now})`
  await tell(tx, 'transition.agreed', id, now)
  return id
}

/**
 * Ends a transition agreement early: the days before `on` (today, unless said) are still guaranteed, later ones earn
 * plain commissions. Refusals in order: transition_unknown, transition_has_ended, transition_end_unfit.
 */
export async function endTransition(
  tx: Tx,
  { id, on, reason }: { id: string; on?: Temporal.PlainDate | undefined; reason: string },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const [found] = await tx<{ startsOn: string; endsOn: string; zone: string; ended: boolean }>`
    select starts_on::text as "startsOn", ends_on::text as "endsOn", zone, ended_at is not null as ended
    from earnings.transition where id = ${id} for update`
  if (!found) throw refuse('transition_unknown')
  const { compare } = Temporal.PlainDate
  const today = now.toZonedDateTimeISO(found.zone).toPlainDate()
  const ends = Temporal.PlainDate.from(found.endsOn)
  if (found.ended || compare(ends, today) <= 0) throw refuse('transition_has_ended')
  const asked = on ?? today
  if (compare(asked, today) < 0 || compare(asked, ends) > 0) throw refuse('transition_end_unfit')

  // One that has not begun never ran.
  const end = compare(asked, Temporal.PlainDate.from(found.startsOn)) < 0 ? found.startsOn : asked
  await tx`
    update earnings.transition set ends_on = ${end}, ended_by = ${by}, ended_at = ${now}, end_reason = ${reason},
      warned_at = coalesce(warned_at, ${now}), over_told_at = ${now}
    where id = ${id}`
  await tell(tx, 'transition.ended', id, now, { early: true, reason })
}

/** What an educator and finance are told of a transition agreement. */
async function tell(
  tx: Tx,
  kind: 'transition.agreed' | 'transition.ending' | 'transition.ended',
  id: string,
  at: Temporal.Instant,
  more: Record<string, unknown> = {},
): Promise<void> {
  const [one] = await tx<Record<string, unknown>>`
    select t.educator_id as "educatorId", e.name as educator, t.minimum::text as amount, t.currency, t.zone,
      t.starts_on::text as "startsOn", t.ends_on::text as "endsOn"
    from earnings.transition t join earnings.educator e on e.person_id = t.educator_id where t.id = ${id}`
  await record(tx, { kind, about: { type: 'transition', id }, at, data: { ...one, ...more } })
}

const warnFrom = sql`((ends_on - (select notice_days from earnings.joining_rules order by version desc limit 1))::timestamp
  at time zone zone)`
const overFrom = sql`(ends_on::timestamp at time zone zone)`

/** When the end of a transition agreement is to be told of next, before it and at it. */
export const nextTransitionEnd = sql`
  select least(
    (select min(${warnFrom}) from earnings.transition where warned_at is null),
    (select min(${overFrom}) from earnings.transition where over_told_at is null))`

/** Tells of transition agreements that end soon, and of those that have. Answers how many. */
export async function tellTransitionEnds(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from earnings.transition where (warned_at is null and ${warnFrom} <= ${now})
      or (over_told_at is null and ${overFrom} <= ${now}) order by ends_on, id`
  return await eachApart(due, ({ id }) => atomically(db, (tx) => tellEnd(tx, id, now)))
}

async function tellEnd(tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  const [over] = await tx`
    update earnings.transition set over_told_at = ${now}, warned_at = coalesce(warned_at, ${now})
    where id = ${id} and over_told_at is null and ${overFrom} <= ${now} returning 1 as one`
  if (over) {
    await tell(tx, 'transition.ended', id, now, { early: false })
    return true
  }
  const [warned] = await tx`
    update earnings.transition set warned_at = ${now}
    where id = ${id} and warned_at is null and ${warnFrom} <= ${now} returning 1 as one`
  if (warned) await tell(tx, 'transition.ending', id, now)
  return Boolean(warned)
}

/** Transition agreements: of an educator, or all, those that end last first. */
export async function listTransitions(
  q: Query,
  filter: {
    educator?: string | undefined
    id?: string | undefined
    state?: Transition['state'] | undefined
    after?: string | undefined
    limit: number
  },
  now: Temporal.Instant,
): Promise<{ items: Transition[]; next: string | null }> {
  const rows = await q<Transition>`
    select * from (
      select t.id, t.educator_id as "educatorId", e.name as educator, e.organization_id as "organizationId", t.minimum,
        t.currency, t.zone, t.starts_on::text as "startsOn", t.ends_on::text as "endsOn",
        t.agreed_until::text as "agreedUntil",
        case when t.ends_on::timestamp at time zone t.zone <= ${now} or t.ends_on = t.starts_on then 'over'
          when t.starts_on::timestamp at time zone t.zone > ${now} then 'planned' else 'running' end as state,
        t.end_reason as "endReason", t.ended_at as "endedAt", t.made_at as "madeAt"
      from earnings.transition t join earnings.educator e on e.person_id = t.educator_id
      where (${filter.educator}::uuid is null or t.educator_id = ${filter.educator})
        and (${filter.id}::uuid is null or t.id = ${filter.id})) one
    where (${filter.state}::text is null or state = ${filter.state})
      and (${filter.after}::uuid is null or ("endsOn", id)
        < (select ends_on::text, id from earnings.transition where id = ${filter.after}))
    order by "endsOn" desc, id desc limit ${filter.limit + 1}`
  const items = rows.slice(0, filter.limit)
  return { items, next: rows.length > items.length ? items.at(-1)!.id : null }
}
