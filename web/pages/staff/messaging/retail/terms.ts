import type { RetailTerms } from '../../../../api/retail.ts'
import { placesOf, type ReckonedWith, unitsFrom } from '../../../../format/retail.ts'

export const ASSETS = ['SMS', 'WHATSAPP', 'EMAIL'] as const
export type Asset = (typeof ASSETS)[number]
export const ASSET_NAMES: Record<Asset, string> = {
  SMS: 'SMS',
  WHATSAPP: 'WhatsApp',
  EMAIL: 'E-mail',
}

/** What is typed into the form of prices. Shares in per cent. */
export type TypedTerms = {
  prices: Record<Asset, string>
  costs: Record<Asset, string>
  feeRate: string
  feeFixed: string
  feeTaxRate: string
  taxRate: string
  taxIncluded: boolean
}

/** Millionths as per cent: 180000 is `18`. */
const percentText = (millionths: number) => `${millionths / 10_000}`

export const typedFrom = (terms: RetailTerms): TypedTerms => ({
  prices: terms.prices,
  costs: terms.costs,
  feeRate: percentText(terms.fee.rate),
  feeFixed: terms.fee.fixed.amount,
  feeTaxRate: percentText(terms.fee.taxRate),
  taxRate: percentText(terms.tax.rate),
  taxIncluded: terms.tax.included,
})

/** What is typed, ready to be reckoned with; undefined while something in it is no figure. */
export function reckonedWith(typed: TypedTerms, currency: string): ReckonedWith | undefined {
  const scale = placesOf(currency)
  const rates = (texts: Record<Asset, string>) => {
    const [SMS, WHATSAPP, EMAIL] = ASSETS.map((asset) => unitsFrom(texts[asset], 6))
    if (SMS === undefined || WHATSAPP === undefined || EMAIL === undefined) return undefined
    return { SMS, WHATSAPP, EMAIL }
  }
  const [prices, costs] = [rates(typed.prices), rates(typed.costs)]
  const [feeRate, feeTaxRate, taxRate] = [typed.feeRate, typed.feeTaxRate, typed.taxRate].map(
    (text) => unitsFrom(text, 4),
  )
  const fixed = unitsFrom(typed.feeFixed, scale)
  if (!prices || !costs || fixed === undefined) return undefined
  if (feeRate === undefined || feeTaxRate === undefined || taxRate === undefined) return undefined
  if (ASSETS.some((asset) => prices[asset] === 0n)) return undefined
  return {
    scale,
    prices,
    costs,
    fee: { rate: Number(feeRate), fixed, taxRate: Number(feeTaxRate) },
    tax: { rate: Number(taxRate), included: typed.taxIncluded },
  }
}
