import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically } from '#base'
import { setPolicy as setEarnings } from '#earnings'
import { verify } from '#ledger'
import { openCheckout } from '#payments'
import { type TestApp, testApp } from '../../test/app.ts'
import {
  books,
  credits,
  educator,
  hours,
  NOON,
  owed,
  refused,
  session,
} from '../../test/classroom.ts'
import {
  bookSession,
  cancelBooking,
  cancelUnderfilled,
  completeDue,
  earnForfeits,
  educatorMissed,
  expireHeldSeats,
  type Method,
  oneBooking,
  policyNow,
  sessionCard,
  sessionPage,
  setPolicy,
  startSessions,
} from './index.ts'

let stoa: TestApp
let ivan: string
before(async () => {
  stoa = await testApp({ start: NOON.toString() })
  ivan = await educator(stoa.db)
})
after(() => stoa[Symbol.asyncDispose]())

const inTx = <Result>(work: Parameters<typeof atomically<Result>>[1]) => atomically(stoa.db, work)
const book = (id: string, learner: string, method: Method, now = stoa.clock.now()) =>
  inTx((tx) => bookSession(tx, { session: id, learner, method }, now))
const cash = { money: { amount: 2000n, currency: 'USD' }, price: { level: 'basic' } } as const
const state = async (id: string) => (await oneBooking(stoa.db, id, NOON))?.state
/** Class of an hour that begins so many hours from now. */
const lesson = (startsIn: number, more = {}) =>
  session(stoa.db, ivan, {
    start: hours(startsIn, stoa.clock.now()),
    made: stoa.clock.now(),
    ...more,
  })

async function pay(order: string, card = '4242 4242 4242 4242') {
  const { url } = await openCheckout(stoa.deps.payments, order, stoa.clock.now())
  const page = url.slice(url.lastIndexOf('/') + 1)
  await stoa.deps.payments.sandbox!.completeCheckout(page, card)
}

test('a free plan includes one conversation a month; cancelled in time it comes back, late it is used', async () => {
  const lena = await stoa.person({ name: 'Lena' })
  const talk = (startsIn: number, price: 'basic' | 'standard' | 'premium' = 'standard') =>
    lesson(startsIn, { kind: 'conversation', price: { level: price }, title: `Talk ${startsIn}` })
  const first = await talk(48)
  const dear = await talk(51, 'premium')
  await assert.rejects(book(dear, lena, 'included'), refused('payment_way_not_offered'))
  const page = await sessionPage(stoa.db, first, { person: lena, staff: false }, undefined, NOON)
  assert.deepEqual(
    page.ways.map(({ method, available, why }) => [method, available, why]),
    [
      ['included', true, undefined],
      ['credits', false, 'too_few_credits'],
      ['cash', false, 'not_for_money'],
    ],
  )
  const booked = await book(first, lena, 'included')
  await assert.rejects(book(await talk(54), lena, 'included'), refused('sessions_used_up'))
  await inTx((tx) => cancelBooking(tx, booked.id, lena, hours(20)))
  const again = await book(first, lena, 'included')
  const late = await inTx((tx) => cancelBooking(tx, again.id, lena, hours(30)))
  assert.deepEqual([late.state, late.kept, late.returned], ['late_cancelled', 2000n, 0n])
  await assert.rejects(book(first, lena, 'included'), refused('sessions_used_up'))
  await startSessions(stoa.db, hours(48))
  await completeDue(stoa.db, hours(49.25))
  await earnForfeits(stoa.db, hours(49.25))
  assert.equal(await owed(stoa.db, ivan, 'educator_held'), 1400n)
  assert.deepEqual(await books(stoa.db, ['included_sessions']), { included_sessions: 1400n })
  assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })
})

test('a seat waits ten minutes for its money, and is free again the moment they are over', async () => {
  const [lena, bela] = [await stoa.person(), await stoa.person()]
  const id = await lesson(100, { ...cash, capacity: 1, price: { credits: 2500n } })
  const held = await book(id, lena, 'cash')
  assert.deepEqual(
    [held.state, held.paid.amount, held.seatUntil],
    ['held', 2000n, NOON.add({ minutes: 10 })],
  )
  await assert.rejects(book(id, bela, 'cash', NOON.add({ seconds: 599 })), refused('session_full'))
  const left = async (now: Temporal.Instant) => (await sessionCard(stoa.db, id, now))?.seatsLeft
  assert.deepEqual(
    [await left(NOON.add({ seconds: 599 })), await left(NOON.add({ minutes: 10 }))],
    [0, 1],
  )
  // Before the schedule has come by.
  const second = await book(id, bela, 'cash', NOON.add({ minutes: 10 }))
  assert.equal(await state(held.id), 'expired')
  assert.equal(await expireHeldSeats(stoa.db, NOON.add({ minutes: 20 })), 1)
  assert.equal(await expireHeldSeats(stoa.db, NOON.add({ minutes: 20 })), 0)
  assert.equal(await state(second.id), 'expired')
})

test('money paid in time confirms the seat; half of it goes back; the rest is earned on', async () => {
  await inTx((tx) => setEarnings(tx, { feeBearer: 'platform' }, 'person:staff', NOON))
  const lena = await stoa.person()
  const id = await lesson(120, cash)
  const { id: booking, paid } = await book(id, lena, 'cash')
  await pay(paid.orderId!)
  await stoa.deps.jobs.settle()
  assert.equal(await state(booking), 'confirmed')
  assert.equal(await expireHeldSeats(stoa.db, NOON.add({ minutes: 11 })), 0)
  const before = await owed(stoa.db, ivan, 'educator_held')
  const back = await inTx((tx) => cancelBooking(tx, booking, lena, hours(100)))
  assert.deepEqual([back.kept, back.returned], [1000n, 1000n])
  await stoa.deps.jobs.settle()
  await earnForfeits(stoa.db, hours(121))
  assert.equal((await owed(stoa.db, ivan, 'educator_held')) - before, 700n)
  assert.deepEqual(await books(stoa.db, ['deferred_bookings']), { deferred_bookings: 0n })
  assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })
})

test('a part that is given back at the provider while the seat stands is the platform’s to bear', async () => {
  const lena = await stoa.person()
  const id = await lesson(132, cash)
  const { id: booking, paid } = await book(id, lena, 'cash')
  await pay(paid.orderId!)
  await stoa.deps.jobs.settle()
  const looked = ['refunds', 'suspense', 'deferred_bookings', 'refunds_payable'] as const
  const before = await books(stoa.db, looked)
  const [{ charge }] = (await stoa.db<{ charge: string }>`
    select charge from payments.payment where order_id = ${paid.orderId}`) as [{ charge: string }]
  await stoa.deps.payments.sandbox!.dashboardRefund(charge, 500)
  await stoa.deps.jobs.settle()
  assert.equal(await state(booking), 'confirmed')
  const after = await books(stoa.db, looked)
  assert.deepEqual(
    looked.map((name) => after[name]! - before[name]!),
    [500n, 0n, 0n, 0n],
  )
  const held = await owed(stoa.db, ivan, 'educator_held')
  await startSessions(stoa.db, hours(132))
  await completeDue(stoa.db, hours(133.5))
  assert.equal((await owed(stoa.db, ivan, 'educator_held')) - held, 1400n)
  assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })
})

test('money that comes after the seat was let go is sent back whole', async () => {
  const lena = await stoa.person()
  const id = await lesson(140, cash)
  const { id: booking, paid } = await book(id, lena, 'cash')
  const { url } = await openCheckout(stoa.deps.payments, paid.orderId!, NOON)
  await expireHeldSeats(stoa.db, NOON.add({ minutes: 10 }))
  await stoa.deps.payments.sandbox!.completeCheckout(
    url.slice(url.lastIndexOf('/') + 1),
    '4242 4242 4242 4242',
  )
  await stoa.deps.jobs.settle()
  assert.equal(await state(booking), 'expired')
  const [refund] = await stoa.db<{ amount: bigint; state: string }>`
    select amount, state from payments.refund where order_id = ${paid.orderId}`
  assert.deepEqual(refund, { amount: 2000n, state: 'done' })
  assert.deepEqual(await books(stoa.db, ['deferred_bookings']), { deferred_bookings: 0n })
})

test('a group below its minimum is called off a day before, unless the educator lets it go ahead', async () => {
  const { db } = stoa
  const lena = await stoa.person()
  const small = await lesson(160, { minimum: 2, kind: 'conversation', price: { level: 'basic' } })
  const firm = await lesson(162, { minimum: 2, title: 'Firm' })
  await db`update live.session set goes_ahead = true where id = ${firm}`
  const later = NOON.add({ hours: 24 * 32 })
  await inTx((tx) => setPolicy(tx, { seatHoldMinutes: 12 }, 'person:staff', NOON))
  assert.deepEqual([(await policyNow(db)).version, (await policyNow(db)).seatHoldMinutes], [2, 12])
  const seat = await book(small, lena, 'included')
  assert.equal(await cancelUnderfilled(db, hours(135.9)), 0)
  // A day before, its educator is asked; what is not said until four hours before is said by the rule.
  assert.equal(await cancelUnderfilled(db, hours(138)), 0)
  assert.equal(await state(seat.id), 'confirmed')
  assert.equal(await cancelUnderfilled(db, hours(155.9)), 0)
  assert.equal(await cancelUnderfilled(db, hours(156)), 1)
  assert.equal(await cancelUnderfilled(db, hours(156)), 0)
  assert.equal(await state(seat.id), 'cancelled_by_platform')
  assert.deepEqual(
    [(await sessionCard(db, small, later))?.state, (await sessionCard(db, firm, later))?.state],
    ['cancelled', 'published'],
  )
  // Nobody came: it is called off at its start, and does not count against anybody.
  await startSessions(db, hours(162))
  assert.equal((await sessionCard(db, firm, later))?.state, 'cancelled')
})

test('an educator who does not come: all back with goodwill, nothing earned', async () => {
  const { db } = stoa
  const lena = await stoa.person()
  const staff = await stoa.person({ staffRoles: ['support'] })
  const id = await lesson(180, { kind: 'conversation', price: { level: 'standard' } })
  const seat = await book(id, lena, 'included')
  await startSessions(db, hours(180))
  const before = await owed(db, ivan, 'educator_held')
  const by = { person: staff, staff: true } as const
  await inTx((tx) => educatorMissed(tx, id, by, hours(180.5)))
  assert.equal(await state(seat.id), 'no_show_educator')
  assert.deepEqual((await credits(db, lena)).available, 200n)
  await completeDue(db, hours(182))
  assert.equal((await sessionCard(db, id, NOON))?.state, 'cancelled')
  assert.equal(await owed(db, ivan, 'educator_held'), before)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})
