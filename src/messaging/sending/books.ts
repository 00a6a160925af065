import { type Fragment, join, type Query, sql } from '#base'
import { keysOfLots } from '#ledger'
import type { Way } from '../message.ts'
import { packagesByKey } from '../retail/index.ts'

/** By what messages are summed up; several at once make a line of each combination. */
export const BOOKED_BY = [
  'organization',
  'way',
  'category',
  'provider',
  'outcome',
  'package',
  'lot',
] as const
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
  /** What was bought and spent; null where it was given, or where lines are not by package. */
  package: string | null
  packageName: string | null
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

/** What lines are first summed by: a package is found from its lots. */
type Column = Exclude<BookedBy, 'package'>
const COLUMN: Record<Column, Fragment> = {
  organization: sql`s.organization_id`,
  way: sql`s.way`,
  category: sql`s.category`,
  provider: sql`s.provider_id`,
  outcome: sql`s.outcome`,
  lot: sql`l.lot_id`,
}

type Span = {
  from?: Temporal.Instant | undefined
  until?: Temporal.Instant | undefined
  organization?: string | undefined
}

/**
 * What became of messages that were settled in a span: units, sales and cost as the ledger has them, by
 * organization, way, category, provider, outcome, package or lot. What failed late counts against what it was.
 * By package or lot there are only sales: cost is of stock, and not of what the organization had bought.
 */
export async function messageBooks(
  q: Query,
  by: readonly BookedBy[],
  span: Span = {},
): Promise<BookLine[]> {
  const columns = by.filter((one) => one !== 'package')
  if (!by.includes('package')) return (await linesBy(q, columns, span)).map(unpacked)
  const byLot = await linesBy(q, [...columns.filter((one) => one !== 'lot'), 'lot'], span)
  return packed(q, byLot, by.includes('lot'))
}

type Line = Omit<BookLine, 'package' | 'packageName'>
const unpacked = (line: Line): BookLine => ({ ...line, package: null, packageName: null })

/** Lines by lot, each with what its lot was bought as; without lots they are summed up by that. */
async function packed(q: Query, lines: readonly Line[], byLot: boolean): Promise<BookLine[]> {
  const keys = await keysOfLots(
    q,
    lines.map(({ lot }) => lot!),
  )
  const packages = await packagesByKey(q, [...new Set(keys.values())])
  const sums = new Map<string, BookLine>()
  for (const line of lines) {
    const bought = packages.get(keys.get(`${line.lot}`) ?? '')
    const own = byLot ? line : { ...line, lot: null }
    const named = { ...own, package: bought?.offer ?? null, packageName: bought?.name ?? null }
    const { organization, way, category, provider, outcome, lot, currency } = named
    const place = [organization, way, category, provider, outcome, lot, currency, named.package]
    const sum = sums.get(place.join('|'))
    if (!sum) sums.set(place.join('|'), named)
    else {
      sum.captured += line.captured
      sum.revenue += line.revenue
      sum.margin += line.margin
    }
  }
  return [...sums.values()].sort((a, b) => Number(b.revenue - a.revenue))
}

function linesBy(q: Query, by: readonly Column[], span: Span): Promise<Line[]> {
  const has = (one: Column) => by.includes(one)
  const where = [sql`true`]
  if (span.from) where.push(sql`s.at >= ${span.from}`)
  if (span.until) where.push(sql`s.at < ${span.until}`)
  if (span.organization) where.push(sql`s.organization_id = ${span.organization}`)
  const column = (one: Column, type: string) =>
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
  return q<Line>`
    select x.*, x.revenue - x.cost as margin, n.name as "organizationName", p.name as "providerName" from (
      select ${column('organization', 'uuid')} as organization, ${column('way', 'text')} as way,
        ${column('category', 'text')} as category, ${column('provider', 'uuid')} as provider,
        ${column('outcome', 'text')} as outcome, ${column('lot', 'bigint')} as lot, s.currency, ${figures}
      from messaging.settlement s ${lots} where ${join(where, ' and ')}
      group by 1, 2, 3, 4, 5, 6, 7) x
    left join people.organization_view n on n.id = x.organization
    left join messaging.provider p on p.id = x.provider
    order by x.revenue desc, x.messages desc, x.organization, x.way, x.category, x.provider, x.outcome, x.lot`
}
