import { type Config, configFromEnvironment, startedByNpm } from '#base'
import { demoState } from '#demo'
import { openStoa, type Roles, type Stoa } from '../main.ts'
import { Misused } from './command.ts'
import { signIns } from './demo.ts'

/** How long what has begun may take to finish when Stoa is told to stop. */
const PATIENCE_SECONDS = 20

/** `stoa serve` */
export function serve(words: readonly string[]): Promise<number> {
  if (words.some((word) => word !== '--no-work')) throw new Misused('serve takes --no-work only.')
  return untilStopped({ answers: true, works: !words.includes('--no-work') })
}

/** `stoa work` */
export function work(words: readonly string[]): Promise<number> {
  if (words.length > 0) throw new Misused('work takes no more words.')
  return untilStopped({ answers: false, works: true })
}

async function untilStopped(roles: Roles): Promise<number> {
  const asked = askedToStop()
  const config = configFromEnvironment()
  const stoa = await Promise.race([openStoa(config, roles), asked])
  if (!stoa) {
    // Nobody was let in yet: PostgreSQL is told to end as this process does, and the next start goes on.
    console.log('Stopping before it was open …')
    process.exit(130)
  }
  console.log(welcome(config, roles, (await demoState(stoa.deps.db)) === 'whole'))
  const why = await Promise.race([asked, stoa.lost])
  if (why) console.error(why)
  else console.log('Stopping …')
  await stopWithin(stoa, PATIENCE_SECONDS)
  return why ? 1 : 0
}

/**
 * Settles when this process is told to stop: Ctrl-C, TERM, a closed terminal, or the end of the npm
 * that started it (npm passes on no signal that was sent to it alone). A second Ctrl-C does not wait.
 */
function askedToStop(): Promise<undefined> {
  return new Promise((done) => {
    const ask = () => {
      done(undefined)
      process.once('SIGINT', () => process.exit(130))
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, ask)
    const parent = process.ppid
    if (startedByNpm()) setInterval(() => process.ppid === parent || ask(), 1_000).unref()
  })
}

async function stopWithin(stoa: Stoa, seconds: number): Promise<void> {
  const timer = setTimeout(() => {
    console.error(
      `Something did not finish within ${seconds} seconds; it will be taken up again at the next start.`,
    )
    process.exit(1)
  }, seconds * 1_000)
  await stoa.stop()
  clearTimeout(timer)
}

function welcome(config: Config, { answers, works }: Roles, lived: boolean): string {
  if (!answers) return 'Stoa works: the schedule and the queue. Ctrl-C stops it.'
  return [
    `Stoa is open at ${config.url}${works ? '' : ' (answers only)'}`,
    ...(lived ? ['', signIns(), ''] : []),
    'Ctrl-C stops it.',
  ].join('\n')
}
