import { newId } from '#base'
import type { ContactAddress } from '../contacts.ts'
import type { Fields } from '../fields.ts'
import type { ReadRow } from './reading-row.ts'

/** What becomes of a contact that is known: its values are replaced, only gaps are filled, or it is left alone. */
export const DUPLICATES = ['update', 'fill', 'skip'] as const
export type Duplicates = (typeof DUPLICATES)[number]

/** A contact as it is while a chunk of rows is read into it. */
export type Working = {
  id: string
  name: string
  reference: string | null
  language: string | null
  zone: string | null
  fields: Fields
  addresses: ContactAddress[]
  state: 'kept' | 'made' | 'changed'
}

export type Outcome = 'made' | 'changed' | 'left_alone'

/** The contacts that rows may be about, found by reference and by address. */
export class Known {
  readonly #byReference = new Map<string, Working>()
  readonly #byAddress = new Map<string, Working[]>()
  readonly all: Working[] = []

  constructor(contacts: readonly Omit<Working, 'state'>[]) {
    for (const one of contacts) this.#add({ ...one, state: 'kept' })
  }

  #add(contact: Working): void {
    this.all.push(contact)
    this.#index(contact)
  }

  #index(contact: Working): void {
    if (contact.reference !== null) this.#byReference.set(contact.reference, contact)
    for (const { way, address } of contact.addresses) {
      const key = `${way} ${address}`
      const there = this.#byAddress.get(key)
      if (!there) this.#byAddress.set(key, [contact])
      else if (!there.includes(contact)) there.push(contact)
    }
  }

  /**
   * Whom a row is about: the contact with its reference; else one with its number or its e-mail address. Who has another
   * reference is somebody else, who shares the address: a parent of two pupils. Among several the one of that name.
   */
  #about(row: ReadRow): Working | undefined {
    const named = row.reference === null ? undefined : this.#byReference.get(row.reference)
    if (named) return named
    for (const { way, address } of row.addresses) {
      const there = (this.#byAddress.get(`${way} ${address}`) ?? []).filter(
        ({ reference }) => row.reference === null || reference === null,
      )
      const same = there.find(({ name }) => name.toLowerCase() === row.name.toLowerCase())
      if (same ?? there[0]) return same ?? there[0]
    }
    return undefined
  }

  /** Reads a row into the contact that it is about, or into a new one. */
  take(row: ReadRow, duplicates: Duplicates): { contact: Working; outcome: Outcome } {
    const known = this.#about(row)
    if (!known) {
      const { name, reference, language, zone, fields, addresses } = row
      const made = { id: newId(), name, reference, language, zone, fields, addresses }
      const contact: Working = { ...made, state: 'made' }
      this.#add(contact)
      return { contact, outcome: 'made' }
    }
    const changed = duplicates !== 'skip' && merge(known, row, duplicates)
    if (!changed) return { contact: known, outcome: 'left_alone' }
    if (known.state === 'kept') known.state = 'changed'
    this.#index(known)
    return { contact: known, outcome: 'changed' }
  }
}

/** Whether anything changed. What the row leaves empty stays as it is; addresses come to those that are there. */
function merge(known: Working, row: ReadRow, duplicates: 'update' | 'fill'): boolean {
  let changed = false
  const better = <Value>(now: Value, given: Value): Value => {
    const empty = now === null || now === '' || now === undefined
    const nothing = given === null || given === '' || given === undefined
    if (nothing || given === now || (duplicates === 'fill' && !empty)) return now
    changed = true
    return given
  }
  known.name = better(known.name, row.name)
  known.reference = better(known.reference, row.reference)
  known.language = better(known.language, row.language)
  known.zone = better(known.zone, row.zone)
  for (const [name, value] of Object.entries(row.fields))
    known.fields[name] = better(known.fields[name], value)!
  for (const one of row.addresses) changed = addressed(known, one, duplicates) || changed
  return changed
}

/** The address of a file that replaces is the one that is written to from now on; else it comes after the others. */
function addressed(known: Working, given: ContactAddress, duplicates: 'update' | 'fill'): boolean {
  const same = ({ way, address }: ContactAddress) => way === given.way && address === given.address
  const first = known.addresses.find(({ way }) => way === given.way)
  if (first && same(first)) return false
  const there = known.addresses.find(same)
  if (duplicates === 'fill') {
    if (!there) known.addresses.push(given)
    return !there
  }
  known.addresses = [given, ...known.addresses.filter((one) => !same(one))]
  return true
}
