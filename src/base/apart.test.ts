import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachApart } from '#base'

test('one that fails holds up no other, and is heard of at the end', async () => {
  const done: number[] = []
  const work = async (one: number) => {
    if (one === 2) throw new Error('two is stuck')
    done.push(one)
    return one !== 3
  }
  await assert.rejects(eachApart([1, 2, 3, 4], work), /two is stuck/)
  assert.deepEqual(done, [1, 3, 4])
  assert.equal(await eachApart([1, 3, 4], work), 2)
})

test('several failures are told together', async () => {
  const work = (one: number) => Promise.reject(new Error(`${one} is stuck`))
  await assert.rejects(
    eachApart([1, 2, 3], work, 2),
    /3 of 3 failed: 1 is stuck; 2 is stuck; 3 is stuck/,
  )
})

test('no more work side by side than there are hands', async () => {
  let now = 0
  let most = 0
  await eachApart(
    Array.from({ length: 20 }, (_, index) => index),
    async () => {
      most = Math.max(most, ++now)
      await new Promise((go) => setImmediate(go))
      now -= 1
      return true
    },
    3,
  )
  assert.equal(most, 3)
})
