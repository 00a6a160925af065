import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db } from '#base'
import {
  educator,
  hours,
  learner,
  NOON,
  person,
  refused,
  session,
} from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import {
  appealMark,
  bookSession,
  cancelSession,
  cancelUnderfilled,
  decideMark,
  decideSize,
  marksOf,
  sessionCard,
  showAgain,
  undoCallOff,
} from '../index.ts'

const days = (count: number) => hours(24 * count)

/** A booked session that its educator calls off at `now`; answers its id. */
async function letGo(db: Db, ivan: string, now: Temporal.Instant, booked = true): Promise<string> {
  const start = now.add({ hours: 72 })
  const id = await session(db, ivan, { start, made: now })
  if (booked) {
    const lena = await learner(db, 50)
    const seat = { session: id, learner: lena, method: 'credits' } as const
    await atomically(db, (tx) => bookSession(tx, seat, now))
  }
  const by = { person: ivan, staff: false }
  await atomically(db, (tx) => cancelSession(tx, id, by, 'I am ill.', now))
  return id
}

const hiddenUntil = async (db: Db, ivan: string, now: Temporal.Instant) => {
  const { hidden } = await marksOf(db, ivan, now)
  return hidden && (hidden.until?.toString() ?? 'staff')
}

test('three within 90 days hide for 7 days, then 14, then 30, then until staff decide', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  await letGo(db, ivan, NOON, false)
  assert.equal((await marksOf(db, ivan, NOON)).counting, 0, 'nobody was let down')
  for (const day of [0, 1]) await letGo(db, ivan, days(day))
  assert.equal(await hiddenUntil(db, ivan, days(2)), null)
  for (const [day, hidden] of [
    [2, 7],
    [20, 14],
    [40, 30],
  ] as const) {
    await letGo(db, ivan, days(day))
    assert.equal(await hiddenUntil(db, ivan, days(day)), days(day + hidden).toString())
    assert.equal(await hiddenUntil(db, ivan, days(day + hidden)), null)
  }
  await letGo(db, ivan, days(80))
  assert.equal(await hiddenUntil(db, ivan, days(300)), 'staff')
  const [view] = await db<{ forever: boolean }>`
    select until_at = 'infinity' as forever from live.hidden_educator_view where educator_id = ${ivan}`
  assert.equal(view?.forever, true)
  await atomically(db, (tx) =>
    showAgain(tx, ivan, { by: 'person:staff', note: 'We have talked.' }, days(90)),
  )
  assert.equal(await hiddenUntil(db, ivan, days(90)), null)
})

test('two are none too many, and one of 91 days ago counts no more', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  for (const day of [0, 91, 92]) await letGo(db, ivan, days(day))
  assert.equal(await hiddenUntil(db, ivan, days(92)), null)
  assert.equal((await marksOf(db, ivan, days(92))).counting, 2)
})

test('staff lift a mark that was asked about, and what it brought ends; once', async () => {
  await using db = await testDatabase()
  const [ivan, staff] = [await educator(db), await person(db, 'Stella')]
  for (const day of [0, 1]) await letGo(db, ivan, days(day))
  const id = await letGo(db, ivan, days(2))
  assert.ok(await hiddenUntil(db, ivan, days(3)))
  const other = await educator(db, { name: 'Olga' })
  const appeal = (who: string) =>
    atomically(db, (tx) => appealMark(tx, id, who, 'The power was out.', days(3)))
  await assert.rejects(appeal(other), refused('mark_unknown'))
  await appeal(ivan)
  const decide = () =>
    atomically(db, (tx) =>
      decideMark(tx, id, { lifts: true, note: 'It was.', by: `person:${staff}` }, days(4)),
    )
  await decide()
  await assert.rejects(decide(), refused('mark_decided'))
  assert.equal(await hiddenUntil(db, ivan, days(4)), null)
  assert.equal((await marksOf(db, ivan, days(4))).counting, 2)
})

test('a small group: its educator is asked a day before, and what is decided counts against nobody', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const by = { person: ivan, staff: false }
  const small = async (title: string) => {
    const id = await session(db, ivan, { title, minimum: 2, startsIn: 48 + titles++ * 3 })
    const lena = await learner(db, 50)
    await atomically(db, (tx) =>
      bookSession(tx, { session: id, learner: lena, method: 'credits' }, NOON),
    )
    return id
  }
  let titles = 0
  const [runs, off, silent] = [await small('Runs'), await small('Off'), await small('Silent')]
  const state = async (id: string) => (await sessionCard(db, id, NOON))?.state
  const decide = (id: string, goesAhead: boolean, now: Temporal.Instant) =>
    atomically(db, (tx) => decideSize(tx, id, goesAhead, by, now))
  await assert.rejects(decide(runs, true, hours(20)), refused('size_not_asked'))
  assert.equal(await cancelUnderfilled(db, hours(30)), 0)
  await decide(runs, true, hours(31))
  await decide(off, false, hours(31))
  assert.equal(await cancelUnderfilled(db, hours(50)), 1)
  await assert.rejects(decide(silent, true, hours(51)), refused('size_not_asked'))
  assert.deepEqual(
    [await state(runs), await state(off), await state(silent)],
    ['published', 'cancelled', 'cancelled'],
  )
  assert.equal((await marksOf(db, ivan, hours(60))).counting, 0)
})

test('an empty group is called off with a link that opens it again until its start, if the hour is free', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const id = await session(db, ivan, { minimum: 2 })
  assert.equal(await cancelUnderfilled(db, hours(24)), 1)
  const [fact] = await db<{ token: string }>`
    select data->>'token' as token from base.fact where kind = 'session.empty' and about_id = ${id}`
  const open = (token: string, now: Temporal.Instant) =>
    atomically(db, (tx) => undoCallOff(tx, id, { token }, now))
  await assert.rejects(open('x'.repeat(32), hours(25)), refused('unknown_session'))
  await assert.rejects(open(fact!.token, hours(48)), refused('undo_not_open'))
  const meanwhile = await session(db, ivan, { startsIn: 48, title: 'Something else' })
  await assert.rejects(open(fact!.token, hours(26)), refused('educator_busy'))
  const by = { person: ivan, staff: false }
  await atomically(db, (tx) => cancelSession(tx, meanwhile, by, 'After all not.', hours(26)))
  await open(fact!.token, hours(27))
  await open(fact!.token, hours(27))
  assert.equal((await sessionCard(db, id, NOON))?.state, 'published')
  assert.equal(await cancelUnderfilled(db, hours(47)), 0, 'its educator said that it takes place')
})
