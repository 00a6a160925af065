type Month = { start: string; earned: number }

/** `Nov`, for a month's first day. */
export const monthName = (start: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' }).format(
    new Date(`${start}T12:00:00Z`),
  )

const longName = (start: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(
    new Date(`${start}T12:00:00Z`),
  )

/** What the months of the chart say, the last of them being still under way. */
export function conclusion(months: Month[], locale: string): string {
  const now = months.at(-1)
  const before = months.slice(0, -1)
  const earned = before.filter((month) => month.earned > 0)
  if (!now || (earned.length === 0 && now.earned === 0)) return 'Nothing earned yet'
  if (earned.length === 0) return 'Your first month with earnings'
  const best = before.reduce((so, month) => (month.earned > so.earned ? month : so))
  if (now.earned > best.earned) return 'Your best month so far'
  const last = before.at(-1)
  if (last && last === best) return `${longName(best.start, locale)} was your best month`
  return `${longName(best.start, locale)} is still your best month`
}
