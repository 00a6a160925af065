import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { newId } from '#base'
import { verify } from '#ledger'
import { everythingNamed } from '#plans'
import { type TestApp, testApp } from '../../test/app.ts'

const WORKS = '4242424242424242'
const ASKS = '4000002500003155'
const DECLINED = '4000000000000002'

suite('Paying, over HTTP', () => {
  let stoa: TestApp
  let mei: string
  before(async () => {
    stoa = await testApp({ config: { url: 'http://localhost:3000' } })
    mei = await stoa.person({ zone: 'America/New_York' })
  })
  after(async () => {
    await stoa.deps.jobs.settle()
    const books = await verify(stoa.db)
    await stoa[Symbol.asyncDispose]()
    assert.deepEqual(books.findings, [])
  })

  const get = async (url: string, person?: string) => {
    const answer = await stoa.app.inject({ url, headers: person ? await stoa.as(person) : {} })
    return { status: answer.statusCode, body: answer.json() }
  }
  const post = async (url: string, person: string, payload?: object, key?: string) => {
    const headers = await stoa.doing(person)
    if (key) headers['idempotency-key'] = key
    const answer = await stoa.app.inject({
      method: 'POST',
      url,
      headers,
      ...(payload ? { payload } : {}),
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  const send = (url: string, form: Record<string, string>) =>
    stoa.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost:3000' },
      payload: new URLSearchParams(form).toString(),
    })
  const pathOf = (url: string) => new URL(url).pathname

  /** Orders, opens the page, pays there and comes back. */
  async function buy(person: string, url: string, body: object, card = WORKS) {
    const order = await post(url, person, body)
    assert.equal(order.status, 201, JSON.stringify(order.body))
    const page = await post(`/api/orders/${order.body.id}/checkout`, person)
    const paid = await send(pathOf(page.body.url), { card })
    assert.equal(paid.statusCode, 303)
    const back = await stoa.app.inject({ url: String(paid.headers.location) })
    assert.equal(back.statusCode, 303)
    await stoa.deps.jobs.settle()
    return { order: order.body, lands: back.headers.location }
  }

  test('credits: order, page, card, and back to the order with the credits there', async () => {
    const { order, lands } = await buy(mei, '/api/user/credits/purchase', { credits: 50 })
    assert.deepEqual(
      [order.kind, order.state, order.total],
      ['credits', 'waiting', { amount: '50.00', asset: 'USD' }],
    )
    assert.equal(lands, `/orders/${order.id}?checkout=paid`)
    const now = await get(`/api/orders/${order.id}`, mei)
    assert.deepEqual([now.body.state, now.body.paidThrough], ['paid', 'sandbox'])
    const { body } = await get('/api/user/credits/balance', mei)
    assert.deepEqual(body.available, { amount: '50.00', asset: 'CREDIT' })
    assert.deepEqual([body.monthlyAllocation, body.resetDate, body.lots.length], [null, null, 1])
    const moves = await get('/api/user/credits/transactions', mei)
    assert.deepEqual(
      moves.body.items.map(
        (move: { transactionType: string; amount: object; balanceAfter: object }) => [
          move.transactionType,
          move.amount,
          move.balanceAfter,
        ],
      ),
      [['PURCHASE', { amount: '50.00', asset: 'CREDIT' }, { amount: '50.00', asset: 'CREDIT' }]],
    )
  })

  test('Premium: 120 credits with an end, two sessions of each kind, features, and leaving in two clicks', async () => {
    const ana = await stoa.person({ zone: 'Asia/Kolkata' })
    assert.equal((await get('/api/entitlements', ana)).body.plans.includes('learner-free'), true)
    await buy(ana, '/api/subscriptions', { plan: 'learner-premium', every: 'month' }, WORKS)
    const { body } = await get('/api/user/credits/balance', ana)
    assert.deepEqual(body.monthlyAllocation, { amount: '120.00', asset: 'CREDIT' })
    assert.equal(body.resetDate, '2026-12-21T12:00:00Z')
    assert.deepEqual(
      [body.lots[0].source, body.lots[0].expiresAt],
      ['plan', '2026-12-21T12:00:00Z'],
    )
    const mine = (await get('/api/entitlements', ana)).body
    assert.deepEqual(mine.plans.includes('learner-premium'), true)
    const named = (name: string) =>
      mine.features.find((feature: { name: string }) => feature.name === name)
    assert.equal(named('sessions.priority').open, true)
    assert.deepEqual(
      [named('teaching.own_prices').open, named('teaching.own_prices').opensWith],
      [false, ['educator-pro', 'educator-enterprise']],
    )
    assert.deepEqual(
      mine.included.map((one: { kind: string; left: number }) => [one.kind, one.left]),
      [
        ['class', 2],
        ['conversation', 2],
      ],
    )
    const [subscription] = (await get('/api/subscriptions', ana)).body.items
    assert.deepEqual(
      [subscription.state, subscription.price.amount, subscription.cancelAtPeriodEnd],
      ['active', '99.00', false],
    )
    const again = await post('/api/subscriptions', ana, { plan: 'learner-pro' })
    assert.equal(again.body.code, 'plan_running')
    const patch = async (leave: boolean) =>
      (
        await stoa.app.inject({
          method: 'PATCH',
          url: `/api/subscriptions/${subscription.id}`,
          headers: await stoa.as(ana),
          payload: { cancelAtPeriodEnd: leave },
        })
      ).json().cancelAtPeriodEnd
    assert.deepEqual(
      [await patch(true), await patch(false), await patch(true)],
      [true, false, true],
    )
    const others = await stoa.app.inject({
      method: 'PATCH',
      url: `/api/subscriptions/${subscription.id}`,
      headers: await stoa.as(mei),
      payload: { cancelAtPeriodEnd: true },
    })
    assert.equal(others.json().code, 'subscription_unknown')
  })

  test('the plans are public, and show what is built: nothing that nobody can use', async () => {
    const { status, body } = await get('/api/plans')
    assert.equal(status, 200)
    const shown = body.comparison.features.map(({ name }: { name: string }) => name)
    const named = await everythingNamed(stoa.db)
    const sold = new Set<string>()
    for (const audience of ['learner', 'educator', 'organization'] as const) {
      const { features } = await everythingNamed(stoa.db, audience)
      for (const { name } of features) sold.add(name)
    }
    // What only a tier opens is in no plan.
    const built = named.features
      .filter(({ name, keptBy }) => keptBy && sold.has(name))
      .map(({ name }) => name)
    assert.deepEqual(shown, built)
    assert.ok(named.features.length > built.length && !shown.includes('sessions.recordings'))
    const learner = (await get('/api/plans?audience=learner')).body
    assert.deepEqual(
      learner.items.map(
        (plan: {
          name: string
          monthly: { amount: string }
          credits: { amount: string }
          fairUse: number
        }) => [plan.name, plan.monthly.amount, plan.credits.amount, plan.fairUse],
      ),
      [
        ['Free', '0.00', '0.00', null],
        ['Premium', '99.00', '120.00', null],
        ['Pro', '249.00', '300.00', 20],
      ],
    )
  })

  test('the page says that no money moves, takes a question of the bank, and shows a decline', async () => {
    const order = (await post('/api/user/credits/purchase', mei, { credits: 20 })).body
    const path = pathOf((await post(`/api/orders/${order.id}/checkout`, mei)).body.url)
    const shown = await stoa.app.inject({ url: path })
    assert.equal(shown.statusCode, 200)
    assert.match(shown.body, /No real money moves/)
    assert.match(shown.body, /Pay 20\.00 USD/)
    const declined = await send(path, { card: DECLINED })
    assert.equal(declined.statusCode, 402)
    assert.match(declined.body, /role="alert">Your card was declined/)
    const asked = await send(path, { card: ASKS })
    assert.match(asked.body, /is this you\?/)
    assert.match((await send(path, { card: ASKS, answer: 'no' })).body, /Nothing was charged/)
    assert.equal((await send(path, { card: ASKS, answer: 'yes' })).statusCode, 303)
    await stoa.deps.jobs.settle()
    assert.equal((await get(`/api/orders/${order.id}`, mei)).body.state, 'paid')
    assert.match((await stoa.app.inject({ url: path })).body, /This is paid/)
  })

  test('a replayed deed is the same order; the same key with another body is refused', async () => {
    const key = newId()
    const one = await post('/api/user/credits/purchase', mei, { credits: 5 }, key)
    const two = await post('/api/user/credits/purchase', mei, { credits: 5 }, key)
    assert.equal(two.body.id, one.body.id)
    const other = await post('/api/user/credits/purchase', mei, { credits: 6 }, key)
    assert.equal(other.body.code, 'idempotency_key_reused')
    const left = await post(`/api/orders/${one.body.id}/cancel`, mei)
    assert.equal(left.body.state, 'cancelled')
    assert.equal(
      (await post(`/api/orders/${one.body.id}/checkout`, mei)).body.code,
      'order_not_waiting',
    )
  })

  for (const [what, url, body, status, code] of [
    ['a negative amount', '/api/user/credits/purchase', { credits: -5 }, 400, 'request_invalid'],
    ['a fraction', '/api/user/credits/purchase', { credits: 5.5 }, 400, 'request_invalid'],
    ['text', '/api/user/credits/purchase', { credits: '50' }, 400, 'request_invalid'],
    [
      'an unknown field',
      '/api/user/credits/purchase',
      { credits: 50, price: 1 },
      400,
      'request_invalid',
    ],
    ['too little', '/api/user/credits/purchase', { credits: 4 }, 400, 'credits_out_of_bounds'],
    [
      'far too much',
      '/api/user/credits/purchase',
      { credits: 1_000_000 },
      400,
      'credits_out_of_bounds',
    ],
    ['an unknown plan', '/api/subscriptions', { plan: 'gold' }, 404, 'plan_unknown'],
    ['the free plan', '/api/subscriptions', { plan: 'learner-free' }, 409, 'plan_not_for_sale'],
    [
      'a year of what is free',
      '/api/subscriptions',
      { plan: 'learner-free', every: 'year' },
      409,
      'plan_not_for_sale',
    ],
  ] as const) {
    test(`${what} is refused: ${code}`, async () => {
      const answer = await post(url, mei, body)
      assert.deepEqual([answer.status, answer.body.code], [status, code])
    })
  }

  test('other people’s orders are unknown to me, and to strangers', async () => {
    const ana = await stoa.person()
    const order = (await post('/api/user/credits/purchase', ana, { credits: 5 })).body
    assert.equal((await get(`/api/orders/${order.id}`, mei)).body.code, 'order_unknown')
    assert.equal((await post(`/api/orders/${order.id}/checkout`, mei)).body.code, 'order_unknown')
    assert.equal((await get(`/api/orders/${order.id}`)).status, 401)
    assert.equal((await get(`/api/orders?person=${ana}`, mei)).status, 403)
    const finance = await stoa.person({ staffRoles: ['finance'] })
    assert.equal((await get(`/api/orders?person=${ana}`, finance)).body.items.length, 1)
  })

  test('staff give credits, once per key, and it is in the log', async () => {
    const support = await stoa.person({ staffRoles: ['support'] })
    const gift = { personId: mei, credits: 10, reason: 'goodwill', note: 'The class began late' }
    const key = newId()
    const one = await post('/api/user/credits/allocate', support, gift, key)
    assert.equal(one.status, 201, JSON.stringify(one.body))
    await post('/api/user/credits/allocate', support, gift, key)
    assert.equal((await post('/api/user/credits/allocate', mei, gift)).status, 403)
    const { items } = (await get('/api/user/credits/transactions?type=ALLOCATION', mei)).body
    assert.deepEqual([items.length, items[0].description], [1, 'The class began late'])
    const nobody = await post('/api/user/credits/allocate', support, { ...gift, personId: newId() })
    assert.equal(nobody.body.code, 'person_unknown')
    const [logged] = await stoa.db<{
      deed: string
    }>`select deed from people.audit where about_id = ${mei}`
    assert.equal(logged!.deed, 'credits.allocated')
  })

  test('a bank transfer above the limit takes two of finance', async () => {
    const [one, two] = [
      await stoa.person({ staffRoles: ['finance'] }),
      await stoa.person({ staffRoles: ['finance'] }),
    ]
    const buyer = await stoa.person()
    const order = (await post('/api/user/credits/purchase', buyer, { credits: 500 })).body
    const receipt = {
      way: 'bank_transfer',
      amount: { amount: '500.00', asset: 'USD' },
      receivedOn: '2026-11-20',
      reference: 'SEPA 9',
    }
    const wrong = { ...receipt, amount: { amount: '500.00', asset: 'EUR' } }
    assert.equal(
      (await post(`/api/orders/${order.id}/receipt`, one, wrong)).body.code,
      'receipt_amount_differs',
    )
    assert.equal(
      (await post(`/api/orders/${order.id}/receipt`, one, receipt)).body.needsSecond,
      false,
    )
    assert.equal((await get(`/api/orders/${order.id}`, buyer)).body.paidThrough, 'manual')
    assert.equal((await post(`/api/receipts/${newId()}/approve`, two)).body.code, 'receipt_unknown')
  })

  suite('Notices', () => {
    const notice = (payload: string, signature?: string) =>
      stoa.app.inject({
        method: 'POST',
        url: '/api/webhooks/sandbox/own',
        headers: {
          'content-type': 'application/json',
          ...(signature ? { 'stripe-signature': signature } : {}),
        },
        payload,
      })

    test('forged, unsigned, old and broken ones are refused, and change nothing', async () => {
      const [{ before }] = (await stoa.db<{
        before: number
      }>`select count(*)::int as before from payments.inbox`) as [{ before: number }]
      const now = Math.floor(stoa.clock.now().epochMilliseconds / 1000)
      const { createHmac } = await import('node:crypto')
      const { own } = await stoa.deps.payments.sandbox!.secrets()
      const signed = (body: string, time: number, secret: string) =>
        `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`
      const body = JSON.stringify({
        id: 'evt_1',
        object: 'event',
        type: 'invoice.paid',
        created: now,
        data: { object: { id: 'in_1', object: 'invoice' } },
      })
      for (const [payload, signature] of [
        [body, undefined],
        [body, 't=abc,v1=00'],
        [body, signed(body, now, 'whsec_wrong')],
        [body, signed(body, now - 301, own)],
        [body, signed(body, now + 301, own)],
        [`${body} `, signed(body, now, own)],
        ['{', signed('{', now, own)],
        ['null', signed('null', now, own)],
        ['', signed('', now, own)],
      ] as const) {
        const answer = await notice(payload, signature)
        assert.equal(answer.json().code, 'notice_not_genuine', `${payload} ${signature}`)
      }
      const [{ after: now2 }] = (await stoa.db<{
        after: number
      }>`select count(*)::int as after from payments.inbox`) as [{ after: number }]
      assert.equal(now2, before)
      const twoSecrets = `${signed(body, now, own)},v1=${'0'.repeat(64)}`
      assert.deepEqual((await notice(body, twoSecrets)).json(), { received: true, repeated: false })
      assert.deepEqual((await notice(body, signed(body, now, own))).json(), {
        received: true,
        repeated: true,
      })
      const other = await stoa.app.inject({
        method: 'POST',
        url: '/api/webhooks/stripe/own',
        payload: body,
      })
      assert.equal(other.json().code, 'provider_unknown')
    })

    test('staff see them', async () => {
      const finance = await stoa.person({ staffRoles: ['finance'] })
      await stoa.deps.jobs.settle()
      const { items } = (await get('/api/inbox?limit=100', finance)).body
      assert.ok(items.length > 3)
      assert.equal((await get('/api/inbox', mei)).status, 403)
    })
  })
})
