import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { type House, isFit, openHouse, picture, type Seat, tabTo } from './house.ts'

const SEATS: [string, Seat][] = [
  ['desk', {}],
  ['phone-dark', { phone: true, dark: true }],
]

describe('A learner and their plan', () => {
  let house: House
  let mira: string
  let jonas: string

  before(async () => {
    house = await openHouse()
    mira = await house.person({ name: 'Mira Kaya', zone: 'Europe/Berlin' })
    jonas = await house.person({ name: 'Jonas Berg', zone: 'Europe/Berlin' })
  })
  after(() => house[Symbol.asyncDispose]())

  const settle = () => house.deps.jobs.settle()
  const open = async (page: Page, path: string) => {
    await page.goto(path)
    await page.waitForLoadState('networkidle')
  }
  /** The page as a desk by day and a phone by night show it; both fit for everybody. */
  const seen = async (person: string, path: string, name: string) => {
    for (const [seat, how] of SEATS) {
      const page = await house.sit(person, how)
      await open(page, path)
      assert.equal(await page.locator('main h1').count(), 1)
      await isFit(page)
      await picture(page, `plan-${name}-${seat}`)
      await page.context().close()
    }
  }
  const pay = async (page: Page, button: RegExp, card?: RegExp) => {
    await page.waitForURL(/\/sandbox\/checkout\//)
    if (card) await page.getByRole('radio', { name: card }).check()
    await isFit(page)
    await page.getByRole('button', { name: button }).click()
    await page.waitForURL(/\/orders\//)
    await settle()
  }

  it('compares plans by the month and by the year, with what is locked and what opens it', async () => {
    await seen(mira, '/plans', 'compared')
    await seen(mira, '/plans?every=year', 'compared-year')
    const page = await house.sit(null)
    await open(page, '/plans')
    await page.getByRole('link', { name: 'By the year' }).click()
    await page.getByText('$990.00').first().waitFor()
    const figures = page.getByRole('table', { name: 'What each plan gives, in figures' })
    assert.match((await figures.textContent()) ?? '', /Hours that you can book before others/)
    await page.context().close()
  })

  it('tries Premium first, sees that nothing is charged yet, and begins early by paying', async () => {
    const page = await house.sit(mira)
    await open(page, '/plans')
    await page.getByRole('button', { name: 'Try it for 7 days first' }).click()
    await pay(page, /Keep this card/)
    await page.getByRole('heading', { name: 'It begins. Nothing was charged.' }).waitFor()
    await isFit(page)
    await seen(mira, '/subscription', 'trial')
    await open(page, '/subscription')
    await page.getByText('You are trying it').waitFor()
    await page.getByText('Begin now instead of waiting').click()
    await page.getByRole('button', { name: /and begin/ }).click()
    await page.getByText('Paid. Your plan has begun.').waitFor()
    await settle()
    await open(page, '/subscription')
    await page.getByText('Renews').first().waitFor()
    await page.context().close()
  })

  it('changes to Pro by keyboard: reads what it costs today, then pays that', async () => {
    const page = await house.sit(mira)
    await open(page, '/plans')
    await tabTo(page, /Change to Pro/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/subscription\/change/)
    await page.getByText('$150.00').first().waitFor()
    assert.match((await page.textContent('main')) ?? '', /Credits today\s*180 credits/)
    await seen(mira, '/subscription/change?plan=learner-pro&every=month', 'change')
    await tabTo(page, /and change now/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/orders\//)
    await page.getByRole('heading', { name: 'Paid. Thank you.' }).waitFor()
    await settle()
    await open(page, '/subscription')
    await page.getByRole('heading', { name: 'Pro', level: 1 }).waitFor()
    await page.context().close()
  })

  it('goes down with the next renewal, and can take that back', async () => {
    const page = await house.sit(mira)
    await open(page, '/subscription/change?plan=learner-premium&every=month')
    await page.getByText('With your next renewal').waitFor()
    await page.getByRole('button', { name: /^Change on/ }).click()
    await page.waitForURL(/\/subscription$/)
    await page.getByText(/as Premium/).waitFor()
    await seen(mira, '/subscription', 'down')
    await page.getByRole('button', { name: 'Stay on Pro' }).click()
    await page.getByText('The change was taken back.').waitFor()
    await open(page, '/subscription/change?plan=learner-pro&every=month')
    await page.getByRole('heading', { name: 'That is the plan you have.' }).waitFor()
    await isFit(page)
    await page.context().close()
  })

  it('pauses for two months, and goes on sooner', async () => {
    const page = await house.sit(mira)
    await open(page, '/subscription')
    await page.getByText('Pause Pro').click()
    await page.getByRole('radio', { name: 'two months' }).check()
    await isFit(page)
    await page.getByRole('button', { name: 'Pause it' }).click()
    await page.getByText('It goes on by itself').waitFor()
    await seen(mira, '/subscription', 'paused')
    await page.getByRole('button', { name: 'Go on with Pro' }).click()
    await page.getByText('Your plan goes on.').waitFor()
    await page.context().close()
  })

  it('is told what happens to the credits before ending it, in two clicks, and can keep it', async () => {
    const page = await house.sit(mira)
    await open(page, '/subscription')
    await page.getByText('Cancel Pro').click()
    await page.getByText(/300 credits run out by then unless you use them/).waitFor()
    await isFit(page)
    await picture(page, 'plan-cancel-desk')
    await page.getByRole('button', { name: /Yes, end it on/ }).click()
    await page.getByText('Nothing more is charged').waitFor()
    await isFit(page)
    await page.getByRole('button', { name: 'Keep Pro' }).click()
    await page.getByText(/everything included/).waitFor()
    await page.context().close()
  })

  it('sees what is open, what would open the rest, and how much of each limit is used', async () => {
    await seen(mira, '/subscription/opens', 'opens')
    const page = await house.sit(jonas)
    await open(page, '/subscription/opens')
    await page.getByText('opens with Premium or Pro').first().waitFor()
    await page.getByText('0 of 3').waitFor()
    await page.context().close()
  })

  it('whose card fails reads what to do, changes it at the provider, and pays', async () => {
    const page = await house.sit(jonas)
    await open(page, '/plans')
    await page.getByRole('button', { name: /Start Premium for/ }).click()
    await pay(page, /^Pay/, /fails at the next renewal/)
    const [row] = await house.db<{ at: Temporal.Instant }>`
      select period_end as at from plans.subscription where person_id = ${jonas}`
    await house.deps.jobs.moveClock({ to: row!.at.toString() }, 'person:test')
    await seen(jonas, '/subscription', 'unpaid')
    await open(page, '/subscription')
    await page.getByRole('heading', { name: 'The payment did not go through' }).waitFor()
    await page.getByRole('button', { name: 'Use another card' }).click()
    await page.waitForURL(/\/sandbox\/portal\//)
    await isFit(page)
    await page.getByRole('radio', { name: /Payment succeeds/ }).check()
    await page.getByRole('button', { name: 'Use this card' }).click()
    await page.waitForURL(/\/subscription$/)
    await settle()
    await page.getByRole('button', { name: /now$/ }).click()
    await page.getByText('Paid. Your plan goes on.').waitFor()
    await settle()
    await open(page, '/subscription')
    await page.getByText('4242').waitFor()
    await page.getByText('Renews').first().waitFor()
    await page.context().close()
  })

  it('the operator reads where plans begin to lose money', async () => {
    const finance = await house.person({ name: 'Fay Finance', staffRoles: ['finance'] })
    await seen(finance, '/operate/plans/economics', 'economics')
    const page = await house.sit(finance)
    await open(page, '/operate/plans/economics')
    await page.getByText('Premium, monthly pays until 61 % of it is used').waitFor()
    await page.getByRole('button', { name: 'Show as table' }).first().click()
    await page.getByText('$161.00').first().waitFor()
    await isFit(page)
    await page.context().close()
  })
})
