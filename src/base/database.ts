import { createHash } from 'node:crypto'
import { Socket } from 'node:net'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'

const INT8 = 20
const TIMESTAMPTZ = 1184
const DATE = 1082
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) return BigInt
    if (oid === TIMESTAMPTZ) return instantFrom
    if (oid === DATE) return String
    // biome-ignore lint/suspicious/noExplicitAny: pg's own signature
    return pg.types.getTypeParser(oid, format as any)
  },
}

/** Reads PostgreSQL's text form; 'infinity' has no Instant and is read as undefined. */
function instantFrom(text: string): Temporal.Instant | undefined {
  return text.endsWith('infinity') ? undefined : Temporal.Instant.from(text)
}

/** A piece of SQL with its values, to be put into a larger statement. */
export class Fragment {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]
  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings
    this.values = values
  }
}

/** Makes a fragment: tx`select … where ${sql`a = ${1}`}`. */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Fragment {
  return new Fragment(strings, values)
}

/** SQL text taken as it stands. Never for anything that a caller sent. */
export function raw(text: string): Fragment {
  return new Fragment([text], [])
}

/** Fragments side by side: join([sql`a = 1`, sql`b = 2`], ' and '). */
export function join(parts: readonly Fragment[], between = ', '): Fragment {
  if (parts.length === 0) return raw('')
  const strings: string[] = ['']
  const values: unknown[] = []
  parts.forEach((part, index) => {
    if (index > 0) strings.push(`${strings.pop()}${between}`)
    strings.push(`${strings.pop()}${part.strings[0]}`)
    for (let i = 0; i < part.values.length; i++) {
      values.push(part.values[i])
      strings.push(part.strings[i + 1]!)
    }
  })
  return new Fragment(strings, values)
}

/**
 * Something that runs SQL written as a template: inside a transaction (`Tx`) or on any free
 * connection (`Db`). int8 comes back as bigint, timestamptz as Temporal.Instant, date as text.
 * Values may be bigint, Temporal.Instant, Temporal.PlainDate, arrays, or plain objects (as JSON).
 */
export interface Query {
  <Row extends object = Record<string, never>>(
    strings: TemplateStringsArray,
    ...values: unknown[]
  ): Promise<Row[]>
  /** Kysely's builder on the same connection, for lists with filters. */
  // biome-ignore lint/suspicious/noExplicitAny: tables are typed where they are used
  readonly build: Kysely<any>
}

/** An open database transaction. */
export interface Tx extends Query {
  readonly inTransaction: true
}

/** The database: run one statement, or several in a transaction with `atomically`. */
export interface Db extends Query {
  readonly pool: pg.Pool
  /** Statements sent so far, for benches and tests. */
  readonly sent: { count: number }
  close(): Promise<void>
}

function plain(value: unknown): unknown {
  if (value === undefined) return null
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) {
    return value.toString()
  }
  if (Array.isArray(value)) return value.map(plain)
  if (Buffer.isBuffer(value) || value instanceof Date) return value
  return toJson(value)
}

/** JSON in which bigints are numbers' text; used for jsonb parameters. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? item.toString() : item))
}

function assemble(
  strings: readonly string[],
  values: readonly unknown[],
): { text: string; values: unknown[] } {
  let text = strings[0]!
  const out: unknown[] = []
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value instanceof Fragment) {
      const inner = assemble(value.strings, value.values)
      text += inner.text.replace(/\$(\d+)/g, (_, n) => `$${Number(n) + out.length}`)
      out.push(...inner.values)
    } else {
      out.push(plain(value))
      text += `$${out.length}`
    }
    text += strings[i + 1]
  }
  return { text, values: out }
}

const names = new Map<string, string>()

/** A prepared statement's name: each text is planned once a connection. */
function nameOf(text: string): string {
  let name = names.get(text)
  if (!name) {
    name = createHash('sha1').update(text).digest('base64url')
    if (names.size < 5_000) names.set(text, name)
  }
  return name
}

type Runs = { query(query: pg.QueryConfig): Promise<pg.QueryResult> }

function queryOn(target: Runs, counter: { count: number }): Query {
  const run = async (strings: TemplateStringsArray, ...values: unknown[]) => {
    const { text, values: params } = assemble(strings, values)
    counter.count += 1
    const result = await target.query({ name: nameOf(text), text, values: params })
    return result.rows
  }
  let builder: Kysely<unknown> | undefined
  Object.defineProperty(run, 'build', {
    get() {
      builder ??= new Kysely({
        dialect: new PostgresDialect({ pool: kyselyPool(target, counter) as never }),
      })
      return builder
    },
  })
  return run as unknown as Query
}

function kyselyPool(target: Runs, counter: { count: number }) {
  return {
    async connect() {
      return {
        query(text: string, values: readonly unknown[]) {
          counter.count += 1
          return target.query({ text, values: values.map(plain) })
        },
        release() {},
      }
    },
    async end() {},
  }
}

export type DatabaseOptions = {
  url: string
  /** Connections at most. */
  size?: number
  /** The role that every connection takes on; none: the one that signed in. */
  role?: string
  /** Settings of PostgreSQL for these connections only, for example `synchronous_commit: 'off'`. */
  settings?: Record<string, string>
}

/** Sends what is written within one turn of the event loop in one piece. */
class GatheringSocket extends Socket {
  override write: Socket['write'] = (...given: unknown[]) => {
    this.#gather()
    return Socket.prototype.write.apply(this, given as Parameters<Socket['write']>)
  }

  override cork(): void {
    this.#gather()
    super.cork()
  }

  #gather(): void {
    if (this.writableCorked > 0) return
    super.cork()
    process.nextTick(() => this.uncork())
  }
}

/** Opens a pool on a database. */
export function openDatabase({ url, size = 10, role, settings }: DatabaseOptions): Db {
  const set = Object.entries({ ...(role ? { role } : {}), ...settings })
  const options = set.map(([name, value]) => `-c ${name}=${value}`).join(' ')
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    types,
    // Statements that do not wait for each other's answers go out together.
    pipeline: true,
    stream: () => new GatheringSocket(),
    ...(options ? { options } : {}),
  })
  // A connection that dies is replaced, and whoever was using it hears of it from their own query;
  // pool and client only have to be told that we know, or the process would end.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const sent = { count: 0 }
  const query = queryOn(pool as unknown as Runs, sent)
  return Object.assign(query, { pool, sent, close: () => pool.end() }) as unknown as Db
}

/** Runs `work` in one transaction: all of it, or nothing. */
export async function atomically<Result>(
  db: Db,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const client = await db.pool.connect()
  let broken: Error | undefined
  // A connection can die while nobody waits for an answer of it; unheard, that ends the process.
  const dies = (error: Error) => {
    broken ??= error
  }
  client.on('error', dies)
  try {
    db.sent.count += 2
    // Goes out together with the first statement; where it fails, the connection is gone, and that fails too.
    client.query('begin').catch(dies)
    const tx = queryOn(client as unknown as Runs, db.sent) as Tx
    Object.defineProperty(tx, 'inTransaction', { value: true })
    const result = await work(tx)
    // PostgreSQL answers a commit after a failed statement with a rollback, and calls it no error.
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error('A statement had failed, so nothing was kept')
    return result
  } catch (error) {
    const cause = broken ?? error
    await client.query('rollback').catch(dies)
    throw cause
  } finally {
    client.off('error', dies)
    client.release(broken)
  }
}
