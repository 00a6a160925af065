import { type Db, type Query, raw, record, type Tx } from '#base'
import { keepStill } from '#earnings'
import { each } from '../completing.ts'
import { liftMark } from '../marks/lifting.ts'
import { markEducator } from '../marks/marking.ts'
import { foresee, lockBooking, type MovingBooking, moveBooking } from '../moving.ts'
import { refuse } from '../problems.ts'
import { compareInstants } from '../windows.ts'

export type Side = 'learner' | 'educator'

/** Somebody says that what was found, or kept, is wrong. */
export type Contest = {
  bookingId: string
  fromState: string
  side: Side
  words: string
  /** What should come back to the learner of all that was paid, in basis points, says who contests. */
  askedShare: number
  openedBy: string
  openedAt: Temporal.Instant
  answerUntil: Temporal.Instant
  answer: 'agreed' | 'refused' | null
  answerWords: string | null
  answeredAt: Temporal.Instant | null
  how: 'agreed' | 'silence' | 'staff' | 'withdrawn' | null
  share: number | null
  marked: boolean | null
  note: string | null
  endedBy: string | null
  endedAt: Temporal.Instant | null
}

const CONTEST = `
  booking_id as "bookingId", from_state as "fromState", side, words, asked_share as "askedShare",
  opened_by as "openedBy", opened_at as "openedAt", answer_until as "answerUntil", answer,
  answer_words as "answerWords", answered_at as "answeredAt", how, share, marked, note, ended_by as "endedBy",
  ended_at as "endedAt"`

/** The contest of a booking, if there ever was one. */
export async function contestOf(q: Query, booking: string): Promise<Contest | undefined> {
  const [row] = await q<Contest>`
    select ${raw(CONTEST)} from live.contest where booking_id = ${booking}`
  return row
}

const personOf = (side: Side, { learnerId, educatorId }: MovingBooking) =>
  side === 'learner' ? learnerId : educatorId
const otherOf = (side: Side): Side => (side === 'learner' ? 'educator' : 'learner')

/** On which side of a booking somebody stands. Refusal: unknown_booking (for strangers). */
function sideOf(booking: MovingBooking, person: string): Side {
  if (booking.learnerId === person) return 'learner'
  if (booking.educatorId === person) return 'educator'
  throw refuse('unknown_booking', { id: booking.id })
}

/**
 * Contests what was found about a seat, or that it was kept: once, within 72 h, by the one it went against
 * (or, where nobody could tell, says that it did not take place). The commission stands still until it is
 * decided. Sending it again is sending it once.
 * Refusals, in order: unknown_booking (also for strangers), contest_not_open.
 */
export async function contestBooking(
  tx: Tx,
  id: string,
  person: string,
  claim: { words: string; share?: number | undefined },
  now: Temporal.Instant,
): Promise<void> {
  const booking = await lockBooking(tx, id)
  const side = sideOf(booking, person)
  const [there] = await tx<{ by: string }>`
    select opened_by as by from live.contest where booking_id = ${id}`
  if (there?.by === `person:${person}`) return
  const move = { deed: 'contest', role: side, by: `person:${person}` } as const
  if (there || !foresee(booking, move, now)) {
    throw refuse('contest_not_open', { state: booking.state })
  }
  // A learner asks for all of it unless they say less; an educator, to be paid as if it had taken place.
  const share = side === 'learner' ? (claim.share ?? 10_000) : 0
  const until = now.add({ hours: 24 * booking.policy.answerDays })
  await tx`
    insert into live.contest (booking_id, from_state, side, words, asked_share, opened_by, opened_at, answer_until)
    values (${id}, ${booking.state}, ${side}, ${claim.words}, ${share}, ${move.by}, ${now}, ${until})`
  await keepStill(tx, id, now)
  await moveBooking(tx, booking, move, now)
}

type Open = { booking: MovingBooking; contest: Contest }

/** The booking and its contest, which is not over. Refusals: unknown_booking, contest_over. */
async function lockOpen(tx: Tx, id: string): Promise<Open> {
  const booking = await lockBooking(tx, id)
  const contest = await contestOf(tx, id)
  if (!contest) throw refuse('unknown_booking', { id })
  if (contest.endedAt) throw refuse('contest_over')
  return { booking, contest }
}

/**
 * The other side answers: agreed, it ends as was asked; refused, staff decide.
 * Refusals, in order: unknown_booking (also for who is not the other side), contest_over.
 */
export async function answerContest(
  tx: Tx,
  id: string,
  person: string,
  answer: { agrees: boolean; words: string },
  now: Temporal.Instant,
): Promise<void> {
  const { booking, contest } = await lockOpen(tx, id)
  const side = otherOf(contest.side)
  if (personOf(side, booking) !== person) throw refuse('unknown_booking', { id })
  if (contest.answer) throw refuse('contest_over')
  const by = `person:${person}`
  await tx`
    update live.contest set answer = ${answer.agrees ? 'agreed' : 'refused'}, answer_words = ${answer.words},
      answered_by = ${by}, answered_at = ${now} where booking_id = ${id}`
  // A learner cannot agree to what the platform would pay.
  if (answer.agrees && side === 'educator') {
    await end({ tx, booking, contest, now }, asAsked(contest, 'agreed', side, by))
    return
  }
  await record(tx, {
    kind: 'booking.contest_answered',
    about: { type: 'booking', id },
    at: now,
    data: { ...peopleOf(booking), side: contest.side, agrees: answer.agrees },
  })
}

/** Whoever contests takes it back: it stays as it was. Refusals, in order: unknown_booking, contest_over. */
export async function withdrawContest(
  tx: Tx,
  id: string,
  person: string,
  now: Temporal.Instant,
): Promise<void> {
  const { booking, contest } = await lockOpen(tx, id)
  if (personOf(contest.side, booking) !== person) throw refuse('unknown_booking', { id })
  const { amount, kept } = booking
  const was = contest.fromState
  const gone = was === 'no_show_educator' ? amount : was === 'late_cancelled' ? amount - kept : 0n
  await end(
    { tx, booking, contest, now },
    {
      how: 'withdrawn',
      share: Number((gone * 10_000n) / amount),
      role: contest.side,
      by: `person:${person}`,
    },
  )
}

/** What staff decide of a contest. */
export type Decision = {
  /** Of all that was paid, what is the learner's in the end; basis points. */
  share: number
  /** Whether it counts against the educator. */
  marked: boolean
  note: string
  by: string
}

/** Staff decide. Refusals, in order: unknown_booking, contest_over. */
export async function decideContest(
  tx: Tx,
  id: string,
  { share, marked, note, by }: Decision,
  now: Temporal.Instant,
): Promise<void> {
  const { booking, contest } = await lockOpen(tx, id)
  await end({ tx, booking, contest, now }, { how: 'staff', share, marked, note, role: 'staff', by })
}

/**
 * A learner's claim that the educator has not answered in a week holds. One of an educator waits for staff: what
 * it asks for would be the platform's to pay. Answers how many ended.
 */
export async function endUnanswered(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select booking_id as id from live.contest
    where ended_at is null and answer is null and side = 'learner' and answer_until <= ${now}
    order by answer_until, booking_id`
  return each(db, due, async (tx, id) => {
    const booking = await lockBooking(tx, id)
    const contest = await contestOf(tx, id)
    if (!contest || contest.endedAt || contest.answer) return false
    if (compareInstants(contest.answerUntil, now) > 0) return false
    const ending = asAsked(contest, 'silence', 'schedule', 'schedule')
    await end({ tx, booking, contest, now }, ending)
    return true
  })
}

const asAsked = (
  { askedShare }: Contest,
  how: Ending['how'],
  role: Ending['role'],
  by: string,
): Ending => ({ how, share: askedShare, role, by })

type Ending = {
  how: NonNullable<Contest['how']>
  share: number
  marked?: boolean
  note?: string
  role: 'learner' | 'educator' | 'staff' | 'schedule'
  by: string
}

async function end(
  { tx, booking, contest, now }: Open & { tx: Tx; now: Temporal.Instant },
  { how, share, marked, note, role, by }: Ending,
): Promise<void> {
  const { id, sessionId, educatorId } = booking
  const wasAbsent = contest.fromState === 'no_show_educator'
  // Only staff change what counts against an educator.
  const counts = marked ?? wasAbsent
  await tx`
    update live.contest set how = ${how}, share = ${share}, marked = ${counts}, note = ${note}, ended_by = ${by},
      ended_at = ${now} where booking_id = ${id}`
  const reason = how
  await moveBooking(tx, { ...booking, share }, { deed: 'resolve', role, by, reason }, now)
  if (counts && !wasAbsent) {
    await markEducator(tx, { session: sessionId, educator: educatorId, why: 'absent' }, now)
  }
  if (!counts && wasAbsent) {
    await liftMark(tx, sessionId, { by, note: note ?? 'the contest was decided so' }, now)
  }
}

const peopleOf = ({ sessionId, learnerId, educatorId }: MovingBooking) => ({
  sessionId,
  learnerId,
  educatorId,
})
