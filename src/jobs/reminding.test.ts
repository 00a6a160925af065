import assert from 'node:assert/strict'
import { test } from 'node:test'
import ical from 'node-ical'
import { atomically } from '#base'
import { bookSlot, cancelBooking, cancelSession, moveSeat } from '#live'
import { openEmail, outbox } from '#messaging'
import { type TestApp, testApp } from '../../test/app.ts'
import { buy, educator, NOON, session } from '../../test/classroom.ts'
import { teacher as teacherWithHours } from '../../test/lesson-races.ts'

type Stoa = Awaited<ReturnType<typeof testApp>>

/** A class of Inés two days ahead, and Maya in Berlin who can pay for it. */
async function classroom(stoa: Stoa, startsIn = 48) {
  const teacher = await educator(stoa.db, { name: 'Inés' })
  const maya = await stoa.person({ name: 'Maya', zone: 'Europe/Berlin', locale: 'de-DE' })
  await buy(stoa.db, maya, 200)
  const lesson = await session(stoa.db, teacher, { startsIn, capacity: 3 })
  return { teacher, maya, lesson }
}

async function book(stoa: Stoa, learner: string, lesson: string): Promise<string> {
  const answer = await stoa.app.inject({
    method: 'POST',
    url: `/api/sessions/${lesson}/book`,
    headers: await stoa.doing(learner),
    payload: { paymentMethod: 'CREDITS' },
  })
  assert.ok(answer.statusCode < 300, answer.body)
  await stoa.deps.jobs.settle()
  return answer.json().id ?? answer.json().booking.id
}

async function go(stoa: Stoa, to: Temporal.Instant) {
  await stoa.deps.jobs.moveClock({ to: to.toString() }, 'test')
}

/** What a person was told of reminders, in order: kind and hour. */
async function reminded(stoa: Stoa, person: string) {
  const rows = await stoa.db<{ kind: string; title: string; at: Temporal.Instant }>`
    select kind, title, at from messaging.notice
    where person_id = ${person} and kind like 'session.reminder%' order by at, id`
  return rows.map((row) => `${row.at} ${row.title}`)
}

test('learner and educator are reminded a day and an hour before, each once, in their own words', async () => {
  await using stoa = await testApp({ start: NOON.toString() })
  const { teacher, maya, lesson } = await classroom(stoa)
  const other = await stoa.person({ name: 'Other' })
  await buy(stoa.db, other, 200)
  await book(stoa, maya, lesson)
  await book(stoa, other, lesson)
  await go(stoa, NOON.add({ hours: 47, minutes: 30 }))
  assert.deepEqual(await reminded(stoa, maya), [
    '2026-11-22T12:00:00Z „Spanish for the market“ ist morgen',
    '2026-11-23T11:00:00Z „Spanish for the market“ beginnt in einer Stunde',
  ])
  assert.deepEqual(await reminded(stoa, teacher), [
    '2026-11-22T12:00:00Z You teach “Spanish for the market” tomorrow',
    '2026-11-23T11:00:00Z You teach “Spanish for the market” in an hour',
  ])
  const mails = await outbox(stoa.db, { limit: 50, revealSecrets: false })
  assert.equal(mails.filter(({ kind }) => kind === 'session.reminder').length, 4)
})

test('who books later than a reminder would have been has none of it; who cancels has none at all', async () => {
  await using stoa = await testApp({ start: NOON.toString() })
  const { teacher, maya, lesson } = await classroom(stoa, 20)
  const booking = await book(stoa, maya, lesson)
  const other = await stoa.person({ name: 'Other' })
  await buy(stoa.db, other, 200)
  await book(stoa, other, lesson)
  const cancelled = await stoa.app.inject({
    method: 'POST',
    url: `/api/bookings/${booking}/cancel`,
    headers: await stoa.doing(maya),
    payload: {},
  })
  assert.ok(cancelled.statusCode < 300, cancelled.body)
  await go(stoa, NOON.add({ hours: 19, minutes: 30 }))
  assert.deepEqual(await reminded(stoa, maya), [])
  assert.equal((await reminded(stoa, other)).length, 1)
  assert.match((await reminded(stoa, teacher))[0]!, /2026-11-22T07:00:00Z .* in an hour$/)
})

test('after hours in which nothing ran, only the nearest reminder is given, and none after the start', async () => {
  await using stoa = await testApp({ start: NOON.toString() })
  const { maya, lesson } = await classroom(stoa)
  await book(stoa, maya, lesson)
  const later = await session(stoa.db, await educator(stoa.db, { name: 'Ivan' }), { startsIn: 30 })
  await book(stoa, maya, later)
  // The machine slept: the clock stands at half an hour before one, and long after the other.
  stoa.clock.moveTo(NOON.add({ hours: 47, minutes: 30 }))
  await stoa.deps.jobs.runNow('messaging.remind', 'test')
  await stoa.deps.jobs.settle()
  await stoa.deps.jobs.runNow('messaging.remind', 'test')
  await stoa.deps.jobs.settle()
  assert.deepEqual(await reminded(stoa, maya), [
    '2026-11-23T11:30:00Z „Spanish for the market“ beginnt in einer Stunde',
  ])
  assert.equal((await stoa.db`select 1 from messaging.reminder where given_at is null`).length, 0)
})

test('confirmed, then cancelled: one event in the calendar, which goes again', async () => {
  await using stoa = await testApp({ start: NOON.toString() })
  const { maya, lesson } = await classroom(stoa)
  const booking = await book(stoa, maya, lesson)
  await stoa.app.inject({
    method: 'POST',
    url: `/api/bookings/${booking}/cancel`,
    headers: await stoa.doing(maya),
    payload: {},
  })
  await stoa.deps.jobs.settle()
  const all = (await outbox(stoa.db, { limit: 50, revealSecrets: false }))
    .filter(({ calendar }) => calendar)
    .reverse()
  const mails = all.filter(({ kind }) => !kind.endsWith('.educator'))
  const files = await Promise.all(
    mails.map(async ({ id }) => {
      const { calendar } = await openEmail(stoa.db, id, {
        from: 'x@y.example',
        revealSecrets: false,
      })
      const [event] = Object.values(ical.sync.parseICS(calendar!.content)).filter(
        (one) => one?.type === 'VEVENT',
      )
      const { uid, sequence, start, status } = event as never as Record<string, unknown>
      return [calendar!.method, uid, Number(sequence), (start as Date).toISOString(), status]
    }),
  )
  const uid = `${booking}@localhost`
  assert.deepEqual(files, [
    ['REQUEST', uid, 0, '2026-11-23T12:00:00.000Z', 'CONFIRMED'],
    ['CANCEL', uid, 1, '2026-11-23T12:00:00.000Z', 'CANCELLED'],
  ])
  const file = await stoa.app.inject({
    url: `/api/bookings/${booking}/calendar.ics`,
    headers: await stoa.as(maya),
  })
  assert.equal(file.headers['content-type'], 'text/calendar; charset=utf-8')
  for (const line of [`UID:${uid}`, 'SEQUENCE:1', 'STATUS:CANCELLED'])
    assert.ok(file.body.includes(`\r\n${line}\r\n`), `${line} in ${file.body}`)
  const stranger = await stoa.app.inject({
    url: `/api/bookings/${booking}/calendar.ics`,
    headers: await stoa.as(await stoa.person()),
  })
  assert.equal(stranger.statusCode, 404)
  const letters = mails.map(({ language, subject }) => [language, subject])
  assert.deepEqual(letters, [
    ['de', 'Dein Platz in „Spanish for the market“ ist gebucht'],
    ['de', 'Dein Platz in „Spanish for the market“ ist abgesagt'],
  ])
})

test('an educator’s calendar hears of a session once, whoever books it, and that it is called off', async () => {
  await using stoa = await testApp({ start: NOON.toString() })
  const { teacher, maya, lesson } = await classroom(stoa)
  await book(stoa, maya, lesson)
  const other = await stoa.person({ name: 'Other' })
  await buy(stoa.db, other, 200)
  const second = await book(stoa, other, lesson)
  await stoa.deps.jobs.settle()
  await atomically(stoa.db, (tx) => cancelBooking(tx, second, other, stoa.clock.now()))
  await stoa.deps.jobs.settle()
  const by = { person: teacher, staff: false }
  await atomically(stoa.db, (tx) => cancelSession(tx, lesson, by, 'Ill', stoa.clock.now()))
  await stoa.deps.jobs.settle()
  assert.deepEqual(await filesOf(stoa, teacher), [
    ['booking.confirmed.educator', 'REQUEST', `${lesson}@localhost`, 0, '2026-11-23T12:00:00.000Z'],
    ['session.cancelled', 'CANCEL', `${lesson}@localhost`, 1, '2026-11-23T12:00:00.000Z'],
  ])
})

test('a lesson keeps its name in its educator’s calendar when it is moved', async () => {
  await using stoa = await testApp({ start: NOON.toString() })
  const ivan = await teacherWithHours(stoa.db)
  const lena = await stoa.person({ name: 'Lena' })
  await buy(stoa.db, lena, 200)
  const at = (hour: number) => Temporal.Instant.from('2026-11-25T09:00:00Z').add({ hours: hour })
  const { id } = await atomically(stoa.db, (tx) =>
    bookSlot(
      tx,
      { educator: ivan, start: at(0), minutes: 60, learner: lena, method: 'credits' },
      NOON,
    ),
  )
  await stoa.deps.jobs.settle()
  await atomically(stoa.db, (tx) => moveSeat(tx, id, lena, { start: at(3) }, NOON))
  await stoa.deps.jobs.settle()
  await atomically(stoa.db, (tx) => cancelBooking(tx, id, lena, NOON))
  await stoa.deps.jobs.settle()
  assert.deepEqual(await filesOf(stoa, ivan), [
    ['booking.confirmed.educator', 'REQUEST', `${id}@localhost`, 0, '2026-11-25T09:00:00.000Z'],
    ['booking.moved.educator', 'REQUEST', `${id}@localhost`, 1, '2026-11-25T12:00:00.000Z'],
    ['booking.cancelled.educator', 'CANCEL', `${id}@localhost`, 2, '2026-11-25T12:00:00.000Z'],
  ])
})

/** What a person's calendar was sent, in order. */
async function filesOf(stoa: TestApp, person: string) {
  const [{ email }] = (await stoa.db<{ email: string }>`
    select email from people.person where id = ${person}`) as [{ email: string }]
  const mails = (await outbox(stoa.db, { limit: 50, revealSecrets: false }))
    .filter(({ to, calendar }) => calendar && to === email)
    .reverse()
  return Promise.all(
    mails.map(async ({ id, kind }) => {
      const shown = { from: 'x@y.example', revealSecrets: false }
      const { calendar } = await openEmail(stoa.db, id, shown)
      const [event] = Object.values(ical.sync.parseICS(calendar!.content)).filter(
        (one) => one?.type === 'VEVENT',
      )
      const { uid, sequence, start } = event as never as Record<string, unknown>
      return [kind, calendar!.method, uid, Number(sequence), (start as Date).toISOString()]
    }),
  )
}
