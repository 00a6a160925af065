import { record, type Tx } from '#base'
import { noteDelivery, passCommission, teaches, WHOLE } from '#earnings'
import { type Policy, policyNow } from '../policy.ts'
import { refuse } from '../problems.ts'
import { type By, lockSession, nameOf, refuseIfBusy, type SessionRow } from '../session.ts'
import { compareInstants } from '../windows.ts'
import type { CoEducatorState } from './teaching.ts'

/** So many may teach a session beside its educator. */
export const CO_EDUCATORS = 5

type Asked = { share: number; state: CoEducatorState; agreedTo: Temporal.Instant | null }

/** Sets somebody down as what they are from now on. */
async function put(
  tx: Tx,
  session: Pick<SessionRow, 'id' | 'startsAt'>,
  who: { educator: string; name?: string; share?: number; state: CoEducatorState },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const agreed = who.state === 'accepted' ? session.startsAt : null
  if (who.name === undefined || who.share === undefined) {
    await tx`
      update live.co_educator set state = ${who.state}, agreed_to = ${agreed}, state_by = ${by}, state_at = ${now}
      where session_id = ${session.id} and educator_id = ${who.educator}`
    return
  }
  await tx`
    insert into live.co_educator (session_id, educator_id, name, share, state, agreed_to, state_by, state_at)
    values (${session.id}, ${who.educator}, ${who.name}, ${who.share}, ${who.state}, ${agreed}, ${by}, ${now})
    on conflict (session_id, educator_id) do update set name = excluded.name, share = excluded.share,
      state = excluded.state, agreed_to = excluded.agreed_to, state_by = excluded.state_by, state_at = excluded.state_at`
}

async function tell(
  tx: Tx,
  what: 'invited' | 'set' | 'accepted' | 'declined' | 'left' | 'removed' | 'withdrawn' | 'moved',
  session: Pick<SessionRow, 'id' | 'educatorId'>,
  { educator, share }: { educator: string; share: number },
  at: Temporal.Instant,
): Promise<void> {
  await record(tx, {
    kind: `co_educator.${what}`,
    about: { type: 'session', id: session.id },
    at,
    data: { sessionId: session.id, educatorId: educator, leadId: session.educatorId, share },
  })
}

async function askedOf(tx: Tx, session: string, educator: string): Promise<Asked | undefined> {
  const [asked] = await tx<Asked>`
    select share, state, agreed_to as "agreedTo" from live.co_educator
    where session_id = ${session} and educator_id = ${educator}`
  return asked
}

/** Nobody who stands in a session that has begun, or is over, is asked or let go. */
function refuseUnlessAhead(session: SessionRow, now: Temporal.Instant): void {
  const open = session.state === 'draft' || session.state === 'published'
  if (!open || compareInstants(session.startsAt, now) <= 0) throw refuse('session_not_changeable')
}

/** Whoever settles it without asking: staff, or the institution that both teach for. */
export type Settling = By & { institutions?: readonly string[] | undefined }

/**
 * Asks another educator to teach a session too, for a part of its price. Seats that are booked once they have
 * agreed are divided so; those booked before keep what was frozen for them. Staff set it at once, and so does
 * the institution (its owners, admins and managers) where both teach for it. Asking again with another share
 * asks anew. Refusals, in order: unknown_session, session_not_yours, session_not_changeable, session_not_shared,
 * co_educator_is_lead, not_their_kind, co_educator_agreed, co_educator_is_learner, too_many_educators,
 * shares_over_whole (with what is left), educator_busy (where it is set).
 */
export async function inviteCoEducator(
  tx: Tx,
  id: string,
  { educator, share }: { educator: string; share: number },
  by: Settling,
  now: Temporal.Instant,
): Promise<void> {
  const house = await settles(tx, id, educator, by)
  const session = await lockSession(tx, id, { person: by.person, staff: by.staff || house })
  const sets = by.staff || house
  refuseUnlessAhead(session, now)
  if (session.origin === 'slot' || session.origin === 'instant') throw refuse('session_not_shared')
  if (session.educatorId === educator) throw refuse('co_educator_is_lead')
  const { name } = await teaches(tx, educator, session.kind)
  const before = await askedOf(tx, id, educator)
  const state = sets ? 'accepted' : 'invited'
  if (before?.share === share && (before.state === state || before.state === 'accepted')) return
  if (before?.state === 'accepted' && !sets) throw refuse('co_educator_agreed')
  await refuseIfLearner(tx, id, educator)
  await refuseUnlessFits(tx, id, educator, share)
  if (sets && session.state === 'published') await refuseIfTaken(tx, session, educator)

  await put(tx, session, { educator, name, share, state }, nameOf(by), now)
  await tell(tx, sets ? 'set' : 'invited', session, { educator, share }, now)
}

/** Whether an institution that both educators teach for decides it. */
async function settles(
  tx: Tx,
  session: string,
  educator: string,
  { person, institutions = [] }: Settling,
): Promise<boolean> {
  if (institutions.length === 0) return false
  const [row] = await tx`
    select 1 as one from live.session s join earnings.profile_view e on e.organization_id = s.organization_id
    where s.id = ${session} and e.educator_id = ${educator} and s.educator_id <> ${person}
      and s.organization_id = any(${[...institutions]}::uuid[])`
  return row !== undefined
}

async function refuseIfLearner(tx: Tx, session: string, educator: string): Promise<void> {
  const [seat] = await tx`
    select 1 as one from live.booking where session_id = ${session} and learner_id = ${educator} and seated`
  if (seat) throw refuse('co_educator_is_learner')
}

async function refuseUnlessFits(
  tx: Tx,
  session: string,
  educator: string,
  share: number,
): Promise<void> {
  const [others] = await tx<{ count: number; shares: number }>`
    select count(*)::int as count, coalesce(sum(share), 0)::int as shares from live.co_educator
    where session_id = ${session} and educator_id <> ${educator} and state in ('invited', 'accepted')`
  const { count, shares } = others!
  if (count >= CO_EDUCATORS) throw refuse('too_many_educators', { most: CO_EDUCATORS })
  if (shares + share >= WHOLE) throw refuse('shares_over_whole', { left: WHOLE - shares })
}

async function refuseIfTaken(tx: Tx, session: SessionRow, educator: string): Promise<void> {
  const policy: Policy = await policyNow(tx)
  await refuseIfBusy(tx, educator, session.id, session.startsAt, session.endsAt, policy)
}

/**
 * Whoever is asked agrees: the hour is taken in their calendar too, and what is booked from now on is divided.
 * Twice is once. Refusals, in order: unknown_session, unknown_co_educator, session_not_changeable,
 * co_educator_is_learner, educator_busy.
 */
export async function acceptCoTeaching(
  tx: Tx,
  id: string,
  educator: string,
  now: Temporal.Instant,
): Promise<void> {
  const session = await lockSession(tx, id, { person: educator, staff: true })
  const asked = await askedOf(tx, id, educator)
  if (asked?.state === 'accepted') return
  if (asked?.state !== 'invited') throw refuse('unknown_co_educator')
  refuseUnlessAhead(session, now)
  await refuseIfLearner(tx, id, educator)
  if (session.state === 'published') await refuseIfTaken(tx, session, educator)

  await put(tx, session, { educator, state: 'accepted' }, `person:${educator}`, now)
  await tell(tx, 'accepted', session, { educator, share: asked.share }, now)
}

/**
 * Whoever is asked declines, or, having agreed, leaves before it begins: what would have been theirs of the
 * seats booked is the others'. Leaving a session that people have booked counts as one cancelled, unless it was
 * moved since they agreed. Twice is once. Refusals, in order: unknown_session, unknown_co_educator,
 * session_not_changeable.
 */
export async function leaveCoTeaching(
  tx: Tx,
  id: string,
  educator: string,
  now: Temporal.Instant,
): Promise<void> {
  const session = await lockSession(tx, id, { person: educator, staff: true })
  const asked = await askedOf(tx, id, educator)
  if (asked?.state === 'declined' || asked?.state === 'left') return
  if (asked?.state !== 'invited' && asked?.state !== 'accepted') throw refuse('unknown_co_educator')
  refuseUnlessAhead(session, now)

  const what = asked.state === 'invited' ? 'declined' : 'left'
  await put(tx, session, { educator, state: what }, `person:${educator}`, now)
  if (what === 'left') {
    await passParts(tx, id, [educator], now)
    const same = asked.agreedTo !== null && compareInstants(asked.agreedTo, session.startsAt) === 0
    if (same && session.seatsTaken > 0) {
      await noteDelivery(tx, { id, educator, kind: session.kind, outcome: 'cancelled' }, now)
    }
  }
  await tell(tx, what, session, { educator, share: asked.share }, now)
}

/**
 * The lead takes somebody off again, or takes the question back; what would have been theirs of the seats booked
 * is the others'. Once people have booked and it begins within a day, only staff may. Twice is once.
 * Refusals, in order: unknown_session, session_not_yours, unknown_co_educator, session_not_changeable,
 * co_educator_stays.
 */
export async function removeCoEducator(
  tx: Tx,
  id: string,
  educator: string,
  by: Settling,
  now: Temporal.Instant,
): Promise<void> {
  const house = await settles(tx, id, educator, by)
  const session = await lockSession(tx, id, { person: by.person, staff: by.staff || house })
  const asked = await askedOf(tx, id, educator)
  if (asked?.state === 'removed') return
  if (asked?.state !== 'invited' && asked?.state !== 'accepted') throw refuse('unknown_co_educator')
  refuseUnlessAhead(session, now)
  const agreed = asked.state === 'accepted'
  if (agreed && session.seatsTaken > 0 && !by.staff) {
    const { goodwillHours } = await policyNow(tx)
    const soon = compareInstants(now.add({ hours: goodwillHours }), session.startsAt) > 0
    if (soon) throw refuse('co_educator_stays')
  }

  await put(tx, session, { educator, state: 'removed' }, nameOf(by), now)
  if (agreed) await passParts(tx, id, [educator], now)
  await tell(tx, agreed ? 'removed' : 'withdrawn', session, { educator, share: asked.share }, now)
}

/** Who teaches a session goes with it to another hour; they did not agree to that one, and may leave it. */
export async function takeAlong(
  tx: Tx,
  from: string,
  to: string,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const moved = await tx<{ educator: string; share: number; lead: string }>`
    insert into live.co_educator (session_id, educator_id, name, share, state, agreed_to, state_by, state_at)
    select ${to}, c.educator_id, c.name, c.share, c.state, c.agreed_to, ${by}, ${now}
    from live.co_educator c where c.session_id = ${from} and c.state in ('accepted', 'invited')
    order by c.educator_id
    returning educator_id as educator, share, (select educator_id from live.session where id = ${from}) as lead`
  for (const { lead, ...who } of moved) {
    await tell(tx, 'moved', { id: to, educatorId: lead }, who, now)
  }
}

/** What those would have earned on seats of a locked session that are not earned on yet is the others'. */
export async function passParts(
  tx: Tx,
  session: string,
  absent: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  const seats = await tx<{ id: string }>`
    select id from live.booking where session_id = ${session}
      and (seated or forfeit_due_at is not null) order by id for update`
  for (const { id } of seats) await passCommission(tx, id, absent, now)
}
