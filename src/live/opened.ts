import { Problem, type Query } from '#base'
import { tierOpens } from '#earnings'
import { limitReached, lockedFeature, most, termsOf } from '#plans'
import { refuse } from './problems.ts'
import type { SessionRow } from './session.ts'
import { compareInstants } from './windows.ts'

/** What a learner's plan must open for a seat: plans say what it opens, here it is held. */

type Asked = Pick<SessionRow, 'priceLevel' | 'opensAt'>

/**
 * Whether somebody may book a session at all, by their plan, and how many they may have booked ahead.
 * Refusals in order: feature_locked, booking_opens_later.
 */
export async function refuseUnlessOpened(
  tx: Query,
  session: Asked,
  learner: string,
  now: Temporal.Instant,
): Promise<{ ahead: number }> {
  const terms = await termsOf(tx, learner, 'learner', now)
  const needed = [
    'sessions.book',
    ...(session.priceLevel === 'private' ? ['sessions.private'] : []),
  ]
  const locked = needed.find((feature) => !terms.features.includes(feature))
  if (locked) throw await lockedFeature(tx, locked, 'learner', now)
  const early = terms.features.includes('sessions.priority')
    ? most(terms, 'sessions.priority_hours')
    : 0
  const opens = session.opensAt?.subtract({ hours: early })
  // Who teaches on a high tier learns before others, too: from the moment it is announced.
  if (
    opens &&
    compareInstants(now, opens) < 0 &&
    !(await tierOpens(tx, learner, 'sessions.priority'))
  ) {
    const { facts } = await limitReached(
      tx,
      { limit: 'sessions.priority_hours', most: early, used: 0 },
      'learner',
      now,
    )
    throw refuse('booking_opens_later', {
      opensAt: opens.toString(),
      opensForAllAt: session.opensAt!.toString(),
      earlierWith: facts.moreWith,
    })
  }
  return { ahead: most(terms, AHEAD) }
}

const AHEAD = 'sessions.open_bookings'

/** The refusal of a seat more than a plan allows ahead. */
export const tooManyAhead = (tx: Query, ahead: number, booked: number, now: Temporal.Instant) =>
  limitReached(tx, { limit: AHEAD, most: ahead, used: booked }, 'learner', now)

/** Why this learner cannot book a session by their plan now, in words, and what would open it; null: they can. */
export type Locked = { code: string; says: string; opensWith: string[] }

export async function lockOf(
  q: Query,
  session: Asked,
  learner: string,
  now: Temporal.Instant,
): Promise<Locked | null> {
  const [open] = await q<{ count: number }>`
    select count(*)::int as count from live.booking b
     where b.learner_id = ${learner} and b.seated and b.starts_at > ${now}`
  try {
    const { ahead } = await refuseUnlessOpened(q, session, learner, now)
    if (open!.count >= ahead) throw await tooManyAhead(q, ahead, open!.count, now)
    return null
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { opensWith, moreWith, earlierWith } = error.facts
    const openers = (opensWith ?? moreWith ?? earlierWith) as string[]
    return { code: error.code, says: error.message, opensWith: openers }
  }
}
