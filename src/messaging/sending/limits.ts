import type { Query, Tx } from '#base'
import { refuse } from './problems.ts'
import { oneAtATime, refuseUnseen } from './seen.ts'

/** How many messages an organization may send; the line without an id is for all that have none of their own. */
export type SendingLimit = { perMinute: number; perDay: number }

const ALL = '00000000-0000-0000-0000-000000000000'

export type SetLimit = SendingLimit & {
  /** Null: for all that have none of their own. */
  organization: string | null
  name: string | null
  version: number
  setBy: string
  setAt: Temporal.Instant
}

/** What all may send that have no limit of their own. */
export async function houseLimit(q: Query): Promise<SetLimit> {
  return (await limitSet(q, null))!
}

async function limitSet(q: Query, organization: string | null): Promise<SetLimit | undefined> {
  const [row] = await q<SetLimit>`
    select nullif(l.organization_id, ${ALL}) as organization, o.name, l.per_minute as "perMinute", l.per_day as "perDay",
      l.version, l.set_by as "setBy", l.set_at as "setAt"
    from messaging.sending_limit l left join people.organization_view o on o.id = l.organization_id
    where l.organization_id = ${organization ?? ALL}`
  return row
}

/** Organizations with a limit of their own, page by page. */
export async function ownLimits(
  q: Query,
  { after, limit = 20 }: { after?: string | undefined; limit?: number | undefined } = {},
): Promise<{ items: SetLimit[]; next: string | null }> {
  const rows = await q<SetLimit>`
    select l.organization_id as organization, o.name, l.per_minute as "perMinute", l.per_day as "perDay",
      l.version, l.set_by as "setBy", l.set_at as "setAt"
    from messaging.sending_limit l left join people.organization_view o on o.id = l.organization_id
    where l.organization_id > ${after ?? ALL} order by l.organization_id limit ${limit + 1}`
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)!.organization : null }
}

/** For one organization, where none means: as all others; or, without one, for all others. */
export type LimitWish = { seen: number } & (
  | { organization: string; limit: SendingLimit | null }
  | { organization: null; limit: SendingLimit }
)

/**
 * Sets how much may be sent. Gives what was and what is. Refusals in order: sending_limit_unfit,
 * sending_limit_nobody, sending_rules_changed.
 */
export async function setLimit(
  tx: Tx,
  { organization, limit, seen }: LimitWish,
  by: string,
  now: Temporal.Instant,
): Promise<{ before: SetLimit | undefined; after: SetLimit | undefined }> {
  if (limit && (limit.perMinute < 1 || limit.perDay < limit.perMinute)) {
    throw refuse('sending_limit_unfit', limit)
  }
  if (organization) {
    const [known] = await tx`select from people.organization_view where id = ${organization}`
    if (!known) throw refuse('sending_limit_nobody')
  }
  await oneAtATime(tx)
  const before = await limitSet(tx, organization)
  refuseUnseen(before?.version, seen)
  const id = organization ?? ALL
  if (!limit) {
    await tx`delete from messaging.sending_limit where organization_id = ${id}`
    return { before, after: undefined }
  }
  await tx`
    insert into messaging.sending_limit (organization_id, per_minute, per_day, set_by, set_at)
    values (${id}, ${limit.perMinute}, ${limit.perDay}, ${by}, ${now})
    on conflict (organization_id) do update set per_minute = excluded.per_minute, per_day = excluded.per_day,
      version = excluded.version, set_by = excluded.set_by, set_at = excluded.set_at`
  return { before, after: await limitSet(tx, organization) }
}

const minuteOf = (now: Temporal.Instant) =>
  now.round({ smallestUnit: 'minute', roundingMode: 'floor' })

/** How many of `wanted` it may still send now. */
export async function roomFor(
  q: Query,
  organization: string,
  wanted: number,
  now: Temporal.Instant,
): Promise<number> {
  const minute = minuteOf(now)
  const [row] = await q<{ in_minute: number; in_day: number; per_minute: number; per_day: number }>`
    select l.per_minute, l.per_day, coalesce(sum(t.messages), 0)::integer as in_day,
      coalesce(sum(t.messages) filter (where t.minute = ${minute}), 0)::integer as in_minute
    from (select per_minute, per_day from messaging.sending_limit where organization_id in (${organization}, ${ALL})
        order by organization_id = ${ALL} limit 1) l
      left join messaging.sent_tally t on t.organization_id = ${organization} and t.minute > ${now.subtract({ hours: 24 })}
    group by l.per_minute, l.per_day`
  const { in_minute, in_day, per_minute, per_day } = row!
  return Math.max(0, Math.min(wanted, per_minute - in_minute, per_day - in_day))
}

export async function tallySent(
  tx: Tx,
  organization: string,
  messages: number,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    insert into messaging.sent_tally as t (organization_id, minute, messages)
    values (${organization}, ${minuteOf(now)}, ${messages})
    on conflict (organization_id, minute) do update set messages = t.messages + excluded.messages`
}

/** Forgets what counts no more. Gives how many minutes. */
export async function forgetTallies(tx: Tx, now: Temporal.Instant): Promise<number> {
  const gone = await tx`
    with gone as (delete from messaging.sent_tally where minute < ${now.subtract({ hours: 48 })} returning 1),
      old as (delete from messaging.route_tally where since < ${now.subtract({ hours: 24 * 92 })})
    select from gone`
  return gone.length
}
