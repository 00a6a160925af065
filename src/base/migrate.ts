import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { StartRefused } from './refusal.ts'

/** The folder of the numbered SQL files. */
export const MIGRATIONS = new URL('../../db/', import.meta.url)

/** The role that the application works as: it owns nothing, and may not change history. */
export const APP_ROLE = 'stoa_app'

export type Migration = { number: number; name: string; text: string; hash: string }

/** The numbered SQL files, in order. */
export function migrationFiles(folder: URL = MIGRATIONS): Migration[] {
  const files = readdirSync(folder).filter((file) => /^\d{4}-.+\.sql$/.test(file))
  return files.sort().map((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8')
    return {
      number: Number(file.slice(0, 4)),
      name: file,
      text,
      hash: createHash('sha256').update(text).digest('hex'),
    }
  })
}

const LOCK = 7_303_014

/** Oldest PostgreSQL that Stoa is written for. */
const OLDEST = 17

const silent = new Logger(() => () => {})

/**
 * Brings the database up to date, the queue's own tables first, then one file and one transaction
 * at a time; two processes that start together wait for each other. A file whose first line is `-- outside a transaction`
 * (an index built concurrently) is marked before and after, so that one cut off half-way is known.
 * Refuses (StartRefused): a server that cannot be reached or is too old, rights that are missing,
 * a file that changed after it ran, a file cut off half-way, a database newer than this Stoa.
 */
export async function migrate(url: string, folder: URL = MIGRATIONS): Promise<string[]> {
  const client = await connected(url)
  const done: string[] = []
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await prepareQueue(url)
    await prepare(client)
    const files = migrationFiles(folder)
    const { rows } = await client.query<{
      number: number
      name: string
      hash: string
      finished: boolean
    }>(
      'select number, name, hash, finished_at is not null as finished from base.migration order by number',
    )
    refuseUnlessSound(files, rows)
    for (const file of files.slice(rows.length)) {
      await apply(client, file)
      done.push(file.name)
    }
    return done
  } finally {
    await client.end()
  }
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
  } catch (error) {
    const { host, port, database } = client
    throw new StartRefused(
      `The database ${database} at ${host}:${port} cannot be reached: ${(error as Error).message || (error as NodeJS.ErrnoException).code}. Check DATABASE_URL, and that the server is up and lets this machine in.`,
      { cause: error },
    )
  }
  const { rows } = await client.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  if (Number.parseInt(rows[0]!.version, 10) < OLDEST) {
    await client.end()
    throw new StartRefused(
      `PostgreSQL ${rows[0]!.version} is too old: Stoa needs ${OLDEST} or newer. Upgrade the server, or leave DATABASE_URL empty to use the PostgreSQL that comes with Stoa.`,
    )
  }
  return client
}

/** The tables of the queue, by graphile-worker's own migrations. */
async function prepareQueue(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  // The server may be stopped right afterwards: what a connection that is going away says then is nothing to end by.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool: pool, logger: silent })
  } finally {
    await pool.end()
  }
}

async function prepare(client: pg.Client): Promise<void> {
  try {
    await client.query(`
      create schema if not exists base;
      create table if not exists base.migration (
        number integer primary key,
        name text not null,
        hash text not null,
        started_at timestamptz not null default clock_timestamp(),
        finished_at timestamptz
      );
      do $$ begin
        if to_regrole('${APP_ROLE}') is null then create role ${APP_ROLE} nologin; end if;
      exception when duplicate_object or unique_violation then null;
      end $$;
      do $$ begin
        if not pg_has_role(current_user, '${APP_ROLE}', 'member') then
          execute format('grant ${APP_ROLE} to %I', current_user);
        end if;
      end $$;
      grant usage on schema base to ${APP_ROLE};
      grant select on base.migration to ${APP_ROLE};
    `)
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new StartRefused(
      `The user of DATABASE_URL lacks a right: ${(error as Error).message}. Let it own the database, and let an administrator run: create role ${APP_ROLE} nologin; grant ${APP_ROLE} to that user.`,
      { cause: error },
    )
  }
}

type Ran = { number: number; name: string; hash: string; finished: boolean }

function refuseUnlessSound(files: Migration[], ran: Ran[]): void {
  for (const [index, row] of ran.entries()) {
    const file = files[index]
    if (!row.finished) {
      throw new StartRefused(
        `${row.name} was cut off half-way. Look at what it did, finish or undo it by hand, then set base.migration.finished_at (done) or delete its row (undone), and start again.`,
      )
    }
    if (!file || file.number !== row.number) {
      throw new StartRefused(
        `This database was brought up to date by a newer Stoa (it has ${row.name}). Start that version, or restore the backup made before the upgrade.`,
      )
    }
    if (file.hash !== row.hash) {
      throw new StartRefused(
        `${file.name} is not the file that was run on this database. Restore the released file; changes go into a new one.`,
      )
    }
  }
}

async function apply(client: pg.Client, file: Migration): Promise<void> {
  const note = [file.number, file.name, file.hash]
  if (/^-- outside a transaction/.test(file.text)) {
    await client.query('insert into base.migration (number, name, hash) values ($1, $2, $3)', note)
    await client.query(file.text)
    await client.query(
      'update base.migration set finished_at = clock_timestamp() where number = $1',
      [file.number],
    )
    return
  }
  await client.query('begin')
  try {
    await client.query(file.text)
    await client.query(
      'insert into base.migration (number, name, hash, finished_at) values ($1, $2, $3, clock_timestamp())',
      note,
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    const cause = error as Error & { position?: string }
    const line = cause.position
      ? ` near line ${file.text.slice(0, Number(cause.position)).split('\n').length}`
      : ''
    throw new StartRefused(
      `${file.name} failed${line}, and nothing of it was kept: ${cause.message}`,
      { cause },
    )
  }
}
