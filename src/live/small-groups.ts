import { createHash, randomBytes } from 'node:crypto'
import { type Db, newId, record, type Tx } from '#base'
import { callOff } from './cancelling.ts'
import { each, lockIf } from './completing.ts'
import { policyNow } from './policy.ts'
import { refuse } from './problems.ts'
import { type By, lockSession, nameOf, refuseIfBusy, type SessionRow } from './session.ts'
import { compareInstants } from './windows.ts'

const SCHEDULE = 'schedule'

/**
 * Looks at each group whose time for it has come. Enough have booked, or its educator lets it go ahead: it
 * stands. Nobody has booked: it is called off, with a link by which the educator takes that back. Too few:
 * the educator is asked, and where nothing is said until 4 h before, it is called off with everything back.
 * Answers how many it called off.
 */
export async function cancelUnderfilled(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.session where state = 'published' and minimum_due_at <= ${now}
    order by minimum_due_at, id`
  return each(db, due, (tx, id) => lookAtSize(tx, id, now))
}

async function lookAtSize(tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  const session = await lockIf(tx, id, ['published'])
  if (!session) return false
  const [due] = await tx<{ at: Temporal.Instant | null; asked: Temporal.Instant | null }>`
    select minimum_due_at as at, asked_educator_at as asked from live.session where id = ${id}`
  if (!due?.at || compareInstants(due.at, now) > 0) return false
  const begun = compareInstants(session.startsAt, now) <= 0
  const booked = session.seatsTaken - session.seatsHeld
  if (begun || session.goesAhead || booked >= session.minimum) {
    await tx`update live.session set minimum_due_at = null where id = ${id}`
    return false
  }
  if (session.seatsTaken === 0) return callOffEmpty(tx, session, now)
  const { decideHours } = await policyNow(tx)
  const decideUntil = session.startsAt.subtract({ hours: decideHours })
  if (!due.asked && compareInstants(now, decideUntil) < 0) {
    await tx`
      update live.session set asked_educator_at = ${now}, minimum_due_at = ${decideUntil} where id = ${id}`
    await record(tx, {
      kind: 'session.too_few',
      about: { type: 'session', id },
      at: now,
      data: {
        educatorId: session.educatorId,
        booked,
        minimum: session.minimum,
        until: decideUntil.toString(),
      },
    })
    return false
  }
  await callOff(tx, session, 'schedule', SCHEDULE, 'too few people', now)
  return true
}

/** Nobody is let down, so the educator may take it back by the link in the notice. */
async function callOffEmpty(tx: Tx, session: SessionRow, now: Temporal.Instant): Promise<boolean> {
  const { id, educatorId } = session
  const token = randomBytes(24).toString('base64url')
  await callOff(tx, session, 'schedule', SCHEDULE, 'nobody booked', now)
  await tx`update live.session set undo_token = ${digest(token)} where id = ${id}`
  await record(tx, {
    kind: 'session.empty',
    about: { type: 'session', id },
    at: now,
    data: { educatorId, token, until: session.startsAt.toString(), deed: newId() },
  })
  return true
}

/** Only who got the notice knows the token; what lies in the database opens nothing. */
const digest = (token: string) => createHash('sha256').update(token).digest('base64url')

/**
 * The educator of a group that is too small decides: it takes place all the same, or it is called off with
 * everything back, which counts against nobody. Refusals, in order: unknown_session, session_not_yours,
 * size_not_asked.
 */
export async function decideSize(
  tx: Tx,
  id: string,
  goesAhead: boolean,
  by: By,
  now: Temporal.Instant,
): Promise<void> {
  const session = await lockSession(tx, id, by)
  const [asked] = await tx<{ due: Temporal.Instant }>`
    select minimum_due_at as due from live.session
    where id = ${id} and state = 'published' and asked_educator_at is not null and minimum_due_at > ${now}`
  if (!asked) {
    if (session.goesAhead && goesAhead && session.state === 'published') return
    throw refuse('size_not_asked')
  }
  if (goesAhead) {
    await tx`update live.session set goes_ahead = true, minimum_due_at = null where id = ${id}`
    await record(tx, {
      kind: 'session.goes_ahead',
      about: { type: 'session', id },
      at: now,
      data: { educatorId: session.educatorId, by: nameOf(by) },
    })
    return
  }
  await callOff(tx, session, 'schedule', nameOf(by), 'too few people', now)
}

/**
 * Takes back that an empty group was called off: it can be booked again, if its educator still has the hour.
 * The link in the notice names the token; the educator signed in needs none. Twice is once.
 * Refusals, in order: unknown_session, session_not_yours, undo_not_open, educator_busy.
 */
export async function undoCallOff(
  tx: Tx,
  id: string,
  who: { token: string } | { by: By },
  now: Temporal.Instant,
): Promise<void> {
  const by = 'by' in who ? who.by : { person: '', staff: true }
  const session = await lockSession(tx, id, by)
  const [undo] = await tx<{ token: string | null }>`
    select undo_token as token from live.session where id = ${id}`
  if ('token' in who && undo?.token !== digest(who.token)) throw refuse('unknown_session', { id })
  if (session.state === 'published') return
  const over = compareInstants(session.startsAt, now) <= 0
  if (session.state !== 'cancelled' || !undo?.token || over) throw refuse('undo_not_open')
  const policy = await policyNow(tx)
  await refuseIfBusy(tx, session.educatorId, id, session.startsAt, session.endsAt, policy)

  await tx`
    update live.session set state = 'published', state_by = ${'by' in who ? nameOf(by) : `person:${session.educatorId}`},
      state_at = ${now}, cancel_reason = null, goes_ahead = true, minimum_due_at = null where id = ${id}`
  await record(tx, {
    kind: 'session.reopened',
    about: { type: 'session', id },
    at: now,
    data: { educatorId: session.educatorId },
  })
}
