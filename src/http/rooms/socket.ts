import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import { isId, Problem } from '#base'
import { enterRoom, refuseInRoom } from '#live'
import type { Deps } from '../edge.ts'
import { Rooms } from './hub.ts'
import { type RoomClaims, readRoomToken } from './tokens.ts'

/** Where browsers in a room connect: the session stands in the path, so that a proxy can send all of one room to one process. */
export const ROOM_PATH = '/room/'
/** The protocol's name; the token stands beside it, so that it is in no address and no log. */
const PROTOCOL = 'stoa.room'
const LONGEST_MESSAGE = 64 * 1024
/** So often may one person connect in a minute. */
const CONNECTS_A_MINUTE = 30

declare module 'fastify' {
  interface FastifyInstance {
    /** The rooms of this process. */
    rooms: Rooms
  }
}

/** Opens the rooms: their sockets stand beside the routes, at the same door. */
export function openRooms(app: FastifyInstance, deps: Deps): Rooms {
  const rooms = new Rooms({
    db: deps.db,
    clock: deps.clock,
    report: (error) => app.log.error({ err: error }, 'the room could not do something'),
  })
  app.decorate('rooms', rooms)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_MESSAGE,
    perMessageDeflate: false,
    handleProtocols: () => PROTOCOL,
  })
  const door = doorOf(deps, rooms)
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    door(request)
      .then(async ({ seat, instance }) => {
        const connection = await rooms.expect(seat)
        const opened = (one: WebSocket) => rooms.take(seat, connection, instance, one)
        sockets.handleUpgrade(request, socket, head, (one) => {
          opened(one).catch((error) => {
            app.log.error({ err: error }, 'a connection of the room could not be taken')
            one.terminate()
          })
        })
      })
      .catch((error: unknown) => turnAway(app, socket, error))
  })
  app.addHook('onListen', async () => rooms.run())
  app.addHook('preClose', async () => {
    await rooms.close()
    for (const one of sockets.clients) one.terminate()
  })
  return rooms
}

/** Refused before there is a connection: an HTTP status, for whoever can read it. */
class TurnedAway extends Error {
  readonly status: number
  constructor(status: number) {
    super(`turned away with ${status}`)
    this.status = status
  }
}

function doorOf(deps: Deps, rooms: Rooms) {
  const tries = new Map<string, number>()
  let minute = 0
  const triesTooOften = (person: string) => {
    const at = Math.floor(performance.now() / 60_000)
    if (at !== minute) tries.clear()
    minute = at
    const count = (tries.get(person) ?? 0) + 1
    tries.set(person, count)
    return count > CONNECTS_A_MINUTE
  }
  return async (request: IncomingMessage) => {
    const url = new URL(request.url ?? '/', 'http://room')
    if (!url.pathname.startsWith(ROOM_PATH)) throw new TurnedAway(404)
    if (rooms.closing) throw new TurnedAway(503)
    if (!isOurs(deps, request)) throw new TurnedAway(403)
    const session = url.pathname.slice(ROOM_PATH.length)
    const instance = url.searchParams.get('instance') ?? ''
    if (!isId(session) || !isId(instance)) throw new TurnedAway(400)
    const claims = await claimsOf(deps, request)
    if (claims?.session !== session) throw new TurnedAway(401)
    if (triesTooOften(claims.person)) throw new TurnedAway(429)
    const now = deps.clock.now()
    const seat = await enterRoom(deps.db, session, claims, now)
    if (!rooms.fits(seat)) throw refuseInRoom('room_full')
    return { seat, instance }
  }
}

/** A browser says where its page is from: only from here. What says nothing is no browser, and has a token. */
function isOurs({ config }: Deps, { headers }: IncomingMessage): boolean {
  const { origin, host } = headers
  if (origin === undefined || origin === config.url) return true
  if (config.production) return false
  return URL.canParse(origin) && new URL(origin).host === host
}

async function claimsOf(
  { config, clock }: Deps,
  { headers }: IncomingMessage,
): Promise<RoomClaims | undefined> {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim())
  const token = offered.find((one) => one !== PROTOCOL)
  if (!token || !offered.includes(PROTOCOL)) return undefined
  return readRoomToken(config, token, clock.now())
}

function turnAway(app: FastifyInstance, socket: Duplex, error: unknown): void {
  const known = error instanceof TurnedAway || error instanceof Problem
  if (!known) app.log.error({ err: error }, 'a connection of the room could not be made')
  const status = known ? error.status : 500
  const code = error instanceof Problem ? `\r\nx-problem: ${error.code}` : ''
  socket.end(
    `HTTP/1.1 ${status} Turned away\r\nconnection: close\r\ncontent-length: 0${code}\r\n\r\n`,
  )
}
