// Columns to work in are used again: new ones of a megabyte for each answer keep the collector of memory busy.
const desk: Int32Array[] = []
let laid = 0
let keyColumn = new Float64Array(0)

/** Clears the desk. An answer is made in one go, without waiting: whoever begins one has the desk alone. */
export function clearDesk(): void {
  laid = 0
}

/** A column for what an order goes by; only what was written into it since counts. */
export function keyed(size: number): Float64Array {
  if (keyColumn.length < size) keyColumn = new Float64Array(size)
  return keyColumn
}

function column(size: number): Int32Array {
  const known = desk[laid]
  const fits = known && known.length >= size ? known : new Int32Array(size)
  desk[laid++] = fits
  return fits
}

/** Places on the board that fit so far; each condition leaves fewer. */
export class Hits {
  readonly places: Int32Array
  count = 0

  constructor(size: number) {
    this.places = column(size)
  }

  copy(): Hits {
    const copy = new Hits(this.count)
    copy.places.set(this.places.subarray(0, this.count))
    copy.count = this.count
    return copy
  }

  /** How many there are of each number in a column. */
  tally(column: Uint32Array, numbers: number): Uint32Array {
    const counts = new Uint32Array(numbers)
    for (let i = 0; i < this.count; i++) counts[column[this.places[i]!]!]!++
    return counts
  }

  keep(fits: (at: number) => boolean): void {
    let kept = 0
    for (let i = 0; i < this.count; i++) {
      const at = this.places[i]!
      if (fits(at)) this.places[kept++] = at
    }
    this.count = kept
  }

  // The same for what is asked most, each with a loop of its own: a hundred thousand calls are milliseconds.

  keepEqual(column: Uint32Array, number: number): void {
    let kept = 0
    for (let i = 0; i < this.count; i++) {
      const at = this.places[i]!
      if (column[at] === number) this.places[kept++] = at
    }
    this.count = kept
  }

  /** Those whose number is one of the chosen: 1 in `chosen`. */
  keepChosen(column: Uint32Array, chosen: Uint8Array): void {
    let kept = 0
    for (let i = 0; i < this.count; i++) {
      const at = this.places[i]!
      if (chosen[column[at]!] === 1) this.places[kept++] = at
    }
    this.count = kept
  }

  keepBetween(column: Float64Array, least: number, most: number): void {
    let kept = 0
    for (let i = 0; i < this.count; i++) {
      const at = this.places[i]!
      if (column[at]! >= least && column[at]! <= most) this.places[kept++] = at
    }
    this.count = kept
  }

  /** The first so many in an order. */
  first(limit: number, before: (a: number, b: number) => boolean): number[] {
    const best: number[] = []
    for (let i = 0; i < this.count; i++) {
      const at = this.places[i]!
      if (best.length === limit && !before(at, best[limit - 1]!)) continue
      let from = 0
      let to = best.length
      while (from < to) {
        const middle = (from + to) >> 1
        if (before(best[middle]!, at)) from = middle + 1
        else to = middle
      }
      best.splice(from, 0, at)
      if (best.length > limit) best.pop()
    }
    return best
  }
}

export type Facet = { value: string; count: number }[]

/** Counts by name, the largest first; where nothing is, nothing is said. */
export function counted(counts: Iterable<readonly [value: string | null, count: number]>): Facet {
  const sums = new Map<string, number>()
  for (const [value, count] of counts)
    if (value !== null && count > 0) sums.set(value, (sums.get(value) ?? 0) + count)
  return [...sums]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
