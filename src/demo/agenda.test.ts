import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Agenda } from './agenda.ts'
import { chanceOf } from './chance.ts'

const start = Temporal.Instant.from('2026-06-01T00:00:00Z')

test('what was noted is taken in order of time, and of noting', async () => {
  const agenda = new Agenda()
  const done: string[] = []
  const note = (minutes: number, word: string) =>
    agenda.note(start.add({ minutes }), async () => {
      done.push(word)
    })
  note(30, 'c')
  note(10, 'a')
  note(20, 'b1')
  note(20, 'b2')
  note(99, 'too late')
  for (;;) {
    const entry = agenda.take(start.add({ minutes: 99 }))
    if (!entry) break
    await entry.deed()
  }
  assert.deepEqual(done, ['a', 'b1', 'b2', 'c'])
})

test('a thousand entries come out sorted', () => {
  const agenda = new Agenda()
  const chance = chanceOf('agenda')
  for (let i = 0; i < 1_000; i++)
    agenda.note(start.add({ minutes: chance.between(0, 300) }), async () => {})
  let before = start
  let count = 0
  for (;;) {
    const entry = agenda.take(start.add({ hours: 24 }))
    if (!entry) break
    assert.ok(Temporal.Instant.compare(entry.at, before) >= 0)
    before = entry.at
    count++
  }
  assert.equal(count, 1_000)
})
