import { newId, type Query, record, type Tx } from '#base'
import { refuse } from './problems.ts'

export type Suspension = {
  id: string
  reason: string
  by: string
  at: Temporal.Instant
  resumed: { by: string; at: Temporal.Instant; reason: string } | undefined
}

type Row = {
  id: string
  reason: string
  suspended_by: string
  suspended_at: Temporal.Instant
  resumed_by: string | null
  resumed_at: Temporal.Instant | null
  resumed_reason: string | null
}

const suspensionFrom = (row: Row): Suspension => ({
  id: row.id,
  reason: row.reason,
  by: row.suspended_by,
  at: row.suspended_at,
  resumed: row.resumed_at
    ? { by: row.resumed_by!, at: row.resumed_at, reason: row.resumed_reason! }
    : undefined,
})

/** Every time that an organization was kept from sending, the latest first. */
export async function suspensionsOf(q: Query, organization: string): Promise<Suspension[]> {
  const rows = await q<Row>`
    select id, reason, suspended_by, suspended_at, resumed_by, resumed_at, resumed_reason
      from messaging.suspension where organization_id = ${organization} order by suspended_at desc, id desc`
  return rows.map(suspensionFrom)
}

/** Undefined: it may send. */
export async function suspensionNow(
  q: Query,
  organization: string,
): Promise<Suspension | undefined> {
  return (await suspensionsOf(q, organization)).find(({ resumed }) => !resumed)
}

/** Refusal: messages_suspended, with the reason and since when. */
export async function refuseSuspended(q: Query, organization: string): Promise<void> {
  const [open] = await q<{ reason: string; suspended_at: Temporal.Instant }>`
    select reason, suspended_at from messaging.suspension
     where organization_id = ${organization} and resumed_at is null`
  if (open)
    throw refuse('messages_suspended', { reason: open.reason, since: `${open.suspended_at}` })
}

type Deed = { organization: string; reason: string; by: string }

/**
 * Keeps an organization from sending from now on; what was submitted already goes its way. Fact
 * `messages.suspended`. Refusal: messages_suspended_already.
 */
export async function suspend(tx: Tx, deed: Deed, now: Temporal.Instant): Promise<void> {
  const { organization, reason, by } = deed
  const made = await tx`
    insert into messaging.suspension (id, organization_id, reason, suspended_by, suspended_at)
    values (${newId()}, ${organization}, ${reason}, ${by}, ${now})
    on conflict (organization_id) where resumed_at is null do nothing returning id`
  if (made.length === 0) throw refuse('messages_suspended_already')
  await tell(tx, 'messages.suspended', deed, now)
}

/** Lets it send again. Fact `messages.resumed`. Refusal: messages_not_suspended. */
export async function resume(tx: Tx, deed: Deed, now: Temporal.Instant): Promise<void> {
  const { organization, reason, by } = deed
  const ended = await tx`
    update messaging.suspension set resumed_by = ${by}, resumed_at = ${now}, resumed_reason = ${reason}
     where organization_id = ${organization} and resumed_at is null returning id`
  if (ended.length === 0) throw refuse('messages_not_suspended')
  await tell(tx, 'messages.resumed', deed, now)
}

const tell = (
  tx: Tx,
  kind: 'messages.suspended' | 'messages.resumed',
  { organization, reason }: Deed,
  now: Temporal.Instant,
) =>
  record(tx, {
    kind,
    about: { type: 'organization', id: organization },
    at: now,
    data: { organizationId: organization, reason },
  })
