import { Problem } from '#base'
import { knownLocale, knownZone } from '#people'
import { WAYS, type Way } from '../../message.ts'
import { readAddress } from '../addresses.ts'
import type { ContactAddress } from '../contacts.ts'
import { type Field, type Fields, readValue } from '../fields.ts'
import type { Mapping } from './columns.ts'

/** What is wrong with a row, in which column. */
export type RowFault = { column: string; value: string; sentence: string }

/** A row as it reads. With a fault it is not imported. */
export type ReadRow = {
  name: string
  reference: string | null
  language: string | null
  zone: string | null
  addresses: ContactAddress[]
  fields: Fields
  /** What the row itself says of offers; null: nothing. */
  consent: boolean | null
  faults: RowFault[]
}

export type Reading = {
  heads: readonly string[]
  mapping: Mapping
  fields: readonly Field[]
  /** Numbers without their country's code are numbers of it. */
  country: string | null
}

const YES_NO: Field = { name: 'consent', label: 'consent', kind: 'yes_no', choices: [] }
const LONGEST = { name: 200, reference: 100 } as const

/** Reads one row: every fault of it at once, each with its column and what stands there. */
export function readRow(cells: readonly string[], reading: Reading): ReadRow {
  const { mapping, heads, fields } = reading
  const faults: RowFault[] = []
  const cellOf = (becomes: string) => (cells[mapping.indexOf(becomes)] ?? '').trim()
  const fault = (becomes: string, sentence: string) => {
    const at = mapping.indexOf(becomes)
    faults.push({ column: heads[at] ?? '', value: (cells[at] ?? '').slice(0, 200), sentence })
  }
  /** What a reading refuses is a fault of the column. */
  const tried = <Found>(becomes: string, read: (text: string) => Found): Found | null => {
    const text = cellOf(becomes)
    if (text === '') return null
    try {
      return read(text)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      fault(becomes, typeof error.facts.detail === 'string' ? error.facts.detail : error.message)
      return null
    }
  }
  const row: ReadRow = {
    name: nameOf(cellOf),
    reference: cellOf('reference') || null,
    language: tried('language', knownLocale),
    zone: tried('zone', knownZone),
    addresses: addressesOf(cellOf('country').toUpperCase() || reading.country, tried),
    fields: {},
    consent: null,
    faults,
  }
  for (const which of ['name', 'reference'] as const) {
    if ((row[which]?.length ?? 0) > LONGEST[which])
      fault(which, `It is longer than ${LONGEST[which]} characters.`)
  }
  for (const field of fields) {
    const found = readValue(field, cellOf(`fields.${field.name}`))
    if ('fault' in found) fault(`fields.${field.name}`, found.fault)
    else if (found.value !== undefined) row.fields[field.name] = found.value
  }
  const consent = readValue(YES_NO, cellOf('consent'))
  if ('fault' in consent) fault('consent', consent.fault)
  else row.consent = (consent.value as boolean | undefined) ?? null
  if (faults.length === 0 && row.addresses.length === 0 && row.reference === null)
    faults.push({
      column: '',
      value: '',
      sentence: 'The row has neither an address nor a reference.',
    })
  return row
}

function nameOf(cellOf: (becomes: string) => string): string {
  const whole = cellOf('name')
  return whole || `${cellOf('first_name')} ${cellOf('last_name')}`.trim()
}

type Tried = <Found>(becomes: string, read: (text: string) => Found) => Found | null

/** `phone` is one number for SMS and for WhatsApp; a column of its own goes before it. */
function addressesOf(country: string | null, tried: Tried): ContactAddress[] {
  const phone = tried('phone', (text) => readAddress('sms', text, country))
  return WAYS.flatMap((way: Way): ContactAddress[] => {
    const own = tried(way, (text) => readAddress(way, text, country))
    const found = own ?? (way === 'email' ? null : phone)
    return found ? [{ way, ...found }] : []
  })
}
