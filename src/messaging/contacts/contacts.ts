import { type Fragment, newId, type Query, raw, sql, type Tx } from '#base'
import { knownLocale, knownZone } from '#people'
import type { Way } from '../message.ts'
import { type Addressed, readAddress } from './addresses.ts'
import { meantBy } from './audience.ts'
import { type Fields, type FieldValue, fieldsOf, readFields } from './fields.ts'
import { refuse } from './problems.ts'

export type ContactAddress = Addressed & { way: Way }

/** Somebody whom an organization writes to. They need no account. */
export type Contact = {
  id: string
  name: string
  /** What the organization's own system calls them: a member's number. */
  reference: string | null
  language: string | null
  zone: string | null
  fields: Fields
  /** The first of a way is the one that is written to. */
  addresses: ContactAddress[]
  groups: { id: string; name: string }[]
  madeAt: Temporal.Instant
  changedAt: Temporal.Instant
}

export type NewContact = {
  name: string
  reference?: string | null | undefined
  language?: string | null | undefined
  zone?: string | null | undefined
  addresses: { way: Way; address: string; country?: string | null | undefined }[]
  /** Null takes a value away. */
  fields?: Record<string, FieldValue | null> | undefined
}

/**
 * Refusals in order: contact_empty, address_invalid, contact_field_unknown, contact_field_invalid,
 * contact_reference_taken; zone_unknown and locale_unknown of people.
 */
export async function addContact(
  tx: Tx,
  organization: string,
  given: NewContact,
  by: string,
  now: Temporal.Instant,
): Promise<Contact> {
  const read = await readContact(tx, organization, given)
  await refuseTaken(tx, organization, read.reference, null)

  const id = newId()
  await tx`
    insert into messaging.contact (id, organization_id, name, reference, language, zone, fields, made_by, made_at, changed_at)
    values (${id}, ${organization}, ${read.name}, ${read.reference}, ${read.language}, ${read.zone}, ${read.fields}, ${by},
      ${now}, ${now})`
  await writeAddresses(tx, organization, id, read.addresses)
  return contactFor(tx, organization, id)
}

/** Changes what is given, and leaves the rest. Refusals: contact_unknown, and those of adding. */
export async function changeContact(
  tx: Tx,
  organization: string,
  { id, ...changes }: Partial<NewContact> & { id: string },
  now: Temporal.Instant,
): Promise<Contact> {
  await tx`select 1 as one from messaging.contact where id = ${id} and organization_id = ${organization} for update`
  const before = await contactFor(tx, organization, id)
  const { fields = {}, ...rest } = changes
  const emptied = Object.keys(fields).filter((name) => fields[name] === null)
  const read = await readContact(tx, organization, { ...before, ...rest, fields })
  await refuseTaken(tx, organization, read.reference, id)

  const kept = Object.entries({ ...before.fields, ...read.fields }).filter(
    ([name]) => !emptied.includes(name),
  )
  await tx`
    update messaging.contact set name = ${read.name}, reference = ${read.reference}, language = ${read.language},
      zone = ${read.zone}, fields = ${Object.fromEntries(kept)}, changed_at = ${now} where id = ${id}`
  if (changes.addresses) {
    await tx`delete from messaging.contact_address where contact_id = ${id}`
    await writeAddresses(tx, organization, id, read.addresses)
  }
  return contactFor(tx, organization, id)
}

type Read = Omit<Contact, 'id' | 'groups' | 'madeAt' | 'changedAt'>

async function readContact(q: Query, organization: string, given: NewContact): Promise<Read> {
  const name = given.name.trim()
  if (name === '' && given.addresses.length === 0) throw refuse('contact_empty')
  const read = given.addresses.map(({ way, address, country = null }) => ({
    way,
    ...readAddress(way, address, country),
  }))
  const addresses = read.filter(
    (one, index) => read.findIndex((a) => a.way === one.way && a.address === one.address) === index,
  )
  const defined = given.fields ? await fieldsOf(q, organization) : []
  return {
    name,
    reference: given.reference?.trim() || null,
    language: given.language ? knownLocale(given.language) : null,
    zone: given.zone ? knownZone(given.zone) : null,
    fields: readFields(defined, given.fields ?? {}),
    addresses,
  }
}

async function refuseTaken(
  tx: Tx,
  organization: string,
  reference: string | null,
  own: string | null,
): Promise<void> {
  if (reference === null) return
  await tx`select pg_advisory_xact_lock(hashtextextended(${`messaging.contact ${organization}`}, 0))`
  const [other] = await tx<{ id: string }>`
    select id from messaging.contact where organization_id = ${organization} and reference = ${reference}
      and id is distinct from ${own}::uuid`
  if (other) throw refuse('contact_reference_taken', { contact: other.id })
}

async function writeAddresses(
  tx: Tx,
  organization: string,
  id: string,
  addresses: readonly ContactAddress[],
): Promise<void> {
  await tx`
    insert into messaging.contact_address (organization_id, contact_id, way, address, country, position)
    select ${organization}, ${id}, a.way, a.address, a.country, a.position
    from jsonb_to_recordset(${JSON.stringify(addresses.map((one, position) => ({ ...one, position })))}::jsonb)
      as a(way text, address text, country text, position int)`
}

const seen =
  raw(`c.id, c.name, c.reference, c.language, c.zone, c.fields, c.made_at as "madeAt", c.changed_at as "changedAt",
  coalesce((select json_agg(json_build_object('way', k.way, 'address', k.address, 'country', k.country)
    order by k.position, k.way) from messaging.contact_address k where k.contact_id = c.id), '[]') as addresses,
  coalesce((select json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name)
    from messaging.contact_in_group m join messaging.contact_group g on g.id = m.group_id where m.contact_id = c.id), '[]') as groups`)

/** Refusal: contact_unknown. */
export async function contactFor(q: Query, organization: string, id: string): Promise<Contact> {
  const [row] = await q<Contact>`
    select ${seen} from messaging.contact c where c.id = ${id} and c.organization_id = ${organization}`
  if (!row) throw refuse('contact_unknown')
  return row
}

/** Whose address it is: several may share it, the one changed last comes first. */
export async function contactsAt(
  q: Query,
  organization: string,
  { way, address }: { way: Way; address: string },
): Promise<Contact[]> {
  return await q<Contact>`
    select ${seen} from messaging.contact_address a join messaging.contact c on c.id = a.contact_id
    where a.organization_id = ${organization} and a.way = ${way} and a.address = ${address}
    order by c.changed_at desc, c.id desc limit 20`
}

export type ContactFilter = {
  group?: string | undefined
  /** Has an address on it. */
  way?: Way | undefined
  /** A part of a name, or the beginning of an address or a reference. */
  search?: string | undefined
}

const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** Those whom a filter names, as SQL over `messaging.contact c`. Refusal: group_unknown. */
async function filtered(
  q: Query,
  organization: string,
  { group, way, search }: ContactFilter,
): Promise<Fragment> {
  const meant = group ? await meantBy(q, organization, { groups: [group] }) : raw('true')
  const words = search?.trim().toLowerCase() ?? ''
  const begins = `${literally(words.replace(/^00/, '+'))}%`
  return sql`c.organization_id = ${organization} and ${meant}
    ${way ? sql`and exists (select from messaging.contact_address k where k.contact_id = c.id and k.way = ${way})` : raw('')}
    ${
      words === ''
        ? raw('')
        : sql`and (lower(c.name) like ${`%${literally(words)}%`} or lower(c.reference) like ${begins}
          or exists (select from messaging.contact_address k where k.contact_id = c.id and lower(k.address) like ${begins}))`
    }`
}

/** One page of them, the newest first. Refusal: group_unknown. */
export async function contactsOf(
  q: Query,
  organization: string,
  filter: ContactFilter & { after?: string | undefined; limit: number },
): Promise<{ items: Contact[]; next: string | null }> {
  const those = await filtered(q, organization, filter)
  const { after, limit } = filter
  const rows = await q<Contact>`
    select ${seen} from messaging.contact c where ${those} ${after ? sql`and c.id < ${after}` : raw('')}
    order by c.id desc limit ${limit + 1}`
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}

/** How many a filter names. Refusal: group_unknown. */
export async function countContacts(
  q: Query,
  organization: string,
  filter: ContactFilter,
): Promise<number> {
  const those = await filtered(q, organization, filter)
  const [row] = await q<{ count: number }>`
    select count(*)::int as count from messaging.contact c where ${those}`
  return row!.count
}

/**
 * Forgets somebody: their name, addresses and fields are gone. That nothing is to be sent to an address, and what was
 * allowed, stays known by the mark of the address alone. Refusal: contact_unknown.
 */
export async function forgetContact(tx: Tx, organization: string, id: string): Promise<void> {
  const { addresses } = await contactFor(tx, organization, id)
  await tx`delete from messaging.contact where id = ${id}`
  const gone = JSON.stringify(addresses)
  // Another contact may still have the address: then it is still written to, and its proof is still theirs.
  await tx`
    with gone as (
      select a.way, a.address, messaging.mark_of(a.way, a.address) as mark
      from jsonb_to_recordset(${gone}::jsonb) as a(way text, address text)
      where not exists (select from messaging.contact_address k where k.organization_id = ${organization}
        and k.way = a.way and k.address = a.address)
    ), machines as (
      update messaging.consent c set ip = null from gone
      where c.organization_id = ${organization} and c.way = gone.way and c.mark = gone.mark and c.ip is not null
    )
    update messaging.suppression s set address = null from gone
    where s.way = gone.way and s.mark = gone.mark and (s.organization_id = ${organization} or not exists (
      select from messaging.contact_address k where k.way = gone.way and k.address = gone.address))`
}
