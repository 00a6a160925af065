import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#base'
import { educator, learner, NOON, session } from '../../../test/classroom.ts'
import { asAdmin, testDatabase } from '../../../test/database.ts'
import { bayesianMean, ranksOf, rateEducators, refreshRatings, weightOf } from './ranking.ts'

const many = (count: number, stars: number) =>
  Array.from({ length: count }, () => ({ stars, weight: 1 }))

test('the examples of the formula', () => {
  const rows: [string, { stars: number; weight: number }[], number][] = [
    ['nobody', [], 4.5],
    ['one of five stars', many(1, 5), 4.545],
    ['ten of five', many(10, 5), 4.75],
    ['forty of 4.9', many(40, 4.9), 4.82],
    ['two hundred of 4.8', many(200, 4.8), 4.786],
    ['one of one star', many(1, 1), 4.18],
  ]
  for (const [why, ratings, mean] of rows) {
    const places = String(mean).split('.')[1]?.length ?? 0
    assert.equal(bayesianMean(ratings).toFixed(places), mean.toFixed(places), why)
  }
})

test('a review weighs half after 180 days, and half when only half was seen', () => {
  assert.equal(weightOf(0, 1), 1)
  assert.equal(weightOf(180, 1), 0.5)
  assert.equal(weightOf(360, 0.5), 0.125)
  assert.equal(weightOf(0, 0.2), 0.5)
  assert.equal(weightOf(-3, 1), 1)
})

test('the mean that ranks lies between prior and reviews, and more stars never lower it', () => {
  const rating = fc.record({
    stars: fc.integer({ min: 1, max: 5 }),
    weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(rating, { maxLength: 60 }), (ratings) => {
      const mean = bayesianMean(ratings)
      const all = [4.5, ...ratings.map(({ stars }) => stars)]
      assert.ok(mean >= Math.min(...all) - 1e-9 && mean <= Math.max(...all) + 1e-9)
      assert.ok(bayesianMean([...ratings, { stars: 5, weight: 1 }]) >= mean - 1e-9)
      assert.ok(bayesianMean([...ratings, { stars: 1, weight: 1 }]) <= mean + 1e-9)
    }),
  )
})

test('the database computes the same, leaves out what is hidden, waiting or over a year old, and forgets nobody', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const lonely = await educator(db, { name: 'Zoe' })
  const id = await session(db, ivan)
  const person = await learner(db)
  const booking = newId()
  const name = new URL(db.url).pathname.slice(1)
  const expected: { stars: number; weight: number }[] = []
  let seed = 7
  const next = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % n
  }
  await asAdmin(async (admin) => {
    await admin.query(
      `insert into live.booking (id, session_id, learner_id, method, price, asset, amount, ledger_hold, policy_version,
        free_until, half_until, state, state_by, state_at, booked_at, starts_at, ends_at)
       select $1, id, $2, 'credits', 5000, 'CREDIT', 5000, 1, 1, starts_at, starts_at, 'confirmed', 'x', $3, $3,
        starts_at, ends_at from live.session where id = $4`,
      [booking, person, NOON.toString(), id],
    )
    for (let n = 0; n < 60; n++) {
      const [stars, age, weight] = [next(5) + 1, next(500), 5000 + next(5001)]
      const state = ['published', 'published', 'published', 'hidden', 'waiting'][n % 5]!
      const at = NOON.subtract({ hours: 24 * age }).toString()
      await admin.query(
        `insert into live.review (id, booking_id, session_id, educator_id, learner_id, stars, words, weight, state,
          publish_due_at, written_at, changed_at, published_at, moved_by, moved_at)
         values ($1, $2, $3, $4, $5, $6, '', $7, $8, $9, $10, $10, $11, 'x', $10)`,
        [
          newId(),
          booking,
          id,
          ivan,
          newId(),
          stars,
          weight,
          state,
          state === 'waiting' ? at : null,
          at,
          state === 'waiting' ? null : at,
        ],
      )
      const yearAgo = NOON.toZonedDateTimeISO('UTC').subtract({ months: 12 }).toInstant()
      const young = Temporal.Instant.compare(Temporal.Instant.from(at), yearAgo) > 0
      if (state === 'published' && young)
        expected.push({ stars, weight: weightOf(age, weight / 10_000) })
    }
  }, name)
  assert.ok(expected.length > 10)
  await rateEducators(db, [ivan], NOON)
  const rank = (await ranksOf(db, [ivan, lonely])).get(ivan)!
  assert.ok(Math.abs(rank.bayes - bayesianMean(expected)) < 0.0001, `${rank.bayes}`)
  assert.equal(rank.count, expected.length)
  assert.equal(
    rank.stars.reduce((sum, one) => sum + one),
    expected.length,
  )
  assert.deepEqual((await ranksOf(db, [lonely])).get(lonely)?.bayes, 4.5)
  const [row] = await db<{ mean: string; count: number }>`
    select mean::text, count from live.educator_rating_view where educator_id = ${ivan}`
  const mean = expected.reduce((sum, { stars }) => sum + stars, 0) / expected.length
  assert.equal(Number(row?.mean).toFixed(2), mean.toFixed(2))
  // A year later nothing is left of it but the row.
  await refreshRatings(db, NOON.add({ hours: 24 * 366 }))
  assert.deepEqual((await ranksOf(db, [ivan])).get(ivan)?.count, 0)
  assert.deepEqual((await ranksOf(db, [ivan])).get(ivan)?.bayes, 4.5)
})
