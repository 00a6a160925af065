import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db } from '#base'
import { commissionsOf } from '#earnings'
import { verify, wallet } from '#ledger'
import {
  books,
  credits,
  educator,
  hours,
  learner,
  NOON,
  owed,
  planCredits,
  refused,
  session,
} from '../../test/classroom.ts'
import { testDatabase } from '../../test/database.ts'
import {
  bookSession,
  cancelBooking,
  cancelSession,
  completeDue,
  earnForfeits,
  markAttendance,
  oneBooking,
  previewCallOff,
  previewCancel,
  publishDue,
  reviewBooking,
  settleDue,
  startSessions,
  stepsOf,
} from './index.ts'

/** All that the schedule does, at one moment. */
async function live(db: Db, now: Temporal.Instant): Promise<void> {
  await startSessions(db, now)
  await completeDue(db, now)
  await earnForfeits(db, now)
  await settleDue(db, now)
}

type Case = {
  why: string
  /** Whole hours from now: when the booking ends, and how. */
  at: number
  how: 'learner' | 'educator' | 'staff' | 'absent' | 'present'
  state: string
  /** Hundredths of a credit: in the wallet after everything is over (of 200 bought), goodwill included. */
  wallet: bigint
  /** Cents: earned by the educator, and by the platform. */
  educator: bigint
  platform: bigint
}

// A class of 50 credits 48 h ahead, 70 % for the educator, credits bought at their face.
const cases: Case[] = [
  {
    why: 'in time',
    at: 20,
    how: 'learner',
    state: 'cancelled_by_learner',
    wallet: 20000n,
    educator: 0n,
    platform: 0n,
  },
  {
    why: 'half',
    at: 30,
    how: 'learner',
    state: 'late_cancelled',
    wallet: 17500n,
    educator: 1750n,
    platform: 750n,
  },
  {
    why: 'too late',
    at: 40,
    how: 'learner',
    state: 'late_cancelled',
    wallet: 15000n,
    educator: 3500n,
    platform: 1500n,
  },
  {
    why: 'educator, early',
    at: 20,
    how: 'educator',
    state: 'cancelled_by_educator',
    wallet: 20000n,
    educator: 0n,
    platform: 0n,
  },
  {
    why: 'educator, under 24 h',
    at: 30,
    how: 'educator',
    state: 'cancelled_by_educator',
    wallet: 20500n,
    educator: 0n,
    platform: 0n,
  },
  {
    why: 'platform, under 24 h',
    at: 40,
    how: 'staff',
    state: 'cancelled_by_platform',
    wallet: 20000n,
    educator: 0n,
    platform: 0n,
  },
  {
    why: 'learner absent',
    at: 49,
    how: 'absent',
    state: 'no_show_learner',
    wallet: 15000n,
    educator: 3500n,
    platform: 1500n,
  },
  {
    why: 'took place',
    at: 49,
    how: 'present',
    state: 'completed',
    wallet: 15000n,
    educator: 3500n,
    platform: 1500n,
  },
]

for (const one of cases) {
  test(`${one.why}: wallet, earnings and books at the end`, async () => {
    await using db = await testDatabase()
    const ivan = await educator(db)
    const lena = await learner(db, 200)
    const id = await session(db, ivan)
    const { id: booking } = await atomically(db, (tx) =>
      bookSession(tx, { session: id, learner: lena, method: 'credits' }, NOON),
    )
    const at = hours(one.at)
    if (one.how === 'learner') {
      const preview = await previewCancel(db, booking, lena, at)
      const done = await atomically(db, (tx) => cancelBooking(tx, booking, lena, at))
      const again = await atomically(db, (tx) => cancelBooking(tx, booking, lena, hours(47)))
      assert.deepEqual(again, done)
      assert.deepEqual([preview.kept, preview.returned], [done.kept, done.returned])
    } else if (one.how === 'educator' || one.how === 'staff') {
      const by = { person: one.how === 'educator' ? ivan : lena, staff: one.how === 'staff' }
      const preview = await previewCallOff(db, id, by, at)
      assert.equal(preview.lost.amount, 3500n)
      await atomically(db, (tx) => cancelSession(tx, id, by, 'ill', at))
      await atomically(db, (tx) => cancelSession(tx, id, by, 'ill', at))
      assert.equal(preview.goodwill, (await oneBooking(db, booking, at))?.goodwill)
    } else {
      await startSessions(db, hours(48))
      const marks = [{ booking, present: one.how === 'present' }]
      await atomically(db, (tx) =>
        markAttendance(tx, id, marks, { person: ivan, staff: false }, at),
      )
    }
    await live(db, hours(49.25))
    await live(db, hours(49.25))
    const seen = await oneBooking(db, booking, at)
    assert.equal(seen?.state, one.state)
    const left = await credits(db, lena)
    assert.deepEqual([left.posted, left.held], [one.wallet, 0n])
    assert.equal(await owed(db, ivan, 'educator_held'), one.educator)
    assert.deepEqual(await books(db, ['platform_fee']), { platform_fee: one.platform })
    const [commission] = await commissionsOf(db, booking)
    assert.equal(commission?.net, one.educator)
    assert.deepEqual(await verify(db), { ok: true, findings: [] })
  })
}

test('what is cancelled in time goes back to the lots it came from, a half to those taken last', async () => {
  await using db = await testDatabase()
  const id = await session(db, await educator(db))
  const lena = await learner(db, 100)
  await planCredits(db, lena, 30, 2000n, hours(24 * 30))
  const book = () =>
    atomically(db, (tx) => bookSession(tx, { session: id, learner: lena, method: 'credits' }, NOON))
  const left = async () =>
    (await wallet(db, { type: 'person', id: lena }, 'CREDIT')).lots.map((lot) => [
      lot.source,
      lot.remaining - lot.held,
    ])
  const first = await book()
  assert.deepEqual(await left(), [
    ['plan', 0n],
    ['purchase', 8000n],
  ])
  await atomically(db, (tx) => cancelBooking(tx, first.id, lena, hours(1)))
  assert.deepEqual(await left(), [
    ['plan', 3000n],
    ['purchase', 10000n],
  ])
  const second = await book()
  await atomically(db, (tx) => cancelBooking(tx, second.id, lena, hours(30)))
  assert.deepEqual(await left(), [
    ['plan', 500n],
    ['purchase', 10000n],
  ])
  await live(db, hours(50))
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('an educator who cancels after a late cancellation earns nothing on it', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const id = await session(db, ivan)
  const lena = await learner(db, 50)
  const booked = await atomically(db, (tx) =>
    bookSession(tx, { session: id, learner: lena, method: 'credits' }, NOON),
  )
  await atomically(db, (tx) => cancelBooking(tx, booked.id, lena, hours(40)))
  assert.equal((await credits(db, lena)).available, 0n)
  await atomically(db, (tx) =>
    cancelSession(tx, id, { person: ivan, staff: false }, 'ill', hours(41)),
  )
  await live(db, hours(50))
  assert.equal((await credits(db, lena)).available, 5000n)
  assert.equal(await owed(db, ivan, 'educator_held'), 0n)
  assert.deepEqual(
    (await stepsOf(db, booked.id)).map(({ to }) => to),
    ['confirmed', 'late_cancelled', 'cancelled_by_educator'],
  )
})

test('only attendees review, once, and it counts when it is shown', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const id = await session(db, ivan)
  const lena = await learner(db, 50)
  const other = await learner(db, 50)
  const seat = async (who: string) =>
    (
      await atomically(db, (tx) =>
        bookSession(tx, { session: id, learner: who, method: 'credits' }, NOON),
      )
    ).id
  const mine = await seat(lena)
  const theirs = await seat(other)
  const review = (booking: string, who: string, now = hours(51)) =>
    atomically(db, (tx) => reviewBooking(tx, booking, who, { stars: 5, clarity: 4 }, now))
  await assert.rejects(review(mine, lena), refused('review_not_open'))
  await startSessions(db, hours(48))
  const marks = [{ booking: theirs, present: false }]
  await atomically(db, (tx) =>
    markAttendance(tx, id, marks, { person: ivan, staff: false }, hours(48.5)),
  )
  await live(db, hours(49.25))
  await assert.rejects(review(mine, other), refused('unknown_booking'))
  await assert.rejects(review(theirs, other), refused('review_not_open'))
  await assert.rejects(review(mine, lena, hours(49 + 24 * 60 + 1)), refused('review_not_open'))
  await review(mine, lena)
  await assert.rejects(review(mine, lena), refused('already_reviewed'))
  assert.equal(await publishDue(db, hours(49 + 24 * 7)), 1)
  const [row] = await db<{ sum: bigint; count: bigint }>`
    select ratings_sum as sum, ratings_count as count from earnings.educator_view where educator_id = ${ivan} limit 1`
  assert.deepEqual([row?.sum, row?.count], [5n, 1n])
})
