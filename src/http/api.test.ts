import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import createClient from 'openapi-fetch'
import { testApp } from '../../test/app.ts'
import type { paths } from '../../web/api/schema.d.ts'

type Example = {
  line: string
  headers: Record<string, string>
  body: string | undefined
  status: number
  answerHeaders: Record<string, string>
  answer: unknown
}

const FENCES = /```http\n([\s\S]*?)```\n```answer\n([\s\S]*?)```/g

/** Headers first, then a body that begins with a brace. */
function parts(lines: string[]): { headers: Record<string, string>; body: string | undefined } {
  const start = lines.findIndex((line) => /^[[{]/.test(line))
  const head = start < 0 ? lines : lines.slice(0, start)
  const headers = head.filter(Boolean).map((line) => line.split(/:\s*/, 2) as [string, string])
  return {
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: start < 0 ? undefined : lines.slice(start).join('\n'),
  }
}

function examples(): Example[] {
  const page = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8')
  return [...page.matchAll(FENCES)].map(([, request, answer]) => {
    const [line, ...rest] = request!.trim().split('\n')
    const [status, ...said] = answer!.trim().split('\n')
    const expected = parts(said)
    return {
      line: line!,
      ...parts(rest),
      status: Number(status),
      answerHeaders: expected.headers,
      answer: expected.body && JSON.parse(expected.body),
    }
  })
}

test('every example of docs/api.md gives the answer that stands there', async () => {
  await using stoa = await testApp()
  const list = examples()
  assert.ok(list.length >= 10, `only ${list.length} examples`)
  let cookie = ''
  for (const example of list) {
    const [method, url] = example.line.split(' ') as ['GET', string]
    const answer = await stoa.app.inject({
      method,
      url,
      headers: {
        ...example.headers,
        ...(cookie ? { cookie } : {}),
        ...(example.body ? { 'content-type': 'application/json' } : {}),
      },
      ...(example.body ? { payload: example.body } : {}),
    })
    assert.equal(answer.statusCode, example.status, `${example.line}: ${answer.body}`)
    for (const [name, value] of Object.entries(example.answerHeaders)) {
      assert.equal(answer.headers[name], value, `${example.line}: ${name}`)
    }
    if (example.answer) assert.partialDeepStrictEqual(answer.json(), example.answer, example.line)
    const set = [answer.headers['set-cookie'] ?? []].flat()[0]
    if (set) cookie = set.split(';')[0]!
  }
})

test('the typed client talks to the API with the types that were written for it', async () => {
  await using stoa = await testApp()
  const headers = await stoa.as(await stoa.person({ name: 'Ada', zone: 'Europe/Rome' }))
  const client = createClient<paths>({
    baseUrl: stoa.deps.config.url,
    headers,
    async fetch(request: Request) {
      const answer = await stoa.app.inject({
        method: request.method as 'GET',
        url: request.url,
        headers: Object.fromEntries(request.headers),
        ...(request.body ? { payload: await request.text() } : {}),
      })
      return new Response(answer.body, {
        status: answer.statusCode,
        headers: { 'content-type': String(answer.headers['content-type']) },
      })
    },
  })
  const me = await client.GET('/api/me')
  assert.equal(me.data?.person?.zone, 'Europe/Rome')
  const changed = await client.PATCH('/api/me', { body: { name: 'Ada L.' } })
  assert.equal(changed.data?.person?.name, 'Ada L.')
  const refused = await client.GET('/api/people/{id}', {
    params: { path: { id: '00000000-0000-8000-8000-000000000001' } },
  })
  assert.equal(refused.error?.code, 'not_allowed')
})
