import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { atomically } from '#base'
import { buyCredits, listDisputes, openCheckout } from '#payments'
import { isFit, picture, tabTo } from './house.ts'
import { openSchool, type School } from './school.ts'

describe('Staff and money that goes back', () => {
  let school: School
  let order: string
  let disputed: string
  const sandbox = () => school.deps.payments.sandbox!

  before(async () => {
    school = await openSchool()
    order = await bought()
    disputed = await bought('4000000000000259')
  })
  after(async () => {
    await school.booksAreRight()
    await school[Symbol.asyncDispose]()
  })

  async function settle() {
    await school.deps.jobs.settle()
    await school.deps.jobs.retryQueue()
    await school.deps.jobs.settle()
  }

  /** Fifty credits that Jonas bought. */
  async function bought(card = '4242424242424242'): Promise<string> {
    const now = school.deps.clock.now()
    const { id } = await atomically(school.db, (tx) =>
      buyCredits(tx, { personId: school.jonas, credits: 5000n }, now),
    )
    const { url } = await openCheckout(school.deps.payments, id, now)
    await sandbox().completeCheckout(url.split('/').at(-1)!, card)
    await settle()
    return id
  }

  const open = async (
    person: 'tomasz' | 'amara' | 'mira',
    address: string,
    seat: Parameters<School['sit']>[1] = {},
  ) => {
    const page = await school.sit(school[person], seat)
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    return page
  }
  const said = async (page: Page) =>
    ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ')

  it('gives a part of an order back with the keyboard alone, told first what happens', async () => {
    const page = await open('tomasz', `/operate/orders/${order}`)
    await page.getByRole('link', { name: 'Give money back' }).click()
    await page.getByRole('heading', { name: /^Give order/ }).waitFor()
    assert.match(await said(page), /The buyer gets \$50\.00/)
    await page.getByLabel('Amount in USD').fill('20')
    await tabTo(page, /Show what would happen/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/amount=20/)
    await page.getByText('The buyer gets $20.00').waitFor()
    assert.match(await said(page), /Credits leave the wallet\s*20 credits/)
    await isFit(page)
    await picture(page, 'giving-back')
    await page.getByLabel('In your words').fill('She moves away')
    await tabTo(page, /Give \$20\.00 back/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/operate\/refunds\//)
    await settle()
    await page.reload()
    await page.getByText('Sent', { exact: true }).first().waitFor()
    assert.match(await said(page), /Credit note\s*CN-2026-000001/)
    await isFit(page)
    await picture(page, 'refund')
    await page.context().close()
  })

  it('is told why more cannot go back than is unspent, unless the platform bears it', async () => {
    const page = await open('tomasz', `/operate/orders/${order}/refund?amount=31`)
    assert.match(await said(page), /more than is left of what was paid/)
    await page.context().close()
  })

  it('sees refunds that were made in the provider’s dashboard beside its own', async () => {
    const id = await bought()
    const [paid] = await school.db<{ charge: string }>`
      select charge from payments.payment where order_id = ${id}`
    await sandbox().dashboardRefund(paid!.charge, 5000)
    await settle()
    const page = await open('tomasz', '/operate/refunds')
    await page.getByRole('table', { name: 'Refunds' }).waitFor()
    assert.match(await said(page), /Made at the provider/)
    await isFit(page)
    await picture(page, 'refunds')
    await page.context().close()
  })

  it('answers a dispute with evidence that is drafted from what happened', async () => {
    const page = await open('tomasz', '/operate/disputes?which=waits')
    await isFit(page)
    await picture(page, 'disputes')
    const [dispute] = await listDisputes(school.db, { orderId: disputed, limit: 1 })
    await page.goto(`/operate/disputes/${dispute!.id}`)
    await page.waitForLoadState('networkidle')
    const log = await page.getByLabel('Who was where and when').inputValue()
    assert.match(log, /told: /)
    await isFit(page)
    await picture(page, 'dispute')
    await page.getByRole('button', { name: 'Send to the bank' }).click()
    await page.getByRole('heading', { name: 'What the bank was told' }).waitFor()
    await page.getByText('The bank thinks').first().waitFor()
    await page.context().close()
  })

  it('compares the books with the provider, and says what a difference is', async () => {
    const page = await open('tomasz', '/operate/reconciliation')
    await page.getByRole('button', { name: 'Compare now' }).click()
    await page
      .getByText(/not a cent differs|differ\./)
      .first()
      .waitFor()
    await sandbox().bank.moveByHand(-1234)
    await page.getByRole('button', { name: 'Compare now' }).click()
    await page.getByText('po_by_hand').waitFor()
    await isFit(page)
    await picture(page, 'reconciliation')
    await page.getByLabel('What it is').fill('Paid out by hand')
    await page.getByRole('button', { name: 'Keep this' }).click()
    await page.getByText('Tomasz Nowak: Paid out by hand').waitFor()
    await page.context().close()
  })

  it('works a notice once more', async () => {
    const page = await open('tomasz', '/operate/inbox?state=done')
    await isFit(page)
    await picture(page, 'inbox')
    await page
      .getByRole('button', { name: /^Work again/ })
      .first()
      .click()
    await page.getByText('It is worked once more').first().waitFor()
    await settle()
    await page.context().close()
  })

  it('support looks, and does none of it', async () => {
    const page = await open('amara', `/operate/orders/${order}/refund`)
    assert.equal(await page.getByRole('button', { name: /^Give/ }).count(), 0)
    await page.goto('/operate/inbox')
    assert.equal(await page.getByRole('button', { name: /^Work again/ }).count(), 0)
    await page.goto('/operate/reconciliation')
    await page.getByRole('heading').first().waitFor()
    assert.doesNotMatch(await said(page), /Compare now/)
    await page.context().close()
  })

  for (const path of [
    'refunds',
    'disputes',
    'reconciliation',
    'inbox',
    'REFUND',
    'DISPUTE',
    'GIVING',
  ]) {
    it(`${path} is fit for a phone at night`, async () => {
      const [refund] = await school.db<{ id: string }>`select id from payments.refund limit 1`
      const [dispute] = await school.db<{ id: string }>`select id from payments.dispute limit 1`
      const address = path
        .replace('REFUND', `refunds/${refund!.id}`)
        .replace('DISPUTE', `disputes/${dispute!.id}`)
        .replace('GIVING', `orders/${order}/refund`)
      const page = await open('tomasz', `/operate/${address}`, { phone: true, dark: true })
      await isFit(page)
      await picture(page, `${path.toLowerCase()}-phone-dark`)
      await page.context().close()
    })
  }
})
