import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically } from '#base'
import { verify } from '#ledger'
import { bookSession, cancelUnderfilled, completeDue, startSessions, TRANSITIONS } from '#live'
import { type TestApp, testApp } from '../../test/app.ts'
import { educator, hours, learner, NOON, session } from '../../test/classroom.ts'

/** What comes after a seat was taken, over HTTP: who may, under which names, and what staff leave in the audit log. */
suite('After booking, over HTTP', () => {
  let stoa: TestApp
  let [ivan, lena, tom, staff, held, booking] = ['', '', '', '', '', '']
  before(async () => {
    stoa = await testApp({ start: NOON.toString() })
    const { db } = stoa
    ivan = await educator(db)
    lena = await learner(db, 100)
    tom = await stoa.person({ name: 'Tom' })
    staff = await stoa.person({ name: 'Stella', staffRoles: ['support'] })
    held = await session(db, ivan, { startsIn: 2 })
    const seat = { session: held, learner: lena, method: 'credits' } as const
    booking = (await atomically(db, (tx) => bookSession(tx, seat, NOON))).id
    await startSessions(db, hours(2))
    await completeDue(db, hours(3.25))
    stoa.clock.moveTo(hours(4))
  })
  after(() => stoa[Symbol.asyncDispose]())

  const call = async (
    who: string | null,
    method: 'GET' | 'POST',
    url: string,
    payload?: Record<string, unknown>,
  ) => {
    const headers = who ? await stoa.as(who) : {}
    const key = { 'idempotency-key': `key-${Math.random().toString(36).slice(2)}-long` }
    const answer = await stoa.app.inject({
      method,
      url: `/api${url}`,
      headers: { ...headers, ...(method === 'POST' ? key : {}) },
      ...(payload ? { payload } : {}),
    })
    return { status: answer.statusCode, body: answer.body ? answer.json() : null }
  }

  test('the table of transitions is open to everybody', async () => {
    const { status, body } = await call(null, 'GET', '/bookings/transitions')
    assert.equal(status, 200)
    assert.equal(body.items.length, TRANSITIONS.length)
    assert.deepEqual(
      body.items.find((one: { deed: string }) => one.deed === 'move').from,
      'confirmed',
    )
  })

  test('what happened is for the two and staff; strangers find nothing', async () => {
    for (const [who, status] of [
      [lena, 200],
      [ivan, 200],
      [staff, 200],
      [tom, 404],
      [null, 401],
    ] as const) {
      assert.equal((await call(who, 'GET', `/bookings/${booking}/after`)).status, status)
    }
    assert.equal(
      (await call(tom, 'POST', `/bookings/${booking}/case`, { words: 'No!' })).status,
      404,
    )
  })

  test('attendance is the educator’s and staff’s, under every name of the session’s kind', async () => {
    for (const at of ['/sessions', '/video-sessions']) {
      const { status, body } = await call(ivan, 'GET', `${at}/${held}/attendance`)
      assert.equal(status, 200)
      assert.deepEqual(body.found, [
        { bookingId: booking, learnerId: lena, outcome: 'not_measured' },
      ])
    }
    assert.equal((await call(ivan, 'GET', `/live-conversations/${held}/attendance`)).status, 404)
    assert.equal((await call(lena, 'GET', `/sessions/${held}/attendance`)).status, 403)
  })

  test('the explorer and its deeds are for support; what is done stands in the audit log', async () => {
    assert.equal((await call(lena, 'GET', '/explorer/bookings')).status, 403)
    const found = await call(staff, 'GET', '/explorer/bookings?person=lena&state=completed')
    assert.deepEqual(
      found.body.items.map(({ id }: { id: string }) => id),
      [booking],
    )
    assert.deepEqual((await call(staff, 'GET', '/explorer/bookings?state=held')).body.items, [])
    const deeds = await call(staff, 'GET', `/explorer/bookings/${booking}/deeds`)
    assert.deepEqual(deeds.body.items, ['void'])
    const act = { deed: 'void', reason: 'The room was out; both told us.' }
    assert.equal((await call(ivan, 'POST', `/explorer/bookings/${booking}/act`, act)).status, 403)
    const done = await call(staff, 'POST', `/explorer/bookings/${booking}/act`, act)
    assert.deepEqual(done.body, { state: 'cancelled_by_platform' })
    const again = await call(staff, 'POST', `/explorer/bookings/${booking}/act`, act)
    assert.equal(again.body.code, 'booking_deed_not_allowed')
    const [entry] = await stoa.db<{ deed: string; reason: string }>`
      select deed, after->>'reason' as reason from people.audit where about_id = ${booking}`
    assert.deepEqual({ ...entry }, { deed: 'booking.void', reason: act.reason })
    assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })
  })

  test('an outage is said by support only, looked at first, and not in the future', async () => {
    const span = { from: hours(2).toString(), until: hours(2.5).toString() }
    const body = { ...span, note: 'The router.' }
    assert.equal((await call(ivan, 'POST', '/explorer/outages', body)).status, 403)
    const wrong = { ...body, until: hours(1).toString() }
    const refused = await call(staff, 'POST', '/explorer/outages', wrong)
    assert.equal(refused.body.code, 'outage_not_like')
  })

  test('the link of a notice opens an empty group again without signing in; another token does not', async () => {
    const id = await session(stoa.db, ivan, { minimum: 2, startsIn: 60 })
    await cancelUnderfilled(stoa.db, hours(36))
    const [fact] = await stoa.db<{ token: string }>`
      select data->>'token' as token from base.fact where kind = 'session.empty' and about_id = ${id}`
    const reopen = (token?: string) =>
      call(null, 'POST', `/sessions/${id}/reopen`, token ? { token } : {})
    assert.equal((await reopen()).status, 404)
    assert.equal((await reopen('x'.repeat(32))).status, 404)
    assert.equal((await reopen(fact!.token)).status, 204)
  })
})
