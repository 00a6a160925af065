import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db } from '#base'
import { commissionsOf } from '#earnings'
import { verify } from '#ledger'
import {
  books,
  credits,
  educator,
  hours,
  learner,
  NOON,
  owed,
  refused,
  session,
} from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import { USUAL } from '../availability/offer.ts'
import {
  acceptRequest,
  answerFigures,
  askingPolicy,
  asksFirst,
  bookSession,
  bookSlot,
  cancelBooking,
  cancelSession,
  changeSession,
  completeDue,
  declineRequest,
  expireRequests,
  letSeatGo,
  oneBooking,
  openRequests,
  previewCancel,
  sessionCard,
  setAskingPolicy,
  setAsksFirst,
  setTerms,
  setWeek,
  slotsOf,
  startSessions,
  stepsOf,
} from '../index.ts'

/** A class of 50 credits in five days whose learner asks first; more hours ahead than the answer clock. */
async function scene(db: Db, more: Parameters<typeof session>[2] = {}) {
  const ivan = await educator(db)
  const lena = await learner(db, 100)
  const id = await session(db, ivan, { startsIn: 120, asksFirst: true, ...more })
  return { ivan, lena, id }
}

const ask = (db: Db, id: string, person: string, at = NOON) =>
  atomically(db, (tx) => bookSession(tx, { session: id, learner: person, method: 'credits' }, at))
const stateOf = async (db: Db, id: string) => (await oneBooking(db, id, NOON))!.state
const kinds = async (db: Db, id: string) =>
  (
    await db<{ kind: string }>`select kind from base.fact where about_id = ${id} order by at, id`
  ).map((one) => one.kind)
const rights = async (db: Db) => assert.deepEqual(await verify(db), { ok: true, findings: [] })

test('asked and accepted: reserved from the first moment, earned after the class', async () => {
  await using db = await testDatabase()
  const { ivan, lena, id } = await scene(db)
  const asked = await ask(db, id, lena)
  assert.equal(asked.state, 'requested')
  assert.equal(asked.answerUntil?.toString(), hours(48).toString(), '48 h where the start is far')
  assert.deepEqual(await credits(db, lena), { posted: 10000n, held: 5000n, available: 5000n })
  assert.equal((await sessionCard(db, id, NOON))?.seatsLeft, 3, 'a request takes its seat')
  const other = await session(db, await educator(db, { name: 'Ana' }), { startsIn: 120.5 })
  await assert.rejects(ask(db, other, lena), refused('learner_busy'), 'and the hour')
  await assert.rejects(ask(db, id, lena), refused('already_booked'), 'once')
  const [waiting] = await openRequests(db, ivan, NOON)
  assert.equal(waiting?.id, asked.id)

  const accept = () =>
    atomically(db, (tx) => acceptRequest(tx, { booking: asked.id, educator: ivan }, hours(2)))
  assert.equal(await accept(), 'confirmed')
  assert.equal(await accept(), 'confirmed', 'said twice is said once')
  assert.deepEqual(await openRequests(db, ivan, hours(2)), [])
  await startSessions(db, hours(120))
  await completeDue(db, hours(121.25))
  assert.equal(await owed(db, ivan, 'educator_held'), 3500n)
  assert.deepEqual(await credits(db, lena), { posted: 5000n, held: 0n, available: 5000n })
  assert.deepEqual(await kinds(db, asked.id), [
    'booking.requested',
    'booking.confirmed',
    'booking.started',
    'booking.completed',
  ])
  await rights(db)
})

test('each other way in which a request ends gives everything back, and nobody earns', async (t) => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  type Ending = {
    state: string
    fact: string
    how: (asked: string, id: string, lena: string) => Promise<unknown>
  }
  const endings: Record<string, Ending> = {
    'the educator declines, with a word': {
      state: 'declined',
      fact: 'booking.declined',
      how: (booking) =>
        atomically(db, (tx) =>
          declineRequest(tx, { booking, educator: ivan, word: 'I am away that day.' }, hours(1)),
        ),
    },
    'the educator does not answer': {
      state: 'expired',
      fact: 'booking.expired',
      how: async () => {
        assert.equal(await expireRequests(db, hours(48).subtract({ seconds: 1 })), 0)
        const both = [expireRequests(db, hours(48)), expireRequests(db, hours(48))]
        assert.equal(
          (await Promise.all(both)).reduce((a, b) => a + b),
          1,
          'run twice at once',
        )
        assert.equal(await expireRequests(db, hours(49)), 0)
      },
    },
    'the learner takes it back': {
      state: 'cancelled_by_learner',
      fact: 'booking.cancelled',
      how: (booking, _id, lena) =>
        atomically(db, (tx) => cancelBooking(tx, booking, lena, hours(47))),
    },
    'the educator calls the session off': {
      state: 'cancelled_by_educator',
      fact: 'booking.cancelled',
      how: (_booking, id) =>
        atomically(db, (tx) =>
          cancelSession(tx, id, { person: ivan, staff: false }, 'ill', hours(1)),
        ),
    },
    'staff call the session off': {
      state: 'cancelled_by_platform',
      fact: 'booking.cancelled',
      how: (_booking, id, lena) =>
        atomically(db, (tx) =>
          cancelSession(tx, id, { person: lena, staff: true }, 'storm', hours(1)),
        ),
    },
    'its money went back another way': {
      state: 'cancelled_by_platform',
      fact: 'booking.cancelled',
      how: (booking) => atomically(db, (tx) => letSeatGo(tx, booking, 'schedule', hours(1))),
    },
  }
  let slot = 0
  for (const [why, { state, fact, how }] of Object.entries(endings)) {
    await t.test(why, async () => {
      const lena = await learner(db, 100)
      const id = await session(db, ivan, { startsIn: 120 + 2 * slot++, asksFirst: true })
      const { id: asked } = await ask(db, id, lena)
      await how(asked, id, lena)
      assert.equal(await stateOf(db, asked), state)
      assert.deepEqual(await credits(db, lena), { posted: 10000n, held: 0n, available: 10000n })
      assert.equal((await commissionsOf(db, asked))[0]?.state, 'cancelled')
      assert.deepEqual(await kinds(db, asked), ['booking.requested', fact])
      const answer = (verb: typeof acceptRequest) => () =>
        atomically(db, (tx) => verb(tx, { booking: asked, educator: ivan }, hours(1)))
      await assert.rejects(answer(acceptRequest), refused('request_answered'))
      if (state !== 'declined')
        await assert.rejects(answer(declineRequest), refused('request_answered'))
      else assert.equal((await oneBooking(db, asked, NOON))?.reason, 'I am away that day.')
    })
  }
  assert.deepEqual(await books(db, ['platform_fee', 'deferred_credits']), {
    platform_fee: 0n,
    deferred_credits: 60000n,
  })
  await rights(db)
})

test('an answer is due by the hour at which booking closes, where that is sooner', async () => {
  await using db = await testDatabase()
  const { ivan, lena, id } = await scene(db, { startsIn: 20 })
  const alone = await session(db, ivan, { startsIn: 30, asksFirst: true, capacity: 1 })
  const rita = await learner(db, 100)
  assert.equal((await ask(db, id, lena)).answerUntil?.toString(), hours(19).toString())
  assert.equal((await ask(db, alone, rita)).answerUntil?.toString(), hours(18).toString())
  const late = await session(db, ivan, { startsIn: 60, asksFirst: true })
  await assert.rejects(
    ask(db, late, rita, hours(59)),
    refused('booking_closed'),
    'no time to answer',
  )
  const seconds = await ask(db, late, rita, hours(59).subtract({ seconds: 1 }))
  assert.equal(seconds.state, 'requested')
})

test('only the educator who is asked can answer, and not after the hour', async () => {
  await using db = await testDatabase()
  const { ivan, lena, id } = await scene(db)
  const ana = await educator(db, { name: 'Ana' })
  const { id: booking } = await ask(db, id, lena)
  const by = (person: string, at: Temporal.Instant) => () =>
    atomically(db, (tx) => acceptRequest(tx, { booking, educator: person }, at))
  await assert.rejects(by(ana, NOON), refused('unknown_booking'))
  await assert.rejects(by(lena, NOON), refused('unknown_booking'))
  await assert.rejects(by(ivan, hours(48)), refused('request_answered'))
  const preview = await previewCancel(db, booking, lena, hours(47))
  assert.deepEqual([preview.possible, preview.returned, preview.kept], [true, 5000n, 0n])
  assert.equal(await by(ivan, hours(48).subtract({ seconds: 1 }))(), 'confirmed')
})

test('a house that was down: at the start what was asked has run out, and the others begin', async () => {
  await using db = await testDatabase()
  const { ivan, lena, id } = await scene(db)
  const rita = await learner(db, 100)
  const first = await ask(db, id, lena)
  await atomically(db, (tx) => acceptRequest(tx, { booking: first.id, educator: ivan }, NOON))
  const second = await ask(db, id, rita)
  const empty = await session(db, ivan, { startsIn: 123, asksFirst: true })
  const third = await ask(db, empty, rita)
  await startSessions(db, hours(124))
  assert.deepEqual(await Promise.all([first, second, third].map((one) => stateOf(db, one.id))), [
    'in_progress',
    'expired',
    'expired',
  ])
  assert.equal((await sessionCard(db, empty, NOON))?.state, 'cancelled')
  assert.deepEqual(await credits(db, rita), { posted: 10000n, held: 0n, available: 10000n })
  assert.equal(await expireRequests(db, hours(125)), 0)
  await rights(db)
})

test('the educator changes their mind: who asked is still answered, who books then is not asked', async () => {
  await using db = await testDatabase()
  const { ivan, lena, id } = await scene(db)
  const rita = await learner(db, 100)
  const asked = await ask(db, id, lena)
  const me = { person: ivan, staff: false }
  await atomically(db, (tx) => changeSession(tx, id, { asksFirst: false }, me, NOON))
  assert.equal(await stateOf(db, asked.id), 'requested')
  assert.equal((await ask(db, id, rita)).state, 'confirmed')
  assert.equal(
    await atomically(db, (tx) => acceptRequest(tx, { booking: asked.id, educator: ivan }, NOON)),
    'confirmed',
  )
})

test('the setting for free hours, and the operator’s numbers', async () => {
  await using db = await testDatabase()
  const { ivan, lena, id } = await scene(db)
  assert.equal(await asksFirst(db, ivan), false)
  for (const asks of [true, true, false]) {
    await atomically(db, (tx) => setAsksFirst(tx, ivan, asks, NOON))
    assert.equal(await asksFirst(db, ivan), asks)
  }
  const next = await atomically(db, (tx) => setAskingPolicy(tx, { answerHours: 24 }, 'test', NOON))
  assert.equal(next.version, 2)
  assert.deepEqual(await askingPolicy(db), next)
  assert.equal((await ask(db, id, lena)).answerUntil?.toString(), hours(24).toString())
})

test('the answer clock counts what was asked, answered and left', async () => {
  await using db = await testDatabase()
  const { ivan, id } = await scene(db, { capacity: 8 })
  const asked: string[] = []
  const people: string[] = []
  for (let i = 0; i < 5; i++) {
    people.push(await learner(db, 100))
    asked.push((await ask(db, id, people[i]!)).id)
  }
  const [a, b, c] = asked as [string, string, string]
  await atomically(db, (tx) => acceptRequest(tx, { booking: a, educator: ivan }, hours(1)))
  await atomically(db, (tx) => declineRequest(tx, { booking: b, educator: ivan }, hours(3)))
  await atomically(db, (tx) => cancelBooking(tx, c, people[2]!, hours(4)))
  const span = { from: hours(-1), to: hours(100) }
  assert.deepEqual(await answerFigures(db, ivan, span), {
    asked: 5,
    accepted: 1,
    declined: 1,
    ranOut: 0,
    withdrawn: 1,
    waiting: 2,
    medianMinutes: 120,
    rate: 10_000,
  })
  assert.equal(await expireRequests(db, hours(48)), 2)
  const after = await answerFigures(db, ivan, span)
  assert.deepEqual([after.ranOut, after.waiting, after.rate], [2, 0, 5000])
  assert.equal((await answerFigures(db, ivan, { from: hours(50), to: hours(60) })).rate, null)
})

test('accepted and taken back at the same moment, 40 times: one of them each time, and the books', async () => {
  await using db = await testDatabase({ size: 12 })
  const ivan = await educator(db)
  const ends: Record<string, number> = {}
  for (let round = 0; round < 40; round++) {
    const lena = await learner(db, 100)
    const id = await session(db, ivan, { startsIn: 120 + round * 2, asksFirst: true })
    const { id: booking } = await ask(db, id, lena)
    const at = hours(1)
    const tries = [
      atomically(db, (tx) => acceptRequest(tx, { booking, educator: ivan }, at)),
      atomically(db, (tx) => declineRequest(tx, { booking, educator: ivan }, at)),
      atomically(db, (tx) => acceptRequest(tx, { booking, educator: ivan }, at)),
      round % 2
        ? expireRequests(db, hours(48))
        : atomically(db, (tx) => cancelBooking(tx, booking, lena, at)),
    ]
    await Promise.allSettled(tries)
    const state = await stateOf(db, booking)
    ends[state] = (ends[state] ?? 0) + 1
    const { held } = await credits(db, lena)
    assert.equal(held, state === 'confirmed' ? 5000n : 0n, `${state}, round ${round}`)
    const steps = (await stepsOf(db, booking)).map((step) => `${step.from} ${step.to}`)
    assert.ok(steps.length <= 3 && new Set(steps).size === steps.length, steps.join(', '))
  }
  await rights(db)
})

test('a free hour of an educator who wants to be asked: a request, and free again when it is declined', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const lena = await learner(db, 100)
  await atomically(db, async (tx) => {
    const usual = { ...USUAL, zone: 'Europe/Madrid', kind: 'class', language: 'es' } as const
    await setTerms(tx, ivan, { ...usual, priceLevel: 'standard' }, NOON)
    await setWeek(tx, ivan, [{ weekday: 1, from: 600, until: 660 }], NOON)
    await setAsksFirst(tx, ivan, true, NOON)
  })
  const start = Temporal.Instant.from('2026-11-23T09:00:00Z')
  const hour = { educator: ivan, start, minutes: 60, method: 'credits' } as const
  const free = () => slotsOf(db, ivan, { from: NOON, until: hours(7 * 24), minutes: 60 }, NOON)
  const asked = await atomically(db, (tx) => bookSlot(tx, { ...hour, learner: lena }, NOON))
  assert.equal(asked.state, 'requested')
  assert.equal(asked.answerUntil?.toString(), hours(33).toString(), 'twelve hours before it begins')
  assert.equal((await free()).length, 0, 'the hour is taken by it')
  await atomically(db, (tx) => declineRequest(tx, { booking: asked.id, educator: ivan }, hours(1)))
  assert.equal((await free()).length, 1)
  assert.equal((await sessionCard(db, asked.session, NOON))?.state, 'cancelled')
  assert.equal((await credits(db, lena)).held, 0n)
  const rita = await learner(db, 100)
  const second = await atomically(db, (tx) => bookSlot(tx, { ...hour, learner: rita }, hours(2)))
  await atomically(db, (tx) => acceptRequest(tx, { booking: second.id, educator: ivan }, hours(3)))
  assert.equal(await stateOf(db, second.id), 'confirmed')
  await rights(db)
})
