import { atomically, type Db, isId, newId, type Query, sql, type Tx } from '#base'
import { refuse } from './problems.ts'
import { tickAfter } from './ticks.ts'
import type { Scheduled } from './work.ts'

export type Outcome = 'running' | 'done' | 'failed' | 'lost'

/** One time that a piece of the schedule was run. */
export type Run = {
  id: string
  name: string
  plannedAt: Temporal.Instant
  attempt: number
  /** `schedule`, or `person:<id>` who asked for it. */
  askedBy: string
  startedAt: Temporal.Instant
  finishedAt: Temporal.Instant | null
  tookMs: number | null
  outcome: Outcome
  counts: Record<string, unknown> | null
  error: string | null
}

/** Minutes to wait after the first failure, the second, …; after the last the next tick is the next try. */
const RETRY_MINUTES = [1, 5, 30, 120, 360]

const KEEP_DAYS = 90

/**
 * Marks a run as begun: its planned instant counts as taken up from here on. Whoever calls it
 * holds the scheduler's lock, so no other run is going on.
 */
export async function beginRun(
  db: Db,
  job: Scheduled,
  planned: Temporal.Instant,
  askedBy: string,
  now: Temporal.Instant,
): Promise<string> {
  const id = newId()
  await db`
    with taken_up as (
      update jobs.schedule set last_tick = greatest(last_tick, ${planned}), retry_at = null, retry_of = null
       where name = ${job.name} and ${askedBy === 'schedule'}::boolean)
    insert into jobs.run (id, name, planned_at, attempt, asked_by, started_at, outcome)
    select ${id}, ${job.name}, ${planned}, coalesce(max(attempt), 0) + 1, ${askedBy}, ${now}, 'running'
      from jobs.run where name = ${job.name} and planned_at = ${planned}`
  return id
}

/** Marks a run as done, with what it counted. */
export async function finishRun(
  db: Db,
  run: { id: string; job: Scheduled },
  result: { counts: unknown; tookMs: number },
  now: Temporal.Instant,
): Promise<void> {
  const counts = isPlain(result.counts) ? result.counts : null
  await db`
    with well as (
      update jobs.schedule set failures = 0, retry_at = null, retry_of = null
       where name = ${run.job.name} and (failures > 0 or retry_at is not null))
    update jobs.run set outcome = 'done', finished_at = ${now}, took_ms = ${result.tookMs}, counts = ${counts}
     where id = ${run.id}`
}

/** Marks a run as failed, and says when it is tried again. */
export async function failRun(
  db: Db,
  run: { id: string; job: Scheduled },
  result: { error: unknown; tookMs: number },
  now: Temporal.Instant,
): Promise<void> {
  const words =
    result.error instanceof Error
      ? (result.error.stack ?? result.error.message)
      : String(result.error)
  await atomically(db, async (tx) => {
    await tx`update jobs.run set outcome = 'failed', finished_at = ${now}, took_ms = ${result.tookMs},
        error = ${words.slice(0, 4_000)} where id = ${run.id}`
    await planRetry(tx, run.job, run.id, now)
  })
}

/** Runs that a killed process left unfinished are lost, and tried again. The caller holds the scheduler's lock. */
export async function buryLostRuns(
  db: Db,
  schedule: readonly Scheduled[],
  now: Temporal.Instant,
): Promise<void> {
  const lost = await db<{
    id: string
    name: string
  }>`select id, name from jobs.run where outcome = 'running'`
  for (const { id, name } of lost) {
    await atomically(db, async (tx) => {
      await tx`update jobs.run set outcome = 'lost', finished_at = ${now}, error = 'The process ended in the middle of it.'
        where id = ${id}`
      const job = schedule.find((entry) => entry.name === name)
      if (job) await planRetry(tx, job, id, now)
    })
  }
}

async function planRetry(
  tx: Tx,
  job: Scheduled,
  runId: string,
  now: Temporal.Instant,
): Promise<void> {
  const [state] = await tx<{ failures: number; planned_at: Temporal.Instant }>`
    update jobs.schedule s set failures = failures + 1 from jobs.run r
    where s.name = ${job.name} and r.id = ${runId} returning s.failures, r.planned_at`
  const minutes = state && RETRY_MINUTES[state.failures - 1]
  // Work that has a deadline stays due, so it waits for its retry even when that is far; other work
  // is tried again by its next tick, if that comes first.
  if (!state || (minutes === undefined && !job.due)) return
  const retryAt = now.add({ minutes: minutes ?? RETRY_MINUTES.at(-1)! })
  if (!job.due && Temporal.Instant.compare(tickAfter(job.cron, job.zone, now), retryAt) <= 0) return
  await tx`update jobs.schedule set retry_at = ${retryAt}, retry_of = ${state.planned_at} where name = ${job.name}`
}

type Row = {
  id: string
  name: string
  planned_at: Temporal.Instant
  attempt: number
  asked_by: string
  started_at: Temporal.Instant
  finished_at: Temporal.Instant | null
  took_ms: number | null
  outcome: Outcome
  counts: Record<string, unknown> | null
  error: string | null
}

export type RunFilter = {
  name?: string | undefined
  outcome?: Outcome | undefined
  /** Where the page before ended. */
  before?: { at: Temporal.Instant; id: string } | undefined
  limit?: number
}

/** The runs, latest first. */
export async function listRuns(q: Query, filter: RunFilter = {}): Promise<Run[]> {
  const rows = await q<Row>`select * from jobs.run where
      (${filter.name ?? null}::text is null or name = ${filter.name ?? null})
      and (${filter.outcome ?? null}::text is null or outcome = ${filter.outcome ?? null})
      ${filter.before ? sql`and (started_at, id) < (${filter.before.at}, ${filter.before.id}::uuid)` : sql``}
    order by started_at desc, id desc limit ${filter.limit ?? 50}`
  return rows.map(runOf)
}

/** One run. Refuses `run_unknown`. */
export async function runById(q: Query, id: string): Promise<Run> {
  const [row] = isId(id) ? await q<Row>`select * from jobs.run where id = ${id}` : []
  if (!row) throw refuse('run_unknown', { id })
  return runOf(row)
}

/** The latest run of each piece of the schedule. */
export async function latestRuns(q: Query): Promise<Map<string, Run>> {
  const rows =
    await q<Row>`select distinct on (name) * from jobs.run order by name, started_at desc, id desc`
  return new Map(rows.map((row) => [row.name, runOf(row)]))
}

/** Forgets finished runs after 90 days; failures stay as long. */
export async function forgetOldRuns(tx: Tx, now: Temporal.Instant): Promise<{ forgotten: number }> {
  const gone = await tx`delete from jobs.run
    where outcome <> 'running' and started_at < ${now.subtract({ hours: KEEP_DAYS * 24 })} returning id`
  return { forgotten: gone.length }
}

function runOf(row: Row): Run {
  return {
    id: row.id,
    name: row.name,
    plannedAt: row.planned_at,
    attempt: row.attempt,
    askedBy: row.asked_by,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    tookMs: row.took_ms,
    outcome: row.outcome,
    counts: row.counts,
    error: row.error,
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
