/** When an organization answers. Days: 1 is Monday. */
export type Hours = {
  zone: string
  days: readonly number[]
  opens: Temporal.PlainTime
  closes: Temporal.PlainTime
}

/** Whether somebody answers at this moment. */
export function isOpen(hours: Hours, at: Temporal.Instant): boolean {
  const here = at.toZonedDateTimeISO(hours.zone)
  const time = here.toPlainTime()
  return (
    hours.days.includes(here.dayOfWeek) &&
    Temporal.PlainTime.compare(time, hours.opens) >= 0 &&
    Temporal.PlainTime.compare(time, hours.closes) < 0
  )
}

/** So many minutes on, of the hours in which somebody answers; all hours where no day is one. */
export function afterMinutes(
  hours: Hours,
  from: Temporal.Instant,
  minutes: number,
): Temporal.Instant {
  if (hours.days.length === 0) return from.add({ minutes })
  let left = minutes * 60_000
  let day = from.toZonedDateTimeISO(hours.zone).toPlainDate()
  for (;;) {
    if (hours.days.includes(day.dayOfWeek)) {
      const opens = instantOn(day, hours.opens, hours.zone)
      const closes = instantOn(day, hours.closes, hours.zone)
      const begin = Temporal.Instant.compare(from, opens) > 0 ? from : opens
      const open = closes.epochMilliseconds - begin.epochMilliseconds
      if (open >= left) return begin.add({ milliseconds: left })
      if (open > 0) left -= open
    }
    day = day.add({ days: 1 })
  }
}

const instantOn = (day: Temporal.PlainDate, time: Temporal.PlainTime, zone: string) =>
  day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
