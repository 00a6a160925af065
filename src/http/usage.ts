import type { Query } from '#base'

/**
 * How much of the limits that plans set a person uses now, by the limit's name. Whoever has the things
 * counts them, in their own views; limits that are no counts (a percentage, hours) are not here.
 */
const USAGE: Record<
  string,
  (q: Query, personId: string, now: Temporal.Instant) => Promise<number>
> = {
  'sessions.open_bookings': async (q, personId, now) => {
    const [row] = await q<{ count: number }>`
        select count(*)::int as count from live.booking_view
         where learner_id = ${personId} and seated and starts_at > ${now}`
    return row!.count
  },
}

/** The use of a limit; null: it is not a count, or nothing counts against it yet. */
export async function usageOf(
  q: Query,
  limit: string,
  personId: string,
  now: Temporal.Instant,
): Promise<number | null> {
  return (await USAGE[limit]?.(q, personId, now)) ?? null
}
