import { WebSocket } from 'ws'
import { atomically, newId } from '#base'
import type { FromBrowser, ToBrowser } from '#live'
import { bookSession } from '#live'
import { type TestApp, testApp } from './app.ts'
import { educator, hours, learner, session } from './classroom.ts'

/** A session with seats taken, five minutes before it begins, and its room open at a real address. */
export async function roomful(
  options: { learners?: number; capacity?: number; app?: Parameters<typeof testApp>[0] } = {},
) {
  const stoa = await testApp(options.app)
  await stoa.app.listen({ port: 0, host: '127.0.0.1' })
  const seats = await fill(stoa, options)
  const { port } = stoa.app.server.address() as { port: number }
  return { ...stoa, ...seats, port, at: `127.0.0.1:${port}` }
}

/** An educator, learners with seats, and the clock five minutes before the start. */
export async function fill(
  stoa: Pick<TestApp, 'db' | 'clock'>,
  options: { learners?: number; capacity?: number } = {},
) {
  const { db, clock } = stoa
  const lucia = await educator(db, { name: 'Lucía Ortega' })
  const capacity = options.capacity ?? 5
  const id = await session(db, lucia, { title: 'Talking about films', capacity })
  const names = ['Mira Kaya', 'Jonas Weber', 'Noor Said', 'Lena Novak', 'Omar Haddad']
  const learners: string[] = []
  for (let i = 0; i < (options.learners ?? 2); i += 1) {
    const one = await learner(db, 100, names[i] ?? `Learner ${i + 1}`)
    const request = { session: id, learner: one, method: 'credits' } as const
    await atomically(db, (tx) => bookSession(tx, request, clock.now()))
    learners.push(one)
  }
  clock.moveTo(hours(48).subtract({ minutes: 5 }))
  return { lucia, learners, session: id, start: hours(48) }
}

type Room = { app: TestApp['app']; as: TestApp['as']; at: string; session: string }
type Kind = ToBrowser['t']
type Message<T extends Kind> = Extract<ToBrowser, { t: T }>

/** A token for a room's door, as a browser gets it; refused: the code of the problem. */
export async function tokenFor(room: Room, person: string): Promise<string> {
  const answer = await room.app.inject({
    method: 'POST',
    url: `/api/sessions/${room.session}/room`,
    headers: await room.as(person),
  })
  const said = answer.json() as { token?: string; code?: string }
  if (!said.token) throw Object.assign(new Error(said.code), { code: said.code })
  return said.token
}

/** Connects with a token, and answers once it is open; refused: the HTTP status. */
export function connect(
  room: Room,
  token: string,
  more: { instance?: string; headers?: Record<string, string>; session?: string } = {},
): Promise<RoomClient> {
  const { instance = newId(), headers = {}, session: other = room.session } = more
  const url = `ws://${room.at}/room/${other}?instance=${instance}`
  const socket = new WebSocket(url, ['stoa.room', token], { headers })
  const client = new RoomClient(socket, instance)
  return new Promise((opened, failed) => {
    socket.once('open', () => opened(client))
    socket.once('unexpected-response', (_request, response) => {
      const { statusCode: status, headers: said } = response
      failed(Object.assign(new Error(`${status}`), { status, code: said['x-problem'] }))
      socket.terminate()
    })
    socket.on('error', failed)
  })
}

/** Comes into the room as a browser does. */
export async function comeInto(room: Room, person: string, instance?: string) {
  const client = await connect(room, await tokenFor(room, person), instance ? { instance } : {})
  await client.next('welcome')
  await client.next('talk')
  return client
}

/** One end of a room's connection: what was heard is kept until it is asked for. */
export class RoomClient {
  readonly socket: WebSocket
  readonly instance: string
  readonly heard: ToBrowser[] = []
  readonly closed: Promise<number>
  #waiting: (() => void)[] = []

  constructor(socket: WebSocket, instance: string) {
    this.socket = socket
    this.instance = instance
    socket.on('message', (data) => {
      this.heard.push(JSON.parse(String(data)) as ToBrowser)
      for (const look of this.#waiting.splice(0)) look()
    })
    this.closed = new Promise((resolve) => socket.on('close', resolve))
    socket.on('error', () => {})
  }

  say(message: FromBrowser | Record<string, unknown> | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  /** The next message of a kind, taken out of what was heard; fails after twenty seconds. */
  async next<T extends Kind>(t: T, fits: (message: Message<T>) => boolean = () => true) {
    const until = performance.now() + 20_000
    for (;;) {
      const at = this.heard.findIndex((one) => one.t === t && fits(one as Message<T>))
      if (at >= 0) return this.heard.splice(at, 1)[0] as Message<T>
      const left = until - performance.now()
      if (left <= 0)
        throw new Error(`Nothing of the kind ${t} among ${JSON.stringify(this.heard.slice(-8))}`)
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve)
        setTimeout(resolve, left)
      })
    }
  }

  /** Waits until all that was said has been taken in there: a pong comes after it. */
  arrived(): Promise<void> {
    return new Promise((done) => {
      this.socket.once('pong', () => done())
      this.socket.ping()
    })
  }

  /** Cut off, as when the network goes away. */
  cut(): void {
    this.socket.terminate()
  }
}
