import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db } from '#base'
import { commissionsOf } from '#earnings'
import { verify } from '#ledger'
import {
  credits,
  educator,
  hours,
  learner,
  NOON,
  onPlan,
  refused,
  session,
} from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import {
  answerMove,
  bookSession,
  endProposals,
  moveSeat,
  oneBooking,
  proposalFor,
  proposeMove,
  proposeSessionMove,
  stepsOf,
  withdrawMove,
} from '../index.ts'

const at = (db: Db) => async (id: string) => (await oneBooking(db, id, NOON))!

async function school() {
  const db = await testDatabase()
  const tx = <Result>(work: Parameters<typeof atomically<Result>>[1]) => atomically(db, work)
  const ivan = await educator(db)
  const lena = await learner(db, 400)
  const book = async (id: string, who = lena) =>
    (await tx((t) => bookSession(t, { session: id, learner: who, method: 'credits' }, NOON))).id
  return { db, tx, ivan, lena, book, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() }
}

test('the same booking, another session: seat, hour and commission go over, the lots do not stir', async () => {
  await using s = await school()
  const [first, second] = [
    await session(s.db, s.ivan),
    await session(s.db, s.ivan, { startsIn: 72 }),
  ]
  const id = await s.book(first)
  const before = await credits(s.db, s.lena)
  const move = () => s.tx((t) => moveSeat(t, id, s.lena, { session: second }, hours(36)))
  assert.equal(await move(), second)
  assert.equal(await move(), second, 'sent twice is moved once')
  assert.deepEqual(await credits(s.db, s.lena), before)
  const booking = await at(s.db)(id)
  assert.deepEqual([booking.sessionId, booking.state], [second, 'confirmed'])
  assert.deepEqual(
    (await stepsOf(s.db, id)).map(({ from, to }) => `${from} ${to}`),
    ['new confirmed', 'confirmed confirmed'],
  )
  const seats = await s.db<{ id: string; taken: number }>`
    select id, seats_taken as taken from live.session where id = any(${[first, second]}::uuid[]) order by starts_at`
  assert.deepEqual(
    seats.map(({ taken }) => taken),
    [0, 1],
  )
  const [commission] = await commissionsOf(s.db, id)
  assert.equal(commission?.sessionId, second)
  assert.deepEqual(await verify(s.db), { ok: true, findings: [] })
})

/** Why · hours before the start · how often moved before · the refusal, or none. */
const limits: [string, number, number, string | undefined][] = [
  ['exactly 12 h before', 12, 0, undefined],
  ['a second later', 11.999, 0, 'move_needs_consent'],
  ['for the second time', 30, 1, undefined],
  ['for the third time', 30, 2, 'move_needs_consent'],
  ['after it began', -0.1, 0, 'move_not_open'],
]
for (const [why, before, moves, refusal] of limits) {
  test(`a learner moves a seat ${why}: ${refusal ?? 'moved'}`, async () => {
    await using s = await school()
    const to = await session(s.db, s.ivan, { startsIn: 96 })
    const id = await s.book(await session(s.db, s.ivan))
    await s.db`update live.booking set moves = ${moves} where id = ${id}`
    const now = hours(48).subtract({ seconds: Math.round(before * 3600) })
    const move = s.tx((t) => moveSeat(t, id, s.lena, { session: to }, now))
    if (refusal) await assert.rejects(move, refused(refusal))
    else assert.equal(await move, to)
  })
}

test('only to a session of the same educator, kind and price, with a seat, where the learner is free', async () => {
  await using s = await school()
  const id = await s.book(await session(s.db, s.ivan))
  const other = await educator(s.db, { name: 'Olga' })
  const move = (to: string) => s.tx((t) => moveSeat(t, id, s.lena, { session: to }, hours(1)))
  const elsewhere = await session(s.db, other, { startsIn: 80 })
  const cheaper = await session(s.db, s.ivan, { startsIn: 82, price: { level: 'basic' } })
  const full = await session(s.db, s.ivan, { startsIn: 84, capacity: 1 })
  await s.book(full, await withPlan(s.db))
  const clash = await session(s.db, s.ivan, { startsIn: 90 })
  await s.book(await session(s.db, other, { startsIn: 90.5 }))
  await assert.rejects(move(elsewhere), refused('move_not_like'))
  await assert.rejects(move(cheaper), refused('move_not_like'))
  await assert.rejects(move(full), refused('session_full'))
  await assert.rejects(move(clash), refused('learner_busy'))
})

async function withPlan(db: Db): Promise<string> {
  const id = await learner(db, 400, 'Bela')
  await onPlan(db, id, 'learner-premium')
  return id
}

test('ten learners move into the last seat at once: one has it, nobody is in two', async () => {
  await using s = await school()
  const from = await session(s.db, s.ivan, { capacity: 10 })
  const last = await session(s.db, s.ivan, { startsIn: 96, capacity: 10 })
  await s.db`update live.session set capacity = 1, minimum = 1 where id = ${last}`
  const people = await Promise.all(
    Array.from({ length: 10 }, (_, n) => learner(s.db, 60, `Learner ${n}`)),
  )
  const seats: [string, string][] = []
  for (const who of people) seats.push([await s.book(from, who), who])
  const tries = await Promise.allSettled(
    seats.map(([id, who]) => s.tx((t) => moveSeat(t, id, who, { session: last }, hours(1)))),
  )
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const one of tries) {
    if (one.status === 'rejected') assert.equal(one.reason.code, 'session_full')
  }
  const taken = await s.db<{ taken: number; there: number }>`
    select seats_taken as taken, (select count(*)::int from live.booking b
      where b.session_id = s.id and b.seated) as there from live.session s where id = any(${[from, last]}::uuid[])
    order by starts_at`
  assert.deepEqual(
    taken.map((row) => ({ ...row })),
    [
      { taken: 9, there: 9 },
      { taken: 1, there: 1 },
    ],
  )
})

test('a proposal that nobody answers falls away and the booking stays; declined too; taken back it is over', async () => {
  await using s = await school()
  const bela = await withPlan(s.db)
  const lesson = await session(s.db, s.ivan, { startsIn: 24 * 13, capacity: 1 })
  const id = await s.book(lesson, bela)
  const propose = () =>
    s.tx((t) =>
      proposeMove(t, id, bela, { target: { start: hours(24 * 13.5) }, words: 'A wedding.' }, NOON),
    )
  await propose()
  await assert.rejects(propose(), refused('move_proposed_already'))
  assert.equal(await endProposals(s.db, hours(24 * 7 - 1)), 0)
  assert.equal(await endProposals(s.db, hours(24 * 7)), 1)
  const again = await propose()
  await assert.rejects(
    s.tx((t) => answerMove(t, again, bela, true, hours(1))),
    refused('move_unknown'),
  )
  await s.tx((t) => answerMove(t, again, s.ivan, false, hours(1)))
  const third = await propose()
  await s.tx((t) => withdrawMove(t, third, bela, hours(1)))
  await assert.rejects(
    s.tx((t) => answerMove(t, third, s.ivan, true, hours(1))),
    refused('move_over'),
  )
  assert.equal(await proposalFor(s.db, id), undefined)
  const booking = await at(s.db)(id)
  assert.deepEqual([booking.sessionId, booking.state], [lesson, 'confirmed'])
})

test('a whole session moves: who agrees has the seat there, who does not or says nothing gets all back', async () => {
  await using s = await school()
  const id = await session(s.db, s.ivan, { startsIn: 24 * 5 })
  const [ana, bo, cy] = [
    await learner(s.db, 50, 'Ana'),
    await learner(s.db, 50, 'Bo'),
    await learner(s.db, 50, 'Cy'),
  ] as [string, string, string]
  const seats = { ana: await s.book(id, ana), bo: await s.book(id, bo), cy: await s.book(id, cy) }
  const start = hours(24 * 5).add({ minutes: 30 })
  const by = { person: s.ivan, staff: false }
  const proposal = await s.tx((t) =>
    proposeSessionMove(t, id, { start, words: 'The train.' }, by, NOON),
  )
  await s.tx((t) => answerMove(t, proposal, ana, true, hours(1)))
  await s.tx((t) => answerMove(t, proposal, bo, false, hours(2)))
  assert.equal((await at(s.db)(seats.ana)).sessionId, id, 'nothing moves before all have answered')
  assert.equal(await endProposals(s.db, hours(24 * 4)), 1)
  const [moved, gone, silent] = [
    await at(s.db)(seats.ana),
    await at(s.db)(seats.bo),
    await at(s.db)(seats.cy),
  ]
  assert.deepEqual([moved.state, moved.start.toString()], ['confirmed', start.toString()])
  assert.deepEqual([gone.state, silent.state], ['cancelled_by_educator', 'cancelled_by_educator'])
  assert.equal((await credits(s.db, bo)).available, 5000n)
  assert.equal((await credits(s.db, cy)).available, 5000n)
  assert.equal((await credits(s.db, ana)).available, 0n)
  assert.deepEqual(await s.db`select * from live.mark`, [], 'it counts against nobody')
  assert.deepEqual(await verify(s.db), { ok: true, findings: [] })
})
