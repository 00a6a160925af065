import { type Query, queueWork, type Tx } from '#base'
import type { Category, Way } from '../../message.ts'
import { addField, type Field, fieldsOf } from '../fields.ts'
import { groupFor } from '../groups.ts'
import { refuse } from '../problems.ts'
import { checkMapping, fieldNameOf, guessMapping, type Mapping } from './columns.ts'
import type { Duplicates } from './merging.ts'
import { recordsIn } from './pieces.ts'
import { type ReadRow, readRow } from './reading-row.ts'
import { beginningOf, headOf } from './receiving-file.ts'

/** The task of jobs that reads files of contacts. */
export const READ_CONTACTS = 'messaging.readContacts'

export type ImportChoices = {
  /** Numbers without their country's code are numbers of it. */
  country: string | null
  duplicates: Duplicates
  /** Everybody of the file comes into this group. */
  group: string | null
  /** What everybody of the file has agreed to, and how that is known. It never brings back who has left. */
  consents: {
    ways: Way[]
    categories: Category[]
    textVersion: string
    note?: string
  } | null
}

export type ContactImport = {
  id: string
  fileName: string
  state: 'receiving' | 'received' | 'running' | 'done' | 'stopped'
  bytes: bigint
  readBytes: bigint
  /** The last line that was read, as an editor counts. */
  readLines: number
  rows: number
  made: number
  changed: number
  leftAlone: number
  faulty: number
  choices: ImportChoices | null
  mapping: Mapping | null
  uploadedAt: Temporal.Instant
  begunAt: Temporal.Instant | null
  endedAt: Temporal.Instant | null
  /** Why it could not be read to its end. */
  fault: string | null
}

type Where = { organization: string; id: string }

/** Refusal: contact_file_unknown. */
export async function contactImportFor(
  q: Query,
  { organization, id }: Where,
): Promise<ContactImport> {
  const [row] = await q<ContactImport>`
    select id, file_name as "fileName", state, bytes, read_bytes as "readBytes", rows, made, changed,
      left_alone as "leftAlone", faulty, read_lines as "readLines", choices, mapping -> 'becomes' as mapping, uploaded_at as "uploadedAt", begun_at as "begunAt",
      ended_at as "endedAt", fault
    from messaging.contact_import where id = ${id} and organization_id = ${organization} and state <> 'receiving'`
  if (!row) throw refuse('contact_file_unknown')
  return row
}

/** The files that were handed in, the latest first. */
export async function contactImportsOf(q: Query, organization: string): Promise<ContactImport[]> {
  return await q<ContactImport>`
    select id, file_name as "fileName", state, bytes, read_bytes as "readBytes", rows, made, changed,
      left_alone as "leftAlone", faulty, read_lines as "readLines", choices, mapping -> 'becomes' as mapping, uploaded_at as "uploadedAt", begun_at as "begunAt",
      ended_at as "endedAt", fault
    from messaging.contact_import where organization_id = ${organization} and state <> 'receiving'
    order by uploaded_at desc, id desc limit 50`
}

const PREVIEWED = 20

export type ImportPreview = {
  heads: string[]
  mapping: Mapping
  rows: (ReadRow & { line: number; cells: string[] })[]
}

/**
 * The first rows as they would be read: with columns as they are probably meant, or as they are said to be. Refusals:
 * contact_file_unknown, contact_file_unreadable, contact_file_mapping_invalid.
 */
export async function previewContacts(
  q: Query,
  { organization, id }: Where,
  wish: { mapping?: Mapping | undefined; country: string | null },
): Promise<ImportPreview> {
  await contactImportFor(q, { organization, id })
  const fields = await fieldsOf(q, organization)
  const { heads, delimiter } = await headOf(q, id)
  if (wish.mapping) checkMapping(wish.mapping, heads, fields)
  const mapping = wish.mapping ?? guessMapping(heads, fields)
  const reading = { heads, mapping, fields, country: wish.country }
  const rows: ImportPreview['rows'] = []
  // The last row of the beginning may be cut off: what is read of it here says nothing.
  const bytes = await beginningOf(q, id)
  try {
    for await (const { cells, line } of recordsIn([bytes], { delimiter, byte: 0n, lines: 0 })) {
      if (rows.length > PREVIEWED) break
      rows.push({ ...readRow(cells, reading), line, cells: [...cells] })
    }
  } catch {
    // What is wrong there is said when the file is read.
  }
  return { heads, mapping, rows: rows.slice(1) }
}

/**
 * Begins to read a file; a job goes on from there. A column that becomes a new field gets one, of text. Refusals in
 * order: contact_file_unknown, contact_file_begun, contact_file_unreadable, contact_file_mapping_invalid,
 * group_unknown, group_by_rule, contact_fields_full.
 */
export async function beginImport(
  tx: Tx,
  { organization, id }: Where,
  { mapping, choices }: { mapping: Mapping; choices: ImportChoices },
  by: string,
  now: Temporal.Instant,
): Promise<ContactImport> {
  await tx`select 1 as one from messaging.contact_import where id = ${id} and organization_id = ${organization} for update`
  const { state } = await contactImportFor(tx, { organization, id })
  if (state !== 'received') throw refuse('contact_file_begun')
  const { heads, delimiter, nextByte, nextLines } = await headOf(tx, id)
  checkMapping(mapping, heads, await fieldsOf(tx, organization))
  if (choices.group && (await groupFor(tx, organization, choices.group)).rule)
    throw refuse('group_by_rule')

  const whole = await withNewFields(tx, organization, { mapping, heads }, by, now)
  await tx`
    update messaging.contact_import set state = 'running', mapping = ${{ heads, delimiter, becomes: whole }}, choices = ${choices},
      read_bytes = ${nextByte}, read_lines = ${nextLines}, begun_by = ${by}, begun_at = ${now} where id = ${id}`
  await queueWork(tx, READ_CONTACTS, { import: id }, id)
  return contactImportFor(tx, { organization, id })
}

async function withNewFields(
  tx: Tx,
  organization: string,
  { mapping, heads }: { mapping: Mapping; heads: readonly string[] },
  by: string,
  now: Temporal.Instant,
): Promise<Mapping> {
  const whole = [...mapping]
  for (const [at, becomes] of mapping.entries()) {
    if (becomes !== 'new_field') continue
    const known = (await fieldsOf(tx, organization)).map(({ name }) => name)
    const wanted = fieldNameOf(heads[at]!)
    let name = wanted
    for (let n = 2; known.includes(name); n++) name = `${wanted.slice(0, 36)}_${n}`
    const field: Field = { name, label: heads[at] || name, kind: 'text', choices: [] }
    await addField(tx, organization, field, by, now)
    whole[at] = `fields.${name}`
  }
  return whole
}

/** Reads no further; what was read stays. Refusals: contact_file_unknown, contact_file_not_running. */
export async function stopImport(
  tx: Tx,
  { organization, id }: Where,
  now: Temporal.Instant,
): Promise<ContactImport> {
  await contactImportFor(tx, { organization, id })
  const stopped = await tx`
    update messaging.contact_import set state = 'stopped', ended_at = ${now}
    where id = ${id} and state = 'running' returning 1 as one`
  if (stopped.length === 0) throw refuse('contact_file_not_running')
  await tx`delete from messaging.contact_import_piece where import_id = ${id}`
  return contactImportFor(tx, { organization, id })
}

export type ImportFault = { line: number; column: string; value: string; sentence: string }

/** What is wrong with a file, row by row, from a line on. Refusal: contact_file_unknown. */
export async function importFaults(
  q: Query,
  { organization, id }: Where,
  { after, limit }: { after: number; limit: number },
): Promise<ImportFault[]> {
  await contactImportFor(q, { organization, id })
  // A row is told whole: the limit counts rows.
  return await q<ImportFault>`
    select line, column_name as "column", value, sentence from messaging.contact_import_fault
    where import_id = ${id} and line in (select distinct line from messaging.contact_import_fault
      where import_id = ${id} and line > ${after} order by line limit ${limit})
    order by line, nth`
}

const KEPT_DAYS = 30

/** Files that nobody had read, those that broke off on their way in, and what was wrong with the others. */
export async function forgetContactFiles(tx: Tx, now: Temporal.Instant): Promise<number> {
  const before = now.subtract({ hours: 24 * KEPT_DAYS })
  const yesterday = now.subtract({ hours: 24 })
  const gone = await tx`
    delete from messaging.contact_import
    where (state = 'receiving' and uploaded_at < ${yesterday}) or (state = 'received' and uploaded_at < ${before})
    returning 1 as one`
  await tx`
    delete from messaging.contact_import_fault f using messaging.contact_import i
    where i.id = f.import_id and i.ended_at < ${before}`
  return gone.length
}
