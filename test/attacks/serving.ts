import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { APP_ROLE, type Db, openDatabase, runningCluster } from '#base'
import { verify } from '#ledger'
import { educators, type Learner, learners, sessions } from '../../bench/filling.ts'
import { chance } from '../memory-ledger.ts'
import { type Attack, pause } from './attack.ts'
import { disposable } from './kills.ts'
import { asOwner } from './place.ts'

const CLI = join(import.meta.dirname, '../../src/cli.ts')
const PATIENCE_MS = 60_000

/** Everything: `stoa serve` as anybody starts it, with its own PostgreSQL in a home of its own. */
class Stoa implements AsyncDisposable {
  readonly home: string
  readonly port: number
  #child: ChildProcess | undefined
  said = ''

  private constructor(home: string, port: number) {
    this.home = home
    this.port = port
  }

  static async open(): Promise<Stoa> {
    const home = mkdtempSync(join(tmpdir(), 'stoa-attack-'))
    chmodSync(home, 0o711)
    const stoa = new Stoa(home, await freePort())
    await stoa.start()
    return stoa
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get data(): string {
    return join(this.home, 'postgres')
  }

  get environment() {
    return {
      PATH: process.env.PATH,
      // Sockets lie in the folder for temporary files: both must mean the same one.
      ...(process.env.TMPDIR ? { TMPDIR: process.env.TMPDIR } : {}),
      PORT: String(this.port),
      STOA_HOME: this.home,
      STOA_DEMO: 'off',
      LOG_LEVEL: 'error',
    }
  }

  /** Starts it and waits until it is open; answers how many milliseconds that took. */
  async start(): Promise<number> {
    const began = performance.now()
    const child = spawn(process.execPath, [CLI, 'serve'], { env: this.environment })
    this.#child = child
    this.said = ''
    await new Promise<void>((open, fail) => {
      const hear = (text: Buffer) => {
        this.said += text
        if (this.said.includes('Stoa is open at')) open()
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      child.once('exit', (code) => fail(new Error(`stoa serve ended with ${code}:\n${this.said}`)))
    })
    child.removeAllListeners('exit')
    return performance.now() - began
  }

  get alive(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    if (this.alive) this.#child!.kill(signal)
    return this.ended()
  }

  async ended(): Promise<number | null> {
    if (this.alive) await once(this.#child!, 'exit')
    return this.#child!.exitCode
  }

  get postmaster(): number {
    return Number(readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n')[0])
  }

  /** Its database, beside it. */
  get databaseUrl(): string {
    const url = runningCluster(this.data)
    if (!url) throw new Error('Its PostgreSQL does not run')
    return url
  }

  open(size = 4): Db & AsyncDisposable {
    return disposable(openDatabase({ url: this.databaseUrl, role: APP_ROLE, size }))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.alive) await this.kill('SIGTERM')
    // Where Stoa has ended otherwise than told to, its PostgreSQL may be left behind.
    if (runningCluster(this.data)) process.kill(this.postmaster, 'SIGINT')
    while (runningCluster(this.data)) await pause(20)
    rmSync(this.home, { recursive: true, force: true })
  }
}

type Deed = {
  key: string
  learner: Learner
  path: string
  body: unknown
  /** The session of a booking; the booking of a cancellation. */
  about: string
  what: 'book' | 'cancel'
}
type Told = { booking?: { id: string }; id?: string; code?: string }
type Done = Deed & { status: number; answer: { id?: string; code?: string } }

/** Learners who book and cancel over HTTP, and send again by the same key what was not answered. */
class Class implements Disposable {
  readonly done: Done[] = []
  readonly #stoa: Stoa
  #going = true
  #over = false
  #running: Promise<unknown> = Promise.resolve()
  again = 0

  constructor(stoa: Stoa) {
    this.#stoa = stoa
  }

  live(seed: number, people: Learner[], rooms: string[]): void {
    this.#running = Promise.all(
      people.map(async (learner, number) => {
        const random = chance(seed * 100 + number)
        const booked: string[] = []
        while (this.#going) {
          const cancels = booked.length > 2 && random.yes(0.4)
          const about = cancels
            ? booked.splice(random.upTo(booked.length), 1)[0]!
            : random.of(rooms)
          const done = await this.send(deed(learner, cancels ? 'cancel' : 'book', about))
          this.done.push(done)
          if (!cancels && done.answer.id && done.status < 300) booked.push(done.answer.id)
          // Limits are as everywhere: 600 requests a minute for each person.
          await pause(110)
        }
      }),
    )
    this.#running.catch(() => {})
  }

  /** Nobody sends anything any more. */
  [Symbol.dispose](): void {
    this.#going = false
    this.#over = true
  }

  /** Sends it until it is answered by Stoa itself. */
  async send(what: Deed): Promise<Done> {
    const until = Date.now() + PATIENCE_MS
    let last = ''
    for (;;) {
      try {
        const response = await fetch(this.#stoa.url + what.path, {
          method: 'POST',
          headers: {
            ...what.learner.headers,
            origin: this.#stoa.url,
            'content-type': 'application/json',
            'idempotency-key': what.key,
          },
          body: JSON.stringify(what.body),
          signal: AbortSignal.timeout(20_000),
        })
        const text = await response.text()
        if (response.status < 500 && response.status !== 429) {
          const { booking, id = booking?.id, code } = JSON.parse(text) as Told
          const answer = { ...(id === undefined ? {} : { id }), ...(code ? { code } : {}) }
          return { ...what, status: response.status, answer }
        }
        last = `${response.status} ${text}`
      } catch (error) {
        if (error instanceof SyntaxError) throw error
        last = String(error)
      }
      if (this.#over || Date.now() > until)
        throw new Error(`No answer to ${what.path} within a minute; the last: ${last}`)
      this.again += 1
      await pause(50)
    }
  }

  async rest(): Promise<void> {
    this.#going = false
    await this.#running
  }
}

function deed(learner: Learner, what: 'book' | 'cancel', about: string): Deed {
  const key = randomUUID()
  return what === 'book'
    ? {
        key,
        learner,
        what,
        about,
        path: `/api/sessions/${about}/book`,
        body: { paymentMethod: 'CREDITS', creditAmount: 20 },
      }
    : { key, learner, what, about, path: `/api/bookings/${about}/cancel`, body: {} }
}

type Blow = 'Stoa' | 'PostgreSQL' | 'both' | 'a backend'
const BLOWS: Blow[] = ['a backend', 'both', 'PostgreSQL', 'Stoa']

/**
 * `stoa serve` with its own PostgreSQL, killed -9 while learners book and cancel over HTTP: the one, the
 * other, both, or a single backend. What was answered is there once, seats and holds agree, an answer given
 * once is given again, the queue is worked off, and the books are right.
 */
export const serving: Attack = async ({ seed, dose, say }) => {
  const rounds = dose === 'full' ? 100 : 2
  const random = chance(seed)
  await using stoa = await Stoa.open()
  const { people, rooms } = await fill(stoa, dose === 'full' ? 60 : 10)
  using room = new Class(stoa)
  room.live(seed, people, rooms)
  const counts = new Map<Blow, number>()
  const took: number[] = []
  for (let round = 1; round <= rounds; round++) {
    await pause(300 + random.upTo(900))
    const blow = round <= 4 ? BLOWS[round - 1]! : random.of(BLOWS)
    counts.set(blow, (counts.get(blow) ?? 0) + 1)
    took.push(await strike(stoa, blow))
    if (round % 10 === 0) say(`${round} kills; ${room.done.length} answers`)
  }
  await room.rest()
  await settled(stoa)
  await using db = stoa.open()
  const bookings = await booksAgree(db, room)
  await sameAgain(room, dose === 'full' ? 60 : 15)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
  const told = spawnSync(process.execPath, [CLI, 'ledger', 'verify'], {
    env: stoa.environment,
    encoding: 'utf8',
  })
  assert.equal(told.status, 0, told.stdout + told.stderr)
  const kinds = [...counts].map(([kind, times]) => `${times} × ${kind}`).join(', ')
  took.sort((a, b) => a - b)
  const up = (share: number) => Math.round(took[Math.floor(share * (took.length - 1))]!)
  return `${kinds}; ${room.done.length} answers, ${bookings} bookings, ${room.again} requests sent again; open again in ${up(0.5)} ms (half), ${up(1)} ms (all)`
}

async function fill(stoa: Stoa, slots: number) {
  await using db = stoa.open()
  const people = await learners({ url: stoa.url, db }, 6)
  const hosts = await educators(db, 3)
  const from = Temporal.Now.instant().add({ hours: 72 })
  const rows = await sessions(db, hosts, { from, count: slots, everyMinutes: 60, seats: 2 })
  return { people, rooms: rows.flat() }
}

/** Kills, and brings up again; answers how long nobody was served. */
async function strike(stoa: Stoa, blow: Blow): Promise<number> {
  const began = performance.now()
  if (blow === 'a backend') {
    // PostgreSQL ends all others and recovers; Stoa stays up and connects anew.
    const pid = await asOwner(stoa.databaseUrl, async (owner) => {
      const { rows } = await owner.query<{ pid: number }>(
        `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
         order by state = 'active' desc nulls last, random() limit 1`,
      )
      return rows[0]!.pid
    })
    process.kill(pid, 'SIGKILL')
    await ready(stoa)
    assert.ok(stoa.alive, `Stoa ended with its database's recovery: ${stoa.said}`)
    return performance.now() - began
  }
  const { postmaster } = stoa
  if (blow !== 'PostgreSQL') await stoa.kill()
  if (blow !== 'Stoa') process.kill(postmaster, 'SIGKILL')
  if (blow === 'PostgreSQL') {
    assert.equal(await stoa.ended(), 1, 'Stoa goes on without its database')
    assert.match(stoa.said, /PostgreSQL has stopped by itself\. Start Stoa again/)
  }
  await stoa.start()
  return performance.now() - began
}

async function ready(stoa: Stoa): Promise<void> {
  await pause(30)
  for (let attempt = 0; attempt < 400; attempt++) {
    const answer = await fetch(`${stoa.url}/readyz`).catch(() => undefined)
    if (answer?.status === 200) return
    await pause(50)
  }
  throw new Error(`Stoa does not answer again: ${stoa.said}`)
}

/** The queue is worked off. */
async function settled(stoa: Stoa): Promise<void> {
  await ready(stoa)
  await using db = stoa.open(1)
  for (let attempt = 0; attempt < 300; attempt++) {
    const [row] = await db<{ quiet: boolean }>`select jobs.queue_load(1) = 0 as quiet`
    if (row!.quiet) return
    await pause(100)
  }
  const left = await asOwner(stoa.databaseUrl, async (owner) => {
    const { rows } = await owner.query(`
      select identifier, attempts, last_error, run_at <= now() as due, locked_at, locked_by,
        exists (select from jobs.worker w where w.id = j.locked_by) as known
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      order by j.locked_at limit 5`)
    return rows
  })
  throw new Error(`The queue is not worked off: ${JSON.stringify(left)}`)
}

/** Bookings, seats, holds and facts are what the answers say, each once. */
async function booksAgree(db: Db, room: Class): Promise<number> {
  const booked = room.done.filter(({ what, status }) => what === 'book' && status < 300)
  const cancelled = new Set(
    room.done
      .filter(({ what, status }) => what === 'cancel' && status < 300)
      .map(({ about }) => about),
  )
  const rows = await db<{
    id: string
    session: string
    learner: string
    state: string
    facts: number
  }>`
    select b.id, b.session_id as session, b.learner_id as learner, b.state,
      (select count(*)::int from base.fact f where f.about_id = b.id::text and f.kind = 'booking.confirmed') as facts
    from live.booking b`
  const there = new Map(rows.map((row) => [row.id, row]))
  for (const { answer, about, learner, key } of booked) {
    const row = there.get(answer.id!)
    assert.ok(row, `booking ${answer.id} was answered (${key}), and is lost`)
    assert.deepEqual([row.session, row.learner, row.facts], [about, learner.id, 1], row.id)
    assert.equal(row.state === 'confirmed', !cancelled.has(row.id), `${row.id} is ${row.state}`)
  }
  assert.equal(rows.length, booked.length, 'bookings that nobody was told of, or twice')
  const wrong = await db<{ what: string; where: string }>`
    select 'seats' as what, s.id::text as where from live.session s
      left join live.booking b on b.session_id = s.id and b.state = 'confirmed'
      group by s.id having s.seats_taken <> count(b.id) or s.seats_taken > s.capacity
    union all select 'hold', b.id::text from live.booking b left join ledger.hold h on h.id = b.ledger_hold
      where h.id is null or h.open <> (b.state = 'confirmed')
    union all select 'a hold of nobody', h.id::text from ledger.hold h
      where not exists (select from live.booking b where b.ledger_hold = h.id)`
  assert.deepEqual(wrong, [])
  return rows.length
}

/** An answer that was given once is given again, word by word as far as it was kept. */
async function sameAgain(room: Class, most: number): Promise<void> {
  for (const once of room.done.filter(({ status }) => status < 300).slice(-most)) {
    const { status, answer } = await room.send(once)
    assert.deepEqual({ status, answer }, { status: once.status, answer: once.answer }, once.path)
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const { port } = server.address() as { port: number }
  await new Promise((closed) => server.close(closed))
  return port
}
