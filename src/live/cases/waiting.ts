import { type Db, record, sql, type Tx } from '#base'
import { each } from '../completing.ts'
import { compareInstants } from '../windows.ts'
import {
  type Case,
  days,
  HEARD,
  lockCase,
  type Point,
  peopleOf,
  pointsOf,
  toStage,
} from './case.ts'
import { end } from './deciding.ts'

/** When a case next has something due: an answer, a reminder, the end of a stage. */
export const nextCaseWork = sql`
  select least(
    (select min(p.until_at) from live.case_point p join live.booking_case c using (booking_id)
      where p.answered_at is null and p.lost_at is null and c.stage in ('answering', 'evidence', 'deciding', 'appealed')),
    (select min(p.until_at - make_interval(hours => (select remind_hours from live.policy order by version desc limit 1)))
      from live.case_point p join live.booking_case c using (booking_id)
      where p.answered_at is null and p.lost_at is null and p.reminded_at is null
        and c.stage in ('answering', 'evidence', 'deciding', 'appealed')),
    (select min(until_at) from live.booking_case where stage in ('evidence', 'decided')),
    (select min(until_at) from live.booking_case where stage in ('deciding', 'appealed') and overdue_at is null))`

/**
 * What becomes of cases by themselves: who has not answered is reminded a day before, and loses the point at its
 * deadline; what follows is `live.silence_rule`. The days for evidence and for an appeal end; staff whose time is
 * over are told. Safe to run twice, or twice at once. Answers how many cases went on.
 */
export async function workCases(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select c.booking_id as id from live.booking_case c
    where (c.stage in ('evidence', 'decided') and c.until_at <= ${now})
      or (c.stage in ('deciding', 'appealed') and c.overdue_at is null and c.until_at <= ${now})
      or (c.stage in ('answering', 'evidence', 'deciding', 'appealed') and exists (
        select from live.case_point p where p.booking_id = c.booking_id and p.answered_at is null and p.lost_at is null
          and (p.until_at <= ${now} or (p.reminded_at is null and p.until_at <= ${now}::timestamptz
            + make_interval(hours => (select remind_hours from live.policy order by version desc limit 1))))))
    order by c.until_at, c.booking_id`
  return each(db, due, (tx, id) => work(tx, id, now))
}

async function work(tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  const { booking, found } = await lockCase(tx, id)
  const passed = (at: Temporal.Instant | null) => at !== null && compareInstants(at, now) <= 0
  let did = false
  if (HEARD.includes(found.stage)) {
    for (const point of await pointsOf(tx, id)) {
      if (point.answer || point.lostAt) continue
      if (passed(point.until)) {
        if (await lose({ tx, booking, found, now }, point)) return true
        did = true
      } else if (passed(point.until.subtract({ hours: booking.policy.remindHours }))) {
        did = (await remind(tx, booking, point, now)) || did
      }
    }
  }
  const current = (await lockCase(tx, id)).found
  if (!passed(current.until)) return did
  if (current.stage === 'evidence') {
    await toStage(tx, id, 'deciding', days(booking.policy.decideDays, now))
    return true
  }
  if (current.stage === 'decided') {
    await toStage(tx, id, 'final', null)
    return true
  }
  return (await late(tx, booking, current, now)) || did
}

type Locked = {
  tx: Tx
  booking: Parameters<typeof end>[0]['booking']
  found: Case
  now: Temporal.Instant
}

/** A side has not answered: it loses the point. Answers whether that ended the case. */
async function lose({ tx, booking, found, now }: Locked, point: Point): Promise<boolean> {
  const { id, policy } = booking
  await tx`
    update live.case_point set lost_at = ${now} where booking_id = ${id} and number = ${point.number}`
  const [rule] = await tx<{ follows: string }>`
    select follows from live.silence_rule where point = ${point.kind} and side = ${point.side}`
  await record(tx, {
    kind: 'case.lost',
    about: { type: 'booking', id },
    at: now,
    data: { ...peopleOf(booking), side: point.side, point: point.kind, follows: rule!.follows },
  })
  if (point.kind === 'question' || found.stage !== 'answering') return false
  if (rule!.follows === 'claim_holds') {
    const ending = {
      how: 'silence',
      share: found.askedShare,
      role: 'schedule',
      by: 'schedule',
    } as const
    await end({ tx, booking, found, now }, ending)
    return true
  }
  await toStage(tx, id, 'deciding', days(policy.decideDays, now))
  return false
}

async function remind(
  tx: Tx,
  booking: Locked['booking'],
  { number, side, kind, until }: Point,
  now: Temporal.Instant,
): Promise<boolean> {
  const fresh = await tx`
    update live.case_point set reminded_at = ${now}
    where booking_id = ${booking.id} and number = ${number} and reminded_at is null returning 1 as one`
  if (fresh.length === 0) return false
  await record(tx, {
    kind: 'case.reminder',
    about: { type: 'booking', id: booking.id },
    at: now,
    data: { ...peopleOf(booking), side, point: kind, until: until.toString() },
  })
  return true
}

/** The time that staff have is over: whoever has it is told, else all of them. */
async function late(
  tx: Tx,
  booking: Locked['booking'],
  { stage, overdueAt, assignedTo }: Case,
  now: Temporal.Instant,
): Promise<boolean> {
  if (overdueAt || (stage !== 'deciding' && stage !== 'appealed')) return false
  await tx`update live.booking_case set overdue_at = ${now} where booking_id = ${booking.id}`
  await record(tx, {
    kind: 'case.overdue',
    about: { type: 'booking', id: booking.id },
    at: now,
    data: { ...peopleOf(booking), assignedTo },
  })
  return true
}
