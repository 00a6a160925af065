import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, type Problem } from '#base'
import { educator, hours, learner, NOON, onPlan, refused, session } from '../../test/classroom.ts'
import { testDatabase } from '../../test/database.ts'
import {
  bookSession,
  changeSession,
  createSession,
  type Method,
  sessionPage,
  setPolicy,
} from './index.ts'

suite('What a plan opens is held where it is done', () => {
  let db: Awaited<ReturnType<typeof testDatabase>>
  let ivan: string
  const plans = new Map<string, string>()
  before(async () => {
    db = await testDatabase({ size: 10 })
    ivan = await educator(db)
    for (const plan of ['learner-premium', 'learner-pro']) {
      const id = await learner(db, 500, plan)
      await onPlan(db, id, plan)
      plans.set(plan, id)
    }
  })
  after(() => db[Symbol.asyncDispose]())

  const book = (id: string, who: string, now = NOON, method: Method = 'credits') =>
    atomically(db, (tx) => bookSession(tx, { session: id, learner: who, method }, now))
  const lesson = (startsIn: number, more = {}) =>
    session(db, ivan, { start: hours(startsIn), price: { level: 'basic' }, ...more })
  const rejection = async (work: Promise<unknown>) =>
    work.then(
      () => assert.fail('was not refused'),
      (error: Problem) => error,
    )
  const page = async (id: string, person: string, now = NOON) =>
    (await sessionPage(db, id, { person, staff: false }, undefined, now)).locked

  test('three sessions ahead on the free plan, however many are asked for at the same moment', async () => {
    const lena = await learner(db, 500)
    const ids = await Promise.all([...Array(8).keys()].map((at) => lesson(30 + 3 * at)))
    const asked = await Promise.allSettled(ids.map((id) => book(id, lena)))
    const refusals = asked.filter((one) => one.status === 'rejected').map(({ reason }) => reason)
    assert.deepEqual(
      [...new Set(refusals.map(({ code }) => code))],
      ['limit_reached'],
      String(refusals[0]),
    )
    assert.equal(refusals.length, 5)
    assert.deepEqual(refusals[0].facts.moreWith, ['learner-premium', 'learner-pro'])
    assert.match(
      refusals[0].message,
      /ahead at one time: 3\. More with Premium \(15\) or Pro \(50\)/,
    )
    const taken = ids.filter((_, at) => asked[at]!.status === 'fulfilled')
    const left = ids.find((id) => !taken.includes(id))!
    assert.equal((await page(left, lena))?.code, 'limit_reached')
    // One of the three has begun: there is room for another.
    assert.equal(
      (await book(left, lena, hours(48.5)).catch((error) => error)).code,
      'booking_closed',
    )
    const later = await lesson(200)
    await book(later, lena, hours(48.5))
  })

  test('one to one opens with Premium: said on the page, refused at the door', async () => {
    const [lena, mira] = [await learner(db, 200), plans.get('learner-premium')!]
    const id = await lesson(60, { price: { level: 'private' }, capacity: 1 })
    const no = await rejection(book(id, lena))
    assert.deepEqual([no.code, no.facts.feature], ['feature_locked', 'sessions.private'])
    assert.match(no.message, /One-to-one classes: opens with Premium or Pro\./)
    assert.deepEqual((await page(id, lena))?.opensWith, ['learner-premium', 'learner-pro'])
    assert.equal(await page(id, mira), null)
    assert.equal((await book(id, mira)).state, 'confirmed')
  })

  test('announced a fortnight ahead: Pro books at once, Premium a day later, all after two days', async () => {
    const [free, premium, pro] = [
      await learner(db, 300),
      plans.get('learner-premium')!,
      plans.get('learner-pro')!,
    ]
    const id = await lesson(15 * 24)
    const no = await rejection(book(id, free))
    assert.deepEqual(
      [no.code, no.facts.opensAt, no.facts.earlierWith],
      ['booking_opens_later', hours(48).toString(), ['learner-premium', 'learner-pro']],
    )
    await assert.rejects(book(id, premium, hours(23.9)), refused('booking_opens_later'))
    assert.equal((await page(id, premium))?.code, 'booking_opens_later')
    for (const [who, at] of [
      [pro, 0],
      [premium, 24],
      [free, 48],
    ] as const) {
      assert.equal(await page(id, who, hours(at)), null)
      assert.equal((await book(id, who, hours(at))).state, 'confirmed')
    }
    // Short notice keeps nobody waiting, and what is moved near is open to all.
    await book(await lesson(13 * 24), await learner(db, 50))
    const moved = await lesson(20 * 24)
    const change = { start: hours(9 * 24), end: hours(9 * 24 + 1) }
    await atomically(db, (tx) =>
      changeSession(tx, moved, change, { person: ivan, staff: false }, NOON),
    )
    await book(moved, await learner(db, 50))
    await atomically(db, (tx) => setPolicy(tx, { priorityHours: 0 }, 'person:staff', NOON))
    await book(await lesson(16 * 24), await learner(db, 50))
  })

  test('prices of one’s own open with the educators’ Pro, whatever the tier', async () => {
    const own = (who: string, at: number) =>
      atomically(db, (tx) =>
        createSession(
          tx,
          {
            kind: 'class',
            educator: who,
            title: 'A price of my own',
            language: 'es',
            start: hours(at),
            end: hours(at + 1),
            price: { credits: 4_200n },
          },
          { person: who, staff: false },
          NOON,
        ),
      )
    await assert.rejects(own(ivan, 80), refused('price_not_allowed'))
    await onPlan(db, ivan, 'educator-pro')
    assert.ok(await own(ivan, 80))
  })
})
