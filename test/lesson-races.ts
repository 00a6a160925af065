import assert from 'node:assert/strict'
import { atomically, type Db } from '#base'
import { verify } from '#ledger'
import { bookSession, bookSlot, cancelBooking, setTerms, setWeek, USUAL } from '#live'
import { buy, educator, NOON, onPlan, person, session } from './classroom.ts'
import { testDatabase } from './database.ts'

/** Races for last seats and for hours: used by the unit tests, and in their full dose by the soak. */

const CLIENTS = 50
/** Monday 23 November, 10:00 in Madrid. */
const FIRST = Temporal.Instant.from('2026-11-23T09:00:00Z')

export async function teacher(db: Db, name = 'Ivan'): Promise<string> {
  const id = await educator(db, { name })
  await atomically(db, async (tx) => {
    const usual = { ...USUAL, zone: 'Europe/Madrid', kind: 'class', language: 'es' } as const
    const terms = {
      ...usual,
      priceLevel: 'basic',
      lengths: [25, 60, 90],
      horizonDays: 365,
    } as const
    await setTerms(tx, id, { ...terms, lengths: [...terms.lengths] }, NOON)
    const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 0, until: 1440 }))
    await setWeek(tx, id, weekly, NOON)
  })
  return id
}

async function learners(db: Db): Promise<string[]> {
  return Promise.all(
    Array.from({ length: CLIENTS }, async (_, index) => {
      const id = await person(db, `Learner ${index}`)
      await buy(db, id, 2_000)
      await onPlan(db, id, 'learner-pro')
      return id
    }),
  )
}

type Try = () => Promise<{ id: string }>

/** Everybody at once: exactly one wins, and the others are refused by one of these names. */
async function once(
  tries: readonly Try[],
  losers: readonly string[],
  round: number,
): Promise<string> {
  const outcomes = await Promise.allSettled(tries.map((attempt) => attempt()))
  const won = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []))
  const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  assert.equal(won.length, 1, `round ${round}: ${won.length} lessons for one hour`)
  for (const error of lost) {
    assert.ok(losers.includes(error.code), `round ${round}: ${error.code ?? error}`)
  }
  return won[0]!
}

const take = (db: Db, educatorId: string, learner: string, start: Temporal.Instant, minutes = 60) =>
  atomically(db, (tx) =>
    bookSlot(tx, { educator: educatorId, start, minutes, learner, method: 'credits' }, NOON),
  )

/** The books are right, and the database holds one engagement a round for whoever was wanted. */
async function after(db: Db, one: string, rounds: number): Promise<number> {
  const [{ kept }] = (await db<{ kept: number }>`
    select count(*)::int as kept from live.booking b join live.session s on s.id = b.session_id
    where b.state_at = ${NOON} and ${one}::uuid in (s.educator_id, b.learner_id)`) as [
    { kept: number },
  ]
  assert.equal(kept, rounds)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
  return kept
}

/** Rounds are played on ever later hours; every so often all is given back, so that plans do not say enough. */
async function play(
  db: Db,
  rounds: number,
  round: (index: number) => Promise<string>,
): Promise<void> {
  for (let index = 0; index < rounds; index++) {
    const id = await round(index)
    const [booking] = await db<{ learner: string }>`
      select learner_id as learner from live.booking where id = ${id}`
    await atomically(db, (tx) => cancelBooking(tx, id, booking!.learner, NOON))
  }
}

const hour = (index: number) => FIRST.add({ hours: (index % 600) * 2 })

/** 50 learners want the only seat of a session; those who do not get it are told which one is free next. */
export async function lastSeat(rounds: number): Promise<number> {
  await using db = await testDatabase({ size: CLIENTS })
  const ivan = await educator(db)
  const all = await learners(db)
  await session(db, ivan, { start: FIRST.add({ hours: 2 * rounds }) })
  await play(db, rounds, async (index) => {
    const full = await session(db, ivan, { start: FIRST.add({ hours: 2 * index }), capacity: 1 })
    const won = await once(
      all.map((learner) => async () => {
        const wanted = { session: full, learner, method: 'credits' } as const
        return atomically(db, (tx) => bookSession(tx, wanted, NOON)).catch((error) => {
          const named = error.facts?.next?.id
          assert.ok(named && named !== full, `round ${index}: no next session is named`)
          throw error
        })
      }),
      ['session_full'],
      index,
    )
    const [seats] = await db<{ taken: number; booked: number }>`
      select s.seats_taken as taken, count(b.id)::int as booked
        from live.session s join live.booking b on b.session_id = s.id and b.state = 'confirmed'
       where s.id = ${full} group by s.id`
    assert.deepEqual(seats, { taken: 1, booked: 1 }, `round ${index}`)
    return won
  })
  return await after(db, ivan, rounds)
}

/** 50 learners want the same hour of one educator. */
export async function hourOfOneEducator(rounds: number): Promise<number> {
  await using db = await testDatabase({ size: CLIENTS })
  const ivan = await teacher(db)
  const all = await learners(db)
  await play(db, rounds, (index) =>
    once(
      all.map((one) => () => take(db, ivan, one, hour(index))),
      ['slot_taken'],
      index,
    ),
  )
  return await after(db, ivan, rounds)
}

/** 50 learners want hours of one educator that begin and end at many minutes, and all meet each other. */
export async function overlappingHours(rounds: number): Promise<number> {
  await using db = await testDatabase({ size: CLIENTS })
  const ivan = await teacher(db)
  const all = await learners(db)
  await play(db, rounds, (index) =>
    once(
      all.map((one, i) => () => {
        const minutes = [25, 60, 90][i % 3]!
        // Each covers the half hour mark.
        const start = hour(index).add({ minutes: 30 - 1 - (i % 24) })
        return take(db, ivan, one, start, minutes)
      }),
      ['slot_taken'],
      index,
    ),
  )
  return await after(db, ivan, rounds)
}

/** One learner, in 50 windows at once, wants 50 educators at one hour. */
export async function hourOfOneLearner(rounds: number): Promise<number> {
  await using db = await testDatabase({ size: CLIENTS })
  const educators = await Promise.all(
    Array.from({ length: CLIENTS }, (_, index) => teacher(db, `Educator ${index}`)),
  )
  const lena = await person(db)
  await buy(db, lena, 1_000_000)
  await onPlan(db, lena, 'learner-pro')
  await play(db, rounds, (index) =>
    once(
      educators.map((one, i) => () => take(db, one, lena, hour(index).add({ minutes: i }))),
      ['learner_busy'],
      index,
    ),
  )
  return await after(db, lena, rounds)
}
