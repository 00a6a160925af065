import type { Declined, Devices, RoomPerson, Spoken, ToBrowser } from '#live'
import { Door } from './door.ts'
import { Peer, type Tracks } from './peer.ts'
import { type Counted, measure, type Quality, together } from './quality.ts'

export type Other = RoomPerson & {
  stream: MediaStream | null
  state: RTCPeerConnectionState
  quality: Quality | null
  speaking: boolean
}

export type CallState = {
  phase: 'connecting' | 'in' | 'reconnecting' | 'gone'
  /** Why it is over: `left`, `removed`, `ended`, `closed`, `replaced`, or the code of a refusal. */
  why: string | null
  others: Other[]
  talk: Spoken[]
  own: Devices
  quality: Quality | null
  /** What a screen reader hears next. */
  said: string
  /** What was not done, in words; and a moderator's warning. */
  declined: string
  warning: string
  /** How often a host has switched our microphone off, and how often the room refused camera or screen. */
  muted: number
  refused: { camera: number; screen: number }
}

const DECLINED: Record<Declined, string> = {
  cameras_taken: 'Six cameras are on already, so yours stays off. Everybody hears you.',
  screen_taken: 'Somebody else is showing their screen.',
  hosts_only: 'Only the educator can do that.',
  too_fast: 'A little slower, please: that was not sent.',
  not_done: 'That could not be done. Try again in a moment.',
}

const MEASURE_MS = 5_000
const TELL_QUALITY_MS = 30_000
const LISTEN_MS = 600
/** What all our pictures together may take, split among those who see them. */
const UPLOAD_BITS = 1_800_000

/** A call in a room: who is there, what they send, what we send. React reads it as a store. */
export class Call {
  readonly #door: Door
  readonly #peers = new Map<string, Peer>()
  readonly #people = new Map<string, RoomPerson>()
  readonly #measured = new Map<string, { counted: Counted; quality: Quality }>()
  readonly #speaking = new Set<string>()
  readonly #listeners = new Set<() => void>()
  #ice: RTCIceServer[] = []
  #you = ''
  #tracks: Tracks = { audio: null, video: null }
  #state: CallState
  #timers: ReturnType<typeof setInterval>[] = []
  #toldAt = 0

  constructor(session: string, own: Devices) {
    this.#state = {
      ...{ phase: 'connecting', why: null, others: [], talk: [], own, quality: null },
      ...{ said: '', declined: '', warning: '', muted: 0 },
      refused: { camera: 0, screen: 0 },
    }
    this.#door = new Door(session, globalThis.crypto.randomUUID(), {
      open: (ice) => {
        this.#ice = ice
      },
      message: (message) => this.#hear(message),
      lost: () => this.#set({ phase: 'reconnecting', said: 'The connection broke. Reconnecting…' }),
      gone: (why) => this.#finish(why),
    })
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly snapshot = () => this.#state

  #set(change: Partial<CallState>): void {
    this.#state = { ...this.#state, ...change }
    for (const tell of this.#listeners) tell()
  }

  begin(): void {
    this.#door.open()
    const every = (milliseconds: number, work: () => void) => setInterval(work, milliseconds)
    this.#timers = [
      every(MEASURE_MS, () => this.#measure()),
      every(LISTEN_MS, () => this.#listen()),
    ]
  }

  /** Leaves for good. */
  leave(): void {
    this.#door.close()
    this.#finish('left')
  }

  #finish(why: string): void {
    if (this.#state.phase === 'gone') return
    for (const timer of this.#timers) clearInterval(timer)
    for (const peer of this.#peers.values()) peer.close()
    this.#peers.clear()
    this.#people.clear()
    this.#set({ phase: 'gone', why, others: [] })
  }

  say(words: string): boolean {
    return this.#door.send({ t: 'say', words })
  }

  host(
    deed: { t: 'mute'; who: string | null } | { t: 'remove'; who: string } | { t: 'end' },
  ): void {
    this.#door.send(deed)
  }

  /** What we send and show from now on. */
  give(tracks: Tracks, own: Devices): void {
    this.#tracks = tracks
    for (const peer of this.#peers.values()) peer.give(tracks)
    this.#set({ own })
    this.#tellOwn()
  }

  #tellOwn(): void {
    const { microphone, camera, screen, hand } = this.#state.own
    this.#door.send({ t: 'state', microphone, camera, screen, hand })
  }

  clear(): void {
    this.#set({ declined: '', warning: '' })
  }

  #hear(message: ToBrowser): void {
    switch (message.t) {
      case 'welcome':
        this.#welcome(message)
        break
      case 'talk':
        this.#set({ talk: message.talk })
        break
      case 'said':
        this.#heardWords(message.said)
        break
      case 'joined':
        this.#drop(message.who.person)
        this.#people.set(message.who.person, message.who)
        this.#connect(message.who, false)
        this.#show(`${message.who.name} has come in.`)
        break
      case 'returned': {
        const { person, name } = message.who
        this.#people.set(person, message.who)
        // A connection that never came through was begun while they were away: they begin it anew.
        if (!this.#peers.get(person)?.wasThrough) this.#drop(person)
        this.#connect(message.who, false)
        this.#show(`${name} is back.`)
        break
      }
      case 'away':
        this.#people.set(message.who.person, message.who)
        this.#show(`${message.who.name} was cut off.`)
        break
      case 'changed':
        this.#changed(message.who)
        break
      case 'left': {
        const name = this.#people.get(message.who)?.name ?? 'Somebody'
        this.#people.delete(message.who)
        this.#drop(message.who)
        this.#show(message.why === 'removed' ? `${name} was removed.` : `${name} has left.`)
        break
      }
      case 'signal':
        this.#signalled(message)
        break
      case 'mute':
        this.#set({
          muted: this.#state.muted + 1,
          declined: `${message.by} switched your microphone off. You can switch it on again.`,
        })
        break
      case 'warned':
        this.#set({ warning: message.words || 'Please keep to the rules of the room.' })
        break
      case 'declined':
        this.#declined(message.why)
        break
      case 'gone':
        this.#finish(message.why)
        break
      default:
    }
  }

  #signalled({ from, description, candidate }: Extract<ToBrowser, { t: 'signal' }>): void {
    const signal = {
      ...(description ? { description: description as RTCSessionDescriptionInit } : {}),
      ...(candidate ? { candidate: candidate as RTCIceCandidateInit } : {}),
    }
    this.#peers.get(from)?.hear(signal)
  }

  #declined(why: Declined): void {
    const { camera, screen } = this.#state.refused
    const refused = {
      camera: camera + Number(why === 'cameras_taken'),
      screen: screen + Number(why === 'screen_taken'),
    }
    this.#set({ declined: DECLINED[why], refused })
  }

  #welcome({ you, people }: Extract<ToBrowser, { t: 'welcome' }>): void {
    const back = this.#state.phase === 'reconnecting'
    this.#you = you
    const there = new Set(people.map(({ person }) => person))
    for (const person of [...this.#people.keys()]) if (!there.has(person)) this.#drop(person)
    this.#people.clear()
    for (const one of people) {
      if (one.person === you) continue
      this.#people.set(one.person, one)
      const before = this.#peers.get(one.person)
      if (before?.instance === one.instance && before.wasThrough) {
        if (before.state !== 'connected') before.again()
      } else {
        this.#drop(one.person)
        this.#connect(one, true)
      }
    }
    this.#tellOwn()
    this.#set({ phase: 'in' })
    this.#show(
      back ? 'You are back in the room.' : `You are in the room with ${people.length - 1} others.`,
    )
  }

  #changed(who: RoomPerson): void {
    const before = this.#people.get(who.person)
    this.#people.set(who.person, who)
    const raised = who.hand && !before?.hand
    const shows = who.screen && !before?.screen
    this.#show(
      raised ? `${who.name} raises a hand.` : shows ? `${who.name} shows a screen.` : undefined,
    )
  }

  #heardWords(said: Spoken): void {
    const mine = said.person === this.#you
    this.#set({
      talk: [...this.#state.talk, said],
      ...(mine ? {} : { said: `${said.name} writes: ${said.words.slice(0, 200)}` }),
    })
  }

  #connect({ person, instance }: RoomPerson, calls: boolean): void {
    if (this.#peers.has(person)) return
    const peer = new Peer(instance, {
      ice: this.#ice,
      calls,
      tracks: this.#tracks,
      send: (signal) => {
        this.#door.send({ t: 'signal', to: person, ...signal } as never)
      },
      changed: () => this.#show(),
    })
    this.#peers.set(person, peer)
    this.#share()
  }

  #drop(person: string): void {
    this.#peers.get(person)?.close()
    this.#peers.delete(person)
    this.#measured.delete(person)
    this.#speaking.delete(person)
    this.#share()
  }

  /** Splits what our line can carry among those who see us. */
  #share(): void {
    const each = Math.max(120_000, Math.min(900_000, UPLOAD_BITS / Math.max(1, this.#peers.size)))
    for (const peer of this.#peers.values()) peer.limit(Math.round(each))
  }

  #show(said?: string): void {
    const others = [...this.#people.values()].map((one): Other => {
      const peer = this.#peers.get(one.person)
      return {
        ...one,
        stream: peer?.stream ?? null,
        state: peer?.state ?? 'new',
        quality: this.#measured.get(one.person)?.quality ?? null,
        speaking: this.#speaking.has(one.person),
      }
    })
    this.#set({ others, ...(said === undefined ? {} : { said }) })
  }

  async #measure(): Promise<void> {
    for (const [person, peer] of this.#peers) {
      if (peer.state !== 'connected') continue
      const found = await measure(peer, this.#measured.get(person)?.counted).catch(() => null)
      if (found && this.#peers.get(person) === peer) this.#measured.set(person, found)
    }
    const quality = together([...this.#measured.values()].map((one) => one.quality))
    this.#set({ quality })
    this.#show()
    const now = performance.now()
    if (!quality || now - this.#toldAt < TELL_QUALITY_MS) return
    const cap = (value: number | null, most: number) =>
      value === null ? null : Math.min(value, most)
    const told = this.#door.send({
      t: 'quality',
      word: quality.word,
      roundTrip: cap(quality.roundTrip, 60_000),
      lost: cap(quality.lost, 10_000),
      upload: cap(quality.upload, 1_000_000),
      download: cap(quality.download, 1_000_000),
      relayed: quality.relayed,
    })
    if (told) this.#toldAt = now
  }

  #listen(): void {
    let changed = false
    for (const [person, peer] of this.#peers) {
      const speaking = peer.loudness() > 0.02
      if (speaking === this.#speaking.has(person)) continue
      changed = true
      if (speaking) this.#speaking.add(person)
      else this.#speaking.delete(person)
    }
    if (changed) this.#show()
  }
}
