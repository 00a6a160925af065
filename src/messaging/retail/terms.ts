import type { Query, Tx } from '#base'
import { ASSETS, scaleOf } from '#ledger'
import type { Category, MessageAsset } from '../message.ts'
import { refuse } from './problems.ts'
import { roundedUp } from './ratio.ts'
import { worthAt } from './reckoning.ts'
import type { UnitRules } from './units.ts'

/** What is counted, in the order in which people read it. */
export const MESSAGE_ASSETS = ['SMS', 'WHATSAPP', 'EMAIL'] as const satisfies MessageAsset[]

/** For each asset, in millionths of a whole unit of the currency: 0.1150 INR is 115000n. */
export type Rates = Record<MessageAsset, bigint>

/** How retail is reckoned from an instant on. Shares in millionths. */
export type RetailTerms = UnitRules & {
  version: number
  from: Temporal.Instant
  currency: string
  /** What one unit is worth when bought alone. */
  prices: Rates
  /** What one unit is reckoned to cost us; what it did cost is in the books. */
  costs: Rates
  /** What taking a payment costs: a share of it, so much on top (smallest units), and the tax on both. */
  fee: { rate: number; fixed: bigint; taxRate: number }
  /** The tax on a sale as it is reckoned here. What a buyer is taxed is said by the tax rules. */
  tax: { rate: number; included: boolean }
  note: string
  setBy: string
  setAt: Temporal.Instant
  state: 'now' | 'coming' | 'over' | 'withdrawn'
}

type Row = {
  version: number
  from: Temporal.Instant
  currency: string
  prices: Record<MessageAsset, string>
  costs: Record<MessageAsset, string>
  whatsapp: Record<Category, number>
  countries: Record<string, number> | null
  elsewhere: number
  fee: { rate: number; fixed: string; taxRate: number }
  tax: RetailTerms['tax']
  note: string
  setBy: string
  setAt: Temporal.Instant
  state: RetailTerms['state']
}

const exact = (rates: Record<MessageAsset, string>): Rates => ({
  SMS: BigInt(rates.SMS),
  WHATSAPP: BigInt(rates.WHATSAPP),
  EMAIL: BigInt(rates.EMAIL),
})

const termsFrom = ({ countries, elsewhere, ...row }: Row): RetailTerms => ({
  ...row,
  prices: exact(row.prices),
  costs: exact(row.costs),
  fee: { ...row.fee, fixed: BigInt(row.fee.fixed) },
  sms: { countries: countries ?? {}, elsewhere },
})

/** Every version of the prices, the latest beginning first. */
export async function listTerms(q: Query, now: Temporal.Instant): Promise<RetailTerms[]> {
  const rows = await q<Row>`
    select t.version, from_at as "from", currency, note, set_by as "setBy", set_at as "setAt",
      json_build_object('SMS', sms_price::text, 'WHATSAPP', whatsapp_price::text, 'EMAIL', email_price::text) as prices,
      json_build_object('SMS', sms_cost::text, 'WHATSAPP', whatsapp_cost::text, 'EMAIL', email_cost::text) as costs,
      json_build_object('authentication', whatsapp_authentication, 'utility', whatsapp_utility,
        'service', whatsapp_service, 'marketing', whatsapp_marketing) as whatsapp,
      (select json_object_agg(country, thousandths order by country) from messaging.retail_country c
        where c.version = t.version) as countries, sms_elsewhere as elsewhere,
      json_build_object('rate', fee_rate, 'fixed', fee_fixed::text, 'taxRate', fee_tax_rate) as fee,
      json_build_object('rate', tax_rate, 'included', tax_included) as tax,
      case when withdrawn_at is not null then 'withdrawn' when from_at > ${now} then 'coming'
           when from_at = max(from_at) filter (where withdrawn_at is null and from_at <= ${now}) over () then 'now'
           else 'over' end as state
    from messaging.retail_terms t order by from_at desc, version desc`
  return rows.map(termsFrom)
}

/** What counts now. */
export async function termsNow(q: Query, now: Temporal.Instant): Promise<RetailTerms> {
  const found = (await listTerms(q, now)).find(({ state }) => state === 'now')
  if (!found) throw new Error('no terms of retail have begun')
  return found
}

export type NewTerms = Omit<RetailTerms, 'version' | 'from' | 'state' | 'setBy' | 'setAt'> & {
  from?: Temporal.Instant | undefined
}

/**
 * Sets what counts from an instant on, as a new version. What was sold before stays what it was.
 * Refusals in order: retail_terms_wrong (with why), retail_backdated, retail_currency_in_use (with what is on sale),
 * below_cost (offers on sale that would lose money without being loss leaders), retail_terms_taken.
 */
export async function setTerms(
  tx: Tx,
  wish: NewTerms,
  by: string,
  now: Temporal.Instant,
): Promise<RetailTerms> {
  const from = wish.from ?? now
  refuseUnfit(wish)
  if (Temporal.Instant.compare(from, now) < 0) throw refuse('retail_backdated')
  await changingRetail(tx)
  await refuseAgainstOffers(tx, wish, now)
  const [{ version } = { version: 0 }] = await tx<{ version: number }>`
    select max(version) + 1 as version from messaging.retail_terms`
  const { prices, costs, whatsapp, sms, fee, tax } = wish
  const made = await tx`
    insert into messaging.retail_terms (version, from_at, currency, sms_price, whatsapp_price, email_price, sms_cost,
      whatsapp_cost, email_cost, whatsapp_authentication, whatsapp_utility, whatsapp_service, whatsapp_marketing,
      sms_elsewhere, fee_rate, fee_fixed, fee_tax_rate, tax_rate, tax_included, note, set_by, set_at)
    values (${version}, ${from}, ${wish.currency}, ${prices.SMS}, ${prices.WHATSAPP}, ${prices.EMAIL}, ${costs.SMS},
      ${costs.WHATSAPP}, ${costs.EMAIL}, ${whatsapp.authentication}, ${whatsapp.utility}, ${whatsapp.service},
      ${whatsapp.marketing}, ${sms.elsewhere}, ${fee.rate}, ${fee.fixed}, ${fee.taxRate}, ${tax.rate}, ${tax.included},
      ${wish.note}, ${by}, ${now})
    on conflict (from_at) where withdrawn_at is null do nothing returning version`
  if (made.length === 0) throw refuse('retail_terms_taken')
  for (const [country, thousandths] of Object.entries(sms.countries))
    await tx`insert into messaging.retail_country values (${version}, ${country}, ${thousandths})`
  return (await listTerms(tx, now)).find((one) => one.version === version)!
}

/** Takes back a version that has not begun. Refusals: retail_terms_unknown, retail_terms_begun. */
export async function withdrawTerms(
  tx: Tx,
  { version, by }: { version: number; by: string },
  now: Temporal.Instant,
): Promise<void> {
  await changingRetail(tx)
  const found = (await listTerms(tx, now)).find((one) => one.version === version)
  if (!found || found.state === 'withdrawn') throw refuse('retail_terms_unknown')
  if (found.state !== 'coming') throw refuse('retail_terms_begun')
  await tx`
    update messaging.retail_terms set withdrawn_at = ${now}, withdrawn_by = ${by} where version = ${version}`
}

/** Prices and offers are changed one after the other: each is looked at in the light of the others. */
export const changingRetail = (tx: Tx) =>
  tx`select pg_advisory_xact_lock(hashtextextended('messaging.retail', 0))`

const within = (value: bigint | number, least: bigint | number, most: bigint | number) =>
  value >= least && value <= most

function refuseUnfit({ currency, prices, costs, whatsapp, sms, fee, tax, note }: NewTerms): void {
  const wrong = (why: string) => refuse('retail_terms_wrong', { why })
  if (ASSETS.get(currency)?.kind !== 'currency') throw wrong(`${currency} is no currency.`)
  for (const asset of MESSAGE_ASSETS) {
    if (!within(prices[asset], 1n, 10n ** 12n)) throw wrong('The price of a unit lies above zero.')
    if (!within(costs[asset], 0n, 10n ** 12n)) throw wrong('A unit costs nothing or more.')
  }
  if (Object.values(whatsapp).some((units) => !Number.isInteger(units) || !within(units, 0, 1000)))
    throw wrong('A WhatsApp message takes whole units, at most 1,000.')
  const multipliers = [...Object.values(sms.countries), sms.elsewhere]
  if (multipliers.some((one) => !Number.isInteger(one) || !within(one, 1, 1_000_000)))
    throw wrong('A segment counts a thousandth to a thousand units in any country.')
  if (Object.keys(sms.countries).some((country) => !/^[A-Z]{2}$/.test(country)))
    throw wrong('Countries are written with two letters: IN, DE.')
  if (!within(fee.rate, 0, 500_000) || fee.fixed < 0n || !within(fee.taxRate, 0, 1_000_000))
    throw wrong('A payment costs a share of at most 50 %, and nothing less than nothing on top.')
  if (!within(tax.rate, 0, 1_000_000)) throw wrong('A tax is at most 100 %.')
  if (!within(note.trim().length, 3, 500)) throw wrong('Say why, in 3 to 500 characters.')
}

type Kept = {
  id: string
  name: string
  currency: string
  quantities: number[]
  least: bigint
  lossLeader: boolean
}

/** What is on sale, or will be, must be in the currency of the terms, and not below cost unless it is a loss leader. */
async function refuseAgainstOffers(
  tx: Tx,
  { currency, costs }: NewTerms,
  now: Temporal.Instant,
): Promise<void> {
  const offers = await tx<Kept>`
    select o.id, v.name, v.currency, array[v.sms, v.whatsapp, v.email] as quantities,
      least(v.least_price, (select min(ceil(v.price * (10000 - r.off_rate) / 10000.0))::bigint from (
        select off_rate from messaging.promotion where offer_id = o.id and ends_at > ${now} and not loss_leader
        union all select off_rate from messaging.bundle where gives_offer = o.id and ends_at > ${now} and not loss_leader) r))
        as least, v.loss_leader as "lossLeader"
    from messaging.offer o join messaging.offer_version v on v.offer_id = o.id
    where o.withdrawn_at is null and not exists (select from messaging.offer_version later
      where later.offer_id = o.id and later.from_at <= greatest(v.from_at, ${now}::timestamptz)
        and (later.from_at, later.number) > (v.from_at, v.number))
    order by v.price, o.id`
  const other = offers.filter((one) => one.currency !== currency)
  if (other.length > 0)
    throw refuse('retail_currency_in_use', { offers: other.map(({ id, name }) => ({ id, name })) })
  const losing = offers.filter(({ quantities, least, lossLeader }) => {
    const parts = MESSAGE_ASSETS.map((asset, index) => ({
      asset,
      quantity: BigInt(quantities[index]!),
    }))
    return !lossLeader && least < roundedUp(worthAt(parts, costs, scaleOf(currency)))
  })
  if (losing.length > 0)
    throw refuse('below_cost', { offers: losing.map(({ id, name }) => ({ id, name })) })
}
