import { createHash } from 'node:crypto'
import { jwtVerify } from 'jose'
import { type Config, idFrom, isId, Problem, type Tx } from '#base'
import { compareInstants } from '../../windows.ts'
import { roomSeat } from '../joining.ts'
import { refuse } from '../problems.ts'
import { meetingOf } from './meeting.ts'
import { openLiveKit } from './setup.ts'

/** LiveKit's clock and ours may differ by so much. */
const TOLERANCE_SECONDS = 60

/** What we read of a notice; LiveKit writes its 64-bit seconds as text. */
type Notice = {
  event?: string
  createdAt?: string | number
  room?: { name?: string }
  participant?: { sid?: string; identity?: string; joinedAt?: string | number }
}

/**
 * LiveKit says who came and went; it is written down as presence. The authorization is a token signed with the
 * API secret, which names the key and carries the hash of the body.
 * https://docs.livekit.io/intro/basics/rooms-participants-tracks/webhooks-events/
 * What came twice or in another order ends the same: a participant's `sid` is one stretch. What we do not know
 * (other events, rooms that are no session of ours, people without a seat) is taken and left alone, so that it
 * is not sent again and again. Answers whether something was written.
 * Refusals, in order: meeting_service_unset, meeting_notice_unsigned.
 */
export async function hearLiveKit(
  tx: Tx,
  config: Config,
  sent: { raw: Buffer; authorization: string | undefined },
  now: Temporal.Instant,
): Promise<boolean> {
  const { apiKey, secret } = await openLiveKit(tx, config)
  if (!(await isSigned(sent, apiKey, secret, now))) throw refuse('meeting_notice_unsigned')
  const notice = readNotice(sent.raw)
  const session = notice?.room?.name
  if (!notice || !session || !isId(session)) return false
  const [known] = await tx`select 1 as one from live.session where id = ${session}`
  if (!known || (await meetingOf(tx, session)).kind !== 'livekit') return false
  const at = sooner(instantOf(notice.createdAt) ?? now, now)
  if (notice.event === 'room_finished') return finish(tx, session, at)
  const { sid, identity, joinedAt } = notice.participant ?? {}
  if (!sid || !identity || !isId(identity)) return false
  const person = { session, person: identity, connection: idFrom('livekit', session, sid) }
  const joined = sooner(instantOf(joinedAt) ?? at, at)
  if (notice.event === 'participant_joined') return come(tx, person, joined, null)
  const left = ['participant_left', 'participant_connection_aborted'].includes(notice.event ?? '')
  return left ? go(tx, person, joined, at) : false
}

type Stretch = { session: string; person: string; connection: string }

/** Comes, and stays to the end unless something else is heard. */
async function come(
  tx: Tx,
  { session, person, connection }: Stretch,
  joined: Temporal.Instant,
  left: Temporal.Instant | null,
): Promise<boolean> {
  const seat = await seatOf(tx, session, person)
  if (!seat || seat.role === 'moderator') return false
  const until = left ?? (compareInstants(joined, seat.end) > 0 ? joined : seat.end)
  const written = await tx<{ connection: string }>`
    insert into live.presence (session_id, person_id, role, connection, joined_at, seen_at, left_at, elsewhere)
    values (${session}, ${person}, ${seat.role}, ${connection}, ${joined}, ${joined}, ${until}, 'heard')
    on conflict (connection) do nothing returning connection`
  return written.length > 0
}

/** Goes; where it is the first that is heard of them, they came when LiveKit says. */
async function go(
  tx: Tx,
  stretch: Stretch,
  joined: Temporal.Instant,
  at: Temporal.Instant,
): Promise<boolean> {
  const gone = await tx<{ connection: string }>`
    update live.presence set left_at = greatest(joined_at, ${at}::timestamptz)
    where connection = ${stretch.connection} returning connection`
  return gone.length > 0 || come(tx, stretch, joined, at)
}

/** The room is over: nobody is in it after that. */
async function finish(tx: Tx, session: string, at: Temporal.Instant): Promise<boolean> {
  const ended = await tx<{ connection: string }>`
    update live.presence set left_at = greatest(joined_at, ${at}::timestamptz)
    where session_id = ${session} and elsewhere = 'heard' and left_at > ${at} returning connection`
  return ended.length > 0
}

async function seatOf(tx: Tx, session: string, person: string) {
  try {
    return await roomSeat(tx, session, { person, moderates: false })
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

async function isSigned(
  { raw, authorization }: { raw: Buffer; authorization: string | undefined },
  apiKey: string,
  secret: string,
  now: Temporal.Instant,
): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(
      (authorization ?? '').replace(/^Bearer /, ''),
      new TextEncoder().encode(secret),
      {
        algorithms: ['HS256'],
        issuer: apiKey,
        requiredClaims: ['exp'],
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: new Date(now.epochMilliseconds),
      },
    )
    return payload.sha256 === createHash('sha256').update(raw).digest('base64')
  } catch {
    return false
  }
}

function readNotice(raw: Buffer): Notice | undefined {
  try {
    return JSON.parse(raw.toString('utf8')) as Notice
  } catch {
    return undefined
  }
}

function instantOf(seconds: string | number | undefined): Temporal.Instant | undefined {
  const count = Number(seconds)
  return Number.isSafeInteger(count) && count > 0 && count < 1e11
    ? Temporal.Instant.fromEpochMilliseconds(count * 1_000)
    : undefined
}

const sooner = (a: Temporal.Instant, b: Temporal.Instant) => (compareInstants(a, b) <= 0 ? a : b)
