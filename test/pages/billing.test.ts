import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { atomically } from '#base'
import { openCheckout } from '#payments'
import { startPlan } from '#plans'
import { educator } from '../classroom.ts'
import { type House, isFit, openHouse, picture } from './house.ts'

describe('Billing', () => {
  let house: House
  let mira: string
  let ines: string
  let tomasz: string

  before(async () => {
    house = await openHouse()
    mira = await house.person({
      name: 'Mira Kaya',
      email: 'mira@example.org',
      zone: 'Europe/Berlin',
    })
    ines = await educator(house.db, { name: 'Inés Romero' })
    tomasz = await house.person({ name: 'Tomasz', staffRoles: ['finance'] })
  })
  after(() => house[Symbol.asyncDispose]())

  const settle = () => house.deps.jobs.settle()

  /** On a desk and on a phone, light and dark: fit for everybody, and kept as a picture. */
  async function seen(person: string, path: string, name: string) {
    for (const [seat, how] of [
      ['desk', {}],
      ['phone-dark', { phone: true, dark: true }],
    ] as const) {
      const page = await house.sit(person, how)
      await page.goto(path)
      assert.equal(await page.locator('main h1').count(), 1)
      await isFit(page)
      await picture(page, `billing-${name}-${seat}`)
      await page.context().close()
    }
  }
  const panel = (page: Page, name: string) =>
    page.locator('section', { has: page.getByRole('heading', { name, exact: true }) })

  it('is empty before anything was paid, and says what will stand there', async () => {
    await seen(mira, '/billing', 'empty')
    const page = await house.sit(mira)
    await page.goto('/billing')
    await page.getByText('No card is kept').waitFor()
    await page.getByText('You are on the free plan').waitFor()
    await page.getByText('None yet').waitFor()
    await page.context().close()
  })

  it('a card is kept on the provider’s page; a refill is switched on and buys by itself', async () => {
    const page = await house.sit(mira)
    await page.goto('/billing')
    await page.waitForLoadState('networkidle')
    await page.getByRole('button', { name: 'Add a card' }).click()
    await page.waitForURL(/\/sandbox\/checkout\//)
    await page.getByText('Nothing is charged now').waitFor()
    await isFit(page)
    await picture(page, 'billing-keep-a-card')
    await page.getByRole('button', { name: 'Keep this card' }).click()
    await page.waitForURL(/\/billing\?added=yes/)
    await page.getByText('Visa ending in 4242').waitFor()
    await page.waitForLoadState('networkidle')
    await page.getByLabel('Below').fill('20')
    await page.getByRole('button', { name: 'Switch it on' }).click()
    await panel(page, 'Automatic refill').getByText('It is on.').waitFor()
    await settle()
    await page.reload()
    await page.getByText(/This month it has bought/).waitFor()
    assert.match((await page.textContent('header')) ?? '', /50\s*credits/)
    const papers = page.getByRole('table', { name: /Invoices, receipts/ })
    await papers.getByRole('link', { name: 'Receipt REC-2026-000001' }).waitFor()
    await page.getByLabel('Name or company').fill('Kaya GmbH')
    await panel(page, 'On your documents').getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. Documents say so from the next one on.').waitFor()
    await page.context().close()
    await seen(mira, '/billing', 'learner')
  })

  it('the order’s page has the papers, and they open as PDF', async () => {
    const page = await house.sit(mira)
    const { items } = (
      await house.app.inject({ url: '/api/documents', headers: await house.as(mira) })
    ).json()
    await page.goto(`/orders/${items[0].orderId}`)
    const link = page.getByRole('link', { name: 'Invoice INV-2026-000001' })
    const answer = await page.request.get((await link.getAttribute('href'))!)
    assert.equal(answer.headers()['content-type'], 'application/pdf')
    assert.equal((await answer.body()).subarray(0, 5).toString(), '%PDF-')
    await isFit(page)
    await page.context().close()
  })

  it('who teaches has a billing page of their own', async () => {
    await seen(ines, '/teach/billing', 'educator')
    const page = await house.sit(ines)
    await page.goto('/teach/billing')
    await page.waitForLoadState('networkidle')
    await page.getByRole('button', { name: 'Add a card' }).click()
    await page.waitForURL(/\/sandbox\/checkout\//)
    await page.getByRole('button', { name: 'Keep this card' }).click()
    await page.waitForURL(/\/teach\/billing\?added=yes/)
    await page.waitForLoadState('networkidle')
    await page.getByRole('button', { name: 'Remove Visa ending in 4242' }).click()
    await page.getByText('No card is kept').waitFor()
    const now = house.clock.now()
    const plan = { personId: ines, plan: 'educator-pro' }
    const order = await atomically(house.db, (tx) => startPlan(tx, plan, now))
    const { url } = await openCheckout(house.deps.payments, order.id, now)
    const till = house.deps.payments.sandbox!
    await till.completeCheckout(url.split('/').at(-1)!, '4242424242424242')
    await settle()
    await page.goto('/teach/billing')
    await page.getByText(/Next charge:/).waitFor()
    await page.getByText('Pays your plan').waitFor()
    await page.waitForLoadState('networkidle')
    await page.getByRole('button', { name: /End it after/ }).click()
    await page.getByText('Your plan ends with what you paid for.').waitFor()
    await page.getByRole('button', { name: 'Keep the plan' }).waitFor()
    await page.context().close()
    await seen(ines, '/teach/billing', 'educator-plan')
  })

  it('staff find documents, keep them as CSV, and say who sells', async () => {
    await seen(tomasz, '/operate/documents', 'documents')
    const page = await house.sit(tomasz)
    await page.goto('/operate/documents?search=mira')
    const found = page.getByRole('table', { name: 'Documents' })
    assert.equal(await found.getByRole('row').count(), 3)
    await found.getByRole('link', { name: 'Open' }).first().click()
    await page.waitForURL(/\/operate\/orders\//)
    await page.getByRole('heading', { name: 'Documents', exact: true }).waitFor()
    await isFit(page)
    await page.goBack()
    const file = await page.request.get('/operate/documents.csv?search=mira&kind=invoice')
    assert.match(
      await file.text(),
      /^Number,Kind,[^\n]*\r\nINV-2026-000001,invoice,.*,50\.00,USD\r\n$/,
    )
    await page.getByRole('link', { name: 'What they say of us' }).click()
    await page.getByRole('heading', { name: 'What documents say of us' }).waitFor()
    await page.waitForLoadState('networkidle')
    await page.getByLabel('Name').fill('Stoa School')
    await page.getByLabel('Country').fill('ie')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').first().waitFor()
    await page.context().close()
    await seen(tomasz, '/operate/documents/seller', 'seller')
    const seller = await house.app.inject({
      url: '/api/seller',
      headers: await house.as(tomasz),
    })
    assert.deepEqual([seller.json().name, seller.json().country], ['Stoa School', 'IE'])
  })
})
