import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type House, isFit, openHouse, picture, tabTo } from './house.ts'

const STARTER = '01900000-0000-7000-8000-000000000004'

describe('Prices and packages of message credits', () => {
  let house: House
  let tomasz: string
  before(async () => {
    house = await openHouse()
    tomasz = await house.person({ name: 'Tomasz Nowak', staffRoles: ['finance'] })
  })
  after(() => house[Symbol.asyncDispose]())

  it('figures follow while finance types, losses and inverted steps are named, and a new price counts', async () => {
    const page = await house.sit(tomasz)
    await page.goto('/operate/messaging/pricing')
    await page.getByText('2 × Quick top-up at').waitFor()
    await page.getByText('loses').first().waitFor()
    await isFit(page)
    await picture(page, 'retail-pricing')
    const onSale = page.getByRole('table', { name: 'What is on sale, with its margins' })
    const growth = onSale.getByRole('row', { name: /Growth/ })
    await growth.getByText('25 %', { exact: true }).waitFor()
    await tabTo(page, /^SMS: cost/)
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('0.23')
    // 0.40 a set of four more of SMS: Growth costs 1,600 now, and is sold at 1,599.
    await growth.getByText('below cost').waitFor()
    await growth.getByText('−1.00').waitFor()
    await page.getByLabel('Why').fill('Dearer')
    await page.getByRole('button', { name: 'Set these prices' }).click()
    await page.getByRole('alert').getByText('This costs us more than it brings').waitFor()
    await page.getByLabel('SMS: cost, INR').fill('0.16')
    await page.getByRole('button', { name: 'Set these prices' }).click()
    await page.getByText('Set as version 2').waitFor()
    await growth.getByText('349.00').waitFor()
  })

  it('an offer is changed by its next version, a loss only with tick and limit', async () => {
    const page = await house.sit(tomasz, { phone: true, dark: true })
    await page.goto(`/operate/messaging/packages/${STARTER}`)
    await page.getByText('4 × Mini top-up').waitFor()
    await page.getByLabel(/^Price, INR/).fill('390')
    await page.getByText('The ladder is inverted here').waitFor({ state: 'detached' })
    await page.getByLabel(/^Price, INR/).fill('199.99')
    await page.getByText('It needs the tick of a loss leader').waitFor()
    await page.getByRole('button', { name: 'Set the new version' }).click()
    await page.getByRole('alert').getByText('This costs us more than it brings').waitFor()
    await page.getByLabel(/A loss leader/).check()
    await page.getByLabel('Sold at most so many times').fill('3')
    await isFit(page)
    await picture(page, 'retail-package-phone')
    await page.getByLabel(/A loss leader/).uncheck()
    await page.getByLabel(/^Price, INR/).fill('390')
    await page.getByRole('button', { name: 'Set the new version' }).click()
    await page.getByRole('cell', { name: '2: Starter' }).waitFor()
  })

  it('packages and bundles are fit on a phone and a desk; a bundle is set', async () => {
    const phone = await house.sit(tomasz, { phone: true, dark: true })
    for (const path of ['pricing', 'packages']) {
      await phone.goto(`/operate/messaging/${path}`)
      await isFit(phone)
      await picture(phone, `retail-${path}-phone`)
    }
    const page = await house.sit(tomasz)
    await page.goto('/operate/messaging/packages')
    await isFit(page)
    await picture(page, 'retail-packages')
    await page.getByRole('link', { name: 'Promotions and bundles' }).click()
    const form = page.locator('form', { hasText: 'A new bundle' })
    await form.getByLabel('of', { exact: true }).selectOption({ label: 'Quick top-up' })
    await form.getByLabel('may have one of').selectOption({ label: 'Starter' })
    await form.getByLabel('Takes off, %').fill('10')
    await form.getByLabel('Name').fill('After three Quick')
    await form.getByLabel('Until the end of').fill('2027-03-31')
    await form.getByRole('button', { name: 'Set the bundle' }).click()
    await page.getByRole('cell', { name: '3 × Quick top-up within 90 days' }).waitFor()
    await isFit(page)
    await picture(page, 'retail-reductions')
    const file = await page.request.get('/api/message-retail/sales/export')
    assert.match(await file.text(), /^Paid at,Order/)
  })
})
