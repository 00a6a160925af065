import { BlockList, isIPv6 } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { migrationFiles } from '#base'
import { sealingState } from '#ledger'
import type { Deps } from './edge.ts'
import { refuse } from './problems.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Prometheus metrics; a module may add its own. */
    metrics: Registry
  }
}

/** What those who run Stoa ask it: is it alive, is it ready, how does it go. */
export function operations(app: FastifyInstance, deps: Deps): void {
  const registry = measure(app, deps)
  app.decorate('metrics', registry)
  const open = { config: { needs: 'anyone', anyHost: true }, schema: { hide: true } } as const

  app.get('/healthz', open, async () => ({ status: 'ok' }))
  app.get('/readyz', open, async (_request, reply) => {
    const checks = await readiness(deps)
    const ready = checks.database === 'ok' && checks.migrations === 'ok'
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'not ready', checks })
  })
  app.get('/metrics', open, async (request, reply) => {
    if (!fromInside(request)) throw refuse('not_found')
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

type Checks = { database: string; migrations: string; jobs: string }

async function readiness({ db, jobs }: Deps): Promise<Checks> {
  const wanted = migrationFiles().at(-1)?.number
  try {
    const [row] = await db<{ number: number | null; unfinished: number }>`
      select max(number) as number, count(*) filter (where finished_at is null)::int as unfinished
      from base.migration`
    const migrated = row?.number === wanted && row?.unfinished === 0
    return {
      database: 'ok',
      migrations: migrated ? 'ok' : `at ${row?.number ?? 0} of ${wanted}`,
      jobs: await jobsState(jobs, db),
    }
  } catch {
    return { database: 'does not answer', migrations: 'unknown', jobs: 'unknown' }
  }
}

/** Work that fails again and again: said, but no reason to send visitors away. */
async function jobsState(jobs: Deps['jobs'], db: Deps['db']): Promise<string> {
  const { failing, reactions } = await jobs.queue(db)
  const count = failing.length + reactions.length
  return count > 0 ? `${count} failing` : 'ok'
}

const INSIDE = new BlockList()
INSIDE.addSubnet('127.0.0.0', 8)
INSIDE.addSubnet('10.0.0.0', 8)
INSIDE.addSubnet('172.16.0.0', 12)
INSIDE.addSubnet('192.168.0.0', 16)
INSIDE.addAddress('::1', 'ipv6')
INSIDE.addSubnet('fc00::', 7, 'ipv6')

/** Figures are for the operator's own network; whatever came through a proxy came from outside. */
function fromInside(request: FastifyRequest): boolean {
  const { forwarded, 'x-forwarded-for': forwardedFor } = request.headers
  return (
    forwarded === undefined &&
    forwardedFor === undefined &&
    INSIDE.check(request.ip, isIPv6(request.ip) ? 'ipv6' : 'ipv4')
  )
}

/** Counts and times what is answered; routes by their pattern, so that no id becomes a label. */
function measure(app: FastifyInstance, { db, jobs }: Deps): Registry {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    durations.observe(
      { method: request.method, route, status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
  })
  new Gauge({
    name: 'db_connections',
    help: 'Connections of this process to PostgreSQL; requests that wait for one',
    labelNames: ['state'] as const,
    registers,
    collect() {
      this.set({ state: 'open' }, db.pool.totalCount)
      this.set({ state: 'idle' }, db.pool.idleCount)
      this.set({ state: 'waiting' }, db.pool.waitingCount)
    },
  })
  let sent = 0
  new Counter({
    name: 'db_statements_total',
    help: 'Statements sent to PostgreSQL',
    registers,
    collect() {
      this.inc(db.sent.count - sent)
      sent = db.sent.count
    },
  })
  new Gauge({
    name: 'jobs_queued',
    help: 'Work in the queue, and reactions to facts that failed',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      const queue = await jobs.queue(db)
      this.set({ state: 'waiting' }, queue.waiting)
      this.set({ state: 'running' }, queue.running)
      this.set({ state: 'failing' }, queue.failing.length)
      this.set({ state: 'reactions_failed' }, queue.reactions.length)
    },
  })
  measureSealing(db, registers)
  return registry
}

/** How far sealing is behind writing; alarm when the lag passes 600 seconds (docs/running.md). */
function measureSealing(db: Deps['db'], registers: Registry[]): void {
  new Gauge({
    name: 'ledger_unsealed_transfers',
    help: 'Transfers that are written and not sealed yet',
    registers,
    async collect() {
      this.set((await sealingState(db)).waiting)
    },
  })
  new Gauge({
    name: 'ledger_sealing_lag_seconds',
    help: 'How long the oldest of them has waited for its seal',
    registers,
    async collect() {
      this.set((await sealingState(db)).seconds)
    },
  })
}
