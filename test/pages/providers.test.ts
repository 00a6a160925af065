import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import { buyCredits, openCheckout } from '#payments'
import { isFit, picture } from './house.ts'
import { openSchool, type School } from './school.ts'

describe('Providers, their keys and their notices', () => {
  let school: School
  before(async () => {
    school = await openSchool()
    const now = school.deps.clock.now()
    const { id } = await atomically(school.db, (tx) =>
      buyCredits(tx, { personId: school.jonas, credits: 5000n }, now),
    )
    const { url } = await openCheckout(school.deps.payments, id, now)
    const { sandbox } = school.deps.payments
    await sandbox!.completeCheckout(url.split('/').at(-1)!, '4242424242424242')
    await school.deps.jobs.settle()
  })
  after(() => school[Symbol.asyncDispose]())

  for (const [what, seat] of [
    ['at a desk by day', {}],
    ['on a phone at night', { phone: true, dark: true }],
  ] as const) {
    it(`finance gives a secret, sees four letters of it, and ends it; ${what}`, async () => {
      const page = await school.sit(school.tomasz, seat)
      await page.goto('/operate/providers')
      await page.waitForLoadState('networkidle')
      const stripe = page
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: 'Stripe', exact: true }) })

      await stripe.getByLabel('Give a new one').selectOption({ label: 'Secret of the webhook' })
      await stripe.getByLabel('Key or secret').fill('whsec_seen_by_nobody_9876')
      await stripe.getByRole('button', { name: 'Keep it' }).click()
      await page.getByText('Kept, sealed').first().waitFor()
      await page.getByText('…9876').first().waitFor()
      assert.doesNotMatch(await page.content(), /seen_by_nobody/)
      assert.equal(await stripe.getByLabel('Key or secret').inputValue(), '')
      await isFit(page)
      await picture(page, `providers-${'phone' in seat ? 'phone' : 'desk'}`)
      await page
        .getByRole('button', { name: /^End now: Secret of the webhook …9876/ })
        .first()
        .click()
      await page.getByText('Ended, and wiped').first().waitFor()
      await page.context().close()
    })

    it(`a notice is found, read and worked again; ${what}`, async () => {
      const page = await school.sit(school.tomasz, seat)
      await page.goto('/operate/inbox')
      await page.getByLabel('Kind').fill('checkout.session')
      await page.getByRole('button', { name: 'Find' }).click()
      await page.waitForURL(/type=checkout/)
      await isFit(page)
      await picture(page, `notices-${'phone' in seat ? 'phone' : 'desk'}`)
      await page.getByRole('button', { name: 'Work all of these again' }).click()
      await page.getByText('1 notice is worked once more').first().waitFor()
      await school.deps.jobs.settle()
      await page.getByRole('link', { name: 'checkout.session.completed' }).click()
      await page.getByRole('heading', { name: 'Word for word' }).waitFor()
      await isFit(page)
      await picture(page, `notice-${'phone' in seat ? 'phone' : 'desk'}`)
      await page.getByRole('button', { name: 'Work again' }).click()
      await page.getByText('It is worked once more').first().waitFor()
      await page.context().close()
    })
  }
})
