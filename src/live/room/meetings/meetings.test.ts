import assert from 'node:assert/strict'
import { createHash, createHmac, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { atomically, readConfig } from '#base'
import { educator, learner, NOON, person, refused, session } from '../../../../test/classroom.ts'
import { testDatabase } from '../../../../test/database.ts'
import {
  chooseMeeting,
  meetingOf,
  meetingServices,
  openMeeting,
  presenceOf,
  setLarger,
  setMeetingService,
  wentElsewhere,
} from '../../index.ts'
import { bbbAddress, bigBlueButton } from './bigbluebutton.ts'
import { jitsiToken } from './jitsi.ts'
import { livekitToken } from './livekit.ts'

const config = readConfig({
  STOA_SECRET: 'a secret for tests only, long enough',
  LOG_LEVEL: 'silent',
})
const guest = {
  session: '019aa4c2-7e3c-7b56-9d0e-3f6b2f1f9a10',
  title: 'Talking about films & music',
  person: '019aa4c2-7e3c-7b56-9d0e-3f6b2f1f9a11',
  name: 'Zoë Adler',
  host: true,
  people: 9,
  closesAt: NOON.add({ hours: 1 }),
}
const seconds = (instant: Temporal.Instant) => Math.floor(instant.epochMilliseconds / 1000)

/** A token's signature, made a second time by hand (RFC 7515, HS256). */
const signature = (token: string, secret: string) =>
  createHmac('sha256', secret).update(token.split('.').slice(0, 2).join('.')).digest('base64url')

test('LiveKit: what its server reads in an access token', async () => {
  const token = await livekitToken({ apiKey: 'APIabc123' }, 'a secret of livekit', guest, NOON)
  assert.equal(token.split('.')[2], signature(token, 'a secret of livekit'))
  assert.deepEqual(decodeProtectedHeader(token), { alg: 'HS256', typ: 'JWT' })
  assert.deepEqual(decodeJwt(token), {
    iss: 'APIabc123',
    sub: guest.person,
    name: 'Zoë Adler',
    nbf: seconds(NOON),
    exp: seconds(guest.closesAt),
    video: {
      room: guest.session,
      roomJoin: true,
      roomAdmin: true,
      canPublish: true,
      canSubscribe: true,
      canPublishData: true,
      roomRecord: false,
    },
  })
})

test('Jitsi of one’s own, and JaaS: what each reads', async () => {
  const own = { domain: 'meet.example.org', appId: 'stoa', keyId: null }
  const token = await jitsiToken(own, 'a secret of prosody', { ...guest, host: false }, NOON)
  assert.equal(token.split('.')[2], signature(token, 'a secret of prosody'))
  assert.deepEqual(decodeJwt(token), {
    aud: 'jitsi',
    iss: 'stoa',
    sub: 'meet.example.org',
    room: `stoa-${guest.session}`,
    nbf: seconds(NOON) - 10,
    exp: seconds(guest.closesAt),
    context: { user: { id: guest.person, name: 'Zoë Adler', moderator: 'false' } },
  })
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const jaas = {
    domain: '8x8.vc',
    appId: 'vpaas-magic-cookie-1',
    keyId: 'vpaas-magic-cookie-1/abc',
  }
  const signed = await jitsiToken(jaas, key, guest, NOON)
  const { payload, protectedHeader } = await jwtVerify(signed, publicKey, {
    audience: 'jitsi',
    issuer: 'chat',
    subject: 'vpaas-magic-cookie-1',
    currentDate: new Date(NOON.epochMilliseconds),
  })
  assert.equal(protectedHeader.kid, 'vpaas-magic-cookie-1/abc')
  const context = payload.context as { user: { moderator: string }; features: object }
  assert.equal(context.user.moderator, 'true')
  assert.deepEqual(context.features, {
    recording: 'false',
    livestreaming: 'false',
    transcription: 'false',
  })
})

/** A small BigBlueButton: checks every call's checksum, and remembers its meetings. */
async function smallServer(secret: string) {
  const meetings = new Map<string, { made: number; record: string }>()
  const calls: string[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://bbb')
    const call = url.pathname.split('/').at(-1)!
    const query = url.search.slice(1).replace(/&?checksum=[0-9a-f]+$/, '')
    const right = createHash('sha256')
      .update(call + query + secret)
      .digest('hex')
    const id = url.searchParams.get('meetingID') ?? ''
    const answer = (inside: string) => response.end(`<response>${inside}</response>`)
    calls.push(call)
    if (url.searchParams.get('checksum') !== right)
      return answer('<returncode>FAILED</returncode><messageKey>checksumError</messageKey>')
    if (call === 'create') {
      const known = meetings.get(id) ?? { made: 1_700_000_000 + meetings.size, record: '' }
      meetings.set(id, { ...known, record: url.searchParams.get('record')! })
      return answer(
        `<returncode>SUCCESS</returncode><meetingID>${id}</meetingID><createTime>${known.made}</createTime>`,
      )
    }
    if (call === 'isMeetingRunning')
      return answer(`<returncode>SUCCESS</returncode><running>${meetings.has(id)}</running>`)
    if (!meetings.delete(id))
      return answer('<returncode>FAILED</returncode><messageKey>notFound</messageKey>')
    return answer('<returncode><![CDATA[SUCCESS]]></returncode>')
  })
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open))
  const { port } = server.address() as { port: number }
  return {
    endpoint: `http://127.0.0.1:${port}/bigbluebutton/api`,
    meetings,
    calls,
    [Symbol.asyncDispose]: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

const send = async (url: string) => (await fetch(url)).text()

test('BigBlueButton: made, joined with a role, looked after and ended by calls with their checksum', async () => {
  await using bbb = await smallServer('639259d4')
  const room = bigBlueButton({ endpoint: bbb.endpoint }, '639259d4', send)
  assert.equal(await room.running(guest.session), false)
  const url = new URL((await room.join(guest, NOON))!)
  const again = new URL((await room.join({ ...guest, host: false }, NOON))!)
  assert.deepEqual(
    [url.searchParams.get('role'), again.searchParams.get('role')],
    ['MODERATOR', 'VIEWER'],
  )
  assert.equal(url.searchParams.get('fullName'), 'Zoë Adler')
  assert.equal(url.searchParams.get('createTime'), again.searchParams.get('createTime'))
  const query = url.search.slice(1).replace(/&checksum=.*/, '')
  const right = createHash('sha256').update(`join${query}639259d4`).digest('hex')
  assert.equal(url.searchParams.get('checksum'), right)
  assert.equal(bbb.meetings.size, 1)
  assert.equal(bbb.meetings.get(guest.session)!.record, 'false')
  assert.equal(await room.running(guest.session), true)
  await room.end(guest.session)
  await room.end(guest.session)
  assert.equal(await room.running(guest.session), false)

  const wrong = bigBlueButton({ endpoint: bbb.endpoint }, 'another secret', send)
  await assert.rejects(wrong.join(guest, NOON), refused('meeting_unreachable'))
  const nowhere = bigBlueButton({ endpoint: 'http://127.0.0.1:9' }, 'x', send)
  await assert.rejects(nowhere.join(guest, NOON), refused('meeting_unreachable'))
})

test('BigBlueButton: the checksum of its documentation', () => {
  // https://docs.bigbluebutton.org/development/api/#usage: the string that is hashed, with SHA-256 here.
  const query = 'name=Test+Meeting&meetingID=abc123&attendeePW=111222&moderatorPW=333444'
  const parameters = Object.fromEntries(new URLSearchParams(query))
  const address = bbbAddress(
    { endpoint: 'https://bbb/api' },
    '639259d4-9dd8-4b25-bf01-95f9567eaf4b',
    'create',
    parameters,
  )
  const text = `create${query}639259d4-9dd8-4b25-bf01-95f9567eaf4b`
  const checksum = createHash('sha256').update(text).digest('hex')
  assert.equal(address, `https://bbb/api/create?${query}&checksum=${checksum}`)
  const sha1 = createHash('sha1').update(text).digest('hex')
  assert.equal(
    sha1,
    '1fcbb0c4fc1f039f73aa6d697d2db9ba7f803f17',
    'the same text gives their example',
  )
})

test('where a session meets: by its size, by the operator’s rule, by its educator’s choice', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const by = { person: ivan, staff: false }
  const small = await session(db, ivan, { capacity: 5 })
  const large = await session(db, ivan, { capacity: 8, startsIn: 60 })
  const of = async (id: string) => {
    const { kind, tooLarge } = await meetingOf(db, id)
    return [kind, tooLarge]
  }
  assert.deepEqual(
    [await of(small), await of(large)],
    [
      ['room', false],
      ['room', true],
    ],
  )

  const setting = { endpoint: 'https://bbb.example.org/bigbluebutton/api' }
  const given = { kind: 'bigbluebutton', setting, secret: 'a shared secret' } as const
  await assert.rejects(
    atomically(db, (tx) => setLarger(tx, 'bigbluebutton', 'person:staff', NOON)),
    refused('meeting_service_unset'),
  )
  await assert.rejects(
    atomically(db, (tx) =>
      setMeetingService(
        tx,
        config,
        { ...given, setting: { endpoint: 'http://bbb' } },
        'person:staff',
        NOON,
      ),
    ),
    refused('meeting_setting_wrong'),
  )
  await atomically(db, async (tx) => {
    await setMeetingService(tx, config, given, 'person:staff', NOON)
    await setLarger(tx, 'bigbluebutton', 'person:staff', NOON)
  })
  assert.deepEqual(
    [await of(small), await of(large)],
    [
      ['room', false],
      ['bigbluebutton', false],
    ],
  )
  const choose = (
    id: string,
    kind: 'room' | 'link' | 'jitsi',
    link: string | null = null,
    who = by,
  ) => atomically(db, (tx) => chooseMeeting(tx, id, { kind, link }, who, NOON))
  await choose(large, 'room')
  assert.deepEqual(await of(large), ['room', true])
  for (const wrong of [
    'http://zoom.us/j/1',
    'javascript:alert(1)',
    'https://a:b@zoom.us/j',
    'zoom',
    null,
  ])
    await assert.rejects(
      choose(small, 'link', wrong),
      refused('meeting_link_unsafe'),
      String(wrong),
    )
  await assert.rejects(choose(small, 'jitsi'), refused('meeting_service_unset'))
  const stranger = { person: await person(db), staff: false }
  await assert.rejects(choose(small, 'room', null, stranger), refused('room_hosts_only'))
  await choose(small, 'link', 'https://us02web.zoom.us/j/123?pwd=x')
  const meeting = await meetingOf(db, small)
  assert.equal(await (await openMeeting(db, config, meeting)).join(guest, NOON), meeting.link)

  // The secret is sealed, and opens for nobody else's key.
  const [row] = await db<{
    text: string
  }>`select meeting_service::text as text from live.meeting_service`
  assert.ok(!row!.text.includes('a shared secret'))
  assert.equal((await meetingServices(db, config)).items[0]!.opens, true)
  const other = { ...config, secret: 'another secret for tests only, long enough' }
  assert.equal((await meetingServices(db, other)).items[0]!.opens, false)
  const service = { kind: 'bigbluebutton', link: null, chosen: false, tooLarge: false } as const
  await assert.rejects(openMeeting(db, other, service), refused('meeting_service_unset'))
})

test('whoever went to a meeting elsewhere counts as present from then to the end', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const lena = await learner(db)
  const id = await session(db, ivan)
  const [{ start, end }] = (await db<{ start: Temporal.Instant; end: Temporal.Instant }>`
    select starts_at as start, ends_at as end from live.session where id = ${id}`) as never as [
    { start: Temporal.Instant; end: Temporal.Instant },
  ]
  const go = (who: string, connection: string, at: Temporal.Instant) =>
    atomically(db, (tx) =>
      wentElsewhere(tx, { session: id, person: who, role: 'learner', end }, connection, at),
    )
  await go(lena, '019aa4c2-7e3c-7b56-9d0e-3f6b2f1f9a12', start.add({ minutes: 3 }))
  await go(lena, '019aa4c2-7e3c-7b56-9d0e-3f6b2f1f9a13', start.add({ minutes: 9 }))
  const [found] = await presenceOf(db, id)
  assert.equal(found!.seconds, 57 * 60)
  assert.equal(found!.intervals.length, 1)
  const rows = await db`select 1 as one from live.presence`
  assert.equal(rows.length, 1, 'asking for the way twice is once')
})
