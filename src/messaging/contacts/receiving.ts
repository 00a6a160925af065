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
 * Why the marks of `a` may not be sent a message of a category: joins, and what they come to; null, they may. Nothing
 * goes where messages came back or somebody complained. Offers need consent on that way. The rest needs none, and is
 * ended by whoever takes back that very category: a one-time password does not ask what somebody thinks of newsletters.
 */
export function stopping(
  { organization, way, category }: Asked,
  now: Temporal.Instant,
): { joins: Fragment; why: Fragment } {
  const joins = sql`
    left join (
      select distinct mark from messaging.suppression where way = ${way} and lifted_at is null
        and (organization_id is null or organization_id = ${organization}::uuid) and (until is null or until > ${now})
    ) suppressed on suppressed.mark = a.mark
    left join messaging.consent_now said on said.organization_id = ${organization}::uuid and said.way = ${way}
      and said.mark = a.mark and said.category = ${category}`
  const why = sql`case
    when suppressed.mark is not null then 'recipient_suppressed'
    when ${organization}::uuid is null or said.given then null
    when said.given = false then 'recipient_opted_out'
    when ${category}::text = 'marketing' then 'recipient_consent_missing' end`
  return { joins, why }
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
  const { joins, why } = stopping({ organization, way, category }, now)
  const rows = await q<{ address: string; code: NotReceiving }>`
    with a as materialized (
      select address, ${markOf(way, sql`address`)} as mark from unnest(${addresses}::text[]) as address
    ), found as (select a.address, ${why} as code from a ${joins})
    select address, code from found where code is not null`
  return new Map(rows.map(({ address, code }) => [address, code]))
}
