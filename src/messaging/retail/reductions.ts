import { newId, type Query, sql, type Tx } from '#base'
import { dearest, notWithdrawn } from './catalogue.ts'
import { onSale, partsOf, soldWhere } from './offers.ts'
import { refuse } from './problems.ts'
import { lessRate } from './reckoning.ts'
import { changingRetail, listTerms } from './terms.ts'

/** What lasts from one instant to another, and takes so much off (basis points), so often at most. */
type Lasting = {
  name: string
  offRate: number
  from?: Temporal.Instant | undefined
  until: Temporal.Instant
  /** May go below cost; then its sales are limited. */
  lossLeader: boolean
  salesCap?: number | undefined
}

export type NewPromotion = Lasting & { offer: string }

/** Three of one bought, and one of another costs less, once. */
export type NewBundle = Lasting & {
  needs: string
  needsQuantity: number
  withinDays: number
  gives: string
}

type Running = {
  id: string
  name: string
  offRate: number
  from: Temporal.Instant
  until: Temporal.Instant
  lossLeader: boolean
  salesCap: number | undefined
  sold: number
  madeBy: string
  state: 'now' | 'coming' | 'over'
}
export type Promotion = Running & { offer: { id: string; name: string } }
export type Bundle = Running & {
  needs: { id: string; name: string }
  needsQuantity: number
  withinDays: number
  gives: { id: string; name: string }
}

/**
 * Takes something off one offer for a while. Two promotions of one offer never overlap; with a volume tier the better of
 * the two counts, not both.
 * Refusals in order: offer_unknown, offer_withdrawn, offer_wrong (with why), retail_backdated, below_cost, promotion_overlaps.
 */
export async function makePromotion(
  tx: Tx,
  wish: NewPromotion,
  by: string,
  now: Temporal.Instant,
): Promise<{ id: string }> {
  await changingRetail(tx)
  await notWithdrawn(tx, wish.offer)
  const from = await lasting(tx, wish, wish.offer, now)
  const [other] = await tx<{ id: string; name: string }>`
    select id, name from messaging.promotion where offer_id = ${wish.offer}
      and tstzrange(from_at, ends_at) && tstzrange(${from}, ${wish.until})`
  if (other) throw refuse('promotion_overlaps', { promotion: other.id, name: other.name })
  const id = newId()
  await tx`
    insert into messaging.promotion (id, offer_id, name, off_rate, from_at, until_at, ends_at, loss_leader, sales_cap, made_by, made_at)
    values (${id}, ${wish.offer}, ${wish.name.trim()}, ${wish.offRate}, ${from}, ${wish.until}, ${wish.until}, ${wish.lossLeader},
      ${wish.salesCap}, ${by}, ${now})`
  return { id }
}

/** Ends a promotion now, or before it begins. Refusals: promotion_unknown, promotion_over. */
export async function endPromotion(
  tx: Tx,
  { id, by }: { id: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const [row] = await tx<{ over: boolean }>`
    select ends_at <= ${now} or ended_by is not null as over from messaging.promotion where id = ${id} for update`
  if (!row) throw refuse('promotion_unknown')
  if (row.over) throw refuse('promotion_over')
  await tx`update messaging.promotion set ends_at = greatest(from_at, ${now}), ended_by = ${by} where id = ${id}`
}

/**
 * Whoever buys so many of one thing may buy one of another for less, once.
 * Refusals in order: offer_unknown, offer_withdrawn, offer_wrong (with why), retail_backdated, below_cost.
 */
export async function makeBundle(
  tx: Tx,
  wish: NewBundle,
  by: string,
  now: Temporal.Instant,
): Promise<{ id: string }> {
  await changingRetail(tx)
  for (const offer of [wish.needs, wish.gives].sort()) await notWithdrawn(tx, offer)
  if (wish.needs === wish.gives)
    throw refuse('offer_wrong', { why: 'A bundle gives something else than what it needs.' })
  const from = await lasting(tx, wish, wish.gives, now)
  const id = newId()
  await tx`
    insert into messaging.bundle (id, name, needs_offer, needs_quantity, within_days, gives_offer, off_rate, from_at, until_at,
      ends_at, loss_leader, sales_cap, made_by, made_at)
    values (${id}, ${wish.name.trim()}, ${wish.needs}, ${wish.needsQuantity}, ${wish.withinDays}, ${wish.gives}, ${wish.offRate},
      ${from}, ${wish.until}, ${wish.until}, ${wish.lossLeader}, ${wish.salesCap}, ${by}, ${now})`
  return { id }
}

/** Ends a bundle now, or before it begins. Refusals: bundle_unknown, bundle_over. */
export async function endBundle(
  tx: Tx,
  { id, by }: { id: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const [row] = await tx<{ over: boolean }>`
    select ends_at <= ${now} or ended_by is not null as over from messaging.bundle where id = ${id} for update`
  if (!row) throw refuse('bundle_unknown')
  if (row.over) throw refuse('bundle_over')
  await tx`update messaging.bundle set ends_at = greatest(from_at, ${now}), ended_by = ${by} where id = ${id}`
}

/** Looks whether it fits together, and whether what remains of the price pays for the contents; answers when it begins. */
async function lasting(
  tx: Tx,
  wish: Lasting,
  offer: string,
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  const wrong = (why: string) => refuse('offer_wrong', { why })
  const from = wish.from ?? now
  if (wish.name.trim().length < 2 || wish.name.length > 80)
    throw wrong('A name has 2 to 80 letters.')
  if (!Number.isInteger(wish.offRate) || wish.offRate < 1 || wish.offRate > 9999)
    throw wrong('It takes off more than nothing, and less than all.')
  if (Temporal.Instant.compare(wish.until, from) <= 0) throw wrong('It ends after it begins.')
  if (wish.lossLeader && wish.salesCap === undefined)
    throw wrong('What may go below cost is limited in how often it is sold.')
  if (Temporal.Instant.compare(from, now) < 0) throw refuse('retail_backdated')
  const versions = (await onSale(tx, from)).filter((row) => row.offer === offer)
  const terms = await listTerms(tx, now)
  for (const row of versions) {
    const { cost } = dearest(terms, partsOf(row), from)
    const price = lessRate(row.price, wish.offRate)
    if (price < cost && !wish.lossLeader && !row.lossLeader)
      throw refuse('below_cost', { cost: `${cost}`, price: `${price}`, currency: row.currency })
  }
  return from
}

/** A name as it is now, or will first be. */
const nameOf = (offer: ReturnType<typeof sql>) => sql`
  (select v.name from messaging.offer_version v where v.offer_id = ${offer} order by number desc limit 1)`

const running = (now: Temporal.Instant, sold: ReturnType<typeof sql>) => sql`
  r.id, r.name, r.off_rate as "offRate", r.from_at as "from", r.ends_at as until, r.loss_leader as "lossLeader",
  r.sales_cap as "salesCap", r.made_by as "madeBy", ${soldWhere(sold)} as sold,
  case when r.ends_at <= ${now} or r.ends_at = r.from_at then 'over' when r.from_at > ${now} then 'coming' else 'now' end as state`

const capped = <Row extends { salesCap: number | null | undefined }>(row: Row) => ({
  ...row,
  salesCap: row.salesCap ?? undefined,
})

/** Every promotion there was, the latest first. */
export async function listPromotions(q: Query, now: Temporal.Instant): Promise<Promotion[]> {
  const rows = await q<Promotion>`
    select ${running(now, sql`s.promotion_id = r.id`)},
      json_build_object('id', r.offer_id, 'name', ${nameOf(sql`r.offer_id`)}) as offer
    from messaging.promotion r order by r.from_at desc, r.id desc`
  return rows.map(capped)
}

/** Every bundle there was, the latest first. */
export async function listBundles(q: Query, now: Temporal.Instant): Promise<Bundle[]> {
  const rows = await q<Bundle>`
    select ${running(now, sql`s.bundle_id = r.id`)}, r.needs_quantity as "needsQuantity", r.within_days as "withinDays",
      json_build_object('id', r.needs_offer, 'name', ${nameOf(sql`r.needs_offer`)}) as needs,
      json_build_object('id', r.gives_offer, 'name', ${nameOf(sql`r.gives_offer`)}) as gives
    from messaging.bundle r order by r.from_at desc, r.id desc`
  return rows.map(capped)
}
