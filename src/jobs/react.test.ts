import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, newId, record, type Tx, VirtualClock } from '#base'
import { asAdmin, type TestDatabase, testDatabase } from '../../test/database.ts'
import { noPayments } from '../../test/work.ts'
import { openJobs } from './control.ts'
import { failedReactions, type Reactions, react } from './react.ts'

const now = Temporal.Instant.from('2026-06-05T12:00:00Z')
const clock = new VirtualClock(now, { standing: true })

function happened(db: TestDatabase, kind: string): Promise<string> {
  const about = { type: 'test', id: newId() }
  return atomically(db, (tx) => record(tx, { kind, about, at: now, data: { size: 3 } }))
}

const openWith = (db: TestDatabase, reactions: Reactions) =>
  openJobs({ work: { db, clock, payments: noPayments }, ownerUrl: db.url, schedule: [], reactions })

/** Something a reaction can write that shows in the database. */
const mark = (tx: Tx, name: string) =>
  tx`insert into jobs.schedule (name, last_tick) values (${name}, ${now})`
const marks = async (db: TestDatabase) =>
  (await db<{ name: string }>`select name from jobs.schedule order by name`).map((row) => row.name)

test('what follows from a fact happens in order, once, with the fact at hand', async () => {
  await using db = await testDatabase()
  const seen: unknown[] = []
  const jobs = await openWith(db, {
    'cake.baked': {
      eat: async (tx, fact) => {
        seen.push(['eat', fact.data.size, fact.about.type])
        await mark(tx, 'eaten')
      },
      wash: async () => seen.push(['wash']),
    },
  })
  const fact = await happened(db, 'cake.baked')
  await happened(db, 'nobody.cares')
  await jobs.settle()
  await jobs.settle()
  assert.deepEqual(seen, [['eat', 3, 'test'], ['wash']])
  assert.deepEqual(await marks(db), ['eaten'])
  await react(
    { db, clock, payments: noPayments },
    { 'cake.baked': { eat: (tx) => mark(tx, 'twice') } },
    fact,
  )
  assert.deepEqual(await marks(db), ['eaten'])
  await jobs.stop()
})

test('a reaction that fails changes nothing, holds up no other, is visible, and is tried again', async () => {
  await using db = await testDatabase()
  let broken = true
  const jobs = await openWith(db, {
    'cake.baked': {
      burn: async (tx) => {
        await mark(tx, 'half burnt')
        if (broken) throw new Error('smoke')
      },
      eat: (tx) => mark(tx, 'eaten'),
    },
  })
  await happened(db, 'cake.baked')
  await jobs.settle()
  assert.deepEqual(await marks(db), ['eaten'])
  const [failure] = await failedReactions(db)
  assert.deepEqual(
    [failure?.kind, failure?.name, failure?.attempts, failure?.error],
    ['cake.baked', 'burn', 1, 'smoke'],
  )
  broken = false
  const [job] = await db<{ id: string; error: string }>`select id, error from jobs.queue()`
  assert.match(job!.error, /smoke/)
  await db`select jobs.retry_queued(${job!.id})`
  await jobs.settle()
  assert.deepEqual(await marks(db), ['eaten', 'half burnt'])
  assert.deepEqual(await failedReactions(db), [])
  await jobs.stop()
})

test('a started queue takes work as it comes', async () => {
  await using db = await testDatabase()
  let told: (fact: string) => void
  const heard = new Promise<string>((done) => {
    told = done
  })
  const jobs = await openWith(db, {
    'cake.baked': { hear: async (_tx, fact) => told(fact.id) },
  })
  await jobs.start()
  const fact = await happened(db, 'cake.baked')
  assert.equal(await heard, fact)
  await jobs.stop()
})

test('work that a killed process had taken is done by the next one', async () => {
  await using db = await testDatabase()
  const seen: string[] = []
  await happened(db, 'cake.baked')
  await asAdmin(async (client) => {
    await client.query(
      `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'dead-worker'`,
    )
  }, new URL(db.url).pathname.slice(1))
  await db`insert into jobs.worker (id, process) values ('dead-worker', 42)`
  const jobs = await openWith(db, {
    'cake.baked': { eat: async () => seen.push('eaten') },
  })
  await jobs.settle()
  await jobs.stop()
  assert.deepEqual(seen, ['eaten'])
})

test('the application may not touch the queue itself', async () => {
  await using db = await testDatabase()
  await assert.rejects(db`select graphile_worker.add_job('react', '{}')`, { code: '42501' })
})
