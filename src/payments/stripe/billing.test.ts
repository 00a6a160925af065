import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { newId, VirtualClock } from '#base'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { type OpenCheckout, type PaymentProvider, type PlanOnSale, Refused } from '../provider.ts'
import { Sandbox } from '../sandbox/sandbox.ts'
import { openStripe } from './stripe.ts'

const at = (text: string) => Temporal.Instant.from(text)
const WORKS = '4242424242424242'
const ONCE = '4000000000000341'
const plan = (name: string, amount: bigint, interval: 'month' | 'year' = 'month'): PlanOnSale => ({
  code: `${name.toLowerCase()}-1`,
  about: name.toLowerCase(),
  name,
  interval,
  amount,
})
const PREMIUM = plan('Premium', 9900n)
const PRO = plan('Pro', 24_900n)

/** The production adapter and the real SDK, on what Billing does with plans that change. */
suite('Billing through the Stripe adapter', () => {
  let db: TestDatabase
  let clock: VirtualClock
  let sandbox: Sandbox
  let stripe: PaymentProvider

  before(async () => {
    db = await testDatabase()
    clock = new VirtualClock(at('2026-04-01T00:00:00Z'), { standing: true })
    sandbox = new Sandbox({ db, clock, url: 'http://stoa.test' })
    await sandbox.start()
    const { key, ...server } = sandbox.access
    stripe = openStripe('sandbox', { key, server, secrets: { own: [], connect: [] } })
  })
  after(async () => {
    await sandbox.stop()
    await db[Symbol.asyncDispose]()
  })

  const to = async (text: string) => {
    clock.moveTo(at(text))
    await sandbox.advanceTo(at(text))
  }
  const start = async (sold = PREMIUM, { card = WORKS, trialDays = 0 } = {}) => {
    const command: OpenCheckout = {
      key: newId(),
      orderId: newId(),
      orderName: '2026-000001',
      currency: 'USD',
      payer: { ref: undefined, key: `person:${newId()}`, email: 'm@example.com', name: 'Mira' },
      paidAt: 'http://stoa.test/paid',
      leftAt: 'http://stoa.test/left',
      expiresAt: clock.now().add({ hours: 2 }),
      pays: 'plan',
      plan: sold,
      trialDays,
    }
    const page = await stripe.openCheckout(command)
    assert.equal((await sandbox.completeCheckout(page.ref, card)).outcome, 'paid')
    const now = (await stripe.lookUp('checkout', page.ref))!
    return { billing: now.billing!, invoice: now.invoice!, state: now.state, payer: page.payerRef }
  }
  const billingNow = async (ref: string) => (await stripe.lookUp('billing', ref))!
  const invoiceNow = async (ref: string) =>
    (await stripe.lookUp('invoice', (await billingNow(ref)).latestInvoice!))!
  const change = (billing: string, sold: PlanOnSale, order = newId()) =>
    stripe.changePlan({
      key: order,
      billing,
      to: 'plan-now',
      plan: sold,
      currency: 'USD',
      order,
      at: clock.now(),
    })

  test('proration to the second: the preview is what the change then charges, and its invoice says what was replaced', async () => {
    const { billing } = await start()
    await to('2026-04-16T00:00:00Z')
    const asked = { billing, plan: PRO, currency: 'USD', at: clock.now() }
    const said = await stripe.previewPlan(asked)
    assert.deepEqual(
      [said.net, said.part, `${said.periodEnd}`],
      [7500n, true, '2026-05-01T00:00:00Z'],
    )
    const order = newId()
    const changed = await change(billing, PRO, order)
    assert.deepEqual([changed.about, `${changed.periodEnd}`], ['pro', '2026-05-01T00:00:00Z'])
    assert.equal(
      (await change(billing, PRO, order)).latestInvoice,
      changed.latestInvoice,
      'asked twice',
    )
    const invoice = await invoiceNow(billing)
    assert.deepEqual(
      [
        invoice.reason,
        invoice.part,
        invoice.net,
        invoice.sells.about,
        invoice.replaces,
        invoice.changeOrder,
      ],
      ['change', true, 7500n, 'pro', 'premium', order],
    )
    assert.equal(invoice.payment?.amount, 7500n)
    await to('2026-05-01T00:00:00Z')
    assert.deepEqual(
      [(await invoiceNow(billing)).net, (await invoiceNow(billing)).reason],
      [24_900n, 'renewal'],
    )
  })

  test('another interval begins a new period today', async () => {
    const { billing } = await start()
    await change(billing, plan('Premium', 99_000n, 'year'))
    const invoice = await invoiceNow(billing)
    assert.deepEqual(
      [invoice.part, invoice.net, invoice.sells.interval],
      [false, 99_000n - 9900n, 'year'],
    )
    assert.equal(`${(await billingNow(billing)).periodEnd}`, '2027-05-01T00:00:00Z')
  })

  test('a card that is refused leaves all as it was', async () => {
    const { billing } = await start(PREMIUM, { card: ONCE })
    const before = await billingNow(billing)
    await assert.rejects(
      change(billing, PRO),
      (error) => error instanceof Refused && error.code === 'card_declined' && error.canFix,
    )
    assert.deepEqual(await billingNow(billing), before)
  })

  test('a price changed for the next period charges nothing now', async () => {
    const { billing, invoice } = await start(PRO)
    const command = {
      key: newId(),
      billing,
      to: 'plan-at-renewal',
      plan: PREMIUM,
      currency: 'USD',
    } as const
    const changed = await stripe.changePlan(command)
    assert.deepEqual([changed.about, changed.latestInvoice], ['premium', invoice])
    await to('2026-06-01T00:00:00Z')
    assert.equal((await invoiceNow(billing)).net, 9900n)
  })

  test('a pause makes its invoices void until its time; resuming anew begins and charges a period', async () => {
    const { billing } = await start()
    const paused = await stripe.changePlan({
      key: newId(),
      billing,
      to: 'pause',
      until: at('2026-07-31T23:59:00Z'),
    })
    assert.deepEqual([paused.paused, `${paused.resumesAt}`], [true, '2026-07-31T23:59:00Z'])
    await to('2026-07-01T00:00:00Z')
    assert.deepEqual(
      [(await invoiceNow(billing)).state, (await invoiceNow(billing)).payment],
      ['void', undefined],
    )
    await to('2026-08-01T00:00:00Z')
    assert.deepEqual(
      [(await billingNow(billing)).paused, (await invoiceNow(billing)).state],
      [false, 'paid'],
    )
    await stripe.changePlan({
      key: newId(),
      billing,
      to: 'pause',
      until: at('2026-12-01T00:00:00Z'),
    })
    await to('2026-09-11T00:00:00Z')
    const order = newId()
    const again = await stripe.changePlan({ key: order, billing, to: 'begin-now', order })
    assert.deepEqual(
      [again.paused, `${again.periodStart}`, `${again.periodEnd}`],
      [false, '2026-09-11T00:00:00Z', '2026-10-11T00:00:00Z'],
    )
    assert.deepEqual(
      [(await invoiceNow(billing)).net, (await invoiceNow(billing)).part],
      [9900n, false],
    )
  })

  test('a trial asks for nothing, charges at its end, or at once when it is ended; its card is known', async () => {
    const { billing, invoice, state } = await start(PREMIUM, { trialDays: 7 })
    const first = (await stripe.lookUp('invoice', invoice))!
    assert.deepEqual(
      [state, first.net, first.payment, first.state, first.reason],
      ['paid', 0n, undefined, 'paid', 'first'],
    )
    const trial = await billingNow(billing)
    assert.deepEqual(
      [trial.status, `${trial.periodEnd}`, trial.card?.last4],
      ['trial', '2026-09-18T00:00:00Z', '4242'],
    )
    const early = await start(PREMIUM, { trialDays: 7 })
    const order = newId()
    await stripe.changePlan({ key: order, billing: early.billing, to: 'begin-now', order })
    assert.deepEqual(
      [(await invoiceNow(early.billing)).net, (await invoiceNow(early.billing)).changeOrder],
      [9900n, order],
    )
    await to('2026-09-18T00:00:00Z')
    assert.deepEqual(
      [(await billingNow(billing)).status, (await invoiceNow(billing)).reason],
      ['active', 'renewal'],
    )
    assert.equal(`${(await billingNow(billing)).periodEnd}`, '2026-10-18T00:00:00Z')
  })

  test('an unpaid renewal is paid when it is asked for, with the card of then; the page for that belongs to the payer', async () => {
    const { billing, payer } = await start(PREMIUM, { card: ONCE })
    await to('2026-10-18T00:00:00Z')
    const due = await billingNow(billing)
    assert.equal(due.status, 'past_due')
    const pay = () => stripe.payInvoice({ key: newId(), invoice: due.latestInvoice! })
    await assert.rejects(
      pay(),
      (error) => error instanceof Refused && error.code === 'card_declined',
    )
    const { url } = await stripe.selfService({ payer, returnTo: 'http://stoa.test/back' })
    await sandbox.doAtPortal(url.split('/').at(-1)!, { card: WORKS })
    assert.equal((await pay())?.state, 'paid')
    assert.deepEqual(
      [(await billingNow(billing)).status, (await billingNow(billing)).card?.last4],
      ['active', '4242'],
    )
    await assert.rejects(pay(), (error) => error instanceof Refused)
  })

  test('another interval for the next period is scheduled, and let go by any other wish', async () => {
    const { billing, invoice } = await start(plan('Premium', 99_000n, 'year'))
    const ends = (await billingNow(billing)).periodEnd
    const monthly = () =>
      stripe.changePlan({
        key: newId(),
        billing,
        to: 'plan-at-renewal',
        plan: PREMIUM,
        currency: 'USD',
      })
    const planned = await monthly()
    assert.deepEqual(
      [planned.interval, planned.latestInvoice, `${planned.periodEnd}`],
      ['month', invoice, `${ends}`],
    )
    const kept = await stripe.changePlan({ key: newId(), billing, to: 'keep' })
    assert.equal(kept.interval, 'year')
    await monthly()
    assert.equal((await monthly()).interval, 'month', 'planned twice')
    await to(`${ends}`)
    const renewed = await billingNow(billing)
    assert.deepEqual(
      [renewed.interval, `${renewed.periodEnd}`],
      ['month', `${ends.toZonedDateTimeISO('UTC').add({ months: 1 }).toInstant()}`],
    )
    const paid = await invoiceNow(billing)
    assert.deepEqual([paid.net, paid.reason, paid.sells.interval], [9900n, 'renewal', 'month'])
    await stripe.changePlan({ key: newId(), billing, to: 'end-now' })
  })
})
