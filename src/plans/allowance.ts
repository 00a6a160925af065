import type { Query, Tx } from '#base'
import { onePerson } from '#people'
import {
  freeVersions,
  type Included,
  type SessionKind,
  type Version,
  versionById,
} from './catalogue.ts'
import { type Month, monthOf, monthWithin } from './months.ts'
import { refuse } from './problems.ts'
import { isOpen, liveSubscriptions } from './subscription.ts'

/** Included sessions of one kind, this month. */
export type Allowance = {
  kind: SessionKind
  /** How many; of an unlimited plan the fair-use cap. */
  limit: number
  unlimited: boolean
  used: number
  left: number
  /** When they are counted from zero again. */
  resetsAt: Temporal.Instant
}

type Now = { included: Included | undefined; period: string; month: Month }

/** What a person's learner plan includes at `now`, and which of its months that is. */
async function planMonth(
  q: Query,
  personId: string,
  now: Temporal.Instant,
): Promise<{ version: Version; period: string; month: Month }> {
  const live = (await liveSubscriptions(q, personId)).find((one) => one.audience === 'learner')
  // A trial opens what the plan opens, but brings neither its credits nor its sessions.
  if (live?.paidSince && isOpen(live, now)) {
    const { periodStart: start, periodEnd: end, interval } = live
    const month = monthWithin({ start, end, interval }, now)
    const period = `${live.id}:${live.periodStart}:${month.index}`
    return { version: await versionById(q, live.versionId), period, month }
  }
  const version = (await freeVersions(q, now)).find((one) => one.audience === 'learner')!
  const { anchor, zone } = await anchorOf(q, personId)
  const month = monthOf(anchor, zone, now)
  return { version, period: `free:${month.index}`, month }
}

/** The day from which a person's free months are counted: the one on which they joined. */
async function anchorOf(
  q: Query,
  personId: string,
): Promise<{ anchor: Temporal.PlainDate; zone: string }> {
  const { zone, joinedAt } = await onePerson(q, personId)
  const [kept] = await q<{ day: string }>`
    select day::text as day from plans.anchor where person_id = ${personId}`
  const anchor = kept
    ? Temporal.PlainDate.from(kept.day)
    : joinedAt.toZonedDateTimeISO(zone).toPlainDate()
  return { anchor, zone }
}

async function allowanceNow(
  q: Query,
  personId: string,
  kind: SessionKind,
  now: Temporal.Instant,
): Promise<Now> {
  const { version, period, month } = await planMonth(q, personId, now)
  return { included: version.included.find((one) => one.kind === kind), period, month }
}

/** How many included sessions of a kind a person has left this month. */
export async function allowanceOf(
  q: Query,
  personId: string,
  kind: SessionKind,
  now: Temporal.Instant,
): Promise<Allowance> {
  const { included, period, month } = await allowanceNow(q, personId, kind, now)
  const [row] = await q<{ used: number }>`
    select used from plans.allowance where person_id = ${personId} and kind = ${kind} and period = ${period}`
  const limit = included?.sessions ?? 0
  const used = row?.used ?? 0
  return {
    kind,
    limit,
    unlimited: included?.unlimited ?? false,
    used,
    left: Math.max(0, limit - used),
    resetsAt: month.end,
  }
}

/**
 * Takes one included session. `key` names the booking: the same key again is the same session.
 * The database holds the count within the cap, whoever asks at the same moment.
 * Refusals in order: session_not_included, sessions_used_up.
 */
export async function useAllowance(
  tx: Tx,
  use: { person: string; kind: SessionKind; key: string },
  now: Temporal.Instant,
): Promise<void> {
  const { person, kind, key } = use
  if ((await tx`select from plans.allowance_use where key = ${key}`).length > 0) return
  const { included, period, month } = await allowanceNow(tx, person, kind, now)
  if (!included) throw refuse('session_not_included')
  if (period.startsWith('free:')) {
    const { anchor } = await anchorOf(tx, person)
    await tx`insert into plans.anchor (person_id, day) values (${person}, ${anchor}) on conflict do nothing`
  }
  // A cap that shrank never falls below what was used under the larger one.
  const [taken] = await tx`
    insert into plans.allowance as a (person_id, kind, period, cap, used)
    values (${person}, ${kind}, ${period}, ${included.sessions}, 1)
    on conflict (person_id, kind, period) do update
      set used = a.used + 1, cap = greatest(excluded.cap, a.used + 1)
      where a.used < excluded.cap
    returning used`
  if (!taken) throw await usedUp(tx, person, included, month)
  await tx`
    insert into plans.allowance_use (key, person_id, kind, period, used_at)
    values (${key}, ${person}, ${kind}, ${period}, ${now})`
}

/** The refusal of one session more; it says when it opens again, on the person's own calendar. */
async function usedUp(tx: Tx, person: string, included: Included, month: Month) {
  const { zone } = await onePerson(tx, person)
  const day = month.end
    .toZonedDateTimeISO(zone)
    .toLocaleString('en', { day: 'numeric', month: 'long', year: 'numeric' })
  const { sessions: limit, kind, unlimited } = included
  const many =
    limit === 1 ? `one ${kind}` : `${limit} ${kind === 'class' ? 'classes' : 'conversations'}`
  const detail = unlimited
    ? `Fair use of your plan is ${many} a month; it opens again on ${day}.`
    : `Your plan includes ${many} a month; it opens again on ${day}.`
  return refuse('sessions_used_up', { detail, limit, resetsAt: month.end.toString() })
}

/** Somebody whose plan is unlimited within fair use, and how near the end of it they are. */
export type NearCap = {
  personId: string
  name: string
  kind: SessionKind
  used: number
  cap: number
}

/** Who has used this share (basis points) or more of a fair-use cap since a moment; nearest first. */
export async function nearCaps(
  q: Query,
  { share, since, limit }: { share: number; since: Temporal.Instant; limit: number },
): Promise<NearCap[]> {
  return q<NearCap>`
    select a.person_id as "personId", p.name, a.kind, a.used, a.cap
      from plans.allowance a join people.person p on p.id = a.person_id
     where a.period not like 'free:%' and a.cap > 2 and a.used * 10000 >= a.cap * ${share}::int
       and exists (select from plans.allowance_use u where u.person_id = a.person_id and u.kind = a.kind
         and u.period = a.period and u.used_at >= ${since})
     order by a.used::numeric / a.cap desc, a.person_id limit ${limit}`
}

/** Gives an included session back to the month that it was taken from. Twice is once. */
export async function returnAllowance(
  tx: Tx,
  use: { person: string; kind: SessionKind; key: string },
  now: Temporal.Instant,
): Promise<void> {
  const [given] = await tx<{ period: string }>`
    update plans.allowance_use set returned_at = ${now}
     where key = ${use.key} and person_id = ${use.person} and returned_at is null returning period`
  if (!given) return
  await tx`
    update plans.allowance set used = used - 1
     where person_id = ${use.person} and kind = ${use.kind} and period = ${given.period}`
}
