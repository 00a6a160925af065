import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically } from '#base'
import {
  evaluateTiers,
  listPayouts,
  overview,
  payoutArrived,
  runPayouts,
  type Sender,
  tierHistory,
} from '#earnings'
import { trialBalance, verify } from '#ledger'
import {
  bookSession,
  completeDue,
  publishDue,
  refreshRatings,
  reviewBooking,
  settleDue,
  startSessions,
} from '#live'
import { educator, learner, session } from '../classroom.ts'
import { testDatabase } from '../database.ts'

/**
 * A host's first year: one conversation every Wednesday, two learners at 30 credits each, twelve of them in
 * turn; booked on the Monday before, held seven days, paid on the second Monday after.
 *
 *   | Conversations | Tier when booked | Share | A seat brings | Seats | Earned   |
 *   | 1 to 11       | Beginner         | 60 %  | 18.00         |    22 |   396.00 |
 *   | 12 to 51      | Intermediate     | 70 %  | 21.00         |    80 | 1,680.00 |
 *   | 52            | Expert, 4.91     | 80 %  | 24.00         |     2 |    48.00 |
 */
const WEEKS = 52
const FIRST = Temporal.Instant.from('2026-11-25T18:00:00Z')
const wednesday = (week: number, plus = 0) => FIRST.add({ hours: 24 * 7 * week + plus })
const monday = (week: number, hour: number) => FIRST.add({ hours: 24 * 7 * week - 61 + (hour - 5) })

const sender: Sender = {
  provider: 'sandbox',
  send: async (payouts) => payouts.map(({ id }) => ({ outcome: 'sent', ref: `tr_${id}` })),
}

test('a host’s first year: three tiers, fifty-two payouts, and the books at the end', async () => {
  await using db = await testDatabase()
  const nino = await educator(db, { name: 'Nino', kinds: ['conversation'], years: 0 })
  const twelve: string[] = []
  for (let n = 0; n < 12; n++) twelve.push(await learner(db, 300, `Learner ${n}`))

  const payday = async (week: number) => {
    const at = monday(week, 5)
    assert.equal(at.toZonedDateTimeISO('UTC').dayOfWeek, 1)
    await evaluateTiers(db, at)
    await runPayouts(db, sender, at)
    const { items } = await listPayouts(db, { states: ['sent'], limit: 10 })
    for (const { id } of items)
      await atomically(db, (tx) => payoutArrived(tx, id, at.add({ hours: 24 })))
  }
  const reviewed = new Set<string>()
  for (let week = 0; week < WEEKS; week++) {
    await payday(week)
    const booked = monday(week, 10)
    const id = await session(db, nino, {
      kind: 'conversation',
      title: `Talk ${week + 1}`,
      start: wednesday(week),
      price: { level: 'premium' },
      made: booked,
    })
    const seats: [booking: string, learner: string][] = []
    for (const place of [0, 1]) {
      const lena = twelve[(2 * week + place) % 12]!
      const { id: booking } = await atomically(db, (tx) =>
        bookSession(tx, { session: id, learner: lena, method: 'credits' }, booked),
      )
      seats.push([booking, lena])
    }
    await startSessions(db, wednesday(week))
    await completeDue(db, wednesday(week, 2))
    for (const [booking, lena] of seats) {
      if (reviewed.has(lena)) continue
      reviewed.add(lena)
      // One of the twelve gives four stars: 59 ÷ 12 = 4.91.
      const stars = reviewed.size === 7 ? 4 : 5
      await atomically(db, (tx) =>
        reviewBooking(tx, booking, lena, { stars, words: 'Good talk.' }, wednesday(week, 20)),
      )
    }
    await settleDue(db, wednesday(week, 60))
    await publishDue(db, wednesday(week, 61))
    await refreshRatings(db, wednesday(week, 61))
  }
  await payday(WEEKS)
  await payday(WEEKS + 1)

  const rises = (await tierHistory(db, nino)).toReversed().map(({ change, to, rate, facts }) => ({
    change,
    to,
    rate,
    sessions: facts.sessions ?? 0,
  }))
  assert.deepEqual(rises, [
    { change: 'first', to: 'beginner', rate: 6000, sessions: 0 },
    { change: 'rise', to: 'intermediate', rate: 7000, sessions: 11 },
    { change: 'rise', to: 'expert', rate: 8000, sessions: 51 },
  ])
  const { items } = await listPayouts(db, { limit: 100 })
  const paid = Map.groupBy(items, ({ amount, state }) => `${state} ${amount}`)
  assert.deepEqual([...paid].map(([what, those]) => [what, those.length]).toSorted(), [
    ['completed 3600', 11],
    ['completed 4200', 40],
    ['completed 4800', 1],
  ])
  const end = monday(WEEKS + 1, 12)
  const seen = await overview(db, { type: 'person', id: nino }, {}, end)
  assert.deepEqual(
    [seen.lifetime, seen.paid, seen.held, seen.pending],
    [212_400n, 212_400n, 0n, 0n],
  )

  const books: Record<string, bigint> = {}
  for (const { purpose, asset, balance } of await trialBalance(db))
    if (asset === 'USD' && balance !== 0n) books[purpose] = (books[purpose] ?? 0n) + balance
  assert.deepEqual(books, {
    // 12 × 300.00 came in, 2,124.00 went out.
    provider_clearing: 147_600n,
    // 104 seats at 30.00 were given of them: 480.00 of credits are left.
    deferred_credits: -48_000n,
    // What the host did not get of 3,120.00.
    platform_fee: -99_600n,
  })
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})
