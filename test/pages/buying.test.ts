import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import { verify } from '#ledger'
import {
  bookSession,
  buyPackage,
  cancelBooking,
  giveGift,
  joinWaitlist,
  offerPackage,
  sendGifts,
  setTerms,
  USUAL,
} from '#live'
import { educator, hours, learner, NOON, onPlan, session } from '../classroom.ts'
import { type House, isFit, openHouse, picture, tabTo } from './house.ts'

describe('Waiting for a seat, packages and gifts', () => {
  let house: House
  let mira: string
  let jonas: string
  let lucia: string
  let helen: string
  let full: string
  let seat: string
  const ids: Record<string, string> = {}

  before(async () => {
    house = await openHouse()
    const { db } = house
    lucia = await educator(db, { name: 'Lucía Ortega', kinds: ['class'] })
    await onPlan(db, lucia, 'educator-pro')
    mira = await learner(db, 500, 'Mira Kaya')
    jonas = await learner(db, 500, 'Jonas Weber')
    helen = await house.person({ name: 'Helen Moss', staffRoles: ['admin'] })
    full = await session(db, lucia, { title: 'The small table', startsIn: 100, capacity: 1 })
    const inTx = <Result>(work: Parameters<typeof atomically<Result>>[1]) => atomically(db, work)
    seat = (
      await inTx((tx) =>
        bookSession(tx, { session: full, learner: jonas, method: 'credits' }, NOON),
      )
    ).id
    const terms = { ...USUAL, zone: 'Europe/Madrid', kind: 'class', language: 'es' } as const
    await inTx((tx) => setTerms(tx, lucia, { ...terms, priceLevel: 'standard' }, NOON))
    const offer = { educator: lucia, minutes: 60, lessons: 10, discount: 1500 }
    ids.OFFER = await inTx((tx) => offerPackage(tx, offer, NOON))
    const wish = { offer: ids.OFFER, learner: jonas, method: 'credits' } as const
    ids.PACKAGE = (await inTx((tx) => buyPackage(tx, wish, NOON))).id
    ids.GIFT = (
      await inTx((tx) =>
        giveGift(
          tx,
          {
            giver: jonas,
            toEmail: 'friend@example.org',
            toName: 'Frida',
            words: 'Happy birthday!\nLearn something for yourself.',
            method: 'credits',
            what: 'credits',
            credits: 3000n,
          },
          NOON,
        ),
      )
    ).id
    await sendGifts(db, NOON)
    const [fact] = await db<{ token: string }>`
      select data ->> 'token' as token from base.fact where kind = 'gift.sent'`
    ids.TOKEN = fact!.token
    ids.EDUCATOR = lucia
    ids.SESSION = full
  })
  after(async () => {
    assert.deepEqual(await verify(house.db), { ok: true, findings: [] })
    await house[Symbol.asyncDispose]()
  })
  const addressOf = (path: string) =>
    path.replace(/OFFER|PACKAGE|GIFT|TOKEN|EDUCATOR|SESSION/, (name) => ids[name]!)

  it('waits by keyboard alone, is offered the freed seat, and takes it', async () => {
    const page = await house.sit(mira)
    await page.goto(`/sessions/${full}`)
    await page.waitForLoadState('networkidle')
    await picture(page, 'buying-full')
    await isFit(page)
    await tabTo(page, /Wait for a seat/)
    await page.keyboard.press('Enter')
    await page.getByText('You are number 1 in line.').waitFor()
    await page.goto('/waitlists')
    await page.getByRole('heading', { name: 'The small table' }).waitFor()
    await atomically(house.db, (tx) => cancelBooking(tx, seat, jonas, NOON))
    await page.reload()
    await page.getByText('A seat is kept for you until').waitFor()
    await picture(page, 'buying-offered')
    await page.getByRole('link', { name: 'Take the seat' }).click()
    await page.getByRole('button', { name: 'Book this class' }).first().click()
    await page.getByRole('heading', { name: 'Your seat is booked' }).waitFor()
    await page.context().close()
  })

  it('buys a package, sees what ending it would bring, and ends it', async () => {
    const page = await house.sit(mira)
    await page.goto(`/packages/of/${lucia}`)
    await page.getByRole('button', { name: 'Buy this package' }).click()
    await page.getByRole('heading', { name: '10 lessons with Lucía Ortega' }).waitFor()
    assert.match((await page.textContent('main')) ?? '', /10 of 10/)
    await page.getByText('See what comes back').click()
    await page.getByRole('button', { name: 'End this package' }).click()
    await page.getByText('Ended by the learner').waitFor()
    await page.context().close()
  })

  it('gives credits, and takes them back; what was sent is claimed by its link', async () => {
    const page = await house.sit(mira)
    await page.goto('/gifts/new')
    await page.getByLabel('Name').fill('Otto')
    await page.getByLabel('E-mail').fill('otto@example.org')
    await page.getByLabel('How many credits').fill('25')
    await page.getByRole('button', { name: 'Give it' }).click()
    await page.getByRole('heading', { name: 'A gift for Otto' }).waitFor()
    await page.getByRole('button', { name: 'Take it back' }).click()
    await page.getByText('You took it back').waitFor()
    await page.goto(addressOf('/gift/TOKEN'))
    await page.getByRole('button', { name: 'Take it into my account' }).click()
    await page.waitForURL(/\/wallet$/)
    await page.context().close()
  })

  const PAGES: [who: 'mira' | 'lucia' | 'helen' | 'jonas', path: string][] = [
    ['jonas', '/waitlists'],
    ['jonas', '/packages'],
    ['jonas', '/packages/PACKAGE'],
    ['jonas', '/packages/of/EDUCATOR'],
    ['jonas', '/gifts'],
    ['jonas', '/gifts/new?session=SESSION'],
    ['jonas', '/gifts/GIFT'],
    ['mira', '/gift/TOKEN'],
    ['lucia', '/teach/packages'],
    ['lucia', '/teach/sessions/SESSION'],
    ['helen', '/operate/buying'],
  ]
  it('every page of it is fit for everybody, at a desk and in the dark on a phone', async () => {
    const second = await session(house.db, lucia, {
      title: 'The long table',
      startsIn: 120,
      capacity: 1,
    })
    ids.SESSION = second
    await atomically(house.db, (tx) =>
      bookSession(tx, { session: second, learner: mira, method: 'credits' }, NOON),
    )
    await atomically(house.db, (tx) =>
      joinWaitlist(
        tx,
        { session: second, person: jonas, auto: { way: 'credits', seenPrice: 5000n } },
        hours(1),
      ),
    )
    const people = { mira, lucia, helen, jonas }
    for (const [who, paths] of Map.groupBy(PAGES, ([who]) => who)) {
      for (const seat of [{}, { phone: true, dark: true }]) {
        const page = await house.sit(people[who], seat)
        for (const [, path] of paths) {
          const answer = await page.goto(addressOf(path))
          await page.waitForLoadState('networkidle')
          assert.equal(answer?.status(), 200, path)
          const name = `buying-${path.replace(/[^a-z]+/gi, '-')}${'dark' in seat ? '-phone' : ''}`
          await picture(page, name)
          await isFit(page).catch((error: Error) => {
            throw new Error(`${path}: ${error.message}`)
          })
        }
        await page.context().close()
      }
    }
  })
})
