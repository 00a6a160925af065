import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { cpuOfFamily } from './cpu.ts'
import { forPg, forPgbench, type Script, TPCB_SCALE, tpcb } from './scripts.ts'

const CLIENTS = 16

/** Transactions a second, and PostgreSQL's CPU for each in microseconds. */
export type Measured = { rate: number; cpu: number }

/** Plays scripts with 16 clients against one server: through pgbench, or through pg where it is not installed. */
export type Player = {
  /** What plays: `pgbench` or `pg`. */
  by: 'pgbench' | 'pg'
  /** Makes the tables of TPC-B. */
  prepare(): Promise<void>
  play(script: Script | 'tpcb', seconds: number): Promise<Measured>
}

export type Server = { url: string; postmaster: number }

export function openPlayer(server: Server): Player {
  const installed = spawnSync('pgbench', ['--version']).status === 0
  const { prepare, run } = installed ? byPgbench(server) : byPg(server)
  return {
    by: installed ? 'pgbench' : 'pg',
    prepare,
    async play(script, seconds) {
      const before = cpuOfFamily(server.postmaster)
      const { count, rate } = await run(script, seconds)
      // A backend's time is its own until it is gone, and the postmaster's once it is reaped.
      await new Promise((go) => setTimeout(go, 300))
      return { rate, cpu: ((cpuOfFamily(server.postmaster) - before) * 1_000) / count }
    },
  }
}

type Hands = {
  prepare(): Promise<void>
  run(script: Script | 'tpcb', seconds: number): Promise<{ count: number; rate: number }>
}

function byPgbench({ url }: Server): Hands {
  const { searchParams, username, pathname } = new URL(url)
  const pgbench = (words: string[]) => {
    const where = ['-h', searchParams.get('host')!, '-U', username]
    return spawnSync('pgbench', [...where, ...words, pathname.slice(1)], { encoding: 'utf8' })
  }
  return {
    async prepare() {
      const { status, stderr } = pgbench(['-i', '-q', '-s', `${TPCB_SCALE}`])
      if (status !== 0) throw new Error(stderr.slice(0, 500))
    },
    async run(script, seconds) {
      const folder = mkdtempSync(join(tmpdir(), 'stoa-pgbench-'))
      try {
        const file = join(folder, 'script.sql')
        if (script !== 'tpcb') writeFileSync(file, forPgbench(script))
        const words = ['-n', '-M', 'prepared', '-c', `${CLIENTS}`, '-j', '2', '-T', `${seconds}`]
        const { stdout, stderr } = pgbench([...words, ...(script === 'tpcb' ? [] : ['-f', file])])
        const count = Number(/actually processed: (\d+)/.exec(stdout)?.[1])
        const rate = Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
        if (!count || /ERROR/.test(stderr)) throw new Error(stderr.slice(0, 500))
        return { count, rate }
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

function byPg({ url }: Server): Hands {
  return {
    async prepare() {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query(`
        create table pgbench_branches (bid int primary key, bbalance int, filler char(88)) with (fillfactor = 100);
        create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84));
        create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84));
        create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
        insert into pgbench_branches select n, 0, '' from generate_series(1, ${TPCB_SCALE}) n;
        insert into pgbench_tellers select n, (n - 1) / 10 + 1, 0, '' from generate_series(1, ${10 * TPCB_SCALE}) n;
        insert into pgbench_accounts select n, (n - 1) / 100000 + 1, 0, '' from generate_series(1, ${100_000 * TPCB_SCALE}) n;`)
      await client.query('vacuum analyze')
      await client.end()
    },
    async run(script, seconds) {
      const played = script === 'tpcb' ? tpcb : script
      const clients = await Promise.all(Array.from({ length: CLIENTS }, () => opened(url)))
      const began = performance.now()
      const until = began + seconds * 1_000
      const counts = await Promise.all(clients.map((client) => playUntil(client, played, until)))
      const took = (performance.now() - began) / 1_000
      await Promise.all(clients.map((client) => client.end()))
      const count = counts.reduce((sum, own) => sum + own, 0)
      return { count, rate: count / took }
    },
  }
}

async function opened(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

async function playUntil(client: pg.Client, script: Script, until: number): Promise<number> {
  const statements = forPg(script)
  let count = 0
  for (; performance.now() < until; count++) {
    const known: Record<string, unknown> = {}
    for (const [name, [from, to]] of Object.entries(script.set)) {
      known[name] = from + Math.floor(Math.random() * (to - from + 1))
    }
    if (script.together) await client.query('begin')
    for (const [index, { text, names, keep }] of statements.entries()) {
      const values = names.map((name) => known[name])
      const { rows } = await client.query({ name: `s${index}`, text, values })
      if (keep) known[keep] = rows[0][keep]
    }
    if (script.together) await client.query('commit')
  }
  return count
}
