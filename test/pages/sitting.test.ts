import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { verify } from '#ledger'
import { educator } from '../classroom.ts'
import { isFit, openHouse, picture } from './house.ts'

/** The main job of the house (docs/rules.md), from the first press to the bank, on pages alone. */
test('the main job in one sitting: subscribe, buy, book, teach, earn, be paid, and every cent in the books', async () => {
  await using house = await openHouse()
  const settle = () => house.deps.jobs.settle()
  const elena = await educator(house.db, { name: 'Elena Ruiz', kinds: ['class'] })
  await house.db`update people.person set zone = 'Europe/Madrid' where id = ${elena}`
  const maya = await house.person({ name: 'Maya Lindqvist', zone: 'Europe/Stockholm' })
  const helen = await house.person({
    name: 'Helen Moss',
    zone: 'Europe/Berlin',
    staffRoles: ['admin', 'finance'],
  })
  const teacher = await house.sit(elena)
  const learner = await house.sit(maya, { phone: true })
  const operator = await house.sit(helen)
  const said = async (page: Page) => (await page.textContent('main')) ?? ''
  const seen = async (page: Page, name: string) => {
    await isFit(page)
    await picture(page, `sitting-${name}`)
  }

  // Elena says where her money goes, and plans a class at the Premium level for Monday.
  await teacher.goto('/teach/earnings/payouts')
  await teacher.getByLabel('Where your bank account is').selectOption('ES')
  await teacher.getByRole('button', { name: /provider/ }).click()
  await teacher.getByRole('button', { name: 'Finish the set-up' }).click()
  await teacher.waitForURL(/\/teach/)
  await settle()
  await teacher.goto('/teach/sessions/new')
  await teacher.getByRole('radio', { name: /^Premium/ }).check()
  await teacher.getByLabel('Language').selectOption('es')
  await teacher.getByLabel('Title').fill('The two past tenses, told as a story')
  await teacher.getByLabel('Day').fill('2026-11-23')
  await teacher.getByLabel('Begins (Madrid time)').fill('18:00')
  await teacher.getByRole('button', { name: 'Publish this session' }).click()
  await teacher.waitForURL(/\/teach\/sessions\/[0-9a-f-]{36}$/)

  // Maya, on her phone, subscribes to Premium, buys 50 credits, finds the class and books it.
  await learner.goto('/plans')
  await learner.getByRole('button', { name: /Start Premium for/ }).click()
  await learner.waitForURL(/\/sandbox\/checkout\//)
  await learner.getByRole('button', { name: /^Pay/ }).click()
  await learner.waitForURL(/\/orders\//)
  await settle()
  await learner.getByRole('heading', { name: 'Paid. Thank you.' }).waitFor()
  await seen(learner, 'paid')
  await learner.goto('/wallet/buy')
  await learner.getByRole('button', { name: 'Pay $50.00' }).click()
  await learner.waitForURL(/\/sandbox\/checkout\//)
  await learner.getByRole('button', { name: /^Pay/ }).click()
  await learner.waitForURL(/\/orders\//)
  await settle()
  await learner.goto('/sessions')
  await learner.getByRole('link', { name: 'The two past tenses, told as a story' }).click()
  await learner.waitForURL(/\/sessions\/[a-z-]+-[0-9a-f-]{36}/)
  await learner
    .getByText(/170 now, 120 after/)
    .first()
    .waitFor()
  await seen(learner, 'session')
  await learner.getByRole('button', { name: 'Book this class' }).first().click()
  await learner.waitForURL(/\/bookings\//)
  await learner.getByRole('heading', { name: 'Your seat is booked' }).waitFor()
  await seen(learner, 'booked')

  // Helen lets a week go by: the class takes place.
  const move = async (choice: string | null, deed: string) => {
    await operator.goto('/operate/clock')
    if (choice) await operator.getByRole('link', { name: choice }).click()
    await operator.getByRole('button', { name: deed }).click()
    await operator.getByText(/were run on the way, and all went well/).waitFor({ timeout: 120_000 })
  }
  await move('A week', 'Move a week forward')

  // Elena sees 35.00, held for seven days; the operator sees what each cent became.
  await teacher.goto('/teach/earnings')
  const commissions = teacher.getByRole('table', { name: 'Commissions' })
  await commissions.getByText(/Held to 30 Nov/).waitFor()
  assert.match((await commissions.textContent()) ?? '', /70 %.*35\.00/s)
  await seen(teacher, 'held')
  await operator.goto('/operate/books/journals?kind=session.completed.credits')
  await operator
    .getByRole('table')
    .getByRole('link', { name: 'Session completed, paid with credits' })
    .first()
    .click()
  const moved = operator.getByRole('table', { name: 'Transfers' })
  const transfers = (await moved.textContent()) ?? ''
  for (const figure of ['33.33', '1.67', '50']) assert.ok(transfers.includes(figure), transfers)
  await seen(operator, 'journal')

  // The hold ends on Monday evening, so the Monday after is the day it is paid.
  await move('A week', 'Move a week forward')
  await move('To Monday noon', 'Move to Monday noon')
  await move('A week', 'Move a week forward')
  await teacher.goto('/teach/earnings/payouts')
  const payouts = teacher.getByRole('table', { name: 'Payouts' })
  await payouts.getByText('35.00').first().waitFor()
  assert.match((await payouts.textContent()) ?? '', /7 Dec/)
  await seen(teacher, 'paid-out')
  await operator.goto('/operate/books/profit-and-loss?from=2026-11-01')
  assert.match(await said(operator), /Platform fee.?1\.67/)
  await seen(operator, 'profit-and-loss')
  const [fee] = await house.db<{ amount: bigint }>`
    select coalesce(sum(case when d.purpose = 'platform_fee' then -t.amount else t.amount end), 0)::bigint as amount
      from ledger.transfer t join ledger.account d on d.id = t.debit_id join ledger.account c on c.id = t.credit_id
     where 'platform_fee' in (d.purpose, c.purpose)`
  assert.equal(fee!.amount, -167n)
  await operator.goto('/operate/jobs')
  await operator.getByRole('button', { name: 'Run now: Proves that the books are right' }).click()
  await operator.getByText(/ledger\.verify ran/).waitFor()
  assert.deepEqual(await verify(house.db), { ok: true, findings: [] })
})
