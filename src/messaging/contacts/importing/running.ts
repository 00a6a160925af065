import { atomically, type Db, type Tx } from '#base'
import { type Field, fieldsOf } from '../fields.ts'
import type { Mapping } from './columns.ts'
import type { ImportChoices } from './importing.ts'
import { Known, type Outcome, type Working } from './merging.ts'
import { bytesFrom, FileFault, type Record, recordsIn } from './pieces.ts'
import { type ReadRow, readRow } from './reading-row.ts'

/** Rows of one transaction: how far the file is read is written down with what they did. */
export const CHUNK = 2_000

type Running = {
  id: string
  organization: string
  state: string
  mapping: { heads: string[]; delimiter: string; becomes: Mapping }
  choices: ImportChoices
  readBytes: bigint
  readLines: number
  by: string
}

/**
 * Reads a file to its end, chunk by chunk. A process that dies in the middle loses nothing: whoever does this again goes
 * on behind the last chunk that was written, and no row counts twice. Answers how many rows it read.
 */
export async function readContacts(
  db: Db,
  id: string,
  now: () => Temporal.Instant,
): Promise<number> {
  let read = 0
  for (;;) {
    const from = await runningImport(db, id)
    if (from?.state !== 'running') return read
    const { heads, delimiter, becomes } = from.mapping
    const fields = await fieldsOf(db, from.organization)
    const reading = { heads, mapping: becomes, fields, country: from.choices.country }
    const start = { delimiter, byte: from.readBytes, lines: from.readLines }
    try {
      let at = from.readBytes
      for await (const chunk of chunks(recordsIn(bytesFrom(db, id, from.readBytes), start))) {
        const rows = chunk.map((one) => ({ line: one.line, ...readRow(one.cells, reading) }))
        const next = chunk.at(-1)!
        const went = await atomically(db, (tx) =>
          writeChunk(tx, { id, at, rows, next, fields }, now()),
        )
        // Another process reads it too, or somebody stopped it: begin again where it stands.
        if (!went) break
        read += rows.length
        at = next.nextByte
      }
      await atomically(db, (tx) => end(tx, id, at, null, now()))
    } catch (error) {
      if (!(error instanceof FileFault)) throw error
      await atomically(db, (tx) => end(tx, id, null, error.message, now()))
    }
  }
}

async function* chunks(records: AsyncIterable<Record>): AsyncGenerator<Record[], void, undefined> {
  let chunk: Record[] = []
  let fault: FileFault | undefined
  try {
    for await (const one of records) {
      chunk.push(one)
      if (chunk.length < CHUNK) continue
      yield chunk
      chunk = []
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    fault = error
  }
  if (chunk.length > 0) yield chunk
  if (fault) throw fault
}

async function runningImport(q: Db | Tx, id: string): Promise<Running | undefined> {
  const [row] = await q<Running>`
    select id, organization_id as organization, state, mapping, choices, read_bytes as "readBytes",
      read_lines as "readLines", begun_by as by
    from messaging.contact_import where id = ${id}`
  return row
}

/** `at` null: whatever was read, it does not go on. Else only where nothing was read meanwhile. */
async function end(
  tx: Tx,
  id: string,
  at: bigint | null,
  fault: string | null,
  now: Temporal.Instant,
): Promise<void> {
  const ended = await tx`
    update messaging.contact_import set state = ${fault === null ? 'done' : 'stopped'}, ended_at = ${now}, fault = ${fault}
    where id = ${id} and state = 'running' and (${at}::bigint is null or read_bytes = ${at}) returning 1 as one`
  if (ended.length > 0) await tx`delete from messaging.contact_import_piece where import_id = ${id}`
}

type Row = ReadRow & { line: number }
type Chunk = {
  id: string
  /** Where it begins: nobody else may have read it. */
  at: bigint
  rows: readonly Row[]
  next: Record
  fields: readonly Field[]
}

async function writeChunk(tx: Tx, chunk: Chunk, now: Temporal.Instant): Promise<boolean> {
  const { id, at, rows, next } = chunk
  // The tables grow with the file: a plan from its beginning is wrong at its end.
  await tx`set local plan_cache_mode = force_custom_plan`
  await tx`select 1 as one from messaging.contact_import where id = ${id} for update`
  const run = await runningImport(tx, id)
  if (run?.state !== 'running' || run.readBytes !== at) return false
  const { organization, choices, by } = run
  await tx`select pg_advisory_xact_lock(hashtextextended(${`messaging.contact ${organization}`}, 0))`

  const good = rows.filter(({ faults }) => faults.length === 0)
  const known = await knownTo(tx, organization, good)
  const taken = good.map((row) => ({ row, ...known.take(row, choices.duplicates) }))
  await writeContacts(tx, { organization, by }, known.all, now)
  const members = taken.map(({ contact }) => contact.id)
  if (choices.group) await writeMembers(tx, run, members, now)
  await writeConsents(tx, run, good, now)
  await writeFaults(tx, id, rows)
  const count = (what: Outcome) => taken.filter(({ outcome }) => outcome === what).length
  await tx`
    update messaging.contact_import set read_bytes = ${next.nextByte}, read_lines = ${next.nextLines},
      rows = rows + ${rows.length}, made = made + ${count('made')}, changed = changed + ${count('changed')},
      left_alone = left_alone + ${count('left_alone')}, faulty = faulty + ${rows.length - good.length}
    where id = ${id}`
  return true
}

/** Whom the rows may be about: two lookups by index, however many rows they are. */
async function knownTo(tx: Tx, organization: string, rows: readonly ReadRow[]): Promise<Known> {
  const references = rows.flatMap(({ reference }) => reference ?? [])
  const addresses = rows.flatMap((row) => row.addresses)
  const found = await tx<Omit<Working, 'state'>>`
    with meant as (
      select id from messaging.contact where organization_id = ${organization} and reference = any(${references}::text[])
      union
      select k.contact_id from unnest(${addresses.map(({ way }) => way)}::text[],
          ${addresses.map(({ address }) => address)}::text[]) as a(way, address)
        join messaging.contact_address k on k.organization_id = ${organization} and k.way = a.way and k.address = a.address
    )
    select c.id, c.name, c.reference, c.language, c.zone, c.fields,
      coalesce((select json_agg(json_build_object('way', k.way, 'address', k.address, 'country', k.country)
        order by k.position, k.way) from messaging.contact_address k where k.contact_id = c.id), '[]') as addresses
    from messaging.contact c join meant m on m.id = c.id order by c.id`
  return new Known(found)
}

async function writeContacts(
  tx: Tx,
  { organization, by }: { organization: string; by: string },
  all: readonly Working[],
  now: Temporal.Instant,
): Promise<void> {
  const touched = all.filter(({ state }) => state !== 'kept')
  if (touched.length === 0) return
  const rows = touched.map(({ addresses: _, ...rest }) => rest)
  await tx`
    insert into messaging.contact as c (id, organization_id, name, reference, language, zone, fields, made_by, made_at,
      changed_at)
    select r.id, ${organization}, r.name, r.reference, r.language, r.zone, r.fields, ${by}, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, name text, reference text, language text, zone text, fields jsonb)
    on conflict (id) do update set name = excluded.name, reference = excluded.reference, language = excluded.language,
      zone = excluded.zone, fields = excluded.fields, changed_at = excluded.changed_at`
  const addresses = touched.flatMap((one) =>
    one.addresses.map((address, position) => ({ contact: one.id, ...address, position })),
  )
  await tx`
    insert into messaging.contact_address as k (organization_id, contact_id, way, address, country, position)
    select ${organization}, a.contact, a.way, a.address, a.country, a.position
    from jsonb_to_recordset(${JSON.stringify(addresses)}::jsonb)
      as a(contact uuid, way text, address text, country text, position int)
    on conflict (contact_id, way, address) do update set position = excluded.position, country = excluded.country
      where (k.position, k.country) is distinct from (excluded.position, excluded.country)`
}

async function writeMembers(
  tx: Tx,
  { organization, choices, by }: Running,
  members: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  // The group may have been taken away meanwhile: then nobody comes into it.
  await tx`
    insert into messaging.contact_in_group (organization_id, group_id, contact_id, since, by)
    select distinct ${organization}::uuid, g.id, contact, ${now}::timestamptz, ${by}
    from unnest(${members}::uuid[]) as contact, messaging.contact_group g
    where g.id = ${choices.group} and g.organization_id = ${organization} on conflict do nothing`
}

/**
 * What the file says people agreed to. A yes counts where nothing is known yet: a file never brings back somebody who
 * has left. A no always counts.
 */
async function writeConsents(
  tx: Tx,
  { organization, choices, mapping, by }: Running,
  rows: readonly ReadRow[],
  now: Temporal.Instant,
): Promise<void> {
  const { consents } = choices
  // A file that says it row by row says nothing where the cell is empty.
  const rowByRow = mapping.becomes.includes('consent')
  const said = rows.flatMap(({ addresses, consent }) =>
    addresses.flatMap(({ way, address }) => {
      if (consent === false) return [{ way, address, category: 'marketing', given: false }]
      if (!consents?.ways.includes(way) || (rowByRow && !consent)) return []
      return consents.categories.map((category) => ({ way, address, category, given: true }))
    }),
  )
  if (said.length === 0) return
  await tx`
    with said as materialized (
      select distinct on (r.way, r.address, r.category) r.*,
        sha256((select salt from messaging.seal) || convert_to(r.way || ' ' || r.address, 'UTF8')) as mark
      from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as r(way text, address text, category text, given boolean)
      order by r.way, r.address, r.category, r.given
    )
    insert into messaging.consent (id, organization_id, way, mark, category, given, source, text_version, note, at,
      written_at, by)
    select gen_random_uuid(), ${organization}, s.way, s.mark, s.category, s.given, 'import',
      ${consents?.textVersion ?? null}, ${consents?.note ?? null}, ${now}, ${now}, ${by}
    from said s
    where coalesce((select n.given and not s.given from messaging.consent_now n where n.organization_id = ${organization}
      and n.way = s.way and n.mark = s.mark and n.category = s.category), true)`
}

async function writeFaults(tx: Tx, id: string, rows: readonly Row[]): Promise<void> {
  const faults = rows.flatMap(({ line, faults }) =>
    faults.map((fault, nth) => ({ line, nth, ...fault })),
  )
  if (faults.length === 0) return
  await tx`
    insert into messaging.contact_import_fault (import_id, line, nth, column_name, value, sentence)
    select ${id}, f.line, f.nth, f.column, f.value, f.sentence
    from jsonb_to_recordset(${JSON.stringify(faults)}::jsonb) as f(line int, nth int, "column" text, value text, sentence text)`
}
