import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically, newId } from '#base'
import { postRule, verify } from '#ledger'
import { createOrganization } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'

let stoa: TestApp
let organization: string
let manager: string
let finance: string
const url = (path = '') => `/api/organizations/${organization}/messages${path}`
const json = (answer: { payload: string }) => JSON.parse(answer.payload)

before(async () => {
  stoa = await testApp({ start: '2026-11-23T06:00:00Z' })
  manager = await stoa.person()
  finance = await stoa.person({ staffRoles: ['finance'] })
  const { id } = await atomically(stoa.db, (tx) =>
    createOrganization(tx, { name: 'City library' }, stoa.clock.now()),
  )
  organization = id
  await stoa.db`
    insert into people.member (id, organization_id, user_id, role, created_at)
    values (${newId()}, ${organization}, ${manager}, 'manager', now())`
  const deed = { key: newId(), about: { type: 'test', id: 'x' }, by: 'test', at: stoa.clock.now() }
  await atomically(stoa.db, (tx) =>
    postRule(
      tx,
      'package.sold',
      {
        organization: { type: 'organization', id: organization },
        provider: 'card',
        currency: 'INR',
        net: 250n,
        tax: 0n,
        fee: 0n,
        parts: [{ asset: 'SMS', quantity: 10n, worth: 1n }],
      },
      deed,
    ),
  )
})
after(async () => {
  assert.deepEqual((await verify(stoa.db)).findings, [])
  await stoa[Symbol.asyncDispose]()
})

test('a message is sent by the API once under its key, delivered by the sandbox, and seen with its whole life', async () => {
  const headers = await stoa.doing(manager)
  const payload = { way: 'sms', to: '98765 43210', country: 'IN', text: 'Your seat is booked.' }
  const first = await stoa.app.inject({ method: 'POST', url: url(), headers, payload })
  assert.equal(first.statusCode, 201, first.payload)
  const { id, units } = json(first)
  assert.equal(units, 1)
  const again = await stoa.app.inject({ method: 'POST', url: url(), headers, payload })
  assert.deepEqual([json(again).id, again.headers['idempotency-replayed']], [id, 'true'])
  const other = { ...payload, text: 'Something else' }
  const reused = await stoa.app.inject({ method: 'POST', url: url(), headers, payload: other })
  assert.deepEqual([reused.statusCode, json(reused).code], [409, 'message_key_reused'])

  await stoa.deps.jobs.moveClock({ advance: 'PT5M' }, 'test')
  const life = await stoa.app.inject({ url: url(`/${id}`), headers: await stoa.as(manager) })
  assert.equal(life.statusCode, 200, life.payload)
  const seen = json(life)
  assert.equal(seen.message.state, 'delivered')
  assert.equal(seen.message.to, '+919876543210')
  assert.equal(seen.message.settled.outcome, 'captured')
  assert.equal(seen.tries.length, 1)
  assert.ok(seen.settlements[0].journal)
  const list = await stoa.app.inject({
    url: url('?state=delivered'),
    headers: await stoa.as(manager),
  })
  assert.deepEqual(
    json(list).items.map((one: { id: string }) => one.id),
    [id],
  )
  const file = await stoa.app.inject({ url: url('/file'), headers: await stoa.as(manager) })
  assert.match(file.payload, /delivered/)
})

test('what does not go is refused by name', async () => {
  const refusals: [object, number, string][] = [
    [{ way: 'sms', to: '+919876543210' }, 400, 'request_invalid'],
    [{ way: 'sms', to: 'nobody', text: 'Hello' }, 422, 'address_invalid'],
    [
      { way: 'sms', to: '+919876543210', text: 'Offer', category: 'marketing' },
      409,
      'recipient_consent_missing',
    ],
    [{ way: 'sms', to: '+919876543210', text: 'a'.repeat(153 * 20) }, 409, 'message_credits_short'],
    [{ way: 'email', to: 'ana@example.org', text: 'No subject' }, 400, 'request_invalid'],
  ]
  for (const [payload, status, code] of refusals) {
    const headers = await stoa.doing(manager)
    const answer = await stoa.app.inject({ method: 'POST', url: url(), headers, payload })
    assert.equal(json(answer).code, code, answer.payload)
    assert.equal(answer.statusCode, status, code)
  }
  const stranger = await stoa.person()
  const headers = await stoa.doing(stranger)
  const payload = { way: 'sms', to: '+919876543210', text: 'Hello' }
  assert.equal(
    (await stoa.app.inject({ method: 'POST', url: url(), headers, payload })).statusCode,
    403,
  )
})

test('a quote reserves nothing; what waits can be called back', async () => {
  const headers = await stoa.as(manager)
  const message = { way: 'sms', to: '+919876543210', text: 'Your ₹500 fee is due.' }
  const quoted = await stoa.app.inject({
    method: 'POST',
    url: url('/quote'),
    headers,
    payload: { messages: [message, message] },
  })
  assert.deepEqual(json(quoted).parts, [
    { asset: 'SMS', messages: 2, segments: 2, units: 2, available: 9, short: 0 },
  ])
  const sendAt = `${stoa.clock.now().add({ hours: 3 })}`
  const sent = await stoa.app.inject({
    method: 'POST',
    url: url(),
    headers: await stoa.doing(manager),
    payload: { ...message, sendAt },
  })
  const { id } = json(sent)
  const back = await stoa.app.inject({ method: 'POST', url: url(`/${id}/call-back`), headers })
  assert.equal(back.statusCode, 200, back.payload)
  const gone = await stoa.app.inject({ method: 'POST', url: url(`/${id}/call-back`), headers })
  assert.equal(json(gone).code, 'message_gone')
})

test('staff see every message, how ways do, and the books; a way is switched off by hand, with a reason', async () => {
  const headers = await stoa.as(finance)
  const log = await stoa.app.inject({ url: '/api/messages', headers })
  assert.ok(json(log).items.length >= 2)
  const seen = json(await stoa.app.inject({ url: '/api/message-routes', headers }))
  const way = seen.routes.find((one: { way: string }) => one.way === 'sms')
  assert.deepEqual([way.taken, way.delivered, way.errors], [1, 1, 0])
  const set = await stoa.app.inject({
    method: 'PUT',
    url: `/api/message-routes/sms/${way.provider}`,
    headers,
    payload: { manual: 'off', reason: 'Their network is down' },
  })
  assert.equal(set.statusCode, 200, set.payload)
  const after = json(await stoa.app.inject({ url: '/api/message-routes', headers }))
  assert.equal(after.routes.find((one: { way: string }) => one.way === 'sms').manual, 'off')
  assert.equal(after.changes[0].why, 'Their network is down')
  const books = json(
    await stoa.app.inject({ url: '/api/message-books?by=organization,way', headers }),
  )
  assert.equal(books.items[0].organizationName, 'City library')
  assert.deepEqual([books.items[0].captured, books.items[0].revenue.amount], [1, '0.25'])
  const byLot = json(await stoa.app.inject({ url: '/api/message-books?by=lot', headers }))
  assert.equal(byLot.items[0].revenue.amount, '0.25')
  assert.equal(
    (await stoa.app.inject({ url: '/api/message-books?by=way', headers: await stoa.as(manager) }))
      .statusCode,
    403,
  )
  assert.match(
    (await stoa.app.inject({ url: '/api/message-books/file?by=category', headers })).payload,
    /utility/,
  )
})
