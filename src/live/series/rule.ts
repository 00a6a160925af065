/** When a series takes place: days of the week and an hour on the wall of the educator's zone. */
export type Rule = {
  zone: string
  /** Monday is 1. */
  weekdays: number[]
  everyWeeks: number
  /** `18:00`. */
  time: string
  minutes: number
  /** The first day that counts; weeks are counted from its week. */
  fromDay: string
  /** Its end: a last day, a number of times, or neither. */
  untilDay: string | null
  times: number | null
}

/** What the clocks do to an hour: they skip it, so it is moved forward; or show it twice, and the first counts. */
export type Oddity = 'skipped' | 'twice'

export type Occurrence = {
  day: string
  start: Temporal.Instant
  end: Temporal.Instant
  oddity: Oddity | null
}

/** The days of a rule in their order, from its beginning; without an end where it has none. */
export function* daysOf(rule: Rule): Generator<Temporal.PlainDate> {
  const first = Temporal.PlainDate.from(rule.fromDay)
  const last = rule.untilDay === null ? null : Temporal.PlainDate.from(rule.untilDay)
  const weekdays = [...new Set(rule.weekdays)].toSorted((a, b) => a - b)
  let monday = first.subtract({ days: first.dayOfWeek - 1 })
  for (let count = 0; ; monday = monday.add({ weeks: rule.everyWeeks })) {
    for (const weekday of weekdays) {
      const day = monday.add({ days: weekday - 1 })
      if (Temporal.PlainDate.compare(day, first) < 0) continue
      if (last && Temporal.PlainDate.compare(day, last) > 0) return
      if (rule.times !== null && count === rule.times) return
      count += 1
      yield day
    }
  }
}

/** The days of a rule from one until another, both included. */
export function daysBetween(rule: Rule, from: string | null, until: string): string[] {
  const out: string[] = []
  for (const day of daysOf(rule)) {
    if (Temporal.PlainDate.compare(day, until) > 0) break
    if (!from || Temporal.PlainDate.compare(day, from) >= 0) out.push(day.toString())
  }
  return out
}

/** The first day of a rule after another; undefined where there is none. */
export function dayAfter(rule: Rule, after: string): string | undefined {
  for (const day of daysOf(rule)) {
    if (Temporal.PlainDate.compare(day, after) > 0) return day.toString()
  }
  return undefined
}

/**
 * The moments of a day of the rule. An hour that the clocks skip is moved forward by what they skip; of
 * one that they show twice the first counts. Its length is time that passes, whatever the clocks do.
 */
export function occurrenceOn(
  rule: Pick<Rule, 'zone' | 'time' | 'minutes'>,
  day: string,
): Occurrence {
  const wall = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(rule.time))
  const at = wall.toZonedDateTime(rule.zone, { disambiguation: 'compatible' })
  const other = wall.toZonedDateTime(rule.zone, { disambiguation: 'later' })
  const oddity = !at.toPlainDateTime().equals(wall)
    ? 'skipped'
    : at.toInstant().equals(other.toInstant())
      ? null
      : 'twice'
  const start = at.toInstant()
  return { day, start, end: start.add({ minutes: rule.minutes }), oddity }
}
