import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, suite, test } from 'node:test'
import { newId, VirtualClock } from '#base'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import {
  BadNotice,
  Busy,
  type OpenCheckout,
  type PaymentProvider,
  Refused,
  Unknown,
} from '../provider.ts'
import { type Letter, RazorpaySandbox } from '../sandbox/razorpay/sandbox.ts'
import { openRazorpay } from './razorpay.ts'

const at = (text: string) => Temporal.Instant.from(text)
const refused = (code: string) => (error: unknown) =>
  error instanceof Refused && error.code === code

/** The production adapter over HTTP against the sandbox. */
suite('The Razorpay adapter', () => {
  let db: TestDatabase
  let clock: VirtualClock
  let sandbox: RazorpaySandbox
  let razorpay: PaymentProvider
  let access: Awaited<ReturnType<RazorpaySandbox['access']>>
  const letters: Letter[] = []
  const bankPage = 'http://stoa.test/educator/bank'

  before(async () => {
    db = await testDatabase()
    clock = new VirtualClock(at('2026-11-02T06:00:00Z'), { standing: true })
    sandbox = new RazorpaySandbox({ db, clock, url: 'http://stoa.test' })
    await sandbox.start()
    sandbox.deliverWith(async (letter) => {
      letters.push(letter)
      return 200
    })
    access = await sandbox.access()
    razorpay = openRazorpay('sandbox-razorpay', { ...access, bankPage })
  })
  after(async () => {
    await sandbox.stop()
    await db[Symbol.asyncDispose]()
  })

  const told = async () => {
    await sandbox.settled()
    return letters.splice(0)
  }
  const advance = async (hours: number) => {
    clock.moveTo(clock.now().add({ hours }))
    await sandbox.advanceTo(clock.now())
  }
  const once = (amount: bigint, over: Partial<OpenCheckout> = {}): OpenCheckout =>
    ({
      key: `checkout:${newId()}`,
      orderId: newId(),
      orderName: '2026-000001',
      currency: 'INR',
      payer: { ref: undefined, key: `person:${newId()}`, email: 'asha@example.com', name: 'Asha' },
      paidAt: 'http://stoa.test/api/orders/1/return',
      leftAt: 'http://stoa.test/left',
      expiresAt: clock.now().add({ hours: 1 }),
      pays: 'once',
      lines: [{ description: '50 credits', quantity: 1, amount }],
      ...over,
    }) as OpenCheckout

  async function bought(amount: bigint, means = 'success@razorpay') {
    const opened = await razorpay.openCheckout(once(amount))
    assert.equal((await sandbox.completeCheckout(opened.ref, means)).outcome, 'paid')
    return (await razorpay.lookUp('checkout', opened.ref))!.payment!
  }

  test('a payment: the fee with its tax, and who was sent back with a genuine signature', async () => {
    const command = once(420_000n)
    const opened = await razorpay.openCheckout(command)
    assert.match(opened.url, /^http:\/\/stoa\.test\/sandbox\/razorpay\/plink_/)
    assert.equal((await razorpay.lookUp('checkout', opened.ref))?.state, 'open')
    const paid = await sandbox.completeCheckout(opened.ref, '4111 1111 1111 1111')
    assert.equal(paid.outcome, 'paid')
    const now = (await razorpay.lookUp('checkout', opened.ref))!
    assert.deepEqual([now.state, now.orderId], ['paid', command.orderId])
    // 2 % of 4,200.00 is 84.00; 18 % on that are 15.12.
    assert.deepEqual(
      [now.payment?.amount, now.payment?.fee, now.payment?.feeTax, now.payment?.currency],
      [420_000n, 9_912n, 1_512n, 'INR'],
    )
    const query = Object.fromEntries(new URL((paid as { goTo: string }).goTo).searchParams)
    assert.equal(razorpay.readReturn!(query), opened.ref)
    for (const name of Object.keys(query)) {
      assert.equal(razorpay.readReturn!({ ...query, [name]: 'x' }), undefined, name)
      assert.equal(razorpay.readReturn!({ ...query, [name]: undefined }), undefined, name)
    }
  })

  test('the same key is the same page, also where the first answer was lost', async () => {
    const command = once(50_000n)
    sandbox.cutAnswers(1)
    await assert.rejects(razorpay.openCheckout(command), Unknown)
    const first = await razorpay.openCheckout(command)
    assert.equal((await razorpay.openCheckout(command)).ref, first.ref)
    const lines = [{ description: 'other', quantity: 1, amount: 100n }]
    await assert.rejects(
      razorpay.openCheckout({ ...command, pays: 'once', lines }),
      refused('reference_taken'),
    )
  })

  test('what it does not sell is refused by name', async () => {
    await assert.rejects(
      razorpay.openCheckout(once(5_000n, { currency: 'USD' })),
      refused('currency_not_taken'),
    )
    await assert.rejects(razorpay.openCheckout(once(99n)), refused('amount_too_small'))
    const plan = { code: 'p', about: 'p', name: 'P', interval: 'month', amount: 100n } as const
    await assert.rejects(
      razorpay.openCheckout({ ...once(100n), pays: 'plan', plan, trialDays: 0 }),
      refused('plans_not_sold_here'),
    )
    await assert.rejects(
      razorpay.selfService({ payer: 'x', returnTo: 'http://stoa.test' }),
      refused('no_page_there'),
    )
  })

  test('declined, it stays open; what is only authorised is captured when it is looked up', async () => {
    const opened = await razorpay.openCheckout(once(10_000n))
    for (const means of ['failure@razorpay', '4000000000000002', '4242424242424242']) {
      assert.equal((await sandbox.completeCheckout(opened.ref, means)).outcome, 'declined')
    }
    assert.equal((await razorpay.lookUp('checkout', opened.ref))?.state, 'open')
    const before = (await sandbox.balance()).gateway
    await sandbox.completeCheckout(opened.ref, '5267318187975449')
    assert.equal((await sandbox.balance()).gateway, before, 'nothing is ours yet')
    const now = await razorpay.lookUp('checkout', opened.ref)
    assert.deepEqual([now?.state, now?.payment?.fee], ['paid', 236n])
    assert.equal((await sandbox.balance()).gateway, before + 10_000n - 236n)
  })

  test('a closed page cannot be paid; closing a paid one says that it is paid; one runs out', async () => {
    const open = await razorpay.openCheckout(once(10_000n))
    assert.equal((await razorpay.closeCheckout(open.ref)).state, 'expired')
    assert.equal((await sandbox.completeCheckout(open.ref, 'success@razorpay')).outcome, 'closed')
    const paid = await razorpay.openCheckout(once(10_000n))
    await sandbox.completeCheckout(paid.ref, 'success@razorpay')
    assert.equal((await razorpay.closeCheckout(paid.ref)).state, 'paid')
    const left = await razorpay.openCheckout(once(10_000n))
    await advance(2)
    assert.equal((await razorpay.lookUp('checkout', left.ref))?.state, 'expired')
    assert.equal(await razorpay.lookUp('checkout', 'plink_unknown'), undefined)
  })

  test('a refund carries our name, its key makes it once, and what is too much is refused', async () => {
    const { charge } = await bought(100_000n)
    const refundId = newId()
    const ask = { key: `refund:${refundId}:1`, refundId, charge, amount: 30_000n, currency: 'INR' }
    sandbox.cutAnswers(1)
    await assert.rejects(razorpay.refund(ask), Unknown)
    const made = await razorpay.refund(ask)
    assert.deepEqual([made.refundId, made.amount, made.state], [refundId, 30_000n, 'done'])
    assert.equal((await razorpay.refund(ask)).ref, made.ref)
    await assert.rejects(razorpay.refund({ ...ask, amount: 1_000n }), Refused)
    const more = { ...ask, key: newId(), refundId: newId() }
    await assert.rejects(razorpay.refund({ ...more, amount: 70_001n }), refused('amount_too_large'))
    const theirs = await razorpay.lookUp('refund', await sandbox.dashboardRefund(charge))
    assert.deepEqual([theirs?.refundId, theirs?.amount], [undefined, 70_000n])
    await assert.rejects(
      razorpay.refund({ ...more, key: newId() }),
      refused('charge_already_refunded'),
    )
  })

  test('a refund that fails counts at the time when it was made', async () => {
    const { charge } = await bought(20_000n, 'returns@razorpay')
    const refundId = newId()
    const ask = { key: newId(), refundId, charge, amount: 20_000n, currency: 'INR' }
    const made = await razorpay.refund(ask)
    assert.equal(made.state, 'waiting')
    await advance(25)
    const now = await razorpay.lookUp('refund', made.ref)
    assert.deepEqual([now?.state, now?.failedAt?.equals(made.at)], ['failed', true])
  })

  test('notices: signed over the body alone, named by a header, two secrets while one is changed', async () => {
    await told()
    await bought(10_000n)
    const post = (await told()).find(({ payload }) => payload.includes('payment_link.paid'))!
    const raw = new TextEncoder().encode(post.payload)
    const { 'x-razorpay-signature': signature, 'x-razorpay-event-id': id } = post.headers
    const later = clock.now().add({ hours: 24 * 365 })
    const notice = razorpay.readNotice(raw, signature, 'own', later, id)
    assert.deepEqual(
      [notice.id, notice.type, notice.about?.kind],
      [id, 'payment_link.paid', 'checkout'],
    )
    const unnamed = razorpay.readNotice(raw, signature, 'own', later)
    assert.match(unnamed.id, /^body_[0-9a-f]{64}$/)
    assert.equal(razorpay.readNotice(raw, signature, 'own', later).id, unnamed.id)
    const both = { ...access, webhookSecrets: ['new', ...access.webhookSecrets], bankPage }
    openRazorpay('razorpay', both).readNotice(raw, signature, 'own', later, id)
    const changed = { ...access, webhookSecrets: ['new'], bankPage }
    const bad = (bytes: Uint8Array, sign: string | undefined, from = razorpay) =>
      assert.throws(() => from.readNotice(bytes, sign, 'own', later, id), BadNotice)
    bad(raw, signature, openRazorpay('razorpay', changed))
    bad(raw, undefined)
    bad(raw, 'zz')
    bad(raw, '')
    bad(new TextEncoder().encode(`${post.payload} `), signature)
  })

  test('a payee is paid once their bank is known, once, and is found by the payout’s id', async () => {
    const payee = await razorpay.openPayee({
      key: newId(),
      owner: `person:${newId()}`,
      email: 'ravi@example.com',
      name: 'Ravi',
      country: 'IN',
      kind: 'individual',
    })
    assert.equal(payee.canReceive, false)
    const { url } = await razorpay.payeeLink({
      ref: payee.ref,
      returnTo: 'http://stoa.test/earnings',
      againAt: 'http://stoa.test/earnings',
    })
    assert.equal(url, bankPage)
    const payoutId = newId()
    const send = {
      key: `payout:${payoutId}:1`,
      payoutId,
      payee: payee.ref,
      amount: 50_000n,
      currency: 'INR',
    }
    await assert.rejects(
      razorpay.pay(send),
      (e) => refused('payee_bank_unusable')(e) && (e as Refused).canFix,
    )
    const wrong = { name: 'Ravi', ifsc: 'WRONG', accountNumber: '00112233' }
    await assert.rejects(
      razorpay.setBank!({ key: newId(), payee: payee.ref, bank: wrong }),
      Refused,
    )
    const bank = { name: 'Ravi', ifsc: 'HDFC0000053', accountNumber: '765432123456789' }
    const ready = await razorpay.setBank!({ key: newId(), payee: payee.ref, bank })
    assert.equal(ready.canReceive, true)
    await razorpay.setBank!({ key: newId(), payee: payee.ref, bank: { vpa: 'ravi@okbank' } })
    assert.equal((await razorpay.lookUp('payee', payee.ref))?.canReceive, true)
    // What was earned is on the payouts' account only once it is settled.
    await bought(500_000n)
    const first = { ...send, key: `payout:${payoutId}:2` }
    if ((await sandbox.balance()).payouts < 60_000n) {
      await assert.rejects(razorpay.pay(first), refused('balance_insufficient'))
    }
    await advance(24 * 4)
    const again = { ...send, key: `payout:${payoutId}:3` }
    sandbox.cutAnswers(1)
    await assert.rejects(razorpay.pay(again), Unknown)
    const found = (await razorpay.find('transfer', payoutId))!
    assert.deepEqual([found.payoutId, found.amount, found.takenBack], [payoutId, 50_000n, 0n])
    assert.equal((await razorpay.pay(again)).ref, found.ref)
    assert.equal(await razorpay.find('transfer', newId()), undefined)
    await told()
    await advance(1)
    const done = (await told()).map(({ payload }) => JSON.parse(payload))
    const processed = done.find(({ event }) => event === 'payout.processed')
    assert.equal(processed.payload.payout.entity.id, found.ref)
    const arrived = await razorpay.lookUp('bankPayout', found.ref)
    assert.deepEqual([arrived?.state, arrived?.fee, arrived?.carried], ['paid', 236n, [found.ref]])
    await assert.rejects(
      razorpay.takeBack({ key: newId(), transfer: found.ref, amount: 1n }),
      refused('cannot_take_back'),
    )
  })

  test('what a bank sends back is ours again', async () => {
    const payee = await razorpay.openPayee({
      key: newId(),
      owner: `person:${newId()}`,
      email: 'r2@example.com',
      name: 'Rina',
      country: 'IN',
      kind: 'individual',
    })
    const bank = { vpa: 'failure@razorpay' }
    await razorpay.setBank!({ key: newId(), payee: payee.ref, bank })
    const payoutId = newId()
    const send = { key: newId(), payoutId, payee: payee.ref, amount: 40_000n, currency: 'INR' }
    const sent = await razorpay.pay(send)
    const { payouts } = await sandbox.balance()
    await advance(1)
    const back = await razorpay.lookUp('bankPayout', sent.ref)
    assert.deepEqual([back?.state, back?.code], ['failed', 'beneficiary_bank_rejected'])
    assert.equal((await razorpay.lookUp('transfer', sent.ref))?.takenBack, 40_000n)
    assert.equal(await razorpay.find('transfer', payoutId), undefined)
    assert.equal((await sandbox.balance()).payouts, payouts + 40_000n)
  })

  test('without RazorpayX, and outside India, nobody is paid, and what to do is said', async () => {
    const without = openRazorpay('razorpay', { ...access, payoutAccount: undefined, bankPage })
    const payee = {
      key: newId(),
      owner: 'person:1',
      email: 'e@example.com',
      name: 'E',
      kind: 'individual',
    } as const
    await assert.rejects(
      without.openPayee({ ...payee, country: 'IN' }),
      (e) => refused('payouts_not_enabled')(e) && /RazorpayX/.test((e as Error).message),
    )
    const send = { key: newId(), payoutId: newId(), payee: 'cont_1', amount: 1n, currency: 'INR' }
    await assert.rejects(without.pay(send), refused('payouts_not_enabled'))
    await assert.rejects(razorpay.openPayee({ ...payee, country: 'ES' }), refused('payee_country'))
  })

  test('a dispute is answered with a paper, once; lost, its deduction is found in the report', async () => {
    const { charge } = await bought(60_000n)
    const opened = await sandbox.bank.dispute(charge)
    const evidence = {
      customerName: 'Asha',
      customerEmail: 'asha@example.com',
      productDescription: '50 credits',
      serviceDate: '2026-11-01',
      accessActivityLog: '10:00 joined\n10:55 left',
      refundPolicy: 'Unspent credits go back.',
      words: 'She was there.',
    }
    const answer = { key: newId(), dispute: opened.id, evidence }
    assert.equal((await razorpay.answerDispute(answer)).state, 'answered')
    assert.equal((await razorpay.answerDispute(answer)).state, 'answered')
    await advance(24 * 6)
    assert.equal((await razorpay.lookUp('dispute', opened.id))?.state, 'won')
    const other = await sandbox.bank.dispute((await bought(60_000n)).charge, { phase: 'retrieval' })
    assert.equal((await razorpay.lookUp('dispute', other.id))?.state, 'warning')
    await sandbox.bank.close(other.id, false)
    const lost = await razorpay.lookUp('dispute', other.id)
    assert.deepEqual([lost?.state, lost?.moves.length], ['answered', 0], 'not in the report yet')
    // A balance below nothing is not settled: more has to come in first.
    await bought(100_000n)
    await advance(24 * 4)
    const settled = await razorpay.lookUp('dispute', other.id)
    assert.equal(settled?.state, 'lost')
    assert.deepEqual(
      settled?.moves.map(({ amount }) => amount),
      [-60_000n],
    )
  })

  test('its movements add up to what it holds', async () => {
    await advance(24 * 4)
    let sum = 0n
    for await (const one of razorpay.movements(at('2026-10-01T00:00:00Z'))) sum += one.net
    const { gateway, payouts } = await sandbox.balance()
    assert.equal(sum, gateway + payouts)
    assert.ok(sum > 0n)
  })

  test('too busy, broken, a proxy’s page, no answer in time, keys that are refused', async () => {
    sandbox.beBusy(1)
    await assert.rejects(razorpay.lookUp('refund', 'rfnd_1'), Busy)
    const live = openRazorpay('razorpay', { ...access, keyId: 'rzp_live_1', bankPage })
    await assert.rejects(live.lookUp('refund', 'rfnd_1'), refused('keys_refused'))
    let answer: [number, string] | undefined
    const server = createServer((_request, response) => {
      if (answer) response.writeHead(answer[0]).end(answer[1])
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as { port: number }
    const lost = openRazorpay('razorpay', {
      ...access,
      server: `http://127.0.0.1:${port}`,
      timeoutMs: 200,
      bankPage,
    })
    const ask = { key: newId(), refundId: newId(), charge: 'pay_1', amount: 1n, currency: 'INR' }
    await assert.rejects(lost.refund(ask), Unknown, 'no answer in time')
    const gateway = '{"error":{"code":"GATEWAY_ERROR","description":"bank"}}'
    for (const wrong of [
      [500, 'oops'],
      [502, ''],
      [404, '{"message":"Not Found"}'],
      [403, '<html>'],
      [200, '<html>'],
      [200, '{"id":"other_1"}'],
      [200, 'null'],
      [400, gateway],
    ] as [number, string][]) {
      answer = wrong
      await assert.rejects(lost.refund(ask), Unknown, wrong.join(' '))
    }
    answer = [409, '{"error":{"code":"BAD_REQUEST_ERROR","description":"in progress"}}']
    await assert.rejects(lost.refund(ask), Busy)
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })

  test('the world may hold news back, and cut answers by chance', async () => {
    await told()
    sandbox.chaos.delay = { share: 1, seconds: 600 }
    await bought(10_000n)
    assert.deepEqual(await told(), [])
    sandbox.chaos.delay = { share: 0, seconds: 0 }
    await advance(1)
    assert.ok((await told()).some(({ payload }) => payload.includes('payment_link.paid')))
    sandbox.chaos.cut = 1
    const command = once(10_000n)
    await assert.rejects(razorpay.openCheckout(command), Unknown)
    sandbox.chaos.cut = 0
    assert.match((await razorpay.openCheckout(command)).ref, /^plink_/)
  })

  test('the sandbox refuses fields that it does not know, and says what it does not do', async () => {
    const call = async (method: string, path: string, body?: object) => {
      const authorization = `Basic ${Buffer.from(`${access.keyId}:${access.keySecret}`).toString('base64')}`
      const headers = { authorization, 'content-type': 'application/json' }
      const sent = body ? { body: JSON.stringify(body) } : {}
      const answer = await fetch(`${access.server}${path}`, { method, headers, ...sent })
      const { error } = (await answer.json()) as { error: { description: string } }
      return [answer.status, error.description]
    }
    assert.deepEqual(await call('POST', '/v1/contacts', { name: 'A', emial: 'x' }), [
      400,
      'emial is/are not required and should not be sent',
    ])
    assert.deepEqual(await call('POST', '/v1/contacts', {}), [400, 'The name field is required.'])
    assert.equal((await call('GET', '/v1/qr_codes'))[0], 501)
    assert.deepEqual(await call('POST', '/v1/payouts', {}), [
      400,
      'Idempotency key is required, of 4 to 36 characters',
    ])
  })
})
