import type { Query, Tx } from '#base'
import type { Kind } from '#earnings'
import { refuse } from './problems.ts'

/** Sessions of a kind that the learner's plan still includes this month. */
export type Left = { limit: number; left: number }

/** What is left of the allowance. */
export async function includedLeft(
  _q: Query,
  _person: string,
  _kind: Kind,
  _now: Temporal.Instant,
): Promise<Left> {
  return { limit: 0, left: 0 }
}

/** Uses one, in the name of a booking. */
export async function takeIncluded(
  _tx: Tx,
  _what: { person: string; kind: Kind; booking: string },
  _now: Temporal.Instant,
): Promise<void> {
  throw refuse('payment_way_not_offered', { method: 'included' })
}

/** Gives it back. */
export async function giveIncludedBack(
  _tx: Tx,
  _what: { person: string; kind: Kind; booking: string },
  _now: Temporal.Instant,
): Promise<void> {}
