import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import { verify } from '#ledger'
import { setTerms, setWeek, USUAL } from '#live'
import { educator, learner, NOON, onPlan, session } from '../classroom.ts'
import { type House, isFit, openHouse, picture } from './house.ts'

describe('Teaching together, and lessons for money', () => {
  let house: House
  let lucia: string
  let omar: string
  let mira: string
  let id: string

  before(async () => {
    house = await openHouse()
    const { db } = house
    lucia = await educator(db, { name: 'Lucía Ortega' })
    omar = await educator(db, { name: 'Omar Haddad' })
    await onPlan(db, lucia, 'educator-pro')
    mira = await learner(db, 0, 'Mira Kaya')
    await onPlan(db, mira, 'learner-pro')
    id = await session(db, lucia, { title: 'Two voices on one poem' })
    await atomically(db, async (tx) => {
      const usual = { ...USUAL, zone: 'Europe/Madrid', kind: 'class', language: 'es' } as const
      const hourMoney = { amount: 3000n, currency: 'USD' }
      await setTerms(tx, lucia, { ...usual, priceLevel: 'private', lengths: [60], hourMoney }, NOON)
      const weekly = [1, 3].map((weekday) => ({ weekday, from: 18 * 60, until: 20 * 60 }))
      await setWeek(tx, lucia, weekly, NOON)
    })
    await house.deps.jobs.settle()
  })
  after(async () => {
    assert.deepEqual(await verify(house.db), { ok: true, findings: [] })
    await house[Symbol.asyncDispose]()
  })

  it('asks another educator by name, who agrees on a phone; learners read both names', async () => {
    const desk = await house.sit(lucia)
    await desk.goto(`/teach/sessions/${id}/educators?name=Omar`)
    await isFit(desk)
    await picture(desk, 'sharing-ask')
    await desk.getByRole('spinbutton', { name: /Part of the price/ }).fill('40')
    await desk.getByRole('button', { name: 'Ask Omar Haddad' }).click()
    await desk.getByRole('button', { name: 'Do not ask Omar Haddad' }).waitFor()

    const phone = await house.sit(omar, { phone: true, dark: true })
    await phone.goto('/teach')
    await phone.getByRole('link', { name: 'Two voices on one poem' }).first().click()
    await phone.getByRole('button', { name: 'Teach it' }).waitFor()
    await isFit(phone)
    await picture(phone, 'sharing-asked-phone-dark')
    await phone.getByRole('button', { name: 'Teach it' }).click()
    await phone.getByRole('button', { name: 'Leave it' }).waitFor()

    const visitor = await house.sit(null, { scripts: false })
    await visitor.goto(`/sessions/${id}`)
    const said = (await visitor.locator('main').textContent()) ?? ''
    assert.match(said, /With Omar Haddad, who teaches it too/)
  })

  it('sells an hour for money: the price stands in the terms, and the checkout follows', async () => {
    const desk = await house.sit(lucia)
    await desk.goto('/teach/availability')
    assert.equal(await desk.getByLabel(/Price of an hour in money, USD/).inputValue(), '30.00')
    await isFit(desk)
    await picture(desk, 'sharing-terms')
    const page = await house.sit(mira, { phone: true, zone: 'Europe/Madrid' })
    await page.goto(`/educators/${lucia}/lesson?minutes=60&start=2026-11-23T17:00:00Z`)
    await page.getByText('Pay in money').click()
    await isFit(page)
    await picture(page, 'sharing-pay-phone')
    await page.getByRole('button', { name: 'Book this lesson' }).click()
    await page.waitForURL(/\/sandbox\//)
    const [held] = await house.db<{ state: string }>`
      select state from live.booking where learner_id = ${mira}`
    assert.equal(held?.state, 'held')
  })
})
