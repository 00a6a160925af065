import { type Static, Type } from 'typebox'
import { parseUnits } from '#base'
import { ASSETS, value } from '#ledger'
import type { Quote } from '#payments'
import { refuse } from './problems.ts'
import { orNull, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const

export const CurrencySchema = Type.String({ pattern: '^[A-Z]{3}$', examples: ['JPY'] })
export const CountrySchema = Type.String({ pattern: '^[A-Z]{2}$', examples: ['DE'] })
export const TaxZoneSchema = Type.String({
  pattern: '^[A-Z0-9]{1,3}$',
  examples: ['CA'],
  description: 'The part of the country, as ISO 3166-2 has it, without the country',
})
export const CodeSchema = Type.String({ minLength: 1, maxLength: 64 })
/** A percentage with up to four decimals: `19`, `8.875`. */
export const PercentSchema = Type.String({
  pattern: '^[0-9]{1,3}([.][0-9]{1,4})?$',
  examples: ['19', '8.875'],
})

/** What one unit of a currency is worth in another. */
export const RateTextSchema = Type.String({
  pattern: '^[0-9]{1,9}([.][0-9]{1,12})?$',
  examples: ['1.0842'],
})

/** A decimal amount of a currency as units. Refusal: request_invalid, also for more places than it has. */
export function unitsOf(amount: string, asset: string): bigint {
  const found = ASSETS.get(asset)
  const units = found && parseUnits(amount, found.scale)
  if (units === undefined || units < 0n) throw refuse('request_invalid', { amount, asset })
  return units
}

/** `8.875` as 88750 millionths; `19` as 190000. */
export const millionths = (percent: string) => Number(parseUnits(percent, 4)!)
/** 88750 millionths as `8.875`. */
export const percentOf = (rate: number) => `${rate / 10_000}`

export const QuoteSchema = Type.Object(
  {
    list: ValueSchema,
    discount: ValueSchema,
    code: orNull(Type.String()),
    net: ValueSchema,
    tax: ValueSchema,
    taxName: orNull(Type.String()),
    taxPercent: orNull(PercentSchema),
    taxIncluded: Type.Boolean(),
    taxDue: Type.Enum(['sale', 'redemption']),
    total: ValueSchema,
    country: orNull(CountrySchema),
  },
  { ...thing, description: 'What it comes to: the list price, less a code’s part, with tax' },
)

export function quoteOf(said: Quote, currency: string): Static<typeof QuoteSchema> {
  const money = (units: bigint) => value(units, currency)
  const list = said.lines.reduce(
    (sum, { unitPrice = 0n, quantity = 1 }) => sum + unitPrice * BigInt(quantity),
    0n,
  )
  return {
    list: money(list),
    discount: money(said.discount?.amount ?? 0n),
    code: said.discount?.code ?? null,
    net: money(said.net),
    tax: money(said.tax),
    taxName: said.terms?.name ?? null,
    taxPercent: said.terms ? percentOf(said.terms.rate) : null,
    taxIncluded: said.terms?.included ?? false,
    taxDue: said.terms?.due ?? 'sale',
    total: money(said.total),
    country: said.place.place?.country ?? null,
  }
}
