import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { APP_ROLE, type Cluster, type Db, migrate, openDatabase, startCluster } from '#base'

/**
 * A PostgreSQL to be attacked. It keeps its promises: `fsync` and `synchronous_commit` stay on, as in
 * production and unlike in the unit tests (test/setup.ts).
 */
export class Place implements AsyncDisposable {
  readonly folder: string
  readonly settings: Record<string, string>
  #cluster: Cluster | undefined

  private constructor(folder: string, settings: Record<string, string>) {
    this.folder = folder
    this.settings = settings
  }

  /** An empty cluster; `migrated`: with Stoa's tables. */
  static async open(
    settings: Record<string, string> = {},
    { migrated = true } = {},
  ): Promise<Place> {
    const place = new Place(newFolder(), settings)
    await place.start()
    if (migrated) await migrateLedger(place.url)
    return place
  }

  /** A cluster on a copy of another's files, which `fill` makes ready to be started. */
  static async on(
    fill: (data: string) => Promise<void> | void,
    settings: Record<string, string> = {},
  ): Promise<Place> {
    const place = new Place(newFolder(), settings)
    await fill(join(place.folder, 'data'))
    await place.start()
    return place
  }

  get #up(): Cluster {
    if (!this.#cluster) throw new Error('This PostgreSQL was not started')
    return this.#cluster
  }

  get url(): string {
    return this.#up.url
  }

  get data(): string {
    return this.#up.data
  }

  /** The folder of its socket. */
  get sockets(): string {
    return new URL(this.url).searchParams.get('host')!
  }

  /** The number of its first process. */
  get pid(): number {
    return Number(readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n')[0])
  }

  /** Starts it, or starts it again after its end; answers how many milliseconds that took. */
  async start(): Promise<number> {
    const began = performance.now()
    await this.#cluster?.stop()
    this.#cluster = await startCluster({ data: join(this.folder, 'data'), settings: this.settings })
    return performance.now() - began
  }

  /** kill -9 of its first process: its others notice, and end by themselves. */
  async kill(): Promise<void> {
    process.kill(this.pid, 'SIGKILL')
    // Nothing else may keep this process waiting for the news.
    const awake = setInterval(() => {}, 1_000)
    await this.#up.gone
    clearInterval(awake)
  }

  stop(): Promise<void> {
    return this.#up.stop()
  }

  /** With the application's rights. */
  open(size = 12): Db {
    return openDatabase({ url: this.url, role: APP_ROLE, size })
  }

  /** Statements with the owner's rights, on a connection of their own. */
  async asOwner<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    return asOwner(this.url, work)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cluster?.stop()
    const data = this.#cluster?.data
    for (const path of [data, this.folder]) if (path) rmSync(path, { recursive: true, force: true })
  }
}

/** The tables of the ledger alone: it needs no other module, and an attack on it none either. */
export async function migrateLedger(url: string): Promise<void> {
  const all = new URL('../../db/', import.meta.url)
  const own = mkdtempSync(join(tmpdir(), 'stoa-ledger-'))
  for (const file of readdirSync(all)) {
    if (/-(base|ledger)\.sql$/.test(file)) copyFileSync(new URL(file, all), join(own, file))
  }
  await migrate(url, pathToFileURL(`${own}/`)).finally(() => rmSync(own, { recursive: true }))
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-attack-'))
  chmodSync(folder, 0o711)
  return folder
}

export async function asOwner<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * The files of a running cluster, copied while it is written to (pg_backup_start, copy, pg_backup_stop):
 * what pg_basebackup does. Replaying the log that was written meanwhile makes them right.
 */
export async function baseBackup(of: Place, to: string): Promise<void> {
  await of.asOwner(async (owner) => {
    await owner.query("select pg_backup_start('attack', fast => true)")
    const skip =
      /\/(postmaster\.(pid|opts)|pg_replslot\/.*|pg_dynshmem\/.*|pg_stat_tmp\/.*|pgsql_tmp.*)$/
    cpSync(of.data, to, {
      recursive: true,
      preserveTimestamps: true,
      verbatimSymlinks: true,
      filter: (path) => existsSync(path) && !skip.test(path),
    })
    const { rows } = await owner.query<{ labelfile: string }>('select * from pg_backup_stop()')
    writeFileSync(join(to, 'backup_label'), rows[0]!.labelfile)
    // The log's last files may have grown since they were copied.
    cpSync(join(of.data, 'pg_wal'), join(to, 'pg_wal'), { recursive: true, force: true })
  })
  const { uid, gid } = statSync(of.data)
  giveTo(to, uid, gid)
}

function giveTo(path: string, uid: number, gid: number): void {
  if (process.getuid?.() !== 0) return
  chownSync(path, uid, gid)
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    chownSync(join(entry.parentPath, entry.name), uid, gid)
  }
}
