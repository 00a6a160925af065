import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, newId } from '#base'
import { commissionsOf, setPolicy as setEarnings } from '#earnings'
import { postRule, verify } from '#ledger'
import { openCheckout } from '#payments'
import { type TestApp, testApp } from '../../../test/app.ts'
import { books, educator, hours, NOON, onPlan, owed, refused } from '../../../test/classroom.ts'
import {
  bookSlot,
  cancelBooking,
  completeDue,
  expireHeldSeats,
  type Method,
  oneBooking,
  setTerms,
  setWeek,
  slotsOf,
  slotsPage,
  startSessions,
  USUAL,
} from '../index.ts'

/** An educator whose hour costs 40 credits or 30.00, free every day from 8 to 20 UTC. */
async function house() {
  const stoa = await testApp({ start: NOON.toString() })
  const { db } = stoa
  const inTx = <Result>(work: Parameters<typeof atomically<Result>>[1]) => atomically(db, work)
  await inTx((tx) => setEarnings(tx, { feeBearer: 'platform' }, 'person:staff', NOON))
  const ivan = await educator(db)
  await onPlan(db, ivan, 'educator-pro')
  const terms = {
    ...USUAL,
    zone: 'UTC',
    kind: 'class' as const,
    language: 'es',
    priceLevel: 'own' as const,
    ownPrice: 4000n,
    hourMoney: { amount: 3000n, currency: 'USD' },
    takesTokens: true,
    trialPrice: 500n,
  }
  await inTx((tx) => setTerms(tx, ivan, { ...terms, lengths: [30, 60] }, NOON))
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 480, until: 1200 }))
  await inTx((tx) => setWeek(tx, ivan, week, NOON))
  const book = (
    learner: string,
    startsIn: number,
    method: Method,
    more = {},
    now = stoa.clock.now(),
  ) =>
    inTx((tx) =>
      bookSlot(
        tx,
        { educator: ivan, start: hours(startsIn), minutes: 60, learner, method, ...more },
        now,
      ),
    )
  return { stoa, db, ivan, book, inTx, [Symbol.asyncDispose]: () => stoa[Symbol.asyncDispose]() }
}

async function pay(stoa: TestApp, order: string) {
  const { url } = await openCheckout(stoa.deps.payments, order, stoa.clock.now())
  const page = url.slice(url.lastIndexOf('/') + 1)
  await stoa.deps.payments.sandbox!.completeCheckout(page, '4242 4242 4242 4242')
  await stoa.deps.jobs.settle()
}

test('an hour of one’s own for money: held while it is paid, confirmed, taught, earned on', async () => {
  await using h = await house()
  const { stoa, db, ivan, book } = h
  const lena = await stoa.person()
  await onPlan(db, lena, 'learner-pro')
  const page = await slotsPage(db, ivan, { from: NOON, minutes: 30 }, lena, NOON)
  const cash = page.ways.find(({ method }) => method === 'cash')
  assert.deepEqual(cash?.price, { amount: 1500n, asset: 'USD' })
  assert.equal(cash?.available, true)

  const held = await book(lena, 45, 'cash')
  assert.deepEqual(
    [held.state, held.paid.asset, held.paid.amount, held.seatUntil?.toString()],
    ['held', 'USD', 3000n, NOON.add({ minutes: 10 }).toString()],
  )
  const omar = await stoa.person()
  await onPlan(db, omar, 'learner-pro')
  await assert.rejects(book(omar, 45, 'cash'), refused('slot_taken'))
  await pay(stoa, held.paid.orderId!)
  assert.equal((await oneBooking(db, held.id, NOON))?.state, 'confirmed')
  assert.equal(await expireHeldSeats(db, NOON.add({ minutes: 30 })), 0)
  await startSessions(db, hours(45))
  await completeDue(db, hours(46.25))
  const [commission] = await commissionsOf(db, held.id)
  assert.deepEqual([commission?.gross, commission?.net, commission?.state], [3000n, 2100n, 'held'])
  assert.equal(await owed(db, ivan, 'educator_held'), 2100n)
  assert.deepEqual(await books(db, ['deferred_bookings']), { deferred_bookings: 0n })
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('unpaid for ten minutes the hour is free at once: to read, to book, and by the schedule', async () => {
  await using h = await house()
  const { stoa, db, ivan, book } = h
  const [lena, omar] = [await stoa.person(), await stoa.person()]
  for (const one of [lena, omar]) await onPlan(db, one, 'learner-pro')
  const held = await book(lena, 45, 'cash')
  const free = async (now: Temporal.Instant) =>
    (await slotsOf(db, ivan, { from: NOON, until: hours(60), minutes: 60 }, now)).some(
      ({ start }) => start.equals(hours(45)),
    )
  assert.equal(await free(NOON.add({ seconds: 599 })), false)
  assert.equal(await free(NOON.add({ minutes: 10 })), true)
  // Before the schedule has come by; the first one's money comes too late, and goes back.
  const late = NOON.add({ minutes: 10 })
  const second = await book(omar, 45, 'cash', {}, late)
  assert.equal((await oneBooking(db, held.id, NOON))?.state, 'expired')
  assert.equal(await expireHeldSeats(db, NOON.add({ minutes: 20 })), 1)
  assert.equal((await oneBooking(db, second.id, NOON))?.state, 'expired')
  assert.equal(await free(NOON.add({ minutes: 5 })), true)
  const again = await book(lena, 45, 'cash', {}, NOON.add({ minutes: 21 }))
  assert.equal(again.state, 'held')
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('cancelled by the policy: all, half or nothing goes back to the card; both have their hour again', async () => {
  await using h = await house()
  const { stoa, db, ivan, book, inTx } = h
  const lena = await stoa.person()
  await onPlan(db, lena, 'learner-pro')
  const rows: [number, number, bigint][] = [
    [45, 20, 3000n],
    [47, 30, 1500n],
    [50, 45, 0n],
  ]
  for (const [start, cancelled, back] of rows) {
    const seat = await book(lena, start, 'cash')
    await pay(stoa, seat.paid.orderId!)
    const before = await books(db, ['deferred_bookings'])
    const out = await inTx((tx) => cancelBooking(tx, seat.id, lena, hours(cancelled)))
    assert.deepEqual([out.returned, out.kept], [back, 3000n - back])
    await stoa.deps.jobs.settle()
    const after = await books(db, ['deferred_bookings'])
    assert.equal(before.deferred_bookings! - after.deferred_bookings!, back)
    const [there] = await db`select 1 as one from live.engagement where person_id = ${ivan}`
    assert.equal(there, undefined, 'the hour is free')
  }
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('a trial is not for money, and tokens are taken where the educator says so', async () => {
  await using h = await house()
  const { stoa, db, ivan, book, inTx } = h
  const lena = await stoa.person()
  await onPlan(db, lena, 'learner-pro')
  await assert.rejects(
    book(lena, 45, 'cash', { minutes: 25, trial: true }),
    refused('payment_way_not_offered'),
  )
  await inTx((tx) =>
    postRule(
      tx,
      'tokens.earned',
      { to: { type: 'person', id: lena }, tokens: 100_000n },
      { key: newId(), about: { type: 'deed', id: lena }, by: 'test', at: NOON },
    ),
  )
  const page = await slotsPage(db, ivan, { from: NOON, minutes: 60 }, lena, NOON)
  const way = page.ways.find(({ method }) => method === 'tokens')
  await assert.rejects(
    book(lena, 45, 'tokens', { seenTokens: way!.price.amount - 1n }),
    refused('price_changed'),
  )
  const seat = await book(lena, 45, 'tokens', { seenTokens: way!.price.amount })
  assert.deepEqual(
    [seat.state, seat.paid.asset, seat.paid.amount],
    ['confirmed', 'TOKEN', way!.price.amount],
  )
  await startSessions(db, hours(45))
  await completeDue(db, hours(46.25))
  const [commission] = await commissionsOf(db, seat.id)
  assert.deepEqual(
    [commission?.currency, commission?.net],
    ['TOKEN', (way!.price.amount * 7n) / 10n],
  )
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})
