import { sql } from '#base'

/** When the next commission's hold is over, if any is held: tells the schedule when it is worth looking. */
export const nextRelease = sql`
  select min(held_until) from earnings.commission where state = 'held' and frozen_at is null`

/** When the next payout is to be sent, or one in doubt to be looked at again. */
export const nextSending = sql`
  select least(
    (select min(leased_until) from earnings.payout where state in ('sending', 'unknown')),
    (select min(p.due_at) from earnings.payout p where p.state = 'reserved' and p.parked_until is null
      and not exists (select from earnings.payout_run r where r.id = p.run_id and r.paused_at is not null)),
    (select min(parked_until) from earnings.payout where state = 'reserved'))`
