import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import {
  initialise,
  leaveSockets,
  openData,
  pidInFile,
  placeOfData,
  postmasterOf,
  programs,
  type RunAs,
  socketFolder,
  userForPostgres,
} from './postgres.ts'
import { StartRefused } from './refusal.ts'

/** A PostgreSQL of our own, started from the programs that come with npm. */
export type Cluster = {
  /** Connection address of the database `stoa`. */
  url: string
  /** Address of another database in the same cluster. */
  urlOf(database: string): string
  /** Where its data lies (moved when the folder asked for is closed to PostgreSQL's user). */
  data: string
  /** Settles when the server is gone; `true` if nobody had asked it to stop. */
  gone: Promise<boolean>
  stop(): Promise<void>
}

export type ClusterOptions = {
  /** Folder of the data; made when it is not there. */
  data: string
  /** Server settings beside the usual ones, for example `fsync: 'off'` in tests. */
  settings?: Record<string, string>
}

/**
 * Starts PostgreSQL on a socket in a private folder; no port is opened. Takes over from a server
 * that a killed process left behind, so claim the home first. PostgreSQL refuses to run as root,
 * so root runs it as another user.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const data = placeOfData(resolve(options.data))
  const runAs = userForPostgres(data)
  const native = programs(runAs)
  openData(data, runAs)
  const sockets = socketFolder(data, runAs)
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(native, data, runAs)
  await stopLeftover(native, data, runAs)
  openLocks(data, sockets)
  const log = join(dirname(data), 'postgres.log')
  const urlOf = addresses(sockets)
  const child = await launchUntilUp(
    () => launch(native, data, sockets, log, options.settings, runAs),
    urlOf('postgres'),
    log,
  )
  let asked = false
  const gone = new Promise<boolean>((done) => child.once('exit', () => done(!asked)))
  const atExit = () => child.kill('SIGINT')
  process.once('exit', atExit)
  try {
    await createDatabase(urlOf)
  } catch (error) {
    atExit()
    process.off('exit', atExit)
    throw error
  }
  const stop = async () => {
    asked = true
    process.off('exit', atExit)
    if (child.exitCode === null && child.signalCode === null) {
      child.ref()
      child.kill('SIGINT')
      await gone
    }
    leaveSockets(sockets)
  }
  return { url: urlOf('stoa'), urlOf, data, gone, stop }
}

/** The address of the cluster that another process runs on this data, or undefined. */
export function runningCluster(data: string): string | undefined {
  const place = placeOfData(resolve(data))
  if (postmasterOf(place) === undefined) return undefined
  return addresses(socketFolder(place, userForPostgres(place)))('stoa')
}

function launch(
  native: string,
  data: string,
  sockets: string,
  log: string,
  extra: Record<string, string> | undefined,
  runAs: RunAs,
): ChildProcess {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: '200',
    ...extra,
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const output = openSync(log, 'a')
  const child = spawn(join(native, 'bin/postgres'), ['-D', data, ...flags], {
    detached: true,
    cwd: data,
    stdio: ['ignore', output, output],
    ...runAs,
  })
  child.unref()
  return child
}

function addresses(sockets: string): (database: string) => string {
  return (database) => `postgresql://stoa@localhost/${database}?host=${encodeURIComponent(sockets)}`
}

/** A killed Stoa leaves its PostgreSQL running: ask it to finish, then start our own. */
async function stopLeftover(native: string, data: string, runAs: RunAs): Promise<void> {
  // One that was killed is seen for a moment longer; nobody can ask it anything.
  if (postmasterOf(data) !== undefined) await pause(100)
  if (postmasterOf(data) === undefined) return
  const stopped = spawnSync(join(native, 'bin/pg_ctl'), ['-D', data, 'stop', '-m', 'fast', '-w'], {
    ...runAs,
    cwd: data,
    encoding: 'utf8',
  })
  if (stopped.status !== 0 && postmasterOf(data) !== undefined) {
    throw new StartRefused(
      `A PostgreSQL left over in ${data} does not stop: ${stopped.stderr || stopped.stdout}`,
    )
  }
}

/**
 * Locks of a dead server are left for PostgreSQL to judge. It takes one for good whose number somebody
 * has: a stranger, or the dead server itself, not yet buried. None is at work in this folder, so the
 * number becomes ours (it passes over its parent's) and the rest stays: by it PostgreSQL sees whether
 * children of the dead one still use its memory, and waits for them.
 */
function openLocks(data: string, sockets: string): void {
  const file = join(data, 'postmaster.pid')
  if (pidInFile(data) !== undefined) {
    const [, ...rest] = readFileSync(file, 'utf8').split('\n')
    writeFileSync(file, [String(process.pid), ...rest].join('\n'))
  }
  rmSync(join(sockets, '.s.PGSQL.5432.lock'), { force: true })
}

/** Servers' children outlive a killed server by a moment, and a new one must wait for them. */
async function launchUntilUp(
  launchOne: () => ChildProcess,
  url: string,
  log: string,
): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt++) {
    const child = launchOne()
    if (await answers(child, url, log)) return child
    const words = readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n')
    if (attempt === 20 || !words.includes('shared memory block')) {
      throw new StartRefused(`PostgreSQL stopped at once. The last lines of ${log}:\n${words}`)
    }
    await pause(250)
  }
}

/** True once it takes connections, false when it has ended. */
async function answers(child: ChildProcess, url: string, log: string): Promise<boolean> {
  const until = Date.now() + 60_000
  while (child.exitCode === null && child.signalCode === null) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return true
    } catch (error) {
      await client.end().catch(() => {})
      if (Date.now() > until) {
        child.kill('SIGINT')
        throw new StartRefused(
          `PostgreSQL does not answer after 60 seconds: ${(error as Error).message}. See ${log}.`,
        )
      }
      await pause(15)
    }
  }
  return false
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

async function createDatabase(urlOf: (database: string) => string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'stoa'`)
    if (rowCount === 0) await client.query('create database stoa')
  } finally {
    await client.end()
  }
}
