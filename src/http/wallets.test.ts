import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically } from '#base'
import { postRule, verify } from '#ledger'
import { addMember, createOrganization, grantStaffRole } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'

/** A whole Stoa on the sandbox of Razorpay's shape: an organization buys, staff look after wallets. */
suite('Wallets of message credits, over HTTP', () => {
  let stoa: TestApp
  let library: string
  const people: Record<'owner' | 'manager' | 'stranger' | 'finance' | 'second', string> = {
    owner: '',
    manager: '',
    stranger: '',
    finance: '',
    second: '',
  }
  type Who = keyof typeof people
  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    who: Who,
    payload?: object,
  ) => {
    const headers = method === 'GET' ? await stoa.as(people[who]) : await stoa.doing(people[who])
    const answer = await stoa.app.inject({
      method,
      url: `/api${path}`,
      headers,
      ...(payload ? { payload } : {}),
    })
    return {
      status: answer.statusCode,
      text: answer.body,
      body: answer.body.startsWith('{') ? answer.json() : {},
    }
  }
  const own = (path = '') => `/organizations/${library}/message-wallet${path}`

  before(async () => {
    stoa = await testApp({ config: { payments: 'sandbox-razorpay' } })
    for (const who of Object.keys(people) as Who[]) people[who] = await stoa.person({ name: who })
    const now = stoa.clock.now()
    await atomically(stoa.db, async (tx) => {
      library = (await createOrganization(tx, { name: 'Lamp Study Library' }, now)).id
      for (const role of ['owner', 'manager'] as const)
        await addMember(tx, { organization: library, person: people[role], role }, now)
      for (const who of ['finance', 'second'] as const)
        await grantStaffRole(tx, { person: people[who], role: 'finance', by: 'test' }, now)
      for (const asset of ['SMS', 'WHATSAPP', 'EMAIL'] as const) {
        const facts = {
          provider: 'gateway',
          currency: 'INR',
          asset,
          quantity: 100_000n,
          cost: 1000n,
        } as const
        const about = { type: 'stock', id: asset }
        const deed = { key: `stock:${asset}`, about, by: 'system', at: now }
        await postRule(tx, 'wholesale.purchased', { ...facts, paidFrom: 'bank' }, deed)
      }
    })
  })
  after(async () => {
    assert.deepEqual((await verify(stoa.db)).findings, [])
    await stoa[Symbol.asyncDispose]()
  })

  test('a library buys through the page of the provider, comes back to its wallet, and can spend at once', async () => {
    const offers = (await ask('GET', `/organizations/${library}/message-offers`, 'owner')).body
      .items
    const starter = offers.find((one: { name: string }) => one.name === 'Starter')
    const quote = (await ask('POST', own('/quote'), 'manager', { offer: starter.id })).body
    assert.deepEqual(quote.total, { amount: '449.00', asset: 'INR' })
    assert.equal((await ask('POST', own('/orders'), 'manager', { offer: starter.id })).status, 403)
    assert.equal((await ask('GET', own(), 'stranger')).status, 403)
    const order = (await ask('POST', own('/orders'), 'owner', { offer: starter.id })).body
    assert.equal(order.state, 'waiting')
    const { url } = (await ask('POST', own(`/orders/${order.id}/checkout`), 'owner')).body
    const page = await stoa.app.inject({ url: new URL(url).pathname })
    assert.ok(page.body.includes('449.00 INR'))
    const paid = await stoa.app.inject({
      method: 'POST',
      url: new URL(url).pathname,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ means: 'success@razorpay' }).toString(),
    })
    const back = await stoa.app.inject({ url: String(paid.headers.location) })
    assert.equal(back.headers.location, `/institution/${library}/messaging/wallet?checkout=paid`)
    await stoa.deps.jobs.settle()
    const wallet = (await ask('GET', own(), 'manager')).body
    assert.deepEqual(
      wallet.balances.map((one: { asset: string; spendable: number }) => [
        one.asset,
        one.spendable,
      ]),
      [
        ['SMS', 1000],
        ['WHATSAPP', 500],
        ['EMAIL', 2000],
      ],
    )
    const [bought] = (await ask('GET', own('/purchases'), 'manager')).body.items
    assert.deepEqual([bought.state, bought.byItself], ['paid', false])
    assert.ok(bought.invoice)
    const promised = await stoa.db`select from messaging.stock_promise`
    assert.equal(promised.length, 0, 'stock is not kept twice')
    const told = await stoa.db<{ kind: string }>`
      select kind from messaging.notice where person_id = ${people.owner} and kind like 'messages.%'`
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['messages.bought'],
    )
    const other = (await ask('POST', own('/orders'), 'owner', { offer: starter.id })).body
    assert.equal(
      (await ask('POST', own(`/orders/${other.id}/cancel`), 'owner')).body.state,
      'cancelled',
    )
  })

  test('warnings and refills are set by whoever buys, and refused in words', async () => {
    const set = await ask('PUT', own('/settings/warnings/SMS'), 'owner', { below: 100, days: null })
    assert.deepEqual([set.body.items[0].below, set.body.items[0].days], [100, null])
    const offers = (await ask('GET', `/organizations/${library}/message-offers`, 'owner')).body
      .items
    const { id: offer } = offers.find((one: { name: string }) => one.name === 'Quick top-up')
    const rule = { below: 200, offer, quantity: 1, most: { amount: '500.00', asset: 'INR' } }
    assert.equal((await ask('PUT', own('/settings/refills/SMS'), 'manager', rule)).status, 403)
    const too = await ask('PUT', own('/settings/refills/SMS'), 'owner', { ...rule, below: 500 })
    assert.equal(too.body.code, 'refill_brings_too_little')
    const on = (await ask('PUT', own('/settings/refills/SMS'), 'owner', rule)).body.items[0].refill
    assert.deepEqual([on.on, on.below, on.most.amount], [true, 200, '500.00'])
    const off = (await ask('DELETE', own('/settings/refills/SMS'), 'owner')).body.items[0].refill
    assert.deepEqual([off.on, off.offBecause], [false, 'owner'])
  })

  test('staff find the wallet, give a bonus by two, suspend with a reason, and all of it is on the log', async () => {
    assert.equal((await ask('GET', '/message-wallets', 'owner')).status, 403)
    const found = (await ask('GET', '/message-wallets?text=lamp', 'finance')).body.items
    assert.deepEqual([found.length, found[0].sms, found[0].email], [1, 1000, 2000])
    const wish = { asset: 'SMS', quantity: 20, validDays: 30, reason: 'An outage of ours' }
    const asked = (await ask('POST', `/message-wallets/${library}/bonus`, 'finance', wish)).body
    assert.equal(asked.state, 'waiting')
    const alone = await ask('POST', `/message-wallets/bonuses/${asked.id}/agree`, 'finance')
    assert.equal(alone.body.code, 'bonus_own')
    const waiting = (await ask('GET', '/message-wallets/bonuses', 'second')).body.items
    assert.deepEqual(
      waiting.map((one: { id: string }) => one.id),
      [asked.id],
    )
    const given = await ask('POST', `/message-wallets/bonuses/${asked.id}/agree`, 'second')
    assert.equal(given.body.state, 'given')
    const reason = 'Complaints about spam'
    await ask('POST', `/message-wallets/${library}/suspend`, 'finance', { reason })
    const wallet = (await ask('GET', own(), 'owner')).body
    assert.equal(wallet.suspended.reason, reason)
    assert.equal(wallet.balances[0].spendable, 1020)
    assert.equal(
      (await ask('GET', '/message-wallets?state=suspended', 'finance')).body.items.length,
      1,
    )
    await ask('POST', `/message-wallets/${library}/resume`, 'finance', {
      reason: 'They explained it',
    })
    const deeds = (await ask('GET', `/message-wallets/${library}/deeds`, 'finance')).body
    assert.equal(deeds.bonuses[0].state, 'given')
    assert.equal(deeds.suspensions[0].resumedReason, 'They explained it')
    const logged = await stoa.db<{ deed: string }>`
      select deed from people.audit where deed like 'message%' and about_id = ${library} order by at, id`
    assert.deepEqual(logged.map(({ deed }) => deed).sort(), [
      'message_bonus.asked',
      'message_bonus.given',
      'messages.resumed',
      'messages.suspended',
    ])
    const file = await ask(
      'GET',
      `/message-wallets/${library}/statement/export?asset=SMS`,
      'finance',
    )
    const lines = file.text
      .trim()
      .split('\r\n')
      .map((line) => line.split(',').slice(1, 4))
    assert.deepEqual(lines, [
      ['what', 'units', 'balance'],
      ['Bonus', '20', '1020'],
      ['Bought', '1000', '1000'],
    ])
    const usage = await ask('GET', '/message-usage', 'finance')
    assert.deepEqual([usage.status, usage.body.total.messages], [200, 0])
    assert.equal((await ask('GET', own('/usage'), 'manager')).body.total.cost, undefined)
  })
})
