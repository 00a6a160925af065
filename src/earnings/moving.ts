import type { Tx } from '#base'

/** What a booking earned does not become available while it is contested; `commissionKeeper.thaw` lets it go on. */
export async function keepStill(tx: Tx, bookingId: string, now: Temporal.Instant): Promise<void> {
  await tx`
    update earnings.commission set frozen_at = ${now}
    where source_type = 'booking' and source_id = ${bookingId} and state = 'held' and frozen_at is null`
}

/** A booking takes place at another time, in another session: what it will earn goes with it. */
export async function moveCommission(
  tx: Tx,
  bookingId: string,
  to: { sessionId: string; title: string; sessionAt: Temporal.Instant },
): Promise<void> {
  await tx`
    update earnings.commission set session_id = ${to.sessionId}, title = ${to.title}, session_at = ${to.sessionAt}
    where source_type = 'booking' and source_id = ${bookingId} and state = 'pending'`
}
