import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import { verify } from '#ledger'
import { runCampaigns } from '#messaging'
import { addMember } from '#people'
import { library } from '../library.ts'
import { type House, isFit, openHouse, picture } from './house.ts'

describe('Campaigns and automations of a study library', () => {
  let house: House
  let own: Awaited<ReturnType<typeof library>>
  let manager: string
  before(async () => {
    house = await openHouse({ start: '2026-11-23T06:00:00Z' })
    const now = house.clock.now()
    own = await library(house.db, { now, contacts: 40, credits: { SMS: 25n } })
    await own.template('sms', 'Dear {{name}}, we are closed on {{day}}.')
    await own.template('whatsapp', 'Seat {{seat}} is yours, {{name}}.')
    manager = await house.person({ name: 'Meera', zone: 'Asia/Kolkata' })
    await atomically(house.db, (tx) =>
      addMember(tx, { organization: own.id, person: manager, role: 'manager' }, now),
    )
  })
  after(async () => {
    assert.deepEqual((await verify(house.db)).findings, [])
    await house[Symbol.asyncDispose]()
  })

  it('writes a campaign, sees what it takes and what is missing, sends to as many as fit, and stops it', async () => {
    const page = await house.sit(manager)
    const at = `/institution/${own.id}/messaging/campaigns`
    await page.goto(at)
    await page.getByRole('heading', { name: 'No campaigns here' }).waitFor()
    await page.getByRole('link', { name: 'New campaign' }).click()
    await page.getByLabel('Name').fill('Closed on Sunday')
    const text = page.getByLabel('Text', { exact: true })
    const choice = await text.locator('option', { hasText: 'SMS' }).first().getAttribute('value')
    await text.selectOption(choice)
    await page.getByLabel('What everybody reads alike').fill('day = Sunday')
    await isFit(page)
    await picture(page, 'campaign-editor')
    await page.getByRole('button', { name: 'Keep it and see what it takes' }).click()
    await page.getByRole('heading', { name: 'What it takes' }).waitFor()
    await page.getByText('15 are missing').waitFor()
    await page.getByText(/^Dear Member \d+, we are closed on Sunday\.$/).waitFor()
    await isFit(page)
    await picture(page, 'campaign-quote')
    await page.getByRole('button', { name: 'Send to as many as fit: 25 of 40' }).click()
    await page.getByText('It is planned').waitFor()
    await runCampaigns(house.db, house.url, house.clock.now())
    await page.reload()
    await page.getByRole('heading', { name: '100 % is handed over' }).waitFor()
    await page.getByText('Not enough message credits').first().waitFor()
    await isFit(page)
    await picture(page, 'campaign-progress')
    await page.getByRole('button', { name: 'Cancel it' }).click()
    await page.getByRole('main').getByText('Cancelled', { exact: true }).first().waitFor()
    await page.context().close()
    const phone = await house.sit(manager, { phone: true, dark: true })
    await phone.goto(at)
    await phone.getByRole('link', { name: 'Closed on Sunday' }).click()
    await phone.getByRole('heading', { name: 'Closed on Sunday' }).waitFor()
    await isFit(phone)
    await picture(phone, 'campaign-phone')
    await phone.context().close()
  })

  it('makes an automation, tries it out for nothing, and switches it on', async () => {
    const page = await house.sit(manager, { phone: true })
    const at = `/institution/${own.id}/messaging/automations`
    await page.goto(`${at}/new`)
    await page.getByLabel('Name').fill('Seat confirmations')
    const text = page.getByLabel('Text 1', { exact: true })
    const choice = await text.locator('option', { hasText: 'WhatsApp' }).getAttribute('value')
    await text.selectOption(choice)
    await isFit(page)
    await picture(page, 'automation-editor-phone')
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByRole('heading', { name: 'Seat confirmations', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'See what it would say' }).click()
    await page.getByText('Seat B-17 is yours, Asha Rao.').waitFor()
    await page.getByText('Nothing was sent, and nothing is charged.').waitFor()
    await isFit(page)
    await picture(page, 'automation-phone')
    await page.getByRole('button', { name: 'Switch it on' }).click()
    await page.getByRole('button', { name: 'Switch it off' }).waitFor()
    await page.goto(at)
    await page.getByText('On', { exact: true }).waitFor()
    await isFit(page)
    await page.context().close()
  })
})
