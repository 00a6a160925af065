import { Problem, type Query, record, type Tx } from '#base'
import { addMember, PLATFORM_CREATORS, removeMember } from '#people'
import { refuse as refuseEducator } from '../problems.ts'
import { institution } from './agreements.ts'
import { refuse } from './problems.ts'

/** How somebody came where they belong. */
export type How = 'enrolled' | 'accepted' | 'moved' | 'left' | 'let go'

/**
 * An educator belongs to another institution, or to Platform Creators, from now on. Bookings that were made keep
 * what was agreed for them: only later ones are shared with the new one.
 * Refusals in order: unknown_institution, unknown_educator, belongs_there.
 */
export async function moveEducator(
  tx: Tx,
  move: { educator: string; to: string; how: Exclude<How, 'enrolled'> },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { educator, to, how } = move
  const { name: toName } = await institution(tx, to)
  const [found] = await tx<{ from: string; name: string; fromName: string }>`
    select e.organization_id as from, e.name, o.name as "fromName" from earnings.educator e
      join people.organization_view o on o.id = e.organization_id
    where e.person_id = ${educator} for update of e`
  if (!found) throw refuseEducator('unknown_educator', { educator })
  if (found.from === to) throw refuse('belongs_there', { organizationId: to })

  await tx`update earnings.educator set organization_id = ${to} where person_id = ${educator}`
  await tx`
    insert into earnings.belonging (educator_id, organization_id, how, since, by)
    values (${educator}, ${to}, ${how}, ${now}, ${by})`
  await removeMember(tx, { organization: found.from, person: educator, role: 'educator' })
  await belongAsEducator(tx, to, educator, now)
  await record(tx, {
    kind: 'educator.moved',
    about: { type: 'educator', id: educator },
    at: now,
    data: { educator: found.name, from: found.from, fromName: found.fromName, to, toName, how, by },
  })
}

/** Leaves for Platform Creators, the house of independent educators. Refusals: unknown_educator, belongs_there. */
export const leaveInstitution = (tx: Tx, educator: string, by: string, now: Temporal.Instant) =>
  moveEducator(tx, { educator, to: PLATFORM_CREATORS, how: 'left' }, by, now)

/**
 * An institution lets one of its educators go, to Platform Creators. Refusals in order: unknown_educator (also one of
 * another institution), belongs_there (of Platform Creators itself).
 */
export async function letGo(
  tx: Tx,
  { organizationId, educator }: { organizationId: string; educator: string },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const [theirs] = await tx`
    select 1 as one from earnings.educator where person_id = ${educator} and organization_id = ${organizationId}`
  if (!theirs) throw refuseEducator('unknown_educator', { educator })
  await moveEducator(tx, { educator, to: PLATFORM_CREATORS, how: 'let go' }, by, now)
}

/** They are of the organization; who has another role there keeps it. */
export async function belongAsEducator(
  tx: Tx,
  organization: string,
  person: string,
  now: Temporal.Instant,
): Promise<void> {
  try {
    await addMember(tx, { organization, person, role: 'educator' }, now)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'already_member') throw error
  }
}

/** One stretch of belonging: until the next one, or now. */
export type Belonging = {
  organizationId: string
  organization: string
  how: How
  since: Temporal.Instant
}

/** Where an educator belonged, the latest first. */
export async function belongingOf(q: Query, educator: string): Promise<Belonging[]> {
  return await q<Belonging>`
    select b.organization_id as "organizationId", o.name as organization, b.how, b.since
    from earnings.belonging b join people.organization_view o on o.id = b.organization_id
    where b.educator_id = ${educator} order by b.since desc, b.organization_id`
}
