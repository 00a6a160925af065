import type { Query, Tx } from '#base'
import { teachesToo } from '../../sharing/teaching.ts'
import type { HostBy } from '../hosting.ts'
import { ROOM_CAMERAS } from '../joining.ts'
import { refuse } from '../problems.ts'

/** Where a session meets: the room built in, one of the services, or a plain link. */
export type MeetingKind = 'room' | 'livekit' | 'jitsi' | 'bigbluebutton' | 'link'
export type ServiceKind = Exclude<MeetingKind, 'room' | 'link'>
export const SERVICES = ['livekit', 'jitsi', 'bigbluebutton'] as const satisfies ServiceKind[]

/** Who comes to which meeting. */
export type Guest = {
  session: string
  title: string
  person: string
  name: string
  /** The educator and moderators. */
  host: boolean
  /** How many people it is made for, with the educator. */
  people: number
  closesAt: Temporal.Instant
}

/** What every way to meet has to offer. */
export interface MeetingProvider {
  readonly kind: MeetingKind
  /** The address at which this guest enters, for them alone; null: it is the room built in. */
  join(guest: Guest, now: Temporal.Instant): Promise<string | null>
  /** Ends the meeting for everybody, where the service can be told. */
  end(session: string): Promise<void>
}

export type Meeting = {
  kind: MeetingKind
  link: string | null
  /** Chosen for this session, rather than following from its size. */
  chosen: boolean
  /** It is made for more people than the room shows, and no larger service is set up. */
  tooLarge: boolean
}

type Row = {
  kind: MeetingKind | null
  link: string | null
  capacity: number
  larger: MeetingKind | null
  ready: boolean
}

/**
 * Where a session meets. One that says nothing meets in the room built in when it is for six people or fewer
 * (with the educator), else in the service that the operator set for larger ones; where none is set, in the
 * room all the same, with six cameras and the others by sound.
 */
export async function meetingOf(q: Query, session: string): Promise<Meeting> {
  const [row] = await q<Row>`
    select m.kind, m.link, s.capacity, l.larger,
      exists (select from live.meeting_service v where v.kind = l.larger) as ready
    from live.session s left join live.meeting m on m.session_id = s.id
    left join lateral (select larger from live.meeting_rule order by set_at desc, id desc limit 1) l on true
    where s.id = ${session}`
  if (!row) throw refuse('room_not_for_you')
  const large = row.capacity + 1 > ROOM_CAMERAS
  if (row.kind)
    return {
      kind: row.kind,
      link: row.link,
      chosen: true,
      tooLarge: row.kind === 'room' && large,
    }
  if (large && row.larger && row.ready)
    return { kind: row.larger, link: null, chosen: false, tooLarge: false }
  return { kind: 'room', link: null, chosen: false, tooLarge: large }
}

/** The same for those who teach it, or staff. Refusals: room_not_for_you, room_hosts_only. */
export async function meetingFor(q: Query, session: string, by: HostBy): Promise<Meeting> {
  const [found] = await q<{ educatorId: string }>`
    select educator_id as "educatorId" from live.session where id = ${session}`
  if (!found) throw refuse('room_not_for_you')
  const teaches = found.educatorId === by.person || (await teachesToo(q, session, by.person))
  if (!teaches && !by.staff) throw refuse('room_hosts_only')
  return meetingOf(q, session)
}

/**
 * Says where a session meets: its educator, or staff. Refusals, in order: room_not_for_you, room_hosts_only,
 * meeting_link_unsafe, meeting_service_unset.
 */
export async function chooseMeeting(
  tx: Tx,
  session: string,
  choice: { kind: MeetingKind; link: string | null },
  by: HostBy,
  now: Temporal.Instant,
): Promise<void> {
  const [found] = await tx<{ educatorId: string; ready: boolean }>`
    select s.educator_id as "educatorId",
      exists (select from live.meeting_service where kind = ${choice.kind}) as ready
    from live.session s where s.id = ${session} for no key update of s`
  if (!found) throw refuse('room_not_for_you')
  if (found.educatorId !== by.person && !by.staff) throw refuse('room_hosts_only')
  const link = choice.kind === 'link' ? safeLink(choice.link) : null
  const outside = choice.kind !== 'room' && choice.kind !== 'link'
  if (outside && !found.ready) throw refuse('meeting_service_unset', { kind: choice.kind })
  await tx`
    insert into live.meeting (session_id, kind, link, set_by, set_at)
    values (${session}, ${choice.kind}, ${link}, ${`person:${by.person}`}, ${now})
    on conflict (session_id) do update
      set kind = excluded.kind, link = excluded.link, set_by = excluded.set_by, set_at = excluded.set_at`
}

function safeLink(link: string | null): string {
  const url = URL.canParse(link ?? '') ? new URL(link!) : null
  const named = url?.hostname.includes('.') && !url.username && !url.password
  if (url?.protocol !== 'https:' || !named || url.href.length > 500)
    throw refuse('meeting_link_unsafe')
  return url.href
}

/**
 * Somebody opened the way to a meeting that is not here. What they do there we do not see, and a phone puts
 * our page to sleep: so they count as present from now until the end, and whoever was not can be contested.
 * Where the service tells us who came and went, its word counts instead (`hearLiveKit`).
 */
export async function wentElsewhere(
  tx: Tx,
  seat: { session: string; person: string; role: string; end: Temporal.Instant },
  connection: string,
  now: Temporal.Instant,
): Promise<void> {
  if (seat.role === 'moderator') return
  await tx`
    insert into live.presence (session_id, person_id, role, connection, joined_at, seen_at, left_at, elsewhere)
    select ${seat.session}, ${seat.person}, ${seat.role}, ${connection}, ${now}, ${now},
      greatest(${now}::timestamptz, ${seat.end}::timestamptz), 'asked'
    where not exists (select from live.presence where session_id = ${seat.session}
      and person_id = ${seat.person} and joined_at <= ${now} and left_at > ${now})`
}
