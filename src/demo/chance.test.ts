import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chanceOf } from './chance.ts'
import { EDUCATORS } from './educators.ts'
import { stars } from './habits.ts'

test('the same words throw the same dice, others others', () => {
  const throws = (...words: string[]) => {
    const chance = chanceOf(...words)
    return Array.from({ length: 5 }, () => chance.between(1, 1_000_000))
  }
  assert.deepEqual(throws('a', 'b'), throws('a', 'b'))
  assert.notDeepEqual(throws('a', 'b'), throws('a', 'c'))
  assert.notDeepEqual(throws('ab', ''), throws('a', 'b'))
})

test('the dice are fair enough', () => {
  const chance = chanceOf('fair')
  const counts = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < 60_000; i++) counts[chance.between(1, 6) - 1]! += 1
  for (const count of counts) assert.ok(Math.abs(count - 10_000) < 400, `${counts}`)
})

test('the mean of the stars is the quality of the educator', () => {
  for (const educator of EDUCATORS) {
    const chance = chanceOf('stars', educator.key)
    let sum = 0
    for (let i = 0; i < 20_000; i++) sum += stars(chance, educator)
    assert.ok(Math.abs(sum / 20_000 - educator.quality) < 0.02, educator.name)
  }
})
