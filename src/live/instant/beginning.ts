import type { Tx } from '#base'
import type { MovingBooking } from '../moving.ts'
import { deadlines } from '../windows.ts'

/**
 * A conversation that was asked for at once begins the moment its educator accepts: the session, the
 * seat and the hours of both are moved forward to now, inside the time that was kept free for it.
 */
export async function beginNow(
  tx: Tx,
  asked: MovingBooking,
  now: Temporal.Instant,
): Promise<MovingBooking> {
  const { policy, sessionId, learnerId } = asked
  const end = now.add(asked.startsAt.until(asked.endsAt))
  const busyUntil = end.add({ minutes: policy.educatorBufferMinutes })
  const completeDue = end.add({ minutes: policy.completeAfterMinutes })
  const until = deadlines(now, asked.bookedAt, policy)
  await tx`
    update live.session set starts_at = ${now}, ends_at = ${end}, busy = tstzrange(${now}, ${busyUntil}),
      complete_due_at = ${completeDue} where id = ${sessionId}`
  await tx`
    update live.booking set starts_at = ${now}, ends_at = ${end}, free_until = ${until.freeUntil},
      half_until = ${until.halfUntil}, grace_until = ${until.graceUntil} where id = ${asked.id}`
  await engageLearner(tx, sessionId, learnerId, now, end)
  return { ...asked, ...until, startsAt: now, endsAt: end }
}

/** The learner is in this conversation, or waiting for it, from then until then. */
export async function engageLearner(
  tx: Tx,
  session: string,
  learner: string,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<void> {
  await tx`delete from live.engagement where session_id = ${session} and person_id = ${learner}`
  await tx`
    insert into live.engagement (person_id, session_id, role, busy)
    values (${learner}, ${session}, 'learner', tstzrange(${from}, ${until}))`
}
