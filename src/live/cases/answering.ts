import { record, type Tx } from '#base'
import type { MovingBooking } from '../moving.ts'
import { refuse } from '../problems.ts'
import { compareInstants } from '../windows.ts'
import {
  type Case,
  days,
  lockHeard,
  type Point,
  peopleOf,
  pointsOf,
  type Side,
  sideOf,
  toStage,
} from './case.ts'
import { end } from './deciding.ts'

export type Answer = {
  /** Which point is answered; the claim is the first. */
  point: number
  /** Of the claim: whether it ends as is asked. */
  agrees?: boolean | undefined
  words: string
}

/**
 * A side answers what is asked of it, once, by its deadline. An educator who agrees to a claim ends the case as
 * was asked; who does not, brings it before staff, and both have days to bring what they have.
 * Refusals, in order: unknown_booking (also for strangers), case_over (also where it is not theirs to answer, or
 * is answered), case_late.
 */
export async function answerPoint(
  tx: Tx,
  id: string,
  person: string,
  answer: Answer,
  now: Temporal.Instant,
): Promise<void> {
  const { booking, found } = await lockHeard(tx, id)
  const side = sideOf(booking, person)
  const point = (await pointsOf(tx, id)).find(({ number }) => number === answer.point)
  if (!point || point.side !== side || point.answer) throw refuse('case_over')
  if (point.lostAt || compareInstants(point.until, now) < 0) throw refuse('case_late')
  const claim = point.kind === 'claim'
  const said = !claim ? 'answered' : answer.agrees ? 'agreed' : 'refused'
  const by = `person:${person}`
  await tx`
    update live.case_point set answer = ${said}, answer_words = ${answer.words}, answered_by = ${by},
      answered_at = ${now} where booking_id = ${id} and number = ${point.number}`
  // A learner cannot agree to what the platform would pay.
  if (said === 'agreed' && side === 'educator') {
    const ending = { how: 'agreed', share: found.askedShare, role: side, by } as const
    return end({ tx, booking, found, now }, ending)
  }
  if (claim) await hear(tx, booking, found, said === 'agreed' ? 0 : undefined, now)
  await tell(tx, booking, point, said, now)
}

/** Both bring what they have; then staff decide. */
async function hear(
  tx: Tx,
  { id, policy }: MovingBooking,
  { stage }: Case,
  more: number | undefined,
  now: Temporal.Instant,
): Promise<void> {
  if (stage !== 'answering') return
  const evidence = more ?? policy.evidenceDays
  if (evidence > 0) await toStage(tx, id, 'evidence', days(evidence, now))
  else await toStage(tx, id, 'deciding', days(policy.decideDays, now))
}

async function tell(
  tx: Tx,
  booking: MovingBooking,
  { side, kind, number }: Point,
  said: string,
  at: Temporal.Instant,
): Promise<void> {
  await record(tx, {
    kind: 'case.answered',
    about: { type: 'booking', id: booking.id },
    at,
    data: { ...peopleOf(booking), side, point: kind, number, said },
  })
}

/**
 * Staff ask one side something, to be answered by then; unanswered, the side has lost that point.
 * Refusals, in order: unknown_booking, case_over.
 */
export async function askSide(
  tx: Tx,
  id: string,
  question: { side: Side; words: string; days?: number | undefined; by: string },
  now: Temporal.Instant,
): Promise<number> {
  const { booking } = await lockHeard(tx, id)
  const until = days(question.days ?? booking.policy.evidenceDays, now.add({ seconds: 1 }))
  const [made] = await tx<{ number: number }>`
    insert into live.case_point (booking_id, number, kind, side, words, asked_by, asked_at, until_at)
    select ${id}, max(number) + 1, 'question', ${question.side}, ${question.words}, ${question.by}, ${now}, ${until}
    from live.case_point where booking_id = ${id} returning number`
  // Staff's own time begins again with the answer's.
  await tx`
    update live.booking_case set until_at = greatest(until_at, ${days(booking.policy.decideDays, until)}::timestamptz),
      overdue_at = null where booking_id = ${id} and stage in ('deciding', 'appealed')`
  await record(tx, {
    kind: 'case.asked',
    about: { type: 'booking', id },
    at: now,
    data: { ...peopleOf(booking), side: question.side, until: until.toString() },
  })
  return made!.number
}
