import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { type House, isFit, openHouse, picture } from './house.ts'

describe('What things cost, as finance sets it and a learner pays it', () => {
  let house: House
  let mira: string
  let fin: string

  before(async () => {
    house = await openHouse()
    mira = await house.person({ name: 'Mira Kaya', email: 'mira@example.org' })
    fin = await house.person({ name: 'Fin Ance', staffRoles: ['finance'] })
  })
  after(() => house[Symbol.asyncDispose]())

  const looked = async (who: string, path: string, name: string) => {
    for (const phone of [false, true]) {
      const page = await house.sit(who, { phone, dark: phone })
      await page.goto(path)
      await page.waitForLoadState('networkidle')
      await isFit(page)
      await picture(page, `${name}${phone ? '-phone-dark' : ''}`)
      await page.context().close()
    }
  }
  const unfold = (page: Page, title: string) => page.getByText(title, { exact: true }).click()

  it('finance sets a tax by country, with its day, and sees what is owed', async () => {
    const page = await house.sit(fin)
    await page.goto('/operate/taxes')
    await page.waitForLoadState('networkidle')
    const rule = page.locator('form', { has: page.getByLabel('Per cent') })
    await rule.getByLabel('Country').selectOption('DE')
    await rule.getByLabel('On', { exact: true }).selectOption('credits')
    await rule.getByLabel('Called').fill('VAT')
    await rule.getByLabel('Per cent').fill('19')
    await rule.getByRole('button', { name: 'Set it' }).click()
    await page.getByRole('cell', { name: '19 %' }).waitFor()
    await page.context().close()
  })

  it('puts a pack on sale, prices credits in yen at a rate on record, and makes a code', async () => {
    const page = await house.sit(fin)
    await page.goto('/operate/prices')
    await page.waitForLoadState('networkidle')
    await unfold(page, 'Make a pack')
    const named = (name: string) => page.locator(`details[open] [name=${name}]`)
    await named('name').fill('Hundred')
    await named('credits').fill('100')
    await named('bonus').fill('10')
    await named('prices').fill('95.00 USD')
    await page.getByRole('button', { name: 'Put it on sale' }).click()
    await page.getByRole('cell', { name: 'Hundred' }).waitFor()
    await unfold(page, 'Write a rate down')
    await named('base').fill('JPY')
    await named('rate').fill('0.0066')
    await named('day').fill('2026-11-20')
    await named('source').fill('A bank')
    await page.getByRole('button', { name: 'Write it down' }).click()
    await page.getByRole('cell', { name: '0.0066' }).waitFor()
    await unfold(page, 'Set a price')
    await named('currency').fill('JPY')
    await named('price').fill('150')
    await page.getByRole('button', { name: 'Set it' }).click()
    await page.getByRole('cell', { name: '¥150' }).waitFor()

    await page.goto('/operate/discounts')
    await page.waitForLoadState('networkidle')
    await page.locator('[name=code]').fill('SPRING')
    await page.getByLabel('How much').fill('10')
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.getByRole('link', { name: 'SPRING' }).waitFor()
    await page.context().close()
  })

  it('the learner says where they live, takes the pack with the code, and pays what was said', async () => {
    const page = await house.sit(mira)
    await page.goto('/wallet/buy')
    await page.waitForLoadState('networkidle')
    await page.getByLabel('Country').selectOption('DE')
    await page.getByRole('button', { name: 'Keep this' }).click()
    await page.getByText('In Germany: its tax is on what you buy.').waitFor()
    await page.getByRole('button', { name: /Hundred/ }).click()
    await page.getByLabel('Code').fill('nothing')
    await page.getByText('There is no such code.').waitFor()
    await page.getByLabel('Code').fill('spring')
    // 95.00 less a tenth, and 19 % on it.
    const pay = page.getByRole('button', { name: 'Pay $101.75' })
    await pay.waitFor()
    await picture(page, 'buy-pack')
    await isFit(page)
    await pay.click()
    await page.waitForURL(/\/sandbox\/checkout\//)
    await page.getByRole('button', { name: /^Pay/ }).click()
    await page.waitForURL(/\/orders\//)
    await house.deps.jobs.settle()
    await page.goto('/wallet')
    await page.getByText('Extra with a pack').first().waitFor()
    await page.context().close()
    const [lot] = await house.db<{ basis: bigint }>`
      select basis from ledger.lot where source = 'purchase' order by id desc limit 1`
    assert.equal(lot!.basis, 8_550n)
  })

  it('a plan is started with a code from its own page', async () => {
    const page = await house.sit(mira)
    await page.goto('/subscription/start?plan=learner-premium&every=month&code=spring')
    await page.waitForLoadState('networkidle')
    await page.getByText('This code is not for that.').waitFor()
    await page.getByRole('button', { name: 'Pay $99.00' }).waitFor()
    await isFit(page)
    await picture(page, 'plan-start')
    await page.context().close()
  })

  it('every page of it is fit at a desk and on a phone at night', async () => {
    await looked(fin, '/operate/taxes', 'taxes')
    await looked(fin, '/operate/prices', 'prices')
    await looked(fin, '/operate/discounts', 'discounts')
    const [code] = await house.db<{ id: string }>`select id from payments.discount_code`
    await looked(fin, `/operate/discounts/${code!.id}`, 'discount')
    await looked(mira, '/wallet/buy', 'buy-credits')
  })
})
