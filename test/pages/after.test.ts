import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import { verify } from '#ledger'
import { bookSession, cancelSession, cancelUnderfilled, openCase, proposeSessionMove } from '#live'
import { educator, hours, learner, NOON, session } from '../classroom.ts'
import { type House, isFit, openHouse, picture, tabTo } from './house.ts'

/** What comes after a seat was taken, as the two and staff see it. */
describe('After a seat is taken', () => {
  let house: House
  const people: Record<string, string> = {}
  const ids: Record<string, string> = {}
  const by = () => ({ person: people.lucia!, staff: false })
  const book = async (id: string, person: string) =>
    (
      await atomically(house.db, (tx) =>
        bookSession(tx, { session: id, learner: person, method: 'credits' }, NOON),
      )
    ).id
  const here = (
    id: string,
    person: string,
    role: string,
    from: number,
    to: number,
    start: number,
  ) => {
    const at = (minute: number) => hours(start).add({ minutes: minute })
    return house.db`
      insert into live.presence (session_id, person_id, role, connection, joined_at, seen_at, left_at)
      values (${id}, ${person}, ${role}, ${randomUUID()}, ${at(from)}, ${at(to)}, ${at(to)})`
  }

  before(async () => {
    house = await openHouse()
    const { db } = house
    people.mira = await learner(db, 400, 'Mira Kaya')
    people.jonas = await learner(db, 400, 'Jonas Weber')
    people.lucia = await educator(db, { name: 'Lucía Ortega' })
    people.amara = await house.person({ name: 'Amara Obi', staffRoles: ['support'] })
    people.tomasz = await house.person({ name: 'Tomasz Lis', staffRoles: ['finance'] })
    for (const id of Object.values(people)) {
      await db`update people.person set zone = 'Europe/Berlin' where id = ${id}`
    }
    const { mira, jonas, lucia } = people as Record<string, string>
    const held = await session(db, lucia!, { title: 'Past tenses in stories', startsIn: 2 })
    ids.HELD = held
    ids.UNCLEAR = await book(held, mira!)
    ids.CONTESTED = await book(held, jonas!)
    await here(held, lucia!, 'educator', 0, 58, 2)
    await here(held, mira!, 'learner', 3, 20, 2)
    await here(held, jonas!, 'learner', 0, 30, 2)
    await here(held, jonas!, 'learner', 34, 60, 2)
    const coming = await session(db, lucia!, { title: 'A morning at the bakery', startsIn: 46 })
    ids.COMING = await book(coming, mira!)
    await session(db, lucia!, { title: 'A morning at the market', startsIn: 70 })
    await session(db, lucia!, { title: 'An evening at the theatre', startsIn: 100 })
    ids.SMALL = await session(db, lucia!, { title: 'Four for a play', startsIn: 26, minimum: 3 })
    await book(ids.SMALL, jonas!)
    ids.EMPTY = await session(db, lucia!, { title: 'Nobody yet', startsIn: 23, minimum: 2 })
    await db`update live.session set minimum_due_at = ${hours(1)} where id = ${ids.EMPTY}`
    ids.MOVING = await session(db, lucia!, { title: 'A walk by the river', startsIn: 120 })
    ids.MOVED = await book(ids.MOVING, jonas!)
    const off = await session(db, lucia!, { title: 'Songs of the south', startsIn: 60 })
    await book(off, mira!)
    await atomically(db, async (tx) => {
      await cancelSession(tx, off, by(), 'I have lost my voice.', NOON)
      const start = hours(122)
      await proposeSessionMove(
        tx,
        ids.MOVING!,
        { start, words: 'The bridge is closed.' },
        by(),
        NOON,
      )
    })
    await house.deps.jobs.moveClock({ to: hours(5).toString() }, 'test')
    await cancelUnderfilled(db, hours(5))
    await atomically(db, (tx) =>
      openCase(tx, ids.CONTESTED!, jonas!, { words: 'Nobody heard me.', share: 5000 }, hours(5)),
    )
    await house.deps.jobs.settle()
  })
  after(() => house[Symbol.asyncDispose]())

  const PAGES: [who: string, path: string][] = [
    ['mira', '/bookings/COMING'],
    ['mira', '/bookings/COMING/move'],
    ['mira', '/bookings/UNCLEAR'],
    ['mira', '/bookings/UNCLEAR/happened'],
    ['jonas', '/bookings/MOVED/move'],
    ['jonas', '/bookings/CONTESTED/happened'],
    ['lucia', '/teach/bookings/CONTESTED/happened'],
    ['lucia', '/teach/sessions/HELD'],
    ['lucia', '/teach/sessions/SMALL'],
    ['lucia', '/teach/sessions/EMPTY'],
    ['lucia', '/teach/sessions/MOVING/move'],
    ['lucia', '/teach/marks'],
    ['amara', '/operate/bookings'],
    ['amara', '/operate/bookings/CONTESTED'],
    ['jonas', '/cases'],
    ['jonas', '/cases/CONTESTED'],
    ['lucia', '/teach/cases/CONTESTED'],
    ['lucia', '/teach/tax?country=IN'],
    ['amara', '/operate/cases?show=all'],
    ['amara', '/operate/cases/CONTESTED'],
    ['tomasz', '/operate/tax'],
    ['amara', '/operate/outages?from=2026-11-21T15:00&until=2026-11-21T15:20'],
  ]
  const addressOf = (path: string) => path.replace(/[A-Z]{4,}/, (name) => ids[name] ?? name)

  it('every page is fit for everybody, at a desk by day and on a phone at night', async () => {
    for (const [who, paths] of Map.groupBy(PAGES, ([who]) => who)) {
      for (const seat of [{}, { phone: true, dark: true }]) {
        const page = await house.sit(people[who]!, seat)
        for (const [, path] of paths) {
          const answer = await page.goto(addressOf(path))
          assert.equal(answer?.status(), 200, path)
          assert.equal(await page.locator('main h1').count(), 1, path)
          await isFit(page)
          const name = path.replace(/\?.*/, '').replace(/\W+/g, '-').toLowerCase()
          await picture(page, `after${name}${'phone' in seat ? '-phone' : ''}`)
        }
        await page.context().close()
      }
    }
  })

  it('a learner moves a seat by keyboard alone, and the page says what moving changes', async () => {
    const page = await house.sit(people.mira!)
    await page.goto(addressOf('/bookings/COMING'))
    await tabTo(page, /Move this booking/)
    await page.keyboard.press('Enter')
    await page.getByRole('group', { name: 'Where to' }).waitFor()
    await tabTo(page, /session /)
    await page.keyboard.press('ArrowDown')
    await tabTo(page, /Move my seat there/)
    await page.keyboard.press('Enter')
    await page.getByText('1 time more', { exact: false }).waitFor()
    const [seat] = await house.db<{ title: string; moves: number }>`
      select s.title, b.moves from live.booking b join live.session s on s.id = b.session_id
      where b.id = ${ids.COMING}`
    assert.equal(seat?.moves, 1)
    assert.notEqual(seat?.title, 'A morning at the bakery')
    await page.context().close()
  })

  it('a learner agrees that the whole session moves, and has the seat there', async () => {
    const page = await house.sit(people.jonas!, { phone: true })
    await page.goto(addressOf('/bookings/MOVED'))
    await page.getByRole('link', { name: 'Read and answer' }).click()
    await page.getByRole('button', { name: 'I can come then' }).click()
    await page.getByText('Moving it yourself').waitFor()
    const [seat] = await house.db<{ start: Temporal.Instant }>`
      select starts_at as start from live.booking where id = ${ids.MOVED}`
    assert.equal(seat?.start.toString(), hours(122).toString())
    await page.context().close()
  })

  it('an educator lets a small group go ahead, and opens an empty one again', async () => {
    const page = await house.sit(people.lucia!)
    await page.goto(addressOf('/teach/sessions/SMALL'))
    await page.getByRole('button', { name: 'It takes place' }).click()
    await page.getByRole('heading', { name: /Too few/ }).waitFor({ state: 'detached' })
    await page.goto(addressOf('/teach/sessions/EMPTY'))
    await page.getByRole('button', { name: 'Open it again' }).click()
    await page.getByText('Open for booking').waitFor()
    await page.context().close()
    // The link of the notice does the same without signing in; twice is once.
    const [fact] = await house.db<{ token: string }>`
      select data->>'token' as token from base.fact
      where kind = 'session.empty' and about_id = ${ids.EMPTY}`
    const visitor = await house.sit(null, { phone: true })
    await visitor.goto(`/reopen/${ids.EMPTY}/${fact?.token}`)
    await isFit(visitor)
    await visitor.getByRole('button', { name: 'Open it again' }).click()
    await visitor.getByText('It can be booked again.').first().waitFor()
    await visitor.context().close()
  })

  it('the educator does not agree, staff decide, and both read why', async () => {
    const lucia = await house.sit(people.lucia!)
    await lucia.goto(addressOf('/teach/bookings/CONTESTED/happened'))
    await lucia.getByRole('link', { name: 'Open the case' }).click()
    await lucia.getByLabel('How it was').fill('He was heard from minute five on.')
    await lucia.getByRole('button', { name: 'It was not so' }).click()
    await lucia.getByText('Bringing evidence').waitFor()
    await lucia.getByLabel('A file as evidence').setInputFiles({
      name: 'our chat.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 what we wrote'),
    })
    await lucia.getByRole('button', { name: 'Hand it in' }).click()
    await lucia.getByRole('link', { name: 'our chat.pdf' }).waitFor()
    const amara = await house.sit(people.amara!)
    await amara.goto('/operate/cases?show=all')
    await amara.getByRole('link', { name: 'Past tenses in stories' }).click()
    await amara.getByLabel('Of what was paid, the learner gets').selectOption('2500')
    await amara.getByLabel('Why (both read it)').fill('Four minutes of it were without sound.')
    await amara.getByRole('button', { name: 'Show the postings' }).click()
    await amara.getByRole('table', { name: 'What would be posted' }).waitFor()
    await amara.getByRole('button', { name: 'Decide' }).click()
    await amara.getByText('It can be appealed until').waitFor()
    const jonas = await house.sit(people.jonas!)
    await jonas.goto(addressOf('/cases/CONTESTED'))
    await jonas.getByText('25 %').first().waitFor()
    await jonas.getByText('Four minutes of it were without sound.').waitFor()
    assert.deepEqual(await verify(house.db), { ok: true, findings: [] })
    for (const page of [lucia, amara, jonas]) await page.context().close()
  })
})
