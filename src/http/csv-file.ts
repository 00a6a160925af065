import type { FastifyReply } from 'fastify'

/** What nobody's spreadsheet takes for a formula, quoted where it must be. */
function cell(value: string | number | bigint | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

type Row = readonly (string | number | bigint | null | undefined)[]

const csvText = (head: readonly string[], rows: readonly Row[]): string =>
  [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')

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
