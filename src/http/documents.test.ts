import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { OpenAPIV3_1 } from 'openapi-types'
import { allProblems, openDatabase } from '#base'
import { typesOf } from '../../scripts/api-types.ts'
import { type TestApp, testApp } from '../../test/app.ts'
import { documentOf } from './describing.ts'
import { problemsPage } from './docs.ts'
import { appForReading } from './reading.ts'

let stoa: TestApp
before(async () => {
  stoa = await testApp()
})
after(() => stoa[Symbol.asyncDispose]())

const committed = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

test('the typed client is the one that the API would write now (npm run api)', async () => {
  const app = await appForReading()
  const types = typesOf(documentOf(app))
  await app.close()
  assert.ok(types === committed('web/api/schema.d.ts'), 'web/api/schema.d.ts is old: npm run api')
})

test('the page of refusals is the one that the code would write now (npm run problems)', async () => {
  assert.equal(problemsPage(), committed('docs/problems.md'), 'it is old: npm run problems')
  const answer = await stoa.app.inject({ url: '/api/problems' })
  const { items } = answer.json() as { items: { code: string; title: string; status: number }[] }
  assert.deepEqual(new Set(items.map((item) => item.code)), new Set([...allProblems().keys()]))
  for (const { code, title, status } of items) {
    assert.match(code, /^[a-z]+(_[a-z0-9]+)*$/)
    assert.match(title, /^[A-Z].*[.?!]$/, `${code} is told in a sentence`)
    assert.ok(status >= 400 && status < 600)
  }
})

test('the document is OpenAPI 3.1 and holds every route of the API with what the frame adds', async () => {
  const answer = await stoa.app.inject({ url: '/api/openapi.json' })
  const document = answer.json() as OpenAPIV3_1.Document
  assert.match(document.openapi, /^3\.1/)
  const { paths = {} } = document
  let looked = 0
  for (const { method, url, deed, needs, schema } of stoa.app.routes) {
    const hidden = (schema as { hide?: boolean } | undefined)?.hide
    if (!url.startsWith('/api/') || method === 'HEAD' || hidden) continue
    const path = url.replace(/:([A-Za-z]+)/g, '{$1}')
    const operation = (paths[path] as Record<string, OpenAPIV3_1.OperationObject>)?.[
      method.toLowerCase()
    ]
    assert.ok(operation, `${method} ${path} is not in the document`)
    looked += 1
    assert.ok(operation.summary, `${method} ${path} has no summary`)
    assert.deepEqual((operation as { 'x-needs'?: unknown })['x-needs'], needs)
    const parameters = (operation.parameters ?? []) as OpenAPIV3_1.ParameterObject[]
    const inPath = parameters.filter((one) => one.in === 'path').map((one) => one.name)
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
    assert.deepEqual(inPath.toSorted(), named.toSorted(), `${method} ${path}`)
    const key = parameters.some((one) => one.name === 'Idempotency-Key')
    assert.equal(key, deed, `${method} ${path}`)
    assert.deepEqual(operation.responses?.default, { $ref: '#/components/responses/Problem' })
  }
  assert.ok(looked >= 50, `only ${looked}`)
})

test('the docs can be read in a browser, with nothing from elsewhere', async () => {
  const page = await stoa.app.inject({ url: '/api/docs/' })
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /swagger-ui/)
  for (const [, source] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
    assert.doesNotMatch(source!, /^(https?:)?\/\//)
    const file = await stoa.app.inject({
      url: new URL(source!, 'http://localhost/api/docs/').pathname,
    })
    assert.equal(file.statusCode, 200, `${source}`)
  }
  assert.doesNotMatch(page.body, /<script(?![^>]*src=)[^>]*>[^<]/, 'no script in the page itself')
  assert.match(String(page.headers['content-security-policy']), /^default-src 'self';/)
  assert.equal((await stoa.app.inject({ url: '/api/docs' })).statusCode, 200)
})

test('alive, ready, and measured', async () => {
  const ask = (url: string, more = {}) => stoa.app.inject({ url, ...more })
  assert.deepEqual((await ask('/healthz')).json(), { status: 'ok' })
  const probe = await ask('/readyz', { headers: { host: '10.1.2.3:3000' } })
  assert.deepEqual(probe.json(), {
    status: 'ok',
    checks: { database: 'ok', migrations: 'ok', jobs: 'ok' },
  })
  await ask('/api/me')
  const { body, headers } = await ask('/metrics')
  assert.match(String(headers['content-type']), /^text\/plain/)
  for (const line of [
    /http_request_duration_seconds_count\{method="GET",route="\/api\/me",status="200"\} [1-9]/,
    /db_connections\{state="open"\} [1-9]/,
    /db_statements_total [1-9]/,
    /jobs_queued\{state="waiting"\} \d/,
    /process_resident_memory_bytes/,
  ]) {
    assert.match(body, line)
  }
  for (const outside of [
    { remoteAddress: '203.0.113.7' },
    { remoteAddress: '2001:db8::1' },
    { headers: { 'x-forwarded-for': '203.0.113.7' } },
  ]) {
    assert.equal((await ask('/metrics', outside)).statusCode, 404)
  }
})

test('a database that is away: alive, and not ready', async () => {
  const db = openDatabase({ url: 'postgresql://127.0.0.1:1/nowhere' })
  await using away = await testApp({ deps: { db } })
  assert.equal((await away.app.inject({ url: '/healthz' })).statusCode, 200)
  const ready = await away.app.inject({ url: '/readyz' })
  assert.deepEqual(
    [ready.statusCode, (ready.json() as { status: string }).status],
    [503, 'not ready'],
  )
})
