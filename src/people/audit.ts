import { newId, type Query, type Tx } from '#base'

export type AuditEntry = {
  /** `person:<id>`, `schedule`, `provider:stripe`, … */
  by: string
  /** `staff_role.granted`, `credits.allocated`, … */
  deed: string
  about: { type: string; id: string }
  /** What it was and what it became; only what changed, and no secrets. */
  before?: Record<string, unknown> | undefined
  after?: Record<string, unknown> | undefined
  /** The request's id, or the job's name. */
  from?: string | undefined
}

/** Writes down a deed of staff or a movement of value, in the transaction that does it. */
export async function audit(tx: Tx, entry: AuditEntry, now: Temporal.Instant): Promise<void> {
  await tx`
    insert into people.audit (id, at, by, deed, about_type, about_id, before, after, from_where)
    values (${newId()}, ${now}, ${entry.by}, ${entry.deed}, ${entry.about.type}, ${entry.about.id},
      ${entry.before}, ${entry.after}, ${entry.from})`
}

export type AuditRow = {
  id: string
  at: Temporal.Instant
  by: string
  /** The person's name where a person did it. */
  byName: string | null
  deed: string
  about: { type: string; id: string }
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  from: string | null
}

/** The log, newest first. `deed` also takes the beginning of one (`staff_role`). */
export async function readAudit(
  q: Query,
  filter: {
    by?: string | undefined
    deed?: string | undefined
    about?: string | undefined
    since?: Temporal.Instant | undefined
    until?: Temporal.Instant | undefined
    before?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
): Promise<AuditRow[]> {
  return q<AuditRow>`
    select a.id, a.at, a.by, p.name as "byName", a.deed,
      json_build_object('type', a.about_type, 'id', a.about_id) as about,
      a.before, a.after, a.from_where as "from"
    from people.audit a
    left join people.person p on a.by like 'person:%' and p.id::text = substr(a.by, 8)
    where (${filter.by}::text is null or a.by = ${filter.by})
      and (${filter.deed}::text is null or a.deed = ${filter.deed} or a.deed like ${filter.deed} || '.%')
      and (${filter.about}::text is null or a.about_id = ${filter.about})
      and (${filter.since}::timestamptz is null or a.at >= ${filter.since})
      and (${filter.until}::timestamptz is null or a.at < ${filter.until})
      and (${filter.before?.at}::timestamptz is null
        or (a.at, a.id) < (${filter.before?.at}, ${filter.before?.id}::uuid))
    order by a.at desc, a.id desc limit ${filter.limit}`
}
