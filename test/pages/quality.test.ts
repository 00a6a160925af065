import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { atomically, newId } from '#base'
import { setRatings } from '#earnings'
import { drawAudits, lookAtQuality, pickFeatured } from '#live'
import { hours } from '../classroom.ts'
import { isFit, picture } from './house.ts'
import { openSchool, type School } from './school.ts'

describe('Tiers and quality', () => {
  let school: School

  before(async () => {
    school = await openSchool()
    const { db, lucia } = school
    const now = hours(5)
    for (let at = 0; at < 6; at++) {
      await db`
        insert into earnings.delivery (session_id, educator_id, kind, outcome, at)
        values (${newId()}, ${lucia}, 'class', ${at < 3 ? 'held' : 'absent'}, ${now})`
    }
    await db`update earnings.standing set sessions_held = 45 where educator_id = ${lucia}`
    await atomically(db, (tx) => setRatings(tx, lucia, { sum: 46, count: 10 }, now))
    await lookAtQuality(db, hours(-19))
    await lookAtQuality(db, now)
    await drawAudits(db, hours(48))
    const figures =
      '{"held": 30, "reviews": 12, "stars": 58, "cancelled": 0, "absent": 0, "asked": 0, "answered": 0}'
    for (const badge of ['top_rated', 'dependable']) {
      await db`
        insert into live.badge (educator_id, badge, from_at, figures, policy_version)
        values (${lucia}, ${badge}, ${now}, ${figures}::jsonb, 1)`
    }
    await pickFeatured(db, now)
  })
  after(async () => {
    await school.booksAreRight()
    await school[Symbol.asyncDispose]()
  })

  const open = async (
    person: 'helen' | 'amara' | 'lucia' | 'mira',
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

  it('whoever is featured stands on the front page with the reason, and has badges', async () => {
    const page = await open('mira', '/', { phone: true })
    assert.match(await said(page), /Featured this week.*Lucía Ortega.*4\.83 from 12 reviews/)
    await isFit(page)
    await picture(page, 'featured-phone')
    await page.goto(`/educators/${school.lucia}`)
    assert.match(await said(page), /Top rated.*Dependable/)
    await page.context().close()
  })

  it('an admin sees who would change before a ladder is kept, and a wrong one is refused by name', async () => {
    const page = await open('helen', '/operate/ladders')
    const expert = page.getByRole('group', { name: 'Expert' }).first()
    await expert.getByLabel('Keeps, %').fill('101')
    await page.getByRole('button', { name: 'Show who would change' }).click()
    await page.getByRole('alert', { name: /A share is between 0 % and 100 %/ }).waitFor()
    await expert.getByLabel('Keeps, %').fill('80')
    const middle = page.getByRole('group', { name: 'Intermediate' }).first()
    await middle.getByLabel('Keeps, %').fill('72')
    await page.getByRole('button', { name: 'Show who would change' }).click()
    await page.getByRole('heading', { name: '1 standing would change' }).waitFor()
    const table = page.getByRole('table', { name: 'Who would change' })
    assert.match(
      (await table.textContent()) ?? '',
      /Lucía Ortega.*Stays Intermediate: 70 % → 72 %/s,
    )
    await isFit(page)
    await picture(page, 'tiers-preview')
    await page.getByLabel('Why').fill('A better share')
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByText('A better share').waitFor()
    assert.match(await said(page), /2.*A better share.*Begun/)
    await page.context().close()
  })

  it('staff see targets and a scorecard, and take a measure; the educator reads it and appeals', async () => {
    const desk = await open('helen', '/operate/quality')
    assert.match(await said(desk), /Not met: sessions that took place/)
    await isFit(desk)
    await picture(desk, 'quality-desk')
    await desk.goto('/operate/quality/educators?finding=any')
    await desk.getByRole('link', { name: 'Lucía Ortega' }).click()
    await desk.getByRole('heading', { name: 'Take a measure' }).waitFor()
    await desk.getByLabel('Which').selectOption({ label: '4. No new bookings' })
    await desk.getByLabel('What they should know').fill('Three learners waited in vain.')
    await desk.getByRole('button', { name: 'Take it' }).click()
    await desk.getByRole('heading', { name: 'No new bookings', exact: true }).waitFor()
    await isFit(desk)
    await picture(desk, 'quality-scorecard')
    await desk.context().close()

    const phone = await open('lucia', '/teach/quality', { phone: true })
    assert.match(await said(phone), /Three learners waited in vain/)
    await phone.getByText('Ask our staff to look at it again').first().click()
    await phone.getByLabel('How it was').first().fill('There was no power in the town.')
    await phone.getByRole('button', { name: 'Send it' }).first().click()
    await phone.getByText(/Appeal: .There was no power/).waitFor()
    await isFit(phone)
    await picture(phone, 'quality-own-phone')
    await phone.context().close()
  })

  it('a reviewer answers the checklist by keyboard, and it counts', async () => {
    const page = await open('helen', '/operate/quality/audits')
    await page.getByRole('link', { name: 'Past tenses in real stories' }).click()
    await page.getByRole('button', { name: 'Keep it' }).waitFor()
    for (const group of await page.getByRole('radiogroup').all()) {
      await group.getByRole('radio', { name: 'Yes' }).focus()
      await page.keyboard.press('Space')
    }
    await picture(page, 'quality-audit')
    await page.getByRole('button', { name: 'Keep it' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Score: 100 %').waitFor()
    await isFit(page)
    await page.context().close()
  })

  it('every other room of quality is fit; who may not see it is told so; what broke is said afterwards', async () => {
    const page = await open('helen', '/operate/quality/queue')
    await isFit(page)
    await picture(page, 'quality-queue')
    await page.goto('/operate/quality/rules')
    await isFit(page)
    await picture(page, 'quality-rules')
    await page.context().close()
    const stranger = await open('mira', '/operate/quality')
    assert.doesNotMatch(await said(stranger), /Targets/)
    await stranger.goto(`/technical/${school.held}`)
    await stranger.getByLabel('What').selectOption('sound')
    await stranger.getByRole('button', { name: 'Say it' }).click()
    await stranger.getByText(/You said on/).waitFor()
    await isFit(stranger)
    await stranger.context().close()
  })
})
