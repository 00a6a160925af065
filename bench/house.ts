import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { APP_ROLE, type Db, openDatabase, startCluster } from '#base'
import { cpuOf, cpuOfFamily } from './cpu.ts'

/** A Stoa to be thrown away: a PostgreSQL of its own, and the real server in a process of its own. */
export type House = {
  url: string
  /** The application's rights. */
  db: Db
  /** The owner's rights. */
  ownerUrl: string
  /** CPU used so far, in milliseconds. */
  cpu(): { server: number; postgres: number }
  /** Gathers the statistics that PostgreSQL by itself gathers within a minute. */
  analyze(): Promise<void>
  /** From now on it also works off the queue and the schedule. */
  work(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * `settings`: of PostgreSQL, beside the usual ones. It keeps its promises: `fsync` stays on. `kept`: a folder in
 * which the house stays for another time.
 */
export async function openHouse(
  settings: Record<string, string> = {},
  kept?: string,
): Promise<House> {
  await using opened = new AsyncDisposableStack()
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'stoa-bench-'))
  if (kept) mkdirSync(kept, { recursive: true })
  else opened.defer(() => rmSync(folder, { recursive: true, force: true }))
  const cluster = await startCluster({ data: join(folder, 'data'), settings })
  opened.defer(async () => {
    await cluster.stop()
    if (!kept) rmSync(cluster.data, { recursive: true, force: true })
  })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = fork(new URL('./server.ts', import.meta.url), {
    env: {
      NODE_ENV: 'production',
      PATH: '/usr/bin:/bin',
      HOST: '127.0.0.1',
      PORT: String(port),
      STOA_URL: url,
      STOA_HOME: join(folder, 'home'),
      STOA_SECRET: 'a bench signs its cookies with this line of words',
      DATABASE_URL: cluster.url,
      LOG_LEVEL: 'error',
    },
  })
  opened.defer(() => ended(server))
  await answerOf(server, 'open')
  const db = openDatabase({ url: cluster.url, size: 4, role: APP_ROLE })
  opened.defer(() => db.close())

  const head = readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n')[0]
  const rest = opened.move()
  return {
    url,
    db,
    ownerUrl: cluster.url,
    cpu: () => ({ server: cpuOf(server.pid!), postgres: cpuOfFamily(Number(head)) }),
    async analyze() {
      const owner = openDatabase({ url: cluster.url, size: 1 })
      await owner`analyze`
      await owner.close()
    },
    async work() {
      server.send('work')
      await answerOf(server, 'work')
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}

async function answerOf(server: ChildProcess, word: string): Promise<void> {
  const gone = once(server, 'exit').then(() => {
    throw new Error('The server ended before it was asked to')
  })
  const [said] = await Promise.race([once(server, 'message'), gone])
  if (said !== word) throw new Error(`The server said ${said}, not ${word}`)
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  server.kill('SIGTERM')
  await once(server, 'exit')
}

async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}
