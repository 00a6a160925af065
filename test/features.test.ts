import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { everythingNamed } from '#plans'
import { testDatabase } from './database.ts'

/** All code of a module, without its tests. */
function codeOf(module: string): string {
  const folder = new URL(`../src/${module}/`, import.meta.url)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n')
}

test('what plans sell as built is held by the code that is said to hold it', async () => {
  await using db = await testDatabase()
  const { features, limits } = await everythingNamed(db)
  const built = [...features, ...limits].filter(({ keptBy }) => keptBy !== null)
  assert.ok(built.length >= 15)
  const missing = built.filter(({ name, keptBy }) => !codeOf(keptBy!).includes(`'${name}'`))
  assert.deepEqual(missing, [])
  // What is not built yet is named by no code that would hold it.
  const waiting = features.filter(({ keptBy }) => keptBy === null)
  const held = codeOf('live') + codeOf('http') + codeOf('earnings')
  assert.deepEqual(
    waiting.filter(({ name }) => held.includes(`'${name}'`)).map(({ name }) => name),
    [],
  )
})
