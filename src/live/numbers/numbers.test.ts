import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Problem } from '#base'
import { testDatabase } from '../../../test/database.ts'
import {
  changeNumbers,
  NUMBERS,
  type NumbersPart,
  type NumberValue,
  numbersNow,
  policyNow,
} from '../index.ts'

const at = Temporal.Instant.from('2026-11-21T12:00:00Z')
const parts = Object.keys(NUMBERS) as NumbersPart[]
const tables = {
  booking: 'policy',
  asking: 'asking_policy',
  buying: 'buying_policy',
  quality: 'quality_policy',
  exposure: 'exposure_policy',
  voices: 'voices_policy',
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Problem) => error.code,
  )

test('every number that the database keeps can be set', async () => {
  await using db = await testDatabase()
  for (const part of parts) {
    const columns = await db<{ name: string }>`
      select column_name as name from information_schema.columns
      where table_schema = 'live' and table_name = ${tables[part]}
        and column_name not in ('version', 'set_by', 'set_at')`
    const camel = columns.map(({ name }) =>
      name.replace(/_(.)/g, (_, c: string) => c.toUpperCase()),
    )
    assert.deepEqual(camel.sort(), Object.keys(NUMBERS[part]).sort(), part)
  }
})

test('each number goes as far as it says, in the database too, and no further', async () => {
  await using db = await testDatabase()
  const set = (part: NumbersPart, name: string, value: NumberValue) =>
    atomically(db, async (tx) => {
      const { version } = await numbersNow(tx, part)
      await changeNumbers(tx, part, { seen: version, changes: { [name]: value } }, 'test', at)
      const now = await numbersNow(tx, part)
      assert.deepEqual(now.numbers.find((one) => one.name === name)!.value, value)
      assert.equal(now.version, version + 1)
      throw new Error('rolled back')
    }).catch((error: Problem & Error) => error.code ?? error.message)
  for (const part of parts) {
    for (const { name, least, most, list } of (await numbersNow(db, part)).numbers) {
      const as = (one: number) => (list ? [least, one] : one)
      for (const value of [as(least), as(most)]) {
        // Two may only clash where one of them must be larger than the other.
        const came = await set(part, name, value)
        assert.match(came, /^(rolled back|numbers_clash)$/, `${part} ${name} ${value}`)
      }
      const wrong = list ? [least, [], Array(list + 1).fill(least)] : [[least]]
      for (const value of [as(least - 1), as(most + 1), as(least + 0.5), ...wrong]) {
        assert.equal(await set(part, name, value), 'number_out_of_bounds', `${name} ${value}`)
      }
    }
  }
})

test('a number that nobody knows, a look that is old, and numbers that clash are refused; nothing changes', async () => {
  await using db = await testDatabase()
  const change = (seen: number, changes: Record<string, number>) =>
    atomically(db, (tx) => changeNumbers(tx, 'booking', { seen, changes }, 'person:a', at))
  assert.equal(await refusal(change(1, { bogus: 1 })), 'unknown_number')
  assert.equal(await refusal(change(1, { toString: 1 })), 'unknown_number')
  assert.equal(await refusal(change(0, { freeHours: 20 })), 'numbers_changed')
  assert.equal(await refusal(change(1, { halfHours: 25 })), 'numbers_clash')
  assert.equal((await policyNow(db)).version, 1)
  const both = await Promise.all([
    refusal(change(1, { freeHours: 36 })),
    refusal(change(1, { freeHours: 48 })),
  ])
  assert.deepEqual(both.sort(), ['done', 'numbers_changed'])
  const now = await numbersNow(db, 'booking')
  assert.equal(now.version, 2)
  assert.equal(now.setBy, 'person:a')
})

test('what counts at first lies within what can be set', async () => {
  await using db = await testDatabase()
  for (const part of parts) {
    const { numbers } = await numbersNow(db, part)
    for (const { name, value, least, most, list } of numbers) {
      const values = Array.isArray(value) ? value : [value]
      assert.equal(Array.isArray(value), list !== undefined, name)
      for (const one of values) assert.ok(one >= least && one <= most, `${part} ${name} ${one}`)
    }
  }
})
