import type { DocumentKind } from './documents.ts'

/** What a document says, frozen when it is issued. Amounts are smallest units as decimal text. */
export type Content = {
  /** How it is set; another look is another number, so that what was issued is set as it was. */
  layout: 1
  /** ISO 639-1. */
  language: 'en'
  /** Days on it are days there. */
  zone: string
  /** Nothing of it is real money. */
  sandbox: boolean
  seller: Party & { registration: string | null }
  buyer: Party
  order: { name: string; placedAt: string }
  /** What it pays, corrects or cancels. */
  about: { kind: DocumentKind; name: string; issuedAt: string } | null
  currency: string
  /** Decimal places of the currency (ISO 4217), as they were then. */
  exponent: number
  lines: Line[]
  taxes: TaxSum[]
  net: string
  tax: string
  payment: { at: string; how: string; ref: string } | null
  /** Why, on a credit note. */
  reason: string | null
  notes: string[]
}

export type Party = {
  name: string
  address: string[]
  country: string | null
  taxId: string | null
  email: string | null
}

export type Line = {
  text: string
  quantity: number
  /** Of one, as the buyer was shown it. */
  unitPrice: string | null
  discount: string
  net: string
  tax: string
  /** Millionths. */
  taxRate: number | null
  taxName: string | null
  taxIncluded: boolean
}

/** The tax of one name and rate. */
export type TaxSum = { name: string; rate: number | null; base: string; tax: string }

type Summed = { net: bigint; tax: bigint; taxes: TaxSum[] }

/** Adds lines up, by tax: they were rounded when the order was placed, and are not rounded again. */
export function sumsOf(lines: readonly Line[]): Summed {
  const sums = new Map<string, TaxSum>()
  let net = 0n
  let tax = 0n
  for (const line of lines) {
    net += BigInt(line.net)
    tax += BigInt(line.tax)
    if (line.taxName === null && BigInt(line.tax) === 0n) continue
    const name = line.taxName ?? 'Tax'
    const key = `${name} ${line.taxRate}`
    const sum = sums.get(key) ?? { name, rate: line.taxRate, base: '0', tax: '0' }
    sum.base = (BigInt(sum.base) + BigInt(line.net)).toString()
    sum.tax = (BigInt(sum.tax) + BigInt(line.tax)).toString()
    sums.set(key, sum)
  }
  return { net, tax, taxes: [...sums.values()] }
}
