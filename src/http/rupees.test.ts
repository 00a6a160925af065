import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically } from '#base'
import { addRate, listDays, setCreditPrice } from '#payments'
import { type TestApp, testApp } from '../../test/app.ts'
import { educator } from '../../test/classroom.ts'

/** A whole Stoa on the sandbox of Razorpay's shape: what a buyer's browser goes through. */
suite('Paying in rupees, over HTTP', () => {
  let stoa: TestApp
  let asha: string
  const post = async (path: string, who: string, payload: object = {}) =>
    (
      await stoa.app.inject({
        method: 'POST',
        url: `/api${path}`,
        headers: await stoa.doing(who),
        payload,
      })
    ).json()
  const get = async (path: string) =>
    (await stoa.app.inject({ url: `/api${path}`, headers: await stoa.as(asha) })).json()
  const pay = (url: string, means: string) =>
    stoa.app.inject({
      method: 'POST',
      url: new URL(url).pathname,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ means }).toString(),
    })

  before(async () => {
    stoa = await testApp({ config: { payments: 'sandbox-razorpay' } })
    asha = await stoa.person({ name: 'Asha <i>' })
    const day = Temporal.PlainDate.from('2026-11-20')
    const pair = { base: 'INR', quote: 'USD', rate: '0.0125', source: 'RBI' }
    const rate = { ...pair, day, by: 'person:staff' }
    await atomically(stoa.db, (tx) => addRate(tx, rate, stoa.clock.now()))
    const price = { currency: 'INR', price: 80_00n, least: 500n, most: 50_000n }
    await atomically(stoa.db, (tx) =>
      setCreditPrice(
        tx,
        { ...price, from: stoa.clock.now(), by: 'person:staff' },
        stoa.clock.now(),
      ),
    )
  })
  after(() => stoa[Symbol.asyncDispose]())

  const opened = async () => {
    const order = await post('/user/credits/purchase', asha, { credits: 50, currency: 'INR' })
    const { url } = await post(`/orders/${order.id}/checkout`, asha)
    return { order, url }
  }

  test('the page shows what is paid and that no real money moves; the notice comes, then the buyer', async () => {
    const { order, url } = await opened()
    assert.deepEqual(order.total, { amount: '4000.00', asset: 'INR' })
    const page = await stoa.app.inject({ url: new URL(url).pathname })
    assert.equal(page.statusCode, 200)
    for (const words of ['No real money moves', '4000.00 INR', order.number, 'success@razorpay']) {
      assert.ok(page.body.includes(words), words)
    }
    assert.ok(!page.body.includes('<i>'), 'names are escaped')
    assert.ok(!page.body.includes('<script'))
    const declined = await pay(url, 'failure@razorpay')
    assert.deepEqual([declined.statusCode, declined.body.includes('declined')], [402, true])
    const paid = await pay(url, 'success@razorpay')
    assert.equal(paid.statusCode, 303)
    await stoa.deps.jobs.settle()
    const back = await stoa.app.inject({ url: String(paid.headers.location) })
    assert.equal(back.statusCode, 303)
    assert.equal((await get(`/orders/${order.id}`)).state, 'paid')
    assert.equal((await get('/user/credits/balance')).available.amount, '50.00')
    const over = await stoa.app.inject({ url: new URL(url).pathname })
    assert.ok(over.body.includes('This is paid'))
    assert.equal((await get('/me')).sandbox, true)
  })

  test('without any notice the way back settles it; a forged way back asks the provider nothing', async () => {
    const rupees = stoa.deps.payments.rupees!
    rupees.chaos.drop = 1
    const { order, url } = await opened()
    const to = String((await pay(url, '4111111111111111')).headers.location)
    const forged = to.replace(/razorpay_signature=[0-9a-f]{2}/, 'razorpay_signature=zz')
    assert.notEqual(forged, to)
    await stoa.app.inject({ url: forged })
    assert.equal((await get(`/orders/${order.id}`)).state, 'waiting')
    await stoa.app.inject({ url: to })
    assert.equal((await get(`/orders/${order.id}`)).state, 'paid')
    rupees.chaos.drop = 0
  })

  test('notices that are not its own are refused; the same one again changes nothing', async () => {
    const send = (headers: Record<string, string>, payload: string) =>
      stoa.app.inject({
        method: 'POST',
        url: '/api/webhooks/sandbox-razorpay/own',
        headers: { 'content-type': 'application/json', ...headers },
        payload,
      })
    const forged = await send({ 'x-razorpay-signature': 'ab'.repeat(32) }, '{"entity":"event"}')
    assert.deepEqual([forged.statusCode, forged.json().code], [400, 'notice_not_genuine'])
    const bare = await send({}, '{}')
    assert.equal(bare.statusCode, 400)
    await stoa.deps.payments.rupees!.resendAll()
    await stoa.deps.jobs.settle()
    assert.equal((await get('/user/credits/balance')).available.amount, '100.00')
  })

  test('when staff move the clock, it settles, and every night its movements are the books’', async () => {
    const { rupees } = stoa.deps.payments
    assert.equal((await rupees!.balance()).payouts, 0n)
    await stoa.deps.jobs.moveClock({ to: '2026-11-26T12:00:00Z' }, 'test')
    const { gateway, payouts } = await rupees!.balance()
    // Twice 4,000.00, less 2 % and 18 % on that.
    assert.deepEqual([gateway, payouts], [0n, 2n * (400_000n - 9_440n)])
    const days = await listDays(stoa.db, { limit: 20 })
    assert.ok(days.length > 0)
    assert.ok(days.every(({ theirs, ours }) => theirs === ours))
  })

  test('what Razorpay does not take is refused in words', async () => {
    const order = await post('/user/credits/purchase', asha, { credits: 10 })
    const no = await post(`/orders/${order.id}/checkout`, asha)
    assert.equal(no.code, 'payment_refused')
    assert.match(JSON.stringify(no), /INR/)
  })

  test('an educator says where their bank is on our own page; nothing of it is kept here', async () => {
    const elena = await educator(stoa.db, { name: 'Elena' })
    const bank = { name: 'Elena Rao', ifsc: 'HDFC0000053', accountNumber: '76543210987' }
    assert.equal((await post('/educator/payee/bank', elena, bank)).code, 'payee_unknown')
    const opened = await post('/educator/payee', elena, { country: 'IN' })
    assert.deepEqual(
      [opened.state, new URL(opened.url).pathname],
      ['restricted', '/teach/earnings/bank'],
    )
    for (const wrong of [{ ...bank, ifsc: 'HDFC1' }, { vpa: 'nobody' }, { ...bank, vpa: 'a@b' }]) {
      assert.equal((await post('/educator/payee/bank', elena, wrong)).status, 400)
    }
    assert.equal((await post('/educator/payee/bank', elena, bank)).state, 'ready')
    assert.equal(
      (await post('/educator/payee/bank', elena, { vpa: 'elena@okbank' })).state,
      'ready',
    )
    const kept = await stoa.db<{ row: string }>`
      select row_to_json(a)::text as row from people.audit a where deed = 'payee.bank_set'
      union all select row_to_json(p)::text from payments.payee p`
    assert.equal(kept.length, 3)
    assert.ok(kept.every(({ row }) => !row.includes('76543210987') && !row.includes('okbank')))
  })
})
