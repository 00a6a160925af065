/** A week of the reader: seven days in their zone, Monday first. */
export type Week = { monday: string; days: string[]; from: string; to: string }

const plusDays = (date: string, days: number) => {
  const moved = new Date(`${date}T12:00:00Z`)
  moved.setUTCDate(moved.getUTCDate() + days)
  return moved.toISOString().slice(0, 10)
}

/** The Monday on or before a moment, in a zone, as `2026-11-23`. */
export function mondayOf(instant: string, zone: string): string {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(instant))
  const weekday = (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7
  return plusDays(date, -weekday)
}

/** The instant at which a calendar day begins in a zone. Runs on the server, where Temporal is. */
function startOf(date: string, zone: string): string {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant().toString()
}

/** The week that begins on a Monday; what is no date gives the week of 1 January 2026. */
export function weekFrom(wanted: string, zone: string): Week {
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(wanted) && !Number.isNaN(Date.parse(wanted))
  const monday = mondayOf(`${valid ? wanted : '2026-01-01'}T12:00:00Z`, 'UTC')
  const days = Array.from({ length: 7 }, (_, index) => plusDays(monday, index))
  return {
    monday,
    days,
    from: startOf(monday, zone),
    to: startOf(plusDays(monday, 7), zone),
  }
}

export const weekBefore = (week: Week) => plusDays(week.monday, -7)
export const weekAfter = (week: Week) => plusDays(week.monday, 7)
