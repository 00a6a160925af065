import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { atomically } from '#base'
import { type AllFacts, postRule, type Rule, seal, signerFrom } from '#ledger'
import { hours, learner } from '../classroom.ts'
import { asAdmin } from '../database.ts'
import { isFit, picture, tabTo } from './house.ts'
import { openSchool, type School } from './school.ts'

const signer = signerFrom('the secret that seals the books of the school')

describe('Whoever keeps the books', () => {
  let school: School

  before(async () => {
    school = await openSchool()
    const post = <Name extends Rule>(
      name: Name,
      facts: AllFacts[Name],
      days: number,
      key: string,
    ) =>
      atomically(school.db, (tx) =>
        postRule(tx, name, facts, {
          key,
          about: { type: 'test', id: key },
          by: 'schedule',
          at: hours(24 * days),
        }),
      )
    const sms = { provider: 'gupshup', currency: 'USD', asset: 'SMS', paidFrom: 'bank' } as const
    await post('wholesale.purchased', { ...sms, quantity: 1_000n, cost: 1_500n }, -50, 'first')
    await post('wholesale.purchased', { ...sms, quantity: 1_000n, cost: 2_000n }, -20, 'second')
    await post(
      'message.failed.charged',
      { provider: 'gupshup', asset: 'SMS', quantity: 1_200n },
      -1,
      'charged',
    )
    const earner = { educator: { type: 'person', id: school.lucia }, currency: 'USD' } as const
    await post('guarantee.topped_up', { ...earner, amount: 900n }, -45, 'guaranteed')
    await post('access.earned', { currency: 'USD', amount: 2_500n }, -45, 'earned')
    await post('earnings.released', { ...earner, amount: 3_500n }, 0, 'released')
    await seal(school.db, signer, hours(5))
  })
  after(async () => {
    await school.booksAreRight()
    await school[Symbol.asyncDispose]()
  })

  const open = async (address: string, seat: Parameters<School['sit']>[1] = {}) => {
    const page = await school.sit(school.tomasz, seat)
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    return page
  }
  const said = async (page: Page) =>
    ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ')

  it('sees for how long educators could have been paid, and opens an age to its entries', async () => {
    const page = await open('/operate/books/payables')
    const table = page.getByRole('table', { name: 'Owed to educators' })
    const row = table.getByRole('row').filter({ hasText: 'Lucía Ortega' })
    assert.deepEqual(
      (await row.getByRole('cell').allTextContents()).map((text) => text.trim()),
      ['Lucía Ortega', '35.00', '35.00', '', '9.00', '', '', '79.00'],
    )
    await row.getByRole('link', { name: '9.00' }).click()
    await page.getByRole('heading', { name: 'Owed to Lucía Ortega' }).waitFor()
    const entries = page.getByRole('table', { name: 'Available, and not paid out' })
    assert.match((await entries.textContent()) ?? '', /45 days.*9\.00.*9\.00.*44\.00/s)
    await isFit(page)
    await entries.getByRole('link', { name: 'Guaranteed minimum topped up' }).click()
    await page.getByRole('heading', { level: 1, name: 'Guaranteed minimum topped up' }).waitFor()
    await page.goto('/operate/books/payables?asOf=2026-11-10')
    await page.getByText('10 November').first().waitFor()
    assert.match(await said(page), /9\.00/)
    assert.doesNotMatch(await said(page), /35\.00/)
    await page.context().close()
  })

  it('values the stock lot by lot, equal to the account, and follows a lot to all that moved it', async () => {
    const page = await open('/operate/books/inventory')
    await page.getByRole('heading', { name: 'Worth $16.00 at cost' }).waitFor()
    await page.getByText('Equals the account').waitFor()
    const table = page.getByRole('table', { name: 'Lots of message stock' })
    assert.equal(await table.getByRole('row').count(), 3, 'a head, the second lot, a foot')
    await table.getByRole('link', { name: /Gupshup, lot/ }).click()
    const moves = page.getByRole('table', { name: 'What moved this lot' })
    await moves.getByRole('link', { name: 'Used' }).click()
    const lots = page.getByRole('table', { name: 'Lots that were moved' })
    await lots.waitFor()
    assert.match((await lots.textContent()) ?? '', /−1,000 SMS.*−\$15\.00.*−200 SMS.*−\$4\.00/s)
    await page.goto('/operate/books/inventory?asOf=2026-10-15')
    await page.getByRole('heading', { name: 'Worth $15.00 at cost' }).waitFor()
    await page.goto('/operate/books/inventory?asOf=2026-01-01')
    await page.getByRole('heading', { name: 'No stock by then' }).waitFor()
    await isFit(page)
    await page.context().close()
  })

  it('sees the months side by side and deferred revenue week by week, with their tables', async () => {
    const page = await open('/operate/books/profit-and-loss')
    await page
      .getByRole('heading', { name: /October 2026|Oct 2026/ })
      .or(page.getByRole('heading', { name: /best month/ }))
      .first()
      .waitFor()
    const chart = page.locator('section').filter({ hasText: 'Income and expenses by month' })
    await chart.getByRole('button', { name: 'Show as table' }).click()
    assert.match((await chart.textContent()) ?? '', /Oct 2026.*25\.00.*9\.00.*16\.00/s)
    await isFit(page)
    await page.goto('/operate/books/deferred')
    await page.getByRole('heading', { name: /Deferred revenue (grew|fell)/ }).waitFor()
    const weeks = page.locator('section').filter({ hasText: 'had not used when each week ended' })
    await weeks.getByRole('button', { name: 'Show as table' }).click()
    assert.equal(await weeks.getByRole('row').count(), 14, 'a head and thirteen weeks')
    await isFit(page)
    await page
      .getByRole('table', { name: 'Roll-forward of deferred credits' })
      .getByRole('link', { name: 'Session completed, paid with credits' })
      .click()
    await page.getByText('Only those that changed Deferred credits').waitFor()
    const journals = page.getByRole('table', { name: 'Journals' })
    assert.equal(await journals.getByRole('row').count(), 3, 'a head and two seats')
    await page.getByRole('link', { name: 'Show all' }).click()
    await page.getByText('Only those that changed').waitFor({ state: 'hidden' })
    await page.context().close()
  })

  it('reads on a journal that it is sealed, in which block, and that a fresh one waits', async () => {
    const page = await open('/operate/books/journals?kind=session.completed.credits')
    await page.getByRole('link', { name: 'Session completed, paid with credits' }).first().click()
    await page.getByText('In block 1').waitFor()
    assert.match(await said(page), /Lots that were moved.*Spent.*−50 credits.*−\$50\.00/)
    await isFit(page)
    await page
      .getByRole('link', { name: /Proof of entry/ })
      .last()
      .click()
    await page.getByRole('heading', { name: /stands in the sealed books/ }).waitFor()
    await page.getByRole('heading', { name: 'What was sealed' }).waitFor()
    await learner(school.db, 20, 'Somebody new')
    const [fresh] = await school.db<{ id: bigint }>`select max(id) as id from ledger.journal`
    await page.goto(`/operate/books/journals/${fresh!.id}`)
    await page.getByText('Waits for its seal').waitFor()
    await page.context().close()
  })

  it('finds journals of a stretch of days; the file has the same ones', async () => {
    const page = await open('/operate/books/journals')
    await tabTo(page, / From /)
    await page.getByLabel('From').fill('2026-10-01')
    await page.getByLabel('To the end of').fill('2026-10-31')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.waitForURL(/from=2026-10-01&to=2026-10-31/)
    await page.waitForLoadState('networkidle')
    const journals = page.getByRole('table', { name: 'Journals' })
    await journals.getByRole('link', { name: 'Access earned' }).waitFor()
    await journals.getByRole('row').nth(4).waitFor({ state: 'detached' })
    assert.equal(await journals.getByRole('row').count(), 4)
    const file = await page.request.get('/operate/books/journals.csv?from=2026-10-01&to=2026-10-31')
    assert.equal((await file.text()).trim().split('\r\n').length, 5, 'a head and four transfers')
    await page.context().close()
  })

  it('takes every report along as CSV', async () => {
    const page = await open('/operate/books')
    for (const [file, line] of [
      ['payables.csv', /^Lucía Ortega,[0-9a-f-]+,35\.00,35\.00,0\.00,9\.00,0\.00,0\.00,USD$/m],
      [
        `outstanding.csv?owner=person:${school.lucia}`,
        /,guarantee\.topped_up,test,guaranteed,45,9\.00,9\.00,USD$/m,
      ],
      ['inventory.csv', /^\d+,provider:gupshup\/stock,SMS,[^,]+,,1000,800,20\.00,16\.00,USD$/m],
      ['profit-and-loss-months.csv', /^2026-10,25\.00,9\.00,16\.00,USD$/m],
      ['deferred-weeks.csv', /^2026-11-16,deferred_credits,3\d0\.00,USD$/m],
    ] as const) {
      const answer = await page.request.get(`/operate/books/${file}`)
      assert.equal(answer.status(), 200, file)
      assert.match((await answer.text()).replaceAll('\r', ''), line)
    }
    await page.context().close()
  })

  it('is alarmed on Today when sealing is late, and only then', async () => {
    const page = await open('/operate')
    assert.equal(await page.getByRole('alert').count(), 0)
    await learner(school.db, 20, 'Somebody newer')
    const [last] = await school.db<{ id: bigint; written: string }>`
      select id, written_at::text as written from ledger.journal order by id desc limit 1`
    const writtenAt = (when: string) =>
      asAdmin(async (owner) => {
        await owner.query('set session_replication_role = replica')
        await owner.query(`update ledger.journal set written_at = ${when} where id = ${last!.id}`)
      }, new URL(school.db.url).pathname.slice(1))
    await writtenAt(`clock_timestamp() - interval '11 minutes'`)
    await page.reload()
    await page.getByText('The books were not sealed for 11 minutes').waitFor()
    await isFit(page)
    await picture(page, 'today-late-desk')
    await page.getByRole('link', { name: 'runs of the job that seals' }).click()
    await page.waitForURL(/name=ledger\.seal/)
    const support = await school.sit(school.amara)
    await support.goto('/operate')
    assert.equal(await support.getByRole('alert').count(), 0)
    await support.context().close()
    await writtenAt(`'${last!.written}'`)
    await seal(school.db, signer, hours(6))
    await page.goto('/operate')
    assert.equal(await page.getByRole('alert').count(), 0)
    await page.context().close()
  })

  for (const [where, seat] of [
    ['desk', {}],
    ['desk-dark', { dark: true }],
    ['phone', { phone: true }],
    ['phone-dark', { phone: true, dark: true }],
  ] as const) {
    it(`finds the pages of stock, ages, lots and seals fit for everybody: ${where}`, async () => {
      const page = await open('/operate/books', seat)
      const lot = await school.db<{ id: bigint }>`
        select l.id from ledger.lot l join ledger.account a on a.id = l.account_id where a.purpose = 'stock' limit 1`
      const used = await school.db<{ id: bigint }>`
        select id from ledger.journal where key = 'charged'`
      for (const [name, address] of [
        ['payables', '/operate/books/payables'],
        ['payee', `/operate/books/payables/person:${school.lucia}`],
        ['inventory', '/operate/books/inventory'],
        ['lot', `/operate/books/lots/${lot[0]!.id}`],
        ['journal', `/operate/books/journals/${used[0]!.id}`],
        ['journals', '/operate/books/journals'],
        ['result', '/operate/books/profit-and-loss'],
        ['deferred', '/operate/books/deferred'],
      ] as const) {
        const answer = await page.goto(address)
        assert.equal(answer?.status(), 200, address)
        await isFit(page)
        await picture(page, `books-${name}-${where}`)
      }
      await page.context().close()
    })
  }
})
