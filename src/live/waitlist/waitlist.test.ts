import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { atomically, type Db } from '#base'
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
import { dose } from '../../../test/doses.ts'
import {
  type AutoWay,
  bookSession,
  cancelBooking,
  cancelSession,
  closeWaitlists,
  joinWaitlist,
  leaveWaitlist,
  myPlaces,
  offerFreeSeats,
  onePlace,
  queueOf,
  seatDue,
} from '../index.ts'

const PRICE = 5000n

const book = (db: Db, id: string, who: string, now = NOON) =>
  atomically(db, (tx) => bookSession(tx, { session: id, learner: who, method: 'credits' }, now))
const cancel = (db: Db, booking: string, who: string, now = NOON) =>
  atomically(db, (tx) => cancelBooking(tx, booking, who, now))
const join = (db: Db, id: string, who: string, way?: AutoWay, now = NOON) =>
  atomically(db, (tx) =>
    joinWaitlist(tx, { session: id, person: who, auto: way && { way, seenPrice: PRICE } }, now),
  )
const stateOf = async (db: Db, place: string) => (await onePlace(db, place))!.state

/** A class of one seat, taken by somebody with credits. */
async function full(db: Db, more = {}) {
  const ivan = await educator(db)
  const anna = await learner(db, 200, 'Anna')
  const id = await session(db, ivan, { capacity: 1, startsIn: 100, ...more })
  const { id: seat } = await book(db, id, anna)
  return { ivan, anna, id, seat }
}

test('who may wait, and why not', async () => {
  await using db = await testDatabase()
  const { ivan, anna, id, seat } = await full(db)
  const lena = await learner(db, 100)
  await assert.rejects(join(db, id, ivan), refused('own_session'))
  await assert.rejects(join(db, id, anna), refused('already_booked'))
  await assert.rejects(join(db, id, lena, 'credits', hours(98)), refused('waitlist_closed'))
  await assert.rejects(
    atomically(db, (tx) =>
      joinWaitlist(
        tx,
        { session: id, person: lena, auto: { way: 'credits', seenPrice: 1n } },
        NOON,
      ),
    ),
    refused('price_changed'),
  )
  const place = await join(db, id, lena)
  assert.equal(await join(db, id, lena, 'credits'), place)
  assert.equal((await onePlace(db, place))!.way, 'credits')
  await atomically(db, (tx) => leaveWaitlist(tx, place, lena, NOON))
  await atomically(db, (tx) => leaveWaitlist(tx, place, lena, NOON))
  await assert.rejects(
    atomically(db, (tx) => leaveWaitlist(tx, place, anna, NOON)),
    refused('unknown_waiting'),
  )
  await cancel(db, seat, anna)
  await assert.rejects(join(db, id, lena), refused('seats_are_free'))
})

test('paid plans first, then as they came; the order is shown', async () => {
  await using db = await testDatabase()
  const { ivan, anna, id, seat } = await full(db)
  const people = ['Bela', 'Cora', 'Dora', 'Emil']
  const ids = []
  for (const name of people) ids.push(await learner(db, 100, name))
  for (const name of [1, 3]) await onPlan(db, ids[name]!, 'learner-pro')
  for (const who of ids) await join(db, id, who)
  const shown = async () =>
    (await queueOf(db, id, { person: ivan, staff: false })).map(
      ({ personName, place, state }) => `${place} ${personName} ${state}`,
    )
  assert.deepEqual(await shown(), [
    '1 Cora waiting',
    '2 Emil waiting',
    '3 Bela waiting',
    '4 Dora waiting',
  ])
  await cancel(db, seat, anna)
  assert.equal((await shown())[0], '1 Cora offered')
  await assert.rejects(book(db, id, ids[0]!), refused('session_full'))
  // Four days ahead an offer waits two hours; then it goes to the next.
  await seatDue(db, hours(1.99))
  assert.equal((await shown())[0], '1 Cora offered')
  await seatDue(db, hours(2))
  assert.deepEqual(await shown(), ['1 Emil offered', '2 Bela waiting', '3 Dora waiting'])
  await book(db, id, ids[3]!, hours(3))
  assert.deepEqual(await shown(), ['1 Bela waiting', '2 Dora waiting'])
  assert.equal((await myPlaces(db, ids[3]!, { past: true, limit: 5 }))[0]!.state, 'booked')
  await assert.rejects(
    queueOf(db, id, { person: ids[0]!, staff: false }),
    refused('session_not_yours'),
  )
})

test('less than a day before, an offer waits half an hour, and also lapses when somebody comes by', async () => {
  await using db = await testDatabase()
  const { anna, id, seat } = await full(db, { startsIn: 20 })
  const [lena, bela] = [await learner(db, 100), await learner(db, 100, 'Bela')]
  const place = await join(db, id, lena)
  await cancel(db, seat, anna)
  await assert.rejects(book(db, id, bela, hours(0.49)), refused('session_full'))
  // Before the schedule has come by.
  await book(db, id, bela, hours(0.5))
  assert.equal(await stateOf(db, place), 'lapsed')
  assert.equal(await seatDue(db, hours(1)), 0)
})

test('a freed seat is booked for who asked; who cannot pay or is elsewhere keeps the place', async () => {
  await using db = await testDatabase()
  const { ivan, anna, id, seat } = await full(db)
  const poor = await learner(db, 10, 'Poor')
  const busy = await learner(db, 200, 'Busy')
  const rich = await learner(db, 100, 'Rich')
  const last = await learner(db, 100, 'Last')
  const places = []
  for (const who of [poor, busy, rich, last]) places.push(await join(db, id, who, 'credits'))
  const elsewhere = await session(db, await educator(db), { startsIn: 100 })
  await book(db, elsewhere, busy)
  await cancel(db, seat, anna)
  // Kept at once, booked right after.
  assert.equal((await onePlace(db, places[0]!))!.state, 'offered')
  await assert.rejects(book(db, id, await learner(db, 100)), refused('session_full'))
  while ((await seatDue(db, NOON)) > 0);
  const now = await Promise.all(places.map((place) => onePlace(db, place)))
  assert.deepEqual(
    now.map((one) => [one!.state, one!.passedWhy]),
    [
      ['waiting', 'insufficient_funds'],
      ['waiting', 'learner_busy'],
      ['booked', null],
      ['waiting', null],
    ],
  )
  assert.deepEqual(await credits(db, rich), { posted: 10000n, held: 5000n, available: 5000n })
  assert.deepEqual(await credits(db, poor), { posted: 1000n, held: 0n, available: 1000n })
  const told = await db<{ kind: string }>`
    select kind from base.fact where kind like 'waitlist.%' and kind <> 'waitlist.joined' order by id`
  assert.deepEqual(told.map(({ kind }) => kind.slice('waitlist.'.length)).sort(), [
    'booked',
    'passed',
    'passed',
    'turn',
    'turn',
    'turn',
  ])
  // Whoever has topped up is first again when the next seat comes free.
  await buy(db, poor, 100)
  const taken = (await onePlace(db, places[2]!))!.bookingId!
  await cancel(db, taken, rich, hours(1))
  while ((await seatDue(db, hours(1))) > 0);
  assert.equal(await stateOf(db, places[0]!), 'booked')
  assert.equal((await queueOf(db, id, { person: ivan, staff: false })).length, 2)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('a session that is called off, or about to begin, ends its queue; added seats are offered', async () => {
  await using db = await testDatabase()
  const { ivan, id } = await full(db)
  const [lena, bela] = [await learner(db, 100), await learner(db, 100, 'Bela')]
  const [first, second] = [await join(db, id, lena), await join(db, id, bela, 'credits')]
  await db`update live.session set capacity = 3 where id = ${id}`
  assert.equal(await offerFreeSeats(db, NOON), 1)
  assert.equal(await offerFreeSeats(db, NOON), 0)
  assert.deepEqual([await stateOf(db, first), await stateOf(db, second)], ['offered', 'offered'])
  await seatDue(db, NOON)
  assert.equal(await stateOf(db, second), 'booked')
  const cora = await learner(db, 100, 'Cora')
  const third = await join(db, id, cora)
  await atomically(db, (tx) =>
    cancelSession(tx, id, { person: ivan, staff: false }, 'ill', hours(1)),
  )
  assert.deepEqual([await stateOf(db, first), await stateOf(db, third)], ['closed', 'closed'])
  assert.deepEqual(await seats(db, id), { taken: 0, held: 0, booked: 0, kept: 0 })

  const other = await full(db, { startsIn: 60 })
  const place = await join(db, other.id, lena)
  assert.equal(await closeWaitlists(db, hours(57.9)), 0)
  assert.equal(await closeWaitlists(db, hours(58)), 1)
  assert.equal(await stateOf(db, place), 'closed')
})

async function seats(db: Db, id: string) {
  const [row] = await db<{ taken: number; held: number; booked: number; kept: number }>`
    select s.seats_taken as taken, s.seats_held as held,
      (select count(*)::int from live.booking_view b where b.session_id = s.id and b.seated) as booked,
      (select count(*)::int from live.waiting_view w where w.session_id = s.id and w.state = 'offered') as kept
    from live.session_view s where s.id = ${id}`
  return row!
}

const ROUNDS = dose(8)

test(`many cancel and many join at once, ${ROUNDS} times: no seat lost, none twice, the order kept`, async () => {
  await using db = await testDatabase({ size: 24 })
  const ivan = await educator(db)
  const holders: string[] = []
  const waiters: string[] = []
  for (let i = 0; i < 6; i++) holders.push(await learner(db, 100 * ROUNDS, `Holder ${i}`))
  for (let i = 0; i < 12; i++) waiters.push(await learner(db, 100 * ROUNDS, `Waiter ${i}`))
  for (const who of [...holders, ...waiters]) await onPlan(db, who, 'learner-pro')
  for (let round = 0; round < ROUNDS; round++) {
    const id = await session(db, ivan, { capacity: 6, startsIn: 60 + round * 3 })
    const taken = await Promise.all(holders.map((who) => book(db, id, who)))
    const places = await Promise.all(
      waiters.map((who, index) => join(db, id, who, index % 4 === 3 ? undefined : 'credits')),
    )
    // All cancel, some leave, and the schedule runs beside them, three times over.
    await Promise.all([
      ...holders.map((who, index) => cancel(db, taken[index]!.id, who)),
      ...[1, 5].map((index) =>
        atomically(db, (tx) => leaveWaitlist(tx, places[index]!, waiters[index]!, NOON)).catch(
          (error: { code?: string }) => assert.equal(error.code, 'waiting_over'),
        ),
      ),
      ...[0, 1, 2].map(() => seatDue(db, NOON)),
    ])
    while ((await seatDue(db, NOON)) > 0);
    const now = await seats(db, id)
    assert.equal(now.taken, now.booked + now.kept, `round ${round}: counted`)
    assert.equal(now.taken, 6, `round ${round}: no seat lost while somebody waits`)
    const rows = await db<{ number: bigint; state: string; class: number }>`
      select number, state, class from live.waiting_view where session_id = ${id} and state <> 'left' order by number`
    const served = rows.map(({ state }) => state !== 'waiting')
    assert.equal(
      served.lastIndexOf(true),
      5,
      `round ${round}: ${JSON.stringify(rows.map((r) => r.state))}`,
    )
  }
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('whatever people do in whatever order, the seats are counted right and nobody is passed over unasked', async () => {
  await using db = await testDatabase({ size: 8 })
  const ivan = await educator(db)
  const people: string[] = []
  for (let i = 0; i < 6; i++) {
    const who = await person(db, `Person ${i}`)
    await buy(db, who, 5000)
    await onPlan(db, who, 'learner-pro')
    people.push(who)
  }
  let next = 0
  const step = fc.record({
    who: fc.nat({ max: 5 }),
    does: fc.constantFrom('book', 'cancel', 'join', 'auto', 'leave', 'due', 'late'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      next += 1
      const start = NOON.add({ hours: 24 * 30 + next * 2 })
      const id = await session(db, ivan, { capacity: 2, start })
      let now = NOON
      for (const { who, does } of steps) {
        now = now.add({ minutes: 10 })
        await play(db, id, people[who]!, does, now)
        const count = await seats(db, id)
        assert.equal(count.taken, count.booked + count.kept)
        if (does === 'due') {
          const [unasked] = await db`
            select 1 as one from live.waiting_view w join live.session_view s on s.id = w.session_id
            where s.id = ${id} and s.seats_taken < s.capacity and w.state = 'waiting' and w.passed_chain is null`
          assert.equal(unasked, undefined, 'a free seat, and somebody who was never asked')
        }
      }
    }),
    { numRuns: dose(12) },
  )
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

async function play(db: Db, id: string, who: string, does: string, now: Temporal.Instant) {
  const known = (error: { code?: string }) => {
    if (!error.code || error.code.length < 6) throw error
  }
  if (does === 'book') await book(db, id, who, now).catch(known)
  if (does === 'join') await join(db, id, who, undefined, now).catch(known)
  if (does === 'auto') await join(db, id, who, 'credits', now).catch(known)
  if (does === 'due') while ((await seatDue(db, now)) > 0);
  if (does === 'late') await seatDue(db, now.add({ hours: 3 }))
  if (does === 'leave') {
    const [place] = (await myPlaces(db, who, { limit: 20 })).filter((one) => one.sessionId === id)
    if (place) await atomically(db, (tx) => leaveWaitlist(tx, place.id, who, now)).catch(known)
  }
  if (does === 'cancel') {
    const [mine] = await db<{ id: string }>`
      select id from live.booking_view where session_id = ${id} and learner_id = ${who} and seated`
    if (mine) await cancel(db, mine.id, who, now).catch(known)
  }
}
