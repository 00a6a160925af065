import { statfsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Config, ConfigFaults, configFromEnvironment, type Db, StartRefused } from '#base'
import { pagesAreBuilt } from '#http'
import { withDatabase } from './opening.ts'

/** One thing that was looked at. */
type Found = { what: string; ok: boolean; words: string }

const GIB = 2 ** 30

/** `stoa doctor`: looks at everything an installation needs; exit code 1 when something must be mended. */
export async function doctor(): Promise<number> {
  const found = await examine()
  for (const { what, ok, words } of found)
    console.log(`${ok ? 'fine ' : 'MEND '} ${what}: ${words}`)
  const faults = found.filter((one) => !one.ok).length
  console.log(faults === 0 ? '\nAll is well.' : `\n${faults} to mend.`)
  return faults === 0 ? 0 : 1
}

async function examine(): Promise<Found[]> {
  let config: Config
  try {
    config = configFromEnvironment()
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error
    return error.faults.map((words) => ({ what: 'configuration', ok: false, words }))
  }
  const found: Found[] = [
    {
      what: 'configuration',
      ok: true,
      words: `read; ${config.production ? 'production' : 'sandbox'}`,
    },
    disk(config),
    secrets(config),
    mail(config),
    pages(),
  ]
  try {
    found.push(...(await withDatabase(database)))
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error
    found.push({ what: 'database', ok: false, words: error.message })
  }
  return found
}

function disk({ home }: Config): Found {
  const { bavail, bsize } = statfsSync(nearest(home))
  const free = (bavail * bsize) / GIB
  const words = `${free.toFixed(1)} GiB free for ${home}`
  if (free >= 1) return { what: 'disk', ok: true, words }
  return {
    what: 'disk',
    ok: false,
    words: `${words}; free at least 1 GiB, or set STOA_HOME to a larger disk`,
  }
}

function nearest(path: string): string {
  for (let at = resolve(path); ; at = resolve(at, '..')) {
    if (statSync(at, { throwIfNoEntry: false })) return at
  }
}

function secrets(config: Config): Found {
  const file = resolve(config.home, 'secret')
  const open = (statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o077
  if (open) {
    return {
      what: 'secrets',
      ok: false,
      words: `${file} can be read by others; run: chmod 600 ${file}`,
    }
  }
  const words = config.secret ? 'STOA_SECRET is set' : 'made by this installation for itself'
  return { what: 'secrets', ok: true, words }
}

function mail({ smtpUrl, production }: Config): Found {
  if (smtpUrl) return { what: 'e-mail', ok: true, words: 'goes out through SMTP_URL' }
  const words = 'stays in the outbox'
  return production
    ? {
        what: 'e-mail',
        ok: false,
        words: `${words}; set SMTP_URL so that people can confirm addresses and reset passwords`,
      }
    : { what: 'e-mail', ok: true, words }
}

function pages(): Found {
  return pagesAreBuilt()
    ? { what: 'pages', ok: true, words: 'built' }
    : { what: 'pages', ok: false, words: 'not built; run: npm run build' }
}

async function database(db: Db): Promise<Found[]> {
  const [row] = await db<{ version: string; migrations: number; at: Temporal.Instant }>`
    select current_setting('server_version') as version, clock_timestamp() as at,
      (select count(*)::int from base.migration where finished_at is not null) as migrations`
  const apart = Math.abs(row!.at.until(Temporal.Now.instant()).total('seconds'))
  const [jobs] = await db<{ failing: number }>`
    select (select count(*)::int from jobs.schedule where failures > 0) + (select count(*)::int from jobs.reaction_failure) as failing`
  return [
    {
      what: 'database',
      ok: true,
      words: `PostgreSQL ${row!.version}, ${row!.migrations} migrations`,
    },
    apart < 5
      ? { what: 'clock', ok: true, words: 'agrees with the database’s' }
      : {
          what: 'clock',
          ok: false,
          words: `${Math.round(apart)} seconds away from the database’s; set both by NTP`,
        },
    jobs!.failing === 0
      ? { what: 'jobs', ok: true, words: 'none is failing' }
      : { what: 'jobs', ok: false, words: `${jobs!.failing} are failing; see the page of jobs` },
  ]
}
