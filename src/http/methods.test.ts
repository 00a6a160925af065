import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { verify } from '#ledger'
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
})
