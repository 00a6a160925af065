import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { atomically, Problem, type Tx, toJson } from '#base'
import { testDatabase } from '../../test/database.ts'
import * as ledger from './index.ts'

/** Runs every example of docs/ledger.md and compares what it prints. */

type Example = { code: string; shown: string }

function examples(): Example[] {
  const page = readFileSync(new URL('../../docs/ledger.md', import.meta.url), 'utf8')
  return [...page.matchAll(/```ts\n([\s\S]*?)```\n→ `(.*)`/g)].map(([, code, shown]) => ({
    code: code!,
    shown: shown!,
  }))
}

async function run(tx: Tx, code: string): Promise<unknown> {
  const names = {
    ...ledger,
    tx,
    lena: { type: 'person', id: 'lena' },
    ivan: { type: 'person', id: 'ivan' },
    now: Temporal.Instant.from('2026-11-21T12:00:00Z'),
  }
  const Asynchronous = Object.getPrototypeOf(run).constructor as FunctionConstructor
  const work = new Asynchronous(...Object.keys(names), `return (async () => (${code}))()`)
  return work(...Object.values(names)).catch((error: unknown) => {
    if (error instanceof Problem) return error.code
    throw error
  })
}

/** The result as the page shows it: the fields that it speaks of. */
function shownAs(result: unknown, shown: string): string {
  if (typeof result === 'string') return result
  if (shown.startsWith('{') || shown.startsWith('[')) {
    return toJson(only(JSON.parse(toJson(result)), JSON.parse(shown)))
  }
  const rows = result as Record<string, unknown>[]
  const fields =
    'purpose' in rows[0]! ? ['purpose', 'asset', 'balance'] : ['kind', 'amount', 'balance']
  return rows.map((row) => fields.map((field) => row[field]).join(' ')).join(' · ')
}

function only(full: unknown, wanted: unknown): unknown {
  if (Array.isArray(wanted)) {
    return (full as unknown[]).map((one, index) => only(one, wanted[index] ?? one))
  }
  if (typeof wanted !== 'object' || wanted === null) return full
  return Object.fromEntries(
    Object.entries(wanted).map(([name, value]) => [
      name,
      only((full as Record<string, unknown>)[name], value),
    ]),
  )
}

test('the examples of docs/ledger.md do what the page says', async () => {
  const all = examples()
  assert.ok(all.length >= 9, `${all.length} examples`)
  await using db = await testDatabase()
  await atomically(db, async (tx) => {
    for (const { code, shown } of all) {
      assert.equal(shownAs(await run(tx, code), shown), shown, code)
    }
  })
})
