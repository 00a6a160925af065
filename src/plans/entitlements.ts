import type { PoolClient } from 'pg'
import type { Db } from '#base'
import { freeVersions, versionById } from './catalogue.ts'
import { isOpen, liveSubscriptions, openUntil } from './subscription.ts'

/** What a person may do, by the plans that they have. */
export type Entitlement = {
  features: ReadonlySet<string>
  limits: ReadonlyMap<string, number>
  /** Codes of the plans it comes from, one per audience. */
  plans: readonly string[]
}

type Kept = Entitlement & { until: Temporal.Instant }

const MINUTES = 5
const PEOPLE_AT_MOST = 50_000
const CHANNEL = 'plans_changed'

/**
 * Answers what plans open, from memory: for five minutes at most, and dropped at once when a
 * subscription changes, on this node and (through PostgreSQL) on every other. While nobody can tell
 * us of changes nothing is kept.
 */
export class Entitlements {
  readonly #db: Db
  readonly #kept = new Map<string, Kept>()
  #ear: PoolClient | undefined
  #closed = false
  #changes = 0

  constructor(db: Db) {
    this.#db = db
  }

  async open(): Promise<this> {
    await this.#listen()
    return this
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#ear?.release(true)
    this.#ear = undefined
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Whether a feature is open to a person. */
  async can(personId: string, feature: string, now: Temporal.Instant): Promise<boolean> {
    return (await this.of(personId, now)).features.has(feature)
  }

  /** The limit that a person's plans set; 0 where none names it. */
  async limit(personId: string, name: string, now: Temporal.Instant): Promise<number> {
    return (await this.of(personId, now)).limits.get(name) ?? 0
  }

  /** All that a person's plans open. */
  async of(personId: string, now: Temporal.Instant): Promise<Entitlement> {
    const kept = this.#kept.get(personId)
    if (kept && Temporal.Instant.compare(now, kept.until) < 0) return kept
    const before = this.#changes
    const looked = await this.#lookUp(personId, now)
    // A change that came while we looked may not be in what we saw.
    if (this.#ear && before === this.#changes) {
      if (this.#kept.size >= PEOPLE_AT_MOST) this.#kept.clear()
      this.#kept.set(personId, looked)
    }
    return looked
  }

  /** Forgets one person, or everybody. */
  forget(personId?: string): void {
    this.#changes += 1
    if (personId) this.#kept.delete(personId)
    else this.#kept.clear()
  }

  async #lookUp(personId: string, now: Temporal.Instant): Promise<Kept> {
    const live = (await liveSubscriptions(this.#db, personId)).filter((one) => isOpen(one, now))
    const paid = await Promise.all(live.map((one) => versionById(this.#db, one.versionId)))
    const free = (await freeVersions(this.#db, now)).filter(
      (one) => !paid.some((other) => other.audience === one.audience),
    )
    const versions = [...paid, ...free]
    const ends = live.map(openUntil)
    return {
      features: new Set(versions.flatMap((one) => one.features)),
      limits: new Map(versions.flatMap((one) => Object.entries(one.limits))),
      plans: versions.map((one) => one.plan),
      until: [now.add({ minutes: MINUTES }), ...ends].sort(Temporal.Instant.compare)[0]!,
    }
  }

  async #listen(): Promise<void> {
    const client = await this.#db.pool.connect()
    client.on('notification', ({ channel, payload }) => {
      // What a plan opens that nobody pays for has changed for all.
      if (channel === CHANNEL && payload) this.forget(payload === '*' ? undefined : payload)
    })
    client.once('error', () => this.#deaf(client))
    client.once('end', () => this.#deaf(client))
    await client.query(`listen ${CHANNEL}`)
    this.#ear = client
    this.forget()
  }

  #deaf(client: PoolClient): void {
    if (this.#ear !== client) return
    this.#ear = undefined
    this.forget()
    client.release(true)
    const again = () => {
      if (this.#closed) return
      this.#listen().catch(() => setTimeout(again, 1_000).unref())
    }
    setTimeout(again, 200).unref()
  }
}
