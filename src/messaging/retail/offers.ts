import { type Fragment, type Query, split, sql } from '#base'
import { type Owner, scaleOf } from '#ledger'
import type { MessageAsset } from '../message.ts'
import { refuse } from './problems.ts'
import { rounded, roundedUp } from './ratio.ts'
import { lessRate, type Part, worthAt } from './reckoning.ts'
import { MESSAGE_ASSETS, type RetailTerms, termsNow } from './terms.ts'

export type Organization = Owner & { type: 'organization' }

/** How many members an organization has whom an offer suits. */
export type Suits = { from: number | undefined; to: number | undefined }

/** What an organization may buy now, and what one of it costs there. */
export type Offer = {
  /** Of the thing on sale, or of the bundle. */
  id: string
  kind: 'package' | 'topup' | 'custom' | 'bundle'
  name: string
  /** Of one: what it holds, and what each part is worth at unit prices. */
  parts: { asset: MessageAsset; quantity: bigint; worth: bigint }[]
  /** Of one, after what is taken off; and before. */
  price: bigint
  listPrice: bigint
  currency: string
  validDays: number
  /** At unit prices: what is shown as struck. */
  worth: bigint
  /** Off the worth, in basis points; 0 where it costs as much or more. */
  discountRate: number
  popular: boolean
  suits: Suits
  /** Off the price of each from so many at once, in basis points; the better of this and a promotion counts. */
  tiers: { from: number; offRate: number }[]
  promotion: { id: string; name: string; offRate: number; until: Temporal.Instant } | undefined
  bundle: { id: string; name: string; offRate: number; until: Temporal.Instant } | undefined
  /** What is sold: the thing, its version, and the terms by which it was reckoned. */
  offer: string
  version: string
  terms: number
  /** How many are left where sales are limited. */
  left: number | undefined
  /** What one is reckoned to cost us, rounded up. Never shown to a buyer. */
  plannedCost: bigint
  lossLeader: boolean
}

/** So many of an offer, bought at once. */
export type Chosen = Offer & {
  quantity: number
  total: { parts: Offer['parts']; price: bigint; worth: bigint }
}

export const MOST_AT_ONCE = 10_000

/**
 * What an organization may buy now: top-ups and packages of everybody's, what was made for it, and what it has earned by
 * a bundle. The cheapest first; what is sold out is left out.
 */
export async function offersFor(
  q: Query,
  organization: Organization,
  now: Temporal.Instant,
): Promise<Offer[]> {
  const terms = await termsNow(q, now)
  const rows = await onSale(q, now)
  const own = rows.filter((row) => !row.organization || row.organization === organization.id)
  const offers = own.map((row) => offerFrom(row, terms)).filter((one) => sellable(one, terms))
  return [...offers, ...(await earned(q, organization, own, terms, now))].sort((a, b) =>
    a.price === b.price ? (a.id < b.id ? -1 : 1) : a.price < b.price ? -1 : 1,
  )
}

/**
 * So many of one offer, as this organization would buy them now.
 * Refusals in order: offer_quantity_wrong, offer_unknown, offer_not_yours, offer_ended, offer_sold_out.
 */
export async function offerFor(
  q: Query,
  id: string,
  organization: Organization,
  quantity: number,
  now: Temporal.Instant,
): Promise<Chosen> {
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST_AT_ONCE)
    throw refuse('offer_quantity_wrong')
  const [known] = await q<{ organization: string | null; bundle: boolean }>`
    select organization_id as organization, false as bundle from messaging.offer where id = ${id}
    union all select null, true from messaging.bundle where id = ${id}`
  if (!known) throw refuse('offer_unknown')
  if (known.organization && known.organization !== organization.id) throw refuse('offer_not_yours')
  const offer = (await offersFor(q, organization, now)).find((one) => one.id === id)
  if (!offer) throw refuse(known.bundle ? await whyNoBundle(q, id, now) : await whyNot(q, id, now))
  if (offer.kind === 'bundle' && quantity > 1) throw refuse('offer_quantity_wrong')
  if (offer.left !== undefined && offer.left < quantity)
    throw refuse('offer_sold_out', { left: offer.left })
  return chosen(offer, quantity)
}

/** The price of each when so many are bought: the best tier, or the promotion where that takes more off. */
export function priceOfEach(offer: Pick<Offer, 'listPrice' | 'price' | 'tiers'>, quantity: number) {
  const tier = offer.tiers.findLast(({ from }) => from <= quantity)
  const tiered = tier ? lessRate(offer.listPrice, tier.offRate) : offer.listPrice
  return tiered < offer.price ? tiered : offer.price
}

function chosen(offer: Offer, quantity: number): Chosen {
  const price = priceOfEach(offer, quantity)
  const many = BigInt(quantity)
  // Where a tier takes more off than the promotion, the sale is none of the promotion's.
  const promotion = price < offer.price ? undefined : offer.promotion
  return {
    ...offer,
    promotion,
    price,
    quantity,
    discountRate: rateOff(price, offer.worth),
    total: {
      parts: offer.parts.map((part) => ({
        asset: part.asset,
        quantity: part.quantity * many,
        worth: part.worth * many,
      })),
      price: price * many,
      worth: offer.worth * many,
    },
  }
}

const rateOff = (price: bigint, worth: bigint) =>
  worth > price ? Number(((worth - price) * 10_000n) / worth) : 0

export type OnSale = {
  offer: string
  kind: 'package' | 'topup' | 'custom'
  organization: string | null
  version: string
  name: string
  sms: number
  whatsapp: number
  email: number
  price: bigint
  currency: string
  validDays: number
  popular: boolean
  suitsFrom: number | null
  suitsTo: number | null
  lossLeader: boolean
  cap: number | null
  sold: number
  tiers: { from: number; offRate: number }[]
  promotion: {
    id: string
    name: string
    offRate: number
    until: string
    lossLeader: boolean
    cap: number | null
    sold: number
  } | null
}

/** How many sales there are of something that wait to be paid, or are. */
export const soldWhere = (of: Fragment) => sql`
  (select coalesce(sum(s.quantity), 0)::int from messaging.offer_sale s join payments.orders o on o.id = s.order_id
    where o.state in ('waiting', 'paid') and ${of})`

/** Everything that has not been withdrawn, in the version that counts now, with what is taken off now. */
export const onSale = (q: Query, now: Temporal.Instant) => q<OnSale>`
  select o.id as offer, o.kind, o.organization_id as organization, v.id as version, v.name, v.sms, v.whatsapp, v.email,
    v.price, v.currency, v.valid_days as "validDays", v.popular, v.suits_from as "suitsFrom", v.suits_to as "suitsTo",
    v.loss_leader as "lossLeader", v.sales_cap as cap,
    case when v.sales_cap is null then 0 else ${soldWhere(sql`s.version_id = v.id`)} end as sold,
    coalesce((select json_agg(json_build_object('from', from_quantity, 'offRate', off_rate) order by from_quantity)
      from messaging.offer_tier t where t.version_id = v.id), '[]') as tiers,
    (select json_build_object('id', p.id, 'name', p.name, 'offRate', p.off_rate, 'until', p.ends_at,
        'lossLeader', p.loss_leader, 'cap', p.sales_cap,
        'sold', case when p.sales_cap is null then 0 else ${soldWhere(sql`s.promotion_id = p.id`)} end)
       from messaging.promotion p where p.offer_id = o.id and p.from_at <= ${now} and p.ends_at > ${now}) as promotion
  from messaging.offer o
  cross join lateral (select * from messaging.offer_version v where v.offer_id = o.id and v.from_at <= ${now}
    order by v.from_at desc, v.number desc limit 1) v
  where o.withdrawn_at is null
  order by v.price, o.id`

export const partsOf = (row: Pick<OnSale, 'sms' | 'whatsapp' | 'email'>): Part[] =>
  MESSAGE_ASSETS.map((asset, index) => ({
    asset,
    quantity: BigInt([row.sms, row.whatsapp, row.email][index]!),
  })).filter(({ quantity }) => quantity > 0n)

/** What some contents are worth at unit prices, and each part of it. They add up. */
export function worthOf(parts: readonly Part[], terms: RetailTerms) {
  const worth = rounded(worthAt(parts, terms.prices, scaleOf(terms.currency)))
  const weights = parts.map(({ asset, quantity }) => quantity * terms.prices[asset])
  const each = split(worth, weights)
  return { worth, parts: parts.map((part, index) => ({ ...part, worth: each[index]! })) }
}

/** What some contents are reckoned to cost us, rounded up. */
export const costOf = (parts: readonly Part[], terms: RetailTerms): bigint =>
  roundedUp(worthAt(parts, terms.costs, scaleOf(terms.currency)))

export function offerFrom(row: OnSale, terms: RetailTerms): Offer {
  const parts = partsOf(row)
  const { worth, parts: worthy } = worthOf(parts, terms)
  const { promotion } = row
  const left = row.cap === null ? undefined : Math.max(row.cap - row.sold, 0)
  const plannedCost = costOf(parts, terms)
  const reduced = promotion ? lessRate(row.price, promotion.offRate) : row.price
  const ticked = row.lossLeader || promotion?.lossLeader
  const promoted =
    promotion &&
    (promotion.cap === null || promotion.sold < promotion.cap) &&
    (ticked || reduced >= plannedCost)
  const price = promoted ? reduced : row.price
  const leftOfPromotion = promoted && promotion.cap !== null ? promotion.cap - promotion.sold : left
  return {
    id: row.offer,
    kind: row.kind,
    name: row.name,
    parts: worthy,
    price,
    listPrice: row.price,
    currency: row.currency,
    validDays: row.validDays,
    worth,
    discountRate: rateOff(price, worth),
    popular: row.popular,
    suits: { from: row.suitsFrom ?? undefined, to: row.suitsTo ?? undefined },
    tiers: row.tiers,
    promotion: promoted
      ? {
          id: promotion.id,
          name: promotion.name,
          offRate: promotion.offRate,
          until: Temporal.Instant.from(promotion.until),
        }
      : undefined,
    bundle: undefined,
    offer: row.offer,
    version: row.version,
    terms: terms.version,
    left: left === undefined ? leftOfPromotion : Math.min(left, leftOfPromotion ?? left),
    plannedCost,
    lossLeader: row.lossLeader || Boolean(promoted && promotion.lossLeader),
  }
}

/** Priced in the currency of now, not sold out, and not below cost unless somebody said so. */
const sellable = (offer: Offer, terms: RetailTerms) =>
  offer.currency === terms.currency &&
  offer.left !== 0 &&
  (offer.lossLeader || offer.price >= offer.plannedCost)

async function whyNot(q: Query, id: string, now: Temporal.Instant) {
  const row = (await onSale(q, now)).find(({ offer }) => offer === id)
  return row?.cap != null && row.sold >= row.cap
    ? ('offer_sold_out' as const)
    : ('offer_ended' as const)
}

async function whyNoBundle(q: Query, id: string, now: Temporal.Instant) {
  const [running] = await q`
    select from messaging.bundle where id = ${id} and from_at <= ${now} and ends_at > ${now}`
  return running ? ('offer_not_yours' as const) : ('offer_ended' as const)
}

type Earned = {
  id: string
  name: string
  gives: string
  offRate: number
  until: Temporal.Instant
  lossLeader: boolean
  cap: number | null
  sold: number
}

/** What an organization has earned by running bundles, and not used. */
async function earned(
  q: Query,
  organization: Organization,
  rows: readonly OnSale[],
  terms: RetailTerms,
  now: Temporal.Instant,
): Promise<Offer[]> {
  const bundles = await q<Earned>`
    select b.id, b.name, b.gives_offer as gives, b.off_rate as "offRate", b.ends_at as until,
      b.loss_leader as "lossLeader", b.sales_cap as cap, ${soldWhere(sql`s.bundle_id = b.id`)} as sold
    from messaging.bundle b
    where b.from_at <= ${now} and b.ends_at > ${now}
      and (select coalesce(sum(s.quantity), 0) from messaging.offer_sale s join payments.orders o on o.id = s.order_id
            where s.organization_id = ${organization.id} and s.offer_id = b.needs_offer and o.state = 'paid'
              and o.paid_at >= b.from_at and o.paid_at > ${now}::timestamptz - make_interval(days => b.within_days))
          >= b.needs_quantity
      and not exists (select from messaging.offer_sale s join payments.orders o on o.id = s.order_id
            where s.bundle_id = b.id and s.organization_id = ${organization.id} and o.state in ('waiting', 'paid'))`
  return bundles.flatMap((bundle) => {
    const row = rows.find(({ offer }) => offer === bundle.gives)
    if (!row) return []
    const plain = offerFrom({ ...row, promotion: null, tiers: [] }, terms)
    const price = lessRate(row.price, bundle.offRate)
    const caps = [plain.left, bundle.cap === null ? undefined : bundle.cap - bundle.sold]
    const offer: Offer = {
      ...plain,
      id: bundle.id,
      kind: 'bundle',
      name: `${row.name} · ${bundle.name}`,
      price,
      discountRate: rateOff(price, plain.worth),
      bundle: { id: bundle.id, name: bundle.name, offRate: bundle.offRate, until: bundle.until },
      left: caps.some((cap) => cap !== undefined && cap <= 0) ? 0 : 1,
      lossLeader: row.lossLeader || bundle.lossLeader,
    }
    return sellable(offer, terms) ? [offer] : []
  })
}
