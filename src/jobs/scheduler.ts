import { type Db, deadlines, type Query } from '#base'
import { beginRun, buryLostRuns, failRun, finishRun } from './runs.ts'
import { tickAfter, tickFrom } from './ticks.ts'
import type { Scheduled, Work } from './work.ts'

const { compare } = Temporal.Instant

/** A piece of the schedule, and the instant it is to be run for. */
export type Due = { job: Scheduled; planned: Temporal.Instant; at: Temporal.Instant }

type State = {
  name: string
  last_tick: Temporal.Instant
  retry_at: Temporal.Instant | null
  retry_of: Temporal.Instant | null
}

/** What happens around each run: a jumping clock is moved before it, and the queue drained after it. */
export type Around = {
  before?(at: Temporal.Instant): Promise<void>
  after?(): Promise<void>
}

/**
 * Runs all that is due up to `until`, in the order of its planned instants (the list's own order
 * where they are equal). A failure is recorded and does not hold up the rest. The caller holds the
 * scheduler's lock. Gives the number of runs.
 */
export async function runDue(
  schedule: readonly Scheduled[],
  work: Work,
  until: Temporal.Instant,
  around: Around = {},
): Promise<{ runs: number; failed: number }> {
  const total = { runs: 0, failed: 0 }
  await register(work.db, schedule, work.clock.now())
  await buryLostRuns(work.db, schedule, work.clock.now())
  for (;;) {
    const next = await nextDue(work, schedule, until)
    if (!next) return total
    await around.before?.(next.at)
    const { well } = await runOne(work, next.job, next.planned, 'schedule')
    total.runs += 1
    if (!well) total.failed += 1
    await around.after?.()
  }
}

/** Runs one piece of the schedule and records how it went. */
export async function runOne(
  work: Work,
  job: Scheduled,
  planned: Temporal.Instant,
  askedBy: string,
): Promise<{ id: string; well: boolean }> {
  const id = await beginRun(work.db, job, planned, askedBy, work.clock.now())
  const began = performance.now()
  const tookMs = () => Math.round(performance.now() - began)
  try {
    const counts = await job.run(work, work.clock.now())
    await finishRun(work.db, { id, job }, { counts, tookMs: tookMs() }, work.clock.now())
    return { id, well: true }
  } catch (error) {
    await failRun(work.db, { id, job }, { error, tookMs: tookMs() }, work.clock.now())
    return { id, well: false }
  }
}

/** When each piece of the schedule is due next, as far as can be said now. */
export async function nextOf(
  db: Query,
  schedule: readonly Scheduled[],
  now: Temporal.Instant,
): Promise<Map<string, Temporal.Instant>> {
  const states = await readStates(db)
  const next = new Map<string, Temporal.Instant>()
  for (const job of schedule) {
    const state = states.get(job.name)
    const tick = tickAfter(job.cron, job.zone, job.due || !state ? now : state.last_tick)
    next.set(job.name, earliest(state?.retry_at ?? null, tick))
  }
  return next
}

/** A piece that is new begins to count from now: nothing was missed before it existed. */
async function register(
  db: Db,
  schedule: readonly Scheduled[],
  now: Temporal.Instant,
): Promise<void> {
  await db`insert into jobs.schedule (name, last_tick)
    select name, ${now} from unnest(${schedule.map((job) => job.name)}::text[]) name on conflict do nothing`
}

async function nextDue(
  work: Work,
  schedule: readonly Scheduled[],
  until: Temporal.Instant,
): Promise<Due | undefined> {
  const states = await readStates(work.db)
  const asked = schedule.map((job) => job.due?.(work))
  const answers = await deadlines(
    work.db,
    asked.filter((deadline) => deadline !== undefined),
  )
  let at = 0
  const found = schedule.map((job, index) =>
    dueOf(job, states.get(job.name)!, asked[index] && answers[at++]),
  )
  let first: Due | undefined
  for (const due of found) {
    if (due && compare(due.at, until) <= 0 && (!first || compare(due.at, first.at) < 0)) first = due
  }
  return first
}

async function readStates(db: Query): Promise<Map<string, State>> {
  const rows = await db<State>`select name, last_tick, retry_at, retry_of from jobs.schedule`
  return new Map(rows.map((row) => [row.name, row]))
}

/** When one piece is to be run next: at its tick, or where it has deadlines, at the first tick after the earliest. */
function dueOf(
  job: Scheduled,
  state: State,
  deadline: Temporal.Instant | undefined,
): Due | undefined {
  const tick = tickAfter(job.cron, job.zone, state.last_tick)
  if (state.retry_at && (job.due || compare(state.retry_at, tick) < 0)) {
    return { job, planned: state.retry_of!, at: state.retry_at }
  }
  if (!job.due) return { job, planned: tick, at: tick }
  if (!deadline) return undefined
  const at = compare(deadline, tick) <= 0 ? tick : tickFrom(job.cron, job.zone, deadline)
  return { job, planned: at, at }
}

function earliest(a: Temporal.Instant | null, b: Temporal.Instant): Temporal.Instant {
  return a && compare(a, b) < 0 ? a : b
}
