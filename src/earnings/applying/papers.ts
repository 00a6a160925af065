import { createHash } from 'node:crypto'
import { type FileKind, fileKind, fileName, newId, type Query, type Tx } from '#base'
import { lockOwn } from './application.ts'
import { applyingPolicy } from './numbers.ts'
import { refuse } from './problems.ts'

/** A certificate or another paper, as lists show it. */
export type Paper = {
  id: string
  name: string
  kind: FileKind
  length: number
  addedAt: Temporal.Instant
}

/** The papers of an application, oldest first. */
export async function papersOf(q: Query, application: string): Promise<Paper[]> {
  return q<Paper>`
    select id, name, kind, length, added_at as "addedAt" from earnings.application_file
    where application_id = ${application} and gone_at is null order by added_at, id`
}

/**
 * Adds a paper to one's own application. The same one handed in twice is there once.
 * Refusals, in order: unknown_application, application_fixed, file_too_large, file_kind_unknown, too_many_files.
 */
export async function addPaper(
  tx: Tx,
  person: string,
  file: { name: string; bytes: Buffer },
  now: Temporal.Instant,
): Promise<Paper> {
  const application = await lockOwn(tx, person)
  const { filesMost, fileMegabytes } = await applyingPolicy(tx)
  if (application.state !== 'draft' && application.state !== 'more_asked') {
    throw refuse('application_fixed')
  }
  const { bytes } = file
  if (bytes.length > fileMegabytes * 1024 * 1024) {
    throw refuse('file_too_large', {
      megabytes: fileMegabytes,
      detail: `${fileMegabytes} MB at most.`,
    })
  }
  const kind = fileKind(bytes)
  if (!kind) throw refuse('file_kind_unknown')
  const hash = createHash('sha256').update(bytes).digest()
  const there = await papersOf(tx, application.id)
  const [same] = await tx<{ id: string }>`
    select id from earnings.application_file
    where application_id = ${application.id} and hash = ${hash} and gone_at is null`
  const known = same && there.find(({ id }) => id === same.id)
  if (known) return known
  if (there.length >= filesMost) throw refuse('too_many_files', { most: filesMost })
  const id = newId()
  const name = fileName(file.name, kind)
  await tx`
    insert into earnings.application_file (id, application_id, name, kind, length, hash, bytes, added_at)
    values (${id}, ${application.id}, ${name}, ${kind}, ${bytes.length}, ${hash}, ${bytes}, ${now})`
  return { id, name, kind, length: bytes.length, addedAt: now }
}

/** Takes a paper away again: its bytes are gone. Refusals, in order: unknown_application, application_fixed, unknown_file. */
export async function dropPaper(
  tx: Tx,
  person: string,
  id: string,
  now: Temporal.Instant,
): Promise<void> {
  const application = await lockOwn(tx, person)
  if (application.state !== 'draft' && application.state !== 'more_asked') {
    throw refuse('application_fixed')
  }
  const gone = await tx`
    update earnings.application_file set bytes = null, gone_at = ${now}
    where id = ${id} and application_id = ${application.id} and gone_at is null returning 1 as one`
  if (gone.length === 0) throw refuse('unknown_file', { id })
}

/** A paper with its bytes and whose it is; whether somebody may read it is for the caller. Refusal: unknown_file. */
export async function readPaper(
  q: Query,
  id: string,
): Promise<Paper & { bytes: Buffer; personId: string; sent: boolean }> {
  const [row] = await q<Paper & { bytes: Buffer; personId: string; sent: boolean }>`
    select f.id, f.name, f.kind, f.length, f.added_at as "addedAt", f.bytes, a.person_id as "personId",
      a.sent_at is not null as sent
    from earnings.application_file f join earnings.application a on a.id = f.application_id
    where f.id = ${id} and f.gone_at is null`
  if (!row) throw refuse('unknown_file', { id })
  return row
}
