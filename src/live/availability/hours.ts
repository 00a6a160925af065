/** Hours on the clock on the wall, and which moments they are. Whole minutes throughout. */

/** From one minute since 1970 (or of the wall's own count) to before another. */
export type Span = { from: number; until: number }

/** A stretch of the day on the wall; beyond 1440 it goes on after midnight. */
export type Interval = { from: number; until: number }

export type Hours = {
  /** IANA zone of the wall. */
  zone: string
  /** Monday is 1. */
  weekly: readonly (Interval & { weekday: number })[]
  /** Dates that differ: `YYYY-MM-DD`. Closed wins over open, open over being away, away over the week. */
  dated: readonly (Interval & { date: string; open: boolean })[]
  /** Away from a date until another, both included. */
  away: readonly { from: string; until: string }[]
}

const DAY = 1440

/** Minutes since 1970 of an instant: those that have begun, or (for an end) those that are touched. */
export const minuteOf = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / 60_000)
export const minuteAfter = (at: Temporal.Instant) => Math.ceil(at.epochMilliseconds / 60_000)
export const instantAt = (minute: number) => Temporal.Instant.fromEpochMilliseconds(minute * 60_000)

/** Days since 1970 of a date, which is its name on the wall's own count. */
export function dayOf(date: string): number {
  return Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10)) / 86_400_000
}
/** 1 January 1970 was a Thursday. */
export const weekdayOf = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1

/** A stretch of time in which the wall keeps one distance from UTC, in minutes. */
export type Stretch = Span & { offset: number }

/** The stretches of a zone from one minute to another, in their order. */
export function stretchesOf(zone: string, { from, until }: Span): Stretch[] {
  const out: Stretch[] = []
  let at = instantAt(from).toZonedDateTimeISO(zone)
  for (let begin = from; begin < until; ) {
    const next = at.getTimeZoneTransition('next')
    const change = next ? minuteOf(next.toInstant()) : until
    const end = Math.min(change, until)
    out.push({ from: begin, until: end, offset: at.offsetNanoseconds / 60e9 })
    begin = end
    if (next) at = next
  }
  return out
}

/** Spans in order, those that touch or overlap made one. */
export function united(spans: readonly Span[]): Span[] {
  const out: Span[] = []
  for (const { from, until } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1)
    if (last && from <= last.until) last.until = Math.max(last.until, until)
    else if (until > from) out.push({ from, until })
  }
  return out
}

/** What of some spans is left without others; both united. */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  const out: Span[] = []
  let at = 0
  for (const { from, until } of spans) {
    let begin = from
    while (at < others.length && others[at]!.until <= begin) at += 1
    for (let next = at; next < others.length && others[next]!.from < until; next++) {
      const other = others[next]!
      if (other.from > begin) out.push({ from: begin, until: other.from })
      begin = Math.max(begin, other.until)
    }
    if (begin < until) out.push({ from: begin, until })
  }
  return out
}

const shifted = ({ from, until }: Interval, day: number): Span => ({
  from: day * DAY + from,
  until: day * DAY + until,
})

/** What a person said they are open at, on the wall's own count, and from which minute steps are counted. */
type OnTheWall = { open: Span[]; anchors: { span: Span; from: number }[] }

/** The wall's open hours on these days, with the evening before them, which may go on after midnight. */
function wallHours(hours: Hours, first: number, last: number): OnTheWall {
  const away = united(
    hours.away.map(({ from, until }) => ({
      from: dayOf(from) * DAY,
      until: (dayOf(until) + 1) * DAY,
    })),
  )
  const dated = hours.dated
    .map((one) => ({ ...one, day: dayOf(one.date) }))
    .filter(({ day }) => day >= first - 1 && day <= last)
  // Whoever is away on a date, or closed on all of it, does not come back for the end of its night.
  const shut = new Set(
    dated.filter((one) => !one.open && one.from === 0 && one.until >= DAY).map(({ day }) => day),
  )
  const gone = (day: number) =>
    shut.has(day) || away.some(({ from, until }) => from <= day * DAY && day * DAY < until)
  const weekly: Span[] = []
  for (let day = first - 1; day <= last; day++) {
    if (gone(day)) continue
    const weekday = weekdayOf(day)
    for (const one of hours.weekly) if (one.weekday === weekday) weekly.push(shifted(one, day))
  }
  const extra = dated
    .filter((one) => one.open && !shut.has(one.day))
    .map((one) => shifted(one, one.day))
  const closed = dated.filter((one) => !one.open).map((one) => shifted(one, one.day))
  const open = united([...without(united(weekly), away), ...extra])
  const anchors = [
    ...weekly.flatMap((one) => without([one], away).map((span) => ({ span, from: one.from }))),
    ...extra.map((span) => ({ span, from: span.from })),
  ]
  return { open: without(open, united(closed)), anchors }
}

export type Opened = {
  /** Every moment at which the wall shows an open hour. */
  open: Span[]
  /** Each stretch of hours as it was said, so that a step is counted from its beginning on the wall. */
  anchors: { span: Span; from: number }[]
}

/**
 * The moments from one minute to another at which the clock on the wall shows an open hour. An hour that
 * the wall skips is not there; one that it shows twice is open twice. Nothing is guessed about either.
 */
export function openedIn(hours: Hours, window: Span): Opened {
  const open: Span[] = []
  const anchors: Opened['anchors'] = []
  for (const stretch of stretchesOf(hours.zone, window)) {
    const { offset } = stretch
    const first = Math.floor((stretch.from + offset) / DAY)
    const last = Math.floor((stretch.until + offset) / DAY)
    const wall = wallHours(hours, first, last)
    const here = (span: Span): Span => ({
      from: Math.max(span.from - offset, stretch.from),
      until: Math.min(span.until - offset, stretch.until),
    })
    open.push(...wall.open.map(here).filter(({ from, until }) => from < until))
    for (const anchor of wall.anchors) {
      const span = here(anchor.span)
      if (span.from < span.until) anchors.push({ span, from: anchor.from - offset })
    }
  }
  return { open: united(open), anchors }
}

/** Hours of a date at which the clock on the wall does something odd, while the educator means to be open. */
export type OddHours = {
  date: string
  /** Minutes of that date's wall. */
  from: number
  until: number
  /** `skipped`: never shown, so nothing begins then. `twice`: shown two times, and open both times. */
  happens: 'skipped' | 'twice'
}

/** Where the wall skips or repeats hours that somebody is open at, from one minute to another. */
export function oddHoursIn(hours: Hours, window: Span): OddHours[] {
  const stretches = stretchesOf(hours.zone, window)
  return stretches.slice(1).flatMap((stretch, index) => {
    const before = stretches[index]!.offset
    const change = stretch.offset - before
    // In the wall's own count: from where it leaves off to where it goes on, or back to.
    const at = stretch.from + Math.min(before, stretch.offset)
    const span = { from: at, until: at + Math.abs(change) }
    const day = Math.floor(span.from / DAY)
    const { open } = wallHours(hours, day, Math.floor(span.until / DAY))
    if (!open.some((one) => one.from < span.until && one.until > span.from)) return []
    const date = new Date(day * 86_400_000).toISOString().slice(0, 10)
    const happens = change > 0 ? ('skipped' as const) : ('twice' as const)
    return [{ date, from: span.from - day * DAY, until: span.until - day * DAY, happens }]
  })
}
