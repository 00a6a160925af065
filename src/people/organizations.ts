import { newId, type Query, type Tx } from '#base'
import type { Actor, OrgRole } from './actor.ts'
import { refuse } from './problems.ts'

/** The built-in organization that independent instructors and hosts belong to (db/0003-people.sql). */
export const PLATFORM_CREATORS = '00000000-0000-8000-8000-000000000001'

/** Makes an organization, as staff or the demo town do. The slug is made from the name. */
export async function createOrganization(
  tx: Tx,
  { id = newId(), name }: { id?: string; name: string },
  now: Temporal.Instant,
): Promise<{ id: string; slug: string }> {
  const stem =
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'organization'
  const [row] = await tx<{ slug: string }>`
    insert into people.organization (id, name, slug, created_at)
    values (${id}, ${name.trim()},
      ${stem} || case when exists (select from people.organization where slug = ${stem})
        then '-' || right(${id}::text, 12) else '' end, ${now})
    returning slug`
  return { id, slug: row!.slug }
}

/**
 * Adds a person to an organization. Doing it again with the same role changes nothing.
 * Refusals in order: organization_unknown, person_unknown, already_member (in another role).
 */
export async function addMember(
  tx: Tx,
  { organization, person, role }: { organization: string; person: string; role: OrgRole },
  now: Temporal.Instant,
): Promise<void> {
  const [known] = await tx<{ organization: boolean; person: boolean }>`
    select exists (select from people.organization where id = ${organization}) as organization,
      exists (select from people.person where id = ${person}) as person`
  if (!known?.organization) throw refuse('organization_unknown')
  if (!known.person) throw refuse('person_unknown')
  const made = await tx`
    insert into people.member (id, organization_id, user_id, role, created_at)
    values (${newId()}, ${organization}, ${person}, ${role}, ${now})
    on conflict (organization_id, user_id) do nothing returning id`
  if (made.length > 0) return
  const [same] = await tx`
    select from people.member
    where organization_id = ${organization} and user_id = ${person} and role = ${role}`
  if (!same) throw refuse('already_member')
}

/** They are not of the organization any more, in this role; another role of theirs there stays. */
export async function removeMember(
  tx: Tx,
  { organization, person, role }: { organization: string; person: string; role: OrgRole },
): Promise<void> {
  await tx`
    delete from people.member
    where organization_id = ${organization} and user_id = ${person} and role = ${role}`
}

/** Who holds one of these roles in an organization. */
export async function membersWith(
  q: Query,
  organization: string,
  roles: readonly OrgRole[],
): Promise<string[]> {
  const rows = await q<{ id: string }>`
    select user_id as id from people.member
    where organization_id = ${organization} and role = any(${[...roles]}::text[]) order by created_at, id`
  return rows.map(({ id }) => id)
}

export type OrganizationRow = {
  id: string
  name: string
  slug: string
  members: number
  createdAt: Temporal.Instant
}

/** Organizations for staff, or those of one person; by name. */
export async function listOrganizations(
  q: Query,
  filter: {
    words?: string | undefined
    member?: string | undefined
    after?: { name: string; id: string } | undefined
    limit: number
  },
): Promise<OrganizationRow[]> {
  const words = filter.words && `%${filter.words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return q<OrganizationRow>`
    select o.id, o.name, o.slug, o.created_at as "createdAt",
      (select count(*)::int from people.member m where m.organization_id = o.id) as members
    from people.organization o
    where (${words}::text is null or lower(o.name) like ${words})
      and (${filter.member}::uuid is null or exists (select from people.member m
        where m.organization_id = o.id and m.user_id = ${filter.member}))
      and (${filter.after?.name}::text is null
        or (o.name, o.id) > (${filter.after?.name}, ${filter.after?.id}::uuid))
    order by o.name, o.id limit ${filter.limit}`
}

export type OrganizationDetail = OrganizationRow & {
  people: { id: string; name: string; role: OrgRole; since: Temporal.Instant }[]
}

/**
 * One organization with its people (the first 200, by name), for staff and those who belong to it;
 * to others it is unknown. Refusal: organization_unknown.
 */
export async function oneOrganization(
  q: Query,
  id: string,
  reader: Pick<Actor, 'staffRoles' | 'memberships'>,
): Promise<OrganizationDetail> {
  const mayRead =
    reader.staffRoles.length > 0 ||
    reader.memberships.some((membership) => membership.organizationId === id)
  const [row] = mayRead
    ? await q<OrganizationRow>`
        select o.id, o.name, o.slug, o.created_at as "createdAt",
          (select count(*)::int from people.member m where m.organization_id = o.id) as members
        from people.organization o where o.id = ${id}`
    : []
  if (!row) throw refuse('organization_unknown')
  const people = await q<OrganizationDetail['people'][number]>`
    select p.id, p.name, m.role, m.created_at as since
    from people.member m join people.person p on p.id = m.user_id
    where m.organization_id = ${id} order by p.name, p.id limit 200`
  return { ...row, people }
}
