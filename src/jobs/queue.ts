import { randomInt } from 'node:crypto'
import { EventEmitter } from 'node:events'
import {
  Logger,
  type Runner,
  run,
  runTaskListOnce,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import pg from 'pg'
import type { Db } from '#base'

/** Names the advisory locks by which a living process is known. */
const PROCESS_LOCKS = 7_303_020

/** How long a drain waits for jobs that other processes are in the middle of. */
const DRAIN_SECONDS = 60

/** Jobs run side by side in one process. */
const CONCURRENCY = 4

const quiet = new Logger(() => () => {})

/**
 * The queue in PostgreSQL: work that was asked for in the transaction that made it necessary.
 * It works with the owner's connection; the tasks themselves work as the application.
 */
export type Queue = {
  /** Begins to take jobs as they come. */
  start(): Promise<void>
  /** Finishes what has begun and takes no more; can be started again. */
  pause(): Promise<void>
  /** Runs all that can run now, until nothing is left. True if there was any. */
  drain(): Promise<boolean>
  /** Gives free what processes that are no more had taken. */
  freeTheDead(): Promise<void>
  close(): Promise<void>
}

/** Opens the queue of the database at `url` (its owner's address). */
export async function openQueue(db: Db, url: string, tasks: TaskList): Promise<Queue> {
  const pool = new pg.Pool({ connectionString: url, max: CONCURRENCY + 2 })
  // A connection that dies is replaced; pool and client only have to be told that we know.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  // Whoever takes a job is known first: the jobs of a process that was killed are freed by the name in them.
  let registered: Promise<unknown> = Promise.resolve()
  askAgainWhereLost(pool, () => registered)
  const process = randomInt(1, 2 ** 31 - 1)
  const alive = await holdLock(url, process)
  const drainer = `drain-${process}`
  const known = (worker: string) =>
    db`insert into jobs.worker (id, process) values (${worker}, ${process}) on conflict do nothing`
  await known(drainer)
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => {
    registered = known(workerPool.id)
  })
  let runner: Runner | undefined

  const drainOptions = { workerId: drainer, noHandleSignals: true, logger: quiet }
  const drainOne = async () => {
    const client = await pool.connect()
    try {
      await runTaskListOnce(drainOptions, tasks, client).promise
    } finally {
      client.release()
    }
  }
  const queue: Queue = {
    async start() {
      await queue.freeTheDead()
      runner ??= await run({
        pgPool: pool,
        taskList: tasks,
        concurrency: CONCURRENCY,
        pollInterval: 1_000,
        noHandleSignals: true,
        logger: quiet,
        events,
      })
      await registered
    },
    async pause() {
      const stopping = runner
      runner = undefined
      await stopping?.stop()
    },
    async drain() {
      const patience = Date.now() + DRAIN_SECONDS * 1_000
      for (let any = false; ; any = true) {
        const load = await loadOf(db)
        if (load === 0 || Date.now() > patience) return any
        await Promise.all(Array.from({ length: load }, drainOne))
        if ((await loadOf(db)) === 0) return true
        // Another process is in the middle of a job, or died there.
        await queue.freeTheDead()
        await pause(10)
      }
    },
    async freeTheDead() {
      await db`select jobs.free_jobs_of_the_dead(${PROCESS_LOCKS})`
    },
    async close() {
      await queue.pause()
      await alive.end()
      await pool.end()
    },
  }
  return queue
}

/** A connection that died under a question, or could not be made. */
const LOST = /^(08\w{3}|57P0[123]|ECONN\w+|EPIPE|ENOENT)$/
const LOST_SAID = /^Connection terminated|not queryable/

/**
 * The queue's library asks again where PostgreSQL says "not now" (57P03), and ends the process where a
 * connection dies instead, as all do when PostgreSQL recovers from the loss of one of its processes. What it
 * asks is the same when asked twice, so here both are the same.
 */
function askAgainWhereLost(pool: pg.Pool, first: () => Promise<unknown>): void {
  const notNow = (error: Error & { code?: string }): never => {
    if (LOST.test(error.code ?? '') || LOST_SAID.test(error.message)) error.code = '57P03'
    throw error
  }
  type Any = (...given: unknown[]) => unknown
  const patient =
    (ask: Any): Any =>
    (...given) => {
      const answer = ask(...given)
      return answer instanceof Promise ? answer.catch(notNow) : answer
    }
  const connect = pool.connect.bind(pool) as Any
  pool.connect = patient((...given) =>
    given.length > 0 ? connect(...given) : first().then(() => connect()),
  ) as typeof pool.connect
  pool.on('connect', (client) => {
    client.query = patient(client.query.bind(client) as Any) as typeof client.query
  })
}

/** Jobs that could run or are running, counted as far as there are hands. */
async function loadOf(db: Db): Promise<number> {
  const [row] = await db<{ load: number }>`select jobs.queue_load(${CONCURRENCY}) as load`
  return row!.load
}

/** While this connection lives, others know that this process does. A lost one is made anew. */
async function holdLock(url: string, process: number): Promise<{ end(): Promise<void> }> {
  let closing = false
  let client: pg.Client
  const hold = async () => {
    client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    client.on('end', () => closing || void pause(500).then(retry))
    await client.connect()
    await client.query('select pg_advisory_lock($1, $2)', [PROCESS_LOCKS, process])
  }
  const retry = (): unknown => closing || hold().catch(() => {})
  await hold()
  return {
    async end() {
      closing = true
      await client.end()
    },
  }
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
