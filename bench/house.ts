import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { APP_ROLE, type Cluster, type Db, openDatabase, startCluster } from '#base'
import { cpuOf, cpuOfFamily } from './cpu.ts'

/** A Stoa to be thrown away: its own PostgreSQL, and the real server in a process of its own. */
export type House = {
  url: string
  /** The application's rights. */
  db: Db
  /** The owner's rights. */
  ownerUrl: string
  secret: string
  /** CPU used so far, in milliseconds. */
  cpu(): { server: number; postgres: number }
  close(): Promise<void>
}

export type HouseOptions = {
  /** Server settings of PostgreSQL beside the usual ones. */
  settings?: Record<string, string>
  /** What this server does: answer only, or also work off the queue and the schedule. */
  command: 'serve' | 'serve --no-work'
}

export async function openHouse({ settings = {} }: HouseOptions): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-bench-'))
  const cluster = await startCluster({ data: join(folder, 'data'), settings })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const secret = 'bench'.repeat(8)
  const server = spawn(process.execPath, ['src/cli.ts', 'serve'], {
    cwd: new URL('..', import.meta.url),
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...environment(),
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      STOA_URL: url,
      STOA_HOME: join(folder, 'home'),
      STOA_DEMO: 'off',
      STOA_SECRET: secret,
      DATABASE_URL: cluster.url,
      LOG_LEVEL: 'error',
    },
  })
  const db = openDatabase({ url: cluster.url, size: 4, role: APP_ROLE })
  const close = async () => {
    await db.close()
    await ended(server)
    await cluster.stop()
    for (const path of [cluster.data, folder]) rmSync(path, { recursive: true, force: true })
  }
  try {
    await ready(url, server)
  } catch (error) {
    await close()
    throw error
  }
  const postmaster = Number(readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n')[0])
  const cpu = () => ({ server: cpuOf(server.pid!), postgres: cpuOfFamily(postmaster) })
  return { url, db, ownerUrl: cluster.url, secret, cpu, close }
}
