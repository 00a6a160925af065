import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { before, describe, test } from 'node:test'
import { sync, type VEvent } from 'node-ical'
import { verify } from '#ledger'
import { type TestApp, testApp } from '../../test/app.ts'
import { educator, hours, learner, session } from '../../test/classroom.ts'

const TERMS = {
  open: true,
  zone: 'Europe/Madrid',
  kind: 'class',
  title: 'Spanish, one to one',
  description: '',
  language: 'es',
  lengths: [30, 60],
  stepMinutes: 30,
  beforeMinutes: 0,
  afterMinutes: 0,
  noticeHours: 12,
  horizonDays: 60,
  dayMost: null,
  weekMost: null,
  priceLevel: 'standard',
}

// biome-ignore lint/suspicious/noExplicitAny: answers of many routes, looked into field by field
type Body = any
type Answer = { status: number; body: Body; headers: Record<string, unknown>; text: string }

describe('One-to-one lessons over HTTP', () => {
  let stoa: TestApp
  let ivan: string
  let lena: string
  const ask = async (
    who: string | null,
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    url: string,
    payload?: object,
  ): Promise<Answer> => {
    const answer = await stoa.app.inject({
      method,
      url,
      ...(payload ? { payload } : {}),
      headers: who ? await stoa.doing(who) : {},
    })
    const json = /json/.test(String(answer.headers['content-type']))
    return {
      status: answer.statusCode,
      body: json ? answer.json() : null,
      headers: answer.headers,
      text: answer.body,
    }
  }
  const own = '/api/educator/availability'

  before(async () => {
    stoa = await testApp({ config: { outsideAllowed: ['127.0.0.1/32'] } })
    ivan = await educator(stoa.db)
    lena = await learner(stoa.db, 200)
  })
  test.after(async () => {
    assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })
    await stoa[Symbol.asyncDispose]()
  })

  test('an educator says what is offered and when; nobody else may', async () => {
    assert.equal((await ask(lena, 'GET', own)).status, 403)
    const first = await ask(ivan, 'GET', own)
    assert.deepEqual(
      [first.status, first.body.offered, first.body.zone],
      [200, false, 'Europe/Madrid'],
    )
    const early = await ask(ivan, 'PUT', `${own}/week`, { hours: [] })
    assert.equal(early.body.code, 'lessons_not_offered')

    const money = { moneyPrice: { amount: '30.00', asset: 'USD' } }
    const set = await ask(ivan, 'PUT', own, { ...TERMS, ...money })
    assert.equal(set.status, 200, set.text)
    assert.deepEqual(set.body.prices, [
      {
        minutes: 30,
        price: { amount: '18.00', asset: 'CREDIT' },
        money: { amount: '15.00', asset: 'USD' },
      },
      {
        minutes: 60,
        price: { amount: '35.00', asset: 'CREDIT' },
        money: { amount: '30.00', asset: 'USD' },
      },
    ])
    const weekly = [
      { weekday: 1, from: '10:00', until: '12:00' },
      { weekday: 3, from: '18:00', until: '19:00' },
      { weekday: 5, from: '22:00', until: '01:00' },
    ]
    const week = await ask(ivan, 'PUT', `${own}/week`, { hours: weekly })
    assert.deepEqual(week.body.weekly, weekly)
    const meets = [...weekly, { weekday: 6, from: '00:30', until: '02:00' }]
    assert.equal(
      (await ask(ivan, 'PUT', `${own}/week`, { hours: meets })).body.code,
      'hours_overlap',
    )
    assert.equal(
      (await ask(ivan, 'PUT', own, { ...TERMS, zone: 'Mars/Olympus' })).body.code,
      'session_zone_unknown',
    )
    assert.equal(
      (
        await ask(ivan, 'PUT', own, {
          ...TERMS,
          priceLevel: undefined,
          ownPrice: { amount: '41', asset: 'CREDIT' },
        })
      ).body.code,
      'price_not_allowed',
    )
    assert.equal((await ask(ivan, 'PUT', own, { ...TERMS, lengths: [40] })).status, 400)
  })

  test('anybody sees the free hours, with price and deadline', async () => {
    const found = await ask(null, 'GET', `/api/educators/${ivan}/slots?minutes=60`)
    assert.equal(found.status, 200, found.text)
    assert.equal(found.body.items[0].start, '2026-11-23T09:00:00Z')
    assert.equal(found.body.items[0].freeUntil, '2026-11-22T09:00:00Z')
    assert.deepEqual(found.body.lengths[1], {
      minutes: 60,
      price: { amount: '35.00', asset: 'CREDIT' },
      money: { amount: '30.00', asset: 'USD' },
    })
    const none = await educator(stoa.db, { name: 'Ana' })
    assert.equal((await ask(null, 'GET', `/api/educators/${none}/slots`)).body.offered, false)
  })

  test('a date that differs, days away, and back again', async () => {
    const starts = async () =>
      (await ask(null, 'GET', `/api/educators/${ivan}/slots?minutes=60`)).body.items
        .slice(0, 2)
        .map((one: { start: string }) => one.start)
    const closed = { hours: [{ from: '00:00', until: '24:00', open: false }], note: 'Dentist' }
    const dated = await ask(ivan, 'PUT', `${own}/dates/2026-11-23`, closed)
    assert.deepEqual(dated.body.dated, [
      { date: '2026-11-23', from: '00:00', until: '24:00', open: false, note: 'Dentist' },
    ])
    assert.deepEqual(await starts(), ['2026-11-25T17:00:00Z', '2026-11-27T21:00:00Z'])
    const away = await ask(ivan, 'POST', `${own}/away`, { from: '2026-11-25', until: '2026-11-27' })
    assert.equal((await starts())[0], '2026-11-30T09:00:00Z')
    await ask(ivan, 'DELETE', `${own}/away/${away.body.away[0].id}`)
    await ask(ivan, 'PUT', `${own}/dates/2026-11-23`, { hours: [] })
    assert.equal((await starts())[0], '2026-11-23T09:00:00Z')
    const backwards = { from: '2026-11-27', until: '2026-11-25' }
    assert.equal((await ask(ivan, 'POST', `${own}/away`, backwards)).body.code, 'away_too_long')
  })

  test('a lesson is booked once, whoever sends it twice; a stranger does not find its page', async () => {
    const body = {
      start: '2026-11-25T17:00:00Z',
      minutes: 60,
      paymentMethod: 'CREDITS',
      creditAmount: { amount: '35.00', asset: 'CREDIT' },
    }
    const headers = await stoa.doing(lena)
    const send = () =>
      stoa.app.inject({
        method: 'POST',
        url: `/api/educators/${ivan}/lessons`,
        payload: body,
        headers,
      })
    const [first, second] = [await send(), await send()]
    assert.equal(first.statusCode, 201, first.body)
    assert.equal(second.headers['idempotency-replayed'], 'true')
    const { booking } = first.json()
    assert.deepEqual(
      [booking.state, booking.session.title, booking.paid.amount],
      ['confirmed', 'Spanish, one to one', '35.00'],
    )
    const taken = await ask(lena, 'POST', `/api/educators/${ivan}/lessons`, body)
    assert.deepEqual([taken.status, taken.body.code], [409, 'slot_taken'])
    assert.equal(taken.body.facts.next[0].start, '2026-11-27T21:00:00Z')
    const at = `/api/sessions/${booking.session.id}`
    const stranger = await learner(stoa.db, 0, 'Mira')
    assert.deepEqual(
      [(await ask(null, 'GET', at)).status, (await ask(stranger, 'GET', at)).status],
      [404, 404],
    )
    assert.deepEqual(
      [(await ask(lena, 'GET', at)).status, (await ask(ivan, 'GET', at)).status],
      [200, 200],
    )
  })

  test('a trial: offered, seen by each as it stands for them, and booked', async () => {
    const at = `/api/educators/${ivan}`
    const offered = (price: string) =>
      ask(ivan, 'PUT', own, {
        ...TERMS,
        trial: { minutes: 25, price: { amount: price, asset: 'CREDIT' } },
      })
    const dear = await offered('7.51')
    assert.deepEqual(
      [dear.status, dear.body.code, dear.body.facts.most],
      [422, 'trial_too_dear', '750'],
    )
    const set = await offered('5')
    assert.deepEqual(set.body.trial, { minutes: 25, price: { amount: '5.00', asset: 'CREDIT' } })
    const rita = await learner(stoa.db, 20, 'Rita')
    const seen = await ask(rita, 'GET', `${at}/slots?trial=true`)
    assert.equal(seen.status, 200, seen.text)
    assert.deepEqual(seen.body.trial, { ...set.body.trial, why: null, replaces: null })
    assert.deepEqual(
      [
        seen.body.minutes,
        seen.body.ways.map((way: Body) => [way.method, way.available, way.after]),
      ],
      [25, [['CREDITS', true, '15.00']]],
    )
    const body = {
      start: seen.body.items.at(-1).start,
      minutes: 25,
      trial: true,
      paymentMethod: 'CREDITS',
      creditAmount: { amount: '5.00', asset: 'CREDIT' },
    }
    const booked = await ask(rita, 'POST', `${at}/lessons`, body)
    assert.equal(booked.status, 201, booked.text)
    const { booking } = booked.body
    assert.deepEqual(
      [booking.trial, booking.session.title, booking.paid.amount],
      [true, 'Trial: Spanish, one to one', '5.00'],
    )
    const again = await ask(rita, 'GET', `${at}/slots?trial=true`)
    assert.equal(again.body.trial.why, 'trial_had')
    const after = await ask(rita, 'GET', `/api/bookings/${booking.id}/after`)
    assert.equal(after.body.replaceUntil, null)

    assert.deepEqual((await offered('0')).body.trial.price.amount, '0.00')
    const mira = await learner(stoa.db, 0, 'Mira')
    const free = await ask(mira, 'GET', `${at}/slots?trial=true`)
    assert.deepEqual(
      free.body.ways.map((way: Body) => way.method),
      ['FREE'],
    )
    const wish = {
      start: free.body.items.at(-1).start,
      minutes: 25,
      trial: true,
      paymentMethod: 'FREE',
    }
    const given = await ask(mira, 'POST', `${at}/lessons`, wish)
    assert.deepEqual(
      [given.status, given.body.booking.method, given.body.booking.paid.amount],
      [201, 'FREE', '0.00'],
    )
    assert.equal((await ask(ivan, 'PUT', own, TERMS)).body.trial, null)
    const gone = await ask(mira, 'POST', `${at}/lessons`, wish)
    assert.equal(gone.body.code, 'trial_not_offered')
  })

  test('a calendar elsewhere is read at once, and what is wrong with it is said', async () => {
    const lines = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VEVENT',
      'UID:1@x',
      'DTSTAMP:20261101T000000Z',
      'DTSTART:20261123T090000Z',
      'DTEND:20261123T100000Z',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]
    const server = createServer((_request, response) => response.end(lines.join('\r\n')))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret/basic.ics`
    const added = await ask(ivan, 'POST', '/api/educator/calendars', { name: 'Home', url })
    assert.equal(added.status, 200, added.text)
    assert.deepEqual([added.body.calendars[0].entries, added.body.calendars[0].fault], [1, null])
    assert.ok(!added.text.includes('secret'))
    const found = await ask(null, 'GET', `/api/educators/${ivan}/slots?minutes=60`)
    assert.equal(found.body.items[0].start, '2026-11-23T10:00:00Z')
    await new Promise<void>((done) => server.close(() => done()))
    const { id } = added.body.calendars[0]
    const soon = await ask(ivan, 'POST', `/api/educator/calendars/${id}/refresh`)
    assert.equal(soon.body.code, 'calendar_read_lately')
    await stoa.deps.jobs.moveClock({ to: hours(1).toString() }, 'test')
    const { calendars } = (await ask(ivan, 'GET', own)).body
    assert.match(calendars[0].fault, /could not be reached/)
    const gone = await ask(ivan, 'DELETE', `/api/educator/calendars/${id}`)
    assert.deepEqual(gone.body.calendars, [])
    const inner = await ask(ivan, 'POST', '/api/educator/calendars', {
      name: 'X',
      url: 'https://10.0.0.1/x.ics',
    })
    assert.equal(inner.body.code, 'calendar_address_refused')
  })

  test('a feed is read back by a calendar’s own reader, changed by a new address, and ended', async () => {
    const title =
      'Reading; slowly, with “Lola” – una clase muy larga para ver cómo se pliegan las líneas \\ aquí'
    const group = await session(stoa.db, ivan, { title, start: hours(72) })
    assert.equal((await ask(null, 'POST', '/api/me/calendar-feed')).status, 401)
    const made = await ask(ivan, 'POST', '/api/me/calendar-feed')
    const path = new URL(made.body.url).pathname
    const feed = await ask(null, 'GET', path)
    assert.equal(feed.headers['content-type'], 'text/calendar; charset=utf-8')
    assert.ok(feed.text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75))
    const events = () =>
      ask(null, 'GET', path).then(({ text }) =>
        Object.values(sync.parseICS(text)).filter((one): one is VEvent => one?.type === 'VEVENT'),
      )
    const taught = (await events()).find(({ uid }) => uid.startsWith(group))!
    assert.equal(taught.summary, title)
    assert.equal(taught.start.toISOString(), new Date(hours(72).epochMilliseconds).toISOString())
    const lesson = (await events()).find(({ summary }) => summary === 'Spanish, one to one')!
    assert.deepEqual(
      [lesson.status, lesson.start.toISOString()],
      ['CONFIRMED', '2026-11-25T17:00:00.000Z'],
    )

    const mine = new URL((await ask(lena, 'POST', '/api/me/calendar-feed')).body.url).pathname
    const seats = Object.values(sync.parseICS((await ask(null, 'GET', mine)).text)).filter(
      (one): one is VEvent => one?.type === 'VEVENT',
    )
    assert.equal(seats.length, 1)
    const { items } = (await ask(lena, 'GET', '/api/bookings')).body
    assert.equal((await ask(lena, 'POST', `/api/bookings/${items[0].id}/cancel`)).status, 200)
    const after = Object.values(sync.parseICS((await ask(null, 'GET', mine)).text)).find(
      (one): one is VEvent => one?.type === 'VEVENT',
    )!
    assert.deepEqual([after.uid, after.status], [seats[0]!.uid, 'CANCELLED'])
    assert.ok((after.sequence ?? 0) > (seats[0]!.sequence ?? 0))

    const again = await ask(ivan, 'POST', '/api/me/calendar-feed')
    assert.equal((await ask(null, 'GET', path)).status, 404)
    assert.equal((await ask(null, 'GET', new URL(again.body.url).pathname)).status, 200)
    await ask(ivan, 'DELETE', '/api/me/calendar-feed')
    assert.equal((await ask(null, 'GET', new URL(again.body.url).pathname)).status, 404)
    assert.equal((await ask(null, 'GET', '/calendar/nothing.ics')).status, 404)
  })
})
