import type { WebSocket } from 'ws'
import { atomically, type Clock, type Db, Ear, newId, Problem } from '#base'
import {
  CLOSED,
  comeIn,
  endRoom,
  type FromBrowser,
  goOut,
  type MustLeave,
  mustLeave,
  noteQuality,
  noteSeen,
  ROOM_CAMERAS,
  type RoomSeat,
  readMessage,
  removeFromRoom,
  roomRuns,
  SEEN_EVERY_SECONDS,
  type Seen,
  say,
  type There,
  type ToBrowser,
  talkOf,
} from '#live'
import { Connection, Room } from './room.ts'

const BEAT_MS = 10_000
/** A connection from which nothing was heard for so long is dead, whatever the network says. */
const DEAD_MS = 25_000
/** A connection's quality is taken down at most so often. */
const MEASURED_EVERY_MS = 30_000
/** A living connection was not seen for so long on the clock of the house: it was moved, or the machine slept. */
const JUMP_SECONDS = 60
/** With nobody in any room, that the room runs is written down every minute. */
const IDLE_BEATS = 4

type Deps = { db: Db; clock: Clock; report(error: unknown): void }

/** One connection as it is written down: a new name after a jump of the clock, with its seat. */
type Written = { connection: string; seat: RoomSeat; seenAt: Temporal.Instant }

/**
 * All rooms of this process. Who is in them is remembered here only; presence, words and decisions are
 * written down, so that a process that is killed loses none.
 */
export class Rooms {
  readonly #rooms = new Map<string, Room>()
  readonly #written = new Map<Connection, Written>()
  readonly #deps: Deps
  #timers: NodeJS.Timeout[] = []
  #idle = 0
  #writing: Promise<void> = Promise.resolve()
  #ear: Ear | undefined
  closing = false

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Begins to watch the connections; called when the door opens. */
  async run(): Promise<void> {
    const { db, clock } = this.#deps
    await atomically(db, (tx) => roomRuns(tx, clock.now()))
    this.#ear = await new Ear(db, 'room_changed', () => this.lookAgain()).open()
    const safely = (work: () => unknown) => () => {
      Promise.resolve().then(work).catch(this.#deps.report)
    }
    this.#timers = [
      setInterval(
        safely(() => this.beat()),
        BEAT_MS,
      ).unref(),
      setInterval(
        safely(() => this.writeSeen()),
        SEEN_EVERY_SECONDS * 1000,
      ).unref(),
    ]
  }

  /** Who is in a room now. */
  peopleIn(session: string) {
    return this.#rooms.get(session)?.people() ?? []
  }

  /** Whether one more person fits into a room. */
  fits(seat: RoomSeat): boolean {
    return this.#rooms.get(seat.session)?.fits(seat) ?? true
  }

  /** Writes down that somebody comes in; their socket follows. Gives the connection's name. */
  async expect(seat: RoomSeat): Promise<string> {
    const id = newId()
    await comeIn(this.#deps.db, seat, id, this.#deps.clock.now())
    return id
  }

  /** Takes a socket that was let in. */
  async take(seat: RoomSeat, id: string, instance: string, socket: WebSocket): Promise<void> {
    const connection = new Connection(id, socket, performance.now())
    const room = this.#rooms.get(seat.session) ?? new Room(seat)
    this.#rooms.set(seat.session, room)
    room.closesAt = seat.closesAt
    this.#written.set(connection, { connection: id, seat, seenAt: this.#deps.clock.now() })
    const before = room.connectionOf(seat.person)
    room.enter(seat, instance, connection)
    if (before) this.#forget(before, true)
    this.#listen(room, seat, connection)
    connection.tell({
      t: 'welcome',
      you: seat.person,
      people: room.people(),
      cameras: ROOM_CAMERAS,
      closesAt: room.closesAt.toString(),
    })
    const talk = await talkOf(this.#deps.db, seat.session)
    connection.tell({ t: 'talk', talk: talk.map((said) => ({ ...said, at: said.at.toString() })) })
    // What was decided while they were on their way counts too.
    await this.lookAgain([seat])
  }

  #listen(room: Room, seat: RoomSeat, connection: Connection): void {
    const { socket } = connection
    const { person } = seat
    let turn: Promise<unknown> = Promise.resolve()
    socket.on('pong', () => {
      connection.heardAt = performance.now()
    })
    socket.on('error', () => socket.terminate())
    socket.on('message', (data, binary) => {
      connection.heardAt = performance.now()
      if (!connection.all.take(connection.heardAt)) return socket.close(CLOSED.tooFast)
      const said = binary ? undefined : readMessage(String(data))
      if (!said) return socket.close(CLOSED.nonsense)
      if (room.connectionOf(person) !== connection) return undefined
      // What one sends is done in the order in which it was sent.
      turn = turn
        .then(() => this.#hear(room, seat, connection, said))
        .catch((error) => {
          connection.tell({ t: 'declined', why: 'not_done' })
          if (!(error instanceof Problem)) this.#deps.report(error)
        })
      return undefined
    })
    socket.on('close', (code) => {
      const wasThere = room.lose(person, connection, performance.now())
      // 1000 and 1001: the window was closed or left. Everything else is a cut.
      const goodbye = wasThere && (code === 1000 || code === 1001)
      if (goodbye) room.leave(person, 'left')
      this.#forget(connection, goodbye)
      this.#sweep(room)
    })
  }

  async #hear(room: Room, seat: RoomSeat, connection: Connection, said: FromBrowser) {
    const { person, session } = seat
    const { db, clock } = this.#deps
    switch (said.t) {
      case 'here':
        return
      case 'signal': {
        const { t, to, ...what } = said
        room.tell(to, { t, from: person, ...what })
        return
      }
      case 'state': {
        const why = room.change(person, said)
        if (why) connection.tell({ t: 'declined', why })
        return
      }
      case 'say': {
        if (!connection.talk.take(connection.heardAt))
          return connection.tell({ t: 'declined', why: 'too_fast' })
        const words = said.words.trim()
        if (!words) return
        const at = clock.now()
        const id = await say(db, session, person, words, at)
        const spoken = { id, person, name: seat.name, words, at: at.toString() }
        return room.tellAll({ t: 'said', said: spoken })
      }
      case 'quality': {
        if (connection.heardAt - connection.measuredAt < MEASURED_EVERY_MS) return
        connection.measuredAt = connection.heardAt
        const { t: _, ...quality } = said
        return noteQuality(db, session, person, quality, clock.now())
      }
      case 'leave':
        return connection.socket.close(1000)
      default:
        return this.#host(room, seat, connection, said)
    }
  }

  /** What only the educator and moderators may do. */
  async #host(
    room: Room,
    { person, session, role }: RoomSeat,
    connection: Connection,
    said: Extract<FromBrowser, { t: 'mute' | 'remove' | 'end' }>,
  ) {
    if (role === 'learner') return connection.tell({ t: 'declined', why: 'hosts_only' })
    const { db, clock } = this.#deps
    const by = { person, staff: role === 'moderator' }
    if (said.t === 'mute') {
      const mute: ToBrowser = { t: 'mute', by: room.nameOf(person) }
      return said.who ? room.tell(said.who, mute) : room.tellOthers(person, mute)
    }
    if (said.t === 'remove') {
      await atomically(db, (tx) => removeFromRoom(tx, session, said.who, by, '', clock.now()))
      return this.remove(session, said.who)
    }
    await atomically(db, (tx) => endRoom(tx, session, by, '', clock.now()))
    return this.end(session, 'ended')
  }

  /**
   * Shows out whoever may no longer be here. The database says when a seat or a session is given up or
   * something was decided about a room, in whichever process that was.
   */
  async lookAgain(there: readonly There[] = this.#everybody()): Promise<void> {
    for (const { session, person, why } of await mustLeave(this.#deps.db, there)) {
      if (why === 'ended' || why === 'called_off') this.end(session, why)
      else this.remove(session, person, why)
    }
  }

  #everybody(): There[] {
    return [...this.#rooms.values()].flatMap((room) =>
      room.people().map(({ person, role }) => ({ session: room.session, person, role })),
    )
  }

  /** Carries out what was decided: somebody has to leave. */
  remove(session: string, person: string, why: MustLeave = 'removed'): void {
    const room = this.#rooms.get(session)
    const connection = room?.connectionOf(person)
    // That a seat was given up is nobody else's to know.
    room?.leave(person, why === 'removed' ? 'removed' : 'left')
    if (connection) {
      connection.end({ t: 'gone', why }, CLOSED[why])
      this.#forget(connection, true)
    }
    if (room) this.#sweep(room)
  }

  /** Carries out what was decided: it is over for everybody. */
  end(session: string, why: 'ended' | 'called_off' | 'closed'): void {
    const room = this.#rooms.get(session)
    if (!room) return
    for (const { connection } of [...room.connections()]) {
      connection.end({ t: 'gone', why }, CLOSED[why])
      this.#forget(connection, true)
    }
    this.#rooms.delete(session)
  }

  /** A moderator's word to one person in a room. */
  warn(session: string, person: string, words: string): void {
    this.#rooms.get(session)?.tell(person, { t: 'warned', words })
  }

  /** Looks after every connection: the dead are ended, hours that are over close. */
  beat(): void {
    const at = performance.now()
    const now = this.#deps.clock.now()
    for (const room of [...this.#rooms.values()]) {
      if (Temporal.Instant.compare(now, room.closesAt) >= 0) {
        this.end(room.session, 'closed')
        continue
      }
      for (const { connection } of [...room.connections()]) {
        if (at - connection.heardAt > DEAD_MS) connection.socket.terminate()
        else {
          connection.socket.ping()
          connection.tell({ t: 'beat' })
        }
      }
      room.giveUp(at)
      this.#sweep(room)
    }
  }

  /** Writes down who was heard of lately, in one statement for all rooms; one after the other. */
  writeSeen(): Promise<void> {
    this.#writing = this.#writing.catch(() => {}).then(() => this.#writeSeen())
    return this.#writing
  }

  async #writeSeen(): Promise<void> {
    const { db, clock } = this.#deps
    const now = clock.now()
    const at = performance.now()
    const seen: Seen[] = []
    for (const [connection, written] of this.#written) {
      const ago = Math.max(0, Math.round(at - connection.heardAt))
      const seenAt = now.subtract({ milliseconds: ago })
      if (Temporal.Instant.compare(seenAt, written.seenAt) <= 0) continue
      if (written.seenAt.until(seenAt).total('seconds') > JUMP_SECONDS) {
        await this.#beginAnew(written, seenAt)
        continue
      }
      written.seenAt = seenAt
      seen.push({ connection: written.connection, at: seenAt })
    }
    this.#idle = seen.length > 0 ? 0 : this.#idle + 1
    if (seen.length > 0 || this.#idle % IDLE_BEATS === 0) await noteSeen(db, seen, now)
  }

  /** After a jump of the clock nobody can be said to have been there meanwhile: a new stretch begins. */
  async #beginAnew(written: Written, at: Temporal.Instant): Promise<void> {
    written.connection = newId()
    written.seenAt = at
    await comeIn(this.#deps.db, written.seat, written.connection, at)
  }

  /** A connection is over. With a goodbye that is written down; without, it ends when it was last seen. */
  #forget(connection: Connection, goodbye: boolean): void {
    const written = this.#written.get(connection)
    if (!written) return
    this.#written.delete(connection)
    const { db, clock, report } = this.#deps
    const now = clock.now()
    const ago = Math.max(0, Math.round(performance.now() - connection.heardAt))
    const at = now.subtract({ milliseconds: ago })
    const seen = [{ connection: written.connection, at }]
    const work = goodbye ? goOut(db, written.connection, now) : noteSeen(db, seen, now)
    this.#writing = Promise.all([this.#writing, work]).then(
      () => {},
      (error) => report(error),
    )
  }

  #sweep(room: Room): void {
    if (room.empty && this.#rooms.get(room.session) === room) this.#rooms.delete(room.session)
  }

  /** Tells everybody to come back in a moment, and writes down when they were last here. */
  async close(): Promise<void> {
    this.closing = true
    this.#ear?.close()
    for (const timer of this.#timers) clearInterval(timer)
    await this.writeSeen().catch(this.#deps.report)
    for (const room of this.#rooms.values())
      for (const { connection } of [...room.connections()]) {
        // Not all at the same moment.
        const inMs = 500 + Math.floor(Math.random() * 2_000)
        connection.end({ t: 'restarting', inMs }, CLOSED.restarting)
        this.#written.delete(connection)
      }
    this.#rooms.clear()
    await this.#writing
  }
}
