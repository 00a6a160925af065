import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, join, sql } from '#base'
import { testDatabase } from '../../test/database.ts'

test('value, instants and fragments go to PostgreSQL and back', async () => {
  await using db = await testDatabase()
  const at = Temporal.Instant.from('2026-11-21T12:00:00.123456Z')
  const [row] = await db<{ n: bigint; at: Temporal.Instant; list: bigint[]; doc: unknown }>`
    select ${9007199254740993n}::bigint as n, ${at}::timestamptz as at, ${[1n, 2n]}::bigint[]::text[] as list,
      ${{ a: [1, 2] }}::jsonb as doc where ${join([sql`1 = ${1}::int`, sql`${'x'}::text = ${'x'}::text`], ' and ')}`
  assert.equal(row?.n, 9007199254740993n)
  assert.equal(row?.at.toString(), at.toString())
  assert.deepEqual(row?.doc, { a: [1, 2] })
})

test('a transaction is all or nothing', async () => {
  await using db = await testDatabase()
  await assert.rejects(
    atomically(db, async (tx) => {
      await tx`select base.record_fact(${'018f0000-0000-7000-8000-000000000001'}, 'x', 'x', 'x', now(), '{}')`
      throw new Error('no')
    }),
    /no/,
  )
  assert.equal((await db`select from base.fact`).length, 0)
})

test('a transaction whose statement failed is not taken for one that was kept', async () => {
  await using db = await testDatabase()
  await assert.rejects(
    atomically(db, async (tx) => {
      await tx`select 1 / 0`.catch(() => {})
    }),
    /nothing was kept/,
  )
})
