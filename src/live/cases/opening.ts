import type { Tx } from '#base'
import { keepStill } from '#earnings'
import { foresee, lockBooking, type MovingBooking, moveBooking } from '../moving.ts'
import { refuse } from '../problems.ts'
import { keptBefore } from '../splitting.ts'
import { type CaseAbout, days, lockHeard, otherOf, personOf, type Side, sideOf } from './case.ts'
import { end } from './deciding.ts'

export type Claim = {
  words: string
  about?: CaseAbout | undefined
  /** Of all that was paid, what should be the learner's; basis points. */
  share?: number | undefined
}

/**
 * Opens a case: a learner or an educator says that what was charged, what was found about attendance, or what is
 * earned is wrong; until 30 days after the session's end, once for each booking, also after the commission was
 * paid out. What is still held stands still until it is decided. Sent again is sent once.
 * Refusals, in order: unknown_booking (also for strangers), case_not_open.
 */
export async function openCase(
  tx: Tx,
  id: string,
  person: string,
  claim: Claim,
  now: Temporal.Instant,
): Promise<void> {
  const booking = await lockBooking(tx, id)
  const side = sideOf(booking, person)
  const [there] = await tx<{ by: string }>`
    select opened_by as by from live.booking_case where booking_id = ${id}`
  const by = `person:${person}`
  if (there?.by === by) return
  const move = { deed: 'contest', role: side, by } as const
  if (there || !foresee(booking, move, now)) throw refuse('case_not_open', { state: booking.state })
  const until = days(booking.policy.answerDays, now)
  const about = claim.about ?? usualAbout(side, booking)
  await tx`
    insert into live.booking_case (booking_id, about, from_state, side, words, asked_share, opened_by, opened_at,
      stage, until_at)
    values (${id}, ${about}, ${booking.state}, ${side}, ${claim.words}, ${asked(side, claim)}, ${by}, ${now},
      'answering', ${until})`
  await tx`
    insert into live.case_point (booking_id, number, kind, side, asked_by, asked_at, until_at)
    values (${id}, 1, 'claim', ${otherOf(side)}, ${by}, ${now}, ${until})`
  await keepStill(tx, id, now)
  await moveBooking(tx, booking, move, now)
}

const usualAbout = (side: Side, { state }: MovingBooking): CaseAbout => {
  if (state === 'no_show_learner' || state === 'no_show_educator') return 'attendance'
  return side === 'learner' ? 'charge' : 'commission'
}

/** A learner asks for all of it unless they say less; an educator, to be paid as if it had taken place. */
const asked = (side: Side, { share }: Claim) => (side === 'learner' ? (share ?? 10_000) : 0)

/**
 * Whoever opened a case takes it back before it is decided: it stays as it was.
 * Refusals, in order: unknown_booking (also for who did not open it), case_over.
 */
export async function withdrawCase(
  tx: Tx,
  id: string,
  person: string,
  now: Temporal.Instant,
): Promise<void> {
  const { booking, found } = await lockHeard(tx, id)
  if (personOf(found.side, booking) !== person) throw refuse('unknown_booking', { id })
  if (found.stage === 'appealed') throw refuse('case_over')
  const { amount } = booking
  const gone = amount - keptBefore(booking)
  const share = Number((gone * 10_000n) / amount)
  const ending = { how: 'withdrawn', share, role: found.side, by: `person:${person}` } as const
  await end({ tx, booking: { ...booking, stands: true }, found, now }, ending)
}
