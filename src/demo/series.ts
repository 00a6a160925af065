/** A session that comes back every week (or every second one) at the same local time. */
export type Series = {
  educator: string
  kind: 'class' | 'conversation'
  title: string
  description: string
  language: string
  level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1'
  topics: readonly string[]
  price: 'basic' | 'standard' | 'premium' | 'private'
  /** Day of the week, Monday is 1. */
  day: number
  /** Wall-clock time in the educator's zone. */
  at: string
  minutes: number
  seats: number
  /** Participants needed for it to take place; 1 when not said. */
  least?: number
  /** Every how many weeks; 1 when not said. */
  every?: 1 | 2
  /** First week; 0 when not said. */
  from?: number
}

/** When the series meets between two instants: local wall time, so that summer time moves it rightly. */
export function meetings(
  series: Series,
  zone: string,
  firstDay: Temporal.PlainDate,
  weeks: number,
): { week: number; start: Temporal.Instant; end: Temporal.Instant }[] {
  const found = []
  const monday = firstDay.subtract({ days: firstDay.dayOfWeek - 1 })
  for (let week = series.from ?? 0; week < weeks; week += series.every ?? 1) {
    const start = monday
      .add({ weeks: week, days: series.day - 1 })
      .toZonedDateTime({ timeZone: zone, plainTime: series.at })
    if (Temporal.PlainDate.compare(start.toPlainDate(), firstDay) < 0) continue
    found.push({
      week,
      start: start.toInstant(),
      end: start.add({ minutes: series.minutes }).toInstant(),
    })
  }
  return found
}
