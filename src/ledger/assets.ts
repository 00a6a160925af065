import { formatUnits, type Value } from '#base'
import { refuse } from './problems.ts'

/** ISO 4217 by exponent: the currencies whose exponent is not 2. */
const EXPONENTS: Record<number, string> = {
  0: 'JPY KRW BIF CLP DJF GNF ISK KMF PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}
const CENTS =
  'USD EUR INR GBP AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG'

export type AssetKind = 'currency' | 'credit' | 'token' | 'message'
export type Asset = { id: number; code: string; scale: number; kind: AssetKind }

const codes = (text: string, scale: number, kind: AssetKind) =>
  text.split(' ').map((code) => ({ code, scale, kind }))

/** Every asset that the ledger counts; `ledger.asset` holds the same, and a test proves it. */
export const ASSETS: ReadonlyMap<string, Asset> = new Map(
  [
    ...codes(CENTS, 2, 'currency'),
    ...Object.entries(EXPONENTS).flatMap(([scale, list]) => codes(list, Number(scale), 'currency')),
    ...codes('CREDIT', 2, 'credit'),
    ...codes('TOKEN', 2, 'token'),
    ...codes('SMS WHATSAPP EMAIL', 0, 'message'),
  ].map((asset, index) => [asset.code, { id: index + 1, ...asset }]),
)

/** An asset by its code. Refuses `unknown_asset`. */
export function assetOf(code: string): Asset {
  const found = ASSETS.get(code)
  if (!found) throw refuse('unknown_asset', { asset: code })
  return found
}

/** Decimal places of an asset. Refuses `unknown_asset`. */
export function scaleOf(asset: string): number {
  return assetOf(asset).scale
}

/** Units as the API writes them: `value(1312n, 'USD')` is `{ amount: '13.12', asset: 'USD' }`. */
export function value(units: bigint, asset: string): Value {
  return { amount: formatUnits(units, scaleOf(asset)), asset }
}
