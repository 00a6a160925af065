import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically, newId } from '#base'
import { postRule, verify } from '#ledger'
import { accept, leaveDue, settleDue } from '#messaging'
import { createOrganization } from '#people'
import { type House, isFit, openHouse, picture, tabTo } from './house.ts'

describe('Messages on their way', () => {
  let house: House
  let organization: string
  let manager: string
  let support: string
  let finance: string
  let admin: string
  before(async () => {
    house = await openHouse({ start: '2026-11-23T06:00:00Z' })
    manager = await house.person({ name: 'Meera Nair', zone: 'Asia/Kolkata', locale: 'en-IN' })
    support = await house.person({ name: 'Sam Osei', staffRoles: ['support'] })
    finance = await house.person({ name: 'Ana Rao', staffRoles: ['finance'] })
    admin = await house.person({ name: 'Ada Blum', staffRoles: ['admin'] })
    const now = house.clock.now()
    organization = await atomically(house.db, async (tx) => {
      const { id } = await createOrganization(tx, { name: 'City library' }, now)
      await tx`insert into people.member (id, organization_id, user_id, role, created_at)
        values (${newId()}, ${id}, ${manager}, 'manager', ${now})`
      await postRule(
        tx,
        'package.sold',
        {
          organization: { type: 'organization', id },
          provider: 'card',
          currency: 'INR',
          net: 2_500n,
          tax: 0n,
          fee: 0n,
          parts: [{ asset: 'SMS', quantity: 100n, worth: 1n }],
        },
        { key: newId(), about: { type: 'test', id: 'x' }, by: 'test', at: now },
      )
      return id
    })
  })
  after(async () => {
    assert.deepEqual((await verify(house.db)).findings, [])
    await house[Symbol.asyncDispose]()
  })

  /** Delivered, refused for its number, failed on the way, and one that waits for tomorrow. */
  async function someMessages(): Promise<void> {
    const now = house.clock.now()
    const sender = { type: 'organization', id: organization } as const
    const message = (ends: string, text: string, sendAt?: Temporal.Instant) => ({
      key: newId(),
      way: 'sms' as const,
      to: `+9198000000${ends}`,
      category: 'utility' as const,
      lane: 'transactional' as const,
      content: { way: 'sms' as const, text },
      about: { type: 'organization', id: organization },
      sendAt,
    })
    await atomically(house.db, (tx) =>
      accept(
        tx,
        sender,
        [
          message('00', 'Your seat is booked for Monday at nine.'),
          message('12', 'Your seat is booked for Tuesday at nine.'),
          message('13', 'Your ₹500 fee is due on Friday.'),
          message('24', 'The reading room opens at eight.', now.add({ hours: 20 })),
        ],
        now,
      ),
    )
    const providers = house.deps.messageProviders
    await leaveDue({ db: house.db, providers, now: () => house.clock.now() }, 'transactional')
    await house.deps.jobs.moveClock({ advance: 'PT10M' }, 'test')
    await settleDue(house.db, house.clock.now())
  }

  it('an organization reads its log, one message’s life, and calls one back', async () => {
    const page = await house.sit(manager)
    await page.goto(`/institution/${organization}/messaging/log`)
    await page.getByRole('heading', { name: 'No messages here' }).waitFor()
    await isFit(page)
    await someMessages()
    await page.reload()
    const table = page.getByRole('table', { name: 'Messages' })
    await table.getByText('Delivered').waitFor()
    await isFit(page)
    await picture(page, 'messages-log')
    await page.getByLabel('State').selectOption('waiting')
    await table.getByText('Delivered').waitFor({ state: 'detached' })
    await table.getByRole('link').first().click()
    await page.getByRole('heading', { name: 'Message to +919800000024' }).waitFor()
    await page.getByText('The reading room opens at eight.').waitFor()
    await tabTo(page, /Call it back/)
    await page.keyboard.press('Enter')
    await page.getByText('It was called back before it left.').waitFor()
    await isFit(page)
    await picture(page, 'messages-message')
    await page.context().close()
  })

  it('staff see how each way does, switch one off with a reason, and read a message with its journal', async () => {
    const page = await house.sit(finance, { phone: true, dark: true })
    await page.goto('/operate/messaging/health')
    const way = page.locator('tr', { hasText: 'SMS through Sandbox' })
    await way.getByText('Works').waitFor()
    await isFit(page)
    await picture(page, 'messages-health-phone')
    await way.getByText('Change', { exact: true }).click()
    await way.getByLabel('This way is').selectOption('off')
    await way.getByLabel('Why').fill('Their network is down')
    await way.getByRole('button', { name: 'Set SMS through Sandbox' }).click()
    await page.getByText('Off by hand').waitFor()
    await isFit(page)
    await page.context().close()

    const desk = await house.sit(support)
    await desk.goto('/operate/messaging/health')
    await desk.getByText('Their network is down').first().waitFor()
    await isFit(desk)
    await picture(desk, 'messages-health')
    await desk.goto('/operate/messaging/log?state=delivered')
    await desk.getByRole('table', { name: 'Messages' }).getByRole('link').first().click()
    await desk.getByRole('heading', { name: 'In the books' }).waitFor()
    await isFit(desk)
    await picture(desk, 'messages-life')
    await desk.context().close()
  })

  it('the rules of sending: hours by keyboard, money as a new version, a limit; read-only for support', async () => {
    const page = await house.sit(admin)
    await page.goto('/operate/messaging/rules')
    await page.getByRole('heading', { name: 'When offers may be sent' }).waitFor()
    await page.getByText('No organization has a limit of its own').waitFor()
    await page
      .locator('summary[aria-label="Change the hours: WhatsApp, Everywhere else, Offers"]')
      .focus()
    await tabTo(page, /Add hours/)
    await page.keyboard.press('Enter')
    const add = page.locator('details', { hasText: 'Add hours' })
    await add.getByLabel('From').fill('22:00')
    await page.getByRole('button', { name: 'Add these hours' }).click()
    await page.getByRole('alert').getByText('Hours begin before they end').waitFor()
    await add.getByLabel('From').fill('09:00')
    await page.getByRole('button', { name: 'Add these hours' }).click()
    const hours = page.getByRole('table', { name: 'Hours by country' })
    await hours.getByText('09:00 to 21:00').waitFor()

    await page.getByText('Change them, as a new version').click()
    const failed = page.getByRole('group', { name: 'Failed on the way' })
    await failed.getByLabel('SMS, where it is charged').selectOption('refund')
    await page.getByLabel('Why').fill('Failed ones are on us')
    await isFit(page)
    await page.getByRole('button', { name: 'Set the new version' }).click()
    const versions = page.getByRole('table', { name: /^Versions/ })
    await versions.getByText('Ada Blum').waitFor()
    await versions.getByText('SMS, Failed on the way: Charged: given back at our cost.').waitFor()

    await page.getByText('Add a limit for one organization').click()
    await page.getByLabel('Organization').selectOption({ label: 'City library' })
    await page.getByLabel('A minute, this one').fill('500')
    await page.getByRole('button', { name: 'Add this limit' }).click()
    const limits = page.getByRole('table', { name: 'Organizations with a limit of their own' })
    await limits.getByText('500').first().waitFor()
    await isFit(page)
    await picture(page, 'messages-rules')
    await page.context().close()

    const phone = await house.sit(support, { phone: true, dark: true })
    await phone.goto('/operate/messaging/rules')
    await phone.getByText('Only administrators change hours').waitFor()
    assert.equal(await phone.getByText('Add hours').count(), 0)
    assert.equal(await phone.getByRole('button', { name: 'Set for all' }).count(), 0)
    await isFit(phone)
    await picture(phone, 'messages-rules-phone')
    await phone.context().close()
  })
})
