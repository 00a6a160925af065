import { newId, type Query, type Tx } from '#base'
import { meantBy } from './audience.ts'
import { fieldsOf } from './fields.ts'
import { refuse } from './problems.ts'
import { type Rule, ruled } from './rules.ts'

/** Contacts under one name: named one by one, or whoever a rule is true of now. */
export type Group = {
  id: string
  name: string
  rule: Rule | null
  members: number
  madeAt: Temporal.Instant
}

type Row = Omit<Group, 'members'>

/** Its groups by name, each with how many it has now. */
export async function groupsOf(q: Query, organization: string): Promise<Group[]> {
  const rows = await q<Row & { members: number }>`
    select g.id, g.name, g.rule, g.made_at as "madeAt",
      (select count(*)::int from messaging.contact_in_group m where m.group_id = g.id) as members
    from messaging.contact_group g where g.organization_id = ${organization} order by lower(g.name), g.id`
  const groups: Group[] = []
  for (const row of rows)
    groups.push(row.rule ? { ...row, members: await membersOf(q, organization, row.id) } : row)
  return groups
}

async function membersOf(q: Query, organization: string, group: string): Promise<number> {
  const meant = await meantBy(q, organization, { groups: [group] })
  const [row] = await q<{ count: number }>`
    select count(*)::int as count from messaging.contact c where c.organization_id = ${organization} and ${meant}`
  return row!.count
}

/** Refusal: group_unknown. */
export async function groupFor(q: Query, organization: string, id: string): Promise<Group> {
  const [row] = await q<Row>`
    select id, name, rule, made_at as "madeAt" from messaging.contact_group
    where id = ${id} and organization_id = ${organization}`
  if (!row) throw refuse('group_unknown', { group: id })
  return { ...row, members: await membersOf(q, organization, id) }
}

/** Refusals in order: group_rule_invalid, group_name_taken. */
export async function addGroup(
  tx: Tx,
  organization: string,
  { name, rule }: { name: string; rule: Rule | null },
  by: string,
  now: Temporal.Instant,
): Promise<Group> {
  if (rule) ruled(rule, await fieldsOf(tx, organization))
  const id = newId()
  const made = await tx`
    insert into messaging.contact_group (id, organization_id, name, rule, made_by, made_at)
    values (${id}, ${organization}, ${name.trim()}, ${rule}, ${by}, ${now})
    on conflict (organization_id, lower(btrim(name))) do nothing returning 1 as one`
  if (made.length === 0) throw refuse('group_name_taken', { name })
  return groupFor(tx, organization, id)
}

/**
 * Another name, or another rule; a group keeps its kind. Refusals in order: group_unknown, group_by_rule,
 * group_rule_invalid, group_name_taken.
 */
export async function changeGroup(
  tx: Tx,
  organization: string,
  { id, name, rule }: { id: string; name?: string | undefined; rule?: Rule | undefined },
): Promise<Group> {
  const before = await groupFor(tx, organization, id)
  if (rule && !before.rule)
    throw refuse('group_by_rule', { detail: 'The members of this one are named one by one.' })
  if (rule) ruled(rule, await fieldsOf(tx, organization))
  const next = name?.trim() ?? before.name
  const [other] = await tx`
    select 1 as one from messaging.contact_group
    where organization_id = ${organization} and lower(btrim(name)) = lower(${next}) and id <> ${id}`
  if (other) throw refuse('group_name_taken', { name: next })
  await tx`
    update messaging.contact_group set name = ${next}, rule = ${rule ?? before.rule} where id = ${id}`
  return groupFor(tx, organization, id)
}

/** Its contacts stay. Refusal: group_unknown. */
export async function removeGroup(tx: Tx, organization: string, id: string): Promise<void> {
  await groupFor(tx, organization, id)
  await tx`delete from messaging.contact_group where id = ${id}`
}

/** Contacts come in or go out. Twice is once. Refusals in order: group_unknown, group_by_rule, contact_unknown. */
export async function regroup(
  tx: Tx,
  organization: string,
  {
    id,
    add = [],
    remove = [],
  }: { id: string; add?: readonly string[] | undefined; remove?: readonly string[] | undefined },
  by: string,
  now: Temporal.Instant,
): Promise<Group> {
  const group = await groupFor(tx, organization, id)
  if (group.rule) throw refuse('group_by_rule')
  const known = await tx<{ id: string }>`
    select id from messaging.contact where organization_id = ${organization} and id = any(${add}::uuid[])`
  const missing = add.find((one) => !known.some((contact) => contact.id === one))
  if (missing) throw refuse('contact_unknown', { contact: missing })

  await tx`
    delete from messaging.contact_in_group where group_id = ${id} and contact_id = any(${remove}::uuid[])`
  await tx`
    insert into messaging.contact_in_group (organization_id, group_id, contact_id, since, by)
    select ${organization}, ${id}, contact, ${now}, ${by} from unnest(${add}::uuid[]) as contact on conflict do nothing`
  return groupFor(tx, organization, id)
}
