import type { PoolClient } from 'pg'
import type { Db } from './database.ts'

/** Listens to one channel of PostgreSQL, and again after the connection was lost. */
export class Ear {
  readonly #db: Db
  readonly #channel: string
  readonly #heard: () => Promise<void>
  #client: PoolClient | undefined
  #closed = false

  /** `heard` is called at each word, and whenever some may have been missed. */
  constructor(db: Db, channel: string, heard: () => Promise<void>) {
    this.#db = db
    this.#channel = channel
    this.#heard = heard
  }

  async open(): Promise<this> {
    const client = await this.#db.pool.connect()
    client.on('notification', ({ channel }) => {
      if (channel === this.#channel) this.#heard().catch(() => this.#deaf(client))
    })
    client.once('error', () => this.#deaf(client))
    client.once('end', () => this.#deaf(client))
    await client.query(`listen ${this.#channel}`)
    this.#client = client
    await this.#heard()
    return this
  }

  close(): void {
    this.#closed = true
    this.#client?.release(true)
    this.#client = undefined
  }

  #deaf(client: PoolClient): void {
    if (this.#client !== client) return
    this.#client = undefined
    client.release(true)
    const again = () => {
      if (!this.#closed) this.open().catch(() => setTimeout(again, 1_000).unref())
    }
    setTimeout(again, 200).unref()
  }
}
