import { type Db, type Fragment, sql, type Tx } from '#base'
import { each } from '../completing.ts'
import { noteAnswer } from '../instant/answers.ts'
import { beginNow } from '../instant/beginning.ts'
import { foresee, lockBooking, type MovingBooking, moveBooking } from '../moving.ts'
import { refuse } from '../problems.ts'
import type { BookingState } from '../transitions.ts'

type Answer = { booking: string; educator: string }

/**
 * The educator takes the learner who asked: the seat is confirmed. A conversation that was asked for at
 * once begins at once. Said twice is said once.
 * Refusals, in order: unknown_booking (also for another's session), request_answered.
 */
export async function acceptRequest(
  tx: Tx,
  { booking: id, educator }: Answer,
  now: Temporal.Instant,
): Promise<BookingState> {
  const asked = await lockAsked(tx, id, educator)
  if (asked.state === 'confirmed') return asked.state
  const move = { deed: 'accept', role: 'educator', by: `person:${educator}` } as const
  refuseUnless(asked, move, now)
  const booking = asked.origin === 'instant' ? await beginNow(tx, asked, now) : asked
  const { transition } = await moveBooking(tx, booking, move, now)
  if (asked.origin === 'instant') await noteAnswer(tx, educator, 'accepted', now)
  return transition.to
}

/**
 * The educator declines, with a word to the learner, who gets everything back. Said twice is said once.
 * Refusals, in order: unknown_booking (also for another's session), request_answered.
 */
export async function declineRequest(
  tx: Tx,
  { booking: id, educator, word }: Answer & { word?: string | undefined },
  now: Temporal.Instant,
): Promise<BookingState> {
  const asked = await lockAsked(tx, id, educator)
  if (asked.state === 'declined') return asked.state
  const by = `person:${educator}`
  const move = { deed: 'decline', role: 'educator', by, reason: word } as const
  refuseUnless(asked, move, now)
  const { transition } = await moveBooking(tx, asked, move, now)
  if (asked.origin === 'instant') await noteAnswer(tx, educator, 'declined', now)
  return transition.to
}

async function lockAsked(tx: Tx, id: string, educator: string): Promise<MovingBooking> {
  const booking = await lockBooking(tx, id)
  if (booking.educatorId !== educator) throw refuse('unknown_booking', { id })
  return booking
}

function refuseUnless(
  asked: MovingBooking,
  move: { deed: 'accept' | 'decline'; role: 'educator' },
  now: Temporal.Instant,
): void {
  const open = asked.state === 'requested' && foresee(asked, { ...move, deed: 'accept' }, now)
  if (open && foresee(asked, move, now)) return
  throw refuse('request_answered', {
    state: asked.state,
    answerUntil: asked.answerUntil?.toString() ?? null,
  })
}

/**
 * Ends what was asked and never answered: everybody gets everything back, and it counts in the
 * educator's answer clock. One transaction each; answers how many ran out.
 */
export async function expireRequests(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.booking where state = 'requested' and answer_until <= ${now} order by answer_until, id`
  return each(db, due, async (tx, id) => {
    const asked = await lockBooking(tx, id)
    const move = { deed: 'run out', role: 'schedule', by: 'schedule' } as const
    if (asked.state !== 'requested' || !foresee(asked, move, now)) return false
    await moveBooking(tx, asked, move, now)
    if (asked.origin === 'instant') await noteAnswer(tx, asked.educatorId, 'silent', now)
    return true
  })
}

/** The next request whose time for answering is over. */
export const nextAnswerEnd: Fragment = sql`
  select min(answer_until) from live.booking where state = 'requested'`
