import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import { mailingLinks, suppress } from '#messaging'
import { addMember, createOrganization } from '#people'
import { isFit, picture } from './house.ts'
import { openSchool, type School } from './school.ts'

const FILE = [
  'Name,Member ID,Mobile,E-Mail,Seat',
  'Ana Bell,M-1,98765 43210,ana@example.org,12',
  'Ben Cole,M-2,98765 43211,ben@example.org,14',
  'Cem Dogan,M-3,12,,15',
].join('\r\n')

describe('Contacts and templates of an organization', () => {
  let school: School
  let at: string
  let organization: string
  before(async () => {
    school = await openSchool()
    const { db, lucia, clock } = school
    const now = clock.now()
    organization = await atomically(db, async (tx) => {
      const { id } = await createOrganization(tx, { name: 'Reading Room' }, now)
      await addMember(tx, { organization: id, person: lucia, role: 'manager' }, now)
      return id
    })
    at = `/institution/${organization}/messaging`
  })
  after(() => school[Symbol.asyncDispose]())

  it('a file of members is looked at before anything of it is kept', async () => {
    const page = await school.sit(school.lucia)
    await page.goto(`${at}/contacts`)
    await page.getByText('Nobody here yet').waitFor()
    await isFit(page)
    await page.getByRole('link', { name: 'Import a file' }).first().click()
    await page
      .getByLabel('Choose the file')
      .setInputFiles({ name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) })
    await page.getByRole('button', { name: 'Look at it' }).click()
    await page.getByRole('heading', { name: 'members.csv' }).waitFor()
    await page.getByText('It is no telephone number of any country.').waitFor()
    await page.getByLabel('Seat').selectOption({ label: 'Name' })
    await page.getByText('Two columns cannot both be “name”.').waitFor()
    await isFit(page)
    await page.getByLabel('Seat').selectOption({ label: 'A new field' })
    await page.waitForURL(/column=new_field/)
    await isFit(page)
    await picture(page, 'contacts-file')
    await page.getByRole('checkbox', { name: 'SMS' }).check()
    await page.getByRole('button', { name: 'Read the whole file' }).click()
    await page.getByText('A consent counts with its proof').waitFor()
    await page.getByLabel('Where and to which words').fill('Membership form 2026, line 7')
    await page.getByRole('button', { name: 'Read the whole file' }).click()
    await page.getByRole('button', { name: 'Stop here' }).waitFor()
    await isFit(page)
    await school.deps.jobs.settle()
    await page.getByRole('heading', { name: '3 rows read' }).waitFor()
    await page.getByRole('heading', { name: '1 row left out' }).waitFor()
    await isFit(page)
    await picture(page, 'contacts-file-read')
    const [faults] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'All of them as a file' }).click(),
    ])
    assert.equal(
      await readFile(await faults.path(), 'utf8'),
      'row,column,value,reason\r\n4,Mobile,12,It is no telephone number of any country.\r\n',
    )
    await page.getByRole('link', { name: 'See your contacts' }).click()
    await page.getByRole('heading', { name: '2 contacts' }).waitFor()
    await page.getByLabel('Mobile number').fill('12')
    await page.getByRole('button', { name: 'Add to contacts' }).click()
    await page.getByText('Address: at least 3 characters.').waitFor()
    await page.context().close()
  })

  it('a template says while it is written what it takes, and what ₹ costs', async () => {
    const page = await school.sit(school.lucia, { phone: true, dark: true })
    await page.goto(`${at}/templates/new`)
    await page.getByLabel('Name').fill('fee_reminder')
    await page
      .getByLabel('Text', { exact: true })
      .fill(
        'Dear {{name}}, your ₹500 monthly fee is due on Friday. Please pay at the desk, thank you.',
      )
    // Before there is a sample, the name of what is filled in stands there.
    await page.getByText('Dear name, your').first().waitFor()
    await page.getByLabel('Sample').fill('Ana')
    await page.getByText('Dear Ana, your').first().waitFor()
    await page.getByText('Made dearer by').waitFor()
    await page.getByText('In plainer characters').waitFor()
    await isFit(page)
    await picture(page, 'template-phone-dark')
    await page.getByRole('button', { name: 'Write it so' }).click()
    await page.getByText('In plainer characters').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Make the template' }).click()
    await page.getByText('This version is a draft everywhere.').waitFor()
    await page.goto(`${at}/templates`)
    await page.getByRole('link', { name: 'fee_reminder' }).waitFor()
    await isFit(page)
    await page.context().close()
  })

  it('a reader ends mailings with one press, and staff see who is not written to', async () => {
    const { db, clock } = school
    const of = {
      organization,
      way: 'email',
      address: 'ana@example.org',
      category: 'marketing',
    } as const
    const link = (await mailingLinks(db))(of)
    await atomically(db, (tx) =>
      suppress(tx, { ...of, reason: 'complaint', source: 'an event' }, clock.now()),
    )
    const page = await school.sit(school.helen, { phone: true })
    await page.goto(link)
    await page.getByText('From Reading Room.').waitFor()
    await isFit(page)
    await page.getByRole('button', { name: 'Stop these messages' }).click()
    await page.getByRole('heading', { name: 'You get no more announcements and offers' }).waitFor()
    await page.goto('/operate/messaging/suppressed')
    await page.getByText('They complained').last().waitFor()
    await isFit(page)
    await picture(page, 'suppressed-phone')
    await page.getByLabel('Why ana@example.org is written to again').fill('They wrote to us.')
    await page.getByRole('button', { name: 'Write again' }).click()
    await page.getByText('None like that').waitFor()
    await page.context().close()
  })
})
