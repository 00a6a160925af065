import { fork } from 'node:child_process'

/** One request of a client. */
export type Order = {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: unknown
  /** Under which its answers are counted. */
  name?: string
}

export type Plan = {
  url: string
  /** What each client sends, one after the other. */
  clients: Order[][]
  /** Goes round and round for so long; without it each order is sent once. */
  seconds?: number
  /**
   * So many requests a second in all, whether or not earlier ones are answered; each answer's time is
   * counted from when its request was due. Without it each client waits for its answer.
   */
  perSecond?: number
}

export type Answer = {
  /** What was asked, where the order names it. */
  name?: string
  status: number
  milliseconds: number
  /** What a refusal said. */
  text?: string
}

export type Outcome = {
  answers: Answer[]
  /** From the first request to the last answer. */
  milliseconds: number
  /** What the clients themselves used. */
  cpu: number
}

/** A process of clients, kept for several plans so that its start is not measured. */
export class Clients {
  #child = fork(new URL('./client.ts', import.meta.url), { serialization: 'advanced' })

  play(plan: Plan): Promise<Outcome> {
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
    const gone = (code: number | null) => reject(new Error(`The clients ended with ${code}`))
    this.#child.once('exit', gone)
    this.#child.once('message', (outcome) => {
      this.#child.off('exit', gone)
      resolve(outcome as Outcome)
    })
    this.#child.send(plan)
    return promise
  }

  [Symbol.dispose](): void {
    this.#child.disconnect()
  }
}

/** The time within which this share of the answers came: percentile(answers, 0.99). */
export function percentile(answers: readonly Answer[], share: number): number {
  const sorted = answers.map((answer) => answer.milliseconds).sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** Fails loudly where a bench would otherwise measure how fast refusals are. */
export function mustAll(answers: readonly Answer[], wanted: (status: number) => boolean): void {
  const wrong = answers.filter((answer) => !wanted(answer.status))
  if (wrong.length === 0) return
  throw new Error(
    `${wrong.length} of ${answers.length} answers were not as wanted; the first: ${wrong[0]!.status} ${wrong[0]!.text}`,
  )
}
