import { type Fragment, join, type Query, sql } from '#base'
import type { Way } from '../message.ts'

/** By what messages are summed up; several at once make a line of each combination. */
export const BOOKED_BY = ['organization', 'way', 'category', 'provider', 'outcome', 'lot'] as const
export type BookedBy = (typeof BOOKED_BY)[number]

/** What was settled, in one line of books. Money in smallest units of its currency. */
export type BookLine = {
  organization: string | null
  organizationName: string | null
  way: Way | null
  category: string | null
  provider: string | null
  providerName: string | null
  outcome: string | null
  /** The lot of the wallet that was spent: it is of one purchase. */
  lot: bigint | null
  currency: string | null
  messages: number
  captured: bigint
  released: bigint
  stock: bigint
  /** Used beyond what the organizations pay. */
  beyond: bigint
  revenue: bigint
  cost: bigint
  margin: bigint
}

const COLUMN: Record<BookedBy, Fragment> = {
  organization: sql`s.organization_id`,
  way: sql`s.way`,
  category: sql`s.category`,
  provider: sql`s.provider_id`,
  outcome: sql`s.outcome`,
  lot: sql`l.lot_id`,
}

/**
 * What became of messages that were settled in a span: units, sales and cost as the ledger has them, by
 * organization, way, category, provider, outcome or lot. What failed late counts against what it was.
 * By lot there are only sales: cost is of stock, and not of what the organization had bought.
 */
export function messageBooks(
  q: Query,
  by: readonly BookedBy[],
  span: {
    from?: Temporal.Instant | undefined
    until?: Temporal.Instant | undefined
    organization?: string | undefined
  } = {},
): Promise<BookLine[]> {
  const has = (one: BookedBy) => by.includes(one)
  const where = [sql`true`]
  if (span.from) where.push(sql`s.at >= ${span.from}`)
  if (span.until) where.push(sql`s.at < ${span.until}`)
  if (span.organization) where.push(sql`s.organization_id = ${span.organization}`)
  const column = (one: BookedBy, type: string) =>
    has(one)
      ? COLUMN[one]
      : type === 'uuid'
        ? sql`null::uuid`
        : type === 'bigint'
          ? sql`null::bigint`
          : sql`null::text`
  const sign = sql`case when s.outcome = 'returned' then -1 else 1 end`
  const lots = has('lot')
    ? sql`join messaging.settlement_lot l on l.settlement_id = s.id`
    : sql`left join messaging.stock_owed o on o.settlement_id = s.id`
  const figures = has('lot')
    ? sql`0 as messages, sum(l.units)::bigint as captured, 0::bigint as released, 0::bigint as stock, 0::bigint as beyond,
        sum(l.revenue)::bigint as revenue, 0::bigint as cost`
    : sql`sum(case when s.outcome = 'returned' then 0 else s.messages end)::integer as messages,
        sum(case when s.outcome = 'returned' then -s.released else s.captured end)::bigint as captured,
        sum(s.released)::bigint as released, sum(${sign} * s.stock)::bigint as stock, sum(s.beyond)::bigint as beyond,
        sum(${sign} * s.revenue)::bigint as revenue, sum(${sign} * s.cost + coalesce(o.cost, 0))::bigint as cost`
  return q<BookLine>`
    select x.*, x.revenue - x.cost as margin, n.name as "organizationName", p.name as "providerName" from (
      select ${column('organization', 'uuid')} as organization, ${column('way', 'text')} as way,
        ${column('category', 'text')} as category, ${column('provider', 'uuid')} as provider,
        ${column('outcome', 'text')} as outcome, ${column('lot', 'bigint')} as lot, s.currency, ${figures}
      from messaging.settlement s ${lots} where ${join(where, ' and ')}
      group by 1, 2, 3, 4, 5, 6, 7) x
    left join people.organization_view n on n.id = x.organization
    left join messaging.provider p on p.id = x.provider
    order by x.revenue desc, x.messages desc, x.organization, x.way, x.category`
}
