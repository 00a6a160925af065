import { newId, type Query, type Tx } from '#base'
import type { StaffRole } from './actor.ts'
import { refuse } from './problems.ts'

type RoleDeed = { person: string; role: StaffRole; by: string }

/** Makes a person staff. Giving a role that they have changes nothing. Refusal: person_unknown. */
export async function grantStaffRole(
  tx: Tx,
  { person, role, by }: RoleDeed,
  now: Temporal.Instant,
): Promise<void> {
  const [known] = await tx`select from people.person where id = ${person}`
  if (!known) throw refuse('person_unknown')
  await tx`
    insert into people.staff_role (id, person_id, role, granted_at, granted_by)
    values (${newId()}, ${person}, ${role}, ${now}, ${by})
    on conflict (person_id, role) where revoked_at is null do nothing`
}

/** Takes a role away. Taking one that they do not have changes nothing. Refusal: last_admin. */
export async function revokeStaffRole(
  tx: Tx,
  { person, role, by }: RoleDeed,
  now: Temporal.Instant,
): Promise<void> {
  if (role === 'admin') {
    // All admins are locked, in one order, so that two of them cannot dismiss each other at once.
    const admins = await tx<{ person_id: string }>`
      select person_id from people.staff_role where role = 'admin' and revoked_at is null
      order by person_id for update`
    if (admins.every((admin) => admin.person_id === person)) throw refuse('last_admin')
  }
  await tx`
    update people.staff_role set revoked_at = ${now}, revoked_by = ${by}
    where person_id = ${person} and role = ${role} and revoked_at is null`
}

/** Everybody who has one of these roles, by id. */
export async function staffWith(q: Query, roles: readonly StaffRole[]): Promise<string[]> {
  const rows = await q<{ id: string }>`
    select distinct person_id as id from people.staff_role
     where role = any(${roles}::text[]) and revoked_at is null order by id`
  return rows.map(({ id }) => id)
}
