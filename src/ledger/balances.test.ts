import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically } from '#base'
import { testDatabase } from '../../test/database.ts'
import { balance, PLATFORM, postRule, takeSnapshots, verify } from './index.ts'

const start = Temporal.Instant.from('2026-01-01T00:00:00Z')
const income = { owner: PLATFORM, purpose: 'subscriptions', asset: 'USD' } as const

test('snapshots change what a balance costs, never what it is', async () => {
  await using db = await testDatabase()
  const happened: { hour: number; amount: bigint }[] = []
  const earn = (hour: number, amount: bigint) => {
    happened.push({ hour, amount })
    const deed = {
      key: `${happened.length}`,
      about: { type: 't', id: 't' },
      by: 'test',
      at: start.add({ hours: hour }),
    }
    return atomically(db, (tx) => postRule(tx, 'access.earned', { currency: 'USD', amount }, deed))
  }
  const agree = async () => {
    const sum = (until: number) =>
      happened.reduce((total, one) => (one.hour <= until ? total + one.amount : total), 0n)
    assert.equal(await balance(db, income), sum(Number.POSITIVE_INFINITY))
    for (let hour = -1; hour < 40; hour += 3) {
      assert.equal(
        await balance(db, income, { at: start.add({ hours: hour }) }),
        sum(hour),
        `hour ${hour}`,
      )
    }
  }
  for (let n = 0; n < 12; n++) await earn(n, BigInt(n + 1))
  assert.equal(await takeSnapshots(db, 5), 0, 'the first run only marks what is written')
  assert.equal(await takeSnapshots(db, 5), 2)
  await agree()
  // An open transaction holds a number below later ones: no stretch may close over it.
  const written = Promise.withResolvers<void>()
  const open = Promise.withResolvers<void>()
  const slow = atomically(db, async (tx) => {
    const deed = {
      key: 'slow',
      about: { type: 't', id: 't' },
      by: 'test',
      at: start.add({ hours: 2 }),
    }
    await postRule(tx, 'access.earned', { currency: 'USD', amount: 500n }, deed)
    written.resolve()
    await open.promise
  })
  await written.promise
  for (let n = 12; n < 24; n++) await earn(n, BigInt(n + 1))
  await takeSnapshots(db, 5)
  assert.equal(await takeSnapshots(db, 5), 0, 'closed over a transaction that is still open')
  await agree()
  open.resolve()
  await slow
  happened.push({ hour: 2, amount: 500n })
  await agree()
  for (let n = 24; n < 36; n++) await earn(n % 5 ? n : 3, BigInt(n + 1))
  await takeSnapshots(db, 5)
  assert.equal(await takeSnapshots(db, 5), 2)
  await agree()
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})
