import type { Fact, Query } from '#base'
import { value } from '#ledger'
import { agreedOf, type Card, listBookings, oneBooking, sessionCard, teachesToo } from '#live'
import {
  type Invitation,
  type NoticeKind,
  planReminders,
  type Telling as TellingOf,
  withdrawReminders,
} from '#messaging'
import { personCards } from '#people'
import type { Reaction } from './react.ts'

/** One person to be told, and what. */
export type Telling = { [Kind in NoticeKind]: TellingOf<Kind> }[NoticeKind]

export type Hearers = (
  q: Query,
  fact: Fact,
  now: Temporal.Instant,
) => Promise<Telling[]> | Telling[]

/** Who hears of sessions and seats, and what goes into their calendars. */
export const hearersOfLive: Record<string, Hearers> = {
  'session.published': async (q, { about, data }, now) => {
    // Dates of a series come into sight every week: its page shows them.
    if (data.origin === 'series') return []
    const told = wordsOf(await cardOf(q, about.id, now))
    return [{ to: text(data.educatorId), kind: 'session.published', told }]
  },
  'session.cancelled': async (q, { about, data }, now) => {
    if (data.origin === 'series' && data.bookings === 0) return []
    const card = await cardOf(q, about.id, now)
    const invitation = teaching(card, await lessonOf(q, card, now))
    const others = (await agreedOf(q, about.id)).map(({ educator }) => educator)
    return [text(data.educatorId), ...others].map((to) => ({
      to,
      kind: 'session.cancelled',
      told: wordsOf(card),
      invitation,
    }))
  },
  'session.reminder': remind,

  'booking.requested': async (q, { about, data }, now) => {
    const { told, learnerId, educatorId } = await seatOf(q, about.id, data, now)
    const answerBy = (await oneBooking(q, about.id, now))?.answerUntil ?? undefined
    return [
      { to: learnerId, kind: 'booking.requested', told: { ...told, answerBy } },
      { to: educatorId, kind: 'booking.requested.educator', told: { ...told, answerBy } },
    ]
  },
  'booking.confirmed': async (q, { about, data }, now) => {
    const { told, invitation, learnerId, educatorId, taught } = await seatOf(q, about.id, data, now)
    return [
      { to: learnerId, kind: 'booking.confirmed', told, invitation: invitation(false) },
      // Whoever accepted a request knows it; their calendar does not.
      { to: educatorId, kind: 'booking.confirmed.educator', told, invitation: taught },
    ]
  },
  'booking.declined': async (q, { about, data }, now) => {
    const { told, learnerId } = await seatOf(q, about.id, data, now)
    return [
      { to: learnerId, kind: 'booking.declined', told: { ...told, note: maybe(data.reason) } },
    ]
  },
  'booking.expired': async (q, { about, data }, now) => {
    const { told, learnerId, educatorId } = await seatOf(q, about.id, data, now)
    return [
      { to: learnerId, kind: 'booking.expired', told },
      { to: educatorId, kind: 'booking.expired.educator', told },
    ]
  },
  'booking.cancelled': async (q, { about, data }, now) => {
    const { told, invitation, learnerId, educatorId, taught } = await seatOf(q, about.id, data, now)
    const byLearner = data.state === 'cancelled_by_learner' || data.state === 'late_cancelled'
    const returned = BigInt(text(data.returned ?? 0))
    const back = returned > 0n ? value(returned, text(data.asset)) : undefined
    return [
      {
        to: learnerId,
        kind: 'booking.cancelled',
        told: { ...told, byLearner, back },
        invitation: invitation(true),
      },
      // Whoever calls a session off is told so once, not once a seat.
      ...(byLearner
        ? [
            {
              to: educatorId,
              kind: 'booking.cancelled.educator',
              told,
              invitation: taught,
            } as const,
          ]
        : []),
    ]
  },
  'booking.move_proposed': async (q, { about, data }, now) => {
    const seat = await seatOf(q, about.id, data, now)
    const newStart = instant(data.to) ?? seat.told.start
    return toOther(seat, data, 'booking.move_proposed', { newStart })
  },
  'booking.move_declined': async (q, { about, data }, now) =>
    toOther(await seatOf(q, about.id, data, now), data, 'booking.move_declined', {}),
  'booking.moved': async (q, { about, data }, now) => {
    const { told, invitation, learnerId, educatorId, taught } = await seatOf(q, about.id, data, now)
    const moved = { ...told, before: instant(data.from) }
    return [
      { to: learnerId, kind: 'booking.moved', told: moved, invitation: invitation(false) },
      { to: educatorId, kind: 'booking.moved.educator', told: moved, invitation: taught },
    ]
  },
  'booking.educator_changed': async (q, { about, data }, now) => {
    const { told, invitation, learnerId } = await seatOf(q, about.id, data, now)
    const [before] = await personCards(q, [text(data.before)])
    return [
      {
        to: learnerId,
        kind: 'booking.educator_changed',
        told: { ...told, before: before?.name ?? 'Your educator' },
        invitation: invitation(false),
      },
    ]
  },
  'booking.completed': async (q, { about, data }, now) => {
    const { told, learnerId } = await seatOf(q, about.id, data, now)
    return [{ to: learnerId, kind: 'booking.completed', told }]
  },
  'waitlist.offered': async (q, { data }, now) => {
    const told = wordsOf(await cardOf(q, text(data.sessionId), now))
    const until = instant(data.until)
    return [{ to: text(data.learnerId), kind: 'waitlist.offered', told: { ...told, until } }]
  },
  'waitlist.booked': waiting('waitlist.booked'),
  'waitlist.lapsed': waiting('waitlist.lapsed'),
  'waitlist.closed': waiting('waitlist.closed'),
  'waitlist.passed': async (q, { data }, now) => {
    const told = wordsOf(await cardOf(q, text(data.sessionId), now))
    const why = text(data.says ?? '')
    return [{ to: text(data.learnerId), kind: 'waitlist.passed', told: { ...told, why } }]
  },

  'review.published': async (q, { data }, now) => {
    const { title: session } = await cardOf(q, text(data.sessionId), now)
    const told = { session, stars: Number(data.stars) }
    return [{ to: text(data.educatorId), kind: 'review.published', told }]
  },
}

/** Plans what will remind learner and educator of a seat that is theirs. */
export const planToRemind: Reaction = async (tx, { about, data }, now) => {
  const card = await cardOf(tx, text(data.sessionId), now)
  const of = { session: card.id, start: card.start }
  if (typeof data.fromSession === 'string')
    await withdrawReminders(tx, { session: data.fromSession, person: text(data.learnerId) })
  await planReminders(
    tx,
    { ...of, person: text(data.learnerId), role: 'learner', booking: about.id },
    now,
  )
  const others = (await agreedOf(tx, card.id)).map(({ educator }) => educator)
  for (const person of [card.educatorId, ...others]) {
    await planReminders(tx, { ...of, person, role: 'educator' }, now)
  }
}

/** Who has no seat any more is not reminded of it; what is called off reminds nobody. */
export const dropReminders: Reaction = async (tx, { about, data }) => {
  if (about.type === 'session') await withdrawReminders(tx, { session: about.id })
  else
    await withdrawReminders(tx, {
      session: text(data.sessionId),
      person: text(data.learnerId),
    })
}

/** A reminder is for a seat that is still theirs at that hour, and for a session somebody comes to. */
async function remind(q: Query, { about, data }: Fact, now: Temporal.Instant): Promise<Telling[]> {
  const card = await cardOf(q, about.id, now)
  const planned = instant(data.start)
  const begun = Temporal.Instant.compare(card.start, now) <= 0
  if (begun || card.state !== 'published' || !planned?.equals(card.start)) return []
  const to = text(data.personId)
  const hours = Number(data.hours)
  if (data.role === 'educator') {
    const seats = card.capacity - card.seatsLeft
    const theirs = card.educatorId === to || (await teachesToo(q, card.id, to))
    if (seats === 0 || !theirs) return []
    return [{ to, kind: 'session.reminder.educator', told: { ...wordsOf(card), hours, seats } }]
  }
  const booking = text(data.bookingId)
  if ((await oneBooking(q, booking, now))?.state !== 'confirmed') return []
  const told = { ...wordsOf(card), hours, educator: card.educatorName, booking }
  return [{ to, kind: 'session.reminder', told }]
}

function waiting(kind: 'waitlist.booked' | 'waitlist.lapsed' | 'waitlist.closed'): Hearers {
  return async (q, { data }, now) => {
    const told = wordsOf(await cardOf(q, text(data.sessionId), now))
    return [{ to: text(data.learnerId), kind, told }]
  }
}

type Seat = Awaited<ReturnType<typeof seatOf>>

/** What one side asks of a seat, the other hears. */
function toOther<Kind extends 'booking.move_proposed' | 'booking.move_declined'>(
  { told, learnerId, educatorId }: Seat,
  data: Fact['data'],
  kind: Kind,
  more: object,
): Telling[] {
  const byLearner = data.by === 'learner'
  const by = byLearner ? told.learner : told.educator
  const all = { ...told, ...more, by }
  return byLearner
    ? [{ to: educatorId, kind: `${kind}.educator`, told: all } as Telling]
    : [{ to: learnerId, kind, told: all } as Telling]
}

/** The session as it is read everywhere. */
export async function cardOf(q: Query, id: string, now: Temporal.Instant): Promise<Card> {
  const card = await sessionCard(q, id, now)
  if (!card) throw new Error(`There is no session ${id} to tell of`)
  return card
}

export const wordsOf = ({ id, title, start }: Card) => ({ session: title, start, sessionId: id })

/** A seat in words: which session, whose, whom to tell, and what their calendars hear. */
export async function seatOf(q: Query, booking: string, data: Fact['data'], now: Temporal.Instant) {
  const learnerId = text(data.learnerId)
  const [learner] = await personCards(q, [learnerId])
  const card = await cardOf(q, text(data.sessionId), now)
  const invitation = (cancelled: boolean): Invitation => ({
    about: booking,
    start: card.start,
    end: card.end,
    summary: card.title,
    description: card.educatorName,
    link: `/bookings/${booking}`,
    cancelled,
  })
  return {
    told: {
      ...wordsOf(card),
      educator: card.educatorName,
      learner: learner?.name ?? 'Somebody',
      booking,
    },
    invitation,
    /** What the educator's calendar hears. */
    taught: teaching(card, { id: booking, learnerName: learner?.name ?? '' }),
    learnerId,
    educatorId: card.educatorId,
  }
}

/**
 * A session in its educator's calendar. One of their own making stands there once, from its first seat until it
 * is called off; a lesson that one learner chose is that learner's, and keeps its name when it moves.
 */
function teaching(card: Card, seat: { id: string; learnerName: string } | undefined): Invitation {
  const lesson = OF_ONE.has(card.origin) ? seat : undefined
  return {
    about: lesson?.id ?? card.id,
    start: card.start,
    end: card.end,
    summary: card.title,
    ...(lesson ? { description: lesson.learnerName } : {}),
    link: lesson ? `/teach/bookings/${lesson.id}` : `/teach/sessions/${card.id}`,
    cancelled: card.state === 'cancelled',
  }
}

/** Sessions that came to be with one learner's seat. */
const OF_ONE: ReadonlySet<Card['origin']> = new Set(['slot', 'instant'])

async function lessonOf(q: Query, card: Card, now: Temporal.Instant) {
  if (!OF_ONE.has(card.origin)) return undefined
  return (await listBookings(q, { session: card.id, limit: 1 }, now)).items[0]
}

const text = (part: unknown): string => String(part)
const maybe = (part: unknown): string | undefined =>
  typeof part === 'string' && part !== '' ? part : undefined
const instant = (part: unknown): Temporal.Instant | undefined =>
  typeof part === 'string' ? Temporal.Instant.from(part) : undefined
