import { newId, type Query, type Tx } from '#base'
import { ASSETS } from '#ledger'
import { refuse } from '../problems.ts'
import { stepOf } from '../tax/reckoning.ts'
import { worth } from './rates.ts'

/** The currency in which one credit's face value is reckoned, and educators earn. */
export const FACE_CURRENCY = 'USD'

/** What a whole credit costs in a currency from an instant on; `price` undefined: it is not sold there. */
export type CreditPrice = {
  id: string
  currency: string
  price: bigint | undefined
  /** How many are sold at once, in hundredths. */
  least: bigint
  most: bigint
  from: Temporal.Instant
  madeBy: string
  state: 'now' | 'coming' | 'over' | 'withdrawn'
}

type PriceRow = Omit<CreditPrice, 'price'> & { price: bigint | null }
const priceOf = (row: PriceRow): CreditPrice => ({ ...row, price: row.price ?? undefined })

/** Prices of credits, by currency, the latest first. */
export async function listCreditPrices(q: Query, now: Temporal.Instant): Promise<CreditPrice[]> {
  const rows = await q<PriceRow>`
    select id, currency, price, least, most, from_at as "from", made_by as "madeBy",
           case when withdrawn_at is not null then 'withdrawn' when from_at > ${now} then 'coming'
                when from_at = max(from_at) filter (where withdrawn_at is null and from_at <= ${now})
                  over (partition by currency) then 'now' else 'over' end as state
      from payments.credit_price order by currency = ${FACE_CURRENCY} desc, currency, from_at desc, made_at desc`
  return rows.map(priceOf)
}

/** The currencies in which credits are sold now, the house's own first. */
export const creditPricesNow = async (q: Query, now: Temporal.Instant) =>
  (await listCreditPrices(q, now)).filter(
    (one): one is CreditPrice & { price: bigint } => one.state === 'now' && one.price !== undefined,
  )

/** What credits cost in a currency now. Refusal: currency_not_offered (with those that are). */
export async function creditPrice(q: Query, currency: string, now: Temporal.Instant) {
  const prices = await creditPricesNow(q, now)
  const found = prices.find((one) => one.currency === currency)
  if (!found) throw refuse('currency_not_offered', { offered: prices.map((one) => one.currency) })
  return found
}

export type NewCreditPrice = {
  currency: string
  price: bigint | undefined
  least: bigint
  most: bigint
  from?: Temporal.Instant | undefined
  by: string
}

/**
 * Sets what credits cost in a currency from an instant on. Another currency than the face value's needs a
 * rate on record, or what is paid in it could not be earned.
 * Refusals in order: price_wrong (with why), price_backdated, rate_unknown, price_taken.
 */
export async function setCreditPrice(
  tx: Tx,
  wish: NewCreditPrice,
  now: Temporal.Instant,
): Promise<{ id: string }> {
  const { currency, price, least, most } = wish
  const from = wish.from ?? now
  refusePriceless(currency, price)
  if (least <= 0n || most < least || least % 100n || most % 100n)
    throw refuse('price_wrong', { why: 'Credits are sold whole, at least one at a time.' })
  if (Temporal.Instant.compare(from, now) < 0) throw refuse('price_backdated')
  if (price && currency !== FACE_CURRENCY) await worth(tx, 100n, currency, FACE_CURRENCY, now)
  const id = newId()
  const made = await tx`
    insert into payments.credit_price (id, currency, price, least, most, from_at, made_at, made_by)
    values (${id}, ${currency}, ${price}, ${least}, ${most}, ${from}, ${now}, ${wish.by})
    on conflict (currency, from_at) where withdrawn_at is null do nothing returning id`
  if (made.length === 0) throw refuse('price_taken')
  return { id }
}

/** Currencies that card networks count in other units than ISO 4217 (docs.stripe.com/currencies, special cases). */
const COUNTED_OTHERWISE = new Set(['ISK', 'UGX', 'MGA'])

/** A price lies above zero, in a currency of ISO 4217, in steps that can be charged. Refusal: price_wrong. */
export function refusePriceless(currency: string, price: bigint | undefined): void {
  if (ASSETS.get(currency)?.kind !== 'currency')
    throw refuse('price_wrong', { why: `${currency} is no currency.` })
  if (price !== undefined && COUNTED_OTHERWISE.has(currency))
    throw refuse('price_wrong', {
      why: `Card networks count ${currency} in other units than the books do.`,
    })
  if (price !== undefined && price <= 0n)
    throw refuse('price_wrong', { why: 'A price lies above zero.' })
  if (price !== undefined && price % stepOf(currency) !== 0n)
    throw refuse('price_wrong', {
      why: `${currency} is charged in steps of ten of its smallest unit.`,
    })
}

/** Takes back a price that has not begun. Refusals: price_unknown, price_begun. */
export async function withdrawCreditPrice(
  tx: Tx,
  { id, by }: { id: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const [row] = await tx<{ from_at: Temporal.Instant; withdrawn_at: Temporal.Instant | null }>`
    select from_at, withdrawn_at from payments.credit_price where id = ${id} for update`
  if (!row || row.withdrawn_at) throw refuse('price_unknown')
  if (Temporal.Instant.compare(row.from_at, now) <= 0) throw refuse('price_begun')
  await tx`
    update payments.credit_price set withdrawn_at = ${now}, withdrawn_by = ${by} where id = ${id}`
}

/** So many credits at a price, with some on top that nothing was paid for. Credits in hundredths. */
export type Pack = {
  id: string
  name: string
  credits: bigint
  bonus: bigint
  /** After how many days the bonus runs out; undefined: never. */
  bonusDays: number | undefined
  from: Temporal.Instant
  until: Temporal.Instant | undefined
  prices: { currency: string; price: bigint }[]
  /** Paid orders of it. */
  sold: number
  state: 'now' | 'coming' | 'over'
}

type PackRow = Omit<Pack, 'bonusDays' | 'until' | 'prices' | 'state'> & {
  bonusDays: number | null
  until: Temporal.Instant | null
  prices: { currency: string; price: string }[]
}

/** Every pack there was, those on sale first, the smallest first. */
export async function listPacks(q: Query, now: Temporal.Instant): Promise<Pack[]> {
  const rows = await q<PackRow>`
    select p.id, p.name, p.credits, p.bonus, p.bonus_days as "bonusDays", p.on_sale_from as "from",
           p.on_sale_until as "until",
           (select json_agg(json_build_object('currency', currency, 'price', price::text) order by currency)
              from payments.pack_price where pack_id = p.id) as prices,
           (select count(*)::int from payments.order_line l join payments.orders o on o.id = l.order_id
             where l.data ->> 'pack' = p.id::text and o.state = 'paid') as sold
      from payments.pack p
     order by p.on_sale_until is not null, p.credits, p.on_sale_from desc`
  return rows.map((row) => ({
    ...row,
    bonusDays: row.bonusDays ?? undefined,
    until: row.until ?? undefined,
    prices: row.prices.map(({ currency, price }) => ({ currency, price: BigInt(price) })),
    state: stateOf(row, now),
  }))
}

const stateOf = (row: PackRow, now: Temporal.Instant): Pack['state'] =>
  row.until && Temporal.Instant.compare(row.until, now) <= 0
    ? 'over'
    : Temporal.Instant.compare(row.from, now) > 0
      ? 'coming'
      : 'now'

/** A pack that is on sale now, and its price in a currency. Refusals: pack_unknown, currency_not_offered. */
export async function packOnSale(
  q: Query,
  id: string,
  currency: string,
  now: Temporal.Instant,
): Promise<Pack & { price: bigint }> {
  const pack = (await listPacks(q, now)).find((one) => one.id === id && one.state === 'now')
  if (!pack) throw refuse('pack_unknown')
  const own = pack.prices.find((one) => one.currency === currency)
  if (!own)
    throw refuse('currency_not_offered', { offered: pack.prices.map((one) => one.currency) })
  return { ...pack, price: own.price }
}

export type NewPack = {
  name: string
  credits: bigint
  bonus: bigint
  bonusDays?: number | undefined
  prices: readonly { currency: string; price: bigint }[]
  from?: Temporal.Instant | undefined
  by: string
}

/** Puts a pack on sale; it never changes: another price is another pack. Refusals: price_wrong (with why), rate_unknown. */
export async function makePack(
  tx: Tx,
  wish: NewPack,
  now: Temporal.Instant,
): Promise<{ id: string }> {
  const { credits, bonus, prices } = wish
  if (credits <= 0n || credits % 100n || bonus < 0n || bonus % 100n)
    throw refuse('price_wrong', { why: 'A pack has whole credits.' })
  if (prices.length === 0) throw refuse('price_wrong', { why: 'A pack has a price.' })
  if (new Set(prices.map(({ currency }) => currency)).size < prices.length)
    throw refuse('price_wrong', { why: 'A pack has one price in each currency.' })
  for (const { currency, price } of prices) {
    refusePriceless(currency, price)
    if (currency !== FACE_CURRENCY) await worth(tx, 100n, currency, FACE_CURRENCY, now)
  }
  const id = newId()
  await tx`
    insert into payments.pack (id, name, credits, bonus, bonus_days, on_sale_from, made_at, made_by)
    values (${id}, ${wish.name}, ${credits}, ${bonus}, ${bonus > 0n ? wish.bonusDays : null}, ${wish.from ?? now}, ${now},
            ${wish.by})`
  for (const { currency, price } of prices) {
    await tx`insert into payments.pack_price (pack_id, currency, price) values (${id}, ${currency}, ${price})`
  }
  return { id }
}

/** Takes a pack off sale; what was bought stays what it was. Refusal: pack_unknown. */
export async function endPack(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  const done = await tx`
    update payments.pack set on_sale_until = greatest(on_sale_from, ${now})
     where id = ${id} and on_sale_until is null returning id`
  if (done.length === 0) throw refuse('pack_unknown')
}
