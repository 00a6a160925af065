/** How hard: a small dose runs with `npm test`, the full one with `npm run soak`. */
export type Dose = 'small' | 'full'

export type Run = {
  seed: number
  dose: Dose
  /** Tells how it goes, in one line. */
  say(line: string): void
}

/** An attack: throws at the first thing that is wrong; answers what was done, in one line. */
export type Attack = (run: Run) => Promise<string>

export const pause = (milliseconds: number) =>
  new Promise<void>((later) => setTimeout(later, milliseconds))

/** Seals again and again while an attack is under way, and remembers every head that it was shown. */
export function sealing<Head>(seal: () => Promise<Head | undefined>, everyMs = 120) {
  const heads: Head[] = []
  let going = true
  const running = (async () => {
    while (going) {
      const head = await seal()
      if (head) heads.push(head)
      await pause(everyMs)
    }
  })()
  running.catch(() => {})
  return {
    heads,
    async rest() {
      going = false
      await running
      return heads
    },
    async [Symbol.asyncDispose]() {
      going = false
      await running.catch(() => {})
    },
  }
}
