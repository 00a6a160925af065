import type { Fact, Value } from '#base'
import { value } from '#ledger'
import { staffWith } from '#people'
import { cardOf, type Hearers, seatOf, wordsOf } from './telling-of-live.ts'

const text = (part: unknown): string => String(part)
const instant = (part: unknown): Temporal.Instant | undefined =>
  typeof part === 'string' ? Temporal.Instant.from(part) : undefined

/** What came back with it, if anything. */
function backOf(data: Fact['data']): Value | undefined {
  const returned = BigInt(text(data.returned ?? 0))
  return returned > 0n ? value(returned, text(data.asset)) : undefined
}

/** Both sides of a seat hear of what is found about it. */
const bothOf =
  (kind: 'booking.unclear' | 'booking.disputed' | 'booking.resolved'): Hearers =>
  async (q, { about, data }, now) => {
    const { told, learnerId, educatorId } = await seatOf(q, about.id, data, now)
    const all = { ...told, until: instant(data.until) ?? now, back: backOf(data) }
    return [
      { to: learnerId, kind, told: all },
      { to: educatorId, kind: `${kind}.educator` as const, told: all },
    ]
  }

/** An educator hears of what counts against them, and no longer does. */
const educatorOf =
  (kind: 'educator.marked' | 'educator.hidden' | 'educator.shown'): Hearers =>
  (_q, { data }) => [
    {
      to: text(data.educatorId),
      kind,
      told: {
        marks: Number(data.marks),
        most: Number(data.most),
        until: instant(data.until),
      },
    },
  ]

/** Who hears of what was found: seats, small groups, marks, rooms. */
export const hearersOfVerdicts: Record<string, Hearers> = {
  'booking.unclear': bothOf('booking.unclear'),
  'booking.disputed': bothOf('booking.disputed'),
  'booking.resolved': bothOf('booking.resolved'),
  'booking.no_show': async (q, { about, data }, now) => {
    const { told, learnerId, educatorId } = await seatOf(q, about.id, data, now)
    if (data.state !== 'no_show_educator') return [{ to: learnerId, kind: 'booking.no_show', told }]
    return [
      { to: learnerId, kind: 'booking.educator_missed', told: { ...told, back: backOf(data) } },
      { to: educatorId, kind: 'booking.educator_missed.educator', told },
    ]
  },
  'session.too_few': async (q, { about, data }, now) => {
    const told = {
      ...wordsOf(await cardOf(q, about.id, now)),
      booked: Number(data.booked),
      minimum: Number(data.minimum),
      until: instant(data.until) ?? now,
    }
    return [{ to: text(data.educatorId), kind: 'session.too_few', told }]
  },
  'session.empty': async (q, { about, data }, now) => {
    const told = wordsOf(await cardOf(q, about.id, now))
    const until = instant(data.until) ?? told.start
    const token = text(data.token)
    return [{ to: text(data.educatorId), kind: 'session.empty', told: { ...told, until, token } }]
  },
  'session.reopened': async (q, { about, data }, now) => {
    const told = wordsOf(await cardOf(q, about.id, now))
    return [{ to: text(data.educatorId), kind: 'session.reopened', told }]
  },
  'educator.marked': educatorOf('educator.marked'),
  'educator.hidden': educatorOf('educator.hidden'),
  'educator.shown': educatorOf('educator.shown'),
  // Those who can go there while it still runs.
  'room.reported': async (q, { about, data }) => {
    const told = {
      session: text(data.title),
      sessionId: about.id,
      kind: text(data.kind),
      what: text(data.what).replaceAll('_', ' '),
    }
    const staff = await staffWith(q, ['admin', 'moderator', 'support'])
    return staff.map((to) => ({ to, kind: 'room.problem', told }))
  },
}
