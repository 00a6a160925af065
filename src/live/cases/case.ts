import { type Query, raw, type Tx } from '#base'
import { lockBooking, type MovingBooking } from '../moving.ts'
import { refuse } from '../problems.ts'
import type { BookingState } from '../transitions.ts'

export type Side = 'learner' | 'educator'
/** What is said to be wrong. */
export type CaseAbout = 'charge' | 'attendance' | 'commission'
export type Stage = 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'

/** While it is heard. */
export const HEARD: readonly Stage[] = ['answering', 'evidence', 'deciding', 'appealed']

/** Somebody says that a charge, what was found, or what is earned is wrong. Called by its booking's id. */
export type Case = {
  bookingId: string
  about: CaseAbout
  fromState: BookingState
  side: Side
  words: string
  /** What should be the learner's of all that was paid, in basis points, says who opened it. */
  askedShare: number
  openedBy: string
  openedAt: Temporal.Instant
  stage: Stage
  until: Temporal.Instant | null
  overdueAt: Temporal.Instant | null
  assignedTo: string | null
}

/** What one side is to answer: the claim, or what staff want to know. */
export type Point = {
  number: number
  kind: 'claim' | 'question'
  side: Side
  words: string | null
  askedAt: Temporal.Instant
  until: Temporal.Instant
  answer: 'agreed' | 'refused' | 'answered' | null
  answerWords: string | null
  answeredAt: Temporal.Instant | null
  /** Nobody answered in time. */
  lostAt: Temporal.Instant | null
}

export type Decided = {
  round: 1 | 2
  how: 'agreed' | 'silence' | 'staff' | 'withdrawn'
  share: number
  /** On how much of what was paid the educator earns; basis points. */
  earns: number
  /** Hundredths of a credit. */
  goodwill: bigint
  marked: boolean
  note: string | null
  /** What went back to the learner, in the units of what was paid. */
  returned: bigint
  by: string
  at: Temporal.Instant
}

const CASE = `
  c.booking_id as "bookingId", c.about, c.from_state as "fromState", c.side, c.words, c.asked_share as "askedShare",
  c.opened_by as "openedBy", c.opened_at as "openedAt", c.stage, c.until_at as until, c.overdue_at as "overdueAt",
  c.assigned_to as "assignedTo"`

/** The case of a booking, if there ever was one. */
export async function caseOf(q: Query, booking: string): Promise<Case | undefined> {
  const [row] = await q<Case>`
    select ${raw(CASE)} from live.booking_case c where c.booking_id = ${booking}`
  return row
}

/** What was decided, the last at the end. */
export async function decisionsOf(q: Query, booking: string): Promise<Decided[]> {
  return await q<Decided>`
    select round, how, share, earns, goodwill, marked, note, returned, by, at from live.case_decision
    where booking_id = ${booking} order by round`
}

export async function pointsOf(q: Query, booking: string): Promise<Point[]> {
  return await q<Point>`
    select number, kind, side, words, asked_at as "askedAt", until_at as until, answer, answer_words as "answerWords",
      answered_at as "answeredAt", lost_at as "lostAt"
    from live.case_point where booking_id = ${booking} order by number`
}

export const personOf = (side: Side, { learnerId, educatorId }: MovingBooking) =>
  side === 'learner' ? learnerId : educatorId
export const otherOf = (side: Side): Side => (side === 'learner' ? 'educator' : 'learner')

/** On which side of a booking somebody stands. Refusal: unknown_booking (for strangers). */
export function sideOf(booking: MovingBooking, person: string): Side {
  if (booking.learnerId === person) return 'learner'
  if (booking.educatorId === person) return 'educator'
  throw refuse('unknown_booking', { id: booking.id })
}

/** The booking and its case, both locked. Refusal: unknown_booking (also where there is none). */
export async function lockCase(
  tx: Tx,
  id: string,
): Promise<{ booking: MovingBooking; found: Case }> {
  const booking = await lockBooking(tx, id)
  const found = await caseOf(tx, id)
  if (!found) throw refuse('unknown_booking', { id })
  return { booking, found }
}

/** The same, while it is heard. Refusals, in order: unknown_booking, case_over. */
export async function lockHeard(tx: Tx, id: string) {
  const locked = await lockCase(tx, id)
  if (!HEARD.includes(locked.found.stage)) throw refuse('case_over')
  return locked
}

/** A case goes on to another stage, which lasts until then. */
export async function toStage(
  tx: Tx,
  id: string,
  stage: Stage,
  until: Temporal.Instant | null,
): Promise<void> {
  await tx`
    update live.booking_case set stage = ${stage}, until_at = ${until}, overdue_at = null where booking_id = ${id}`
}

export const days = (count: number, from: Temporal.Instant) => from.add({ hours: 24 * count })

/** Whom facts of a case are about. */
export const peopleOf = ({ sessionId, learnerId, educatorId }: MovingBooking) => ({
  sessionId,
  learnerId,
  educatorId,
})
