import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically } from '#base'
import { educator, learner, NOON, session } from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import { bookSession, cancelBooking, joinWaitlist } from '../index.ts'

test('queues cost a booking with credits nothing: six statements, as before there were any', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const [lena, anna] = [await learner(db, 200), await learner(db, 200, 'Anna')]
  const book = (id: string, who: string) =>
    atomically(db, (tx) => bookSession(tx, { session: id, learner: who, method: 'credits' }, NOON))
  // The first one of all reads what is remembered after.
  await book(await session(db, ivan, { startsIn: 40 }), lena)
  const id = await session(db, ivan, { startsIn: 48, capacity: 1 })
  const before = db.sent.count
  const { id: seat } = await book(id, lena)
  // The transaction's own two among them.
  assert.equal(db.sent.count - before, 8)
  // A seat that was kept costs three more: looking for what is kept too long, and taking the place.
  await atomically(db, (tx) => joinWaitlist(tx, { session: id, person: anna }, NOON))
  await atomically(db, (tx) => cancelBooking(tx, seat, lena, NOON))
  const then = db.sent.count
  await book(id, anna)
  assert.ok(db.sent.count - then <= 11, `${db.sent.count - then} statements`)
})
