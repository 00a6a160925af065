import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, newId } from '#base'
import { freezeAccount, thawAccount, verify } from '#ledger'
import { educator, hours, NOON, owed } from '../../test/classroom.ts'
import { testDatabase } from '../../test/database.ts'
import { earnCommission, openCommission, releaseHeld } from './index.ts'

/** An included booking of 50 credits that was earned on at noon: 35.00, held for seven days. */
async function earned(db: Db, who: string, agreedRate: number | null = null): Promise<void> {
  const bookingId = newId()
  await atomically(db, async (tx) => {
    await openCommission(
      tx,
      {
        bookingId,
        sessionId: newId(),
        educator: who,
        kind: 'class',
        title: 'Spanish',
        sessionAt: NOON,
        paidBy: 'included',
        price: { credits: 5000n },
        agreedRate,
      },
      NOON,
    )
    await earnCommission(tx, { bookingId, by: 'schedule' }, NOON)
  })
}

test('one whose account is frozen stays held and is named, and everybody else gets theirs', async () => {
  await using db = await testDatabase()
  const people = [await educator(db), await educator(db), await educator(db)]
  for (const one of people) await earned(db, one)
  const stuck = {
    owner: { type: 'person', id: people[1]! },
    purpose: 'educator_held',
    asset: 'USD',
  } as const
  const staff = { at: NOON, by: 'person:staff' }
  await atomically(db, (tx) => freezeAccount(tx, stuck, { ...staff, why: 'under review' }))

  await assert.rejects(releaseHeld(db, hours(24 * 7)), /commission [0-9a-f-]{36}: .*frozen/i)
  const available = await Promise.all(people.map((one) => owed(db, one, 'educator_available')))
  assert.deepEqual(available, [3500n, 0n, 3500n])
  assert.equal(await owed(db, people[1]!, 'educator_held'), 3500n)
  const told = await db`select 1 as one from base.fact where kind = 'commission.available'`
  assert.equal(told.length, 2)

  await atomically(db, (tx) => thawAccount(tx, stuck, staff))
  assert.equal(await releaseHeld(db, hours(24 * 8)), 1)
  assert.equal(await owed(db, people[1]!, 'educator_available'), 3500n)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('a seat on which nobody earns is done without a journal, and nobody is told of nothing', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  await earned(db, ivan, 0)
  const [row] = await db<{ state: string; journal: bigint | null; net: bigint }>`
    select state, journal_id as journal, net from earnings.commission`
  assert.deepEqual({ ...row }, { state: 'held', journal: null, net: 0n })
  assert.equal(await releaseHeld(db, hours(24 * 8)), 1)
  const told = await db`select 1 as one from base.fact where kind = 'commission.available'`
  assert.equal(told.length, 0)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})
