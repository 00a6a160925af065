import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import { grantStaffRole } from '#people'
import { type House, isFit, openHouse, picture, tabTo } from './house.ts'

describe('Providers of messages, as staff set them up', () => {
  let house: House
  let finance: string
  let support: string
  before(async () => {
    house = await openHouse()
    const { db, clock } = house
    finance = await house.person({ name: 'Helen Ford' })
    support = await house.person({ name: 'Sam Okoye' })
    await atomically(db, async (tx) => {
      const by = 'test'
      await grantStaffRole(tx, { person: finance, role: 'finance', by }, clock.now())
      await grantStaffRole(tx, { person: support, role: 'support', by }, clock.now())
    })
  })
  after(() => house[Symbol.asyncDispose]())

  it('a provider is set up, keyed, switched on; a test by the sandbox lies in its outbox', async () => {
    const page = await house.sit(finance)
    await page.goto('/operate/messaging/providers')
    await page.getByRole('heading', { name: 'Providers of messages', level: 1 }).waitFor()
    await isFit(page)
    await page.getByLabel('Kind', { exact: true }).selectOption('whatsapp_cloud')
    await page.getByLabel(/Phone number id/).fill('106540352242922')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Meta, Delhi')
    await picture(page, 'message-providers')
    await page.getByRole('button', { name: 'Set it up' }).click()
    await page.getByRole('heading', { name: 'Meta, Delhi', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Switch it on' }).click()
    await page.getByText('has no keys yet').waitFor()
    const secret = 'EAAG-a-secret-token-0001'
    await page.locator('input[type=password]').first().fill(secret)
    await page.getByRole('button', { name: 'Keep it' }).first().click()
    await page.getByText('…0001').waitFor()
    await page.getByRole('button', { name: 'Switch it on' }).click()
    await page.getByRole('button', { name: 'Switch it off' }).waitFor()
    assert.ok(!(await page.content()).includes(secret))
    await isFit(page)
    await picture(page, 'message-provider')

    await page.getByRole('link', { name: 'Providers', exact: true }).click()
    await page.getByRole('table').getByRole('link', { name: 'Sandbox' }).click()
    await page.getByLabel('As', { exact: true }).selectOption('email')
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('ann@example.org')
    await tabTo(page, /Send it/)
    await page.keyboard.press('Enter')
    await page.getByText('The provider took it').waitFor()
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('+91 98000 00012')
    await page.getByLabel('As', { exact: true }).selectOption('sms')
    await page.getByRole('button', { name: 'Send it' }).click()
    await page.getByText('The address is not valid.').waitFor()
    await page.getByRole('link', { name: 'Sandbox outbox' }).click()
    await page.getByRole('cell', { name: 'ann@example.org' }).waitFor()
    await isFit(page)
    await picture(page, 'message-sandbox')
    await page.context().close()
  })

  it('support changes what a code means on a phone at night, and sees no keys', async () => {
    const page = await house.sit(support, { phone: true, dark: true })
    await page.goto('/operate/messaging/providers/codes')
    await page.getByRole('heading', { name: 'Error codes', level: 1 }).waitFor()
    const row = page.getByRole('row').filter({ hasText: 'There is not enough balance.' })
    await row.getByText('Change', { exact: true }).click()
    await row.getByLabel('It means').fill('The purse there is empty.')
    await row.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.getByText('The purse there is empty.').first().waitFor()
    await isFit(page)
    await picture(page, 'message-codes-phone')
    for (const address of ['', '/notices', '/sandbox', '/01900000-0000-7000-8000-0000000005b0']) {
      await page.goto(`/operate/messaging/providers${address}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await isFit(page)
    }
    assert.equal(await page.getByText('Where it tells us').count(), 0)
    await picture(page, 'message-provider-phone')
    await page.goto('/operate/messaging/providers/sandbox')
    await picture(page, 'message-sandbox-phone')
    await page.context().close()
    const stranger = await house.sit(await house.person(), { phone: true })
    await stranger.goto('/operate/messaging/providers')
    await stranger.getByText('This page is not open to you').waitFor()
    await stranger.context().close()
  })
})
