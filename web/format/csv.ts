export type Cell = string | number | null | undefined

/**
 * A table as CSV (RFC 4180) for spreadsheets: quotes where needed, and text that a spreadsheet would run
 * as a formula is disarmed. Figures stay figures.
 */
export function csv(head: string[], rows: Cell[][]): string {
  const line = (cells: Cell[]) => cells.map(cell).join(',')
  return `${[head, ...rows].map(line).join('\r\n')}\r\n`
}

function cell(value: Cell): string {
  const text = String(value ?? '')
  const figure = /^-?\d+(\.\d+)?$/.test(text)
  const safe = !figure && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The table as a file to be kept. */
export const csvFile = (name: string, content: string) =>
  new Response(content, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
