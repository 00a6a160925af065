import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import { bookSession } from '#live'
import { educator, hours, learner, NOON, planCredits, session } from '../classroom.ts'
import { type House, isFit, openHouse, picture, tabTo } from './house.ts'

describe('A learner with credits', () => {
  let house: House
  let mira: string
  /** Has three bookings fewer than Mira: without a plan, three at a time are all. */
  let noor: string
  let lucia: string

  before(async () => {
    house = await openHouse()
    lucia = await educator(house.db, { name: 'Lucía Ortega' })
    mira = await learner(house.db, 300, 'Mira Kaya')
    noor = await learner(house.db, 300, 'Noor Said')
    await planCredits(house.db, mira, 120, 8_000n, hours(24 * 20))
  })
  after(() => house[Symbol.asyncDispose]())

  const lesson = (title: string, startsIn: number) =>
    session(house.db, lucia, { title, startsIn, description: 'We read three short stories.' })

  it('books a class by keyboard alone, having read what remains and what would expire', async () => {
    const id = await lesson('Past tenses in real stories', 100)
    const page = await house.sit(mira)
    await page.goto(`/sessions/${id}`)
    await page.waitForLoadState('networkidle')
    const panel = page.getByRole('complementary', { name: 'Booking' })
    const said = (await panel.textContent()) ?? ''
    assert.match(said, /420 now, 370 after/)
    assert.match(said, /50 of them would expire after Friday 11 December/)
    assert.match(said, /Free to cancel until Tuesday 24 November, 16:00/)
    await picture(page, 'session')
    await isFit(page)
    await tabTo(page, /Book this class/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/bookings\//)
    await page.getByRole('heading', { name: 'Your seat is booked' }).waitFor()
    assert.match((await page.textContent('header')) ?? '', /370\s*credits/)
    await picture(page, 'booked')
    await isFit(page)
    await page.context().close()
  })

  it('books without any script, and pressing twice takes one seat', async () => {
    const id = await lesson('Arguing politely', 120)
    const page = await house.sit(mira, { scripts: false })
    await page.goto(`/sessions/${id}`)
    const form = page.locator('form#booking')
    const key = await form.locator('input[name=key]').inputValue()
    await form.getByRole('button', { name: 'Book this class' }).click()
    await page.waitForURL(/\/bookings\//)
    const { cookie } = await house.as(mira)
    const again = await fetch(`${house.url}/sessions/${id}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', origin: house.url },
      body: new URLSearchParams({ intent: 'book', key, method: 'CREDITS', seen: '50.00' }),
      redirect: 'manual',
    })
    assert.equal(again.status, 302)
    assert.equal(
      new URL(again.headers.get('location')!, house.url).pathname,
      new URL(page.url()).pathname,
    )
    await page.context().close()
  })

  it('reads in words why it cannot be booked, and nothing is taken', async () => {
    const id = await lesson('The last seat', 140)
    const page = await house.sit(mira)
    await page.goto(`/sessions/${id}`)
    await page.waitForLoadState('networkidle')
    for (const name of ['One', 'Two', 'Three', 'Four']) {
      const other = await learner(house.db, 50, name)
      const request = { session: id, learner: other, method: 'credits' } as const
      await atomically(house.db, (tx) => bookSession(tx, request, NOON))
    }
    const before = await page.textContent('header')
    await page
      .getByRole('complementary')
      .getByRole('button', { name: 'Book this class' })
      .first()
      .click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    assert.match((await alert.textContent()) ?? '', /Nothing was changed/)
    assert.equal(await page.textContent('header'), before)
    await isFit(page)
    await page.context().close()
  })

  it('keeps the form and its key when the request is lost, so that trying again is one deed', async () => {
    const id = await lesson('On a bad line', 160)
    const page = await house.sit(mira)
    await page.goto(`/sessions/${id}`)
    await page.waitForLoadState('networkidle')
    const key = page.locator('form#booking input[name=key]')
    const first = await key.inputValue()
    await page.route('**/sessions/*.data*', (route) =>
      route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue(),
    )
    const button = page.getByRole('complementary').getByRole('button', { name: 'Book this class' })
    await button.first().click()
    await page.getByText('No answer came back').waitFor()
    assert.equal(await key.inputValue(), first)
    await page.unroute('**/sessions/*.data*')
    await button.first().click()
    await page.waitForURL(/\/bookings\//)
    await page.context().close()
  })

  it('is shown the seat when only the answer was lost', async () => {
    const id = await lesson('On a worse line', 166)
    const page = await house.sit(noor)
    await page.goto(`/sessions/${id}`)
    await page.waitForLoadState('networkidle')
    await page.route('**/sessions/*.data*', async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      await route.fetch()
      return route.abort('connectionreset')
    })
    const panel = page.getByRole('complementary', { name: 'Booking' })
    await panel.getByRole('button', { name: 'Book this class' }).first().click()
    await panel.getByText('You have a seat in this class').waitFor()
    const [count] = await house.db<{ count: number }>`
      select count(*)::int as count from live.booking where session_id = ${id}`
    assert.equal(count?.count, 1)
    await page.context().close()
  })

  it('cancels in two clicks, told first what comes back', async () => {
    const id = await lesson('Cannot come after all', 180)
    const { id: booking } = await atomically(house.db, (tx) =>
      bookSession(tx, { session: id, learner: noor, method: 'credits' }, NOON),
    )
    const page = await house.sit(noor)
    await page.goto(`/bookings/${booking}`)
    await page.waitForLoadState('networkidle')
    await page.getByText('Cancel this booking').click()
    const confirm = page.getByRole('button', { name: 'Yes, cancel my seat' })
    assert.match((await page.textContent('aside')) ?? '', /50 credits come back now/)
    await isFit(page)
    await confirm.click()
    await page.getByText('You cancelled', { exact: true }).waitFor()
    await page.getByText('Your booking is cancelled.').waitFor()
    await page.context().close()
  })

  it('puts a booking into their own calendar', async () => {
    const id = await lesson('For the calendar', 200)
    const { id: booking } = await atomically(house.db, (tx) =>
      bookSession(tx, { session: id, learner: noor, method: 'credits' }, NOON),
    )
    const { cookie } = await house.as(noor)
    const answer = await fetch(`${house.url}/bookings/${booking}/calendar.ics`, {
      headers: { cookie },
    })
    const text = await answer.text()
    assert.match(answer.headers.get('content-type') ?? '', /text\/calendar/)
    assert.match(text, /DTSTART:20261129T200000Z\r\n/)
    assert.match(text, new RegExp(`UID:${booking}@`))
    assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75))
  })

  it('does not see somebody else’s booking', async () => {
    const id = await lesson('Not mine', 220)
    const other = await learner(house.db, 50, 'Jonas Weber')
    const { id: booking } = await atomically(house.db, (tx) =>
      bookSession(tx, { session: id, learner: other, method: 'credits' }, NOON),
    )
    const page = await house.sit(mira)
    const answer = await page.goto(`/bookings/${booking}`)
    assert.equal(answer?.status(), 404)
    await page.context().close()
  })
})

describe('On a phone', () => {
  let house: House
  let mira: string
  let id: string

  before(async () => {
    house = await openHouse()
    const lucia = await educator(house.db, { name: 'Lucía Ortega' })
    mira = await learner(house.db, 50, 'Mira Kaya')
    id = await session(house.db, lucia, {
      title: 'Past tenses',
      description: 'Stories. '.repeat(60),
    })
  })
  after(() => house[Symbol.asyncDispose]())

  it('the deed is at the thumb, with what it takes, and books', async () => {
    const page = await house.sit(mira, { phone: true })
    await page.goto(`/sessions/${id}`)
    await page.waitForLoadState('networkidle')
    await isFit(page)
    await picture(page, 'session-phone')
    const button = page.getByRole('button', { name: 'Book this class' }).last()
    const box = await button.boundingBox()
    assert.ok(box && box.y > 700 && box.y + box.height <= 844, 'it is at the foot of the screen')
    assert.ok(box.height >= 44, 'it is large enough for a thumb')
    await page.getByText('50 now, 0 after').last().waitFor()
    await button.click()
    await page.waitForURL(/\/bookings\//)
    await page.getByRole('heading', { name: 'Your seat is booked' }).waitFor()
    await isFit(page)
    await page.context().close()
  })
})
