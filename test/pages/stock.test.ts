import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically, newId } from '#base'
import { hold, postRule, verify } from '#ledger'
import {
  approvePurchase,
  draftPurchase,
  lookAtStock,
  readBalance,
  receivePurchase,
  setReorderRule,
  submitPurchase,
} from '#messaging'
import { grantStaffRole } from '#people'
import { type House, isFit, openHouse, picture, tabTo } from './house.ts'

const SANDBOX = '01900000-0000-7000-8000-0000000005b0'
const AT = '/operate/messaging'

describe('Message credits bought wholesale', () => {
  let house: House
  let ana: string
  let ben: string
  before(async () => {
    house = await openHouse({ start: '2026-11-22T06:00:00Z' })
    ana = await finance('Ana Rao')
    ben = await finance('Ben Okafor')
  })
  after(async () => {
    assert.deepEqual((await verify(house.db)).findings, [])
    await house[Symbol.asyncDispose]()
  })

  async function finance(name: string): Promise<string> {
    const id = await house.person({ name, zone: 'Asia/Kolkata', locale: 'en-IN' })
    await atomically(house.db, (tx) =>
      grantStaffRole(tx, { person: id, role: 'finance', by: 'test' }, house.clock.now()),
    )
    return id
  }

  it('an order is written by one, approved by another, received, paid, and is in the inventory', async () => {
    const page = await house.sit(ana)
    await page.goto(AT)
    await page.getByRole('heading', { name: 'Nothing was bought yet' }).waitFor()
    await isFit(page)
    await picture(page, 'stock-dashboard-empty')
    await page.getByRole('link', { name: 'Write a purchase order' }).click()
    await page.getByRole('heading', { name: 'Write a purchase order', level: 1 }).waitFor()
    assert.equal(await page.getByLabel('Quantity').inputValue(), '100000')
    await page.getByLabel('Quantity').fill('400000')
    await page.getByLabel('Tax, INR').fill('10800.00')
    await page.getByText('₹70,800.00').waitFor()
    await page.getByRole('button', { name: 'One more line' }).click()
    await page.getByLabel('Kind').nth(1).selectOption('WHATSAPP')
    await isFit(page)
    await picture(page, 'stock-order-new')
    await page.getByRole('button', { name: 'Keep it as a draft' }).click()
    await page.getByRole('heading', { name: /PO-\d+, from Sandbox/ }).waitFor()
    await page.getByRole('button', { name: 'Ask for approval' }).click()
    await page.getByText('Somebody else approves it').waitFor()
    await isFit(page)
    const address = new URL(page.url()).pathname
    const other = await house.sit(ben)
    await other.goto(address)
    await other.getByRole('button', { name: /^Approve/ }).click()
    await other.getByText('It is approved: order it').waitFor()
    await other.context().close()

    await page.goto(address)
    await page.getByLabel('How many').fill('150000')
    await page.getByLabel(/Why it counts/).fill('Seen in its panel')
    await page.getByRole('button', { name: 'Take it into stock' }).click()
    await page.getByRole('heading', { name: 'What arrived' }).waitFor()
    await page.getByLabel('Amount, INR').fill('20000.00')
    await page.getByLabel('Day on the bank’s statement').fill('2026-11-22')
    await page.getByLabel('The bank’s reference').fill('UTR 7731')
    await page.getByRole('button', { name: 'It has left the bank' }).click()
    await page.getByText('UTR 7731').waitFor()
    await page.getByLabel('A file').setInputFiles({
      name: 'INV-9.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7'),
    })
    await page.getByRole('button', { name: 'Add this file' }).click()
    await page.getByRole('link', { name: 'INV-9.pdf' }).waitFor()
    await isFit(page)
    await picture(page, 'stock-order')
    await page.goto(`${AT}/wholesale`)
    await page.getByRole('table', { name: 'Stock by provider' }).getByText('1,50,000').waitFor()
    await tabTo(page, /Ask now: what Sandbox has/)
    await page.keyboard.press('Enter')
    await page.getByText(/Read just now|cannot be asked/).waitFor()
    await isFit(page)
    await picture(page, 'stock-inventory')
    await page.context().close()
  })

  it('every page of wholesale is fit on a phone at night, with alarms, figures and rules', async () => {
    await someMonth()
    const page = await house.sit(ana, { phone: true, dark: true })
    for (const [path, heading] of [
      ['', 'Message credits'],
      ['/wholesale', 'Wholesale'],
      ['/wholesale/orders', 'Purchase orders'],
      ['/wholesale/reordering', 'Reordering'],
      ['/wholesale/history', 'How purchases paid'],
      ['/wholesale/comparison', 'Providers compared'],
      ['/wholesale/tax', 'Tax given back'],
      ['/wholesale/rules', 'Rules of wholesale'],
    ] as const) {
      await page.goto(`${AT}${path}`)
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
      await isFit(page)
      await picture(page, `stock${path.replaceAll('/', '-')}-phone`)
    }
    const file = await page.request.get('/api/messaging/stock/returns/export')
    assert.match(await file.text(), /PO-\d+,Sandbox,SMS/)
    await page.context().close()

    const desk = await house.sit(ana)
    for (const path of [
      '',
      '/wholesale',
      '/wholesale/orders',
      '/wholesale/history',
      '/wholesale/reordering',
      '/wholesale/rules',
    ]) {
      await desk.goto(`${AT}${path}`)
      await desk.waitForLoadState('networkidle')
      await picture(desk, `stock${path.replaceAll('/', '-')}-desk`)
    }
    await desk.goto(`${AT}/wholesale/rules`)
    await desk.getByLabel('Sold and unspent, % of stock').fill('120')
    await desk.getByRole('button', { name: 'Set these rules' }).click()
    await desk.getByRole('table', { name: 'Versions of the rules' }).getByText('120 %').waitFor()
    await desk.goto(`${AT}/wholesale/tax`)
    await desk.getByLabel('First day of the period').fill('2026-10-01')
    await desk.getByLabel('Last day').fill('2026-10-31')
    await desk.getByLabel('Set off, INR').fill('1.00')
    await desk.getByLabel('Number of the return or receipt').fill('ARN 27')
    await desk.getByRole('button', { name: 'Write it down' }).click()
    await desk.getByRole('table', { name: 'Tax that was set off' }).getByText('ARN 27').waitFor()
    await picture(desk, 'stock-wholesale-tax-desk')
    await desk.goto(`${AT}/wholesale/reordering`)
    await desk.getByRole('button', { name: /End the rule/ }).click()
    await desk.getByRole('heading', { name: 'No rules yet' }).waitFor()
    await desk.context().close()
    const stranger = await house.sit(await house.person({ name: 'Olga' }))
    await stranger.goto(AT)
    await stranger.getByRole('heading', { name: 'This page is not open to you' }).waitFor()
    await stranger.context().close()
  })

  /** Stock of WhatsApp that runs low and drifts, messages that were delivered, and a rule that ordered. */
  async function someMonth(): Promise<void> {
    const { db, clock } = house
    const now = clock.now()
    const owner = { type: 'organization', id: newId() } as const
    const deed = (key: string) => ({ key, about: { type: 'test', id: key }, by: 'test', at: now })
    await atomically(db, async (tx) => {
      const line = {
        quantity: 20_000n,
        unitCost: 100_000n,
        tax: 36_000n,
        recoverable: true,
      } as const
      const order = { provider: SANDBOX, lines: [{ ...line, asset: 'WHATSAPP' as const }] }
      const id = await draftPurchase(tx, order, 'person:x', now)
      await submitPurchase(tx, id, 'person:x', now)
      await approvePurchase(tx, id, 'person:x', now)
      await receivePurchase(tx, { id, line: 1, quantity: 20_000n }, 'person:x', now)
      const parts = [
        { asset: 'SMS' as const, quantity: 90_000n, worth: 5n },
        { asset: 'WHATSAPP' as const, quantity: 15_000n, worth: 1n },
      ]
      const paid = { provider: 'card', currency: 'INR', net: 2_500_000n, tax: 0n, fee: 0n }
      await postRule(tx, 'package.sold', { organization: owner, ...paid, parts }, deed('sold'))
      for (const [asset, units] of [
        ['SMS', 12_000n],
        ['WHATSAPP', 14_000n],
      ] as const) {
        const held = await hold(tx, { ...deed(`hold ${asset}`), owner, asset, units })
        const facts = { hold: held.id, provider: SANDBOX, quantity: units }
        await postRule(tx, 'message.delivered', facts, deed(`delivered ${asset}`))
      }
      const rule = {
        provider: SANDBOX,
        asset: 'WHATSAPP' as const,
        leadDays: 3,
        safety: 2_000n,
        quantity: 50_000n,
        unitCost: 100_000n,
        taxRate: 1800,
        recoverable: true,
        automatic: false,
      }
      await setReorderRule(tx, rule, 'person:x', now)
    })
    const said = async () => [{ asset: 'WHATSAPP', amount: '4000' }]
    await readBalance(db, { id: SANDBOX, balance: said }, now)
    await lookAtStock(db, now)
    await house.deps.jobs.settle()
  }
})
