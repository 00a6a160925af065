import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { isFit, picture, tabTo } from './house.ts'
import { openSchool, type School } from './school.ts'

describe('The operator', () => {
  let school: School

  before(async () => {
    school = await openSchool()
  })
  after(async () => {
    await school.booksAreRight()
    await school[Symbol.asyncDispose]()
  })

  const open = async (
    person: 'helen' | 'tomasz' | 'amara' | 'mira',
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

  it('follows a figure down: owed to educators, account, journal, the booking it is about', async () => {
    const page = await open('tomasz', '/operate')
    assert.match(await said(page), /Owed to educators\$70\.00/)
    await page.getByRole('link', { name: /70\.00/ }).click()
    await page.waitForURL(/\/books\/payables/)
    const payables = page.getByRole('table', { name: 'Owed to educators' })
    await payables.getByText('Lucía Ortega').waitFor()
    await payables.getByRole('link', { name: '70.00' }).click()
    await page.getByRole('heading', { name: 'Educators, held: Lucía Ortega' }).waitFor()
    const entries = page.getByRole('table', { name: 'Entries of Educators, held' })
    assert.equal(await entries.getByRole('row').count(), 3)
    await entries
      .getByRole('link', { name: 'Session completed, paid with credits' })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Session completed, paid with credits' }).waitFor()
    const moved = page.getByRole('table', { name: 'Transfers' })
    assert.match((await moved.textContent()) ?? '', /Deferred credits.*Platform fee.*15\.00/s)
    await isFit(page)
    await page.getByRole('main').getByRole('link', { name: 'Past tenses in real stories' }).click()
    await page.waitForURL(/\/operate\/bookings\//)
    await page.getByRole('table', { name: 'Journals' }).waitFor()
    await page.context().close()
  })

  it('finds debits equal to credits in the trial balance, and each account open', async () => {
    const page = await open('tomasz', '/operate/books/trial-balance')
    const money = page.getByRole('table', { name: 'Trial balance in USD' })
    const foot = (await money.locator('tfoot td').allTextContents()).map((text) => text.trim())
    assert.equal(foot[2], foot[3])
    assert.equal(foot[2], '400.00')
    await money.getByRole('link', { name: 'Platform fee' }).click()
    await page.getByRole('heading', { name: 'Platform fee' }).waitFor()
    assert.match(await said(page), /30\.00/)
    await page.context().close()
  })

  it('looks at the books as of a day; the day stays in the address from page to page', async () => {
    const page = await open('tomasz', '/operate/books/trial-balance')
    await page.getByLabel('As of the end of').fill('2026-11-20')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.waitForURL(/asOf=2026-11-20/)
    await page.getByRole('heading', { name: 'Nothing was booked by then' }).first().waitFor()
    await page.getByRole('link', { name: 'Balance sheet' }).click()
    await page.waitForURL(/balance-sheet\?asOf=2026-11-20/)
    await page.getByText('20 November').first().waitFor()
    await page.context().close()
  })

  it('takes the books along as CSV', async () => {
    const page = await open('tomasz', '/operate/books')
    for (const [file, line] of [
      ['trial-balance', /^educator_held,liability,USD,-70\.00$/m],
      ['balance-sheet', /^assets,total,400\.00$/m],
      ['profit-and-loss', /^income,platform_fee,30\.00$/m],
      ['deferred', /^deferred_credits,session\.completed\.credits,-100\.00$/m],
      ['payables', /^Lucía Ortega,[0-9a-f-]+,70\.00,0\.00,0\.00,0\.00,0\.00,0\.00,USD$/m],
      ['journals', /,session\.completed\.credits,booking,/],
    ] as const) {
      const answer = await page.request.get(`/operate/books/${file}.csv`)
      assert.equal(answer.status(), 200, file)
      assert.match((await answer.text()).replaceAll('\r', ''), line)
    }
    const statement = await page.request.get(
      '/operate/books/accounts/platform:stoa/deferred_credits/USD/statement.csv',
    )
    assert.match(await statement.text(), /session\.completed\.credits,booking,/)
    await page.context().close()
  })

  it('moves the sandbox’s clock to Monday, told first what runs on the way and then what did', async () => {
    const page = await open('helen', '/operate/clock')
    await page.getByRole('link', { name: 'To Monday noon' }).click()
    await page.waitForURL(/by=monday/)
    await page.getByRole('button', { name: 'Move to Monday noon' }).waitFor()
    assert.match(await said(page), /to Monday 23 November, 12:00/)
    await isFit(page)
    await picture(page, 'clock')
    await page.getByRole('button', { name: 'Move to Monday noon' }).click()
    await page
      .getByText(/The clock stands at Monday 23 November, 12:00/)
      .waitFor({ timeout: 60_000 })
    assert.match(await said(page), /were run on the way, and all went well/)
    await page.getByRole('link', { name: 'See the runs' }).click()
    await page.getByRole('table', { name: 'Runs' }).waitFor()
    const [session] = await school.db<{ state: string }>`
      select state from live.session where id = ${school.coming}`
    assert.equal(session!.state, 'started')
    await page.context().close()
  })

  it('sees when each job ran and runs next, and runs one now', async () => {
    const page = await open('helen', '/operate/jobs')
    await page.getByRole('button', { name: 'Run now: Proves that the books are right' }).click()
    await page.getByText(/ledger\.verify ran/).waitFor()
    await page
      .getByRole('table', { name: 'Runs' })
      .getByText('Helen Moss')
      .or(page.getByText('a person'))
      .first()
      .waitFor()
    await page.context().close()
  })

  it('lets finance look at jobs but not run them, and says who moves the clock', async () => {
    const page = await open('tomasz', '/operate/jobs')
    assert.equal(await page.getByRole('button', { name: /Run now/ }).count(), 0)
    await page.goto('/operate/clock')
    await page.getByText('An administrator can move it.').waitFor()
    await page.context().close()
  })

  it('finds a person by name, gives a role, and the audit log has it with before and after', async () => {
    const page = await open('helen', '/operate/people')
    await page.getByLabel('Name or e-mail').fill('jonas')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.waitForURL(/words=jonas/)
    const table = page.getByRole('table', { name: 'People' })
    await table.getByText('Helen Moss').waitFor({ state: 'hidden' })
    await table.getByRole('link', { name: 'Jonas Weber' }).click()
    await page.getByRole('button', { name: 'Give reviewer' }).click()
    await page.getByRole('button', { name: 'Take away reviewer' }).waitFor()
    await page.goto('/operate/audit')
    const log = page.getByRole('table', { name: 'Audit log' })
    await log.getByText('Staff role granted').first().waitFor()
    assert.match((await log.textContent()) ?? '', /Helen Moss/)
    await page.goBack()
    await page.getByRole('button', { name: 'Take away reviewer' }).click()
    await page.getByRole('button', { name: 'Give reviewer' }).waitFor()
    await page.context().close()
  })

  it('shows each role its pages only; the others say who could open them', async () => {
    const page = await open('amara', '/operate')
    const list = page.getByRole('navigation', { name: 'Pages of the staff' })
    assert.equal(await list.getByRole('link', { name: 'Books' }).count(), 0)
    assert.equal(await list.getByRole('link', { name: 'People' }).count(), 1)
    assert.equal(await page.getByText('Owed to educators').count(), 0)
    const refused = await page.goto('/operate/books')
    assert.equal(refused?.status(), 403)
    await page.getByText('It can be opened by administrators and finance').waitFor()
    await isFit(page)
    await page.context().close()
    const learner = await open('mira', '/operate')
    await learner.getByRole('heading', { name: 'This page is not open to you' }).waitFor()
    await learner.context().close()
    const visitor = await school.sit(null)
    await visitor.goto('/operate/books')
    await visitor.getByRole('heading', { name: 'Sign in to open this page' }).waitFor()
    await visitor.context().close()
  })

  it('reaches the books from the side list by keyboard', async () => {
    const page = await open('tomasz', '/operate')
    await tabTo(page, /^ Books/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/operate\/books$/)
    await page.getByRole('heading', { level: 1, name: 'Books' }).waitFor()
    await page.context().close()
  })

  it('tries and sets rules of earning: the 20.00 before and after, kept as a version', async () => {
    const page = await open('helen', '/operate/earning-rules')
    assert.match(await said(page), /Of \$20\.00 by card an educator at 70 % gets \$13\.12/)
    await page.getByLabel('The card’s fee is borne by').selectOption('platform')
    await page.getByRole('button', { name: 'What would 20.00 bring?' }).click()
    await page
      .getByText('the educator would get 14.00 USD, the platform 5.12 USD')
      .first()
      .waitFor()
    const versions = page.getByRole('table', { name: 'Versions of the rules of earning' })
    assert.equal(await versions.getByRole('row').count(), 2, 'nothing is kept by looking')
    await page.getByLabel('Counts from').fill('2027-01-01')
    await page.getByLabel('Why').fill('A present to educators')
    await page.getByRole('button', { name: 'Keep as a new version' }).click()
    await versions.getByText('A present to educators').waitFor()
    assert.match(await said(page), /gets \$13\.12/, 'until its day nothing changes')
    await versions.getByText('To come').waitFor()
    await page.context().close()
  })

  it('sees what the next run would send, and sets a smallest payout in another currency', async () => {
    const page = await open('helen', '/operate/payouts')
    const { items } = await (await page.request.get('/api/payouts/dry-run')).json()
    const shown = page.getByRole('table', { name: 'What the next run would send' })
    if (items.length === 0) await page.getByText('Nothing would be sent').waitFor()
    for (const { amount } of items) await shown.getByText(`$${amount.amount}`).first().waitFor()
    await page.getByText('No runs yet').waitFor()
    await page.getByLabel('Another currency').fill('eur')
    await page.getByLabel('Paid out from').fill('30')
    await page.getByRole('button', { name: 'Set it' }).click()
    await page.getByText('€30.00').waitFor()
    await page.context().close()
  })

  it('reads that there is nothing at an address that leads nowhere', async () => {
    const page = await open('helen', '/operate/people/019aa4c2-7e3c-7b56-9d0e-3f6b2f1f9a10')
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
    for (const address of ['/operate/books/journals/999999', '/operate/payouts/nothing']) {
      const answer = await page.goto(address)
      assert.ok([404, 422, 400].includes(answer?.status() ?? 0), address)
      await page.getByRole('alert').waitFor()
    }
    await page.context().close()
  })

  const pages = () => [
    '/operate',
    '/operate/sessions',
    '/operate/sessions?state=completed',
    `/operate/sessions/${school.held}`,
    `/operate/bookings/${school.booking}`,
    '/operate/educators',
    '/operate/rooms',
    '/operate/rules',
    '/operate/rooms/meetings',
    `/operate/educators/${school.lucia}`,
    '/operate/books',
    '/operate/books/trial-balance',
    '/operate/books/balance-sheet',
    '/operate/books/profit-and-loss',
    '/operate/books/deferred',
    '/operate/books/payables',
    '/operate/books/journals',
    '/operate/books/accounts?purpose=wallet&asset=CREDIT',
    `/operate/books/accounts/person:${school.mira}/wallet/CREDIT`,
    '/operate/orders',
    '/operate/payouts',
    '/operate/earning-rules',
    '/operate/plans',
    '/operate/people',
    `/operate/people/${school.mira}`,
    '/operate/outbox',
    '/operate/reports',
    '/operate/jobs',
    '/operate/webhooks',
    '/operate/clock',
    '/operate/audit',
  ]
  for (const [where, seat] of [
    ['at a desk', {}],
    ['on a phone at night', { phone: true, dark: true }],
  ] as const) {
    it(`finds every page fit for everybody ${where}`, async () => {
      const page = await open('helen', '/operate', seat)
      for (const address of pages()) {
        const answer = await page.goto(address)
        assert.equal(answer?.status(), 200, address)
        await isFit(page)
        const name = address
          .replaceAll(/[0-9a-f]{8}-[0-9a-f-]+/g, 'one')
          .replaceAll(/[^a-z]+/gi, '-')
        await picture(
          page,
          `${name.replaceAll(/^-|-$/g, '')}-${'phone' in seat ? 'phone-dark' : 'desk'}`,
        )
      }
      await page.context().close()
    })
  }
})
