import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically } from '#base'
import { testDatabase } from '../../../test/database.ts'
import { plainAddress, takeInbound } from './taking.ts'

const now = Temporal.Instant.from('2026-11-20T09:00:00Z')

test('what is sent to a number of nobody is kept once, however often it is told', async () => {
  await using db = await testDatabase()
  const told = {
    is: 'inbound',
    event: 'e1',
    way: 'sms',
    from: '919812345678',
    to: '+91 80 4718 0000',
    text: 'Hello?',
    at: now,
  } as const
  const first = await atomically(db, (tx) => takeInbound(tx, 'sandbox', told, now))
  const again = await atomically(db, (tx) => takeInbound(tx, 'sandbox', told, now))
  assert.deepEqual([first.known, again.known, again.id === first.id], [false, true, true])
  const rows = await db`select from_address, to_address, thread_id from messaging.inbound`
  assert.deepEqual(rows, [
    { from_address: '+919812345678', to_address: '+918047180000', thread_id: null },
  ])
  assert.equal(plainAddress('whatsapp:+14155550100'), '+14155550100')
  assert.equal(plainAddress('56070'), '56070')
})
