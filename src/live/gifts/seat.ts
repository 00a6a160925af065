import { raw, type Tx } from '#base'
import { policyNow } from '../policy.ts'
import { refuse } from '../problems.ts'
import { expireSeatsOf } from '../seats.ts'
import { SESSION, type SessionRow } from '../session.ts'
import { compareInstants } from '../windows.ts'

/**
 * The session of a seat that is to be given, locked, with a seat free.
 * Refusals, in order: unknown_session, session_not_open, own_session, payment_way_not_offered, booking_closed,
 * session_full.
 */
export async function sessionForGift(
  tx: Tx,
  id: string,
  giver: string,
  now: Temporal.Instant,
): Promise<SessionRow> {
  const read = () => tx<SessionRow>`
    select ${raw(SESSION)} from live.session s where s.id = ${id} for update`
  let [session] = await read()
  if (!session) throw refuse('unknown_session', { id })
  if (session.state !== 'published') throw refuse('session_not_open', { state: session.state })
  if (session.educatorId === giver) throw refuse('own_session')
  if (!session.creditBased) throw refuse('payment_way_not_offered', { method: 'credits' })
  const policy = await policyNow(tx)
  const usual = session.capacity === 1 ? policy.privateNoticeMinutes : policy.groupNoticeMinutes
  const closesAt = session.startsAt.subtract({ minutes: session.noticeMinutes ?? usual })
  if (compareInstants(now, closesAt) >= 0) {
    throw refuse('booking_closed', { closedAt: closesAt.toString() })
  }
  if (session.seatsHeld > 0 && session.seatsTaken >= session.capacity) {
    if ((await expireSeatsOf(tx, id, now)) > 0) session = (await read())[0]!
  }
  if (session.seatsTaken >= session.capacity) throw refuse('session_full', { next: null })
  return session
}
