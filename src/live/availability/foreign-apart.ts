import { Worker } from 'node:worker_threads'
import type { Found, Looked } from './foreign.ts'

/** A calendar that cannot be read: what is wrong with it, for whoever gave its address. */
export class CalendarFault extends Error {
  override name = 'CalendarFault'
}

const MOST_SECONDS = 10
const MOST_MEGABYTES = 192

/**
 * Reads a calendar of elsewhere in a thread of its own, with a bound on time and memory: a stranger wrote
 * it, and a rule that repeats every second for a century must not hold the house up.
 */
export function readApart(text: string, looked: Looked): Promise<Found> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./foreign-thread.ts', import.meta.url), {
      workerData: { text, looked },
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
      // What the reader has to say about odd lines is of no use to anybody.
      stdout: true,
      stderr: true,
    })
    const end = (done: () => void) => {
      clearTimeout(late)
      done()
      void thread.terminate()
    }
    const late = setTimeout(
      () => end(() => reject(new CalendarFault('It is too much to read.'))),
      MOST_SECONDS * 1_000,
    )
    thread.on('message', (said: { found?: Found; fault?: string }) =>
      end(() => (said.found ? resolve(said.found) : reject(new CalendarFault(said.fault)))),
    )
    thread.on('error', () => end(() => reject(new CalendarFault('It cannot be read.'))))
    thread.on('exit', () => end(() => reject(new CalendarFault('It cannot be read.'))))
  })
}
