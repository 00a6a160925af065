import { record, type Tx } from '#base'

/**
 * A seat that became free goes to whoever waits first. It is kept for that person in the same transaction
 * that freed it, so that nobody else gets it meanwhile; who asked to be booked is booked in a transaction
 * of its own right after (`seatWaiting`), for a person's turn is taken before a session's lock, never after.
 */

export type Kept = {
  id: string
  sessionId: string
  personId: string
  /** Booked without asking; else offered until then. */
  auto: boolean
  offerUntil: Temporal.Instant
}

/** A seat of this locked session is free again: it is kept for the first who waits. */
export async function seatFreed(tx: Tx, session: string, now: Temporal.Instant): Promise<boolean> {
  return handOn(tx, session, null, now)
}

/**
 * Keeps a free seat for the next in line: by class, then as they came. `chain` names the seat that is being
 * handed on; whoever was passed over for it is not asked again. Answers whether somebody has it now.
 */
export async function handOn(
  tx: Tx,
  session: string,
  chain: bigint | null,
  now: Temporal.Instant,
): Promise<boolean> {
  const [kept] = await tx<Kept>`
    with policy as (select * from live.buying_policy order by version desc limit 1),
    next as (
      select w.id, s.starts_at from live.waiting w join live.session s on s.id = w.session_id
      where w.session_id = ${session} and w.state = 'waiting' and w.closes_at > ${now}
        and s.state = 'published' and s.seats_taken < s.capacity
        and (${chain}::bigint is null or w.passed_chain is null or w.passed_chain < ${chain})
      order by w.class, w.number limit 1)
    update live.waiting w set state = 'offered', state_at = ${now},
      chain = coalesce(${chain}::bigint, nextval('live.waiting_chain')),
      offer_until = case when w.way is not null then ${now}::timestamptz
        else least(w.closes_at, ${now}::timestamptz + make_interval(mins => case
          when next.starts_at - ${now}::timestamptz < make_interval(hours => p.near_hours) then p.near_offer_minutes
          else p.offer_minutes end)) end
    from next, policy p where w.id = next.id
    returning w.id, w.session_id as "sessionId", w.person_id as "personId", w.way is not null as auto,
      w.offer_until as "offerUntil"`
  if (!kept) return false
  await tellOf(tx, kept.auto ? 'waitlist.turn' : 'waitlist.offered', kept, now, {
    until: kept.offerUntil.toString(),
  })
  return true
}

/** The facts that are recorded of a place in a queue. */
export type WaitingFact =
  | 'waitlist.joined'
  | 'waitlist.turn'
  | 'waitlist.offered'
  | 'waitlist.booked'
  | 'waitlist.passed'
  | 'waitlist.lapsed'
  | 'waitlist.left'
  | 'waitlist.closed'

export async function tellOf(
  tx: Tx,
  kind: WaitingFact,
  place: { id: string; sessionId: string; personId: string },
  at: Temporal.Instant,
  more: Record<string, string | boolean | null> = {},
): Promise<void> {
  const { id, sessionId, personId } = place
  await record(tx, {
    kind,
    about: { type: 'waiting', id },
    at,
    data: { sessionId, learnerId: personId, ...more },
  })
}

/**
 * Offers of a locked session that nobody answered in time: the place is given up, and the seat goes to the
 * next. Answers how many seats nobody wanted, so that they are free for all.
 */
export async function lapseOffersOf(
  tx: Tx,
  session: string,
  now: Temporal.Instant,
): Promise<number> {
  const due = await tx<{ id: string; sessionId: string; personId: string; chain: bigint }>`
    update live.waiting set state = 'lapsed', state_at = ${now}, reason = 'not answered'
    where session_id = ${session} and state = 'offered' and way is null and offer_until <= ${now}
    returning id, session_id as "sessionId", person_id as "personId", chain`
  let free = 0
  for (const { chain, ...place } of due) {
    await tellOf(tx, 'waitlist.lapsed', place, now)
    if (!(await handOn(tx, session, chain, now))) free += 1
  }
  return free
}

/**
 * Somebody with a place in the queue takes a seat: the one kept for them, or one that is free. The session
 * is locked. Answers whether a seat was kept for them, which is theirs now.
 */
export async function takePlace(
  tx: Tx,
  id: string,
  booking: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const [was] = await tx<{ offered: boolean }>`
    with was as (select state, way, offer_until from live.waiting
      where id = ${id} and state in ('waiting', 'offered') for update)
    update live.waiting w set state = 'booked', state_at = ${now}, booking_id = ${booking}
    from was where w.id = ${id} and (was.state = 'waiting' or was.way is not null or was.offer_until > ${now})
    returning was.state = 'offered' as offered`
  return was?.offered ?? false
}

/** The queue of a locked session ends: it is called off, or too close. Everybody is told why. */
export async function closeWaiting(
  tx: Tx,
  session: string,
  reason: 'called off' | 'too close',
  now: Temporal.Instant,
): Promise<number> {
  const closed = await tx<{ id: string; sessionId: string; personId: string }>`
    update live.waiting set state = 'closed', state_at = ${now}, reason = ${reason}
    where session_id = ${session} and state in ('waiting', 'offered')
      and (${reason} = 'called off' or closes_at <= ${now})
    returning id, session_id as "sessionId", person_id as "personId"`
  for (const place of closed) await tellOf(tx, 'waitlist.closed', place, now, { reason })
  return closed.length
}
