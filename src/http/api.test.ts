import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import createClient from 'openapi-fetch'
import { atomically } from '#base'
import { addMember, createOrganization } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'
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
  /** What stands in braces: of things that are another one with each installation. */
  const known: Record<string, string> = {}
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (all, name) => known[name] ?? all)
  for (const example of list) {
    if (example.line.includes('{organization}')) known.organization ??= await ownedBy(stoa, 'Ada')
    const [method, url] = filled(example.line).split(' ') as ['GET', string]
    const given = Object.entries(example.headers).map(([name, value]) => [name, filled(value)])
    const answer = await stoa.app.inject({
      method,
      url,
      headers: {
        ...Object.fromEntries(given),
        ...(cookie ? { cookie } : {}),
        ...(example.body ? { 'content-type': 'application/json' } : {}),
      },
      ...(example.body ? { payload: example.body } : {}),
    })
    assert.equal(answer.statusCode, example.status, `${example.line}: ${answer.body}`)
    for (const [name, value] of Object.entries(example.answerHeaders)) {
      assert.equal(answer.headers[name], value, `${example.line}: ${name}`)
    }
    if (example.answer) {
      const { secret } = answer.json()
      if (secret) known.secret = secret
      const said = JSON.parse(filled(JSON.stringify(example.answer)))
      assert.partialDeepStrictEqual(answer.json(), said, example.line)
    }
    const set = [answer.headers['set-cookie'] ?? []].flat()[0]
    if (set) cookie = set.split(';')[0]!
  }
})

/** A new organization of whoever goes by this name. */
async function ownedBy(stoa: TestApp, name: string): Promise<string> {
  const [person] = await stoa.db<{ id: string }>`
    select id from people.person where name like ${`${name}%`}`
  return atomically(stoa.db, async (tx) => {
    const { id } = await createOrganization(tx, { name: 'Lamp Library' }, stoa.clock.now())
    const member = { organization: id, person: person!.id, role: 'owner' } as const
    await addMember(tx, member, stoa.clock.now())
    return id
  })
}

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
