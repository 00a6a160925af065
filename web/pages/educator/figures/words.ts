import type { Analytics, Earned } from '../../../api/teaching.ts'

type Hour = Analytics['sessions']['byTime'][number]

const plainDay = (start: string) => new Date(`${start}T12:00:00Z`)

/** `Nov 2026`, or `16 Nov` for a week. */
export const stepName = (start: string, step: 'week' | 'month', locale: string) =>
  new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    month: 'short',
    ...(step === 'week' ? { day: 'numeric' } : { year: 'numeric' }),
  }).format(plainDay(start))

/** `Monday`, for ISO weekday 1. */
export const weekdayName = (weekday: number, locale: string) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'long' }).format(
    new Date(Date.UTC(2026, 5, weekday)),
  )

/** `18:00`, or `6:00 PM` where the reader writes so. */
export const hourName = (hour: number, locale: string) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' }).format(
    new Date(Date.UTC(2026, 0, 1, hour)),
  )

export const perSession = (one: { earned: { amount: string }; sessions: number }) =>
  Number(one.earned.amount) / one.sessions

/** Hours by what a session at them brings, the best first; of equals the one with more seats taken, then the earlier. */
export const bestHours = (hours: Hour[]): Hour[] =>
  hours.toSorted(
    (a, b) =>
      perSession(b) - perSession(a) ||
      b.seats / b.capacity - a.seats / a.capacity ||
      a.weekday - b.weekday ||
      a.hour - b.hour,
  )

/** What the drawing of earnings says, as a sentence. The last step is still under way. */
export function earnedSays(earned: Earned[], step: 'week' | 'month', locale: string): string {
  const amountOf = (one: Earned) => Number(one.earned.amount)
  const best = earned.reduce((so, one) => (amountOf(one) > amountOf(so) ? one : so), earned[0]!)
  if (amountOf(best) === 0) return 'Nothing earned in this time'
  if (best === earned.at(-1)) return step === 'week' ? 'Your best week yet' : 'Your best month yet'
  const name = stepName(best.start, step, locale)
  return step === 'week' ? `The week of ${name} brought most` : `${name} brought most`
}

/** `3 h 20 min`, `45 min`, `2 days`. */
export function lasted(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  if (minutes < 48 * 60) {
    const rest = minutes % 60
    return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`
  }
  return `${Math.round(minutes / 1440)} days`
}
