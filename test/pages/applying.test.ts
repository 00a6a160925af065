import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { verify } from '#ledger'
import { type House, isFit, openHouse, picture, tabTo } from './house.ts'

const PDF = { mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nGoethe C2\n%%EOF') }

describe('Applying to teach', () => {
  let house: House
  let nele: string
  let rosa: string
  let ada: string
  let sam: string

  before(async () => {
    house = await openHouse()
    const person = (name: string, staffRoles: ('reviewer' | 'admin' | 'support')[] = []) =>
      house.person({
        name,
        email: `${name.split(' ')[0]}@example.org`,
        zone: 'Europe/Berlin',
        staffRoles,
      })
    nele = await person('Nele Brandt')
    rosa = await person('Rosa Reviewer', ['reviewer'])
    ada = await person('Ada Admin', ['admin'])
    sam = await person('Sam Support', ['support'])
  })
  after(async () => {
    assert.deepEqual(await verify(house.db), { ok: true, findings: [] })
    await house[Symbol.asyncDispose]()
  })

  const words = async (page: Page) =>
    ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ')
  const heading = (page: Page, name: string | RegExp) =>
    page.getByRole('heading', { name, level: 1 }).waitFor()
  const goOn = (page: Page) => page.getByRole('button', { name: 'Keep and go on' }).click()

  it('a visitor reads how it goes, signs in, and fills the form step by step, on a phone without script', async () => {
    const visitor = await house.sit(null, { phone: true })
    await visitor.goto('/teach-with-us')
    await isFit(visitor)
    await picture(visitor, 'applying-front-phone')
    await visitor.getByRole('link', { name: 'Apply to teach' }).click()
    await heading(visitor, 'Sign in to open this page')
    await visitor.context().close()

    const page = await house.sit(nele, { phone: true, scripts: false })
    await page.goto('/teach-with-us/application')
    await page.getByLabel('Live classes').check()
    await page.getByLabel('Phone number').fill('0049 (30) 123-456')
    await page.getByLabel('Country you live in').selectOption('DE')
    await picture(page, 'applying-you-phone')
    await goOn(page)
    await page.getByLabel('Native language 1').selectOption('de')
    await page.getByLabel('Language 1', { exact: true }).selectOption('de')
    await picture(page, 'applying-languages-phone')
    await goOn(page)
    // What is not a year is said at its field, and the rest stays.
    await page.getByLabel('Years of teaching').fill('3')
    await page.getByLabel('What it is, 1').fill('Six years at the Volkshochschule')
    await page.getByLabel('Where to find it, 1').fill('vhs.example.org/brandt')
    await goOn(page)
    await page
      .getByLabel('A file')
      .setInputFiles({ name: 'not.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') })
    await page.getByRole('button', { name: 'Add this file' }).click()
    await page
      .getByRole('alert')
      .getByText('This is neither a PDF nor a JPEG or PNG picture.')
      .waitFor()
    await page.getByLabel('A file').setInputFiles({ name: 'Zertifikat.pdf', ...PDF })
    await page.getByRole('button', { name: 'Add this file' }).click()
    await page.getByRole('link', { name: 'Zertifikat.pdf' }).waitFor()
    await picture(page, 'applying-papers-phone')
    const { application } = (
      await house.app.inject({ url: '/api/educator/apply', headers: await house.as(nele) })
    ).json()
    assert.deepEqual(
      [application.phone, application.proofs[0].link, application.missing],
      [
        '+4930123456',
        'https://vhs.example.org/brandt',
        ['preferredTimes', 'weeklyHours', 'introduction'],
      ],
    )
    await page.context().close()
  })

  it('comes back to it at a desk, finds what is missing by keyboard, and sends it', async () => {
    const page = await house.sit(nele)
    await page.goto('/teach-with-us/application?step=check')
    await isFit(page)
    await picture(page, 'applying-check')
    assert.ok(await page.getByRole('button', { name: 'Send my application' }).isDisabled())
    await tabTo(page, /^\s*Times you prefer/)
    await page.keyboard.press('Enter')
    await page.getByLabel('Monday evening').waitFor()
    await page.getByLabel('Monday evening').focus()
    await page.keyboard.press('Space')
    await page.getByLabel('Hours a week you would like to teach').fill('8')
    await isFit(page)
    await picture(page, 'applying-times')
    await goOn(page)
    await page.getByLabel('Introduce yourself').fill('I teach German by cooking together.')
    await goOn(page)
    await page.getByRole('button', { name: 'Send my application' }).click()
    await heading(page, 'Your application is with us')
    assert.match(await words(page), /We answer by Thursday 26 November/)
    await isFit(page)
    await picture(page, 'applying-sent')
    await page.context().close()
  })

  it('a reviewer takes it, asks, offers times; the applicant answers and chooses, on a phone at night', async () => {
    const desk = await house.sit(rosa)
    await desk.goto('/operate/applications')
    await isFit(desk)
    await picture(desk, 'applying-queue')
    await desk.getByRole('link', { name: 'Nele Brandt' }).click()
    await heading(desk, 'Nele Brandt')
    await desk.getByRole('button', { name: 'Take it' }).click()
    await desk.getByText('It is with you.').first().waitFor()
    await desk.getByText('Ask for more', { exact: true }).click()
    await desk.getByLabel('What we would like to know').fill('Since when?')
    await desk.getByRole('button', { name: 'Ask', exact: true }).click()
    await desk.getByText('Waits for the applicant').waitFor()
    await isFit(desk)

    const phone = await house.sit(nele, { phone: true, dark: true })
    await phone.goto('/teach-with-us/application')
    await heading(phone, 'We have a question')
    await isFit(phone)
    await picture(phone, 'applying-question-phone-dark')
    await phone.getByLabel('Your answer').fill('Since 2019.')
    await phone.getByRole('button', { name: 'Send the answer' }).click()
    await heading(phone, 'Your answer is with us')

    await desk.reload()
    await desk.waitForLoadState('networkidle')
    await desk.getByText('Offer times for a talk', { exact: true }).click()
    await desk.getByLabel('Time 1').fill('2026-11-24T18:00')
    await desk.getByLabel('Time 2').fill('2026-11-25T18:00')
    await desk.getByLabel('Where').fill('https://meet.example.org/nele')
    await isFit(desk)
    await picture(desk, 'applying-case')
    await desk.getByRole('button', { name: 'Offer these times' }).click()
    await desk.getByText('They have not chosen yet.').waitFor()
    await phone.reload()
    await heading(phone, 'Let us talk')
    await isFit(phone)
    await picture(phone, 'applying-talk-phone-dark')
    await phone.getByLabel('Tuesday 24 November, 18:00').check()
    await phone.getByRole('button', { name: 'Take this time' }).click()
    await phone.getByText('It is in the e-mail for your calendar, too.').waitFor()
    await desk.context().close()
    await phone.context().close()
  })

  it('nobody is approved before there is an agreement; then the educator is led from it to the first session', async () => {
    const admin = await house.sit(ada)
    const desk = await house.sit(rosa, { phone: true })
    await desk.goto('/operate/applications')
    await desk.getByRole('link', { name: 'Nele Brandt' }).click()
    await desk.getByText('so nobody can be approved yet').waitFor()
    await admin.goto('/operate/agreements')
    await isFit(admin)
    await admin.getByLabel('Title').fill('Agreement with educators')
    await admin
      .getByLabel('Its words')
      .fill('You teach.\n\nWe pay what your tier says, every Monday.')
    await admin.getByRole('button', { name: 'Keep as a draft' }).click()
    await heading(admin, 'Agreement with educators, version 1')
    await isFit(admin)
    await picture(admin, 'applying-agreement-draft')
    await admin.getByLabel(/^Last day on which/).fill('2026-12-31')
    await admin.getByRole('button', { name: 'Put it in force' }).click()
    await admin.getByText('Nobody yet').waitFor()
    await isFit(admin)

    await desk.reload()
    await desk.waitForLoadState('networkidle')
    await desk.getByText('Approve', { exact: true }).first().click()
    await desk.getByRole('button', { name: 'Approve' }).click()
    await desk.getByText('They are an educator').first().waitFor()
    await isFit(desk)
    await picture(desk, 'applying-approved-phone')

    const page = await house.sit(nele)
    await page.goto('/teach')
    await page.getByRole('heading', { name: 'Your first steps' }).waitFor()
    await isFit(page)
    await page.goto('/teach/welcome')
    await page.getByText('5 of 5 are left').waitFor()
    await isFit(page)
    await picture(page, 'applying-welcome')
    await page.getByRole('link', { name: 'Read it: Accept the agreement' }).click()
    await heading(page, 'The agreement')
    await isFit(page)
    await picture(page, 'applying-agreement')
    await page.getByLabel('I have read it and agree').check()
    await page.getByRole('button', { name: 'Accept the agreement' }).click()
    await page.getByText('You accepted it on').waitFor()
    await isFit(page)
    await page.goto('/teach/welcome')
    await page.getByText('4 of 5 are left').waitFor()
    await page.getByLabel('About you in one line').fill('German by cooking')
    await page.getByRole('button', { name: 'Keep my profile' }).click()
    await page.getByText('3 of 5 are left').waitFor()
    await admin.reload()
    await admin.getByRole('link', { name: 'Nele Brandt' }).waitFor()
    for (const one of [page, desk, admin]) await one.context().close()
  })

  it('whom it does not concern reads who could open it; the numbers are set by administrators', async () => {
    const page = await house.sit(sam)
    await page.goto('/operate/applications')
    await page.getByText('It can be opened by reviewers').waitFor()
    const admin = await house.sit(ada, { phone: true, dark: true })
    await admin.goto('/operate/applications/numbers')
    await isFit(admin)
    await picture(admin, 'applying-numbers-phone-dark')
    await admin.getByLabel('Minutes of a talk').fill('20')
    await admin.getByRole('button', { name: 'Set these numbers' }).click()
    await admin.getByText('They count from now on.').waitFor()
    await admin.goto('/operate/applications?state=rejected')
    await admin.getByRole('heading', { name: 'Nothing waits here' }).waitFor()
    await isFit(admin)
    await page.context().close()
    await admin.context().close()
  })
})
