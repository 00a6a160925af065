import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, newId, shareOf } from '#base'
import { hold, postRule, verify } from '#ledger'
import { createOrganization } from '#people'
import { books, educator, hours, learner, NOON, owed } from '../../test/classroom.ts'
import { testDatabase } from '../../test/database.ts'
import {
  agree,
  type Booked,
  cancelCommission,
  commissionsOf,
  earnCommission,
  evaluateTier,
  evaluateTiers,
  listCommissions,
  lowerCommission,
  noteDelivery,
  openCommission,
  overview,
  pinTier,
  releaseHeld,
  setPolicy,
  setRatings,
  standingsOf,
  tierHistory,
} from './index.ts'

type Seat = Partial<Booked> & { price: Booked['price'] }

/** A booking of somebody's session, as live would tell of it. */
async function open(db: Db, educatorId: string, seat: Seat, now = NOON): Promise<string> {
  const bookingId = newId()
  const booked: Booked = {
    bookingId,
    sessionId: newId(),
    educator: educatorId,
    kind: 'class',
    title: 'Spanish',
    sessionAt: NOON,
    paidBy: 'included',
    agreedRate: null,
    ...seat,
  }
  await atomically(db, (tx) => openCommission(tx, booked, now))
  return bookingId
}

const earn = (db: Db, bookingId: string, more = {}, now = NOON) =>
  atomically(db, (tx) => earnCommission(tx, { bookingId, by: 'schedule', ...more }, now))

/** 20.00 paid with a card of which 0.88 went to the provider, as payments posts it. */
const paid = (db: Db, about: string) =>
  atomically(db, (tx) =>
    postRule(
      tx,
      'booking.paid',
      { provider: 'sandbox', currency: 'USD', net: 2000n, tax: 0n, fee: 88n },
      {
        key: `order:${about}`,
        about: { type: 'order', id: about },
        by: 'provider:sandbox',
        at: NOON,
      },
    ),
  )

for (const [feeBearer, net, feeBorne, platform] of [
  ['educator', 1312n, 88n, 688n],
  ['platform', 1400n, 0n, 600n],
] as const) {
  test(`20.00 in money at 70 %, the fee borne by the ${feeBearer}: ${net} cents`, async () => {
    await using db = await testDatabase()
    const ivan = await educator(db)
    await atomically(db, (tx) => setPolicy(tx, { feeBearer }, 'person:staff', NOON))
    const booking = await open(db, ivan, {
      paidBy: 'cash',
      price: { amount: 2000n, currency: 'USD' },
    })
    // Who bears the fee was settled when it was booked.
    const other = feeBearer === 'educator' ? 'platform' : 'educator'
    await atomically(db, (tx) => setPolicy(tx, { feeBearer: other }, 'person:staff', NOON))
    await paid(db, booking)
    await earn(db, booking, { fee: 88n })
    await earn(db, booking, { fee: 88n })
    const [commission] = await commissionsOf(db, booking)
    assert.deepEqual(
      [commission?.net, commission?.feeBorne, commission?.state],
      [net, feeBorne, 'held'],
    )
    assert.equal(await owed(db, ivan, 'educator_held'), net)
    assert.deepEqual(await books(db, ['platform_fee', 'processing_fees', 'deferred_bookings']), {
      platform_fee: platform,
      processing_fees: 88n,
      deferred_bookings: 0n,
    })
    assert.deepEqual(await verify(db), { ok: true, findings: [] })
  })
}

test('the rate: session, institution, tier, else default; frozen when booked', async (t) => {
  await using db = await testDatabase()
  const price = { credits: 5000n }
  const { id: school } = await atomically(db, (tx) =>
    createOrganization(tx, { name: 'School' }, NOON),
  )
  const own = await educator(db)
  const beginner = await educator(db, { years: 1 })
  const theirs = await educator(db, { organizationId: school })
  await atomically(db, (tx) =>
    agree(
      tx,
      { organizationId: school, educatorRate: 5000, institutionRate: 3000, from: NOON },
      'x',
      NOON,
    ),
  )
  const rows: [string, string, Seat, string][] = [
    ['Intermediate', own, { price }, 'educator 7000 tier 3500'],
    ['Beginner', beginner, { price }, 'educator 6000 tier 3000'],
    ['agreed for the session', own, { price, agreedRate: 8000 }, 'educator 8000 session 4000'],
    [
      'no ladder of that kind',
      await educator(db, { kinds: ['class'] }),
      { price, kind: 'conversation' },
      'educator 7000 default 3500',
    ],
    [
      'institution',
      theirs,
      { price },
      'educator 5000 institution 2500, institution 3000 institution 1500',
    ],
    [
      'session before institution',
      theirs,
      { price, agreedRate: 9000 },
      'educator 9000 session 4500',
    ],
    [
      'odd cents, half to even',
      own,
      { price: { credits: 1235n }, agreedRate: 5000 },
      'educator 5000 session 618',
    ],
  ]
  for (const [why, who, seat, expected] of rows) {
    await t.test(why, async () => {
      const parts = await commissionsOf(db, await open(db, who, seat))
      const got = parts.map((one) => `${one.part} ${one.rate} ${one.rateFrom} ${one.net}`)
      assert.equal(got.join(', '), expected)
    })
  }
  await t.test('before an agreement begins it does not count', async () => {
    const parts = await commissionsOf(db, await open(db, theirs, { price }, hours(-1)))
    assert.deepEqual(
      parts.map((one) => one.rateFrom),
      ['tier'],
    )
  })
  await t.test('a booking keeps the rate it was made at', async () => {
    const booking = await open(db, beginner, { price })
    const pin = {
      educator: beginner,
      kind: 'class',
      tier: 'master',
      until: hours(99),
      reason: 'prize',
    } as const
    await atomically(db, (tx) => pinTier(tx, pin, 'person:staff', NOON))
    assert.equal((await commissionsOf(db, booking))[0]?.rate, 6000)
    assert.equal((await commissionsOf(db, await open(db, beginner, { price })))[0]?.rate, 8500)
  })
})

test('an institution and its educator each get their share of credits, money and included seats', async () => {
  await using db = await testDatabase()
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
  const ivan = await educator(db, { organizationId: school })
  const lena = await learner(db, 50)
  const withCredits = await open(db, ivan, { paidBy: 'credits', price: { credits: 5000n } })
  const held = await atomically(db, (tx) =>
    hold(tx, {
      key: withCredits,
      about: { type: 'booking', id: withCredits },
      by: 'x',
      at: NOON,
      owner: { type: 'person', id: lena },
      asset: 'CREDIT',
      units: 5000n,
    }),
  )
  await earn(db, withCredits, { hold: held.id })
  const inMoney = await open(db, ivan, {
    paidBy: 'cash',
    price: { amount: 2000n, currency: 'USD' },
  })
  await paid(db, inMoney)
  await earn(db, inMoney, { fee: 88n })
  await earn(db, await open(db, ivan, { price: { credits: 3500n } }))
  assert.equal(await owed(db, ivan, 'educator_held'), 2500n + (1000n - 88n) + 1750n)
  assert.equal(await owed(db, school, 'educator_held', 'organization'), 1500n + 600n + 1050n)
  assert.deepEqual(await books(db, ['platform_fee', 'included_sessions']), {
    platform_fee: 1000n + 488n,
    included_sessions: 2800n,
  })
  assert.equal(await releaseHeld(db, hours(24 * 7)), 6)
  const told = await db`select 1 as one from base.fact where kind = 'commission.available'`
  assert.equal(told.length, 3, 'the educator is told of their own part')
  assert.equal(await owed(db, school, 'educator_available', 'organization'), 3150n)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('cancelled earns nothing; a kept part earns on that part; holds end after seven days to the second', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const gone = await open(db, ivan, { price: { credits: 5000n } })
  await atomically(db, (tx) => cancelCommission(tx, gone, NOON))
  await earn(db, gone)
  const half = await open(db, ivan, { price: { credits: 3500n } })
  await atomically(db, (tx) => lowerCommission(tx, half, 1750n, 3500n))
  await earn(db, half)
  assert.equal(await owed(db, ivan, 'educator_held'), 1225n)
  assert.equal(await releaseHeld(db, hours(24 * 7).subtract({ seconds: 1 })), 0)
  const both = await Promise.all([1, 2, 3].map(() => releaseHeld(db, hours(24 * 7))))
  assert.equal(
    both.reduce((sum, one) => sum + one),
    1,
  )
  const seen = await overview(db, { type: 'person', id: ivan }, {}, hours(24 * 7))
  assert.deepEqual([seen.lifetime, seen.pending, seen.held, seen.available], [1225n, 0n, 0n, 1225n])
  const { items } = await listCommissions(db, { educator: ivan, limit: 10 })
  assert.deepEqual(items.map(({ state }) => state).toSorted(), ['available', 'cancelled'])
})

test('shares in SQL and in TypeScript round alike', async () => {
  await using db = await testDatabase()
  for (let total = 0n; total < 60n; total += 1n) {
    for (const rate of [0, 1, 3333, 5000, 6000, 6667, 8500, 10_000]) {
      const [row] = await db<{
        share: bigint
      }>`select earnings.share_of(${total}, ${rate}::int) as share`
      assert.equal(row?.share, shareOf(total, BigInt(rate)), `${total} at ${rate}`)
    }
  }
})

test('an educator rises at once, is warned before a fall, and falls when the warning is over', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db, { years: 0 })
  const day = (days: number) => hours(24 * days)
  const ratings = { sum: 0, count: 0 }
  const rate = (stars: number, now: Temporal.Instant) => {
    ratings.sum += stars
    ratings.count += 1
    return atomically(db, (tx) => setRatings(tx, ivan, ratings, now))
  }
  const deliver = (outcome: 'held' | 'cancelled', now: Temporal.Instant, id = newId()) =>
    atomically(db, (tx) => noteDelivery(tx, { id, educator: ivan, kind: 'class', outcome }, now))
  const tier = async (now: Temporal.Instant) =>
    (await standingsOf(db, ivan, now)).find(({ kind }) => kind === 'class')
  const twice = newId()
  await deliver('held', NOON, twice)
  await deliver('held', NOON, twice)
  for (let n = 0; n < 49; n++) await deliver('held', NOON)
  for (let n = 0; n < 10; n++) await rate(5, NOON)
  assert.deepEqual([(await tier(NOON))?.sessions, (await tier(NOON))?.tier], [50, 'beginner'])
  await deliver('held', day(1))
  assert.equal((await tier(day(1)))?.tier, 'intermediate')
  for (let n = 0; n < 10; n++) await rate(3, day(2))
  assert.deepEqual((await tier(day(2)))?.warning, { to: 'beginner', at: day(32) })
  const [warned] = await db<{ data: { from: string; to: string; dropTo: string } }>`
    select data from base.fact where kind = 'tier.changed' and data ->> 'change' = 'warned'`
  const { from, to, dropTo } = warned!.data
  assert.deepEqual([from, to, dropTo], ['intermediate', 'intermediate', 'beginner'])
  assert.equal(await evaluateTiers(db, day(31)), 0)
  assert.equal((await tier(day(31)))?.tier, 'intermediate')
  assert.equal(await evaluateTiers(db, day(32)), 1)
  assert.equal(await evaluateTiers(db, day(32)), 0)
  assert.equal((await tier(day(32)))?.tier, 'beginner')
  for (let n = 0; n < 60; n++) await rate(5, day(33))
  assert.equal((await tier(day(33)))?.tier, 'intermediate')
  for (let n = 0; n < 10; n++) await deliver('cancelled', day(100))
  assert.equal((await tier(day(100)))?.warning?.to, 'beginner')
  await atomically(db, (tx) => evaluateTier(tx, ivan, 'class', day(191)))
  const history = await tierHistory(db, ivan)
  assert.deepEqual(
    history
      .filter(({ kind }) => kind === 'class')
      .map(({ change }) => change)
      .toReversed(),
    ['first', 'rise', 'warned', 'drop', 'rise', 'warned', 'warning lifted'],
  )
  assert.ok(history.every(({ facts }) => Object.keys(facts).length > 0))
})
