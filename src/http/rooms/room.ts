import type { WebSocket } from 'ws'
import {
  CLOSED,
  type Declined,
  type Devices,
  ROOM_CAMERAS,
  ROOM_PEOPLE,
  type RoomPerson,
  type RoomSeat,
  type ToBrowser,
} from '#live'

/** Whoever was cut off keeps their place so long; then the others are told that they are gone. */
export const HELD_SECONDS = 45

/** Lets so many messages through at once, and so many a second after that. */
class Bucket {
  #left: number
  #at: number
  readonly #size: number
  readonly #aSecond: number
  constructor(size: number, aSecond: number, at: number) {
    this.#size = size
    this.#aSecond = aSecond
    this.#left = size
    this.#at = at
  }

  take(at: number): boolean {
    this.#left = Math.min(this.#size, this.#left + ((at - this.#at) / 1000) * this.#aSecond)
    this.#at = at
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}

/** One connection of one person. Times are the machine's own, in milliseconds that only go forward. */
export class Connection {
  readonly id: string
  readonly socket: WebSocket
  /** All that they send: five people's candidates come in one go. */
  readonly all: Bucket
  readonly talk: Bucket
  heardAt: number
  measuredAt = Number.NEGATIVE_INFINITY

  constructor(id: string, socket: WebSocket, at: number) {
    this.id = id
    this.socket = socket
    this.heardAt = at
    this.all = new Bucket(300, 40, at)
    this.talk = new Bucket(6, 0.7, at)
  }

  tell(message: ToBrowser): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(message))
  }

  end(message: ToBrowser, code: number): void {
    this.tell(message)
    this.socket.close(code)
  }
}

type Member = RoomPerson & { connection: Connection | null; lostAt: number }

const nothing: Devices = { microphone: false, camera: false, screen: false, hand: false }

/**
 * Who is in one room now: only what is gone when they are. It sends what one says to the others, and knows
 * nothing of databases.
 */
export class Room {
  readonly session: string
  closesAt: Temporal.Instant
  readonly #members = new Map<string, Member>()

  constructor(seat: RoomSeat) {
    this.session = seat.session
    this.closesAt = seat.closesAt
  }

  get empty(): boolean {
    return this.#members.size === 0
  }

  /** Living connections, with whose they are. */
  *connections(): Generator<{ person: string; connection: Connection }> {
    for (const { person, connection } of this.#members.values())
      if (connection) yield { person, connection }
  }

  has(person: string): boolean {
    return this.#members.has(person)
  }

  /** Whether one more fits; the educator and moderators always do. */
  fits({ person, role }: Pick<RoomSeat, 'person' | 'role'>): boolean {
    return this.has(person) || role !== 'learner' || this.#members.size < ROOM_PEOPLE
  }

  /** Somebody comes in, or comes back: their other connection is ended, and the others are told. */
  enter(seat: RoomSeat, instance: string, connection: Connection): 'joined' | 'returned' {
    const before = this.#members.get(seat.person)
    const same = before?.instance === instance
    if (before?.connection) {
      const why: ToBrowser = { t: 'gone', why: 'replaced' }
      // The same window that came back so soon that its old connection was not missed yet needs no word.
      if (same) before.connection.socket.terminate()
      else before.connection.end(why, CLOSED.replaced)
    }
    const { person, name, role } = seat
    const devices = same ? before : nothing
    const { microphone, camera, screen, hand } = devices
    const member: Member = {
      ...{ person, name, role, instance, microphone, camera, screen, hand },
      ...{ away: false, connection, lostAt: 0 },
    }
    // A newcomer stands behind those who are there.
    if (!same) this.#members.delete(person)
    this.#members.set(person, member)
    const t = same ? 'returned' : 'joined'
    this.tellOthers(person, { t, who: shown(member) })
    return t
  }

  people(): RoomPerson[] {
    return [...this.#members.values()].map(shown)
  }

  /** A connection broke without a goodbye: their place is kept for a while. Answers whether it was their latest. */
  lose(person: string, connection: Connection, at: number): boolean {
    const member = this.#members.get(person)
    if (member?.connection !== connection) return false
    member.connection = null
    member.away = true
    member.lostAt = at
    this.tellOthers(person, { t: 'away', who: shown(member) })
    return true
  }

  /** Gives up the places of those who have been away too long. */
  giveUp(at: number): void {
    for (const { person, connection, lostAt } of [...this.#members.values()])
      if (!connection && at - lostAt > HELD_SECONDS * 1000) this.leave(person, 'lost')
  }

  leave(person: string, why: 'left' | 'lost' | 'removed'): void {
    if (this.#members.delete(person)) this.tellOthers(person, { t: 'left', who: person, why })
  }

  /** What somebody has switched on. Cameras and the one screen are given out here, so that two cannot take the last. */
  change(person: string, devices: Devices): Declined | undefined {
    const member = this.#members.get(person)
    if (!member) return undefined
    const others = [...this.#members.values()].filter((one) => one.person !== person)
    const asked = { ...devices }
    let why: Declined | undefined
    if (asked.camera && !member.camera && !hasCameraFor(member, others)) {
      asked.camera = false
      why = 'cameras_taken'
    }
    if (asked.screen && !member.screen && others.some(({ screen }) => screen)) {
      asked.screen = false
      why = 'screen_taken'
    }
    const { microphone, camera, screen, hand } = asked
    Object.assign(member, { microphone, camera, screen, hand })
    this.tellOthers(person, { t: 'changed', who: shown(member) })
    return why
  }

  tell(person: string, message: ToBrowser): void {
    this.#members.get(person)?.connection?.tell(message)
  }

  tellAll(message: ToBrowser): void {
    for (const { connection } of this.connections()) connection.tell(message)
  }

  tellOthers(person: string, message: ToBrowser): void {
    for (const one of this.connections()) if (one.person !== person) one.connection.tell(message)
  }

  roleOf(person: string): RoomPerson['role'] | undefined {
    return this.#members.get(person)?.role
  }

  connectionOf(person: string): Connection | null {
    return this.#members.get(person)?.connection ?? null
  }

  nameOf(person: string): string {
    return this.#members.get(person)?.name ?? ''
  }
}

/** One of the cameras is the educator's, whether or not they are here yet. */
function hasCameraFor({ role }: Member, others: readonly Member[]): boolean {
  if (role === 'educator') return true
  const on = others.filter((one) => one.camera && one.role !== 'educator').length
  return on < ROOM_CAMERAS - 1
}

const shown = ({ connection: _, lostAt: __, ...rest }: Member): RoomPerson => rest
