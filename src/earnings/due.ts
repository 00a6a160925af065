import type { Query } from '#base'

/** The hour of a payout day at which its payouts go out, where the operator is. */
const SENDING_HOUR = 6

/** When the next commission's hold is over, if any is held: tells the schedule when it is worth looking. */
export async function nextRelease(q: Query): Promise<Temporal.Instant | null> {
  const [row] = await q<{ at: Temporal.Instant | null }>`
    select min(held_until) as at from earnings.commission where state = 'held'`
  return row!.at
}

/** When the next payout is to be sent, or one in doubt to be looked at again. */
export async function nextSending(q: Query): Promise<Temporal.Instant | null> {
  const [row] = await q<{ at: Temporal.Instant | null }>`
    select least(
      (select min(leased_until) from earnings.payout where state in ('sending', 'unknown')),
      (select (min(scheduled_for) + make_interval(hours => ${SENDING_HOUR})) at time zone
          (select payout_zone from earnings.policy order by version desc limit 1)
        from earnings.payout where state = 'reserved')) as at`
  return row!.at
}
