import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '#base'

const start = Temporal.Instant.from('2026-03-01T00:00:00Z')

test('a standing clock moves only when it is moved, and never back', () => {
  const clock = new VirtualClock(start, { standing: true })
  assert.ok(clock.now().equals(start))
  clock.moveTo(start.add({ hours: 5 }))
  assert.equal(clock.now().toString(), '2026-03-01T05:00:00Z')
  clock.moveTo(start)
  assert.equal(clock.now().toString(), '2026-03-01T05:00:00Z')
})

test('a ticking clock goes on from where it was set', async () => {
  const clock = new VirtualClock(start)
  const first = clock.now()
  await new Promise((done) => setTimeout(done, 5))
  assert.ok(Temporal.Instant.compare(clock.now(), first) > 0)
  clock.moveTo(start.add({ hours: 24 }))
  assert.ok(Temporal.Instant.compare(clock.now(), start.add({ hours: 24 })) >= 0)
})
