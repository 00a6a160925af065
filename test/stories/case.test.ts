import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically } from '#base'
import { payoutArrived, processPayouts, releaseHeld, type Sender, schedulePayouts } from '#earnings'
import { journals, verify } from '#ledger'
import { completeDue, startSessions } from '#live'
import { grantStaffRole } from '#people'
import { type TestApp, testApp } from '../app.ts'
import { NOON } from '../classroom.ts'
import { Seat } from './seat.ts'

/**
 * A dispute after payout, over HTTP as the two and staff do it.
 *
 *   50 credits, paid 40.00 → earned 35.00 → paid out 35.00 ──┐
 *   contested on day 12 → refused → all back: 40.00 to lots   │ 35.00 owed
 *   appealed → another of staff: half is the educator's       │ 17.50 owed, 17.50 our loss
 *   two more sessions: 70.00 ────────────────────────────────►  17.50 set off, 52.50 paid out
 */
suite('A dispute after payout', () => {
  let stoa: TestApp
  const sent: bigint[] = []
  const sender: Sender = {
    provider: 'sandbox',
    send: async (payouts) =>
      payouts.map(({ id, amount }) => {
        sent.push(amount)
        return { outcome: 'sent', ref: `tr_${id}` }
      }),
  }
  before(async () => {
    stoa = await testApp({ start: NOON.toString() })
  })
  after(() => stoa[Symbol.asyncDispose]())

  async function taught(seat: Seat): Promise<void> {
    await startSessions(stoa.db, seat.start)
    await completeDue(stoa.db, seat.over)
  }
  async function paidOut(now: Temporal.Instant): Promise<void> {
    await releaseHeld(stoa.db, now)
    await schedulePayouts(stoa.db, now)
    await processPayouts(stoa.db, sender, now.add({ hours: 24 * 7 }))
    const payouts = await stoa.db<{
      id: string
    }>`select id from earnings.payout where state = 'sent'`
    for (const { id } of payouts)
      await atomically(stoa.db, (tx) => payoutArrived(tx, id, now.add({ hours: 24 * 8 })))
  }
  async function call(who: string, method: 'GET' | 'POST', url: string, payload?: object | Buffer) {
    const headers = await stoa.doing(who)
    const type = Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}
    const answer = await stoa.app.inject({
      method,
      url: `/api${url}`,
      headers: { ...headers, ...type },
      ...(payload ? { payload } : {}),
    })
    return { status: answer.statusCode, body: answer.body ? answer.json() : null }
  }
  const grant = (person: string) =>
    atomically(stoa.db, (tx) =>
      grantStaffRole(tx, { person, role: 'support', by: 'person:admin' }, NOON),
    )

  test('what was paid out is owed, an appeal halves it, and the next payout sets it off', async () => {
    const seat = await Seat.take(stoa)
    for (const one of [seat.staff, seat.other]) await grant(one)
    await taught(seat)
    await paidOut(seat.later(24 * 7 + 1))
    assert.deepEqual([await seat.earned(), sent], ['nothing', [3500n]])

    stoa.clock.moveTo(seat.later(24 * 20))
    const at = `/cases/${seat.id}`
    const claim = { about: 'charge', words: 'We spoke English for half of the hour.' }
    assert.equal((await call(seat.learner, 'POST', `/bookings/${seat.id}/case`, claim)).status, 200)
    const stranger = await stoa.person({ name: 'Tom' })
    for (const [who, status] of [
      [stranger, 404],
      [seat.learner, 200],
      [seat.educator, 200],
      [seat.staff, 200],
    ] as const)
      assert.equal((await call(who, 'GET', at)).status, status)
    const pdf = Buffer.from('%PDF-1.7 what we wrote')
    const handed = await call(seat.learner, 'POST', `${at}/files?name=chat.pdf`, pdf)
    assert.deepEqual([handed.status, handed.body.files.length], [200, 1])
    const refusal = { point: 1, agrees: false, words: 'Only the first minutes.' }
    const answered = await call(seat.educator, 'POST', `${at}/answer`, refusal)
    assert.equal(answered.body.stage, 'evidence')
    assert.equal((await call(seat.staff, 'POST', `${at}/assign`, { mine: true })).status, 200)

    const decision = { share: 10_000, marked: false, note: 'The recording says so.' }
    assert.equal((await call(seat.educator, 'POST', `${at}/decide`, decision)).status, 403)
    const shown = await call(seat.staff, 'POST', `${at}/preview`, decision)
    assert.deepEqual(
      shown.body.items.map(({ rule }: { rule: string }) => rule),
      ['session.returned.credits'],
    )
    assert.equal(await seat.earned(), 'nothing', 'a preview moves nothing')
    const decided = await call(seat.staff, 'POST', `${at}/decide`, decision)
    assert.deepEqual(
      [
        decided.body.stage,
        decided.body.decisions[0].returned.amount,
        decided.body.earnings[0].owed.amount,
      ],
      ['decided', '50.00', '35.00'],
    )
    assert.equal(await seat.earned(), '35.00 owed')
    assert.equal(await seat.moved(), '')

    const appeal = { words: 'Half of it was Spanish.' }
    assert.equal((await call(seat.educator, 'POST', `${at}/appeal`, appeal)).status, 200)
    const half = { ...decision, share: 5000, note: 'Half of it was.' }
    assert.equal((await call(seat.staff, 'POST', `${at}/decide`, half)).body.code, 'case_own')
    const final = await call(seat.other, 'POST', `${at}/decide`, half)
    assert.equal(final.body.stage, 'final')
    assert.equal(await seat.earned(), '17.50 owed')
    assert.equal(await seat.moved(), 'dispute_losses +17.50')
    const deeds = await stoa.db<{ deed: string }>`
      select deed from people.audit where about_id = ${seat.id} order by at, id`
    assert.deepEqual(
      deeds.map(({ deed }) => deed),
      ['case.assigned', 'case.decided', 'case.decided'],
    )

    const { educator } = seat
    for (const hour of [3, 6]) {
      const start = seat.start.add({ hours: 24 * 25 + hour })
      const made = {
        at: seat.later(24 * 20),
        session: { educator, start, end: start.add({ hours: 1 }) },
      }
      const next = await Seat.take(stoa, made)
      await startSessions(stoa.db, start)
      await completeDue(stoa.db, start.add({ hours: 2 }))
      assert.ok(next.id)
    }
    await paidOut(seat.later(24 * 33))
    assert.deepEqual([await seat.earned(), sent], ['nothing', [3500n, 5250n]])
    const rules = (await journals(stoa.db, { limit: 200 })).map(({ kind }) => kind)
    assert.ok(rules.includes('earnings.set_off') && rules.includes('session.made_good'))
    assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })
  })
})
