import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { test } from 'node:test'
import { atomically, newId, record } from '#base'
import { announce, openWebhooks, sealSecretsAnew, sendEvents } from '#messaging'
import { addMember, createOrganization } from '#people'
import { testApp } from '../../test/app.ts'
import { educator, session } from '../../test/classroom.ts'

type Got = { headers: IncomingMessage['headers']; body: string }

/** A machine outside: keeps what it gets, and answers as it is told. */
async function machine(
  answer: (got: Got, reply: ServerResponse) => void = (_, r) => void r.end('ok'),
) {
  const got: Got[] = []
  const server = createServer((request, reply) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      const one = { headers: request.headers, body }
      got.push(one)
      answer(one, reply)
    })
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}/hook`,
    got,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** As the library of Standard Webhooks verifies: any of the signatures, by the secret, over id, second and body. */
function genuine({ headers, body }: Got, secret: string): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const right = createHmac('sha256', key).update(text).digest('base64')
  const fresh = Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1_000) < 300
  const given = String(headers['webhook-signature']).split(' ')
  return fresh && given.includes(`v1,${right}`)
}

const open = () => testApp({ config: { outsideAllowed: ['127.0.0.0/8'] } })
type Stoa = Awaited<ReturnType<typeof open>>

async function asAdmin(stoa: Stoa) {
  const admin = await stoa.as(await stoa.person({ staffRoles: ['admin'] }))
  // What has happened so far is over before anybody listens.
  await stoa.deps.jobs.settle()
  const call = async (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    headers = admin,
  ) => {
    const answer = await stoa.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
    return { status: answer.statusCode, ...(answer.body ? answer.json() : {}) }
  }
  const add = async (url: string, kinds: string[] | null = null) =>
    call('POST', '/api/event-receivers', { url, name: 'Ours', kinds })
  return { call, add }
}

/** Somebody joins: an event that needs nothing else. */
async function happen(stoa: Stoa, settle = true) {
  const id = await atomically(stoa.db, (tx) =>
    record(tx, {
      kind: 'person.joined',
      about: { type: 'person', id: newId() },
      at: stoa.clock.now(),
    }),
  )
  // Nobody to be told in the house: only the outside hears.
  await stoa.db`insert into jobs.reaction (fact_id, name, done_at) values (${id}, 'tell', ${stoa.clock.now()})`
  if (settle) await stoa.deps.jobs.settle()
  return id
}

async function later(stoa: Stoa, duration: Temporal.DurationLike) {
  stoa.clock.moveTo(stoa.clock.now().add(duration))
  await stoa.deps.jobs.runNow('messaging.sendEvents', 'test')
  await stoa.deps.jobs.settle()
}

test('an event reaches its receiver signed, once, and two secrets sign while one takes over', async () => {
  await using stoa = await open()
  await using there = await machine()
  const { call, add } = await asAdmin(stoa)
  const { receiver, secret } = await add(there.url)
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  const fact = await happen(stoa)
  assert.equal(there.got.length, 1)
  const [first] = there.got
  const event = JSON.parse(first!.body)
  assert.deepEqual(
    [event.id, event.type, Object.keys(event.data)],
    [fact, 'person.joined', ['personId']],
  )
  assert.ok(genuine(first!, secret))
  assert.ok(!genuine({ ...first!, body: `${first!.body} ` }, secret))
  const seen = await call('GET', `/api/event-receivers/${receiver.id}`)
  assert.equal(seen.secret, undefined, 'shown once')

  const changed = await call('POST', `/api/event-receivers/${receiver.id}/secret`, {})
  await happen(stoa)
  assert.ok(genuine(there.got[1]!, secret) && genuine(there.got[1]!, changed.secret))
  stoa.clock.moveTo(stoa.clock.now().add({ hours: 25 }))
  await happen(stoa)
  assert.ok(!genuine(there.got[2]!, secret) && genuine(there.got[2]!, changed.secret))
  const kept =
    await stoa.db`select 1 from messaging.receiver_secret where position(convert_to(${secret}, 'UTF8') in sealed) > 0`
  assert.equal(kept.length, 0, 'sealed where it lies')
})

test('the master secret can be changed: secrets are sealed anew, and go on signing', async () => {
  await using stoa = await open()
  await using there = await machine()
  const { add } = await asAdmin(stoa)
  const { secret } = await add(there.url)
  const changed = openWebhooks({
    ...stoa.deps.config,
    secret: 'another secret for tests only, long',
    secretsBefore: [stoa.deps.config.secret],
  })
  assert.equal(await atomically(stoa.db, (tx) => sealSecretsAnew(tx, changed)), 1)
  assert.equal(await atomically(stoa.db, (tx) => sealSecretsAnew(tx, changed)), 0)
  await happen(stoa)
  assert.equal(there.got.length, 0, 'the secret of before opens nothing any more')
  stoa.clock.moveTo(stoa.clock.now().add({ minutes: 1 }))
  const clocks = { now: () => stoa.clock.now(), wall: () => Temporal.Now.instant() }
  assert.equal(await sendEvents(stoa.db, changed, clocks), 1)
  assert.ok(genuine(there.got[0]!, secret))
})

test('a receiver hears of what it chose, and of nothing while it is off', async () => {
  await using stoa = await open()
  await using there = await machine()
  const { call, add } = await asAdmin(stoa)
  const { receiver } = await add(there.url, ['session.cancelled'])
  await happen(stoa)
  assert.equal(there.got.length, 0)
  const at = `/api/event-receivers/${receiver.id}`
  await call('PATCH', at, { kinds: null })
  await happen(stoa)
  await call('PATCH', at, { on: false })
  await happen(stoa)
  assert.equal((await call('POST', `${at}/ping`)).code, 'receiver_off')
  await call('PATCH', at, { on: true })
  await call('POST', `${at}/ping`)
  await stoa.deps.jobs.settle()
  assert.deepEqual(
    there.got.map(({ body }) => JSON.parse(body).type),
    ['person.joined', 'webhook.ping'],
  )
  assert.equal((await call('DELETE', at)).status, 204)
  await happen(stoa)
  assert.equal(there.got.length, 2)
  assert.equal((await call('GET', at)).code, 'receiver_unknown')
})

test('what fails is sent again over days under one webhook-id, then marked, and sent again when asked', async () => {
  await using stoa = await open()
  let well = false
  await using there = await machine((_, reply) => {
    reply.writeHead(well ? 200 : 500).end('x'.repeat(5_000))
  })
  const { call, add } = await asAdmin(stoa)
  const { receiver } = await add(there.url)
  const at = `/api/event-receivers/${receiver.id}`
  await happen(stoa)
  const pauses: number[] = []
  for (;;) {
    const { items } = await call('GET', `${at}/deliveries`)
    if (items[0].state !== 'waiting') break
    const pause = Temporal.Instant.from(items[0].nextTryAt).since(stoa.clock.now())
    pauses.push(pause.total('minutes'))
    await later(stoa, pause.subtract({ seconds: 30 }))
    await later(stoa, { seconds: 30 })
  }
  assert.deepEqual(pauses, [1, 5, 30, 120, 300, 600, 840, 1200, 1440])
  assert.equal(there.got.length, 10)
  assert.equal(new Set(there.got.map(({ headers }) => headers['webhook-id'])).size, 1)
  const { items } = await call('GET', `${at}/deliveries?state=failed`)
  const one = await call('GET', `${at}/deliveries/${items[0].id}`)
  assert.equal(one.tried.length, 10)
  assert.deepEqual([one.tried[0].status, one.tried[0].excerpt.length], [500, 1000])

  well = true
  const again = await call('POST', `${at}/again`, { since: '2026-01-01T00:00:00Z' })
  assert.equal(again.sent, 1)
  await stoa.deps.jobs.settle()
  assert.equal((await call('GET', `${at}/deliveries`)).items[0].state, 'delivered')
  // One that was taken can be asked for too.
  assert.equal((await call('POST', `${at}/deliveries/${items[0].id}/again`)).sent, 1)
  await stoa.deps.jobs.settle()
  assert.equal(new Set(there.got.map(({ headers }) => headers['webhook-id'])).size, 1)
  assert.equal(there.got.length, 12)
})

test('a receiver that takes nothing for five days is disabled, told of, and what it missed is kept', async () => {
  await using stoa = await open()
  let well = false
  await using there = await machine((_, reply) => void reply.writeHead(well ? 204 : 503).end())
  const { call, add } = await asAdmin(stoa)
  const { receiver } = await add(there.url)
  const at = `/api/event-receivers/${receiver.id}`
  for (let day = 0; day < 6; day++) {
    await happen(stoa)
    await later(stoa, { hours: 24 })
  }
  assert.equal((await call('GET', at)).state, 'disabled')
  const told = await stoa.db<{ title: string; link: string }>`
    select title, link from messaging.notice where kind = 'webhook.disabled'`
  assert.deepEqual(
    told.map(({ link }) => link),
    [`/operate/webhooks/${receiver.id}`],
  )
  await happen(stoa)
  const before = there.got.length
  await later(stoa, { hours: 24 })
  assert.equal(there.got.length, before, 'nothing is sent to it')
  well = true
  await call('PATCH', at, { on: true })
  const { sent } = await call('POST', `${at}/again`, { since: '2026-01-01T00:00:00Z' })
  await stoa.deps.jobs.settle()
  assert.equal(sent, 7)
  assert.equal((await call('GET', `${at}/deliveries?state=delivered`)).items.length, 7)
})

test('410 means that nobody is there any more; Retry-After is heard', async () => {
  await using stoa = await open()
  await using gone = await machine((_, reply) => void reply.writeHead(410).end())
  await using busy = await machine(
    (_, reply) => void reply.writeHead(429, { 'retry-after': '7200' }).end(),
  )
  const { call, add } = await asAdmin(stoa)
  const first = await add(gone.url)
  const second = await add(busy.url)
  await happen(stoa)
  assert.equal((await call('GET', `/api/event-receivers/${first.receiver.id}`)).state, 'disabled')
  const { items } = await call('GET', `/api/event-receivers/${second.receiver.id}/deliveries`)
  assert.equal(
    Temporal.Instant.from(items[0].nextTryAt).since(stoa.clock.now()).total('minutes'),
    120,
  )
})

test('hostile receivers: redirections inside, huge bodies, no certificate; others hear all the same', async () => {
  await using stoa = await open()
  await using inside = await machine()
  await using redirecting = await machine((_, reply) => {
    reply.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data' }).end()
  })
  await using huge = await machine((_, reply) => {
    reply.writeHead(200)
    const more = () =>
      reply.writable && reply.write(Buffer.alloc(65_536, 'x')) && setImmediate(more)
    reply.on('drain', more)
    more()
  })
  const { call, add } = await asAdmin(stoa)
  const ids = []
  for (const url of [redirecting.url, huge.url, inside.url.replace('http:', 'https:'), inside.url])
    ids.push((await add(url)).receiver.id)
  await happen(stoa)
  const states = []
  for (const id of ids) {
    const { items } = await call('GET', `/api/event-receivers/${id}/deliveries`)
    states.push([items[0].state, items[0].status, items[0].error?.split(' (')[0] ?? null])
  }
  assert.deepEqual(states, [
    ['waiting', 307, null],
    ['delivered', 200, null],
    ['waiting', null, 'Its certificate cannot be trusted'],
    ['delivered', 200, null],
  ])
  assert.equal(inside.got.length, 1)
})

test('no receiver inside the house: refused when it is set up, and when its name turns round later', async () => {
  await using stoa = await testApp()
  const { call, add } = await asAdmin(stoa)
  for (const url of [
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://10.0.0.7/x',
    'http://example.org/x',
    'https://localhost/x',
  ])
    assert.equal((await add(url)).code, 'receiver_url_refused', url)
  assert.equal((await add('https://example.org/x', ['no.such'])).code, 'event_kind_unknown')
  // As a name that was public when it was set up, and leads inside now.
  const { receiver } = await add('https://example.org/x')
  await stoa.db`update messaging.receiver set url = 'https://ip6-localhost/x' where id = ${receiver.id}`
  await happen(stoa)
  const { items } = await call('GET', `/api/event-receivers/${receiver.id}/deliveries`)
  assert.match(items[0].error, /private network|no machine/)
})

test('an organization hears of its own sessions, and sees only its own receivers', async () => {
  await using stoa = await open()
  await using there = await machine()
  const owner = await stoa.person()
  const [school, other] = await Promise.all(
    ['School', 'Other'].map((name) =>
      atomically(stoa.db, (tx) => createOrganization(tx, { name }, stoa.clock.now())),
    ),
  )
  const [own, foreign] = [school!.id, other!.id]
  await atomically(stoa.db, (tx) =>
    addMember(tx, { organization: own, person: owner, role: 'owner' }, stoa.clock.now()),
  )
  const { call, add } = await asAdmin(stoa)
  const headers = await stoa.as(owner)
  const made = await call(
    'POST',
    `/api/organizations/${own}/event-receivers`,
    { url: there.url, name: 'x' },
    headers,
  )
  assert.equal(made.status, 201, JSON.stringify(made))
  assert.equal(
    (await call('GET', `/api/organizations/${foreign}/event-receivers`, undefined, headers)).code,
    'not_allowed',
  )
  assert.equal((await call('GET', '/api/event-receivers', undefined, headers)).code, 'not_allowed')
  const operators = await add(there.url)
  const across = `/api/organizations/${own}/event-receivers/${operators.receiver.id}`
  assert.equal((await call('GET', across, undefined, headers)).code, 'receiver_unknown')
  await call('DELETE', `/api/event-receivers/${operators.receiver.id}`)

  const mine = await educator(stoa.db, { name: 'Mine', organizationId: own })
  const theirs = await educator(stoa.db, { name: 'Theirs', organizationId: foreign })
  const lesson = await session(stoa.db, mine)
  await session(stoa.db, theirs)
  await happen(stoa)
  await stoa.deps.jobs.settle()
  assert.deepEqual(
    there.got.map(({ body }) => [JSON.parse(body).type, JSON.parse(body).data.sessionId]),
    [['session.published', lesson]],
  )
})

test('a process that is killed while it sends loses nothing: it comes again, under the same id', async () => {
  await using stoa = await open()
  let silent = true
  await using there = await machine((_, reply) => {
    if (!silent) reply.end('ok')
  })
  const { call, add } = await asAdmin(stoa)
  const { receiver } = await add(there.url)
  // Written down, and not yet sent: the queue is left alone until the other process has it.
  const fact = await happen(stoa, false)
  await atomically(stoa.db, (tx) =>
    announce(
      tx,
      {
        id: fact,
        kind: 'person.joined',
        about: { type: 'person', id: newId() },
        at: stoa.clock.now(),
        data: {},
      },
      undefined,
      stoa.clock.now(),
    ),
  )
  const script = `
    import { APP_ROLE, openDatabase, readConfig } from '#base'
    import { openWebhooks, sendEvents } from '#messaging'
    const config = { ...readConfig({ STOA_SECRET: ${JSON.stringify(stoa.deps.config.secret)} }), outsideAllowed: ['127.0.0.0/8'] }
    const now = Temporal.Instant.from('${stoa.clock.now()}')
    const db = openDatabase({ url: ${JSON.stringify(stoa.db.url)}, role: APP_ROLE, size: 2 })
    await sendEvents(db, openWebhooks(config), { now: () => now, wall: () => Temporal.Now.instant() })
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' })
  while (there.got.length === 0) await new Promise((tick) => setTimeout(tick, 20))
  child.kill('SIGKILL')
  await once(child, 'exit')
  silent = false
  await stoa.deps.jobs.settle()
  assert.equal(there.got.length, 1, 'nobody else takes it while it may still be under way')
  await later(stoa, { minutes: 2 })
  assert.equal(there.got.length, 2)
  assert.equal(there.got[0]!.headers['webhook-id'], there.got[1]!.headers['webhook-id'])
  const { items } = await call('GET', `/api/event-receivers/${receiver.id}/deliveries`)
  assert.deepEqual(
    items.map((one: { state: string }) => one.state),
    ['delivered'],
  )
})
