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

/** PostgreSQL's own numbers of the types that are sealed. */
const [BYTES, INT8, INT2, TEXT, MOMENT] = [17, 20, 21, 25, 1184]
/** Its moments count from 2000, in microseconds. */
const FROM_1970_TO_2000 = 946_684_800_000_000n
const EMPTY = 0xffffffff

/**
 * Reads the sealed bytes: the number of fields, and of each its type's number, its length (ffffffff for one
 * that is empty) and its bytes. Undefined where they are not an entry.
 */
export function readEntry(bytes: Bytes): SealedEntry | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const found: (string | null)[] = []
  try {
    if (view.getInt32(0) !== FIELDS.length) return undefined
    let at = 4
    while (found.length < FIELDS.length) {
      const type = view.getUint32(at)
      const length = view.getUint32(at + 4)
      at += 8
      if (length === EMPTY) {
        found.push(null)
        continue
      }
      if (at + length > bytes.length) return undefined
      found.push(fieldOf(type, bytes.subarray(at, at + length)))
      at += length
    }
    if (at !== bytes.length || found[0] !== 'stoa.transfer.1') return undefined
  } catch {
    return undefined
  }
  return Object.fromEntries(FIELDS.map((field, index) => [field, found[index]])) as SealedEntry
}

function fieldOf(type: number, value: Bytes): string {
  const view = new DataView(value.buffer, value.byteOffset, value.length)
  if (type === INT8) return view.getBigInt64(0).toString()
  if (type === INT2) return view.getInt16(0).toString()
  if (type === MOMENT) return (view.getBigInt64(0) + FROM_1970_TO_2000).toString()
  if (type === TEXT) return new TextDecoder('utf-8', { fatal: true }).decode(value)
  if (type !== BYTES) throw new Error(`Nothing is sealed with type ${type}`)
  return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')
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
