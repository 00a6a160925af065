import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { LAWS, STANDS_ON, type Tree } from './laws.ts'

const ROOT = join(import.meta.dirname, '..')

/** A check that looked at nothing is worse than none. */
const AT_LEAST = { files: 150, code: 100, sql: 8, modules: 8 }

const TEXT = /\.(ts|tsx|mjs|mts|js|json|css|sql|md|yml|yaml|html|txt|svg|sh)$|^\.[a-z]|(^|\/)run$/

/** Every text file that is, or is about to be, tracked. */
function tracked(): Tree {
  const words = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  const paths = execFileSync('git', words, { cwd: ROOT, encoding: 'utf8' }).split('\0')
  const files = new Map<string, string>()
  for (const path of new Set(paths)) {
    const full = join(ROOT, path)
    if (!path || !TEXT.test(path) || !statSync(full, { throwIfNoEntry: false })?.isFile()) continue
    files.set(path, readFileSync(full, 'utf8'))
  }
  return files
}

const tree = tracked()

test('the house rules look at enough', () => {
  const paths = [...tree.keys()]
  const counts = {
    files: paths.length,
    code: paths.filter((path) => /^src\/.+\.ts$/.test(path)).length,
    sql: paths.filter((path) => /^db\/.+\.sql$/.test(path)).length,
    modules: new Set(paths.map((path) => /^src\/(\w+)\//.exec(path)?.[1]).filter(Boolean)).size,
  }
  for (const [what, least] of Object.entries(AT_LEAST)) {
    assert.ok(counts[what as keyof typeof counts] >= least, `${what}: ${JSON.stringify(counts)}`)
  }
})

for (const law of LAWS) {
  test(`house rule: ${law.says}`, () => {
    assert.deepEqual(law.broken(tree), [])
  })
  test(`house rule turns red: ${law.says}`, () => {
    assert.notDeepEqual(law.broken(new Map(Object.entries(law.red))), [])
  })
}

test('STANDS_ON has no circle below the modules that stand on all', () => {
  const reach = (name: string, seen: readonly string[]): void => {
    assert.ok(!seen.includes(name), `${[...seen, name].join(' → ')}`)
    const below = STANDS_ON[name]
    if (Array.isArray(below)) for (const other of below) reach(other, [...seen, name])
  }
  for (const name of Object.keys(STANDS_ON)) reach(name, [])
})
