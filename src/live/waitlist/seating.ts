import { atomically, type Db, eachApart, idFrom, Problem, raw, sql, type Tx } from '#base'
import { bookSession } from '../booking.ts'
import { takeTurn } from '../session.ts'
import { closeWaiting, handOn, lapseOffersOf, seatFreed, tellOf } from './handing.ts'
import type { AutoWay } from './joining.ts'

type Turn = {
  sessionId: string
  personId: string
  way: AutoWay | null
  seenPrice: bigint | null
  state: string
  offerUntil: Temporal.Instant | null
  chain: bigint | null
}

/**
 * Books somebody who asked for it into the seat that is kept for them, paid in the way they chose, at the
 * price they saw: all that any booking must pass is looked at now. Who cannot pay or is elsewhere is passed
 * over, is told why, keeps the place, and the seat goes on. An offer that ran out is given up.
 * Locks as any booking does: the person's turn, then the session. Safe to run twice, or twice at once.
 */
export async function seatWaiting(tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  const [first] = await tx<{ sessionId: string; personId: string }>`
    select session_id as "sessionId", person_id as "personId" from live.waiting where id = ${id}`
  if (!first) return false
  await takeTurn(tx, first.personId)
  await tx`select 1 as one from live.session where id = ${first.sessionId} for update`
  const [turn] = await tx<Turn>`
    select session_id as "sessionId", person_id as "personId", way, seen_price as "seenPrice", state,
      offer_until as "offerUntil", chain
    from live.waiting where id = ${id} for update`
  if (turn?.state !== 'offered' || Temporal.Instant.compare(turn.offerUntil!, now) > 0) return false
  if (turn.way === null) {
    await lapseOffersOf(tx, turn.sessionId, now)
    return true
  }
  const refusal = await tryToBook(tx, id, turn, now)
  if (!refusal) return true
  await tx`
    update live.waiting set state = 'waiting', state_at = ${now}, passed_chain = chain, passed_why = ${refusal.code},
      offer_until = null, chain = null
    where id = ${id}`
  const { sessionId, personId } = turn
  await tellOf(tx, 'waitlist.passed', { id, sessionId, personId }, now, {
    why: refusal.code,
    says: refusal.message,
  })
  await handOn(tx, sessionId, turn.chain, now)
  return true
}

/** The refusal, where there is one: nothing of the try is left then. */
async function tryToBook(
  tx: Tx,
  id: string,
  turn: Turn,
  now: Temporal.Instant,
): Promise<Problem | undefined> {
  const { sessionId, personId, chain } = turn
  await tx`savepoint seat`
  try {
    const booked = await bookSession(
      tx,
      {
        id: idFrom('booking', id, String(chain)),
        session: sessionId,
        learner: personId,
        method: turn.way!,
        seenPrice: turn.seenPrice!,
      },
      now,
    )
    await tx`release savepoint seat`
    const place = { id, sessionId, personId }
    await tellOf(tx, 'waitlist.booked', place, now, { bookingId: booked.id })
    return undefined
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await tx`rollback to savepoint seat`
    await tx`release savepoint seat`
    return error
  }
}

/** Every seat kept for somebody whose moment has come or gone. One transaction each; answers how many. */
export async function seatDue(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.waiting where state = 'offered' and offer_until <= ${now} order by offer_until, number`
  return eachApart(due, ({ id }) => atomically(db, (tx) => seatWaiting(tx, id, now)))
}

const FREE = `
  select w.session_id from live.waiting w join live.session s on s.id = w.session_id
  where w.state = 'waiting' and w.passed_chain is null and s.state = 'published' and s.seats_taken < s.capacity`

/**
 * Seats that are free while somebody waits who was never asked: an educator added some. Answers how many
 * sessions had one.
 */
export async function offerFreeSeats(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ session_id: string }>`
    select distinct f.session_id from (${raw(FREE)}) f`
  return eachApart(due, ({ session_id: id }) =>
    atomically(db, async (tx) => {
      await tx`select 1 as one from live.session where id = ${id} for update`
      let kept = 0
      while (await seatFreed(tx, id, now)) kept += 1
      return kept > 0
    }),
  )
}

/** Ends the queues of sessions that are about to begin. Answers how many people were told. */
export async function closeWaitlists(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select distinct session_id as id from live.waiting
    where state in ('waiting', 'offered') and closes_at <= ${now}`
  let told = 0
  await eachApart(due, ({ id }) =>
    atomically(db, async (tx) => {
      await tx`select 1 as one from live.session where id = ${id} for update`
      told += await closeWaiting(tx, id, 'too close', now)
      return true
    }),
  )
  return told
}

/** When a seat is next kept too long, and when a queue next ends. */
export const nextWaiting = sql`select min(offer_until) from live.waiting where state = 'offered'`
export const nextFreeSeat = sql`
  select min(w.joined_at) from live.waiting w
  where w.passed_chain is null and w.closes_at > w.joined_at and w.session_id in (${raw(FREE)})`
export const nextWaitlistClosing = sql`
  select min(closes_at) from live.waiting where state in ('waiting', 'offered')`
