import { Problem, type Tx } from '#base'
import { isOpen } from './hours.ts'
import type { Kept, OurNumber } from './kept.ts'
import type { InboxRules } from './rules.ts'
import { say } from './speaking.ts'

/** An answer given by itself is not given again for so long: it would be noise. */
const AWAY_HOURS = 24

/**
 * Answers by itself outside of the hours in which somebody answers, once in 24 hours for one thread.
 * Where nothing can be sent (an empty wallet, say), nothing is said, and the message waits as any other.
 */
export async function tellAway(
  tx: Tx,
  number: OurNumber,
  { thread, inbound, rules }: { thread: string; inbound: Kept; rules: InboxRules },
  now: Temporal.Instant,
): Promise<void> {
  // What comes late, after an outage of the provider, was not written just now.
  const late = now.since(inbound.said_at).total('hours') > 1
  if (!rules.awayText || late || isOpen(rules, now)) return
  const told = await tx`update messaging.thread set away_told_at = ${now}
    where id = ${thread} and (away_told_at is null or away_told_at <= ${now.subtract({ hours: AWAY_HOURS })})
    returning id`
  if (told.length > 0)
    await sayIfPossible(tx, number, { thread, inbound, text: rules.awayText }, now)
}

/** Says something by itself; a refusal of the pipe is no reason to lose the message it answers. */
export async function sayIfPossible(
  tx: Tx,
  number: OurNumber,
  { thread, inbound, text }: { thread: string; inbound: Kept; text: string },
  now: Temporal.Instant,
): Promise<boolean> {
  const content = {
    way: inbound.way,
    text,
    number: { provider: number.provider, address: number.address },
  }
  try {
    const to = inbound.from_address
    await say(
      tx,
      { thread, organization: number.organization, to, is: 'automatic', content, by: 'stoa' },
      now,
    )
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
