import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import { bookSession } from '#live'
import { educator, hours, learner, NOON, planCredits, session } from '../classroom.ts'
import { type House, isFit, openHouse, picture, tabTo } from './house.ts'

/** Every page of visitors and learners; SESSION, EDUCATOR and BOOKING stand for something that is there. */
const PAGES = [
  '/',
  '/sessions',
  '/sessions?view=week&week=2026-11-23',
  '/sessions/SESSION',
  '/educators',
  '/educators/EDUCATOR',
  '/educators/EDUCATOR/lesson',
  '/plans',
  '/teach-with-us',
  '/teach-with-us/application',
  '/teach-with-us/earnings',
  '/home',
  '/bookings',
  '/bookings?when=past',
  '/bookings/BOOKING',
  '/talk',
  '/wallet',
  '/wallet/buy',
  '/subscription',
  '/subscription/opens',
  '/notices',
  '/reviews',
  '/messages',
  '/settings',
  '/settings/notices',
]

describe('Every page of a learner is fit for everybody', () => {
  let house: House
  let mira: string
  let lena: string
  const ids: Record<string, string> = {}

  before(async () => {
    house = await openHouse()
    const { db } = house
    mira = await learner(db, 100, 'Mira Kaya')
    lena = await house.person({ name: 'Lena Novak', zone: 'Europe/Prague' })
    await planCredits(db, mira, 120, 8_000n, hours(24 * 20))
    const lucia = await educator(db, { name: 'Lucía Ortega' })
    const booked = await session(db, lucia, { title: 'Coffee and small talk', startsIn: 200 })
    ids.SESSION = await session(db, lucia, {
      title: 'A very long title that tells in detail what will happen in this one hour of speaking',
      description: 'We read three short stories together.\n\nThen we talk.',
      money: { amount: 5_000n, currency: 'USD' },
      topics: ['grammar', 'storytelling'],
    })
    ids.EDUCATOR = lucia
    const request = { session: booked, learner: mira, method: 'credits' } as const
    ids.BOOKING = (await atomically(db, (tx) => bookSession(tx, request, NOON))).id
    await house.deps.jobs.settle()
  })
  after(() => house[Symbol.asyncDispose]())

  const addressOf = (path: string) =>
    path.replace(/SESSION|EDUCATOR|BOOKING/, (name) => ids[name] ?? name)

  for (const seat of [{}, { phone: true, dark: true }]) {
    // One window for all pages, as people have it.
    let window: ReturnType<House['sit']> | undefined
    for (const path of PAGES) {
      it(`${path} ${'phone' in seat ? 'on a phone at night' : 'at a desk by day'}`, async () => {
        window ??= house.sit(mira, seat)
        const page = await window
        const answer = await page.goto(addressOf(path))
        assert.equal(answer?.status(), 200)
        assert.equal(await page.locator('main h1').count(), 1)
        await isFit(page)
        await picture(page, `fit${path.replace(/\W+/g, '-')}${'phone' in seat ? '-phone' : ''}`)
      })
    }
  }

  it('says what will be here and the first step, where there is nothing yet', async () => {
    const page = await house.sit(lena)
    const steps = [
      ['/home', 'Find a session'],
      ['/bookings', 'Find a session'],
      ['/wallet', 'Buy credits'],
      ['/subscription', 'Compare the plans'],
    ] as const
    for (const [path, step] of steps) {
      await page.goto(path)
      await page.locator('main').getByRole('link', { name: step }).first().waitFor()
      await isFit(page)
    }
    await page.context().close()
  })

  it('keeps the shape of a page that is slow to come', async () => {
    const page = await house.sit(mira)
    await page.goto('/home')
    await page.waitForLoadState('networkidle')
    await page.route('**/wallet.data*', async (route) => {
      await new Promise((done) => setTimeout(done, 1_200))
      await route.continue()
    })
    await page
      .getByRole('navigation', { name: 'Main' })
      .first()
      .getByRole('link', { name: 'Wallet' })
      .click()
    await page.getByRole('status', { name: 'The page is on its way' }).waitFor()
    await page.getByRole('heading', { name: 'Wallet', level: 1 }).waitFor()
    await page.context().close()
  })

  it('starts the keyboard at the title of the next page, and can skip the bar', async () => {
    const page = await house.sit(mira)
    await page.goto('/home')
    await page.waitForLoadState('networkidle')
    await page.keyboard.press('Tab')
    assert.equal(
      await page.evaluate(() => document.activeElement?.textContent),
      'Skip to the content',
    )
    await page
      .getByRole('navigation', { name: 'Main' })
      .first()
      .getByRole('link', { name: 'Wallet' })
      .click()
    await page.getByRole('heading', { name: 'Wallet', level: 1 }).waitFor()
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
    await page.context().close()
  })

  it('is a test that can fail: a field without a name, a page too wide, a script that throws', async () => {
    const faults = [
      ["document.querySelector('main').append(document.createElement('input'))", 'label'],
      ["document.querySelector('main h1').style.width = '3000px'", 'wider than the screen'],
      ["setTimeout(() => { throw new Error('planted') })", 'planted'],
    ] as const
    for (const [fault, words] of faults) {
      const page = await house.sit(mira)
      await page.goto('/settings')
      await page.waitForLoadState('networkidle')
      await page.evaluate(fault)
      await assert.rejects(isFit(page), (error: Error) => error.message.includes(words), words)
      await page.context().close()
    }
  })

  it('says what happened, what was not lost and what to do when a page cannot be made', async () => {
    const page = await house.sit(mira)
    const answer = await page.goto('/sessions?level=Z9')
    assert.equal(answer?.status(), 400)
    const alert = page.getByRole('alert')
    await alert.waitFor()
    assert.match((await alert.textContent()) ?? '', /Nothing was changed/)
    assert.match((await alert.textContent()) ?? '', /give this number: [0-9a-f-]{36}/)
    await isFit(page)
    await page.context().close()
  })
})

describe('After a class', () => {
  it('the learner says how it was, by keyboard, and it stands on the educator’s page', async () => {
    await using house = await openHouse()
    const mira = await learner(house.db, 100, 'Mira Kaya')
    const lucia = await educator(house.db, { name: 'Lucía Ortega' })
    const id = await session(house.db, lucia, { title: 'Past tenses', startsIn: 48 })
    const { id: booking } = await atomically(house.db, (tx) =>
      bookSession(tx, { session: id, learner: mira, method: 'credits' }, NOON),
    )
    await house.deps.jobs.moveClock({ to: hours(50).toString() }, 'person:test')

    const page = await house.sit(mira)
    await page.goto('/bookings?when=past')
    await page.getByRole('link', { name: 'Past tenses' }).click()
    await page.waitForURL(new RegExp(booking))
    await page.waitForLoadState('networkidle')
    await page.getByRole('heading', { name: 'How was it?' }).waitFor()
    await isFit(page)
    await page.getByRole('group', { name: 'Stars', exact: true }).getByRole('radio').first().focus()
    for (let star = 1; star < 5; star += 1) await page.keyboard.press('ArrowRight')
    await tabTo(page, /A sentence or two, in public/)
    await page.keyboard.type('This was the first time that I could use it the next day.')
    await tabTo(page, /Publish review/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Your review' }).waitFor()
    // Nobody rated Mira, so it is shown when the week is over.
    await house.deps.jobs.moveClock({ to: hours(49 + 24 * 7).toString() }, 'person:test')
    await page.goto(`/educators/${lucia}`)
    await page.getByText('“This was the first time that I could use it the next day.”').waitFor()
    await isFit(page)
    await page.context().close()
  })
})
