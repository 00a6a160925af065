import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, newId } from '#base'
import { commissionsOf } from '#earnings'
import { verify } from '#ledger'
import {
  buy,
  credits,
  educator,
  hours,
  learner,
  NOON,
  onPlan,
  person,
  refused,
  session,
} from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import {
  bookSession,
  bookSlot,
  cancelBooking,
  cancelSession,
  completeDue,
  earnForfeits,
  insideAvailability,
  nextSlots,
  searchSessions,
  setDate,
  setTerms,
  setWeek,
  slotsOf,
  startSessions,
} from '../index.ts'
import { type Terms, USUAL } from './offer.ts'

const at = (text: string) => Temporal.Instant.from(text)
/** Monday 23 November, 10:00 in Madrid, two days ahead of noon on Saturday. */
const MONDAY = at('2026-11-23T09:00:00Z')

async function teacher(db: Db, more: Partial<Terms> = {}, name = 'Ivan'): Promise<string> {
  const id = await educator(db, { name })
  await atomically(db, async (tx) => {
    const usual = { ...USUAL, zone: 'Europe/Madrid', kind: 'class', language: 'es' } as const
    await setTerms(tx, id, { ...usual, priceLevel: 'standard', ...more }, NOON)
    const weekly = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 540, until: 1020 }))
    await setWeek(tx, id, weekly, NOON)
  })
  return id
}

const take = (db: Db, teacherId: string, learnerId: string, more = {}, now = NOON) =>
  atomically(db, (tx) =>
    bookSlot(
      tx,
      {
        educator: teacherId,
        start: MONDAY,
        minutes: 60,
        learner: learnerId,
        method: 'credits',
        ...more,
      },
      now,
    ),
  )
const week = { from: NOON, until: hours(24 * 7), minutes: 60 }
const starts = async (db: Db, id: string, wanted = week, now = NOON) =>
  (await slotsOf(db, id, wanted, now)).map(({ start }) => start.toString())

test('a slot is booked, taught and earned like any seat; its price is its part of the hour', async () => {
  await using db = await testDatabase()
  const ivan = await teacher(db)
  const lena = await learner(db, 100)
  const booked = await take(db, ivan, lena, { minutes: 30, seenPrice: 1800n })
  assert.equal(booked.state, 'confirmed')
  assert.deepEqual(await credits(db, lena), { posted: 10000n, held: 1800n, available: 8200n })
  const [made] = await db<{ origin: string; capacity: number; state: string; zone: string }>`
    select origin, capacity, state, zone from live.session where id = ${booked.session}`
  assert.deepEqual(made, { origin: 'slot', capacity: 1, state: 'published', zone: 'Europe/Madrid' })
  const found = await searchSessions(db, { educator: ivan, limit: 10 }, NOON)
  assert.deepEqual(found.items, [], 'nobody else finds it')
  assert.equal(await startSessions(db, hours(46)), 1)
  assert.equal(await completeDue(db, hours(48)), 1)
  const [commission] = await commissionsOf(db, booked.id)
  assert.deepEqual([commission?.state, commission?.net], ['held', 1260n])
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('refusals in their order, with the times that are free next', async (t) => {
  await using db = await testDatabase()
  const ivan = await teacher(db, { beforeMinutes: 15, afterMinutes: 15, dayMost: 2, weekMost: 3 })
  const mira = await learner(db, 1000)
  const lena = await learner(db, 100)
  for (const one of [mira, lena]) await onPlan(db, one, 'learner-pro')
  const none = await educator(db, { name: 'Ana' })
  const closed = await teacher(db, { open: false }, 'Pia')
  await take(db, ivan, mira)
  await session(db, ivan, { start: at('2026-11-24T09:00:00Z'), title: 'A group' })
  const rows: [string, string, object][] = [
    ['own_session', 'of oneself', { learner: ivan }],
    ['lessons_not_offered', 'who never said so', { educator: none }],
    ['lessons_not_offered', 'who is closed', { educator: closed }],
    ['length_not_offered', 'of 45 minutes', { minutes: 45 }],
    ['notice_too_short', 'in eleven hours', { start: hours(11) }],
    ['beyond_horizon', 'in 61 days', { start: hours(24 * 61) }],
    ['outside_availability', 'on a Sunday', { start: at('2026-11-22T09:00:00Z') }],
    ['outside_availability', 'that ends after hours', { start: at('2026-11-23T15:30:00Z') }],
    ['slot_taken', 'with its buffer in another', { start: at('2026-11-23T10:15:00Z') }],
    ['educator_busy', 'while a group is taught', { start: at('2026-11-24T09:30:00Z') }],
    ['price_changed', 'at another price', { start: at('2026-11-25T09:00:00Z'), seenPrice: 3400n }],
  ]
  for (const [code, why, more] of rows) {
    await t.test(`${code}: ${why}`, () => assert.rejects(take(db, ivan, lena, more), refused(code)))
  }
  await t.test('slot_taken names the next free times', () =>
    assert.rejects(
      take(db, ivan, lena),
      (error: { code: string; facts: { next: { start: string }[] } }) => {
        assert.equal(error.code, 'slot_taken')
        assert.equal(error.facts.next.length, 3)
        // Two quarters of an hour lie between two lessons; steps are of half an hour.
        assert.equal(error.facts.next[0]!.start, '2026-11-23T10:30:00Z')
        return true
      },
    ),
  )
  await t.test('day_full, week_full', async () => {
    await take(db, ivan, mira, { start: at('2026-11-23T11:00:00Z') })
    const third = take(db, ivan, lena, { start: at('2026-11-23T13:00:00Z') })
    await assert.rejects(third, refused('day_full'))
    await take(db, ivan, mira, { start: at('2026-11-26T11:00:00Z') })
    const fourth = take(db, ivan, lena, { start: at('2026-11-27T11:00:00Z') })
    await assert.rejects(fourth, refused('week_full'))
    assert.deepEqual(
      (await starts(db, ivan, { ...week, until: at('2026-11-30T12:00:00Z') }))[0],
      '2026-11-30T08:00:00Z',
    )
  })
  await t.test('learner_busy names what the learner has then', async () => {
    const ana = await teacher(db, {}, 'Ana Two')
    await assert.rejects(
      take(db, ana, mira),
      (error: { code: string; facts: { clash: { title: string } } }) =>
        error.code === 'learner_busy' && error.facts.clash.title === 'One-to-one lesson',
    )
  })
  assert.deepEqual(await credits(db, lena), { posted: 10000n, held: 0n, available: 10000n })
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('the same request twice is one lesson', async () => {
  await using db = await testDatabase()
  const ivan = await teacher(db)
  const lena = await learner(db, 100)
  const id = newId()
  const first = await take(db, ivan, lena, { id })
  const second = await take(db, ivan, lena, { id })
  assert.deepEqual([second.id, second.session, second.repeated], [first.id, first.session, true])
  assert.equal((await credits(db, lena)).held, 3500n)
})

test('a lesson that is given back frees its hour, without a mark for the educator', async () => {
  await using db = await testDatabase()
  const ivan = await teacher(db)
  const lena = await learner(db, 200)
  const mira = await learner(db, 200)
  const booked = await take(db, ivan, lena)
  assert.ok(!(await starts(db, ivan)).includes(MONDAY.toString()))
  await atomically(db, (tx) => cancelBooking(tx, booked.id, lena, NOON))
  assert.ok((await starts(db, ivan)).includes(MONDAY.toString()))
  const [gone] = await db<{ state: string; delivered: number }>`
    select state, (select count(*)::int from earnings.delivery_view) as delivered
    from live.session where id = ${booked.session}`
  assert.deepEqual(gone, { state: 'cancelled', delivered: 0 })

  // Late: the learner forfeits half, the educator earns on it at the scheduled end, and may be booked again.
  const second = await take(db, ivan, lena)
  const late = hours(45 - 20)
  const { state, kept } = await atomically(db, (tx) => cancelBooking(tx, second.id, lena, late))
  assert.deepEqual([state, kept], ['late_cancelled', 1750n])
  const third = await take(db, ivan, mira, {}, late)
  assert.equal(third.state, 'confirmed')
  await startSessions(db, hours(45))
  await completeDue(db, hours(47))
  assert.equal(await earnForfeits(db, hours(47)), 1)
  const nets = await Promise.all([second, third].map(({ id }) => commissionsOf(db, id)))
  assert.deepEqual(
    nets.map(([one]) => [one?.state, one?.net]),
    [
      ['held', 1225n],
      ['held', 2450n],
    ],
  )
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('an educator who calls a lesson off keeps the hour open to others', async () => {
  await using db = await testDatabase()
  const ivan = await teacher(db)
  const lena = await learner(db, 100)
  const booked = await take(db, ivan, lena)
  const by = { person: ivan, staff: false }
  await atomically(db, (tx) => cancelSession(tx, booked.session, by, 'I am ill.', NOON))
  assert.equal((await credits(db, lena)).available, 10000n)
  assert.ok((await starts(db, ivan)).includes(MONDAY.toString()))
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('whether a time is inside what is published, for moving; the booking in question does not count', async () => {
  await using db = await testDatabase()
  const ivan = await teacher(db)
  const lena = await learner(db, 100)
  const booked = await take(db, ivan, lena)
  const inside = (start: Temporal.Instant, except?: string) =>
    insideAvailability(db, ivan, start, start.add({ minutes: 60 }), NOON, except)
  assert.equal(await inside(MONDAY), false)
  assert.equal(await inside(MONDAY.add({ minutes: 20 }), booked.session), true)
  assert.equal(await inside(MONDAY.add({ hours: 3 })), true)
  assert.equal(await inside(at('2026-11-23T15:30:00Z')), false)
  await atomically(db, (tx) =>
    setDate(tx, ivan, '2026-11-23', [{ from: 0, until: 1440, open: false }], 'Dentist', NOON),
  )
  assert.equal(await inside(MONDAY.add({ hours: 3 })), false)
})

test('the next slots of twenty educators in two statements', async () => {
  await using db = await testDatabase()
  const all: string[] = []
  for (let i = 0; i < 20; i++) all.push(await teacher(db, {}, `Educator ${i}`))
  const lena = await learner(db, 100)
  await take(db, all[0]!, lena, { start: at('2026-11-23T08:00:00Z') })
  const sent = db.sent.count
  const next = await nextSlots(db, all, NOON)
  assert.equal(db.sent.count - sent, 2)
  assert.equal(next.size, 20)
  const { minutes, price, slots } = next.get(all[0]!)!
  assert.deepEqual([minutes, price], [30, 1800n])
  // The half hour that the booked hour leaves is none of the first.
  assert.equal(slots[0]!.start.toString(), '2026-11-23T09:00:00Z')
  assert.equal(next.get(all[1]!)!.slots[0]!.start.toString(), '2026-11-23T08:00:00Z')
})

test('two educators who learn from each other at once do not wait for ever', async () => {
  await using db = await testDatabase({ size: 10 })
  const ivan = await teacher(db, {}, 'Ivan')
  const ana = await teacher(db, {}, 'Ana')
  for (const one of [ivan, ana]) {
    await buy(db, one, 1000)
    await onPlan(db, one, 'learner-pro')
  }
  for (let round = 0; round < 5; round++) {
    const start = MONDAY.add({ hours: round })
    const outcomes = await Promise.allSettled([
      take(db, ivan, ana, { start }),
      take(db, ana, ivan, { start }),
    ])
    const codes = outcomes.map((one) => (one.status === 'fulfilled' ? 'done' : one.reason.code))
    assert.equal(codes.filter((code) => code === 'done').length, 1, `${codes}`)
    assert.ok(
      codes.some((code) => code === 'slot_taken' || code === 'educator_busy'),
      `${codes}`,
    )
    if (round === 0) {
      const [{ id, learner: who }] = (await db<{ id: string; learner: string }>`
        select id, learner_id as learner from live.booking where state = 'confirmed'`) as [
        { id: string; learner: string },
      ]
      await atomically(db, (tx) => cancelBooking(tx, id, who, NOON))
    }
  }
})

test('a free plan opens no private lessons, and says which plan does', async () => {
  await using db = await testDatabase()
  const ivan = await teacher(db, { priceLevel: 'private' })
  const lena = await person(db)
  await buy(db, lena, 100)
  await assert.rejects(take(db, ivan, lena), refused('feature_locked'))
  await onPlan(db, lena, 'learner-pro')
  assert.equal((await take(db, ivan, lena)).paid.amount, 8000n)
  await assert.rejects(
    atomically(db, (tx) =>
      bookSession(tx, { session: newId(), learner: lena, method: 'credits' }, NOON),
    ),
    refused('unknown_session'),
  )
})
