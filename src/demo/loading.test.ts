import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, migrate, record } from '#base'
import { createPerson } from '#people'
import { asAdmin, testDatabase } from '../../test/database.ts'
import { demoBegins, demoState, forgetHalfATown } from './loading.ts'

const now = Temporal.Instant.from('2026-11-21T12:00:00Z')
const about = { type: 'town', id: 'stoa' }

test('what lives in a database is told apart', async () => {
  await using db = await testDatabase()
  assert.equal(await demoState(db), 'empty')
  await atomically(db, (tx) => createPerson(tx, { name: 'Ada', email: 'ada@real.example' }, now))
  assert.equal(await demoState(db), 'other')
  await record(db, { kind: 'demo.begun', about, at: now })
  assert.equal(await demoState(db), 'half')
  await record(db, { kind: 'demo.loaded', about, at: now })
  assert.equal(await demoState(db), 'whole')
})

test('half a town is emptied, and the database can be brought up to date again', async () => {
  await using db = await testDatabase()
  await record(db, { kind: 'demo.begun', about, at: now })
  await atomically(db, (tx) => createPerson(tx, { name: 'Maya', email: 'maya@demo.example' }, now))
  await forgetHalfATown(db.url)
  const name = new URL(db.url).pathname.slice(1)
  const left = await asAdmin(
    (admin) =>
      admin.query(`select from pg_namespace where nspname in ('base', 'people', 'ledger')`),
    name,
  )
  assert.equal(left.rowCount, 0)
  assert.ok((await migrate(db.url)).length >= 10)
  assert.equal(await demoState(db), 'empty')
})

test('history begins on a Monday, half a year before its end', () => {
  const begins = demoBegins({ until: now }).toZonedDateTimeISO('UTC')
  assert.equal(begins.dayOfWeek, 1)
  assert.equal(begins.toPlainDate().toString(), '2026-05-18')
})
