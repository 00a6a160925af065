import { atomically, type Db, queueWork, sql } from '#base'
import type { Lane } from '../message.ts'
import type { MessageProviders, Submitted } from '../providers/index.ts'
import { LEAVE } from './accepting.ts'
import { type Answered, recordAnswers } from './answering.ts'
import { Ways } from './choosing.ts'
import { ANSWER_SECONDS, claim, type Departure, knowPaces } from './claiming.ts'
import { knowRoutes } from './routes.ts'

/** What sending needs of the house. */
export type Sending = {
  db: Db
  providers: Pick<MessageProviders, 'of'>
  now: () => Temporal.Instant
  /** How long a provider's answer is waited for, in milliseconds. */
  patienceMs?: number
}

/** When the next message is due. */
export const nextDeparture = sql`
  select min(m.due_at) from unnest(array['otp', 'transactional', 'bulk']) as l (lane)
    cross join lateral (select due_at from messaging.message
      where state = 'waiting' and lane = l.lane order by due_at limit 1) m`

/** Calls of one lane that are under way at once, at most. */
const AT_ONCE = 96
const CLAIM_AT_MOST = 64
/** After so long the lane is asked for anew, so that others at the queue get a hand. */
const TURN_MS = 10_000
/** Answers that came in within so long are written down together. */
const GATHER_MS = 15
const PATIENCE_MS = 20_000

/**
 * Lets everything of a lane leave that is due: claimed in the books first, then told to its provider, and what
 * that answers written down. Ends when nothing is due, or after its turn. Gives how many left.
 */
export async function leaveDue(sending: Sending, lane: Lane): Promise<{ left: number }> {
  const { db, now } = sending
  await knowRoutes(db, now())
  await knowPaces(db, now())
  const ways = new Ways()
  const away = new Away(sending, lane, ways)
  const began = performance.now()
  let left = 0
  try {
    for (;;) {
      const room = Math.min(CLAIM_AT_MOST, AT_ONCE - away.size)
      if (room < CLAIM_AT_MOST / 4) {
        await away.someBack()
        continue
      }
      const at = now()
      const { departures, seen, busy } = await atomically(db, (tx) =>
        claim(tx, lane, ways, room, at),
      )
      for (const departure of departures) away.go(departure)
      left += departures.length
      const over = performance.now() - began > TURN_MS
      if (over && seen > 0) {
        await atomically(db, (tx) => queueWork(tx, LEAVE, { lane }, `${LEAVE}:${lane}`))
        break
      }
      if (departures.length > 0 || (seen > 0 && !busy)) continue
      if (away.size > 0) await away.someBack()
      else if (!busy || !(await timePasses(now))) break
    }
  } finally {
    await away.allBack()
  }
  return { left }
}

/** Waits for a provider's next second; where the clock stands still, there is none. */
async function timePasses(now: () => Temporal.Instant): Promise<boolean> {
  const before = now()
  await new Promise((done) => setTimeout(done, 50))
  return !now().equals(before)
}

/** Messages that are away: told to a provider, and not yet answered or not yet written down. */
class Away {
  readonly #sending: Sending
  readonly #lane: Lane
  readonly #ways: Ways
  #answers: Answered[] = []
  #size = 0
  #waiting: (() => void)[] = []
  #writing: Promise<void> | undefined
  #failed: unknown

  constructor(sending: Sending, lane: Lane, ways: Ways) {
    this.#sending = sending
    this.#lane = lane
    this.#ways = ways
  }

  get size(): number {
    return this.#size
  }

  go(departure: Departure): void {
    this.#size += 1
    void this.#ask(departure).then((answer) => {
      this.#answers.push(answer)
      this.#writing ??= this.#write()
    })
  }

  /** Settles when answers have been written down. Throws what writing them threw. */
  async someBack(): Promise<void> {
    if (this.#failed) throw this.#failed
    await new Promise<void>((done) => this.#waiting.push(done))
    if (this.#failed) throw this.#failed
  }

  async allBack(): Promise<void> {
    while (this.#size > 0) await this.someBack()
    if (this.#failed) throw this.#failed
  }

  async #ask({ route, outgoing, message }: Departure): Promise<Answered> {
    const began = performance.now()
    const took = () => Math.round(performance.now() - began)
    const patience = this.#sending.patienceMs ?? PATIENCE_MS
    const about = { attempt: outgoing.id, message, route, lane: this.#lane }
    let said: Submitted
    try {
      const provider = await this.#sending.providers.of(route.provider)
      said = await provider.send(outgoing, AbortSignal.timeout(patience))
    } catch (error) {
      return { ...about, at: this.#sending.now(), took: took(), fault: error as Error }
    }
    return { ...about, at: this.#sending.now(), took: took(), submitted: said }
  }

  /** Writes answers down as long as there are some; those that come meanwhile go with the next. */
  async #write(): Promise<void> {
    await new Promise((done) => setTimeout(done, GATHER_MS))
    while (this.#answers.length > 0) {
      const answers = this.#answers
      this.#answers = []
      try {
        const { changed } = await recordAnswers(this.#sending.db, answers, this.#lane)
        if (changed) this.#ways.forget()
      } catch (error) {
        // They stay leaving in the books and become unknown: nothing is sent again.
        this.#failed ??= error
      }
      this.#size -= answers.length
      for (const done of this.#waiting.splice(0)) done()
    }
    this.#writing = undefined
  }
}

if (PATIENCE_MS >= ANSWER_SECONDS * 1_000)
  throw new Error('A provider is waited for longer than its answer counts')
