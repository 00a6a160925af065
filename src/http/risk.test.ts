import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { verify } from '#ledger'
import { type TestApp, testApp } from '../../test/app.ts'

const RISKY = '4000000000009235'
const FRAUD = '4000000000004954'

suite('Risk and large refunds over HTTP', () => {
  let stoa: TestApp
  let [fin, fay, sue, mei] = ['', '', '', '']

  before(async () => {
    stoa = await testApp()
    fin = await stoa.person({ name: 'Fin', staffRoles: ['finance'] })
    fay = await stoa.person({ name: 'Fay', staffRoles: ['finance'] })
    sue = await stoa.person({ name: 'Sue', staffRoles: ['support'] })
    mei = await stoa.person({ name: 'Mei' })
  })
  after(() => stoa[Symbol.asyncDispose]())

  const get = async (url: string, as: string) =>
    (await stoa.app.inject({ url: `/api${url}`, headers: await stoa.as(as) })).json()
  const send = async (
    method: 'POST' | 'PUT',
    url: string,
    as: string,
    payload?: Record<string, unknown>,
  ) => {
    const headers = await stoa.doing(as)
    const body = payload ? { payload } : {}
    const answer = await stoa.app.inject({ method, url: `/api${url}`, headers, ...body })
    return { status: answer.statusCode, body: answer.json() }
  }
  /** Bought and paid with a card; all that follows has happened. */
  const buy = async (as: string, credits: number, card: string): Promise<string> => {
    const { body: order } = await send('POST', '/user/credits/purchase', as, { credits })
    const { body: page } = await send('POST', `/orders/${order.id}/checkout`, as, {})
    const sandbox = stoa.deps.payments.sandbox!
    await sandbox.completeCheckout(page.url.split('/').at(-1)!, card)
    await stoa.deps.jobs.settle()
    return order.id
  }
  const told = async (who: string) =>
    (await get('/notices', who)).items.map(({ kind }: { kind: string }) => kind)

  test('a learner sees what is delayed, until when, and hears of it; staff let it go', async () => {
    const order = await buy(mei, 50, RISKY)
    const balance = await get('/user/credits/balance', mei)
    assert.deepEqual(
      [balance.posted.amount, balance.spendable.amount, balance.lots[0].stopped],
      ['50.00', '0.00', { why: 'risk', until: '2026-11-24T12:00:00Z' }],
    )
    assert.ok((await told(mei)).includes('credits.delayed'))
    const { items } = await get('/risk/cases?waits=true', sue)
    assert.deepEqual([items.length, items[0].order.id, items[0].kind], [1, order, 'elevated'])
    assert.equal((await get('/waiting', sue)).cases, 1)
    const path = `/risk/cases/${items[0].id}/release`
    assert.equal((await send('POST', path, sue, { note: 'fine' })).status, 403)
    const done = await send('POST', path, fin, { note: 'a school we know' })
    assert.deepEqual([done.status, done.body.state, done.body.stopped], [200, 'released', 0])
    await stoa.deps.jobs.settle()
    assert.ok((await told(mei)).includes('credits.released'))
    assert.equal((await get('/user/credits/balance', mei)).spendable.amount, '50.00')
    const log = await get('/audit?deed=risk.released', fin)
    assert.equal(log.items[0].after.note, 'a school we know')
  })

  test('a payment that is turned down is told, and goes back', async () => {
    const order = await buy(mei, 20, FRAUD)
    assert.ok((await told(mei)).includes('order.turned_down'))
    const shown = await get(`/orders/${order}`, mei)
    assert.equal(shown.refunded.amount, '20.00')
  })

  test('a plan that begins with such a payment never opens, and ends at the provider', async () => {
    const ida = await stoa.person({ name: 'Ida' })
    const { body: order } = await send('POST', '/subscriptions', ida, { plan: 'learner-premium' })
    const { body: page } = await send(
      'POST',
      `/orders/${order.orderId ?? order.id}/checkout`,
      ida,
      {},
    )
    await stoa.deps.payments.sandbox!.completeCheckout(page.url.split('/').at(-1)!, FRAUD)
    await stoa.deps.jobs.settle()
    await stoa.deps.jobs.settle()
    assert.equal((await get('/user/credits/balance', ida)).posted.amount, '0.00')
    assert.equal((await get('/subscriptions', ida)).items.length, 0)
    const [billing] = await stoa.db<{ status: string }>`
      select b.status from payments.billing b join payments.orders o on o.id = b.order_id where o.buyer_id = ${ida}`
    assert.equal(billing?.status, 'ended')
    const [shown] = (await get('/orders', ida)).items
    assert.equal(shown.refunded.amount, '99.00')
    const { findings } = await verify(stoa.db)
    assert.deepEqual(findings, [])
  })

  test('limits are read and set by finance, as data, with an entry in the log', async () => {
    const limits = await get('/risk/limits', sue)
    assert.deepEqual(
      [limits.dailyCap.amount, limits.walletCap.amount, limits.secondAbove],
      ['2000.00', '2000.00', [{ amount: '500.00', asset: 'USD' }]],
    )
    const { version, ...rest } = limits
    const wanted = { ...rest, dailyCap: { amount: '60.00', asset: 'CREDIT' }, delayHours: 24 }
    assert.equal((await send('PUT', '/risk/limits', sue, wanted)).status, 403)
    const set = await send('PUT', '/risk/limits', fin, wanted)
    assert.deepEqual([set.body.version, set.body.dailyCap.amount], [version + 1, '60.00'])
    const log = await get('/audit?deed=risk.limits_set', fin)
    assert.deepEqual(Object.keys(log.items[0].after).sort(), ['dailyCap', 'delayHours'])
    const no = await send('POST', '/user/credits/purchase', mei, { credits: 20 })
    assert.deepEqual([no.status, no.body.code], [409, 'purchase_cap_reached'])
    await send('PUT', '/risk/limits', fin, { ...rest, dailyCap: limits.dailyCap })
  })

  test('whoever is declined too often waits, and support lets them go on', async () => {
    const tom = await stoa.person({ name: 'Tom' })
    const { body: order } = await send('POST', '/user/credits/purchase', tom, { credits: 10 })
    const { body: page } = await send('POST', `/orders/${order.id}/checkout`, tom, {})
    const name = page.url.split('/').at(-1)!
    for (let tried = 0; tried < 6; tried += 1)
      await stoa.deps.payments.sandbox!.completeCheckout(name, '4000000000000002')
    await stoa.deps.jobs.settle()
    const no = await send('POST', `/orders/${order.id}/checkout`, tom, {})
    assert.deepEqual([no.status, no.body.code], [429, 'payment_paused'])
    assert.ok((await told(tom)).includes('buyer.stopped'))
    const [stop] = (await get('/risk/stops?running=true', sue)).items
    assert.deepEqual([stop.buyer.id, stop.why], [tom, 'card'])
    const lifted = await send('POST', `/risk/stops/${stop.id}/lift`, sue, { note: 'called' })
    assert.equal(lifted.status, 200)
    assert.equal((await send('POST', `/orders/${order.id}/checkout`, tom, {})).status, 200)
  })

  test('a large refund: one asks, never the same agrees, another does', async () => {
    const ann = await stoa.person({ name: 'Ann' })
    // At most 500.00 at once: two orders of one, with a lower limit.
    const limits = await get('/risk/limits', fin)
    const { version: _, ...rest } = limits
    const lower = { ...rest, secondAbove: [{ amount: '100.00', asset: 'USD' }] }
    await send('PUT', '/risk/limits', fin, lower)
    const order = await buy(ann, 300, '4242424242424242')
    assert.equal((await get(`/orders/${order}/refund-preview`, fin)).second, true)
    const wish = { cause: 'unused', reason: 'moves away' }
    const alone = await send('POST', `/orders/${order}/refund`, fin, wish)
    assert.deepEqual([alone.status, alone.body.code], [403, 'refund_needs_second'])
    const asked = await send('POST', `/orders/${order}/refund-wish`, fin, wish)
    assert.deepEqual([asked.status, asked.body.state], [201, 'waiting'])
    assert.equal((await get('/waiting', fin)).refundWishes, 1)
    await stoa.deps.jobs.settle()
    assert.ok((await told(fay)).includes('refund.wished'))
    assert.ok(!(await told(fin)).includes('refund.wished'))
    const at = `/refund-wishes/${asked.body.id}`
    const same = await send('POST', `${at}/agree`, fin)
    assert.deepEqual([same.status, same.body.code], [403, 'refund_same_person'])
    const again = await send('POST', `/orders/${order}/refund-wish`, fay, wish)
    assert.equal(again.body.code, 'refund_wish_waits')
    const done = await send('POST', `${at}/agree`, fay)
    assert.deepEqual([done.status, done.body.refund.amount.amount], [200, '300.00'])
    assert.equal(done.body.refund.askedBy, `person:${fin}`)
    await stoa.deps.jobs.settle()
    assert.ok((await told(fin)).includes('refund.wish_decided'))
    const late = await send('POST', `${at}/decline`, fay, { note: 'no' })
    assert.equal(late.body.code, 'refund_wish_decided')
    assert.equal((await get('/user/credits/balance', ann)).posted.amount, '0.00')
  })
})
