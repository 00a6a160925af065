import type { FastifyReply } from 'fastify'

/** What nobody's spreadsheet takes for a formula, quoted where it must be. */
function cell(value: string | number | bigint | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

type Row = readonly (string | number | bigint | null | undefined)[]

/** One line of such a file, for those that are sent as they are made. */
export const csvLine = (row: Row): string => `${row.map(cell).join(',')}\r\n`

const csvText = (head: readonly string[], rows: readonly Row[]): string =>
  [head, ...rows].map(csvLine).join('')

/** Answers a file for spreadsheets. */
export const sendCsv = (
  reply: FastifyReply,
  name: string,
  head: readonly string[],
  rows: readonly Row[],
) =>
  reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .header('cache-control', 'private, no-store')
    .send(csvText(head, rows))
