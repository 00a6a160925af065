import type { Tx } from '#base'
import { foresee, lockBooking, type Moved, moveBooking } from './moving.ts'
import { refuse } from './problems.ts'
import type { Deed } from './transitions.ts'

/** What staff may do with one booking by hand; a contest is decided, and a whole session called off, elsewhere. */
export const STAFF_DEEDS = ['call off', 'confirm', 'void'] as const satisfies readonly Deed[]
export type StaffDeed = (typeof STAFF_DEEDS)[number]

/** Which of them can be done with a booking now. Refusal: unknown_booking. */
export async function staffMay(tx: Tx, id: string, now: Temporal.Instant): Promise<StaffDeed[]> {
  const booking = await lockBooking(tx, id)
  return STAFF_DEEDS.filter((deed) => foresee(booking, { deed, role: 'staff' }, now))
}

/**
 * Staff do something with one booking, by the same table as everybody, and say why.
 * Refusals, in order: unknown_booking, booking_deed_not_allowed.
 */
export async function actOnBooking(
  tx: Tx,
  id: string,
  { deed, reason, by }: { deed: StaffDeed; reason: string; by: string },
  now: Temporal.Instant,
): Promise<Moved> {
  const booking = await lockBooking(tx, id)
  if (!foresee(booking, { deed, role: 'staff' }, now)) {
    throw refuse('booking_deed_not_allowed', { state: booking.state, deed })
  }
  return moveBooking(tx, booking, { deed, role: 'staff', by, reason }, now)
}
