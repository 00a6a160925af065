import { type Db, raw, record, type Tx } from '#base'
import { each } from '../completing.ts'
import { bookingNow, lockBookingsOf, type MovingBooking, moveBooking } from '../moving.ts'
import { refuse } from '../problems.ts'
import { takeTurn } from '../session.ts'
import { agreedOf } from '../sharing/teaching.ts'
import { closeWaiting } from '../waitlist/handing.ts'
import { PROPOSAL, type Proposal } from './proposing.ts'
import {
  clashFor,
  closeSession,
  copySession,
  lockMove,
  lockPlaces,
  makeMove,
  refuseUnlessFits,
  type Target,
  takeOver,
} from './seat.ts'

type WithEducator = Proposal & { educatorId: string; learnerId: string | null }

async function proposalById(tx: Tx, id: string): Promise<WithEducator> {
  const [row] = await tx<WithEducator>`
    select ${raw(PROPOSAL)}, s.educator_id as "educatorId", b.learner_id as "learnerId"
    from live.move_proposal p join live.session s on s.id = p.session_id
    left join live.booking b on b.id = p.booking_id where p.id = ${id}`
  if (!row) throw refuse('move_unknown')
  return row
}

const targetOf = ({ toSession, toStart }: Proposal): Target =>
  toSession ? { session: toSession } : { start: toStart }

/**
 * The other side answers. Agreed, the seat moves; declined, the booking stays as it is. Where a whole session is
 * to move, each learner answers for themselves, and it is made when all have.
 * Refusals, in order: move_unknown (also for who is not asked), move_over, and where it is agreed to, those of
 * `refuseUnlessFits`.
 */
export async function answerMove(
  tx: Tx,
  id: string,
  person: string,
  agrees: boolean,
  now: Temporal.Instant,
): Promise<void> {
  const proposal = await proposalById(tx, id)
  if (!proposal.bookingId) return answerWhole(tx, proposal, person, agrees, now)
  const asked = proposal.side === 'learner' ? proposal.educatorId : proposal.learnerId
  if (asked !== person) throw refuse('move_unknown')
  const target = targetOf(proposal)
  const locked = await lockMove(tx, proposal.bookingId, target)
  await refuseUnlessOpen(tx, id, now)
  const by = `person:${person}`
  if (!agrees) return over(tx, proposal, locked.booking, 'declined', by, now)
  await refuseUnlessFits(tx, locked, target, proposal.side, now)

  await close(tx, id, 'made', by, now)
  await makeMove(tx, locked, target, { side: proposal.side, by }, now)
}

/** Whoever proposed it takes it back. Refusals, in order: move_unknown, move_over. */
export async function withdrawMove(
  tx: Tx,
  id: string,
  person: string,
  now: Temporal.Instant,
): Promise<void> {
  const proposal = await proposalById(tx, id)
  if (proposal.madeBy !== `person:${person}`) throw refuse('move_unknown')
  await lockPlaces(tx, [proposal.sessionId])
  await refuseUnlessOpen(tx, id, now)
  await close(tx, id, 'withdrawn', proposal.madeBy, now)
}

/** What nobody answered in time falls away; of a whole session, silence is no. Answers how many ended. */
export async function endProposals(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.move_proposal where state = 'open' and until_at <= ${now} order by until_at, id`
  return each(db, due, async (tx, id) => {
    const proposal = await proposalById(tx, id)
    if (!proposal.bookingId) return finishWhole(tx, proposal, 'schedule', now)
    await lockPlaces(tx, [proposal.sessionId])
    if (!(await isOpen(tx, id))) return false
    const booking = await bookingNow(tx, proposal.bookingId)
    await over(tx, proposal, booking, 'fell_away', 'schedule', now)
    return true
  })
}

async function answerWhole(
  tx: Tx,
  proposal: WithEducator,
  person: string,
  agrees: boolean,
  now: Temporal.Instant,
): Promise<void> {
  const { id, sessionId } = proposal
  const [seat] = await tx<{ id: string }>`
    select id from live.booking
    where session_id = ${sessionId} and learner_id = ${person} and state = 'confirmed'`
  if (!seat) throw refuse('move_unknown')
  const left = await tx<{ id: string }>`
    select b.id from live.booking b where b.session_id = ${sessionId} and b.state = 'confirmed' and b.id <> ${seat.id}
      and not exists (select from live.move_answer a where a.proposal_id = ${id} and a.booking_id = b.id)`
  const last = left.length === 0
  // All turns before the session's lock; whoever is last makes the move.
  if (last) await takeTurns(tx, proposal)
  await lockPlaces(tx, [sessionId])
  await refuseUnlessOpen(tx, id, now)
  await tx`
    insert into live.move_answer (proposal_id, booking_id, agreed, by, at)
    values (${id}, ${seat.id}, ${agrees}, ${`person:${person}`}, ${now}) on conflict do nothing`
  if (last) await finishWhole(tx, proposal, `person:${person}`, now)
}

async function takeTurns(tx: Tx, { sessionId, educatorId }: WithEducator): Promise<void> {
  const people = await tx<{ id: string }>`
    select learner_id as id from live.booking where session_id = ${sessionId} and state = 'confirmed'`
  const others = (await agreedOf(tx, sessionId)).map(({ educator }) => educator)
  const all = new Set([educatorId, ...others, ...people.map((one) => one.id)])
  for (const person of [...all].toSorted()) await takeTurn(tx, person)
}

/**
 * All have answered, or the time is over: who agreed has the seat at the new hour, everybody else gets
 * everything back. Where the educator's new hour is taken meanwhile, nothing moves at all.
 */
async function finishWhole(
  tx: Tx,
  proposal: WithEducator,
  by: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const { id, sessionId, educatorId, toStart: start, toEnd: end } = proposal
  await takeTurns(tx, proposal)
  const session = (await lockPlaces(tx, [sessionId])).get(sessionId)!
  if (!(await isOpen(tx, id))) return false
  const busy = await somebodyBusy(tx, sessionId, educatorId, { start, end })
  if (session.state !== 'published' || busy) {
    await close(tx, id, 'fell_away', by, now)
    return true
  }
  const answers = await tx<{ booking: string }>`
    select booking_id as booking from live.move_answer where proposal_id = ${id} and agreed`
  const agreed = new Set(answers.map(({ booking }) => booking))
  await close(tx, id, 'made', by, now)
  const going: MovingBooking[] = []
  const seats = await lockBookingsOf(tx, sessionId, ['held', 'requested', 'confirmed'])
  for (const booking of seats) {
    const comes = booking.state === 'confirmed' && agreed.has(booking.id)
    const clash = comes && (await clashFor(tx, booking.learnerId, { start, end }, [sessionId]))
    if (comes && !clash) going.push(booking)
    else {
      const move = { deed: 'call off', role: 'educator', by: proposal.madeBy } as const
      await moveBooking(tx, booking, { ...move, reason: 'moved to another time' }, now)
    }
  }
  await closeWaiting(tx, sessionId, 'called off', now)
  await closeSession(tx, sessionId, proposal.madeBy, now)
  const to = await copySession(tx, sessionId, { start, end }, proposal.madeBy, now)
  for (const booking of going) {
    const place = { id: to, title: session.title, start, end }
    await takeOver(tx, { booking, to: place, side: 'educator', by }, now)
  }
  return true
}

/** Whether one of those who teach it is elsewhere at that time. */
async function somebodyBusy(
  tx: Tx,
  session: string,
  lead: string,
  at: { start: Temporal.Instant; end: Temporal.Instant },
): Promise<boolean> {
  const others = (await agreedOf(tx, session)).map(({ educator }) => educator)
  for (const educator of [lead, ...others]) {
    if (await clashFor(tx, educator, at, [session])) return true
  }
  return false
}

async function isOpen(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx<{ state: Proposal['state'] }>`
    select state from live.move_proposal where id = ${id} for update`
  return row?.state === 'open'
}

async function refuseUnlessOpen(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  const [row] = await tx<{ open: boolean }>`
    select state = 'open' and until_at > ${now} as open from live.move_proposal where id = ${id} for update`
  if (!row?.open) throw refuse('move_over')
}

async function close(
  tx: Tx,
  id: string,
  state: Exclude<Proposal['state'], 'open'>,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update live.move_proposal set state = ${state}, ended_by = ${by}, ended_at = ${now} where id = ${id}`
}

/** It was declined, or fell away: whoever proposed it is told. */
async function over(
  tx: Tx,
  proposal: Proposal,
  booking: MovingBooking,
  state: 'declined' | 'fell_away',
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  await close(tx, proposal.id, state, by, now)
  const { id, sessionId, learnerId, educatorId } = booking
  await record(tx, {
    kind: 'booking.move_declined',
    about: { type: 'booking', id },
    at: now,
    data: {
      sessionId,
      learnerId,
      educatorId,
      // Who did not agree: the other side of whoever proposed it.
      by: proposal.side === 'learner' ? 'educator' : 'learner',
      to: proposal.toStart.toString(),
      answered: state === 'declined',
    },
  })
}
