import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { atomically } from '#base'
import { buyCredits, openCheckout, setLimits } from '#payments'
import { isFit, picture } from './house.ts'
import { openSchool, type School } from './school.ts'

const RISKY = '4000000000009235'
const DECLINED = '4000000000000002'

describe('Staff and payments that look like fraud', () => {
  let school: School
  let order: string
  const sandbox = () => school.deps.payments.sandbox!
  const now = () => school.deps.clock.now()

  before(async () => {
    school = await openSchool()
    order = await bought('4242424242424242', 1)
    await bought(RISKY, 1)
    await bought(DECLINED, 6)
  })
  after(async () => {
    await school.booksAreRight()
    await school[Symbol.asyncDispose]()
  })

  /** Two hundred credits that Jonas pays, or tries to. */
  async function bought(card: string, tries: number): Promise<string> {
    const { id } = await atomically(school.db, (tx) =>
      buyCredits(tx, { personId: school.jonas, credits: 20_000n }, now()),
    )
    const { url } = await openCheckout(school.deps.payments, id, now())
    for (let tried = 0; tried < tries; tried += 1)
      await sandbox().completeCheckout(url.split('/').at(-1)!, card)
    await school.deps.jobs.settle()
    return id
  }

  const open = async (person: string, address: string, seat: Parameters<School['sit']>[1] = {}) => {
    const page = await school.sit(person, seat)
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    return page
  }
  const said = async (page: Page) =>
    ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ')

  it('shows the learner what cannot be spent yet, why and until when', async () => {
    const page = await open(school.jonas, '/wallet')
    assert.match(await said(page), /we look at the payment before its credits can be used/)
    assert.match(await said(page), /some cannot be used yet/)
    const pill = page.getByRole('link', { name: /^Your wallet/ })
    assert.match(
      (await pill.textContent()) ?? '',
      /300/,
      'the page’s head counts what can be used now',
    )
    await isFit(page)
    await picture(page, 'wallet-delayed')
    await page.context().close()
  })

  it('says on the page of today what waits, and leads there', async () => {
    const page = await open(school.tomasz, '/operate')
    await page.getByRole('link', { name: '1 payment that looks like fraud' }).waitFor()
    await isFit(page)
    await picture(page, 'today-waits')
    await page.getByRole('link', { name: '1 payment that looks like fraud' }).click()
    await page.getByRole('heading', { name: 'Risk', level: 1 }).waitFor()
    await page.context().close()
  })

  for (const [name, seat] of [
    ['desk', {}],
    ['desk-dark', { dark: true }],
    ['phone', { phone: true }],
    ['phone-dark', { phone: true, dark: true }],
  ] as const) {
    it(`fits everybody: ${name}`, async () => {
      const page = await open(school.tomasz, '/operate/risk', seat)
      assert.match(await said(page), /Jonas Weber may not pay for now/)
      await isFit(page)
      await picture(page, `risk-${name}`)
      await page.goto('/operate/risk/limits')
      await isFit(page)
      await picture(page, `limits-${name}`)
      await page.context().close()
    })
  }

  it('lets a buyer pay again, and a payment go', async () => {
    const page = await open(school.tomasz, '/operate/risk')
    await page.getByLabel('Why they may pay again').fill('He called us')
    await page.getByRole('button', { name: 'Let them pay again' }).click()
    await page.getByText('They can pay again.').waitFor()
    await page.getByText('Tomasz Nowak: He called us').waitFor()
    await page.locator('a[href^="/operate/risk/"]', { hasText: '2026-' }).first().click()
    await page.getByRole('heading', { name: /^Elevated risk/ }).waitFor()
    await isFit(page)
    await picture(page, 'risk-case')
    await page.getByLabel('What you found').first().fill('A school we know')
    await page.getByRole('button', { name: 'Let it go' }).click()
    await page.getByText('It is let go.').waitFor()
    await page
      .getByRole('main')
      .getByText(/A school we know/)
      .waitFor()
    await page.context().close()
  })

  it('asks a second person for a large refund, and never the same', async () => {
    await atomically(school.db, (tx) =>
      setLimits(tx, { secondAbove: { USD: 10_000n } }, 'person:test', now()),
    )
    const finance = { name: 'Fay Adeyemi', staffRoles: ['finance' as const] }
    const fay = await school.person(finance)
    const page = await open(school.tomasz, `/operate/orders/${order}/refund`)
    assert.match(await said(page), /decided by two persons/)
    await page.getByLabel('In your words').fill('She moves away')
    await page.getByRole('button', { name: 'Ask to give $200.00 back' }).click()
    await page.waitForURL(/\/operate\/refunds/)
    await page.getByText('waits for a second person').waitFor()
    assert.equal(await page.getByRole('button', { name: /Agree/ }).count(), 0)
    await isFit(page)
    await picture(page, 'refund-wish-own')
    await page.context().close()
    const other = await open(fay, '/operate/refunds', { phone: true })
    await isFit(other)
    await picture(other, 'refund-wish-phone')
    await other.getByRole('button', { name: 'Agree, and give it back' }).click()
    await other.getByText('The refund is on its way.').waitFor()
    await school.deps.jobs.settle()
    await other.reload()
    assert.match(await said(other), /200\.00/)
    await other.context().close()
  })
})
