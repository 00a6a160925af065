import { newId, type Query, record, type Tx } from '#base'
import { refuse } from './problems.ts'

type LogKind = 'removed' | 'let_back' | 'ended' | 'reopened' | 'warned'
export type HostBy = { person: string; staff: boolean }

type Standing = { educators: string[]; known: boolean; last: LogKind | null }

/** Refusals: room_not_for_you, room_hosts_only. Locks the session, so that two words about one room have an order. */
async function mustHost(
  tx: Tx,
  session: string,
  by: HostBy,
  about: string | null,
): Promise<Standing> {
  const [found] = await tx<Standing>`
    select array(select s.educator_id union all select t.educator_id from live.co_educator t
        where t.session_id = s.id and t.state = 'accepted') as educators,
      (exists (select from live.booking b where b.session_id = s.id and b.learner_id = ${about})
        or exists (select from live.presence p where p.session_id = s.id and p.person_id = ${about})) as known,
      (select kind from live.room_log l where l.session_id = s.id and l.kind <> 'warned'
        and l.person_id is not distinct from ${about}::uuid order by l.at desc, l.id desc limit 1) as last
    from live.session s where s.id = ${session} for no key update of s`
  if (!found) throw refuse('room_not_for_you')
  if (!found.educators.includes(by.person) && !by.staff) throw refuse('room_hosts_only')
  return found
}

async function write(
  tx: Tx,
  session: string,
  kind: LogKind,
  about: string | null,
  by: HostBy,
  note: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    insert into live.room_log (id, session_id, kind, person_id, by, at, note)
    values (${newId()}, ${session}, ${kind}, ${about}, ${`person:${by.person}`}, ${now}, ${note})`
}

/**
 * Shows somebody the door: they cannot come back to this session. Twice is once.
 * Refusals, in order: room_not_for_you, room_hosts_only, room_host_stays, room_person_unknown.
 */
export async function removeFromRoom(
  tx: Tx,
  session: string,
  person: string,
  by: HostBy,
  note: string,
  now: Temporal.Instant,
): Promise<void> {
  const { educators, known, last } = await mustHost(tx, session, by, person)
  if (educators.includes(person)) throw refuse('room_host_stays')
  if (!known) throw refuse('room_person_unknown')
  if (last === 'removed') return
  await write(tx, session, 'removed', person, by, note, now)
  await record(tx, {
    kind: 'room.removed',
    about: { type: 'session', id: session },
    at: now,
    data: { personId: person, by: by.person },
  })
}

/** Lets somebody who was removed come back. Refusals: as removing, without room_host_stays. */
export async function letBack(
  tx: Tx,
  session: string,
  person: string,
  by: HostBy,
  now: Temporal.Instant,
): Promise<void> {
  const { known, last } = await mustHost(tx, session, by, person)
  if (!known) throw refuse('room_person_unknown')
  if (last === 'removed') await write(tx, session, 'let_back', person, by, '', now)
}

/** Ends the room for everybody. Twice is once. Refusals: room_not_for_you, room_hosts_only. */
export async function endRoom(
  tx: Tx,
  session: string,
  by: HostBy,
  note: string,
  now: Temporal.Instant,
): Promise<void> {
  const { last } = await mustHost(tx, session, by, null)
  if (last === 'ended') return
  await write(tx, session, 'ended', null, by, note, now)
  await record(tx, {
    kind: 'room.ended',
    about: { type: 'session', id: session },
    at: now,
    data: { by: by.person },
  })
}

/** Opens a room again that was ended by mistake. Refusals: room_not_for_you, room_hosts_only. */
export async function reopenRoom(
  tx: Tx,
  session: string,
  by: HostBy,
  now: Temporal.Instant,
): Promise<void> {
  const { last } = await mustHost(tx, session, by, null)
  if (last === 'ended') await write(tx, session, 'reopened', null, by, '', now)
}

/** A moderator's warning to somebody in the room. Refusals: as removing. */
export async function warnInRoom(
  tx: Tx,
  session: string,
  person: string,
  by: HostBy,
  note: string,
  now: Temporal.Instant,
): Promise<void> {
  const { known, educators } = await mustHost(tx, session, by, person)
  if (!known && !educators.includes(person)) throw refuse('room_person_unknown')
  await write(tx, session, 'warned', person, by, note, now)
}

/** Who was removed and has not been let back. */
export async function removedFrom(
  q: Query,
  session: string,
): Promise<{ person: string; name: string }[]> {
  return await q<{ person: string; name: string }>`
    select l.person_id as person, p.name from (
      select distinct on (person_id) person_id, kind from live.room_log
      where session_id = ${session} and kind in ('removed', 'let_back')
      order by person_id, at desc, id desc) l
    join people.person p on p.id = l.person_id where l.kind = 'removed' order by p.name, p.id`
}
