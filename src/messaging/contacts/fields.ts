import type { Query, Tx } from '#base'
import { refuse } from './problems.ts'

export const FIELD_KINDS = ['text', 'number', 'date', 'choice', 'yes_no'] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

/** Something that an organization keeps of its contacts beside name and addresses. */
export type Field = {
  name: string
  label: string
  kind: FieldKind
  /** Of a choice; else none. */
  choices: string[]
}

export type FieldValue = string | number | boolean
export type Fields = Record<string, FieldValue>

const MOST_FIELDS = 50
const LONGEST = 500

export async function fieldsOf(q: Query, organization: string): Promise<Field[]> {
  return await q<Field>`
    select name, label, kind, choices from messaging.contact_field where organization_id = ${organization}
    order by made_at, name`
}

/** Refusals in order: contact_field_taken, contact_fields_full, contact_field_invalid (a choice without choices). */
export async function addField(
  tx: Tx,
  organization: string,
  field: Field,
  by: string,
  now: Temporal.Instant,
): Promise<Field> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`messaging.contact_field ${organization}`}, 0))`
  const known = await fieldsOf(tx, organization)
  if (known.some(({ name }) => name === field.name))
    throw refuse('contact_field_taken', { name: field.name })
  if (known.length >= MOST_FIELDS) throw refuse('contact_fields_full', { most: MOST_FIELDS })
  const choices = choicesOf(field)

  await tx`
    insert into messaging.contact_field (organization_id, name, label, kind, choices, made_by, made_at)
    values (${organization}, ${field.name}, ${field.label.trim()}, ${field.kind}, ${choices}, ${by}, ${now})`
  return { ...field, choices }
}

function choicesOf({ kind, choices }: Pick<Field, 'kind' | 'choices'>): string[] {
  if (kind !== 'choice') return []
  const named = [...new Set(choices.map((one) => one.trim()).filter((one) => one !== ''))]
  if (named.length === 0)
    throw refuse('contact_field_invalid', { detail: 'A choice has something to choose from.' })
  return named
}

/** Its label and its choices; what is kept already stays. Refusals: contact_field_unknown, contact_field_invalid. */
export async function changeField(
  tx: Tx,
  organization: string,
  { name, label, choices }: Pick<Field, 'name' | 'label' | 'choices'>,
): Promise<Field> {
  const field = (await fieldsOf(tx, organization)).find((one) => one.name === name)
  if (!field) throw refuse('contact_field_unknown', { name })
  const next = { ...field, label: label.trim(), choices: choicesOf({ kind: field.kind, choices }) }
  await tx`
    update messaging.contact_field set label = ${next.label}, choices = ${next.choices}
    where organization_id = ${organization} and name = ${name}`
  return next
}

/** Takes a field away, and what was kept in it. Refusals: contact_field_unknown, contact_field_in_use. */
export async function removeField(tx: Tx, organization: string, name: string): Promise<void> {
  const used = await tx<{ group: string }>`
    select name as "group" from messaging.contact_group where organization_id = ${organization}
      and rule @> jsonb_build_object('conditions', jsonb_build_array(jsonb_build_object('field', 'fields.' || ${name}::text)))`
  if (used[0]) throw refuse('contact_field_in_use', { group: used[0].group })
  const gone = await tx`
    delete from messaging.contact_field where organization_id = ${organization} and name = ${name} returning 1 as one`
  if (gone.length === 0) throw refuse('contact_field_unknown', { name })
  await tx`
    update messaging.contact set fields = fields - ${name}::text
    where organization_id = ${organization} and fields ? ${name}`
}

const YES = ['yes', 'y', 'true', '1', 'ja', 'oui', 'si', 'sí', 'हाँ', 'हां']
const NO = ['no', 'n', 'false', '0', 'nein', 'non', 'नहीं']

/** A value as the field keeps it, or why it cannot: in words. Nothing is left out: undefined. */
export function readValue(
  field: Field,
  given: FieldValue,
): { value: FieldValue | undefined } | { fault: string } {
  const text = String(given).trim()
  if (text === '') return { value: undefined }
  if (text.length > LONGEST) return { fault: `It is longer than ${LONGEST} characters.` }
  if (field.kind === 'text') return { value: text }
  if (field.kind === 'number') return numberFrom(text)
  if (field.kind === 'date') return dateFrom(text)
  if (field.kind === 'yes_no') {
    if (YES.includes(text.toLowerCase())) return { value: true }
    return NO.includes(text.toLowerCase())
      ? { value: false }
      : { fault: `“${text.slice(0, 40)}” is neither yes nor no.` }
  }
  const choice = field.choices.find((one) => one.toLowerCase() === text.toLowerCase())
  if (choice !== undefined) return { value: choice }
  return { fault: `“${text.slice(0, 40)}” is none of: ${field.choices.join(', ')}.` }
}

function numberFrom(text: string): { value: number } | { fault: string } {
  const plain = text.replace(/(?<=\d)[\s_](?=\d)/g, '')
  const value = /^[+-]?\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain) : Number.NaN
  return Number.isFinite(value)
    ? { value }
    : { fault: `“${text.slice(0, 40)}” is no number: write it as 1234.5.` }
}

/** `2026-11-22`, or with dots and the day first, which only one order fits. */
function dateFrom(text: string): { value: string } | { fault: string } {
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
  const plain = dotted
    ? `${dotted[3]}-${dotted[2]!.padStart(2, '0')}-${dotted[1]!.padStart(2, '0')}`
    : text
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(plain))
      return { value: Temporal.PlainDate.from(plain).toString() }
  } catch {
    // Said below.
  }
  return { fault: `“${text.slice(0, 40)}” is no date: write it as 2026-11-22.` }
}

/**
 * Values as they are kept, by the organization's fields. Nothing is taken away by an empty value here: see `null`.
 * Refusals in order: contact_field_unknown, contact_field_invalid.
 */
export function readFields(
  fields: readonly Field[],
  given: Record<string, FieldValue | null>,
): Fields {
  const read: Fields = {}
  for (const [name, value] of Object.entries(given)) {
    const field = fields.find((one) => one.name === name)
    if (!field) throw refuse('contact_field_unknown', { name })
    if (value === null) continue
    const found = readValue(field, value)
    if ('fault' in found) throw refuse('contact_field_invalid', { name, detail: found.fault })
    if (found.value !== undefined) read[name] = found.value
  }
  return read
}
