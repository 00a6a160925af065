import { type Db, newId, type Query } from '#base'
import { refuse } from '../problems.ts'
import { delimiterOf, FileFault, recordsIn } from './pieces.ts'

/** A file has so many bytes at most: some hundred thousand contacts. */
export const MOST_BYTES = 64 * 1024 * 1024
export const MOST_COLUMNS = 100
const PIECE = 256 * 1024

/**
 * Takes in a file as it comes, without holding it whole: as UTF-8, whatever it was. Nothing is read of it yet. Refusals
 * in order: contact_file_too_large, contact_file_unreadable (with the reason); then nothing of it is kept.
 */
export async function receiveFile(
  db: Db,
  { organization, fileName }: { organization: string; fileName: string },
  source: AsyncIterable<Buffer>,
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  const id = newId()
  await db`
    insert into messaging.contact_import (id, organization_id, file_name, state, uploaded_by, uploaded_at)
    values (${id}, ${organization}, ${fileName}, 'receiving', ${by}, ${now})`
  try {
    const bytes = await keepPieces(db, id, source)
    await headOf(db, id)
    await db`
      update messaging.contact_import set state = 'received', bytes = ${bytes} where id = ${id}`
    return id
  } catch (error) {
    await db`delete from messaging.contact_import where id = ${id}`
    throw error
  }
}

async function keepPieces(db: Db, id: string, source: AsyncIterable<Buffer>): Promise<number> {
  let kept = 0
  let waiting: Buffer[] = []
  let size = 0
  const keep = async () => {
    const piece = Buffer.concat(waiting)
    if (piece.length === 0) return
    if (kept + piece.length > MOST_BYTES) throw tooLarge()
    await db`
      insert into messaging.contact_import_piece (import_id, from_byte, bytes) values (${id}, ${kept}, ${piece})`
    kept += piece.length
    waiting = []
    size = 0
  }
  for await (const part of inUtf8(source)) {
    waiting.push(part)
    size += part.length
    if (size >= PIECE) await keep()
  }
  await keep()
  return kept
}

const tooLarge = () =>
  refuse('contact_file_too_large', {
    mostBytes: MOST_BYTES,
    detail: `At most ${MOST_BYTES / 1024 / 1024} MB.`,
  })

/** Text of the encodings that can be told apart for sure: a guess would turn names into other names. */
async function* inUtf8(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let decoder: TextDecoder | undefined
  let taken = 0
  let first = Buffer.alloc(0)
  const decoded = (bytes: Buffer, last: boolean): Buffer => {
    try {
      const text = decoder!.decode(bytes, { stream: !last })
      if (text.includes('\0')) throw new TypeError('binary')
      return Buffer.from(text)
    } catch {
      throw refuse('contact_file_unreadable', {
        detail: 'It is no text in UTF-8 or UTF-16. Save it as “CSV UTF-8” and try again.',
      })
    }
  }
  for await (const part of source) {
    taken += part.length
    if (taken > MOST_BYTES) throw tooLarge()
    if (decoder) yield decoded(part, false)
    else {
      first = Buffer.concat([first, part])
      if (first.length < 2) continue
      decoder = new TextDecoder(encodingOf(first), { fatal: true })
      yield decoded(first, false)
    }
  }
  decoder ??= new TextDecoder('utf-8', { fatal: true })
  yield decoded(taken < 2 ? first : Buffer.alloc(0), true)
}

function encodingOf([a, b]: Buffer): string {
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  return a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
}

/** The beginning of a file: enough for its head and some rows. */
export async function beginningOf(q: Query, id: string): Promise<Buffer> {
  const [piece] = await q<{ bytes: Buffer }>`
    select substring(bytes from 1 for 65536) as bytes from messaging.contact_import_piece
    where import_id = ${id} and from_byte = 0`
  return piece?.bytes ?? Buffer.alloc(0)
}

export type Head = { heads: string[]; delimiter: string; nextByte: bigint; nextLines: number }

/** The first row: what the columns are called. Refusal: contact_file_unreadable. */
export async function headOf(q: Query, id: string): Promise<Head> {
  const bytes = await beginningOf(q, id)
  const delimiter = delimiterOf(bytes.toString())
  const unreadable = (detail: string) => refuse('contact_file_unreadable', { detail })
  try {
    for await (const first of recordsIn([bytes], { delimiter, byte: 0n, lines: 0 })) {
      const heads = first.cells.map((cell) => cell.trim().slice(0, 80))
      if (heads.length > MOST_COLUMNS)
        throw unreadable(`It has ${heads.length} columns; ${MOST_COLUMNS} at most are read.`)
      if (heads.every((head) => head === '')) throw unreadable('Its first row is empty.')
      if (bytes.length <= Number(first.nextByte)) throw unreadable('It has a head and no rows.')
      return { heads, delimiter, nextByte: first.nextByte, nextLines: first.nextLines }
    }
  } catch (error) {
    if (error instanceof FileFault) throw unreadable(error.message)
    throw error
  }
  throw unreadable('It is empty.')
}
