import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, newId } from '#base'
import { hold, postRule, verify } from '#ledger'
import { createOrganization } from '#people'
import {
  books,
  buy,
  educator,
  hours,
  learner,
  NOON,
  owed,
  planCredits,
  refused,
} from '../../test/classroom.ts'
import { testDatabase } from '../../test/database.ts'
import {
  cancelSale,
  changeAgreement,
  commissionsOf,
  earnCommission,
  earnSale,
  institutionSums,
  issuePayoutStatements,
  leaveInstitution,
  listPayouts,
  openCommission,
  openSale,
  payoutItems,
  releaseHeld,
  returnSale,
  runPayouts,
  type SaleType,
  type Sender,
  saleCommission,
  setPolicy,
} from './index.ts'

const day = (count: number) => hours(24 * count)
const MONDAY = Temporal.Instant.from('2026-12-28T06:00:00Z')

/** 100.00 paid with a card for something of an educator's, as payments posts it. */
async function sold(db: Db, educatorId: string, type: SaleType, rate?: number) {
  const source = { type, id: newId() }
  const rule = {
    course: 'course.sold',
    cohort_seat: 'seat.sold',
    certificate: 'certificate.sold',
  } as const
  await atomically(db, async (tx) => {
    await postRule(
      tx,
      rule[type],
      { provider: 'sandbox', currency: 'USD', net: 10_000n, tax: 0n, fee: 320n },
      {
        key: `order:${source.id}`,
        about: { type: 'order', id: source.id },
        by: 'provider:sandbox',
        at: NOON,
      },
    )
    const price = { amount: 10_000n, currency: 'USD' }
    const sale = {
      source,
      educator: educatorId,
      title: 'Spanish from zero',
      at: NOON,
      paidBy: 'cash',
      price,
      rate,
    } as const
    await openSale(tx, sale, NOON)
    await openSale(tx, sale, NOON)
  })
  return source
}

for (const [type, deferred, income] of [
  ['course', 'deferred_courses', 'platform_fee'],
  ['cohort_seat', 'deferred_seats', 'platform_fee'],
  ['certificate', 'deferred_certificates', 'certificates'],
] as const) {
  test(`a ${type.replace('_', ' ')} earns its plan's rate once, is held for thirty days and is then let go`, async () => {
    await using db = await testDatabase()
    const ivan = await educator(db)
    const source = await sold(db, ivan, type, 7500)
    for (let twice = 0; twice < 2; twice++) {
      await atomically(db, (tx) => earnSale(tx, { source, by: 'schedule' }, day(1)))
    }
    assert.deepEqual(
      await saleCommission(db, source).then((one) => [one?.state, one?.net, one?.heldUntil]),
      ['held', 7500n, day(31)],
    )
    assert.deepEqual(await books(db, [deferred, income]), { [deferred]: 0n, [income]: 2500n })
    assert.equal(await releaseHeld(db, day(31).subtract({ seconds: 1 })), 0)
    assert.equal(await releaseHeld(db, day(31)), 1)
    assert.deepEqual(
      [await owed(db, ivan, 'educator_held'), await owed(db, ivan, 'educator_available')],
      [0n, 7500n],
    )
    await assert.rejects(
      atomically(db, (tx) => returnSale(tx, source, day(31))),
      refused('hold_over'),
    )
    assert.deepEqual((await verify(db)).findings, [])
  })
}

test('a sale without a rate earns the default; the card fee where the educator bears it; a refund in the hold takes it back', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const refunded = await sold(db, ivan, 'course')
  await atomically(db, (tx) => earnSale(tx, { source: refunded, fee: 320n, by: 'schedule' }, NOON))
  assert.equal((await saleCommission(db, refunded))?.net, 6680n)
  await atomically(db, async (tx) => {
    const back = await returnSale(tx, refunded, day(20))
    assert.deepEqual(back, {
      educator: ivan,
      currency: 'USD',
      net: 10_000n,
      share: 6680n,
      others: [],
    })
    await postRule(
      tx,
      'course.refunded',
      {
        educator: { type: 'person', id: ivan },
        provider: 'sandbox',
        currency: 'USD',
        net: 10_000n,
        tax: 0n,
        share: 6680n,
      },
      {
        key: 'refund:1',
        about: { type: 'order', id: refunded.id },
        by: 'provider:sandbox',
        at: day(20),
      },
    )
    assert.equal(await returnSale(tx, refunded, day(20)), undefined)
  })
  assert.equal(await owed(db, ivan, 'educator_held'), 0n)
  const never = await sold(db, ivan, 'cohort_seat')
  await atomically(db, (tx) => cancelSale(tx, never, day(1)))
  await atomically(db, (tx) => earnSale(tx, { source: never, by: 'schedule' }, day(1)))
  assert.deepEqual((await saleCommission(db, never))?.state, 'cancelled')
  assert.deepEqual((await verify(db)).findings, [])
})

test('of a sale by an educator of an institution it gets what was agreed, to its own payout and statement; a refund takes both back', async () => {
  await using db = await testDatabase()
  const school = await atomically(db, (tx) =>
    createOrganization(tx, { name: 'Academia Sol' }, NOON),
  )
  const ivan = await educator(db, { organizationId: school.id })
  const before = await sold(db, ivan, 'course', 7500)
  await atomically(db, (tx) =>
    changeAgreement(
      tx,
      { organizationId: school.id, educatorRate: 5000, institutionRate: 3000 },
      'person:staff',
      NOON,
    ),
  )
  const sources = [
    await sold(db, ivan, 'course', 7500),
    await sold(db, ivan, 'cohort_seat', 7500),
    await sold(db, ivan, 'certificate'),
  ]
  const refunded = await sold(db, ivan, 'course')
  const never = await sold(db, ivan, 'course')
  await atomically(db, (tx) => cancelSale(tx, never, NOON))
  const rows = (payee: string) => db<{ rate: number; net: bigint; state: string }>`
    select rate, net, state from earnings.commission where payee_id = ${payee}
    order by source_type, made_at, id`
  // Who leaves afterwards changes nothing of what was sold before.
  await atomically(db, (tx) => leaveInstitution(tx, ivan, `person:${ivan}`, day(1)))
  for (const source of [before, ...sources, refunded, never]) {
    for (let twice = 0; twice < 2; twice++) {
      await atomically(db, (tx) => earnSale(tx, { source, fee: 320n, by: 'schedule' }, day(1)))
    }
  }
  const held = async () => [
    await owed(db, ivan, 'educator_held'),
    (await institutionSums(db, school.id, 'USD')).held,
  ]
  // 75.00 of the one before, 50.00 of each after, a card fee of 3.20 off each; 30.00 to the institution of four.
  assert.deepEqual(await held(), [7500n + 4n * 5000n - 5n * 320n, 4n * 3000n])
  await atomically(db, async (tx) => {
    const back = await returnSale(tx, refunded, day(20))
    const others = [{ owner: { type: 'organization', id: school.id } as const, share: 3000n }]
    assert.deepEqual(back, { educator: ivan, currency: 'USD', net: 10_000n, share: 4680n, others })
    await postRule(
      tx,
      'course.refunded',
      {
        educator: { type: 'person', id: ivan },
        provider: 'sandbox',
        currency: 'USD',
        net: 10_000n,
        tax: 0n,
        share: 4680n,
        others,
      },
      {
        key: 'refund:2',
        about: { type: 'order', id: refunded.id },
        by: 'provider:sandbox',
        at: day(20),
      },
    )
  })
  assert.deepEqual(await held(), [7500n + 3n * 5000n - 4n * 320n, 3n * 3000n])
  assert.deepEqual(
    (await rows(school.id)).map(({ rate, net, state }) => [rate, net, state]).toSorted(),
    [
      [3000, 0n, 'cancelled'],
      [3000, 3000n, 'held'],
      [3000, 3000n, 'held'],
      [3000, 3000n, 'held'],
      [3000, 3000n, 'taken_back'],
    ],
  )

  await releaseHeld(db, day(31))
  const sender: Sender = {
    provider: 'sandbox',
    send: async (payouts) => payouts.map(({ id }) => ({ outcome: 'sent', ref: `tr_${id}` })),
  }
  await runPayouts(db, sender, MONDAY)
  await atomically(db, (tx) => issuePayoutStatements(tx, MONDAY))
  const { items } = await listPayouts(db, { states: ['sent'], limit: 10 })
  assert.deepEqual(items.map(({ payeeType, amount }) => [payeeType, amount]).toSorted(), [
    ['organization', 9000n],
    ['person', 7500n + 3n * 5000n - 4n * 320n],
  ])
  const own = items.find(({ payeeType }) => payeeType === 'organization')!
  assert.ok(own.statement)
  assert.deepEqual(
    (await payoutItems(db, own.id)).map(({ source, rate, net }) => [source, rate, net]).toSorted(),
    [
      ['certificate', 3000, 3000n],
      ['cohort_seat', 3000, 3000n],
      ['course', 3000, 3000n],
    ],
  )
  assert.deepEqual((await verify(db)).findings, [])
})

/** A seat of 50 credits: 20 of a plan's (0.6667 each), 20 bought (1.00 each), 10 given away. */
async function mixedSeat(db: Db) {
  const ivan = await educator(db)
  const lena = await learner(db)
  await planCredits(db, lena, 20, 1333n, day(30))
  await atomically(db, (tx) =>
    postRule(
      tx,
      'credits.granted',
      { to: { type: 'person', id: lena }, credits: 1000n, reason: 'promotion', expiresAt: day(60) },
      { key: 'gift', about: { type: 'person', id: lena }, by: 'person:staff', at: NOON },
    ),
  )
  await buy(db, lena, 20)
  const bookingId = newId()
  await atomically(db, async (tx) => {
    const { id } = await hold(tx, {
      key: bookingId,
      about: { type: 'booking', id: bookingId },
      by: 'x',
      at: NOON,
      owner: { type: 'person', id: lena },
      asset: 'CREDIT',
      units: 5000n,
    })
    await openCommission(
      tx,
      {
        bookingId,
        sessionId: newId(),
        educator: ivan,
        kind: 'class',
        title: 'Spanish',
        sessionAt: NOON,
        paidBy: 'credits',
        price: { credits: 5000n },
        agreedRate: null,
      },
      NOON,
    )
    // What is set later changes nothing of it.
    await setPolicy(tx, { creditBase: 'face', countsFrom: day(1) }, 'person:staff', NOON)
    await earnCommission(tx, { bookingId, hold: id, by: 'schedule' }, day(2))
  })
  const [commission] = await commissionsOf(db, bookingId)
  return { ivan, commission: commission! }
}

for (const [base, gross, net, promotions, platform] of [
  // 50.00 at 70 %; a fifth of it was given away.
  ['face', 5000n, 3500n, 700n, 13_33n + 20_00n + 700n - 3500n],
  // 13.33 + 20.00 paid and 10.00 of gifts at face: 70 % of 43.33, of which 70 % of 10.00 is the operator's cost.
  ['cash', 4333n, 3033n, 700n, 13_33n + 20_00n + 700n - 3033n],
] as const) {
  test(`credits count at ${base}: ${net} cents of a seat of 50; gifts are the operator's cost`, async () => {
    await using db = await testDatabase()
    await atomically(db, (tx) => setPolicy(tx, { creditBase: base }, 'person:staff', NOON))
    const { ivan, commission } = await mixedSeat(db)
    assert.deepEqual([commission.gross, commission.net], [gross, net])
    assert.equal(await owed(db, ivan, 'educator_held'), net)
    assert.deepEqual(await books(db, ['promotions', 'platform_fee', 'deferred_credits']), {
      promotions,
      platform_fee: platform,
      deferred_credits: 0n,
    })
    assert.deepEqual((await verify(db)).findings, [])
  })
}

test('rules count from their day on; one of the past is refused', async () => {
  await using db = await testDatabase()
  await assert.rejects(
    atomically(db, (tx) => setPolicy(tx, { countsFrom: hours(-1) }, 'person:staff', NOON)),
    refused('policy_in_the_past'),
  )
  await atomically(db, (tx) =>
    setPolicy(
      tx,
      { feeBearer: 'platform', countsFrom: day(10), note: 'As agreed' },
      'person:staff',
      NOON,
    ),
  )
  const fee = async (now: Temporal.Instant) => {
    const bookingId = newId()
    const ivan = await educator(db)
    await atomically(db, async (tx) => {
      await postRule(
        tx,
        'booking.paid',
        { provider: 'sandbox', currency: 'USD', net: 2000n, tax: 0n, fee: 88n },
        {
          key: `order:${bookingId}`,
          about: { type: 'order', id: bookingId },
          by: 'provider:sandbox',
          at: now,
        },
      )
      const price = { amount: 2000n, currency: 'USD' }
      const booked = {
        bookingId,
        sessionId: newId(),
        educator: ivan,
        kind: 'class',
        title: 'x',
        sessionAt: now,
      } as const
      await openCommission(tx, { ...booked, paidBy: 'cash', price, agreedRate: null }, now)
      await earnCommission(tx, { bookingId, fee: 88n, by: 'schedule' }, now)
    })
    return (await commissionsOf(db, bookingId))[0]!.net
  }
  assert.deepEqual([await fee(day(9)), await fee(day(10))], [1312n, 1400n])
})
