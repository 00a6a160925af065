import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { verify } from '#ledger'
import { type TestApp, testApp } from '../../test/app.ts'
import { buy, educator, hours, NOON, session } from '../../test/classroom.ts'

let stoa: TestApp
let ivan: string
let lena: string

before(async () => {
  stoa = await testApp({ start: NOON.toString() })
  ivan = await educator(stoa.db)
  lena = await stoa.person({ name: 'Lena' })
  await buy(stoa.db, lena, 200)
})
after(() => stoa[Symbol.asyncDispose]())

const post = async (person: string, url: string, payload: object = {}, headers = {}) =>
  stoa.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { ...(await stoa.doing(person)), ...headers },
  })
const get = async (url: string, person?: string) =>
  stoa.app.inject({ url, headers: person ? await stoa.as(person) : {} })

test('a class made, found, booked, cancelled and booked again, over the names of the specification', async () => {
  const made = await post(ivan, '/api/video-sessions/create', {
    title: 'Spanish at the bakery',
    description: 'Bread, prices, small talk',
    sessionType: 'LIVE_CLASS',
    language: 'es',
    level: 'B1',
    startTime: hours(72).toString(),
    endTime: hours(73).toString(),
    creditPrice: 50,
    maxParticipants: 3,
    isCreditBased: true,
  })
  assert.equal(made.statusCode, 201, made.body)
  const { id } = made.json()
  assert.deepEqual(
    [made.json().priceLevel, made.json().price, made.json().zone, made.json().seatsLeft],
    ['premium', { amount: '50.00', asset: 'CREDIT' }, 'Europe/Madrid', 3],
  )
  const found = await get('/api/sessions?q=bakry&language=es&facets=true&free=true')
  assert.deepEqual(
    found.json().items.map((one: { id: string }) => one.id),
    [id],
  )
  assert.deepEqual(found.json().facets.kind, [{ value: 'class', count: 1 }])
  assert.equal((await get(`/api/live-conversations/${id}`)).statusCode, 404)

  const page = (await get(`/api/sessions/${id}`, lena)).json()
  assert.deepEqual(
    page.ways.find((way: { method: string }) => way.method === 'CREDITS'),
    {
      method: 'CREDITS',
      available: true,
      price: { amount: '50.00', asset: 'CREDIT' },
      before: '200.00',
      after: '150.00',
    },
  )
  assert.equal(page.cancellation.freeUntil, hours(48).toString())

  const headers = await stoa.doing(lena)
  const wish = { paymentMethod: 'CREDITS', creditAmount: 50 }
  const url = `/api/video-sessions/${id}/book`
  const booked = await stoa.app.inject({ method: 'POST', url, payload: wish, headers })
  assert.equal(booked.statusCode, 201, booked.body)
  assert.equal(booked.json().wallet.available.amount, '150.00')
  const again = await stoa.app.inject({ method: 'POST', url, payload: wish, headers })
  assert.deepEqual(again.json(), booked.json())
  assert.equal(again.headers['idempotency-replayed'], 'true')
  const stale = await post(lena, url, { paymentMethod: 'CREDITS', creditAmount: 49 })
  assert.equal(stale.json().code, 'already_booked')

  const bookingId = booked.json().booking.id
  const preview = await get(`/api/bookings/${bookingId}/cancel-preview`, lena)
  assert.deepEqual(preview.json().returned, { amount: '50.00', asset: 'CREDIT' })
  assert.equal((await get(`/api/bookings/${bookingId}`, await stoa.person())).statusCode, 404)
  const cancelled = await post(lena, `/api/bookings/${bookingId}/cancel`)
  assert.equal(cancelled.json().state, 'cancelled_by_learner', cancelled.body)
  assert.equal((await post(lena, url, wish)).statusCode, 201)
  const mine = await get('/api/bookings?when=upcoming', lena)
  assert.deepEqual(
    mine
      .json()
      .items.map((one: { state: string }) => one.state)
      .toSorted(),
    ['cancelled_by_learner', 'confirmed'],
  )
  const seated = await get('/api/bookings?when=upcoming&seated=true', lena)
  assert.deepEqual(
    (seated.json() as { items: { state: string }[] }).items.map(({ state }) => state),
    ['confirmed'],
    'what was cancelled is not what comes next',
  )
  assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })
})

test('bad input is refused by name and changes nothing', async (t) => {
  const id = await session(stoa.db, ivan, { startsIn: 100 })
  const book = `/api/sessions/${id}/book`
  const times = { start: hours(200).toString(), end: hours(201).toString() }
  const draft = { kind: 'class', title: 'Nothing', language: 'es', ...times }
  const rows: [
    string,
    number,
    string,
    () => Promise<{ statusCode: number; json(): { code: string } }>,
  ][] = [
    [
      'no key',
      400,
      'idempotency_key_missing',
      () => post(lena, book, { paymentMethod: 'CREDITS' }, { 'idempotency-key': 'x' }),
    ],
    [
      'a way that does not exist',
      400,
      'request_invalid',
      () => post(lena, book, { paymentMethod: 'BARTER' }),
    ],
    [
      'a negative price',
      400,
      'request_invalid',
      () => post(lena, book, { paymentMethod: 'CREDITS', creditAmount: -5 }),
    ],
    [
      'a price in dollars',
      400,
      'request_invalid',
      () =>
        post(lena, book, {
          paymentMethod: 'CREDITS',
          creditAmount: { amount: '50', asset: 'USD' },
        }),
    ],
    [
      'an unknown field',
      400,
      'request_invalid',
      () => post(lena, book, { paymentMethod: 'CREDITS', free: true }),
    ],
    [
      'another price than the list',
      409,
      'price_changed',
      () => post(lena, book, { paymentMethod: 'CREDITS', creditAmount: 49 }),
    ],
    [
      'a session of nobody',
      404,
      'unknown_session',
      () =>
        post(lena, '/api/sessions/019aa4c2-7e3c-7b56-9d0e-3f6b2f1f9a10/book', {
          paymentMethod: 'CREDITS',
        }),
    ],
    [
      'no id at all',
      400,
      'request_invalid',
      () => post(lena, '/api/sessions/7/book', { paymentMethod: 'CREDITS' }),
    ],
    ['a learner teaches', 409, 'not_their_kind', () => post(lena, '/api/sessions', draft)],
    [
      'for somebody else',
      403,
      'session_not_yours',
      () => post(lena, '/api/sessions', { ...draft, educatorId: ivan }),
    ],
    [
      'in the past',
      422,
      'session_in_the_past',
      () => post(ivan, '/api/sessions', { ...draft, start: '2020-01-01T00:00:00Z' }),
    ],
    [
      'a zone that is none',
      422,
      'session_zone_unknown',
      () => post(ivan, '/api/sessions', { ...draft, zone: 'Mars/Base' }),
    ],
    [
      'a price of their own',
      422,
      'price_not_allowed',
      () => post(ivan, '/api/sessions', { ...draft, price: 42 }),
    ],
    [
      'a currency that is none',
      400,
      'request_invalid',
      () => post(ivan, '/api/sessions', { ...draft, priceMoney: { amount: '5', asset: 'ZZZ' } }),
    ],
    ['a forged cursor', 400, 'cursor_invalid', () => get('/api/sessions?cursor=abc')],
    [
      'a cursor of another sort',
      400,
      'cursor_invalid',
      () =>
        get(`/api/sessions?sort=price&cursor=${Buffer.from('["x","y"]').toString('base64url')}`),
    ],
    [
      'a moment that is none',
      400,
      'request_invalid',
      () => get('/api/sessions?from=2026-13-45T00:00:00Z'),
    ],
    [
      'cancel what is not mine',
      403,
      'session_not_yours',
      () => post(lena, `/api/sessions/${id}/cancel`, { reason: 'just so' }),
    ],
    ['the roster of somebody', 403, 'not_allowed', () => get(`/api/sessions/${id}/bookings`, lena)],
    ['drafts of a stranger', 401, 'sign_in_needed', () => get('/api/sessions?mine=true')],
  ]
  for (const [why, status, code, ask] of rows) {
    await t.test(`${code}: ${why}`, async () => {
      const answer = await ask()
      assert.deepEqual([answer.statusCode, answer.json().code], [status, code])
    })
  }
})

test('booking by credits over HTTP stays within its statements, the catalogue too', async () => {
  const id = await session(stoa.db, ivan, { startsIn: 150, capacity: 20 })
  const headers = await stoa.doing(lena)
  const payload = { paymentMethod: 'CREDITS', creditAmount: 50 }
  let before = stoa.db.sent.count
  const booked = await stoa.app.inject({
    method: 'POST',
    url: `/api/sessions/${id}/book`,
    payload,
    headers,
  })
  assert.equal(booked.statusCode, 201, booked.body)
  const statements = stoa.db.sent.count - before
  assert.ok(statements <= 14, `${statements} statements`)
  before = stoa.db.sent.count
  assert.equal((await get('/api/sessions?limit=20')).statusCode, 200)
  assert.ok(stoa.db.sent.count - before <= 3)
})

test('pages of a list follow each other without gap or repetition, in every order', async (t) => {
  for (let day = 0; day < 7; day++) {
    const price = (['basic', 'standard', 'premium'] as const)[day % 3]!
    await session(stoa.db, ivan, { startsIn: 300 + day * 24, price: { level: price } })
  }
  for (const sort of ['start', 'price', '-price', 'rating']) {
    await t.test(sort, async () => {
      const all = (await get(`/api/sessions?sort=${sort}&limit=100`)).json().items
      const seen: string[] = []
      let cursor = ''
      do {
        const answer = (await get(`/api/sessions?sort=${sort}&limit=3${cursor}`)).json()
        seen.push(...answer.items.map((one: { id: string }) => one.id))
        cursor = answer.next ? `&cursor=${answer.next}` : ''
      } while (cursor)
      assert.deepEqual(
        seen,
        all.map((one: { id: string }) => one.id),
      )
      assert.ok(seen.length >= 7)
    })
  }
})
