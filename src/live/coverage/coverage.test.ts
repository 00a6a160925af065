import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically } from '#base'
import { educator, hours, learner, NOON, session } from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import { bookSession, coverageOf, reckonStandings, setWishes } from '../index.ts'

/** Monday is 0. */
const cell = (weekday: number, hour: number) => weekday * 24 + hour

test('the map shows who asks for a language at an hour of the week, and who could teach then', async () => {
  await using db = await testDatabase()
  const lucia = await educator(db, { name: 'Lucía' })
  const [mira, jonas, lena] = [
    await learner(db, 100, 'Mira'),
    await learner(db, 100, 'Jonas'),
    await learner(db, 0, 'Lena'),
  ]
  // Monday at noon in UTC, one seat.
  const monday = await session(db, lucia, { startsIn: 48, capacity: 2 })
  await session(db, lucia, { start: hours(72), end: hours(73), capacity: 3 })
  const book = (id: string, who: string) =>
    atomically(db, (tx) => bookSession(tx, { session: id, learner: who, method: 'credits' }, NOON))
  await book(monday, mira)
  await book(monday, jonas)
  await atomically(db, (tx) =>
    setWishes(tx, lena, { language: 'sv', hours: '2@18:00-20:00' }, NOON),
  )
  await reckonStandings(db, NOON)
  const { languages, asOf } = await coverageOf(db, 'UTC', NOON)
  assert.equal(asOf, NOON)
  const es = languages.find(({ language }) => language === 'es')!
  assert.equal(es.booked, 2 / 8)
  assert.equal(es.demand[cell(0, 12)], 2 / 8)
  assert.equal(
    es.demand.reduce((sum, one) => sum + one, 0),
    2 / 8,
  )
  assert.deepEqual([es.educators, es.free], [1, 1])
  // Monday's class is full; Tuesday's has seats.
  assert.deepEqual([es.supply[cell(0, 12)], es.supply[cell(1, 12)]], [0, 1])
  const sv = languages.find(({ language }) => language === 'sv')!
  assert.deepEqual([sv.educators, sv.looking, sv.supply[cell(1, 18)]], [0, 1, 0])
  assert.deepEqual(
    [sv.demand[cell(1, 18)], sv.demand[cell(1, 19)], sv.demand[cell(1, 20)]],
    [1, 1, 0],
  )
  // The same on another clock: Kolkata is five and a half hours ahead.
  const far = await coverageOf(db, 'Asia/Kolkata', NOON)
  const there = far.languages.find(({ language }) => language === 'es')!
  assert.equal(there.demand[cell(0, 17)], 2 / 8)
})
