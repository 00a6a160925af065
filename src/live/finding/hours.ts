import { refuse } from '../problems.ts'

/**
 * Hours of the week in which somebody has time, as an address says them: `12345@18:00-22:00,67@09:00-13:00`.
 * Days by number, 1 is Monday; wall time of the reader's zone, whatever their clocks do.
 */
export type WeeklyHours = { day: number; from: number; to: number }[]

/** A stretch of time in milliseconds since 1970, its end left out. */
export type Stretch = { from: number; to: number }

const PART = /^([1-7]{1,7})@([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/
const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000
/** Times of day in minutes; `to` is 1440 at the end of the day. */
const END_OF_DAY = 1_440

/** How far ahead hours are laid out. Sessions later than this are not found by hours. */
export const HOURS_REACH_DAYS = 370

/** Reads hours out of an address. Refusal: hours_unreadable. */
export function readHours(text: string): WeeklyHours {
  const out: WeeklyHours = []
  for (const part of text.split(',').filter(Boolean)) {
    const found = PART.exec(part)
    const from = found ? Number(found[2]) * 60 + Number(found[3]) : 0
    const to = found ? Number(found[4]) * 60 + Number(found[5]) : 0
    if (!found || to <= from || to > END_OF_DAY) throw refuse('hours_unreadable', { hours: text })
    for (const day of new Set(found[1])) out.push({ day: Number(day), from, to })
  }
  return out
}

/** Whole days of the week, for `days=1,3`. Refusal: hours_unreadable. */
export function readDays(text: string): WeeklyHours {
  const days = text.split(',').filter(Boolean)
  if (days.some((day) => !/^[1-7]$/.test(day))) throw refuse('hours_unreadable', { hours: text })
  return [...new Set(days)].map((day) => ({ day: Number(day), from: 0, to: END_OF_DAY }))
}

/** The zone by its own name. Refusal: session_zone_unknown. */
export function readZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw refuse('session_zone_unknown', { zone })
  }
}

/**
 * The instants at which the wall clock of a zone shows these hours, from `from` until `until`: united,
 * in order. Time is cut where the zone's clocks change, and within a piece wall time is plain
 * arithmetic: an hour that a change skips is not there, one that it repeats is there twice.
 */
export function stretches(
  hours: WeeklyHours,
  zone: string,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Stretch[] {
  const end = until.epochMilliseconds
  const found: Stretch[] = []
  let at = from.epochMilliseconds
  let here = from.toZonedDateTimeISO(zone)
  while (at < end) {
    const change = here.getTimeZoneTransition('next')
    const cut = Math.min(end, change ? change.epochMilliseconds : end)
    const offset = here.offsetNanoseconds / 1e6
    found.push(...within(hours, offset, at, cut))
    at = cut
    if (change) here = change
  }
  return united(found)
}

/** Hours of a stretch in which the wall clock is so many milliseconds ahead of UTC all the while. */
function within(hours: WeeklyHours, offset: number, from: number, to: number): Stretch[] {
  const found: Stretch[] = []
  for (let day = Math.floor((from + offset) / DAY); day * DAY < to + offset; day++) {
    // 1 January 1970 was a Thursday.
    const weekday = ((((day + 3) % 7) + 7) % 7) + 1
    for (const one of hours) {
      if (one.day !== weekday) continue
      const start = Math.max(from, day * DAY + one.from * MINUTE - offset)
      const end = Math.min(to, day * DAY + one.to * MINUTE - offset)
      if (end > start) found.push({ from: start, to: end })
    }
  }
  return found
}

function united(parts: Stretch[]): Stretch[] {
  const out: Stretch[] = []
  for (const part of parts.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = out.at(-1)
    if (last && part.from <= last.to) last.to = Math.max(last.to, part.to)
    else out.push({ ...part })
  }
  return out
}

const iso = (at: number) => new Date(at).toISOString()

/** As PostgreSQL reads a tstzmultirange. */
export const asMultirange = (parts: readonly Stretch[]): string =>
  `{${parts.map(({ from, to }) => `[${iso(from)},${iso(to)})`).join(',')}}`

/** Hours of the coming year. */
export class Ahead {
  /** As PostgreSQL reads them. */
  readonly multirange: string
  readonly #from: Float64Array
  readonly #to: Float64Array
  /** For each hour, the first stretch that is not over when it begins. */
  readonly #first: Uint16Array
  readonly #begin: number

  constructor(parts: readonly Stretch[]) {
    this.multirange = asMultirange(parts)
    this.#from = Float64Array.from(parts, ({ from }) => from)
    this.#to = Float64Array.from(parts, ({ to }) => to)
    this.#begin = parts[0]?.from ?? 0
    const hours = Math.ceil(((parts.at(-1)?.to ?? 0) - this.#begin) / HOUR)
    this.#first = new Uint16Array(hours)
    for (let hour = 0, part = 0; hour < hours; hour++) {
      while (this.#to[part]! <= this.#begin + hour * HOUR) part += 1
      this.#first[hour] = part
    }
  }

  /** Whether a time lies in them from its begin to its end. */
  holds(begin: number, end: number): boolean {
    const hour = Math.floor((begin - this.#begin) / HOUR)
    if (hour < 0 || hour >= this.#first.length) return false
    let part = this.#first[hour]!
    while (part < this.#to.length && this.#to[part]! <= begin) part += 1
    return part < this.#to.length && this.#from[part]! <= begin && end <= this.#to[part]!
  }
}

const laid = new Map<string, Ahead>()

/** The same for a search from today on; remembered, because most searches ask for the same hours. */
export function hoursAhead(hours: WeeklyHours, zone: string, now: Temporal.Instant): Ahead {
  const today = Math.floor(now.epochMilliseconds / DAY)
  const key = `${today} ${zone} ${JSON.stringify(hours)}`
  let known = laid.get(key)
  if (known === undefined) {
    const from = Temporal.Instant.fromEpochMilliseconds((today - 1) * DAY)
    const parts = stretches(hours, zone, from, from.add({ hours: 24 * HOURS_REACH_DAYS }))
    known = new Ahead(parts)
    if (laid.size >= 500) laid.delete(laid.keys().next().value!)
    laid.set(key, known)
  }
  return known
}

/** Quarters of an hour of the fourteen days that are looked at for an educator's free hours. */
export const QUARTERS = 14 * 96

/** The first day that free hours are counted from. */
export const freeFrom = (now: Temporal.Instant): string =>
  now.toZonedDateTimeISO('UTC').toPlainDate().toString()

const masks = new Map<string, string>()

/** Which of the quarters, counted from midnight UTC of today, begin within these hours and within so many days. */
export function quartersIn(
  hours: WeeklyHours | undefined,
  zone: string,
  days: number,
  now: Temporal.Instant,
): string {
  const today = Math.floor(now.epochMilliseconds / DAY) * DAY
  const quarter = 15 * MINUTE
  const first = Math.ceil((now.epochMilliseconds - today) / quarter)
  const last = Math.min(QUARTERS, first + Math.round(days * 96))
  const key = `${today} ${first} ${last} ${zone} ${hours ? JSON.stringify(hours) : ''}`
  let known = masks.get(key)
  if (known === undefined) {
    const bits = new Uint8Array(QUARTERS)
    if (hours) {
      const from = Temporal.Instant.fromEpochMilliseconds(today)
      for (const part of stretches(hours, zone, from, from.add({ hours: 24 * 14 }))) {
        const start = Math.max(first, Math.ceil((part.from - today) / quarter))
        bits.fill(1, start, Math.max(start, Math.min(last, Math.ceil((part.to - today) / quarter))))
      }
    } else bits.fill(1, first, last)
    known = bits.join('')
    if (masks.size >= 500) masks.delete(masks.keys().next().value!)
    masks.set(key, known)
  }
  return known
}

/** How hours are written into an address; days with the same hours stand together. */
export function writeHours(hours: WeeklyHours): string {
  const two = (count: number) => String(count).padStart(2, '0')
  const clock = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  const byTime = Map.groupBy(hours, ({ from, to }) => `${clock(from)}-${clock(to)}`)
  return [...byTime]
    .map(
      ([time, days]) => `${[...new Set(days.map(({ day }) => day))].toSorted().join('')}@${time}`,
    )
    .toSorted()
    .join(',')
}
