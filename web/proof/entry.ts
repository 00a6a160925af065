import type { Bytes } from './bytes.ts'

/** The fields of a sealed entry, in the order in which docs/ledger.md lists them. */
const FIELDS = [
  'form',
  'journal',
  'leg',
  'asset',
  'debitNumber',
  'debit',
  'creditNumber',
  'credit',
  'amount',
  'debitAfter',
  'creditAfter',
  'happened',
  'written',
  'transaction',
  'reverses',
  'kind',
  'aboutType',
  'aboutId',
  'by',
  'key',
  'request',
  'metadata',
  'lots',
] as const

export type Field = (typeof FIELDS)[number]
export type SealedEntry = Record<Field, string | null>

/** Reads the sealed bytes: each field with its length in front, ffffffff for one that is empty. */
export function readEntry(bytes: Bytes): SealedEntry | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const words = new TextDecoder('utf-8', { fatal: true })
  const found: (string | null)[] = []
  let at = 0
  try {
    while (at < bytes.length) {
      const length = view.getUint32(at)
      at += 4
      if (length === 0xffffffff) {
        found.push(null)
        continue
      }
      if (at + length > bytes.length) return undefined
      found.push(words.decode(bytes.subarray(at, at + length)))
      at += length
    }
  } catch {
    return undefined
  }
  if (found.length !== FIELDS.length || found[0] !== 'stoa.transfer.1') return undefined
  return Object.fromEntries(FIELDS.map((field, index) => [field, found[index]])) as SealedEntry
}

/** `1251.2` */
export const nameOf = ({ journal, leg }: SealedEntry) => `${journal}.${leg}`

const SCALES: Record<string, number> = { CREDIT: 2, TOKEN: 2, SMS: 0, WHATSAPP: 0, EMAIL: 0 }

/** The sealed amount, in smallest units, as a decimal of its asset (ISO 4217's places for money). */
export function amountOf({ amount, asset }: SealedEntry): { amount: string; asset: string } {
  const code = asset ?? ''
  const scale = SCALES[code] ?? placesOf(code)
  const digits = (amount ?? '0').padStart(scale + 1, '0')
  const decimal = scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits
  return { amount: decimal, asset: code }
}

function placesOf(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    return format.resolvedOptions().maximumFractionDigits ?? 0
  } catch {
    return 0
  }
}

/** Microseconds since 1970 as an instant. */
export const instantOf = (microseconds: string | null): string =>
  new Date(Number(microseconds ?? 0) / 1000).toISOString()
