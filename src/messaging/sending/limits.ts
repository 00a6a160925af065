import type { Query, Tx } from '#base'

/** How many messages an organization may send; the line without an id is for all that have none of their own. */
export type SendingLimit = { perMinute: number; perDay: number }

const ALL = '00000000-0000-0000-0000-000000000000'

export async function limitOf(
  q: Query,
  organization: string,
): Promise<SendingLimit & { own: boolean }> {
  const [row] = await q<SendingLimit & { own: boolean }>`
    select per_minute as "perMinute", per_day as "perDay", organization_id <> ${ALL} as own
    from messaging.sending_limit where organization_id in (${organization}, ${ALL})
    order by organization_id = ${ALL} limit 1`
  return row!
}

/** Sets what one organization may send; none: as all others. Without an organization: what all others may. */
export async function setLimit(
  tx: Tx,
  organization: string | null,
  limit: SendingLimit | null,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const id = organization ?? ALL
  if (!limit) {
    if (organization) await tx`delete from messaging.sending_limit where organization_id = ${id}`
    return
  }
  await tx`
    insert into messaging.sending_limit (organization_id, per_minute, per_day, set_by, set_at)
    values (${id}, ${limit.perMinute}, ${limit.perDay}, ${by}, ${now})
    on conflict (organization_id) do update set per_minute = excluded.per_minute, per_day = excluded.per_day,
      set_by = excluded.set_by, set_at = excluded.set_at`
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
