import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, newId } from '#base'
import { commissionsOf } from '#earnings'
import { verify } from '#ledger'
import {
  books,
  credits,
  educator,
  hours,
  learner,
  NOON,
  onPlan,
  owed,
  refused,
  session,
} from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import {
  afterOf,
  bookSession,
  bookSlot,
  cancelBooking,
  cancelSession,
  completeDue,
  earnForfeits,
  educatorMissed,
  moveSeat,
  oneBooking,
  setTerms,
  setWeek,
  slotsPage,
  startSessions,
} from '../index.ts'
import { type Terms, USUAL } from './offer.ts'

/** Monday 23 November, 10:00 in Madrid, two days ahead of noon on Saturday. */
const MONDAY = Temporal.Instant.from('2026-11-23T09:00:00Z')
const OVER = hours(46.5)

/** 35 credits an hour, so 25 minutes cost 15, and a trial 7.50 at most. */
async function teacher(
  db: Db,
  trialPrice: bigint | null,
  more: Partial<Terms> = {},
  name = 'Ivan',
) {
  const id = await educator(db, { name })
  await offer(db, id, trialPrice, more)
  return id
}
const offer = (db: Db, id: string, trialPrice: bigint | null, more: Partial<Terms> = {}) =>
  atomically(db, async (tx) => {
    const usual = { ...USUAL, zone: 'Europe/Madrid', kind: 'class', language: 'es' } as const
    await setTerms(tx, id, { ...usual, priceLevel: 'standard', trialPrice, ...more }, NOON)
    const weekly = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 540, until: 1020 }))
    await setWeek(tx, id, weekly, NOON)
  })

const trial = (db: Db, educatorId: string, learnerId: string, more = {}, now = NOON) =>
  atomically(db, (tx) =>
    bookSlot(
      tx,
      {
        educator: educatorId,
        start: MONDAY,
        minutes: 25,
        learner: learnerId,
        method: 'credits',
        trial: true,
        ...more,
      },
      now,
    ),
  )
/** The lesson takes place. */
async function held(db: Db, now = OVER) {
  await startSessions(db, now)
  await completeDue(db, now)
}
const lesson = (db: Db, educatorId: string, learnerId: string, more = {}) =>
  trial(db, educatorId, learnerId, { trial: false, minutes: 30, ...more })

const whole = async (db: Db) => assert.deepEqual(await verify(db), { ok: true, findings: [] })

type Played = { id: string; session: string; ivan: string }
type Ending = { state: string; wallet: bigint; earned: bigint; counts: boolean }
type Deed = (db: Db, lesson: Played, lena: string) => Promise<unknown>

const cancelAt =
  (now: Temporal.Instant): Deed =>
  (db, { id }, lena) =>
    atomically(db, (tx) => cancelBooking(tx, id, lena, now))
const callOffAt =
  (now: Temporal.Instant, staff: boolean): Deed =>
  (db, { session, ivan }) =>
    atomically(db, (tx) =>
      cancelSession(tx, session, { person: staff ? newId() : ivan, staff }, 'I am ill.', now),
    )
const tookPlace: Deed = (db) => held(db)
const missed: Deed = async (db, { session }) => {
  await startSessions(db, hours(45))
  const by = { person: newId(), staff: true } as const
  await atomically(db, (tx) => educatorMissed(tx, session, by, hours(45.3)))
}

/** What became of it, at which price · what the wallet has in the end, what was earned, whether it was had. */
const endings: [says: string, price: bigint, deed: Deed, ending: Ending][] = [
  [
    'it took place',
    500n,
    tookPlace,
    { state: 'completed', wallet: 9500n, earned: 350n, counts: true },
  ],
  [
    'it took place for nothing',
    0n,
    tookPlace,
    { state: 'completed', wallet: 10000n, earned: 0n, counts: true },
  ],
  [
    'given back in time',
    500n,
    cancelAt(hours(20)),
    { state: 'cancelled_by_learner', wallet: 10000n, earned: 0n, counts: false },
  ],
  [
    'given back in time, free',
    0n,
    cancelAt(hours(20)),
    { state: 'cancelled_by_learner', wallet: 10000n, earned: 0n, counts: false },
  ],
  [
    'given back late: half',
    500n,
    cancelAt(hours(25)),
    { state: 'late_cancelled', wallet: 9750n, earned: 175n, counts: true },
  ],
  [
    'given back late, free',
    0n,
    cancelAt(hours(25)),
    { state: 'late_cancelled', wallet: 10000n, earned: 0n, counts: true },
  ],
  [
    'called off by its educator',
    500n,
    callOffAt(hours(10), false),
    { state: 'cancelled_by_educator', wallet: 10000n, earned: 0n, counts: false },
  ],
  [
    'called off at short notice: goodwill of a tenth',
    500n,
    callOffAt(hours(30), false),
    { state: 'cancelled_by_educator', wallet: 10050n, earned: 0n, counts: false },
  ],
  [
    'called off at short notice, free: no goodwill',
    0n,
    callOffAt(hours(30), false),
    { state: 'cancelled_by_educator', wallet: 10000n, earned: 0n, counts: false },
  ],
  [
    'called off by staff',
    500n,
    callOffAt(hours(30), true),
    { state: 'cancelled_by_platform', wallet: 10000n, earned: 0n, counts: false },
  ],
  [
    'its educator did not come',
    500n,
    missed,
    { state: 'no_show_educator', wallet: 10050n, earned: 0n, counts: false },
  ],
  [
    'its educator did not come, free',
    0n,
    missed,
    { state: 'no_show_educator', wallet: 10000n, earned: 0n, counts: false },
  ],
]

for (const [says, price, deed, ending] of endings) {
  test(`a trial at ${Number(price) / 100} credits: ${says}`, async () => {
    await using db = await testDatabase()
    const ivan = await teacher(db, price)
    const lena = await learner(db, 100)
    const method = price === 0n ? 'free' : 'credits'
    const made = await trial(db, ivan, lena, { method, seenPrice: price })
    assert.deepEqual([made.state, made.method], ['confirmed', method])
    assert.equal((await credits(db, lena)).held, price)
    await deed(db, { ...made, ivan }, lena)
    await held(db)
    await earnForfeits(db, OVER)
    const seen = (await oneBooking(db, made.id, OVER))!
    assert.deepEqual(
      [seen.state, seen.trial, seen.title],
      [ending.state, true, 'Trial: One-to-one lesson'],
    )
    assert.equal((await credits(db, lena)).available, ending.wallet)
    assert.equal(await owed(db, ivan, 'educator_held'), ending.earned)
    assert.deepEqual(await books(db, ['included_sessions']), { included_sessions: 0n })
    const [paid] = await commissionsOf(db, made.id)
    assert.equal(
      paid?.rate,
      price === 0n ? undefined : 7000,
      'the usual rate, and none for nothing',
    )
    // Had, it is had for ever; else it can be booked again.
    const later = { start: hours(45 + 48), method }
    if (ending.counts) {
      await assert.rejects(trial(db, ivan, lena, later, OVER), refused('trial_had'))
    } else {
      assert.equal((await trial(db, ivan, lena, later, OVER)).state, 'confirmed')
    }
    await whole(db)
  })
}

test('refusals of a trial, in their order', async (t) => {
  await using db = await testDatabase()
  const [ivan, free] = [await teacher(db, 500n), await teacher(db, 0n, {}, 'Freya')]
  const [none, closed] = [
    await teacher(db, null, {}, 'Ana'),
    await teacher(db, 500n, { open: false }, 'Pia'),
  ]
  const known = await teacher(db, 500n, {}, 'Kai')
  const full: string[] = []
  for (const name of ['One', 'Two', 'Three']) full.push(await teacher(db, 500n, {}, name))
  const [lena, mira] = [await learner(db, 500), await learner(db, 100, 'Mira')]
  for (const one of [lena, mira]) await onPlan(db, one, 'learner-pro')
  await lesson(db, known, lena)
  await held(db, hours(47))
  const now = hours(48)
  const on = (day: number) => ({ start: MONDAY.add({ hours: 24 * day }) })
  await trial(db, ivan, lena, on(2), now)
  for (const [index, id] of full.entries()) await trial(db, id, mira, on(2 + index), now)
  const rows: [code: string, why: string, educatorId: string, learnerId: string, more: object][] = [
    ['own_session', 'with oneself', ivan, ivan, {}],
    ['lessons_not_offered', 'of somebody who is closed', closed, lena, {}],
    ['trial_not_offered', 'of somebody who offers none', none, lena, {}],
    ['trial_had', 'a second one with the same', ivan, lena, on(3)],
    ['trial_known', 'after a lesson with the same', known, lena, on(3)],
    ['trials_unused', 'a fourth ahead', free, mira, { ...on(3), method: 'free' }],
    [
      'trial_not_replaced',
      'instead of one that has not been',
      known,
      mira,
      { ...on(3), replaces: newId() },
    ],
    [
      'length_not_offered',
      'of half an hour',
      free,
      lena,
      { ...on(3), minutes: 30, method: 'free' },
    ],
    [
      'notice_too_short',
      'in an hour',
      free,
      lena,
      { start: now.add({ hours: 1 }), method: 'free' },
    ],
    [
      'price_changed',
      'seen for nothing',
      full[0]!,
      lena,
      { ...on(3), seenPrice: 0n, method: 'free' },
    ],
    ['price_changed', 'seen at a price', free, lena, { ...on(3), seenPrice: 500n }],
    [
      'payment_way_not_offered',
      'for nothing where it has a price',
      full[0]!,
      lena,
      { ...on(3), method: 'free' },
    ],
    ['payment_way_not_offered', 'from a package', full[0]!, lena, { ...on(3), method: 'package' }],
    [
      'payment_way_not_offered',
      'a lesson for nothing',
      free,
      lena,
      { ...on(3), trial: false, minutes: 30, method: 'free' },
    ],
  ]
  for (const [code, why, educatorId, learnerId, more] of rows) {
    // Mira has three ahead, which comes before; so the one about replacing is asked by Lena.
    const who = code === 'trial_not_replaced' ? lena : learnerId
    const whom = code === 'trial_not_replaced' ? full[1]! : educatorId
    await t.test(`${code}: ${why}`, () =>
      assert.rejects(trial(db, whom, who, more, now), refused(code)),
    )
  }
  await t.test('trial_too_dear: more than half of the lesson', () =>
    assert.rejects(offer(db, none, 751n), refused('trial_too_dear')),
  )
  await t.test('half of it is fine, and follows where the lesson becomes cheaper', async () => {
    await offer(db, none, 750n)
    await db`update live.price_level set credits = 2000 where kind = 'class' and level = 'standard'`
    const page = await slotsPage(db, none, { from: now, trial: true }, lena, now)
    assert.deepEqual([page.minutes, page.trial?.price], [25, 400n])
  })
  await t.test('a seat for nothing is no way of other sessions', async () => {
    const { session } = await trial(db, full[2]!, lena, on(7), now)
    const seat = { session, learner: mira, method: 'free' } as const
    await assert.rejects(
      atomically(db, (tx) => bookSession(tx, seat, now)),
      refused('session_full'),
    )
  })
  await whole(db)
})

test('ten trials at once: three ahead, each with its own educator', async () => {
  await using db = await testDatabase({ size: 12 })
  const lena = await learner(db, 100)
  await onPlan(db, lena, 'learner-pro')
  const educators: string[] = []
  for (let i = 0; i < 10; i++) educators.push(await teacher(db, 500n, {}, `Educator ${i}`))
  const outcomes = await Promise.allSettled(
    educators.map((id, i) => trial(db, id, lena, { start: MONDAY.add({ minutes: 30 * i }) })),
  )
  const codes = outcomes.map((one) => (one.status === 'fulfilled' ? 'done' : one.reason.code))
  assert.equal(codes.filter((code) => code === 'done').length, 3, `${codes}`)
  assert.equal(codes.filter((code) => code === 'trials_unused').length, 7, `${codes}`)
  assert.equal((await credits(db, lena)).held, 1500n)

  // And ten with one educator at different hours: one.
  const [ivan, mira] = [await teacher(db, 500n), await learner(db, 100, 'Mira')]
  await onPlan(db, mira, 'learner-pro')
  const again = await Promise.allSettled(
    Array.from({ length: 10 }, (_, i) =>
      trial(db, ivan, mira, { start: MONDAY.add({ minutes: 30 * i }) }),
    ),
  )
  const said = again.map((one) => (one.status === 'fulfilled' ? 'done' : one.reason.code))
  assert.deepEqual(said.toSorted(), ['done', ...Array(9).fill('trial_had')])
  await whole(db)
})

test('the walls of the database: one for a pair, one replacement for a trial, two for an account', async (t) => {
  await using db = await testDatabase()
  const [ivan, ana] = [await teacher(db, 500n), await teacher(db, 500n, {}, 'Ana')]
  const lena = await learner(db, 100)
  const first = await trial(db, ivan, lena)
  const second = await trial(db, ana, lena, { start: hours(46) })
  const refuses = (why: string, constraint: string, statement: () => Promise<unknown>) =>
    t.test(why, () =>
      assert.rejects(statement(), (error: Error) => error.message.includes(constraint)),
    )
  await refuses(
    'a second with the same',
    'one_trial_each',
    () => db`update live.booking set trial_with = ${ivan} where id = ${second.id}`,
  )
  await refuses(
    'a third replacement',
    'replacement',
    () =>
      db`update live.booking set replacement = 3, method = 'free', ledger_hold = null, trial_replaces = ${first.id} where id = ${second.id}`,
  )
  await refuses(
    'one that was paid',
    'check',
    () =>
      db`update live.booking set replacement = 1, trial_replaces = ${first.id} where id = ${second.id}`,
  )
  await refuses(
    'nothing paid for no trial',
    'check',
    () =>
      db`update live.booking set trial_with = null, method = 'free', ledger_hold = null where id = ${second.id}`,
  )
})

test('not what they hoped for: within 24 hours another educator for nothing, paid by the platform', async (t) => {
  await using db = await testDatabase()
  const ivan = await teacher(db, 500n)
  const [ana, pia, kai] = [
    await teacher(db, 600n, {}, 'Ana'),
    await teacher(db, 700n, {}, 'Pia'),
    await teacher(db, 700n, {}, 'Kai'),
  ]
  const freya = await teacher(db, 0n, {}, 'Freya')
  const lena = await learner(db, 100)
  await onPlan(db, lena, 'learner-pro')
  const first = await trial(db, ivan, lena)
  const day = 24
  const instead = (educatorId: string, replaces: string, more = {}, now = OVER) =>
    trial(db, educatorId, lena, { method: 'free', replaces, seenPrice: 0n, ...more }, now)
  await t.test('not before it was', async () => {
    assert.equal((await afterOf(db, first.id, hours(40))).replaceUntil, null)
    await assert.rejects(
      instead(ana, first.id, { start: hours(45 + day) }, hours(30)),
      refused('trial_not_replaced'),
    )
  })
  await held(db)
  const last = MONDAY.add({ minutes: 25 + 24 * 60 })
  await t.test('until 24 hours after its end, to the second', async () => {
    assert.equal((await afterOf(db, first.id, OVER)).replaceUntil?.toString(), last.toString())
    const late = last.add({ seconds: 1 })
    assert.equal((await afterOf(db, first.id, late)).replaceUntil, null)
    await assert.rejects(
      instead(ana, first.id, { start: hours(45 + 3 * day) }, late),
      refused('trial_not_replaced'),
    )
  })
  await t.test('somebody else’s trial replaces nothing', async () => {
    const mira = await learner(db, 0, 'Mira')
    const theirs = { method: 'free', replaces: first.id, start: hours(45 + day) }
    await assert.rejects(trial(db, ana, mira, theirs, OVER), refused('trial_not_replaced'))
  })
  await t.test('the picker says so, by itself', async () => {
    const page = await slotsPage(db, ana, { from: OVER, trial: true }, lena, OVER)
    assert.deepEqual(page.trial, { minutes: 25, price: 0n, why: null, replaces: first.id })
    assert.deepEqual(
      page.ways.map(({ method }) => method),
      ['free'],
    )
    const own = await slotsPage(db, ivan, { from: OVER, trial: true }, lena, OVER)
    assert.equal(own.trial?.why, 'trial_had')
  })
  await t.test('a free one uses none up', async () => {
    const made = await instead(freya, first.id, { start: hours(45 + 4 * day) })
    const [row] = await db<{ number: number | null }>`
      select replacement as number from live.booking where id = ${made.id}`
    assert.equal(row!.number, null)
  })
  const given = await instead(ana, first.id, { start: hours(45 + day) })
  await t.test('once; given back in time it can be had again', async () => {
    await assert.rejects(
      instead(pia, first.id, { start: hours(47 + day) }),
      refused('trial_not_replaced'),
    )
    await atomically(db, (tx) => cancelBooking(tx, given.id, lena, OVER.add({ minutes: 10 })))
  })
  const second = await instead(
    ana,
    first.id,
    { start: hours(45 + day), id: newId() },
    OVER.add({ minutes: 20 }),
  )
  await held(db, OVER.add({ hours: day }))
  await t.test('its educator earns on the price of their trial, the platform pays', async () => {
    assert.equal((await credits(db, lena)).available, 9500n)
    assert.equal(await owed(db, ana, 'educator_held'), 420n)
    assert.deepEqual(await books(db, ['included_sessions']), { included_sessions: 420n })
  })
  const third = await instead(
    pia,
    second.id,
    { start: hours(45 + 2 * day) },
    OVER.add({ hours: day }),
  )
  await held(db, OVER.add({ hours: 2 * day }))
  await t.test('two for each account', async () => {
    const now = OVER.add({ hours: 2 * day })
    assert.equal((await afterOf(db, third.id, now)).replaceUntil, null)
    const asked = instead(kai, third.id, { start: hours(45 + 3 * day) }, now)
    await assert.rejects(asked, refused('trial_replacements_used'))
    assert.equal(await owed(db, pia, 'educator_held'), 490n)
    assert.deepEqual(await books(db, ['included_sessions']), { included_sessions: 910n })
  })
  await whole(db)
})

test('a trial moves to another hour, never into a group of the same price', async () => {
  await using db = await testDatabase()
  const ivan = await teacher(db, 0n)
  const lena = await learner(db, 100)
  const made = await trial(db, ivan, lena, { method: 'free' })
  const group = await session(db, ivan, { start: hours(45 + 48), price: { credits: 1500n } })
  await assert.rejects(
    atomically(db, (tx) => moveSeat(tx, made.id, lena, { session: group }, NOON)),
    refused('move_not_like'),
  )
  await atomically(db, (tx) => moveSeat(tx, made.id, lena, { start: hours(46) }, NOON))
  const moved = (await oneBooking(db, made.id, NOON))!
  assert.deepEqual([moved.start.toString(), moved.trial], [hours(46).toString(), true])
  await whole(db)
})
