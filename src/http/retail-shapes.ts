import { type Static, Type } from 'typebox'
import { formatUnits, parseUnits } from '#base'
import { scaleOf, value } from '#ledger'
import {
  breakEven,
  type CatalogueItem,
  MESSAGE_ASSETS,
  type NewTerms,
  type Offer,
  type OfferTerms,
  type OfferVersion,
  type Part,
  perMille,
  type Ratio,
  type ReckonedWith,
  type RetailTerms,
  reckon,
  rounded,
} from '#messaging'
import { instant } from './periods.ts'
import { CurrencySchema, unitsOf } from './price-shapes.ts'
import { refuse } from './problems.ts'
import { IdSchema, InstantSchema, orNull, PositiveValueSchema, ValueSchema } from './schemas.ts'

export const thing = { additionalProperties: false } as const

/** A price of one unit has more places than its currency. */
const RateSchema = Type.String({
  pattern: '^[0-9]{1,6}([.][0-9]{1,6})?$',
  examples: ['0.1150'],
  description: 'Of one unit, in the currency of the terms',
})
const RatesSchema = Type.Object({ SMS: RateSchema, WHATSAPP: RateSchema, EMAIL: RateSchema }, thing)
const Millionths = Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Millionths' })
const CategoryUnits = Type.Integer({ minimum: 0, maximum: 1000 })

const termsFields = {
  currency: CurrencySchema,
  prices: RatesSchema,
  costs: RatesSchema,
  whatsapp: Type.Object(
    {
      authentication: CategoryUnits,
      utility: CategoryUnits,
      service: CategoryUnits,
      marketing: CategoryUnits,
    },
    { ...thing, description: 'Units that one message takes' },
  ),
  sms: Type.Object(
    {
      countries: Type.Array(
        Type.Object(
          {
            country: Type.String({ pattern: '^[A-Z]{2}$' }),
            thousandths: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
          },
          thing,
        ),
        { maxItems: 300, description: 'Thousandths of a unit that one segment takes' },
      ),
      elsewhere: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    },
    thing,
  ),
  fee: Type.Object({ rate: Millionths, fixed: ValueSchema, taxRate: Millionths }, thing),
  tax: Type.Object({ rate: Millionths, included: Type.Boolean() }, thing),
  note: Type.String({ minLength: 3, maxLength: 500 }),
}

export const TermsSchema = Type.Object(
  {
    version: Type.Integer(),
    from: InstantSchema,
    state: Type.Enum(['now', 'coming', 'over', 'withdrawn']),
    ...termsFields,
    setBy: Type.String(),
    setAt: InstantSchema,
  },
  thing,
)
export const TermsBody = Type.Object({ ...termsFields, from: Type.Optional(InstantSchema) }, thing)

/** `0.115000` as people write it: at least two places. */
export const rateText = (millionths: bigint) => {
  const text = formatUnits(millionths, 6)
  const trimmed = text.replace(/0{1,4}$/, '')
  return trimmed
}
const ratesText = (rates: RetailTerms['prices']) => ({
  SMS: rateText(rates.SMS),
  WHATSAPP: rateText(rates.WHATSAPP),
  EMAIL: rateText(rates.EMAIL),
})
const ratesFrom = (texts: Static<typeof RatesSchema>) => ({
  SMS: parseUnits(texts.SMS, 6)!,
  WHATSAPP: parseUnits(texts.WHATSAPP, 6)!,
  EMAIL: parseUnits(texts.EMAIL, 6)!,
})

export const termsFrom = (terms: RetailTerms): Static<typeof TermsSchema> => ({
  version: terms.version,
  from: terms.from.toString(),
  state: terms.state,
  currency: terms.currency,
  prices: ratesText(terms.prices),
  costs: ratesText(terms.costs),
  whatsapp: terms.whatsapp,
  sms: {
    countries: Object.entries(terms.sms.countries).map(([country, thousandths]) => ({
      country,
      thousandths,
    })),
    elsewhere: terms.sms.elsewhere,
  },
  fee: { ...terms.fee, fixed: value(terms.fee.fixed, terms.currency) },
  tax: terms.tax,
  note: terms.note,
  setBy: terms.setBy,
  setAt: terms.setAt.toString(),
})

export function termsOf(body: Static<typeof TermsBody>): NewTerms {
  const { countries, elsewhere } = body.sms
  if (new Set(countries.map(({ country }) => country)).size < countries.length)
    throw refuse('request_invalid', { detail: 'A country is named twice.' })
  return {
    ...body,
    from: instant(body.from),
    prices: ratesFrom(body.prices),
    costs: ratesFrom(body.costs),
    sms: {
      countries: Object.fromEntries(countries.map((one) => [one.country, one.thousandths])),
      elsewhere,
    },
    fee: { ...body.fee, fixed: unitsOf(body.fee.fixed.amount, body.currency) },
  }
}

const SuitsSchema = Type.Object(
  { from: orNull(Type.Integer()), to: orNull(Type.Integer()) },
  { ...thing, description: 'Members of an organization whom it suits' },
)
const TierSchema = Type.Object(
  {
    from: Type.Integer({ minimum: 2, maximum: 10_000 }),
    offRate: Type.Integer({ minimum: 1, maximum: 9999, description: 'Basis points off each' }),
  },
  thing,
)
const PartSchema = Type.Object({ quantity: ValueSchema, worth: ValueSchema }, thing)
const ReductionSchema = Type.Object(
  { id: IdSchema, name: Type.String(), offRate: Type.Integer(), until: InstantSchema },
  thing,
)

/** What a buyer is shown: never what it costs us, and never a typed list price. */
export const OfferSchema = Type.Object(
  {
    id: IdSchema,
    kind: Type.Enum(['package', 'topup', 'custom', 'bundle']),
    name: Type.String(),
    parts: Type.Array(PartSchema),
    price: ValueSchema,
    listPrice: ValueSchema,
    worth: Type.Object(ValueSchema.properties, {
      ...thing,
      description: 'At unit prices; shown as struck where it lies above the price',
    }),
    discountRate: Type.Integer({ description: 'Off the worth, in basis points' }),
    validDays: Type.Integer(),
    popular: Type.Boolean(),
    suits: SuitsSchema,
    tiers: Type.Array(TierSchema),
    promotion: orNull(ReductionSchema),
    bundle: orNull(ReductionSchema),
    left: orNull(Type.Integer({ description: 'How many are left where sales are limited' })),
  },
  thing,
)

const reduction = (one: Offer['promotion']) => one && { ...one, until: one.until.toString() }

export function offerFrom(offer: Offer): Static<typeof OfferSchema> {
  const money = (units: bigint) => value(units, offer.currency)
  return {
    id: offer.id,
    kind: offer.kind,
    name: offer.name,
    parts: offer.parts.map(({ asset, quantity, worth }) => ({
      quantity: value(quantity, asset),
      worth: money(worth),
    })),
    price: money(offer.price),
    listPrice: money(offer.listPrice),
    worth: money(offer.worth),
    discountRate: offer.discountRate,
    validDays: offer.validDays,
    popular: offer.popular,
    suits: suitsFrom(offer.suits),
    tiers: offer.tiers,
    promotion: reduction(offer.promotion) ?? null,
    bundle: reduction(offer.bundle) ?? null,
    left: offer.left ?? null,
  }
}

const suitsFrom = ({ from, to }: Offer['suits']) => ({ from: from ?? null, to: to ?? null })

const ShareSchema = Type.Integer({ description: 'Thousandths, rounded' })
export const ReckonedSchema = Type.Object(
  {
    worth: ValueSchema,
    wholesale: ValueSchema,
    profit: ValueSchema,
    margin: ShareSchema,
    markup: orNull(ShareSchema),
    discount: ShareSchema,
    perCredit: ValueSchema,
    net: ValueSchema,
    tax: ValueSchema,
    fee: ValueSchema,
    profitAfter: ValueSchema,
    marginAfter: ShareSchema,
    breakEven: orNull(ValueSchema),
    breakEvenAfter: orNull(ValueSchema),
  },
  { ...thing, description: 'By the terms of now; `After`: with the tax and the fee of a payment' },
)

export const reckonedBy = (terms: RetailTerms): ReckonedWith => ({
  scale: scaleOf(terms.currency),
  prices: terms.prices,
  costs: terms.costs,
  fee: terms.fee,
  tax: terms.tax,
})

export function reckonedFrom(
  price: bigint,
  parts: readonly Part[],
  terms: RetailTerms,
): Static<typeof ReckonedSchema> {
  const by = reckonedBy(terms)
  const now = reckon(price, parts, by)
  const least = breakEven(parts, by)
  const money = (exact: Ratio) => value(rounded(exact), terms.currency)
  const share = (exact: Ratio) => Number(perMille(exact))
  const finer = { over: now.perCredit.over * 100n, under: now.perCredit.under }
  return {
    worth: money(now.worth),
    wholesale: money(now.wholesale),
    profit: money(now.profit),
    margin: share(now.margin),
    markup: now.markup ? share(now.markup) : null,
    discount: share(now.discount),
    perCredit: { amount: formatUnits(rounded(finer), by.scale + 2), asset: terms.currency },
    net: money(now.net),
    tax: money(now.tax),
    fee: money(now.fee),
    profitAfter: money(now.profitAfter),
    marginAfter: share(now.marginAfter),
    breakEven: least.before === undefined ? null : value(least.before, terms.currency),
    breakEvenAfter: least.after === undefined ? null : value(least.after, terms.currency),
  }
}

const Units = Type.Integer({ minimum: 0, maximum: 100_000_000 })
const offerFields = {
  name: Type.String({ minLength: 2, maxLength: 80 }),
  sms: Units,
  whatsapp: Units,
  email: Units,
  price: PositiveValueSchema,
  validDays: Type.Integer({ minimum: 1, maximum: 3650 }),
  plannedList: orNull(PositiveValueSchema),
  popular: Type.Boolean(),
  suits: SuitsSchema,
  tiers: Type.Array(TierSchema, { maxItems: 10 }),
  salesCap: orNull(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: 'It may be sold below cost, so often at most; null: never below cost',
    }),
  ),
}
export const OfferBody = Type.Object({ ...offerFields, from: Type.Optional(InstantSchema) }, thing)
export const NewOfferBody = Type.Object(
  {
    ...OfferBody.properties,
    kind: Type.Enum(['package', 'topup', 'custom']),
    organization: Type.Optional(IdSchema),
  },
  thing,
)

export const offerTermsOf = (
  { price, plannedList, suits, salesCap, from, ...rest }: Static<typeof OfferBody>,
  currency: string,
): OfferTerms => {
  if (price.asset !== currency || (plannedList && plannedList.asset !== currency))
    throw refuse('request_invalid', { detail: `Offers are priced in ${currency}.` })
  return {
    ...rest,
    price: unitsOf(price.amount, currency),
    plannedList: plannedList ? unitsOf(plannedList.amount, currency) : undefined,
    suits: { from: suits.from ?? undefined, to: suits.to ?? undefined },
    salesCap: salesCap ?? undefined,
    from: instant(from),
  }
}

export const VersionSchema = Type.Object(
  {
    id: IdSchema,
    number: Type.Integer(),
    state: Type.Enum(['now', 'coming', 'over']),
    ...offerFields,
    price: ValueSchema,
    plannedList: orNull(ValueSchema),
    plannedCost: ValueSchema,
    lossLeader: Type.Boolean(),
    sold: Type.Integer({ description: 'Paid, or waiting to be' }),
    from: InstantSchema,
    madeBy: Type.String(),
    madeAt: InstantSchema,
    reckoned: ReckonedSchema,
  },
  thing,
)
export const ItemSchema = Type.Object(
  {
    id: IdSchema,
    kind: Type.Enum(['package', 'topup', 'custom']),
    organization: orNull(Type.Object({ id: IdSchema, name: Type.String() }, thing)),
    withdrawn: orNull(
      Type.Object({ at: InstantSchema, by: Type.String(), why: Type.String() }, thing),
    ),
    versions: Type.Array(VersionSchema),
  },
  thing,
)

function versionFrom(version: OfferVersion, terms: RetailTerms): Static<typeof VersionSchema> {
  const money = (units: bigint) => value(units, version.currency)
  const held = [version.sms, version.whatsapp, version.email]
  const parts = MESSAGE_ASSETS.map((asset, index) => ({ asset, quantity: BigInt(held[index]!) }))
  const { suits, salesCap, from, madeAt, currency: _, ...rest } = version
  return {
    ...rest,
    price: money(version.price),
    plannedList: version.plannedList === undefined ? null : money(version.plannedList),
    plannedCost: money(version.plannedCost),
    suits: suitsFrom(suits),
    salesCap: salesCap ?? null,
    from: from.toString(),
    madeAt: madeAt.toString(),
    reckoned: reckonedFrom(version.price, parts, terms),
  }
}

export const itemFrom = (item: CatalogueItem, terms: RetailTerms): Static<typeof ItemSchema> => ({
  id: item.id,
  kind: item.kind,
  organization: item.organization ?? null,
  withdrawn: item.withdrawn ? { ...item.withdrawn, at: item.withdrawn.at.toString() } : null,
  versions: item.versions.map((version) => versionFrom(version, terms)),
})
