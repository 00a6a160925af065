import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { educator, session } from '../classroom.ts'
import { type House, isFit, openHouse, picture } from './house.ts'

describe('A learner and their money', () => {
  let house: House
  let mira: string

  before(async () => {
    house = await openHouse()
    mira = await house.person({
      name: 'Mira Kaya',
      email: 'mira@example.org',
      zone: 'Europe/Berlin',
    })
  })
  after(() => house[Symbol.asyncDispose]())

  /** Facts lead to deeds a moment later, as in life. */
  const settle = () => house.deps.jobs.settle()

  const atTheTill = async (page: Page) => {
    await page.waitForURL(/\/sandbox\/checkout\//)
    await page.getByText('No real money moves').waitFor()
    await isFit(page)
    await page.getByRole('button', { name: /^Pay/ }).click()
  }

  it('compares the plans with their whole prices, and starts Premium', async () => {
    const page = await house.sit(mira)
    await page.goto('/plans')
    await page.waitForLoadState('networkidle')
    await isFit(page)
    await picture(page, 'plans')
    await page.getByRole('button', { name: /Start Premium for/ }).click()
    await atTheTill(page)
    await page.waitForURL(/\/orders\//)
    await settle()
    await page.getByRole('heading', { name: 'Paid. Thank you.' }).waitFor()
    await isFit(page)
    await page.goto('/wallet')
    await page.getByText('120').first().waitFor()
    await page.context().close()
  })

  it('buys fifty credits more and sees them beside those of the plan, each until its own day', async () => {
    const page = await house.sit(mira)
    await page.goto('/wallet/buy')
    await page.waitForLoadState('networkidle')
    await page.getByText('120 credits now, 170 credits after').waitFor()
    await isFit(page)
    await picture(page, 'buy')
    await page.getByRole('button', { name: 'Pay $50.00' }).click()
    await atTheTill(page)
    await page.waitForURL(/\/orders\//)
    await settle()
    await page.getByRole('heading', { name: 'Paid. Thank you.' }).waitFor()
    const entries = page.getByRole('table', { name: 'Entries in the books' })
    await entries
      .getByRole('link', { name: /Proof of entry/ })
      .first()
      .waitFor()
    assert.match((await entries.textContent()) ?? '', /Credits bought.*50 credits/s)
    await isFit(page)
    await picture(page, 'order-paid')
    await page.goto('/wallet')
    const lots = page.getByRole('table', { name: 'Your credits by where they came from' })
    await lots.waitFor()
    assert.match((await lots.textContent()) ?? '', /From your plan.*120.*Bought.*50/s)
    assert.match((await page.textContent('header')) ?? '', /170\s*credits/)
    await isFit(page)
    await picture(page, 'wallet')
    await page.getByRole('link', { name: 'Bought' }).click()
    await page.waitForURL(/type=PURCHASE/)
    const statement = page.getByRole('table', { name: /Movements/ })
    await statement.getByText('From your plan').waitFor({ state: 'hidden' })
    assert.equal(await statement.getByRole('row').count(), 2)
    await page.context().close()
  })

  it('leaves the till without paying, loses nothing, and can pay later from the order', async () => {
    const page = await house.sit(mira)
    await page.goto('/wallet/buy')
    await page.waitForLoadState('networkidle')
    await page.getByRole('button', { name: '25', exact: true }).click()
    await page.getByRole('button', { name: 'Pay $25.00' }).click()
    await page.waitForURL(/\/sandbox\/checkout\//)
    await page.getByRole('link', { name: 'Go back without paying' }).click()
    await page.waitForURL((url) => url.origin === house.url && !url.pathname.startsWith('/sandbox'))
    const [order] = await house.db<{ id: string }>`
      select id from payments.orders where state = 'waiting' order by placed_at desc, id desc limit 1`
    await page.goto(`/orders/${order!.id}`)
    await page.getByText('Nothing was taken from you').waitFor()
    await isFit(page)
    await page.getByRole('button', { name: 'Pay $25.00' }).click()
    await page.waitForURL(/\/sandbox\/checkout\//)
    await page.context().close()
  })

  it('reads why an amount cannot be bought, before paying', async () => {
    const page = await house.sit(mira)
    await page.goto('/wallet/buy')
    await page.waitForLoadState('networkidle')
    await page.getByLabel('Credits', { exact: false }).last().fill('3')
    assert.equal(await page.getByRole('button', { name: /^Pay/ }).isDisabled(), true)
    await page.context().close()
  })

  it('books a class and pays in money, at the price that stood there', async () => {
    const lucia = await educator(house.db, { name: 'Lucía Ortega' })
    const id = await session(house.db, lucia, {
      title: 'Paid in money',
      startsIn: 90,
      money: { amount: 5_000n, currency: 'USD' },
    })
    const page = await house.sit(mira)
    await page.goto(`/sessions/${id}`)
    await page.waitForLoadState('networkidle')
    await page.getByRole('radio', { name: /Pay \$50\.00/ }).check()
    await page
      .getByRole('complementary')
      .getByRole('button', { name: 'Pay $50.00' })
      .first()
      .click()
    await atTheTill(page)
    await page.waitForURL((url) => /\/(orders|bookings)\//.test(url.pathname))
    await settle()
    await page.goto('/bookings')
    await page.getByRole('link', { name: 'Paid in money' }).waitFor()
    await page.getByText('Booked', { exact: true }).first().waitFor()
    await isFit(page)
    await page.context().close()
  })

  it('ends the plan in two clicks, told first what happens, and can change their mind', async () => {
    const page = await house.sit(mira)
    await page.goto('/subscription')
    await page.waitForLoadState('networkidle')
    await isFit(page)
    await picture(page, 'subscription')
    await page.getByText('Cancel Premium').click()
    await page.getByText('run out by then unless you use them').waitFor()
    await page.getByRole('button', { name: /Yes, end it on/ }).click()
    await page.getByText('Nothing more is charged').waitFor()
    await page.getByRole('button', { name: 'Keep Premium' }).click()
    await page.getByText(/everything included/).waitFor()
    await page.context().close()
  })

  it('sees at home what is next, what is in the wallet and what expires', async () => {
    const page = await house.sit(mira)
    await page.goto('/home')
    await page.getByRole('heading', { name: 'Hello, Mira' }).waitFor()
    const said = (await page.textContent('main')) ?? ''
    assert.match(said, /Next: Paid in money/)
    assert.match(said, /Premium/)
    await isFit(page)
    await picture(page, 'home')
    await page.context().close()
  })

  it('changes zone and language, and every time follows', async () => {
    const page = await house.sit(mira)
    await page.goto('/settings')
    await page.waitForLoadState('networkidle')
    await isFit(page)
    await page.getByLabel('Time zone').selectOption('Asia/Kolkata')
    await page.getByLabel('Dates and figures').selectOption('en-US')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Times are shown for').filter({ hasText: 'Kolkata' }).waitFor()
    await page.goto('/bookings')
    await page
      .getByText(/\d:\d\d PM/)
      .first()
      .waitFor()
    await page.context().close()
  })
})
