import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, newId } from '#base'
import { hours } from '../../../test/classroom.ts'
import { roomful } from '../../../test/roomful.ts'
import { forgetTalk, outages, roomRuns, say, talkOf } from '../index.ts'

test('reports reach moderators while the session runs; support reads only what does not work', async () => {
  await using room = await roomful()
  const { app, as, learners, session, lucia } = room
  const [mira, jonas] = learners as [string, string]
  await say(room.db, session, jonas, 'Rude words', room.clock.now())
  const report = async (who: string, more: object, id = newId()) => {
    const answer = await app.inject({
      method: 'POST',
      url: `/api/sessions/${session}/room/reports`,
      headers: await as(who),
      payload: { id, kind: 'behaviour', what: 'harassment', words: 'Look.', about: jonas, ...more },
    })
    return answer.statusCode === 201 ? id : (answer.json() as { code: string }).code
  }
  const behaviour = await report(mira, {})
  assert.equal(await report(mira, {}, behaviour), behaviour, 'sent twice is once')
  const technical = await report(mira, { kind: 'technical', what: 'no_sound' })
  assert.equal(await report(mira, { about: await room.person() }), 'room_person_unknown')
  assert.equal(await report(await room.person(), {}), 'room_not_for_you')
  assert.match(await report(mira, { about: lucia }), /^[0-9a-f-]{36}$/)

  const moderator = await room.person({ staffRoles: ['moderator'] })
  const support = await room.person({ staffRoles: ['support'] })
  const read = async (who: string, at = '/api/room-reports') =>
    (await app.inject({ url: at, headers: await as(who) })).json()
  assert.equal((await read(moderator)).items.length, 3)
  assert.deepEqual(
    (await read(support)).items.map(({ id }: { id: string }) => id),
    [technical],
  )
  assert.equal((await read(support, `/api/room-reports/${behaviour}`)).code, 'room_report_unknown')
  const detail = await read(moderator, `/api/room-reports/${behaviour}`)
  assert.deepEqual(
    [detail.running, detail.about.name, detail.talk[0].words],
    [true, 'Jonas Weber', 'Rude words'],
  )

  // One desk for moderators: what is reported from rooms stands on it, before all others.
  const desk = async (state = 'open') =>
    (await read(moderator, `/api/reports?state=${state}`)) as {
      open: number
      items: { id: string; about: { type: string }; urgent: boolean; decision: string | null }[]
    }
  const waiting = await desk()
  assert.equal(waiting.open, 2)
  assert.deepEqual(
    waiting.items.map(({ id, about, urgent }) => [id === behaviour, about.type, urgent]),
    [
      [true, 'room', true],
      [false, 'room', true],
    ],
  )
  assert.equal((await read(support, '/api/reports')).code, 'not_allowed')

  const decide = async (who: string, id: string, deed: string) => {
    const url = `/api/room-reports/${id}/decide`
    const payload = { deed, note: 'Please be kind.' }
    return (await app.inject({ method: 'POST', url, headers: await as(who), payload })).json()
  }
  assert.equal((await decide(moderator, technical, 'warn')).code, 'room_report_about_nobody')
  assert.equal((await decide(support, behaviour, 'dismiss')).code, 'room_report_unknown')
  assert.equal((await decide(moderator, behaviour, 'warn')).outcome, 'warned')
  assert.equal((await decide(moderator, behaviour, 'remove')).code, 'room_report_closed')
  assert.equal((await decide(support, technical, 'answer')).outcome, 'answered')
  assert.deepEqual(
    (await desk('decided')).items.map(({ id, decision }) => [id === behaviour, decision]),
    [[true, 'acted']],
  )
  const [log] = await room.db<{ count: number }>`
    select count(*)::int as count from people.audit where deed like 'room_report.%'`
  assert.equal(log!.count, 2)

  await room.deps.jobs.settle()
  const told = await room.db<{ who: string; kind: string }>`
    select person_id as who, kind from messaging.notice
    where kind in ('room.decided', 'report.decided', 'room.problem')`
  const heard = (who: string) => told.filter((one) => one.who === who).map(({ kind }) => kind)
  assert.deepEqual(heard(jonas), ['room.decided'], 'whoever was warned')
  assert.deepEqual(heard(mira), ['report.decided', 'report.decided'], 'whoever reported')
  assert.equal(heard(moderator).length, 3, 'moderators hear of every report')
})

test('what was written stays for thirty days after it was said', async () => {
  await using room = await roomful()
  const now = room.clock.now()
  await say(room.db, room.session, room.lucia, 'Old', now.subtract({ hours: 24 * 30 + 1 }))
  await say(room.db, room.session, room.lucia, 'New', now.subtract({ hours: 24 * 30 - 1 }))
  assert.equal(await atomically(room.db, (tx) => forgetTalk(tx, now)), 1)
  const talk = await talkOf(room.db, room.session)
  assert.deepEqual(
    talk.map(({ words, name }) => [name, words]),
    [['Lucía Ortega', 'New']],
  )
  const url = `/api/sessions/${room.session}/room/talk`
  const stranger = await room.app.inject({ url, headers: await room.as(await room.person()) })
  assert.equal(stranger.json().code, 'room_not_for_you')
})

test('a room that was away in a session’s time says so itself; a start anew is no outage', async () => {
  await using room = await roomful()
  const { db, start } = room
  const runs = (at: Temporal.Instant) => atomically(db, (tx) => roomRuns(tx, at))
  await runs(start)
  assert.equal(await runs(start.add({ seconds: 80 })), false, 'a start anew')
  assert.equal(await runs(start.add({ minutes: 10 })), true)
  const [found] = await outages(db, hours(0), hours(100))
  assert.equal(found!.from.toString(), start.add({ seconds: 80 }).toString())
  assert.equal(found!.to.toString(), start.add({ minutes: 10 }).toString())
  assert.equal(found!.saidBy, 'room')
  await runs(start.add({ minutes: 61 }))
  assert.equal(await runs(start.add({ hours: 20 })), false, 'nobody had a session meanwhile')
})
