import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { inWords, type Machine } from './machine.ts'

/** One figure; `target` in words where the specification (10.8) sets one, and whether it was met. */
export type Figure = {
  measure: string
  value: number
  unit: string
  target: string | null
  met: boolean | null
}

/** A figure with an upper or lower bound, or none. */
export function figure(
  measure: string,
  value: number,
  unit: string,
  bound?: { atMost: number } | { atLeast: number },
): Figure {
  const rounded = Number(value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0))
  if (!bound) return { measure, value: rounded, unit, target: null, met: null }
  return 'atMost' in bound
    ? { measure, value: rounded, unit, target: `≤ ${bound.atMost}`, met: value <= bound.atMost }
    : { measure, value: rounded, unit, target: `≥ ${bound.atLeast}`, met: value >= bound.atLeast }
}

const RESULTS = new URL('./results/', import.meta.url)
const PAGE = new URL('../docs/performance.md', import.meta.url)

/** Prints the figures, keeps them in bench/results, and writes them into docs/performance.md. */
export function report(name: string, figures: Figure[], about: Machine): void {
  const table = asTable(figures)
  console.log(`\n${name}: ${inWords(about)}\n\n${table}\n`)
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(new URL(`${name}.json`, RESULTS), `${JSON.stringify(figures, null, 2)}\n`)
  writeFileSync(PAGE, intoPage(readFileSync(PAGE, 'utf8'), name, `${inWords(about)}.\n\n${table}`))
}

function asTable(figures: Figure[]): string {
  const met = (value: boolean | null) => (value === null ? '' : value ? 'yes' : 'no')
  const rows = [
    ['Measure', 'Value', 'Unit', 'Target', 'Met'],
    ...figures.map((row) => [
      row.measure,
      String(row.value),
      row.unit,
      row.target ?? '',
      met(row.met),
    ]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => (column === 1 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (column === 1 ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n')
}

/** Replaces what stands between the marks of this bench. */
export function intoPage(page: string, name: string, text: string): string {
  const [from, to] = [`<!-- bench ${name} -->`, `<!-- end ${name} -->`]
  const start = page.indexOf(from)
  const end = page.indexOf(to)
  if (start < 0 || end < start) throw new Error(`docs/performance.md has no place for ${name}`)
  return `${page.slice(0, start + from.length)}\n${text}\n${page.slice(end)}`
}
