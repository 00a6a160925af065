import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Coverage, together } from '../test/coverage.ts'
import type { Report } from '../test/report.ts'

/** One part of the tests, and what it came to. */
type Result = {
  name: string
  passed: number
  failed: number
  skipped: number
  seconds: number
  slowest: [string, number][]
}

/** What a part that could not run came to. */
const NOTHING: Report = { passed: 0, failed: 1, skipped: 0, slowest: [], coverage: [] }

/** Longest that one part may take. */
const MINUTES = 30

/** Share of lines and of branches that the tests must go through, in percent. */
const MINIMUM: { part: string; path: RegExp; percent: number }[] = [
  { part: 'ledger', path: /^src\/ledger\//, percent: 90 },
  { part: 'everything', path: /^src\//, percent: 80 },
]

const UNIT = ['src/**/*.test.ts', 'test/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts']
/**
 * What plays whole lives, whole processes or every route for many seconds: in `npm test` only, so that
 * `npm run check` answers in two minutes.
 */
const LONG = [
  'src/base/cluster.test.ts',
  'src/cli/serving.test.ts',
  'src/http/bad-input.test.ts',
  'src/http/permissions.test.ts',
  'src/jobs/clawback.test.ts',
  'src/payments/documents/documents.test.ts',
  'src/payments/providers.test.ts',
  'src/payments/reconciling.test.ts',
  'src/plans/intervals.test.ts',
  'src/plans/life.test.ts',
  'src/plans/years.test.ts',
]
const STORIES = ['test/stories/**/*.test.ts']
const ATTACKS = ['test/attacks/*.test.ts']
const PAGES = ['test/pages/**/*.test.ts']

const bin = (name: string) => join(import.meta.dirname, '../node_modules/.bin', name)
const folder = mkdtempSync(join(tmpdir(), 'stoa-report-'))
const results: Result[] = []

/** `npm test` runs all of it, `npm run check` what takes less than two minutes, with fewer rounds of each race. */
const quick = process.argv.includes('--quick')
/** Processes side by side. */
const hands = Math.min(2, availableParallelism())
/** Piles of test files that each process works through, one after the other: whoever is early takes the next. */
const PILES = 3

await command('types', bin('tsc'), ['-p', '.'])
await command('types of the pages', bin('tsc'), ['-p', 'web'])
await command('types of the pages’ tests', bin('tsc'), ['-p', 'test/pages'])
await command('lint and format', bin('biome'), ['check', '--max-diagnostics=50', '.'])
if (quick) {
  console.log(`Left to npm test: ${LONG.join(', ')}`)
  await tests('unit', UNIT, { without: LONG, processes: hands })
} else {
  await command('build of the pages', process.execPath, ['scripts/build-web.mjs'])
  const { coverage } = await tests('unit and stories', [...UNIT, ...STORIES], {
    processes: hands,
    more: [
      '--experimental-test-coverage',
      '--test-coverage-include=src/**',
      '--test-coverage-exclude=**/*.test.ts',
    ],
  })
  enforce(coverage)
  await tests('attacks', ATTACKS)
  await tests('pages', PAGES, { processes: hands })
}
rmSync(folder, { recursive: true, force: true })
process.exitCode = summary()

/** A check that passes or fails as a whole. */
async function command(name: string, program: string, words: string[]): Promise<void> {
  const began = Date.now()
  const { code, output } = await run(program, words)
  if (code !== 0) console.log(`\n✖ ${name}\n${output}`)
  note(name, began, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 })
}

/** Test files of a part, in so many processes at once. No files is a failure: nothing was shown then. */
async function tests(
  name: string,
  patterns: string[],
  options: { more?: string[]; without?: string[]; processes?: number } = {},
): Promise<Report> {
  const { more = [], without = [], processes = 1 } = options
  const began = Date.now()
  const found = (await Array.fromAsync(glob(patterns))).sort()
  const files = found.filter((file) => !without.includes(file))
  const gone = without.filter((file) => !found.includes(file))
  if (files.length === 0 || gone.length > 0) {
    console.log(`\n✖ ${name}: there is no file like ${[...gone, ...patterns].join(', ')}`)
    note(name, began, NOTHING)
    return NOTHING
  }
  const piles = dealt(files, processes === 1 ? 1 : processes * PILES)
  const reports: Report[] = []
  const next = piles.entries()
  await Promise.all(
    Array.from({ length: processes }, async () => {
      for (const [at, pile] of next) reports.push(await oneProcess(`${name} ${at}`, pile, more))
    }),
  )
  const report = reports.reduce((all, one) => ({
    passed: all.passed + one.passed,
    failed: all.failed + one.failed,
    skipped: all.skipped + one.skipped,
    slowest: [...all.slowest, ...one.slowest],
    coverage: together([all.coverage, one.coverage]),
  }))
  note(name, began, report)
  return report
}

/** Long files first, dealt like cards there and back, so that no pile gets all the long ones. */
function dealt(files: string[], piles: number): string[][] {
  const parts = Array.from({ length: Math.min(piles, files.length) }, (): string[] => [])
  const bySize = files
    .map((file) => ({ file, size: statSync(file).size }))
    .sort((a, b) => b.size - a.size)
  for (const [at, { file }] of bySize.entries()) {
    const place = at % (2 * parts.length)
    parts[Math.min(place, 2 * parts.length - 1 - place)]!.push(file)
  }
  return parts
}

/** Test files in one process. No report or a crash is a failure. */
async function oneProcess(name: string, files: string[], more: string[]): Promise<Report> {
  const file = join(folder, `${name.replaceAll(' ', '-')}.json`)
  const words = [
    '--test',
    '--test-isolation=none',
    '--test-global-setup=test/setup.ts',
    '--test-reporter=./test/report.ts',
    '--test-reporter-destination=stdout',
    ...more,
    ...files,
  ]
  const { code } = await run(
    process.execPath,
    words,
    { STOA_TEST_REPORT: file, ...(quick ? { STOA_QUICK: 'yes' } : {}) },
    'inherit',
  )
  const report = reportIn(file) ?? { ...NOTHING }
  if (code !== 0 && report.failed === 0) {
    console.log(`\n✖ ${name}: the run ended with code ${code}`)
    report.failed = 1
  }
  return report
}

function reportIn(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined
  }
}

function run(
  program: string,
  words: string[],
  environment: Record<string, string> = {},
  output: 'inherit' | 'pipe' = 'pipe',
): Promise<{ code: number | null; output: string }> {
  return new Promise((done) => {
    const child = spawn(program, words, {
      stdio: ['ignore', output, output],
      env: { ...process.env, ...environment },
      timeout: MINUTES * 60_000,
      killSignal: 'SIGKILL',
    })
    let said = ''
    const hear = (text: Buffer) => {
      said += text
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.on('error', (error) => done({ code: 1, output: error.message }))
    child.on('close', (code) => done({ code, output: said }))
  })
}

function note(
  name: string,
  began: number,
  counts: Pick<Report, 'passed' | 'failed' | 'skipped'> & { slowest?: Report['slowest'] },
): void {
  const { passed, failed, skipped, slowest = [] } = counts
  const seconds = Math.round((Date.now() - began) / 1_000)
  results.push({ name, passed, failed, skipped, seconds, slowest })
  console.log(`${failed > 0 ? '✖' : '✔'} ${name} (${seconds} s)`)
}

/** Prints how much of the code the tests went through, and fails where it is too little. */
function enforce(files: Coverage[]): void {
  const share = (covered: number, all: number) => (all === 0 ? 0 : (covered / all) * 100)
  const modules = [
    ...new Set(files.map(({ path }) => path.split('/').slice(0, 2).join('/'))),
  ].sort()
  console.log('\nCoverage             lines  branches')
  const measure = (name: string, part: Coverage[]) => {
    const sum = (of: (file: Coverage) => number) =>
      part.reduce((total, file) => total + of(file), 0)
    const all = { lines: sum((file) => file.lines), branches: sum((file) => file.branches) }
    const lines = share(all.lines - sum((file) => file.missedLines.length), all.lines)
    const branches = share(all.branches - sum((file) => file.missedBranches.length), all.branches)
    const shown = [lines, branches].map((percent) => `${percent.toFixed(1).padStart(7)} %`).join('')
    console.log(`  ${name.padEnd(16)}${shown}`)
    return Math.min(lines, branches)
  }
  for (const name of modules) {
    measure(
      name,
      files.filter(({ path }) => path === name || path.startsWith(`${name}/`)),
    )
  }
  for (const { part, path, percent } of MINIMUM) {
    const began = Date.now()
    const reached = measure(
      part,
      files.filter((file) => path.test(file.path)),
    )
    const well = reached >= percent
    if (!well) console.log(`✖ ${part} must reach ${percent} %`)
    note(`coverage of ${part}`, began, { passed: well ? 1 : 0, failed: well ? 0 : 1, skipped: 0 })
  }
}

/** One table, and the closing line. Gives the exit code. */
function summary(): number {
  const total = (key: 'passed' | 'failed' | 'skipped') =>
    results.reduce((sum, result) => sum + result[key], 0)
  console.log('\nPart                      passed  failed  skipped  seconds')
  for (const { name, passed, failed, skipped, seconds } of results) {
    const numbers = [passed, failed, skipped, seconds].map((count) => String(count).padStart(7))
    console.log(`${name.padEnd(25)}${numbers.join(' ')}`)
  }
  const slow = results.flatMap(({ slowest }) => slowest).sort((a, b) => b[1] - a[1])
  if (slow.length > 0) console.log('\nSlowest')
  for (const [name, milliseconds] of slow.slice(0, 5)) {
    console.log(`  ${(milliseconds / 1_000).toFixed(1).padStart(6)} s  ${name}`)
  }
  console.log(`\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`)
  return total('failed') > 0 || total('passed') === 0 ? 1 : 0
}
