import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db } from '#base'
import { agree } from '#earnings'
import { verify } from '#ledger'
import { createOrganization } from '#people'
import { buy, educator, hours, NOON, onPlan, person, session } from '../../test/classroom.ts'
import { testDatabase } from '../../test/database.ts'
import { dose } from '../../test/doses.ts'
import { lastSeat } from '../../test/lesson-races.ts'
import {
  bookSession,
  cancelBooking,
  completeDue,
  createSession,
  expireHeldSeats,
  listBookings,
  startSessions,
} from './index.ts'

const CLIENTS = 50
const ROUNDS = dose(20)

/** Outcomes of many tries at once: how many succeeded, and how often each refusal came. */
async function race(tries: readonly (() => Promise<unknown>)[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  await Promise.all(
    tries.map(async (attempt) => {
      const outcome = await attempt().then(
        () => 'done',
        (error: { code?: string }) => error.code ?? String(error),
      )
      counts[outcome] = (counts[outcome] ?? 0) + 1
    }),
  )
  return counts
}

const book = (db: Db, sessionId: string, learner: string) =>
  atomically(db, (tx) => bookSession(tx, { session: sessionId, learner, method: 'credits' }, NOON))

test(`the last seat, ${CLIENTS} learners at once, ${ROUNDS} times: one of them each time`, async () => {
  assert.equal(await lastSeat(ROUNDS), ROUNDS)
})

test(`one hour of one educator, ${CLIENTS} sessions at once, ${ROUNDS} times: one each time`, async () => {
  await using db = await testDatabase({ size: CLIENTS })
  const ivan = await educator(db)
  for (let round = 0; round < ROUNDS; round++) {
    const tries = Array.from({ length: CLIENTS }, (_, index) => () => {
      // Overlapping in many ways, none of them the same.
      const start = hours(48 + round * 4).add({ minutes: index })
      const draft = {
        kind: 'class' as const,
        educator: ivan,
        title: 'Race',
        language: 'es',
        start,
        end: start.add({ hours: 1 }),
      }
      return atomically(db, (tx) => createSession(tx, draft, { person: ivan, staff: false }, NOON))
    })
    const outcome = await race(tries)
    assert.deepEqual(outcome, { done: 1, educator_busy: CLIENTS - 1 }, `round ${round}`)
  }
})

test(`one hour of one learner, ${CLIENTS} sessions at once, ${ROUNDS} times: one each time`, async () => {
  await using db = await testDatabase({ size: CLIENTS })
  const educators: string[] = []
  for (let i = 0; i < CLIENTS; i++) educators.push(await educator(db, { name: `Educator ${i}` }))
  const lena = await person(db)
  await buy(db, lena, 100)
  const sessions = await Promise.all(
    educators.map((one, index) => session(db, one, { start: hours(48).add({ minutes: index }) })),
  )
  for (let round = 0; round < ROUNDS; round++) {
    const outcome = await race(sessions.map((id) => () => book(db, id, lena)))
    assert.deepEqual(outcome, { done: 1, learner_busy: CLIENTS - 1 }, `round ${round}`)
    const { items } = await listBookings(
      db,
      { learner: lena, states: ['confirmed'], limit: 2 },
      NOON,
    )
    assert.equal(items.length, 1)
    await atomically(db, (tx) => cancelBooking(tx, items[0]!.id, lena, NOON))
  }
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('the schedule run by several at once does everything once', async () => {
  await using db = await testDatabase({ size: 20 })
  const { id: school } = await atomically(db, (tx) =>
    createOrganization(tx, { name: 'School' }, NOON),
  )
  await atomically(db, (tx) =>
    agree(
      tx,
      { organizationId: school, educatorRate: 5000, institutionRate: 3000, from: NOON },
      'x',
      NOON,
    ),
  )
  const learners = [await person(db), await person(db), await person(db)]
  for (const lena of learners) {
    await buy(db, lena, 50 * 5)
    await onPlan(db, lena, 'learner-pro')
  }
  // The same learners in every session, in another order each time, and one institution behind all.
  for (let i = 0; i < 5; i++) {
    const one = await educator(db, { name: `Educator ${i}`, organizationId: school })
    const id = await session(db, one, { startsIn: 48 + i * 2 })
    for (let seat = 0; seat < 3; seat++) await book(db, id, learners[(seat + i) % 3]!)
  }
  const now = hours(72)
  const all = (work: () => Promise<number>) => Promise.all([work(), work(), work(), work()])
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
  assert.equal(sum(await all(() => startSessions(db, now))), 5)
  assert.equal(sum(await all(() => completeDue(db, now))), 5)
  assert.equal(sum(await all(() => expireHeldSeats(db, now))), 0)
  const [held] = await db<{ net: bigint; count: number }>`
    select sum(net)::bigint as net, count(*)::int as count from earnings.commission_view where state = 'held'`
  assert.deepEqual([held?.net, held?.count], [15n * 4000n, 30])
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})
