import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { educator, hours, learner, onPlan, session } from '../classroom.ts'
import { type House, isFit, openHouse, picture, type Seat } from './house.ts'

const SEATS: [string, Seat][] = [
  ['desk', {}],
  ['phone-dark', { phone: true, dark: true }],
]

describe('Plans of who teaches, plans that are edited, and what a plan locks', () => {
  let house: House
  let lucia: string
  let lena: string
  let finance: string

  before(async () => {
    house = await openHouse()
    lucia = await educator(house.db, { name: 'Lucía Ortega' })
    lena = await learner(house.db, 300, 'Lena Vogt')
    finance = await house.person({ name: 'Fay Finance', staffRoles: ['finance'] })
  })
  after(() => house[Symbol.asyncDispose]())

  const settle = () => house.deps.jobs.settle()
  const open = async (page: Page, path: string) => {
    await page.goto(path)
    await page.waitForLoadState('networkidle')
  }
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

  it('an educator compares, starts Pro, goes up to a year of Enterprise, plans months of Pro, and takes that back', async () => {
    await seen(lucia, '/teach/plans', 'teach-compared')
    const page = await house.sit(lucia)
    await open(page, '/teach/plan')
    await page.getByRole('heading', { name: 'You are on the free plan' }).waitFor()
    await page.getByRole('link', { name: 'Compare the plans' }).click()
    await page.getByRole('button', { name: /Start Pro for/ }).click()
    await page.waitForURL(/\/sandbox\/checkout\//)
    await page.getByRole('button', { name: /^Pay/ }).click()
    await page.waitForURL(/\/orders\//)
    await settle()
    await seen(lucia, '/teach/plan', 'teach-own')
    await open(page, '/teach/plans?every=year')
    await page.getByText('For now it opens nothing that Pro does not.').waitFor()
    await page.getByRole('link', { name: 'Change to Enterprise' }).click()
    await page.waitForURL(/\/teach\/plan\/change/)
    await page.getByRole('button', { name: /and change now/ }).click()
    await page.waitForURL(/\/orders\//)
    await settle()
    await open(page, '/teach/plans?every=month')
    await page.getByRole('link', { name: 'Change to Pro' }).click()
    await page.getByText('With your next renewal').waitFor()
    await isFit(page)
    await page.getByRole('button', { name: /^Change on/ }).click()
    await page.waitForURL(/\/teach\/plan$/)
    await page.getByText('Pro, by the month').first().waitFor()
    await seen(lucia, '/teach/plan', 'teach-planned')
    await page.getByRole('button', { name: /Stay on Enterprise/ }).click()
    await page.getByText('The change was taken back.').waitFor()
    await page.context().close()
  })

  it('sees what it opens, pauses, and cancels in two clicks with what that does said first', async () => {
    await seen(lucia, '/teach/plan/opens', 'teach-opens')
    const page = await house.sit(lucia)
    await open(page, '/teach/plan')
    await page.getByText('Pause Enterprise').click()
    await page.getByRole('button', { name: 'Pause it' }).click()
    await page.getByText('It goes on by itself').waitFor()
    await page.getByRole('button', { name: 'Go on with Enterprise' }).click()
    await page.getByText('Your plan goes on.').waitFor()
    await open(page, '/teach/plan')
    await page.getByText('Cancel Enterprise').click()
    await page.getByText('your learners and what you earned stay').waitFor()
    await isFit(page)
    await page.getByRole('button', { name: /Yes, end it on/ }).click()
    await page.getByText('Nothing more is charged').waitFor()
    await page.context().close()
  })

  it('prices of one’s own: a field where a plan opens them, a sentence of what does where none does', async () => {
    const page = await house.sit(lucia)
    await open(page, '/teach/sessions/new')
    await page.getByRole('radio', { name: 'A price of your own' }).check()
    await page.getByLabel('Your price, in credits').fill('42')
    await isFit(page)
    await page.context().close()
    const ivan = await educator(house.db, { name: 'Ivan Petrov' })
    const his = await house.sit(ivan)
    await open(his, '/teach/sessions/new')
    await his.getByText('A price of your own opens with').waitFor()
    await his.getByRole('link', { name: 'Pro or Enterprise' }).click()
    await his.waitForURL(/\/teach\/plans$/)
    await his.context().close()
  })

  it('a session that one’s plan does not open says what does', async () => {
    const id = await session(house.db, lucia, {
      title: 'One hour for you alone',
      price: { level: 'private' },
      capacity: 1,
      start: hours(60),
    })
    await seen(lena, `/sessions/${id}`, 'locked')
    const page = await house.sit(lena)
    await open(page, `/sessions/${id}`)
    await page.getByText('One-to-one classes: opens with Premium or Pro.').waitFor()
    await page.getByRole('link', { name: 'See the plans that open it' }).click()
    await page.waitForURL(/\/plans$/)
    await page.context().close()
  })

  it('the operator sells Premium on other terms, and moves who has it', async () => {
    await onPlan(house.db, lena, 'learner-premium')
    await house.deps.jobs.moveClock({ to: hours(1).toString() }, 'test')
    const page = await house.sit(finance)
    await open(page, '/operate/plans')
    await page.getByRole('link', { name: 'Premium' }).click()
    await page.getByRole('heading', { name: 'Premium', level: 1 }).waitFor()
    await seen(finance, '/operate/plans/learner-premium', 'editing')
    await page.getByLabel('Credits a month').fill('125')
    await page.getByRole('button', { name: 'Sell it like this from now on' }).click()
    await page.getByText('Sold like this from now on').waitFor()
    await page.getByText('1 subscriber on older versions').waitFor()
    await isFit(page)
    await page.getByRole('button', { name: 'Move them' }).click()
    await page.getByText('move with their next period').waitFor()
    await page.context().close()
  })
})
