import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import fc from 'fast-check'
import { atomically, type Db } from '#base'
import { releaseHeld } from '#earnings'
import { journals, type Purpose, verify } from '#ledger'
import { type TestApp, testApp } from '../../../test/app.ts'
import { NOON, person, refused } from '../../../test/classroom.ts'
import { Seat } from '../../../test/stories/seat.ts'
import {
  addCaseFile,
  answerPoint,
  appealCase,
  askSide,
  assignCase,
  type CaseDecision,
  cancelBooking,
  caseFile,
  casePage,
  completeDue,
  decideCase,
  type Method,
  nextCaseWork,
  openCase,
  sayInCase,
  setSilenceRule,
  settleDue,
  startSessions,
  withdrawCase,
  workCases,
} from '../index.ts'

/** Whose each account is, where value is added up. */
const PARTY: Partial<Record<Purpose, 'learner' | 'platform'>> = {
  wallet: 'learner',
  deferred_credits: 'learner',
  deferred_bookings: 'learner',
  refunds_payable: 'learner',
  provider_clearing: 'learner',
  platform_fee: 'platform',
  promotions: 'platform',
  dispute_losses: 'platform',
  included_sessions: 'platform',
}
const PDF = Buffer.from('%PDF-1.7 what we wrote to each other')

suite('Cases', () => {
  let stoa: TestApp
  let db: Db
  before(async () => {
    stoa = await testApp({ start: NOON.toString() })
    db = stoa.db
  })
  after(() => stoa[Symbol.asyncDispose]())

  /** A seat that was taught. */
  async function taught(method: Method = 'credits'): Promise<Seat> {
    const seat = await Seat.take(stoa, { method })
    if (method === 'cash') await seat.pay()
    await startSessions(db, seat.start)
    await completeDue(db, seat.over)
    return seat
  }
  const open = (seat: Seat, at: number, side: 'learner' | 'educator' = 'learner', share?: number) =>
    seat.tx((tx) =>
      openCase(tx, seat.id, seat[side], { words: 'It was not so.', share }, seat.later(at)),
    )
  const decide = (seat: Seat, at: number, more: Partial<CaseDecision> = {}) =>
    seat.tx((tx) =>
      decideCase(tx, seat.id, { ...DECISION, person: seat.staff, ...more }, seat.later(at)),
    )
  const DECISION = { share: 5000, marked: false, note: 'Half of it was taught.' }
  const stage = async (seat: Seat) => (await casePage(db, seat.id, { staff: true })).stage
  const facts = async (seat: Seat) =>
    (
      await db<{ kind: string; side: string | null }>`
        select kind, data->>'side' as side from base.fact where about_id = ${seat.id} and kind like 'case.%' order by at, id`
    ).map(({ kind, side }) => `${kind} ${side ?? ''}`.trim())

  /** What each party has gained by the journals since; in cents. */
  async function gains(seat: Seat, since: bigint) {
    const sums = { learner: 0n, educator: 0n, platform: 0n }
    for (const { id, transfers } of await journals(db, { about: seat.id, limit: 200 })) {
      if (id <= since) continue
      for (const { debit, credit, asset, amount } of transfers) {
        if (asset !== 'USD') continue
        for (const [address, sign] of [
          [debit, -1n],
          [credit, 1n],
        ] as const) {
          const purpose = address.split('/').at(-1) as Purpose
          const party = purpose.startsWith('educator_') ? 'educator' : PARTY[purpose]
          assert.ok(party, `nobody's account: ${address}`)
          sums[party] += sign * amount
        }
      }
    }
    return sums
  }
  const last = async (seat: Seat) => (await journals(db, { about: seat.id, limit: 1 }))[0]?.id ?? 0n

  test('whatever is decided, what all have gained is nothing, and deciding twice is deciding once', async () => {
    const bp = fc.constantFrom(0, 1, 1234, 2500, 3333, 5000, 6667, 9999, 10_000)
    const round = fc.record({ share: bp, earns: fc.option(bp, { nil: undefined }) })
    const runs = fc.record({
      method: fc.constantFrom<Method>('credits', 'credits', 'cash', 'included'),
      letGo: fc.boolean(),
      first: round,
      appeal: fc.option(round, { nil: undefined }),
    })
    await fc.assert(
      fc.asyncProperty(runs, async ({ method, letGo, first, appeal }) => {
        const seat = await taught(method)
        const begun = await last(seat)
        await open(seat, 1)
        if (letGo) {
          // It was contested only after it had been let go.
          await db`update earnings.commission set frozen_at = null where source_id = ${seat.id}`
          await releaseHeld(db, seat.later(24 * 8))
        }
        const at = await last(seat)
        const once = { ...first, person: seat.staff }
        await decide(seat, 200, once)
        const after = await last(seat)
        await decide(seat, 201, once)
        assert.equal(await last(seat), after, 'decided twice')
        if (appeal) {
          await seat.tx((tx) => appealCase(tx, seat.id, seat.educator, 'No.', seat.later(210)))
          await decide(seat, 220, { ...appeal, person: seat.other })
          await decide(seat, 221, { ...appeal, person: seat.other })
        }
        const { learner, educator, platform } = await gains(seat, at)
        assert.equal(learner + educator + platform, 0n)
        assert.ok(learner >= 0n, 'nothing is taken from a learner')
        assert.ok(begun <= at)
        const rounds = (await casePage(db, seat.id, { staff: true })).decisions
        assert.equal(rounds.length, appeal ? 2 : 1)
        const [sum] = await db<{ net: bigint; stands: bigint }>`
          select coalesce(sum(a.net), 0)::bigint as stands, coalesce(sum(a.net_before), 0)::bigint as net
          from earnings.amendment a join earnings.commission c on c.id = a.commission_id
          where c.source_id = ${seat.id}`
        assert.equal(educator, sum!.stands - sum!.net, 'the books say what the amendments say')
      }),
      { numRuns: 14 },
    )
    assert.deepEqual(await verify(db), { ok: true, findings: [] })
  })

  test('an educator contests a seat that was cancelled: the learner keeps what came back, and staff may have them paid', async () => {
    const methods: [Method, bigint][] = [
      ['credits', 3500n],
      // The card fee was never theirs to bear.
      ['cash', 1400n],
      ['included', 2450n],
    ]
    for (const [method, pay] of methods) {
      const seat = await Seat.take(stoa, { method })
      if (method === 'cash') await seat.pay()
      await seat.tx((tx) => cancelBooking(tx, seat.id, seat.learner, seat.at(40)))
      const purse = await seat.wallet()
      // Not the learner, who has all of it back.
      await assert.rejects(open(seat, -40), refused('case_not_open'))
      const since = await last(seat)
      await open(seat, -40, 'educator')
      assert.deepEqual([await stage(seat), await seat.state()], ['answering', 'disputed'])
      // The seat is free meanwhile: its learner may take it again.
      const [free] = await db<{ seats: number }>`
        select seats_taken as seats from live.session where id = ${seat.session}`
      assert.equal(free!.seats, 0)
      // A learner cannot agree to what the platform would pay: it comes before staff.
      await seat.tx((tx) =>
        answerPoint(
          tx,
          seat.id,
          seat.learner,
          { point: 1, agrees: true, words: 'True.' },
          seat.later(-39),
        ),
      )
      assert.equal(await seat.earned(), 'nothing')
      await decide(seat, -30, { share: 0, note: 'It was called off by mistake.' })
      const { learner, educator, platform } = await gains(seat, since)
      assert.deepEqual([method, learner, educator, platform], [method, 0n, pay, -pay])
      assert.equal(await seat.wallet(), purse)
      assert.equal(await seat.state(), 'resolved')
    }

    const seat = await Seat.take(stoa)
    await seat.tx((tx) => cancelBooking(tx, seat.id, seat.learner, seat.at(40)))
    await assert.rejects(open(seat, 24 * 30, 'educator'), refused('case_not_open'))
    await open(seat, 24 * 29, 'educator')
    const since = await last(seat)
    await seat.tx((tx) => withdrawCase(tx, seat.id, seat.educator, seat.later(24 * 29 + 1)))
    assert.deepEqual(await gains(seat, since), { learner: 0n, educator: 0n, platform: 0n })

    // Never confirmed: there was nothing to earn on.
    const asked = await Seat.take(stoa, { asks: true })
    await asked.tx((tx) => cancelBooking(tx, asked.id, asked.learner, asked.at(40)))
    await assert.rejects(open(asked, -40, 'educator'), refused('case_not_open'))
    assert.deepEqual(await verify(db), { ok: true, findings: [] })
  })

  test('the other side is reminded a day before, and loses the claim by silence; the loser may appeal', async () => {
    const seat = await taught()
    await open(seat, 0, 'learner', 4000)
    const [next] = await db<{ at: Temporal.Instant }>`select (${nextCaseWork}) as at`
    assert.ok(Temporal.Instant.compare(next!.at, seat.later(24 * 6)) <= 0)
    await workCases(db, seat.later(24 * 6))
    await workCases(db, seat.later(24 * 6 + 1))
    assert.deepEqual(await facts(seat), ['case.reminder educator'])
    await workCases(db, seat.later(24 * 7))
    assert.equal(await stage(seat), 'decided')
    const { points, decisions } = await casePage(db, seat.id, { staff: false })
    assert.ok(points[0]?.lostAt)
    assert.deepEqual(
      [decisions[0]?.how, decisions[0]?.share, decisions[0]?.earns],
      ['silence', 4000, 6000],
    )
    assert.equal(await seat.earned(), '21.00 held')
    await assert.rejects(
      seat.tx((tx) =>
        answerPoint(
          tx,
          seat.id,
          seat.educator,
          { point: 1, words: 'But!' },
          seat.later(24 * 7 + 1),
        ),
      ),
      refused('case_over'),
    )
    await seat.tx((tx) => appealCase(tx, seat.id, seat.educator, 'I was ill.', seat.later(24 * 8)))
    assert.equal(await stage(seat), 'appealed')
  })

  test('silence of a learner about an educator’s claim brings it before staff; the operator may say otherwise', async () => {
    const seat = await taught()
    await open(seat, 0, 'educator')
    await workCases(db, seat.later(24 * 7))
    assert.equal(await stage(seat), 'deciding')
    await workCases(db, seat.later(24 * 10))
    assert.ok((await facts(seat)).includes('case.overdue'))
    await atomically(db, (tx) =>
      setSilenceRule(tx, { side: 'educator', follows: 'point_lost' }, 'person:staff', NOON),
    )
    const other = await taught()
    await open(other, 0)
    await workCases(db, other.later(24 * 7))
    assert.equal(await stage(other), 'deciding')
    await atomically(db, (tx) =>
      setSilenceRule(tx, { side: 'educator', follows: 'claim_holds' }, 'person:staff', NOON),
    )
  })

  test('refused, both bring what they have; staff ask, and who does not answer has lost that point', async () => {
    const seat = await taught()
    await open(seat, 0)
    const answer = { point: 1, agrees: false, words: 'We did meet.' }
    await seat.tx((tx) => answerPoint(tx, seat.id, seat.educator, answer, seat.later(2)))
    assert.equal(await stage(seat), 'evidence')
    const speaker = { person: seat.learner, staff: false }
    const hand = (bytes: Buffer, name = '../our talk.PDF') =>
      seat.tx((tx) => addCaseFile(tx, seat.id, speaker, { name, bytes }, seat.later(3)))
    const id = await hand(PDF)
    assert.equal(await hand(PDF, 'again.pdf'), id, 'the same file is there once')
    await assert.rejects(hand(Buffer.from('#!/bin/sh')), refused('case_file_not_like'))
    assert.deepEqual(
      { ...(await caseFile(db, seat.id, id)), bytes: 0 },
      {
        name: 'our talk.pdf',
        kind: 'application/pdf',
        bytes: 0,
      },
    )
    for (let more = 0; more < 9; more += 1) await hand(Buffer.concat([PDF, Buffer.from([more])]))
    await assert.rejects(hand(Buffer.concat([PDF, PDF])), refused('case_files_full'))
    const say = (who: string, staff: boolean, staffOnly = false) =>
      seat.tx((tx) =>
        sayInCase(
          tx,
          seat.id,
          { person: who, staff },
          { words: 'Hello.', staffOnly },
          seat.later(4),
        ),
      )
    await say(seat.learner, false, true)
    await say(seat.staff, true, true)
    await assert.rejects(say(await person(db, 'Tom'), false), refused('unknown_booking'))
    assert.equal((await casePage(db, seat.id, { staff: false })).messages.length, 1)
    assert.equal((await casePage(db, seat.id, { staff: true })).messages.length, 2)
    await workCases(db, seat.later(2 + 72))
    assert.equal(await stage(seat), 'deciding')
    const question = {
      side: 'learner',
      words: 'When did you leave?',
      days: 1,
      by: 'person:staff',
    } as const
    await seat.tx((tx) => askSide(tx, seat.id, question, seat.later(80)))
    await workCases(db, seat.later(80 + 25))
    const { points } = await casePage(db, seat.id, { staff: true })
    assert.ok(points[1]?.lostAt && !points[0]?.lostAt)
    assert.equal(await stage(seat), 'deciding', 'silence on a question ends nothing')
    await assert.rejects(
      db`update live.case_point set answer = 'answered', answered_by = 'x', answered_at = now()
        where booking_id = ${seat.id} and number = 2`,
      /point_answered_or_lost/,
    )
  })

  test('an appeal is decided by another, once, and is final', async () => {
    const seat = await taught()
    await open(seat, 0)
    await seat.tx((tx) => assignCase(tx, seat.id, seat.staff, seat.later(1)))
    await assert.rejects(decide(seat, 2, { person: seat.educator }), refused('case_own'))
    await decide(seat, 2)
    await assert.rejects(decide(seat, 3, { share: 2500 }), refused('case_over'))
    const appeal = (side: 'learner' | 'educator', at: number) =>
      seat.tx((tx) => appealCase(tx, seat.id, seat[side], 'Look again.', seat.later(at)))
    await assert.rejects(appeal('learner', 2 + 24 * 7 + 1), refused('case_not_appealable'))
    await appeal('learner', 24)
    await appeal('learner', 25)
    await assert.rejects(appeal('educator', 25), refused('case_not_appealable'))
    assert.equal((await casePage(db, seat.id, { staff: true })).assignedTo, null)
    await assert.rejects(decide(seat, 30), refused('case_own'))
    await decide(seat, 31, { person: seat.other, share: 10_000 })
    assert.equal(await stage(seat), 'final')
    await assert.rejects(
      db`insert into live.case_decision (booking_id, round, how, share, earns, marked, note, by, at)
        select booking_id, 2, how, share, earns, marked, note, by, at from live.case_decision
        where booking_id = ${seat.id} and round = 1`,
      /case_decision_pkey|another_decides_an_appeal/,
    )
    await assert.rejects(appeal('educator', 40), refused('case_not_appealable'))
  })

  test('until 30 days after the end, once, by one of the two', async () => {
    const seat = await taught()
    await settleDue(db, seat.later(24 * 8))
    await assert.rejects(open(seat, 24 * 30), refused('case_not_open'))
    await open(seat, 24 * 30 - 1)
    await open(seat, 24 * 30 - 1)
    await assert.rejects(open(seat, 24 * 29, 'educator'), refused('case_not_open'))
    await seat.tx((tx) => withdrawCase(tx, seat.id, seat.learner, seat.later(24 * 31)))
    assert.equal(await stage(seat), 'final')
    assert.equal(await seat.earned(), '35.00 held')
  })

  test('both sides and staff at once: one ending, and the books are right', async () => {
    const seats = [await taught(), await taught(), await taught('cash')]
    for (const seat of seats) {
      await open(seat, 0)
      const at = seat.later(24 * 7)
      const race = await Promise.allSettled([
        seat.tx((tx) => withdrawCase(tx, seat.id, seat.learner, at)),
        seat.tx((tx) =>
          answerPoint(tx, seat.id, seat.educator, { point: 1, agrees: true, words: 'Yes.' }, at),
        ),
        decide(seat, 24 * 7),
        decide(seat, 24 * 7, { person: seat.other, share: 2500 }),
        workCases(db, at),
      ])
      const refusals = race.filter((one) => one.status === 'rejected')
      for (const { reason } of refusals)
        assert.ok(['case_over', 'case_late'].includes(reason.code), String(reason))
      const { decisions } = await casePage(db, seat.id, { staff: true })
      assert.equal(decisions.length, 1)
    }
    assert.deepEqual(await verify(db), { ok: true, findings: [] })
  })
})
