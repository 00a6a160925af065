import type { Series, Shifts } from '../../api/asking.ts'
import { place } from '../../format/time.ts'

/** A Monday, to name days of the week by. */
const MONDAY = Date.UTC(2026, 10, 23)

export const weekdayName = (weekday: number, locale: string, length: 'long' | 'short' = 'long') =>
  new Intl.DateTimeFormat(locale, { weekday: length, timeZone: 'UTC' }).format(
    MONDAY + (weekday - 1) * 86_400_000,
  )

/** A calendar day as people write it: `Wednesday 17 March`. */
export const dayWords = (day: string, locale: string) =>
  new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T12:00:00Z`))

const listed = (parts: string[], locale: string) =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts)

/** `Every second week on Tuesday and Thursday at 18:00 in Madrid, 60 minutes`. */
export function ruleWords(rule: Series['rule'], locale: string): string {
  const days = rule.weekdays.toSorted((a, b) => a - b).map((one) => weekdayName(one, locale))
  const often =
    rule.everyWeeks === 1
      ? 'Every'
      : rule.everyWeeks === 2
        ? 'Every second week on'
        : `Every ${rule.everyWeeks} weeks on`
  return `${often} ${listed(days, locale)} at ${rule.time} in ${place(rule.zone)}, ${rule.minutes} minutes`
}

export function endWords({ untilDay, times }: Series['rule'], locale: string): string {
  if (untilDay) return `until ${dayWords(untilDay, locale)}`
  return times ? `${times} times` : 'without an end'
}

/** `17 and 24 March this is at 13:00 for you`: one sentence for each hour that is not the usual one. */
export function shiftWords({ usual, others }: Shifts, locale: string): string[] {
  const short = (day: string) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
      Date.parse(`${day}T12:00:00Z`),
    )
  return others.map(({ time, days, lasting }) =>
    lasting && days.length > 1
      ? `From ${short(days[0]!)} on this is at ${time} for you, not at ${usual}.`
      : `On ${listed(days.map(short), locale)} this is at ${time} for you, not at ${usual}.`,
  )
}
