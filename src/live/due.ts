import { type Fragment, raw, sql } from '#base'

/**
 * When the schedule has something to do next, by the rows themselves: so that a clock which jumps
 * visits only the moments that matter. Each is a scalar expression of SQL.
 */
const next = (what: string, where: string): Fragment =>
  sql`select min(${raw(what)}) from ${raw(where)}`

/** The next seat that waits for its payment in vain. */
export const nextSeatExpiry = next('seat_until', "live.booking where state = 'held'")
/** The next start of a published session. */
export const nextStart = next('starts_at', "live.session where state = 'published'")
/** The next session to be completed. */
export const nextCompletion = next(
  'complete_due_at',
  "live.session where state in ('published', 'started')",
)
/** The next late cancellation to be earned on. */
export const nextForfeit = next('forfeit_due_at', 'live.booking where forfeit_due_at is not null')
/** The next booking to be settled. */
export const nextSettlement = next('settle_due_at', "live.booking where state = 'completed'")
/** The next group whose size is looked at. */
export const nextMinimumCheck = next(
  'minimum_due_at',
  "live.session where state = 'published' and minimum_due_at is not null",
)
/** The next seat that silence completes. */
export const nextSilence = next('confirm_until', 'live.booking where confirm_until is not null')
/** The next proposal that falls away. */
export const nextProposalEnd = next('until_at', "live.move_proposal where state = 'open'")
