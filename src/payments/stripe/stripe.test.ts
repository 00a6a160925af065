import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { newId, VirtualClock } from '#base'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { Busy, type OpenCheckout, type PaymentProvider, Refused, Unknown } from '../provider.ts'
import { type Letter, Sandbox } from '../sandbox/sandbox.ts'
import { openStripe } from './stripe.ts'

const at = (text: string) => Temporal.Instant.from(text)
const WORKS = '4242424242424242'

/** The production adapter on the real SDK, over HTTP, against the sandbox. */
suite('The Stripe adapter', () => {
  let db: TestDatabase
  let clock: VirtualClock
  let sandbox: Sandbox
  let stripe: PaymentProvider
  const letters: Letter[] = []
  const told = () => letters.splice(0).map((letter) => JSON.parse(letter.payload))

  before(async () => {
    db = await testDatabase()
    clock = new VirtualClock(at('2026-01-31T10:00:00Z'), { standing: true })
    sandbox = new Sandbox({ db, clock, url: 'http://stoa.test' })
    await sandbox.start()
    sandbox.deliverWith(async (letter) => {
      letters.push(letter)
      return 200
    })
    const { own, connect } = await sandbox.secrets()
    const { key, ...server } = sandbox.access
    stripe = openStripe('sandbox', { key, server, secrets: { own: [own], connect: [connect] } })
  })
  after(async () => {
    await sandbox.stop()
    await db[Symbol.asyncDispose]()
  })

  const once = (amount: bigint, over: Partial<OpenCheckout> = {}): OpenCheckout =>
    ({
      key: `checkout:${newId()}`,
      orderId: newId(),
      orderName: '2026-000001',
      currency: 'USD',
      payer: { ref: undefined, key: `person:${newId()}`, email: 'mei@example.com', name: 'Mei' },
      paidAt: 'http://stoa.test/paid',
      leftAt: 'http://stoa.test/left',
      expiresAt: clock.now().add({ hours: 1 }),
      pays: 'once',
      lines: [{ description: '50 credits', quantity: 1, amount }],
      ...over,
    }) as OpenCheckout

  const plan = (over: Partial<OpenCheckout> = {}) =>
    once(0n, {
      pays: 'plan',
      trialDays: 0,
      plan: {
        code: 'learner-premium-1',
        about: 'premium',
        name: 'Premium',
        interval: 'month',
        amount: 9900n,
      },
      ...over,
    } as Partial<OpenCheckout>)

  /** Opens and pays a checkout. */
  async function bought(command: OpenCheckout, card = WORKS) {
    const opened = await stripe.openCheckout(command)
    assert.equal((await sandbox.completeCheckout(opened.ref, card)).outcome, 'paid')
    return (await stripe.lookUp('checkout', opened.ref))!
  }

  test('a payment once: paid, with the fee of the card on it, and told of', async () => {
    const command = once(5000n)
    const opened = await stripe.openCheckout(command)
    assert.match(opened.url, /^http:\/\/stoa\.test\/sandbox\/checkout\/cs_test_/)
    assert.equal((await stripe.lookUp('checkout', opened.ref))?.state, 'open')
    await sandbox.completeCheckout(opened.ref, WORKS)
    const now = await stripe.lookUp('checkout', opened.ref)
    assert.equal(now?.state, 'paid')
    assert.equal(now?.orderId, command.orderId)
    assert.equal(now?.payment?.amount, 5000n)
    assert.equal(now?.payment?.fee, 175n)
    await sandbox.settled()
    const events = told()
    assert.deepEqual(
      events.map((event) => event.type),
      ['checkout.session.completed'],
    )
    assert.equal(events[0].data.object.$lines, undefined, 'what is the sandbox’s own is not told')
  })

  test('the same key is the same checkout; another body under it is refused', async () => {
    const command = once(5000n)
    const first = await stripe.openCheckout({
      ...command,
      payer: { ...command.payer, ref: undefined },
    })
    const again = await stripe.openCheckout(command)
    assert.equal(again.ref, first.ref)
    await assert.rejects(
      stripe.openCheckout({
        ...command,
        pays: 'once',
        lines: [{ description: 'other', quantity: 1, amount: 1n }],
      }),
      (error) => error instanceof Refused && error.code === 'idempotency_error',
    )
  })

  for (const [card, outcome] of [
    ['4000000000000002', 'declined'],
    ['4000000000009995', 'declined'],
    ['4000002500003155', 'asks'],
    ['1234567812345678', 'declined'],
  ] as const) {
    test(`the card ${card} is ${outcome}, and the checkout stays open`, async () => {
      const opened = await stripe.openCheckout(once(2000n))
      assert.equal((await sandbox.completeCheckout(opened.ref, card)).outcome, outcome)
      assert.equal((await stripe.lookUp('checkout', opened.ref))?.state, 'open')
    })
  }

  test('a card that asks is paid once its bank’s question is answered', async () => {
    const opened = await stripe.openCheckout(once(2000n))
    assert.equal(
      (await sandbox.completeCheckout(opened.ref, '4000 0025 0000 3155', true)).outcome,
      'paid',
    )
  })

  test('a closed checkout cannot be paid; closing a paid one says that it is paid', async () => {
    const open = await stripe.openCheckout(once(2000n))
    assert.equal((await stripe.closeCheckout(open.ref)).state, 'expired')
    assert.equal((await sandbox.completeCheckout(open.ref, WORKS)).outcome, 'closed')
    const paid = await bought(once(2000n))
    assert.equal((await stripe.closeCheckout(paid.ref)).state, 'paid')
  })

  test('a plan renews on the anchor day, in UTC, never drifting; its end is its period’s end', async () => {
    const now = await bought(plan())
    const first = (await stripe.lookUp('invoice', now.invoice!))!
    assert.equal(first.reason, 'first')
    assert.equal(first.payment?.fee, 317n)
    const ends = [first.periodEnd.toString()]
    for (const to of ['2026-02-28T10:00:00Z', '2026-03-31T10:00:00Z', '2026-04-30T10:00:00Z']) {
      assert.ok(Temporal.Instant.compare((await sandbox.nextDue())!, at(to)) <= 0)
      clock.moveTo(at(to))
      await sandbox.advanceTo(at(to))
      const billing = (await stripe.lookUp('billing', now.billing!))!
      assert.equal(billing.status, 'active')
      const invoice = (await stripe.lookUp('invoice', billing.latestInvoice!))!
      assert.deepEqual([invoice.reason, invoice.state, invoice.net], ['renewal', 'paid', 9900n])
      assert.equal(invoice.orderId, first.orderId)
      ends.push(billing.periodEnd.toString())
    }
    assert.deepEqual(ends, [
      '2026-02-28T10:00:00Z',
      '2026-03-31T10:00:00Z',
      '2026-04-30T10:00:00Z',
      '2026-05-31T10:00:00Z',
    ])
    const leaving = await stripe.changePlan({
      key: newId(),
      billing: now.billing!,
      to: 'end-at-renewal',
    })
    assert.equal(leaving.endsAtPeriodEnd, true)
    assert.equal(
      (await stripe.changePlan({ key: newId(), billing: now.billing!, to: 'keep' }))
        .endsAtPeriodEnd,
      false,
    )
    await stripe.changePlan({ key: newId(), billing: now.billing!, to: 'end-at-renewal' })
    clock.moveTo(at('2026-05-31T10:00:00Z'))
    await sandbox.advanceTo(clock.now())
    assert.equal((await stripe.lookUp('billing', now.billing!))?.status, 'ended')
    letters.splice(0)
  })

  test('a renewal that fails is past due, tried three times more, then over', async () => {
    const now = await bought(
      plan({ payer: { ref: undefined, key: 'person:x', email: 'x@example.com', name: 'X' } }),
      '4000000000000341',
    )
    const { periodEnd } = (await stripe.lookUp('billing', now.billing!))!
    const seen: string[] = []
    for (const days of [0, 3, 8, 15]) {
      clock.moveTo(periodEnd.add({ hours: 24 * days }))
      await sandbox.advanceTo(clock.now())
      seen.push((await stripe.lookUp('billing', now.billing!))!.status)
    }
    assert.deepEqual(seen, ['past_due', 'past_due', 'past_due', 'ended'])
    await sandbox.settled()
    const types = told().map((event) => event.type)
    assert.equal(types.filter((type) => type === 'invoice.payment_failed').length, 4)
    assert.equal(types.at(-1), 'customer.subscription.deleted')
  })

  test('a payee is paid once ready, from what is available; found again by the payout’s id; its bank’s answer is told', async () => {
    const payee = await stripe.openPayee({
      key: newId(),
      owner: 'person:1',
      email: 'e@example.com',
      name: 'Elena',
      country: 'ES',
      kind: 'individual',
    })
    assert.equal(payee.canReceive, false)
    const payoutId = newId()
    const send = {
      key: `payout:${payoutId}:1`,
      payoutId,
      payee: payee.ref,
      amount: 3500n,
      currency: 'USD',
    }
    await assert.rejects(
      stripe.pay(send),
      (e) =>
        e instanceof Refused && e.code === 'insufficient_capabilities_for_transfer' && e.canFix,
    )
    const { url } = await stripe.payeeLink({
      ref: payee.ref,
      returnTo: 'http://stoa.test/earnings',
      againAt: 'http://stoa.test/again',
    })
    assert.equal(
      (await sandbox.onboarding(url.split('/').at(-1)!))?.returnTo,
      'http://stoa.test/earnings',
    )
    await sandbox.makeReady(payee.ref)
    assert.equal((await stripe.lookUp('payee', payee.ref))?.canReceive, true)
    await assert.rejects(
      stripe.pay(send),
      (e) => e instanceof Refused,
      'a refusal is remembered under its key',
    )
    assert.equal(await stripe.find('transfer', payoutId), undefined)
    const sent = await stripe.pay({ ...send, key: `payout:${payoutId}:2` })
    assert.equal(sent.payoutId, payoutId)
    assert.equal((await stripe.find('transfer', payoutId))?.ref, sent.ref)
    await assert.rejects(
      stripe.pay({ ...send, key: newId(), payoutId: newId(), amount: 99_000_000n }),
      (e) => e instanceof Refused && e.code === 'balance_insufficient',
    )
    await sandbox.settled()
    letters.splice(0)
    clock.moveTo(clock.now().add({ hours: 24 * 4 }))
    await sandbox.advanceTo(clock.now())
    await sandbox.settled()
    const last = told().at(-1)
    assert.deepEqual([last.type, last.account], ['payout.paid', payee.ref])
    const bank = await stripe.lookUp('bankPayout', last.data.object.id, last.account)
    assert.deepEqual([bank?.state, bank?.amount, bank?.carried], ['paid', 3500n, [sent.arrivedAs]])
  })

  test('a transfer is taken back while the payee still has it', async () => {
    const payee = await stripe.openPayee({
      key: newId(),
      owner: 'person:2',
      email: 'f@example.com',
      name: 'F',
      country: 'FR',
      kind: 'individual',
    })
    await sandbox.makeReady(payee.ref)
    const payoutId = newId()
    const sent = await stripe.pay({
      key: newId(),
      payoutId,
      payee: payee.ref,
      amount: 2500n,
      currency: 'USD',
    })
    const back = await stripe.takeBack({ key: newId(), transfer: sent.ref, amount: 1000n })
    assert.deepEqual([back.amount, back.takenBack], [2500n, 1000n])
  })

  test('a refund carries our name; one made in the dashboard has none', async () => {
    const paid = (await bought(once(5400n))).payment!
    const refundId = newId()
    const ours = await stripe.refund({
      key: refundId,
      refundId,
      charge: paid.charge,
      amount: 400n,
      currency: 'USD',
    })
    assert.deepEqual([ours.refundId, ours.amount, ours.state], [refundId, 400n, 'done'])
    const theirs = await stripe.lookUp('refund', await sandbox.dashboardRefund(paid.charge, 1000))
    assert.deepEqual([theirs?.refundId, theirs?.charge], [undefined, paid.charge])
    await assert.rejects(
      stripe.refund({
        key: newId(),
        refundId: newId(),
        charge: paid.charge,
        amount: 5000n,
        currency: 'USD',
      }),
      (e) => e instanceof Refused && e.code === 'amount_too_large',
    )
  })

  test('an answer that is cut off is unknown, and the same key finds what was done', async () => {
    const paid = (await bought(once(5000n))).payment!
    const refundId = newId()
    const command = { key: refundId, refundId, charge: paid.charge, amount: 100n, currency: 'USD' }
    // The SDK tries again by itself once or twice under the same key: all those answers are cut too.
    sandbox.cutAnswers(3)
    await assert.rejects(stripe.refund(command), Unknown)
    sandbox.cutAnswers(0)
    const found = await stripe.refund(command)
    assert.equal(found.amount, 100n)
    const movements = []
    for await (const one of stripe.movements(clock.now()))
      if (one.source === found.ref) movements.push(one)
    assert.equal(movements.length, 1)
  })

  test('balance and movements agree to the cent', async () => {
    let sum = 0n
    for await (const one of stripe.movements(at('2020-01-01T00:00:00Z'))) sum += one.net
    const [usd] = await stripe.balance()
    assert.equal(usd!.available + usd!.pending, sum)
    assert.ok(sum > 0n)
  })

  test('live keys, unknown parameters and calls that the sandbox does not do are refused by name', async () => {
    const { port } = sandbox.access
    const call = (path: string, key: string, body: string) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body,
      }).then(async (answer) => [
        answer.status,
        ((await answer.json()) as { error: { code: string } }).error.code,
      ])
    const live = ['sk', 'live', 'abc'].join('_')
    assert.deepEqual(await call('/v1/customers', live, ''), [401, 'testmode_charges_only'])
    assert.deepEqual(await call('/v1/customers', 'sk_test_1', 'emial=x'), [
      400,
      'parameter_unknown',
    ])
    assert.deepEqual(
      await call('/v1/transfers', 'sk_test_1', 'amount=abc&currency=usd&destination=a'),
      [400, 'parameter_invalid'],
    )
    assert.deepEqual(await call('/v1/refunds', 'sk_test_1', ''), [400, 'parameter_missing'])
    assert.deepEqual(await call('/v1/topups', 'sk_test_1', ''), [501, 'not_implemented'])
  })

  test('an answer that is no Stripe object is not taken for success', async () => {
    const { createServer } = await import('node:http')
    const wrong = createServer((_request, response) =>
      response.writeHead(404).end('{"message":"Not Found"}'),
    )
    await new Promise<void>((done) => wrong.listen(0, '127.0.0.1', done))
    const { port } = wrong.address() as { port: number }
    const lost = openStripe('stripe', {
      key: 'sk_test_x',
      secrets: { own: [], connect: [] },
      server: { host: '127.0.0.1', port, protocol: 'http' },
    })
    await assert.rejects(lost.lookUp('billing', 'sub_1'), Unknown)
    await assert.rejects(
      lost.refund({ key: 'k', refundId: 'r', charge: 'ch_1', amount: 1n, currency: 'USD' }),
      Unknown,
    )
    wrong.closeAllConnections()
    await new Promise((done) => wrong.close(done))
  })

  test('too many requests and a broken server say busy and unknown', async () => {
    const { createServer } = await import('node:http')
    let status = 429
    const server = createServer((_request, response) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'stripe-should-retry': 'false' })
        .end(JSON.stringify({ error: { type: 'api_error', message: 'x' } })),
    )
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as { port: number }
    const bad = openStripe('stripe', {
      key: 'sk_test_x',
      secrets: { own: [], connect: [] },
      server: { host: '127.0.0.1', port, protocol: 'http' },
    })
    await assert.rejects(bad.lookUp('transfer', 'tr_1'), Busy)
    status = 500
    await assert.rejects(bad.lookUp('transfer', 'tr_1'), Unknown)
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
})
