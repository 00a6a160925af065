import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, suite, test } from 'node:test'
import { atomically, newId } from '#base'
import { grantStaffRole, type StaffRole } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'

const SANDBOX = '01900000-0000-7000-8000-0000000005b0'

suite('Providers of messages over HTTP', () => {
  let stoa: TestApp
  let finance: string
  let support: string
  before(async () => {
    stoa = await testApp({ config: { outsideAllowed: ['127.0.0.0/8'] } })
    finance = await staff('finance')
    support = await staff('support')
  })
  after(() => stoa[Symbol.asyncDispose]())

  async function staff(role: StaffRole): Promise<string> {
    const person = await stoa.person()
    await atomically(stoa.db, (tx) =>
      grantStaffRole(tx, { person, role, by: 'test' }, stoa.clock.now()),
    )
    return person
  }
  async function ask(
    person: string | null,
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
  ) {
    const headers = person ? await stoa.as(person) : {}
    const answer = await stoa.app.inject({
      method,
      url: `/api${path}`,
      headers,
      ...(body && { payload: body }),
    })
    return {
      status: answer.statusCode,
      text: answer.body,
      said: answer.headers['content-type']?.includes('json') ? answer.json() : undefined,
    }
  }
  const meta = async () => {
    const settings = { phone: '106540352242922' }
    const { said } = await ask(finance, 'POST', '/message-providers', {
      kind: 'whatsapp_cloud',
      name: `Meta ${newId()}`,
      settings,
    })
    return said.id as string
  }

  test('set up, keyed, switched on and off; keys are never shown again, and every deed is on the audit log', async () => {
    const id = await meta()
    const at = `/message-providers/${id}`
    const off = await ask(finance, 'PATCH', at, { active: true })
    assert.equal(off.said.code, 'message_provider_not_ready')
    const text = 'EAAG-a-secret-token-0001'
    const keyed = await ask(finance, 'POST', `${at}/keys`, { purpose: 'access', text, hours: 0 })
    assert.deepEqual(
      [keyed.status, keyed.said.keys.map(({ purpose, last4 }: never) => [purpose, last4])],
      [
        201,
        [
          ['access', '0001'],
          ['callback', keyed.said.keys[1].last4],
        ],
      ],
    )
    assert.equal(
      (await ask(finance, 'PATCH', at, { active: true, perSecond: 40 })).said.active,
      true,
    )
    const everything = await ask(support, 'GET', '/message-providers')
    assert.ok(!everything.text.includes(text))
    const audits = await stoa.db<{ deed: string; whole: string }>`
      select deed, a::text as whole from people.audit a where about_id = ${id} order by at, id`
    assert.deepEqual(
      audits.map(({ deed }) => deed),
      ['message_provider.added', 'message_provider.key_added', 'message_provider.set'],
    )
    assert.ok(audits.every(({ whole }) => !whole.includes(text)))
    const [kept] = await stoa.db<{ whole: string }>`
      select string_agg(k::text || encode(k.sealed, 'escape'), '') as whole from messaging.provider_key k`
    assert.ok(!kept!.whole.includes('a-secret-token'))
    const [key] = keyed.said.keys
    const ended = await ask(finance, 'POST', `/message-provider-keys/${key.id}/end`)
    assert.equal(ended.said.active, false, 'without its key it is switched off')
  })

  test('a new address takes the keys away, so that nobody has them sent elsewhere; private networks are refused', async () => {
    const id = await meta()
    const at = `/message-providers/${id}`
    await ask(finance, 'POST', `${at}/keys`, { purpose: 'access', text: 'EAAG-0001', hours: 0 })
    await ask(finance, 'PATCH', at, { active: true })
    const refused = await ask(finance, 'PATCH', at, { address: 'https://10.0.0.7' })
    assert.equal(refused.said.code, 'message_provider_address_refused')
    const moved = await ask(finance, 'PATCH', at, { address: 'https://graph.example.com' })
    assert.deepEqual(
      [moved.said.active, moved.said.keys.map(({ purpose }: never) => purpose)],
      [false, ['callback']],
    )
  })

  test('what does not fit is refused by name', async () => {
    const post = async (body: object) =>
      (await ask(finance, 'POST', '/message-providers', body)).said.code
    const settings = { phone: '106540352242922' }
    assert.equal(
      await post({ kind: 'whatsapp_cloud', name: 'x', settings, ways: ['sms'] }),
      'message_provider_ways_unfit',
    )
    assert.equal(
      await post({ kind: 'whatsapp_cloud', name: 'x', settings: {} }),
      'message_provider_setting_unfit',
    )
    assert.equal(
      await post({ kind: 'whatsapp_cloud', name: 'x', settings: { ...settings, other: '1' } }),
      'message_provider_setting_unfit',
    )
    assert.equal(
      await post({ kind: 'smtp', name: 'x', settings: { from: 'a@b.example' } }),
      'message_provider_address_refused',
    )
    assert.equal(
      await post({ kind: 'whatsapp_cloud', name: 'sandbox', settings }),
      'message_provider_name_taken',
    )
    const id = await meta()
    const key = async (body: object) =>
      (await ask(finance, 'POST', `/message-providers/${id}/keys`, { hours: 0, ...body })).said.code
    assert.equal(await key({ purpose: 'partner', text: 'whatever' }), 'message_key_unfit')
    assert.equal(await key({ purpose: 'signing', text: 'not hexadecimal' }), 'message_key_unfit')
    assert.equal(
      (await ask(finance, 'PATCH', `/message-providers/${newId()}`, {})).said.code,
      'message_provider_unknown',
    )
  })

  test('who may do what: support sees and replays, finance sets, others nothing', async () => {
    const nobody = await stoa.person()
    const set = { kind: 'sandbox', name: 'Second' }
    assert.equal((await ask(null, 'GET', '/message-providers')).status, 401)
    for (const path of [
      '/message-providers',
      '/message-error-codes',
      '/provider-notices',
      '/message-sandbox',
    ]) {
      assert.equal((await ask(nobody, 'GET', path)).status, 403, path)
      assert.equal((await ask(support, 'GET', path)).status, 200, path)
    }
    assert.equal((await ask(support, 'POST', '/message-providers', set)).status, 403)
    assert.equal((await ask(support, 'GET', `/message-providers/${SANDBOX}/callback`)).status, 403)
    assert.equal((await ask(finance, 'POST', '/message-providers', set)).status, 201)
  })

  test('errors are data: what a code means is changed, added and taken away, with who did it', async () => {
    const at = '/message-error-codes/msg91/301'
    const body = { class: 'fail_over', charged: null, words: 'The purse there is empty.' }
    const changed = await ask(support, 'PUT', at, body)
    assert.deepEqual(
      [changed.said.class, changed.said.changedBy],
      ['fail_over', `person:${support}`],
    )
    const fresh = await ask(support, 'PUT', '/message-error-codes/twilio/99999', {
      ...body,
      charged: true,
    })
    assert.equal(fresh.status, 200)
    assert.equal((await ask(support, 'DELETE', '/message-error-codes/twilio/99999')).status, 200)
    assert.equal(
      (await ask(support, 'DELETE', '/message-error-codes/twilio/99999')).said.code,
      'error_code_unknown',
    )
    const { said } = await ask(support, 'GET', '/message-error-codes?kind=msg91')
    assert.ok(
      said.items.length > 15 && said.items.every(({ kind }: { kind: string }) => kind === 'msg91'),
    )
    const [row] = await stoa.db<{ before: { class: string } }>`
      select before from people.audit where deed = 'message_error_code.set' and about_id = 'msg91 301'`
    assert.equal(row!.before.class, 'out_of_stock')
  })

  test('a test goes out by the sandbox and lies in its outbox; a refusal is said in the provider’s words', async () => {
    const at = `/message-providers/${SANDBOX}`
    const sent = await ask(finance, 'POST', `${at}/test`, {
      way: 'email',
      to: 'ann@example.org',
      text: 'Hello',
    })
    assert.equal(sent.status, 200)
    const { said } = await ask(support, 'GET', '/message-sandbox?way=email&to=ann')
    assert.deepEqual([said.items[0].id, said.items[0].text], [sent.said.ref, 'Hello'])
    const refused = await ask(finance, 'POST', `${at}/test`, {
      way: 'sms',
      to: '+919800000012',
      text: 'Hello',
    })
    assert.deepEqual(
      [refused.status, refused.said.code, refused.said.facts.code],
      [502, 'test_send_failed', 'invalid_number'],
    )
    assert.equal((await ask(support, 'GET', `${at}/balance`)).said.balance.length, 0)
    assert.equal(
      (await ask(finance, 'POST', `${at}/recharge`, { asset: 'SMS', quantity: 500 })).status,
      200,
    )
    assert.deepEqual((await ask(support, 'GET', `${at}/balance`)).said.balance, [
      { of: 'SMS', amount: '500' },
    ])
    const scenarios = await ask(support, 'GET', '/message-sandbox/scenarios')
    assert.ok(scenarios.said.items.length >= 20)
  })

  test('Meta tells us at a secret address, signed over the raw bytes; first it asks whether the address is ours', async () => {
    const id = await meta()
    const at = `/message-providers/${id}`
    const secret = '0123456789abcdef0123456789abcdef'
    await ask(finance, 'POST', `${at}/keys`, { purpose: 'access', text: 'EAAG-0001', hours: 0 })
    await ask(finance, 'POST', `${at}/keys`, { purpose: 'signing', text: secret, hours: 0 })
    const { said } = await ask(finance, 'GET', `${at}/callback`)
    const path = new URL(said.address).pathname
    const token = path.split('/').at(-1)
    const hello = await stoa.app.inject({
      url: `${path}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`,
    })
    assert.deepEqual([hello.statusCode, hello.body], [200, '1158201444'])
    assert.equal(
      (
        await stoa.app.inject({
          url: `${path}?hub.mode=subscribe&hub.challenge=1&hub.verify_token=other`,
        })
      ).statusCode,
      404,
    )
    // Spaces that a parser would lose are part of what is signed.
    const body =
      '{ "entry": [{"changes": [{"value": {"statuses": [{"id":"wamid.1","status":"delivered","timestamp":"1795000000","recipient_id":"919876543210"}]}}]}] }'
    const post = (signed: string, url = path) => {
      const signature = `sha256=${createHmac('sha256', secret).update(signed).digest('hex')}`
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
      return stoa.app.inject({ method: 'POST', url, headers, payload: body })
    }
    assert.deepEqual((await post(body)).json(), { received: true, repeated: false })
    assert.deepEqual((await post(body)).json(), { received: true, repeated: true })
    assert.equal((await post(`${body} `)).json().code, 'signature_wrong')
    assert.equal((await post(body, path.replace(token!, 'A'.repeat(32)))).statusCode, 404)
    const changed = await ask(finance, 'POST', `${at}/callback`, { hours: 24 })
    assert.equal(changed.status, 200)
    assert.equal((await post(body)).statusCode, 200, 'the address of before is good for a day')
    stoa.clock.moveTo(stoa.clock.now().add({ hours: 25 }))
    assert.equal((await post(body)).statusCode, 404)
    const list = await ask(support, 'GET', `/provider-notices?provider=${id}`)
    assert.equal(list.said.items.length, 1)
    const one = await ask(support, 'GET', `/provider-notices/${list.said.items[0].id}`)
    assert.equal(one.said.text, body)
    assert.equal(
      (await ask(support, 'POST', `/provider-notices/${list.said.items[0].id}/replay`)).said.state,
      'received',
    )
  })
})
