import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, suite, test } from 'node:test'
import { atomically, newId } from '#base'
import { addMember, createOrganization, KEY_SCOPES, makeKey, readAudit } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'

type Asked = { key?: string; who?: string; payload?: object; headers?: Record<string, string> }

suite('Keys of organizations', () => {
  let stoa: TestApp
  let [ours, theirs, owner, admin, manager, stranger] = ['', '', '', '', '', '']

  const ask = async (method: 'GET' | 'POST' | 'DELETE' | 'PATCH', path: string, asked: Asked) => {
    const { key, who, payload, headers } = asked
    const answer = await stoa.app.inject({
      method,
      url: `/api${path}`,
      headers: {
        ...(who ? await stoa.as(who) : {}),
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...headers,
      },
      ...(payload ? { payload } : {}),
    })
    const json = /json/.test(String(answer.headers['content-type']))
    return { status: answer.statusCode, headers: answer.headers, body: json ? answer.json() : {} }
  }
  const at = (path = '', id = ours) => `/organizations/${id}${path}`
  const outcome = ({ status, body }: { status: number; body: { code?: string } }) =>
    body.code ? `${status} ${body.code}` : `${status}`
  async function make(scopes: string[], more: object = {}, id = ours, who = owner) {
    const payload = { name: 'The desk', scopes, days: null, ...more }
    const made = await ask('POST', at('/keys', id), { who, payload })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    return made.body as { id: string; secret: string }
  }
  const listed = async (key: string) =>
    (await ask('GET', at('/keys'), { who: owner })).body.items.find(
      ({ id }: { id: string }) => id === key,
    )
  const reads = (key: string, id = ours) => ask('GET', at('/contacts', id), { key })

  before(async () => {
    stoa = await testApp()
    owner = await stoa.person()
    admin = await stoa.person()
    manager = await stoa.person()
    stranger = await stoa.person()
    await atomically(stoa.db, async (tx) => {
      const now = stoa.clock.now()
      ours = (await createOrganization(tx, { name: 'Lamp Library' }, now)).id
      theirs = (await createOrganization(tx, { name: 'Other Library' }, now)).id
      const roles = { owner, admin, manager }
      for (const role of ['owner', 'admin', 'manager'] as const)
        await addMember(tx, { organization: ours, person: roles[role], role }, now)
      await addMember(tx, { organization: theirs, person: stranger, role: 'owner' }, now)
    })
  })
  after(() => stoa[Symbol.asyncDispose]())

  test('owner and admin make one; its secret is shown once, kept as a hash, and is on no log', async () => {
    const payload = { name: ' The desk ', scopes: ['contacts:read'], days: 30 }
    for (const who of [manager, stranger])
      assert.equal((await ask('POST', at('/keys'), { who, payload })).status, 403)
    const made = await ask('POST', at('/keys'), { who: admin, payload })
    assert.deepEqual([made.status, made.headers['cache-control']], [201, 'no-store'])
    const { id, secret } = made.body
    assert.match(secret, /^stoa_key_[A-Za-z0-9_-]{43}$/)
    const key = await listed(id)
    assert.deepEqual(
      [key.name, key.scopes, key.state, key.hint, key.lastUsedAt],
      ['The desk', ['contacts:read'], 'good', secret.slice(-4), null],
    )
    const [kept] = await stoa.db<{ hash: Buffer }>`
      select hash from people.organization_key_secret where key_id = ${id}`
    assert.deepEqual(Buffer.from(kept!.hash), createHash('sha256').update(secret).digest())
    const everywhere = await stoa.db<{ text: string }>`
      select (select string_agg(a::text, '') from people.audit a)
        || coalesce((select string_agg(h::text, '') from http.answer h), '')
        || (select string_agg(f::text, '') from base.fact f) as text`
    assert.ok(!everywhere[0]!.text.includes(secret))
    const [log] = await readAudit(stoa.db, { about: ours, deed: 'organization_key', limit: 1 })
    assert.deepEqual([log!.deed, log!.by], ['organization_key.made', `person:${admin}`])
    const wrong = { ...payload, scopes: ['everything'] }
    assert.equal((await ask('POST', at('/keys'), { who: owner, payload: wrong })).status, 400)
  })

  test('a key does what its scopes say, in its own name, and is seen to have been used', async () => {
    const { id, secret: key } = await make(['contacts:write', 'contacts:read'])
    const payload = { name: 'Ravi', addresses: [{ way: 'email', address: 'ravi@example.org' }] }
    const added = await ask('POST', at('/contacts'), { key, payload })
    assert.equal(added.status, 201, JSON.stringify(added.body))
    const [row] = await stoa.db<{ made_by: string }>`
      select made_by from messaging.contact where id = ${added.body.id}`
    assert.equal(row!.made_by, `organization_key:${id}`)
    assert.equal((await reads(key)).body.total, 1)
    assert.equal((await listed(id)).lastUsedAt, `${stoa.clock.now()}`)
    await ask('DELETE', at(`/contacts/${added.body.id}`), { key })
    const [log] = await readAudit(stoa.db, { about: added.body.id, limit: 1 })
    assert.deepEqual([log!.deed, log!.by], ['contact.forgotten', `organization_key:${id}`])
  })

  test('messages, events and codes go through it, each with its own scope, done once for a key', async () => {
    const { secret: key } = await make(['messages:send', 'events:write', 'codes:send'])
    const send = { way: 'email', to: 'ravi@example.org', subject: 'Hello', text: 'Hello' }
    const idem = { 'idempotency-key': newId() }
    const event = { name: 'seat_booked', data: { seat: 'A1' } }
    const raise = () => ask('POST', at('/events'), { key, headers: idem, payload: event })
    // It may: what refuses them is the room of messages, not the frame.
    for (const [path, payload] of [
      ['/messages', send],
      ['/otp', { to: '+919876543210' }],
      ['/otp/verify', { id: newId(), code: '123456' }],
    ] as const) {
      const { status, body } = await ask('POST', at(path), { key, headers: idem, payload })
      assert.ok(![401, 403].includes(status), `${path}: ${status} ${body.code}`)
    }
    const owned = await ask('POST', at('/events'), { key, payload: event })
    assert.equal(outcome(owned), '400 idempotency_key_missing')
    const first = await raise()
    const again = await raise()
    assert.deepEqual([first.status, again.status, again.body], [202, 202, first.body])
    assert.equal(again.headers['idempotency-replayed'], 'true')
    assert.equal(outcome(await reads(key)), '403 scope_missing')
    assert.equal((await reads(key)).body.facts.scope, 'contacts:read')
  })

  test('it opens no other organization, nothing of persons, staff or settings, and makes no keys', async () => {
    const { id, secret: key } = await make([...KEY_SCOPES])
    assert.equal(outcome(await reads(key, theirs)), '403 not_allowed')
    assert.equal(outcome(await reads(key, ours.toUpperCase())), '403 not_allowed')
    for (const path of [
      '/user/credits/balance',
      '/people',
      '/organizations',
      at(),
      at('/keys'),
      at('/payment-methods'),
      at('/message-wallet/settings'),
      '/message-wallets',
      '/stock',
    ]) {
      const { status } = await ask('GET', path, { key })
      assert.ok([403, 404].includes(status), `${path}: ${status}`)
    }
    assert.equal((await ask('GET', '/me', { key })).body.person, null, 'as to anyone')
    const payload = { name: 'Another', scopes: ['contacts:read'], days: null }
    assert.equal(outcome(await ask('POST', at('/keys'), { key, payload })), '403 not_allowed')
    const revoked = await ask('DELETE', at(`/keys/${id}`, theirs), { who: stranger })
    assert.equal(outcome(revoked), '404 organization_key_unknown')
    const hours = { overlapHours: 1 }
    const rotated = await ask('POST', at(`/keys/${id}/rotate`, theirs), {
      who: stranger,
      payload: hours,
    })
    assert.equal(outcome(rotated), '404 organization_key_unknown')
    assert.equal((await reads(key)).status, 200)
  })

  test('wrong, cut and padded secrets, and those in a cookie or an address, open nothing', async () => {
    const { secret } = await make(['contacts:read'])
    const other = secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A')
    for (const key of [other, secret.slice(0, -1), `${secret}A`, 'stoa_key_', secret.toLowerCase()])
      assert.equal(outcome(await reads(key)), '401 key_not_good', key)
    const cookie = await ask('GET', at('/contacts'), {
      headers: { cookie: `stoa.session_token=${secret}` },
    })
    assert.equal(cookie.status, 401)
    assert.equal((await ask('GET', at(`/contacts?key=${secret}`), {})).status, 401)
    // What is for anyone answers as to anyone.
    assert.equal((await ask('GET', '/plans', { key: other })).status, 200)
  })

  test('rotated, both secrets work for as long as was said; the one before that no longer', async () => {
    const { id, secret: first } = await make(['contacts:read'], { days: 10 })
    const rotate = async (overlapHours: number) =>
      (await ask('POST', at(`/keys/${id}/rotate`), { who: owner, payload: { overlapHours } })).body
        .secret as string
    stoa.clock.moveTo(stoa.clock.now().add({ hours: 24 }))
    const second = await rotate(24)
    assert.deepEqual([(await reads(first)).status, (await reads(second)).status], [200, 200])
    const key = await listed(id)
    assert.deepEqual(
      [key.hint, key.before.hint, key.before.lastUsedAt],
      [second.slice(-4), first.slice(-4), `${stoa.clock.now()}`],
    )
    assert.equal(key.expiresAt, `${stoa.clock.now().add({ hours: 240 })}`, 'good for as long again')
    const third = await rotate(2)
    assert.equal(outcome(await reads(first)), '401 key_not_good')
    assert.equal((await reads(second)).status, 200)
    stoa.clock.moveTo(stoa.clock.now().add({ hours: 2 }))
    assert.equal(outcome(await reads(second)), '401 key_not_good')
    assert.equal((await listed(id)).before, null)
    const fourth = await rotate(0)
    assert.equal(outcome(await reads(third)), '401 key_not_good')
    stoa.clock.moveTo(stoa.clock.now().add({ hours: 240 }))
    assert.equal(outcome(await reads(fourth)), '401 key_not_good', 'expired')
    assert.equal((await listed(id)).state, 'expired')
    const late = await ask('POST', at(`/keys/${id}/rotate`), {
      who: owner,
      payload: { overlapHours: 1 },
    })
    assert.equal(outcome(late), '409 organization_key_over')
  })

  test('revoked it is over at once, with both of its secrets; no more than 20 live at a time', async () => {
    const { id, secret } = await make(['contacts:read'])
    const payload = { overlapHours: 24 }
    const { body } = await ask('POST', at(`/keys/${id}/rotate`), { who: admin, payload })
    const { body: left } = await ask('DELETE', at(`/keys/${id}`), { who: admin })
    assert.equal(left.items.find((one: { id: string }) => one.id === id).state, 'revoked')
    for (const key of [secret, body.secret])
      assert.equal(outcome(await reads(key)), '401 key_not_good')
    assert.equal(
      outcome(await ask('DELETE', at(`/keys/${id}`), { who: owner })),
      '409 organization_key_over',
    )
    const wish = {
      organization: theirs,
      scopes: ['contacts:read'],
      days: null,
      by: 'test',
    } as const
    const many = Array.from({ length: 25 }, (_, n) =>
      atomically(stoa.db, (tx) => makeKey(tx, { ...wish, name: `Key ${n}` }, stoa.clock.now())),
    )
    const ended = await Promise.allSettled(many)
    assert.equal(ended.filter(({ status }) => status === 'fulfilled').length, 20)
    const deeds = await readAudit(stoa.db, { about: ours, deed: 'organization_key', limit: 2 })
    assert.deepEqual(
      deeds.map(({ deed, by }) => [deed, by]),
      [
        ['organization_key.revoked', `person:${admin}`],
        ['organization_key.rotated', `person:${admin}`],
      ],
    )
  })
})
