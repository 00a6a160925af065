import type { Tx } from '#base'
import { refuse } from './problems.ts'

/** Who sets rules of sending waits for whoever does so now, and then sees what they set. */
export async function oneAtATime(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended('messaging.sending_rules', 0))`
}

/** Whoever sets a rule says which version they saw; 0 where there was none. Refuses sending_rules_changed. */
export function refuseUnseen(version: number | undefined, seen: number): void {
  if ((version ?? 0) === seen) return
  const detail = seen === 0 ? { detail: 'There is such a line already.' } : {}
  throw refuse('sending_rules_changed', { version: version ?? 0, ...detail })
}
