import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { openCheckout } from '#payments'
import { type TestApp, testApp } from '../../test/app.ts'

suite('Money back, over HTTP', () => {
  let stoa: TestApp
  let tomasz: string
  let sara: string
  let mei: string

  before(async () => {
    stoa = await testApp()
    tomasz = await stoa.person({ name: 'Tomasz', staffRoles: ['finance'] })
    sara = await stoa.person({ name: 'Sara', staffRoles: ['support'] })
    mei = await stoa.person({ name: 'Mei', email: 'mei@example.org' })
  })
  after(() => stoa[Symbol.asyncDispose]())

  const get = async (who: string, url: string) =>
    stoa.app.inject({ url, headers: await stoa.as(who) })
  const post = async (who: string, url: string, payload?: object) =>
    stoa.app.inject({
      method: 'POST',
      url,
      headers: await stoa.doing(who),
      ...(payload ? { payload } : {}),
    })
  async function bought(card = '4242424242424242'): Promise<string> {
    const order = (await post(mei, '/api/orders', { kind: 'credits', credits: 50 })).json()
    const { url } = await openCheckout(stoa.deps.payments, order.id, stoa.clock.now())
    await stoa.deps.payments.sandbox!.completeCheckout(url.split('/').at(-1)!, card)
    await stoa.deps.jobs.settle()
    // News of a dispute that came before its order was paid waits in the queue for another try.
    await stoa.deps.jobs.retryQueue()
    await stoa.deps.jobs.settle()
    return order.id
  }
  const wish = { cause: 'unused', reason: 'she moves away' }

  test('looked at before it is done, then done, told of, and in the log', async () => {
    const order = await bought()
    const preview = await get(sara, `/api/orders/${order}/refund-preview?amount=20.00`)
    assert.equal(preview.statusCode, 200)
    const { amount, unspent, parts, lines } = preview.json()
    assert.deepEqual([amount.amount, unspent.amount, parts.length], ['20.00', '50.00', 1])
    assert.equal(parts[0].credits.amount, '20.00')
    assert.equal(lines[0].bought.amount, '50.00')

    assert.equal((await post(sara, `/api/orders/${order}/refund`, wish)).statusCode, 403)
    assert.equal((await post(mei, `/api/orders/${order}/refund`, wish)).statusCode, 403)
    const done = await post(tomasz, `/api/orders/${order}/refund`, { ...wish, amount: '20.00' })
    assert.equal(done.statusCode, 200, done.body)
    assert.equal(done.json().refund.state, 'asked')
    await stoa.deps.jobs.settle()
    const { id } = done.json().refund
    const after = (await get(sara, `/api/refunds/${id}`)).json()
    assert.deepEqual(
      [after.refund.state, after.refund.creditNote.number],
      ['done', 'CN-2026-000001'],
    )
    assert.equal((await get(sara, `/api/refunds?order=${order}`)).json().items.length, 1)
    const notices = (await get(mei, '/api/notices')).json().items as {
      title: string
      body: string
    }[]
    const told = notices.find(({ title }) => title === '$20.00 is on its way back to you')
    assert.match(told!.body, /20 credits left your wallet/)
    const log = await stoa.db`select from people.audit where deed = 'refund.asked'`
    assert.equal(log.length, 1)
  })

  for (const [says, body, code] of [
    ['more than was paid', { ...wish, amount: '50.01', platformBears: true }, 'refund_too_large'],
    ['more places than the currency has', { ...wish, amount: '1.001' }, 'request_invalid'],
    ['no cause', { reason: 'x' }, 'request_invalid'],
  ] as const) {
    test(`refused: ${says}`, async () => {
      const answer = await post(tomasz, `/api/orders/${await bought()}/refund`, body)
      assert.equal(answer.json().code, code)
    })
  }

  test('a dispute is drafted, answered and its fault decided', async () => {
    const order = await bought('4000000000000259')
    const [card] = (await get(sara, `/api/disputes?order=${order}`)).json().items
    assert.equal(card.state, 'open')
    const detail = (await get(sara, `/api/disputes/${card.id}`)).json()
    assert.equal(detail.sent, false)
    assert.equal(detail.evidence.customerEmail, 'mei@example.org')
    assert.match(detail.evidence.accessActivityLog, /told: .*50 credits/)
    assert.equal(detail.frozen, 1)
    const url = `/api/disputes/${card.id}`
    assert.equal((await post(sara, `${url}/answer`, detail.evidence)).statusCode, 403)
    const answered = await post(tomasz, `${url}/answer`, detail.evidence)
    assert.deepEqual([answered.statusCode, answered.json().sent], [200, true])
    assert.equal(
      (await post(tomasz, `${url}/answer`, detail.evidence)).json().code,
      'dispute_answered',
    )
    const said = await post(tomasz, `${url}/fault`, {
      fault: 'platform',
      note: 'the class was fine',
    })
    assert.equal(said.statusCode, 200)
    await stoa.deps.jobs.moveClock({ advance: 'P6D' }, 'test')
    assert.equal((await get(sara, url)).json().dispute.state, 'won')
  })

  test('the books are compared, and notices worked again', async () => {
    assert.equal((await post(sara, '/api/reconciliation/run')).statusCode, 403)
    assert.equal((await post(tomasz, '/api/reconciliation/run')).json().differ, 0)
    const now = (await get(tomasz, '/api/reconciliation')).json()
    assert.ok(now.balances.every((one: { differs: boolean }) => !one.differs))
    assert.ok(now.days.length > 0)
    assert.deepEqual(now.suspense, [])
    const none = await post(tomasz, '/api/reconciliation/sandbox/2026-11-21/USD/note', {
      note: 'x',
    })
    assert.equal(none.json().code, 'difference_unknown')
    const [notice] = (await get(tomasz, '/api/inbox?state=done')).json().items
    const replay = await post(tomasz, `/api/inbox/sandbox/${notice.event}/replay`)
    assert.deepEqual(replay.json(), { queued: true })
    await stoa.deps.jobs.settle()
    assert.equal(
      (await post(tomasz, '/api/inbox/sandbox/evt_none/replay')).json().code,
      'event_unknown',
    )
  })
})
