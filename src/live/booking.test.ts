import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, newId } from '#base'
import { commissionsOf } from '#earnings'
import { verify } from '#ledger'
import {
  books,
  credits,
  educator,
  hours,
  learner,
  NOON,
  owed,
  person,
  planCredits,
  refused,
  session,
} from '../../test/classroom.ts'
import { testDatabase } from '../../test/database.ts'
import { bookSession, completeDue, sessionCard, startSessions } from './index.ts'

const book = (db: Db, sessionId: string, learnerId: string, more = {}, now = NOON) =>
  atomically(db, (tx) =>
    bookSession(tx, { session: sessionId, learner: learnerId, method: 'credits', ...more }, now),
  )

test('the main job: 50 plan credits booked, taught and earned, to the cent', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const lena = await learner(db, 50)
  await planCredits(db, lena, 120, 8000n, hours(24 * 30))
  const id = await session(db, ivan)
  const booked = await book(db, id, lena, { seenPrice: 5000n })
  assert.equal(booked.state, 'confirmed')
  assert.deepEqual(await credits(db, lena), { posted: 17000n, held: 5000n, available: 12000n })
  assert.equal((await sessionCard(db, id, NOON))?.seatsLeft, 3)

  assert.equal(await startSessions(db, hours(48)), 1)
  assert.equal(await completeDue(db, hours(49)), 0)
  assert.equal(await completeDue(db, hours(49.25)), 1)
  const [commission] = await commissionsOf(db, booked.id)
  assert.deepEqual(
    [commission?.state, commission?.gross, commission?.rate, commission?.rateFrom, commission?.net],
    ['held', 5000n, 7000, 'tier', 3500n],
  )
  assert.equal(await owed(db, ivan, 'educator_held'), 3500n)
  assert.deepEqual(await books(db, ['platform_fee', 'deferred_credits']), {
    platform_fee: -167n,
    deferred_credits: 9667n,
  })
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('refusals of a booking, in their order, change nothing', async (t) => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const ana = await educator(db, { name: 'Ana' })
  const lena = await learner(db, 100)
  const id = await session(db, ivan, { capacity: 2 })
  const other = await session(db, ana, { start: hours(48.5), title: 'At the same time' })
  const later = await session(db, ivan, { start: hours(60), title: 'The next one' })
  const soon = await session(db, ivan, { startsIn: 0.5 })
  const lesson = await session(db, ivan, { startsIn: 11, price: { level: 'private' }, capacity: 1 })
  const draft = await session(db, ivan, { startsIn: 80, publish: false })
  const rows: [string, string, () => Promise<unknown>][] = [
    ['unknown_session', 'nowhere', () => book(db, newId(), lena)],
    ['session_not_open', 'a draft', () => book(db, draft, lena)],
    ['own_session', "one's own", () => book(db, id, ivan)],
    ['booking_closed', 'half an hour before a group', () => book(db, soon, lena)],
    ['booking_closed', '11 h before a private lesson', () => book(db, lesson, lena)],
    ['price_changed', 'another price was seen', () => book(db, id, lena, { seenPrice: 4900n })],
    ['payment_way_not_offered', 'no price in money', () => book(db, id, lena, { method: 'cash' })],
  ]
  for (const [code, why, deed] of rows) {
    await t.test(`${code}: ${why}`, () => assert.rejects(deed, refused(code)))
  }
  await t.test('insufficient_funds says what is short', async () => {
    const poor = await learner(db, 49)
    await assert.rejects(
      book(db, id, poor),
      (error: { code: string; facts: { short: string } }) => {
        return error.code === 'insufficient_funds' && BigInt(error.facts.short) === 100n
      },
    )
  })
  assert.deepEqual(await credits(db, lena), { posted: 10000n, held: 0n, available: 10000n })

  await book(db, id, lena)
  await t.test('already_booked', () =>
    assert.rejects(book(db, id, lena), refused('already_booked')),
  )
  await t.test('learner_busy names the clash', () =>
    assert.rejects(
      book(db, other, lena),
      (error: { code: string; facts: { clash: { title: string } } }) =>
        error.code === 'learner_busy' && error.facts.clash.title === 'Spanish for the market',
    ),
  )
  await book(db, id, await learner(db, 50))
  const late = await learner(db, 50)
  await t.test('session_full names the next free one', () =>
    assert.rejects(
      book(db, id, late),
      (error: { code: string; facts: { next: { id: string } } }) =>
        error.code === 'session_full' && error.facts.next.id === later,
    ),
  )
  await t.test('an educator cannot learn while teaching', () =>
    assert.rejects(book(db, id, ana), refused('session_full')),
  )
  await t.test('nor in another room at that hour', async () => {
    const third = await educator(db, { name: 'Pia' })
    const parallel = await session(db, third, { start: hours(48.25) })
    await assert.rejects(book(db, parallel, ana), refused('learner_busy'))
  })
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('the same booking sent twice is one booking', async () => {
  await using db = await testDatabase()
  const id = await session(db, await educator(db))
  const lena = await learner(db, 100)
  const request = { id: newId() }
  const first = await book(db, id, lena, request)
  const second = await book(db, id, lena, request)
  assert.deepEqual([first.id, first.repeated], [second.id, false])
  assert.equal(second.repeated, true)
  assert.equal((await credits(db, lena)).held, 5000n)
})

test('a booking over the verb: statements', async () => {
  await using db = await testDatabase()
  const id = await session(db, await educator(db))
  const lena = await learner(db, 100)
  const before = db.sent.count
  await book(db, id, lena)
  assert.equal(
    db.sent.count - before,
    8,
    'begin, lock, terms, hold, booking, commission, fact, commit',
  )
})

test('nobody without an account of credits is booked', async () => {
  await using db = await testDatabase()
  const id = await session(db, await educator(db))
  await assert.rejects(book(db, id, await person(db)), refused('insufficient_funds'))
})
