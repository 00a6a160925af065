import { longer } from './columns.ts'
import type { Educators } from './educators.ts'
import { Names, Sets } from './names.ts'
import { Said } from './said.ts'
import { spread } from './turns.ts'

/** A session as the database sends it; moments in microseconds, prices in hundredths of a credit. */
export type SessionRow = {
  id: string
  educator: string
  start: number
  end: number
  price: number
  left: number
  held: number
  kind: string
  language: string
  level: string | null
  priceLevel: string
  topics: string
  /** Apart by blanks; null where they are as they were. */
  words: string | null
  title: string | null
}

/** A moment as the columns have it: to the microsecond, as PostgreSQL keeps it. */
export const micros = (at: Temporal.Instant): number => Number(at.epochNanoseconds / 1_000n)
export const momentOf = (at: number): Temporal.Instant =>
  Temporal.Instant.fromEpochNanoseconds(BigInt(at) * 1_000n)

/** A day after its hour a session leaves its place. */
const KEPT = 86_400_000_000

/** Open sessions by columns: the same place in each is the same session. */
export class Sessions {
  readonly kinds = new Names()
  readonly languages = new Names()
  readonly levels = new Names()
  readonly priceLevels = new Names()
  readonly topicSets = new Sets()
  readonly said = new Said()
  readonly ids: string[] = []
  here = new Uint8Array(0)
  start = new Float64Array(0)
  end = new Float64Array(0)
  price = new Float64Array(0)
  left = new Int32Array(0)
  held = new Int32Array(0)
  kind = new Uint32Array(0)
  language = new Uint32Array(0)
  level = new Uint32Array(0)
  priceLevel = new Uint32Array(0)
  topics = new Uint32Array(0)
  educator = new Uint32Array(0)
  /** By what equals take turns. */
  turn = new Uint32Array(0)
  readonly #places = new Map<string, number>()
  readonly #empty: number[] = []
  #swept = Number.NEGATIVE_INFINITY

  /** How many places there are, empty ones among them. */
  get size(): number {
    return this.ids.length
  }

  /** How many are on the board. */
  get count(): number {
    return this.#places.size
  }

  placeOf(id: string): number | undefined {
    return this.#places.get(id)
  }

  put(row: SessionRow, educators: Educators): void {
    const at = this.#places.get(row.id) ?? this.#place(row.id)
    this.start[at] = row.start
    this.end[at] = row.end
    this.price[at] = row.price
    this.left[at] = row.left
    this.held[at] = row.held
    this.kind[at] = this.kinds.number(row.kind)
    this.language[at] = this.languages.number(row.language)
    this.level[at] = this.levels.number(row.level)
    this.priceLevel[at] = this.priceLevels.number(row.priceLevel)
    this.topics[at] = this.topicSets.number(row.topics)
    this.educator[at] = educators.placeOf(row.educator)
    if (row.words !== null) this.said.say(at, row.words, row.title ?? '')
  }

  drop(id: string): void {
    const at = this.#places.get(id)
    if (at === undefined) return
    this.#places.delete(id)
    this.here[at] = 0
    this.said.hush(at)
    this.#empty.push(at)
  }

  /** Drops those whose hour is long over, once an hour: nobody tells of them. */
  sweep(now: number): void {
    if (now - this.#swept < KEPT / 24) return
    this.#swept = now
    for (let at = 0; at < this.size; at++)
      if (this.here[at] && this.start[at]! < now - KEPT) this.drop(this.ids[at]!)
  }

  #place(id: string): number {
    const at = this.#empty.pop() ?? this.size
    if (at >= this.here.length) this.#grow(Math.max(64, at + (at >> 1)))
    this.ids[at] = id
    this.#places.set(id, at)
    this.here[at] = 1
    this.turn[at] = spread(id)
    return at
  }

  #grow(length: number): void {
    for (const name of COLUMNS) this[name] = longer(this[name], length) as never
  }
}

const COLUMNS = [
  'here',
  'start',
  'end',
  'price',
  'left',
  'held',
  'kind',
  'language',
  'level',
  'priceLevel',
  'topics',
  'educator',
  'turn',
] as const satisfies (keyof Sessions)[]
