import { parse } from 'csv-parse/sync'
import { COLUMNS, type Column, type FileRow, rowOf, type Usual } from './reading-row.ts'

/** A file has so many rows at most, and so many bytes. */
export const MOST_ROWS = 5_000
export const MOST_BYTES = 4 * 1024 * 1024

/** Reads a file of employed instructors. Either the whole file is at fault, or each of its rows says what it is. */
export function readInstructors(
  bytes: Uint8Array,
  usual: Usual,
): { fault: string } | { rows: FileRow[] } {
  if (bytes.length > MOST_BYTES)
    return { fault: `The file is larger than ${MOST_BYTES / 1024 / 1024} MB.` }
  const text = textOf(bytes)
  if (text === undefined)
    return {
      fault: 'The file is no text in UTF-8 or UTF-16. Save it as “CSV UTF-8” and try again.',
    }
  const records = recordsOf(text)
  if ('fault' in records) return records
  const [head, ...rest] = records.records
  if (!head) return { fault: 'The file is empty.' }
  const columns = head.cells.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  )
  const fault = faultOfHead(columns)
  if (fault) return { fault }
  if (rest.length === 0) return { fault: 'The file has a head and no rows.' }
  if (rest.length > MOST_ROWS)
    return { fault: `The file has ${rest.length} rows; ${MOST_ROWS} at most are read at once.` }
  const seen = new Map<string, number>()
  return { rows: rest.map((record) => rowOf(record, columns as Column[], usual, seen)) }
}

/** Text of the encodings that can be told apart for sure: a guess would turn names into other names. */
function textOf(bytes: Uint8Array): string | undefined {
  const [a, b] = bytes
  const encoding =
    a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

type Line = { line: number; cells: string[] }

function recordsOf(text: string): { records: Line[] } | { fault: string } {
  const head = text.slice(0, text.search(/\r|\n|$/))
  const counts = [',', ';', '\t'].map((sign) => [head.split(sign).length, sign] as const)
  const delimiter = counts.toSorted(([a], [b]) => b - a)[0]![1]
  try {
    const found = parse(text, {
      delimiter,
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: 20_000,
    }) as unknown as { info: { lines: number }; record: string[]; raw: string }[]
    const records = found.map(({ info, record, raw }) => ({
      // The parser names the line on which a record ends.
      line: info.lines - breaksIn(raw),
      cells: record,
    }))
    return { records: records.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')) }
  } catch (error) {
    const { code, lines } = error as { code?: string; lines?: number }
    if (!code?.startsWith('CSV_')) throw error
    const where = lines ? ` near line ${lines}` : ''
    return {
      fault: `The file is no proper CSV${where}: ${WORDS[code] ?? 'its rows cannot be told apart'}.`,
    }
  }
}

const WORDS: { [code: string]: string } = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened and never closed',
  CSV_INVALID_CLOSING_QUOTE:
    'something stands between a closing quotation mark and the next column',
  INVALID_OPENING_QUOTE: 'a quotation mark stands in the middle of a cell',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE:
    'something stands between a closing quotation mark and the next column',
  CSV_MAX_RECORD_SIZE: 'a row is longer than 20,000 characters',
}

const breaksIn = (raw: string) => raw.replace(/[\r\n]+$/, '').match(/\r\n|\n|\r/g)?.length ?? 0

function faultOfHead(columns: string[]): string | undefined {
  const known: readonly string[] = COLUMNS.map(({ name }) => name)
  const strange = columns.filter((name) => !known.includes(name))
  if (strange.length > 0)
    return `The head names columns that are not known: ${strange
      .map((name) => `“${name.slice(0, 40)}”`)
      .slice(0, 5)
      .join(', ')}.`
  const twice = columns.find((name, index) => columns.indexOf(name) !== index)
  if (twice) return `The column “${twice}” stands there twice.`
  const missing = COLUMNS.filter(({ name, must }) => must && !columns.includes(name))
  if (missing.length > 0) return `The head lacks: ${missing.map(({ name }) => name).join(', ')}.`
  return undefined
}

/** A file to begin with: the head, and a row that shows each column. */
export const sampleFile = () =>
  [COLUMNS.map(({ name }) => name), COLUMNS.map(({ example }) => example)]
    .map((row) => `${row.join(',')}\r\n`)
    .join('')
