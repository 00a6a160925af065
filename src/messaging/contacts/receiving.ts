import { type Fragment, type Query, sql } from '#base'
import type { Category, Way } from '../message.ts'

/** Why somebody may not be sent something. */
export type NotReceiving =
  | 'recipient_suppressed'
  | 'recipient_opted_out'
  | 'recipient_consent_missing'

export type Asked = {
  /** Null: the platform itself, which only suppression stops here. */
  organization: string | null
  way: Way
  category: Category
}

/**
 * Why the mark of `a` may not be sent a message of a category, as SQL; null, it may. Nothing goes where messages came
 * back or somebody complained. Offers need consent on that way. The rest needs none, and is ended by whoever takes back
 * that very category: a one-time password does not ask what somebody thinks of newsletters. Each is looked up by its
 * index: a join of a hundred thousand marks would be planned by what the tables were like some time before.
 */
export function whyNot({ organization, way, category }: Asked, now: Temporal.Instant): Fragment {
  const said = sql`(select n.given from messaging.consent_now n where n.organization_id = ${organization}::uuid
    and n.way = ${way} and n.mark = a.mark and n.category = ${category})`
  return sql`case
    when exists (select from messaging.suppression s where s.way = ${way} and s.mark = a.mark and s.lifted_at is null
        and (s.organization_id is null or s.organization_id = ${organization}::uuid)
        and (s.until is null or s.until > ${now}))
      then 'recipient_suppressed'
    when ${organization}::uuid is null then null
    else case ${said} when true then null when false then 'recipient_opted_out'
      else case when ${category}::text = 'marketing' then 'recipient_consent_missing' end end end`
}

/** The mark of an address, for many of them: the salt is read once a statement. */
export const markOf = (way: Way, address: Fragment): Fragment =>
  sql`sha256((select salt from messaging.seal) || convert_to(${way}::text || ' ' || ${address}, 'UTF8'))`

/**
 * Which of the addresses may not be sent a message of this category, and why; an address that is not in the answer may.
 * One statement, however many they are.
 */
export async function mayReceive(
  q: Query,
  organization: string | null,
  way: Way,
  category: Category,
  addresses: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, NotReceiving>> {
  if (addresses.length === 0) return new Map()
  const why = whyNot({ organization, way, category }, now)
  const rows = await q<{ address: string; code: NotReceiving }>`
    with a as materialized (
      select address, ${markOf(way, sql`address`)} as mark from unnest(${addresses}::text[]) as address
    ), found as materialized (select a.address, ${why} as code from a)
    select address, code from found where code is not null`
  return new Map(rows.map(({ address, code }) => [address, code]))
}
