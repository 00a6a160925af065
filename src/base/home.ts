import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { StartRefused } from './refusal.ts'

/** Who has a data folder to itself: the process, and when it began (numbers of processes come again). */
export type Holder = { pid: number; began: string; since: string }

/** The running Stoa that holds this data folder, or undefined. */
export function holderOf(home: string): Holder | undefined {
  const holder = read(join(home, 'stoa.pid'))
  return holder && began(holder.pid) === holder.began ? holder : undefined
}

/**
 * Takes a data folder for this process alone, and gives the function that lets go of it.
 * The claim of a killed process is taken over. Refuses (StartRefused) while its holder lives.
 */
export function claimHome(home: string): () => void {
  makeHome(home)
  const file = join(home, 'stoa.pid')
  const mine: Holder = {
    pid: process.pid,
    began: began(process.pid) ?? '',
    since: Temporal.Now.instant().toString(),
  }
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(mine))
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      if (linked(draft, file)) return () => letGo(file)
      const holder = holderOf(home)
      if (holder) throw alreadyRunning(home, holder)
      setAside(home, file)
    }
    throw new StartRefused(`${file} cannot be taken. Remove it if no Stoa is running in ${home}.`)
  } finally {
    rmSync(draft, { force: true })
  }
}

function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true })
    const probe = join(home, `.write-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    throw new StartRefused(
      `The data folder ${home} cannot be written (${(error as NodeJS.ErrnoException).code}). Give it to this user, or set STOA_HOME to a folder of your own.`,
      { cause: error },
    )
  }
}

function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Moves a dead claim away. Should another process have been quicker, its fresh claim is put back. */
function setAside(home: string, file: string): void {
  const aside = `${file}.old.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = read(aside)
  if (moved && began(moved.pid) === moved.began && !existsSync(join(home, 'stoa.pid'))) {
    linked(aside, file)
  }
  rmSync(aside, { force: true })
}

function letGo(file: string): void {
  if (read(file)?.pid === process.pid) rmSync(file, { force: true })
}

function alreadyRunning(home: string, holder: Holder): StartRefused {
  return new StartRefused(
    `Stoa is already running in ${home} (process ${holder.pid}, since ${holder.since}). Stop that one first, or set STOA_HOME to another folder.`,
  )
}

function read(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder
    return Number.isInteger(holder.pid) ? holder : undefined
  } catch {
    return undefined
  }
}

/**
 * When a living process began, as the system counts it; '' where the system does not tell;
 * undefined when there is no such process.
 */
function began(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined
  }
  if (process.platform !== 'linux') return ''
  try {
    // After the name in brackets, the 20th field is the start in clock ticks since boot (proc(5)).
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : `${bootId()}:${fields[19]}`
  } catch {
    return undefined
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}
