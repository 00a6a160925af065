import { cpus, loadavg, totalmem } from 'node:os'
import type { Db } from '#base'

/** What a figure was measured on; a figure without it says nothing. */
export type Machine = {
  cpu: string
  cores: number
  memoryGigabytes: number
  node: string
  postgres: string
  /** Load averages over 1, 5 and 15 minutes when the run began: above 0, others shared the machine. */
  load: string
  day: string
}

export async function machine(db: Db): Promise<Machine> {
  const [row] = await db<{ version: string }>`select current_setting('server_version') as version`
  const cores = cpus()
  return {
    cpu: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version.slice(1),
    postgres: row!.version,
    load: loadavg()
      .map((figure) => figure.toFixed(1))
      .join(', '),
    day: Temporal.Now.plainDateISO('UTC').toString(),
  }
}

/** In one sentence. */
export function inWords(about: Machine): string {
  return (
    `${about.cores} cores of ${about.cpu}, ${about.memoryGigabytes} GB, Node ${about.node}, PostgreSQL ${about.postgres}, ` +
    `load ${about.load} when the run began, ${about.day}`
  )
}
