/** Counts are remembered for so long, and shown for so long while they are made again. */
const FRESH_MS = 20_000
const SHOWN_MS = 300_000
/** Counts of small houses are made each time: they cost nothing, and are right to the second. */
const LARGE = 2_000
const MOST = 300

type Kept<Counts> = { counts: Counts; at: number; making: boolean }

/**
 * Counts beside a search, remembered where there is much to count: the fewer the filters, the more there
 * is to count and the more people ask the same. Whoever comes first after they grew old gets the old ones
 * at once, and new ones are made meanwhile.
 */
export class RememberedCounts<Counts extends { kind: { count: number }[] }> {
  readonly #kept = new Map<string, Kept<Counts>>()

  async of(key: string, make: () => Promise<Counts>): Promise<Counts> {
    const known = this.#kept.get(key)
    const age = known ? performance.now() - known.at : Number.POSITIVE_INFINITY
    if (known && age < SHOWN_MS) {
      if (age > FRESH_MS && !known.making) {
        known.making = true
        this.#make(key, make).catch(() => {
          known.making = false
        })
      }
      return known.counts
    }
    return this.#make(key, make)
  }

  async #make(key: string, make: () => Promise<Counts>): Promise<Counts> {
    const counts = await make()
    this.#kept.delete(key)
    if (counts.kind.reduce((sum, { count }) => sum + count, 0) < LARGE) return counts
    if (this.#kept.size >= MOST) this.#kept.delete(this.#kept.keys().next().value!)
    this.#kept.set(key, { counts, at: performance.now(), making: false })
    return counts
  }
}
