import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { educator, session } from '../classroom.ts'
import { type House, isFit, openHouse } from './house.ts'

describe('Signing up, in and out', () => {
  let house: House
  let lesson: string

  before(async () => {
    house = await openHouse()
    const lucia = await educator(house.db, { name: 'Lucía Ortega' })
    lesson = await session(house.db, lucia, { title: 'Past tenses' })
    await house.person({
      name: 'Mira Kaya',
      email: 'mira@example.org',
      password: 'a warm lamp at night',
      zone: 'Europe/Berlin',
    })
  })
  after(() => house[Symbol.asyncDispose]())

  const signIn = async (page: Page, email: string, password: string) => {
    await page.getByLabel('E-mail address').fill(email)
    await page.locator('input[name=password]').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  it('makes an account in the zone of the device, and is where the person wanted to go', async () => {
    const page = await house.sit(null, { zone: 'Asia/Kolkata', locale: 'en-IN' })
    await page.goto(`/sign-up?back=/sessions/${lesson}`)
    await page.waitForLoadState('networkidle')
    await isFit(page)
    await page.getByLabel('Your name').fill('Asha Rao')
    await page.getByLabel('E-mail address').fill('asha@example.org')
    await page.locator('input[name=password]').fill('the river is wide today')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.waitForURL(new RegExp(`/sessions/${lesson}`))
    await page.getByText('in your time (Kolkata)').waitFor()
    await page.getByLabel('Menu of Asha Rao').waitFor()
    await page.context().close()
  })

  it('says in words that an address is taken, and keeps what was typed', async () => {
    const page = await house.sit(null)
    await page.goto('/sign-up')
    await page.waitForLoadState('networkidle')
    await page.getByLabel('Your name').fill('Mira')
    await page.getByLabel('E-mail address').fill('mira@example.org')
    await page.locator('input[name=password]').fill('another long sentence')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByRole('alert').waitFor()
    assert.equal(await page.getByLabel('Your name').inputValue(), 'Mira')
    await isFit(page)
    await page.context().close()
  })

  it('refuses a wrong password without saying which of the two was wrong', async () => {
    const page = await house.sit(null)
    await page.goto('/sign-in')
    await page.waitForLoadState('networkidle')
    await signIn(page, 'mira@example.org', 'not this one at all')
    await page.getByRole('alert').waitFor()
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'alert')
    assert.match(page.url(), /sign-in/)
    await page.context().close()
  })

  it('signs in by keyboard, and out again from the menu', async () => {
    const page = await house.sit(null)
    await page.goto('/sign-in')
    await page.waitForLoadState('networkidle')
    await page.getByLabel('E-mail address').focus()
    await page.keyboard.type('mira@example.org')
    await page.keyboard.press('Tab')
    await page.keyboard.type('a warm lamp at night')
    await page.keyboard.press('Enter')
    const menu = page.getByLabel('Menu of Mira Kaya')
    await menu.waitFor()
    await menu.focus()
    await page.keyboard.press('Enter')
    const out = page.getByRole('button', { name: 'Sign out' })
    await out.waitFor()
    await isFit(page)
    await out.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    await page.goto('/bookings')
    await page.getByRole('heading', { name: 'Sign in to open this page' }).waitFor()
    await page.context().close()
  })

  it('works without any script', async () => {
    const page = await house.sit(null, { scripts: false })
    await page.goto('/sign-in?back=/sessions')
    await signIn(page, 'mira@example.org', 'a warm lamp at night')
    await page.waitForURL(/\/sessions$/)
    assert.match((await page.textContent('header')) ?? '', /0\s*credits/)
    await page.context().close()
  })

  it('never leads to a foreign address after signing in', async () => {
    for (const back of [
      'https://elsewhere.example',
      '//elsewhere.example',
      '/\\elsewhere.example',
    ]) {
      const page = await house.sit(null, { scripts: false })
      await page.goto(`/sign-in?back=${encodeURIComponent(back)}`)
      await signIn(page, 'mira@example.org', 'a warm lamp at night')
      await page.waitForURL((url) => url.pathname !== '/sign-in')
      assert.equal(new URL(page.url()).origin, house.url)
      await page.context().close()
    }
  })

  it('takes no form from another website', async () => {
    const answer = await fetch(`${house.url}/sign-out`, {
      method: 'POST',
      headers: {
        origin: 'https://elsewhere.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: '',
      redirect: 'manual',
    })
    assert.equal(answer.status, 403)
  })
})
