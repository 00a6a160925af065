import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { atomically } from '#base'
import { verify } from '#ledger'
import { addRate, buyCredits, openCheckout, orderById, payeeOf, setCreditPrice } from '#payments'
import { educator } from '../classroom.ts'
import { type House, isFit, openHouse, picture } from './house.ts'

/** A Stoa in rupees: what finance records by hand, and the pages that stand for Razorpay's. */
describe('Money by hand, and in rupees', () => {
  let house: House
  let [asha, fin, fay, ravi] = ['', '', '', '']
  const now = () => house.clock.now()

  before(async () => {
    house = await openHouse({ config: { payments: 'sandbox-razorpay' } })
    const { db } = house
    asha = await house.person({ name: 'Asha Rao' })
    fin = await house.person({ name: 'Tomasz Nowak', staffRoles: ['finance'] })
    fay = await house.person({ name: 'Helen Moss', staffRoles: ['finance'] })
    ravi = await educator(db, { name: 'Ravi Menon' })
    const day = Temporal.PlainDate.from('2026-11-20')
    const pair = { base: 'INR', quote: 'USD', rate: '0.0125', source: 'RBI' }
    await atomically(db, (tx) => addRate(tx, { ...pair, day, by: 'person:staff' }, now()))
    const price = { currency: 'INR', price: 80_00n, least: 500n, most: 50_000n }
    await atomically(db, (tx) =>
      setCreditPrice(tx, { ...price, from: now(), by: 'person:staff' }, now()),
    )
  })
  after(async () => {
    assert.deepEqual((await verify(house.db)).findings, [])
    await house[Symbol.asyncDispose]()
  })

  const ordered = (credits: bigint) =>
    atomically(house.db, (tx) =>
      buyCredits(tx, { personId: asha, credits, currency: 'INR', returnTo: '/wallet' }, now()),
    )
  const open = async (who: string, address: string, seat: Parameters<House['sit']>[1] = {}) => {
    const page = await house.sit(who, seat)
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    return page
  }
  const said = async (page: Page) =>
    ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ')

  it('is recorded on the order’s page, and waits for a second person', async () => {
    const order = await ordered(5000n)
    const page = await open(fin, `/operate/orders/${order.id}`)
    await page.getByRole('link', { name: 'It was paid by hand' }).click()
    await page.getByRole('heading', { name: /was paid by hand/ }).waitFor()
    await page.getByLabel('Amount in INR').fill('4000')
    await page.getByLabel('Day on which it arrived').fill('2026-11-21')
    await page.getByLabel('Reference').fill('NEFT 4711')
    await isFit(page)
    await picture(page, 'by-hand-form')
    await page.getByRole('button', { name: 'It arrived' }).click()
    await page.getByRole('heading', { name: 'Paid by hand', exact: true }).waitFor()
    assert.match(await said(page), /You recorded .*4,000.00.* from Asha Rao .*NEFT 4711/)
    assert.equal(await page.getByRole('button', { name: /approve/ }).count(), 0)
    await page.context().close()
  })

  it('is approved by somebody else, and the credits are there', async () => {
    const waits = await open(fay, '/operate')
    await waits.getByRole('link', { name: '1 payment by hand to approve' }).click()
    await waits.getByRole('button', { name: 'The money is there: approve' }).click()
    await waits.getByText('Counts', { exact: true }).waitFor()
    await waits.context().close()
    await house.deps.jobs.settle()
    const balance = await open(asha, '/wallet')
    assert.match(await said(balance), /50/)
    await balance.context().close()
  })

  for (const [name, seat] of [
    ['desk', {}],
    ['desk-dark', { dark: true }],
    ['phone', { phone: true }],
    ['phone-dark', { phone: true, dark: true }],
  ] as const) {
    it(`fits everybody: ${name}`, async () => {
      if (name === 'desk') {
        const { id } = await ordered(1000n)
        const page = await open(fin, `/operate/orders/${id}/receipt`)
        await page.getByLabel('How it came').selectOption('cash')
        await page.getByLabel('Amount in INR').fill('800,00')
        await page.getByLabel('Day on which it arrived').fill('2026-11-21')
        await page.getByLabel('Reference').fill('Slip 12')
        await page.getByRole('button', { name: 'It arrived' }).click()
        await page.waitForURL(/operate\/by-hand/)
        await page.context().close()
      }
      const page = await open(fay, '/operate/by-hand', seat)
      assert.match(await said(page), /Tomasz Nowak recorded/)
      await isFit(page)
      await picture(page, `by-hand-${name}`)
      await page.context().close()
      const bank = await open(ravi, '/teach/earnings/bank', seat)
      await isFit(bank)
      await picture(bank, `bank-${name}`)
      await bank.context().close()
    })
  }

  it('the page that stands for Razorpay’s takes a test address, without script too', async () => {
    const order = await ordered(2000n)
    const { url } = await openCheckout(house.deps.payments, order.id, now())
    for (const [name, seat] of [
      ['desk', {}],
      ['phone-dark', { phone: true, dark: true }],
    ] as const) {
      const page = await open(asha, new URL(url).pathname, seat)
      await isFit(page)
      await picture(page, `rupees-${name}`)
      await page.context().close()
    }
    const page = await open(asha, new URL(url).pathname, { scripts: false })
    await page.getByLabel('success@razorpay').check()
    await page.getByRole('button', { name: 'Pay 1600.00 INR' }).click()
    await page.waitForURL(/wallet/)
    await page.context().close()
    assert.equal((await orderById(house.db, order.id)).state, 'paid')
  })

  it('an educator says where their bank is, and can be paid', async () => {
    const page = await open(ravi, '/teach/earnings/payouts')
    await page.getByLabel('Where your bank account is').selectOption('IN')
    await page.getByRole('button', { name: 'Open my account at the provider' }).click()
    await page.waitForURL(/earnings\/bank/)
    await page.getByLabel('IFSC').fill('hdfc0000053')
    await page.getByLabel('Your name, as the bank knows it').fill('Ravi Menon')
    await page.getByLabel('Account number').fill('7654 3210 9876')
    await page.getByRole('button', { name: 'Use this account' }).click()
    await page.waitForURL(/earnings\/payouts/)
    const owner = { type: 'person', id: ravi } as const
    assert.equal((await payeeOf(house.db, 'sandbox-razorpay', owner))?.state, 'ready')
    await page.context().close()
  })
})
