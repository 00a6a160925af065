import { type Clock, type Db, type Query, VirtualClock } from '#base'
import { refuse } from './problems.ts'

const MOST_DAYS = 400

/**
 * The sandbox's clock as it was left, ticking on: time goes by while Stoa is switched off, too.
 * It is never behind the machine's, where a fresh installation begins.
 */
export async function sandboxClock(db: Db): Promise<VirtualClock> {
  return new VirtualClock(await storedNow(db))
}

/** Brings this process's clock to where another process has moved it. One that stands (in tests) stays. */
export async function follow(db: Db, clock: VirtualClock): Promise<void> {
  if (!clock.standing) clock.moveTo(await storedNow(db))
}

async function storedNow(q: Query): Promise<Temporal.Instant> {
  const [row] = await q<{ virtual_at: Temporal.Instant; wall_at: Temporal.Instant }>`
    select virtual_at, wall_at from jobs.clock`
  const wall = Temporal.Now.instant()
  if (!row) return wall
  const gone = row.wall_at.until(wall)
  const now = gone.sign < 0 ? row.virtual_at : row.virtual_at.add(gone)
  return Temporal.Instant.compare(now, wall) < 0 ? wall : now
}

/** Remembers where the clock stands, so that every process and the next start know. */
export async function remember(db: Db, at: Temporal.Instant, movedBy: string): Promise<void> {
  await db`insert into jobs.clock (virtual_at, wall_at, moved_by) values (${at}, ${Temporal.Now.instant()}, ${movedBy})
      on conflict (one) do update set virtual_at = excluded.virtual_at, wall_at = excluded.wall_at, moved_by = excluded.moved_by`
}

/**
 * Where a wish for another time leads: an instant, or a duration from now.
 * Refuses, in this order: clock_jump_not_understood, clock_goes_forward_only, clock_jump_too_far.
 */
export function aimOf(
  wish: { to?: string; advance?: string },
  now: Temporal.Instant,
): Temporal.Instant {
  const to = understood(wish, now)
  if (!to) throw refuse('clock_jump_not_understood')
  if (Temporal.Instant.compare(to, now) < 0) {
    throw refuse('clock_goes_forward_only', { now: now.toString(), to: to.toString() })
  }
  if (now.until(to, { largestUnit: 'hours' }).hours > MOST_DAYS * 24) {
    throw refuse('clock_jump_too_far', { mostDays: MOST_DAYS, to: to.toString() })
  }
  return to
}

function understood(
  wish: { to?: string; advance?: string },
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  if ((wish.to === undefined) === (wish.advance === undefined)) return undefined
  try {
    if (wish.to !== undefined) return Temporal.Instant.from(wish.to)
    return now.toZonedDateTimeISO('UTC').add(Temporal.Duration.from(wish.advance!)).toInstant()
  } catch {
    return undefined
  }
}

/** The clock if it can be moved. Refuses `clock_is_real`. */
export function movable(clock: Clock): VirtualClock {
  if (clock instanceof VirtualClock) return clock
  throw refuse('clock_is_real')
}
