import { QUARTERS } from '../hours.ts'
import { RATED_FROM } from '../searched.ts'
import { longer } from './columns.ts'
import { Names, Sets } from './names.ts'
import { Said } from './said.ts'
import { spread } from './turns.ts'

/** An educator as the database sends them; moments in milliseconds, prices in hundredths of a credit. */
export type EducatorRow = {
  id: string
  name: string
  kinds: string
  speaks: string
  teaches: string
  levels: string
  topics: string
  priceMin: number | null
  priceMax: number | null
  rating: number | null
  reviews: number
  rated: number
  base: number
  /** Quarters of an hour as digits, from the first day on. */
  free: string
  /** Days since 1970. */
  freeFrom: number
  organization: string | null
  joined: number
  words: string | null
  title: string | null
}

export type Educator = Omit<
  EducatorRow,
  'free' | 'words' | 'title' | 'organization' | 'base' | 'rated' | 'rating' | 'reviews'
> & {
  /** Whether they can be found; else only a session of theirs has been seen so far. */
  here: boolean
  kinds: string
  organization: number
  turn: number
  /** Numbers of their sets. */
  of: { kind: number; language: number; speaks: number; level: number; topic: number }
}

/** Quarters in a word of bits: a day is three words. */
const IN_WORD = 32
const WORDS = QUARTERS / IN_WORD
const DAY_WORDS = 96 / IN_WORD

/** Quarters of an hour written as digits, as bits. */
export function bitsOf(digits: string): Uint32Array {
  const bits = new Uint32Array(WORDS)
  for (let word = 0; word < WORDS; word++) {
    let value = 0
    for (let bit = 0; bit < IN_WORD; bit++)
      value = (value << 1) | (digits.charCodeAt(word * IN_WORD + bit) & 1)
    bits[word] = value >>> 0
  }
  return bits
}

function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Everybody who teaches; a number is the same educator for as long as the board stands. */
export class Educators {
  readonly kinds = new Sets()
  readonly languages = new Sets()
  readonly speaks = new Sets()
  readonly levels = new Sets()
  readonly topics = new Sets()
  readonly organizations = new Names()
  readonly said = new Said()
  readonly all: Educator[] = []
  /** Columns of what every search looks at. */
  base = new Int32Array(0)
  rated = new Float64Array(0)
  /** Stars, where enough reviews say so; else below all stars. */
  stars = new Float32Array(0)
  readonly #places = new Map<string, number>()
  #free = new Uint32Array(0)

  get size(): number {
    return this.all.length
  }

  /** The number of an educator, also of one of whom nothing is known yet. */
  placeOf(id: string): number {
    const known = this.#places.get(id)
    if (known !== undefined) return known
    const at = this.all.push(unknown(id)) - 1
    if (at >= this.base.length) this.#grow(Math.max(64, at + 1 + (at >> 1)))
    this.#places.set(id, at)
    return at
  }

  /** The number of an educator who is asked for; -1 where nobody bears the id. */
  asked(id: string): number {
    return this.#places.get(id) ?? -1
  }

  put(row: EducatorRow): void {
    const at = this.placeOf(row.id)
    const { free, words, title, organization, base, rated, rating, reviews, ...said } = row
    this.all[at] = {
      ...said,
      here: true,
      organization: this.organizations.number(organization),
      turn: this.all[at]!.turn,
      of: {
        kind: this.kinds.number(row.kinds),
        language: this.languages.number(row.teaches),
        speaks: this.speaks.number(row.speaks),
        level: this.levels.number(row.levels),
        topic: this.topics.number(row.topics),
      },
    }
    this.base[at] = base
    this.rated[at] = rated
    this.stars[at] = rating !== null && reviews >= RATED_FROM ? rating : -1
    this.#free.set(bitsOf(free), at * WORDS)
    if (words !== null) this.said.say(at, words, title ?? '')
  }

  #grow(length: number): void {
    this.base = longer(this.base, length)
    this.rated = longer(this.rated, length)
    this.stars = longer(this.stars, length)
    this.#free = longer(this.#free, length * WORDS)
  }

  /** How many of the wanted quarters, counted from the day `today`, are open with an educator. */
  openings(at: number, wanted: Uint32Array, today: number): number {
    const passed = (today - this.all[at]!.freeFrom) * DAY_WORDS
    const from = at * WORDS
    let count = 0
    for (let word = Math.max(0, -passed); word < WORDS - passed && word < WORDS; word++) {
      const both = wanted[word]! & this.#free[from + passed + word]!
      if (both !== 0) count += ones(both)
    }
    return count
  }
}

const unknown = (id: string): Educator => ({
  here: false,
  id,
  name: '',
  kinds: '',
  speaks: '',
  teaches: '',
  levels: '',
  topics: '',
  priceMin: null,
  priceMax: null,
  freeFrom: 0,
  organization: 0,
  joined: 0,
  turn: spread(id),
  of: { kind: 0, language: 0, speaks: 0, level: 0, topic: 0 },
})
