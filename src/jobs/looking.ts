import { VirtualClock } from '#base'
import { alone } from './lock.ts'
import type { Queue } from './queue.ts'
import { runDue } from './scheduler.ts'
import { follow } from './time.ts'
import type { Scheduled, Work } from './work.ts'

/** How often a process looks whether something is due. */
const LOOK_MILLISECONDS = 1_000

type Looking = {
  work: Work
  schedule: readonly Scheduled[]
  onError?: (error: unknown) => void
}

export type Looker = {
  start(): void
  stop(): Promise<void>
  /** Does something while nothing else of this process works on the schedule or the queue. */
  aside<Result>(work: () => Promise<Result>): Promise<Result>
}

/** Looks every second whether something is due, unless it is told to stand aside for a while. */
export function lookRegularly(options: Looking, queue: Queue): Looker {
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
