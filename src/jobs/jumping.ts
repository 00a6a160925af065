import type { VirtualClock } from '#base'
import { runDue } from './scheduler.ts'
import { remember } from './time.ts'
import type { Scheduled, Work } from './work.ts'

/** A jump of the sandbox's clock, made. */
export type Jump = { from: Temporal.Instant; to: Temporal.Instant; runs: number; failed: number }

type Journey = {
  work: Work
  schedule: readonly Scheduled[]
  clock: VirtualClock
  /** Lets everything happen that follows from what was done. */
  settle(): Promise<void>
}

/**
 * Moves the clock and lives through what is due on the way: it stands at each entry's instant while
 * that is run and everything that follows from it happens, then goes on to the next. Where it is
 * killed half-way, it stands at the last instant it reached, and the next jump goes on from there.
 */
export async function jump(
  { work, schedule, clock, settle }: Journey,
  to: Temporal.Instant,
  by: string,
): Promise<Jump> {
  const ticking = !clock.standing
  clock.stand()
  const from = clock.now()
  const arrive = async (at: Temporal.Instant) => {
    clock.moveTo(at)
    await remember(work.db, clock.now(), by)
  }
  try {
    await settle()
    const total = await runDue(schedule, work, to, { before: arrive, after: settle })
    await arrive(to)
    await settle()
    return { from, to, ...total }
  } finally {
    await remember(work.db, clock.now(), by)
    if (ticking) clock.tick()
  }
}
