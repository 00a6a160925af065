type Entry = { at: Temporal.Instant; order: number; deed: () => Promise<void> }

/** What is still to happen, earliest first; of two at the same instant, the one noted first. */
export class Agenda {
  #entries: Entry[] = []
  #noted = 0

  note(at: Temporal.Instant, deed: () => Promise<void>): void {
    const entry = { at, order: this.#noted++, deed }
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (later(this.#entries[middle]!, entry)) low = middle + 1
      else high = middle
    }
    this.#entries.splice(low, 0, entry)
  }

  /** Takes the next entry that is due before `until`. The list is kept latest first. */
  take(until: Temporal.Instant): Entry | undefined {
    const next = this.#entries.at(-1)
    if (!next || Temporal.Instant.compare(next.at, until) >= 0) return undefined
    return this.#entries.pop()
  }
}

function later(a: Entry, b: Entry): boolean {
  return (Temporal.Instant.compare(a.at, b.at) || a.order - b.order) > 0
}
