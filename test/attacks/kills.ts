import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Db } from '#base'
import { type Head, verify } from '#ledger'
import { chance } from '../memory-ledger.ts'
import type { Act, Answer } from './acts.ts'
import { type Attack, pause } from './attack.ts'
import { Place } from './place.ts'
import { reckon } from './reckoning.ts'
import { Town } from './town.ts'

type Kill = 'the poster' | 'a backend' | 'an auxiliary process' | 'the server' | 'both'

/** A process that posts; killed, it is replaced, and what it had not answered is asked again. */
class Poster {
  readonly heads: Head[] = []
  readonly met = new Map<string, number>()
  readonly #url: string
  readonly #waiting = new Map<string, { act: Act; done: (answer: Answer) => void }>()
  #child: ChildProcess | undefined
  #died = 0

  constructor(url: string) {
    this.#url = url
  }

  async start(): Promise<void> {
    const child = fork(new URL('./poster.ts', import.meta.url), [this.#url], {
      serialization: 'advanced',
    })
    this.#child = child
    const died = this.#died
    child.once('exit', (code, signal) => {
      if (died !== this.#died || signal === 'SIGKILL') return
      this.failed.reject(new Error(`The poster ended by itself, with ${code ?? signal}`))
    })
    child.on('message', (message) => this.#hear(message as never))
    await once(child, 'message')
    for (const { act } of this.#waiting.values()) child.send(act)
  }

  /** Rejects when a poster ended without having been killed. */
  readonly failed = Promise.withResolvers<never>()

  do(act: Act): Promise<Answer> {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    this.#waiting.set(act.key, { act, done: resolve })
    if (this.#child?.connected) this.#child.send(act, () => {})
    return Promise.race([promise, this.failed.promise])
  }

  #hear(said: { key?: string; answer?: Answer; head?: Head; met?: [string, number][] }): void {
    if (said.head) this.heads.push(said.head)
    if (said.key) {
      this.#waiting.get(said.key)?.done(said.answer!)
      this.#waiting.delete(said.key)
    }
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    this.#died += 1
    child.kill(signal)
    // What it had said before it died is still heard: its channel closes after that.
    await Promise.all([
      once(child, 'exit'),
      child.connected ? once(child, 'disconnect') : undefined,
    ])
  }
}

/**
 * kill -9 under load, again and again: of the process that posts, of one backend (PostgreSQL then ends all
 * others and recovers), of its writers, of PostgreSQL as a whole, of both. What was answered must be there
 * once, and nothing twice.
 */
export const kills: Attack = async ({ seed, dose, say }) => {
  const { counts, recoveries, line } = await killing(seed, dose === 'full' ? 100 : 6, say)
  const kinds = [...counts].map(([kind, times]) => `${times} × ${kind}`).join(', ')
  const sorted = recoveries.toSorted((a, b) => a - b)
  const up = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
  return `${kinds}; ${line}; PostgreSQL was up again in ${up(0.5)} ms (half), ${up(1)} ms (all)`
}

/**
 * `careless`: PostgreSQL says that it is done before it is on the disk. Then something must be found to be
 * lost: a test shows with it that this attack can fail.
 */
export async function killing(
  seed: number,
  rounds: number,
  say: (line: string) => void,
  { careless = false } = {},
) {
  await using place = await Place.open({ max_connections: '60' })
  if (careless) await promiseLess(place)
  const random = chance(seed)
  const poster = new Poster(place.url)
  await poster.start()
  using town = new Town({ seed, clients: 10 })
  const counts = new Map<Kill, number>()
  const recoveries: number[] = []
  let checked = 0
  try {
    town.live((act) => poster.do(act))
    for (let round = 1; round <= rounds; round++) {
      await pause(120 + random.upTo(350))
      const kind = kindOf(round, random)
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
      // What was answered before the blow.
      const before = town.history.length
      const took = await strike(kind, place, poster)
      if (took !== undefined) recoveries.push(took)
      await using db = disposable(place.open(2))
      await eachThere(db, town, checked, before)
      checked = before
      if (round % 10 === 0 || round === rounds) {
        const { findings } = await verify(db)
        if (findings.length > 0) throw new Error(`After kill ${round}: ${JSON.stringify(findings)}`)
        say(`${round} kills; ${town.history.length} answers`)
      }
    }
    await town.rest()
  } finally {
    await poster.kill('SIGTERM')
  }
  await using db = disposable(place.open(4))
  const tally = await reckon(db, town, { heads: poster.heads })
  const line = `${tally.answered} answers (${tally.done} done, ${tally.refused} refused), ${tally.sealed} transfers sealed, ${tally.heads} heads seen`
  return { counts, recoveries, line }
}

async function promiseLess(place: Place): Promise<void> {
  await place.asOwner(async (owner) => {
    await owner.query('alter database stoa set synchronous_commit = off')
    await owner.query("alter system set wal_writer_delay = '2s'")
    await owner.query('checkpoint')
  })
}

/** Each kind in turn, so that a hundred hold enough of each. */
function kindOf(round: number, random: ReturnType<typeof chance>): Kill {
  const kinds: Kill[] = ['a backend', 'the server', 'the poster', 'both', 'an auxiliary process']
  return round <= 5 || random.yes(0.5) ? kinds[round % kinds.length]! : random.of(kinds)
}

/** Kills, and brings up again; answers how long PostgreSQL took to recover, where it had to. */
async function strike(kind: Kill, place: Place, poster: Poster): Promise<number | undefined> {
  if (kind === 'the poster') {
    await poster.kill()
    await poster.start()
    return undefined
  }
  if (kind === 'a backend' || kind === 'an auxiliary process') {
    const began = performance.now()
    await killOneOf(place, kind === 'a backend')
    await answers(place)
    return performance.now() - began
  }
  const both = kind === 'both'
  await Promise.all([place.kill(), both ? poster.kill() : undefined])
  const took = await place.start()
  if (both) await poster.start()
  return took
}

async function killOneOf(place: Place, client: boolean): Promise<void> {
  const pid = await place.asOwner(async (owner) => {
    const { rows } = await owner.query<{ pid: number }>(
      `select pid from pg_stat_activity where pid <> pg_backend_pid()
       and ${client ? "backend_type = 'client backend'" : "backend_type in ('walwriter', 'checkpointer', 'background writer')"}
       order by state = 'active' desc nulls last, random() limit 1`,
    )
    return rows[0]?.pid
  })
  if (pid !== undefined) process.kill(pid, 'SIGKILL')
}

/** Waits until it lets somebody in again, after it has noticed its loss. */
async function answers(place: Place): Promise<void> {
  await pause(20)
  for (let attempt = 0; attempt < 600; attempt++) {
    try {
      return await place.asOwner(async (owner) => {
        await owner.query('select 1')
      })
    } catch {
      await pause(20)
    }
  }
  throw new Error('PostgreSQL did not recover within 12 seconds')
}

/** What had been answered since the last look stands in the books; what came later is looked at at the end. */
async function eachThere(db: Db, town: Town, from: number, to: number): Promise<void> {
  const part = town.history.slice(from, to)
  const keys = part.filter(({ answer }) => answer.ok).map(({ act }) => act.key)
  const found = new Map<string, bigint>()
  const rows = await db<{ key: string; id: bigint }>`
    select key, id from ledger.journal where key = any (${keys})
    union all select key, id from ledger.hold where key = any (${keys})
    union all select key, 0 from ledger.hold_step where key = any (${keys})`
  for (const { key, id } of rows) found.set(key, id)
  for (const { act, answer } of part) {
    if (!answer.ok || act.do === 'read' || act.do === 'look') continue
    if (!found.has(act.key)) throw new Error(`${act.key} (${act.do}) was answered, and is lost`)
    if (answer.id !== undefined && found.get(act.key) !== answer.id)
      throw new Error(`${act.key} was answered with ${answer.id}, and is ${found.get(act.key)}`)
  }
}

export function disposable(db: Db): Db & AsyncDisposable {
  return Object.assign(db, { [Symbol.asyncDispose]: () => db.close() })
}
