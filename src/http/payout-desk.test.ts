import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId } from '#base'
import { earnCommission, openCommission, pinTier, releaseHeld } from '#earnings'
import { balance, postRule, verify } from '#ledger'
import { openPayee } from '#payments'
import { type TestApp, testApp } from '../../test/app.ts'
import { educator } from '../../test/classroom.ts'

/** The Monday of the payout; what is paid was earned a fortnight before. */
const MONDAY = Temporal.Instant.from('2026-11-30T07:00:00Z')
const EARNED = MONDAY.subtract({ hours: 24 * 14 })

/** Staff and educators around payouts, over HTTP, with the sandbox as the bank. */
suite('Payouts over HTTP', () => {
  let stoa: TestApp
  let staff: string
  let ivan: string
  before(async () => {
    stoa = await testApp({ start: EARNED.toString() })
    staff = await stoa.person({ name: 'Sofia', staffRoles: ['finance'] })
    ivan = await teacher('Ivan')
    stoa.clock.moveTo(MONDAY)
    await stoa.deps.payments.sandbox!.advanceTo(MONDAY)
  })
  after(() => stoa[Symbol.asyncDispose]())

  async function teacher(name: string): Promise<string> {
    const id = await educator(stoa.db, { name })
    const { payments } = stoa.deps
    const owner = { type: 'person', id } as const
    const opened = await openPayee(
      payments,
      { owner, email: `${name}@example.org`, name, country: 'DE' },
      EARNED,
    )
    await payments.sandbox!.makeReady(opened.ref!)
    await stoa.deps.jobs.settle()
    return id
  }
  /** A seat paid with money in a currency, at 70 % and no card fee. */
  async function earned(
    who: string,
    amount: bigint,
    currency = 'USD',
    free = MONDAY,
  ): Promise<string> {
    const bookingId = newId()
    await atomically(stoa.db, async (tx) => {
      const deed = {
        key: `order:${bookingId}`,
        about: { type: 'order', id: bookingId },
        by: 'x',
        at: EARNED,
      }
      await postRule(
        tx,
        'booking.paid',
        { provider: 'sandbox', currency, net: amount, tax: 0n, fee: 0n },
        deed,
      )
      const booked = {
        bookingId,
        sessionId: newId(),
        educator: who,
        kind: 'class',
        title: 'Spanish',
      } as const
      const price = { amount, currency }
      await openCommission(
        tx,
        { ...booked, sessionAt: EARNED, paidBy: 'cash', price, agreedRate: null },
        EARNED,
      )
      await earnCommission(tx, { bookingId, by: 'schedule' }, EARNED)
    })
    await releaseHeld(stoa.db, free)
    return bookingId
  }
  const fill = (amount: bigint, currency = 'usd') =>
    stoa.db`
      insert into sandbox.movement (id, account, currency, type, amount, fee, source, created, available_on, told)
      values (${newId()}, '', ${currency}, 'payout_failure', ${amount}, 0, 'by_hand', ${EARNED}, ${EARNED}, true)`
  const get = async (url: string, who = staff) =>
    stoa.app.inject({ url: `/api${url}`, headers: await stoa.as(who) })
  const post = async (url: string, payload: object = {}, who = staff) =>
    stoa.app.inject({ method: 'POST', url: `/api${url}`, headers: await stoa.doing(who), payload })

  test('the rules: a version that counts later, and what 20.00 bring under it; only finance', async () => {
    assert.equal((await post('/earning-rules', { holdDays: 3 }, ivan)).statusCode, 403)
    const preview = (await post('/earning-rules/preview', { feeBearer: 'platform' })).json()
    assert.deepEqual([preview.educator.amount, preview.platform.amount], ['14.00', '5.12'])
    const countsFrom = MONDAY.add({ hours: 240 }).toString()
    assert.equal(
      (await post('/earning-rules', { payoutEvery: 'month', countsFrom })).json().version,
      2,
    )
    const { items } = (await get('/earning-rules')).json()
    assert.deepEqual(
      items.map(
        (one: {
          state: string
          payoutEvery: string
          example: { educator: { amount: string } }
        }) => [one.state, one.payoutEvery, one.example.educator.amount],
      ),
      [
        ['to come', 'month', '13.12'],
        ['now', 'week', '13.12'],
      ],
    )
    const past = await post('/earning-rules', { countsFrom: EARNED.toString() })
    assert.equal(past.json().code, 'policy_in_the_past')
  })

  test('too little at the provider: the oldest goes, the rest waits and finance hears; filled, it goes out', async () => {
    const booking = await earned(ivan, 5000n)
    const ana = await teacher('Ana')
    // Her hold is over a minute later: Ivan's has waited longer.
    await earned(ana, 6000n, 'USD', MONDAY.add({ minutes: 1 }))
    await fill(4000n)
    const dry = (await get('/payouts/dry-run')).json()
    assert.deepEqual(
      dry.items.map((one: { payouts: number; lacks: { amount: string } }) => [
        one.payouts,
        one.lacks.amount,
      ]),
      [[2, '37.00']],
    )
    await post('/host/payouts/schedule')
    assert.equal((await post('/host/payouts/process')).json().sent, 1)
    const [run] = (await get('/payouts/runs')).json().items
    assert.deepEqual(
      [run.state, run.payouts, run.done, run.shortAt !== null],
      ['running', 2, 1, true],
    )
    await stoa.deps.jobs.settle()
    const notices = (await get('/notices')).json().items as { kind: string }[]
    assert.ok(notices.some(({ kind }) => kind === 'payouts.short'))
    assert.equal((await post(`/payouts/runs/${run.id}/pause`)).json().state, 'paused')
    await fill(10_000n)
    assert.equal(
      (await post('/host/payouts/process')).json().sent,
      0,
      'a paused run stays where it is',
    )
    await post(`/payouts/runs/${run.id}/resume`)
    assert.equal((await post('/host/payouts/process')).json().sent, 1)
    assert.equal((await get(`/payouts/runs/${run.id}`)).json().state, 'ended')
    // A commission opens to its journals and its payout; nobody else's does.
    const [one] = (await get(`/commissions?educator=${ivan}`)).json().items
    assert.equal(one.bookingId, booking)
    const opened = (await get(`/educator/revenue/commissions/${one.id}`, ivan)).json()
    assert.deepEqual(
      opened.journals.map(({ kind, amount }: { kind: string; amount: { amount: string } }) => [
        kind,
        amount.amount,
      ]),
      [
        ['session.completed.money', '35.00'],
        ['earnings.released', '35.00'],
        ['payout.sent', '-35.00'],
      ],
    )
    assert.equal(opened.payout.statement, 'P2026-000001')
    assert.equal((await get(`/educator/revenue/commissions/${one.id}`, ana)).statusCode, 404)
    const paper = await get(`/educator/revenue/payouts/${opened.payoutId}/statement.pdf`, ivan)
    assert.deepEqual([paper.statusCode, paper.rawPayload.subarray(0, 5).toString()], [200, '%PDF-'])
    const file = (await get(`/educator/revenue/payouts/${opened.payoutId}/statement.csv`, ivan))
      .body
    assert.match(file, /,Spanish,50\.00,70 %,0\.00,35\.00,USD,P2026-000001,/)
    assert.match((await get('/payouts/export?lines=yes')).body, /P2026-000002,.*,Ana,/)
    const runs = (await get('/payouts/runs')).json().items
    const all = await get(`/payouts/runs/${runs[0].id}/statements.zip`)
    assert.deepEqual([all.statusCode, all.headers['content-type']], [200, 'application/zip'])
    // The end of the archive says how many files there are; each begins with its name, and is a PDF.
    assert.equal(all.rawPayload.readUInt16LE(all.rawPayload.length - 12), 2)
    const bytes = all.rawPayload.toString('latin1')
    assert.match(bytes, /^PK[\s\S]{28}P2026-00000[12]\.pdf%PDF-/)
    assert.equal((await get(`/payouts/runs/${runs[0].id}/statements.zip`, ivan)).statusCode, 403)
    assert.equal((await get(`/payouts/runs/${newId()}/statements.zip`)).statusCode, 404)
    assert.match((await get('/commissions/export')).body, /Spanish,booking/)
    assert.deepEqual((await verify(stoa.db)).findings, [])
  })

  test('at once: only where the tier opens it; the fee is booked, the statement says it', async () => {
    await earned(ivan, 10_000n)
    await fill(20_000n)
    assert.equal(
      (await post('/educator/revenue/payouts/instant', {}, ivan)).json().code,
      'instant_not_open',
    )
    const until = MONDAY.add({ hours: 999 })
    const pin = { educator: ivan, kind: 'class', tier: 'master', until, reason: 'prize' } as const
    await atomically(stoa.db, (tx) => pinTier(tx, pin, 'person:staff', MONDAY))
    const offer = (await get('/educator/revenue/payouts/instant', ivan)).json()
    // 1.5 % of 70.00 is 1.05.
    assert.deepEqual(
      [offer.open, offer.items[0].fee.amount, offer.items[0].net.amount],
      [true, '1.05', '68.95'],
    )
    assert.equal((await post('/educator/revenue/payouts/instant', {}, ivan)).statusCode, 201)
    assert.equal(
      (await post('/educator/revenue/payouts/instant', {}, ivan)).json().code,
      'payout_under_way',
    )
    assert.equal((await post('/host/payouts/process')).json().sent, 1)
    const [payout] = (await get('/educator/revenue/payouts', ivan)).json().items
    assert.deepEqual(
      [payout.instant, payout.amount.amount, payout.fee.amount, payout.state],
      [true, '68.95', '1.05', 'sent'],
    )
    const owner = { type: 'person', id: ivan } as const
    assert.equal(await balance(stoa.db, { owner, purpose: 'educator_available', asset: 'USD' }), 0n)
    const fees = {
      owner: { type: 'platform', id: 'stoa' },
      purpose: 'payout_fees',
      asset: 'USD',
    } as const
    assert.equal(await balance(stoa.db, fees), 105n)
    assert.deepEqual((await verify(stoa.db)).findings, [])
  })

  test('another currency: its own minimum, its own payout; a closed bank account, and the next one', async () => {
    assert.equal(
      (await post('/payouts/minimums', { currency: 'EUR', minimum: '30.00' })).statusCode,
      200,
    )
    const eva = await teacher('Eva')
    await earned(eva, 4000n, 'EUR')
    await fill(50_000n, 'eur')
    const next = (await get('/educator/revenue/next-payouts', eva)).json().items
    assert.deepEqual(
      next.map((one: { amount: { asset: string }; waits: boolean }) => [
        one.amount.asset,
        one.waits,
      ]),
      [
        ['USD', true],
        ['EUR', true],
      ],
    )
    await earned(eva, 1000n, 'EUR')
    const { sandbox } = stoa.deps.payments
    const [payee] = await stoa.db<{
      ref: string
    }>`select ref from payments.payee where owner_id = ${eva}`
    await sandbox!.failNextPayout(payee!.ref)
    await post('/host/payouts/schedule')
    assert.equal((await post('/host/payouts/process')).json().sent, 1)
    const later = MONDAY.add({ hours: 24 * 4 })
    stoa.clock.moveTo(later)
    await sandbox!.advanceTo(later)
    await stoa.deps.jobs.settle()
    const [back] = (await get('/educator/revenue/payouts', eva)).json().items
    assert.deepEqual(
      [back.state, back.amount, back.reasonCode],
      ['returned', { amount: '35.00', asset: 'EUR' }, 'account_closed'],
    )
    const owner = { type: 'person', id: eva } as const
    assert.equal(
      await balance(stoa.db, { owner, purpose: 'educator_available', asset: 'EUR' }),
      3500n,
    )
    const heard = (await get('/notices', eva)).json().items as { kind: string }[]
    assert.ok(heard.some(({ kind }) => kind === 'payout.failed'))
    const monday = MONDAY.add({ hours: 24 * 7 })
    stoa.clock.moveTo(monday)
    await sandbox!.advanceTo(monday)
    await post('/host/payouts/schedule')
    assert.equal((await post('/host/payouts/process')).json().sent, 1)
    assert.equal(await balance(stoa.db, { owner, purpose: 'educator_available', asset: 'EUR' }), 0n)
    assert.deepEqual((await verify(stoa.db)).findings, [])
  })
})
