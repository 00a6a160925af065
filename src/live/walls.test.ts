import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, newId } from '#base'
import { educator, hours, learner, NOON, session } from '../../test/classroom.ts'
import { testDatabase } from '../../test/database.ts'
import { bookSession } from './index.ts'

/** A booking written past all code. */
const force = (db: Db, sessionId: string, person: string, start = hours(48)) => db`
  insert into live.booking (id, session_id, learner_id, method, price, asset, amount, ledger_hold, policy_version,
    free_until, half_until, state, state_by, state_at, booked_at, starts_at, ends_at)
  values (${newId()}, ${sessionId}, ${person}, 'credits', 5000, 'CREDIT', 5000, 1, 1, ${start}, ${start},
    'confirmed', 'nobody', ${NOON}, ${NOON}, ${start}, ${start.add({ hours: 1 })})`

const broken = (constraint: string) => (error: unknown) =>
  (error as { constraint?: string }).constraint === constraint

test('what the database refuses, whatever code asks', async (t) => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const lena = await learner(db, 100)
  const id = await session(db, ivan, { capacity: 1 })
  const parallel = await session(db, await educator(db), { capacity: 5 })
  const { id: booking } = await atomically(db, (tx) =>
    bookSession(tx, { session: id, learner: lena, method: 'credits' }, NOON),
  )
  const other = await learner(db)
  const rows: [string, string, () => Promise<unknown>][] = [
    ['a seat too many', 'session_not_oversold', () => force(db, id, other)],
    ['the learner twice in one session', 'one_seat_each', () => force(db, id, lena)],
    ['the learner in two places', 'one_place_at_a_time', () => force(db, parallel, lena)],
    ['the educator as a learner elsewhere', 'one_place_at_a_time', () => force(db, parallel, ivan)],
    [
      'a second session of the educator',
      'one_place_at_a_time',
      () => db`
        update live.session set educator_id = ${ivan}, state_at = ${NOON} where id = ${parallel}`,
    ],
    [
      'a change that is not in the table',
      'booking_transition_exists',
      () => db`update live.booking set state = 'settled' where id = ${booking}`,
    ],
    [
      'a booked session that moves',
      'booked_session_stands_still',
      () =>
        db`update live.session set starts_at = starts_at - interval '1 minute' where id = ${id}`,
    ],
  ]
  for (const [why, constraint, deed] of rows) {
    await t.test(why, () => assert.rejects(deed, broken(constraint)))
  }
  const closed: [string, () => Promise<unknown>][] = [
    ['history is not rewritten', () => db`update live.booking_step set by = 'x'`],
    ['nor removed', () => db`delete from live.booking where id = ${booking}`],
    ['reviews stay', () => db`update live.rating set stars = 5`],
    ['tiers of the past stay', () => db`update earnings.tier_step set rate = 10000`],
    ['payouts stay what they were made of', () => db`delete from earnings.payout_item`],
  ]
  for (const [why, deed] of closed)
    await t.test(why, () => assert.rejects(deed, /permission denied/))
})
