/** Numbers for names that stand in a column again and again. 0 is nothing. */
export class Names {
  readonly #numbers = new Map<string, number>()
  readonly #names: (string | null)[] = [null]

  /** The number of a name; a new one where it has none yet. */
  number(name: string | null): number {
    if (name === null) return 0
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#names.push(name)
    this.#numbers.set(name, this.#names.length - 1)
    return this.#names.length - 1
  }

  /** The number of a name that is asked for; one that nothing has where nobody bears it. */
  asked(name: string): number {
    return this.#numbers.get(name) ?? NOBODY
  }

  name(number: number): string | null {
    return this.#names[number] ?? null
  }

  /** So many numbers are given. */
  get size(): number {
    return this.#names.length
  }
}

const NOBODY = 0xffffffff

/** Between the names of a set, as the database sends them. */
export const BETWEEN = '\u001f'

/** Numbers for sets of names: few sets are shared by many rows, so that what is in one is looked at once. */
export class Sets {
  readonly #sets = new Names()
  readonly #members: string[][] = [[]]

  /** The number of a set, its names joined by BETWEEN. */
  number(joined: string): number {
    const number = this.#sets.number(joined)
    if (number === this.#members.length) this.#members.push(joined ? joined.split(BETWEEN) : [])
    return number
  }

  members(number: number): readonly string[] {
    return this.#members[number] ?? []
  }

  /** By the number of each set, whether it holds the name. */
  holding(name: string): Uint8Array {
    return Uint8Array.from(this.#members, (members) => (members.includes(name) ? 1 : 0))
  }

  get size(): number {
    return this.#members.length
  }
}
