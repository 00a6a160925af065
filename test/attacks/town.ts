import { chance } from '../memory-ledger.ts'
import type { Act, Answer, Way } from './acts.ts'
import type { Seen } from './order.ts'

/** Who does what is asked: hands in this process, or a process that is killed and replaced. */
export type Doer = (act: Act) => Promise<Answer>

export type TownOptions = {
  seed: number
  clients?: number
  wallets?: number
  /** What its accounts are called; another name, other accounts. */
  name?: string
  /** The hour that an act is dated at. */
  clock?: () => number
  /** How long a hold or a bought lot may last, in milliseconds; undefined: for ever. */
  lasts?: (random: ReturnType<typeof chance>) => number | undefined
}

type OpenHold = { id: bigint; wallet: string; left: bigint; at: number }

/**
 * Clients that buy, hold, capture, release and spend at the same few accounts at once, by a seed, and
 * remember every answer. Nobody gives up: what was not answered is asked again by the same key.
 */
export class Town implements Disposable {
  readonly seed: number
  readonly history: Seen[] = []
  readonly educators: string[]
  readonly wallets: string[]
  /** Acts that have been asked and not been answered. */
  open = 0
  #clients: number
  #clock: () => number
  #lasts: NonNullable<TownOptions['lasts']>
  #holds: OpenHold[] = []
  #tick = 0
  #going = true
  #running: Promise<unknown> = Promise.resolve()

  constructor({ seed, clients = 8, wallets = 4, name = 'town', clock, lasts }: TownOptions) {
    this.seed = seed
    this.wallets = Array.from({ length: wallets }, (_, n) => `${name}-${n}`)
    this.educators = [`${name}-ed`, `${name}-eve`]
    this.#clients = clients
    this.#clock = clock ?? (() => Temporal.Now.instant().epochMilliseconds)
    this.#lasts = lasts ?? (() => undefined)
  }

  /**
   * Everybody's accounts are opened, one after the other. An account that is opened while others are locked is
   * outside the order of locks: two deeds that do so can meet in a deadlock, and one of them is done again.
   */
  async moveIn(doer: Doer): Promise<void> {
    const deed = { at: this.#clock() }
    let n = 0
    const once = async (act: Act) => {
      const from = this.#tick++
      const answer = await doer(act)
      this.history.push({ act, answer, from, to: this.#tick++ })
      return answer
    }
    const key = () => `${this.seed}.in.${n++}`
    for (const [number, wallet] of this.wallets.entries()) {
      const educator = this.educators[number % this.educators.length]!
      await once({ ...deed, key: key(), do: 'buy', wallet, units: 50n, way: 'inline' })
      const held = await once({ ...deed, key: key(), do: 'hold', wallet, units: 10n })
      if (!held.ok) throw new Error(`Nobody could move in: ${held.code}`)
      const taken = { wallet, hold: held.id!, units: 10n, educator, share: 7n }
      await once({ ...deed, key: key(), do: 'capture', ...taken })
      await once({ ...deed, key: key(), do: 'free', educator, units: 1n, way: 'inline' })
    }
  }

  /** Sets all clients going; each stops after its so many acts, or when told to. */
  live(doer: Doer, acts = Number.POSITIVE_INFINITY): void {
    this.#running = Promise.all(
      Array.from({ length: this.#clients }, (_, client) => this.#client(client, doer, acts)),
    )
    // Whoever waits for the end hears of it; until then it must not end the process.
    this.#running.catch(() => {})
  }

  /** Waits until every act that was begun is answered. */
  async rest({ now = true } = {}): Promise<void> {
    if (now) this.#going = false
    await this.#running
  }

  /** Nobody begins another act. */
  [Symbol.dispose](): void {
    this.#going = false
  }

  async #client(client: number, doer: Doer, acts: number): Promise<void> {
    const random = chance(this.seed * 1_000 + client)
    for (let n = 0; n < acts && this.#going; n++) {
      const act = this.#choose(`${this.seed}.${client}.${n}`, random)
      this.open += 1
      const from = this.#tick++
      const answer = await doer(act)
      this.history.push({ act, answer, from, to: this.#tick++ })
      this.open -= 1
      this.#learn(act, answer)
    }
  }

  #choose(key: string, random: ReturnType<typeof chance>): Act {
    const deed = { key, at: this.#clock() }
    const wallet = random.of(this.wallets)
    const educator = random.of(this.educators)
    const way: Way = random.of(['inline', 'together', 'set'])
    const choice = random.upTo(100)
    const own = this.#holds.filter((hold) => hold.wallet === wallet)
    const crowded = own.length > 6
    if (own.length > 0 && (crowded || (choice >= 45 && choice < 75))) {
      const hold = random.of(own)
      const units = random.yes(0.6) ? hold.left : BigInt(1 + random.upTo(Number(hold.left)))
      const shared = { ...deed, wallet: hold.wallet, hold: hold.id, units }
      return random.yes(0.7)
        ? { ...shared, do: 'capture', educator, share: (units * 7n) / 10n }
        : { ...shared, do: 'release' }
    }
    const lasts = this.#lasts(random)
    const expires = lasts === undefined ? {} : { expires: deed.at + lasts }
    if (choice < 18) {
      return { ...deed, do: 'buy', wallet, units: BigInt(1 + random.upTo(300)), way, ...expires }
    }
    if (choice < 60) {
      return { ...deed, do: 'hold', wallet, units: BigInt(1 + random.upTo(200)), ...expires }
    }
    if (choice < 85)
      return { ...deed, do: 'free', educator, units: BigInt(1 + random.upTo(150)), way }
    if (choice < 94) return { ...deed, do: 'read', wallet }
    const purpose = random.yes(0.5) ? 'educator_held' : 'educator_available'
    return { ...deed, do: 'look', educator, purpose }
  }

  #learn(act: Act, answer: Answer): void {
    if (act.do === 'hold' && answer.ok) {
      const { wallet, units: left, at } = act
      this.#holds.push({ id: answer.id!, wallet, left, at })
    }
    if (act.do !== 'capture' && act.do !== 'release') return
    const hold = this.#holds.find(({ id }) => id === act.hold)
    if (!hold) return
    if (answer.ok) hold.left -= act.units
    const over = answer.ok ? hold.left <= 0n : /closed|expired/.test(answer.code)
    if (over) this.#holds.splice(this.#holds.indexOf(hold), 1)
  }
}
