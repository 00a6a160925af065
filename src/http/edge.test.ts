import assert from 'node:assert/strict'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { newId, Problem, record } from '#base'
import { type TestApp, testApp } from '../../test/app.ts'
import { asAdmin } from '../../test/database.ts'
import { type Deps, deed, forgetAnswers } from './edge.ts'

const codeOf = (answer: { json(): unknown }) => (answer.json() as { code?: string }).code
/** A refusal of no module, so that the catalogue stays as it is. */
const refused = (facts: Record<string, unknown>) =>
  new Problem('test_refused', { status: 409, title: 'Not today.', retry: 'after-change' }, facts)

type Play = { after?: () => Promise<void>; before?: () => Promise<void> }

/** An app with one deed of ours in it: writes a fact, and does what the test wants around it. */
async function withDeed(play: Play = {}): Promise<TestApp> {
  let deps: Deps
  const stoa = await testApp({
    app: {
      pages: async (app: FastifyInstance) => {
        app.post(
          '/api/test-deed',
          {
            config: { needs: 'person', deed: true },
            schema: {
              body: Type.Object(
                { n: Type.Integer({ minimum: 1, maximum: 100 }) },
                { additionalProperties: false },
              ),
              response: { 201: Type.Object({ n: Type.Integer(), id: Type.String() }) },
            },
          },
          (request, reply) =>
            deed(deps, request, reply, async (tx, at, actor) => {
              const { n } = request.body as { n: number }
              await play.before?.()
              if (n === 99) throw refused({ n })
              const id = await record(tx, {
                kind: 'test.done',
                about: { type: 'person', id: actor.id },
                at,
                data: { n },
              })
              await play.after?.()
              reply.code(201)
              return { n, id }
            }),
        )
        app.get('/api/test-slow', { config: { needs: 'anyone' }, handlerTimeout: 50 }, () => {
          return new Promise(() => {})
        })
        app.get('/api/test-broken', { config: { needs: 'anyone' } }, async () => {
          throw new Error('the secret of the house is 42')
        })
        return async () => {
          throw new Error('no pages here')
        }
      },
    },
  })
  deps = stoa.deps
  return stoa
}

const doing = (stoa: TestApp, headers: Record<string, string>, payload: object = { n: 1 }) =>
  stoa.app.inject({ method: 'POST', url: '/api/test-deed', headers, payload })
const done = async (stoa: TestApp) =>
  (await stoa.db`select from base.fact where kind = 'test.done'`).length

test('each broken request is refused by its name, as problem+json', async () => {
  await using stoa = await withDeed()
  const json = { 'content-type': 'application/json' }
  const out = '/api/auth/sign-out'
  const cases = [
    ['GET', '/api/none', {}, '', 404, 'not_found'],
    ['GET', '/api/me/', {}, '', 404, 'not_found'],
    ['GET', '/api/%zz', {}, '', 404, 'not_found'],
    ['GET', '/api/me?x=%00', {}, '', 400, 'request_invalid'],
    ['DELETE', '/api/me', {}, '', 405, 'method_not_allowed'],
    ['GET', '/api/me', { host: 'evil.example' }, '', 421, 'host_unknown'],
    ['GET', '/api/me', { host: 'localhost.evil.example:3000' }, '', 421, 'host_unknown'],
    ['POST', out, json, '{', 400, 'json_malformed'],
    ['POST', out, json, '', 400, 'json_malformed'],
    ['POST', out, json, '{"__proto__": {}}', 400, 'json_malformed'],
    ['POST', out, json, '[]', 400, 'request_invalid'],
    ['POST', out, json, '{"unknown": 1}', 400, 'request_invalid'],
    ['POST', out, json, `{"a": "${'x'.repeat(300_000)}"}`, 413, 'body_too_large'],
    ['POST', out, { 'content-type': 'text/xml' }, '<a/>', 415, 'content_type_unsupported'],
    ['POST', out, { 'content-type': 'multipart/form-data' }, 'a', 415, 'content_type_unsupported'],
    ['GET', `/api/people/${'9'.repeat(300)}`, {}, '', 414, 'address_too_long'],
    ['GET', '/api/test-slow', {}, '', 503, 'took_too_long'],
    ['GET', '/api/test-broken', {}, '', 500, 'unexpected'],
  ] as const
  for (const [method, url, headers, payload, status, code] of cases) {
    const answer = await stoa.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
    const body = answer.json() as { code: string; requestId: string; status: number }
    assert.deepEqual([answer.statusCode, body.status, body.code], [status, status, code], url)
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
    assert.equal(answer.headers['x-request-id'], body.requestId)
    assert.doesNotMatch(answer.body, /secret|of the house|stack/)
  }
})

test('faults of a body are told field by field', async () => {
  await using stoa = await testApp()
  const answer = await stoa.app.inject({
    method: 'POST',
    url: '/api/auth/sign-up/email',
    payload: { email: 7, password: '', extra: 1 },
  })
  const { errors, detail } = answer.json() as {
    errors: { field: string; message: string }[]
    detail: string
  }
  assert.deepEqual(Object.fromEntries(errors.map(({ field, message }) => [field, message])), {
    '/name': 'is missing',
    '/extra': 'is not known here',
    '/email': 'must be string',
    '/password': 'must NOT have fewer than 1 characters',
  })
  assert.match(detail, /, and 3 more\.$/)
})

test('a deed is done once: a repeat gets the first answer, another body is refused', async () => {
  await using stoa = await withDeed()
  const headers = await stoa.doing(await stoa.person())
  const first = await doing(stoa, headers, { n: 5 })
  assert.equal(first.statusCode, 201, first.body)
  assert.equal(first.headers['idempotency-replayed'], undefined)
  const again = await doing(stoa, headers, { n: 5 })
  assert.deepEqual([again.statusCode, again.json()], [201, first.json()])
  assert.equal(again.headers['idempotency-replayed'], 'true')
  const other = await doing(stoa, headers, { n: 6 })
  assert.deepEqual([other.statusCode, codeOf(other)], [422, 'idempotency_key_reused'])
  const stranger = await stoa.as(await stoa.person())
  const theirs = await doing(stoa, { ...headers, ...stranger }, { n: 5 })
  assert.equal(theirs.statusCode, 201, 'keys of two people have nothing to do with each other')
  assert.notDeepEqual(theirs.json(), first.json())
  assert.equal(await done(stoa), 2)
})

test('a deed needs its key before anything else is looked at', async () => {
  await using stoa = await withDeed()
  const person = await stoa.as(await stoa.person())
  for (const key of [undefined, '', 'short', 'x'.repeat(129), 'with space inside', 'ünïcödé-key']) {
    const answer = await doing(stoa, {
      ...person,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    })
    assert.deepEqual([answer.statusCode, codeOf(answer)], [400, 'idempotency_key_missing'])
  }
  assert.equal(codeOf(await doing(stoa, { 'idempotency-key': newId() })), 'sign_in_needed')
  assert.equal(await done(stoa), 0)
})

test('a refused deed leaves nothing behind, and its key may try again', async () => {
  await using stoa = await withDeed()
  const headers = await stoa.doing(await stoa.person())
  const refused = await doing(stoa, headers, { n: 99 })
  assert.deepEqual([refused.statusCode, codeOf(refused)], [409, 'test_refused'])
  assert.deepEqual((refused.json() as { facts: unknown }).facts, { n: 99 })
  assert.equal((await stoa.db`select from http.answer`).length, 0)
  assert.equal((await doing(stoa, headers, { n: 1 })).statusCode, 201)
})

test('twenty of the same deed at one moment are one deed', async () => {
  await using stoa = await withDeed({ after: () => new Promise((go) => setTimeout(go, 30)) })
  const headers = await stoa.doing(await stoa.person())
  const answers = await Promise.all(Array.from({ length: 20 }, () => doing(stoa, headers)))
  assert.deepEqual(new Set(answers.map((answer) => answer.statusCode)), new Set([201]))
  assert.equal(new Set(answers.map((answer) => answer.body)).size, 1)
  assert.equal(answers.filter((answer) => !answer.headers['idempotency-replayed']).length, 1)
  assert.equal(await done(stoa), 1)
})

test('a database that dies in the middle of a deed undoes it, and the same request then does it', async () => {
  let dying = true
  const stoa = await withDeed({
    async after() {
      if (!dying) return
      dying = false
      const name = new URL(stoa.db.url).pathname.slice(1)
      await asAdmin((admin) =>
        admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [
          name,
        ]),
      )
      await new Promise((go) => setTimeout(go, 50))
    },
  })
  await using _ = stoa
  const headers = await stoa.doing(await stoa.person())
  const cut = await doing(stoa, headers)
  assert.equal(cut.statusCode, 503, cut.body)
  assert.equal(codeOf(cut), 'unavailable')
  assert.equal(await done(stoa), 0)
  const again = await doing(stoa, headers)
  assert.deepEqual([again.statusCode, again.headers['idempotency-replayed']], [201, undefined])
  assert.equal(await done(stoa), 1)
})

test('answers are remembered for a day', async () => {
  await using stoa = await withDeed()
  const headers = await stoa.doing(await stoa.person())
  const first = await doing(stoa, headers)
  stoa.clock.moveTo(stoa.clock.now().add({ hours: 23, minutes: 59 }))
  assert.deepEqual((await doing(stoa, headers)).json(), first.json())
  stoa.clock.moveTo(stoa.clock.now().add({ minutes: 2 }))
  const late = await doing(stoa, headers)
  assert.equal(late.statusCode, 201)
  assert.notDeepEqual(late.json(), first.json())
  const { atomically } = await import('#base')
  assert.equal(await atomically(stoa.db, (tx) => forgetAnswers(tx, stoa.clock.now())), 0)
  stoa.clock.moveTo(stoa.clock.now().add({ hours: 25 }))
  assert.equal(await atomically(stoa.db, (tx) => forgetAnswers(tx, stoa.clock.now())), 1)
})

test('too many requests are refused with the time to wait, by address and by person', async () => {
  await using stoa = await testApp({ app: { limits: { address: 5, person: 3 } } })
  const person = await stoa.as(await stoa.person())
  const ask = (remoteAddress: string, headers = {}) =>
    stoa.app.inject({ url: '/api/me', remoteAddress, headers })
  const first = await ask('10.0.0.1', person)
  assert.equal(first.headers['ratelimit-limit'], '3')
  assert.equal(first.headers['ratelimit-remaining'], '2')
  await ask('10.0.0.2', person)
  await ask('10.0.0.3', person)
  const personal = await ask('10.0.0.4', person)
  assert.deepEqual([personal.statusCode, codeOf(personal)], [429, 'rate_limited'])
  assert.ok(Number(personal.headers['retry-after']) >= 1)
  for (let i = 0; i < 5; i++) assert.equal((await ask('10.9.9.9')).statusCode, 200)
  assert.equal((await ask('10.9.9.9')).statusCode, 429)
  assert.equal((await ask('10.9.9.8')).statusCode, 200)
})

test('the app refuses to start with routes that are not declared as they must be', async () => {
  const start = (add: (app: FastifyInstance) => void) =>
    testApp({
      app: {
        pages: async (app) => {
          add(app)
          return async () => ({})
        },
      },
    })
  const handler = async () => ({})
  const open = { type: 'object', properties: { a: { type: 'string' } } }
  await assert.rejects(
    start((app) => app.get('/api/x', handler)),
    /GET \/api\/x does not declare what it needs/,
  )
  await assert.rejects(
    start((app) => app.post('/api/x', { config: { needs: 'anyone', deed: true } }, handler)),
    /POST \/api\/x is a deed/,
  )
  await assert.rejects(
    start((app) =>
      app.post('/api/x', { config: { needs: 'person' }, schema: { body: open } }, handler),
    ),
    /POST \/api\/x: body takes fields that it does not name/,
  )
})

test('over a real socket: half a request, headers too large, compression, and a graceful close', async () => {
  await using stoa = await testApp()
  await stoa.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = stoa.app.server.address() as { port: number }
  const say = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      let said = ''
      socket.on('data', (data) => {
        said += data
      })
      socket.on('close', () => resolve(said))
      socket.on('error', reject)
    })
  assert.match(
    await say('THIS IS NO HTTP\r\n\r\n'),
    /^HTTP\/1.1 400 [\s\S]*"code":"request_invalid"/,
  )
  const large = `GET /api/me HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`
  assert.match(await say(large), /^HTTP\/1.1 431 [\s\S]*"code":"headers_too_large"/)

  const encoding = await new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'br, gzip' }
    httpRequest({ port, path: '/api/openapi.json', headers }, (answer) => {
      answer.resume()
      resolve(answer.headers['content-encoding'])
    })
      .on('error', reject)
      .end()
  })
  assert.equal(encoding, 'br')
})

test('closing finishes what has begun and takes nothing new', async () => {
  let begun = () => {}
  const running = new Promise<void>((resolve) => {
    begun = resolve
  })
  const stoa = await withDeed({
    async after() {
      begun()
      await new Promise((go) => setTimeout(go, 200))
    },
  })
  await using _ = stoa
  const address = await stoa.app.listen({ port: 0, host: '127.0.0.1' })
  const headers = await stoa.doing(await stoa.person())
  const inFlight = fetch(`${address}/api/test-deed`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: '{"n":1}',
  })
  await running
  const closing = stoa.app.close()
  const answer = await inFlight
  assert.equal(answer.status, 201)
  await closing
  assert.equal(await done(stoa), 1)
  await assert.rejects(fetch(`${address}/healthz`))
})

test('behind a proxy that is trusted, limits know the visitor; otherwise nobody is believed', async () => {
  for (const [proxies, expected] of [
    [['10.0.0.0/8'], [200, 200, 429]],
    [[], [200, 429, 429]],
  ] as const) {
    await using stoa = await testApp({
      config: { proxies: [...proxies] },
      app: { limits: { address: 1 } },
    })
    const ask = async (forwarded: string) => {
      const headers = { 'x-forwarded-for': forwarded }
      const answer = await stoa.app.inject({ url: '/api/me', remoteAddress: '10.0.0.1', headers })
      return answer.statusCode
    }
    const answers = [await ask('203.0.113.1'), await ask('203.0.113.2'), await ask('203.0.113.2')]
    assert.deepEqual(answers, expected)
  }
})
