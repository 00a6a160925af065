import { type CsvError, parse } from 'csv-parse'
import type { Query } from '#base'

/** A row of a file, and where the next one begins. */
export type Record = { cells: string[]; line: number; nextByte: bigint; nextLines: number }

/** Why a file cannot be read on. */
export class FileFault extends Error {
  override name = 'FileFault'
}

const MOST_OF_ROW = 20_000

/** The sign between columns: whichever parts the head into most. */
export function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/\r|\n|$/))
  const counts = [',', ';', '\t', '|'].map((sign) => [head.split(sign).length, sign] as const)
  return counts.toSorted(([a], [b]) => b - a)[0]![1]
}

/**
 * The rows of a text that comes in pieces. Every row before the first that cannot be told apart comes;
 * then a FileFault is thrown.
 */
export async function* recordsIn(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
  { delimiter, byte, lines }: { delimiter: string; byte: bigint; lines: number },
): AsyncGenerator<Record, void, undefined> {
  const found: Record[] = []
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MOST_OF_ROW,
    // Taken here and not out of the stream: a stream that fails throws away what it has read before.
    on_record: (cells: string[], at) => {
      const last = lines + at.lines
      found.push({
        cells,
        line: last - breaksIn(cells),
        nextByte: byte + BigInt(at.bytes),
        nextLines: last,
      })
      return null
    },
  })
  let fault: CsvError | undefined
  parser.on('error', (error: CsvError) => {
    fault = error
  })
  const written = (piece: Buffer | null) =>
    new Promise<void>((resolve) => {
      if (piece === null) parser.end(() => resolve())
      else parser.write(piece, () => resolve())
    })
  for await (const piece of pieces) {
    await written(piece)
    yield* found.splice(0)
    if (fault) break
  }
  if (!fault) await written(null)
  yield* found.splice(0)
  if (fault) throw faultFrom(fault, lines)
}

const breaksIn = (cells: readonly string[]) =>
  cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0)

function faultFrom(error: CsvError & { lines?: number }, before: number): Error {
  const { code, lines = 1 } = error
  if (!code?.startsWith('CSV_')) return error
  return new FileFault(
    `Near line ${before + lines}: ${WORDS[code] ?? 'the rows cannot be told apart.'}`,
  )
}

const WORDS: { [code: string]: string } = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened and never closed.',
  CSV_MAX_RECORD_SIZE: `a row is longer than ${MOST_OF_ROW.toLocaleString('en')} characters, or a quotation mark is never closed.`,
}

/** The bytes of a file from one of them on, a piece at a time. */
export async function* bytesFrom(
  q: Query,
  id: string,
  byte: bigint,
): AsyncGenerator<Buffer, void, undefined> {
  for (let at = byte; ; ) {
    const [piece] = await q<{ from: bigint; bytes: Buffer }>`
      select from_byte as "from", bytes from messaging.contact_import_piece
      where import_id = ${id} and from_byte <= ${at} order by from_byte desc limit 1`
    const rest = piece?.bytes.subarray(Number(at - piece.from))
    if (!rest || rest.length === 0) return
    yield rest
    at += BigInt(rest.length)
  }
}
