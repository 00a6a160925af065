import type { Query } from '#base'
import { PLATFORM_CREATORS } from '#people'
import { institution } from './agreements.ts'

/** An institution in a list. Amounts in the smallest unit of the house's currency. */
export type InstitutionCard = {
  id: string
  name: string
  educators: number
  invited: number
  /** What counts now; null: its educators earn by their tiers. */
  educatorRate: number | null
  institutionRate: number | null
  /** The institution's own part of all commissions, whatever became of it since. */
  earned: bigint
}

/** Organizations that educators belong to, are invited to, or that have an agreement; Platform Creators first. */
export async function listInstitutions(
  q: Query,
  filter: { words?: string | undefined; after?: string | undefined; limit: number },
  currency: string,
  now: Temporal.Instant,
): Promise<{ items: InstitutionCard[]; next: string | null }> {
  const words = filter.words && `%${filter.words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const rows = await q<InstitutionCard>`
    with those as (
      select o.id, o.name, o.id <> ${PLATFORM_CREATORS} as other from people.organization_view o
      where (${words}::text is null or lower(o.name) like ${words})
        and (${filter.after}::uuid is null or (o.id <> ${PLATFORM_CREATORS}, o.name, o.id)
          > (select x.id <> ${PLATFORM_CREATORS}, x.name, x.id from people.organization_view x where x.id = ${filter.after}))
      order by other, o.name, o.id limit ${filter.limit + 1}
    )
    select t.id, t.name, a.educator_rate as "educatorRate", a.institution_rate as "institutionRate",
      (select count(*)::int from earnings.educator e where e.organization_id = t.id) as educators,
      (select count(*)::int from earnings.invitation i
        where i.organization_id = t.id and i.answer is null and i.expires_at > ${now}) as invited,
      (select coalesce(sum(c.net), 0)::bigint from earnings.commission c where c.payee_type = 'organization'
        and c.payee_id = t.id::text and c.currency = ${currency} and c.earned_at is not null) as earned
    from those t
    left join earnings.agreement a on a.organization_id = t.id and a.during @> ${now}::timestamptz
    order by t.other, t.name, t.id`
  const items = rows.slice(0, filter.limit)
  return { items, next: rows.length > items.length ? items.at(-1)!.id : null }
}

/** Institutions that have an agreement now, by name: whom a new educator can teach for. */
export const agreedInstitutions = (q: Query, now: Temporal.Instant) =>
  q<{ id: string; name: string }>`
    select o.id, o.name from earnings.agreement a join people.organization_view o on o.id = a.organization_id
    where a.during @> ${now}::timestamptz and o.id <> ${PLATFORM_CREATORS} order by o.name, o.id limit 200`

/** An educator of an institution, with what they and it earned in the last 30 days of the house's currency. */
export type InstitutionEducator = {
  id: string
  name: string
  kinds: ('class' | 'conversation')[]
  languages: string[]
  since: Temporal.Instant
  seats: number
  educatorEarned: bigint
  institutionEarned: bigint
}

/** The educators of an institution, by name. */
export async function educatorsOf(
  q: Query,
  filter: { organizationId: string; after?: string | undefined; limit: number },
  currency: string,
  now: Temporal.Instant,
): Promise<{ items: InstitutionEducator[]; next: string | null }> {
  const rows = await q<InstitutionEducator>`
    with those as (
      select e.person_id, e.name, e.kinds, e.languages from earnings.educator e
      where e.organization_id = ${filter.organizationId}
        and (${filter.after}::uuid is null or (e.name, e.person_id)
          > (select name, person_id from earnings.educator where person_id = ${filter.after}))
      order by e.name, e.person_id limit ${filter.limit + 1}
    )
    select t.person_id as id, t.name, t.kinds, t.languages,
      (select max(since) from earnings.belonging b where b.educator_id = t.person_id) as since,
      coalesce(s.seats, 0)::int as seats, coalesce(s.own, 0)::bigint as "educatorEarned",
      coalesce(s.theirs, 0)::bigint as "institutionEarned"
    from those t
    left join lateral (
      select count(distinct c.source_id) filter (where c.source_type = 'booking') as seats, sum(c.net) filter (where c.part = 'educator') as own,
        sum(c.net) filter (where c.part = 'institution' and c.payee_id = ${filter.organizationId}::text) as theirs
      from earnings.commission c
      where c.educator_id = t.person_id and c.source_type in ('booking', 'course', 'cohort_seat', 'certificate') and c.currency = ${currency}
        and c.earned_at >= ${now.subtract({ hours: 24 * 30 })}
    ) s on true
    order by t.name, t.person_id`
  const items = rows.slice(0, filter.limit)
  return { items, next: rows.length > items.length ? items.at(-1)!.id : null }
}

/** What an institution's own part comes to, by what became of it. Smallest units of one currency. */
export type InstitutionSums = Record<
  'pending' | 'held' | 'available' | 'inPayout' | 'paid',
  bigint
> & {
  name: string
  educators: number
}

/** An institution's own part at a glance. Refusal: unknown_institution. */
export async function institutionSums(
  q: Query,
  organizationId: string,
  currency: string,
): Promise<InstitutionSums> {
  const { name } = await institution(q, organizationId)
  const [sums] = await q<Omit<InstitutionSums, 'name'>>`
    select (select count(*)::int from earnings.educator where organization_id = ${organizationId}) as educators,
      coalesce(sum(net) filter (where state = 'pending'), 0)::bigint as pending,
      coalesce(sum(net) filter (where state = 'held'), 0)::bigint as held,
      coalesce(sum(net) filter (where state = 'available'), 0)::bigint as available,
      coalesce(sum(net) filter (where state = 'in_payout'), 0)::bigint as "inPayout",
      coalesce(sum(net) filter (where state = 'paid'), 0)::bigint as paid
    from earnings.commission
    where payee_type = 'organization' and payee_id = ${organizationId}::text and currency = ${currency}`
  return { name, ...sums! }
}
