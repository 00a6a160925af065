import type { Query } from '#base'
import { refuse } from '../problems.ts'

/**
 * Whether an educator may publish another session. Refusals, in order: educator_suspended (no new bookings, so
 * nothing new to book), sessions_limited (so many published and still to come, at most).
 */
export async function refuseIfHeld(
  q: Query,
  educator: string,
  now: Temporal.Instant,
): Promise<void> {
  const rows = await q<{ measure: string; most: number | null; until: string }>`
    select measure, sessions_most as most, until_at::text as until from live.measure_view
    where educator_id = ${educator} and until_at > ${now} and measure in ('limits', 'suspension', 'decision')
    order by step desc`
  if (rows.length === 0) return
  if (rows.some(({ measure }) => measure !== 'limits')) throw refuse('educator_suspended')
  const [open] = await q<{ count: number }>`
    select count(*)::int as count from live.session
    where educator_id = ${educator} and state = 'published' and starts_at > ${now}`
  const most = Math.min(...rows.map((row) => row.most!))
  if (open!.count >= most) throw refuse('sessions_limited', { most, published: open!.count })
}

/** Whether new bookings of an educator are suspended. */
export async function isSuspended(
  q: Query,
  educator: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await q`
    select 1 as one from live.measure_view
    where educator_id = ${educator} and until_at > ${now} and measure in ('suspension', 'decision') limit 1`
  return rows.length > 0
}
