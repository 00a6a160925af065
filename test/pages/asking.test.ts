import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import { verify } from '#ledger'
import { createSeries, expireRequests, switchOn } from '#live'
import { educator, learner, onPlan, session } from '../classroom.ts'
import { type House, isFit, openHouse, picture, tabTo } from './house.ts'

describe('Asking first, talking now, and series', () => {
  let house: House
  let mira: string
  let lucia: string
  let ana: string

  before(async () => {
    house = await openHouse()
    const { db } = house
    lucia = await educator(db, { name: 'Lucía Ortega' })
    ana = await educator(db, { name: 'Ana Costa' })
    mira = await learner(db, 600, 'Mira Kaya')
    await onPlan(db, mira, 'learner-pro')
    for (const id of [lucia, ana]) {
      await db`update people.person set zone = 'Europe/Madrid' where id = ${id}`
      await db`update earnings.standing set sessions_held = 6 where educator_id = ${id}`
    }
  })
  after(async () => {
    assert.deepEqual(await verify(house.db), { ok: true, findings: [] })
    await house[Symbol.asyncDispose]()
  })

  const asked = (title: string, startsIn: number) =>
    session(house.db, lucia, {
      title,
      startsIn,
      asksFirst: true,
      description: 'We read three short stories.',
    })

  it('a learner asks by keyboard and reads until when to wait; the educator accepts with one press', async () => {
    const id = await asked('Past tenses in real stories', 100)
    const page = await house.sit(mira)
    await page.goto(`/sessions/${id}`)
    await page.waitForLoadState('networkidle')
    const panel = page.getByRole('complementary', { name: 'Booking' })
    assert.match(
      (await panel.textContent()) ?? '',
      /Lucía Ortega answers first, until Monday 23 November, 12:00/,
    )
    await isFit(page)
    await tabTo(page, /Ask for this class/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/bookings\//)
    await page.getByRole('heading', { name: 'Waiting for Lucía Ortega' }).waitFor()
    await picture(page, 'asking-waiting')
    await isFit(page)

    const desk = await house.sit(lucia)
    await desk.goto('/teach')
    await desk.getByRole('link', { name: 'Answer it' }).click()
    await desk.getByRole('heading', { name: /Mira Kaya asks for/ }).waitFor()
    await picture(desk, 'asking-requests')
    await isFit(desk)
    await tabTo(desk, /Accept Mira/)
    await desk.keyboard.press('Enter')
    await desk.getByText('Nobody waits for you').waitFor()
    await picture(desk, 'asking-answered')
    await isFit(desk)
    await page.reload()
    await page.getByText('Booked', { exact: true }).first().waitFor()
    await page.context().close()
    await desk.context().close()
  })

  it('on the phone by night: declined with a word, which the learner reads', async () => {
    const id = await asked('Arguing politely', 120)
    const page = await house.sit(mira, { phone: true, dark: true })
    await page.goto(`/sessions/${id}`)
    await page.getByRole('button', { name: 'Ask for this class' }).first().click()
    await page.waitForURL(/\/bookings\//)
    await page.getByRole('heading', { name: 'Waiting for Lucía Ortega' }).waitFor()
    await picture(page, 'asking-waiting-phone')
    await isFit(page)
    const desk = await house.sit(lucia, { phone: true, dark: true })
    await desk.goto('/teach/requests')
    await desk.getByText('Decline Mira').click()
    await desk.getByLabel('A word to Mira (optional)').fill('I am away that day.')
    await picture(desk, 'asking-requests-phone')
    await isFit(desk)
    await desk.getByRole('button', { name: 'Decline, all goes back' }).click()
    await desk.getByText('Nobody waits for you').waitFor()
    await page.reload()
    await page.getByText('“I am away that day.”').waitFor()
    await isFit(page)
    await page.context().close()
    await desk.context().close()
  })

  const available = (id: string) =>
    atomically(house.db, (tx) =>
      switchOn(
        tx,
        id,
        {
          languages: ['es'],
          levels: [],
          lengths: [15, 30],
          priceLevel: 'standard',
          until: house.clock.now().add({ hours: 2 }),
        },
        house.clock.now(),
      ),
    )

  it('switched on by form, found, asked, prompted on any page, and begun at once', async () => {
    const desk = await house.sit(lucia)
    await desk.goto('/teach/now')
    await picture(desk, 'asking-switch')
    await isFit(desk)
    await desk.getByLabel('Language').selectOption('es')
    await desk.getByRole('button', { name: 'Be available now' }).click()
    await desk.getByText('You can be found now.').waitFor()
    const page = await house.sit(mira)
    await page.goto('/talk')
    await page.getByRole('link', { name: 'Lucía Ortega' }).waitFor()
    await picture(page, 'asking-talk')
    await isFit(page)
    await tabTo(page, /30 minutes/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/bookings\//)
    await page.getByText(/begins at once: stay on this page/).waitFor()
    await isFit(page)
    await desk.goto('/teach/earnings')
    const prompt = desk.getByRole('region', { name: 'Somebody wants to talk now' })
    await prompt.waitFor()
    await picture(desk, 'asking-prompt')
    await isFit(desk)
    await prompt.getByRole('button', { name: 'Talk now' }).click()
    await prompt.waitFor({ state: 'detached' })
    // The learner's page looks by itself.
    await page.getByText('Booked', { exact: true }).first().waitFor()
    await page.context().close()
    await desk.context().close()
  })

  it('not answered: everything is back, and the next one is a press away', async () => {
    await available(ana)
    const rita = await learner(house.db, 60, 'Rita Berg')
    const page = await house.sit(rita, { phone: true })
    await page.goto('/talk?language=es')
    await page.getByRole('button', { name: /Ask Ana Costa: 15 minutes/ }).click()
    await page.waitForURL(/\/bookings\//)
    const ivan = await educator(house.db, { name: 'Ivan Petrov', kinds: ['conversation'] })
    await house.db`update earnings.standing set sessions_held = 6 where educator_id = ${ivan}`
    await available(ivan)
    await expireRequests(house.db, house.clock.now().add({ minutes: 10 }))
    await page.reload()
    await page.getByRole('heading', { name: 'Ana Costa did not answer' }).waitFor()
    await picture(page, 'asking-next-phone')
    await isFit(page)
    await page.getByRole('button', { name: /Ask Ivan Petrov: 15 minutes/ }).click()
    await page.getByRole('heading', { name: 'Waiting for Ivan Petrov' }).waitFor()
    await page.context().close()
  })

  it('a series is made by form, with what the clocks do to it said before; skipped, and changed', async () => {
    const desk = await house.sit(lucia)
    await desk.goto('/teach/series')
    await isFit(desk)
    await desk.getByRole('link', { name: 'New series' }).click()
    await desk.getByLabel('Title').fill('Sunday night owls')
    await desk.getByLabel('Language').selectOption('es')
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'])
      await desk.getByLabel(day).setChecked(false)
    await desk.getByLabel('Sunday').setChecked(true)
    await desk.getByLabel(/Begins/).fill('02:30')
    await desk.getByText(/Sunday 28 March/).waitFor()
    assert.match((await desk.textContent('main')) ?? '', /the clocks go forward and skip 02:30/)
    await picture(desk, 'asking-series-new')
    await isFit(desk)
    await desk.getByRole('button', { name: 'Publish this series' }).click()
    await desk.getByRole('heading', { name: 'Sunday night owls' }).waitFor()
    await picture(desk, 'asking-series-one')
    await isFit(desk)
    await desk.getByRole('button', { name: /Leave out.*29 November/ }).click()
    await desk.getByText('left out by you').waitFor()
    await desk.getByLabel(/Begins/).fill('10:00')
    await desk.getByRole('button', { name: 'Change the series' }).click()
    await desk.getByText('Changed.').waitFor()
    await desk.getByRole('link', { name: /10:00/ }).first().waitFor()
    await isFit(desk)
    await desk.context().close()
  })

  it('a series is booked in one go, less a date; in New York two of its dates are at another hour', async () => {
    const made = (fromDay: string, time: string, at: Temporal.Instant) =>
      atomically(house.db, (tx) =>
        createSeries(
          tx,
          {
            educator: ana,
            rule: {
              zone: 'Europe/Madrid',
              weekdays: [3],
              everyWeeks: 1,
              time,
              minutes: 60,
              fromDay,
              untilDay: null,
              times: 5,
            },
            likeness: {
              kind: 'class',
              title: 'Reading Lorca aloud',
              description: 'A poem each week.',
              language: 'es',
              level: 'B2',
              priceLevel: 'standard',
              capacity: 6,
            },
          },
          { person: ana, staff: false },
          at,
        ),
      )
    const spring = await made('2027-03-03', '18:00', Temporal.Instant.from('2027-02-20T12:00:00Z'))
    const { id } = await made('2026-12-02', '10:00', house.clock.now())
    const york = await house.sit(null, { zone: 'America/New_York', locale: 'en-US', phone: true })
    await york.context().addCookies([{ name: 'zone', value: 'America/New_York', url: house.url }])
    await york.goto(`/series/${spring.id}`)
    await york.getByText(/at 13:00 for you, not at 12:00/).waitFor()
    await picture(york, 'asking-series-york')
    await isFit(york)
    await york.context().close()

    const page = await house.sit(mira)
    await page.goto(`/series/${id}`)
    await picture(page, 'asking-series')
    await isFit(page)
    await page.getByRole('checkbox').nth(1).setChecked(false)
    await tabTo(page, /Book 4 dates/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/bookings$/)
    await page.goto(`/series/${id}`)
    assert.equal(await page.getByText('You have a seat').count(), 4)
    const one = page.getByRole('link', { name: /December/ }).first()
    await one.click()
    await page.getByText(/which can be booked in one go/).waitFor()
    await isFit(page)
    await page.context().close()
  })

  it('every page of it is fit on a phone at night', async () => {
    const [one] = await house.db<{ id: string }>`
      select id from live.series where educator_id = ${lucia} limit 1`
    const pages: [who: string, path: string][] = [
      [lucia, '/teach'],
      [lucia, '/teach/now'],
      [lucia, '/teach/series'],
      [lucia, '/teach/series/new'],
      [lucia, `/teach/series/${one!.id}`],
      [mira, `/series/${one!.id}`],
      [mira, '/talk'],
    ]
    for (const [who, path] of pages) {
      const page = await house.sit(who, { phone: true, dark: true })
      await page.goto(path)
      assert.equal(await page.locator('main h1').count(), 1, path)
      await isFit(page)
      await picture(page, `asking${path.replace(one!.id, 'one').replace(/\W+/g, '-')}-phone`)
      await page.context().close()
    }
    const page = await house.sit(mira)
    await page.goto('/teach/requests')
    await page.getByText('This page is not open to you').waitFor()
    await isFit(page)
    await page.goto(`/series/${mira}`)
    await page.getByText('There is nothing at this address').waitFor()
    await page.context().close()
  })
})
