import { atomically, type Query, VirtualClock } from '#base'
import { audit } from '#people'
import { type Jump, jump } from './jumping.ts'
import { alone } from './lock.ts'
import { lookRegularly } from './looking.ts'
import { refuse } from './problems.ts'
import { openQueue } from './queue.ts'
import { lookAtQueue, type QueueNow, retryQueued } from './queued.ts'
import type { Reactions } from './react.ts'
import { latestRuns, listRuns, type Run, type RunFilter, runById } from './runs.ts'
import { nextOf, runOne } from './scheduler.ts'
import { tasksOf } from './tasks.ts'
import { aimOf, follow, movable } from './time.ts'
import type { Scheduled, Work } from './work.ts'

/** One entry of the schedule, as staff see it. */
export type ScheduleEntry = {
  name: string
  says: string
  cron: string
  zone: string
  nextAt: Temporal.Instant
  lastRun: Run | null
}

/** What the rest of the house asks of jobs. */
export type Jobs = {
  /** Begins to run what is due, and to take work from the queue. */
  start(): Promise<void>
  /** Finishes what has begun, and ends. */
  stop(): Promise<void>
  /** The schedule with each entry's last and next run. */
  list(q: Query): Promise<ScheduleEntry[]>
  /** The runs, latest first. */
  runs(q: Query, filter: RunFilter): Promise<Run[]>
  /** What is in the queue, and which reactions failed. */
  queue(q: Query): Promise<QueueNow>
  /** Tries everything in the queue that failed again at once. */
  retryQueue(): Promise<void>
  /** Runs an entry now. Refuses `job_unknown`. */
  runNow(name: string, by: string): Promise<Run>
  /** Runs a failed run's entry again for the same planned instant. Refuses run_unknown, run_not_failed, job_unknown. */
  retry(runId: string, by: string): Promise<Run>
  /**
   * Moves the sandbox's clock and lives through all that is due on the way: each entry of the
   * schedule at its instant, then the queue until it is empty. Refuses, in this order: clock_is_real,
   * clock_jump_not_understood, clock_goes_forward_only, clock_jump_too_far.
   */
  moveClock(wish: { to?: string; advance?: string }, by: string): Promise<Jump>
  /** Whether this is a sandbox, whose clock staff may move. */
  clockIsMovable: boolean
  /** Waits until everything that was asked for so far has happened. */
  settle(): Promise<void>
}

export type JobsOptions = {
  work: Work
  /** The database's address with its owner's rights, for the queue. */
  ownerUrl: string
  schedule: readonly Scheduled[]
  reactions: Reactions
  /** Waits for what happens outside the queue, like the sandbox's webhooks. True if there was any. */
  settleOutside?: () => Promise<boolean>
  /** Told of failures that are not recorded as a run. */
  onError?: (error: unknown) => void
}

/** Opens the schedule and the queue of one process. Nothing runs before `start`. */
export async function openJobs(options: JobsOptions): Promise<Jobs> {
  const { work, schedule, reactions } = options
  const { db, clock } = work
  const queue = await openQueue(db, options.ownerUrl, tasksOf(work, reactions))
  const entry = (name: string) => {
    const job = schedule.find((candidate) => candidate.name === name)
    if (!job) throw refuse('job_unknown', { name })
    return job
  }
  const settle = async () => {
    for (let any = true; any; ) {
      any = await queue.drain()
      any = ((await options.settleOutside?.()) ?? false) || any
    }
  }
  const runRecorded = async (job: Scheduled, planned: Temporal.Instant, by: string) => {
    const run = await alone(db, { wait: true }, () => runOne(work, job, planned, by))
    return runById(db, run!.id)
  }
  /** The log is of what people did; the demo town moves its clock a thousand times. */
  const note = async (by: string, deed: string, about: string, after: Record<string, unknown>) =>
    by.startsWith('person:') &&
    atomically(db, (tx) =>
      audit(tx, { by, deed, about: { type: 'job', id: about }, after }, clock.now()),
    )
  const looking = lookRegularly(options, queue)

  return {
    async start() {
      await queue.start()
      looking.start()
    },
    async stop() {
      await looking.stop()
      await queue.close()
    },
    list: (q) => entries(q, schedule, clock.now()),
    runs: listRuns,
    queue: lookAtQueue,
    retryQueue: () => retryQueued(db),
    async runNow(name, by) {
      const run = await runRecorded(entry(name), clock.now(), by)
      await note(by, 'job.run', run.name, { run: run.id, outcome: run.outcome })
      return run
    },
    async retry(runId, by) {
      const failed = await runById(db, runId)
      if (failed.outcome !== 'failed' && failed.outcome !== 'lost') throw refuse('run_not_failed')
      const run = await runRecorded(entry(failed.name), failed.plannedAt, by)
      await note(by, 'job.retried', run.name, { run: run.id, outcome: run.outcome })
      return run
    },
    async moveClock(wish, by) {
      const virtual = movable(clock)
      aimOf(wish, virtual.now())
      const made = await alone(db, { wait: true }, async () => {
        await follow(db, virtual)
        const to = aimOf(wish, virtual.now())
        return looking.aside(() => jump({ work, schedule, clock: virtual, settle }, to, by))
      })
      const { from, to } = made!
      await note(by, 'clock.moved', 'sandbox', { from: `${from}`, to: `${to}` })
      return made!
    },
    clockIsMovable: clock instanceof VirtualClock,
    settle,
  }
}

async function entries(
  q: Query,
  schedule: readonly Scheduled[],
  now: Temporal.Instant,
): Promise<ScheduleEntry[]> {
  const last = await latestRuns(q)
  const next = await nextOf(q, schedule, now)
  return schedule.map(({ name, says, cron, zone }) => ({
    name,
    says,
    cron,
    zone,
    nextAt: next.get(name)!,
    lastRun: last.get(name) ?? null,
  }))
}
