import { atomically, type Db, eachApart, raw, type Tx } from '#base'
import { noteDelivery } from '#earnings'
import { callOff } from './cancelling.ts'
import { earn } from './giving.ts'
import { markEducator } from './marks/marking.ts'
import { lockBooking, lockBookingsOf, moveBooking } from './moving.ts'
import { refuse } from './problems.ts'
import { type By, lockSession, nameOf, SESSION, type SessionRow } from './session.ts'
import { awayOf } from './sharing/delivering.ts'
import { passParts } from './sharing/inviting.ts'
import { agreedOf, teachesToo } from './sharing/teaching.ts'
import { askPeople, judgeOf, noteVerdict, outcomeOf } from './verdicts/judging.ts'
import type { Outcome } from './verdicts/verdict.ts'

const SCHEDULE = 'schedule'

/** The session, locked, if it is still in one of these states. */
export async function lockIf(
  tx: Tx,
  id: string,
  states: readonly SessionRow['state'][],
): Promise<SessionRow | undefined> {
  const [session] = await tx<SessionRow>`
    select ${raw(SESSION)} from live.session s where s.id = ${id} and s.state = any(${states}::text[]) for update`
  return session
}

const DEADLOCK = '40P01'

/**
 * A transaction that PostgreSQL ended because another one waited for it in turn is run again: the
 * accounts of several bookings (an institution's among them) have no order that fits every session.
 */
async function patiently<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  for (let again = 3; ; again--) {
    try {
      return await atomically(db, work)
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || again === 0) throw error
    }
  }
}

/** Rows worked on side by side, each on a connection of its own. */
const HANDS = 4

/** Runs `work` on each row in a transaction of its own; answers how many did something. */
export function each(
  db: Db,
  due: { id: string }[],
  work: (tx: Tx, id: string) => Promise<boolean>,
): Promise<number> {
  return eachApart(due, ({ id }) => patiently(db, (tx) => work(tx, id)), HANDS)
}

/**
 * Begins the sessions whose start has come. One that nobody has booked, and nobody forfeited a seat in,
 * is called off instead. Safe to run twice, or twice at once.
 */
export async function startSessions(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.session where state = 'published' and starts_at <= ${now} order by starts_at, id`
  return each(db, due, (tx, id) => start(tx, id, now))
}

async function start(tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  const session = await lockIf(tx, id, ['published'])
  if (!session) return false
  // Whoever was asked can answer no more.
  for (const asked of await lockBookingsOf(tx, id, ['requested'])) {
    const move = { deed: 'run out', role: 'schedule', by: SCHEDULE } as const
    await moveBooking(tx, { ...asked, answerUntil: now }, move, now)
  }
  const waiting = await lockBookingsOf(tx, id, ['held', 'confirmed', 'late_cancelled'])
  if (!waiting.some((booking) => booking.state !== 'held')) {
    for (const booking of waiting) {
      const move = { deed: 'run out', role: 'schedule', by: SCHEDULE } as const
      await moveBooking(tx, { ...booking, seatUntil: now }, move, now)
    }
    await callOff(tx, session, 'schedule', SCHEDULE, 'nobody booked', now)
    return true
  }
  for (const booking of waiting.filter((one) => one.state === 'confirmed')) {
    await moveBooking(tx, booking, { deed: 'start', role: 'schedule', by: SCHEDULE }, now)
  }
  await tx`update live.session set state = 'started', state_by = ${SCHEDULE}, state_at = ${now} where id = ${id}`
  return true
}

/**
 * Completes the sessions that ended a quarter of an hour ago: what the room measured is found for each seat
 * (verdicts/verdict.ts), where it measured nobody, who was not marked absent attended. The educator earns, or
 * everything goes back; where nobody can tell, people are asked. One that was never begun (the house was
 * down) begins first.
 */
export async function completeDue(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.session where state in ('published', 'started') and complete_due_at <= ${now}
    order by complete_due_at, id`
  return each(db, due, (tx, id) => complete(tx, id, now))
}

async function complete(tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  let session = await lockIf(tx, id, ['published', 'started'])
  if (session?.state === 'published') {
    await start(tx, id, now)
    session = await lockIf(tx, id, ['started'])
  }
  if (!session) return false
  const judge = await judgeOf(tx, session)
  const away = await awayOf(tx, session)
  if (away.length > 0) await passParts(tx, id, away, now)
  const outcomes: Outcome[] = []
  for (const booking of await lockBookingsOf(tx, id, ['in_progress'])) {
    const measured = judge(booking)
    const found = outcomeOf(measured, booking.attended)
    outcomes.push(found)
    await noteVerdict(tx, booking.id, measured, SCHEDULE, now)
    if (found === 'unclear') await askPeople(tx, booking, now)
    else {
      const move = { deed: 'complete', role: 'schedule', by: SCHEDULE, reason: WHY[found] } as const
      await moveBooking(tx, { ...booking, found }, move, now)
    }
  }
  await endSession(tx, session, outcomes, away, now)
  return true
}

const WHY: Partial<Record<Outcome, string>> = {
  outage: 'the room could not be reached',
  neither_stayed: 'neither was there',
}

/** A session that took place for nobody did not take place; it counts as what it was. */
async function endSession(
  tx: Tx,
  session: SessionRow,
  outcomes: readonly Outcome[],
  away: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  const { id, educatorId: educator, kind } = session
  const held = (one: Outcome) => ['took_place', 'learner_absent', 'unclear'].includes(one)
  const took = outcomes.length === 0 || outcomes.some(held)
  const absent = !took && outcomes.includes('educator_absent')
  const reason = absent ? ABSENT : outcomes.includes('outage') ? OUT : NEITHER
  await tx`
    update live.session set state = ${took ? 'completed' : 'cancelled'}, state_by = ${SCHEDULE}, state_at = ${now},
      cancel_reason = ${took ? null : reason} where id = ${id}`
  if (absent) return educatorWasAbsent(tx, session, now)
  if (!took) return
  const others = (await agreedOf(tx, id)).map((one) => one.educator)
  for (const one of [educator, ...others].toSorted()) {
    const outcome = away.includes(one) ? 'absent' : 'held'
    await noteDelivery(tx, { id, educator: one, kind, outcome }, now)
  }
}

const ABSENT = 'The educator did not come.'
const OUT = 'The room could not be reached.'
const NEITHER = 'Neither the educator nor a learner stayed.'

async function educatorWasAbsent(tx: Tx, session: SessionRow, now: Temporal.Instant) {
  const { id, educatorId: educator, kind } = session
  const others = (await agreedOf(tx, id)).map((one) => one.educator)
  for (const one of [educator, ...others].toSorted()) {
    await noteDelivery(tx, { id, educator: one, kind, outcome: 'absent' }, now)
  }
  await markEducator(tx, { session: id, educator, why: 'absent' }, now)
}

/** Completes what nobody has said anything about within the days for it. */
export async function completeSilent(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.booking where confirm_until <= ${now} order by confirm_until, id`
  return each(db, due, async (tx, id) => {
    const booking = await lockBooking(tx, id)
    if (!booking.confirmUntil) return false
    const move = { deed: 'complete', role: 'schedule', by: SCHEDULE } as const
    await moveBooking(tx, { ...booking, found: 'took_place' }, move, now)
    return true
  })
}

/**
 * A learner says that it took place, where nobody could tell. Twice is once.
 * Refusals, in order: unknown_booking (also for somebody else's), booking_deed_not_allowed.
 */
export async function confirmBooking(
  tx: Tx,
  id: string,
  learner: string,
  now: Temporal.Instant,
): Promise<void> {
  const booking = await lockBooking(tx, id)
  if (booking.learnerId !== learner) throw refuse('unknown_booking', { id })
  if (booking.state === 'completed' || booking.state === 'settled') return
  const move = { deed: 'confirm', role: 'learner', by: `person:${learner}` } as const
  await moveBooking(tx, booking, move, now)
}

/** Earns on seats that were cancelled late, once the session would have ended. */
export async function earnForfeits(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.booking where forfeit_due_at <= ${now} order by forfeit_due_at, id`
  return each(db, due, async (tx, id) => {
    const booking = await lockBooking(tx, id)
    if (!booking.forfeitDueAt) return false
    await earn(tx, booking, SCHEDULE, now)
    await tx`update live.booking set forfeit_due_at = null where id = ${id}`
    return true
  })
}

/** Settles completed bookings when the days for contesting them are over. */
export async function settleDue(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.booking where state = 'completed' and settle_due_at <= ${now} order by settle_due_at, id`
  return each(db, due, async (tx, id) => {
    const booking = await lockBooking(tx, id)
    if (booking.state !== 'completed') return false
    await moveBooking(tx, booking, { deed: 'settle', role: 'schedule', by: SCHEDULE }, now)
    return true
  })
}

/**
 * One of those who teach it (or staff) marks who was there, from the start until completion.
 * Refusals, in order: unknown_session, session_not_yours, attendance_not_open, unknown_booking.
 */
export async function markAttendance(
  tx: Tx,
  id: string,
  marks: readonly { booking: string; present: boolean }[],
  by: By,
  now: Temporal.Instant,
): Promise<void> {
  const teaches = by.staff || (await teachesToo(tx, id, by.person))
  const session = await lockSession(tx, id, { person: by.person, staff: teaches })
  const open = session.state === 'started' || session.state === 'published'
  if (!open || Temporal.Instant.compare(session.startsAt, now) > 0) {
    throw refuse('attendance_not_open', { state: session.state })
  }
  for (const { booking, present } of marks) {
    const marked = await tx`
      update live.booking set attended = ${present}, attended_by = ${nameOf(by)}, attended_at = ${now}
      where id = ${booking} and session_id = ${id} and state in ('confirmed', 'in_progress') returning 1 as one`
    if (marked.length === 0) throw refuse('unknown_booking', { booking })
  }
}

/**
 * Staff found that the educator did not come: everybody gets everything back, with goodwill, and it
 * counts against the educator. Refusals, in order: unknown_session, attendance_not_open.
 */
export async function educatorMissed(
  tx: Tx,
  id: string,
  by: By & { staff: true },
  now: Temporal.Instant,
): Promise<void> {
  const session = await lockSession(tx, id, by)
  if (session.state !== 'started') throw refuse('attendance_not_open', { state: session.state })
  const name = nameOf(by)
  for (const booking of await lockBookingsOf(tx, id, ['in_progress'])) {
    await moveBooking(tx, booking, { deed: 'miss', role: 'staff', by: name }, now)
  }
  for (const booking of await lockBookingsOf(tx, id, ['late_cancelled'])) {
    if (!booking.forfeitDueAt) continue
    const move = { deed: 'call off', role: 'staff', by: name, reason: 'educator absent' } as const
    await moveBooking(tx, booking, move, now)
  }
  await tx`
    update live.session set state = 'cancelled', state_by = ${name}, state_at = ${now},
      cancel_reason = ${ABSENT} where id = ${id}`
  await educatorWasAbsent(tx, session, now)
}
