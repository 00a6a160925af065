import { sql } from '#base'

/** The hour of a payout day at which its payouts go out, where the operator is. */
const SENDING_HOUR = 6

/** When the next commission's hold is over, if any is held: tells the schedule when it is worth looking. */
export const nextRelease = sql`
  select min(held_until) from earnings.commission where state = 'held' and frozen_at is null`

/** When the next payout is to be sent, or one in doubt to be looked at again. */
export const nextSending = sql`
  select least(
    (select min(leased_until) from earnings.payout where state in ('sending', 'unknown')),
    (select (min(scheduled_for) + make_interval(hours => ${SENDING_HOUR})) at time zone
        (select payout_zone from earnings.policy order by counts_from desc, version desc limit 1)
      from earnings.payout where state = 'reserved' and parked_until is null),
    (select min(parked_until) from earnings.payout where state = 'reserved'))`
