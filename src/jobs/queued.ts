import type { Query } from '#base'
import { type FailedReaction, failedReactions } from './react.ts'

/** What is waiting, what is at work, and what went wrong. */
export type QueueNow = {
  waiting: number
  running: number
  failing: { task: string; attempts: number; nextAt: Temporal.Instant; error: string }[]
  reactions: FailedReaction[]
}

/** The queue as it is now. */
export async function lookAtQueue(q: Query): Promise<QueueNow> {
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

/** Tries everything that failed again at once. */
export async function retryQueued(q: Query): Promise<void> {
  await q`select jobs.retry_queued(id) from jobs.queue() where error is not null and not running`
}
