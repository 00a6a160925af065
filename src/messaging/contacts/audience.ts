import { type Fragment, join, type Query, raw, sql } from '#base'
import type { Category, Way } from '../message.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { refuse } from './problems.ts'
import { markOf, whyNot } from './receiving.ts'
import { type Rule, ruled } from './rules.ts'

/** Whom a message goes to. */
export type Audience = {
  way: Way
  category: Category
  /** Members of any of these; left out or empty: all contacts. */
  groups?: readonly string[] | undefined
  /** These alone, by id. */
  contacts?: readonly string[] | undefined
  /** And this is true of them. */
  filter?: Rule | undefined
}

export type Recipient = {
  contact: string
  name: string
  address: string
  country: string | null
  zone: string | null
  language: string | null
  fields: Fields
}

/** How many would be written to, and who is left out for which reason. */
export type AudienceSize = {
  /** Contacts that groups and filter name. */
  contacts: number
  /** Addresses that would be written to, each once. */
  recipients: number
  withoutAddress: number
  suppressed: number
  optedOut: number
  withoutConsent: number
  /** Contacts that share an address with one that is written to. */
  sharing: number
}

const PAGE = 5_000

/**
 * Everybody of the audience who may be written to, in the order of their contacts: streamed, so that a hundred
 * thousand are not held at once. An address that several contacts share comes once, with the first of them.
 * Refusals: group_unknown, group_rule_invalid.
 */
export async function* audienceOf(
  q: Query,
  organization: string,
  audience: Audience,
  now: Temporal.Instant,
  after: string | undefined = undefined,
): AsyncGenerator<Recipient, void, undefined> {
  const meant = await meantBy(q, organization, audience)
  const seen = new Set<string>()
  for (let last = after; ; ) {
    const rows = await pageOf(q, { organization, audience, meant, after: last }, now)
    for (const { may, ...row } of rows) {
      if (!may || seen.has(row.address)) continue
      seen.add(row.address)
      yield row
    }
    if (rows.length < PAGE) return
    last = rows.at(-1)!.contact
  }
}

type Page = { organization: string; audience: Audience; meant: Fragment; after: string | undefined }

/** The contacts that are meant, with the address that each is written to on this way: null where they have none. */
const addressed = ({ organization, audience: { way }, meant, after }: Page, most: Fragment) => sql`
  select c.id, c.name, c.zone, c.language, c.fields, k.address, k.country, ${markOf(way, sql`k.address`)} as mark
  from (select * from messaging.contact c where c.organization_id = ${organization} and ${meant}
    ${after ? sql`and c.id > ${after}` : raw('')} order by c.id ${most}) c
  left join lateral (select address, country from messaging.contact_address k
    where k.contact_id = c.id and k.way = ${way} order by position, address limit 1) k on true`

async function pageOf(
  q: Query,
  page: Page,
  now: Temporal.Instant,
): Promise<(Recipient & { may: boolean })[]> {
  const { way, category } = page.audience
  const why = whyNot({ organization: page.organization, way, category }, now)
  return await q<Recipient & { may: boolean }>`
    with a as materialized (${addressed(page, sql`limit ${PAGE}`)})
    select a.id as contact, a.name, a.address, a.country, a.zone, a.language, a.fields,
      a.address is not null and ${why} is null as may
    from a order by a.id`
}

/** How many they are, and who is left out. One statement. Refusals: group_unknown, group_rule_invalid. */
export async function audienceSize(
  q: Query,
  organization: string,
  audience: Audience,
  now: Temporal.Instant,
): Promise<AudienceSize> {
  const meant = await meantBy(q, organization, audience)
  const { way, category } = audience
  const why = whyNot({ organization, way, category }, now)
  const page = { organization, audience, meant, after: undefined }
  const [row] = await q<AudienceSize>`
    with a as materialized (${addressed(page, raw(''))}),
    found as materialized (select a.address, ${why} as why from a)
    select count(*)::int as contacts,
      count(distinct address) filter (where why is null)::int as recipients,
      count(*) filter (where address is null)::int as "withoutAddress",
      count(*) filter (where why = 'recipient_suppressed')::int as suppressed,
      count(*) filter (where why = 'recipient_opted_out')::int as "optedOut",
      count(*) filter (where why = 'recipient_consent_missing' and address is not null)::int as "withoutConsent",
      (count(address) filter (where why is null) - count(distinct address) filter (where why is null))::int as sharing
    from found`
  return row!
}

/** Who is meant, as SQL over `messaging.contact c`. */
export async function meantBy(
  q: Query,
  organization: string,
  { groups = [], contacts, filter }: Pick<Audience, 'groups' | 'contacts' | 'filter'>,
): Promise<Fragment> {
  const known = await q<{ id: string; rule: Rule | null }>`
    select id, rule from messaging.contact_group
    where organization_id = ${organization} and id = any(${groups}::uuid[])`
  const missing = groups.find((id) => !known.some((one) => one.id === id))
  if (missing) throw refuse('group_unknown', { group: missing })
  const fields = filter || known.some(({ rule }) => rule) ? await fieldsOf(q, organization) : []

  const fixed = known.filter(({ rule }) => !rule).map(({ id }) => id)
  const any = known.flatMap(({ rule }) => (rule ? [ruled(rule, fields)] : []))
  if (fixed.length > 0)
    any.push(sql`exists (select from messaging.contact_in_group m where m.contact_id = c.id
      and m.group_id = any(${fixed}::uuid[]))`)
  const parts = [
    ...(any.length > 0 ? [sql`(${join(any, ' or ')})`] : []),
    ...(contacts ? [sql`c.id = any(${contacts}::uuid[])`] : []),
    ...(filter ? [ruled(filter, fields)] : []),
  ]
  return parts.length > 0 ? join(parts, ' and ') : raw('true')
}
