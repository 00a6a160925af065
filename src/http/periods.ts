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

export type Period = { from?: string; to?: string }
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
