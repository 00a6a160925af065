import { zoneToday } from './zones.ts'

/** Times as sentences. Each takes the reader's locale and zone, so that server and browser agree. */

const format = (locale: string, zone: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })

/** `Thursday 26 November`; with the year when it is not this one. */
export function day(instant: string, locale: string, zone: string, now?: string): string {
  const date = new Date(instant)
  const year = format('en', zone, { year: 'numeric' })
  const otherYear = now !== undefined && year.format(date) !== year.format(new Date(now))
  return format(locale, zone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(otherYear ? { year: 'numeric' } : {}),
  })
    .format(date)
    .replace(/^(\p{L}+), (?=\d)/u, '$1 ')
}

/** `26 Nov`, for tables. With the year when it is not this one. */
export function shortDay(instant: string, locale: string, zone: string, now?: string): string {
  const date = new Date(instant)
  const year = format('en', zone, { year: 'numeric' })
  const otherYear = now !== undefined && year.format(date) !== year.format(new Date(now))
  return format(locale, zone, {
    day: 'numeric',
    month: 'short',
    ...(otherYear ? { year: 'numeric' } : {}),
  }).format(date)
}

/** `06:00`, or `6:00 am` where people say so. */
export function clock(instant: string, locale: string, zone: string): string {
  const { hourCycle } = format(locale, zone, { hour: 'numeric' }).resolvedOptions()
  const hour = hourCycle === 'h23' || hourCycle === 'h24' ? '2-digit' : 'numeric'
  return format(locale, zone, { hour, minute: '2-digit' }).format(new Date(instant))
}

/** The last moment before an end: what ends at midnight is good until the day before. */
export const justBefore = (instant: string) => new Date(Date.parse(instant) - 1_000).toISOString()

/** `18:00–19:00`. */
export const span = (start: string, end: string, locale: string, zone: string) =>
  `${clock(start, locale, zone)}–${clock(end, locale, zone)}`

/** `Wednesday 25 November, 18:00`. */
export const moment = (instant: string, locale: string, zone: string, now?: string) =>
  `${day(instant, locale, zone, now)}, ${clock(instant, locale, zone)}`

/** `19 Nov, 16:18` for tables. */
export const shortMoment = (instant: string, locale: string, zone: string, now?: string) =>
  `${shortDay(instant, locale, zone, now)}, ${clock(instant, locale, zone)}`

/** `Berlin`, `New York`, `UTC`: the place a zone is called by. */
export function place(zone: string): string {
  if (zone === 'UTC' || zone === 'Etc/UTC') return 'UTC'
  return (zoneToday(zone).split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** Calendar day in a zone as `2026-11-26`, for grouping. */
export function dayKey(instant: string, zone: string): string {
  return format('en-CA', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  )
}

/** Do both zones read the same clock at that moment? */
export const sameClock = (instant: string, one: string, other: string) =>
  format('en-GB', one, { dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant)) ===
  format('en-GB', other, { dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant))

/** `in 3 days`, `in 2 hours`, `5 minutes ago`: for what is near. */
export function distance(instant: string, now: string, locale: string): string {
  const minutes = Math.round((Date.parse(instant) - Date.parse(now)) / 60_000)
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
  if (Math.abs(minutes) < 48 * 60) return relative.format(Math.round(minutes / 60), 'hour')
  return relative.format(Math.round(minutes / (60 * 24)), 'day')
}

/** `60 minutes`, `1 h 30 min`. */
export function lasting(start: string, end: string): string {
  const minutes = Math.round((Date.parse(end) - Date.parse(start)) / 60_000)
  if (minutes <= 90) return `${minutes} minutes`
  const rest = minutes % 60
  return rest ? `${Math.floor(minutes / 60)} h ${rest} min` : `${minutes / 60} hours`
}
