import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db } from '#base'
import { verify } from '#ledger'
import { educator, hours, learner, NOON, session } from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import { bookSession, completeDue, startSessions } from '../index.ts'
import { comparedWithTier, reckonTiers } from './comparing.ts'
import { teachingFigures } from './figures.ts'

/**
 * Classes of four seats at 50 credits, an hour each, two days ahead and every hour from there; `seats` says how
 * many of the learners come to each. Educators at 70 %: a seat brings them 35.00.
 */
async function taught(db: Db, ivan: string, learners: string[], seats: number[]): Promise<void> {
  for (const [index, count] of seats.entries()) {
    const id = await session(db, ivan, { startsIn: 48 + index })
    for (const lena of learners.slice(0, count)) {
      await atomically(db, (tx) =>
        bookSession(tx, { session: id, learner: lena, method: 'credits' }, NOON),
      )
    }
  }
}

async function passes(db: Db): Promise<Temporal.Instant> {
  for (let hour = 48; hour <= 56; hour++) {
    await startSessions(db, hours(hour))
    await completeDue(db, hours(hour + 1.5))
  }
  return hours(60)
}

test('an educator is shown beside the middle of their tier, figure by figure, once there are five of them', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db, { name: 'Ivan', kinds: ['class'] })
  const own = [await learner(db, 1_000), await learner(db, 1_000), await learner(db, 1_000)]
  await taught(db, ivan, own, [1, 3, 2])
  const others = [
    [1, 1, 1],
    [2, 2, 2],
    [3, 3, 3],
    [4, 4, 4],
  ]
  for (const [n, seats] of others.entries()) {
    const anna = await educator(db, { name: `Anna ${n}`, kinds: ['class'] })
    const hers = await Promise.all([1, 2, 3, 4].map(() => learner(db, 1_000)))
    await taught(db, anna, hers, seats)
  }
  // Two sessions say too little: this one is compared, and counts in no middle.
  const two = await educator(db, { name: 'Two', kinds: ['class'] })
  await taught(db, two, [await learner(db, 1_000)], [1, 1])
  const now = await passes(db)

  const [before] = await comparedWithTier(db, ivan, now)
  assert.equal(before!.middle, null)
  assert.deepEqual(before!.own, {
    sessions: 3,
    // 6 of 12 seats, all of it held, and two of three learners came again.
    occupancy: 5_000,
    completion: 10_000,
    rating: null,
    returning: 6_666,
    answerSeconds: null,
    // 6 seats at 35.00 over 3 sessions.
    perSession: 7_000,
  })
  assert.equal(await reckonTiers(db, now), 1)
  const [beside] = await comparedWithTier(db, two, now)
  assert.equal(beside!.own.sessions, 2)
  assert.equal(beside!.tier, 'intermediate')
  const { educators, figures } = beside!.middle!
  assert.equal(educators, 5)
  // Seats a session: 1, 2, 2 (Ivan), 3, 4.
  assert.deepEqual([figures.occupancy, figures.perSession, figures.sessions], [5_000, 7_000, 3])

  // One leaves the tier: four are too few to be a middle.
  await db`update earnings.standing set tier = 'expert' where educator_id = ${ivan}`
  assert.equal(await reckonTiers(db, now), 0)
  assert.equal((await comparedWithTier(db, two, now))[0]!.middle, null)
  // Another's kind is not asked for.
  assert.deepEqual(await comparedWithTier(db, ivan, now, 'conversation'), [])
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('figures say what each hour and sort of session brought, and sum to what was earned', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db, { name: 'Ivan', kinds: ['class'] })
  const lenas = [await learner(db, 1_000), await learner(db, 1_000)]
  await taught(db, ivan, lenas, [2, 1])
  const now = await passes(db)
  const span = { from: NOON, to: now }
  const { byType, byTime, held, ratings } = await teachingFigures(
    db,
    ivan,
    span,
    'Europe/Madrid',
    now,
  )
  assert.equal(held, 2)
  assert.deepEqual(byType, [
    { kind: 'class', priceLevel: 'premium', sessions: 2, seats: 3, capacity: 8, earned: 10_500n },
  ])
  // Noon UTC is 13:00 in Madrid in November; 23 November 2026 is a Monday.
  assert.deepEqual(byTime, [
    { weekday: 1, hour: 13, sessions: 1, seats: 2, capacity: 4, earned: 7_000n },
    { weekday: 1, hour: 14, sessions: 1, seats: 1, capacity: 4, earned: 3_500n },
  ])
  assert.deepEqual(ratings, [])
  const [sum] = await db<{ net: bigint }>`
    select sum(net)::bigint as net from earnings.commission_view where educator_id = ${ivan} and earned_at is not null`
  assert.equal(sum!.net, 10_500n)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})
