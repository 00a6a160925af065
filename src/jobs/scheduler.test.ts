import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql, VirtualClock } from '#base'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { noPayments } from '../../test/work.ts'
import { openJobs } from './control.ts'
import { listRuns } from './runs.ts'
import { runDue } from './scheduler.ts'
import type { Scheduled } from './work.ts'

const instant = Temporal.Instant.from

/** A scheduler over a clock that stands, whose jobs write down when they were run. */
function world(db: TestDatabase, start: string) {
  const clock = new VirtualClock(instant(start), { standing: true })
  const diary: string[] = []
  const job = (
    name: string,
    cron: string,
    zone = 'UTC',
    more: Partial<Scheduled> = {},
  ): Scheduled => ({
    name,
    says: name,
    cron,
    zone,
    async run(_work, now) {
      diary.push(`${now} ${name}`)
    },
    ...more,
  })
  const open = (schedule: Scheduled[]) =>
    openJobs({
      work: { db, clock, payments: noPayments },
      ownerUrl: db.url,
      schedule,
      reactions: {},
    })
  return { clock, diary, job, open, work: { db, clock, payments: noPayments } }
}

test('a jump runs everything on the way in order, at its own instant', async () => {
  await using db = await testDatabase()
  const { diary, job, open, clock } = world(db, '2026-06-05T12:00:00Z')
  const jobs = await open([
    job('weekly', '0 6 * * 1'),
    job('noon', '0 12 * * *'),
    job('also at noon', '0 12 * * *'),
  ])
  const jump = await jobs.moveClock({ advance: 'P3D' }, 'person:test')
  await jobs.stop()
  assert.deepEqual(diary, [
    '2026-06-06T12:00:00Z noon',
    '2026-06-06T12:00:00Z also at noon',
    '2026-06-07T12:00:00Z noon',
    '2026-06-07T12:00:00Z also at noon',
    '2026-06-08T06:00:00Z weekly',
    '2026-06-08T12:00:00Z noon',
    '2026-06-08T12:00:00Z also at noon',
  ])
  assert.equal(jump.runs, 7)
  assert.equal(clock.now().toString(), '2026-06-08T12:00:00Z')
})

test('daylight-saving: a missing hour is made up for, a doubled hour counts once', async () => {
  await using db = await testDatabase()
  const { diary, job, open } = world(db, '2026-03-28T12:00:00Z')
  const spring = await open([job('half past two', '30 2 * * *', 'Europe/Berlin')])
  await spring.moveClock({ to: '2026-03-30T12:00:00Z' }, 'person:test')
  await spring.moveClock({ to: '2026-10-24T12:00:00Z' }, 'person:test')
  diary.splice(2)
  await spring.moveClock({ to: '2026-10-26T12:00:00Z' }, 'person:test')
  await spring.stop()
  assert.deepEqual(diary, [
    '2026-03-29T01:00:00Z half past two',
    '2026-03-30T00:30:00Z half past two',
    '2026-10-25T00:30:00Z half past two',
    '2026-10-26T01:30:00Z half past two',
  ])
})

test('work with a deadline is run at the first tick after it, and quiet minutes cost no run', async () => {
  await using db = await testDatabase()
  const { job, open, clock } = world(db, '2026-06-05T12:00:00Z')
  const deadlines = ['2026-06-05T13:07:30Z', '2026-06-06T08:00:00Z'].map((text) => instant(text))
  const ran: string[] = []
  const sweep = job('sweep', '* * * * *', 'UTC', {
    due: () => sql`select ${deadlines[0]}::timestamptz`,
    async run() {
      ran.push(clock.now().toString())
      deadlines.shift()
      return { swept: 1 }
    },
  })
  const jobs = await open([sweep])
  await jobs.moveClock({ advance: 'P7D' }, 'person:test')
  await jobs.stop()
  assert.deepEqual(ran, ['2026-06-05T13:08:00Z', '2026-06-06T08:00:00Z'])
  const runs = await listRuns(db)
  assert.deepEqual(runs[0]?.counts, { swept: 1 })
})

test('runs missed while Stoa was down are caught up in order', async () => {
  await using db = await testDatabase()
  const { diary, job, work, clock } = world(db, '2026-06-05T12:00:00Z')
  const schedule = [job('daily', '0 2 * * *'), job('hourly', '0 */12 * * *')]
  await runDue(schedule, work, clock.now())
  clock.moveTo(instant('2026-06-07T12:00:00Z'))
  await runDue(schedule, work, clock.now())
  const planned = (await listRuns(db)).reverse().map((run) => `${run.plannedAt} ${run.name}`)
  assert.deepEqual(planned, [
    '2026-06-06T00:00:00Z hourly',
    '2026-06-06T02:00:00Z daily',
    '2026-06-06T12:00:00Z hourly',
    '2026-06-07T00:00:00Z hourly',
    '2026-06-07T02:00:00Z daily',
    '2026-06-07T12:00:00Z hourly',
  ])
  assert.ok(
    diary.every((line) => line.startsWith('2026-06-07T12:00:00Z')),
    'work done late says so',
  )
  await runDue(schedule, work, clock.now())
  assert.equal(diary.length, 6)
})

test('two schedulers at once run each piece once', async () => {
  await using db = await testDatabase()
  const { diary, job, open, clock } = world(db, '2026-06-05T12:00:00Z')
  const slow = async (name: string) => {
    diary.push(name)
    await new Promise((done) => setTimeout(done, 30))
  }
  const schedule = ['a', 'b'].map((name) =>
    job(name, '0 * * * *', 'UTC', { run: () => slow(name) }),
  )
  const first = await open(schedule)
  const second = await open(schedule)
  await runDue(schedule, { db, clock, payments: noPayments }, clock.now())
  clock.moveTo(instant('2026-06-05T15:00:00Z'))
  await Promise.all([first.start(), second.start()])
  for (let i = 0; i < 1_000 && diary.length < 6; i++)
    await new Promise((done) => setTimeout(done, 20))
  await Promise.all([first.stop(), second.stop()])
  assert.deepEqual(diary.toSorted(), ['a', 'a', 'a', 'b', 'b', 'b'])
  assert.equal((await listRuns(db)).filter((run) => run.outcome === 'done').length, 6)
})

test('a failing job is visible and tried again after 1, 5 and 30 minutes', async () => {
  await using db = await testDatabase()
  const { diary, job, open } = world(db, '2026-06-05T12:00:00Z')
  let faults = 3
  const jobs = await open([
    job('fragile', '0 2 * * *', 'UTC', {
      async run(_work, now) {
        diary.push(`${now}`)
        if (faults-- > 0) throw new Error('the bank is closed')
      },
    }),
    job('sound', '0 2 * * *'),
  ])
  const jump = await jobs.moveClock({ to: '2026-06-06T12:00:00Z' }, 'person:test')
  assert.deepEqual(diary, [
    '2026-06-06T02:00:00Z',
    '2026-06-06T02:00:00Z sound',
    '2026-06-06T02:01:00Z',
    '2026-06-06T02:06:00Z',
    '2026-06-06T02:36:00Z',
  ])
  assert.equal(jump.failed, 3)
  const failed = await listRuns(db, { outcome: 'failed' })
  assert.equal(failed.length, 3)
  assert.match(failed[0]!.error!, /the bank is closed/)
  const again = await jobs.retry(failed[0]!.id, 'person:staff')
  assert.deepEqual(
    [again.outcome, again.askedBy, again.attempt, again.plannedAt.toString()],
    ['done', 'person:staff', 5, '2026-06-06T02:00:00Z'],
  )
  await assert.rejects(jobs.retry(again.id, 'person:staff'), { code: 'run_not_failed' })
  await assert.rejects(jobs.runNow('nothing', 'person:staff'), { code: 'job_unknown' })
  await jobs.stop()
})

test('a minute job that keeps failing is tried less and less often, so a jump stays short', async () => {
  await using db = await testDatabase()
  const { job, open } = world(db, '2026-06-05T12:00:00Z')
  const jobs = await open([
    job('broken', '* * * * *', 'UTC', {
      due: () => sql`select '2026-06-05T12:00:00Z'::timestamptz`,
      run: () => Promise.reject(new Error('no')),
    }),
  ])
  const jump = await jobs.moveClock({ advance: 'P7D' }, 'person:test')
  await jobs.stop()
  assert.ok(jump.failed > 20 && jump.failed < 40, `${jump.failed} tries`)
})

test('a run cut off by a kill is marked as lost and done again', async () => {
  await using db = await testDatabase()
  const { diary, job, work, clock } = world(db, '2026-06-05T12:00:00Z')
  const schedule = [job('daily', '0 2 * * *')]
  await runDue(schedule, work, clock.now())
  clock.moveTo(instant('2026-06-06T02:00:30Z'))
  await db`insert into jobs.run (id, name, planned_at, attempt, asked_by, started_at, outcome)
    values ('01900000-0000-7000-8000-000000000001', 'daily', '2026-06-06T02:00:00Z', 1, 'schedule', '2026-06-06T02:00:00Z', 'running')`
  await db`update jobs.schedule set last_tick = '2026-06-06T02:00:00Z'`
  await runDue(schedule, work, clock.now())
  clock.moveTo(instant('2026-06-06T02:02:00Z'))
  await runDue(schedule, work, clock.now())
  assert.deepEqual(diary, ['2026-06-06T02:02:00Z daily'])
  const runs = await listRuns(db)
  assert.deepEqual(
    runs.map((run) => [run.outcome, run.attempt, run.plannedAt.toString()]),
    [
      ['done', 2, '2026-06-06T02:00:00Z'],
      ['lost', 1, '2026-06-06T02:00:00Z'],
    ],
  )
})
