import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db } from '#base'
import { agree, commissionsOf, pinTier, releaseHeld } from '#earnings'
import { balance, expireHolds, postRule, verify } from '#ledger'
import { openCheckout } from '#payments'
import { createOrganization } from '#people'
import { type TestApp, testApp } from '../../../test/app.ts'
import {
  books,
  buy,
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
  acceptCoTeaching,
  answerMove,
  bookSession,
  buyPackage,
  cancelBooking,
  cancelSession,
  coEducatorsOf,
  comeIn,
  completeDue,
  earnForfeits,
  endRoom,
  goOut,
  inviteCoEducator,
  leaveCoTeaching,
  type Method,
  markAttendance,
  offerPackage,
  proposeSessionMove,
  publishSession,
  removeCoEducator,
  roomSeat,
  searchSessions,
  sessionPage,
  setTerms,
  sharedWith,
  startSessions,
  takeTokens,
  USUAL,
} from '../index.ts'

const inTx = <Result>(db: Db, work: Parameters<typeof atomically<Result>>[1]) =>
  atomically(db, work)
const own = (person: string) => ({ person, staff: false })
const STAFF = { person: '00000000-0000-7000-8000-000000000001', staff: true }
const invite = (db: Db, id: string, lead: string, who: string, share: number, now = NOON) =>
  inTx(db, (tx) => inviteCoEducator(tx, id, { educator: who, share }, own(lead), now))
const accept = (db: Db, id: string, who: string, now = NOON) =>
  inTx(db, (tx) => acceptCoTeaching(tx, id, who, now))
const leave = (db: Db, id: string, who: string, now = NOON) =>
  inTx(db, (tx) => leaveCoTeaching(tx, id, who, now))
const book = (db: Db, id: string, who: string, method: Method = 'credits', now = NOON) =>
  inTx(db, (tx) => bookSession(tx, { session: id, learner: who, method }, now))
const deliveries = async (db: Db, id: string) =>
  new Map(
    (
      await db<{ who: string; outcome: string }>`
        select educator_id as who, outcome from earnings.delivery_view where session_id = ${id}`
    ).map(({ who, outcome }) => [who, outcome]),
  )
/** Shares, rates and what each comes to, of the educators of a booking, by educator. */
const partsOf = async (db: Db, booking: string) =>
  new Map(
    (await commissionsOf(db, booking)).map((one) => [
      `${one.part} ${one.educatorId}`,
      `${one.share} ${one.gross} ${one.net} ${one.state}`,
    ]),
  )
const clear = async (db: Db) => assert.deepEqual(await verify(db), { ok: true, findings: [] })

test('who may be asked, by whom, and for how much', async (t) => {
  await using db = await testDatabase()
  const [ana, ben, cleo] = [
    await educator(db, { name: 'Ana' }),
    await educator(db, { name: 'Ben' }),
    await educator(db, { name: 'Cleo' }),
  ]
  const host = await educator(db, { name: 'Host', kinds: ['conversation'] })
  const lena = await learner(db, 200)
  const id = await session(db, ana)
  const rows: [string, () => Promise<unknown>, string][] = [
    ['by somebody else', () => invite(db, id, ben, cleo, 2000), 'session_not_yours'],
    ['the lead herself', () => invite(db, id, ana, ana, 2000), 'co_educator_is_lead'],
    ['who gives no classes', () => invite(db, id, ana, host, 2000), 'not_their_kind'],
    ['all of it', () => invite(db, id, ana, ben, 10_000), 'shares_over_whole'],
    ['nobody asked', () => accept(db, id, ben), 'unknown_co_educator'],
  ]
  for (const [why, deed, code] of rows) {
    await t.test(why, () => assert.rejects(deed(), refused(code)))
  }
  await invite(db, id, ana, ben, 6000)
  await assert.rejects(invite(db, id, ana, cleo, 4000), refused('shares_over_whole'))
  await invite(db, id, ana, ben, 3000)
  await invite(db, id, ana, cleo, 4000)
  assert.deepEqual(
    (await coEducatorsOf(db, id)).map(({ name, share, state }) => [name, share, state]),
    [
      ['Ben', 3000, 'invited'],
      ['Cleo', 4000, 'invited'],
    ],
  )
  // Nobody is named before they have agreed.
  const page = () => sessionPage(db, id, null, undefined, NOON)
  assert.deepEqual((await page()).coEducators, [])
  await accept(db, id, ben)
  await accept(db, id, ben)
  await leave(db, id, cleo)
  assert.deepEqual((await page()).coEducators, [{ id: ben, name: 'Ben' }])
  await assert.rejects(invite(db, id, ana, ben, 2000), refused('co_educator_agreed'))
  await assert.rejects(book(db, id, ben), refused('own_session'))
  // A learner of the session does not teach it.
  const eva = await educator(db, { name: 'Eva' })
  await buy(db, eva, 100)
  await book(db, id, eva)
  await assert.rejects(invite(db, id, ana, eva, 1000), refused('co_educator_is_learner'))
  await book(db, id, lena)
  // Within a day, once people have booked, only they themselves or staff change it.
  await assert.rejects(
    inTx(db, (tx) => removeCoEducator(tx, id, ben, own(ana), hours(30))),
    refused('co_educator_stays'),
  )
  await inTx(db, (tx) => removeCoEducator(tx, id, ben, STAFF, hours(30)))
  await assert.rejects(
    invite(db, id, ana, cleo, 1000, hours(49)),
    refused('session_not_changeable'),
  )
  await clear(db)
})

test('the hour is taken for all who teach it, and what is asked again is asked anew', async () => {
  await using db = await testDatabase()
  const [ana, ben] = [await educator(db, { name: 'Ana' }), await educator(db, { name: 'Ben' })]
  const id = await session(db, ana)
  await invite(db, id, ana, ben, 4000)
  const elsewhere = await session(db, ben, { title: 'Elsewhere' })
  await assert.rejects(accept(db, id, ben), refused('educator_busy'))
  await inTx(db, (tx) => cancelSession(tx, elsewhere, own(ben), 'for Ana', NOON))
  await accept(db, id, ben)
  await assert.rejects(session(db, ben, { title: 'Elsewhere' }), refused('educator_busy'))
  await assert.rejects(
    db`insert into live.engagement (person_id, session_id, role, busy)
      select ${ben}, ${elsewhere}, 'learner', busy from live.session where id = ${id}`,
    /one_place_at_a_time/,
  )
  // It stands in Ben's agenda as in Ana's, and not on the notice board twice.
  const mine = { educator: ben, mine: true, states: ['published'], limit: 10 } as const
  assert.deepEqual(
    (await searchSessions(db, mine, NOON)).items.map((one) => one.id),
    [id],
  )
  assert.deepEqual(
    (await sharedWith(db, ben, NOON)).map(({ sessionId, state, share }) => [
      sessionId,
      state,
      share,
    ]),
    [[id, 'accepted', 4000]],
  )
  await leave(db, id, ben)
  assert.deepEqual((await deliveries(db, id)).size, 0, 'nobody had booked it')
  await session(db, ben, { title: 'Elsewhere again' })
  await assert.rejects(
    inTx(db, (tx) => inviteCoEducator(tx, id, { educator: ben, share: 100 }, STAFF, NOON)),
    refused('educator_busy'),
  )
  await clear(db)
})

test('the institution of both sets it without asking; a draft takes the hour when it is published', async () => {
  await using db = await testDatabase()
  const school = await inTx(db, (tx) => createOrganization(tx, { name: 'Escuela' }, NOON))
  const [ana, ben] = [
    await educator(db, { name: 'Ana', organizationId: school.id }),
    await educator(db, { name: 'Ben', organizationId: school.id }),
  ]
  const cleo = await educator(db, { name: 'Cleo' })
  const office = { person: await learner(db, 0, 'Office'), staff: false, institutions: [school.id] }
  const id = await session(db, ana, { publish: false })
  const set = (who: string) =>
    inTx(db, (tx) => inviteCoEducator(tx, id, { educator: who, share: 2500 }, office, NOON))
  await assert.rejects(set(cleo), refused('session_not_yours'))
  await set(ben)
  assert.equal((await coEducatorsOf(db, id))[0]?.state, 'accepted')
  const other = await session(db, ben)
  await assert.rejects(
    inTx(db, (tx) => publishSession(tx, id, own(ana), NOON)),
    refused('educator_busy'),
  )
  await inTx(db, (tx) => cancelSession(tx, other, own(ben), 'for Ana', NOON))
  await inTx(db, (tx) => publishSession(tx, id, own(ana), NOON))
  await assert.rejects(session(db, ben), refused('educator_busy'))
})

test('what was booked keeps its shares; who leaves passes theirs on, and it counts', async () => {
  await using db = await testDatabase()
  const [ana, ben, cleo] = [
    await educator(db, { name: 'Ana' }),
    await educator(db, { name: 'Ben', years: 1 }),
    await educator(db, { name: 'Cleo' }),
  ]
  const id = await session(db, ana)
  const [lena, omar] = [await learner(db, 100, 'Lena'), await learner(db, 100, 'Omar')]
  const before = await book(db, id, lena)
  await invite(db, id, ana, ben, 3000)
  await invite(db, id, ana, cleo, 2000)
  await accept(db, id, ben)
  await accept(db, id, cleo)
  const after = await book(db, id, omar)
  assert.deepEqual([...(await partsOf(db, before.id)).values()], ['10000 5000 3500 pending'])
  assert.deepEqual(
    await partsOf(db, after.id),
    new Map([
      [`educator ${ana}`, '5000 2500 1750 pending'],
      [`educator ${ben}`, '3000 1500 900 pending'],
      [`educator ${cleo}`, '2000 1000 700 pending'],
    ]),
  )
  await leave(db, id, cleo, hours(10))
  assert.deepEqual(await deliveries(db, id), new Map([[cleo, 'cancelled']]))
  assert.deepEqual(
    await partsOf(db, after.id),
    new Map([
      [`educator ${ana}`, '6250 3125 2188 pending'],
      [`educator ${ben}`, '3750 1875 1125 pending'],
      [`educator ${cleo}`, '0 0 0 cancelled'],
    ]),
  )
  // The lead calls it off: everything back, nobody earns, and it is nobody's mark but hers.
  await inTx(db, (tx) => cancelSession(tx, id, own(ana), 'ill', hours(12)))
  assert.deepEqual((await credits(db, omar)).available, 10_000n)
  assert.deepEqual(
    new Set(
      [...(await partsOf(db, after.id)).values()].map((one) => one.split(' ').slice(2).join()),
    ),
    new Set(['0,cancelled']),
  )
  assert.deepEqual(
    await deliveries(db, id),
    new Map([
      [cleo, 'cancelled'],
      [ana, 'cancelled'],
    ]),
  )
  assert.equal((await db`select 1 as one from live.mark where educator_id <> ${ana}`).length, 0)
  await clear(db)
})

test('who of several did not come earns nothing of it and it counts; who hosts may', async () => {
  await using db = await testDatabase()
  const [ana, ben] = [await educator(db, { name: 'Ana' }), await educator(db, { name: 'Ben' })]
  const id = await session(db, ana)
  const lena = await learner(db, 100)
  await invite(db, id, ana, ben, 4000)
  await accept(db, id, ben)
  const { id: seat } = await book(db, id, lena)
  const who = { person: ben, moderates: false }
  assert.equal((await roomSeat(db, id, who)).role, 'educator')
  await startSessions(db, hours(48))
  await inTx(db, (tx) =>
    markAttendance(tx, id, [{ booking: seat, present: true }], own(ben), hours(48.1)),
  )
  // Ana never comes; Ben and Lena are there throughout.
  for (const [person, role] of [
    [ben, 'educator'],
    [lena, 'learner'],
  ] as const) {
    const connection = crypto.randomUUID()
    await comeIn(db, { session: id, person, role }, connection, hours(48))
    await goOut(db, connection, hours(49))
  }
  await inTx(db, (tx) => endRoom(tx, id, own(ben), '', hours(49)))
  await completeDue(db, hours(49.25))
  assert.deepEqual(
    await partsOf(db, seat),
    new Map([
      [`educator ${ana}`, '0 0 0 cancelled'],
      [`educator ${ben}`, '10000 5000 3500 held'],
    ]),
  )
  assert.deepEqual(
    await deliveries(db, id),
    new Map([
      [ana, 'absent'],
      [ben, 'held'],
    ]),
  )
  await clear(db)
})

/** Three who teach: of an institution (50 % and 30 %), a beginner (60 %), and one pinned as expert (80 %). */
async function three(stoa: TestApp) {
  const { db } = stoa
  const school = await inTx(db, (tx) => createOrganization(tx, { name: 'Escuela' }, NOON))
  const agreed = {
    organizationId: school.id,
    educatorRate: 5000,
    institutionRate: 3000,
    from: NOON,
  }
  await inTx(db, (tx) => agree(tx, agreed, 'person:staff', NOON))
  const ana = await educator(db, { name: 'Ana', organizationId: school.id })
  const ben = await educator(db, { name: 'Ben', years: 1 })
  const cleo = await educator(db, { name: 'Cleo' })
  const until = hours(24 * 300)
  const pin = { educator: cleo, kind: 'class', tier: 'expert', until, reason: 'known' } as const
  await inTx(db, (tx) => pinTier(tx, pin, 'person:staff', NOON))
  return { school: school.id, ana, ben, cleo }
}

/**
 * A class of 35 credits or 20.00, taught by Ana (50 %), Ben (30 %) and Cleo (20 %), and paid in every way:
 *
 *   way            whole   Ana 50 %   school 30 %   Ben 60 %        Cleo 80 %      platform
 *   credits        35.00   8.75       5.25          6.30            5.60           9.10
 *   included       35.00   8.75       5.25          6.30            5.60           −25.90 (its cost)
 *   money, 0.88    20.00   5.00−0.44  3.00          3.60−0.26       3.20−0.18      6.08 − 0.88
 *   late, half     17.50   4.38       2.62          3.15            2.80           4.55
 *   tokens         350     87.5 → 88  52            63              56             91 retired
 */
test('three of different tiers and an institution, every way of paying, and the books', async () => {
  await using stoa = await testApp({ start: NOON.toString() })
  const { db } = stoa
  const { school, ana, ben, cleo } = await three(stoa)
  const money = { amount: 2000n, currency: 'USD' }
  const id = await session(db, ana, { price: { level: 'standard' }, money, capacity: 8 })
  await inTx(db, (tx) => takeTokens(tx, id, true, own(ana)))
  await invite(db, id, ana, ben, 3000)
  await invite(db, id, ana, cleo, 2000)
  await accept(db, id, ben)
  await accept(db, id, cleo)

  const [paysCredits, late] = [await learner(db, 35, 'Cred'), await learner(db, 35, 'Late')]
  const [member, card, saver] = [
    await learner(db, 0, 'Mem'),
    await stoa.person(),
    await learner(db, 0, 'Tok'),
  ]
  await onPlan(db, member, 'learner-premium')
  await inTx(db, (tx) =>
    postRule(
      tx,
      'tokens.earned',
      { to: { type: 'person', id: saver }, tokens: 100_000n },
      { key: 'tokens', about: { type: 'deed', id: saver }, by: 'test', at: NOON },
    ),
  )
  await book(db, id, paysCredits)
  await book(db, id, member, 'included')
  const lateSeat = await book(db, id, late)
  const tokens = await book(db, id, saver, 'tokens')
  const cash = await book(db, id, card, 'cash')
  const { url } = await openCheckout(stoa.deps.payments, cash.paid.orderId!, NOON)
  await stoa.deps.payments.sandbox!.completeCheckout(
    url.slice(url.lastIndexOf('/') + 1),
    '4242 4242 4242 4242',
  )
  await stoa.deps.jobs.settle()
  const back = await inTx(db, (tx) => cancelBooking(tx, lateSeat.id, late, hours(32)))
  assert.deepEqual([back.kept, back.returned], [1750n, 1750n])

  await startSessions(db, hours(48))
  await earnForfeits(db, hours(49))
  await completeDue(db, hours(49.25))
  const held = async (who: string, type: 'person' | 'organization' = 'person') =>
    owed(db, who, 'educator_held', type)
  assert.deepEqual(
    [await held(ana), await held(school, 'organization'), await held(ben), await held(cleo)],
    [
      875n + 875n + 456n + 438n,
      525n + 525n + 300n + 262n,
      630n + 630n + 334n + 315n,
      560n + 560n + 302n + 280n,
    ],
  )
  assert.deepEqual(await books(db, ['included_sessions', 'deferred_bookings', 'processing_fees']), {
    included_sessions: 2590n,
    deferred_bookings: 0n,
    processing_fees: 88n,
  })
  const fee = await books(db, ['platform_fee'])
  assert.equal(fee.platform_fee, 910n + 608n + 455n)
  const inTokens = (who: string, type: 'person' | 'organization' = 'person') =>
    balance(db, { owner: { type, id: who }, purpose: 'educator_tokens', asset: 'TOKEN' })
  const paid = tokens.paid.amount
  assert.deepEqual(
    [
      await inTokens(ana),
      await inTokens(school, 'organization'),
      await inTokens(ben),
      await inTokens(cleo),
    ],
    [(paid * 25n) / 100n, (paid * 15n) / 100n, (paid * 18n) / 100n, (paid * 16n) / 100n],
  )
  assert.deepEqual(await deliveries(db, id), new Map([ana, ben, cleo].map((one) => [one, 'held'])))
  // One journal for each booking; each commission opens to it.
  const rows = await commissionsOf(db, cash.id)
  assert.equal(new Set(rows.map(({ journalId }) => journalId)).size, 1)
  assert.deepEqual(rows[0]?.educatorId, ana)

  const free = hours(49.25 + 24 * 7)
  await releaseHeld(db, free)
  await inTx(db, (tx) => expireHolds(tx, free))
  assert.equal(await held(ben), 0n)
  assert.equal(await owed(db, ben, 'educator_available'), 630n + 630n + 334n + 315n)
  await clear(db)
})

test('a lesson of a package that two teach is divided too', async () => {
  await using db = await testDatabase()
  const [ana, ben] = [
    await educator(db, { name: 'Ana' }),
    await educator(db, { name: 'Ben', years: 1 }),
  ]
  const lena = await learner(db, 200)
  await onPlan(db, lena, 'learner-pro')
  await onPlan(db, ana, 'educator-pro')
  const terms = {
    ...USUAL,
    open: true,
    zone: 'Europe/Madrid',
    kind: 'class',
    title: 'One to one',
    language: 'es',
    priceLevel: 'own',
    ownPrice: 4000n,
    lengths: [60],
  } as const
  await inTx(db, (tx) => setTerms(tx, ana, { ...terms, lengths: [60] }, NOON))
  const wish = { educator: ana, minutes: 60, lessons: 5, discount: 0 }
  const offer = await inTx(db, (tx) => offerPackage(tx, wish, NOON))
  await inTx(db, (tx) => buyPackage(tx, { offer, learner: lena, method: 'credits' }, NOON))
  const id = await session(db, ana, { capacity: 1, price: { credits: 4000n } })
  await invite(db, id, ana, ben, 2500)
  await accept(db, id, ben)
  const { id: seat } = await book(db, id, lena, 'package')
  await startSessions(db, hours(48))
  await completeDue(db, hours(49.25))
  assert.deepEqual(
    await partsOf(db, seat),
    new Map([
      [`educator ${ana}`, '7500 3000 2100 held'],
      [`educator ${ben}`, '2500 1000 600 held'],
    ]),
  )
  await clear(db)
})

test('moved as a whole, all who teach go along, and may leave without it counting', async () => {
  await using db = await testDatabase()
  const [ana, ben] = [await educator(db, { name: 'Ana' }), await educator(db, { name: 'Ben' })]
  const id = await session(db, ana, { startsIn: 96 })
  const lena = await learner(db, 100)
  await invite(db, id, ana, ben, 4000)
  await accept(db, id, ben)
  await book(db, id, lena)
  const busy = await session(db, ben, { startsIn: 120 })
  const move = (startsIn: number) =>
    inTx(db, (tx) =>
      proposeSessionMove(tx, id, { start: hours(startsIn), words: '' }, own(ana), NOON),
    )
  await assert.rejects(move(120), refused('educator_busy'))
  assert.ok(busy)
  const proposal = await move(130)
  await inTx(db, (tx) => answerMove(tx, proposal, lena, true, NOON))
  const [there] = await sharedWith(db, ben, NOON)
  assert.deepEqual([there?.start.toString(), there?.state], [hours(130).toString(), 'accepted'])
  await leave(db, there!.sessionId, ben, hours(1))
  assert.deepEqual(await deliveries(db, there!.sessionId), new Map())
  await clear(db)
})
