import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock, wallClock } from '#base'
import { testDatabase } from '../../test/database.ts'
import { noPayments } from '../../test/work.ts'
import { openJobs } from './control.ts'
import { remember, sandboxClock } from './time.ts'

const start = Temporal.Instant.from('2026-06-05T12:00:00Z')

test('a jump is refused by name where it cannot be made', async () => {
  await using db = await testDatabase()
  const clock = new VirtualClock(start, { standing: true })
  const options = { ownerUrl: db.url, schedule: [], reactions: {} }
  const jobs = await openJobs({ ...options, work: { db, clock, payments: noPayments } })
  const cases: [{ to?: string; advance?: string }, string][] = [
    [{}, 'clock_jump_not_understood'],
    [{ to: '2026-07-01T00:00:00Z', advance: 'P1D' }, 'clock_jump_not_understood'],
    [{ to: 'tomorrow' }, 'clock_jump_not_understood'],
    [{ advance: '7 days' }, 'clock_jump_not_understood'],
    [{ to: '2026-06-05T11:59:59Z' }, 'clock_goes_forward_only'],
    [{ advance: '-PT1S' }, 'clock_goes_forward_only'],
    [{ advance: 'P401D' }, 'clock_jump_too_far'],
    [{ to: '2028-01-01T00:00:00Z' }, 'clock_jump_too_far'],
  ]
  for (const [wish, code] of cases) await assert.rejects(jobs.moveClock(wish, 'x'), { code })
  assert.equal(clock.now().toString(), start.toString())
  await jobs.stop()
  const real = await openJobs({ ...options, work: { db, clock: wallClock, payments: noPayments } })
  await assert.rejects(real.moveClock({ advance: 'P1D' }, 'x'), { code: 'clock_is_real' })
  await real.stop()
})

test('where the clock was moved is remembered, and it ticks on from there', async () => {
  await using db = await testDatabase()
  const near = (a: Temporal.Instant, b: Temporal.Instant) =>
    Math.abs(a.until(b).total('seconds')) < 5
  assert.ok(near((await sandboxClock(db)).now(), Temporal.Now.instant()))
  const ahead = Temporal.Now.instant().add({ hours: 24 * 30 })
  const clock = new VirtualClock(Temporal.Now.instant())
  const jobs = await openJobs({
    work: { db, clock, payments: noPayments },
    ownerUrl: db.url,
    schedule: [],
    reactions: {},
  })
  await jobs.moveClock({ to: ahead.toString() }, 'x')
  await jobs.stop()
  assert.equal(clock.standing, false)
  assert.ok(near(clock.now(), ahead))
  assert.ok(near((await sandboxClock(db)).now(), ahead))
  await remember(db, ahead.add({ hours: 1 }), 'x')
  assert.ok(near((await sandboxClock(db)).now(), ahead.add({ hours: 1 })))
})
