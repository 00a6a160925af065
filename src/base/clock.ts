/** Tells the time. Read only at the edge (HTTP, jobs, command line); all below take `now`. */
export interface Clock {
  now(): Temporal.Instant
}

/** The machine's own clock. */
export const wallClock: Clock = { now: () => Temporal.Now.instant() }

/**
 * A clock that can be moved forward, for the sandbox and for tests. It ticks with the machine's
 * clock from where it was set, or stands still when made with `standing`.
 */
export class VirtualClock implements Clock {
  #base: Temporal.Instant
  #setAt: Temporal.Instant | undefined

  constructor(start: Temporal.Instant, options: { standing?: boolean } = {}) {
    this.#base = start
    this.#setAt = options.standing ? undefined : Temporal.Now.instant()
  }

  now(): Temporal.Instant {
    if (!this.#setAt) return this.#base
    return this.#base.add(this.#setAt.until(Temporal.Now.instant()))
  }

  /** Moves to `instant`; a clock never goes back: an earlier instant leaves it where it is. */
  moveTo(instant: Temporal.Instant): void {
    if (Temporal.Instant.compare(instant, this.now()) <= 0) return
    this.#base = instant
    if (this.#setAt) this.#setAt = Temporal.Now.instant()
  }
  /** Whether it stands still. */
  get standing(): boolean {
    return this.#setAt === undefined
  }

  /** Stands still where it is, so that what happens on the way of a jump has exact instants. */
  stand(): void {
    this.#base = this.now()
    this.#setAt = undefined
  }

  /** Ticks on from where it is. */
  tick(): void {
    this.#setAt ??= Temporal.Now.instant()
  }
}
