import { newId, type Query, type Tx } from '#base'
import { costOf, partsOf, type Suits } from './offers.ts'
import { refuse } from './problems.ts'
import { lessRate } from './reckoning.ts'
import { changingRetail, listTerms, type RetailTerms } from './terms.ts'

/** How something is sold from an instant on: what one holds and costs. Money in smallest units. */
export type OfferTerms = {
  name: string
  sms: number
  whatsapp: number
  email: number
  price: bigint
  validDays: number
  /** A memo of the plan: no buyer is shown it. */
  plannedList?: bigint | undefined
  popular: boolean
  suits: Suits
  tiers: readonly { from: number; offRate: number }[]
  /** Sold below cost on purpose, so often at most. Undefined: never below cost. */
  salesCap?: number | undefined
  from?: Temporal.Instant | undefined
}

export type NewOffer = OfferTerms & {
  kind: 'package' | 'topup' | 'custom'
  organization?: string | undefined
}

export type OfferVersion = {
  id: string
  number: number
  name: string
  sms: number
  whatsapp: number
  email: number
  price: bigint
  currency: string
  validDays: number
  plannedList: bigint | undefined
  popular: boolean
  suits: Suits
  tiers: { from: number; offRate: number }[]
  plannedCost: bigint
  lossLeader: boolean
  salesCap: number | undefined
  /** Sales that wait to be paid, or are. */
  sold: number
  from: Temporal.Instant
  madeBy: string
  madeAt: Temporal.Instant
  state: 'now' | 'coming' | 'over'
}

/** Something on sale, or that was, with everything it ever was. */
export type CatalogueItem = {
  id: string
  kind: 'package' | 'topup' | 'custom'
  organization: { id: string; name: string } | undefined
  withdrawn: { at: Temporal.Instant; by: string; why: string } | undefined
  versions: OfferVersion[]
}

/**
 * Puts something on sale: a package or top-up for everybody, or one made for an organization.
 * Refusals in order: offer_wrong (with why), retail_backdated, below_cost.
 */
export async function makeOffer(
  tx: Tx,
  wish: NewOffer,
  by: string,
  now: Temporal.Instant,
): Promise<{ id: string }> {
  const { kind, organization } = wish
  if ((kind === 'custom') !== (organization !== undefined))
    throw refuse('offer_wrong', { why: 'What is made for one organization says for which.' })
  if (organization) {
    const [known] = await tx`select from people.organization_view where id = ${organization}`
    if (!known) throw refuse('offer_wrong', { why: 'There is no such organization.' })
  }
  await changingRetail(tx)
  const least = await fitting(tx, wish, now)
  const id = newId()
  await tx`
    insert into messaging.offer (id, kind, organization_id, made_by, made_at)
    values (${id}, ${kind}, ${organization}, ${by}, ${now})`
  await writeVersion(tx, { id, number: 1 }, { ...wish, ...least }, by, now)
  return { id }
}

/**
 * Sells something on other terms from now or later on, as its next version. What was sold stays what it was.
 * Refusals in order: offer_unknown, offer_withdrawn, offer_wrong (with why), retail_backdated, below_cost (a promotion or
 * bundle that would lead there included).
 */
export async function reviseOffer(
  tx: Tx,
  { id, ...wish }: OfferTerms & { id: string },
  by: string,
  now: Temporal.Instant,
): Promise<{ version: string }> {
  await changingRetail(tx)
  await notWithdrawn(tx, id)
  const least = await fitting(tx, wish, now)
  await refuseReductions(tx, { id, ...wish, ...least }, now)
  const [{ number } = { number: 1 }] = await tx<{ number: number }>`
    select max(number) + 1 as number from messaging.offer_version where offer_id = ${id}`
  return { version: await writeVersion(tx, { id, number }, { ...wish, ...least }, by, now) }
}

/** Takes something off sale, for good. Refusals: offer_unknown, offer_withdrawn. */
export async function withdrawOffer(
  tx: Tx,
  { id, why, by }: { id: string; why: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  await changingRetail(tx)
  await notWithdrawn(tx, id)
  await tx`
    update messaging.offer set withdrawn_at = ${now}, withdrawn_by = ${by}, withdrawn_why = ${why} where id = ${id}`
}

/** Refusals: offer_unknown, offer_withdrawn. */
export async function notWithdrawn(tx: Tx, id: string): Promise<void> {
  const [offer] = await tx<{ withdrawn: boolean }>`
    select withdrawn_at is not null as withdrawn from messaging.offer where id = ${id} for update`
  if (!offer) throw refuse('offer_unknown')
  if (offer.withdrawn) throw refuse('offer_withdrawn')
}

/**
 * What contents cost at most by the terms that count from an instant on: those of then, and those that come later.
 */
export function dearest(
  all: readonly RetailTerms[],
  parts: ReturnType<typeof partsOf>,
  from: Temporal.Instant,
): { cost: bigint; terms: RetailTerms } {
  const standing = all.filter(({ state }) => state !== 'withdrawn')
  const then = standing.find((one) => Temporal.Instant.compare(one.from, from) <= 0)!
  const later = standing.filter((one) => Temporal.Instant.compare(one.from, from) > 0)
  const costs = [then, ...later].map((terms) => costOf(parts, terms))
  return { cost: costs.reduce((most, cost) => (cost > most ? cost : most)), terms: then }
}

/** Looks whether terms of sale fit together; says their lowest price, cost and currency. */
async function fitting(tx: Tx, wish: OfferTerms, now: Temporal.Instant) {
  const wrong = (why: string) => refuse('offer_wrong', { why })
  const { sms, whatsapp, email, price, tiers, suits, salesCap, validDays } = wish
  if ([sms, whatsapp, email].some((units) => !Number.isInteger(units) || units < 0 || units > 1e8))
    throw wrong('It holds whole units of each kind, at most 100 million.')
  if (sms + whatsapp + email === 0) throw wrong('It holds something.')
  if (price <= 0n || price > 10n ** 11n) throw wrong('A price lies above zero.')
  if (!Number.isInteger(validDays) || validDays < 1 || validDays > 3650)
    throw wrong('Credits are valid for 1 to 3,650 days.')
  if (wish.name.trim().length < 2 || wish.name.length > 80)
    throw wrong('A name has 2 to 80 letters.')
  if (suits.from !== undefined && suits.to !== undefined && suits.to < suits.from)
    throw wrong('It suits from fewer members to more.')
  for (const [index, { from, offRate }] of tiers.entries()) {
    const before = tiers[index - 1] ?? { from: 1, offRate: 0 }
    if (from <= before.from || offRate <= before.offRate || offRate > 9999 || from > 10_000)
      throw wrong('Each volume tier begins at more than the one before, and takes more off.')
  }
  if (salesCap !== undefined && (!Number.isInteger(salesCap) || salesCap < 1))
    throw wrong('A loss leader is sold at least once.')
  const from = wish.from ?? now
  if (Temporal.Instant.compare(from, now) < 0) throw refuse('retail_backdated')
  const leastPrice = lessRate(price, tiers.at(-1)?.offRate ?? 0)
  const { cost, terms } = dearest(await listTerms(tx, now), partsOf(wish), from)
  if (leastPrice < cost && salesCap === undefined)
    throw refuse('below_cost', {
      cost: `${cost}`,
      price: `${leastPrice}`,
      currency: terms.currency,
    })
  return { from, leastPrice, plannedCost: cost, currency: terms.currency }
}

/** What is taken off it, now or later, may not lead below cost either, unless somebody said so there. */
async function refuseReductions(tx: Tx, wish: Fitted & { id: string }, now: Temporal.Instant) {
  if (wish.salesCap !== undefined) return
  const reductions = await tx<{ name: string; offRate: number }>`
    select name, off_rate as "offRate" from messaging.promotion
      where offer_id = ${wish.id} and ends_at > ${now} and not loss_leader
    union all select name, off_rate from messaging.bundle
      where gives_offer = ${wish.id} and ends_at > ${now} and not loss_leader`
  for (const { name, offRate } of reductions) {
    const price = lessRate(wish.price, offRate)
    if (price < wish.plannedCost)
      throw refuse('below_cost', {
        cost: `${wish.plannedCost}`,
        price: `${price}`,
        currency: wish.currency,
        by: name,
      })
  }
}

type Fitted = OfferTerms & Awaited<ReturnType<typeof fitting>>

async function writeVersion(
  tx: Tx,
  { id: offer, number }: { id: string; number: number },
  wish: Fitted,
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  const id = newId()
  const { suits, salesCap } = wish
  await tx`
    insert into messaging.offer_version (id, offer_id, number, name, sms, whatsapp, email, price, currency, valid_days,
      planned_list, popular, suits_from, suits_to, least_price, planned_cost, loss_leader, sales_cap, from_at, made_by, made_at)
    values (${id}, ${offer}, ${number}, ${wish.name.trim()}, ${wish.sms}, ${wish.whatsapp}, ${wish.email}, ${wish.price},
      ${wish.currency}, ${wish.validDays}, ${wish.plannedList}, ${wish.popular}, ${suits.from}, ${suits.to},
      ${wish.leastPrice}, ${wish.plannedCost}, ${salesCap !== undefined}, ${salesCap}, ${wish.from}, ${by}, ${now})`
  for (const { from, offRate } of wish.tiers)
    await tx`insert into messaging.offer_tier values (${id}, ${from}, ${offRate})`
  return id
}

type VersionRow = Omit<OfferVersion, 'plannedList' | 'salesCap' | 'suits'> & {
  offer: string
  plannedList: bigint | null
  salesCap: number | null
  suitsFrom: number | null
  suitsTo: number | null
}

/** Everything that is on sale, will be, or was; what is on sale first, the cheapest before the dearer. */
export async function listCatalogue(q: Query, now: Temporal.Instant): Promise<CatalogueItem[]> {
  const items = await q<{
    id: string
    kind: CatalogueItem['kind']
    organizationId: string | null
    organizationName: string | null
    at: Temporal.Instant | null
    by: string | null
    why: string | null
  }>`
    select o.id, o.kind, o.organization_id as "organizationId", g.name as "organizationName",
      o.withdrawn_at as at, o.withdrawn_by as by, o.withdrawn_why as why
    from messaging.offer o left join people.organization_view g on g.id = o.organization_id
    order by o.withdrawn_at is not null, o.id`
  const versions = await q<VersionRow>`
    select v.id, v.offer_id as offer, number, v.name, sms, whatsapp, email, price, currency, valid_days as "validDays",
      planned_list as "plannedList", popular, suits_from as "suitsFrom", suits_to as "suitsTo",
      planned_cost as "plannedCost", loss_leader as "lossLeader", sales_cap as "salesCap", from_at as "from",
      made_by as "madeBy", made_at as "madeAt",
      coalesce((select json_agg(json_build_object('from', from_quantity, 'offRate', off_rate) order by from_quantity)
        from messaging.offer_tier t where t.version_id = v.id), '[]') as tiers,
      (select coalesce(sum(s.quantity), 0)::int from messaging.offer_sale s join payments.orders o on o.id = s.order_id
        where s.version_id = v.id and o.state in ('waiting', 'paid')) as sold,
      case when from_at > ${now} then 'coming'
           when v.id = (select l.id from messaging.offer_version l
             where l.offer_id = v.offer_id and l.from_at <= ${now} order by l.from_at desc, l.number desc limit 1) then 'now'
           else 'over' end as state
    from messaging.offer_version v order by from_at desc, number desc`
  const byOffer = Map.groupBy(versions, (row) => row.offer)
  return items
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      organization: row.organizationId
        ? { id: row.organizationId, name: row.organizationName ?? '' }
        : undefined,
      withdrawn: row.at ? { at: row.at, by: row.by!, why: row.why! } : undefined,
      versions: (byOffer.get(row.id) ?? []).map(versionFrom),
    }))
    .sort(
      (a, b) =>
        Number(Boolean(a.withdrawn)) - Number(Boolean(b.withdrawn)) ||
        Number(priceOf(a) - priceOf(b)),
    )
}

const priceOf = ({ versions }: CatalogueItem) =>
  (versions.find(({ state }) => state === 'now') ?? versions[0]!).price

const versionFrom = ({ offer: _offer, ...row }: VersionRow): OfferVersion => {
  const { plannedList, salesCap, suitsFrom, suitsTo, ...rest } = row
  return {
    ...rest,
    plannedList: plannedList ?? undefined,
    salesCap: salesCap ?? undefined,
    suits: { from: suitsFrom ?? undefined, to: suitsTo ?? undefined },
  }
}
