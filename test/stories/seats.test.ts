import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically } from '#base'
import { releaseHeld, setPolicy as setEarnings } from '#earnings'
import { verify } from '#ledger'
import {
  acceptRequest,
  actOnBooking,
  answerMove,
  answerPoint,
  appealCase,
  cancelBooking,
  cancelSession,
  cancelUnderfilled,
  completeDue,
  completeSilent,
  confirmBooking,
  decideCase,
  declineRequest,
  earnForfeits,
  educatorMissed,
  expireHeldSeats,
  expireRequests,
  type Method,
  markAttendance,
  moveSeat,
  openCase,
  proposeMove,
  sayOutage,
  settleDue,
  startSessions,
  TRANSITIONS,
  withdrawCase,
  workCases,
  workOutages,
} from '#live'
import { type TestApp, testApp } from '../app.ts'
import { session as another, NOON } from '../classroom.ts'
import { Seat, START } from './seat.ts'

/**
 * Every row of specification 3.4, and every way in which a booking can change: who does what and when, and at
 * the end the learner's wallet lot by lot, what the educator has, and how the platform's books moved.
 *
 *   credits: 50 = 30 of a plan (paid 20.00) + 20 bought (20.00) → basis 40.00; the educator's 70 % is 35.00
 *   money:   20.00, the card took 0.88, which the educator bears → 13.12
 *   included: list price 35.00 → 24.50
 */

const WHOLE = 'plan 30.00, purchase 170.00'
const SPENT = 'purchase 150.00'
/** What was used and comes back is a lot of its own, with the cost and expiry that it had. */
const BACK = 'plan 30.00, purchase 150.00, purchase 20.00'
/** 50 credits earned on: 40.00 had been paid for them. */
const EARNED = 'deferred_credits −40.00, platform_fee +5.00'

/** All that the schedule does until then, moment by moment. */
async function live({ stoa: { db, deps } }: Seat, ...moments: Temporal.Instant[]): Promise<void> {
  for (const now of moments) {
    await expireHeldSeats(db, now)
    await expireRequests(db, now)
    await cancelUnderfilled(db, now)
    await startSessions(db, now)
    await completeDue(db, now)
    await completeSilent(db, now)
    await workOutages(db, now)
    await workCases(db, now)
    await earnForfeits(db, now)
    await settleDue(db, now)
  }
  await deps.jobs.settle()
}

const cancel = (seat: Seat, before: number) =>
  seat.tx((tx) => cancelBooking(tx, seat.id, seat.learner, seat.at(before)))
const callOff = (seat: Seat, before: number, who: 'educator' | 'staff') =>
  seat.tx((tx) => {
    const by = { person: seat[who], staff: who === 'staff' }
    return cancelSession(tx, seat.session, by, 'I have lost my voice.', seat.at(before))
  })
const contest = (
  seat: Seat,
  at: Temporal.Instant,
  who: 'learner' | 'educator' = 'learner',
  share?: number,
) => seat.tx((tx) => openCase(tx, seat.id, seat[who], { words: 'It was not so.', share }, at))
const decide = (
  seat: Seat,
  share: number,
  at: Temporal.Instant,
  marked = false,
  person = seat.staff,
) =>
  seat.tx((tx) =>
    decideCase(tx, seat.id, { share, marked, note: 'Looked at the room’s measure.', person }, at),
  )
const appeal = (seat: Seat, who: 'learner' | 'educator', at: Temporal.Instant) =>
  seat.tx((tx) => appealCase(tx, seat.id, seat[who], 'It was not seen.', at))
const both = async (seat: Seat) => {
  await seat.here('educator', 0, 60)
  await seat.here('learner', 5, 60)
  await live(seat, seat.start, seat.over)
}
const outage = (seat: Seat, from: number, to: number, at: Temporal.Instant) =>
  seat.tx((tx) =>
    sayOutage(
      tx,
      {
        from: seat.start.add({ minutes: from }),
        to: seat.start.add({ minutes: to }),
        note: 'The router.',
      },
      `person:${seat.staff}`,
      at,
    ),
  )

type Case = {
  says: string
  method?: Method
  at?: Temporal.Instant
  more?: Parameters<typeof Seat.take>[1]
  play: (seat: Seat) => Promise<unknown>
  state: string
  wallet?: string
  earned?: string
  books?: string
}

// biome-ignore format: a line for each row of the specification
const cases: Case[] = [
  { says: 'cancelled exactly 24 h before: all back to the same lots', play: (s) => cancel(s, 24), state: 'cancelled_by_learner', wallet: WHOLE },
  { says: 'a second later half comes back, to the lots taken last; the rest is earned on at the scheduled end', play: async (s) => { await cancel(s, 23.9997); assert.equal(await s.earned(), 'nothing'); await live(s, s.start, s.end) }, state: 'late_cancelled', wallet: 'plan 5.00, purchase 170.00', earned: '17.50 held', books: 'deferred_credits −16.67, platform_fee −0.83' },
  { says: 'exactly 12 h before: still half', play: async (s) => { await cancel(s, 12); await live(s, s.start, s.end) }, state: 'late_cancelled', wallet: 'plan 5.00, purchase 170.00', earned: '17.50 held', books: 'deferred_credits −16.67, platform_fee −0.83' },
  { says: 'under 12 h nothing comes back', play: async (s) => { await cancel(s, 11.99); await live(s, s.start, s.end) }, state: 'late_cancelled', wallet: SPENT, earned: '35.00 held', books: EARNED },
  { says: 'within an hour of booking, the start 20 h away: all back', at: START.subtract({ hours: 20 }), play: (s) => cancel(s, 19), state: 'cancelled_by_learner', wallet: WHOLE },
  { says: 'within an hour of booking, but 3 h before the start: nothing', at: START.subtract({ minutes: 210 }), play: async (s) => { await cancel(s, 3); await live(s, s.start, s.end) }, state: 'late_cancelled', wallet: SPENT, earned: '35.00 held', books: EARNED },
  { says: 'an included seat in time: it is one of the month’s again', method: 'included', play: (s) => cancel(s, 25), state: 'cancelled_by_learner', wallet: '' },
  { says: 'an included seat under 24 h counts as used, and is earned on', method: 'included', play: async (s) => { await cancel(s, 13); await live(s, s.start, s.end) }, state: 'late_cancelled', wallet: '', earned: '24.50 held', books: 'included_sessions +24.50' },
  { says: 'paid with money, in time: all of it goes back to the card', method: 'cash', play: async (s) => { await s.pay(); await cancel(s, 24); await live(s) }, state: 'cancelled_by_learner', wallet: '' },
  { says: 'paid with money, half: the card fee stays whole on the kept part', method: 'cash', play: async (s) => { await s.pay(); await cancel(s, 13); await live(s, s.start, s.end) }, state: 'late_cancelled', wallet: '', earned: '6.12 held', books: 'platform_fee +3.88' },
  { says: 'paid with tokens, half: the tokens taken last come back', method: 'tokens', play: async (s) => { const before = await s.wallet('TOKEN'); await cancel(s, 13); assert.notEqual(await s.wallet('TOKEN'), before); await live(s, s.start, s.end) }, state: 'late_cancelled', wallet: '' },

  { says: 'called off by the educator 24 h before: all back, no goodwill', play: (s) => callOff(s, 24, 'educator'), state: 'cancelled_by_educator', wallet: WHOLE },
  { says: 'called off by the educator under 24 h: all back, and a tenth of the price on top', play: (s) => callOff(s, 23.99, 'educator'), state: 'cancelled_by_educator', wallet: 'goodwill 5.00, plan 30.00, purchase 170.00' },
  { says: 'called off by the educator after somebody cancelled late: the kept part comes back too', play: async (s) => { await cancel(s, 13); await callOff(s, 5, 'educator') }, state: 'cancelled_by_educator', wallet: WHOLE },
  { says: 'called off by the platform under 24 h: all back, no goodwill', play: (s) => callOff(s, 1, 'staff'), state: 'cancelled_by_platform', wallet: WHOLE },
  { says: 'below its minimum, and its educator says nothing: all back 4 h before, no goodwill', more: { session: { minimum: 2 } }, play: async (s) => { await live(s, s.at(24)); assert.equal(await s.state(), 'confirmed'); await live(s, s.at(4)) }, state: 'cancelled_by_platform', wallet: WHOLE },

  { says: 'moved 12 h before and again cancelled: the lots were not touched, and half comes back, not all', play: async (s) => { const to = await another(s.stoa.db, s.educator, { start: s.start.add({ hours: 72 }) }); await s.tx((tx) => moveSeat(tx, s.id, s.learner, { session: to }, s.at(12))); await s.tx((tx) => cancelBooking(tx, s.id, s.learner, s.at(-24))); await earnForfeits(s.stoa.db, s.start.add({ hours: 73 })) }, state: 'late_cancelled', wallet: 'plan 5.00, purchase 170.00', earned: '17.50 held', books: 'deferred_credits −16.67, platform_fee −0.83' },
  { says: 'moved a day before and more: as free to cancel as at first', play: async (s) => { const to = await another(s.stoa.db, s.educator, { start: s.start.add({ hours: 72 }) }); await s.tx((tx) => moveSeat(tx, s.id, s.learner, { session: to }, s.at(24))); await s.tx((tx) => cancelBooking(tx, s.id, s.learner, s.at(-48))) }, state: 'cancelled_by_learner', wallet: WHOLE },

  { says: 'the learner does not come, the educator waits 10 minutes: forfeited, and earned on', play: async (s) => { await s.here('educator', 0, 10); await live(s, s.start, s.over) }, state: 'no_show_learner', wallet: SPENT, earned: '35.00 held', books: EARNED },
  { says: 'the learner does not come, and the educator does not wait: all back', play: async (s) => { await s.here('educator', 0, 9); await live(s, s.start, s.over) }, state: 'cancelled_by_platform', wallet: WHOLE },
  { says: 'the educator does not come for 10 minutes: all back and goodwill', play: async (s) => { await s.here('learner', 0, 15); await live(s, s.start, s.over) }, state: 'no_show_educator', wallet: 'goodwill 5.00, plan 30.00, purchase 170.00' },
  { says: 'the educator does not come, paid with money: all of it to the card, goodwill in credits', method: 'cash', play: async (s) => { await s.pay(); await s.here('learner', 0, 15); await live(s, s.start, s.over) }, state: 'no_show_educator', wallet: 'goodwill 2.00' },
  { says: 'an outage meanwhile: nobody is called absent, all comes back', more: { days: 2 }, play: async (s) => { await s.here('educator', 0, 60); await outage(s, 20, 30, s.over); await live(s, s.start, s.over) }, state: 'cancelled_by_platform', wallet: WHOLE },
  { says: 'nobody was measured, marked absent by the educator', play: async (s) => { await live(s, s.start); await s.tx((tx) => markAttendance(tx, s.session, [{ booking: s.id, present: false }], { person: s.educator, staff: false }, s.end)); await live(s, s.over) }, state: 'no_show_learner', wallet: SPENT, earned: '35.00 held', books: EARNED },
  { says: 'nobody was measured, nobody marked: it took place', play: (s) => live(s, s.start, s.over), state: 'completed', wallet: SPENT, earned: '35.00 held', books: EARNED },
  { says: 'both there half the time: completed a quarter of an hour after the end', play: both, state: 'completed', wallet: SPENT, earned: '35.00 held', books: EARNED },
  { says: 'an included seat given: 70 % of its list price', method: 'included', play: both, state: 'completed', wallet: '', earned: '24.50 held', books: 'included_sessions +24.50' },
  { says: 'they met, but not for half the time: nothing is earned until somebody says so', play: async (s) => { await s.here('educator', 0, 20); await s.here('learner', 0, 20); await live(s, s.start, s.over, s.end.add({ hours: 71 })) }, state: 'in_progress', wallet: 'plan (30.00 held), purchase 150.00 (20.00 held)' },
  { says: '72 h of silence complete it', play: async (s) => { await s.here('educator', 0, 20); await s.here('learner', 0, 20); await live(s, s.start, s.over, s.end.add({ hours: 72 })) }, state: 'completed', wallet: SPENT, earned: '35.00 held', books: EARNED },
  { says: 'the learner says that it took place', play: async (s) => { await s.here('educator', 0, 20); await s.here('learner', 0, 20); await live(s, s.start, s.over); await s.tx((tx) => confirmBooking(tx, s.id, s.learner, s.later(5))) }, state: 'completed', wallet: SPENT, earned: '35.00 held', books: EARNED },
  { says: 'the learner reports a problem, and staff give half back: to the lots taken last', play: async (s) => { await s.here('educator', 0, 20); await s.here('learner', 0, 20); await live(s, s.start, s.over); await contest(s, s.later(5)); await decide(s, 5000, s.later(9)) }, state: 'resolved', wallet: 'plan 5.00, purchase 170.00', earned: '17.50 held', books: 'deferred_credits −16.67, platform_fee −0.83' },

  { says: 'contested after completion, the educator agrees: all back as it was', play: async (s) => { await both(s); await contest(s, s.later(71)); await s.tx((tx) => answerPoint(tx, s.id, s.educator, { point: 1, agrees: true, words: 'She is right.' }, s.later(80))) }, state: 'resolved', wallet: BACK },
  { says: 'contested, the educator silent for a week: as was asked, half', play: async (s) => { await both(s); await contest(s, s.later(1), 'learner', 5000); await live(s, s.later(1 + 24 * 7 - 1)); assert.equal(await s.earned(), '35.00 held'); await live(s, s.later(1 + 24 * 7)) }, state: 'resolved', wallet: 'plan 5.00, purchase 150.00, purchase 20.00', earned: '17.50 held', books: 'deferred_credits −16.67, platform_fee −0.83' },
  { says: 'contested, refused, and staff find for the educator', play: async (s) => { await both(s); await contest(s, s.later(1)); await s.tx((tx) => answerPoint(tx, s.id, s.educator, { point: 1, agrees: false, words: 'We did meet.' }, s.later(2))); await decide(s, 0, s.later(3)) }, state: 'resolved', wallet: SPENT, earned: '35.00 held', books: EARNED },
  { says: 'contested and withdrawn: it stays as it was', play: async (s) => { await both(s); await contest(s, s.later(1)); await s.tx((tx) => withdrawCase(tx, s.id, s.learner, s.later(2))) }, state: 'resolved', wallet: SPENT, earned: '35.00 held', books: EARNED },
  { says: 'while it is contested nothing is let go; decided after that, what is left is', play: async (s) => { await both(s); await contest(s, s.later(1)); await releaseHeld(s.stoa.db, s.later(24 * 7 + 1)); assert.equal(await s.earned(), '35.00 held'); await decide(s, 4000, s.later(24 * 7 + 2)); await releaseHeld(s.stoa.db, s.later(24 * 7 + 3)) }, state: 'resolved', wallet: 'purchase 150.00, purchase 20.00', earned: '21.00 available', books: 'deferred_credits −20.00, platform_fee −1.00' },
  { says: 'paid with money, contested, half back: to the card, and the fee stays whole', method: 'cash', play: async (s) => { await s.pay(); await both(s); await contest(s, s.later(1)); await decide(s, 5000, s.later(3)); await live(s) }, state: 'resolved', wallet: '', earned: '6.12 held', books: 'platform_fee +3.88' },
  { says: 'an included seat, contested, all back: one of the month’s again', method: 'included', play: async (s) => { await both(s); await contest(s, s.later(1)); await decide(s, 10_000, s.later(3)) }, state: 'resolved', wallet: '' },
  { says: 'paid with tokens, contested, all back', method: 'tokens', play: async (s) => { const [start] = [await s.wallet('TOKEN')]; assert.ok(start); await both(s); await contest(s, s.later(1)); await decide(s, 10_000, s.later(3)) }, state: 'resolved', wallet: '' },
  { says: 'the absence of a learner contested and undone: all back', play: async (s) => { await s.here('educator', 0, 60); await live(s, s.start, s.over); await contest(s, s.later(72)); await decide(s, 10_000, s.later(73)) }, state: 'resolved', wallet: BACK },
  { says: 'contested when it was settled, 29 days after; appealed by the educator, and another of staff finds for them: the platform pays', play: async (s) => { await both(s); await live(s, s.later(24 * 7 + 1)); await contest(s, s.later(24 * 29)); await decide(s, 10_000, s.later(24 * 30)); await appeal(s, 'educator', s.later(24 * 31)); await decide(s, 0, s.later(24 * 32), false, s.other) }, state: 'resolved', wallet: BACK, earned: '35.00 held', books: 'dispute_losses +35.00' },
  { says: 'contested in time by the learner, appealed by them too: a half, then all', play: async (s) => { await both(s); await live(s, s.later(24 * 7 + 1)); await contest(s, s.later(24 * 8), 'educator'); await decide(s, 5000, s.later(24 * 9)); await appeal(s, 'learner', s.later(24 * 10)); await decide(s, 10_000, s.later(24 * 11), false, s.other) }, state: 'resolved', wallet: 'plan 25.00, plan 5.00, purchase 150.00, purchase 20.00' },
  { says: 'the educator contests what they earn: half of it, the other half stays the platform’s', play: async (s) => { await both(s); await contest(s, s.later(1), 'educator'); await s.tx((tx) => decideCase(tx, s.id, { share: 0, earns: 5000, marked: false, note: 'Half of it was taught.', person: s.staff }, s.later(2))) }, state: 'resolved', wallet: SPENT, earned: '17.50 held', books: 'deferred_credits −40.00, platform_fee +22.50' },
  { says: 'all back at the platform’s cost, and the educator earns all the same', play: async (s) => { await both(s); await contest(s, s.later(1)); await s.tx((tx) => decideCase(tx, s.id, { share: 10_000, earns: 10_000, goodwill: 500n, marked: false, note: 'It was our room.', person: s.staff }, s.later(2))) }, state: 'resolved', wallet: `goodwill 5.00, ${BACK}`, earned: '35.00 held', books: 'platform_fee −35.00' },
  { says: 'an absence of the learner contested by the educator, and upheld', play: async (s) => { await s.here('educator', 0, 60); await live(s, s.start, s.over); await contest(s, s.later(5), 'educator'); await decide(s, 0, s.later(6)) }, state: 'resolved', wallet: SPENT, earned: '35.00 held', books: EARNED },
  { says: 'a late cancellation contested by the educator, who earns on all of it at the platform’s cost', play: async (s) => { await cancel(s, 13); await live(s, s.start, s.end, s.over); await contest(s, s.later(5), 'educator'); await decide(s, 0, s.later(6)) }, state: 'resolved', wallet: 'plan 5.00, purchase 170.00', earned: '35.00 held', books: 'deferred_credits −16.67, platform_fee −0.83, dispute_losses +17.50' },
  { says: 'a late cancellation contested before the hour: what was kept comes back', play: async (s) => { await cancel(s, 5); await contest(s, s.at(4)); await decide(s, 10_000, s.at(3)); await live(s, s.start, s.end) }, state: 'resolved', wallet: WHOLE },
  { says: 'a late cancellation contested before the hour, half of it given back: earned on at the scheduled end', play: async (s) => { await cancel(s, 5); await contest(s, s.at(4)); await decide(s, 5000, s.at(3)); assert.equal(await s.earned(), 'nothing'); await live(s, s.start, s.end) }, state: 'resolved', wallet: 'plan 5.00, purchase 170.00', earned: '17.50 held', books: 'deferred_credits −16.67, platform_fee −0.83' },
  { says: 'a late cancellation contested, decided after the hour: earned on then', play: async (s) => { await cancel(s, 13); await contest(s, s.at(4)); await live(s, s.start, s.over); assert.equal(await s.earned(), 'nothing'); await decide(s, 5000, s.later(5)) }, state: 'resolved', wallet: 'plan 5.00, purchase 170.00', earned: '17.50 held', books: 'deferred_credits −16.67, platform_fee −0.83' },
  { says: 'the educator’s absence contested by the educator: the learner keeps what came back, the platform pays', play: async (s) => { await s.here('learner', 0, 15); await live(s, s.start, s.over); await contest(s, s.later(1), 'educator'); await decide(s, 0, s.later(2)) }, state: 'resolved', wallet: 'goodwill 5.00, plan 30.00, purchase 170.00', earned: '35.00 held', books: 'dispute_losses +35.00' },
  { says: 'cancelled in time, and contested by the educator: the learner keeps what came back, the platform pays', play: async (s) => { await cancel(s, 40); await contest(s, s.at(39), 'educator'); await decide(s, 0, s.at(38)) }, state: 'resolved', wallet: WHOLE, earned: '35.00 held', books: 'dispute_losses +35.00' },
  { says: 'called off by the platform, and contested by the educator: the same', play: async (s) => { await callOff(s, 1, 'staff'); await contest(s, s.later(5), 'educator'); await decide(s, 0, s.later(6)) }, state: 'resolved', wallet: WHOLE, earned: '35.00 held', books: 'dispute_losses +35.00' },
  { says: 'the educator’s absence contested and confirmed', play: async (s) => { await s.here('learner', 0, 15); await live(s, s.start, s.over); await contest(s, s.later(1), 'educator'); await decide(s, 10_000, s.later(2), true) }, state: 'resolved', wallet: 'goodwill 5.00, plan 30.00, purchase 170.00' },
  { says: 'an outage found afterwards takes the absence of a learner back', more: { days: 4 }, play: async (s) => { await s.here('educator', 0, 60); await live(s, s.start, s.over); assert.equal(await s.earned(), '35.00 held'); await outage(s, 0, 20, s.later(5)); await live(s, s.later(5)) }, state: 'cancelled_by_platform', wallet: BACK },
  { says: 'an outage found afterwards takes back what nobody was measured in', more: { days: 6 }, play: async (s) => { await live(s, s.start, s.over); await outage(s, 0, 60, s.later(5)); await live(s, s.later(5)) }, state: 'cancelled_by_platform', wallet: BACK },
  { says: 'an outage found afterwards, yet both were there half the time: it stays', more: { days: 8 }, play: async (s) => { await both(s); await outage(s, 0, 5, s.later(5)); await live(s, s.later(5)) }, state: 'completed', wallet: SPENT, earned: '35.00 held', books: EARNED },
  { says: 'an outage found afterwards takes the absence of an educator back; goodwill stays', more: { days: 10 }, play: async (s) => { await s.here('learner', 0, 60); await live(s, s.start, s.over); await outage(s, 0, 60, s.later(5)); await live(s, s.later(5)) }, state: 'cancelled_by_platform', wallet: 'goodwill 5.00, plan 30.00, purchase 170.00' },
  { says: 'settled when the days are over', play: async (s) => { await both(s); await live(s, s.later(24 * 7)) }, state: 'settled', wallet: SPENT, earned: '35.00 held', books: EARNED },
]

/** The rest of the table: each way once. */
// biome-ignore format: a line for each
const ways: Case[] = [
  { says: 'asked for and accepted', more: { asks: true }, play: (s) => s.tx((tx) => acceptRequest(tx, { booking: s.id, educator: s.educator }, s.at(40))), state: 'confirmed' },
  { says: 'asked for and declined', more: { asks: true }, play: (s) => s.tx((tx) => declineRequest(tx, { booking: s.id, educator: s.educator }, s.at(40))), state: 'declined', wallet: WHOLE },
  { says: 'asked for, and no answer', more: { asks: true }, play: (s) => live(s, s.at(0.5)), state: 'expired', wallet: WHOLE },
  { says: 'asked for and cancelled', more: { asks: true }, play: (s) => cancel(s, 40), state: 'cancelled_by_learner', wallet: WHOLE },
  { says: 'asked for, and called off by the educator', more: { asks: true }, play: (s) => callOff(s, 40, 'educator'), state: 'cancelled_by_educator', wallet: WHOLE },
  { says: 'asked for, and called off by staff', more: { asks: true }, play: (s) => callOff(s, 40, 'staff'), state: 'cancelled_by_platform', wallet: WHOLE },
  { says: 'asked for in a group that stays too small', more: { asks: true, session: { minimum: 2 } }, play: (s) => live(s, s.at(24), s.at(4)), state: 'cancelled_by_platform', wallet: WHOLE },
  { says: 'held and run out', method: 'cash', play: (s) => live(s, NOON.add({ minutes: 10 })), state: 'expired', wallet: '' },
  { says: 'held and cancelled', method: 'cash', play: (s) => cancel(s, 47.9), state: 'cancelled_by_learner', wallet: '' },
  { says: 'held, and called off by the educator', method: 'cash', play: (s) => callOff(s, 47.9, 'educator'), state: 'cancelled_by_educator', wallet: '' },
  { says: 'held, and called off by staff', method: 'cash', play: (s) => callOff(s, 47.9, 'staff'), state: 'cancelled_by_platform', wallet: '' },
  { says: 'held in a group that is too small', method: 'cash', at: START.subtract({ minutes: 245 }), more: { session: { minimum: 2 } }, play: (s) => live(s, s.at(24), s.at(4)), state: 'cancelled_by_platform', wallet: '' },
  { says: 'held, paid, and asked for', method: 'cash', more: { asks: true }, play: (s) => s.pay(), state: 'requested', wallet: '' },
  { says: 'cancelled late, then called off by staff', play: async (s) => { await cancel(s, 13); await callOff(s, 5, 'staff') }, state: 'cancelled_by_platform', wallet: WHOLE },
  { says: 'cancelled late from a group that stays too small', more: { session: { minimum: 2 } }, play: async (s) => { await live(s, s.at(24)); await cancel(s, 13); await live(s, s.at(4)) }, state: 'cancelled_by_platform', wallet: WHOLE },
  { says: 'one seat called off by staff while it runs', play: async (s) => { await live(s, s.start); await s.tx((tx) => actOnBooking(tx, s.id, { deed: 'call off', reason: 'She fell ill.', by: `person:${s.staff}` }, s.at(-0.5))) }, state: 'cancelled_by_platform', wallet: WHOLE },
  { says: 'staff find that the educator did not come', play: async (s) => { await live(s, s.start); await s.tx((tx) => educatorMissed(tx, s.session, { person: s.staff, staff: true }, s.at(-0.5))) }, state: 'no_show_educator', wallet: 'goodwill 5.00, plan 30.00, purchase 170.00' },
  { says: 'staff say that it took place', play: async (s) => { await s.here('educator', 0, 20); await s.here('learner', 0, 20); await live(s, s.start, s.over); await s.tx((tx) => actOnBooking(tx, s.id, { deed: 'confirm', reason: 'Both told us.', by: `person:${s.staff}` }, s.later(5))) }, state: 'completed', wallet: SPENT, earned: '35.00 held', books: EARNED },
  { says: 'proposed by the learner of a lesson 6 h before, and agreed', more: { session: { capacity: 1, price: { level: 'private' } } }, play: async (s) => { const target = { start: s.start.add({ hours: 24 }) }; await assert.rejects(s.tx((tx) => moveSeat(tx, s.id, s.learner, target, s.at(6))), { code: 'move_needs_consent' }); const id = await s.tx((tx) => proposeMove(tx, s.id, s.learner, { target, words: 'My train is late.' }, s.at(6))); await s.tx((tx) => answerMove(tx, id, s.educator, true, s.at(5))) }, state: 'confirmed', wallet: 'plan (30.00 held), purchase 120.00 (50.00 held)' },
  { says: 'proposed by the educator of a lesson, and agreed', more: { session: { capacity: 1, price: { level: 'private' } } }, play: async (s) => { const id = await s.tx((tx) => proposeMove(tx, s.id, s.educator, { target: { start: s.start.add({ hours: 24 }) }, words: 'I am at the dentist.' }, s.at(20))); await s.tx((tx) => answerMove(tx, id, s.learner, true, s.at(19))) }, state: 'confirmed', wallet: 'plan (30.00 held), purchase 120.00 (50.00 held)' },
]

suite('A seat after it was taken', () => {
  let stoa: TestApp
  const walked = new Set<string>()
  before(async () => {
    stoa = await testApp({ start: NOON.toString() })
  })
  after(() => stoa[Symbol.asyncDispose]())

  for (const one of [...cases, ...ways]) {
    test(one.says, async () => {
      const { method, at, more } = one
      const seat = await Seat.take(stoa, {
        ...more,
        ...(method ? { method } : {}),
        ...(at ? { at } : {}),
      })
      await one.play(seat)
      await noteSteps(seat)
      assert.equal(await seat.state(), one.state)
      if (one.wallet !== undefined) assert.equal(await seat.wallet(), one.wallet)
      if (one.earned || cases.includes(one))
        assert.equal(await seat.earned(), one.earned ?? 'nothing')
      if (cases.includes(one) && one.state !== 'in_progress' && method !== 'tokens') {
        assert.equal(await seat.moved(), one.books ?? '')
      }
      // Whatever becomes of it by itself later is another story.
      await stoa.db`update live.booking set confirm_until = null where id = ${seat.id}`
      await stoa.db`update live.session set complete_due_at = 'infinity', minimum_due_at = null where id = ${seat.session}`
    })
  }

  async function noteSteps(seat: Seat): Promise<void> {
    const steps = await stoa.db<{ from: string; to: string; by: string }>`
      select from_state as "from", to_state as "to", by from live.booking_step where booking_id = ${seat.id}`
    for (const { from, to, by } of steps) walked.add(`${from} → ${to} by ${roleOf(seat, by)}`)
  }

  const roleOf = (seat: Seat, by: string) => {
    if (!by.startsWith('person:')) return by.split(':')[0]
    const id = by.slice('person:'.length)
    return id === seat.learner ? 'learner' : id === seat.educator ? 'educator' : 'staff'
  }

  test('what was let go before the contest is owed, and the platform’s part goes back too', async () => {
    const inTx = (holdDays: number) =>
      atomically(stoa.db, (tx) => setEarnings(tx, { holdDays }, 'person:staff', NOON))
    await inTx(1)
    const seat = await Seat.take(stoa, { days: 11 })
    await inTx(7)
    await both(seat)
    await releaseHeld(stoa.db, seat.later(25))
    assert.equal(await seat.earned(), '35.00 available')
    await contest(seat, seat.later(26))
    await decide(seat, 10_000, seat.later(27))
    await noteSteps(seat)
    assert.equal(await seat.wallet(), BACK)
    assert.equal(await seat.earned(), '35.00 available, 35.00 owed')
  })

  test('every row of the table of transitions has its story', () => {
    const rows = TRANSITIONS.flatMap(({ from, to, by }) =>
      by.map((role) => `${from} → ${to} by ${role}`),
    )
    assert.ok(rows.length > 45, `${rows.length}`)
    const missing = [...new Set(rows)].filter((row) => !walked.has(row))
    assert.deepEqual(missing, [])
  })

  test('and the books are right', async () => {
    assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })
  })
})
