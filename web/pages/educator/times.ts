import type { ProblemBody } from '../../api/types.ts'

/** What a form of times means in a zone, or what is wrong with which field. */
export type Times = { start: string; end: string; said?: string } | { problem: ProblemBody }

/**
 * Reads a day, a time of day and a length as two instants in the zone. A time that the clocks skip is
 * refused with the reason; of a time that comes twice the first is taken, and said.
 */
export function readTimes(day: string, time: string, minutes: number, zone: string): Times {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return wrong('day', 'Choose a day.')
  if (!/^\d\d:\d\d$/.test(time)) return wrong('time', 'Choose a time.')
  if (!Number.isInteger(minutes) || minutes < 5)
    return wrong('minutes', 'Choose how long it lasts.')
  const local = Temporal.PlainDateTime.from(`${day}T${time}`)
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' })
  if (!earlier.toPlainDateTime().equals(local))
    return wrong(
      'time',
      `The clocks go forward that day, so ${time} does not exist. Choose another.`,
    )
  const start = earlier.toInstant()
  const times = { start: start.toString(), end: start.add({ minutes }).toString() }
  return earlier.toInstant().equals(later.toInstant())
    ? times
    : {
        ...times,
        said: `The clocks go back that day: ${time} comes twice, and the first is meant.`,
      }
}

function wrong(field: string, message: string): Times {
  return {
    problem: {
      type: 'about:blank',
      title: 'One thing is missing or not possible',
      status: 422,
      code: 'form',
      retry: 'after-change',
      requestId: '',
      errors: [{ field: `/${field}`, message }],
    },
  }
}

/** An instant as the fields of such a form, in the zone. */
export function asFields(start: string, end: string, zone: string) {
  const from = Temporal.Instant.from(start)
  const here = from.toZonedDateTimeISO(zone)
  return {
    day: here.toPlainDate().toString(),
    time: here.toPlainTime().toString({ smallestUnit: 'minute' }),
    minutes: from.until(Temporal.Instant.from(end)).total('minutes'),
  }
}
