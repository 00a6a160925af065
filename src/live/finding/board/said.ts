import type { Words } from '../words.ts'

/** Numbers in ascending order, added at the end. */
class Run {
  at = new Int32Array(4)
  length = 0

  push(number: number): void {
    if (this.length === this.at.length) {
      const longer = new Int32Array(this.length + (this.length >> 1) + 4)
      longer.set(this.at)
      this.at = longer
    }
    this.at[this.length++] = number
  }
}

type Term = { everywhere: Run; titles: Run | undefined }

/** So many new words wait until all are brought into order again. */
const LATE = 500

/**
 * Who says what: for each word the texts that it stands in. A text that is said anew gets a number of its
 * own, and the old one counts for nobody.
 */
export class Said {
  readonly #terms = new Map<string, Term>()
  #ordered: string[] = []
  #late: string[] = []
  #texts = 0
  #textOf = new Int32Array(1_024).fill(-1)
  #live = 0

  /** Texts that count for nobody any more. */
  get waste(): number {
    return this.#texts - this.#live
  }

  /** Somebody says these words from now on, some of them in the title; apart by blanks. */
  say(who: number, words: string, title: string): void {
    if (who >= this.#textOf.length) {
      const longer = new Int32Array(Math.max(who + 1, this.#textOf.length * 2)).fill(-1)
      longer.set(this.#textOf)
      this.#textOf = longer
    }
    this.hush(who)
    const text = this.#texts++
    this.#textOf[who] = text
    this.#live += 1
    for (const word of blanks(words)) this.#term(word).everywhere.push(text)
    for (const word of blanks(title)) {
      const term = this.#term(word)
      term.titles ??= new Run()
      term.titles.push(text)
    }
  }

  /** What somebody said counts no more. */
  hush(who: number): void {
    if ((this.#textOf[who] ?? -1) < 0) return
    this.#textOf[who] = -1
    this.#live -= 1
  }

  /** Whether somebody says all of the words; `inTitle`: in their title. */
  saying(words: Words, inTitle: boolean): (who: number) => boolean {
    const all = new Uint8Array(this.#texts)
    for (const [index, group] of (inTitle ? words.titles : words.groups).entries()) {
      for (const term of this.#meant(group)) {
        const run = inTitle ? term.titles : term.everywhere
        if (!run) continue
        // Only texts in which all words before stood may get this one, too.
        for (let i = 0; i < run.length; i++) {
          const text = run.at[i]!
          if (all[text] === index) all[text] = index + 1
        }
      }
    }
    const wanted = words.groups.length
    const textOf = this.#textOf
    return (who) => {
      const text = textOf[who] ?? -1
      return text >= 0 && all[text] === wanted
    }
  }

  #term(word: string): Term {
    const known = this.#terms.get(word)
    if (known) return known
    const term = { everywhere: new Run(), titles: undefined }
    this.#terms.set(word, term)
    this.#late.push(word)
    return term
  }

  #meant({ begins, is }: Words['groups'][number]): Set<Term> {
    const found = new Set<Term>()
    for (const word of is) {
      const term = this.#terms.get(word)
      if (term) found.add(term)
    }
    if (begins === null) return found
    if (this.#late.length > LATE || this.#ordered.length === 0) {
      this.#ordered = [...this.#ordered, ...this.#late].sort()
      this.#late = []
    }
    for (let at = this.#firstFrom(begins); at < this.#ordered.length; at++) {
      if (!this.#ordered[at]!.startsWith(begins)) break
      found.add(this.#terms.get(this.#ordered[at]!)!)
    }
    for (const word of this.#late) if (word.startsWith(begins)) found.add(this.#terms.get(word)!)
    return found
  }

  #firstFrom(begins: string): number {
    let from = 0
    let to = this.#ordered.length
    while (from < to) {
      const middle = (from + to) >> 1
      if (this.#ordered[middle]! < begins) from = middle + 1
      else to = middle
    }
    return from
  }
}

const blanks = (text: string) => (text === '' ? [] : text.split(' '))
