import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { allProblems, atomically, newId } from '#base'
import { enrol } from '#earnings'
import { addMember, PLATFORM_CREATORS } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'
import { asAdmin } from '../../test/database.ts'
import type { Declared } from './declared.ts'

/** Every route of the app is sent what it must not take. The routes' own schemas say what that is. */

type Schema = {
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  examples?: unknown[]
  format?: string
  minimum?: number
  minItems?: number
  minLength?: number
  maxLength?: number
  maximum?: number
  /** An amount that may be nothing at all. */
  'x-nothing'?: boolean
}
type Attack = {
  what: string
  url: string
  payload?: unknown
  text?: string
  headers?: Record<string, string>
  /** The statuses that are right; any refusal where none is said. */
  want?: number[]
}

let stoa: TestApp
let everything: string

before(async () => {
  stoa = await testApp()
  everything = await stoa.person({ staffRoles: ['admin'] })
  await atomically(stoa.db, async (tx) => {
    const membership = {
      organization: PLATFORM_CREATORS,
      person: everything,
      role: 'owner',
    } as const
    await addMember(tx, membership, stoa.clock.now())
    const teacher = {
      personId: everything,
      name: 'Everything',
      zone: 'UTC',
      kinds: ['class' as const, 'conversation' as const],
      yearsTeaching: 1,
      organizationId: PLATFORM_CREATORS,
    }
    await enrol(tx, teacher, 'schedule', stoa.clock.now())
  })
})
after(() => stoa[Symbol.asyncDispose]())

/** A value that fits a schema. */
function fitting(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return fitting(schema.anyOf[0]!)
  if (schema.examples?.length) return schema.examples[0]
  if (schema.format === 'email') return 'somebody@example.org'
  if (schema.format === 'date-time') return '2026-12-01T10:00:00Z'
  if (schema.format === 'date') return '2026-12-01'
  switch (schema.type) {
    case 'string':
      return 'x'.repeat(Math.max(3, schema.minLength ?? 0)).slice(0, schema.maxLength ?? 1000)
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => fitting(schema.items ?? {}))
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, fitting(schema.properties?.[name] ?? {})]),
      )
    default:
      return null
  }
}

/** Values that do not fit a schema, whatever else is right. */
function unfitting(schema: Schema): unknown[] {
  if (schema.anyOf) return [{ nobody: 'asked' }]
  if (schema.enum || schema.const !== undefined) return ['none of these', 7, null]
  switch (schema.type) {
    case 'string':
      return [
        7,
        true,
        { a: 1 },
        ['x'],
        null,
        ...(schema.maxLength ? ['x'.repeat(schema.maxLength + 1)] : []),
      ]
    case 'integer':
      return [
        '7',
        1.5,
        null,
        [],
        1e308,
        -1e15,
        ...(schema.minimum === undefined ? [] : [schema.minimum - 1]),
      ]
    case 'number':
      return ['7', null, [], ...(schema.minimum === undefined ? [] : [schema.minimum - 1])]
    case 'boolean':
      return ['true', 1, null]
    case 'array':
      return ['x', {}, 7]
    case 'object':
      return ['x', 7, []]
    default:
      return []
  }
}

const withIds = (url: string) =>
  url
    .replace(/:role/, 'reviewer')
    .replace(':organizationId', PLATFORM_CREATORS)
    .replace(/:[A-Za-z]+/g, () => newId())

function attacksOn(route: Declared): Attack[] {
  const attacks: Attack[] = []
  const body = route.schema?.body as Schema | undefined
  const search = route.schema?.querystring as Schema | undefined
  const params = route.schema?.params as Schema | undefined
  const whole = body && (fitting(body) as Record<string, unknown>)
  const url = withIds(route.url)
  const add = (what: string, rest: Omit<Attack, 'what' | 'url'> & { url?: string }) =>
    attacks.push({ what, url, ...(whole ? { payload: whole } : {}), ...rest })

  for (const [name, schema] of Object.entries(params?.properties ?? {})) {
    for (const bad of ['not-an-id', '-1', '0', "';drop--", '%F0%9F%A6%89', '..%2F..']) {
      if (typeof fitting(schema) !== 'string') continue
      const path = route.url.replace(`:${name}`, bad)
      add(`${name}=${bad}`, { url: withIds(path) })
    }
  }
  if (search) {
    const fine = Object.entries(search.properties ?? {})
      .filter(([name]) => search.required?.includes(name))
      .map(([name, schema]) => [name, String(fitting(schema))])
    const asked = (extra: [string, string]) =>
      `${url}?${new URLSearchParams([...fine.filter(([name]) => name !== extra[0]), extra] as [string, string][])}`
    add('an unknown filter', { url: asked(['nobody', 'asked']), want: [400] })
    for (const [name, schema] of Object.entries(search.properties ?? {})) {
      if (schema.type === 'integer') {
        for (const bad of ['x', '1.5', '-5', '99999999999999999999']) {
          add(`?${name}=${bad}`, { url: asked([name, bad]), want: [400] })
        }
      }
      if (schema.type === 'string' && schema.maxLength) {
        add(`?${name} too long`, {
          url: asked([name, 'x'.repeat(schema.maxLength + 1)]),
          want: [400, 414],
        })
      }
      if (schema.enum) add(`?${name}=none`, { url: asked([name, 'none of these']), want: [400] })
      if (name === 'cursor') {
        for (const bad of ['x', 'WyJ4Il0', 'bnVsbA', 'WyJ4IiwieSJd', 'WyIwMDAxIiwiMiJd']) {
          add(`?cursor=${bad}`, { url: asked([name, bad]), want: [400, 404] })
        }
      }
    }
  }
  if (route.method === 'GET' || route.method === 'HEAD') return attacks
  if (!body || !whole) return attacks
  add('malformed JSON', { text: '{"a":', want: [400] })
  add('an array', { payload: [], want: [400] })
  add('null', { text: 'null', want: [400] })
  const large = Math.max(300_000, (route.bodyLimit ?? 0) + 1)
  add('a large body', { payload: { ...whole, filler: 'x'.repeat(large) }, want: [413] })
  add('a form', {
    text: 'a=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    // Only the sandbox's own pages, outside the API, send forms.
    want: route.url.startsWith('/api/') ? [415] : [400],
  })
  add('an unknown field', { payload: { ...whole, nobody: 'asked' }, want: [400] })
  add('a prototype', { text: '{"__proto__":{"x":1}}', want: [400] })
  for (const name of body.required ?? []) {
    const { [name]: _, ...rest } = whole
    add(`no ${name}`, { payload: rest, want: [400] })
  }
  for (const [name, schema] of Object.entries(body.properties ?? {})) {
    for (const bad of unfitting(schema)) {
      const shown = JSON.stringify(bad).slice(0, 30)
      add(`${name}=${shown}`, { payload: { ...whole, [name]: bad }, want: [400] })
    }
    if (schema.type === 'string') {
      add(`${name} with NUL`, { payload: { ...whole, [name]: 'a\u0000b' }, want: [400] })
    }
    if (schema.properties?.amount) {
      const nothing = schema['x-nothing'] ? [] : ['0']
      for (const amount of [
        '-1',
        ...nothing,
        '1e9',
        '99999999999999999999',
        '1.123456789',
        'NaN',
        5,
      ]) {
        const asset = (fitting(schema) as { asset: unknown }).asset
        add(`${name} of ${amount}`, { payload: { ...whole, [name]: { amount, asset } } })
      }
    }
  }
  return attacks
}

async function send(route: Declared, attack: Attack, headers: Record<string, string>) {
  const { url, payload, text } = attack
  return stoa.app.inject({
    method: route.method as 'GET',
    url,
    headers: {
      ...headers,
      ...(route.deed ? { 'idempotency-key': newId() } : {}),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...attack.headers,
    },
    ...(route.method === 'GET' ? {} : { payload: text ?? (payload as object) ?? {} }),
  })
}

/** What every table holds, but for the sign-ins that this test makes. */
async function snapshot(): Promise<Map<string, string>> {
  const name = new URL(stoa.db.url).pathname.slice(1)
  return asAdmin(async (admin) => {
    const { rows } = await admin.query<{ name: string }>(`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker')
        and not (schemaname = 'people' and tablename = 'session')`)
    const seen = new Map<string, string>()
    for (const table of rows) {
      const { rows: sums } = await admin.query<{ sum: string }>(
        `select count(*) || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${table.name} t`,
      )
      seen.set(table.name, sums[0]!.sum)
    }
    return seen
  }, name)
}

const CODES = allProblems()

function faultOf(answer: { statusCode: number; body: string; headers: object }, want?: number[]) {
  const { statusCode } = answer
  if (statusCode >= 500) return `${statusCode} ${answer.body}`
  if (statusCode < 400) return `was taken: ${statusCode} ${answer.body.slice(0, 100)}`
  const type = String((answer.headers as Record<string, unknown>)['content-type'])
  if (!type.startsWith('application/problem+json')) return `answered as ${type}`
  const { code, status, title } = JSON.parse(answer.body) as Record<string, unknown>
  const kind = CODES.get(code as string)
  if (!kind) return `the code ${code} is not in the catalogue`
  if (status !== statusCode || kind.status !== statusCode || !title) return `status ${status}`
  if (want && !want.includes(statusCode)) return `${statusCode} ${code} instead of ${want}`
  return undefined
}

test('nothing that a schema forbids is taken, each has a name, and nothing changes', async () => {
  const routes = stoa.app.routes.filter(({ method }) => method !== 'HEAD')
  const before = await snapshot()
  const wrong: string[] = []
  let attacks = 0
  for (const route of routes) {
    const headers = await stoa.as(everything)
    for (const attack of attacksOn(route)) {
      attacks += 1
      const answer = await send(route, attack, headers)
      // An id in the path may be of nothing, and a filter of an open list may find nothing: both are right.
      if (route.method === 'GET' && !attack.want && answer.statusCode < 400) continue
      const fault = faultOf(answer, attack.want)
      if (fault) wrong.push(`${route.method} ${route.url}, ${attack.what}: ${fault}`)
    }
  }
  assert.deepEqual(wrong, [])
  assert.ok(attacks > 500, `only ${attacks} attacks on ${routes.length} routes`)
  assert.deepEqual(await snapshot(), before)
})

test('wrong host, ended sessions and other websites are refused on every route', async () => {
  const ended = await stoa.as(everything)
  await stoa.db`update people.session set expires_at = clock_timestamp()`
  const wrong: string[] = []
  for (const route of stoa.app.routes) {
    if (route.method === 'HEAD' || !route.url.startsWith('/api/')) continue
    const tries: [string, Record<string, string>, number, string][] = []
    // Providers are known by their signature, under whatever name they reach us.
    if (route.needs !== 'provider') {
      tries.push(['wrong host', { host: 'evil.example' }, 421, 'host_unknown'])
    }
    if (route.method !== 'GET') {
      tries.push(['other site', { origin: 'https://evil.example' }, 403, 'origin_refused'])
    }
    if (route.needs !== 'anyone' && route.needs !== 'provider') {
      tries.push(['ended session', ended, 401, 'session_ended'])
      tries.push(['made-up cookie', { cookie: 'stoa.session_token=a.b' }, 401, 'session_ended'])
      tries.push(['made-up token', { authorization: 'Bearer a.b.c' }, 401, 'session_ended'])
      tries.push(['nobody', {}, 401, 'sign_in_needed'])
    }
    for (const [what, headers, status, code] of tries) {
      const answer = await send(route, { what, url: withIds(route.url) }, headers)
      const found = `${answer.statusCode} ${(answer.json() as { code: string }).code}`
      if (found !== `${status} ${code}`)
        wrong.push(`${route.method} ${route.url}, ${what}: ${found}`)
    }
  }
  assert.deepEqual(wrong, [])
})
