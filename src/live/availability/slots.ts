import {
  type Hours,
  instantAt,
  minuteAfter,
  minuteOf,
  openedIn,
  type Span,
  stretchesOf,
  united,
  weekdayOf,
  without,
} from './hours.ts'

/** An educator's rules of being booked one to one. */
export type Rules = Hours & {
  stepMinutes: number
  /** Kept free before and after each lesson; the buffers of two neighbours add up. */
  beforeMinutes: number
  afterMinutes: number
  noticeHours: number
  horizonDays: number
  /** Lessons on one date of the educator's zone, and in one week of it from Monday; null: no end. */
  dayMost: number | null
  weekMost: number | null
}

/** What already fills an educator's time. */
export type Busy = {
  /** Each with its own buffers in it. */
  taken: readonly { from: Temporal.Instant; until: Temporal.Instant }[]
  /** Beginnings of one-to-one lessons that are booked: they count towards the caps. */
  lessons: readonly Temporal.Instant[]
}

export type Window = {
  /** Lessons that begin from then … */
  from: Temporal.Instant
  /** … to before then. */
  until: Temporal.Instant
  minutes: number
  now: Temporal.Instant
}

export type Slot = { start: Temporal.Instant; end: Temporal.Instant }

/** The first and the last minute at which a lesson may begin, by notice and horizon. */
export function reachOf(rules: Rules, now: Temporal.Instant): { first: number; last: number } {
  return {
    first: minuteAfter(now.add({ hours: rules.noticeHours })),
    last: minuteOf(now.add({ hours: 24 * rules.horizonDays })),
  }
}

/** Dates of the wall as days since 1970, by the minute: quick where many are asked for. */
export function wallDays(zone: string, window: Span): (minute: number) => number {
  const stretches = stretchesOf(zone, window)
  return (minute) => {
    const here = stretches.find(({ until }) => minute < until) ?? stretches.at(-1)!
    return Math.floor((minute + here.offset) / 1440)
  }
}

/** The Monday of a day's week. */
export const mondayOf = (day: number) => day - weekdayOf(day) + 1

/** Dates and weeks that hold as many lessons as the educator wants. */
function fullDays(rules: Rules, lessons: Busy['lessons'], dayAt: (minute: number) => number) {
  const days = new Map<number, number>()
  const weeks = new Map<number, number>()
  for (const at of lessons) {
    const day = dayAt(minuteOf(at))
    days.set(day, (days.get(day) ?? 0) + 1)
    weeks.set(mondayOf(day), (weeks.get(mondayOf(day)) ?? 0) + 1)
  }
  return {
    day: (day: number) => rules.dayMost !== null && (days.get(day) ?? 0) >= rules.dayMost,
    week: (day: number) =>
      rules.weekMost !== null && (weeks.get(mondayOf(day)) ?? 0) >= rules.weekMost,
  }
}

/**
 * Every lesson of a length that could be booked, by its start. It lies in open hours whole; it begins a
 * whole number of steps after the beginning of hours that it lies in, on the wall; with its buffers it
 * meets nothing that is taken; and notice, horizon and caps let it be.
 */
export function slotsIn(rules: Rules, busy: Busy, window: Window): Slot[] {
  const { minutes } = window
  const reach = reachOf(rules, window.now)
  const from = Math.max(minuteAfter(window.from), reach.first)
  const until = Math.min(minuteAfter(window.until), reach.last + 1)
  if (from >= until) return []
  const opened = openedIn(rules, { from, until: until + minutes })
  const taken = united(
    busy.taken.map((one) => ({
      from: minuteOf(one.from) - rules.afterMinutes,
      until: minuteAfter(one.until) + rules.beforeMinutes,
    })),
  )
  // Lessons of the whole weeks around count, wherever the window begins.
  const dayAt = wallDays(rules.zone, { from: from - 16 * 1440, until: until + 16 * 1440 })
  const full = fullDays(rules, busy.lessons, dayAt)
  const free = without(opened.open, taken).filter((span) => span.until - span.from >= minutes)
  const starts = new Set<number>()
  for (const { span, from: anchor } of opened.anchors) {
    for (const gap of free) {
      if (gap.from >= span.until) break
      const first = Math.max(gap.from, span.from, from)
      const last = Math.min(gap.until - minutes, span.until - 1, until - 1)
      const step = rules.stepMinutes
      for (let at = anchor + Math.ceil((first - anchor) / step) * step; at <= last; at += step) {
        starts.add(at)
      }
    }
  }
  return [...starts]
    .sort((a, b) => a - b)
    .filter((at) => {
      const day = dayAt(at)
      return !full.day(day) && !full.week(day)
    })
    .map((at) => ({ start: instantAt(at), end: instantAt(at + minutes) }))
}

export type Outside = 'outside_availability' | 'notice_too_short' | 'beyond_horizon'

/**
 * What of the rules alone (not of what is taken) keeps a time from being booked; undefined: nothing. Unlike
 * a slot it may begin at any minute.
 */
export function outsideOf(
  rules: Rules,
  { start, end }: Slot,
  now: Temporal.Instant,
): Outside | undefined {
  const span = { from: minuteOf(start), until: minuteAfter(end) }
  const reach = reachOf(rules, now)
  if (Temporal.Instant.compare(start, now.add({ hours: rules.noticeHours })) < 0) {
    return 'notice_too_short'
  }
  if (span.from > reach.last) return 'beyond_horizon'
  const { open } = openedIn(rules, span)
  const whole = open.length === 1 && open[0]!.from === span.from && open[0]!.until === span.until
  return whole ? undefined : 'outside_availability'
}

/** The cap that a lesson more would break. */
export function capOf(
  rules: Rules,
  lessons: Busy['lessons'],
  start: Temporal.Instant,
): 'day_full' | 'week_full' | undefined {
  const at = minuteOf(start)
  const dayAt = wallDays(rules.zone, { from: at - 16 * 1440, until: at + 16 * 1440 })
  const full = fullDays(rules, lessons, dayAt)
  const day = dayAt(at)
  return full.day(day) ? 'day_full' : full.week(day) ? 'week_full' : undefined
}
