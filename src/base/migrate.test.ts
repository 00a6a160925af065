import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { migrate, migrationFiles } from './migrate.ts'

/** A folder of migrations, by name. */
function folderOf(files: Record<string, string>) {
  const path = mkdtempSync(join(tmpdir(), 'stoa-migrations-'))
  const write = (more: Record<string, string>) => {
    for (const [name, text] of Object.entries(more)) writeFileSync(join(path, name), text)
  }
  write(files)
  return {
    url: pathToFileURL(`${path}/`),
    write,
    [Symbol.dispose]: () => rmSync(path, { recursive: true }),
  }
}

const A = { '0001-a.sql': 'create table public.a (n integer);' }
const B = { '0002-b.sql': 'create table public.b (n integer);' }

const exists = async (db: TestDatabase, table: string) =>
  (await db<{ there: boolean }>`select to_regclass(${table}) is not null as there`)[0]!.there

test('files are run in order, once, with the queue’s own tables before them', async () => {
  await using db = await testDatabase({ empty: true })
  using folder = folderOf({ ...B, ...A, 'notes.txt': 'not SQL' })
  assert.deepEqual(await migrate(db.url, folder.url), ['0001-a.sql', '0002-b.sql'])
  assert.deepEqual(await migrate(db.url, folder.url), [])
  assert.equal(await exists(db, 'graphile_worker._private_jobs'), true)
})

test('two processes that start together run each file once', async () => {
  await using db = await testDatabase({ empty: true })
  using folder = folderOf({ ...A, ...B })
  const done = await Promise.all([1, 2, 3].map(() => migrate(db.url, folder.url)))
  assert.deepEqual(done.flat().sort(), ['0001-a.sql', '0002-b.sql'])
})

test('a file that fails leaves nothing of itself, says where, and can be run again once mended', async () => {
  await using db = await testDatabase({ empty: true })
  using folder = folderOf({
    ...A,
    '0002-b.sql': 'create table public.b (n integer);\nselect nonsense;',
  })
  await assert.rejects(
    migrate(db.url, folder.url),
    /0002-b\.sql failed near line 2, and nothing of it was kept/,
  )
  assert.equal(await exists(db, 'public.b'), false)
  folder.write(B)
  assert.deepEqual(await migrate(db.url, folder.url), ['0002-b.sql'])
})

test('a file that changed after it ran is refused', async () => {
  await using db = await testDatabase({ empty: true })
  using folder = folderOf(A)
  await migrate(db.url, folder.url)
  folder.write({ '0001-a.sql': 'create table public.a (n bigint);' })
  await assert.rejects(migrate(db.url, folder.url), /0001-a\.sql is not the file that was run/)
})

test('a database of a newer Stoa is refused', async () => {
  await using db = await testDatabase({ empty: true })
  using newer = folderOf({ ...A, ...B })
  using older = folderOf(A)
  await migrate(db.url, newer.url)
  await assert.rejects(migrate(db.url, older.url), /by a newer Stoa \(it has 0002-b\.sql\)/)
})

test('a file outside a transaction that was cut off half-way is refused by name', async () => {
  await using db = await testDatabase({ empty: true })
  const cutOff = '-- outside a transaction\ncreate table public.c (n integer);'
  using folder = folderOf({ ...A, '0002-c.sql': cutOff })
  assert.deepEqual(await migrate(db.url, folder.url), ['0001-a.sql', '0002-c.sql'])
  await db`update base.migration set finished_at = null where number = 2`
  await assert.rejects(
    migrate(db.url, folder.url),
    /0002-c\.sql was cut off half-way\. Look at what it did/,
  )
})

test('a server that does not answer is refused by name', async () => {
  await assert.rejects(migrate('postgresql://nobody@127.0.0.1:1/stoa'), {
    name: 'StartRefused',
    message:
      /The database stoa at 127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED.*Check DATABASE_URL/s,
  })
})

test('the migrations of Stoa have one number each, from 1 on', () => {
  const files = migrationFiles()
  assert.ok(files.length >= 8)
  assert.deepEqual(
    files.map(({ number }) => number),
    files.map((_, index) => index + 1),
  )
})
