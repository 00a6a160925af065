/** Days as `2026-11-26` and months as `2026-11`, counted without any zone. */

const utc = (key: string) =>
  Date.UTC(+key.slice(0, 4), +key.slice(5, 7) - 1, +(key.slice(8, 10) || 1))
const keyOf = (time: number) => new Date(time).toISOString().slice(0, 10)

export const isMonth = (text: string) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
export const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && keyOf(utc(text)) === text

export const addDays = (day: string, count: number) => keyOf(utc(day) + count * 86_400_000)

export function addMonths(month: string, count: number): string {
  const at = new Date(utc(month))
  return keyOf(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + count, 1)).slice(0, 7)
}

/** The same day of another month, or its last one. */
export function sameDayIn(day: string, months: number): string {
  const month = addMonths(day.slice(0, 7), months)
  const last = addDays(`${addMonths(month, 1)}-01`, -1)
  const same = `${month}-${day.slice(8)}`
  return isDay(same) ? same : last
}

/** Monday is 0. */
export const weekdayOf = (day: string) => (new Date(utc(day)).getUTCDay() + 6) % 7

/** A month as weeks from Monday; null stands for days of the neighbours. */
export function weeksOf(month: string): (string | null)[][] {
  const first = `${month}-01`
  const next = `${addMonths(month, 1)}-01`
  const cells: (string | null)[] = Array.from({ length: weekdayOf(first) }, () => null)
  for (let day = first; day < next; day = addDays(day, 1)) cells.push(day)
  while (cells.length % 7 > 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

/** From before to after a month, whatever the zone. */
export const around = (month: string) => ({
  from: new Date(utc(month) - 15 * 3_600_000).toISOString(),
  until: new Date(utc(addMonths(month, 1)) + 15 * 3_600_000).toISOString(),
})

const written = (key: string, locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(new Date(utc(key)))

/** `Thursday 12 March 2027`. */
export const fullDay = (day: string, locale: string) =>
  written(day, locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(
    /^(\p{L}+), (?=\d)/u,
    '$1 ',
  )

/** `March 2027`. */
export const fullMonth = (month: string, locale: string) =>
  written(month, locale, { month: 'long', year: 'numeric' })

/** Names of the days of a week, from Monday. */
export const weekdayNames = (locale: string) =>
  Array.from({ length: 7 }, (_, index) => {
    const day = addDays('2026-11-23', index)
    return {
      long: written(day, locale, { weekday: 'long' }),
      short: written(day, locale, { weekday: 'short' }),
    }
  })
