import { atomically, type Db, Problem } from '#base'
import {
  balance,
  type Head,
  head,
  hold,
  type Owner,
  openTogether,
  type Posting,
  postRule,
  postSet,
  type Receipt,
  releaseHold,
  seal,
  signerFrom,
  type Together,
  takeSnapshots,
  tryRule,
  wallet,
} from '#ledger'

/** How a posting goes in: in a transaction of its own, in a shared commit, or as a set. */
export type Way = 'inline' | 'together' | 'set'

/** What a client asks for. The key names it; the same key asked again is the same deed. */
export type Act = { key: string; at: number } & (
  | { do: 'buy'; wallet: string; units: bigint; way: Way; expires?: number }
  | { do: 'hold'; wallet: string; units: bigint; expires?: number }
  | { do: 'capture'; wallet: string; hold: bigint; units: bigint; educator: string; share: bigint }
  | { do: 'release'; wallet: string; hold: bigint; units: bigint }
  | { do: 'free'; educator: string; units: bigint; way: Way }
  | { do: 'read'; wallet: string }
  | { do: 'look'; educator: string; purpose: 'educator_held' | 'educator_available' }
)

/** What it was answered. */
export type Answer =
  | { ok: true; id?: bigint; posted?: bigint; held?: bigint; written?: string }
  | { ok: false; code: string; available?: bigint }

export const person = (id: string): Owner => ({ type: 'person', id })
const signer = signerFrom('an attack signs its heads with this line of words')
export const PUBLIC_KEY = signer.publicKey.toString('hex')

/** Errors of the way there and back: whoever gets one knows nothing, and asks again by the same key. */
const AGAIN =
  /^(57P0[1-5]|08...|40001|40P01|25006|53300|3D000|ECONN\w+|EPIPE|ENOENT|ETIMEDOUT|EAI_AGAIN)$/
const AGAIN_SAID =
  /terminat|Connection|not queryable|closed|timeout|A statement had failed|shutting down|starting up|recovery/i

/** Does acts on one database, again and again until each is answered. */
export class Hands implements Disposable {
  #over = false
  #db: Db
  #lane: Together
  /** What got in the way, by code. */
  readonly met = new Map<string, number>()

  constructor(db: Db) {
    this.#db = db
    this.#lane = openTogether(db)
  }

  /** From now on at another server. */
  moveTo(db: Db): void {
    this.#db = db
    this.#lane = openTogether(db)
  }

  async do(act: Act): Promise<Answer> {
    while (!this.#over) {
      try {
        return await this.#once(act)
      } catch (error) {
        if (error instanceof Problem) return refusal(error)
        const { code = '', message } = error as { code?: string; message: string }
        if (!AGAIN.test(code) && !AGAIN_SAID.test(message)) throw error
        const name = code || message.slice(0, 40)
        this.met.set(name, (this.met.get(name) ?? 0) + 1)
        await new Promise((later) => setTimeout(later, 5 + Math.random() * 20))
      }
    }
    throw new Error('The attack is over')
  }

  /** Whoever still waits is told that it is over. */
  [Symbol.dispose](): void {
    this.#over = true
  }

  async #once(act: Act): Promise<Answer> {
    const at = Temporal.Instant.fromEpochMilliseconds(act.at)
    const deed = { key: act.key, about: { type: 'attack', id: 'a' }, by: 'attack', at }
    switch (act.do) {
      case 'buy': {
        const facts = {
          buyer: person(act.wallet),
          provider: 'card',
          currency: 'USD',
          net: act.units,
          tax: 0n,
          fee: 0n,
          credits: act.units,
          ...until(act.expires),
        }
        return receipt(await this.#post({ rule: 'credits.purchased', facts, deed }, act.way))
      }
      case 'free': {
        const facts = { educator: person(act.educator), currency: 'USD', amount: act.units }
        return receipt(await this.#post({ rule: 'earnings.released', facts, deed }, act.way))
      }
      case 'hold': {
        const { id, posted, held } = await atomically(this.#db, (tx) =>
          hold(tx, {
            ...deed,
            owner: person(act.wallet),
            asset: 'CREDIT',
            units: act.units,
            ...until(act.expires),
          }),
        )
        return { ok: true, id, posted, held }
      }
      case 'capture': {
        const facts = {
          hold: act.hold,
          educator: person(act.educator),
          currency: 'USD',
          face: act.units,
          share: act.share,
          units: act.units,
        }
        return receipt(
          await atomically(this.#db, (tx) =>
            postRule(tx, 'session.completed.credits', facts, deed),
          ),
        )
      }
      case 'release':
        await atomically(this.#db, (tx) =>
          releaseHold(tx, { hold: act.hold, key: act.key, by: 'attack', at, units: act.units }),
        )
        return { ok: true }
      case 'read': {
        const { posted, held } = await wallet(this.#db, person(act.wallet), 'CREDIT')
        return { ok: true, posted, held }
      }
      case 'look': {
        const { educator, purpose } = act
        const ref = { owner: person(educator), purpose, asset: 'USD' }
        return { ok: true, posted: await balance(this.#db, ref) }
      }
    }
  }

  async #post(posting: Posting, way: Way): Promise<Receipt> {
    if (way === 'together') return this.#lane.post(posting)
    return atomically(this.#db, async (tx) => {
      const outcome =
        way === 'set'
          ? (await postSet(tx, [posting]))[0]!
          : await tryRule(tx, posting.rule, posting.facts, posting.deed)
      if ('refusal' in outcome) throw outcome.refusal
      return outcome.receipt
    })
  }

  /** Seals what can be sealed and answers the head, as the schedule does every minute. */
  async seal(now: Temporal.Instant): Promise<Head | undefined> {
    try {
      await seal(this.#db, signer, now)
      if (Math.random() < 0.2) await atomically(this.#db, (tx) => takeSnapshots(tx, 40))
      return await head(this.#db)
    } catch (error) {
      const { code = '', message } = error as { code?: string; message: string }
      if (!AGAIN.test(code) && !AGAIN_SAID.test(message)) throw error
      return undefined
    }
  }
}

function until(milliseconds: number | undefined) {
  if (milliseconds === undefined) return {}
  return { expiresAt: Temporal.Instant.fromEpochMilliseconds(milliseconds) }
}

function receipt({ journalId }: Receipt): Answer {
  return { ok: true, id: journalId }
}

function refusal({ code, facts }: Problem): Answer {
  const { available } = facts as { available?: string }
  return { ok: false, code, ...(available === undefined ? {} : { available: BigInt(available) }) }
}
