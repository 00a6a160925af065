import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'
import type { Coverage } from './coverage.ts'

/** What a run of node:test came to; written as JSON to the file that STOA_TEST_REPORT names. */
export type Report = {
  passed: number
  failed: number
  skipped: number
  /** Files in which a test failed. */
  failedIn: string[]
  /** Slowest tests: name and milliseconds. */
  slowest: [string, number][]
  coverage: Coverage[]
}

/** Tells failures at once and in full, and everything else in the report only. */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const found: Report = {
    passed: 0,
    failed: 0,
    skipped: 0,
    failedIn: [],
    slowest: [],
    coverage: [],
  }
  const failedIn = new Set<string>()
  for await (const { type, data } of events) {
    if (type === 'test:pass' || type === 'test:fail') {
      if (data.details.type === 'suite') continue
      if (data.skip !== undefined || data.todo !== undefined) found.skipped += 1
      else if (type === 'test:pass') found.passed += 1
      else {
        found.failed += 1
        if (data.file) failedIn.add(relative('.', data.file))
        yield failure(data.file, data.name, data.details.error)
      }
      found.slowest.push([data.name, Math.round(data.details.duration_ms)])
    } else if (type === 'test:stderr' || type === 'test:stdout') {
      yield data.message
    } else if (type === 'test:coverage') {
      found.coverage = data.summary.files.map((file) => ({
        path: relative(data.summary.workingDirectory, file.path),
        lines: file.totalLineCount,
        branches: file.totalBranchCount,
        missedLines: missed(file.lines),
        missedBranches: missed(file.branches),
      }))
    }
  }
  found.failedIn = [...failedIn]
  found.slowest.sort((a, b) => b[1] - a[1]).splice(10)
  const file = process.env.STOA_TEST_REPORT
  if (file) writeFileSync(file, JSON.stringify(found))
}

const missed = (places: readonly { line: number; count: number }[]) =>
  places.filter(({ count }) => count === 0).map(({ line }) => line)

function failure(file: string | undefined, name: string, error: Error): string {
  const cause = (error.cause ?? error) as Error
  const words = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
  return `\n✖ ${name}\n  ${file ? relative('.', file) : ''}\n${words.replace(/^/gm, '    ')}\n`
}
