import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { verify } from '#ledger'
import { type TestApp, testApp } from '../../test/app.ts'

const WORKS = '4242424242424242'

suite('Plans that renew, over HTTP', () => {
  let stoa: TestApp
  before(async () => {
    stoa = await testApp({ config: { url: 'http://localhost:3000' } })
  })
  after(async () => {
    await stoa.deps.jobs.settle()
    const books = await verify(stoa.db)
    await stoa[Symbol.asyncDispose]()
    assert.deepEqual(books.findings, [])
  })

  type Method = 'GET' | 'POST' | 'PATCH'
  const ask = async (method: Method, url: string, person: string, payload?: object) => {
    const headers = await stoa.doing(person)
    const answer = await stoa.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
    await stoa.deps.jobs.settle()
    return { status: answer.statusCode, body: answer.json() }
  }
  const press = (url: string, form: Record<string, string>) =>
    stoa.app.inject({
      method: 'POST',
      url: new URL(url, 'http://localhost:3000').pathname,
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost:3000' },
      payload: new URLSearchParams(form).toString(),
    })

  async function subscriber(start: object = {}, card = WORKS) {
    const person = await stoa.person()
    const order = await ask('POST', '/api/subscriptions', person, {
      plan: 'learner-premium',
      ...start,
    })
    assert.equal(order.status, 201, JSON.stringify(order.body))
    const page = await ask('POST', `/api/orders/${order.body.id}/checkout`, person)
    assert.equal((await press(page.body.url, { card })).statusCode, 303)
    await stoa.deps.jobs.settle()
    return { person, ...(await mine(person)) }
  }
  const mine = async (person: string) =>
    (await ask('GET', '/api/subscriptions', person)).body.items[0]

  test('what is charged next, by which card, and what a change costs, is said before; then it is done', async () => {
    const { person, id, charged, card, state, open } = await subscriber()
    assert.deepEqual([state, open, card.last4], ['active', true, '4242'])
    assert.deepEqual(charged, {
      at: '2026-12-21T12:00:00Z',
      amount: { amount: '99.00', asset: 'USD' },
    })
    const preview = (plan: string, every = 'month') =>
      ask('GET', `/api/subscriptions/${id}/change-preview?plan=${plan}&every=${every}`, person)
    const said = (await preview('learner-pro')).body
    assert.deepEqual([said.when, said.due.amount, said.credits.amount], ['now', '150.00', '180.00'])
    assert.equal((await preview('learner-premium')).body.code, 'plan_same')
    assert.equal((await preview('gold')).body.code, 'plan_unknown')
    const done = await ask('PATCH', `/api/subscriptions/${id}`, person, { plan: 'learner-pro' })
    const order = await ask('GET', `/api/orders/${done.body.order}`, person)
    assert.deepEqual([order.body.state, order.body.total.amount], ['paid', '150.00'])
    assert.equal((await mine(person)).plan.code, 'learner-pro')
    const down = await ask('PATCH', `/api/subscriptions/${id}`, person, { plan: 'learner-premium' })
    assert.deepEqual(
      [down.body.next.code, down.body.charged.amount.amount],
      ['learner-premium', '99.00'],
    )
  })

  test('pausing and resuming, leaving with what becomes of the credits, and one wish at a time', async () => {
    const { person, id } = await subscriber()
    const set = (wish: object) => ask('PATCH', `/api/subscriptions/${id}`, person, wish)
    assert.deepEqual((await set({ pauseFor: 2 })).body.resumesAt, '2027-02-21T11:59:00Z')
    assert.equal((await set({ paused: false })).body.state, 'active')
    const said = (await ask('GET', `/api/subscriptions/${id}/cancel-preview`, person)).body
    assert.deepEqual([said.expiring.amount, said.staying.amount], ['120.00', '0.00'])
    const left = (await set({ cancelAtPeriodEnd: true })).body
    assert.deepEqual([left.state, left.charged], ['leaving', null])
    assert.equal((await set({ cancelAtPeriodEnd: false })).body.state, 'active')
    assert.equal((await set({ pauseFor: 4 })).status, 400)
    assert.equal((await set({ pauseFor: 1, paused: false })).status, 400)
    assert.equal((await set({ trial: false })).body.code, 'plan_not_in_trial')
    const other = await stoa.person()
    for (const path of ['change-preview?plan=learner-pro', 'cancel-preview'])
      assert.equal(
        (await ask('GET', `/api/subscriptions/${id}/${path}`, other)).body.code,
        'subscription_unknown',
      )
    assert.equal(
      (await ask('POST', `/api/subscriptions/${id}/pay`, other)).body.code,
      'subscription_unknown',
    )
    assert.equal(
      (await ask('POST', '/api/subscriptions/card-page', other)).body.code,
      'payer_unknown',
    )
  })

  test('a trial, ended early by paying; a year with the day of its next credits', async () => {
    const { person, id, state, charged } = await subscriber({ trial: true })
    assert.deepEqual([state, charged.at], ['trial', '2026-11-28T12:00:00Z'])
    assert.deepEqual((await ask('GET', '/api/entitlements', person)).body.tried, ['learner'])
    await ask('PATCH', `/api/subscriptions/${id}`, person, { trial: false })
    assert.equal((await mine(person)).state, 'active')
    const year = await subscriber({ every: 'year' })
    assert.deepEqual(year.granted, {
      at: '2026-12-21T12:00:00Z',
      credits: { amount: '120.00', asset: 'CREDIT' },
    })
    assert.equal(year.charged.amount.amount, '990.00')
  })

  test('the card is changed on the provider’s page; a renewal that failed is paid at once with it', async () => {
    const { person, id, periodEnd } = await subscriber({}, '4000000000000341')
    await stoa.deps.jobs.moveClock({ to: periodEnd }, 'person:test')
    assert.equal((await mine(person)).state, 'past_due')
    const { url } = (await ask('POST', '/api/subscriptions/card-page', person)).body
    const page = await stoa.app.inject({ url: new URL(url).pathname })
    assert.match(page.body, /card ending in 0341/)
    const refused = await press(url, { card: '4000000000000002' })
    assert.deepEqual([refused.statusCode, /declined/.test(refused.body)], [402, true])
    const changed = await press(url, { card: WORKS })
    assert.deepEqual([changed.statusCode, changed.headers.location], [303, '/subscription'])
    await stoa.deps.jobs.settle()
    const paid = await ask('POST', `/api/subscriptions/${id}/pay`, person)
    assert.equal(paid.status, 200, JSON.stringify(paid.body))
    const now = await mine(person)
    assert.deepEqual([now.state, now.card.last4], ['active', '4242'])
  })

  test('limits are answered with their use and with what allows more', async () => {
    const person = await stoa.person()
    const { limits, features } = (await ask('GET', '/api/entitlements', person)).body
    const open = limits.find((one: { name: string }) => one.name === 'sessions.open_bookings')
    assert.deepEqual(
      [open.most, open.used, open.moreWith],
      [3, 0, ['learner-premium', 'learner-pro']],
    )
    const locked = features.filter((one: { open: boolean }) => !one.open)
    assert.ok(locked.every((one: { opensWith: string[] }) => one.opensWith.length > 0))
    assert.ok(locked.length > 0)
  })

  test('the operator sees where plans lose money; others do not', async () => {
    const finance = await stoa.person({ staffRoles: ['finance'] })
    const { body } = await ask('GET', '/api/plans/economics', finance)
    const premium = body.items[0]
    assert.deepEqual(
      [
        premium.plan.code,
        premium.breakEven,
        premium.losesAtFull,
        premium.points.at(-1).cost.amount,
        body.rate,
      ],
      ['learner-premium', 61.49, true, '161.00', 70],
    )
    assert.equal((await ask('GET', '/api/plans/economics', await stoa.person())).status, 403)
  })
})
