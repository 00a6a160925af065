import type { Query } from '#base'
import { type SoldReturn, soldReturns } from '#ledger'
import type { MessageAsset } from '../message.ts'

export type SalesFilter = {
  from?: Temporal.Instant | undefined
  to?: Temporal.Instant | undefined
  kind?: 'package' | 'topup' | 'custom' | 'bundle' | undefined
  offer?: string | undefined
  organization?: string | undefined
  /** Of the present terms where left out by the caller. */
  currency: string
}

/** One paid order of an offer, as it was sold. Money in smallest units. */
export type OfferSale = {
  order: string
  number: string
  offer: string
  version: string
  name: string
  kind: 'package' | 'topup' | 'custom' | 'bundle'
  organization: { id: string; name: string }
  quantity: number
  /** What was paid, without tax, and the tax. */
  revenue: bigint
  net: bigint
  tax: bigint
  refunded: bigint
  /** What the contents were reckoned to cost when they were sold. */
  planned: bigint
  promotion: string | null
  bundle: string | null
  paidAt: Temporal.Instant
}

/** What sales came to, and what became of what was sold. */
export type Performance = {
  sold: number
  revenue: bigint
  net: bigint
  tax: bigint
  fee: bigint
  refunded: bigint
  planned: bigint
  /** What delivering cost so far, first in first out. */
  cost: bigint
  /** What was earned so far: by messages, and by what ran out unused. */
  earned: bigint
  breakage: bigint
  /** What is owed to buyers still, in money. */
  owed: bigint
  units: Record<MessageAsset, { sold: bigint; used: bigint; expired: bigint; left: bigint }>
}

export type OfferPerformance = Performance & {
  offer: string
  name: string
  kind: OfferSale['kind']
  buyers: number
}
export type BuyerPerformance = {
  organization: { id: string; name: string }
  sold: number
  revenue: bigint
}

export type SalesReport = {
  all: Performance
  offers: OfferPerformance[]
  buyers: BuyerPerformance[]
  /** Revenue of each offer, by day of the operator's calendar. */
  days: { day: string; offer: string; name: string; sold: number; revenue: bigint }[]
}

/** Paid orders of offers, the latest first. */
export function salesOf(q: Query, filter: SalesFilter, limit?: number): Promise<OfferSale[]> {
  const { from = null, to = null, kind = null, offer = null, organization = null } = filter
  return q<OfferSale>`
    select s.order_id as order, o.year || '-' || lpad(o.number::text, 6, '0') as number, s.offer_id as offer,
      s.version_id as version, v.name, case when s.bundle_id is null then f.kind else 'bundle' end as kind,
      json_build_object('id', s.organization_id, 'name', g.name) as organization, s.quantity,
      o.net + o.tax as revenue, o.net, o.tax,
      coalesce((select sum(amount) from payments.refund r where r.order_id = o.id and r.state = 'done'), 0)::bigint as refunded,
      s.planned_cost * s.quantity as planned, p.name as promotion, b.name as bundle, o.paid_at as "paidAt"
    from messaging.offer_sale s join payments.orders o on o.id = s.order_id
    join messaging.offer f on f.id = s.offer_id join messaging.offer_version v on v.id = s.version_id
    join people.organization_view g on g.id = s.organization_id
    left join messaging.promotion p on p.id = s.promotion_id left join messaging.bundle b on b.id = s.bundle_id
    where o.state = 'paid' and s.currency = ${filter.currency}
      and (${from}::timestamptz is null or o.paid_at >= ${from}) and (${to}::timestamptz is null or o.paid_at < ${to})
      and (${kind}::text is null or case when s.bundle_id is null then f.kind else 'bundle' end = ${kind})
      and (${offer}::uuid is null or s.offer_id = ${offer})
      and (${organization}::uuid is null or s.organization_id = ${organization})
    order by o.paid_at desc, s.order_id desc limit ${limit ?? null}`
}

/** How what is on sale does: in all, by offer and by buyer, the best selling first. */
export async function salesReport(
  q: Query,
  filter: SalesFilter & { zone: string },
): Promise<SalesReport> {
  const sales = await salesOf(q, filter)
  const lots = await soldReturns(
    q,
    sales.map(({ order }) => `order:${order}:1`),
  )
  const byKey = Map.groupBy(lots, ({ key }) => key)
  const returned = (sale: OfferSale) => byKey.get(`order:${sale.order}:1`) ?? []
  const sum = (some: readonly OfferSale[]) => performanceOf(some, some.flatMap(returned))
  const offers = [...Map.groupBy(sales, ({ offer, kind }) => `${offer} ${kind}`).values()].map(
    (own) => ({
      ...sum(own),
      offer: own[0]!.offer,
      // As it was called last.
      name: own[0]!.name,
      kind: own[0]!.kind,
      buyers: new Set(own.map(({ organization }) => organization.id)).size,
    }),
  )
  const buyers = [...Map.groupBy(sales, ({ organization }) => organization.id).values()].map(
    (own) => {
      const { sold, revenue } = sum(own)
      return { organization: own[0]!.organization, sold, revenue }
    },
  )
  return {
    all: sum(sales),
    offers: offers.sort(dearestFirst),
    buyers: buyers.sort(dearestFirst),
    days: byDay(sales, filter.zone),
  }
}

const dearestFirst = (a: { revenue: bigint }, b: { revenue: bigint }) =>
  Number(b.revenue - a.revenue)

function byDay(sales: readonly OfferSale[], zone: string): SalesReport['days'] {
  const dayOf = ({ paidAt }: OfferSale) => paidAt.toZonedDateTimeISO(zone).toPlainDate().toString()
  const groups = Map.groupBy(sales, (sale) => `${dayOf(sale)} ${sale.offer}`)
  return [...groups.values()]
    .map((own) => ({
      day: dayOf(own[0]!),
      offer: own[0]!.offer,
      name: own[0]!.name,
      sold: own.reduce((count, { quantity }) => count + quantity, 0),
      revenue: own.reduce((all, { revenue }) => all + revenue, 0n),
    }))
    .sort((a, b) => (a.day === b.day ? dearestFirst(a, b) : a.day < b.day ? -1 : 1))
}

function performanceOf(sales: readonly OfferSale[], lots: readonly SoldReturn[]): Performance {
  const of = (pick: (sale: OfferSale) => bigint) =>
    sales.reduce((all, sale) => all + pick(sale), 0n)
  const lotsOf = (pick: (lot: SoldReturn) => bigint, some = lots) =>
    some.reduce((all, lot) => all + pick(lot), 0n)
  const units = (asset: MessageAsset) => {
    const own = lots.filter((lot) => lot.asset === asset)
    return {
      sold: lotsOf(({ issued }) => issued, own),
      used: lotsOf(({ used }) => used, own),
      expired: lotsOf(({ expired }) => expired, own),
      left: lotsOf(({ left }) => left, own),
    }
  }
  return {
    sold: sales.reduce((count, { quantity }) => count + quantity, 0),
    revenue: of(({ revenue }) => revenue),
    net: of(({ net }) => net),
    tax: of(({ tax }) => tax),
    fee: lotsOf(({ fee }) => fee),
    refunded: of(({ refunded }) => refunded),
    planned: of(({ planned }) => planned),
    cost: lotsOf(({ cost }) => cost),
    earned: lotsOf(({ usedBasis }) => usedBasis),
    breakage: lotsOf(({ expiredBasis }) => expiredBasis),
    owed: lotsOf(({ leftBasis }) => leftBasis),
    units: { SMS: units('SMS'), WHATSAPP: units('WHATSAPP'), EMAIL: units('EMAIL') },
  }
}
