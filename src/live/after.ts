import { type Query, raw } from '#base'
import { slotsOf } from './availability/free.ts'
import { replaceableUntil } from './availability/trial.ts'
import { type Case, caseOf } from './cases/case.ts'
import { type Proposal, proposalFor } from './moves/proposing.ts'
import { bookingNow, foresee, type MovingBooking } from './moving.ts'
import { othersOf } from './sharing/teaching.ts'
import { type Verdict, verdictsOf } from './verdicts/judging.ts'
import { compareInstants } from './windows.ts'

/** What was found about a booking, what is asked about it, and what can still be done. */
export type After = {
  /** Nobody could tell whether it took place: until then people may say. */
  confirmUntil: Temporal.Instant | null
  verdict: Verdict | null
  /** Each of the two: until when they may contest, null where they cannot. */
  caseUntil: { learner: Temporal.Instant | null; educator: Temporal.Instant | null }
  contested: Case | null
  proposal: (Proposal & { answered: boolean | null }) | null
  /** Null where it cannot be moved any more, whoever agrees. */
  moving: { freeUntil: Temporal.Instant; left: number } | null
  /** Moved when cancelling was no longer free: it stays so. */
  movedLate: boolean
  /** A trial that was not what they hoped for: until when they can have another one for nothing. */
  replaceUntil: Temporal.Instant | null
}

/** Refusal: unknown_booking. */
export async function afterOf(q: Query, id: string, now: Temporal.Instant): Promise<After> {
  const booking = await bookingNow(q, id)
  const [row] = await q<{ late: boolean }>`
    select moved_late as late from live.booking where id = ${id}`
  const { policy, moves, startsAt, confirmUntil } = booking
  const movable = foresee(booking, { deed: 'move', role: 'learner' }, now)
  const contested = (await caseOf(q, id)) ?? null
  return {
    confirmUntil,
    verdict: (await verdictsOf(q, id)).at(-1) ?? null,
    caseUntil: {
      learner: contested ? null : caseUntil(booking, 'learner', now),
      educator: contested ? null : caseUntil(booking, 'educator', now),
    },
    contested,
    proposal: (await proposalFor(q, id)) ?? null,
    moving: movable
      ? {
          freeUntil: startsAt.subtract({ hours: policy.moveHours }),
          left: Math.max(0, policy.movesMost - moves),
        }
      : null,
    movedLate: row!.late,
    replaceUntil: await replaceableUntil(q, booking, now),
  }
}

function caseUntil(
  booking: MovingBooking,
  role: 'learner' | 'educator',
  now: Temporal.Instant,
): Temporal.Instant | null {
  if (!foresee(booking, { deed: 'contest', role }, now)) return null
  const { state, confirmUntil, endsAt, policy } = booking
  return state === 'in_progress' ? confirmUntil : endsAt.add({ hours: 24 * policy.caseDays })
}

export type MoveOptions = {
  sessions: {
    id: string
    title: string
    start: Temporal.Instant
    end: Temporal.Instant
    seatsLeft: number
  }[]
  /** A lesson of one: hours that the educator publishes. */
  hours: { start: Temporal.Instant; end: Temporal.Instant }[]
}

const OPTIONS = 12
const LOOK_DAYS = 21

/** Where a seat could go: the educator's other sessions of the same kind and price, and hours of a lesson. */
export async function moveOptions(
  q: Query,
  id: string,
  now: Temporal.Instant,
): Promise<MoveOptions> {
  const booking = await bookingNow(q, id)
  const sessions = await q<MoveOptions['sessions'][number]>`
    select t.id, t.title, t.starts_at as start, t.ends_at as "end", t.capacity - t.seats_taken as "seatsLeft"
    from live.session s join live.session t on t.educator_id = s.educator_id and t.kind = s.kind
      and t.price = s.price and ${othersOf('t')} = ${othersOf('s')} and t.id <> s.id and t.state = 'published' and t.capacity > 1
      and not ${booking.trial} and t.starts_at > ${now} and t.seats_taken < t.capacity
    where s.id = ${booking.sessionId}
      and not exists (select from live.engagement g where g.person_id = ${booking.learnerId}
        and g.session_id <> s.id and g.busy && tstzrange(t.starts_at, t.ends_at))
    order by t.starts_at, t.id limit ${raw(String(OPTIONS))}`
  const [alone] = await q`
    select 1 as one from live.session s
    where s.id = ${booking.sessionId} and s.capacity = 1 and ${othersOf('s')} = ''`
  if (!alone) return { sessions, hours: [] }
  const minutes = booking.startsAt.until(booking.endsAt).total('minutes')
  const window = { from: now, until: now.add({ hours: 24 * LOOK_DAYS }), minutes }
  const slots = await slotsOf(q, booking.educatorId, window, now)
  const hours = slots.filter(({ start }) => compareInstants(start, booking.startsAt) !== 0)
  return { sessions, hours: hours.slice(0, 60) }
}
