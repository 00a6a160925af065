import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { SignJWT } from 'jose'
import { atomically } from '#base'
import { bookSession } from '#live'
import { testApp } from '../../../../test/app.ts'
import { educator, learner, session as makeSession } from '../../../../test/classroom.ts'
import { chooseMeeting, presenceOf, wentElsewhere } from '../../index.ts'

const SECRET = 'a secret of livekit, long enough'
const setting = {
  server: 'wss://livekit.example.org',
  page: 'https://meet.example.org/custom',
  apiKey: 'APIabc123',
}

test('LiveKit’s webhooks say who was there, in whatever order they come, and only signed ones', async () => {
  await using stoa = await testApp()
  const { db, clock, app } = stoa
  const ivan = await educator(db)
  const id = await makeSession(db, ivan, { capacity: 8 })
  const [lena, mira, noor] = await Promise.all([1, 2, 3].map(() => learner(db, 100)))
  const stranger = await learner(db)
  for (const one of [lena!, mira!, noor!]) {
    const wish = { session: id, learner: one, method: 'credits' } as const
    await atomically(db, (tx) => bookSession(tx, wish, clock.now()))
  }
  const [{ start, end }] = (await db<{ start: Temporal.Instant; end: Temporal.Instant }>`
    select starts_at as start, ends_at as end from live.session where id = ${id}`) as [
    { start: Temporal.Instant; end: Temporal.Instant },
  ]
  const send = async (
    notice: Record<string, unknown>,
    forged: { secret?: string; iss?: string; body?: string } = {},
  ) => {
    const body = JSON.stringify(notice)
    const token = await new SignJWT({ sha256: createHash('sha256').update(body).digest('base64') })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(forged.iss ?? setting.apiKey)
      .setExpirationTime(Math.floor(clock.now().epochMilliseconds / 1000) + 300)
      .sign(new TextEncoder().encode(forged.secret ?? SECRET))
    const answer = await app.inject({
      method: 'POST',
      url: '/api/webhooks/livekit',
      headers: { authorization: token, 'content-type': 'application/webhook+json' },
      payload: forged.body ?? body,
    })
    return [answer.statusCode, (answer.json() as { code?: string }).code].filter(Boolean).join(' ')
  }
  const seconds = (minute: number) =>
    String(Math.floor(start.add({ minutes: minute }).epochMilliseconds / 1000))
  const about = (event: string, person: string, sid: string, joined: number, at: number) => ({
    event,
    id: `EV_${event}_${sid}`,
    createdAt: seconds(at),
    room: { sid: 'RM_1', name: id },
    participant: { sid, identity: person, joinedAt: seconds(joined) },
  })
  clock.moveTo(start.add({ minutes: 20 }))
  const came = about('participant_joined', lena!, 'PA_1', 2, 2)
  assert.equal(await send(came), '409 meeting_service_unset')

  const by = { person: ivan, staff: false }
  const set = await app.inject({
    method: 'PUT',
    url: '/api/meeting-services/livekit',
    headers: await stoa.as(await stoa.person({ staffRoles: ['admin'] })),
    payload: { setting, secret: SECRET },
  })
  assert.equal(set.statusCode, 200)
  const choice = { kind: 'livekit', link: null } as const
  await atomically(db, (tx) => chooseMeeting(tx, id, choice, by, clock.now()))
  assert.equal(
    await send(came, { secret: 'another secret, long enough' }),
    '401 meeting_notice_unsigned',
  )
  assert.equal(await send(came, { iss: 'APIother' }), '401 meeting_notice_unsigned')
  assert.equal(await send(came, { body: '{"event":"x"}' }), '401 meeting_notice_unsigned')
  assert.equal((await db`select 1 as one from live.presence`).length, 0)

  // Lena asked for the way at once, came at 2, left at 10, and was there again from 12 on.
  const asks = (person: string, connection: string) =>
    atomically(db, (tx) =>
      wentElsewhere(tx, { session: id, person, role: 'learner', end }, connection, start),
    )
  await asks(lena!, '019aa4c2-7e3c-7b56-9d0e-3f6b2f1f9a12')
  await asks(noor!, '019aa4c2-7e3c-7b56-9d0e-3f6b2f1f9a13')
  for (const notice of [
    came,
    came,
    about('participant_left', lena!, 'PA_1', 2, 10),
    about('participant_joined', lena!, 'PA_2', 12, 12),
    // Mira's goodbye overtakes her coming.
    about('participant_left', mira!, 'PA_3', 5, 15),
    about('participant_joined', mira!, 'PA_3', 5, 5),
    about('participant_joined', ivan, 'PA_4', 0, 0),
    // What is not ours is taken and left alone.
    about('participant_joined', stranger, 'PA_5', 1, 1),
    { ...came, room: { name: 'a room of somebody else' } },
    about('track_published', mira!, 'PA_3', 5, 6),
    { event: 'participant_joined' },
  ])
    assert.equal(await send(notice), '200')
  clock.moveTo(start.add({ minutes: 41 }))
  assert.equal(
    await send({ event: 'room_finished', createdAt: seconds(40), room: { name: id } }),
    '200',
  )
  const minutes = new Map((await presenceOf(db, id)).map((one) => [one.person, one.seconds / 60]))
  assert.deepEqual(
    [minutes.get(ivan), minutes.get(lena!), minutes.get(mira!), minutes.get(stranger)],
    [40, 8 + 28, 10, undefined],
  )
  assert.equal(minutes.get(noor!), 60, 'asked for the way, and nothing was heard of her')
})
