import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SignJWT } from 'jose'
import { atomically, newId } from '#base'
import { verify } from '#ledger'
import {
  cancelBooking,
  cancelSession,
  letSeatGo,
  presenceOf,
  removeFromRoom,
  reopenRoom,
} from '#live'
import { educator, session as makeSession, refused } from '../../../test/classroom.ts'
import { comeInto, connect, roomful, tokenFor } from '../../../test/roomful.ts'

const status = (code: number) => (error: unknown) => (error as { status?: number }).status === code
const turnedAway = (code: string) => (error: unknown) => (error as { code?: string }).code === code

test('who may come in, and when: every refusal has its name', async () => {
  await using room = await roomful()
  const { app, as, learners, lucia, clock, start, session } = room
  const [mira] = learners as [string]
  const ask = async (person: string) => {
    const url = `/api/sessions/${session}/room`
    const answer = await app.inject({ method: 'POST', url, headers: await as(person) })
    return answer.json() as Record<string, unknown>
  }
  const stranger = await room.person()
  const moderator = await room.person({ staffRoles: ['moderator'] })
  const support = await room.person({ staffRoles: ['support'] })
  assert.equal((await ask(stranger)).code, 'room_not_for_you')
  assert.equal((await ask(support)).code, 'room_not_for_you')
  assert.equal((await ask(mira)).role, 'learner')
  assert.equal((await ask(lucia)).role, 'educator')
  const entry = await ask(moderator)
  assert.equal(entry.role, 'moderator')
  assert.equal(entry.provider, 'room')
  assert.deepEqual(entry.iceServers, [])

  clock.moveTo(start.add({ minutes: 74 }))
  assert.equal((await ask(mira)).role, 'learner', 'open until a quarter of an hour after the end')
  clock.moveTo(start.add({ minutes: 75 }))
  assert.equal((await ask(mira)).code, 'room_closed')
})

test('the room opens ten minutes before, and not a second sooner', async () => {
  await using room = await roomful()
  const seat = async (session: string) => {
    const url = `/api/sessions/${session}/room`
    const answer = await room.app.inject({ method: 'GET', url, headers: await room.as(room.lucia) })
    return answer.json() as { open: boolean; why: string | null }
  }
  const at = room.clock.now().add({ hours: 5, seconds: 1 }).add({ minutes: 10 })
  const later = await makeSession(room.db, room.lucia, { start: at, end: at.add({ hours: 1 }) })
  room.clock.moveTo(at.subtract({ minutes: 10, seconds: 1 }))
  assert.deepEqual(await seat(later).then(({ open, why }) => [open, why]), [
    false,
    'room_opens_later',
  ])
  room.clock.moveTo(at.subtract({ minutes: 10 }))
  assert.deepEqual(await seat(later).then(({ open, why }) => [open, why]), [true, null])
})

test('only a living token of this room, from our own page, opens the door', async () => {
  await using room = await roomful()
  const [mira] = room.learners as [string]
  const token = await tokenFor(room, mira)
  const key = new TextEncoder().encode('a secret for tests only, long enough')
  const forged = await new SignJWT({ room: room.session, role: 'educator', mod: true })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('stoa.room')
    .setAudience('stoa.room')
    .setSubject(mira)
    .setJti(newId())
    .setExpirationTime('1h')
    .sign(key)
  const [head, body, signature] = token.split('.') as [string, string, string]
  const bent = JSON.parse(Buffer.from(body, 'base64url').toString())
  const changed = Buffer.from(JSON.stringify({ ...bent, role: 'educator' })).toString('base64url')
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  for (const wrong of [
    forged,
    `${head}.${changed}.${signature}`,
    `${none}.${body}.`,
    `${head}.${body}.${signature.slice(0, -4)}AAAA`,
    'nonsense',
  ])
    await assert.rejects(connect(room, wrong), status(401), wrong.slice(0, 40))
  await assert.rejects(connect(room, token, { session: newId() }), status(401), 'of another room')
  const elsewhere = { origin: 'https://elsewhere.example' }
  await assert.rejects(connect(room, token, { headers: elsewhere }), status(403))
  const client = await connect(room, token, { headers: { origin: `http://${room.at}` } })
  assert.equal((await client.next('welcome')).people[0]!.role, 'learner')

  room.clock.moveTo(room.clock.now().add({ seconds: 121 }))
  await assert.rejects(connect(room, token), status(401), 'two minutes later')
  await comeInto(room, mira)
})

test('people see each other come, change and go; signals reach whom they are for', async () => {
  await using room = await roomful({ learners: 3 })
  const [mira, jonas, noor] = room.learners as [string, string, string]
  const lucia = await comeInto(room, room.lucia)
  const miras = await comeInto(room, mira)
  assert.equal((await lucia.next('joined')).who.name, 'Mira Kaya')
  const noors = await comeInto(room, noor)
  await Promise.all([lucia.next('joined'), miras.next('joined')])

  miras.say({ t: 'state', microphone: true, camera: true, screen: false, hand: true })
  const changed = await lucia.next('changed')
  assert.deepEqual([changed.who.person, changed.who.camera, changed.who.hand], [mira, true, true])
  const description = { type: 'offer', sdp: 'v=0' }
  miras.say({ t: 'signal', to: room.lucia, description })
  assert.deepEqual(await lucia.next('signal'), { t: 'signal', from: mira, description })
  miras.say({ t: 'say', words: '  Hello  ' })
  const said = await noors.next('said')
  assert.deepEqual([said.said.name, said.said.words], ['Mira Kaya', 'Hello'])
  assert.ok(!noors.heard.some(({ t }) => t === 'signal'), 'a signal is for one')

  // Screens: one at a time.
  miras.say({ t: 'state', microphone: true, camera: true, screen: true, hand: false })
  await lucia.next('changed', ({ who }) => who.screen)
  noors.say({ t: 'state', microphone: false, camera: false, screen: true, hand: false })
  assert.equal((await noors.next('declined')).why, 'screen_taken')

  // Whoever comes later reads what was said.
  const token = await tokenFor(room, jonas)
  const jonases = await connect(room, token)
  assert.equal((await jonases.next('welcome')).people.length, 4)
  assert.equal((await jonases.next('talk')).talk[0]!.words, 'Hello')
  miras.say({ t: 'leave' })
  assert.deepEqual(await lucia.next('left'), { t: 'left', who: mira, why: 'left' })
  await room.app.rooms.writeSeen()
  const [row] = await room.db<{ left: boolean }>`
    select left_at is not null as left from live.presence where person_id = ${mira}`
  assert.equal(row!.left, true)
})

test('cut off and back within seconds: the place is kept, and presence has no hole', async () => {
  await using room = await roomful()
  const { clock, start } = room
  const [mira] = room.learners as [string]
  clock.moveTo(start)
  const lucia = await comeInto(room, room.lucia)
  const first = await comeInto(room, mira)
  await lucia.next('joined')
  clock.moveTo(start.add({ seconds: 15 }))
  first.say({ t: 'here' })
  await first.arrived()
  await room.app.rooms.writeSeen()
  first.cut()
  assert.equal((await lucia.next('away')).who.person, mira)
  clock.moveTo(start.add({ seconds: 30 }))
  const second = await comeInto(room, mira, first.instance)
  const returned = await lucia.next('returned')
  assert.deepEqual([returned.who.instance, returned.who.away], [first.instance, false])
  for (let seconds = 45; seconds <= 120; seconds += 15) {
    clock.moveTo(start.add({ seconds }))
    for (const one of [lucia, second]) one.say({ t: 'here' })
    await Promise.all([lucia.arrived(), second.arrived()])
    await room.app.rooms.writeSeen()
  }
  second.say({ t: 'leave' })
  await lucia.next('left')
  await room.app.rooms.writeSeen()
  const found = await presenceOf(room.db, room.session)
  const miras = found.find(({ person }) => person === mira)!
  assert.equal(miras.intervals.length, 1, JSON.stringify(miras.intervals.map(String)))
  assert.equal(miras.seconds, 120)
  assert.equal(found.find(({ person }) => person === room.lucia)!.role, 'educator')
})

test('another window takes the place; the first is told', async () => {
  await using room = await roomful()
  const [mira] = room.learners as [string]
  const first = await comeInto(room, mira)
  await comeInto(room, mira)
  assert.equal((await first.next('gone')).why, 'replaced')
  assert.equal(await first.closed, 4001)
  assert.equal(room.app.rooms.peopleIn(room.session).length, 1)
})

test('the educator mutes, removes and ends; learners cannot; who was removed stays out', async () => {
  await using room = await roomful()
  const [mira, jonas] = room.learners as [string, string]
  const lucia = await comeInto(room, room.lucia)
  const miras = await comeInto(room, mira)
  const jonases = await comeInto(room, jonas)
  for (const message of [{ t: 'mute', who: jonas }, { t: 'remove', who: jonas }, { t: 'end' }]) {
    miras.say(message)
    assert.equal((await miras.next('declined')).why, 'hosts_only')
  }
  lucia.say({ t: 'mute', who: null })
  assert.equal((await miras.next('mute')).by, 'Lucía Ortega')
  await jonases.next('mute')
  const token = await tokenFor(room, jonas)
  lucia.say({ t: 'remove', who: jonas })
  assert.equal((await jonases.next('gone')).why, 'removed')
  assert.equal(await jonases.closed, 4002)
  assert.equal((await miras.next('left')).why, 'removed')
  await assert.rejects(connect(room, token), turnedAway('room_removed'), 'with a token of before')
  await assert.rejects(tokenFor(room, jonas), refused('room_removed'))
  lucia.say({ t: 'remove', who: room.lucia })
  assert.equal((await lucia.next('declined')).why, 'not_done')

  const back = await room.app.inject({
    method: 'POST',
    url: `/api/sessions/${room.session}/room/let-back/${jonas}`,
    headers: await room.as(room.lucia),
  })
  assert.equal(back.statusCode, 200)
  const again = await comeInto(room, jonas)

  lucia.say({ t: 'end' })
  for (const one of [lucia, miras, again]) assert.equal((await one.next('gone')).why, 'ended')
  await assert.rejects(tokenFor(room, mira), refused('room_ended'))
  await assert.rejects(connect(room, token), turnedAway('room_ended'))
  const open = { method: 'POST', url: `/api/sessions/${room.session}/room/open` } as const
  const tried = await room.app.inject({ ...open, headers: await room.as(mira) })
  assert.equal(tried.json().code, 'room_hosts_only')
  await room.app.inject({ ...open, headers: await room.as(room.lucia) })
  await comeInto(room, mira)
  assert.deepEqual(await verify(room.db), { ok: true, findings: [] })
})

test('whoever loses their seat while inside is shown out at once, whoever takes it away and wherever', async () => {
  await using room = await roomful({ learners: 4 })
  const { db, session } = room
  const [mira, jonas, noor, lena] = room.learners as [string, string, string, string]
  const lucia = await comeInto(room, room.lucia)
  const moderator = await comeInto(room, await room.person({ staffRoles: ['moderator'] }))
  const inside = new Map<string, Awaited<ReturnType<typeof comeInto>>>()
  for (const one of room.learners) inside.set(one, await comeInto(room, one))
  const bookingOf = async (learner: string) => {
    const [row] = await db<{ id: string }>`
      select id from live.booking where session_id = ${session} and learner_id = ${learner}`
    return row!.id
  }
  const out = async (who: string, why: string) => {
    assert.equal((await inside.get(who)!.next('gone')).why, why)
    assert.equal(await inside.get(who)!.closed, why === 'no_seat' ? 4005 : 4002)
  }

  // Nothing but the verb is called: as another process would, or the schedule.
  const now = room.clock.now()
  const began = performance.now()
  await atomically(db, async (tx) => {
    await cancelBooking(tx, await bookingOf(mira), mira, now)
    assert.equal(inside.get(mira)!.heard.filter(({ t }) => t === 'gone').length, 0)
  })
  await out(mira, 'no_seat')
  const took = performance.now() - began
  // Told at once, not found at the next look at the rooms, ten seconds apart.
  assert.ok(took < 5_000, `out after ${took.toFixed(0)} ms`)
  assert.deepEqual(await lucia.next('left'), { t: 'left', who: mira, why: 'left' })
  await assert.rejects(comeInto(room, mira), turnedAway('room_not_for_you'))

  // A refund of what was bought, a word of the educator in another process.
  await atomically(db, async (tx) => letSeatGo(tx, await bookingOf(jonas), 'payments', now))
  await out(jonas, 'no_seat')
  const by = { person: room.lucia, staff: false }
  await atomically(db, (tx) => removeFromRoom(tx, session, noor, by, '', now))
  await out(noor, 'removed')
  assert.equal((await lucia.next('left', ({ who }) => who === noor)).why, 'removed')

  // What changes nothing about seats shows nobody out.
  await atomically(db, (tx) => reopenRoom(tx, session, by, now))
  const names = () => room.app.rooms.peopleIn(session).map(({ person }) => person)
  await room.app.rooms.lookAgain()
  assert.equal(names().length, 3)
  assert.ok(names().includes(lena))

  await atomically(db, (tx) => cancelSession(tx, session, by, 'Ill', now))
  for (const one of [lucia, moderator, inside.get(lena)!]) {
    assert.equal((await one.next('gone')).why, 'called_off')
    assert.equal(await one.closed, 4006)
  }
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('how connections are is written down, at most every half minute', async () => {
  await using room = await roomful()
  const [mira] = room.learners as [string]
  const client = await comeInto(room, mira)
  const measured = { word: 'fair', roundTrip: 310, lost: 150, upload: 400, download: 900 }
  for (let i = 0; i < 3; i += 1) client.say({ t: 'quality', ...measured, relayed: true })
  client.say({ t: 'say', words: 'after it' })
  await client.next('said')
  const rows = await room.db<{ word: string; trip: number; lost: number; relayed: boolean }>`
    select word, round_trip as trip, lost, relayed from live.room_quality where person_id = ${mira}`
  assert.deepEqual(rows, [{ word: 'fair', trip: 310, lost: 150, relayed: true }])
})

test('nonsense, too much and too fast end the connection, and nobody else’s', async () => {
  await using room = await roomful({ learners: 3 })
  const [mira, jonas, noor] = room.learners as [string, string, string]
  const lucia = await comeInto(room, room.lucia)
  for (const wrong of [
    '{',
    '{"t":"fly"}',
    '{"t":"say","words":"x","more":1}',
    '{"t":"signal","to":"everybody"}',
    JSON.stringify({ t: 'say', words: 'x'.repeat(2_001) }),
  ]) {
    const client = await comeInto(room, mira)
    client.say(wrong)
    assert.equal(await client.closed, 4400, wrong.slice(0, 40))
  }
  const large = await comeInto(room, jonas)
  large.say(JSON.stringify({ t: 'say', words: 'x'.repeat(70_000) }))
  assert.equal(await large.closed, 1009)
  const fast = await comeInto(room, noor)
  for (let i = 0; i < 400; i += 1) fast.say({ t: 'here' })
  assert.equal(await fast.closed, 4429)
  const talker = await comeInto(room, noor)
  for (let i = 0; i < 9; i += 1) talker.say({ t: 'say', words: `word ${i}` })
  await talker.next('declined', ({ why }) => why === 'too_fast')
  lucia.say({ t: 'say', words: 'still here' })
  assert.equal((await lucia.next('said', ({ said }) => said.words === 'still here')).t, 'said')
})

test('a storm of people coming, going and being cut off leaves the room and its books of presence right', async () => {
  await using room = await roomful({ learners: 5 })
  const everybody = [room.lucia, ...room.learners]
  const seed = Date.now() % 1e6
  let state = seed
  const chance = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  for (let round = 0; round < 6; round += 1) {
    await Promise.all(
      everybody.map(async (person) => {
        const client = await comeInto(room, person)
        await new Promise((resolve) => setTimeout(resolve, chance() * 20))
        if (chance() < 0.5) client.cut()
        else client.say({ t: 'leave' })
        await client.closed
      }),
    )
  }
  const here = await Promise.all(everybody.map((person) => comeInto(room, person)))
  const names = new Set(room.app.rooms.peopleIn(room.session).map(({ person }) => person))
  assert.deepEqual(names, new Set(everybody), `seed ${seed}`)
  await room.app.rooms.writeSeen()
  const [count] = await room.db<{ rows: number; open: number }>`
    select count(*)::int as rows, count(*) filter (where left_at is null)::int as open from live.presence`
  assert.equal(count!.rows, 7 * everybody.length, `seed ${seed}`)
  assert.ok(count!.open >= everybody.length)
  assert.equal(here.length, everybody.length)
})

test('a stop tells everybody to come back, and writes down when they were last here', async () => {
  const room = await roomful()
  const [mira] = room.learners as [string]
  const client = await comeInto(room, mira)
  const rows = room.db<{ left: boolean }>`select left_at is not null as left from live.presence`
  assert.equal((await rows).length, 1)
  const closing = room.app.rooms.close()
  const said = await client.next('restarting')
  assert.ok(said.inMs >= 500 && said.inMs <= 2_500)
  assert.equal(await client.closed, 1012)
  await closing
  await room[Symbol.asyncDispose]()
})

test('sixty people in twenty rooms cost four statements a minute', async () => {
  await using room = await roomful({ learners: 2 })
  const clients = [await comeInto(room, room.lucia)]
  for (const one of room.learners) clients.push(await comeInto(room, one))
  for (let i = 0; i < 19; i += 1) {
    const host = await educator(room.db, { name: `Host ${i}` })
    const made = room.clock.now().subtract({ hours: 40 })
    const id = await makeSession(room.db, host, {
      start: room.start,
      end: room.start.add({ hours: 1 }),
      made,
    })
    clients.push(await comeInto({ ...room, session: id }, host))
  }
  const before = room.db.sent.count
  for (let beat = 0; beat < 4; beat += 1) {
    room.clock.moveTo(room.clock.now().add({ seconds: 15 }))
    for (const one of clients) one.say({ t: 'here' })
    await Promise.all(clients.map((one) => one.arrived()))
    await room.app.rooms.writeSeen()
    room.app.rooms.beat()
  }
  assert.equal(room.db.sent.count - before, 4)
  const [seen] = await room.db<{ behind: number }>`
    select count(*) filter (where seen_at < ${room.clock.now().subtract({ seconds: 15 })})::int as behind
    from live.presence`
  assert.equal(seen!.behind, 0)
})
