import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { hours, session } from '../classroom.ts'
import { isFit, picture, tabTo } from './house.ts'
import { openSchool, type School } from './school.ts'

describe('An educator', () => {
  let school: School

  before(async () => {
    school = await openSchool()
  })
  after(async () => {
    await school.booksAreRight()
    await school[Symbol.asyncDispose]()
  })

  const open = async (address: string, seat: Parameters<School['sit']>[1] = {}) => {
    const page = await school.sit(school.lucia, { zone: 'Europe/Madrid', ...seat })
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    return page
  }
  const said = async (page: Page) =>
    ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ')

  it('sees the next session, what is held, the coming payout and the way to the next tier', async () => {
    const page = await open('/teach')
    const words = await said(page)
    assert.match(words, /Next: A morning at the bakery, Monday 23 November, 11:00–12:00/)
    assert.match(words, /1 of 4 seats taken/)
    assert.match(words, /Held for 7 days\s?\$70\.00/)
    assert.match(words, /On the way to Expert/)
    assert.match(words, /200 more classes.*a rating of 4\.8/)
    await page.context().close()
  })

  it('reads earnings seat by seat, each opening to its booking on the roster', async () => {
    const page = await open('/teach/earnings')
    assert.match(await said(page), /Your first month with earnings/)
    const table = page.getByRole('table', { name: 'Commissions' })
    assert.equal(await table.getByText('Held to 28 Nov').count(), 2)
    await page.getByRole('button', { name: 'Show as table' }).click()
    await page.getByRole('table', { name: 'Your first month with earnings' }).waitFor()
    await page.getByRole('link', { name: 'Waiting', exact: true }).click()
    await page.waitForURL(/state=pending/)
    await table.getByText('Held to').first().waitFor({ state: 'hidden' })
    assert.equal(await table.getByRole('row').count(), 2)
    await table.getByRole('link', { name: 'A morning at the bakery' }).click()
    await page.waitForURL(/\/teach\/sessions\/.*#seat-/)
    await page.getByRole('table', { name: 'Who has a seat' }).getByText('Jonas Weber').waitFor()
    await page.context().close()
  })

  it('takes the statement along as CSV', async () => {
    const page = await open('/teach/earnings')
    const answer = await page.request.get('/teach/earnings/statement.csv')
    assert.match(answer.headers()['content-type'] ?? '', /^text\/csv/)
    const lines = (await answer.text()).trim().split('\r\n')
    assert.equal(lines.length, 4)
    assert.match(lines[0]!, /^Session at,Session,/)
    assert.ok(
      lines.some((line) =>
        /Past tenses in real stories.*,held,.*,50\.00,0\.7,0\.00,35\.00,USD/.test(line),
      ),
    )
    await page.context().close()
  })

  it('reads how it goes: what each month, hour and sort of session brought, and the same as a file', async () => {
    const page = await open('/teach/figures')
    const words = await said(page)
    assert.match(words, /Sessions held\s?1/)
    assert.match(words, /Best at .* on .*days/)
    assert.match(words, /nobody to stand beside yet/)
    const sorts = page.getByRole('table', { name: 'Sorts of sessions' })
    assert.match((await sorts.textContent()) ?? '', /Live class, Premium.*\$70\.00/)
    await page.getByRole('link', { name: '12 weeks' }).click()
    await page.waitForURL(/span=weeks/)
    const file = await page.request.get('/teach/figures.csv?span=weeks')
    const lines = (await file.text()).trim().split('\r\n')
    assert.equal(lines.filter((line) => line.startsWith('week,')).length, 12)
    assert.ok(lines.includes('sort,class premium,1,2,4,70.00'), lines.join('\n'))
    await page.context().close()
  })

  it('plans a class: Standard is chosen, the time is said in words, a clash stands beside its field', async () => {
    const page = await open('/teach/sessions/new')
    assert.equal(await page.getByRole('radio', { name: /^Standard, 35 credits/ }).isChecked(), true)
    assert.match(await said(page), /You get \$24\.50 for each learner, at your 70 %/)
    await isFit(page)
    await picture(page, 'session-new')
    await page.getByLabel('Language').selectOption('es')
    await page.getByLabel('Title').fill('Ordering without fear')
    await page.getByLabel('Day').fill('2026-11-23')
    await page.getByLabel('Begins (Madrid time)').fill('11:30')
    await page.getByText('Monday 23 November, 11:30–12:30').waitFor()
    await page.getByRole('button', { name: 'Publish this session' }).click()
    await page.getByText('Nothing was changed.').waitFor()
    assert.equal(await page.getByLabel('Begins (Madrid time)').getAttribute('aria-invalid'), 'true')
    assert.equal(await page.getByLabel('Title').inputValue(), 'Ordering without fear')
    await page.getByLabel('Begins (Madrid time)').fill('18:00')
    await page.getByRole('button', { name: 'Publish this session' }).click()
    await page.waitForURL(/\/teach\/sessions\/[0-9a-f-]{36}$/)
    await page.getByRole('heading', { name: 'Ordering without fear' }).waitFor()
    assert.match(await said(page), /Monday 23 November, 18:00–19:00/)
    const [made] = await school.db<{
      at: string
      price: bigint
      price_level: string
      zone: string
    }>`
      select starts_at::text as at, price, price_level, zone from live.session where title = 'Ordering without fear'`
    assert.equal(
      Temporal.Instant.from(made!.at.replace(' ', 'T')).toString(),
      '2026-11-23T17:00:00Z',
    )
    assert.deepEqual(
      [made!.price, made!.price_level, made!.zone],
      [3500n, 'standard', 'Europe/Madrid'],
    )
    await page.context().close()
  })

  it('is told that an hour does not exist when the clocks go forward', async () => {
    const page = await open('/teach/sessions/new')
    await page.getByLabel('Language').selectOption('es')
    await page.getByLabel('Title').fill('In the middle of the night')
    await page.getByLabel('Day').fill('2027-03-28')
    await page.getByLabel('Begins (Madrid time)').fill('02:30')
    await page.getByRole('button', { name: 'Publish this session' }).click()
    await page.getByText(/^The clocks go forward that day, so 02:30 does not exist/).waitFor()
    await page.context().close()
  })

  it('changes the words of a booked class, while its time and price stand still', async () => {
    const page = await open(`/teach/sessions/${school.coming}/edit`)
    assert.match(await said(page), /Somebody has booked, so this stands still/)
    await isFit(page)
    await page.getByLabel('Title').fill('A slow morning at the bakery')
    await page.getByRole('button', { name: 'Save the changes' }).click()
    await page.getByRole('heading', { name: 'A slow morning at the bakery' }).waitFor()
    await page.getByRole('link', { name: 'Change' }).click()
    await page.getByLabel('Title').fill('A morning at the bakery')
    await page.getByRole('button', { name: 'Save the changes' }).click()
    await page.getByRole('heading', { name: 'A morning at the bakery' }).waitFor()
    await page.context().close()
  })

  it('reads what cancelling does before doing it, and everybody gets everything back', async () => {
    const off = await session(school.db, school.lucia, {
      title: 'Called off',
      startsIn: 12,
      made: school.clock.now(),
    })
    const before = await school.db<{ held: bigint }>`
      select b.held from ledger.balance b join ledger.account a on a.id = b.account_id
      where a.address = ${`person:${school.jonas}/wallet`}`
    await school.book(off, school.jonas)
    const page = await open(`/teach/sessions/${off}`)
    await page.getByRole('link', { name: 'Cancel this session' }).click()
    await page.getByRole('heading', { name: /Cancel “Called off”/ }).waitFor()
    const words = await said(page)
    assert.match(words, /1 learner gets everything back at once/)
    assert.match(words, /they also get 5 credits together from Stoa/)
    assert.match(words, /The \$35\.00 that this class would have brought are not earned/)
    assert.match(words, /It counts as a session that you promised and did not hold/)
    await isFit(page)
    await picture(page, 'session-cancel')
    await page.getByLabel('Why, in a sentence').fill('I have lost my voice')
    await page.getByRole('button', { name: 'Cancel this class' }).click()
    await page.waitForURL(new RegExp(`/teach/sessions/${off}$`))
    await page.getByText('Cancelled by educator').waitFor()
    const now = await school.db<{ held: bigint }>`
      select b.held from ledger.balance b join ledger.account a on a.id = b.account_id
      where a.address = ${`person:${school.jonas}/wallet`}`
    assert.deepEqual(now, before)
    await page.context().close()
  })

  it('writes down who was there, with the keyboard alone', async () => {
    const going = await session(school.db, school.lucia, {
      title: 'Going on now',
      startsIn: 6,
      made: school.clock.now(),
    })
    const seat = (await school.book(going, school.mira)).id
    await school.deps.jobs.moveClock({ to: hours(6.5).toString() }, 'test')
    const page = await open(`/teach/sessions/${going}`)
    await tabTo(page, /Mira Kaya was there/)
    await page.keyboard.press('Space')
    await tabTo(page, /Save who was there/)
    await page.keyboard.press('Enter')
    await page.getByText('Attendance is written down.').waitFor()
    const [marked] = await school.db<{ attended: boolean }>`
      select attended from live.booking where id = ${seat}`
    assert.equal(marked!.attended, false)
    await page.context().close()
  })

  it('is paid on the Monday after the hold, and opens the payout to its sessions', async () => {
    await school.deps.jobs.moveClock({ to: '2026-11-30T18:00:00Z' }, 'test')
    const page = await open('/teach/earnings/payouts')
    await isFit(page)
    const table = page.getByRole('table', { name: 'Payouts' })
    await table.getByRole('link', { name: '30 Nov' }).click()
    await page.getByRole('table', { name: 'What it is made of' }).waitFor()
    assert.match(await said(page), /Past tenses in real stories/)
    await isFit(page)
    const file = await page.request.get(`${page.url()}/statement.csv`)
    assert.match(await file.text(), /Past tenses in real stories,50\.00,0\.7,0\.00,35\.00,USD/)
    await page.getByRole('link', { name: 'Past tenses in real stories' }).first().click()
    await page.waitForURL(new RegExp(`/teach/sessions/${school.held}`))
    await page.context().close()
  })

  it('knows the learners, and who comes again', async () => {
    const page = await open('/teach/learners')
    const words = await said(page)
    assert.match(words, /Mira Kaya/)
    assert.match(words, /Jonas Weber/)
    await page.context().close()
  })

  const PAGES = [
    '/teach',
    '/teach/calendar?week=2026-11-23',
    '/teach/sessions',
    '/teach/sessions?when=past',
    '/teach/sessions?when=cancelled',
    '/teach/sessions/new',
    '/teach/availability',
    '/teach/learners',
    '/teach/reviews',
    '/teach/messages',
    '/teach/figures',
    '/teach/figures?span=weeks',
    '/teach/earnings',
    '/teach/earnings?state=paid',
    '/teach/earnings/payouts',
  ]
  for (const [where, seat] of [
    ['at a desk', {}],
    ['on a phone at night', { phone: true, dark: true }],
  ] as const) {
    it(`finds every page fit for everybody ${where}`, async () => {
      const page = await open('/teach', seat)
      for (const address of [...PAGES, `/teach/sessions/${school.held}`]) {
        await page.goto(address)
        await isFit(page)
        const name = address.replaceAll(/[^a-z]+/g, '-').replaceAll(/^-|-$/g, '')
        await picture(page, `${name}-${'phone' in seat ? 'phone-dark' : 'desk'}`)
      }
      await page.context().close()
    })
  }

  it('is told on an empty desk what will be here, with the first step', async () => {
    const [row] = await school.db<{
      id: string
    }>`select id from people.person where name = 'Nobody new'`
    assert.equal(row, undefined)
    const { educator } = await import('../classroom.ts')
    const fresh = await educator(school.db, { name: 'Fresh Start', years: 0 })
    const page = await school.sit(fresh)
    await page.goto('/teach')
    await page.getByRole('heading', { name: 'Nothing is planned' }).waitFor()
    await page.getByRole('link', { name: 'Plan a session' }).waitFor()
    await page.goto('/teach/earnings')
    await page.getByText('Nothing earned yet').waitFor()
    await isFit(page)
    await page.context().close()
  })

  it('is the only one who sees this desk: a learner reads who could open it, a visitor is asked in', async () => {
    const page = await school.sit(school.mira)
    const refused = await page.goto('/teach')
    assert.equal(refused?.status(), 403)
    await page.getByRole('heading', { name: 'This page is not open to you' }).waitFor()
    await page.getByText('It can be opened by educators').waitFor()
    await isFit(page)
    await page.context().close()
    const visitor = await school.sit(null)
    await visitor.goto('/teach/earnings')
    await visitor.getByRole('heading', { name: 'Sign in to open this page' }).waitFor()
    await visitor.context().close()
  })
})
