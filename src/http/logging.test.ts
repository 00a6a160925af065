import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import Fastify from 'fastify'
import { newId, readConfig } from '#base'
import { loggerFor } from './logging.ts'
import { answerError } from './refusing.ts'

test('logs say what was asked and how it went, and nothing of who asked', async () => {
  const lines: Record<string, unknown>[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)))
      done()
    },
  })
  const { logger } = loggerFor(readConfig({ LOG_LEVEL: 'info' }))
  const app = Fastify({ genReqId: newId, logger: { ...(logger as object), stream } as never })
  app.setErrorHandler(answerError)
  app.get('/api/people/:id', async () => {
    throw Object.assign(new Error('duplicate key value'), {
      code: '23505',
      constraint: 'person_email_key',
      detail: 'Key (email)=(ada@example.org) already exists.',
    })
  })
  const answer = await app.inject({
    url: '/api/people/019aa4c2?email=ada@example.org',
    remoteAddress: '203.0.113.7',
    headers: { 'user-agent': 'AdaPhone', cookie: 'stoa.session_token=abc' },
  })
  await app.close()
  assert.equal(answer.statusCode, 500)
  const text = JSON.stringify(lines)
  assert.doesNotMatch(text, /ada@|203\.0|AdaPhone|session_token|019aa4c2/)
  const failure = lines.find((line) => line.failure) as {
    failure: object
    reqId: string
    level: string
  }
  assert.partialDeepStrictEqual(failure.failure, { code: '23505', constraint: 'person_email_key' })
  assert.equal(failure.level, 'error')
  const done = lines.find((line) => line.res) as Record<string, unknown>
  assert.deepEqual(done.res, { status: 500 })
  assert.equal(done.reqId, (answer.json() as { requestId: string }).requestId)
  assert.ok(lines.some((line) => (line.req as { route?: string })?.route === '/api/people/:id'))
})

test('silence is possible', () => {
  assert.deepEqual(loggerFor(readConfig({ LOG_LEVEL: 'silent' })), { logger: false })
})
