import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig, startCluster, VirtualClock } from '#base'
import { openStoa } from '../src/main.ts'
import { machine } from './machine.ts'

/**
 * A Stoa within the bench's own process, which does nothing by itself, over a PostgreSQL of its own; its clock stands at
 * `start`. `postgres` is the server's process, whose family's CPU can be told. For what is asked over HTTP: house.ts.
 */
export async function openWithin(start: Temporal.Instant) {
  await using opening = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'stoa-bench-'))
  opening.defer(() => rmSync(folder, { recursive: true, force: true }))
  const cluster = await startCluster({ data: join(folder, 'data') })
  opening.defer(() => cluster.stop())
  const config = readConfig({
    STOA_HOME: join(folder, 'home'),
    STOA_SECRET: 'a bench signs its cookies with this line of words',
    STOA_DEMO: 'off',
    DATABASE_URL: cluster.url,
    LOG_LEVEL: 'silent',
  })
  const clock = new VirtualClock(start)
  const stoa = await openStoa(config, { answers: false, works: false }, { clock })
  opening.defer(() => stoa.stop())
  const { db, payments } = stoa.deps
  const about = await machine(db)
  const head = readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n')[0]
  const opened = opening.move()
  return {
    db,
    payments,
    clock,
    url: cluster.url,
    about,
    postgres: Number(head),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
