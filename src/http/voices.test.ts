import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, newId } from '#base'
import { bookSession, completeDue, publishDue, startSessions } from '#live'
import { grantStaffRole } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'
import { buy, educator, hours, learner, NOON, session } from '../../test/classroom.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH'

/** Somebody's requests, answered as status and body. */
function client(stoa: TestApp, person: string | null) {
  return async (method: Method, url: string, body?: object) => {
    const answer = await stoa.app.inject({
      method,
      url: `/api${url}`,
      headers: person ? await stoa.as(person) : {},
      ...(body ? { payload: body } : {}),
    })
    return {
      status: answer.statusCode,
      body: answer.body ? answer.json() : null,
      headers: answer.headers,
    }
  }
}

/** A class that Lena attended, with everybody who may or may not speak of it. */
async function town(stoa: TestApp) {
  const { db } = stoa
  const ivan = await educator(db)
  const zoe = await educator(db, { name: 'Zoe' })
  const [lena, eve] = [await learner(db), await learner(db, 0, 'Eve')]
  await buy(db, lena, 100)
  const [mona, sam] = [await stoa.person({ name: 'Mona' }), await stoa.person({ name: 'Sam' })]
  await atomically(db, (tx) =>
    grantStaffRole(tx, { person: mona, role: 'moderator', by: 'schedule' }, NOON),
  )
  await atomically(db, (tx) =>
    grantStaffRole(tx, { person: sam, role: 'support', by: 'schedule' }, NOON),
  )
  const id = await session(db, ivan)
  const booked = await atomically(db, (tx) =>
    bookSession(tx, { session: id, learner: lena, method: 'credits' }, NOON),
  )
  await startSessions(db, hours(48))
  await completeDue(db, hours(49.5))
  stoa.clock.moveTo(hours(50))
  const as = (person: string | null) => client(stoa, person)
  return { ivan, zoe, lena, eve, mona, sam, session: id, booking: booked.id, as }
}

test('reviews over HTTP: written, blind, rated, answered, reported, decided', async () => {
  await using stoa = await testApp()
  const { ivan, zoe, lena, eve, mona, sam, session: id, booking, as } = await town(stoa)
  assert.equal((await as(lena)('GET', '/reviews/to-write')).body.items[0].bookingId, booking)
  const review = {
    stars: 5,
    clarity: 4,
    words: 'I understood the subjunctive at last.',
    privateNote: 'Late by 5.',
  }
  assert.equal((await as(eve)('POST', `/bookings/${booking}/review`, review)).status, 404)
  assert.equal(
    (await as(eve)('POST', `/sessions/${id}/reviews`, review)).body.code,
    'review_not_open',
  )
  const shouted = { ...review, words: 'Write to me: lena@example.com' }
  const refused = await as(lena)('POST', `/video-sessions/${id}/reviews`, shouted)
  assert.deepEqual([refused.status, refused.body.code], [422, 'contact_details_in_public'])
  assert.deepEqual(refused.body.facts.found, [{ kind: 'email', text: 'lena@example.com' }])
  assert.equal((await as(lena)('POST', `/live-conversations/${id}/reviews`, review)).status, 404)
  const written = await as(lena)('POST', `/video-sessions/${id}/reviews`, review)
  assert.deepEqual([written.status, written.body.stars], [201, 5])
  const [own] = (await as(lena)('GET', '/reviews/mine')).body.items
  assert.deepEqual([own.state, own.publishDueAt], ['waiting', '2026-11-30T13:00:00Z'])
  assert.deepEqual((await as(null)('GET', `/reviews?educatorId=${ivan}`)).body.items, [])
  assert.equal((await as(null)('GET', `/reviews/${own.id}`)).status, 404)

  // The educator rates the learner: not somebody else's, and both are open.
  assert.equal(
    (await as(ivan)('GET', '/educator/learners-to-rate')).body.items[0].bookingId,
    booking,
  )
  const rating = { stars: 5, words: 'Always prepared.' }
  assert.equal((await as(zoe)('POST', `/bookings/${booking}/learner-rating`, rating)).status, 404)
  assert.equal((await as(lena)('POST', `/bookings/${booking}/learner-rating`, rating)).status, 403)
  assert.equal((await as(ivan)('POST', `/bookings/${booking}/learner-rating`, rating)).status, 201)
  assert.equal(
    (await as(lena)('GET', `/bookings/${booking}/learner-rating`)).body.words,
    'Always prepared.',
  )
  assert.equal((await as(eve)('GET', `/bookings/${booking}/learner-rating`)).status, 404)
  const [shown] = (await as(null)('GET', `/reviews?educatorId=${ivan}`)).body.items
  assert.deepEqual([shown.id, shown.clarity, shown.reply], [own.id, 4, null])
  assert.ok(!JSON.stringify(shown).includes('Late by 5'))
  assert.equal((await as(null)('GET', `/sessions/${id}/reviews`)).body.items.length, 1)

  // One reply, by its educator only.
  const words = { words: 'Thank you, Lena.' }
  assert.equal((await as(lena)('PUT', `/reviews/${own.id}/reply`, words)).status, 403)
  assert.equal((await as(zoe)('PUT', `/reviews/${own.id}/reply`, words)).status, 404)
  assert.equal(
    (await as(ivan)('PUT', `/reviews/${own.id}/reply`, words)).body.reply.words,
    words.words,
  )
  const summary = (await as(ivan)('GET', '/educator/reviews')).body
  assert.deepEqual([summary.rank.count, summary.rank.mean, summary.rank.bayes], [1, 5, 4.5455])
  assert.deepEqual(summary.private, { count: 1, mean: null })

  // Reported, and decided by moderators only.
  assert.equal(
    (await as(null)('POST', `/reviews/${own.id}/reports`, { reason: 'abuse' })).status,
    401,
  )
  const report = await as(ivan)('POST', `/reviews/${own.id}/reports`, {
    reason: 'abuse',
    words: 'Rude.',
  })
  assert.deepEqual([report.status, report.body.dueAt], [201, hours(50 + 72).toString()])
  const reply = await as(lena)('POST', `/reviews/${own.id}/reports`, {
    reason: 'spam',
    what: 'reply',
  })
  assert.equal(reply.status, 201)
  for (const [person, status] of [
    [null, 401],
    [lena, 403],
    [ivan, 403],
    [sam, 403],
    [mona, 200],
  ] as const) {
    assert.equal((await as(person)('GET', '/reports')).status, status)
  }
  const desk = (await as(mona)('GET', '/reports?type=review')).body
  assert.deepEqual(
    [desk.items.length, desk.open, desk.overdue, desk.items[0].said],
    [1, 2, 0, review.words],
  )
  const decide = (person: string, decision: string) =>
    as(person)('POST', `/reports/${report.body.id}/decision`, { decision, note: 'Not rude.' })
  assert.equal((await decide(sam, 'hide')).status, 403)
  assert.equal((await decide(mona, 'act')).body.code, 'decision_not_possible')
  assert.equal((await decide(mona, 'hide')).body.decision, 'hidden')
  assert.equal((await decide(mona, 'keep')).body.code, 'report_decided')
  assert.deepEqual((await as(null)('GET', `/reviews?educatorId=${ivan}`)).body.items, [])
  assert.equal(
    (await as(lena)('PATCH', `/reviews/${own.id}`, { stars: 1 })).body.code,
    'review_hidden',
  )
  assert.equal((await as(eve)('PATCH', `/reviews/${own.id}`, { stars: 1 })).status, 404)
  assert.equal(await publishDue(stoa.db, hours(999)), 0)
})

test('messages over HTTP: who may read, masked, marked, blocked, reported, read by moderators only through a report', async () => {
  await using stoa = await testApp()
  const { ivan, zoe, lena, eve, mona, sam, as } = await town(stoa)
  assert.equal((await as(null)('POST', '/threads', { educatorId: ivan })).status, 401)
  assert.equal((await as(ivan)('POST', '/threads', { learnerId: eve })).status, 403)
  assert.equal((await as(eve)('POST', '/threads', { educatorId: lena })).status, 404)
  assert.equal((await as(eve)('POST', '/threads', {})).status, 400)
  const { body: thread } = await as(eve)('POST', '/threads', { educatorId: ivan })
  const at = `/threads/${thread.id}`
  const message = { id: newId(), words: 'My WhatsApp: +49 151 2345 6789, ok?' }
  const sent = await as(eve)('POST', `${at}/messages`, message)
  assert.deepEqual([sent.status, sent.body.hidden, sent.body.number], [201, ['phone'], 1])
  assert.equal((await as(eve)('POST', `${at}/messages`, message)).body.number, 1)
  for (const [person, status] of [
    [null, 401],
    [lena, 404],
    [zoe, 404],
    [sam, 404],
    [mona, 404],
    [ivan, 200],
  ] as const) {
    assert.equal((await as(person)('GET', at)).status, status)
    const mine = person === ivan
    if (!mine) {
      assert.equal(
        (await as(person)('POST', `${at}/messages`, { id: newId(), words: 'x' })).status,
        status,
      )
      assert.equal((await as(person)('PUT', `${at}/read`, { upTo: 1 })).status, status)
      assert.equal((await as(person)('PUT', `${at}/block`, { blocked: true })).status, status)
    }
  }
  const { body: seen } = await as(ivan)('GET', at)
  assert.deepEqual(
    [seen.messages[0].words, seen.thread.unread, seen.thread.answerDueAt, seen.thread.as],
    ['My WhatsApp: [phone number hidden], ok?', 1, hours(74).toString(), 'educator'],
  )
  assert.deepEqual((await as(ivan)('GET', '/threads/unread')).body, { learner: 0, educator: 1 })
  assert.equal((await as(ivan)('PUT', `${at}/read`, { upTo: 1 })).status, 204)
  assert.deepEqual((await as(ivan)('GET', '/threads/unread')).body, { learner: 0, educator: 0 })
  assert.equal((await as(eve)('GET', at)).body.messages[0].seen, true)
  const back = await as(ivan)('POST', `${at}/messages`, { id: newId(), words: 'Book first.' })
  assert.equal(back.status, 201)
  assert.deepEqual(
    (await as(eve)('GET', `${at}?after=1`)).body.messages.map(
      (one: { words: string }) => one.words,
    ),
    ['Book first.'],
  )
  assert.equal((await as(eve)('GET', '/threads?as=learner')).body.items.length, 1)
  assert.equal((await as(eve)('GET', '/threads?as=educator')).body.items.length, 0)
  assert.equal((await as(null)('GET', `/educators/${ivan}`)).body.response.medianSeconds, 0)

  // Paid with Lena: nothing is hidden between her and Ivan.
  const { body: other } = await as(ivan)('POST', '/threads', { learnerId: lena })
  const open = { id: newId(), words: 'ivan@example.com' }
  assert.deepEqual((await as(ivan)('POST', `/threads/${other.id}/messages`, open)).body.hidden, [])
  assert.equal((await as(lena)('GET', `/threads/${other.id}`)).body.messages[0].words, open.words)

  assert.equal(
    (await as(lena)('POST', `/messages/${sent.body.id}/reports`, { reason: 'spam' })).status,
    404,
  )
  const report = await as(ivan)('POST', `/messages/${sent.body.id}/reports`, {
    reason: 'off_platform',
  })
  assert.equal(report.status, 201)
  assert.equal((await as(sam)('POST', `/reports/${report.body.id}/reading`)).status, 403)
  const read = await as(mona)('POST', `/reports/${report.body.id}/reading`)
  assert.equal(read.body.messages[0].words, message.words)
  const [log] = await stoa.db`select deed, by from people.audit where deed = 'thread.read'`
  assert.deepEqual(log, { deed: 'thread.read', by: `person:${mona}` })

  assert.equal((await as(eve)('PUT', `${at}/block`, { blocked: true })).body.blockedByMe, true)
  assert.equal(
    (await as(ivan)('POST', `${at}/messages`, { id: newId(), words: 'x' })).body.code,
    'thread_blocked',
  )
})

test('writing is limited for each person', async () => {
  await using stoa = await testApp({ app: { limits: { writing: 3 } } })
  const ivan = await educator(stoa.db)
  const [lena, eve] = [await learner(stoa.db), await learner(stoa.db)]
  const as = client(stoa, lena)
  for (let n = 0; n < 3; n++)
    assert.equal((await as('POST', '/threads', { educatorId: ivan })).status, 200)
  const last = await as('POST', '/threads', { educatorId: ivan })
  assert.deepEqual([last.status, last.body.code], [429, 'rate_limited'])
  assert.equal((await client(stoa, eve)('POST', '/threads', { educatorId: ivan })).status, 200)
})
