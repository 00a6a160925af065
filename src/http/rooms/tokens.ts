import { createHmac, hkdfSync } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { type Config, isId, newId, secretOf } from '#base'
import type { RoomRole } from '#live'

/** A token opens the door within two minutes; whoever is in stays in, and coming back takes a fresh one. */
export const TOKEN_SECONDS = 120
/** A way through the TURN server is good for longer than any session. */
const TURN_SECONDS = 14 * 3600

const ISSUER = 'stoa.room'

/** Who may come into which room. */
export type RoomClaims = {
  session: string
  person: string
  role: RoomRole
  /** Looked up again when it is used: a role may have been taken away. */
  moderates: boolean
}

const keys = new Map<string, Uint8Array>()

/** A key of its own, so that a token of the room is never taken for anything else. */
function keyOf(config: Config): Uint8Array {
  const secret = secretOf(config)
  let key = keys.get(secret)
  if (!key) {
    key = new Uint8Array(hkdfSync('sha256', secret, 'stoa', 'room tokens', 32))
    keys.set(secret, key)
  }
  return key
}

/** Signs somebody's way into a room. */
export function signRoomToken(
  config: Config,
  claims: RoomClaims,
  now: Temporal.Instant,
): Promise<string> {
  const seconds = Math.floor(now.epochMilliseconds / 1000)
  return new SignJWT({ room: claims.session, role: claims.role, mod: claims.moderates })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(ISSUER)
    .setAudience(ISSUER)
    .setSubject(claims.person)
    .setJti(newId())
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + TOKEN_SECONDS)
    .sign(keyOf(config))
}

/** What a token says, or undefined for whatever is not a living token of ours. */
export async function readRoomToken(
  config: Config,
  token: string,
  now: Temporal.Instant,
): Promise<RoomClaims | undefined> {
  try {
    const { payload } = await jwtVerify(token, keyOf(config), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: ISSUER,
      currentDate: new Date(now.epochMilliseconds),
      requiredClaims: ['exp', 'sub', 'jti'],
    })
    const { sub, room, role, mod } = payload
    if (typeof sub !== 'string' || typeof room !== 'string' || !isId(sub) || !isId(room))
      return undefined
    if (role !== 'educator' && role !== 'learner' && role !== 'moderator') return undefined
    return { session: room, person: sub, role, moderates: mod === true }
  } catch {
    return undefined
  }
}

export type IceServer = { urls: string[]; username?: string; credential?: string }

/**
 * Where a browser asks its way. The TURN server lets in whoever brings a user name `expiry:anything` and the
 * password base64(HMAC-SHA-1(shared secret, user name)): coturn's `use-auth-secret`,
 * draft-uberti-behave-turn-rest-00.
 */
export function iceServers(
  { stun, turn, turnSecret }: Config['room'],
  person: string,
  now: Temporal.Instant,
): IceServer[] {
  const servers: IceServer[] = stun.length > 0 ? [{ urls: stun }] : []
  if (turn.length > 0 && turnSecret) {
    const username = `${Math.floor(now.epochMilliseconds / 1000) + TURN_SECONDS}:${person}`
    const credential = createHmac('sha1', turnSecret).update(username).digest('base64')
    servers.push({ urls: turn, username, credential })
  }
  return servers
}
