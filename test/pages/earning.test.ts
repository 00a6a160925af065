import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { atomically } from '#base'
import { changeAgreement, pinTier } from '#earnings'
import { addMember, createOrganization } from '#people'
import { hours } from '../classroom.ts'
import { isFit, picture } from './house.ts'
import { openSchool, type School } from './school.ts'

describe('What is earned, paid out and taxed', () => {
  let school: School
  before(async () => {
    school = await openSchool()
    // Sunday of next week: both seats are set aside for the payout day, which is tomorrow.
    await school.deps.jobs.moveClock({ to: hours(24 * 8).toString() }, 'test')
  })
  after(async () => {
    await school.booksAreRight()
    await school[Symbol.asyncDispose]()
  })
  const open = async (
    who: string,
    address: string,
    seat: Parameters<School['sit']>[1] = {},
  ): Promise<Page> => {
    const page = await school.sit(who, seat)
    await page.goto(address)
    return page
  }

  it('finance finds a commission, sees how it is reckoned and what it moved, and takes them all as a file', async () => {
    const page = await open(school.tomasz, '/operate/commissions')
    await page
      .getByRole('navigation', { name: 'Which commissions' })
      .getByText('On their way')
      .click()
    await page.waitForURL(/state=in_payout/)
    const table = page.getByRole('table', { name: 'Commissions' })
    const rows = table.getByRole('row', { name: /Past tenses in real stories/ })
    await rows.first().waitFor()
    assert.equal(await rows.count(), 2)
    assert.match((await rows.first().textContent()) ?? '', /Lucía Ortega.*50\.00.*70 %.*35\.00/)
    await isFit(page)
    await picture(page, 'commissions')
    const file = await page.getByRole('link', { name: 'As CSV' }).getAttribute('href')
    const csv = await (await page.request.get(file!)).text()
    assert.equal(csv.trim().split('\n').length, 3, 'the head and the two that are on their way')
    await rows.first().getByRole('link', { name: 'Past tenses in real stories' }).click()
    await page.getByRole('heading', { name: '$35.00 to Lucía Ortega' }).waitFor()
    const main = ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ')
    assert.match(main, /Rate70 %, the tier of the day it was booked/)
    const journals = page.getByRole('table', { name: 'Journals' })
    assert.match((await journals.textContent()) ?? '', /Session completed, paid with credits/)
    await isFit(page)
    await picture(page, 'commission')
    await page.context().close()
    const phone = await open(school.amara, '/operate/commissions', { phone: true, dark: true })
    await phone.getByText('Past tenses in real stories').first().waitFor()
    assert.equal(
      await phone.getByRole('link', { name: 'As CSV' }).count(),
      0,
      'files are finance’s',
    )
    await isFit(phone)
    await picture(phone, 'commissions-phone')
    await phone.context().close()
  })

  it('a run is stopped and goes on; meanwhile the educator takes what is theirs at once, for the fee', async () => {
    const page = await open(school.tomasz, '/operate/payouts')
    await page.getByRole('button', { name: 'Set payouts aside now' }).click()
    const runs = page.getByRole('table', { name: 'Runs of payouts' })
    await runs.getByText('Under way').waitFor()
    await runs.getByText('0 of 1').waitFor()
    await runs.getByText('1 waiting for their turn').waitFor()
    await isFit(page)
    await picture(page, 'runs')
    await runs.getByRole('button', { name: 'Pause' }).click()
    await runs.getByText('Paused').waitFor()
    await page.getByRole('button', { name: 'Send what is due' }).click()
    await page.getByText('No payout’s day has come.').waitFor()
    await runs.getByRole('button', { name: 'Go on' }).click()
    await runs.getByText('Under way').waitFor()

    const now = school.clock.now()
    const until = now.add({ hours: 999 })
    const pin = {
      educator: school.lucia,
      kind: 'class',
      tier: 'master',
      until,
      reason: 'x',
    } as const
    await atomically(school.db, (tx) => pinTier(tx, pin, 'person:staff', now))
    const lucia = await open(school.lucia, '/teach/earnings/payouts', { phone: true })
    await lucia.getByRole('heading', { name: 'Your money at once' }).waitFor()
    await isFit(lucia)
    await picture(lucia, 'at-once-phone')
    // 1.5 % of 70.00.
    await lucia.getByText('$1.05').first().waitFor()
    await lucia.getByRole('button', { name: 'Send $68.95 now' }).click()
    await lucia.getByText('$68.95').first().waitFor()
    await lucia.getByText('Nothing is available that is worth more than the fee.').waitFor()
    await lucia.context().close()
    await page.goto('/operate/payouts')
    await page.getByRole('table', { name: 'Payouts' }).getByText('$68.95').waitFor()
    await page.context().close()
    await school.booksAreRight()
  })

  it('an institution gives its tax details as an organization; nobody else of it sees them', async () => {
    const { db, mira, jonas, clock } = school
    const now = clock.now()
    const id = await atomically(db, async (tx) => {
      const lyra = (await createOrganization(tx, { name: 'Lyra Languages' }, now)).id
      await addMember(tx, { organization: lyra, person: mira, role: 'billing' }, now)
      await addMember(tx, { organization: lyra, person: jonas, role: 'manager' }, now)
      const terms = { organizationId: lyra, educatorRate: 6000, institutionRate: 2500 }
      await changeAgreement(tx, terms, 'person:staff', now)
      return lyra
    })
    const page = await open(mira, `/institution/${id}`)
    await page.getByRole('link', { name: 'Tax', exact: true }).click()
    await page.getByRole('heading', { name: 'Your institution’s tax details' }).waitFor()
    await page.getByLabel('Country where you pay tax').selectOption('IE')
    await page.getByRole('button', { name: 'Show the form' }).click()
    await page.getByRole('heading', { name: 'Form W-8BEN-E data' }).waitFor()
    await isFit(page)
    await picture(page, 'institution-tax')
    assert.equal(await page.getByLabel('What it is').inputValue(), '', 'nothing is said for them')
    await page.getByLabel('What it is').selectOption('corporation')
    await page.getByLabel('Status under FATCA').selectOption('active_nffe')
    await page.getByLabel('Name of the organization').fill('Lyra Languages Ltd')
    await page.getByLabel('Country of incorporation').selectOption('IE')
    await page.getByLabel('Street and number').fill('Quay 1')
    await page.getByLabel('City').fill('Cork')
    await page.getByLabel('Postal code').fill('T12')
    await page.getByLabel('Tax number of your country').fill('6388047V')
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Give these details' }).click()
    await page.getByText('•••047V').waitFor()
    await isFit(page)
    await page.context().close()
    const manager = await open(jonas, `/institution/${id}/tax`, { phone: true })
    await manager.getByText(/those who keep an institution’s money/).waitFor()
    await manager.context().close()
  })

  it('an admin says what silence means in a case; support reads it', async () => {
    const page = await open(school.helen, '/operate/cases')
    const words = 'The learner is silent on a claim'
    await page.getByLabel(words, { exact: true }).selectOption('claim_holds')
    await page.getByRole('button', { name: `Set it: ${words}` }).click()
    await page.getByText(/It counts for every deadline/).waitFor()
    await isFit(page)
    await picture(page, 'silence')
    await page.context().close()
    const support = await open(school.amara, '/operate/cases', { phone: true })
    const said = ((await support.textContent('main')) ?? '').replaceAll(/\s+/g, ' ')
    assert.match(said, new RegExp(`${words}the claim holds, without us`))
    assert.equal(await support.getByRole('button', { name: /^Set it/ }).count(), 0)
    await isFit(support)
    await support.context().close()
  })
})
