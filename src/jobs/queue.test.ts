import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asAdmin, testDatabase } from '../../test/database.ts'
import { openQueue } from './queue.ts'

/** A queue whose only task waits until it is told to go on. */
async function waitingQueue() {
  const db = await testDatabase()
  const begun = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  const queue = await openQueue(db, db.url, {
    async wait() {
      begun.resolve()
      await go.promise
    },
  })
  await asAdmin(
    (owner) => owner.query("select graphile_worker.add_job('wait')"),
    new URL(db.url).pathname.slice(1),
  )
  return { db, queue, begun: begun.promise, go: go.resolve }
}

test('whoever has taken a job is known, so that its jobs are freed when it is killed', async () => {
  const { db, queue, begun, go } = await waitingQueue()
  await using _db = db
  await queue.start()
  await begun
  const taken = await asAdmin(async (owner) => {
    const { rows } = await owner.query<{ known: boolean }>(`
      select exists (select from jobs.worker w where w.id = j.locked_by) as known
      from graphile_worker._private_jobs j where j.locked_at is not null`)
    return rows
  }, new URL(db.url).pathname.slice(1))
  assert.deepEqual(taken, [{ known: true }])
  go()
  await queue.close()
})

test('connections that die under the queue do not end the process, and the job is finished', async () => {
  const { db, queue, begun, go } = await waitingQueue()
  await using _db = db
  await queue.start()
  await begun
  const cut = () =>
    asAdmin((admin) =>
      admin.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
        [new URL(db.url).pathname.slice(1)],
      ),
    )
  await cut()
  go()
  await cut()
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline) {
    const rows = await db<{ load: number }>`select jobs.queue_load(1) as load`.catch(() => [])
    if (rows[0]?.load === 0) break
    await new Promise((later) => setTimeout(later, 50))
  }
  const [row] = await db<{ load: number }>`select jobs.queue_load(1) as load`
  assert.equal(row!.load, 0)
  await queue.close()
})
