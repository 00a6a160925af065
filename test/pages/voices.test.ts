import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically, newId } from '#base'
import { verify } from '#ledger'
import { bookSession, openThread, reportReview, reviewBooking, reviewsOf, sendMessage } from '#live'
import { educator, hours, learner, NOON, session } from '../classroom.ts'
import { type House, isFit, openHouse, picture, tabTo } from './house.ts'

describe('What people say of each other and to each other', () => {
  let house: House
  let lucia: string
  let mira: string
  let jonas: string
  let mona: string
  let booking: string

  before(async () => {
    house = await openHouse()
    const { db } = house
    lucia = await educator(db, { name: 'Lucía Ortega' })
    mira = await learner(db, 200, 'Mira Kaya')
    jonas = await learner(db, 200, 'Jonas Weber')
    mona = await house.person({ name: 'Mona Haddad', staffRoles: ['moderator'] })
    const id = await session(db, lucia, { title: 'Past tenses in real stories', startsIn: 2 })
    const book = async (person: string) =>
      (
        await atomically(db, (tx) =>
          bookSession(tx, { session: id, learner: person, method: 'credits' }, NOON),
        )
      ).id
    booking = await book(mira)
    const other = await book(jonas)
    await house.deps.jobs.moveClock({ to: hours(5).toString() }, 'test')
    await atomically(db, (tx) =>
      reviewBooking(
        tx,
        other,
        jonas,
        { stars: 4, clarity: 5, progress: 4, words: 'Clear, and a little fast at the end.' },
        hours(5),
      ),
    )
  })
  after(async () => {
    assert.deepEqual(await verify(house.db), { ok: true, findings: [] })
    await house[Symbol.asyncDispose]()
  })

  it('a learner rates a session by keyboard on a phone; it waits for the educator, who rates and answers', async () => {
    const page = await house.sit(mira, { phone: true })
    await page.goto('/reviews')
    await page.getByRole('heading', { name: 'To write' }).waitFor()
    await isFit(page)
    await picture(page, 'voices-to-write-phone')
    await page.getByRole('link', { name: /Rate it.*Past tenses/ }).click()
    await page.getByRole('heading', { name: 'How was it?' }).waitFor()
    await isFit(page)
    await picture(page, 'voices-rate-phone')
    await page.getByRole('group', { name: 'Stars', exact: true }).getByRole('radio').first().focus()
    for (let star = 1; star < 5; star += 1) await page.keyboard.press('ArrowRight')
    await tabTo(page, /A sentence or two, in public/)
    await page.keyboard.type('Write to me at mira@example.com')
    await tabTo(page, /Publish review/)
    await page.keyboard.press('Enter')
    await page
      .getByRole('alert')
      .getByText(/Leave out e-mail addresses/)
      .waitFor()
    await page.getByLabel('A sentence or two, in public').fill('I finally hear the difference.')
    await page.getByRole('button', { name: 'Publish review' }).click()
    await page.getByRole('heading', { name: 'Your review' }).waitFor()
    await page.getByText(/It appears on Lucía Ortega’s page once they have rated too/).waitFor()
    await isFit(page)
    await page.context().close()

    const desk = await house.sit(lucia)
    await desk.goto('/teach/reviews')
    await desk.getByText('Nobody has written about you').waitFor()
    await isFit(desk)
    await desk.locator('summary', { hasText: 'Mira Kaya' }).click()
    await desk.getByRole('group', { name: 'Stars for Mira Kaya' }).getByRole('radio').last().check()
    await desk.getByRole('textbox', { name: 'For Mira Kaya' }).fill('A pleasure.')
    await desk.getByRole('button', { name: 'Save for Mira Kaya' }).click()
    await desk.getByText('“I finally hear the difference.”').waitFor()
    await desk.locator('summary', { hasText: 'Answer in public' }).click()
    await desk.getByLabel('Your answer').fill('Thank you, Mira. Next time: dreams.')
    await desk.getByRole('button', { name: 'Answer', exact: true }).click()
    await desk.getByText('Lucía Ortega answered').waitFor()
    await isFit(desk)
    await picture(desk, 'voices-educator')
    await desk.context().close()

    const back = await house.sit(mira, { dark: true })
    await back.goto(`/bookings/${booking}`)
    await back.getByRole('heading', { name: 'What Lucía Ortega said of you' }).waitFor()
    await isFit(back)
    await picture(back, 'voices-booking-dark')
    await back.goto(`/educators/${lucia}`)
    await back.getByText('Thank you, Mira. Next time: dreams.').waitFor()
    await isFit(back)
    await picture(back, 'voices-educator-public-dark')
    await back.context().close()
  })

  it('a week later the other review is shown; its report reaches a moderator, who decides', async () => {
    await house.deps.jobs.moveClock({ to: hours(24 * 8).toString() }, 'test')
    const page = await house.sit(lucia, { phone: true, dark: true })
    await page.goto('/teach/reviews')
    await page.getByText('“Clear, and a little fast at the end.”').waitFor()
    await isFit(page)
    await picture(page, 'voices-educator-phone-dark')
    await page.getByRole('link', { name: 'Report the review by Jonas Weber' }).click()
    await page.getByRole('heading', { name: 'Report a review' }).waitFor()
    await isFit(page)
    await picture(page, 'voices-report-phone-dark')
    await page.getByLabel('What is wrong with it?').selectOption('conflict_of_interest')
    await page.getByRole('button', { name: 'Send to the moderators' }).click()
    await page.getByText('A moderator looks at it within 72 hours').first().waitFor()
    await page.context().close()

    const desk = await house.sit(mona)
    await desk.goto('/operate/reports')
    await desk.getByRole('link', { name: 'Review by Jonas Weber' }).click()
    await desk.getByRole('heading', { name: 'Decide', exact: true }).waitFor()
    await isFit(desk)
    await picture(desk, 'voices-moderator')
    await desk.getByRole('radio', { name: 'Take the words away' }).check()
    await desk.getByLabel('Why, in a sentence').fill('He teaches at another school.')
    await desk.getByRole('button', { name: 'Decide' }).click()
    await desk.getByText('He teaches at another school.').waitFor()
    await isFit(desk)
    await desk.goto('/operate/reports?state=decided')
    await desk.getByText('Words taken away').first().waitFor()
    await isFit(desk)
    await desk.context().close()
    const shown = await reviewsOf(house.db, { educator: lucia }, { limit: 5 })
    assert.equal(shown.find(({ learnerName }) => learnerName === 'Jonas Weber')?.words, '')
  })

  it('two write to each other: contact details hidden and said so, news without reloading, by keyboard', async () => {
    const eve = await learner(house.db, 0, 'Eve Sato')
    const page = await house.sit(eve, { phone: true })
    await page.goto(`/educators/${lucia}`)
    await page.getByRole('button', { name: 'Write to Lucía Ortega' }).click()
    await page.waitForURL(/\/messages\//)
    const field = page.getByRole('textbox', { name: 'Message to Lucía Ortega' })
    await field.waitFor()
    await isFit(page)
    await field.focus()
    await page.keyboard.type('Do you have time on Friday at 18:30? Call me: 612 345 678')
    await page.keyboard.press('Control+Enter')
    await page.getByText('[phone number hidden]').waitFor()
    await page.getByText('Sent, without a phone number').waitFor()
    assert.equal(await field.inputValue(), '')
    await isFit(page)
    await picture(page, 'voices-thread-phone')
    // The composer stays where the thumb is, however far the talk is scrolled.
    const box = await field.boundingBox()
    assert.ok(box && box.y + box.height <= 844, `the field ends at ${box && box.y + box.height}`)

    const desk = await house.sit(lucia)
    await desk.goto('/teach/messages')
    await desk.getByText('1 new').waitFor()
    await desk.getByText(/Answer until/).waitFor()
    await isFit(desk)
    await picture(desk, 'voices-messages')
    await desk.getByRole('link', { name: 'Eve Sato' }).click()
    const answer = desk.getByRole('textbox', { name: 'Message to Eve Sato' })
    await answer.fill('Friday at 18:30 is free: book it and we talk.')
    await desk.getByRole('button', { name: 'Send' }).click()
    await desk.getByText('Friday at 18:30 is free').waitFor()
    await isFit(desk)
    await picture(desk, 'voices-thread')
    // Eve’s page hears of it by itself, and Lucía’s that it was seen.
    await page.getByText('Friday at 18:30 is free').waitFor()
    await desk.getByText(/seen/).waitFor()
    await desk.goto('/teach/messages')
    assert.equal(await desk.getByText('1 new').count(), 0)
    await desk.context().close()
    await page.getByRole('link', { name: 'Report this message' }).click()
    await page.getByRole('heading', { name: 'Report a message' }).waitFor()
    await page.getByLabel('What is wrong with it?').selectOption('off_platform')
    await page.getByRole('button', { name: 'Send to the moderators' }).click()
    await page.getByText('A moderator looks at it within 72 hours').first().waitFor()
    await page.context().close()

    const staff = await house.sit(mona, { dark: true })
    await staff.goto('/operate/reports')
    await staff.getByRole('link', { name: 'Message by Lucía Ortega' }).click()
    await staff.getByRole('button', { name: 'Read the conversation' }).click()
    await staff.getByText('Call me: 612 345 678').waitFor()
    await isFit(staff)
    await picture(staff, 'voices-reading-dark')
    await staff.context().close()
  })

  it('works without script, says what is empty, and is closed to strangers', async () => {
    const zoe = await learner(house.db, 0, 'Zoe Lind')
    const page = await house.sit(zoe, { scripts: false })
    await page.goto('/messages')
    await page.getByText('No messages here').waitFor()
    await page.goto('/reviews')
    await page.getByText('Nothing to write yet').waitFor()
    await page.goto(`/educators/${lucia}`)
    await page.getByRole('button', { name: 'Write to Lucía Ortega' }).click()
    await page.getByRole('textbox', { name: 'Message to Lucía Ortega' }).fill('Hello!')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Hello!').first().waitFor()
    await page.context().close()

    const thread = await atomically(house.db, (tx) =>
      openThread(tx, { by: mira, learner: mira, educator: lucia }, hours(200)),
    )
    await atomically(house.db, (tx) =>
      sendMessage(tx, { id: newId(), thread, sender: mira, words: 'Private.' }, hours(200)),
    )
    const [review] = await reviewsOf(house.db, { educator: lucia }, { limit: 1 })
    const report = await atomically(house.db, (tx) =>
      reportReview(tx, { id: review!.id, what: 'review', reason: 'spam', by: zoe }, hours(200)),
    )
    const stranger = await house.sit(jonas)
    const walls: [string, number][] = [
      [`/messages/${thread}`, 404],
      [`/operate/reports/${report}`, 403],
      ['/operate/reports', 403],
      ['/teach/reviews', 403],
      [`/report?what=message&id=nonsense`, 404],
    ]
    for (const [path, status] of walls) {
      assert.equal((await stranger.goto(path))?.status(), status, path)
      await isFit(stranger)
    }
    await stranger.context().close()
  })
})
