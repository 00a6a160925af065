import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically } from '#base'
import { verify } from '#ledger'
import { addMember, createOrganization, readAudit } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'

suite('Kept cards and refills, over HTTP', () => {
  let stoa: TestApp
  let mei: string
  before(async () => {
    stoa = await testApp()
    mei = await stoa.person({ name: 'Mei' })
  })
  after(() => stoa[Symbol.asyncDispose]())

  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
    who = mei,
  ) =>
    stoa.app.inject({
      method,
      url,
      headers: await stoa.as(who),
      ...(payload ? { payload } : {}),
    })
  async function keep(card = '4242424242424242') {
    const opened = await ask('POST', '/api/payment-methods', { back: '/teach/billing' })
    assert.equal(opened.statusCode, 200, opened.body)
    const path = new URL(opened.json().url).pathname
    const page = await stoa.app.inject({ url: path })
    assert.match(page.body, /Keep this card/)
    assert.doesNotMatch(page.body, /Charged once/)
    const done = await stoa.app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `card=${card}&answer=yes`,
    })
    assert.deepEqual([done.statusCode, done.headers.location], [303, '/teach/billing?added=yes'])
    return (await ask('GET', '/api/payment-methods')).json().items[0]
  }

  test('a card is added on the provider’s page, chosen, and removed', async () => {
    assert.deepEqual((await ask('GET', '/api/payment-methods')).json(), { items: [] })
    assert.equal(
      (await ask('POST', '/api/payment-methods/portal', {})).json().code,
      'payer_unknown',
    )
    const first = await keep()
    const second = await keep('4000002500003155')
    assert.deepEqual([first.last4, second.last4, second.default], ['4242', '3155', true])
    assert.equal((await ask('POST', `/api/payment-methods/${first.id}/default`)).statusCode, 204)
    const { items } = (await ask('GET', '/api/payment-methods')).json()
    assert.deepEqual(
      items.map((one: { last4: string; default: boolean }) => [one.last4, one.default]),
      [
        ['3155', false],
        ['4242', true],
      ],
    )
    const other = await stoa.person()
    const theirs = await ask('DELETE', `/api/payment-methods/${first.id}`, undefined, other)
    assert.equal(theirs.json().code, 'method_unknown')
    assert.equal((await ask('DELETE', `/api/payment-methods/${second.id}`)).statusCode, 204)
    const portal = await ask('POST', '/api/payment-methods/portal', { back: '/billing' })
    const shown = await stoa.app.inject({ url: new URL(portal.json().url).pathname })
    assert.match(shown.body, /Card ending in 4242/)
    const another = await stoa.app.inject({
      method: 'POST',
      url: new URL(portal.json().url).pathname,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'card=4000056655665556',
    })
    assert.deepEqual([another.statusCode, another.headers.location], [303, '/billing'])
    const [latest] = (await ask('GET', '/api/payment-methods')).json().items
    assert.deepEqual([latest.last4, latest.default], ['5556', true])
    const elsewhere = { back: 'https://example.org' }
    assert.equal((await ask('POST', '/api/payment-methods', elsewhere)).statusCode, 400)
  })

  test('a refill is set, buys by itself through the queue, and is switched off', async () => {
    assert.deepEqual((await ask('GET', '/api/user/refill')).json(), { refill: null })
    const wrong = await ask('PUT', '/api/user/refill', { below: 10, buy: 50, most: 20 })
    assert.equal(wrong.json().code, 'refill_wrong')
    const set = await ask('PUT', '/api/user/refill', { below: 10, buy: 50, most: 100 })
    assert.equal(set.statusCode, 200, set.body)
    await stoa.deps.jobs.settle()
    const balance = (await ask('GET', '/api/user/credits/balance')).json()
    assert.equal(balance.available.amount, '50.00', 'the wallet was empty: it is filled at once')
    const { refill } = (await ask('GET', '/api/user/refill')).json()
    assert.deepEqual([refill.on, refill.bought.amount], [true, '50.00'])
    const { items } = (await ask('GET', '/api/documents')).json()
    assert.equal(items.length, 2)
    await ask('DELETE', '/api/user/refill')
    assert.equal((await ask('GET', '/api/user/refill')).json().refill.offBecause, 'owner')
    assert.deepEqual((await verify(stoa.db)).findings, [])
  })

  test('an organization keeps a card of its own: owner, admin and billing see to it, on the log', async () => {
    const owner = await stoa.person({ name: 'Ola' })
    const billing = await stoa.person({ name: 'Bo' })
    const manager = await stoa.person({ name: 'Mo' })
    const stranger = await stoa.person({ name: 'Sam' })
    const [ours, theirs] = await atomically(stoa.db, async (tx) => {
      const now = stoa.clock.now()
      const { id } = await createOrganization(tx, { name: 'Lamp Library' }, now)
      const other = await createOrganization(tx, { name: 'Other Library' }, now)
      const roles = { owner, billing, manager }
      for (const role of ['owner', 'billing', 'manager'] as const)
        await addMember(tx, { organization: id, person: roles[role], role }, now)
      await addMember(tx, { organization: other.id, person: stranger, role: 'owner' }, now)
      return [id, other.id]
    })
    const at = (id: string) => `/api/organizations/${id}/payment-methods`
    assert.deepEqual((await ask('GET', at(ours), undefined, owner)).json(), {
      kept: true,
      items: [],
    })
    for (const who of [manager, stranger])
      for (const method of ['GET', 'POST'] as const)
        assert.equal((await ask(method, at(ours), undefined, who)).statusCode, 403)
    const opened = await ask('POST', at(ours), undefined, billing)
    const path = new URL(opened.json().url).pathname
    const kept = await stoa.app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'card=4242424242424242&answer=yes',
    })
    assert.equal(kept.headers.location, `/institution/${ours}/messaging/settings?added=yes`)
    const [card] = (await ask('GET', at(ours), undefined, owner)).json().items
    assert.deepEqual([card.last4, card.default], ['4242', true])
    assert.equal(
      (await ask('GET', '/api/payment-methods', undefined, billing)).json().items.length,
      0,
    )
    const elsewhere = await ask('DELETE', `${at(theirs)}/${card.id}`, undefined, stranger)
    assert.equal(elsewhere.json().code, 'method_unknown')
    assert.equal(
      (await ask('POST', `${at(ours)}/${card.id}/default`, undefined, owner)).statusCode,
      204,
    )
    assert.equal((await ask('DELETE', `${at(ours)}/${card.id}`, undefined, owner)).statusCode, 204)
    const log = await readAudit(stoa.db, { about: ours, deed: 'payment_method', limit: 9 })
    assert.deepEqual(
      log.map(({ deed, by }) => [deed, by]),
      [
        ['payment_method.removed', `person:${owner}`],
        ['payment_method.default', `person:${owner}`],
        ['payment_method.adding', `person:${billing}`],
      ],
    )
  })
})
