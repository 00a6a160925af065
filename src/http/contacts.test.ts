import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically, newId } from '#base'
import { MAILING_PATH, mailingLinks, suppress } from '#messaging'
import { createOrganization } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'

let stoa: TestApp
let organization: string
let manager: string
let billing: string
let stranger: string
let staff: string

before(async () => {
  stoa = await testApp({ start: '2026-11-23T06:00:00Z' })
  ;[manager, billing, stranger] = [await stoa.person(), await stoa.person(), await stoa.person()]
  staff = await stoa.person({ staffRoles: ['support'] })
  const { id } = await atomically(stoa.db, (tx) =>
    createOrganization(tx, { name: 'City library' }, stoa.clock.now()),
  )
  organization = id
  for (const [person, role] of [
    [manager, 'manager'],
    [billing, 'billing'],
  ] as const)
    await stoa.db`
      insert into people.member (id, organization_id, user_id, role, created_at)
      values (${newId()}, ${organization}, ${person}, ${role}, now())`
})
after(() => stoa[Symbol.asyncDispose]())

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
async function ask(who: string | null, method: Method, path: string, payload?: object) {
  const url = `/api${path.replace('~', `/organizations/${organization}`)}`
  const headers = who ? await stoa.as(who) : {}
  const answer = await stoa.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  const body = answer.headers['content-type']?.includes('json') ? answer.json() : answer.payload
  return { status: answer.statusCode, body, headers: answer.headers }
}

test('contacts are kept by those who may, and by nobody else', async () => {
  const payload = {
    name: 'Ana',
    addresses: [{ way: 'sms', address: '98765 43210', country: 'IN' }],
  }
  const made = await ask(manager, 'POST', '~/contacts', payload)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  assert.equal((await ask(billing, 'POST', '~/contacts', payload)).status, 403)
  assert.equal((await ask(stranger, 'GET', '~/contacts')).status, 403)
  assert.equal((await ask(null, 'GET', '~/contacts')).status, 401)
  const listed = await ask(billing, 'GET', '~/contacts?search=an')
  assert.deepEqual([listed.body.total, listed.body.items[0].name], [1, 'Ana'])
  const one = `~/contacts/${made.body.id}`
  assert.equal((await ask(manager, 'PATCH', one, { name: 'Ana B' })).body.name, 'Ana B')
  const wrong = await ask(manager, 'PATCH', one, { addresses: [{ way: 'email', address: 'ana@' }] })
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'address_invalid'])
  const consent = {
    way: 'sms',
    address: '+919876543210',
    category: 'marketing',
    given: true,
    source: 'paper',
    textVersion: 'form 3',
  }
  assert.equal((await ask(manager, 'POST', '~/consents', { consents: [consent] })).body.written, 1)
  const said = await ask(billing, 'GET', `${one}/consents`)
  assert.equal(said.body.items[0].textVersion, 'form 3')
  assert.ok(said.body.now.every(({ refusal }: { refusal: string | null }) => refusal === null))
  assert.equal((await ask(manager, 'DELETE', one)).status, 200)
  assert.equal((await ask(manager, 'GET', one)).body.code, 'contact_unknown')
})

test('a file goes in, is looked at, read by the queue, and comes out again as it went in', async () => {
  const text =
    'Name,Mobile,Email\r\n=cmd,9876500001,a@x.org\r\nBen,9876500002,b@x.org\r\nBad,12,\r\n'
  const upload = async (who: string) =>
    stoa.app.inject({
      method: 'POST',
      url: `/api/organizations/${organization}/contact-imports?fileName=members.csv`,
      headers: { ...(await stoa.as(who)), 'content-type': 'text/csv' },
      payload: text,
    })
  assert.equal((await upload(billing)).statusCode, 403)
  const { id } = (await upload(manager)).json()
  const at = `~/contact-imports/${id}`
  const preview = await ask(manager, 'POST', `${at}/preview`, { country: 'IN' })
  assert.deepEqual(preview.body.mapping, ['name', 'phone', 'email'])
  assert.equal(preview.body.rows[2].faults[0].column, 'Mobile')
  const choices = { country: 'IN', duplicates: 'update', group: null, consents: null }
  const begun = await ask(manager, 'POST', `${at}/begin`, {
    mapping: preview.body.mapping,
    choices,
  })
  assert.equal(begun.body.state, 'running')
  await stoa.deps.jobs.moveClock({ advance: 'PT1M' }, 'test')
  const done = await ask(billing, 'GET', at)
  assert.deepEqual(
    [done.body.state, done.body.share, done.body.made, done.body.faulty],
    ['done', 1, 2, 1],
  )
  const faults = await ask(manager, 'GET', `${at}/faults.csv`)
  assert.equal(
    faults.body,
    'row,column,value,reason\r\n4,Mobile,12,It is no telephone number of any country.\r\n',
  )
  const file = await ask(billing, 'GET', '~/contacts.csv')
  assert.equal(
    file.body,
    "name,reference,sms,whatsapp,email,language,zone,groups\r\nBen,,'+919876500002,'+919876500002,b@x.org,,,\r\n'=cmd,,'+919876500001,'+919876500001,a@x.org,,,\r\n",
  )
  const empty = await stoa.app.inject({
    method: 'POST',
    url: `/api/organizations/${organization}/contact-imports?fileName=x.csv`,
    headers: await stoa.as(manager),
  })
  assert.equal(empty.json().code, 'contact_file_unreadable')
})

test('groups by rule, and how many an audience is', async () => {
  const rule = { match: 'all', conditions: [{ field: 'name', test: 'is', value: 'ben' }] }
  const group = await ask(manager, 'POST', '~/contact-groups', { name: 'Bens', rule })
  assert.deepEqual([group.status, group.body.members], [201, 1])
  const asked = { way: 'email', category: 'marketing', groups: [group.body.id] }
  const size = await ask(billing, 'POST', '~/audience', asked)
  assert.deepEqual([size.body.recipients, size.body.withoutConsent], [0, 1])
  const field = { name: 'seat', label: 'Seat', kind: 'number', choices: [] }
  assert.equal((await ask(manager, 'POST', '~/contact-fields', field)).status, 201)
  assert.equal(
    (await ask(manager, 'POST', '~/contact-fields', field)).body.code,
    'contact_field_taken',
  )
  assert.equal((await ask(manager, 'DELETE', '~/contact-fields/seat')).status, 200)
})

test('one press ends mailings without signing in; a complaint stays until staff say why not', async () => {
  const address = 'b@x.org'
  const of = { organization, way: 'email', address, category: 'utility' } as const
  const link = (await mailingLinks(stoa.db))(of)
  const path = link.replace('/api', '')
  const press = await stoa.app.inject({
    method: 'POST',
    url: link,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'List-Unsubscribe=One-Click',
  })
  assert.deepEqual(press.json(), {
    organization: 'City library',
    way: 'email',
    category: 'utility',
    wanted: false,
  })
  assert.equal(
    (await ask(null, 'GET', path)).headers.location,
    link.replace(MAILING_PATH, '/mailings/'),
  )
  assert.equal((await ask(null, 'DELETE', path)).body.wanted, true)
  assert.equal((await ask(null, 'GET', `${path}x/about`)).body.code, 'mailing_link_unknown')

  await atomically(stoa.db, (tx) =>
    suppress(tx, { ...of, reason: 'complaint', source: 'event-1' }, stoa.clock.now()),
  )
  const [found] = (await ask(staff, 'GET', '/suppressions?reason=complaint')).body.items
  const reason = { reason: 'They wrote to us.' }
  assert.equal(
    (await ask(manager, 'POST', `~/suppressions/${found.id}/lift`, reason)).body.code,
    'suppression_stays',
  )
  assert.equal((await ask(manager, 'POST', `/suppressions/${found.id}/lift`, reason)).status, 403)
  assert.equal((await ask(staff, 'POST', `/suppressions/${found.id}/lift`, reason)).status, 200)
  const audited = await stoa.db`select 1 as one from people.audit where deed = 'suppression.lifted'`
  assert.equal(audited.length, 1)
})

test('a template is looked at before it is kept, with what ₹ costs', async () => {
  const version = {
    variables: [{ name: 'fee', kind: 'number', sample: '500', otherwise: null, most: 20 }],
    words: { en: { text: `Your ₹{{fee}} monthly fee is due${'.'.repeat(60)}` } },
    fallback: 'en',
    registration: null,
  }
  const kind = { way: 'sms', category: 'utility' }
  const asked = { ...version, ...kind, language: 'en', country: 'IN', values: {} }
  const { body } = await ask(billing, 'POST', '~/templates/preview', asked)
  assert.deepEqual(
    [body.units, body.sms.segments, body.sms.forcing, body.sms.substitute.units],
    ['2', 2, ['₹'], '1'],
  )
  assert.ok(body.plainer.startsWith('Your Rs{{fee}} monthly'))
  const made = await ask(manager, 'POST', '~/templates', { ...version, ...kind, name: 'fee_due' })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const at = `~/templates/${made.body.id}`
  const step = {
    version: 1,
    language: 'en',
    provider: 'sandbox',
    state: 'approved',
    providerTemplate: 'p1',
  }
  assert.equal(
    (await ask(manager, 'POST', `${at}/approvals`, step)).body.approvals[0].state,
    'approved',
  )
  assert.equal((await ask(manager, 'PUT', at, { ...version, seen: 1 })).body.version, 2)
  assert.equal(
    (await ask(manager, 'PUT', at, { ...version, seen: 1 })).body.code,
    'template_changed_meanwhile',
  )
  const first = await ask(billing, 'GET', `${at}?version=1`)
  assert.deepEqual([first.body.approvals.length, first.body.history.length], [1, 1])
  assert.equal((await ask(manager, 'POST', `${at}/archive`)).status, 200)
  assert.deepEqual((await ask(billing, 'GET', '~/templates')).body.items, [])
})
