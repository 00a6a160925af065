import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, test } from 'node:test'
import { atomically, type Db, Outside } from '#base'
import { educator, hours, NOON, refused } from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import {
  addCalendar,
  calendarsOf,
  readCalendars,
  readNow,
  removeCalendar,
  setTerms,
  setWeek,
  slotsOf,
} from '../index.ts'
import { busyIn } from './foreign.ts'
import { readApart } from './foreign-apart.ts'
import { instantAt } from './hours.ts'
import { USUAL } from './offer.ts'

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...lines, 'END:VCALENDAR', ''].join(
    '\r\n',
  )
let uid = 0
const event = (...lines: string[]) => {
  uid += 1
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@example.org`,
    'DTSTAMP:20261101T000000Z',
    ...lines,
    'END:VEVENT',
  ]
}
const LOOKED = {
  zone: 'Europe/Madrid',
  from: NOON.epochMilliseconds,
  until: hours(24 * 30).epochMilliseconds,
  daysClose: false,
}
/** Busy times as `23T08:00–09:00`, in UTC. */
const read = (text: string, more: Partial<typeof LOOKED> = {}) =>
  busyIn(text, { ...LOOKED, ...more }).busy.map(({ from, until }) => {
    const [a, b] = [from, until].map((minute) => instantAt(minute).toString())
    return `${a!.slice(8, 16)}–${b!.slice(a!.slice(0, 10) === b!.slice(0, 10) ? 11 : 8, 16)}`
  })

describe('A calendar of elsewhere', () => {
  test('single entries: in UTC, in a zone, in no zone at all, on whole days', () => {
    const text = calendar(
      ...event('DTSTART:20261123T080000Z', 'DTEND:20261123T090000Z', 'SUMMARY:UTC'),
      ...event(
        'DTSTART;TZID=America/New_York:20261123T080000',
        'DURATION:PT30M',
        'SUMMARY:New York',
      ),
      ...event('DTSTART:20261124T080000', 'DTEND:20261124T090000', 'SUMMARY:Wherever I am'),
      ...event('DTSTART;VALUE=DATE:20261126', 'DTEND;VALUE=DATE:20261128', 'SUMMARY:Two days'),
    )
    assert.deepEqual(read(text), [
      '23T08:00–09:00',
      '23T13:00–13:30',
      '24T07:00–08:00',
      '25T23:00–27T23:00',
    ])
    assert.deepEqual(read(text, { zone: 'Asia/Kathmandu' }).slice(2), [
      '24T02:15–03:15',
      '25T18:15–27T18:15',
    ])
  })

  test('what is cancelled or called free takes no time, but public holidays may close the day', () => {
    const text = calendar(
      ...event('DTSTART:20261123T080000Z', 'DTEND:20261123T090000Z', 'STATUS:CANCELLED'),
      ...event('DTSTART:20261124T080000Z', 'DTEND:20261124T090000Z', 'TRANSP:TRANSPARENT'),
      ...event('DTSTART;VALUE=DATE:20261208', 'TRANSP:TRANSPARENT', 'SUMMARY:Inmaculada'),
      ...event('DTSTART:20261125T080000Z', 'DTEND:20261125T090000Z', 'STATUS:TENTATIVE'),
    )
    assert.deepEqual(read(text), ['25T08:00–09:00'])
    assert.deepEqual(read(text, { daysClose: true }), ['25T08:00–09:00', '07T23:00–08T23:00'])
  })

  test('a repetition goes by the wall across a change, without what was taken out, with what was moved', () => {
    const id = 'UID:weekly@example.org'
    const text = calendar(
      'BEGIN:VEVENT',
      id,
      'DTSTAMP:20261101T000000Z',
      'DTSTART;TZID=Europe/Madrid:20260907T100000',
      'DTEND;TZID=Europe/Madrid:20260907T110000',
      'RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261214T120000Z',
      'EXDATE;TZID=Europe/Madrid:20261130T100000',
      'END:VEVENT',
      'BEGIN:VEVENT',
      id,
      'DTSTAMP:20261101T000000Z',
      'RECURRENCE-ID;TZID=Europe/Madrid:20261207T100000',
      'DTSTART;TZID=Europe/Madrid:20261208T160000',
      'DTEND;TZID=Europe/Madrid:20261208T173000',
      'END:VEVENT',
    )
    assert.deepEqual(read(text), ['23T09:00–10:00', '08T15:00–16:30', '14T09:00–10:00'])
    const before = Temporal.Instant.from('2026-10-18T00:00Z').epochMilliseconds
    const after = Temporal.Instant.from('2026-10-28T00:00Z').epochMilliseconds
    assert.deepEqual(read(text, { from: before, until: after }), [
      '19T08:00–09:00',
      '26T09:00–10:00',
    ])
  })

  test('a zone of its own making, as Outlook writes them', () => {
    const text = calendar(
      'BEGIN:VTIMEZONE',
      'TZID:Customized Time Zone',
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
      ...event(
        'DTSTART;TZID="Customized Time Zone":20261123T100000',
        'DTEND;TZID="Customized Time Zone":20261123T110000',
      ),
      ...event(
        'DTSTART;TZID=W. Europe Standard Time:20261124T100000',
        'DTEND;TZID=W. Europe Standard Time:20261124T110000',
      ),
    )
    assert.deepEqual(read(text), ['23T09:00–10:00', '24T09:00–10:00'])
  })

  test('an entry that began before and goes on counts; those that overlap are one', () => {
    const text = calendar(
      ...event('DTSTART:20261121T100000Z', 'DTEND:20261121T140000Z'),
      ...event('DTSTART:20261121T133000Z', 'DTEND:20261121T150000Z'),
      ...event(
        'DTSTART;TZID=Europe/Madrid:20261101T230000',
        'DURATION:PT3H',
        'RRULE:FREQ=DAILY;COUNT=21',
      ),
    )
    assert.deepEqual(read(text), ['21T10:00–15:00', '21T22:00–22T01:00'])
  })

  test('what repeats every second for ever does not hold the house up', async () => {
    const bomb = calendar(
      ...event('DTSTART:19700101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY', 'SUMMARY:Tick'),
    )
    const began = performance.now()
    await readApart(bomb, LOOKED).catch((error: Error) =>
      assert.match(error.message, /too much|“Tick” cannot be read/),
    )
    assert.ok(performance.now() - began < 15_000)
    await assert.rejects(readApart('<html>Sign in</html>', LOOKED), /holds no calendar/)
  })
})

/** A machine of somebody else's with one calendar. */
async function elsewhere(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    answer(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/private-1234/basic.ics`,
    asked,
    [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(() => done())),
  }
}

const LOOPBACK = new Outside({ allowed: ['127.0.0.1/32'] })

async function teacher(db: Db): Promise<string> {
  const id = await educator(db)
  await atomically(db, async (tx) => {
    const usual = { ...USUAL, zone: 'Europe/Madrid', kind: 'class', language: 'es' } as const
    await setTerms(tx, id, { ...usual, priceLevel: 'standard' }, NOON)
    await setWeek(tx, id, [{ weekday: 1, from: 540, until: 720 }], NOON)
  })
  return id
}
const free = async (db: Db, id: string, now = NOON) =>
  (await slotsOf(db, id, { from: now, until: now.add({ hours: 24 * 7 }), minutes: 60 }, now)).map(
    ({ start }) => start.toString().slice(11, 16),
  )
const add = (db: Db, id: string, url: string, outside = LOOPBACK) =>
  atomically(db, (tx) =>
    addCalendar(tx, id, { name: 'My diary', url, daysClose: false }, outside, NOON),
  )

test('what a calendar says is busy is no slot; unchanged is believed; a failure keeps the last and says so', async () => {
  let state: 'well' | 'gone' | 'empty' | 'page' = 'well'
  const text = calendar(...event('DTSTART:20261123T090000Z', 'DTEND:20261123T100000Z'))
  await using other = await elsewhere((request, response) => {
    if (state === 'gone') response.writeHead(500).end()
    else if (state === 'page') response.end('<html>Please sign in</html>')
    else if (request.headers['if-none-match'] === '"one"' && state === 'well')
      response.writeHead(304).end()
    else
      response
        .setHeader('etag', state === 'well' ? '"one"' : '"two"')
        .end(state === 'well' ? text : calendar())
  })
  await using db = await testDatabase()
  const ivan = await teacher(db)
  assert.deepEqual(await free(db, ivan), ['08:00', '08:30', '09:00', '09:30', '10:00'])
  const id = await add(db, ivan, other.url)
  assert.equal(await readCalendars(db, LOOPBACK, NOON), 1)
  assert.deepEqual(await free(db, ivan), ['08:00', '10:00'])
  assert.equal(await readCalendars(db, LOOPBACK, NOON), 0, 'not due again')

  assert.equal(await readCalendars(db, LOOPBACK, hours(0.5)), 1)
  assert.equal(other.asked.at(-1)!.headers['if-none-match'], '"one"')
  assert.deepEqual(await free(db, ivan), ['08:00', '10:00'])

  for (const [at, fault] of [
    ['gone', /answered with an error \(500\)/],
    ['page', /holds no calendar/],
  ] as const) {
    state = at
    await db`update live.calendar set next_at = ${hours(1)}`
    assert.equal(await readCalendars(db, LOOPBACK, hours(1)), 0)
    const [shown] = await calendarsOf(db, ivan)
    assert.match(shown!.fault!, fault)
    assert.equal(shown!.failingSince!.toString(), hours(1).toString())
    assert.equal(shown!.readAt!.toString(), hours(0.5).toString())
    assert.deepEqual(await free(db, ivan), ['08:00', '10:00'], 'the last good busy times stay')
  }
  const [waits] = await calendarsOf(db, ivan)
  assert.equal(waits!.nextAt.toString(), hours(1.5).toString(), 'each time it waits longer')

  state = 'empty'
  assert.equal(await readCalendars(db, LOOPBACK, hours(2)), 1)
  const [well] = await calendarsOf(db, ivan)
  assert.deepEqual([well!.fault, well!.failingSince, well!.entries], [null, null, 0])
  assert.deepEqual((await free(db, ivan)).length, 5)
  assert.ok(!well!.host.includes('private-1234'), 'its address is not shown whole')

  // After a week nothing is asked with conditions: repetitions are unrolled further.
  assert.equal(await readCalendars(db, LOOPBACK, hours(24 * 8)), 1)
  assert.equal(other.asked.at(-1)!.headers['if-none-match'], undefined)

  await assert.rejects(
    readNow(db, ivan, id, LOOPBACK, hours(24 * 8)),
    refused('calendar_read_lately'),
  )
  assert.equal(await readNow(db, ivan, id, LOOPBACK, hours(24 * 8 + 0.1)), true)
  await atomically(db, (tx) => removeCalendar(tx, ivan, id))
  assert.deepEqual(await calendarsOf(db, ivan), [])
})

test('addresses that lead inside are refused, when they are given and when they are asked', async () => {
  await using inner = await elsewhere((_request, response) => response.end(calendar()))
  await using db = await testDatabase()
  const ivan = await teacher(db)
  const strict = new Outside()
  for (const url of [
    inner.url,
    'https://127.0.0.1/basic.ics',
    'https://10.1.2.3/basic.ics',
    'https://[::1]/basic.ics',
    'https://localhost/basic.ics',
    'http://calendar.example.org/basic.ics',
    'file:///etc/passwd',
    'https://me:secret@calendar.example.org/basic.ics',
  ]) {
    await assert.rejects(add(db, ivan, url, strict), refused('calendar_address_refused'), url)
  }
  // A way out that lets the loopback through, but nothing it is sent on to.
  await using sly = await elsewhere((_request, response) =>
    response.writeHead(302, { location: 'https://169.254.169.254/latest/meta-data' }).end(),
  )
  await add(db, ivan, sly.url)
  assert.equal(await readCalendars(db, LOOPBACK, NOON), 0)
  assert.match((await calendarsOf(db, ivan))[0]!.fault!, /private network/)

  await using huge = await elsewhere((_request, response) =>
    response.end('x'.repeat(6 * 1024 * 1024)),
  )
  await add(db, ivan, huge.url)
  assert.equal(await readCalendars(db, LOOPBACK, hours(0.1)), 0)
  assert.match((await calendarsOf(db, ivan))[1]!.fault!, /larger than 5 MB/)
  await assert.rejects(add(db, ivan, huge.url), refused('calendar_known'))
})
