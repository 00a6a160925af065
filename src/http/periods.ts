import { Type } from 'typebox'
import { KindSchema } from './live-shapes.ts'
import { refuse } from './problems.ts'
import { InstantSchema } from './schemas.ts'

/** Spans of time in an address. */

export const periodQuery = {
  from: Type.Optional(InstantSchema),
  to: Type.Optional(InstantSchema),
  kind: Type.Optional(KindSchema),
}

export const stepQuery = { step: Type.Optional(Type.Enum(['week', 'month'])) }

export type Period = { from?: string | undefined; to?: string | undefined }
export const instant = (text: string | undefined) => {
  if (text === undefined) return undefined
  try {
    return Temporal.Instant.from(text)
  } catch {
    throw refuse('request_invalid', { detail: `${text} is no moment in time.` })
  }
}
export const period = ({ from, to }: Period) => ({ from: instant(from), to: instant(to) })

/** The last half year, unless asked otherwise. */
export function span(asked: Period, now: Temporal.Instant) {
  const { from, to } = period(asked)
  return { from: from ?? now.subtract({ hours: 24 * 183 }), to: to ?? now }
}

/**
 * The first moments of the `count` months up to the one that a moment is in, and of the month after it:
 * neighbours are a month, as a calendar of that zone has it.
 */
export function monthEdges(at: Temporal.Instant, count: number, zone: string): Temporal.Instant[] {
  const first = dayIn(at, zone).with({ day: 1 })
  return Array.from({ length: count + 1 }, (_, index) =>
    begins(first.add({ months: index + 1 - count }), zone),
  )
}

/** The same for weeks, which begin on Mondays. */
export function weekEdges(at: Temporal.Instant, count: number, zone: string): Temporal.Instant[] {
  const day = dayIn(at, zone)
  const monday = day.subtract({ days: day.dayOfWeek - 1 })
  return Array.from({ length: count + 1 }, (_, index) =>
    begins(monday.add({ weeks: index + 1 - count }), zone),
  )
}

const begins = (day: Temporal.PlainDate, zone: string) => day.toZonedDateTime(zone).toInstant()

function dayIn(at: Temporal.Instant, zone: string): Temporal.PlainDate {
  try {
    return at.toZonedDateTimeISO(zone).toPlainDate()
  } catch {
    throw refuse('request_invalid', { detail: `${zone} is no time zone.` })
  }
}
