import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import { addMember, createOrganization } from '#people'
import { isFit, picture } from './house.ts'
import { openSchool, type School } from './school.ts'

describe('Staff and whom they take on', () => {
  let school: School
  before(async () => {
    school = await openSchool()
  })
  after(() => school[Symbol.asyncDispose]())

  const open = async (person: string, address: string, seat: Parameters<School['sit']>[1] = {}) => {
    const page = await school.sit(person, seat)
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    return page
  }
  it('makes somebody an educator, and keeps them on a tier until a day', async () => {
    const page = await open(school.helen, `/operate/people/${school.mira}`)
    await page.getByRole('link', { name: 'Make them an educator' }).click()
    await page.getByRole('heading', { name: 'Make Mira Kaya an educator' }).waitFor()
    await isFit(page)
    await picture(page, 'enrol')
    await page.getByLabel('Years of teaching').fill('4')
    await page.getByRole('button', { name: 'Make them an educator' }).click()
    await page.waitForURL(/\/operate\/educators\/[0-9a-f-]{36}/)
    await page.getByLabel('Tier', { exact: true }).selectOption('expert')
    await page.getByLabel('Until the end of').fill('2027-03-31')
    await page.getByLabel('Why').fill('A teacher of twenty years')
    await page.getByRole('button', { name: 'Keep them there' }).click()
    await page.getByText('They are kept on this tier.').waitFor()
    await isFit(page)
    await picture(page, 'pinned')
    await page
      .getByText(/Pinned|Expert/)
      .first()
      .waitFor()
    await page.context().close()
  })

  it('gives the audit log as a file, with the filters of the page', async () => {
    const page = await open(school.helen, '/operate/audit?deed=educator')
    await isFit(page)
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download as CSV' }).click()
    const content = await (await file).createReadStream()
    let text = ''
    for await (const part of content) text += part
    assert.match(text, /^When,By,Name,What,/)
    assert.match(text, /educator\.enrolled/)
    assert.doesNotMatch(text, /tier\.pinned/)
    await page.context().close()
  })

  it('lets an invited person join on a page of their own', async () => {
    const { db, deps } = school
    const now = deps.clock.now()
    await db`update people.person set email_verified = true where id = ${school.jonas}`
    const boss = await school.person({ name: 'Ana Boss' })
    const home = await atomically(db, async (tx) => {
      const { id } = await createOrganization(tx, { name: 'Home School' }, now)
      await addMember(tx, { organization: id, person: boss, role: 'owner' }, now)
      return id
    })
    const [mail] = await db<{ email: string }>`
      select email from people.person where id = ${school.jonas}`
    const invited = await school.app.inject({
      method: 'POST',
      url: '/api/auth/organization/invite-member',
      headers: await school.as(boss),
      payload: { email: mail!.email, role: 'educator', organizationId: home },
    })
    assert.equal(invited.statusCode, 200, invited.body)
    await deps.jobs.settle()
    const page = await open(school.jonas, '/notices', { phone: true })
    await page.getByText('Ana Boss invites you to Home School').first().waitFor()
    await page.goto('/invitations')
    await page.getByRole('heading', { name: 'Home School' }).waitFor()
    await isFit(page)
    await picture(page, 'invitations')
    await page.getByRole('button', { name: 'Join' }).click()
    await page.getByText('You belong to them now.').waitFor()
    await page.getByText('Nobody waits for your answer').waitFor()
    await page.context().close()
  })
})
