import type { Fragment, Query } from '#base'

/** A row that a check found: where it is, and what is to be known of it. */
export type Wrong = { where: string } & Record<string, unknown>

/**
 * The first thousand of what a check finds. It is found in whole before it is cut: a plan that hopes to
 * meet a thousand soon goes row by row, and where all is well, which is nearly always, never meets one.
 */
export function firstOf(q: Query, finding: Fragment): Promise<Wrong[]> {
  return q<Wrong>`with found as materialized (${finding}) select * from found order by "where" limit 1000`
}
