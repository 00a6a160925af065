import { clock, dayKey } from '../../format/time.ts'

/** From a day on, what was one hour for the reader is another: the clocks of two zones have changed apart. */
export type Shift = { day: string; theirs: string; yours: string; before: string }

/** Minutes by which one zone's clock is ahead of another's at a moment. Runs on the server. */
function ahead(at: string, one: string, other: string): number {
  const instant = Temporal.Instant.from(at)
  const offset = (zone: string) => instant.toZonedDateTimeISO(zone).offsetNanoseconds / 60e9
  return offset(one) - offset(other)
}

/** Where the distance between the reader's clock and the educator's changes among some times, in order. */
export function shiftsAmong(
  starts: readonly string[],
  { now, yours, theirs, locale }: { now: string; yours: string; theirs: string; locale: string },
): Shift[] {
  const out: Shift[] = []
  let before = ahead(now, yours, theirs)
  for (const start of starts) {
    const distance = ahead(start, yours, theirs)
    if (distance !== before) {
      const old = Temporal.Instant.from(start)
        .add({ minutes: before - distance })
        .toString()
      out.push({
        day: dayKey(start, yours),
        theirs: clock(start, locale, theirs),
        yours: clock(start, locale, yours),
        before: clock(old, locale, yours),
      })
    }
    before = distance
  }
  return out
}
