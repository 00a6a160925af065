import type { FromBrowser, ToBrowser } from '#live'
import { browserApi } from '../../api/browser.ts'
import { ApiProblem } from '../../api/client.ts'
import type { Answer } from '../../api/types.ts'

type Entry = Answer<'/api/sessions/{id}/room', 'post'>

type Hears = {
  /** The way is open; ICE servers are fresh. */
  open(ice: RTCIceServer[]): void
  message(message: ToBrowser): void
  /** Cut off; it is tried again. */
  lost(): void
  /** It will not be tried again: a word of ours or the code of the refusal. */
  gone(why: string): void
}

/** Nothing heard for so long: the line is dead, whatever the browser thinks. */
const SILENCE_MS = 25_000
const WAITS_MS = [300, 800, 1_500, 3_000, 5_000]
const ENDS: Record<number, string> = {
  4001: 'replaced',
  4002: 'removed',
  4003: 'ended',
  4004: 'closed',
  4005: 'no_seat',
  4006: 'called_off',
}

/** Our line to the room: opened with a fresh token each time, and opened again when it breaks. */
export class Door {
  readonly #session: string
  readonly #instance: string
  readonly #hears: Hears
  #socket: WebSocket | null = null
  #tries = 0
  #over = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #watch: ReturnType<typeof setInterval> | undefined
  #heardAt = 0

  constructor(session: string, instance: string, hears: Hears) {
    this.#session = session
    this.#instance = instance
    this.#hears = hears
  }

  open(): void {
    window.addEventListener('online', this.#now)
    window.addEventListener('offline', this.#cut)
    this.#watch = setInterval(() => {
      const silent = performance.now() - this.#heardAt > SILENCE_MS
      if (this.#socket?.readyState === WebSocket.OPEN && silent) this.#cut()
    }, 2_000)
    this.#connect()
  }

  send(message: FromBrowser): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(JSON.stringify(message))
    return true
  }

  /** Says goodbye. */
  close(): void {
    this.send({ t: 'leave' })
    this.#end()
  }

  #end(): void {
    this.#over = true
    clearTimeout(this.#timer)
    clearInterval(this.#watch)
    window.removeEventListener('online', this.#now)
    window.removeEventListener('offline', this.#cut)
    this.#socket?.close(1000)
    this.#socket = null
  }

  readonly #now = () => {
    if (this.#socket) return
    clearTimeout(this.#timer)
    this.#connect()
  }

  readonly #cut = () => {
    const socket = this.#socket
    if (!socket) return
    this.#socket = null
    socket.onclose = null
    socket.onmessage = null
    socket.close(4000)
    this.#later()
  }

  #later(atLeast = 0): void {
    if (this.#over) return
    this.#hears.lost()
    const wait = WAITS_MS[Math.min(this.#tries, WAITS_MS.length - 1)]!
    this.#tries += 1
    clearTimeout(this.#timer)
    this.#timer = setTimeout(
      () => this.#connect(),
      Math.max(atLeast, wait * (0.8 + Math.random() * 0.4)),
    )
  }

  #finish(why: string): void {
    if (this.#over) return
    this.#end()
    this.#hears.gone(why)
  }

  async #connect(): Promise<void> {
    let entry: Entry
    try {
      entry = await browserApi.post<Entry>(`/api/sessions/${this.#session}/room`)
    } catch (error) {
      if (this.#over) return
      const refused = error instanceof ApiProblem ? error.data : null
      const final = refused && refused.status >= 400 && refused.status < 500
      if (final && refused.status !== 429 && refused.status !== 408)
        return this.#finish(refused.code)
      return this.#later()
    }
    if (this.#over || this.#socket) return
    const url = new URL(entry.socket, window.location.href)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    url.searchParams.set('instance', this.#instance)
    const socket = new WebSocket(url, ['stoa.room', entry.token])
    this.#socket = socket
    let minimum = 0
    this.#heardAt = performance.now()
    socket.onopen = () => {
      this.#tries = 0
      this.#hears.open(entry.iceServers)
    }
    socket.onmessage = ({ data }) => {
      this.#heardAt = performance.now()
      const message = JSON.parse(String(data)) as ToBrowser
      if (message.t === 'restarting') minimum = message.inMs
      else if (message.t !== 'beat') this.#hears.message(message)
    }
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return
      this.#socket = null
      const why = ENDS[code]
      if (why) this.#finish(why)
      else this.#later(minimum)
    }
  }
}
