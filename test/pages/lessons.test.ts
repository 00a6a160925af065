import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { atomically } from '#base'
import { verify } from '#ledger'
import { completeDue, setTerms, setWeek, startSessions, USUAL } from '#live'
import { educator, learner, NOON, onPlan } from '../classroom.ts'
import { type House, isFit, openHouse, picture, tabTo } from './house.ts'

describe('One-to-one lessons', () => {
  let house: House
  let lucia: string
  let mira: string

  before(async () => {
    house = await openHouse()
    const { db } = house
    lucia = await educator(db, { name: 'Lucía Ortega', kinds: ['class'] })
    await db`update people.person set zone = 'Europe/Madrid' where id = ${lucia}`
    mira = await learner(db, 200, 'Mira Kaya')
    await onPlan(db, mira, 'learner-pro')
    await db`update people.person set zone = 'America/New_York' where id = ${mira}`
    await atomically(db, async (tx) => {
      const usual = { ...USUAL, zone: 'Europe/Madrid', kind: 'class', language: 'es' } as const
      const terms = { ...usual, priceLevel: 'private', horizonDays: 200, stepMinutes: 60 } as const
      await setTerms(tx, lucia, { ...terms, title: 'Spanish, one to one' }, NOON)
      const weekly = [1, 3].map((weekday) => ({ weekday, from: 18 * 60, until: 20 * 60 }))
      await setWeek(tx, lucia, weekly, NOON)
    })
  })
  after(async () => {
    assert.deepEqual(await verify(house.db), { ok: true, findings: [] })
    await house[Symbol.asyncDispose]()
  })

  const open = async (
    address: string,
    person: string | null,
    seat: Parameters<House['sit']>[1] = {},
  ): Promise<Page> => {
    const page = await house.sit(person, { zone: 'America/New_York', ...seat })
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    return page
  }
  const focused = (page: Page) =>
    page.evaluate(
      () =>
        document.activeElement?.getAttribute('aria-label') ??
        document.activeElement?.textContent ??
        '',
    )

  it('says each day whole and how many times it has; the grid goes by keys alone, up to the booking', async () => {
    const page = await open(`/educators/${lucia}/lesson?minutes=60`, mira)
    const tree = await page.locator('main').ariaSnapshot()
    assert.match(tree, /grid "November 2026"/)
    assert.match(tree, /button "Monday 23 November 2026, 2 times available"/)
    assert.match(tree, /button "Tuesday 24 November 2026, no times available"/)
    assert.match(tree, /button "60 minutes 80(\.00)? credits" \[pressed\]/)
    await isFit(page)
    await picture(page, 'lesson-days')

    await tabTo(page, /Monday 23 November 2026/)
    await page.keyboard.press('ArrowRight')
    assert.match(await focused(page), /^Tuesday 24 November 2026, no times/)
    await page.keyboard.press('End')
    assert.match(await focused(page), /^Sunday 29 November/)
    await page.keyboard.press('Home')
    assert.match(await focused(page), /^Monday 23 November/)
    await page.keyboard.press('ArrowDown')
    assert.match(await focused(page), /^Monday 30 November/)
    await page.keyboard.press('PageDown')
    await page.getByRole('grid', { name: 'December 2026' }).waitFor()
    await page.waitForFunction(() =>
      document.activeElement?.getAttribute('aria-label')?.startsWith('Wednesday 30 December 2026'),
    )
    assert.match(
      (await page.locator('form#days [role=status]').textContent()) ?? '',
      /December 2026: \d+ days with free times/,
    )
    await page.keyboard.press('PageUp')
    await page.getByRole('grid', { name: 'November 2026' }).waitFor()
    await page.waitForFunction(() =>
      document.activeElement?.getAttribute('aria-label')?.startsWith('Monday 30 November 2026'),
    )

    await page.keyboard.press('Enter')
    const head = page.getByRole('heading', { name: 'Monday 30 November 2026' })
    await head.waitFor()
    assert.equal(await focused(page), 'Monday 30 November 2026')
    const back = page.getByRole('link', { name: 'Choose a different date' })
    await back.focus()
    await page.keyboard.press('Enter')
    assert.match(await focused(page), /^Monday 30 November 2026, 2 times available/)
    await tabTo(page, /12:00 to 13:00, New York time, Monday 30 November 2026/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Your lesson with Lucía Ortega' }).waitFor()
    assert.equal(await focused(page), 'Your lesson with Lucía Ortega')
    const words = ((await page.textContent('#summary')) ?? '').replaceAll(/\s+/g, ' ')
    assert.match(
      words,
      /Monday 30 November, 12:00–13:00 in your time \(New York\) · 18:00 in Madrid/,
    )
    assert.match(words, /80 credits/)
    assert.match(words, /Free to cancel until Sunday 29 November, 12:00/)
    await isFit(page)
    await picture(page, 'lesson-summary')
    await tabTo(page, /Book this lesson/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/)
    await page.getByText('Spanish, one to one').first().waitFor()
    await page.context().close()
  })

  it('tells of the weeks in which the clocks change apart, as a calendar and as a list, on a phone at night', async () => {
    const page = await open(`/educators/${lucia}/lesson?minutes=60&month=2027-03`, mira, {
      phone: true,
      dark: true,
    })
    const words = ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ')
    assert.match(words, /from Monday 15 March 2027, 18:00 in Madrid is 13:00 for you, not 12:00/)
    assert.match(words, /from Monday 29 March 2027, 18:00 in Madrid is 12:00 for you, not 13:00/)
    await isFit(page)
    await picture(page, 'lesson-shift-phone-dark')
    await page.getByRole('link', { name: 'Show as a list' }).click()
    await page
      .getByRole('button', { name: '13:00 to 14:00, New York time, Monday 15 March 2027' })
      .waitFor()
    await isFit(page)
    await picture(page, 'lesson-list-phone-dark')
    await page.context().close()
  })

  it('books without script, and names what is free next when somebody was quicker', async () => {
    const page = await open(`/educators/${lucia}/lesson?minutes=60`, mira, { scripts: false })
    await page.getByRole('button', { name: /^Monday 7 December/ }).count()
    await page.getByRole('button', { name: 'Later: December 2026' }).click()
    await page.getByRole('button', { name: 'Monday 7 December 2026, 2 times available' }).click()
    await page.getByRole('button', { name: /^12:00 to 13:00/ }).click()
    const other = await learner(house.db, 100, 'Jonas')
    await onPlan(house.db, other, 'learner-pro')
    const taken = await house.app.inject({
      method: 'POST',
      url: `/api/educators/${lucia}/lessons`,
      headers: await house.doing(other),
      payload: { start: '2026-12-07T17:00:00Z', minutes: 60, paymentMethod: 'CREDITS' },
    })
    assert.equal(taken.statusCode, 201, taken.body)
    await page.getByRole('button', { name: 'Book this lesson' }).click()
    const words = ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ')
    assert.match(words, /no longer free|Somebody has just taken that time/)
    await page.getByRole('button', { name: /^Monday 14 December 2026, 2 times/ }).click()
    await page.getByRole('button', { name: /^12:00 to 13:00/ }).click()
    await page.getByRole('button', { name: 'Book this lesson' }).click()
    await page.waitForURL(/\/bookings\//)
    await page.context().close()
  })

  it('an educator sets hours by keyboard, a date, days away, and sees what learners see', async () => {
    const page = await open('/teach/availability', lucia, { zone: 'Europe/Madrid' })
    await isFit(page)
    await picture(page, 'availability')
    await page.getByRole('button', { name: 'Add hours on Friday' }).focus()
    await page.keyboard.press('Enter')
    assert.equal(await focused(page), 'Friday, stretch 2, from')
    await page.getByLabel('Friday, stretch 1, from').fill('09:00')
    await page.getByLabel('Friday, stretch 1, until').fill('11:00')
    await page.getByRole('button', { name: 'Save my week' }).click()
    await page.getByText('Your week is saved.').waitFor()
    await page.locator('dl').getByText('Friday 27 November 2026').waitFor()
    await page.locator('input[name=date]').fill('2026-11-27')
    await page.getByRole('button', { name: 'Change that date' }).click()
    await page.getByText('closed all day').waitFor()
    await page.locator('dl').getByText('Friday 27 November 2026').waitFor({ state: 'hidden' })
    await page.getByLabel('First day away').fill('2026-12-20')
    await page.getByLabel('Last day away').fill('2026-12-18')
    await page.getByRole('button', { name: 'Go away on these days' }).click()
    await page.getByText('Nothing was changed.').first().waitFor()
    assert.equal(await page.getByLabel('Last day away').getAttribute('aria-invalid'), 'true')
    await page.getByLabel('Its secret address in iCal format').fill('http://127.0.0.1/basic.ics')
    await page.getByRole('button', { name: 'Read this calendar' }).click()
    await page
      .getByText(/must begin with https|private network/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Make an address' }).click()
    await page.getByText(/\/calendar\/[\w-]{32}\.ics/).waitFor()
    await isFit(page)
    await page.context().close()
    const phone = await open('/teach/availability', lucia, { phone: true, dark: true })
    await isFit(phone)
    await picture(phone, 'availability-phone-dark')
    await phone.context().close()
  })

  it('shows the next hours on the educator’s own page, to a visitor too', async () => {
    const page = await open(`/educators/${lucia}`, null, { phone: true })
    await page.getByRole('link', { name: 'See all free times' }).waitFor()
    await isFit(page)
    await picture(page, 'lesson-profile-phone')
    await page.getByRole('link', { name: 'See all free times' }).click()
    await page.getByRole('heading', { name: 'How long' }).waitFor()
    await page.context().close()
  })

  it('a trial: offered by its educator, seen on their page, booked, and replaced after it', async () => {
    const desk = await open('/teach/availability', lucia, { zone: 'Europe/Madrid' })
    await desk.getByLabel('Offer a trial lesson').check()
    await desk.getByLabel('Price of a trial, in credits').fill('16.51')
    await desk.getByRole('button', { name: 'Save what I offer' }).click()
    await desk.getByText('Nothing was changed.').first().waitFor()
    const price = desk.getByLabel('Price of a trial, in credits')
    assert.equal(await price.getAttribute('aria-invalid'), 'true')
    await price.fill('5')
    await desk.getByRole('button', { name: 'Save what I offer' }).click()
    await desk.getByText('Saved.').waitFor()
    await isFit(desk)
    await picture(desk, 'trial-offer')
    await desk.context().close()

    const nina = await learner(house.db, 50, 'Nina Holm')
    await onPlan(house.db, nina, 'learner-pro')
    await house.db`update people.person set zone = 'America/New_York' where id = ${nina}`
    const phone = await open(`/educators/${lucia}`, nina, { phone: true, dark: true })
    await isFit(phone)
    await picture(phone, 'trial-profile-phone-dark')
    await phone.getByRole('link', { name: 'Trial lesson, 25 minutes, 5 credits' }).click()
    await phone.getByRole('heading', { name: 'How long' }).waitFor()
    await isFit(phone)
    await picture(phone, 'trial-days-phone-dark')
    await phone.context().close()

    const page = await open(`/educators/${lucia}/lesson?minutes=60`, nina)
    await page.getByRole('button', { name: /^Trial lesson, 25 minutes 5 credits/ }).click()
    await page.getByRole('button', { name: /^Trial lesson/, pressed: true }).waitFor()
    await page
      .getByRole('button', { name: 'Wednesday 25 November 2026, 2 times available' })
      .click()
    await page.getByRole('button', { name: /^12:00 to 12:25/ }).click()
    await page.getByRole('heading', { name: 'Your trial lesson with Lucía Ortega' }).waitFor()
    await isFit(page)
    await picture(page, 'trial-summary')
    await page.getByRole('button', { name: 'Book this trial lesson' }).click()
    await page.waitForURL(/\/bookings\//)
    await page.getByText('Trial: Spanish, one to one').first().waitFor()
    const booking = page.url()
    await page.goto(`${new URL(booking).origin}/educators/${lucia}/lesson?trial=1`)
    await page.getByText('You have had your trial lesson here, or have one booked.').waitFor()

    const over = NOON.add({ hours: 24 * 4 + 8 })
    await startSessions(house.db, over)
    await completeDue(house.db, over)
    house.clock.moveTo(over)
    await page.goto(booking)
    await page.getByRole('heading', { name: 'Not what you hoped for?' }).waitFor()
    await isFit(page)
    await picture(page, 'trial-after')
    await page.context().close()
  })
})
