import { sessionCard } from '#live'
import type { Hearers } from './telling-of-live.ts'

/** Who hears of series, and of the switch for talking at once. */
export const hearersOfAsking: Record<string, Hearers> = {
  'series.hour_shifts': async (q, { about, data }, now) => {
    const session = await sessionCard(q, String(data.sessionId), now)
    if (session?.state !== 'published') return []
    const told = {
      session: session.title,
      start: session.start,
      usual: String(data.usual),
      time: String(data.time),
      booking: about.id,
    }
    return [{ to: String(data.learnerId), kind: 'series.hour_shifts', told }]
  },
  'series.date_left_out': (_q, { about, data }) => {
    const told = {
      session: String(data.title),
      day: Temporal.Instant.from(`${data.day}T12:00:00Z`),
      why: String(data.says),
      series: about.id,
    }
    return [{ to: String(data.educatorId), kind: 'series.date_left_out', told }]
  },
  'instant.switched_off': (_q, { data }) => {
    const told = { silent: data.why === 'silent', times: Number(data.times) }
    return [{ to: String(data.educatorId), kind: 'instant.switched_off', told }]
  },
}
