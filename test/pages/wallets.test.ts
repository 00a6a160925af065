import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import { postRule, verify } from '#ledger'
import { addMember, createOrganization } from '#people'
import { isFit, picture } from './house.ts'
import { openSchool, type School } from './school.ts'

describe('Wallets of message credits', () => {
  let school: School
  let library: string
  before(async () => {
    school = await openSchool()
    const { db, lucia, clock } = school
    const now = clock.now()
    library = await atomically(db, async (tx) => {
      const { id } = await createOrganization(tx, { name: 'Lamp Study Library' }, now)
      await addMember(tx, { organization: id, person: lucia, role: 'owner' }, now)
      for (const asset of ['SMS', 'WHATSAPP', 'EMAIL'] as const) {
        const facts = { provider: 'gateway', currency: 'INR', asset, quantity: 100_000n } as const
        const about = { type: 'stock', id: asset }
        const deed = { key: `stock:${asset}`, about, by: 'test', at: now }
        await postRule(
          tx,
          'wholesale.purchased',
          { ...facts, cost: 1_000n, paidFrom: 'bank' },
          deed,
        )
      }
      return id
    })
  })
  after(async () => {
    assert.deepEqual((await verify(school.db)).findings, [])
    await school[Symbol.asyncDispose]()
  })

  it('a library buys Starter on the page of the provider, and comes back to what it can send', async () => {
    const page = await school.sit(school.lucia)
    const at = `/institution/${library}/messaging`
    await page.goto(`${at}/wallet`)
    await page.getByText('Nothing was bought yet.').waitFor()
    await page.goto(`${at}/buy`)
    await page.getByRole('heading', { name: 'Starter' }).waitFor()
    await isFit(page)
    await picture(page, 'messages-buy')
    await page.getByRole('button', { name: 'Buy Starter' }).click()
    await page.waitForURL(/sandbox/)
    await page.getByRole('button', { name: /^Pay/ }).first().click()
    await page.getByText('The credits can be used at once.').waitFor()
    await page.getByText('1,000').first().waitFor()
    await isFit(page)
    await picture(page, 'messages-wallet')
    await page.goto(`${at}/settings`)
    const form = page.getByLabel('Below so many').first()
    await form.fill('100')
    await page.getByRole('button', { name: 'Set the warnings of SMS' }).click()
    await page.getByText('You are warned so from now on.').waitFor()
    await isFit(page)
    await picture(page, 'messages-settings')
    await page.goto(`${at}/usage`)
    await page.getByText('Nothing was sent in this time').waitFor()
    await isFit(page)
    const phone = await school.sit(school.lucia, { phone: true, dark: true })
    for (const name of ['wallet', 'buy', 'settings']) {
      await phone.goto(`${at}/${name}`)
      await isFit(phone)
      await picture(phone, `messages-${name}-phone`)
    }
  })

  it('an owner keeps a card that is charged, and makes, replaces and ends a key for their own system', async () => {
    const page = await school.sit(school.lucia)
    const at = `/institution/${library}/messaging`
    await page.goto(`${at}/settings`)
    await page.getByText('No card is kept').waitFor()
    await page.getByRole('button', { name: 'Add a card' }).click()
    await page.waitForURL(/sandbox/)
    await page.getByRole('button', { name: 'Keep this card' }).click()
    await page.getByText('The card is kept').waitFor()
    await page.getByText('Visa ending in 4242').waitFor()
    await isFit(page)
    await picture(page, 'messages-settings-card')
    await page.goto(`${at}/keys`)
    await page.getByText('No key yet').waitFor()
    await page.getByLabel('Name').fill('Front desk')
    await page.getByLabel('Send messages, and call them back').check()
    await page.getByRole('button', { name: 'Make the key' }).click()
    await page.getByText(/^stoa_key_/).waitFor()
    const first = await page.getByText(/^stoa_key_/).textContent()
    await isFit(page)
    await picture(page, 'api-keys')
    await page.getByRole('button', { name: 'New secret for Front desk' }).click()
    await page.getByText('still works until').waitFor()
    assert.notEqual(await page.getByText(/^stoa_key_/).textContent(), first)
    const phone = await school.sit(school.lucia, { phone: true, dark: true })
    await phone.goto(`${at}/keys`)
    await phone.getByText('still works until').waitFor()
    assert.equal(await phone.getByText(/^stoa_key_/).count(), 0, 'shown once')
    await isFit(phone)
    await picture(phone, 'api-keys-phone')
    await page.getByRole('button', { name: 'Revoke Front desk' }).click()
    await page.getByText('revoked').first().waitFor()
  })

  it('staff find the wallet, give a bonus that a colleague has to agree to, and suspend it with a reason', async () => {
    const page = await school.sit(school.helen)
    await page.goto('/operate/messaging/wallets')
    await isFit(page)
    await picture(page, 'messages-wallets')
    await page.getByRole('link', { name: 'Lamp Study Library' }).click()
    await page.getByRole('heading', { name: 'Lamp Study Library', level: 1 }).waitFor()
    await page.getByRole('spinbutton', { name: 'Credits' }).fill('50')
    await page.getByLabel('Reason').fill('An outage of ours')
    await page.getByRole('button', { name: 'Give it' }).click()
    await page.getByText('waits for a second person').waitFor()
    await page.getByLabel('Why it may not').fill('Complaints about spam')
    await page.getByRole('button', { name: 'Suspend' }).click()
    await page.getByText('Sending is suspended').waitFor()
    await isFit(page)
    await picture(page, 'messages-wallet-staff')
    await page.goto('/operate/messaging/usage')
    await page.getByText('Nothing was sent in this time').waitFor()
    await isFit(page)
    await picture(page, 'messages-usage')
  })
})
