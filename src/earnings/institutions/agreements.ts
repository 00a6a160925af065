import { newId, type Query, record, type Tx } from '#base'
import { PLATFORM_CREATORS } from '#people'
import { refuse } from './problems.ts'

export type Terms = {
  organizationId: string
  /** Basis points; the platform keeps the rest. */
  educatorRate: number
  institutionRate: number
  from: Temporal.Instant
  until?: Temporal.Instant | undefined
}

/** An agreement as it was made; `until` is where it ends as things stand. */
export type Agreement = {
  id: string
  educatorRate: number
  institutionRate: number
  from: Temporal.Instant
  until: Temporal.Instant | null
  /** Where it was to end when it was made. */
  agreedUntil: Temporal.Instant | null
  /** `withdrawn`: ended before it began. */
  state: 'planned' | 'running' | 'over' | 'withdrawn'
  setBy: string
  setAt: Temporal.Instant
  endedBy: string | null
  endedAt: Temporal.Instant | null
}

/** One at a time for each institution. */
const lock = (tx: Tx, organizationId: string) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${organizationId}, 6))`

/**
 * An institution's agreement: what its educators get, what it gets; the platform keeps the rest.
 * Bookings made before keep their rate. Refusals: agreement_overlaps.
 */
export async function agree(
  tx: Tx,
  { organizationId, educatorRate, institutionRate, from, until }: Terms,
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  await lock(tx, organizationId)
  const clash = await tx`
    select 1 as one from earnings.agreement
    where organization_id = ${organizationId} and during && tstzrange(${from}, ${until})`
  if (clash.length > 0) throw refuse('agreement_overlaps', { organizationId })
  const id = newId()
  await tx`
    insert into earnings.agreement (id, organization_id, educator_rate, institution_rate, agreed, during, set_by, set_at)
    values (${id}, ${organizationId}, ${educatorRate}, ${institutionRate},
      tstzrange(${from}, ${until}), tstzrange(${from}, ${until}), ${by}, ${now})`
  return id
}

/**
 * Agrees with an institution anew: what runs then ends where this one begins. Refusals in order: unknown_institution,
 * agreement_by_tiers (Platform Creators), agreement_over_all, agreement_in_the_past, agreement_overlaps (one that is
 * planned for later begins within that time).
 */
export async function changeAgreement(
  tx: Tx,
  terms: Omit<Terms, 'from'> & { from?: Temporal.Instant | undefined },
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  const { organizationId, educatorRate, institutionRate, from = now } = terms
  const { name: organization } = await institution(tx, organizationId)
  if (organizationId === PLATFORM_CREATORS) throw refuse('agreement_by_tiers')
  if (educatorRate + institutionRate > 10_000) throw refuse('agreement_over_all')
  const { compare } = Temporal.Instant
  const ends = terms.until && compare(terms.until, from) <= 0
  if (compare(from, now) < 0 || ends) throw refuse('agreement_in_the_past')
  await lock(tx, organizationId)
  await tx`
    update earnings.agreement set during = tstzrange(lower(during), ${from}), ended_by = ${by}, ended_at = ${now}
    where organization_id = ${organizationId} and during @> ${from}::timestamptz and lower(during) < ${from}`
  const id = await agree(tx, { ...terms, from }, by, now)
  await record(tx, {
    kind: 'agreement.made',
    about: { type: 'organization', id: organizationId },
    at: now,
    data: { agreementId: id, organization, educatorRate, institutionRate, from: from.toString() },
  })
  return id
}

/**
 * Ends an agreement, or withdraws one that has not begun: from then on its educators earn by their tiers.
 * Refusals in order: agreement_unknown, agreement_has_ended, agreement_in_the_past.
 */
export async function endAgreement(
  tx: Tx,
  {
    organizationId,
    id,
    at,
  }: { organizationId: string; id: string; at?: Temporal.Instant | undefined },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const end = at ?? now
  await lock(tx, organizationId)
  const [found] = await tx<{ over: boolean; organization: string }>`
    select isempty(a.during) or coalesce(upper(a.during) <= ${end}::timestamptz, false) as over, o.name as organization
    from earnings.agreement a join people.organization_view o on o.id = a.organization_id
    where a.id = ${id} and a.organization_id = ${organizationId} for update of a`
  if (!found) throw refuse('agreement_unknown')
  if (found.over) throw refuse('agreement_has_ended')
  if (Temporal.Instant.compare(end, now) < 0) throw refuse('agreement_in_the_past')

  await tx`
    update earnings.agreement set ended_by = ${by}, ended_at = ${now},
      during = case when lower(during) >= ${end} then 'empty'::tstzrange else tstzrange(lower(during), ${end}) end
    where id = ${id}`
  await record(tx, {
    kind: 'agreement.ended',
    about: { type: 'organization', id: organizationId },
    at: now,
    data: { agreementId: id, organization: found.organization, end: end.toString() },
  })
}

/** All agreements of an institution, the latest first. */
export async function agreementsOf(
  q: Query,
  organizationId: string,
  now: Temporal.Instant,
): Promise<Agreement[]> {
  return await q<Agreement>`
    select id, educator_rate as "educatorRate", institution_rate as "institutionRate", lower(agreed) as from,
      case when isempty(during) then lower(agreed) else upper(during) end as until, upper(agreed) as "agreedUntil",
      case when isempty(during) then 'withdrawn' when lower(during) > ${now}::timestamptz then 'planned'
        when during @> ${now}::timestamptz then 'running' else 'over' end as state,
      set_by as "setBy", set_at as "setAt", ended_by as "endedBy", ended_at as "endedAt"
    from earnings.agreement where organization_id = ${organizationId} order by lower(agreed) desc, id desc`
}

/** Its name. Refusal: unknown_institution. */
export async function institution(q: Query, id: string): Promise<{ id: string; name: string }> {
  const [found] = await q<{ id: string; name: string }>`
    select id, name from people.organization_view where id = ${id}`
  if (!found) throw refuse('unknown_institution', { organizationId: id })
  return found
}
