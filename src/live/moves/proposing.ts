import { newId, type Query, raw, record, type Tx } from '#base'
import { insideAvailability } from '../availability/free.ts'
import { bookingNow, type MovingBooking } from '../moving.ts'
import { policyNow } from '../policy.ts'
import { refuse } from '../problems.ts'
import { type By, lockSession, nameOf, refuseIfAnyBusy, refuseUnlessComing } from '../session.ts'
import { compareInstants } from '../windows.ts'
import {
  type Locked,
  lockMove,
  makeMove,
  refuseUnlessFits,
  type Side,
  spanOf,
  type Target,
} from './seat.ts'

export type Proposal = {
  id: string
  sessionId: string
  /** Null: the whole session. */
  bookingId: string | null
  side: Side
  words: string
  toSession: string | null
  toStart: Temporal.Instant
  toEnd: Temporal.Instant
  madeBy: string
  madeAt: Temporal.Instant
  untilAt: Temporal.Instant
  state: 'open' | 'made' | 'declined' | 'fell_away' | 'withdrawn'
}

export const PROPOSAL = `
  p.id, p.session_id as "sessionId", p.booking_id as "bookingId", p.side, p.words, p.to_session as "toSession",
  p.to_start as "toStart", p.to_end as "toEnd", p.made_by as "madeBy", p.made_at as "madeAt",
  p.until_at as "untilAt", p.state`

/** What is proposed for a seat now: for it alone, or for its whole session. */
export async function proposalFor(
  q: Query,
  booking: string,
): Promise<(Proposal & { answered: boolean | null }) | undefined> {
  const [row] = await q<Proposal & { answered: boolean | null }>`
    select ${raw(PROPOSAL)}, a.agreed as answered from live.booking b
    join live.move_proposal p on p.session_id = b.session_id and (p.booking_id is null or p.booking_id = b.id)
    left join live.move_answer a on a.proposal_id = p.id and a.booking_id = b.id
    where b.id = ${booking} and p.state = 'open' order by p.made_at, p.id limit 1`
  return row
}

/** What is proposed in a session now, for all of it or for single seats. */
export async function proposalsOf(q: Query, session: string): Promise<Proposal[]> {
  return await q<Proposal>`
    select ${raw(PROPOSAL)} from live.move_proposal p
    where p.session_id = ${session} and p.state = 'open' order by p.made_at, p.id`
}

/** Why a learner's move needs the educator to agree; undefined where it does not. */
export type NeedsConsent = 'too_late' | 'too_often' | 'outside_availability'

async function consentFor(
  q: Query,
  { booking, from, to }: Locked,
  target: Target,
  now: Temporal.Instant,
): Promise<NeedsConsent | undefined> {
  const { policy, startsAt, moves, educatorId } = booking
  if (compareInstants(now, startsAt.subtract({ hours: policy.moveHours })) > 0) return 'too_late'
  if (moves >= policy.movesMost) return 'too_often'
  if (to) return undefined
  const { start, end } = spanOf(booking, to, target)
  const inside = await insideAvailability(q, educatorId, start, end, now, from.id)
  return inside ? undefined : 'outside_availability'
}

/**
 * A learner moves their seat: to another session of the same educator, kind and price, or one alone with
 * them to an hour that they publish; 12 h before or earlier, at most twice. The price stays; the lots are not
 * touched. Twice is once. Refusals, in order: unknown_booking (also for somebody else's), unknown_session,
 * move_proposed_already, those of `refuseUnlessFits`, move_needs_consent (with why).
 */
export async function moveSeat(
  tx: Tx,
  id: string,
  learner: string,
  target: Target,
  now: Temporal.Instant,
): Promise<string> {
  const locked = await lockMove(tx, id, target)
  const { booking } = locked
  if (booking.learnerId !== learner) throw refuse('unknown_booking', { id })
  if ('session' in target && booking.sessionId === target.session) return booking.sessionId
  await refuseIfProposed(tx, booking)
  await refuseUnlessFits(tx, locked, target, 'learner', now)
  const why = await consentFor(tx, locked, target, now)
  if (why) throw refuse('move_needs_consent', { why })

  return makeMove(tx, locked, target, { side: 'learner', by: `person:${learner}` }, now)
}

async function refuseIfProposed(tx: Tx, { id }: MovingBooking): Promise<void> {
  const open = await proposalFor(tx, id)
  if (open) throw refuse('move_proposed_already', { proposal: open.id })
}

const soonest = (...instants: Temporal.Instant[]) =>
  instants.reduce((first, one) => (compareInstants(one, first) < 0 ? one : first))

export type Wish = { id?: string | undefined; target: Target; words: string }

/**
 * Proposes another time for one seat: a learner to their educator, or an educator to the learner of a lesson.
 * It waits for min(7 days, either start); until it is agreed to the booking stays. Sending it again is sending
 * it once. Refusals, in order: unknown_booking (also for strangers), unknown_session, move_not_like (an
 * educator moves a group as a whole), move_proposed_already, those of `refuseUnlessFits`.
 */
export async function proposeMove(
  tx: Tx,
  id: string,
  person: string,
  { id: own, target, words }: Wish,
  now: Temporal.Instant,
): Promise<string> {
  const before = await bookingNow(tx, id)
  if (person !== before.learnerId && person !== before.educatorId) {
    throw refuse('unknown_booking', { id })
  }
  const side: Side = person === before.learnerId ? 'learner' : 'educator'
  const proposal = own ?? newId()
  const [there] = await tx`select 1 as one from live.move_proposal where id = ${proposal}`
  if (there) return proposal
  const locked = await lockMove(tx, id, target)
  const { booking, from, to } = locked
  if (side === 'educator' && from.capacity > 1) throw refuse('move_not_like')
  await refuseIfProposed(tx, booking)
  await refuseUnlessFits(tx, locked, target, side, now)

  const { start, end } = spanOf(booking, to, target)
  const days = now.add({ hours: 24 * booking.policy.proposalDays })
  const until = soonest(days, booking.startsAt, start)
  await tx`
    insert into live.move_proposal (id, session_id, booking_id, side, words, to_session, to_start, to_end, made_by,
      made_at, until_at, state)
    values (${proposal}, ${from.id}, ${id}, ${side}, ${words}, ${to?.id}, ${start}, ${end}, ${`person:${person}`},
      ${now}, ${until}, 'open')`
  await tellProposed(tx, { proposal, booking, side, start, until, words, whole: false }, now)
  return proposal
}

/**
 * An educator proposes another time for a whole session: each learner agrees, and has the seat there, or gets
 * everything back. Learners answer until min(7 days, 24 h before either start). It counts against nobody.
 * Refusals, in order: unknown_session, session_not_yours, session_not_changeable, session_in_the_past,
 * move_not_open (nobody is booked: change the session), move_needs_consent (too late), move_proposed_already,
 * educator_busy.
 */
export async function proposeSessionMove(
  tx: Tx,
  id: string,
  { id: own, start, words }: { id?: string | undefined; start: Temporal.Instant; words: string },
  by: By,
  now: Temporal.Instant,
): Promise<string> {
  const proposal = own ?? newId()
  const [there] = await tx`select 1 as one from live.move_proposal where id = ${proposal}`
  if (there) return proposal
  const session = await lockSession(tx, id, by)
  if (session.state !== 'published') throw refuse('session_not_changeable')
  const end = start.add(session.startsAt.until(session.endsAt))
  refuseUnlessComing(start, end, now)
  const seats = await tx<{ id: string; learnerId: string }>`
    select id, learner_id as "learnerId" from live.booking
    where session_id = ${id} and state = 'confirmed' order by learner_id`
  if (seats.length === 0) throw refuse('move_not_open', { state: 'not booked' })
  const policy = await policyNow(tx)
  const day = { hours: policy.goodwillHours }
  const until = soonest(
    now.add({ hours: 24 * policy.proposalDays }),
    session.startsAt.subtract(day),
    start.subtract(day),
  )
  if (compareInstants(until, now) <= 0) throw refuse('move_needs_consent', { why: 'too_late' })
  const [open] = await tx<{ id: string }>`
    select id from live.move_proposal where session_id = ${id} and state = 'open' limit 1`
  if (open) throw refuse('move_proposed_already', { proposal: open.id })
  await refuseIfAnyBusy(tx, session, start, end, policy)

  await tx`
    insert into live.move_proposal (id, session_id, side, words, to_start, to_end, made_by, made_at, until_at, state)
    values (${proposal}, ${id}, 'educator', ${words}, ${start}, ${end}, ${nameOf(by)}, ${now}, ${until}, 'open')`
  for (const seat of seats) {
    const booking = { ...seat, sessionId: id, educatorId: session.educatorId }
    const told = { proposal, booking, side: 'educator', start, until, words, whole: true } as const
    await tellProposed(tx, told, now)
  }
  return proposal
}

type Told = {
  proposal: string
  booking: Pick<MovingBooking, 'id' | 'sessionId' | 'learnerId' | 'educatorId'>
  side: Side
  start: Temporal.Instant
  until: Temporal.Instant
  words: string
  whole: boolean
}

async function tellProposed(tx: Tx, told: Told, at: Temporal.Instant): Promise<void> {
  const { proposal, booking, side, start, until, words, whole } = told
  const { id, sessionId, learnerId, educatorId } = booking
  await record(tx, {
    kind: 'booking.move_proposed',
    about: { type: 'booking', id },
    at,
    data: {
      sessionId,
      learnerId,
      educatorId,
      proposal,
      by: side,
      to: start.toString(),
      until: until.toString(),
      words,
      whole,
    },
  })
}
