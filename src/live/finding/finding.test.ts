import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '../../../test/app.ts'
import { educator, NOON, session } from '../../../test/classroom.ts'

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
