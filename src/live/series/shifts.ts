/**
 * Dates of a series on the clock of somebody who lives elsewhere: the hour that it usually is for them,
 * and the dates on which it is another, because the clocks of the two places change on different days.
 */
export type Shifts = {
  /** `12:00`, on the reader's clock. */
  usual: string
  others: {
    time: string
    /** The reader's own dates. */
    days: string[]
    /** From the first of these days on it stays so, as far as can be seen. */
    lasting: boolean
  }[]
}

/** Null where it is the same hour each time. */
export function shiftsFor(starts: readonly Temporal.Instant[], zone: string): Shifts | null {
  const local = starts
    .toSorted(Temporal.Instant.compare)
    .map((start) => start.toZonedDateTimeISO(zone))
    .map((at) => ({
      day: at.toPlainDate().toString(),
      time: at.toPlainTime().toString().slice(0, 5),
    }))
  const byTime = new Map<string, string[]>()
  for (const { day, time } of local) byTime.set(time, [...(byTime.get(time) ?? []), day])
  if (byTime.size < 2) return null
  // Of two that are as frequent, the one that comes first is what the reader is used to.
  const [usual] = [...byTime].toSorted((a, b) => b[1].length - a[1].length)[0]!
  const others = [...byTime].filter(([time]) => time !== usual)
  return {
    usual,
    others: others.map(([time, days]) => ({
      time,
      days,
      lasting: local.slice(-days.length).every((one) => one.time === time),
    })),
  }
}
