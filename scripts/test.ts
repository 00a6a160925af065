import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Coverage, together } from '../test/coverage.ts'
import type { Report } from '../test/report.ts'
import { openTestCluster, type TestCluster } from '../test/setup.ts'

/** One part of the tests, and what it came to. */
type Part = Report & {
  name: string
  /** Of all hands together. */
  seconds: number
  /** Pieces of work that are still to be done. */
  open: number
}

/** A piece of work: one process, run by one hand. */
type Piece = { part: Part; run(cluster: TestCluster): Promise<Report> }

/** What a process that could not run came to. */
const NOTHING: Report = {
  passed: 0,
  failed: 1,
  skipped: 0,
  failedIn: [],
  slowest: [],
  coverage: [],
}

/** More files of pages than these do not fail for want of patience. */
const FEW = 3

/** Longest that one process may take. */
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
const COVERAGE = [
  '--experimental-test-coverage',
  '--test-coverage-include=src/**',
  '--test-coverage-exclude=**/*.test.ts',
]

const bin = (name: string) => join(import.meta.dirname, '../node_modules/.bin', name)
const folder = mkdtempSync(join(tmpdir(), 'stoa-report-'))
const parts: Part[] = []

/** `npm test` runs all of it, `npm run check` what takes less than two minutes, with fewer rounds of each race. */
const quick = process.argv.includes('--quick')
/** Pieces of work side by side. */
const hands = Math.min(2, availableParallelism())
const began = Date.now()

/** Everything there is to do; each hand takes the next. What takes longest alone comes before many small things. */
const work: Piece[] = []
if (!quick) work.push(command('build of the pages', process.execPath, ['scripts/build-web.mjs']))
work.push(
  command('types', bin('tsc'), ['-p', '.']),
  command('types of the pages', bin('tsc'), ['-p', 'web']),
  command('types of the pages’ tests', bin('tsc'), ['-p', 'test/pages']),
  command('lint and format', bin('biome'), ['check', '--max-diagnostics=50', '.']),
)
if (quick) {
  console.log(`Left to npm test: ${LONG.join(', ')}`)
  work.push(...(await tests('unit', UNIT, { without: LONG, piles: hands })))
} else {
  work.push(...(await tests('attacks', ATTACKS)))
  work.push(
    ...(await tests('unit and stories', [...UNIT, ...STORIES], { piles: 8, more: COVERAGE })),
  )
  work.push(...(await tests('pages', PAGES, { piles: 14 })))
}
await workThrough(work)
if (!quick) {
  enforce(partNamed('unit and stories').coverage)
  await pagesOnceMore()
}
rmSync(folder, { recursive: true, force: true })
process.exitCode = summary()

/** Each hand has a PostgreSQL of its own: what waits for older transactions waits for its own only. */
async function workThrough(pieces: Piece[]): Promise<void> {
  const next = pieces.values()
  await Promise.all(
    Array.from({ length: hands }, async () => {
      const cluster = await openTestCluster()
      try {
        for (const piece of next) await workOn(piece, cluster)
      } finally {
        await cluster.close()
      }
    }),
  )
}

async function workOn({ part, run }: Piece, cluster: TestCluster): Promise<void> {
  const start = Date.now()
  const report = await run(cluster)
  part.seconds += (Date.now() - start) / 1_000
  part.passed += report.passed
  part.failed += report.failed
  part.skipped += report.skipped
  part.failedIn.push(...report.failedIn)
  part.slowest.push(...report.slowest)
  part.coverage = together([part.coverage, report.coverage])
  part.open -= 1
  if (part.open === 0)
    console.log(`${part.failed > 0 ? '✖' : '✔'} ${part.name} (${Math.round(part.seconds)} s)`)
}

/**
 * Files of page tests in which something failed are run once more, alone: a browser on a busy machine may run
 * out of patience. What fails again has failed; what passes then is named for all to see.
 */
async function pagesOnceMore(): Promise<void> {
  const pages = partNamed('pages')
  const files = [...new Set(pages.failedIn)]
  if (files.length === 0 || files.length > FEW) return
  console.log(`\nOnce more, alone: ${files.join(', ')}`)
  const again = part('pages once more', 1)
  const { failed } = pages
  pages.failed = 0
  await workThrough([{ part: again, run: (cluster) => oneProcess('again', files, [], cluster) }])
  if (again.failed === 0) console.log(`Unsteady: ${failed} failed once, and not alone.`)
}

function part(name: string, open: number): Part {
  const one = { name, ...structuredClone(NOTHING), failed: 0, seconds: 0, open }
  parts.push(one)
  return one
}

function partNamed(name: string): Part {
  return parts.find((one) => one.name === name)!
}

/** A check that passes or fails as a whole. */
function command(name: string, program: string, words: string[]): Piece {
  return {
    part: part(name, 1),
    async run() {
      const { code, output } = await run(program, words)
      if (code !== 0) console.log(`\n✖ ${name}\n${output}`)
      const well = code === 0 ? 1 : 0
      return { ...NOTHING, passed: well, failed: 1 - well }
    },
  }
}

/** Test files of a part, in piles. No files is a failure: nothing was shown then. */
async function tests(
  name: string,
  patterns: string[],
  options: { more?: string[]; without?: string[]; piles?: number } = {},
): Promise<Piece[]> {
  const { more = [], without = [], piles = 1 } = options
  const found = (await Array.fromAsync(glob(patterns))).sort()
  const files = found.filter((file) => !without.includes(file))
  const gone = without.filter((file) => !found.includes(file))
  if (files.length === 0 || gone.length > 0) {
    console.log(`\n✖ ${name}: there is no file like ${[...gone, ...patterns].join(', ')}`)
    part(name, 0).failed = 1
    return []
  }
  const dealtPiles = dealt(files, piles)
  const own = part(name, dealtPiles.length)
  return dealtPiles.map((pile, at) => ({
    part: own,
    run: (cluster) => oneProcess(`${name} ${at}`, pile, more, cluster),
  }))
}

/** Long files first, dealt like cards there and back, so that no pile gets all the long ones. */
function dealt(files: string[], piles: number): string[][] {
  const stacks = Array.from({ length: Math.min(piles, files.length) }, (): string[] => [])
  const bySize = files
    .map((file) => ({ file, size: statSync(file).size }))
    .sort((a, b) => b.size - a.size)
  for (const [at, { file }] of bySize.entries()) {
    const place = at % (2 * stacks.length)
    stacks[Math.min(place, 2 * stacks.length - 1 - place)]!.push(file)
  }
  return stacks
}

/** Test files in one process. No report or a crash is a failure. */
async function oneProcess(
  name: string,
  files: string[],
  more: string[],
  { STOA_TEST_CLUSTER }: TestCluster,
): Promise<Report> {
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
  const environment = { STOA_TEST_CLUSTER, STOA_TEST_REPORT: file }
  const { code } = await run(
    process.execPath,
    words,
    quick ? { ...environment, STOA_QUICK: 'yes' } : environment,
    'inherit',
  )
  const report = reportIn(file)
  if (report && (code === 0 || report.failed > 0)) return report
  console.log(`\n✖ ${name}: the run ended with code ${code}`)
  return { ...NOTHING, ...report, failed: 1, failedIn: files }
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

/** Prints how much of the code the tests went through, and fails where it is too little. */
function enforce(files: Coverage[]): void {
  const share = (covered: number, all: number) => (all === 0 ? 0 : (covered / all) * 100)
  const modules = [
    ...new Set(files.map(({ path }) => path.split('/').slice(0, 2).join('/'))),
  ].sort()
  console.log('\nCoverage             lines  branches')
  const measure = (name: string, some: Coverage[]) => {
    const sum = (of: (file: Coverage) => number) =>
      some.reduce((total, file) => total + of(file), 0)
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
  for (const { part: name, path, percent } of MINIMUM) {
    const reached = measure(
      name,
      files.filter((file) => path.test(file.path)),
    )
    const well = reached >= percent
    if (!well) console.log(`✖ ${name} must reach ${percent} %`)
    Object.assign(part(`coverage of ${name}`, 0), { passed: well ? 1 : 0, failed: well ? 0 : 1 })
  }
}

/** One table, and the closing line. Gives the exit code. */
function summary(): number {
  const total = (key: 'passed' | 'failed' | 'skipped') =>
    parts.reduce((sum, one) => sum + one[key], 0)
  console.log('\nPart                      passed  failed  skipped  seconds')
  for (const { name, passed, failed, skipped, seconds } of parts) {
    const numbers = [passed, failed, skipped, Math.round(seconds)]
    const shown = numbers.map((count) => String(count).padStart(7)).join(' ')
    console.log(`${name.padEnd(25)}${shown}`)
  }
  const slow = parts.flatMap(({ slowest }) => slowest).sort((a, b) => b[1] - a[1])
  if (slow.length > 0) console.log('\nSlowest')
  for (const [name, milliseconds] of slow.slice(0, 10)) {
    console.log(`  ${(milliseconds / 1_000).toFixed(1).padStart(6)} s  ${name}`)
  }
  const minutes = ((Date.now() - began) / 60_000).toFixed(1)
  console.log(
    `\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped in ${minutes} minutes, ${hands} at a time`,
  )
  return total('failed') > 0 || total('passed') === 0 ? 1 : 0
}
