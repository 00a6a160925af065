import { cardOf, type Hearers, wordsOf } from './telling-of-live.ts'

/** Who hears of what moderators decide about a room: whoever reported it, and whom it concerns. */
export const hearersOfRooms: Record<string, Hearers> = {
  'room.report_decided': async (q, { about, data }, now) => {
    const { session } = wordsOf(await cardOf(q, about.id, now))
    const outcome = String(data.outcome)
    const decision = outcome === 'dismissed' ? 'kept' : 'acted'
    // What the other is told is between them and the moderator.
    const told = { decision, note: outcome === 'answered' ? String(data.note) : '' }
    const reporter = { to: String(data.reporterId), kind: 'report.decided', told } as const
    const concerns = outcome === 'warned' || outcome === 'removed'
    if (!concerns || typeof data.personId !== 'string') return [reporter]
    const note = String(data.note)
    return [
      reporter,
      { to: data.personId, kind: 'room.decided', told: { session, outcome, note } } as const,
    ]
  },
}
