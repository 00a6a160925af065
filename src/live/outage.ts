import { type Db, newId, type Query, record, sql, type Tx } from '#base'
import { each } from './completing.ts'
import { liftMark } from './marks/lifting.ts'
import { lockBookingsOf, type MovingBooking, moveBooking } from './moving.ts'
import { refuse } from './problems.ts'
import { noteOutage } from './room/presence.ts'
import { judgeOf, noteVerdict } from './verdicts/judging.ts'
import { compareInstants } from './windows.ts'

/** What an outage meets. */
export type OutageMeets = {
  sessionId: string
  title: string
  start: Temporal.Instant
  end: Temporal.Instant
  state: 'started' | 'completed' | 'cancelled'
  /** Seats that get everything back because of it; of a running session, that would as things stand. */
  bookings: number
}

/** Verdicts that an outage takes back: nobody is called absent, and nobody pays, for what could not be. */
const VOIDED = ['completed', 'no_show_learner', 'no_show_educator', 'in_progress'] as const

/**
 * Staff say that the room could not be reached, from then until then: for sessions that run, or have yet to be
 * completed, no automatic verdict is given; of those that are over and not settled, `workOutages` takes back
 * what was found, unless both were measured there half the time all the same. Sent again is said once.
 * Refusal: outage_not_like.
 */
export async function sayOutage(
  tx: Tx,
  outage: { id?: string | undefined; from: Temporal.Instant; to: Temporal.Instant; note: string },
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  const { from, to } = outage
  if (compareInstants(from, to) >= 0 || compareInstants(to, now) > 0) {
    throw refuse('outage_not_like', { from: from.toString(), until: to.toString() })
  }
  const id = outage.id ?? newId()
  await noteOutage(tx, { id, from, to, note: outage.note }, by)
  await record(tx, {
    kind: 'room.outage',
    about: { type: 'outage', id },
    at: now,
    data: { from: from.toString(), until: to.toString(), note: outage.note, by },
  })
  return id
}

/** Sessions that an outage meets, and how many seats of each it gives back; nothing is changed. */
export async function outageMeets(
  q: Query,
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<OutageMeets[]> {
  const sessions = await sessionsMet(q, from, to)
  const out: OutageMeets[] = []
  for (const session of sessions) {
    const seats = await q<Pick<MovingBooking, 'learnerId' | 'policy'>>`
      select learner_id as "learnerId", (select to_jsonb(p) from (select no_show_minutes as "noShowMinutes",
        no_show_short_minutes as "noShowShortMinutes", short_session_minutes as "shortSessionMinutes",
        educator_absent_minutes as "educatorAbsentMinutes", educator_present_minutes as "educatorPresentMinutes",
        presence_share as "presenceShare" from live.policy where version = b.policy_version) p) as policy
      from live.booking b where session_id = ${session.id} and state = any(${[...VOIDED]}::text[])`
    const judge = await judgeOf(q, session)
    const bookings = seats.filter((seat) => judge(seat).outcome !== 'took_place').length
    const { id: sessionId, title, startsAt: start, endsAt: end, state } = session
    out.push({ sessionId, title, start, end, state, bookings })
  }
  return out
}

type Met = {
  id: string
  title: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  state: OutageMeets['state']
}

async function sessionsMet(q: Query, from: Temporal.Instant, to: Temporal.Instant): Promise<Met[]> {
  return await q<Met>`
    select s.id, s.title, s.starts_at as "startsAt", s.ends_at as "endsAt", s.state from live.session s
    where s.starts_at < ${to} and s.ends_at > ${from} and s.starts_at > ${from.subtract({ hours: 12 })}
      and s.state in ('started', 'completed', 'cancelled')
      and exists (select from live.booking b where b.session_id = s.id and b.state = any(${[...VOIDED]}::text[]))
    order by s.starts_at, s.id`
}

/**
 * Works the outages that were written down, by staff or by the room that had not been running: what was found
 * in sessions that they met, and that are over and not settled, is taken back. Everybody gets everything back,
 * what had been earned goes back, and an absence of the educator counts no more; seats where both were measured
 * there half the time stay. Safe to run twice. Answers how many seats it gave back.
 */
export async function workOutages(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string; from: Temporal.Instant; to: Temporal.Instant; by: string }>`
    select o.id, o.from_at as "from", o.until_at as "to", o.said_by as by from live.outage o
    where not exists (select from live.outage_worked w where w.outage_id = o.id) and o.until_at <= ${now}
    order by o.until_at, o.id`
  let given = 0
  for (const { id, from, to, by } of due) {
    let seats = 0
    await each(db, await sessionsMet(db, from, to), async (tx, session) => {
      const count = await voidSession(tx, session, by, now)
      seats += count
      return count > 0
    })
    await db`
      insert into live.outage_worked (outage_id, seats, at) values (${id}, ${seats}, ${now})
      on conflict (outage_id) do nothing`
    given += seats
  }
  return given
}

/** When there is an outage to be worked next. */
export const nextOutage = sql`
  select min(until_at) from live.outage o
  where not exists (select from live.outage_worked w where w.outage_id = o.id)`

async function voidSession(tx: Tx, id: string, by: string, now: Temporal.Instant): Promise<number> {
  const [session] = await tx<Met>`
    select id, title, starts_at as "startsAt", ends_at as "endsAt", state from live.session where id = ${id} for update`
  if (!session || session.state === 'started') return 0
  const judge = await judgeOf(tx, session)
  let count = 0
  for (const booking of await lockBookingsOf(tx, id, VOIDED)) {
    const found = judge(booking)
    if (found.outcome === 'took_place') continue
    const deed = booking.state === 'in_progress' ? 'call off' : 'void'
    const reason = 'the room could not be reached'
    await moveBooking(tx, booking, { deed, role: 'staff', by, reason }, now)
    await noteVerdict(tx, booking.id, { ...found, outcome: 'outage' }, by, now)
    count += 1
  }
  if (count > 0) await liftMark(tx, id, { by, note: 'the room could not be reached' }, now)
  return count
}
