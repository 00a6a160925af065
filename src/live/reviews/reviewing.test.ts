import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, newId } from '#base'
import { educatorCard } from '#earnings'
import { verify } from '#ledger'
import { educator, hours, learner, NOON, refused, session } from '../../../test/classroom.ts'
import { asAdmin, testDatabase } from '../../../test/database.ts'
import {
  bookSession,
  changeReview,
  completeDue,
  decideReport,
  learnerRatingOf,
  learnersToRate,
  listOfReports,
  markAttendance,
  ownReviews,
  privateRatings,
  publishDue,
  ranksOf,
  rateLearner,
  replyToReview,
  reportReview,
  reviewBooking,
  reviewsOf,
  reviewsToWrite,
  starsOf,
  startSessions,
} from '../index.ts'

const days = (count: number, from = NOON) => from.add({ hours: 24 * count })

/** A learner's booking of a class that is over, `startsIn` hours ahead of noon. */
async function visit(db: Db, teacher: string, person: string, startsIn = 48): Promise<string> {
  const id = await session(db, teacher, { startsIn, capacity: 4 })
  const { id: booking } = await atomically(db, (tx) =>
    bookSession(tx, { session: id, learner: person, method: 'credits' }, NOON),
  )
  await startSessions(db, hours(startsIn))
  await completeDue(db, hours(startsIn + 1.5))
  return booking
}

const write = (
  db: Db,
  booking: string,
  by: string,
  stars: number,
  at: Temporal.Instant,
  more = {},
) =>
  atomically(db, (tx) =>
    reviewBooking(tx, booking, by, { stars, words: 'Clear and kind.', ...more }, at),
  )

test('a review waits for the other side, or for a week, and only then counts', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const [lena, omar] = [await learner(db, 500), await learner(db, 500, 'Omar')]
  const first = await visit(db, ivan, lena)
  const { state, publishDueAt } = await write(db, first, lena, 5, hours(60))
  assert.equal(state, 'waiting')
  assert.equal(publishDueAt?.toString(), days(9).add({ hours: 1 }).toString())
  assert.deepEqual(await reviewsOf(db, { educator: ivan }, { limit: 9 }), [])
  assert.equal((await educatorCard(db, ivan))?.ratingsCount, 0n)

  // Not even a sum tells that she has written.
  assert.deepEqual(await privateRatings(db, ivan, hours(60)), { count: 0, mean: null })

  // Ivan rates Lena without having read: both are open.
  assert.equal(await learnerRatingOf(db, first, lena), undefined)
  const rated = await atomically(db, (tx) =>
    rateLearner(tx, first, ivan, { stars: 4, words: 'Bring a notebook.' }, hours(61)),
  )
  assert.equal(rated.state, 'published')
  assert.equal((await reviewsOf(db, { educator: ivan }, { limit: 9 }))[0]?.stars, 5)
  assert.deepEqual(await privateRatings(db, ivan, hours(62)), { count: 1, mean: null })
  assert.equal((await learnerRatingOf(db, first, lena))?.words, 'Bring a notebook.')
  assert.equal((await educatorCard(db, ivan))?.ratingsCount, 1n)

  // The other way round the learner writes last.
  const second = await visit(db, ivan, omar, 96)
  await atomically(db, (tx) => rateLearner(tx, second, ivan, { stars: 5 }, hours(98)))
  assert.equal((await write(db, second, omar, 3, hours(99))).state, 'published')
  assert.deepEqual(await starsOf(db, ivan), [0, 0, 1, 0, 1])

  // Nobody answers: a week after the end, at the full hour, and once.
  const nora = await learner(db, 500, 'Nora')
  const third = await visit(db, ivan, nora, 144)
  await write(db, third, nora, 4, hours(150))
  assert.equal(await publishDue(db, hours(144 + 1 + 168).subtract({ seconds: 1 })), 0)
  const due = hours(144 + 1 + 168)
  const published = await Promise.all([
    publishDue(db, due),
    publishDue(db, due),
    publishDue(db, due),
  ])
  assert.equal(
    published.reduce((sum, one) => sum + one),
    1,
  )
  assert.deepEqual(await starsOf(db, ivan), [0, 0, 1, 1, 1])
  assert.equal((await educatorCard(db, ivan))?.ratingsSum, 12n)
  await assert.rejects(
    atomically(db, (tx) => rateLearner(tx, third, ivan, { stars: 1 }, due)),
    refused('learner_rating_not_open'),
  )
  assert.ok((await verify(db)).ok)
})

test('one review for a pair, private stars after each session', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const lena = await learner(db, 500)
  const first = await visit(db, ivan, lena)
  await write(db, first, lena, 5, hours(60))
  await assert.rejects(write(db, first, lena, 4, hours(61)), refused('already_reviewed'))
  const second = await visit(db, ivan, lena, 96)
  const kept = await write(db, second, lena, 2, hours(100))
  assert.equal((await ownReviews(db, lena, {}, hours(100)))[0]?.stars, 5)
  assert.equal(kept.state, 'waiting')

  // Said to be public, the later one takes the place of the first; it has waited its week.
  const third = await visit(db, ivan, lena, 120)
  await publishDue(db, hours(300))
  const changed = await write(db, third, lena, 3, hours(300), {
    public: true,
    words: 'Less so now.',
  })
  assert.equal(changed.state, 'published')
  const [review] = await ownReviews(db, lena, {}, hours(300))
  assert.deepEqual([review?.stars, review?.words], [3, 'Less so now.'])
  assert.equal((await educatorCard(db, ivan))?.ratingsSum, 3n)
  assert.equal((await ranksOf(db, [ivan])).get(ivan)?.sum, 3)

  const put = (stars: number, at: Temporal.Instant) =>
    atomically(db, (tx) => changeReview(tx, review!.id, lena, { stars, words: 'Again.' }, at))
  // Freely for 30 days from the first writing, which was at hour 60; then once in three months.
  await put(4, days(30, hours(60)))
  await assert.rejects(put(1, days(31, hours(60))), refused('review_stands'))
  const again = days(30, hours(60)).toZonedDateTimeISO('UTC').add({ months: 3 }).toInstant()
  await assert.rejects(put(1, again.subtract({ seconds: 1 })), refused('review_stands'))
  await put(1, again)
  await assert.rejects(put(5, again.add({ hours: 1 })), refused('review_stands'))
  assert.equal((await educatorCard(db, ivan))?.ratingsSum, 1n)
  const steps = await db<{ what: string; stars: number }>`
    select what, stars from live.review_step where review_id = ${review!.id} order by number`
  assert.deepEqual(
    steps.map(({ what, stars }) => `${what} ${stars}`),
    ['written 5', 'published 5', 'changed 3', 'changed 4', 'changed 1'],
  )
})

test('only those who were there for half of it', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const people = await Promise.all(
    ['Ana', 'Bea', 'Cem', 'Dov'].map((name) => learner(db, 100, name)),
  )
  const id = await session(db, ivan, { startsIn: 48 })
  const bookings: string[] = []
  for (const person of people) {
    const request = { session: id, learner: person, method: 'credits' } as const
    bookings.push((await atomically(db, (tx) => bookSession(tx, request, NOON))).id)
  }
  await startSessions(db, hours(48))
  const absent = [{ booking: bookings[3]!, present: false }]
  await atomically(db, (tx) =>
    markAttendance(tx, id, absent, { person: ivan, staff: false }, hours(48.5)),
  )
  await completeDue(db, hours(49.5))
  const come = (person: string, from: number, to: number, role = 'learner') =>
    asAdmin(
      (admin) =>
        admin.query(
          `insert into live.presence (session_id, person_id, role, connection, joined_at, seen_at, left_at)
           values ($1, $2, $3, $4, $5, $6, $6)`,
          [id, person, role, newId(), hours(from).toString(), hours(to).toString()],
        ),
      new URL(db.url).pathname.slice(1),
    )
  await come(ivan, 48, 49, 'educator')
  await come(people[0]!, 48, 48.5)
  await come(people[1]!, 48, 48.49)
  const can = (at: number) => write(db, bookings[at]!, people[at]!, 5, hours(50))
  await can(0)
  await assert.rejects(can(1), refused('review_not_open'))
  await assert.rejects(can(2), refused('review_not_open'))
  await assert.rejects(can(3), refused('review_not_open'))
  const [weight] = await db<{ weight: number; presence: number }>`
    select r.weight, g.presence from live.review r join live.rating g using (booking_id)`
  assert.deepEqual(weight, { weight: 5000, presence: 5000 })
  await assert.rejects(
    write(db, bookings[0]!, people[1]!, 5, hours(50)),
    refused('unknown_booking'),
  )
})

test('lists of what is still to be written end with it', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const lena = await learner(db, 100)
  const booking = await visit(db, ivan, lena)
  assert.equal((await reviewsToWrite(db, lena, hours(60)))[0]?.bookingId, booking)
  assert.equal((await learnersToRate(db, ivan, hours(60)))[0]?.bookingId, booking)
  assert.deepEqual(await learnersToRate(db, ivan, hours(49 + 168)), [])
  assert.deepEqual(await reviewsToWrite(db, lena, days(61, hours(49))), [])
  await assert.rejects(write(db, booking, lena, 5, days(61, hours(49))), refused('review_not_open'))
  await atomically(db, (tx) => rateLearner(tx, booking, ivan, { stars: 5 }, hours(60)))
  await write(db, booking, lena, 5, hours(61))
  assert.deepEqual(await reviewsToWrite(db, lena, hours(62)), [])
  assert.deepEqual(await learnersToRate(db, ivan, hours(62)), [])
})

test('both at once, and two replies at once', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  for (let round = 0; round < 10; round++) {
    const lena = await learner(db, 100, `Lena ${round}`)
    const booking = await visit(db, ivan, lena, 48 + round * 3)
    const at = hours(48 + round * 3 + 2)
    await Promise.all([
      write(db, booking, lena, 5, at),
      atomically(db, (tx) => rateLearner(tx, booking, ivan, { stars: 4 }, at)),
    ])
    const again = await Promise.allSettled([
      write(db, booking, lena, 1, at),
      write(db, booking, lena, 1, at),
    ])
    assert.ok(again.every(({ status }) => status === 'rejected'))
  }
  const reviews = await reviewsOf(db, { educator: ivan }, { limit: 50 })
  assert.equal(reviews.length, 10)
  assert.equal((await educatorCard(db, ivan))?.ratingsSum, 50n)
  const [open] =
    await db`select count(*)::int as count from live.learner_rating where state = 'waiting'`
  assert.deepEqual(open, { count: 0 })

  const reply = (words: string, at = hours(200)) =>
    atomically(db, (tx) => replyToReview(tx, reviews[0]!.id, ivan, words, at))
  await Promise.all([reply('Thank you.'), reply('Thanks!')])
  const [{ reply: said } = { reply: null }] = await reviewsOf(db, { educator: ivan }, { limit: 1 })
  assert.ok(['Thank you.', 'Thanks!'].includes(said!.words))
  await reply('Thank you all.', hours(224))
  await assert.rejects(reply('Late.', hours(224.01)), refused('reply_stands'))
  const stranger = await educator(db, { name: 'Zoe' })
  await assert.rejects(
    atomically(db, (tx) => replyToReview(tx, reviews[1]!.id, stranger, 'Mine?', hours(200))),
    refused('unknown_review'),
  )
  await assert.rejects(
    reply('Write to ivan@example.com', hours(201)),
    refused('contact_details_in_public'),
  )
})

test('moderators keep, hide or take words away; the mean follows, and nobody judges their own words', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const [lena, omar, mona] = [
    await learner(db, 500),
    await learner(db, 500, 'Omar'),
    await learner(db, 1, 'Mona'),
  ]
  const ids: string[] = []
  for (const [person, startsIn] of [
    [lena, 48],
    [omar, 96],
  ] as const) {
    const booking = await visit(db, ivan, person, startsIn)
    await write(db, booking, person, person === lena ? 1 : 5, hours(110))
  }
  await publishDue(db, days(20))
  for (const { id } of (await reviewsOf(db, { educator: ivan }, { limit: 5 })).toReversed())
    ids.push(id)
  const at = days(21)
  const complain = (by: string, id: string, reason: 'abuse' | 'other' = 'abuse', words = '') =>
    atomically(db, (tx) => reportReview(tx, { id, what: 'review', reason, words, by }, at))
  await assert.rejects(complain(lena, ids[0]!), refused('report_of_oneself'))
  await assert.rejects(complain(ivan, ids[0]!, 'other'), refused('report_words_needed'))
  const report = await complain(ivan, ids[0]!)
  await assert.rejects(complain(ivan, ids[0]!), refused('already_reported'))
  const second = await complain(omar, ids[0]!)
  const [waiting] = await listOfReports(db, { state: 'open', limit: 9 }, at)
  assert.equal(waiting?.dueAt.toString(), at.add({ hours: 72 }).toString())
  assert.deepEqual(
    [waiting?.together, waiting?.said, waiting?.overdue],
    [2, 'Clear and kind.', false],
  )
  assert.ok((await listOfReports(db, { state: 'open', limit: 9 }, days(25)))[0]?.overdue)

  const decide = (id: string, decision: 'keep' | 'hide' | 'remove_words' | 'act', by = mona) =>
    atomically(db, (tx) =>
      decideReport(tx, id, { decision, note: 'Insults a person.' }, by, days(22)),
    )
  await assert.rejects(decide(report, 'act'), refused('decision_not_possible'))
  await assert.rejects(decide(report, 'keep', lena), refused('report_of_oneself'))
  const decided = await Promise.allSettled([decide(report, 'hide'), decide(second, 'hide')])
  assert.deepEqual(decided.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.deepEqual(await listOfReports(db, { state: 'open', limit: 9 }, at), [])
  assert.equal((await listOfReports(db, { state: 'decided', limit: 9 }, at)).length, 2)
  assert.equal((await educatorCard(db, ivan))?.ratingsSum, 5n)
  assert.deepEqual(await starsOf(db, ivan), [0, 0, 0, 0, 1])
  const [log] = await db`select deed, by from people.audit where deed = 'report.decided'`
  assert.deepEqual(log, { deed: 'report.decided', by: `person:${mona}` })

  const words = await complain(ivan, ids[1]!)
  await decide(words, 'remove_words')
  const [kept] = await reviewsOf(db, { educator: ivan }, { limit: 5 })
  assert.deepEqual([kept?.stars, kept?.words, kept?.wordsRemoved], [5, '', true])
  await assert.rejects(
    atomically(db, (tx) => changeReview(tx, ids[0]!, lena, { stars: 5 }, days(23))),
    refused('review_hidden'),
  )
  assert.ok((await verify(db)).ok)
})
