import { type Query, VirtualClock } from '#base'
import { DELIVER, deliver } from '#messaging'
import { alone } from './lock.ts'
import { refuse } from './problems.ts'
import { openQueue, type Queue } from './queue.ts'
import { type FailedReaction, failedReactions, type Reactions, react } from './react.ts'
import { latestRuns, listRuns, type Run, type RunFilter, runById } from './runs.ts'
import { nextOf, runDue, runOne } from './scheduler.ts'
import { aimOf, follow, movable, remember } from './time.ts'
import type { Scheduled, Work } from './work.ts'

/** How often a process looks whether something is due. */
const LOOK_MILLISECONDS = 1_000

/** One entry of the schedule, as staff see it. */
export type ScheduleEntry = {
  name: string
  says: string
  cron: string
  zone: string
  nextAt: Temporal.Instant
  lastRun: Run | null
}

/** What is waiting, what is at work, and what went wrong. */
export type QueueNow = {
  waiting: number
  running: number
  failing: { task: string; attempts: number; nextAt: Temporal.Instant; error: string }[]
  reactions: FailedReaction[]
}

/** A jump of the sandbox's clock, made. */
export type Jump = { from: Temporal.Instant; to: Temporal.Instant; runs: number; failed: number }

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
  const queue = await openQueue(db, options.ownerUrl, {
    react: (payload) => react(work, reactions, (payload as { fact: string }).fact),
    [DELIVER]: async () => {
      if (work.mail) await deliver(db, work.mail, () => clock.now())
    },
  })
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
    await alone(db, { wait: true }, () => runOne(work, job, planned, by))
    return (await latestRuns(db)).get(job.name)!
  }
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
    async list(q) {
      const last = await latestRuns(q)
      const next = await nextOf(db, schedule, clock.now())
      return schedule.map(({ name, says, cron, zone }) => ({
        name,
        says,
        cron,
        zone,
        nextAt: next.get(name)!,
        lastRun: last.get(name) ?? null,
      }))
    },
    runs: listRuns,
    queue: lookAtQueue,
    async retryQueue() {
      await db`select jobs.retry_queued(id) from jobs.queue() where error is not null and not running`
    },
    runNow: async (name, by) => runRecorded(entry(name), clock.now(), by),
    async retry(runId, by) {
      const run = await runById(db, runId)
      if (run.outcome !== 'failed' && run.outcome !== 'lost') throw refuse('run_not_failed')
      return runRecorded(entry(run.name), run.plannedAt, by)
    },
    async moveClock(wish, by) {
      const virtual = movable(clock)
      aimOf(wish, virtual.now())
      const jump = await alone(db, { wait: true }, async () => {
        await follow(db, virtual)
        return looking.aside(() => jumpTo(aimOf(wish, virtual.now()), virtual, by))
      })
      return jump!
    },
    clockIsMovable: clock instanceof VirtualClock,
    settle,
  }

  async function jumpTo(to: Temporal.Instant, virtual: VirtualClock, by: string): Promise<Jump> {
    const ticking = !virtual.standing
    virtual.stand()
    const from = virtual.now()
    const arrive = async (at: Temporal.Instant) => {
      virtual.moveTo(at)
      await remember(db, virtual.now(), by)
    }
    try {
      await settle()
      const total = await runDue(schedule, work, to, { before: arrive, after: settle })
      await arrive(to)
      await settle()
      return { from, to, ...total }
    } finally {
      await remember(db, virtual.now(), by)
      if (ticking) virtual.tick()
    }
  }
}

/** Looks every second whether something is due, unless it is told to stand aside for a while. */
function lookRegularly(options: JobsOptions, queue: Queue) {
  const { work, schedule } = options
  const { db, clock } = work
  let timer: NodeJS.Timeout | undefined
  let looked = ''
  let going: Promise<unknown> = Promise.resolve()
  let running = false

  const look = async () => {
    try {
      if (clock instanceof VirtualClock) await follow(db, clock)
      // Expressions count in minutes, so one look a minute is enough once it went well.
      const minute = clock.now().toString().slice(0, 16)
      if (minute === looked) return
      await queue.freeTheDead()
      const done = await alone(db, { wait: false }, () => runDue(schedule, work, clock.now()))
      if (done) looked = minute
    } catch (error) {
      options.onError?.(error)
    } finally {
      plan()
    }
  }
  const plan = () => {
    if (!running) return
    timer = setTimeout(() => {
      going = look()
    }, LOOK_MILLISECONDS)
  }
  const halt = async () => {
    running = false
    clearTimeout(timer)
    await going
  }
  return {
    start() {
      running = true
      looked = ''
      going = look()
    },
    stop: halt,
    /** The queue's own workers pause too, so that what happens on a jump happens in one order. */
    async aside<Result>(work: () => Promise<Result>): Promise<Result> {
      const wasRunning = running
      await halt()
      if (wasRunning) await queue.pause()
      try {
        return await work()
      } finally {
        if (wasRunning) {
          await queue.start()
          this.start()
        }
      }
    },
  }
}

async function lookAtQueue(q: Query): Promise<QueueNow> {
  const jobs = await q<{
    task: string
    run_at: Temporal.Instant
    attempts: number
    running: boolean
    error: string | null
  }>`select task, run_at, attempts, running, error from jobs.queue() order by run_at`
  return {
    waiting: jobs.filter((job) => !job.running && !job.error).length,
    running: jobs.filter((job) => job.running).length,
    failing: jobs
      .filter((job) => !job.running && job.error)
      .slice(0, 50)
      .map(({ task, attempts, run_at: nextAt, error }) => ({
        task,
        attempts,
        nextAt,
        error: error!,
      })),
    reactions: await failedReactions(q),
  }
}
