import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deadlines, readConfig, VirtualClock } from '#base'
import { openPayments } from '#payments'
import { testDatabase } from '../../test/database.ts'
import { keepers } from './keepers.ts'
import { reactions } from './reactions.ts'
import { schedule } from './schedule.ts'
import { runDue } from './scheduler.ts'
import { HEARD } from './telling.ts'
import { tickAfter } from './ticks.ts'

const start = Temporal.Instant.from('2026-11-21T12:00:00Z')

test('every entry has a name of its own, a sentence, and an expression that names instants', () => {
  assert.ok(schedule.length >= 15)
  assert.equal(new Set(schedule.map(({ name }) => name)).size, schedule.length)
  for (const { name, says, cron, zone } of schedule) {
    assert.match(name, /^[a-z]+\.[a-zA-Z]+$/)
    assert.ok(says.length > 15, name)
    assert.ok(Temporal.Instant.compare(tickAfter(cron, zone, start), start) > 0, name)
  }
})

test('what runs more than once an hour says when it is due', () => {
  for (const { name, cron, zone, due } of schedule) {
    const first = tickAfter(cron, zone, start)
    const minutes = first.until(tickAfter(cron, zone, first)).total('minutes')
    assert.ok(minutes >= 60 || due, `${name} runs every ${minutes} minutes and has no due`)
  }
})

test('every entry runs on an empty house, and a day of it fails nowhere', async () => {
  await using db = await testDatabase()
  const clock = new VirtualClock(start, { standing: true })
  const payments = await openPayments({ db, clock, config: readConfig({}), keepers })
  const work = { db, clock, payments }
  for (const { name, due, run } of schedule) {
    const deadline = due?.(work)
    if (deadline) await deadlines(db, [deadline])
    await assert.doesNotReject(run(work, start), name)
  }
  await runDue(schedule, work, start)
  clock.moveTo(start.add({ hours: 24 }))
  const { runs, failed } = await runDue(schedule, work, clock.now())
  assert.ok(runs >= 7, `${runs} runs`)
  assert.equal(failed, 0)
  await payments.close()
})

test('whatever somebody hears of is told by a reaction, and the other way round', () => {
  const told = Object.entries(reactions).filter(([, all]) => 'tell' in all)
  assert.deepEqual(told.map(([kind]) => kind).sort(), [...HEARD].sort())
})
