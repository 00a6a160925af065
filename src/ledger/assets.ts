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
export type Asset = { code: string; scale: number; kind: AssetKind }

/** Every asset that the ledger counts; `ledger.asset` holds the same, and a test proves it. */
export const ASSETS: ReadonlyMap<string, Asset> = new Map(
  [
    ...CENTS.split(' ').map((code): Asset => ({ code, scale: 2, kind: 'currency' })),
    ...Object.entries(EXPONENTS).flatMap(([scale, codes]) =>
      codes.split(' ').map((code): Asset => ({ code, scale: Number(scale), kind: 'currency' })),
    ),
    { code: 'CREDIT', scale: 2, kind: 'credit' } as const,
    { code: 'TOKEN', scale: 2, kind: 'token' } as const,
    ...['SMS', 'WHATSAPP', 'EMAIL'].map((code): Asset => ({ code, scale: 0, kind: 'message' })),
  ].map((asset) => [asset.code, asset]),
)

/** Decimal places of an asset. Refuses `unknown_asset`. */
export function scaleOf(asset: string): number {
  const found = ASSETS.get(asset)
  if (!found) throw refuse('unknown_asset', { asset })
  return found.scale
}

/** Units as the API writes them: `value(1312n, 'USD')` is `{ amount: '13.12', asset: 'USD' }`. */
export function value(units: bigint, asset: string): Value {
  return { amount: formatUnits(units, scaleOf(asset)), asset }
}
