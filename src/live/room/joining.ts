import { newId, type Query, raw, type Tx } from '#base'
import type { Kind } from '#earnings'
import { compareInstants } from '../windows.ts'
import type { MustLeave } from './messages.ts'
import { refuse } from './problems.ts'

/** The room can be entered from this long before the start until so long after the end. */
export const OPENS_MINUTES = 10
export const CLOSES_MINUTES = 15
/** So many people can be in the room built in: each browser sends to each other one. */
export const ROOM_PEOPLE = 12
/** So many of them with their camera on; one is kept for the educator. The others come in with sound. */
export const ROOM_CAMERAS = 6

export type RoomRole = 'educator' | 'learner' | 'moderator'

/** A session's room and what one person is in it. */
export type RoomSeat = {
  session: string
  title: string
  kind: Kind
  start: Temporal.Instant
  end: Temporal.Instant
  zone: string
  educator: { id: string; name: string }
  capacity: number
  opensAt: Temporal.Instant
  closesAt: Temporal.Instant
  person: string
  name: string
  role: RoomRole
}

type Found = {
  session: string
  title: string
  kind: Kind
  start: Temporal.Instant
  end: Temporal.Instant
  zone: string
  educatorName: string
  capacity: number
  name: string | null
} & Standing

type Standing = {
  educatorId: string
  state: string
  /** It is theirs to teach, alone or with others. */
  teaches: boolean
  seated: boolean
  removed: boolean | null
  ended: boolean | null
}

/**
 * How each of `w (session_id, person_id)` stands to their session `s`. Seated is whose seat is paid, also when
 * they were late for it or contest how it went.
 */
const STANDING = `
  s.state, (s.educator_id = w.person_id or exists (select from live.co_educator t
    where t.session_id = s.id and t.educator_id = w.person_id and t.state = 'accepted')) as teaches,
  exists (select from live.booking b where b.session_id = s.id and b.learner_id = w.person_id
    and b.seated and b.state not in ('held', 'requested', 'no_show_educator')) as seated,
  (select kind = 'removed' from live.room_log where session_id = s.id and person_id = w.person_id
    and kind in ('removed', 'let_back') order by at desc, id desc limit 1) as removed,
  (select kind = 'ended' from live.room_log where session_id = s.id and kind in ('ended', 'reopened')
    order by at desc, id desc limit 1) as ended`

/**
 * What a person is in a session's room, whether or not it is open now. One statement.
 * Refusals, in order: unknown_session (by another name: room_not_for_you says no more), room_not_for_you,
 * room_not_taking_place.
 */
export async function roomSeat(
  q: Query,
  session: string,
  who: { person: string; moderates: boolean },
): Promise<RoomSeat & { removed: boolean; ended: boolean }> {
  const [found] = await q<Found>`
    select s.id as session, s.title, s.kind, s.starts_at as start, s.ends_at as end, s.zone,
      s.educator_id as "educatorId", s.educator_name as "educatorName", s.capacity,
      (select name from people.person where id = w.person_id) as name, ${raw(STANDING)}
    from (values (${session}::uuid, ${who.person}::uuid)) w (session_id, person_id)
    join live.session s on s.id = w.session_id`
  const role = found && roleOf(found, who)
  if (!role) throw refuse('room_not_for_you')
  if (found.state === 'draft' || found.state === 'cancelled') throw refuse('room_not_taking_place')
  const {
    educatorId,
    educatorName,
    state: _,
    seated: __,
    teaches: ___,
    removed,
    ended,
    name,
    ...rest
  } = found
  return {
    ...rest,
    educator: { id: educatorId, name: educatorName },
    opensAt: found.start.subtract({ minutes: OPENS_MINUTES }),
    closesAt: found.end.add({ minutes: CLOSES_MINUTES }),
    person: who.person,
    name: name ?? 'Somebody',
    role,
    removed: removed ?? false,
    ended: ended ?? false,
  }
}

/** Who is in a room, as it let them in. */
export type There = Pick<RoomSeat, 'session' | 'person' | 'role'>

/**
 * Which of those who are in rooms may no longer be: the session is called off, they were removed, it was
 * ended, or their seat is no longer theirs. One statement for all rooms. A moderator who had a seat comes in
 * again as a moderator.
 */
export async function mustLeave(
  q: Query,
  there: readonly There[],
): Promise<(There & { why: MustLeave })[]> {
  if (there.length === 0) return []
  const found = await q<Standing & { session: string; person: string }>`
    select w.session_id as session, w.person_id as person, s.educator_id as "educatorId", ${raw(STANDING)}
    from unnest(${there.map(({ session }) => session)}::uuid[], ${there.map(({ person }) => person)}::uuid[])
      as w (session_id, person_id)
    join live.session s on s.id = w.session_id`
  const standing = new Map(found.map((one) => [`${one.session} ${one.person}`, one]))
  return there.flatMap((one) => {
    const why = whyLeave(one, standing.get(`${one.session} ${one.person}`))
    return why ? [{ ...one, why }] : []
  })
}

function whyLeave({ person, role }: There, now: Standing | undefined): MustLeave | undefined {
  if (!now || now.state === 'draft' || now.state === 'cancelled') return 'called_off'
  if (now.removed) return 'removed'
  if (now.ended) return 'ended'
  return roleOf(now, { person, moderates: role === 'moderator' }) === undefined
    ? 'no_seat'
    : undefined
}

function roleOf(
  { teaches, seated }: Pick<Standing, 'teaches' | 'seated'>,
  who: { person: string; moderates: boolean },
): RoomRole | undefined {
  if (teaches) return 'educator'
  if (seated) return 'learner'
  return who.moderates ? 'moderator' : undefined
}

/**
 * The same for coming in now. Refusals, in order: those of `roomSeat`, room_removed, room_opens_later,
 * room_closed, room_ended (until the educator opens it again).
 */
export async function enterRoom(
  q: Query,
  session: string,
  who: { person: string; moderates: boolean },
  now: Temporal.Instant,
): Promise<RoomSeat> {
  const { removed, ended, ...seat } = await roomSeat(q, session, who)
  if (removed) throw refuse('room_removed')
  if (compareInstants(now, seat.opensAt) < 0)
    throw refuse('room_opens_later', { opensAt: seat.opensAt.toString() })
  if (compareInstants(now, seat.closesAt) >= 0)
    throw refuse('room_closed', { closedAt: seat.closesAt.toString() })
  if (ended) throw refuse('room_ended')
  return seat
}

/** Somebody's connection begins. Moderators are in the room without being present in the session. */
export async function comeIn(
  q: Query,
  seat: { session: string; person: string; role: RoomRole },
  connection: string,
  now: Temporal.Instant,
): Promise<void> {
  if (seat.role === 'moderator') return
  await q`
    insert into live.presence (session_id, person_id, role, connection, joined_at, seen_at)
    values (${seat.session}, ${seat.person}, ${seat.role}, ${connection}, ${now}, ${now})
    on conflict (connection) do nothing`
}

/** Somebody's connection ends with a goodbye. */
export async function goOut(q: Query, connection: string, now: Temporal.Instant): Promise<void> {
  await q`
    update live.presence set seen_at = greatest(seen_at, ${now}), left_at = greatest(seen_at, ${now})
    where connection = ${connection} and left_at is null`
}

export type Seen = { connection: string; at: Temporal.Instant }

/** Writes down who is still there, in all rooms, and that the room runs. One statement. */
export async function noteSeen(
  q: Query,
  seen: readonly Seen[],
  now: Temporal.Instant,
): Promise<void> {
  await q`
    with there as (
      update live.presence p set seen_at = greatest(p.seen_at, v.at)
      from unnest(${seen.map(({ connection }) => connection)}::uuid[],
        ${seen.map(({ at }) => at.toString())}::timestamptz[]) as v (connection, at)
      where p.connection = v.connection and p.left_at is null
    )
    insert into live.room_running (one, alive_at) values (true, ${now})
    on conflict (one) do update set alive_at = greatest(live.room_running.alive_at, excluded.alive_at)`
}

/** Away for longer than this, the room was out of order rather than starting anew. */
export const OUTAGE_SECONDS = 90

/**
 * The room runs again. Where it had been away for longer than a start takes, during some session's time, an
 * outage is written down, so that nobody is judged by a presence that could not be. Answers whether it was.
 */
export async function roomRuns(tx: Tx, now: Temporal.Instant): Promise<boolean> {
  const [before] = await tx<{ aliveAt: Temporal.Instant }>`
    select alive_at as "aliveAt" from live.room_running for update`
  await noteSeen(tx, [], now)
  if (!before || before.aliveAt.until(now).total('seconds') <= OUTAGE_SECONDS) return false
  const missed = await tx`
    insert into live.outage (id, from_at, until_at, said_by, note)
    select ${newId()}, ${before.aliveAt}, ${now}, 'room', 'The room was not running.'
    where exists (select from live.session s where s.state in ('published', 'started', 'completed')
      and s.starts_at < ${now} and s.ends_at > ${before.aliveAt})
    returning id`
  return missed.length > 0
}
