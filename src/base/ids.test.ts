import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idFrom, isId, newId } from '#base'

test('ids are UUIDs of version 7 and sort by when they were made', async () => {
  const ids: string[] = []
  for (let i = 0; i < 5; i++) {
    ids.push(newId())
    await new Promise((done) => setTimeout(done, 2))
  }
  assert.deepEqual([...ids].sort(), ids)
  for (const id of ids) {
    assert.ok(isId(id))
    assert.equal(id[14], '7')
  }
})

test('within a millisecond, and when a clock stands still, ids keep the order they were asked for', () => {
  const ids = Array.from({ length: 20_000 }, newId)
  assert.deepEqual([...ids].sort(), ids)
  assert.equal(new Set(ids).size, ids.length)
  assert.ok(ids.every(isId))
  const made = Number.parseInt(ids.at(-1)!.replaceAll('-', '').slice(0, 12), 16)
  assert.ok(made >= Date.now() - 1000 && made <= Date.now() + 100, `${made} is about now`)
})

test('an id from words is the same for the same words only', () => {
  assert.equal(idFrom('commission', 'a'), idFrom('commission', 'a'))
  assert.notEqual(idFrom('commission', 'a'), idFrom('commissiona'))
  assert.notEqual(idFrom('ab', 'c'), idFrom('a', 'bc'))
  assert.ok(isId(idFrom('x')))
  assert.equal(idFrom('x')[14], '8')
})

test('what is no id is known', () => {
  for (const text of ['', 'x', newId().toUpperCase(), `${newId()}0`, newId().replaceAll('-', '')]) {
    assert.equal(isId(text), false, text)
  }
})
