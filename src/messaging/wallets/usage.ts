import { type Fragment, join, type Query, sql } from '#base'
import type { Category, Way } from '../message.ts'
import { daysOf } from './burning.ts'

/** Which messages: settled in [from, to). Without an organization: everybody's, the platform's own left out. */
export type UsageFilter = {
  from: Temporal.Instant
  to: Temporal.Instant
  organization?: string | undefined
  way?: Way | undefined
  category?: Category | undefined
}

/** Messages that were settled, the units they took, and what they brought and cost, in smallest units. */
export type Used = { messages: number; units: bigint; revenue: bigint; cost: bigint }

export type Usage = {
  /** Of the money; INR where nothing was settled. */
  currency: string
  total: Used
  days: (Used & { day: string; way: Way })[]
  /** Of the day, on the given clock. */
  hours: { hour: number; messages: number; units: bigint }[]
  kinds: (Used & { way: Way; category: Category })[]
}

const SIGN = sql`case when s.outcome = 'returned' then -1 else 1 end`
const FIGURES = sql`
  coalesce(sum(case when s.outcome = 'returned' then 0 else s.messages end), 0)::int as messages,
  coalesce(sum(case when s.outcome = 'returned' then -s.released else s.captured end), 0)::bigint as units,
  coalesce(sum(${SIGN} * s.revenue), 0)::bigint as revenue,
  coalesce(sum(${SIGN} * s.cost), 0)::bigint as cost`

function which({ from, to, organization, way, category }: UsageFilter, currency: string): Fragment {
  const all = [sql`s.at >= ${from} and s.at < ${to} and s.organization_id is not null`]
  all.push(sql`coalesce(s.currency, ${currency}) = ${currency}`)
  if (organization) all.push(sql`s.organization_id = ${organization}`)
  if (way) all.push(sql`s.way = ${way}`)
  if (category) all.push(sql`s.category = ${category}`)
  return join(all, ' and ')
}

/** What was sent and what it came to, by day, hour of the day, way and category. `zone`: whose days and hours. */
export async function usageOf(
  q: Query,
  filter: UsageFilter,
  { zone, currency }: { zone: string; currency: string },
): Promise<Usage> {
  const where = which(filter, currency)
  const [total] = await q<Used>`select ${FIGURES} from messaging.settlement s where ${where}`
  const days = await q<Usage['days'][number]>`
    select to_char(s.at at time zone ${zone}, 'YYYY-MM-DD') as day, s.way, ${FIGURES}
      from messaging.settlement s where ${where} group by 1, 2 order by 1, 2`
  const hours = await q<Usage['hours'][number]>`
    select extract(hour from s.at at time zone ${zone})::int as hour, ${FIGURES}
      from messaging.settlement s where ${where} group by 1 order by 1`
  const kinds = await q<Usage['kinds'][number]>`
    select s.way, s.category, ${FIGURES} from messaging.settlement s where ${where}
     group by 1, 2 order by revenue desc, 1, 2`
  return {
    currency,
    total: total!,
    days,
    hours: hours.map(({ hour, messages, units }) => ({ hour, messages, units })),
    kinds,
  }
}

/** An organization among those that send most. */
export type Consumer = Used & {
  organization: string
  name: string
  /** What it has of each and can spend; and how long the soonest of them lasts. */
  sms: bigint
  whatsapp: bigint
  email: bigint
  daysLeft: number | undefined
}

type Row = Omit<Consumer, 'daysLeft'> & {
  burn: { way: Way; last14: string; last30: string }[] | null
}

/** Who sends most within a span, by what it brought; and when their credits will be used up. */
export async function consumers(
  q: Query,
  filter: UsageFilter,
  { currency, limit }: { currency: string; limit: number },
  now: Temporal.Instant,
): Promise<Consumer[]> {
  const [day14, day30] = [now.subtract({ hours: 14 * 24 }), now.subtract({ hours: 30 * 24 })]
  const rows = await q<Row>`
    select u.*, o.name, w.sms, w.whatsapp, w.email, b.burn
      from (select s.organization_id as organization, ${FIGURES} from messaging.settlement s
             where ${which(filter, currency)} group by 1 order by revenue desc, units desc, 1 limit ${limit}) u
      join people.organization o on o.id = u.organization
      left join lateral (
        select coalesce(sum(l.remaining - l.held) filter (where t.code = 'SMS'), 0)::bigint as sms,
               coalesce(sum(l.remaining - l.held) filter (where t.code = 'WHATSAPP'), 0)::bigint as whatsapp,
               coalesce(sum(l.remaining - l.held) filter (where t.code = 'EMAIL'), 0)::bigint as email
          from ledger.account a join ledger.asset t on t.id = a.asset_id and t.kind = 'message'
          join ledger.lot l on l.account_id = a.id and l.open and l.frozen_at is null and l.expires_at > ${now}
         where a.owner_type = 'organization' and a.owner_id = u.organization::text and a.purpose = 'wallet') w on true
      left join lateral (
        select json_agg(json_build_object('way', way, 'last14', last14::text, 'last30', last30::text)) as burn from (
          select way, coalesce(sum(captured - returned) filter (where at > ${day14}), 0) as last14,
                 sum(captured - returned) as last30
            from messaging.settlement
           where organization_id = u.organization and at > ${day30} and at <= ${now} group by way) x) b on true
     order by u.revenue desc, u.units desc, o.name`
  return rows.map(({ burn, ...row }) => {
    const lasts = (burn ?? []).flatMap(({ way, last14, last30 }) => {
      const days = daysOf(row[way], BigInt(last14), BigInt(last30))
      return days === undefined ? [] : [days]
    })
    return { ...row, daysLeft: lasts.length > 0 ? Math.min(...lasts) : undefined }
  })
}
