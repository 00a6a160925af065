import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically, newId } from '#base'
import { changeEducatorProfile } from '#earnings'
import { verify } from '#ledger'
import { type TestApp, testApp } from '../../../test/app.ts'
import { educator, hours, NOON, onPlan, session } from '../../../test/classroom.ts'
import { matchEducators } from './matching.ts'
import { baseOf, factorsOf } from './ranking.ts'
import { lookForSaved } from './saved.ts'
import { reckonStandings } from './standing.ts'
import { setWishes } from './wishes.ts'

let stoa: TestApp
let ivan: string
before(async () => {
  stoa = await testApp({ start: NOON.toString() })
  ivan = await educator(stoa.db, { name: 'Iván Ruiz' })
})
after(() => stoa[Symbol.asyncDispose]())

type Answer = {
  items: { id: string; title: string }[]
  didYouMean: string | null
  near: { without: string; count: number }[]
}

async function get<Body = Answer>(url: string, person?: string): Promise<Body> {
  const headers = person ? await stoa.as(person) : {}
  const answer = await stoa.app.inject({ url, headers })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json() as Body
}

test('words are found as they begin, without accents, in other forms, and with slips of the pen', async () => {
  const bakery = await session(stoa.db, ivan, {
    title: 'At the bakery: stories and orders',
    description: 'We order bread, and tell of mañana.',
    topics: ['everyday'],
    startsIn: 50,
  })
  await session(stoa.db, ivan, { title: 'Grammar without tears', startsIn: 60 })
  const titles = async (q: string) =>
    (await get(`/api/sessions?q=${encodeURIComponent(q)}`)).items.map(({ id }) => id)
  for (const q of [
    'bakery',
    'BAKE',
    'story',
    'ordering',
    'manana',
    'mañana',
    'ruiz bakery',
    'ivan every',
    'spanish bakery',
    'b1 bakery',
  ])
    assert.deepEqual(await titles(q), [bakery], q)
  for (const [q, meant] of [
    ['bakry', 'bakery'],
    ['bakeyr stories', 'bakery stories'],
    ['everyady', 'everyday'],
  ] as const) {
    const found = await get(`/api/sessions?q=${encodeURIComponent(q)}`)
    assert.equal(found.didYouMean, meant)
    assert.deepEqual(
      found.items.map(({ id }) => id),
      [bakery],
      q,
    )
  }
  assert.equal((await get('/api/sessions?q=bakery')).didYouMean, null)
  assert.deepEqual((await get('/api/sessions?q=zzzzqqq')).items, [])
  assert.deepEqual((await get('/api/sessions?q=%27%3A%2A%20%5C%20%26%20!')).items.length, 2)
})

test('a search that finds nothing says what is near: which filter alone stands in the way', async () => {
  const found = await get('/api/sessions?q=bakery&level=C2&kind=class')
  assert.deepEqual(found.items, [])
  assert.deepEqual(found.near, [{ without: 'level', count: 1 }])
  const { facets } = await get<{ facets: { level: unknown[] } }>(
    '/api/sessions?q=bakery&level=C2&facets=true',
  )
  assert.deepEqual(facets.level, [{ value: 'B1', count: 1 }])
})

test('“in my hours” are the hours that I saved, on the clock where I live', async () => {
  const mira = await stoa.person({ name: 'Mira', zone: 'America/New_York' })
  const rosa = await educator(stoa.db, { name: 'Rosa Costa' })
  // Madrid 18:00 is noon in New York on 10 March 2027 and 13:00 a week later, when only New York has changed.
  const on = (day: string, title: string) =>
    session(stoa.db, rosa, { title, start: Temporal.Instant.from(`${day}T17:00:00Z`) })
  const before = await on('2027-03-10', 'Wednesdays before the change')
  const changed = await on('2027-03-17', 'Wednesdays after the change')
  const asked = await stoa.app.inject({
    url: '/api/sessions?hours=mine',
    headers: await stoa.as(mira),
  })
  assert.equal(asked.json().code, 'hours_not_saved')
  const put = await stoa.app.inject({
    method: 'PUT',
    url: '/api/me/wishes',
    headers: await stoa.as(mira),
    payload: { hours: '3@12:00-13:00', language: 'es', level: 'B1', goals: ['bakery'] },
  })
  assert.equal(put.statusCode, 200, put.body)
  const ids = async (query: string, person?: string) =>
    (await get(`/api/sessions?${query}`, person)).items.map(({ id }) => id)
  assert.deepEqual(await ids('hours=mine', mira), [before])
  assert.deepEqual(await ids('hours=3@13:00-14:00&zone=America/New_York'), [changed])
  assert.deepEqual(await ids('hours=3@18:00-19:00&zone=Europe/Madrid'), [before, changed])
})

test('educators stand by the published score; each sees their own factors, and a plan moves nobody', async () => {
  await reckonStandings(stoa.db, NOON)
  const paying = await educator(stoa.db, { name: 'Aaron Paying' })
  await onPlan(stoa.db, paying, 'educator-pro')
  type Found = Answer & { promoted: { id: string }[] }
  const found = await get<Found>('/api/educators?limit=50')
  assert.deepEqual(
    found.promoted.map(({ id }) => id),
    [paying],
  )
  assert.equal(found.items.filter(({ id }) => id === paying).length, 1)
  const scores = await stoa.db<{ id: string; base: number }>`
    select educator_id as id, base from live.educator_standing`
  const base = new Map(scores.map((row) => [row.id, row.base]))
  const inOrder = found.items.map(({ id }) => base.get(id)!)
  // Free hours weigh a tenth at most: beyond that, the order is that of the base.
  for (const [index, one] of inOrder.entries())
    assert.ok(inOrder.slice(index + 1).every((later) => later <= one + 100_000))

  const { standing } = await get<{
    standing: {
      score: number
      factors: { factor: string; weight: number; value: number }[]
      raises: { says: string }[]
    }
  }>('/api/educator/standing', ivan)
  const sum = standing.factors.reduce((all, { weight, value }) => all + weight * value, 0)
  assert.ok(Math.abs(sum / 100 - standing.score) < 1e-6)
  assert.ok(standing.raises.some(({ says }) => says === 'Write a headline.'))
  const ranking = await get<{ weights: { weight: number }[] }>('/api/ranking')
  assert.equal(
    ranking.weights.reduce((all, { weight }) => all + weight, 0),
    100,
  )
})

test('an educator is found from their first minute on, under the words that they say of themselves now', async () => {
  const { db } = stoa
  const id = await educator(db, { name: 'Wanda Engel' })
  const [row] = await db<{
    base: number
  }>`select base from live.educator_standing where educator_id = ${id}`
  const nothing = factorsOf({
    bayes: 4.5,
    held: 0,
    cancelled: 0,
    absent: 0,
    asked: 0,
    answeredInTime: 0,
    learners: 0,
    returning: 0,
    headline: false,
    aboutLetters: 0,
    languages: 0,
    open: false,
    price: null,
    usualPrice: null,
    daysHere: 0,
    sessionsEver: 0,
  })
  assert.equal(row!.base, baseOf(nothing), 'the database begins with what the formula says')
  assert.deepEqual(
    (await get('/api/educators?q=wanda')).items.map((one) => one.id),
    [id],
  )
  await atomically(db, (tx) =>
    changeEducatorProfile(tx, id, { headline: 'Zoology in small steps' }),
  )
  assert.deepEqual(
    (await get('/api/educators?q=zoolgy')).items.map((one) => one.id),
    [id],
  )
})

test('whoever their marks hide is left out, with their sessions, until then', async () => {
  const { db } = stoa
  const gone = await educator(db, { name: 'Hidden Helga' })
  const one = await session(db, gone, { title: 'Nobody finds quixotic words', startsIn: 70 })
  const there = async () => (await get('/api/sessions?q=quixotic')).items.map(({ id }) => id)
  assert.deepEqual(await there(), [one])
  await db`
    insert into live.hiding (id, educator_id, step, from_at, until_at, session_id)
    values (${newId()}, ${gone}, 1, ${NOON}, ${NOON.add({ hours: 24 * 7 })}, ${one})`
  assert.deepEqual(await there(), [])
  assert.deepEqual((await get('/api/educators?q=helga')).items, [])
  const staff = await stoa.person({ name: 'Sara Staff' })
  assert.deepEqual((await get('/api/educators?q=helga&all=true', staff)).items, [], 'only staff')
})

test('educators are suggested with the reason, the same ones each time, and nobody with whom it was bad', async () => {
  const { db } = stoa
  await reckonStandings(db, NOON)
  const lena = await stoa.person({ name: 'Lena', zone: 'Europe/Madrid' })
  const set = (wishes: object) => atomically(db, (tx) => setWishes(tx, lena, wishes, NOON))
  await set({ language: 'es', level: 'B1', goals: ['bakery', 'tax law'], hours: '1@14:00-18:00' })
  const first = await matchEducators(db, lena, 3, NOON)
  const mine = first.find(({ id }) => id === ivan)!
  // Monday 23 November, 15:00 in Madrid: fifty hours from noon on Saturday.
  assert.deepEqual(
    mine.reasons.map(({ why }) => why),
    ['goal', 'hours', 'level'],
  )
  assert.deepEqual(mine.reasons[0], { why: 'goal', goals: ['bakery'] })
  assert.equal(first[0]!.id, ivan)
  assert.deepEqual(await matchEducators(db, lena, 3, NOON), first)
  await set({ language: 'ja' })
  assert.deepEqual(await matchEducators(db, lena, 3, NOON), [])
})

test('a saved search tells once a day of what is new, and of nothing twice', async () => {
  const { db, clock } = stoa
  const nadia = await stoa.person({ name: 'Nadia' })
  const save = (payload: object) =>
    (async () =>
      stoa.app.inject({
        method: 'POST',
        url: '/api/me/saved-searches',
        headers: await stoa.as(nadia),
        payload,
      }))()
  const made = await save({ of: 'sessions', name: 'Violins', query: { q: 'violin', level: 'B1' } })
  assert.equal(made.statusCode, 201, made.body)
  await session(db, ivan, { title: 'Violin words for beginners', startsIn: 300, made: hours(1) })
  await session(db, ivan, {
    title: 'Violin words at C1',
    level: 'C1',
    startsIn: 310,
    made: hours(1),
  })
  const told = async () =>
    await db<{ title: string; link: string }>`
      select title, link from messaging.notice where person_id = ${nadia} and kind = 'search.found' order by at, id`
  const look = async (hoursOn: number) => {
    clock.moveTo(NOON.add({ hours: hoursOn }))
    const count = await lookForSaved(db, clock.now())
    await stoa.deps.jobs.settle()
    return count
  }
  assert.equal(await look(1), 0, 'not before a day is over')
  assert.equal(await look(25), 1)
  assert.deepEqual(
    (await told()).map(({ link }) => link),
    ['/sessions?q=violin&level=B1'],
  )
  assert.match((await told())[0]!.title, /Violins/)
  assert.equal(await look(50), 0, 'nothing new')
  const list = await get<{ items: { id: string }[] }>('/api/me/saved-searches', nadia)
  const other = await stoa.person({ name: 'Other' })
  const forget = async (person: string) =>
    (
      await stoa.app.inject({
        method: 'DELETE',
        url: `/api/me/saved-searches/${list.items[0]!.id}`,
        headers: await stoa.as(person),
      })
    ).statusCode
  assert.equal(await forget(other), 404)
  assert.equal(await forget(nadia), 204)
  const bad = await save({ of: 'sessions', name: 'x', query: { hours: '1@20:00-18:00' } })
  assert.equal(bad.json().code, 'hours_unreadable')
  assert.ok((await verify(db)).ok)
})
