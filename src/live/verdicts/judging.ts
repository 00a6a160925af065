import { type Query, record, type Tx } from '#base'
import type { MovingBooking } from '../moving.ts'
import { outages, presenceOf } from '../room/presence.ts'
import { type Found, type Hour, type Outcome, verdict } from './verdict.ts'

/** What the room knows of a session that is over: asked once, for all its seats. */
export async function judgeOf(
  q: Query,
  session: Hour & { id: string },
): Promise<(booking: Pick<MovingBooking, 'learnerId' | 'policy'>) => Found> {
  const elsewhere = await q`
    select 1 as one from live.meeting where session_id = ${session.id} and kind = 'link'`
  // Who opened a link is not who was there.
  const presence = elsewhere.length > 0 ? [] : await presenceOf(q, session.id)
  const out = await outages(q, session.startsAt, session.endsAt)
  return ({ learnerId, policy }) => verdict(presence, learnerId, session, policy, out)
}

/** Where nobody was measured, what the educator marked counts. */
export const outcomeOf = (found: Found, attended: boolean | null): Outcome =>
  found.outcome === 'not_measured'
    ? attended === false
      ? 'learner_absent'
      : 'took_place'
    : found.outcome

/** Writes down what was found about a seat, with the seconds that it stands on. */
export async function noteVerdict(
  tx: Tx,
  booking: string,
  found: Found,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const measured = found.outcome !== 'not_measured'
  await tx`
    insert into live.verdict (booking_id, number, outcome, learner_seconds, educator_seconds, by, at)
    select ${booking}, count(*) + 1, ${found.outcome}, ${measured ? found.learnerSeconds : null},
      ${measured ? found.educatorSeconds : null}, ${by}, ${now}
    from live.verdict where booking_id = ${booking}`
}

/** Nobody can tell: both are asked, and until then may say; silence completes. */
export async function askPeople(
  tx: Tx,
  booking: MovingBooking,
  now: Temporal.Instant,
): Promise<void> {
  const until = booking.endsAt.add({ hours: booking.policy.silenceHours })
  await tx`update live.booking set confirm_until = ${until} where id = ${booking.id}`
  await record(tx, {
    kind: 'booking.unclear',
    about: { type: 'booking', id: booking.id },
    at: now,
    data: {
      sessionId: booking.sessionId,
      learnerId: booking.learnerId,
      educatorId: booking.educatorId,
      until: until.toString(),
    },
  })
}

export type Verdict = {
  outcome: Outcome
  learnerSeconds: number | null
  educatorSeconds: number | null
  by: string
  at: Temporal.Instant
}

/** What was found about a seat, the latest last. */
export async function verdictsOf(q: Query, booking: string): Promise<Verdict[]> {
  return await q<Verdict>`
    select outcome, learner_seconds as "learnerSeconds", educator_seconds as "educatorSeconds", by, at
    from live.verdict where booking_id = ${booking} order by number`
}
