import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import {
  changeAgreement,
  inviteEducator,
  makeTransition,
  setJoiningRules,
  topUpGuarantees,
} from '#earnings'
import { reckonStandings } from '#live'
import { addMember, createOrganization, onePerson } from '#people'
import { isFit, picture, tabTo } from './house.ts'
import { openSchool, type School } from './school.ts'

const FILE = [
  'email,name,teaches,languages,zone,minimum',
  'nora@example.org,Nora Lind,both,sv;en,Europe/Stockholm,1200.00',
  'olaf,Olaf Berg,maths,no,Oslo,',
].join('\r\n')

describe('Institutions and how educators come here', () => {
  let school: School
  before(async () => {
    school = await openSchool()
    const { db, lucia, clock } = school
    const now = clock.now()
    await atomically(db, (tx) =>
      makeTransition(
        tx,
        { educator: lucia, minimum: 120_000n, currency: 'USD', months: 3 },
        'person:staff',
        now,
      ),
    )
    await topUpGuarantees(db, Temporal.Instant.from('2026-12-01T00:00:00Z'))
    await atomically(db, (tx) =>
      setJoiningRules(tx, { referralBonus: 5_000n }, 'person:staff', now),
    )
    await reckonStandings(db, now)
  })
  after(() => school[Symbol.asyncDispose]())

  it('staff agree with an institution after seeing what each gets, and bring its instructors from a file', async () => {
    const page = await school.sit(school.helen)
    await page.goto('/operate/institutions')
    await page.getByLabel('Name').last().fill('Lyra Languages')
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.getByRole('heading', { name: 'Lyra Languages', level: 1 }).waitFor()
    await page.getByLabel('Educator, %').fill('60')
    await page.getByLabel('Institution, %').fill('25')
    await page.getByRole('button', { name: 'Show what each gets' }).click()
    const preview = page.getByRole('table', { name: 'What one seat gives each' })
    await preview.getByText('$12.00').waitFor()
    await page.getByRole('button', { name: 'Agree on 60 % and 25 %' }).click()
    await page.getByText('Counts now').waitFor()
    await isFit(page)
    await picture(page, 'institution')

    await page.getByRole('link', { name: 'Import instructors' }).click()
    await page.getByRole('heading', { name: 'Import instructors' }).waitFor()
    await isFit(page)
    await page
      .getByLabel('A CSV file')
      .setInputFiles({ name: 'staff.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) })
    await page.getByRole('button', { name: 'Look at it' }).click()
    await page.getByRole('heading', { name: 'staff.csv' }).waitFor()
    await page.getByText('“maths” is neither classes').waitFor()
    await isFit(page)
    await picture(page, 'institution-file')
    const report = await page.request.get(`${page.url()}/faults.csv`)
    assert.match(await report.text(), /^row,column,sentence\r\n3,email,/)
    await page.getByRole('button', { name: /Import the good rows only/ }).click()
    await page.getByText(/^Imported on/).waitFor()
    await page.context().close()
    await school.booksAreRight()
  })

  it('an educator sees where they belong, what they are guaranteed, and their own link', async () => {
    const page = await school.sit(school.lucia, { phone: true, dark: true })
    await page.goto('/teach/institution')
    await page.getByRole('heading', { name: 'You teach independently' }).waitFor()
    await page.getByText('December 2026').or(page.getByText('November 2026')).first().waitFor()
    await isFit(page)
    await picture(page, 'institution-own-phone')
    await page.goto('/teach/referrals')
    const link = await page.getByRole('link', { name: /teach-with-us\/from/ }).getAttribute('href')
    await isFit(page)
    await page.context().close()
    const jonas = await school.sit(school.jonas, { phone: true })
    await jonas.goto(new URL(link!).pathname)
    await jonas.getByRole('button', { name: /I come from Lucía Ortega/ }).waitFor()
    await isFit(jonas)
    await jonas.goto('/teach-with-us/invitations')
    await jonas.getByRole('heading', { name: 'Nobody waits for your answer' }).waitFor()
    await jonas.context().close()
  })

  it('the people of an institution see what is agreed and cannot set it; who is invited accepts, and is guaranteed', async () => {
    const { db, jonas, mira, clock } = school
    const now = clock.now()
    const email = (await onePerson(db, jonas)).email
    const id = await atomically(db, async (tx) => {
      const orion = (await createOrganization(tx, { name: 'Orion' }, now)).id
      await addMember(tx, { organization: orion, person: mira, role: 'owner' }, now)
      const terms = { organizationId: orion, educatorRate: 6000, institutionRate: 2500 }
      await changeAgreement(tx, terms, 'person:staff', now)
      const guarantee = { minimum: '90000', currency: 'USD', months: 6, startsOn: null }
      await inviteEducator(
        tx,
        {
          organizationId: orion,
          email,
          name: 'Jonas Weber',
          terms: {
            kinds: ['class'],
            languages: ['de'],
            zone: 'Europe/Berlin',
            yearsTeaching: 3,
            headline: '',
            locale: 'en',
            guarantee,
          },
        },
        'person:staff',
        now,
      )
      await tx`update people.person set email_verified = true where id = ${jonas}`
      return orion
    })
    const invited = await school.sit(jonas, { phone: true })
    await invited.goto('/teach-with-us/invitations')
    await invited.getByRole('heading', { name: 'Orion invites you to teach' }).waitFor()
    await isFit(invited)
    await invited.getByRole('button', { name: 'Accept' }).click()
    await invited.getByRole('heading', { name: 'You teach for Orion' }).waitFor()
    await invited.getByText('$900.00 a month').waitFor()
    await isFit(invited)
    await invited.context().close()
    const page = await school.sit(mira)
    await page.goto(`/institution/${id}`)
    await page.getByRole('link', { name: 'Jonas Weber' }).waitFor()
    await page.getByText('Counts now').waitFor()
    assert.equal(await page.getByText('A new agreement').count(), 0)
    await isFit(page)
    await picture(page, 'institution-of-its-people')
    await page.context().close()
    const other = await school.sit(school.lucia)
    await other.goto(`/institution/${id}`)
    await other.getByRole('heading', { name: 'This page is not open to you' }).waitFor()
    await other.context().close()
  })

  it('the calculator is reckoned by keyboard alone and without script, and the map shows where educators are missing', async () => {
    const page = await school.sit(null, { scripts: false })
    await page.goto(
      '/teach-with-us/earnings?price=20.00&paidBy=card&tier=intermediate&seats=1&sessions=5',
    )
    await page.getByText('$13.12').first().waitFor()
    await tabTo(page, /Reckon it/)
    await page.keyboard.press('Enter')
    await page.getByText('$65.60').first().waitFor()
    await page.context().close()
    const visitor = await school.sit(null, { phone: true })
    await visitor.goto('/teach-with-us/earnings')
    await isFit(visitor)
    await picture(visitor, 'calculator-phone')
    await visitor.context().close()
    const staff = await school.sit(school.helen)
    for (const [path, name] of [
      ['/operate/coverage', 'coverage'],
      ['/operate/transitions', 'transitions'],
      ['/operate/referrals', 'referrals'],
    ] as const) {
      await staff.goto(path)
      assert.equal(await staff.locator('main h1').count(), 1)
      await isFit(staff)
      await picture(staff, name)
    }
    await staff.context().close()
    const mira = await school.sit(school.mira)
    await mira.goto('/operate/coverage')
    await mira.getByRole('heading', { name: 'This page is not open to you' }).waitFor()
    await mira.context().close()
  })
})
