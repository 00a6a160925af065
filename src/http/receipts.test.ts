import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { type TestApp, testApp } from '../../test/app.ts'

suite('Money by hand, over HTTP', () => {
  let stoa: TestApp
  let mei: string
  let fin: string
  let fay: string
  let sue: string

  const send = async (method: 'POST' | 'PUT', path: string, who: string, payload: object = {}) => {
    const headers = await stoa.doing(who)
    const answer = await stoa.app.inject({ method, url: `/api${path}`, headers, payload })
    return { status: answer.statusCode, body: answer.json() }
  }
  const get = async (path: string, who: string) => {
    const answer = await stoa.app.inject({ url: `/api${path}`, headers: await stoa.as(who) })
    return { status: answer.statusCode, body: answer.json() }
  }
  const told = async (who: string): Promise<string[]> =>
    (await get('/notices?limit=50', who)).body.items.map(({ kind }: { kind: string }) => kind)
  const order = async (credits: number) =>
    (await send('POST', '/user/credits/purchase', mei, { credits })).body
  const seen = (amount: string, over: object = {}) => ({
    way: 'cash',
    amount: { amount, asset: 'USD' },
    receivedOn: '2026-11-21',
    reference: 'slip 12',
    ...over,
  })

  before(async () => {
    stoa = await testApp()
    mei = await stoa.person({ name: 'Mei' })
    fin = await stoa.person({ name: 'Fin', staffRoles: ['finance'] })
    fay = await stoa.person({ name: 'Fay', staffRoles: ['finance'] })
    sue = await stoa.person({ name: 'Sue', staffRoles: ['support'] })
    const { version: _, ...limits } = (await get('/risk/limits', fin)).body
    const secondAbove = [{ amount: '100.00', asset: 'USD' }]
    await send('PUT', '/risk/limits', fin, { ...limits, secondAbove })
  })
  after(() => stoa[Symbol.asyncDispose]())

  test('finance alone records and reads it', async () => {
    const { id } = await order(20)
    for (const who of [mei, sue]) {
      assert.equal((await send('POST', `/orders/${id}/receipt`, who, seen('20.00'))).status, 403)
      assert.equal((await get('/receipts', who)).status, 403)
    }
    const bad = await send('POST', `/orders/${id}/receipt`, fin, seen('20.00', { way: 'shells' }))
    assert.equal(bad.status, 400)
  })

  test('up to the limit the order is paid at once, with an entry in the log', async () => {
    const { id } = await order(20)
    const done = await send('POST', `/orders/${id}/receipt`, fin, seen('20.00'))
    assert.deepEqual(
      [done.status, done.body.state, done.body.needsSecond, done.body.way],
      [200, 'counted', false, 'cash'],
    )
    assert.equal((await get(`/orders/${id}`, mei)).body.paidThrough, 'manual')
    const log = (await get(`/audit?deed=receipt.recorded`, fin)).body
    assert.deepEqual([log.items[0].about.id, log.items[0].after.state], [id, 'counted'])
  })

  test('above it colleagues are told, whoever recorded it cannot approve, another does', async () => {
    const { id, number } = await order(150)
    const made = await send('POST', `/orders/${id}/receipt`, fin, seen('150.00'))
    assert.equal(made.body.state, 'waiting')
    assert.equal((await get(`/orders/${id}`, mei)).body.state, 'waiting')
    assert.equal((await get('/waiting', fay)).body.receipts, 1)
    await stoa.deps.jobs.settle()
    assert.ok((await told(fay)).includes('receipt.recorded'))
    assert.ok(!(await told(fin)).includes('receipt.recorded'))
    const at = `/receipts/${made.body.id}`
    const own = await send('POST', `${at}/approve`, fin)
    assert.deepEqual([own.status, own.body.code], [403, 'receipt_needs_another'])
    const done = await send('POST', `${at}/approve`, fay)
    assert.deepEqual(
      [done.body.state, done.body.decidedBy, done.body.order.number],
      ['counted', `person:${fay}`, number],
    )
    await stoa.deps.jobs.settle()
    assert.ok((await told(fin)).includes('receipt.decided'))
    assert.equal((await get(`/orders/${id}`, mei)).body.state, 'paid')
    assert.equal((await get('/waiting', fay)).body.receipts, 0)
    const log = (await get('/audit?deed=receipt.approved', fin)).body
    assert.equal(log.items[0].about.id, id)
  })

  test('declined with a word of why, it is told to whoever recorded it, and another may be recorded', async () => {
    const { id } = await order(160)
    const { body } = await send('POST', `/orders/${id}/receipt`, fin, seen('160.00'))
    const again = await send('POST', `/orders/${id}/receipt`, fay, seen('160.00'))
    assert.deepEqual([again.status, again.body.code], [409, 'receipt_exists'])
    const bare = await send('POST', `/receipts/${body.id}/decline`, fay)
    assert.equal(bare.status, 400)
    const done = await send('POST', `/receipts/${body.id}/decline`, fay, { note: 'No such money' })
    assert.deepEqual([done.body.state, done.body.note], ['declined', 'No such money'])
    const next = await send('POST', `/orders/${id}/receipt`, fay, seen('160.00'))
    assert.equal(next.body.state, 'waiting')
    const { items } = (await get('/receipts?state=waiting', fin)).body
    assert.deepEqual(
      items.map((one: { id: string }) => one.id),
      [next.body.id],
    )
    const first = (await get('/receipts?limit=1', fin)).body
    const second = (await get(`/receipts?limit=1&cursor=${first.next}`, fin)).body
    assert.equal(second.items[0].id, body.id)
  })
})
