import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'

test('each broken request is refused by its name, as problem+json', async () => {
  await using stoa = await testApp()
  const json = { 'content-type': 'application/json' }
  const cases = [
    ['GET', '/api/none', {}, '', 404, 'not_found'],
    ['GET', '/api/me/', {}, '', 404, 'not_found'],
    ['DELETE', '/api/me', {}, '', 405, 'method_not_allowed'],
    ['GET', '/api/me', { host: 'evil.example' }, '', 421, 'host_unknown'],
    ['POST', '/api/auth/sign-out', json, '{', 400, 'json_malformed'],
  ] as const
  for (const [method, url, headers, payload, status, code] of cases) {
    const answer = await stoa.app.inject({ method, url, headers, payload })
    const body = answer.json() as { code: string; requestId: string; status: number }
    assert.deepEqual([answer.statusCode, body.status, body.code], [status, status, code])
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
    assert.equal(answer.headers['x-request-id'], body.requestId)
  }
})
