import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db } from '#base'
import { verify } from '#ledger'
import {
  books,
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
  acceptRequest,
  askInstant,
  availableNow,
  bookSession,
  cancelBooking,
  declineRequest,
  expireRequests,
  oneBooking,
  sessionCard,
  startSessions,
  switchOf,
  switchOff,
  switchOn,
} from '../index.ts'

const minutes = (count: number) => NOON.add({ minutes: count })
const OFFER = { languages: ['es'], levels: [], lengths: [15, 30], priceLevel: 'standard' as const }

/** Somebody who has held enough sessions and is available for two hours. */
async function host(db: Db, name: string, more: Partial<typeof OFFER> = {}) {
  const id = await educator(db, { name, kinds: ['conversation'] })
  await held(db, id, 5)
  await atomically(db, (tx) => switchOn(tx, id, { ...OFFER, ...more, until: hours(2) }, NOON))
  return id
}

const held = (db: Db, id: string, count: number) =>
  db`update earnings.standing set sessions_held = ${count} where educator_id = ${id}`

const ask = (db: Db, learner: string, educator: string, more = {}, at = NOON) =>
  atomically(db, (tx) =>
    askInstant(tx, { learner, educator, language: 'es', minutes: 30, ...more }, at),
  )
const stateOf = async (db: Db, id: string) => (await oneBooking(db, id, NOON))!.state
const names = async (db: Db, wanted = {}, at = NOON) =>
  (await availableNow(db, wanted, at)).map((one) => one.name)
const facts = async (db: Db, kind: string) =>
  await db<{ data: Record<string, unknown> }>`select data from base.fact where kind = ${kind}`
const rights = async (db: Db) => assert.deepEqual(await verify(db), { ok: true, findings: [] })

test('asked, accepted three minutes later, joined at once, and earned', async () => {
  await using db = await testDatabase()
  const ana = await host(db, 'Ana')
  const lena = await learner(db, 100)
  const asked = await ask(db, lena, ana, { seenPrice: 2000n })
  assert.equal(asked.state, 'requested')
  assert.equal(asked.answerUntil?.toString(), minutes(10).toString())
  assert.equal((await credits(db, lena)).held, 2000n)
  assert.equal((await switchOf(db, ana, minutes(1))).waiting, asked.id)
  assert.deepEqual(await names(db), [], 'who is asked is not offered to anybody else')

  const at = minutes(3)
  const { sessionId } = (await oneBooking(db, asked.id, at))!
  assert.equal(
    await atomically(db, (tx) => acceptRequest(tx, { booking: asked.id, educator: ana }, at)),
    'confirmed',
  )
  const begun = (await oneBooking(db, asked.id, at))!
  assert.deepEqual(
    [begun.start.toString(), begun.end.toString()],
    [at.toString(), minutes(33).toString()],
  )
  const card = await sessionCard(db, sessionId, at)
  assert.deepEqual([card?.state, card?.start.toString()], ['published', at.toString()])
  await startSessions(db, at)
  assert.equal(await stateOf(db, asked.id), 'in_progress')
  assert.deepEqual(await names(db, {}, minutes(32)), [])
  assert.deepEqual(await names(db, {}, minutes(33)), ['Ana'], 'free again the minute it is over')
  await rights(db)
})

test('not answered in ten minutes: all comes back, both are free, the next one is offered', async () => {
  await using db = await testDatabase()
  const ana = await host(db, 'Ana')
  const bea = await host(db, 'Bea')
  const lena = await learner(db, 100)
  const asked = await ask(db, lena, ana)
  assert.equal(await expireRequests(db, minutes(10).subtract({ seconds: 1 })), 0)
  assert.equal(await expireRequests(db, minutes(10)), 1)
  assert.equal(await stateOf(db, asked.id), 'expired')
  assert.deepEqual(await credits(db, lena), { posted: 10000n, held: 0n, available: 10000n })
  const { sessionId } = (await oneBooking(db, asked.id, NOON))!
  assert.equal((await sessionCard(db, sessionId, NOON))?.state, 'cancelled')
  assert.deepEqual(await names(db, { learner: lena, except: ana }, minutes(10)), ['Bea'])
  assert.equal((await ask(db, lena, bea, {}, minutes(10))).state, 'requested')
  assert.equal((await ask(db, await learner(db, 100), ana, {}, minutes(10))).state, 'requested')
  await rights(db)
})

test('two unanswered in a row, or five declined, switch it off; an accepted one begins the count again', async () => {
  await using db = await testDatabase()
  const ana = await host(db, 'Ana')
  const bea = await host(db, 'Bea')
  const answer = async (
    who: string,
    how: 'accept' | 'decline' | 'silence',
    at: Temporal.Instant,
  ) => {
    const lena = await learner(db, 20)
    const { id: booking } = await ask(db, lena, who, { minutes: 15 }, at)
    if (how === 'accept')
      await atomically(db, (tx) => acceptRequest(tx, { booking, educator: who }, at))
    if (how === 'decline')
      await atomically(db, (tx) => declineRequest(tx, { booking, educator: who }, at))
    if (how === 'silence') await expireRequests(db, at.add({ minutes: 10 }))
  }
  await answer(ana, 'silence', minutes(0))
  await answer(ana, 'accept', minutes(10))
  await answer(ana, 'silence', minutes(25))
  assert.ok((await switchOf(db, ana, minutes(36))).until, 'not two in a row')
  await answer(ana, 'silence', minutes(36))
  const off = await switchOf(db, ana, minutes(47))
  assert.deepEqual([off.until, off.offWhy], [null, 'silent'])
  for (let i = 0; i < 4; i++) await answer(bea, 'decline', minutes(i))
  assert.ok((await switchOf(db, bea, minutes(5))).until)
  await answer(bea, 'decline', minutes(6))
  assert.equal((await switchOf(db, bea, minutes(7))).offWhy, 'declined')
  assert.deepEqual(
    (await facts(db, 'instant.switched_off')).map(({ data }) => [data.why, data.times]),
    [
      ['silent', 2],
      ['declined', 5],
    ],
  )
  await assert.rejects(
    ask(db, await learner(db, 100), ana, {}, minutes(50)),
    refused('instant_not_available'),
  )
  await rights(db)
})

test('who may be found: refusals of the switch, and what makes somebody not available', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db, { name: 'Ivan' })
  const on = (id: string, more = {}) =>
    atomically(db, (tx) => switchOn(tx, id, { ...OFFER, until: hours(2), ...more }, NOON))
  const lena = await learner(db, 100)
  await assert.rejects(on(lena), refused('not_their_kind'))
  await assert.rejects(on(ivan), refused('instant_not_earned'))
  await held(db, ivan, 5)
  await assert.rejects(on(ivan, { until: NOON }), refused('instant_end_wrong'))
  await assert.rejects(on(ivan, { until: hours(13) }), refused('instant_end_wrong'))
  await on(ivan, { levels: ['B1'], lengths: [30] })
  assert.deepEqual(await names(db, { language: 'es', level: 'B1' }), ['Ivan'])
  assert.deepEqual(await names(db, { language: 'de' }), [])
  assert.deepEqual(await names(db, { level: 'C1' }), [])
  assert.deepEqual(await names(db, { minutes: 15 }), [])
  assert.deepEqual(await names(db, { learner: ivan }), [])
  assert.deepEqual(await names(db, {}, hours(2)), [], 'its end has come')
  // A class in 39 minutes leaves no room for ten minutes of waiting and thirty of talking.
  const soon = await session(db, ivan, { startsIn: 39 / 60 })
  assert.deepEqual(await names(db), [])
  await db`update live.session set state = 'cancelled' where id = ${soon}`
  await session(db, ivan, { startsIn: 40 / 60 })
  assert.deepEqual(await names(db), ['Ivan'])
  await assert.rejects(ask(db, ivan, ivan), refused('own_session'))
  await assert.rejects(
    ask(db, lena, ivan, { level: 'B1', seenPrice: 1999n }),
    refused('price_changed'),
  )
  await assert.rejects(
    ask(db, await learner(db, 19), ivan, { level: 'B1' }),
    refused('insufficient_funds'),
  )
  await atomically(db, (tx) => switchOff(tx, ivan, NOON))
  assert.deepEqual(await names(db), [])
})

test('a learner who waits for an answer is nowhere else, and can take it back', async () => {
  await using db = await testDatabase()
  const [ana, bea] = [await host(db, 'Ana'), await host(db, 'Bea')]
  const lena = await learner(db, 100)
  const first = await ask(db, lena, ana)
  await assert.rejects(ask(db, lena, bea), refused('learner_busy'))
  await atomically(db, (tx) => cancelBooking(tx, first.id, lena, minutes(2)))
  assert.equal((await credits(db, lena)).held, 0n)
  assert.equal((await ask(db, lena, ana, {}, minutes(2))).state, 'requested')
  const same = { id: '0195a000-0000-7000-8000-000000000001' }
  const rita = await learner(db, 100)
  const once = await ask(db, rita, bea, same)
  const twice = await ask(db, rita, bea, same, minutes(1))
  assert.deepEqual([twice.id, twice.repeated], [once.id, true], 'asked twice is asked once')
  await rights(db)
})

const ROUNDS = dose(10)
test(`50 learners ask the same educator at once, ${ROUNDS} times: one of them, 49 hear who is next`, async () => {
  await using db = await testDatabase({ size: 50 })
  const ana = await host(db, 'Ana')
  await host(db, 'Bea')
  const learners: string[] = []
  for (let i = 0; i < 50; i++) {
    const id = await person(db, `Learner ${i}`)
    await buy(db, id, 20 * ROUNDS)
    await onPlan(db, id, 'learner-pro')
    learners.push(id)
  }
  for (let round = 0; round < ROUNDS; round++) {
    const at = minutes(round)
    const outcomes = await Promise.allSettled(learners.map((id) => ask(db, id, ana, {}, at)))
    const won = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    assert.equal(won.length, 1, `round ${round}`)
    for (const one of outcomes) {
      if (one.status === 'fulfilled') continue
      assert.equal(one.reason.code, 'instant_not_available', String(one.reason))
      assert.equal(one.reason.facts.next?.name, 'Bea')
    }
    const [mine] = await db<{ learner: string }>`
      select learner_id as learner from live.booking where id = ${won[0]!.id}`
    await atomically(db, (tx) => cancelBooking(tx, won[0]!.id, mine!.learner, at))
  }
  assert.deepEqual(await books(db, ['platform_fee']), { platform_fee: 0n })
  await rights(db)
})

test('two educators who ask each other at the same moment, 20 times: nobody waits for ever', async () => {
  await using db = await testDatabase({ size: 4 })
  const [ana, bea] = [await host(db, 'Ana'), await host(db, 'Bea')]
  for (const id of [ana, bea]) await buy(db, id, 1000)
  for (let round = 0; round < 20; round++) {
    const at = minutes(round)
    const both = await Promise.allSettled([ask(db, ana, bea, {}, at), ask(db, bea, ana, {}, at)])
    const done = both.filter((one) => one.status === 'fulfilled')
    assert.equal(done.length, 1, `round ${round}`)
    const [open] = await db<{ id: string; learner: string }>`
      select id, learner_id as learner from live.booking where state = 'requested'`
    await atomically(db, (tx) => cancelBooking(tx, open!.id, open!.learner, at))
  }
  await rights(db)
})

test('an instant conversation cannot be booked like any other', async () => {
  await using db = await testDatabase()
  const ana = await host(db, 'Ana')
  const { id } = await ask(db, await learner(db, 100), ana)
  const { sessionId } = (await oneBooking(db, id, NOON))!
  const rita = await learner(db, 100)
  await assert.rejects(
    atomically(db, (tx) =>
      bookSession(tx, { session: sessionId, learner: rita, method: 'credits' }, NOON),
    ),
    refused('session_full'),
  )
})
