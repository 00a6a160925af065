import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically, newId } from '#base'
import { enrol } from '#earnings'
import {
  addMember,
  createOrganization,
  KEY_SCOPES,
  makeKey,
  ORG_ROLES,
  PLATFORM_CREATORS,
  STAFF_ROLES,
} from '#people'
import { type TestApp, testApp } from '../../test/app.ts'
import type { Declared } from './declared.ts'

/** Everybody that a route may meet, each with one role only. */
type Visitor = {
  name: string
  person?: string
  staff?: string
  org?: string
  educator?: boolean
  /** A machine of the organization, with a key that has every scope. */
  secret?: string
}

let stoa: TestApp
let visitors: Visitor[]
let organization: string

before(async () => {
  stoa = await testApp()
  visitors = [{ name: 'nobody' }, { name: 'person', person: await stoa.person() }]
  const teacher = await stoa.person()
  await atomically(stoa.db, (tx) =>
    enrol(
      tx,
      {
        personId: teacher,
        name: 'Teacher',
        zone: 'UTC',
        kinds: ['class'],
        yearsTeaching: 1,
        organizationId: PLATFORM_CREATORS,
      },
      'schedule',
      stoa.clock.now(),
    ),
  )
  visitors.push({ name: 'educator', person: teacher, educator: true })
  for (const staff of STAFF_ROLES) {
    visitors.push({
      name: `staff ${staff}`,
      person: await stoa.person({ staffRoles: [staff] }),
      staff,
    })
  }
  organization = await atomically(
    stoa.db,
    async (tx) => (await createOrganization(tx, { name: 'School' }, stoa.clock.now())).id,
  )
  for (const org of ORG_ROLES) {
    const person = await stoa.person()
    await atomically(stoa.db, (tx) =>
      addMember(tx, { organization, person, role: org }, stoa.clock.now()),
    )
    visitors.push({ name: `organization's ${org}`, person, org })
  }
  const key = { organization, name: 'All', scopes: KEY_SCOPES, days: null, by: 'test' }
  const { secret } = await atomically(stoa.db, (tx) => makeKey(tx, key, stoa.clock.now()))
  visitors.push({ name: "organization's key", secret })
})
after(() => stoa[Symbol.asyncDispose]())

/** What the declaration says of a visitor: written a second time here, in other words. */
function mayPass({ needs }: Declared, visitor: Visitor): boolean {
  if (needs === 'anyone' || needs === 'provider') return true
  if (visitor.secret) return typeof needs === 'object' && 'key' in needs && needs.key !== undefined
  if (!visitor.person) return false
  if (needs === 'person') return true
  if (needs === 'educator') return visitor.educator === true
  if ('staff' in needs) return ['admin', ...needs.staff].includes(visitor.staff ?? '')
  return needs.organization.includes(visitor.org as never)
}

/** Fills the path: with the school where it asks for an organization, else with ids of nothing. */
function addressOf(url: string): string {
  return url
    .replace(':organizationId', organization)
    .replace(':role', 'reviewer')
    .replace(/:[A-Za-z]*[iI]d\b/g, () => newId())
    .replace(/:[A-Za-z]+/g, () => newId())
    .replace('*', 'none')
}

test('every route answers every role as it declares', async () => {
  const routes = stoa.app.routes.filter(({ method }) => method !== 'HEAD')
  assert.ok(routes.length >= 50, `only ${routes.length} routes were looked at`)
  const wrong: string[] = []
  let asked = 0
  for (const route of routes) {
    for (const visitor of visitors) {
      const headers = await headersOf(visitor, route)
      const answer = await stoa.app.inject({
        method: route.method as 'GET',
        url: addressOf(route.url),
        headers: { ...headers, ...(route.deed ? { 'idempotency-key': newId() } : {}) },
        ...(route.method === 'GET' ? {} : { payload: {} }),
      })
      asked += 1
      const fault = faultOf(route, visitor, answer)
      if (fault) wrong.push(`${route.method} ${route.url} to ${visitor.name}: ${fault}`)
    }
  }
  assert.deepEqual(wrong, [])
  assert.equal(asked, routes.length * visitors.length)
})

const sessions = new Map<string, Record<string, string>>()

/** One session for each visitor; a new one around sign-in's own routes, some of which end all. */
async function headersOf(
  { person, secret }: Visitor,
  { url }: Declared,
): Promise<Record<string, string>> {
  if (secret) return { authorization: `Bearer ${secret}` }
  if (!person) return {}
  if (url.startsWith('/api/auth/')) {
    sessions.delete(person)
    return stoa.as(person)
  }
  const known = sessions.get(person) ?? (await stoa.as(person))
  sessions.set(person, known)
  return known
}

type Answer = { statusCode: number; body: string; headers: Record<string, unknown> }

function faultOf(route: Declared, visitor: Visitor, answer: Answer): string | undefined {
  const { code, facts } = refusalIn(answer)
  if (answer.statusCode >= 500) return `${answer.statusCode} ${answer.body}`
  const stopped =
    code === 'sign_in_needed' || code === 'session_ended'
      ? 'unknown'
      : code === 'not_allowed' && facts?.needs !== undefined
        ? 'without the role'
        : undefined
  if (mayPass(route, visitor)) {
    return stopped && `may pass, and was stopped as ${stopped}`
  }
  const due = visitor.person || visitor.secret ? 'without the role' : 'unknown'
  return stopped === due ? undefined : `should be stopped as ${due}: ${answer.statusCode} ${code}`
}

function refusalIn(answer: Answer): { code?: string; facts?: { needs?: unknown } } {
  if (!String(answer.headers['content-type']).startsWith('application/problem+json')) return {}
  return JSON.parse(answer.body)
}

test('a stopped request has changed nothing', async () => {
  const count = async () =>
    (
      await stoa.db<{ n: number }>`
        select (select count(*) from people.person) + (select count(*) from base.fact)
          + (select count(*) from people.staff_role) + (select count(*) from http.answer) as n`
    )[0]
  const before = await count()
  const person = visitors.find((visitor) => visitor.name === 'person')!
  for (const route of stoa.app.routes.filter((one) => !mayPass(one, person))) {
    if (route.method === 'HEAD' || route.method === 'GET') continue
    await stoa.app.inject({
      method: route.method as 'POST',
      url: addressOf(route.url),
      headers: await stoa.doing(person.person!),
      payload: {},
    })
  }
  assert.deepEqual(await count(), before)
})

test('a role in one organization opens no door of another', async () => {
  const other = await atomically(
    stoa.db,
    async (tx) => (await createOrganization(tx, { name: 'Other' }, stoa.clock.now())).id,
  )
  const owner = visitors.find((visitor) => visitor.org === 'owner')!
  const answer = await stoa.app.inject({
    url: `/api/organizations/${other}`,
    headers: await stoa.as(owner.person!),
  })
  assert.equal(answer.statusCode, 404)
})

test('a role that is taken away ends with the next request', async () => {
  const staff = visitors.find((visitor) => visitor.staff === 'support')!
  const headers = await stoa.as(staff.person!)
  const ask = async () => (await stoa.app.inject({ url: '/api/people', headers })).statusCode
  assert.equal(await ask(), 200)
  const admin = visitors.find((visitor) => visitor.staff === 'admin')!
  const url = `/api/people/${staff.person}/staff-roles/support`
  const taken = await stoa.app.inject({
    method: 'DELETE',
    url,
    headers: await stoa.as(admin.person!),
  })
  assert.equal(taken.statusCode, 200, taken.body)
  assert.equal(await ask(), 403)
  const log = await stoa.app.inject({
    url: `/api/audit?deed=staff_role&about=${staff.person}`,
    headers: await stoa.as(admin.person!),
  })
  const [entry] = (log.json() as { items: Record<string, unknown>[] }).items
  assert.equal(entry?.deed, 'staff_role.revoked')
  assert.equal(entry?.by, `person:${admin.person}`)
  assert.deepEqual([entry?.before, entry?.after], [{ staffRoles: ['support'] }, { staffRoles: [] }])
})
